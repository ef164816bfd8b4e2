//! The parts of invoices payable in several.
use super::invoice_list::OPEN;
use super::read::{cents, day};
use super::{Tag, Tx};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::interest::Received;
use echu_core::invoice::AgeBucket;
use echu_core::invoice::parts::{DuePart, left};
use echu_core::money::Cents;
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

/// The first due date of an invoice `i`, whichever part is owed now.
pub const FIRST_DUE: &str = "IFNULL((SELECT MIN(f.due_on) FROM due_part f WHERE f.invoice_id = i.id), i.due_on)";

/// An open invoice in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InParts {
    /// Whose.
    pub client_id: ClientId,
    /// Its due date: that of the oldest part still owed.
    pub due_on: NaiveDate,
    /// What settles it, in cents.
    pub settled: Cents,
    /// The cycle of the last restart of its reminders by the user.
    pub restarted_cycle: u32,
    /// Oldest due first.
    pub parts: Vec<DuePart>,
}

fn part(row: &Row) -> rusqlite::Result<DuePart> {
    Ok(DuePart { due_on: day(row, "part_due_on")?, amount: cents(row, "amount_cents")?, chosen: cents(row, "chosen_cents")? })
}

/// The parts of an invoice, oldest due first; none when it is due at once.
///
/// # Errors
/// When the base cannot be read.
pub fn of(conn: &Connection, invoice: InvoiceId) -> Result<Vec<DuePart>> {
    let mut query =
        conn.prepare_cached("SELECT due_on AS part_due_on, amount_cents, chosen_cents FROM due_part WHERE invoice_id = ? ORDER BY due_on")?;
    Ok(query.query_map([invoice.0], part)?.collect::<Result<_, _>>()?)
}

/// The payments of an invoice whose part the debtor named, with its due date.
///
/// # Errors
/// When the base cannot be read.
pub fn named(conn: &Connection, invoice: InvoiceId) -> Result<Vec<(Received, NaiveDate)>> {
    let mut query = conn.prepare_cached(
        "SELECT p.received_on, a.amount_cents, a.part_due_on FROM allocation a JOIN payment p ON p.id = a.payment_id
         WHERE a.invoice_id = ? AND a.part_due_on IS NOT NULL ORDER BY p.received_on, a.id",
    )?;
    let each = |row: &Row| Ok((Received { on: day(row, "received_on")?, amount: cents(row, "amount_cents")? }, day(row, "part_due_on")?));
    Ok(query.query_map([invoice.0], each)?.collect::<Result<_, _>>()?)
}

/// The open invoices in parts, of one client or of all; read from the parts, of which most bases have few.
///
/// # Errors
/// When the base cannot be read.
pub fn open(conn: &Connection, client: Option<i64>) -> Result<BTreeMap<InvoiceId, InParts>> {
    let from = match client {
        Some(_) => "invoice i INDEXED BY invoice_client CROSS JOIN due_part p ON p.invoice_id = i.id WHERE i.client_id = ?1",
        None => "due_part p CROSS JOIN invoice i ON i.id = p.invoice_id WHERE ?1 IS NULL",
    };
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.client_id, i.due_on, i.settled_cents, i.restarted_cycle, p.due_on AS part_due_on, p.amount_cents, p.chosen_cents
         FROM {from} AND {OPEN} ORDER BY i.id, p.due_on"
    ))?;
    let mut rows = query.query([client])?;
    let mut found: BTreeMap<InvoiceId, InParts> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let known = InParts {
            client_id: ClientId(row.get("client_id")?),
            due_on: day(row, "due_on")?,
            settled: cents(row, "settled_cents")?,
            restarted_cycle: row.get("restarted_cycle")?,
            parts: Vec::new(),
        };
        found.entry(InvoiceId(row.get("id")?)).or_insert(known).parts.push(part(row)?);
    }
    Ok(found)
}

impl InParts {
    /// What is left of each part, with its due date.
    pub fn owed(&self) -> impl Iterator<Item = (NaiveDate, Cents)> {
        let left = left(&self.parts, self.settled);
        self.parts.iter().map(|part| part.due_on).zip(left).filter(|(_, left)| left.is_positive())
    }

    /// Of an invoice that is late, what is not past due yet.
    pub fn to_come(&self, today: NaiveDate) -> Cents {
        if self.due_on >= today {
            return Cents::ZERO;
        }
        self.owed().filter(|(due_on, _)| *due_on >= today).map(|(_, left)| left).sum()
    }

    /// Moves what is owed from the age of the oldest part to that of each.
    pub fn age(&self, sums: &mut [Cents; 6], today: NaiveDate) {
        let place = |due_on: NaiveDate| AgeBucket::on(Some(due_on), today).place();
        for (due_on, left) in self.owed() {
            sums[place(self.due_on)] -= left;
            sums[place(due_on)] += left;
        }
    }
}

impl Tx<'_> {
    /// Replaces the parts of an invoice, given the oldest due first; none: it is due at once, on its own date.
    ///
    /// # Errors
    /// The disk's; a total below what is settled is refused by the base.
    pub fn set_due_parts(&mut self, invoice: InvoiceId, parts: &[DuePart]) -> Result<()> {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
        self.sql.prepare_cached("DELETE FROM due_part WHERE invoice_id = ?")?.execute([invoice.0])?;
        let mut insert =
            self.sql.prepare_cached("INSERT INTO due_part (invoice_id, due_on, amount_cents, through_cents) VALUES (?, ?, ?, ?)")?;
        let mut through = Cents::ZERO;
        for part in parts {
            through += part.amount;
            insert.execute((invoice.0, part.due_on.to_string(), part.amount.0, through.0))?;
        }
        Ok(())
    }
}
