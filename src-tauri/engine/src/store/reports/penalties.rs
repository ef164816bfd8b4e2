//! What became of penalties, client by client.
use super::moves::penalties_received;
use crate::error::{Error, Result};
use crate::store::read::cents;
use crate::store::{claims, rates, settings};
use chrono::NaiveDate;
use echu_core::error::DomainError;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::interest;
use echu_core::money::Cents;
use echu_core::reports::penalties::OfClient;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Claimed, received and given up between two days, both in it; what is still due is not looked at.
///
/// # Errors
/// When the base cannot be read.
pub fn moved(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<ClientId, OfClient>> {
    let mut clients: BTreeMap<ClientId, OfClient> = BTreeMap::new();
    let by_client = |sql: &str| -> Result<Vec<(ClientId, Cents)>> {
        let mut query = conn.prepare_cached(sql)?;
        let rows = query.query_map((from.to_string(), to.to_string()), |row| Ok((ClientId(row.get(0)?), cents(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    // Of each invoice, the most that was claimed in what left.
    let claimed = by_client(
        "SELECT client_id, SUM(most) FROM (
             SELECT r.client_id, MAX(l.interest_cents + l.fee_cents) AS most FROM contact k INDEXED BY contact_day
             CROSS JOIN reminder r ON r.id = k.reminder_id JOIN reminder_line l ON l.reminder_id = r.id
             WHERE k.on_day BETWEEN ?1 AND ?2 AND r.state = 'done' AND l.role <> 'memory' GROUP BY l.invoice_id) GROUP BY client_id",
    )?;
    let received = by_client(&penalties_received())?;
    let waived = by_client(
        "SELECT i.client_id, SUM(w.interest_cents + w.fee_cents) FROM penalty_waiver w JOIN invoice i ON i.id = w.invoice_id
         WHERE w.taken_back_at IS NULL AND w.on_day BETWEEN ?1 AND ?2 GROUP BY i.client_id",
    )?;
    for (client, amount) in claimed {
        clients.entry(client).or_default().claimed = amount;
    }
    for (client, amount) in received {
        clients.entry(client).or_default().received = amount;
    }
    for (client, amount) in waived {
        clients.entry(client).or_default().waived = amount;
    }
    Ok(clients)
}

/// Claimed, received and given up between two days, both in it, and still due on the last.
///
/// # Errors
/// When the base cannot be read.
pub fn penalties(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<ClientId, OfClient>> {
    let mut clients = moved(conn, from, to)?;
    let table = rates::table(conn)?;
    let options = settings::options(conn)?;
    for (client, invoice) in ever_claimed(conn, to)? {
        let one = clients.entry(client).or_default();
        let claim = claims::with_penalties(conn, &options, invoice, to)?;
        let left = match claim.map(|claim| interest::remaining(&claim, to, &table).map_err(Error::from)) {
            Some(Ok(left)) => Some(left.beside()),
            None => Some(Cents::ZERO),
            Some(Err(Error::Domain(DomainError::UnknownRate(_)))) => None,
            Some(Err(error)) => return Err(error),
        };
        one.due = one.due.zip(left).map(|(due, left)| due + left);
    }
    Ok(clients)
}

/// The invoices whose penalties were claimed, paid or given up by a day, and whose.
fn ever_claimed(conn: &Connection, to: NaiveDate) -> Result<Vec<(ClientId, InvoiceId)>> {
    let mut query = conn.prepare_cached(
        "SELECT i.client_id, i.id FROM (
             SELECT l.invoice_id AS id FROM contact k CROSS JOIN reminder r ON r.id = k.reminder_id JOIN reminder_line l ON l.reminder_id = r.id
             WHERE k.on_day <= ?1 AND r.state = 'done' AND l.role <> 'memory' AND l.interest_cents + l.fee_cents > 0
             UNION SELECT y.invoice_id FROM penalty_payment y JOIN payment p ON p.id = y.payment_id WHERE p.received_on <= ?1
             UNION SELECT w.invoice_id FROM penalty_waiver w WHERE w.taken_back_at IS NULL AND w.on_day <= ?1
         ) f JOIN invoice i ON i.id = f.id WHERE i.archived_at IS NULL AND (i.written_off_on IS NULL OR i.written_off_on > ?1)",
    )?;
    let rows = query.query_map([to.to_string()], |row| Ok((ClientId(row.get(0)?), InvoiceId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
