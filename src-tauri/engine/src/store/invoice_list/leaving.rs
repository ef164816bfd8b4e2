//! What leaves in tables: every invoice, one at a time, with what names its client elsewhere.
use crate::error::Result;
use crate::store::invoices::{COLUMNS, Stored, stored};
use crate::store::read::maybe_day;
use chrono::NaiveDate;
use rusqlite::Connection;

/// An invoice on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// As stored.
    pub invoice: Stored,
    /// Of its client, or empty.
    pub siren: String,
    /// Of its client, or empty.
    pub email: String,
    /// Opening of insolvency proceedings against its client.
    pub insolvent_on: Option<NaiveDate>,
    /// The day of the last step that reached its client about it.
    pub reminded_on: Option<NaiveDate>,
}

/// Which invoices, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them, in the order of their dates.
    All,
    /// Invoices and credit notes on which something is left and that were not written off, those set aside too; by client.
    Left,
}

/// Hands over the invoices one by one: a hundred thousand of them are never held together.
///
/// # Errors
/// When the base cannot be read, or those of `each`.
pub fn each_invoice(conn: &Connection, which: Which, each: &mut dyn FnMut(&Leaving) -> Result<()>) -> Result<()> {
    let (scope, order) = match which {
        Which::All => ("invoice i INDEXED BY invoice_issued CROSS JOIN client c ON c.id = i.client_id", "i.issued_on, i.id"),
        Which::Left => (
            "invoice i JOIN client c ON c.id = i.client_id WHERE i.settled_cents < i.total_cents AND i.written_off_on IS NULL",
            "c.folded, c.id, i.kind DESC, i.due_on, i.id",
        ),
    };
    let mut query = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, c.siren, c.email, c.insolvent_on,
                (SELECT MAX(s.done_on) FROM step_done s WHERE s.invoice_id = i.id AND s.how IN ('sent', 'posted', 'called', 'visited')) AS reminded_on
         FROM {scope} ORDER BY {order}"
    ))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        each(&Leaving {
            invoice: stored(row)?,
            siren: row.get("siren")?,
            email: row.get("email")?,
            insolvent_on: maybe_day(row, "insolvent_on")?,
            reminded_on: maybe_day(row, "reminded_on")?,
        })?;
    }
    Ok(())
}
