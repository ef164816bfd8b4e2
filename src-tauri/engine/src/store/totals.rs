//! What is owed, by age and by client: shown by every list and asked at each keystroke, yet only a write or another day
//! changes it. Summed once for each of them.
use super::invoice_list::{Aged, OPEN, ageing};
use super::read::maybe_day;
use super::{Store, lock};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is owed on a day.
#[derive(Debug, Default)]
pub struct Totals {
    /// By age.
    pub ageing: Aged,
    /// By client, those who owe something.
    owed: BTreeMap<i64, Owed>,
}

/// What a client owes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Owed {
    pub(super) invoices: u32,
    pub(super) balance: Cents,
    pub(super) overdue: Cents,
    pub(super) oldest: Option<NaiveDate>,
}

/// Totals, and what they were summed from: so many changes of the ledger, that day.
pub(super) struct Known {
    changes: u64,
    today: NaiveDate,
    totals: Arc<Totals>,
}

impl Totals {
    fn read(conn: &Connection, today: NaiveDate) -> Result<Totals> {
        Ok(Totals { ageing: ageing(conn, None, today)?, owed: owed(conn, today)? })
    }

    /// How many clients owe something.
    pub fn debtors(&self) -> usize {
        self.owed.len()
    }

    /// Those who are late: whose, how much of it is past due, in cents, and since when.
    pub fn late(&self) -> impl Iterator<Item = (ClientId, Cents, Option<NaiveDate>)> {
        self.owed.iter().filter(|(_, one)| one.overdue.is_positive()).map(|(id, one)| (ClientId(*id), one.overdue, one.oldest))
    }

    /// What a client owes.
    pub(super) fn of(&self, client: i64) -> Owed {
        self.owed.get(&client).copied().unwrap_or_default()
    }
}

impl Store {
    /// What is owed on a day. To be called outside [`Store::read`], which it may need.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn totals(&self, today: NaiveDate) -> Result<Arc<Totals>> {
        // Counted before they are read: a write that ends meanwhile makes them summed again, at worst for nothing.
        let changes = self.ledger_changes();
        let mut known = lock(&self.totals);
        if let Some(found) = known.as_ref().filter(|found| (found.changes, found.today) == (changes, today)) {
            return Ok(Arc::clone(&found.totals));
        }
        let totals = Arc::new(self.read(|conn| Totals::read(conn, today))?);
        *known = Some(Known { changes, today, totals: Arc::clone(&totals) });
        Ok(totals)
    }
}

fn owed(conn: &Connection, today: NaiveDate) -> Result<BTreeMap<i64, Owed>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.client_id, i.total_cents - i.settled_cents AS balance, i.due_on < ?1 AS late, i.due_on
         FROM invoice i INDEXED BY invoice_open WHERE {OPEN} ORDER BY i.due_on"
    ))?;
    let mut rows = query.query([today.to_string()])?;
    let mut owed: BTreeMap<i64, Owed> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (balance, late): (i64, Option<bool>) = (row.get(1)?, row.get(2)?);
        let one = owed.entry(row.get(0)?).or_default();
        one.invoices += 1;
        one.balance += Cents(balance);
        if late == Some(true) {
            one.overdue += Cents(balance);
        }
        if one.oldest.is_none() {
            one.oldest = maybe_day(row, "due_on")?;
        }
    }
    // What is payable in several parts is late for those that are past only.
    for invoice in super::due_parts::open(conn, None)?.values() {
        if let Some(one) = owed.get_mut(&invoice.client_id.0) {
            one.overdue -= invoice.to_come(today);
        }
    }
    Ok(owed)
}
