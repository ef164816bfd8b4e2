//! From the outbox to the side journal: which lines an engagement and its result write.
use crate::app::App;
use crate::error::{Error, Result};
use crate::journal::{Journal, Kind, Line, Reading, digest};
use crate::store::dispatches::Dispatch;
use crate::store::{Tx, reminders, sender};
use echu_core::outbox::JournalMark;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The hashed keys of a sending: those of its message, or its own hash when it has none, as the test mail.
pub fn keys(conn: &Connection, row: &Dispatch) -> Result<Vec<String>> {
    match row.reminder_id {
        Some(id) => Ok(reminders::get(conn, id)?.keys().iter().map(|key| digest(key)).collect()),
        None => Ok(vec![row.key_hash.clone()]),
    }
}

/// The lines to append once the transaction is on disk; their numbers are taken in it. Nothing for a kind that says nothing,
/// and nothing in the demonstration, whose messages reach nobody.
pub fn prepare(tx: &mut Tx, row: &Dispatch, kind: Option<Kind>) -> Result<Vec<Line>> {
    let Some(kind) = kind else { return Ok(Vec::new()) };
    let keys = keys(&tx.sql, row)?;
    let first = tx.next_journal_seq(keys.len() as u64)?;
    let base = sender::sender(&tx.sql)?.base_uuid;
    let line = |(seq, key)| Line { seq, at: tx.when.at, kind, key, message_id: digest(&row.message_id), base: base.clone() };
    Ok((first..).zip(keys).map(line).collect())
}

/// Appends the lines, each on disk when this returns.
///
/// # Errors
/// The disk's: nothing may be trusted to be there.
pub fn append(app: &App, lines: &[Line]) -> Result<()> {
    if lines.is_empty() || app.is_demo() {
        return Ok(());
    }
    let journal = open(app)?;
    for line in lines {
        journal.append(line).map_err(Error::io("write the journal of sendings"))?;
    }
    Ok(())
}

/// Reads the journal.
///
/// # Errors
/// The disk's.
pub fn read(app: &App) -> Result<Reading> {
    open(app)?.read().map_err(Error::io("read the journal of sendings"))
}

/// What the journal knows of each key: its last word, an acceptance being the last.
pub fn marks(reading: &Reading) -> BTreeMap<String, JournalMark> {
    let mut marks = BTreeMap::new();
    for line in &reading.lines {
        match line.kind {
            Kind::Sent => {
                marks.insert(line.key.clone(), JournalMark::Sent);
            }
            Kind::Engaged | Kind::Uncertain => {
                marks.entry(line.key.clone()).or_insert(JournalMark::Engaged);
            }
            // Surely not accepted, or asked again: the engagement is lifted, unless an acceptance was read.
            Kind::Deferred | Kind::Failed | Kind::Resend => {
                if marks.get(&line.key) == Some(&JournalMark::Engaged) {
                    marks.remove(&line.key);
                }
            }
        }
    }
    marks
}

fn open(app: &App) -> Result<Journal> {
    Journal::open(app.paths.state.join("journal")).map_err(Error::io("open the journal of sendings"))
}
