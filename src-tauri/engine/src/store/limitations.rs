//! The last day to act on each invoice, and what moved it.
use super::invoice_list::OPEN;
use super::read::{cents, day, debtor_kind, maybe_day};
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InterruptionId, InvoiceId};
use echu_core::limitation::{
    Interruption, Limitation, LimitationKind, LimitationStage, last_day, latest_start, latest_start_to_watch, starts_on,
};
use echu_core::money::Cents;
use echu_core::terms::Sector;
use rusqlite::{Connection, OptionalExtension, Row};

/// What started the time again, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its identity.
    pub id: InterruptionId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its day.
    pub on: NaiveDate,
    /// What it is.
    pub kind: Interruption,
    /// The user's words: where the proof is.
    pub note: String,
}

/// An invoice, and how near its last day to act is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Whose.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// Still owed, in cents.
    pub balance: Cents,
    /// The day the time started.
    pub from: NaiveDate,
    /// Carriage whose delivery is not known: the time is counted from the invoice.
    pub delivery_unknown: bool,
    /// Until when it may be brought to court.
    pub limitation: Limitation,
    /// How near that is.
    pub stage: LimitationStage,
    /// What started the time again, oldest first.
    pub interruptions: Vec<Recorded>,
}

const RECORDED: &str = "SELECT t.id, t.invoice_id, t.on_day, t.kind, t.note FROM interruption t WHERE t.taken_back_at IS NULL";

fn recorded(row: &Row) -> rusqlite::Result<Recorded> {
    let kind: String = row.get("kind")?;
    Ok(Recorded {
        id: InterruptionId(row.get("id")?),
        invoice_id: InvoiceId(row.get("invoice_id")?),
        on: day(row, "on_day")?,
        kind: Interruption::from_key(&kind).ok_or_else(|| super::read::unknown(&kind))?,
        note: row.get("note")?,
    })
}

/// What interrupted the limitation of an invoice, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn interruptions_of(conn: &Connection, invoice: InvoiceId) -> Result<Vec<Recorded>> {
    let mut query = conn.prepare_cached(&format!("{RECORDED} AND t.invoice_id = ? ORDER BY t.on_day, t.id"))?;
    Ok(query.query_map([invoice.0], recorded)?.collect::<Result<_, _>>()?)
}

/// One interruption that stands.
///
/// # Errors
/// [`Error::NotFound`].
pub fn interruption(conn: &Connection, id: InterruptionId) -> Result<Recorded> {
    let found = conn.prepare_cached(&format!("{RECORDED} AND t.id = ?"))?.query_row([id.0], recorded).optional()?;
    found.ok_or(Error::NotFound { what: "interruption", id: id.0 })
}

const COLUMNS: &str = "i.id, i.number, i.client_id, c.name, c.debtor_kind, c.sector, i.due_on, i.issued_on, i.delivered_on, \
     i.total_cents - i.settled_cents AS balance";

fn watched(conn: &Connection, row: &Row, today: NaiveDate) -> Result<Watched> {
    let sector: String = row.get("sector")?;
    let kind = limitation_kind(debtor_kind(row, "debtor_kind")?, Sector::from_key(&sector));
    let invoice_id = InvoiceId(row.get("id")?);
    let delivered_on = maybe_day(row, "delivered_on")?;
    let from = starts_on(kind, day(row, "due_on")?, day(row, "issued_on")?, delivered_on);
    let interruptions = interruptions_of(conn, invoice_id)?;
    let days: Vec<NaiveDate> = interruptions.iter().map(|one| one.on).collect();
    let limitation = Limitation { kind, last_day: last_day(kind, from, &days) };
    Ok(Watched {
        invoice_id,
        number: row.get("number")?,
        client_id: ClientId(row.get("client_id")?),
        client_name: row.get("name")?,
        balance: cents(row, "balance")?,
        from,
        delivery_unknown: kind == LimitationKind::Transport && delivered_on.is_none(),
        limitation,
        stage: limitation.stage(today),
        interruptions,
    })
}

fn limitation_kind(debtor: echu_core::party::DebtorKind, sector: Sector) -> LimitationKind {
    if sector == Sector::Carriage { LimitationKind::Transport } else { debtor.into() }
}

/// The last day to act on an invoice; none without a due date, or when nothing is owed.
///
/// # Errors
/// When the base cannot be read.
pub fn of_invoice(conn: &Connection, invoice: InvoiceId, today: NaiveDate) -> Result<Option<Watched>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM invoice i JOIN client c ON c.id = i.client_id
         WHERE i.id = ? AND i.kind = 'invoice' AND i.due_on IS NOT NULL AND i.settled_cents < i.total_cents"
    ))?;
    let mut rows = query.query([invoice.0])?;
    rows.next()?.map(|row| watched(conn, row, today)).transpose()
}

/// Open invoices near or past their last day to act, nearest first; of one client, or of all. Only those whose time started long
/// enough ago are read: by the index of open invoices, or for carriage, whose time starts before the due date, by its clients.
///
/// # Errors
/// When the base cannot be read.
pub fn near(conn: &Connection, client: Option<ClientId>, today: NaiveDate) -> Result<Vec<Watched>> {
    let mut found = started_by(conn, client, today, |kind| latest_start_to_watch(kind, today))?;
    found.retain(|one| one.stage != LimitationStage::Far);
    Ok(found)
}

/// Open invoices whose last day to act is past or comes by `horizon`, nearest first.
///
/// # Errors
/// When the base cannot be read.
pub fn until(conn: &Connection, today: NaiveDate, horizon: NaiveDate) -> Result<Vec<Watched>> {
    let mut found = started_by(conn, None, today, |kind| latest_start(kind, horizon))?;
    found.retain(|one| one.limitation.last_day <= horizon);
    Ok(found)
}

/// Open invoices whose time started by a day, which their rule gives; nearest to its end first.
fn started_by(
    conn: &Connection,
    client: Option<ClientId>,
    today: NaiveDate,
    latest: impl Fn(LimitationKind) -> NaiveDate,
) -> Result<Vec<Watched>> {
    let limit = |kind| latest(kind).to_string();
    let (consumer, public_body, business) =
        (limit(LimitationKind::Consumer), limit(LimitationKind::PublicBody), limit(LimitationKind::Business));
    let widest = consumer.as_str().max(&public_body).max(&business);
    let client = client.map(|id| id.0);
    let mut found = Vec::new();
    let mut query = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM invoice i JOIN client c ON c.id = i.client_id
         WHERE {OPEN} AND i.due_on <= ?1 AND (?2 IS NULL OR i.client_id = ?2) AND c.sector <> 'carriage'
           AND i.due_on <= CASE c.debtor_kind WHEN 'consumer' THEN ?3 WHEN 'public_body' THEN ?4 ELSE ?5 END"
    ))?;
    let mut rows = query.query((widest, client, &consumer, &public_body, &business))?;
    while let Some(row) = rows.next()? {
        found.push(watched(conn, row, today)?);
    }
    let mut query = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM client c INDEXED BY client_carriage CROSS JOIN invoice i INDEXED BY invoice_client ON i.client_id = c.id
         WHERE c.sector = 'carriage' AND {OPEN} AND i.due_on IS NOT NULL AND IFNULL(i.delivered_on, i.issued_on) <= ?1
           AND (?2 IS NULL OR c.id = ?2)"
    ))?;
    let mut rows = query.query((limit(LimitationKind::Transport), client))?;
    while let Some(row) = rows.next()? {
        found.push(watched(conn, row, today)?);
    }
    found.sort_by_key(|one| (one.limitation.last_day, one.invoice_id));
    Ok(found)
}

impl Tx<'_> {
    fn touch_limitation(&mut self) {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
    }

    /// Records what starts the time again.
    ///
    /// # Errors
    /// The disk's.
    pub fn record_interruption(&mut self, invoice: InvoiceId, on: NaiveDate, kind: Interruption, note: &str) -> Result<InterruptionId> {
        self.touch_limitation();
        self.sql.execute(
            "INSERT INTO interruption (invoice_id, on_day, kind, note, created_at) VALUES (?, ?, ?, ?, ?)",
            (invoice.0, on.to_string(), kind.key(), note, instant(self.when.at)),
        )?;
        Ok(InterruptionId(self.sql.last_insert_rowid()))
    }

    /// Takes an interruption back.
    ///
    /// # Errors
    /// The disk's.
    pub fn take_back_interruption(&mut self, id: InterruptionId) -> Result<()> {
        self.touch_limitation();
        self.sql.execute("UPDATE interruption SET taken_back_at = ? WHERE id = ?", (instant(self.when.at), id.0))?;
        Ok(())
    }
}
