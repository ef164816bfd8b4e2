//! The list of clients, and what their habits say.
use super::invoice_list::{OPEN, limits};
use super::payments::UNKNOWN_DAY;
use super::read::{cents, day, debtor_kind, maybe_day};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::invoice::AgeBucket;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::text::fold;
use rusqlite::{Connection, ToSql};

/// Words of a search, at most so many.
const MOST_WORDS: usize = 8;

/// A list to read.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// Words of the name, e-mail, SIREN; empty: any.
    pub search: &'a str,
    /// True: the archived ones.
    pub archived: bool,
    /// True: only those who are late.
    pub late_only: bool,
    /// Only those whose oldest open invoice is of this age.
    pub age: Option<AgeBucket>,
    /// At most so many rows.
    pub limit: u32,
}

/// A client in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// His identity.
    pub id: ClientId,
    /// His name.
    pub name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// His town.
    pub city: String,
    /// His e-mail.
    pub email: String,
    /// Open invoices.
    pub open_invoices: u32,
    /// Owed.
    pub balance: Cents,
    /// Owed past due.
    pub overdue: Cents,
    /// Due date of his oldest open invoice.
    pub oldest_due: Option<NaiveDate>,
    /// Day and channel of the last contact.
    pub last_contact: Option<(NaiveDate, String)>,
    /// « Client à ménager ».
    pub handle_with_care: bool,
    /// Opening of insolvency proceedings.
    pub insolvent_on: Option<NaiveDate>,
    /// True when archived.
    pub archived: bool,
    /// Kinds of the holds that stand.
    pub holds: Vec<String>,
}

/// Reads the list, who owes most first, and how many match.
///
/// # Errors
/// When the base cannot be read.
pub fn list(conn: &Connection, query: &Query, on: NaiveDate) -> Result<(Vec<Listed>, u32)> {
    let today = on.to_string();
    let folded = fold(query.search);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let mut values: Vec<&dyn ToSql> = vec![&today, &query.archived, &query.late_only];
    let mut matches = String::new();
    for word in &words {
        values.push(word);
        matches
            .push_str(&format!(" AND instr(c.folded || ' ' || lower(c.email) || ' ' || c.siren || ' ' || c.siret, ?{}) > 0", values.len()));
    }
    let (young, old) = query.age.map(|age| limits(age, on)).unwrap_or_default();
    if query.age.is_some() {
        values.extend([&young as &dyn ToSql, &old]);
        let (young, old) = (values.len() - 1, values.len());
        // An invoice without a due date is « à échoir »: it is never late.
        matches.push_str(&format!(
            " AND o.open_invoices > 0 AND (o.oldest BETWEEN ?{old} AND ?{young} OR (o.oldest IS NULL AND ?{young} = '9999-12-31'))"
        ));
    }
    let filtered = format!(
        "WITH owed AS (
            SELECT i.client_id, COUNT(*) AS open_invoices, SUM(i.total_cents - i.settled_cents) AS balance,
                   SUM(IIF(i.due_on < ?1, i.total_cents - i.settled_cents, 0)) AS overdue, MIN(i.due_on) AS oldest
            FROM invoice i WHERE {OPEN} GROUP BY i.client_id)
         SELECT c.id, IFNULL(o.open_invoices, 0) AS open_invoices, IFNULL(o.balance, 0) AS balance, IFNULL(o.overdue, 0) AS overdue, o.oldest
         FROM client c LEFT JOIN owed o ON o.client_id = c.id
         WHERE (c.archived_at IS NOT NULL) = ?2 AND (NOT ?3 OR o.overdue > 0){matches}"
    );
    let count = conn.prepare_cached(&format!("SELECT COUNT(*) FROM ({filtered})"))?.query_row(values.as_slice(), |row| row.get(0))?;
    values.push(&query.limit);
    let mut rows = conn.prepare_cached(&format!(
        "SELECT f.*, c.name, c.debtor_kind, c.city, c.email, c.handle_with_care, c.insolvent_on, c.archived_at IS NOT NULL AS archived,
                (SELECT t.on_day || ' ' || t.channel FROM contact t WHERE t.client_id = c.id ORDER BY t.on_day DESC, t.id DESC LIMIT 1) AS last,
                (SELECT group_concat(DISTINCT h.kind) FROM hold h WHERE h.client_id = c.id AND h.released_on IS NULL
                    AND h.from_on <= ?1 AND (h.kind <> 'pause' OR h.until_on IS NULL OR h.until_on >= ?1)) AS holds
         FROM ({filtered} ORDER BY 3 DESC, c.folded, c.id LIMIT ?{}) f JOIN client c ON c.id = f.id
         ORDER BY f.balance DESC, c.folded, c.id",
        values.len()
    ))?;
    let rows = rows.query_map(values.as_slice(), |row| {
        let last: Option<String> = row.get("last")?;
        let last_contact = last.and_then(|text| {
            let (on, channel) = text.split_once(' ')?;
            Some((on.parse().ok()?, channel.to_owned()))
        });
        let holds: Option<String> = row.get("holds")?;
        Ok(Listed {
            id: ClientId(row.get("id")?),
            name: row.get("name")?,
            debtor_kind: debtor_kind(row, "debtor_kind")?,
            city: row.get("city")?,
            email: row.get("email")?,
            open_invoices: row.get("open_invoices")?,
            balance: cents(row, "balance")?,
            overdue: cents(row, "overdue")?,
            oldest_due: maybe_day(row, "oldest")?,
            last_contact,
            handle_with_care: row.get("handle_with_care")?,
            insolvent_on: maybe_day(row, "insolvent_on")?,
            archived: row.get("archived")?,
            holds: holds.map(|kinds| kinds.split(',').map(str::to_owned).collect()).unwrap_or_default(),
        })
    })?;
    Ok((rows.collect::<Result<_, _>>()?, count))
}

/// Days between due date and last payment of the client's last invoices paid, newest first; negative: before. What was
/// settled before an import that does not say when is left out.
///
/// # Errors
/// When the base cannot be read.
pub fn delays(conn: &Connection, client: ClientId, most: u32) -> Result<Vec<i64>> {
    let mut query = conn.prepare_cached(
        "SELECT i.due_on, MAX(p.received_on) AS paid_on FROM invoice i JOIN allocation a ON a.invoice_id = i.id JOIN payment p ON p.id = a.payment_id
         WHERE i.client_id = ?1 AND i.kind = 'invoice' AND i.due_on IS NOT NULL AND i.settled_cents = i.total_cents AND p.reference <> ?2
         GROUP BY i.id ORDER BY paid_on DESC LIMIT ?3",
    )?;
    let rows = query.query_map((client.0, UNKNOWN_DAY, most), |row| Ok((day(row, "paid_on")? - day(row, "due_on")?).num_days()))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Invoices of a client that are settled, cancelled or written off.
///
/// # Errors
/// When the base cannot be read.
pub fn closed_count(conn: &Connection, client: ClientId) -> Result<u32> {
    let count = conn
        .prepare_cached(
            "SELECT COUNT(*) FROM invoice i WHERE i.client_id = ? AND i.kind = 'invoice' AND i.archived_at IS NULL
             AND (i.settled_cents >= i.total_cents OR i.written_off_on IS NOT NULL)",
        )?
        .query_row([client.0], |row| row.get(0))?;
    Ok(count)
}
