//! Personal data in the base: requests for erasure and what tells an erased person apart, what is held of a client, what is past its
//! retention.
mod around;
mod bank;
mod erase;
mod held;
mod purge;

pub use erase::Wipe;
pub use held::{held, is_live, waits_to_leave, words_left};
pub use purge::candidates;

use super::merges::BEHIND;
use super::read::{day, maybe_day};
use super::{Store, Tag, Tx, lock};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::privacy::{Mark, Subject, Tombstone, digest};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;

/// A request for erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Its number.
    pub id: i64,
    /// The emptied card; none when it is gone.
    pub client: Option<ClientId>,
    /// Who asked.
    pub subject: Subject,
    /// The day of the request.
    pub asked_on: NaiveDate,
    /// The day nothing more was left to erase; none while a claim needs some.
    pub done_on: Option<NaiveDate>,
    /// Names it in the side journal.
    pub salt: String,
}

const ERASURE: &str = "SELECT id, client_id, subject, asked_on, done_on, salt FROM erasure";

fn erasure(row: &Row) -> rusqlite::Result<Erasure> {
    let subject: String = row.get("subject")?;
    Ok(Erasure {
        id: row.get("id")?,
        client: row.get::<_, Option<i64>>("client_id")?.map(ClientId),
        // The base admits two words only.
        subject: if subject == "person" { Subject::Person } else { Subject::Contact },
        asked_on: day(row, "asked_on")?,
        done_on: maybe_day(row, "done_on")?,
        salt: row.get("salt")?,
    })
}

/// Every request, latest first.
///
/// # Errors
/// When the base cannot be read.
pub fn erasures(conn: &Connection) -> Result<Vec<Erasure>> {
    let mut query = conn.prepare_cached(&format!("{ERASURE} ORDER BY id DESC"))?;
    Ok(query.query_map([], erasure)?.collect::<Result<_, _>>()?)
}

/// The last request about a client.
///
/// # Errors
/// When the base cannot be read.
pub fn erasure_of(conn: &Connection, client: ClientId) -> Result<Option<Erasure>> {
    let mut query = conn.prepare_cached(&format!("{ERASURE} WHERE client_id = ? ORDER BY id DESC LIMIT 1"))?;
    Ok(query.query_row([client.0], erasure).optional()?)
}

/// What tells erased persons apart if they come back.
///
/// # Errors
/// When the base cannot be read.
pub fn tombstones(conn: &Connection) -> Result<Vec<Tombstone>> {
    erasures(conn)?.into_iter().map(|one| tombstone(conn, &one)).collect()
}

/// The same, of one request.
///
/// # Errors
/// When the base cannot be read.
pub fn tombstone(conn: &Connection, one: &Erasure) -> Result<Tombstone> {
    let mut query = conn.prepare_cached("SELECT digest FROM erasure_mark WHERE erasure_id = ?")?;
    let marks = query.query_map([one.id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Tombstone { subject: one.subject, asked_on: one.asked_on, card: one.client, salt: one.salt.clone(), marks })
}

/// The cards of a client and of those united with him, with the instant of their making.
///
/// # Errors
/// When the base cannot be read.
pub fn cards(conn: &Connection, client: ClientId) -> Result<Vec<(ClientId, String)>> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query = conn.prepare_cached(&format!("SELECT id, created_at FROM client WHERE id IN {behind}"))?;
    Ok(query.query_map([client.0], |row| Ok((ClientId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// The card that bears one of the marks of a tombstone, as in an older copy of the base.
///
/// # Errors
/// When the base cannot be read.
pub fn cards_of(conn: &Connection, stone: &Tombstone) -> Result<Vec<ClientId>> {
    let mut query = conn.prepare("SELECT id, created_at FROM client ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, created_at): (i64, String) = (row.get(0)?, row.get(1)?);
        if stone.bears(&Mark::Card { id, created_at: &created_at }) {
            found.push(ClientId(id));
        }
    }
    Ok(found)
}

impl Store {
    /// Writes the base anew and empties its log, so that nothing erased is left in the bytes of its files.
    ///
    /// # Errors
    /// The disk's, or somebody who reads an old state: the erased rows are then still in the log, and the next call ends it.
    pub fn scrub(&self) -> Result<()> {
        let conn = lock(&self.writer);
        self.still_open()?;
        conn.execute_batch("VACUUM")?;
        let busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy { Err(Error::Precondition("base_busy")) } else { Ok(()) }
    }
}

impl Tx<'_> {
    /// Records a request about a client, with what will tell him apart; the one that stands is gone on with, and learns what he bears today.
    ///
    /// # Errors
    /// The disk's.
    pub fn open_erasure(&mut self, client: ClientId, subject: Subject) -> Result<Erasure> {
        self.touch(Tag::Settings);
        if let Some(standing) = erasure_of(&self.sql, client)?.filter(|one| one.done_on.is_none()) {
            let subject = if standing.subject == Subject::Person { Subject::Person } else { subject };
            let marks = marks(&self.sql, client, subject, &standing.salt)?;
            return self.widen_erasure(standing, subject, &marks);
        }
        let salt: String = self.sql.query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get(0))?;
        let marks = marks(&self.sql, client, subject, &salt)?;
        self.insert_erasure(&Tombstone { subject, asked_on: self.when.today, card: Some(client), salt, marks })
    }

    /// Records a request as the side journal tells it.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_erasure(&mut self, stone: &Tombstone) -> Result<Erasure> {
        self.touch(Tag::Settings);
        self.sql.execute(
            "INSERT INTO erasure (client_id, subject, asked_on, salt) VALUES (?, ?, ?, ?)",
            (stone.card.map(|id| id.0), stone.subject.key(), stone.asked_on.to_string(), &stone.salt),
        )?;
        let id = self.sql.last_insert_rowid();
        self.add_marks(id, &stone.marks)?;
        let found = self.sql.query_row(&format!("{ERASURE} WHERE id = ?"), [id], erasure).optional()?;
        found.ok_or(Error::NotFound { what: "erasure", id })
    }

    /// A request that stands bears these marks too, and is the person's own once he asked: never less than before.
    ///
    /// # Errors
    /// The disk's.
    pub fn widen_erasure(&mut self, mut standing: Erasure, subject: Subject, marks: &BTreeSet<String>) -> Result<Erasure> {
        self.touch(Tag::Settings);
        if subject == Subject::Person && standing.subject != subject {
            self.sql.execute("UPDATE erasure SET subject = ? WHERE id = ?", (subject.key(), standing.id))?;
            standing.subject = subject;
        }
        self.add_marks(standing.id, marks)?;
        Ok(standing)
    }

    fn add_marks(&mut self, id: i64, marks: &BTreeSet<String>) -> Result<()> {
        for mark in marks {
            self.sql.execute("INSERT OR IGNORE INTO erasure_mark (erasure_id, digest) VALUES (?, ?)", (id, mark))?;
        }
        Ok(())
    }

    /// Says that nothing more is left to erase.
    ///
    /// # Errors
    /// The disk's.
    pub fn end_erasure(&mut self, id: i64) -> Result<()> {
        self.touch(Tag::Settings);
        self.sql.execute("UPDATE erasure SET done_on = ? WHERE id = ? AND done_on IS NULL", (self.when.today.to_string(), id))?;
        Ok(())
    }
}

/// The marks of a client: each of his cards, his addresses, his name with his postcode when he is a person.
fn marks(conn: &Connection, client: ClientId, subject: Subject, salt: &str) -> Result<BTreeSet<String>> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query =
        conn.prepare(&format!("SELECT id, created_at, name, postcode, email, email_copies FROM client WHERE id IN {behind}"))?;
    let mut rows = query.query([client.0])?;
    let mut marks = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (id, created_at): (i64, String) = (row.get(0)?, row.get(1)?);
        let (name, postcode, email, copies): (String, String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
        marks.extend(digest(salt, &Mark::Card { id, created_at: &created_at }));
        let emails = std::iter::once(email.as_str()).chain(copies.split(','));
        marks.extend(emails.filter_map(|email| digest(salt, &Mark::Email(email))));
        if subject == Subject::Person {
            marks.extend(digest(salt, &Mark::Person { name: &name, postcode: &postcode }));
        }
    }
    Ok(marks)
}
