//! What the rule of matching compares a movement with: what is owed, who pays, what is already noted.
use crate::error::Result;
use crate::store::read::{cents, day, maybe_day};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId, PaymentId};
use echu_core::matching::{Early, Named, Noted, Open, Payer, plain_number};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// The invoices that something may settle, oldest due date first, without their penalties.
///
/// # Errors
/// When the base cannot be read.
pub fn open_invoices(conn: &Connection) -> Result<Vec<Open>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.client_id, i.number, i.total_cents - i.settled_cents AS balance, i.total_cents, i.settled_cents, i.discount_bp, i.discount_until
         FROM invoice i WHERE {} ORDER BY i.due_on, i.id",
        crate::store::invoice_list::OPEN
    ))?;
    let rows = query.query_map([], |row| {
        let (balance, total) = (cents(row, "balance")?, cents(row, "total_cents")?);
        let rate: Option<u32> = row.get("discount_bp")?;
        let early = rate
            .zip(maybe_day(row, "discount_until")?)
            .filter(|_| balance == total)
            .map(|(rate_bp, until)| Early { amount: total - echu_core::clauses::Discount { rate_bp, days: 0 }.of(total), until });
        Ok(Open {
            id: InvoiceId(row.get("id")?),
            client: ClientId(row.get("client_id")?),
            number: row.get("number")?,
            balance,
            claim: balance,
            early,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The clients, with the accounts that paid for them.
///
/// # Errors
/// When the base cannot be read.
pub fn payers(conn: &Connection) -> Result<Vec<Payer>> {
    let mut ibans: BTreeMap<ClientId, BTreeSet<String>> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT p.client_id, l.counterparty_iban FROM bank_match m JOIN bank_line l ON l.id = m.line_id JOIN payment p ON p.id = m.payment_id
         WHERE l.counterparty_iban <> '' AND p.cancelled_at IS NULL",
    )?;
    for row in query.query_map([], |row| Ok((ClientId(row.get(0)?), row.get::<_, String>(1)?)))? {
        let (client, iban) = row?;
        ibans.entry(client).or_default().insert(iban);
    }
    // A card united with another still names him on a statement; his own comes first, and is the one shown.
    let stands = crate::store::merges::STANDS.replace("{id}", "client.id");
    let mut query = conn.prepare_cached(&format!(
        "SELECT IIF(merged_into IS NULL, id, {stands}) AS id, name FROM client WHERE archived_at IS NULL OR merged_into IS NOT NULL
         ORDER BY merged_into IS NOT NULL, client.id"
    ))?;
    let rows = query.query_map([], |row| Ok((ClientId(row.get(0)?), row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (id, name) = row?;
        Ok(Payer { id, name, ibans: ibans.remove(&id).unwrap_or_default().into_iter().collect() })
    })
    .collect()
}

/// The invoices whose number is one of those, as [`plain_number`] writes it, owed or not, with the payments that stand on
/// them.
///
/// # Errors
/// When the base cannot be read.
pub fn named(conn: &Connection, numbers: &BTreeSet<String>) -> Result<Vec<Named>> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<i64> = Vec::new();
    // Read from the index of the keys alone.
    let mut keys = conn.prepare_cached("SELECT id, number_key FROM invoice")?;
    let mut rows = keys.query([])?;
    while let Some(row) = rows.next()? {
        if numbers.contains(&plain_number(&row.get::<_, String>(1)?)) {
            found.push(row.get(0)?);
        }
    }
    let mut one = conn.prepare_cached(&format!(
        "SELECT i.client_id, i.number, {} AS open FROM invoice i WHERE i.id = ? AND i.kind = 'invoice'",
        crate::store::invoice_list::OPEN
    ))?;
    let mut payments = conn.prepare_cached(
        "SELECT a.payment_id FROM allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = ? AND p.cancelled_at IS NULL",
    )?;
    let mut named = Vec::new();
    for id in found {
        let invoice = one.query_row([id], |row| Ok((ClientId(row.get(0)?), row.get(1)?, row.get(2)?))).optional()?;
        if let Some((client, number, open)) = invoice {
            let payments = payments.query_map([id], |row| Ok(PaymentId(row.get(0)?)))?.collect::<Result<_, _>>()?;
            named.push(Named { client, number, open, payments });
        }
    }
    Ok(named)
}

/// Payments that stand since a day, compensations left aside, for no money came; `untied`: only those tied to no movement,
/// with those that an import of since that day declared without theirs.
///
/// # Errors
/// When the base cannot be read.
pub fn noted(conn: &Connection, since: NaiveDate, untied: bool) -> Result<Vec<Noted>> {
    let mut query = conn.prepare_cached(
        "SELECT p.id, p.client_id, p.received_on, p.amount_cents, IIF(p.reference = ?3, date(p.created_at), NULL) AS said_on FROM payment p
         WHERE p.cancelled_at IS NULL AND p.set_off = 0 AND (p.received_on >= ?1 OR (?2 AND p.reference = ?3 AND p.created_at >= ?1))
         AND (NOT ?2 OR NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.payment_id = p.id))
         ORDER BY p.id",
    )?;
    let rows = query.query_map((since.to_string(), untied, crate::store::payments::UNKNOWN_DAY), |row| {
        Ok(Noted {
            id: PaymentId(row.get("id")?),
            client: ClientId(row.get("client_id")?),
            on: day(row, "received_on")?,
            amount: cents(row, "amount_cents")?,
            said_on: maybe_day(row, "said_on")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
