//! What left, and what a person noted.
use crate::error::Result;
use crate::store::dates::moment;
use crate::store::dispatches::STATE_TOLD;
use crate::store::read::day;
use chrono::{Days, NaiveDate};
use echu_core::ids::{ClientId, InvoiceId, ReminderId};
use echu_core::money::Cents;
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

/// A contact, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacted {
    /// Its day.
    pub on: NaiveDate,
    /// Of whom.
    pub client: ClientId,
    /// His name.
    pub name: String,
    /// Key of the channel.
    pub channel: String,
    /// Key of the wording; none: noted by hand.
    pub tone: Option<String>,
    /// Key of what became of its letter, of its sending, else of itself; "noted" by hand.
    pub state: String,
    /// Where it went: an address, the number of a letter; else the user's note.
    pub to: String,
    /// What it was about.
    pub invoices: Vec<(InvoiceId, String)>,
    /// Claimed, all in, in cents; none when nothing is written of it.
    pub claimed: Option<Cents>,
}

/// A contact and the reminder it was.
type Found = (Option<ReminderId>, Contacted);

/// What left and what was noted between two days, both in it. What came back, or may have left, is there: it left. `civil` gives the day
/// of an instant where the user is.
///
/// # Errors
/// When the base cannot be read.
pub fn journal(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    civil: impl Fn(chrono::DateTime<chrono::Utc>) -> NaiveDate,
) -> Result<Vec<Contacted>> {
    const TOLD: &str = "r.id, c.id, c.name, r.channel, r.tone, COALESCE(t.state, d.state, r.state),
        COALESCE(NULLIF(trim(t.number || ' ' || t.tracking_number), ''), d.recipient, '')";
    const OF: &str = "JOIN client c ON c.id = r.client_id LEFT JOIN letter t ON t.reminder_id = r.id";
    let mut found: Vec<Found> = Vec::new();
    let mut query = conn.prepare_cached(&format!(
        "SELECT k.on_day, {TOLD} FROM contact k INDEXED BY contact_day CROSS JOIN reminder r ON r.id = k.reminder_id {OF}
         LEFT JOIN dispatch d ON d.id = (SELECT MAX(e.id) FROM dispatch e WHERE e.reminder_id = r.id) WHERE k.on_day BETWEEN ?1 AND ?2
         UNION ALL SELECT k.on_day, NULL, c.id, c.name, k.channel, NULL, 'noted', k.note
         FROM contact k INDEXED BY contact_day CROSS JOIN client c ON c.id = k.client_id WHERE k.reminder_id IS NULL AND k.on_day BETWEEN ?1 AND ?2"
    ))?;
    let rows = query.query_map((from.to_string(), to.to_string()), |row| contacted(row, day(row, 0)?))?;
    for one in rows {
        found.push(one?);
    }
    // What came back, and what nobody knows the end of, was no contact, and a file that waits for a person did not leave: the day is that of its leaving.
    let mut query = conn.prepare_cached(&format!(
        "SELECT d.engaged_at, {TOLD} FROM dispatch d INDEXED BY dispatch_engaged CROSS JOIN reminder r ON r.id = d.reminder_id {OF}
         WHERE d.engaged_at >= ?1 AND d.engaged_at < ?2 AND d.state IN ('bounced', 'uncertain') AND {STATE_TOLD} <> 'written'
           AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.client_id = r.client_id AND k.reminder_id = r.id)"
    ))?;
    let around = ((from - Days::new(1)).to_string(), (to + Days::new(2)).to_string());
    let mut rows = query.query(around)?;
    while let Some(row) = rows.next()? {
        let on = civil(moment(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
        if (from..=to).contains(&on) {
            found.push(contacted(row, on)?);
        }
    }
    about(conn, found)
}

fn contacted(row: &Row, on: NaiveDate) -> rusqlite::Result<Found> {
    let one = Contacted {
        on,
        client: ClientId(row.get(2)?),
        name: row.get(3)?,
        channel: row.get(4)?,
        tone: row.get(5)?,
        state: row.get(6)?,
        to: row.get(7)?,
        invoices: Vec::new(),
        claimed: None,
    };
    Ok((row.get::<_, Option<i64>>(1)?.map(ReminderId), one))
}

/// Adds to each what it was about, in one pass.
fn about(conn: &Connection, mut found: Vec<Found>) -> Result<Vec<Contacted>> {
    let ids = serde_json::to_string(&found.iter().filter_map(|(id, _)| id.map(|id| id.0)).collect::<Vec<_>>())?;
    let mut query = conn.prepare_cached(
        "SELECT l.reminder_id, i.id, i.number, l.balance_cents + l.interest_cents + l.fee_cents
         FROM json_each(?1) r CROSS JOIN reminder_line l ON l.reminder_id = r.value JOIN invoice i ON i.id = l.invoice_id WHERE l.role <> 'memory'
         UNION ALL SELECT t.reminder_id, NULL, NULL, t.amount_cents FROM json_each(?1) r CROSS JOIN reminder_term t ON t.reminder_id = r.value",
    )?;
    let mut known: BTreeMap<ReminderId, (Vec<(InvoiceId, String)>, Cents)> = BTreeMap::new();
    let mut rows = query.query([ids])?;
    while let Some(row) = rows.next()? {
        let (invoices, claimed) = known.entry(ReminderId(row.get(0)?)).or_default();
        *claimed += Cents(row.get(3)?);
        if let Some(id) = row.get::<_, Option<i64>>(1)? {
            invoices.push((InvoiceId(id), row.get(2)?));
        }
    }
    for (id, one) in &mut found {
        if let Some((invoices, claimed)) = id.and_then(|id| known.remove(&id)) {
            (one.invoices, one.claimed) = (invoices, Some(claimed));
        }
    }
    Ok(found.into_iter().map(|(_, one)| one).collect())
}
