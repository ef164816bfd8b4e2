//! Letters: frozen, posted, presented, returned.
use super::reminders::{ReminderLine, Role};
use super::{Tag, Tx, day, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::dunning::situation::PostedNotice;
use echu_core::ids::{ClientId, DocumentId, InvoiceId, ReminderId};
use echu_core::letter::journey::{Consent, Journey, Medium, Watch};
use echu_core::money::Cents;
use echu_core::notice::Recipient;
use echu_core::party::Address;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

/// A letter, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its identity.
    pub id: i64,
    /// What it does.
    pub reminder_id: ReminderId,
    /// The frozen PDF.
    pub document_id: DocumentId,
    /// To whom.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// Our reference.
    pub number: String,
    /// Its subject: for a plain letter, what it is.
    pub subject: String,
    /// Where it stands.
    pub state: String,
    /// Claimed, all in, in cents.
    pub total: Cents,
    /// Days given from first presentation; none for a plain letter, from which nothing runs.
    pub deadline_days: Option<u32>,
    /// The date printed on it.
    pub dated_on: NaiveDate,
    /// True once opened to print.
    pub printed: bool,
    /// How it leaves.
    pub medium: Medium,
    /// Name and address printed on it.
    pub recipient: (String, Address),
    /// Of a consumer, to an electronic one.
    pub consent: Option<Consent>,
    /// Hour of the proof of deposit of an electronic one, HH:MM; else empty.
    pub posted_at: String,
    /// Of an electronic one; else empty.
    pub provider: String,
    /// When it was posted.
    pub posted_on: Option<NaiveDate>,
    /// Of the registered letter.
    pub tracking_number: String,
    /// First presentation.
    pub presented_on: Option<NaiveDate>,
    /// Signed for.
    pub delivered_on: Option<NaiveDate>,
    /// Came back.
    pub returned_on: Option<NaiveDate>,
    /// Why it came back, or empty.
    pub return_reason: String,
}

impl Letter {
    /// What a plain letter is: « Dernier avis »; empty for a mise en demeure.
    pub fn plain(&self) -> &str {
        match self.medium {
            Medium::Plain => &self.subject,
            Medium::Paper | Medium::Electronic => "",
        }
    }

    /// What its dates say by themselves: nothing of a plain letter, which nobody follows.
    pub fn watch(&self, today: NaiveDate) -> Watch {
        match self.medium {
            Medium::Plain => Watch::Nothing,
            Medium::Paper | Medium::Electronic => self.journey().watch(today),
        }
    }

    /// The dates of its life.
    pub fn journey(&self) -> Journey {
        Journey {
            posted_on: self.posted_on,
            presented_on: self.presented_on,
            delivered_on: self.delivered_on,
            returned_on: self.returned_on,
        }
    }
}

/// A letter to keep.
#[derive(Debug, Clone, Copy)]
pub struct NewLetter<'a> {
    /// What it does.
    pub reminder: ReminderId,
    /// Its PDF.
    pub document: DocumentId,
    /// Our reference.
    pub number: &'a str,
    /// Claimed, all in.
    pub total: Cents,
    /// Days given from first presentation; none for a plain letter, from which nothing runs.
    pub deadline_days: Option<u32>,
    /// How it leaves.
    pub medium: Medium,
    /// To whom, as printed on it.
    pub recipient: &'a Recipient,
    /// Of a consumer, to an electronic one.
    pub consent: Option<&'a Consent>,
}

const LETTER: &str =
    "SELECT l.id, l.reminder_id, l.document_id, r.client_id, c.name, l.number, l.state, l.total_cents, l.deadline_days, d.dated_on,
        l.printed_at IS NOT NULL, l.posted_on, l.tracking_number, l.presented_on, l.delivered_on, l.return_reason, l.returned_on,
        l.medium, l.recipient, l.consent_on, l.consent_how, l.posted_at, l.provider, r.subject
    FROM letter l JOIN reminder r ON r.id = l.reminder_id JOIN client c ON c.id = r.client_id JOIN document d ON d.id = l.document_id";

fn letter(row: &Row) -> rusqlite::Result<Letter> {
    let date = |index| row.get::<_, Option<String>>(index)?.map(|text| day(&text)).transpose();
    Ok(Letter {
        id: row.get(0)?,
        reminder_id: ReminderId(row.get(1)?),
        document_id: DocumentId(row.get(2)?),
        client_id: ClientId(row.get(3)?),
        client_name: row.get(4)?,
        number: row.get(5)?,
        subject: row.get(23)?,
        state: row.get(6)?,
        total: Cents(row.get(7)?),
        deadline_days: row.get(8)?,
        dated_on: day(&row.get::<_, String>(9)?)?,
        printed: row.get(10)?,
        posted_on: date(11)?,
        tracking_number: row.get(12)?,
        presented_on: date(13)?,
        delivered_on: date(14)?,
        return_reason: row.get(15)?,
        returned_on: date(16)?,
        medium: Medium::from_key(&row.get::<_, String>(17)?),
        recipient: serde_json::from_str(&row.get::<_, String>(18)?).map_err(|_| super::read::unknown("recipient"))?,
        consent: date(19)?.map(|on| Ok::<_, rusqlite::Error>(Consent { on, how: row.get(20)? })).transpose()?,
        posted_at: row.get(21)?,
        provider: row.get(22)?,
    })
}

/// One letter.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: i64) -> Result<Letter> {
    let found = conn.prepare_cached(&format!("{LETTER} WHERE l.id = ?"))?.query_row([id], letter).optional()?;
    found.ok_or(Error::NotFound { what: "letter", id })
}

/// Every letter, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Letter>> {
    let mut query = conn.prepare_cached(&format!("{LETTER} ORDER BY l.id DESC LIMIT 500"))?;
    let rows = query.query_map([], letter)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The invoices that a posted mise en demeure claims, each with the delay that ends last; of everyone or of one client.
///
/// # Errors
/// When the base cannot be read.
pub fn running(conn: &Connection, client: Option<ClientId>) -> Result<BTreeMap<InvoiceId, PostedNotice>> {
    let scope = if client.is_some() { "r.client_id = ?1" } else { "?1 IS NULL" };
    // A letter that nobody could be handed at that address gives no delay, presented or not.
    let mut query = conn.prepare_cached(&format!(
        "SELECT n.invoice_id, l.posted_on, l.presented_on, l.delivered_on, l.returned_on, l.deadline_days
         FROM letter l CROSS JOIN reminder r ON r.id = l.reminder_id JOIN reminder_line n ON n.reminder_id = r.id AND n.role <> 'memory'
         WHERE l.posted_on IS NOT NULL AND l.deadline_days IS NOT NULL AND l.state <> 'cancelled' AND l.return_reason <> 'unknown_address' AND {scope}"
    ))?;
    let mut rows = query.query([client.map(|id| id.0)])?;
    let mut running = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let date = |index| row.get::<_, Option<String>>(index)?.map(|text| day(&text)).transpose();
        let journey = Journey { posted_on: date(1)?, presented_on: date(2)?, delivered_on: date(3)?, returned_on: date(4)? };
        let Some((posted_on, runs_until)) = journey.posted_on.zip(journey.runs_until(row.get(5)?)) else { continue };
        let notice = PostedNotice { posted_on, presented: journey.presented_on.or(journey.delivered_on).is_some(), runs_until };
        let last = running.entry(InvoiceId(row.get(0)?)).or_insert(notice);
        if last.runs_until < notice.runs_until {
            *last = notice;
        }
    }
    Ok(running)
}

/// Those that wait to be posted, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn waiting(conn: &Connection) -> Result<Vec<Letter>> {
    let mut query = conn.prepare_cached(&format!("{LETTER} WHERE l.state IN ('frozen', 'stale') ORDER BY l.id"))?;
    let rows = query.query_map([], letter)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Those that left and whose end is not known, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn on_their_way(conn: &Connection) -> Result<Vec<Letter>> {
    let mut query = conn
        .prepare_cached(&format!("{LETTER} WHERE l.state IN ('posted', 'presented') AND l.medium <> 'plain' ORDER BY l.posted_on, l.id"))?;
    let rows = query.query_map([], letter)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A notice that is still live for invoices one would claim again: the newest, and the numbers of those invoices. One set
/// aside, and one that came back because nobody is known at that address, are no longer live.
///
/// # Errors
/// When the base cannot be read.
pub fn live_on(conn: &Connection, lines: &[ReminderLine]) -> Result<Option<(Letter, Vec<String>)>> {
    let asked: Vec<(i64, u32)> =
        lines.iter().filter(|line| line.role != Role::Memory).map(|line| (line.invoice_id.0, line.cycle)).collect();
    let mut query = conn.prepare_cached(
        "SELECT l.id, i.number FROM json_each(?) a
         JOIN reminder_line rl ON rl.invoice_id = json_extract(a.value, '$[0]') AND rl.cycle = json_extract(a.value, '$[1]') AND rl.role <> 'memory'
         JOIN letter l ON l.reminder_id = rl.reminder_id JOIN invoice i ON i.id = rl.invoice_id
         WHERE l.state <> 'cancelled' AND l.return_reason <> 'unknown_address' AND l.medium <> 'plain' ORDER BY l.id DESC, i.due_on, i.id",
    )?;
    let rows = query.query_map([serde_json::to_string(&asked)?], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let rows: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
    let Some(newest) = rows.first().map(|(id, _)| *id) else { return Ok(None) };
    let numbers = rows.into_iter().filter(|(id, _)| *id == newest).map(|(_, number)| number).collect();
    Ok(Some((get(conn, newest)?, numbers)))
}

impl Tx<'_> {
    /// The next number of the year: MED-2026-001, or LET-2026-001 for a plain letter. Numbers are given in the transaction that
    /// freezes, so that none is lost.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn next_letter_number(&self, medium: Medium) -> Result<String> {
        let series = match medium {
            Medium::Paper | Medium::Electronic => "MED",
            Medium::Plain => "LET",
        };
        let year = self.when.today.format("%Y").to_string();
        let last: u32 =
            self.sql.query_row("SELECT COUNT(*) FROM letter WHERE number LIKE ? || '-' || ? || '-%'", [series, &year], |row| row.get(0))?;
        Ok(format!("{series}-{year}-{:03}", last + 1))
    }

    /// Keeps a frozen letter.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_letter(&mut self, new: &NewLetter) -> Result<i64> {
        self.touch(Tag::Letters);
        self.sql.execute(
            "INSERT INTO letter (reminder_id, document_id, number, total_cents, deadline_days, medium, recipient, consent_on, consent_how, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new.reminder.0,
                new.document.0,
                new.number,
                new.total.0,
                new.deadline_days,
                new.medium.key(),
                serde_json::to_string(&(&new.recipient.name, &new.recipient.address))?,
                new.consent.map(|consent| consent.on.to_string()),
                new.consent.map_or("", |consent| consent.how.as_str()),
                instant(self.when.at),
            ),
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    /// Moves a letter, with a date of its life.
    ///
    /// # Errors
    /// The disk's.
    pub fn move_letter(&mut self, id: i64, state: &str, column: Date, on: Option<NaiveDate>) -> Result<()> {
        self.touch(Tag::Letters);
        let column = match column {
            Date::Posted => "posted_on",
            Date::Presented => "presented_on",
            Date::Delivered => "delivered_on",
            Date::Returned => "returned_on",
        };
        self.sql.execute(
            &format!("UPDATE letter SET state = ?, {column} = IFNULL(?, {column}) WHERE id = ?"),
            (state, on.map(|on| on.to_string()), id),
        )?;
        Ok(())
    }

    /// Keeps the number of the registered letter.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_tracking(&mut self, id: i64, number: &str) -> Result<()> {
        self.sql.execute("UPDATE letter SET tracking_number = ? WHERE id = ?", (number, id))?;
        Ok(())
    }

    /// Keeps what the proof of deposit of an electronic letter says.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_deposit(&mut self, id: i64, provider: &str, at: &str) -> Result<()> {
        self.sql.execute("UPDATE letter SET provider = ?, posted_at = ? WHERE id = ?", (provider, at, id))?;
        Ok(())
    }

    /// Keeps why a letter came back.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_return_reason(&mut self, id: i64, reason: &str) -> Result<()> {
        self.sql.execute("UPDATE letter SET return_reason = ? WHERE id = ?", (reason, id))?;
        Ok(())
    }

    /// Remembers that a letter was opened to print. Printing is not sending.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_printed(&mut self, id: i64) -> Result<()> {
        self.touch(Tag::Letters);
        self.sql.execute("UPDATE letter SET printed_at = ? WHERE id = ?", (instant(self.when.at), id))?;
        Ok(())
    }
}

/// A date of a letter's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// Given to the post.
    Posted,
    /// First presentation.
    Presented,
    /// Signed for.
    Delivered,
    /// Came back.
    Returned,
}
