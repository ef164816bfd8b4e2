//! Lists of invoices, and what is owed by age.
use super::invoices::{COLUMNS, Stored, stored};
use super::search;
use crate::error::Result;
use chrono::{Days, NaiveDate};
use echu_core::ids::ClientId;
use echu_core::invoice::AgeBucket;
use echu_core::money::Cents;
use rusqlite::{Connection, ToSql};

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
    /// All, the archived ones too.
    All,
}

/// A list to read.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// Which.
    pub filter: Filter,
    /// Words of the number, the client, the subject; empty: any.
    pub search: &'a str,
    /// Only his.
    pub client: Option<ClientId>,
    /// Only open invoices of this age.
    pub age: Option<AgeBucket>,
    /// At most so many rows.
    pub limit: u32,
    /// Rows left out first.
    pub offset: u32,
}

/// Reads a list: open invoices oldest due first, the others newest first; and how many match.
///
/// # Errors
/// When the base cannot be read.
pub fn list(conn: &Connection, query: &Query, today: NaiveDate) -> Result<(Vec<Stored>, u32)> {
    let day = today.to_string();
    let (young, old) = query.age.map(|age| limits(age, today)).unwrap_or_default();
    let pattern = search::pattern(query.search);
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
        Filter::All => "1".to_owned(),
    }];
    let mut values: Vec<(&str, &dyn ToSql)> = Vec::new();
    if query.filter == Filter::Late {
        values.push((":today", &day));
    }
    if client.is_some() {
        conditions.push("i.client_id = :client".to_owned());
        values.push((":client", &client));
    }
    if query.age.is_some() {
        conditions.push(format!("{OPEN} AND (i.due_on BETWEEN :old AND :young OR (i.due_on IS NULL AND :young = '9999-12-31'))"));
        values.push((":old", &old));
        values.push((":young", &young));
    }
    if pattern.is_some() {
        conditions.push("i.id IN (SELECT rowid FROM invoice_search WHERE invoice_search MATCH :pattern)".to_owned());
        values.push((":pattern", &pattern));
    }
    let conditions = conditions.join(" AND ");
    let count: u32 = conn
        .prepare_cached(&format!("SELECT COUNT(*) FROM invoice i WHERE {conditions}"))?
        .query_row(values.as_slice(), |row| row.get(0))?;
    let order = match query.filter {
        Filter::Open | Filter::Late | Filter::ToFix => "i.due_on, i.id",
        Filter::Settled | Filter::CreditNotes | Filter::Archived | Filter::All => "i.issued_on DESC, i.id DESC",
    };
    values.push((":limit", &query.limit));
    values.push((":offset", &query.offset));
    // The ids first: joining and sorting whole rows would read every client of the base for a page of fifty.
    let mut rows = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM (SELECT i.id FROM invoice i WHERE {conditions} ORDER BY {order} LIMIT :limit OFFSET :offset) AS page
         JOIN invoice i ON i.id = page.id JOIN client c ON c.id = i.client_id ORDER BY {order}"
    ))?;
    let rows = rows.query_map(values.as_slice(), stored)?;
    Ok((rows.collect::<Result<_, _>>()?, count))
}

/// The due dates of an age: the youngest and the oldest.
pub(super) fn limits(age: AgeBucket, today: NaiveDate) -> (String, String) {
    let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN).to_string();
    let (always, never) = ("9999-12-31".to_owned(), "0000-01-01".to_owned());
    match age {
        AgeBucket::NotDue => (always, back(0)),
        AgeBucket::D1To30 => (back(1), back(30)),
        AgeBucket::D31To60 => (back(31), back(60)),
        AgeBucket::D61To90 => (back(61), back(90)),
        AgeBucket::Over90 => (back(91), never),
    }
}

/// What is owed on open invoices, in the order of [`AgeBucket::ALL`]; of one client, or of all.
///
/// # Errors
/// When the base cannot be read.
pub fn ageing(conn: &Connection, client: Option<ClientId>, today: NaiveDate) -> Result<[Cents; 5]> {
    let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN).to_string();
    let scope = if client.is_some() { "AND i.client_id = ?5" } else { "AND ?5 IS NULL" };
    let sums = conn
        .prepare_cached(&format!(
            "SELECT IFNULL(SUM(owed) FILTER (WHERE due_on IS NULL OR due_on >= ?1), 0),
                    IFNULL(SUM(owed) FILTER (WHERE due_on < ?1 AND due_on >= ?2), 0),
                    IFNULL(SUM(owed) FILTER (WHERE due_on < ?2 AND due_on >= ?3), 0),
                    IFNULL(SUM(owed) FILTER (WHERE due_on < ?3 AND due_on >= ?4), 0),
                    IFNULL(SUM(owed) FILTER (WHERE due_on < ?4), 0)
             FROM (SELECT i.due_on, i.total_cents - i.settled_cents AS owed FROM invoice i WHERE {OPEN} {scope})"
        ))?
        .query_row((back(0), back(30), back(60), back(90), client.map(|id| id.0)), |row| {
            Ok([Cents(row.get(0)?), Cents(row.get(1)?), Cents(row.get(2)?), Cents(row.get(3)?), Cents(row.get(4)?)])
        })?;
    Ok(sums)
}
