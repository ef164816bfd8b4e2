//! A server of the imagination: it answers what the story says, keeps what it accepted, and lets the app die at a place,
//! by keeping the folders as they were at that instant.
use crate::killed::copy;
use echu_engine::mail::{Account, Delivery, Engage, Envelope, Mailer, Phase, ProbeFailure, Reason, Scope, Why};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What the server does with the next message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Takes it and says so.
    Taken,
    /// Takes it; the reply is lost.
    TakenInSilence,
    /// The line is cut after the dot, before it is taken.
    Cut,
    /// Answers 451 to the dot.
    NotNow,
    /// Answers 554 to the dot.
    Refused,
    /// Answers 451 before the body.
    Busy,
    /// Cannot be reached.
    Away,
}

/// Where the app dies, if it gets there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// Before the body: K2 to K8.
    Body,
    /// After T2, before the journal: K9.
    Journal,
    /// After the journal, before the result is stored: K10 to K12.
    Outcome,
    /// After T3, before the journal's result: K13.
    JournalUntold,
}

/// The server, and what it saw.
#[derive(Default)]
pub struct Wire(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    folder: PathBuf,
    answer: Option<Answer>,
    death: Option<Death>,
    /// What happens while the body is being read.
    meanwhile: Option<Box<dyn FnMut() + Send>>,
    /// The keys it accepted, one an acceptance.
    accepted: Vec<String>,
    asked: usize,
    is_dead: bool,
}

impl Wire {
    pub fn new(folder: &Path) -> Wire {
        Wire(Mutex::new(Inner { folder: folder.to_owned(), ..Inner::default() }))
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What meets the next message.
    pub fn will_meet(&self, answer: Answer, death: Option<Death>, meanwhile: Option<Box<dyn FnMut() + Send>>) {
        self.with(|inner| {
            let (folder, accepted) = (inner.folder.clone(), std::mem::take(&mut inner.accepted));
            *inner = Inner { folder, accepted, answer: Some(answer), death, meanwhile, ..Inner::default() };
        });
    }

    /// Messages offered since the last [`Wire::will_meet`].
    pub fn asked(&self) -> usize {
        self.with(|inner| inner.asked)
    }

    /// True when the place of the death was reached: the folder `dead` is what it leaves.
    pub fn is_dead(&self) -> bool {
        self.with(|inner| inner.is_dead)
    }

    /// The keys accepted.
    pub fn accepted(&self) -> Vec<String> {
        self.with(|inner| inner.accepted.clone())
    }

    /// The app dies here, if it was to: the folders as they are. What it still does is done by nobody.
    fn dies(&self, at: Death) -> bool {
        self.with(|inner| {
            if inner.death != Some(at) {
                return false;
            }
            inner.is_dead = true;
            keep(&inner.folder, "data");
            if at != Death::Journal {
                keep(&inner.folder, "state");
            }
            true
        })
    }

    /// The try is over: what was to happen meanwhile no longer will.
    pub fn forget(&self) {
        self.with(|inner| inner.meanwhile = None);
    }

    /// The death of [`Death::JournalUntold`], once the app is back from the try.
    pub fn dies_after_the_try(&self) {
        self.with(|inner| {
            if inner.death == Some(Death::JournalUntold) && inner.asked > 0 {
                inner.is_dead = true;
                keep(&inner.folder, "data");
            }
        });
    }
}

/// Copies a folder of the app into `dead`. The index of the log is memory shared by the living: it is not kept.
fn keep(folder: &Path, name: &str) {
    let to = folder.join("dead").join(name);
    let _ = std::fs::remove_dir_all(&to);
    copy(&folder.join(name), &to);
    let _ = std::fs::remove_file(to.join("echu.db-shm"));
}

fn why(reason: Reason) -> Why {
    Why { reason, about: "localhost".to_owned(), reply: String::new() }
}

fn put_off(phase: Phase, scope: Scope) -> Delivery {
    let charge_try = scope == Scope::Message;
    let reason = if charge_try { Reason::MessagePostponed } else { Reason::Unreachable };
    Delivery::Deferred { phase, scope, why: why(reason), charge_try, cool_down: None, min_delay: Duration::ZERO }
}

impl Mailer for Wire {
    fn probe(&self, _: &Account) -> Result<(), ProbeFailure> {
        Ok(())
    }

    fn deliver(&self, _: &Account, _: &Envelope, mime: &[u8], engage: &mut dyn FnMut() -> Engage) -> Delivery {
        let (answer, folder, meanwhile) = self.with(|inner| {
            inner.asked += 1;
            (inner.answer.unwrap_or(Answer::Away), inner.folder.clone(), inner.meanwhile.take())
        });
        if self.dies(Death::Body) {
            return put_off(Phase::Mail, Scope::Message);
        }
        // What the journal held, whatever the death.
        keep(&folder, "state");
        match answer {
            Answer::Busy => return put_off(Phase::Mail, Scope::Message),
            Answer::Away => return put_off(Phase::Connect, Scope::Account),
            Answer::Taken | Answer::TakenInSilence | Answer::Cut | Answer::NotNow | Answer::Refused => {}
        }
        if let Some(mut meanwhile) = meanwhile {
            meanwhile();
        }
        if engage() == Engage::Abandon {
            return Delivery::Abandoned;
        }
        if self.dies(Death::Journal) {
            return Delivery::Uncertain { why: why(Reason::LostAfterTheDot) };
        }
        if answer == Answer::Taken || answer == Answer::TakenInSilence {
            let key = key_of(&folder, mime);
            self.with(|inner| inner.accepted.push(key));
        }
        if self.dies(Death::Outcome) {
            return Delivery::Uncertain { why: why(Reason::LostAfterTheDot) };
        }
        if self.with(|inner| inner.death == Some(Death::JournalUntold)) {
            keep(&folder, "state");
        }
        match answer {
            Answer::Taken => Delivery::Accepted { reply: "250 2.0.0 queued".to_owned() },
            Answer::TakenInSilence | Answer::Cut => Delivery::Uncertain { why: why(Reason::LostAfterTheDot) },
            Answer::NotNow => put_off(Phase::Engaged, Scope::Message),
            Answer::Refused => Delivery::Failed { why: why(Reason::MessageRefused), flag_address: false },
            Answer::Busy | Answer::Away => put_off(Phase::Mail, Scope::Message),
        }
    }

    fn part(&self) {}
}

/// The key of a message, by the Message-ID in its bytes.
fn key_of(folder: &Path, mime: &[u8]) -> String {
    let text = String::from_utf8_lossy(mime);
    let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("a Message-ID").trim().to_owned();
    let base = rusqlite::Connection::open(folder.join("data").join("echu.db")).expect("the base");
    base.query_row("SELECT key_hash FROM dispatch WHERE message_id = ?", [id], |row| row.get(0)).expect("a known message")
}
