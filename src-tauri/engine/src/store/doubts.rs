//! What looked wrong and of which a person said that it is right, and the doubts that only the base can raise.
use super::{Tag, Tx, instant};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Invoices of which a person said that they are no doubles.
///
/// # Errors
/// When the base cannot be read.
pub fn no_doubles(conn: &Connection) -> Result<BTreeSet<InvoiceId>> {
    let mut query = conn.prepare_cached("SELECT subject_id FROM cleared_doubt WHERE doubt = 'duplicate'")?;
    let rows = query.query_map([], |row| Ok(InvoiceId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An invoice without its PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bare {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Whose.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// Still owed.
    pub balance: Cents,
}

const BARE: &str = "FROM invoice i INDEXED BY invoice_open JOIN client c ON c.id = i.client_id
    WHERE i.kind = 'invoice' AND i.written_off_on IS NULL AND i.archived_at IS NULL AND i.settled_cents < i.total_cents
      AND i.due_on < ?1 AND i.pdf_document_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM cleared_doubt d WHERE d.doubt = 'missing_pdf' AND d.subject_id = i.id)";

/// Late invoices without a PDF, the largest first, at most `most`, and how many there are.
///
/// # Errors
/// When the base cannot be read.
pub fn without_pdf(conn: &Connection, today: NaiveDate, most: u32) -> Result<(Vec<Bare>, u32)> {
    let count = conn.prepare_cached(&format!("SELECT COUNT(*) {BARE}"))?.query_row([today.to_string()], |row| row.get(0))?;
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.number, c.id, c.name, i.total_cents - i.settled_cents {BARE} ORDER BY 5 DESC, i.id LIMIT ?2"
    ))?;
    let rows = query.query_map((today.to_string(), most), |row| {
        Ok(Bare {
            id: InvoiceId(row.get(0)?),
            number: row.get(1)?,
            client_id: ClientId(row.get(2)?),
            client_name: row.get(3)?,
            balance: Cents(row.get(4)?),
        })
    })?;
    Ok((rows.collect::<Result<_, _>>()?, count))
}

/// Clients who owe nothing and whose money or credit notes are left: what is too much, whose it is.
///
/// # Errors
/// When the base cannot be read.
pub fn advances(conn: &Connection) -> Result<Vec<(ClientId, String, Cents)>> {
    let mut query = conn.prepare_cached(
        "SELECT c.id, c.name, SUM(l.cents) AS left_cents FROM (
            SELECT client_id, amount_cents - allocated_cents AS cents FROM payment INDEXED BY payment_unallocated
                WHERE cancelled_at IS NULL AND allocated_cents < amount_cents
            UNION ALL SELECT client_id, total_cents - settled_cents FROM invoice
                WHERE kind = 'credit_note' AND archived_at IS NULL AND settled_cents < total_cents) l
         JOIN client c ON c.id = l.client_id
         WHERE NOT EXISTS (SELECT 1 FROM invoice i INDEXED BY invoice_client WHERE i.client_id = c.id AND i.kind = 'invoice'
                AND i.written_off_on IS NULL AND i.archived_at IS NULL AND i.settled_cents < i.total_cents)
           AND NOT EXISTS (SELECT 1 FROM cleared_doubt d WHERE d.doubt = 'advance' AND d.subject_id = c.id)
         GROUP BY c.id ORDER BY left_cents DESC, c.id",
    )?;
    let rows = query.query_map([], |row| Ok((ClientId(row.get(0)?), row.get(1)?, Cents(row.get(2)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// A person said that it is right.
    ///
    /// # Errors
    /// The disk's.
    pub fn clear_doubt(&mut self, doubt: &str, subject: i64) -> Result<()> {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
        self.sql.execute(
            "INSERT INTO cleared_doubt (doubt, subject_id, cleared_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (doubt, subject, instant(self.when.at)),
        )?;
        Ok(())
    }
}
