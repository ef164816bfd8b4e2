//! What will leave by itself, as it was announced.
use super::{Tag, Tx, day, instant, moment};
use crate::error::{Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use echu_core::dunning::forewarn::{Announcement, Turn};
use echu_core::ids::{ClientId, InvoiceId, ReminderId, StepId};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;

/// A message announced, not yet one of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forewarning {
    /// Its identity.
    pub id: i64,
    /// To whom.
    pub client_id: ClientId,
    /// The step it is for.
    pub turn: Turn,
    /// Claimed, as announced, in cents.
    pub amount: Cents,
    /// When it leaves.
    pub leaves_at: DateTime<Utc>,
    /// The day of it.
    pub leaves_on: NaiveDate,
    /// When it was announced.
    pub announced_at: DateTime<Utc>,
    /// True when a person wants to read it first.
    pub retained: bool,
}

const COLUMNS: &str =
    "id, client_id, invoice_id, step_id, cycle, amount_cents, leaves_at, leaves_on, announced_at, retained_at IS NOT NULL";

fn forewarning(row: &Row) -> rusqlite::Result<Forewarning> {
    Ok(Forewarning {
        id: row.get(0)?,
        client_id: ClientId(row.get(1)?),
        turn: (InvoiceId(row.get(2)?), StepId(row.get(3)?), row.get(4)?),
        amount: Cents(row.get(5)?),
        leaves_at: moment(&row.get::<_, String>(6)?)?,
        leaves_on: day(&row.get::<_, String>(7)?)?,
        announced_at: moment(&row.get::<_, String>(8)?)?,
        retained: row.get(9)?,
    })
}

/// Messages announced for `today` or later, retained or not, the first to leave first.
///
/// # Errors
/// When the base cannot be read.
pub fn coming(conn: &Connection, today: NaiveDate) -> Result<Vec<Forewarning>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM forewarning WHERE reminder_id IS NULL AND leaves_on >= ? ORDER BY leaves_at, id"
    ))?;
    let rows = query.query_map([today.to_string()], forewarning)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One announcement that has not become a message.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: i64) -> Result<Forewarning> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM forewarning WHERE id = ? AND reminder_id IS NULL"))?
        .query_row([id], forewarning)
        .optional()?
        .ok_or(Error::NotFound { what: "forewarning", id })
}

/// The steps that leave by themselves no more: retained by a person, or already a message.
///
/// # Errors
/// When the base cannot be read.
pub fn retained(conn: &Connection) -> Result<BTreeSet<Turn>> {
    let mut query =
        conn.prepare_cached("SELECT invoice_id, step_id, cycle FROM forewarning WHERE retained_at IS NOT NULL OR reminder_id IS NOT NULL")?;
    let rows = query.query_map([], |row| Ok((InvoiceId(row.get(0)?), StepId(row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Announces a message, or announces it anew for another day.
    ///
    /// # Errors
    /// The disk's.
    pub fn announce_message(&mut self, one: &Announcement, leaves_at: DateTime<Utc>, leaves_on: NaiveDate) -> Result<()> {
        let (invoice, step, cycle) = one.turn;
        let changed = self
            .sql
            .prepare_cached(
                "INSERT INTO forewarning (client_id, invoice_id, step_id, cycle, amount_cents, leaves_at, leaves_on, announced_at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (invoice_id, step_id, cycle) DO UPDATE SET client_id = excluded.client_id, amount_cents = excluded.amount_cents,
                     leaves_at = excluded.leaves_at, leaves_on = excluded.leaves_on, announced_at = excluded.announced_at
                 WHERE retained_at IS NULL AND reminder_id IS NULL
                   AND (leaves_on <> excluded.leaves_on OR amount_cents <> excluded.amount_cents OR client_id <> excluded.client_id)",
            )?
            .execute((
                one.client_id.0,
                invoice.0,
                step.0,
                cycle,
                one.amount.0,
                instant(leaves_at),
                leaves_on.to_string(),
                instant(self.when.at),
            ))?;
        if changed > 0 {
            self.touch(Tag::Outbox);
        }
        Ok(())
    }

    /// Forgets an announcement whose message has no reason to leave any more.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_forewarning(&mut self, id: i64) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute("DELETE FROM forewarning WHERE id = ? AND reminder_id IS NULL", [id])?;
        Ok(())
    }

    /// « Retenir », or letting it go again.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it has left since.
    pub fn retain_forewarning(&mut self, id: i64, retained: bool) -> Result<()> {
        self.touch(Tag::Outbox);
        self.touch(Tag::Plan);
        let at = retained.then(|| instant(self.when.at));
        let changed = self.sql.execute("UPDATE forewarning SET retained_at = ? WHERE id = ? AND reminder_id IS NULL", (at, id))?;
        if changed == 0 {
            return Err(Error::NotFound { what: "forewarning", id });
        }
        Ok(())
    }

    /// The announcement became a message.
    ///
    /// # Errors
    /// The disk's.
    pub fn forewarning_left(&mut self, id: i64, reminder: ReminderId) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE forewarning SET reminder_id = ? WHERE id = ?", (reminder.0, id))?;
        Ok(())
    }
}
