//! Up to when the money received is known: the statement that goes furthest, and the user's own word.
use super::{Tag, Tx, day};
use crate::error::Result;
use echu_core::receipts::{Receipts, StatementDays};
use rusqlite::{Connection, OptionalExtension};

/// What tells of the money received.
///
/// # Errors
/// When the base cannot be read.
pub fn receipts(conn: &Connection) -> Result<Receipts> {
    let found = conn
        .query_row(
            "SELECT read_on, last_on FROM bank_statement ORDER BY MIN(IFNULL(last_on, read_on), read_on) DESC, id DESC LIMIT 1",
            [],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)),
        )
        .optional()?;
    let statement = match found {
        Some((read, last)) => Some(StatementDays { read_on: day(&read)?, last_on: last.map(|text| day(&text)).transpose()? }),
        None => None,
    };
    let said: Option<String> = conn.query_row("SELECT receipts_confirmed_on FROM sender WHERE id = 1", [], |row| row.get(0))?;
    Ok(Receipts { statement, confirmed_on: said.map(|text| day(&text)).transpose()? })
}

impl Tx<'_> {
    /// The user says that the money received is all noted, as of today.
    ///
    /// # Errors
    /// The disk's.
    pub fn confirm_receipts(&mut self) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE sender SET receipts_confirmed_on = ? WHERE id = 1", [self.when.today.to_string()])?;
        Ok(())
    }
}
