//! Invoices with all that was ever put against them: those that may have been owed on an evening, and those written off.
use crate::error::Result;
use crate::store::invoice_list::OPEN;
use crate::store::read::{cents, day, maybe_day};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::invoice::parts::DuePart;
use echu_core::money::Cents;
use echu_core::reports::claim::{Claim, Settled};
use rusqlite::{Connection, Params, Row};
use std::collections::BTreeMap;

/// The invoices that may have been owed on an evening from `first` on, and were issued by `last`: those owed now, set aside, lost
/// since, settled by something that came later, or by a payment that the bank took back later.
///
/// # Errors
/// When the base cannot be read.
pub fn owed(conn: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<Claim>> {
    let ids = ids(
        conn,
        &format!(
            "SELECT i.id FROM invoice i INDEXED BY invoice_open WHERE {OPEN}
             UNION SELECT i.id FROM invoice i INDEXED BY invoice_archived WHERE i.archived_at IS NOT NULL
             UNION SELECT i.id FROM invoice i INDEXED BY invoice_settled WHERE i.kind = 'invoice' AND i.archived_at IS NULL
                 AND (i.settled_cents >= i.total_cents OR i.written_off_on IS NOT NULL) AND i.written_off_on > ?1
             UNION SELECT a.invoice_id FROM payment p INDEXED BY payment_received CROSS JOIN allocation a ON a.payment_id = p.id
                 WHERE p.cancelled_at IS NULL AND p.received_on > ?1
             UNION SELECT a.invoice_id FROM invoice n INDEXED BY invoice_issued CROSS JOIN allocation a ON a.credit_note_id = n.id
                 WHERE n.issued_on > ?1
             UNION SELECT b.value ->> 'invoiceId' FROM payment p INDEXED BY payment_rejected CROSS JOIN json_each(p.placed_before) b
                 WHERE p.rejected_on > ?1 AND p.placed_before <> ''"
        ),
        [first.to_string()],
    )?;
    read(conn, &ids, last)
}

/// The invoices written off by a day; of one client, or of all.
///
/// # Errors
/// When the base cannot be read.
pub fn lost(conn: &Connection, client: Option<ClientId>, last: NaiveDate) -> Result<Vec<Claim>> {
    let from = if client.is_some() { "invoice i INDEXED BY invoice_client" } else { "invoice i" };
    let sql = format!("SELECT i.id FROM {from} WHERE i.written_off_on <= ?1 AND (?2 IS NULL OR i.client_id = ?2)");
    let ids = ids(conn, &sql, (last.to_string(), client.map(|id| id.0)))?;
    read(conn, &ids, last)
}

/// The invoices of payments that the bank took back since a day, issued by `last`.
///
/// # Errors
/// When the base cannot be read.
pub fn rejected(conn: &Connection, since: NaiveDate, last: NaiveDate) -> Result<Vec<Claim>> {
    let sql = "SELECT DISTINCT b.value ->> 'invoiceId' FROM payment p INDEXED BY payment_rejected CROSS JOIN json_each(p.placed_before) b
               WHERE p.rejected_on > ?1 AND p.placed_before <> ''";
    let ids = ids(conn, sql, [since.to_string()])?;
    read(conn, &ids, last)
}

/// As a JSON list.
fn ids(conn: &Connection, sql: &str, params: impl Params) -> Result<String> {
    let ids: Vec<i64> = conn.prepare_cached(sql)?.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(serde_json::to_string(&ids)?)
}

fn read(conn: &Connection, ids: &str, last: NaiveDate) -> Result<Vec<Claim>> {
    let mut claims: BTreeMap<InvoiceId, Claim> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT i.id, i.number, i.client_id, i.issued_on, i.due_on, i.total_cents, i.written_off_on, i.archived_at IS NOT NULL
         FROM json_each(?1) l CROSS JOIN invoice i ON i.id = l.value WHERE i.kind = 'invoice' AND i.issued_on <= ?2",
    )?;
    let mut rows = query.query((ids, last.to_string()))?;
    while let Some(row) = rows.next()? {
        let one = claim(row)?;
        claims.insert(one.invoice, one);
    }
    let mut query = conn.prepare_cached(
        "SELECT d.invoice_id, d.due_on, d.amount_cents FROM json_each(?1) l CROSS JOIN due_part d ON d.invoice_id = l.value
         ORDER BY d.invoice_id, d.due_on",
    )?;
    let mut rows = query.query([ids])?;
    while let Some(row) = rows.next()? {
        if let Some(claim) = claims.get_mut(&InvoiceId(row.get(0)?)) {
            claim.parts.push(DuePart::new(day(row, 1)?, cents(row, 2)?));
        }
    }
    // A discount comes with its payment, and goes with it. What a payment that was taken back had settled is written on it.
    let mut query = conn.prepare_cached(
        "SELECT a.invoice_id, IFNULL(p.received_on, n.issued_on), NULL, a.amount_cents, a.part_due_on
         FROM json_each(?1) l CROSS JOIN allocation a ON a.invoice_id = l.value
         LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice n ON n.id = a.credit_note_id
         UNION ALL SELECT d.invoice_id, p.received_on, NULL, d.amount_cents, NULL
         FROM json_each(?1) l CROSS JOIN discount d ON d.invoice_id = l.value JOIN payment p ON p.id = d.payment_id
         UNION ALL SELECT b.value ->> 'invoiceId', p.received_on, p.rejected_on, b.value ->> 'amount', b.value ->> 'part'
         FROM payment p INDEXED BY payment_rejected CROSS JOIN json_each(p.placed_before) b
         WHERE p.rejected_on IS NOT NULL AND p.placed_before <> '' AND NOT IFNULL(b.value ->> 'penalties', 0)
         UNION ALL SELECT b.value ->> 'invoiceId', p.received_on, p.rejected_on, b.value ->> 'discount', NULL
         FROM payment p INDEXED BY payment_rejected CROSS JOIN json_each(p.placed_before) b
         WHERE p.rejected_on IS NOT NULL AND p.placed_before <> '' AND b.value ->> 'discount' IS NOT NULL",
    )?;
    let mut rows = query.query([ids])?;
    while let Some(row) = rows.next()? {
        if let Some(claim) = claims.get_mut(&InvoiceId(row.get(0)?)) {
            claim.settled.push(Settled {
                on: day(row, 1)?,
                until: maybe_day(row, 2)?,
                amount: Cents(row.get(3)?),
                part: maybe_day(row, 4)?,
            });
        }
    }
    Ok(claims.into_values().collect())
}

fn claim(row: &Row) -> rusqlite::Result<Claim> {
    Ok(Claim {
        invoice: InvoiceId(row.get(0)?),
        number: row.get(1)?,
        client: ClientId(row.get(2)?),
        issued_on: day(row, 3)?,
        due_on: maybe_day(row, 4)?,
        total: cents(row, 5)?,
        parts: Vec::new(),
        written_off_on: maybe_day(row, 6)?,
        is_archived: row.get(7)?,
        settled: Vec::new(),
    })
}
