//! The outbox as a few lines: what a base says of each message, what the side journal remembers, and how they move. The
//! moves are the core's own; what is modelled is when each is made.
use super::wire::{Answer, Death};
use chrono::{DateTime, Utc};
use echu_core::outbox::{JournalMark, OutboxEvent as E, OutboxState as S, at_restart, next, reconcile};
use std::collections::{BTreeMap, BTreeSet};

/// A message to a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub state: S,
    pub key: String,
    /// It passed the point of no return once.
    pub engaged: bool,
    /// Part of what it claims was paid since it was approved: these words may not leave.
    pub moved: bool,
}

/// What a base holds: a backup is a copy of it.
#[derive(Debug, Clone, Default)]
pub struct Base {
    /// The last message of each client, by address.
    pub rows: BTreeMap<String, Row>,
    /// Those before, that were sent.
    pub older: Vec<Row>,
    /// Clients who paid, since when.
    pub paid: BTreeMap<String, DateTime<Utc>>,
    /// Clients who paid a part.
    pub parts: BTreeSet<String>,
    /// Clients who dispute or promised, since when.
    pub disputed: BTreeMap<String, DateTime<Utc>>,
    /// The last line of the journal it knows.
    pub seq: u64,
    /// Nothing leaves before a person says so.
    pub suspended: bool,
    /// The person's own pause.
    pub paused: bool,
}

/// The base, and what no old base brings back.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub base: Base,
    /// The last line written.
    pub last: u64,
    pub marks: BTreeMap<String, JournalMark>,
}

impl Model {
    fn by(&mut self, client: &str, event: E) {
        let row = self.base.rows.get_mut(client).expect("a message");
        row.state = next(row.state, event).expect("a move of the table");
    }

    /// Writes a line for a message: the base counts it, the journal has it unless the app dies between.
    fn line(&mut self, client: &str, told: bool) {
        self.base.seq += 1;
        if !told {
            return;
        }
        self.last = self.last.max(self.base.seq);
        let row = &self.base.rows[client];
        match row.state {
            S::Sent => {
                self.marks.insert(row.key.clone(), JournalMark::Sent);
            }
            S::Engaged | S::Uncertain => {
                self.marks.entry(row.key.clone()).or_insert(JournalMark::Engaged);
            }
            _ => {
                if self.marks.get(&row.key) == Some(&JournalMark::Engaged) {
                    self.marks.remove(&row.key);
                }
            }
        }
    }

    fn settle(&mut self, client: &str) -> bool {
        let row = self.base.rows.get_mut(client).expect("a message");
        let state = reconcile(row.state, self.marks.get(&row.key).copied());
        let waited = row.state.is_waiting();
        let is_forgotten = waited || row.state == S::Uncertain;
        if !is_forgotten || state == row.state {
            return false;
        }
        row.state = state;
        waited
    }

    fn settle_all(&mut self) -> bool {
        let clients: Vec<String> = self.base.rows.keys().cloned().collect();
        clients.iter().fold(false, |found, client| self.settle(client) | found)
    }

    fn confront(&mut self) {
        self.base.seq = self.base.seq.max(self.last);
        self.settle_all();
        self.base.suspended = true;
    }

    /// The app opens.
    pub fn opens(&mut self) {
        let knows_more = self.base.seq > self.last;
        let is_older = self.base.seq < self.last;
        for row in self.base.rows.values_mut() {
            row.state = at_restart(row.state);
        }
        if is_older {
            self.confront();
        }
        let clients: Vec<String> = self.base.rows.keys().cloned().collect();
        for client in &clients {
            let row = &self.base.rows[client];
            let mark = self.marks.get(&row.key).copied();
            let told = row.state != S::Sent || !row.engaged || mark == Some(JournalMark::Sent);
            let doubted = knows_more && row.engaged && mark == Some(JournalMark::Engaged);
            let lifts = matches!(row.state, S::Queued | S::Deferred | S::NeedsReview | S::Failed);
            if !told || doubted && lifts {
                self.line(client, true);
            }
        }
        for row in &self.base.older {
            if row.engaged && self.marks.get(&row.key) != Some(&JournalMark::Sent) {
                self.base.seq += 1;
                self.last = self.last.max(self.base.seq);
                self.marks.insert(row.key.clone(), JournalMark::Sent);
            }
        }
        if !is_older && self.settle_all() {
            self.base.suspended = true;
        }
    }

    /// The messages that wait are judged again, those named having other facts than when they were approved.
    pub fn judges(&mut self, moved: &[String]) {
        if moved.is_empty() {
            return;
        }
        if self.last > self.base.seq {
            self.confront();
            return;
        }
        for client in moved {
            let before = self.base.rows[client].state;
            self.settle(client);
            if self.base.rows[client].state == before && self.is_moved(client) {
                self.by(client, E::Cancel);
            }
        }
    }

    /// Nothing of the words approved for a client may leave.
    fn is_moved(&self, client: &str) -> bool {
        self.base.paid.contains_key(client) || self.base.disputed.contains_key(client) || self.base.rows[client].moved
    }

    /// The sender takes the message of a client. True when the server is called.
    pub fn tries(&mut self, client: &str, answer: Answer, death: Option<Death>, pays: Option<DateTime<Utc>>) -> bool {
        if self.last > self.base.seq {
            self.confront();
            return false;
        }
        let before = self.base.rows[client].state;
        self.settle(client);
        if self.base.rows[client].state != before {
            return false;
        }
        if self.is_moved(client) {
            self.by(client, E::Cancel);
            return false;
        }
        self.by(client, E::Reserve);
        if death == Some(Death::Body) {
            return true;
        }
        let told = death != Some(Death::JournalUntold);
        if answer == Answer::Busy || answer == Answer::Away {
            self.by(client, E::NotNow);
            self.line(client, told);
            return true;
        }
        if let Some(at) = pays {
            self.base.paid.insert(client.to_owned(), at);
            self.by(client, E::NotNow);
            self.line(client, told);
            self.by(client, E::Cancel);
            return true;
        }
        self.by(client, E::Engage);
        self.base.rows.get_mut(client).expect("a message").engaged = true;
        self.line(client, death != Some(Death::Journal));
        if matches!(death, Some(Death::Journal | Death::Outcome)) {
            return true;
        }
        self.by(
            client,
            match answer {
                Answer::Taken => E::Accepted,
                Answer::TakenInSilence | Answer::Cut => E::Lost,
                Answer::NotNow | Answer::Busy | Answer::Away => E::NotNow,
                Answer::Refused => E::Refused,
            },
        );
        self.line(client, told);
        true
    }

    /// A person settles a doubt, or puts back what was refused or set aside. False when the state does not allow it.
    pub fn person(&mut self, client: &str, event: E) -> bool {
        let Some(row) = self.base.rows.get_mut(client) else { return false };
        let Ok(state) = next(row.state, event) else { return false };
        row.state = state;
        if event == E::Resend {
            self.line(client, true);
        }
        true
    }
}
