//! What payments and credit notes were put against.
use crate::error::{Error, Result};
use crate::store::read::{cents, day, maybe_day};
use chrono::NaiveDate;
use echu_core::ids::{AllocationId, InvoiceId, PaymentId};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};

/// What settles invoices: money, or a credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Money.
    Payment(PaymentId),
    /// Avoir.
    CreditNote(InvoiceId),
}

/// An amount put against an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// Its identity.
    pub id: AllocationId,
    /// Money or avoir.
    pub source: Source,
    /// What it settles.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub invoice_number: String,
    /// Day of the money, or of issue of the credit note.
    pub on: NaiveDate,
    /// Above zero.
    pub amount: Cents,
    /// The bank's wording, or the number of the credit note.
    pub reference: String,
    /// Credit note: corrects the invoice from its due date.
    pub retroactive: bool,
    /// The due date of the part that the debtor named.
    pub part: Option<NaiveDate>,
}

const ALLOCATION: &str = "SELECT a.id, a.payment_id, a.credit_note_id, a.invoice_id, i.number, IFNULL(p.received_on, n.issued_on) AS on_day, \
     a.amount_cents, IFNULL(p.reference, n.number) AS reference, IFNULL(n.retroactive, 0) AS retroactive, a.part_due_on \
     FROM allocation a JOIN invoice i ON i.id = a.invoice_id LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice n ON n.id = a.credit_note_id";

fn allocation(row: &Row) -> rusqlite::Result<Allocation> {
    let credit_note: Option<i64> = row.get("credit_note_id")?;
    let source = match credit_note {
        Some(id) => Source::CreditNote(InvoiceId(id)),
        None => Source::Payment(PaymentId(row.get("payment_id")?)),
    };
    Ok(Allocation {
        id: AllocationId(row.get("id")?),
        source,
        invoice_id: InvoiceId(row.get("invoice_id")?),
        invoice_number: row.get("number")?,
        on: day(row, "on_day")?,
        amount: cents(row, "amount_cents")?,
        reference: row.get("reference")?,
        retroactive: row.get("retroactive")?,
        part: maybe_day(row, "part_due_on")?,
    })
}

/// One allocation.
///
/// # Errors
/// [`Error::NotFound`].
pub fn allocation_of(conn: &Connection, id: AllocationId) -> Result<Allocation> {
    let found = conn.prepare_cached(&format!("{ALLOCATION} WHERE a.id = ?"))?.query_row([id.0], allocation).optional()?;
    found.ok_or(Error::NotFound { what: "allocation", id: id.0 })
}

/// What a payment or a credit note settles.
///
/// # Errors
/// When the base cannot be read.
pub fn allocations_from(conn: &Connection, source: Source) -> Result<Vec<Allocation>> {
    let (column, id) = match source {
        Source::Payment(id) => ("payment_id", id.0),
        Source::CreditNote(id) => ("credit_note_id", id.0),
    };
    let mut query = conn.prepare_cached(&format!("{ALLOCATION} WHERE a.{column} = ? ORDER BY a.id"))?;
    Ok(query.query_map([id], allocation)?.collect::<Result<_, _>>()?)
}

/// What settles an invoice, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn settlements_of(conn: &Connection, invoice: InvoiceId) -> Result<Vec<Allocation>> {
    let mut query = conn.prepare_cached(&format!("{ALLOCATION} WHERE a.invoice_id = ? ORDER BY on_day, a.id"))?;
    Ok(query.query_map([invoice.0], allocation)?.collect::<Result<_, _>>()?)
}
