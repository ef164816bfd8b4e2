//! The facts of the reports: a few passes each, whatever the size of the base.
mod claims;
mod given_up;
mod journal;
mod moves;
mod penalties;

pub use claims::{lost, owed, rejected};
pub use given_up::given_up;
pub use journal::{Contacted, journal};
pub use moves::{activity, of_client};
pub use penalties::{moved as penalties_moved, penalties};

use super::payments::UNKNOWN_DAY;
use super::read::{cents, day, debtor_kind, maybe_day};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::reports::Names;
use echu_core::reports::payment_delays::{Paid, Payer};
use echu_core::terms::{PaymentTerms, Sector};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The names of all clients.
///
/// # Errors
/// When the base cannot be read.
pub fn names(conn: &Connection) -> Result<Names> {
    let mut query = conn.prepare_cached("SELECT id, name FROM client")?;
    let names = query.query_map([], |row| Ok((ClientId(row.get(0)?), row.get(1)?)))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Under which rule each client pays.
///
/// # Errors
/// When the base cannot be read.
pub fn payers(conn: &Connection) -> Result<BTreeMap<ClientId, Payer>> {
    let mut query = conn.prepare_cached("SELECT id, debtor_kind, sector, terms FROM client")?;
    let payers = query.query_map([], |row| {
        let terms: Option<PaymentTerms> = serde_json::from_str(row.get_ref(3)?.as_str()?).ok();
        let by_month = matches!(terms, Some(PaymentTerms::EndOfMonthA { .. } | PaymentTerms::EndOfMonthB { .. }));
        let payer = Payer { debtor: debtor_kind(row, 1)?, sector: Sector::from_key(row.get_ref(2)?.as_str()?), by_month };
        Ok((ClientId(row.get(0)?), payer))
    })?;
    Ok(payers.collect::<Result<_, _>>()?)
}

/// Money that came between two days, both in it, for invoices due at once whose date is known.
///
/// # Errors
/// When the base cannot be read.
pub fn paid(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Paid>> {
    let mut query = conn.prepare_cached(
        "SELECT i.client_id, i.issued_on, i.delivered_on, i.due_on, p.received_on, a.amount_cents
         FROM payment p INDEXED BY payment_received CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
         WHERE p.cancelled_at IS NULL AND p.received_on BETWEEN ?1 AND ?2 AND p.reference <> ?3 AND i.due_on IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM due_part d WHERE d.invoice_id = i.id)",
    )?;
    let rows = query.query_map((from.to_string(), to.to_string(), UNKNOWN_DAY), |row| {
        Ok(Paid {
            client: ClientId(row.get(0)?),
            issued_on: day(row, 1)?,
            delivered_on: maybe_day(row, 2)?,
            due_on: day(row, 3)?,
            on: day(row, 4)?,
            amount: cents(row, 5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
