//! The list of clients.
pub mod order;

use self::order::Chosen;
use super::read::{debtor_kind, maybe_day};
use super::totals::Totals;
use super::words::MOST_WORDS;
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::invoice::AgeBucket;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::text::fold;
use rusqlite::{Connection, ToSql};

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
    /// Rows left out first.
    pub offset: u32,
    /// In another order than who owes most first.
    pub order: Option<order::Order>,
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
    /// True when he owes more than the most he may.
    pub over_ceiling: bool,
    /// Kinds of the holds that stand.
    pub holds: Vec<String>,
}

/// Reads the list, who owes most first or in the order asked, and how many match.
///
/// # Errors
/// When the base cannot be read.
pub fn list(conn: &Connection, query: &Query, totals: &Totals, on: NaiveDate) -> Result<(Vec<Listed>, u32)> {
    let today = on.to_string();
    let of = |id: i64| totals.of(id);
    let mut chosen = chosen(conn, query, totals)?;
    if query.late_only {
        chosen.retain(|one| one.owed.overdue.is_positive());
    }
    if let Some(age) = query.age {
        chosen.retain(|one| one.owed.invoices > 0 && AgeBucket::on(one.owed.oldest, on) == age);
    }
    let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    order::arrange(&mut chosen, query.order);
    let page = chosen.iter().skip(query.offset as usize).take(query.limit as usize);
    let ids = serde_json::to_string(&page.map(|one| one.id).collect::<Vec<_>>())?;
    let mut rows = conn.prepare_cached(
        "SELECT c.id, c.name, c.debtor_kind, c.city, c.email, c.handle_with_care, c.insolvent_on, c.archived_at IS NOT NULL AS archived,
                (SELECT s.ceiling_cents FROM safeguard s WHERE s.client_id = c.id ORDER BY s.id DESC LIMIT 1) AS ceiling,
                (SELECT t.on_day || ' ' || t.channel FROM contact t WHERE t.client_id = c.id ORDER BY t.on_day DESC, t.id DESC LIMIT 1) AS last,
                (SELECT group_concat(DISTINCT h.kind) FROM hold h WHERE h.client_id = c.id AND h.released_on IS NULL
                    AND h.from_on <= ?1 AND (h.kind <> 'pause' OR h.until_on IS NULL OR h.until_on >= ?1) AND (h.kind <> 'decision' OR h.until_on IS NULL OR h.until_on > ?1)) AS holds
         FROM json_each(?2) AS page CROSS JOIN client c ON c.id = page.value ORDER BY page.key",
    )?;
    let rows = rows.query_map((&today, ids), |row| {
        let last: Option<String> = row.get("last")?;
        let last_contact = last.and_then(|text| {
            let (on, channel) = text.split_once(' ')?;
            Some((on.parse().ok()?, channel.to_owned()))
        });
        let holds: Option<String> = row.get("holds")?;
        let id = row.get("id")?;
        let owed = of(id);
        Ok(Listed {
            id: ClientId(id),
            name: row.get("name")?,
            debtor_kind: debtor_kind(row, "debtor_kind")?,
            city: row.get("city")?,
            email: row.get("email")?,
            open_invoices: owed.invoices,
            balance: owed.balance,
            overdue: owed.overdue,
            oldest_due: owed.oldest,
            last_contact,
            handle_with_care: row.get("handle_with_care")?,
            insolvent_on: maybe_day(row, "insolvent_on")?,
            archived: row.get("archived")?,
            over_ceiling: row.get::<_, Option<i64>>("ceiling")?.is_some_and(|most| owed.balance > Cents(most)),
            holds: holds.map(|kinds| kinds.split(',').map(str::to_owned).collect()).unwrap_or_default(),
        })
    })?;
    Ok((rows.collect::<Result<_, _>>()?, count))
}

/// The clients that match, each with what he owes and what his place depends on. From an index alone where the order allows it.
fn chosen(conn: &Connection, query: &Query, totals: &Totals) -> Result<Vec<Chosen>> {
    let folded = fold(query.search);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let mut values: Vec<&dyn ToSql> = vec![&query.archived];
    let mut matches = String::new();
    for word in &words {
        values.push(word);
        // Without joining the texts: most clients are told apart by the first.
        let place = values.len();
        let holds = |text: &str| format!("instr({text}, ?{place}) > 0");
        let texts = ["c.folded", "lower(c.email)", "c.siren", "c.siret"].map(holds);
        matches.push_str(&format!(" AND ({})", texts.join(" OR ")));
    }
    let text = order::column(query.order);
    let mut rows = conn.prepare_cached(&format!(
        "SELECT c.folded, c.id, {text} FROM client c WHERE (c.archived_at IS NOT NULL) = ?1 AND c.merged_into IS NULL{matches}"
    ))?;
    let rows = rows.query_map(values.as_slice(), |row| {
        let id = row.get(1)?;
        Ok(Chosen { id, name: row.get(0)?, text: row.get(2)?, owed: totals.of(id) })
    })?;
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
