//! What a person read of a company in the public registers.
use super::read::day;
use super::{Tag, Tx, instant};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use rusqlite::Connection;

/// A look at a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The day.
    pub on: NaiveDate,
    /// "directory", "bodacc", "inpi" or "other".
    pub source: String,
    /// The user's words.
    pub finding: String,
}

/// The looks at a client, the last one first.
///
/// # Errors
/// When the base cannot be read.
pub fn checks(conn: &Connection, client: ClientId) -> Result<Vec<Check>> {
    let mut query = conn
        .prepare_cached("SELECT checked_on, source, finding FROM solvency_check WHERE client_id = ? ORDER BY checked_on DESC, id DESC")?;
    let rows = query
        .query_map([client.0], |row| Ok(Check { on: day(row, "checked_on")?, source: row.get("source")?, finding: row.get("finding")? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Keeps what was read.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_solvency_check(&mut self, client: ClientId, check: &Check) -> Result<()> {
        self.touch(Tag::Ledger);
        self.sql.execute(
            "INSERT INTO solvency_check (client_id, checked_on, source, finding, created_at) VALUES (?, ?, ?, ?, ?)",
            (client.0, check.on.to_string(), &check.source, &check.finding, instant(self.when.at)),
        )?;
        Ok(())
    }
}
