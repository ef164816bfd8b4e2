//! From the outbox to the side journal: which lines an engagement and its result write.
use crate::app::App;
use crate::error::{Error, Result};
use crate::journal::{Journal, Kind, Line, Place, digest};
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

/// Appends the lines, all of them on disk when this returns.
///
/// # Errors
/// The disk's: nothing may be trusted to be there.
pub fn append(app: &App, lines: &[Line]) -> Result<()> {
    if lines.is_empty() || app.is_demo() {
        return Ok(());
    }
    open(app)?.append(lines).map_err(Error::io("write the journal of sendings"))
}

/// What the journal knows, kept in step with its files: asked before each message, it reads only what was added since.
#[derive(Default)]
pub struct Memory {
    place: Place,
    marks: BTreeMap<String, JournalMark>,
    /// The last number of each base.
    last: BTreeMap<String, u64>,
    damaged: usize,
}

impl Memory {
    /// Reads what was added. A file that is gone or shorter is read again from its beginning.
    ///
    /// # Errors
    /// The disk's: the silence of the journal is not to be trusted.
    pub fn follow(&mut self, app: &App) -> Result<()> {
        let journal = open(app)?;
        let mut read = || journal.read_on(&mut self.place).map_err(Error::io("read the journal of sendings"));
        let added = match read()? {
            Some(added) => added,
            None => {
                let whole = read()?;
                self.marks.clear();
                self.last.clear();
                self.damaged = 0;
                whole.unwrap_or_default()
            }
        };
        self.damaged += added.damaged;
        added.lines.iter().for_each(|line| self.learn(line));
        Ok(())
    }

    /// Takes a line in: of each key its last word counts, an acceptance being the last unless the message came back.
    pub fn learn(&mut self, line: &Line) {
        let last = self.last.entry(line.base.clone()).or_default();
        *last = line.seq.max(*last);
        match line.kind {
            Kind::Sent => {
                self.marks.insert(line.key.clone(), JournalMark::Sent);
            }
            Kind::Bounced => {
                self.marks.remove(&line.key);
            }
            Kind::Engaged | Kind::Uncertain => {
                self.marks.entry(line.key.clone()).or_insert(JournalMark::Engaged);
            }
            // Surely not accepted, or asked again: the engagement is lifted, unless an acceptance was read.
            Kind::Deferred | Kind::Failed | Kind::Resend => {
                if self.marks.get(&line.key) == Some(&JournalMark::Engaged) {
                    self.marks.remove(&line.key);
                }
            }
        }
    }

    /// What it knows of a key.
    pub fn mark(&self, key: &str) -> Option<JournalMark> {
        self.marks.get(key).copied()
    }

    /// The last number it holds of a base.
    pub fn last(&self, base: &str) -> u64 {
        self.last.get(base).copied().unwrap_or_default()
    }

    /// True when lines are neither sound nor merely cut short.
    pub fn is_damaged(&self) -> bool {
        self.damaged > 0
    }
}

fn open(app: &App) -> Result<Journal> {
    Journal::open(app.paths.state.join("journal")).map_err(Error::io("open the journal of sendings"))
}
