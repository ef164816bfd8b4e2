//! When a client usually pays: one answer, for his page, the review of a message and the dashboard.
use super::payments::UNKNOWN_DAY;
use super::read::day;
use crate::error::Result;
use chrono::{Months, NaiveDate};
use echu_core::forecast;
use echu_core::ids::ClientId;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashSet};

/// So far back: who paid well five years ago is not known by it.
const BACK: Months = Months::new(24);
/// His last invoices paid, at most so many.
const LAST: usize = 12;

/// The habits of one client, or of all, on a day: from the due date to the last payment of each of his last invoices paid, see
/// [`forecast::habit`]. What was settled before an import that does not say when is left out,
/// and so is what was due in several parts.
///
/// # Errors
/// When the base cannot be read.
pub fn habits(conn: &Connection, client: Option<ClientId>, today: NaiveDate) -> Result<BTreeMap<ClientId, i64>> {
    // Of one: his invoices. Of all: the payments of two years, whatever the age of the base.
    let from = match client {
        Some(_) => {
            "invoice i INDEXED BY invoice_client CROSS JOIN allocation a ON a.invoice_id = i.id JOIN payment p ON p.id = a.payment_id WHERE i.client_id = ?1"
        }
        None => {
            "payment p INDEXED BY payment_received CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id WHERE ?1 IS NULL"
        }
    };
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.client_id, i.due_on, p.received_on FROM {from}
         AND p.cancelled_at IS NULL AND p.received_on >= ?2 AND p.reference <> ?3
         AND i.kind = 'invoice' AND i.due_on IS NOT NULL AND i.settled_cents = i.total_cents
         AND NOT EXISTS (SELECT 1 FROM due_part d WHERE d.invoice_id = i.id)
         ORDER BY p.received_on DESC, p.id DESC"
    ))?;
    let mut rows = query.query((client.map(|id| id.0), (today - BACK).to_string(), UNKNOWN_DAY))?;
    let mut days: BTreeMap<ClientId, Vec<i64>> = BTreeMap::new();
    // The last payment of an invoice is met first: that is the day it was paid.
    let mut paid: HashSet<i64> = HashSet::new();
    while let Some(row) = rows.next()? {
        let his = days.entry(ClientId(row.get(1)?)).or_default();
        if his.len() < LAST && paid.insert(row.get(0)?) {
            his.push((day(row, "received_on")? - day(row, "due_on")?).num_days());
        }
    }
    Ok(days.into_iter().filter_map(|(client, mut days)| forecast::habit(&mut days).map(|habit| (client, habit))).collect())
}
