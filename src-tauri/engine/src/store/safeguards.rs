//! What covers the money a client owes: guarantor, retention of title, ceiling; and what balances it: what the user owes him.
use super::read::maybe_day;
use super::{Tag, Tx, instant};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};

/// As the user typed it, last revision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Safeguard {
    /// Caution or garant; empty when there is none.
    pub guarantor_name: String,
    /// As typed.
    pub guarantor_address: String,
    /// "", "surety", "on_demand", "other".
    pub guarantee_kind: String,
    /// Up to so much; none when not limited, or not known.
    pub guarantee: Option<Cents>,
    /// Where it is written.
    pub guarantee_document: String,
    /// Retention of title, from this day; none without a clause.
    pub retention_since: Option<NaiveDate>,
    /// Where it is written.
    pub retention_document: String,
    /// What the user owes him, and the day it was noted.
    pub supplier: Option<(Cents, NaiveDate)>,
    /// The most he may owe.
    pub ceiling: Option<Cents>,
}

impl Safeguard {
    /// The clause as a paper names it; empty when there is none.
    pub fn retention(&self) -> &str {
        if self.retention_since.is_some() { &self.retention_document } else { "" }
    }
}

const LAST: &str = "SELECT guarantor_name, guarantor_address, guarantee_kind, guarantee_cents, guarantee_document, retention_since,
    retention_document, supplier_cents, supplier_on, ceiling_cents FROM safeguard";

fn safeguard(row: &Row) -> rusqlite::Result<Safeguard> {
    let amount = |name: &str| -> rusqlite::Result<Option<Cents>> { Ok(row.get::<_, Option<i64>>(name)?.map(Cents)) };
    Ok(Safeguard {
        guarantor_name: row.get("guarantor_name")?,
        guarantor_address: row.get("guarantor_address")?,
        guarantee_kind: row.get("guarantee_kind")?,
        guarantee: amount("guarantee_cents")?,
        guarantee_document: row.get("guarantee_document")?,
        retention_since: maybe_day(row, "retention_since")?,
        retention_document: row.get("retention_document")?,
        supplier: amount("supplier_cents")?.zip(maybe_day(row, "supplier_on")?),
        ceiling: amount("ceiling_cents")?,
    })
}

/// What is in force for a client; empty when nothing was ever noted.
///
/// # Errors
/// When the base cannot be read.
pub fn of(conn: &Connection, client: ClientId) -> Result<Safeguard> {
    let mut query = conn.prepare_cached(&format!("{LAST} WHERE client_id = ? ORDER BY id DESC LIMIT 1"))?;
    Ok(query.query_row([client.0], safeguard).optional()?.unwrap_or_default())
}

impl Tx<'_> {
    /// Keeps a revision: it is the one in force.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_safeguard(&mut self, client: ClientId, new: &Safeguard) -> Result<()> {
        self.touch(Tag::Ledger);
        self.sql.execute(
            "INSERT INTO safeguard (client_id, guarantor_name, guarantor_address, guarantee_kind, guarantee_cents, guarantee_document,
                retention_since, retention_document, supplier_cents, supplier_on, ceiling_cents, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                client.0,
                &new.guarantor_name,
                &new.guarantor_address,
                &new.guarantee_kind,
                new.guarantee.map(|amount| amount.0),
                &new.guarantee_document,
                new.retention_since.map(|on| on.to_string()),
                &new.retention_document,
                new.supplier.map(|(amount, _)| amount.0),
                new.supplier.map(|(_, on)| on.to_string()),
                new.ceiling.map(|amount| amount.0),
                instant(self.when.at),
            ),
        )?;
        Ok(())
    }
}
