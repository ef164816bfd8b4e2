//! All that is known of how a client pays, for the rule that says his profile.
use super::payments::UNKNOWN_DAY;
use super::read::{cents, day, maybe_day};
use super::{agreements, invoices, settings, situation};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::calendar::Region;
use echu_core::dunning::hold::{GRACE_OPEN_DAYS, disputed_part, grace_end};
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::instalments::TermStage;
use echu_core::money::Cents;
use echu_core::risk::{Bill, Promise, Record};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// The record of a client.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Record> {
    of_many(conn, &[client], today)?.remove(&client).ok_or(Error::NotFound { what: "client", id: client.0 })
}

/// The records of clients, those who do not exist left out, in a number of queries that does not grow with them; only who disputes,
/// promised or agreed is read apart. An invoice that an agreement he keeps spreads is left out: its terms say how he pays it.
///
/// # Errors
/// When the base cannot be read.
pub fn of_many(conn: &Connection, clients: &[ClientId], today: NaiveDate) -> Result<BTreeMap<ClientId, Record>> {
    let set = serde_json::to_string(clients)?;
    let mut records = BTreeMap::new();
    let mut query = conn.prepare_cached("SELECT id, insolvent_on FROM client WHERE id IN (SELECT value FROM json_each(?1))")?;
    let mut rows = query.query([&set])?;
    while let Some(row) = rows.next()? {
        let record = Record { insolvent_on: maybe_day(row, "insolvent_on")?, ..Record::default() };
        records.insert(ClientId(row.get("id")?), record);
    }
    let region = settings::sending_rules(conn)?.region;
    let mut spread = BTreeSet::new();
    for client in among(conn, &format!("SELECT DISTINCT client_id FROM agreement WHERE client_id IN {SET}"), &set)? {
        let Some(record) = records.get_mut(&client) else { continue };
        spread.extend(follow_agreements(record, agreements::of_client(conn, client)?, today, region));
    }
    let (mut bills, named) = bills(conn, &set)?;
    bills.retain(|id, _| !spread.contains(id));
    for client in among(conn, &format!("SELECT DISTINCT client_id FROM hold WHERE released_on IS NULL AND client_id IN {SET}"), &set)? {
        let holds = situation::holds_of(conn, client)?;
        for (id, (_, bill)) in bills.iter_mut().filter(|(_, (owner, _))| *owner == client) {
            // Most clients dispute nothing: their invoices are not read again.
            if holds.iter().any(|hold| hold.invoice_id.is_none_or(|one| one == *id)) {
                bill.disputed = disputed_part(&invoices::get(conn, *id)?.facts, &holds, today);
            }
        }
    }
    for (client, bill) in in_parts(conn, &set, bills, named)? {
        records.entry(client).or_default().bills.push(bill);
    }
    for (client, promise) in promised(conn, Some(&set), region)? {
        records.entry(client).or_default().promises.push(promise);
    }
    Ok(records)
}

/// The clients of a list in JSON.
const SET: &str = "(SELECT value FROM json_each(?1))";

fn among(conn: &Connection, sql: &str, set: &str) -> Result<Vec<ClientId>> {
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_map([set], |row| Ok(ClientId(row.get(0)?)))?.collect::<Result<_, _>>()?)
}

/// Notes the agreements that were broken and the days when one would be; gives the invoices that those he keeps spread.
fn follow_agreements(record: &mut Record, all: Vec<agreements::Stored>, today: NaiveDate, region: Region) -> Vec<InvoiceId> {
    let mut spread = Vec::new();
    for one in all {
        let facts = &one.facts;
        let over = |on: NaiveDate| grace_end(on, facts.forfeiture.grace_open_days, region);
        let missed = facts.missed(today, region).first().map(|term| over(term.on));
        let kept = facts.follow(today, region).iter().all(|term| term.stage == TermStage::Paid);
        match facts.forfeited_on.or(missed.filter(|_| facts.ended_on.is_none())) {
            Some(on) => record.agreements_broken.push(on),
            None if facts.ended_on.is_none() || kept => spread.extend(&one.invoices),
            None => {}
        }
        if facts.ended_on.is_none() && facts.forfeited_on.is_none() {
            record.terms_over.extend(facts.terms.iter().filter_map(|term| over(term.on).succ_opt()));
        }
    }
    spread
}

/// Money that came for a part the client named (C. civ. 1342-10).
type Named = BTreeMap<(InvoiceId, NaiveDate), Vec<(NaiveDate, Cents)>>;

/// Invoices, each with whose it is.
type Bills = BTreeMap<InvoiceId, (ClientId, Bill)>;

/// Their invoices, with what came for them. One settled on a day that nobody knows says nothing of how he pays.
fn bills(conn: &Connection, set: &str) -> Result<(Bills, Named)> {
    let (mut bills, mut named) = (Bills::new(), Named::new());
    let mut query = conn.prepare_cached(
        "SELECT i.id, i.client_id, i.issued_on, i.total_cents, i.due_on
         FROM invoice i WHERE i.client_id IN (SELECT value FROM json_each(?1)) AND i.kind = 'invoice' AND i.due_on IS NOT NULL AND i.archived_at IS NULL",
    )?;
    let mut rows = query.query([set])?;
    while let Some(row) = rows.next()? {
        let bill = Bill {
            issued_on: day(row, "issued_on")?,
            due_on: day(row, "due_on")?,
            total: cents(row, "total_cents")?,
            disputed: Cents::ZERO,
            payments: Vec::new(),
            credits: Vec::new(),
        };
        bills.insert(InvoiceId(row.get("id")?), (ClientId(row.get("client_id")?), bill));
    }
    let mut query = conn.prepare_cached(
        "SELECT a.invoice_id, IFNULL(p.received_on, n.issued_on) AS on_day, a.amount_cents, a.payment_id IS NOT NULL AS money, a.part_due_on,
                IFNULL(p.reference = ?2, 0) AS unknown_day
         FROM invoice i JOIN allocation a ON a.invoice_id = i.id LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice n ON n.id = a.credit_note_id
         WHERE i.client_id IN (SELECT value FROM json_each(?1)) AND (p.id IS NULL OR p.cancelled_at IS NULL)
         UNION ALL SELECT d.invoice_id, p.received_on, d.amount_cents, 0, NULL, 0 FROM invoice i JOIN discount d ON d.invoice_id = i.id
         JOIN payment p ON p.id = d.payment_id WHERE i.client_id IN (SELECT value FROM json_each(?1))",
    )?;
    let mut unknown = BTreeSet::new();
    let mut rows = query.query((set, UNKNOWN_DAY))?;
    while let Some(row) = rows.next()? {
        let id = InvoiceId(row.get("invoice_id")?);
        if row.get("unknown_day")? {
            unknown.insert(id);
        }
        let Some((_, bill)) = bills.get_mut(&id) else { continue };
        let money: bool = row.get("money")?;
        let came = match maybe_day(row, "part_due_on")? {
            Some(part) => named.entry((id, part)).or_default(),
            None if money => &mut bill.payments,
            None => &mut bill.credits,
        };
        came.push((day(row, "on_day")?, cents(row, "amount_cents")?));
    }
    bills.retain(|id, _| !unknown.contains(id));
    let came = bills.values_mut().flat_map(|(_, bill)| [&mut bill.payments, &mut bill.credits]);
    came.chain(named.values_mut()).for_each(|came| came.sort_by_key(|(on, _)| *on));
    Ok((bills, named))
}

/// One bill a part of what is payable in several: what came settles the part that was named, then the oldest; what is disputed stops
/// the oldest.
fn in_parts(conn: &Connection, set: &str, mut bills: Bills, mut named: Named) -> Result<Vec<(ClientId, Bill)>> {
    let mut query = conn.prepare_cached(
        "SELECT d.invoice_id, d.due_on, d.amount_cents FROM due_part d JOIN invoice i ON i.id = d.invoice_id
         WHERE i.client_id IN (SELECT value FROM json_each(?1)) ORDER BY d.invoice_id, d.due_on",
    )?;
    let mut rows = query.query([set])?;
    let mut parts: BTreeMap<InvoiceId, Vec<(NaiveDate, Cents)>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        parts.entry(InvoiceId(row.get("invoice_id")?)).or_default().push((day(row, "due_on")?, cents(row, "amount_cents")?));
    }
    // A date that is no part any more, since the invoice was typed again: the money came all the same.
    named.retain(|(id, part), came| {
        let known = parts.get(id).is_some_and(|all| all.iter().any(|(on, _)| on == part));
        if let Some((_, bill)) = bills.get_mut(id).filter(|_| !known) {
            bill.payments.append(came);
        }
        known
    });
    let mut found = Vec::new();
    for (id, parts) in parts {
        let Some((client, mut whole)) = bills.remove(&id) else { continue };
        for (due_on, total) in parts {
            let sum = |came: &[(NaiveDate, Cents)]| came.iter().map(|(_, amount)| *amount).sum::<Cents>();
            let mut came = named.remove(&(id, due_on)).unwrap_or_default();
            let mut payments = poured(&mut came, total);
            whole.payments.append(&mut came);
            let credits = poured(&mut whole.credits, (total - sum(&payments)).or_zero());
            payments.extend(poured(&mut whole.payments, (total - sum(&payments) - sum(&credits)).or_zero()));
            let open = (total - sum(&payments) - sum(&credits)).or_zero();
            let disputed = whole.disputed.min(open);
            whole.disputed -= disputed;
            found.push((client, Bill { issued_on: whole.issued_on, due_on, total, disputed, payments, credits }));
        }
    }
    found.extend(bills.into_values());
    Ok(found)
}

/// Takes so much from what came, the oldest first.
fn poured(came: &mut Vec<(NaiveDate, Cents)>, most: Cents) -> Vec<(NaiveDate, Cents)> {
    let (mut left, mut taken) = (most, Vec::new());
    for (on, amount) in came.iter_mut() {
        let part = left.min(*amount);
        if part.is_positive() {
            taken.push((*on, part));
            (left, *amount) = (left - part, *amount - part);
        }
    }
    came.retain(|(_, amount)| amount.is_positive());
    taken
}

/// The promises of all, of whom, and whether what was promised came before the end of their grace.
///
/// # Errors
/// When the base cannot be read.
pub fn promises(conn: &Connection, region: Region) -> Result<Vec<(ClientId, Promise)>> {
    promised(conn, None, region)
}

/// The promises of a set of clients, or of all.
fn promised(conn: &Connection, set: Option<&str>, region: Region) -> Result<Vec<(ClientId, Promise)>> {
    let mut query = conn.prepare_cached(
        "SELECT h.client_id, h.from_on, h.until_on, h.invoice_id, IFNULL(h.amount_cents, 0) AS amount_cents FROM hold h
         WHERE (?1 IS NULL OR h.client_id IN (SELECT value FROM json_each(?1))) AND h.kind = 'promise' AND h.until_on IS NOT NULL
           AND (h.released_on IS NULL OR h.released_on > h.until_on)",
    )?;
    let mut came = conn.prepare_cached(
        "SELECT IFNULL(SUM(a.amount_cents), 0) AS came FROM payment p JOIN allocation a ON a.payment_id = p.id
         WHERE p.client_id = ?1 AND p.cancelled_at IS NULL AND p.received_on BETWEEN ?2 AND ?3 AND (?4 IS NULL OR a.invoice_id = ?4)",
    )?;
    let mut rows = query.query([set])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (from, until) = (day(row, "from_on")?, grace_end(day(row, "until_on")?, GRACE_OPEN_DAYS, region));
        let (client, invoice): (i64, Option<i64>) = (row.get("client_id")?, row.get("invoice_id")?);
        let received = came.query_row((client, from.to_string(), until.to_string(), invoice), |row| cents(row, "came"))?;
        let promised = cents(row, "amount_cents")?;
        found.push((ClientId(client), Promise { until, kept: received.is_positive() && received >= promised }));
    }
    Ok(found)
}
