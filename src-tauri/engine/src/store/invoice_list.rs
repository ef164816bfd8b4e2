//! Lists of invoices, and what is owed by age.
pub mod leaving;
pub mod order;

use super::invoices::{COLUMNS, Stored, stored};
use super::read::{cents, maybe_day};
use super::words::Matches;
use crate::error::Result;
use chrono::{Days, NaiveDate};
use echu_core::ids::ClientId;
use echu_core::invoice::AgeBucket;
use echu_core::money::Cents;
use rusqlite::{Connection, Rows, ToSql};

/// An invoice not settled, not lost, not set aside. Written as the partial index `invoice_open` has it.
pub const OPEN: &str = "i.kind = 'invoice' AND i.written_off_on IS NULL AND i.archived_at IS NULL AND i.settled_cents < i.total_cents";

/// Which invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Not settled.
    Open,
    /// Past due and not settled.
    Late,
    /// Settled, cancelled or written off.
    Settled,
    /// Credit notes.
    CreditNotes,
    /// Without a due date, or waiting for the triage.
    ToFix,
    /// Archived.
    Archived,
    /// Near or past their last day to act.
    Limitation,
    /// All, the archived ones too.
    All,
}

/// A list to read.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// Which.
    pub filter: Filter,
    /// What a search found; none: nothing was searched.
    pub found: Option<&'a Matches>,
    /// Only his.
    pub client: Option<ClientId>,
    /// Only open invoices of this age.
    pub age: Option<AgeBucket>,
    /// At most so many rows.
    pub limit: u32,
    /// Rows left out first.
    pub offset: u32,
    /// In another order than that of the filter.
    pub order: Option<order::Order>,
}

/// So few found are looked up one by one; more are met on the way along the list.
const FEW: u32 = 4_000;

/// Reads a list: open invoices oldest due first, the others newest first, or in the order asked; and how many match.
///
/// # Errors
/// When the base cannot be read.
pub fn list(conn: &Connection, query: &Query, today: NaiveDate) -> Result<(Vec<Stored>, u32)> {
    let (ids, count) = page(conn, query, today)?;
    let ids = serde_json::to_string(&ids)?;
    let mut rows = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM json_each(?) AS page CROSS JOIN invoice i ON i.id = page.value CROSS JOIN client c ON c.id = i.client_id
         ORDER BY page.key"
    ))?;
    let rows = rows.query_map([ids], stored)?;
    Ok((rows.collect::<Result<_, _>>()?, count))
}

/// The invoices of the page, and how many match in all. Ids only, from an index alone: whole rows would be read for nothing.
fn page(conn: &Connection, query: &Query, today: NaiveDate) -> Result<(Vec<i64>, u32)> {
    let day = today.to_string();
    let (young, old) = query.age.map(|age| limits(age, today)).unwrap_or_default();
    let client = query.client.map(|id| id.0);
    let mut conditions = vec![match query.filter {
        Filter::Open => OPEN.to_owned(),
        Filter::Late => format!("{OPEN} AND i.due_on < :today"),
        Filter::Settled => {
            "i.kind = 'invoice' AND i.archived_at IS NULL AND (i.settled_cents >= i.total_cents OR i.written_off_on IS NOT NULL)".to_owned()
        }
        Filter::CreditNotes => "i.kind = 'credit_note' AND i.archived_at IS NULL".to_owned(),
        Filter::ToFix => format!("{OPEN} AND (i.due_on IS NULL OR i.triage = 'pending')"),
        Filter::Archived => "i.archived_at IS NOT NULL".to_owned(),
        Filter::Limitation => "i.id IN (SELECT value FROM json_each(:near))".to_owned(),
        Filter::All => "1".to_owned(),
    }];
    let near = if query.filter == Filter::Limitation { near(conn, query.client, today)? } else { String::new() };
    let mut values: Vec<(&str, &dyn ToSql)> = Vec::new();
    if query.filter == Filter::Late {
        values.push((":today", &day));
    }
    if query.filter == Filter::Limitation {
        values.push((":near", &near));
    }
    if client.is_some() {
        conditions.push("i.client_id = :client".to_owned());
        values.push((":client", &client));
    }
    if query.age.is_some() {
        conditions.push(if query.age == Some(AgeBucket::Undated) {
            format!("{OPEN} AND i.due_on IS NULL")
        } else {
            values.push((":old", &old));
            values.push((":young", &young));
            format!("{OPEN} AND i.due_on BETWEEN :old AND :young")
        });
    }
    let conditions = conditions.join(" AND ");
    let order = match (query.order, query.filter) {
        (Some(order), _) => order.sql(),
        (None, Filter::Open | Filter::Late | Filter::ToFix | Filter::Limitation) => "i.due_on, i.id".to_owned(),
        (None, Filter::Settled | Filter::CreditNotes | Filter::Archived | Filter::All) => "i.issued_on DESC, i.id DESC".to_owned(),
    };
    let few = query.found.filter(|found| found.count() <= FEW).map(Matches::ids);
    let few = few.as_ref().map(serde_json::to_string).transpose()?;
    let from = match query.filter {
        _ if few.is_some() => "json_each(:few) AS found CROSS JOIN invoice i ON i.id = found.value",
        _ if client.is_some() => "invoice i INDEXED BY invoice_client",
        Filter::Open | Filter::Late | Filter::ToFix => "invoice i INDEXED BY invoice_open",
        Filter::Settled => "invoice i INDEXED BY invoice_settled",
        Filter::CreditNotes => "invoice i INDEXED BY invoice_credit_note",
        Filter::Archived => "invoice i INDEXED BY invoice_archived",
        Filter::All if query.age.is_some() => "invoice i INDEXED BY invoice_open",
        // The ids are known: each is read by its own.
        Filter::Limitation => "json_each(:near) AS near CROSS JOIN invoice i ON i.id = near.value",
        Filter::All => "invoice i",
    };
    if few.is_some() {
        values.push((":few", &few));
    }
    let mut ids =
        conn.prepare_cached(&format!("SELECT i.id FROM {from} WHERE {conditions} ORDER BY {order} LIMIT :limit OFFSET :offset"))?;
    if let Some(found) = query.found {
        values.push((":limit", &-1));
        values.push((":offset", &0));
        let known = if few.is_some() || query.client.is_some() || query.age.is_some() { None } else { count(conn, query.filter, found)? };
        return along(ids.query(values.as_slice())?, query, found, known);
    }
    let count: u32 =
        conn.prepare_cached(&format!("SELECT COUNT(*) FROM {from} WHERE {conditions}"))?.query_row(values.as_slice(), |row| row.get(0))?;
    values.push((":limit", &query.limit));
    values.push((":offset", &query.offset));
    let ids = ids.query_map(values.as_slice(), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok((ids, count))
}

/// How many of those found a long list holds, counted by what it leaves out: what is not settled is open, a credit note or
/// set aside, and there is far less of it. A short list is counted along the way.
fn count(conn: &Connection, filter: Filter, found: &Matches) -> Result<Option<u32>> {
    let outside = match filter {
        Filter::All => Vec::new(),
        Filter::Settled => vec![
            format!("INDEXED BY invoice_open WHERE {OPEN}"),
            "INDEXED BY invoice_credit_note WHERE i.kind = 'credit_note' AND i.archived_at IS NULL".to_owned(),
            "INDEXED BY invoice_archived WHERE i.archived_at IS NOT NULL".to_owned(),
        ],
        Filter::Open | Filter::Late | Filter::CreditNotes | Filter::ToFix | Filter::Limitation | Filter::Archived => return Ok(None),
    };
    let mut count = found.count();
    for which in outside {
        let mut ids = conn.prepare_cached(&format!("SELECT i.id FROM invoice i {which}"))?;
        let mut rows = ids.query([])?;
        while let Some(row) = rows.next()? {
            count -= u32::from(found.has(row.get(0)?));
        }
    }
    Ok(Some(count))
}

/// The page of what was found, met along the list, up to its end unless it is `known` how many there are.
fn along(mut rows: Rows, query: &Query, found: &Matches, known: Option<u32>) -> Result<(Vec<i64>, u32)> {
    let (mut ids, mut count) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if !found.has(id) {
            continue;
        }
        if count >= query.offset && ids.len() < query.limit as usize {
            ids.push(id);
        } else if let (Some(known), true) = (known, count > query.offset) {
            return Ok((ids, known));
        }
        count += 1;
    }
    Ok((ids, count))
}

/// The invoices near their last day to act, as a JSON list.
fn near(conn: &Connection, client: Option<ClientId>, today: NaiveDate) -> Result<String> {
    let ids: Vec<i64> = super::limitations::near(conn, client, today)?.iter().map(|one| one.invoice_id.0).collect();
    Ok(serde_json::to_string(&ids)?)
}

/// The due dates of an age: the youngest and the oldest.
fn limits(age: AgeBucket, today: NaiveDate) -> (String, String) {
    let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN).to_string();
    let (always, never) = ("9999-12-31".to_owned(), "0000-01-01".to_owned());
    match age {
        AgeBucket::NotDue => (always, back(0)),
        // It has none.
        AgeBucket::Undated => (never.clone(), never),
        AgeBucket::D1To30 => (back(1), back(30)),
        AgeBucket::D31To60 => (back(31), back(60)),
        AgeBucket::D61To90 => (back(61), back(90)),
        AgeBucket::Over90 => (back(91), never),
    }
}

/// What is owed by age.
#[derive(Debug, Clone, Copy, Default)]
pub struct Aged {
    /// In the order of [`AgeBucket::ALL`].
    pub sums: [Cents; 6],
}

/// What is owed on open invoices by age; of one client, or of all.
///
/// # Errors
/// When the base cannot be read.
pub fn ageing(conn: &Connection, client: Option<ClientId>, today: NaiveDate) -> Result<Aged> {
    let (index, scope) = match client {
        Some(_) => ("invoice_client", "AND i.client_id = ?1"),
        None => ("invoice_open", "AND ?1 IS NULL"),
    };
    // Summed by day first: there are far fewer days than invoices.
    let mut days = conn.prepare_cached(&format!(
        "SELECT i.due_on, SUM(i.total_cents - i.settled_cents) AS owed FROM invoice i INDEXED BY {index} WHERE {OPEN} {scope} GROUP BY i.due_on"
    ))?;
    let mut rows = days.query([client.map(|id| id.0)])?;
    let Aged { mut sums } = Aged::default();
    while let Some(row) = rows.next()? {
        let (due_on, owed) = (maybe_day(row, "due_on")?, cents(row, "owed")?);
        sums[AgeBucket::on(due_on, today).place()] += owed;
    }
    for invoice in super::due_parts::open(conn, client.map(|id| id.0))?.values() {
        invoice.age(&mut sums, today);
    }
    Ok(Aged { sums })
}
