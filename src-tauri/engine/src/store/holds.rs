//! Disputes, promises, pauses and instalment plans: placed and lifted by a person. The rule of the day reads them in
//! `store::situation`.
pub mod documents;

use super::read::{day, maybe_day};
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, HoldId, InvoiceId};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};

/// A hold to place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHold {
    /// Whose reminders stop.
    pub client_id: ClientId,
    /// None: all of the client's invoices.
    pub invoice_id: Option<InvoiceId>,
    /// "dispute", "promise", "pause", "instalments" or "decision".
    pub kind: &'static str,
    /// First day.
    pub from: NaiveDate,
    /// Promise: its date. Pause: its last day. Dispute: answer expected.
    pub until: Option<NaiveDate>,
    /// Dispute: the disputed part, none for all. Promise: what was promised.
    pub amount: Option<Cents>,
    /// Coded reason of a dispute, or empty.
    pub reason: String,
    /// The user's words.
    pub note: String,
}

/// A hold, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredHold {
    /// Its identity.
    pub id: HoldId,
    /// Whose.
    pub client_id: ClientId,
    /// None: all of them, or those of an agreement.
    pub invoice_id: Option<InvoiceId>,
    /// Its number, or empty.
    pub invoice_number: String,
    /// What an agreement covers; empty for another hold.
    pub agreed: Vec<InvoiceId>,
    /// "dispute", "promise", "pause", "instalments" or "decision".
    pub kind: String,
    /// First day.
    pub from: NaiveDate,
    /// Its date, last day, or answer expected.
    pub until: Option<NaiveDate>,
    /// The disputed part, or what was promised.
    pub amount: Option<Cents>,
    /// Coded reason, or empty.
    pub reason: String,
    /// The user's words.
    pub note: String,
    /// The day it was lifted.
    pub released_on: Option<NaiveDate>,
}

impl StoredHold {
    /// True when it bears on the invoice.
    pub fn covers(&self, invoice: InvoiceId) -> bool {
        if self.kind == "instalments" { self.agreed.contains(&invoice) } else { self.invoice_id.is_none_or(|one| one == invoice) }
    }
}

const HOLD: &str = "SELECT h.id, h.client_id, h.invoice_id, IFNULL(i.number, '') AS number, h.kind, h.from_on, h.until_on, h.amount_cents, \
                    h.reason, h.note, h.released_on, \
                    (SELECT group_concat(a.invoice_id) FROM agreement g JOIN agreement_invoice a ON a.agreement_id = g.id \
                     WHERE g.hold_id = h.id) AS agreed FROM hold h LEFT JOIN invoice i ON i.id = h.invoice_id";

fn hold(row: &Row) -> rusqlite::Result<StoredHold> {
    let agreed: Option<String> = row.get("agreed")?;
    let agreed = agreed.unwrap_or_default();
    Ok(StoredHold {
        agreed: agreed.split(',').filter_map(|id| id.parse().ok().map(InvoiceId)).collect(),
        id: HoldId(row.get("id")?),
        client_id: ClientId(row.get("client_id")?),
        invoice_id: row.get::<_, Option<i64>>("invoice_id")?.map(InvoiceId),
        invoice_number: row.get("number")?,
        kind: row.get("kind")?,
        from: day(row, "from_on")?,
        until: maybe_day(row, "until_on")?,
        amount: row.get::<_, Option<i64>>("amount_cents")?.map(Cents),
        reason: row.get("reason")?,
        note: row.get("note")?,
        released_on: maybe_day(row, "released_on")?,
    })
}

/// One hold.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: HoldId) -> Result<StoredHold> {
    let found = conn.prepare_cached(&format!("{HOLD} WHERE h.id = ?"))?.query_row([id.0], hold).optional()?;
    found.ok_or(Error::NotFound { what: "hold", id: id.0 })
}

/// A client's holds, newest first, lifted ones too.
///
/// # Errors
/// When the base cannot be read.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<Vec<StoredHold>> {
    let mut query = conn.prepare_cached(&format!("{HOLD} WHERE h.client_id = ? ORDER BY h.from_on DESC, h.id DESC"))?;
    Ok(query.query_map([client.0], hold)?.collect::<Result<_, _>>()?)
}

/// Holds that stand: of one client, or of everyone.
///
/// # Errors
/// When the base cannot be read.
pub fn standing(conn: &Connection, client: Option<ClientId>) -> Result<Vec<StoredHold>> {
    let mut query =
        conn.prepare_cached(&format!("{HOLD} WHERE h.released_on IS NULL AND (?1 IS NULL OR h.client_id = ?1) ORDER BY h.id"))?;
    Ok(query.query_map([client.map(|id| id.0)], hold)?.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    fn touch_hold(&mut self) {
        self.touch(Tag::Plan);
        self.touch(Tag::Ledger);
    }

    /// Places a hold.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_hold(&mut self, hold: &NewHold) -> Result<HoldId> {
        self.touch_hold();
        let created_at = instant(self.when.at);
        self.sql.execute(
            "INSERT INTO hold (client_id, invoice_id, kind, from_on, until_on, amount_cents, reason, note, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                hold.client_id.0,
                hold.invoice_id.map(|id| id.0),
                hold.kind,
                hold.from.to_string(),
                hold.until.map(|day| day.to_string()),
                hold.amount.map(|amount| amount.0),
                &hold.reason,
                &hold.note,
                created_at,
            ),
        )?;
        Ok(HoldId(self.sql.last_insert_rowid()))
    }

    /// Lifts a hold; lifting it twice changes nothing.
    ///
    /// # Errors
    /// The disk's.
    pub fn release_hold(&mut self, id: HoldId) -> Result<()> {
        self.touch_hold();
        self.sql.execute("UPDATE hold SET released_on = ? WHERE id = ? AND released_on IS NULL", (self.when.today.to_string(), id.0))?;
        Ok(())
    }
}
