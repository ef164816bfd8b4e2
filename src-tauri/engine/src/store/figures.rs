//! The rows behind the figures of the dashboard.
use super::collection::RECEIVED;
use super::due_parts;
use super::effects::{FELL_DUE, payments};
use super::expected::Awaited;
use super::invoice_list::OPEN;
use super::payments::UNKNOWN_DAY;
use super::read::{cents, day, maybe_day};
use crate::error::Result;
use chrono::{Days, NaiveDate};
use echu_core::delay::TURNOVER_DAYS;
use echu_core::forecast::{Ground, Place, WEEKS, monday, place};
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::reports::figure::{Line, Why, why_in_words};
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

fn about(row: &Row) -> rusqlite::Result<Line> {
    Ok(Line {
        on: maybe_day(row, "day")?,
        client: ClientId(row.get("client_id")?),
        invoice: Some((InvoiceId(row.get("id")?), row.get("number")?)),
        note: String::new(),
        days: None,
        values: Vec::new(),
    })
}

/// What is past due: one row an invoice, or one a part of those payable in several.
///
/// # Errors
/// When the base cannot be read.
pub fn overdue(conn: &Connection, today: NaiveDate) -> Result<Vec<Line>> {
    let in_parts = due_parts::open(conn, None)?;
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.number, i.client_id, i.due_on AS day, i.total_cents - i.settled_cents AS balance
         FROM invoice i INDEXED BY invoice_open WHERE {OPEN} AND i.due_on < ?1 ORDER BY i.due_on, i.id"
    ))?;
    let rows = query.query_map([today.to_string()], |row| Ok((about(row)?, cents(row, "balance")?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (line, balance) = row?;
        let parts = line.invoice.as_ref().and_then(|(id, _)| in_parts.get(id));
        let owed: Vec<(Option<NaiveDate>, Cents)> = match parts {
            Some(parts) => parts.owed().filter(|(due, _)| *due < today).map(|(due, left)| (Some(due), left)).collect(),
            None => vec![(line.on, balance)],
        };
        found.extend(owed.into_iter().map(|(on, amount)| Line {
            on,
            days: on.map(|due| (today - due).num_days()),
            values: vec![amount.0],
            ..line.clone()
        }));
    }
    Ok(found)
}

/// The money received between two days, both in it: all of it, and what it settled.
///
/// # Errors
/// When the base cannot be read.
pub fn received(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Line>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT p.client_id, p.received_on, p.reference, p.amount_cents,
                (SELECT IFNULL(SUM(a.amount_cents), 0) FROM allocation a WHERE a.payment_id = p.id) AS on_invoices,
                (SELECT IFNULL(SUM(y.amount_cents), 0) FROM penalty_payment y WHERE y.payment_id = p.id) AS on_penalties
         FROM payment p INDEXED BY payment_received WHERE {RECEIVED} ORDER BY p.received_on, p.id"
    ))?;
    let rows = query.query_map((from.to_string(), to.to_string(), UNKNOWN_DAY), |row| {
        let (all, invoices, penalties): (i64, i64, i64) = (row.get(3)?, row.get(4)?, row.get(5)?);
        Ok(Line {
            on: maybe_day(row, 1)?,
            client: ClientId(row.get(0)?),
            invoice: None,
            note: row.get(2)?,
            days: None,
            values: vec![all, invoices, penalties, all - invoices - penalties],
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Of what is expected, that of a week, or for a reason; by day.
///
/// # Errors
/// When the base cannot be read.
pub fn expected(conn: &Connection, all: &[Awaited], week: Option<NaiveDate>, why: Option<Why>, today: NaiveDate) -> Result<Vec<Line>> {
    let mut found = Vec::new();
    for one in all {
        let (on, reason, shown) = match place(&one.expected, today) {
            Place::Week(number, day, ground) => {
                let from = (number < WEEKS).then(|| monday(today) + Days::new(7 * number as u64));
                (
                    Some(day),
                    ground_of(ground),
                    week.is_none_or(|asked| from == Some(asked)) && why.is_none_or(|asked| asked == ground_of(ground)),
                )
            }
            Place::Later(day, ground) => (Some(day), ground_of(ground), week.is_none() && why == Some(Why::Later)),
            Place::Undated(reason) => (one.expected.due_on, reason.into(), week.is_none() && why == Some(reason.into())),
        };
        if shown {
            let invoice = one.invoice.map(|id| Ok::<_, crate::error::Error>((id, number_of(conn, id)?))).transpose()?;
            let note = why_in_words(reason).to_owned();
            found.push(Line { on, client: one.client, invoice, note, days: None, values: vec![one.expected.amount.0] });
        }
    }
    found.sort_by_key(|line| line.on);
    Ok(found)
}

fn ground_of(ground: Ground) -> Why {
    match ground {
        Ground::Promised => Why::Promised,
        Ground::Habit => Why::Habit,
        Ground::DueDate => Why::DueDate,
    }
}

fn number_of(conn: &Connection, invoice: InvoiceId) -> Result<String> {
    Ok(conn.prepare_cached("SELECT number FROM invoice WHERE id = ?")?.query_row([invoice.0], |row| row.get(0))?)
}

/// What was invoiced over the days of the turnover that end that evening, credit notes below zero.
///
/// # Errors
/// When the base cannot be read.
pub fn sold(conn: &Connection, on: NaiveDate) -> Result<Vec<Line>> {
    let since = on - Days::new(TURNOVER_DAYS.unsigned_abs());
    let mut query = conn.prepare_cached(
        "SELECT i.id, i.number, i.client_id, i.issued_on AS day, IIF(i.kind = 'credit_note', -i.total_cents, i.total_cents) AS amount
         FROM invoice i INDEXED BY invoice_issued WHERE i.issued_on > ?1 AND i.issued_on <= ?2 ORDER BY i.issued_on, i.id",
    )?;
    let rows = query.query_map((since.to_string(), on.to_string()), |row| Ok(Line { values: vec![row.get("amount")?], ..about(row)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What each client owed on an evening; what the user set aside is left out.
///
/// # Errors
/// When the base cannot be read.
pub fn owed(conn: &Connection, on: NaiveDate) -> Result<BTreeMap<ClientId, Cents>> {
    let mut clients: BTreeMap<ClientId, Cents> = BTreeMap::new();
    for claim in super::reports::owed(conn, on, on)?.iter().filter(|claim| !claim.is_archived) {
        let left = claim.owed_on(on);
        if left.is_positive() {
            *clients.entry(claim.client).or_default() += left;
        }
    }
    Ok(clients)
}

/// Money that came between two days, both in it, for invoices due at once on a day that is known, and how late it was.
///
/// # Errors
/// When the base cannot be read.
pub fn lateness(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Line>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.number, i.client_id, p.received_on AS day, i.due_on, a.amount_cents
         FROM payment p INDEXED BY payment_received CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
         WHERE {RECEIVED} AND i.due_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM due_part d WHERE d.invoice_id = i.id)
         ORDER BY p.received_on, a.id"
    ))?;
    let rows = query.query_map((from.to_string(), to.to_string(), UNKNOWN_DAY), |row| {
        let line = about(row)?;
        let due = day(row, "due_on")?;
        Ok(Line { days: line.on.map(|on| (on - due).num_days()), values: vec![row.get("amount_cents")?], ..line })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What came after which contact between two days, both in it; after one of them alone when it is named.
///
/// # Errors
/// When the base cannot be read.
pub fn came(conn: &Connection, since: NaiveDate, until: NaiveDate, step: Option<&str>) -> Result<Vec<Line>> {
    let lines = payments(conn, since, until)?.into_iter().map(|one| Line {
        on: Some(one.on),
        client: one.client,
        invoice: Some((InvoiceId(one.came.invoice), one.number)),
        note: one.came.after.label(),
        days: one.came.days,
        values: vec![one.came.amount.0],
    });
    let mut found: Vec<Line> = lines.filter(|line| step.is_none_or(|asked| asked == line.note)).collect();
    found.sort_by_key(|line| line.on);
    Ok(found)
}

/// What fell due between two days, and what of it was paid.
///
/// # Errors
/// When the base cannot be read.
pub fn fell_due(conn: &Connection, since: NaiveDate, before: NaiveDate) -> Result<Vec<Line>> {
    let mut query = conn.prepare_cached(&format!("SELECT *, due_on AS day FROM ({FELL_DUE}) ORDER BY due_on, id"))?;
    let rows = query.query_map((since.to_string(), before.to_string()), |row| {
        let (total, settled, given): (i64, i64, i64) = (row.get("total_cents")?, row.get("settled_cents")?, row.get("given")?);
        Ok(Line { values: vec![total - given, settled - given], ..about(row)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
