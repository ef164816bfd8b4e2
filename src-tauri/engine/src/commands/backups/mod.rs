//! « Santé et sauvegardes »: the base, its backups, the way back, the second place.
mod elsewhere;
mod help;
mod types;
mod words;

pub use elsewhere::*;
pub use help::*;
pub use types::*;

use super::Nothing;
use crate::App;
use crate::backup::{self, Manifest, Reason, folder, habits, make, restore, second};
use crate::error::{ApiError, Error, Result};
use crate::journal::Journal;
use crate::outgoing::account;
use crate::store::copy::figures;
use crate::store::{Outcome, Tag};
use echu_core::backup::copy_wanted;
use std::collections::BTreeSet;

/// Whether the base could be opened, and what a person should know of its safety. Answers when nothing else does.
///
/// # Errors
/// When the folder of the backups does not answer.
pub fn opening(app: &App, _: Nothing) -> Result<OpeningView> {
    match app.refusal() {
        Ok(()) => Ok(OpeningView { refused: String::new(), backups: Vec::new(), notices: notices(app)? }),
        Err(refusal) => {
            let backups = folder::list(&backup::folder_of(&app.paths))?.iter().map(row).collect();
            Ok(OpeningView { refused: ApiError::from(refusal).sentence, backups, notices: Vec::new() })
        }
    }
}

fn notices(app: &App) -> Result<Vec<HealthNotice>> {
    let mut notices = Vec::new();
    if app.is_demo() {
        return Ok(notices);
    }
    let live = app.backups.live().clone();
    let mut say = |kind, sentence| notices.push(HealthNotice { kind, sentence });
    if let Some(program) = app.synchronised_by() {
        say(HealthNoticeKind::Synchronised, words::synchronised(program));
    }
    if live.rolled_back {
        say(HealthNoticeKind::RolledBack, words::ROLLED_BACK.to_owned());
    }
    if let Some(trouble) = live.trouble {
        say(HealthNoticeKind::NoBackup, trouble);
    }
    let habits = habits::read(&app.paths)?;
    let backups = folder::list(&backup::folder_of(&app.paths))?;
    let day = |at| crate::clock::local(at).date();
    let (oldest, copied) = (backups.last().map(|one| day(one.taken_at)), habits.last_copy.as_ref().map(|copy| day(copy.at)));
    if copy_wanted(oldest, copied, habits.put_off_on, app.when().today) {
        say(HealthNoticeKind::SecondPlace, words::second_place(habits.second_place.is_some()));
    }
    Ok(notices)
}

fn row(one: &Manifest) -> BackupRow {
    BackupRow {
        name: one.name.clone(),
        taken_at: one.taken_at,
        why: words::why(one.reason).to_owned(),
        bytes: one.bytes,
        clients: one.figures.count("client"),
        invoices: one.figures.count("invoice"),
        payments: one.figures.count("payment"),
    }
}

/// The base, its backups, the journal, the second place.
///
/// # Errors
/// When the base or the folder of the backups cannot be read.
pub fn health(app: &App, _: Nothing) -> Result<HealthView> {
    let own = backup::folder_of(&app.paths);
    let demo = app.is_demo();
    let backups: Vec<BackupRow> = if demo { Vec::new() } else { folder::list(&own)?.iter().map(row).collect() };
    let live = app.backups.live().clone();
    let habits = habits::read(&app.paths)?;
    let problem = match live.trouble {
        Some(trouble) => trouble,
        None if live.over_cap => words::OVER_CAP.to_owned(),
        None if backups.is_empty() && !demo => words::NONE_YET.to_owned(),
        None => String::new(),
    };
    Ok(HealthView {
        demo,
        data_folder: app.paths.data.display().to_string(),
        checked_at: live.checked_at,
        free_bytes: free_bytes(&app.paths.data),
        synchronised: app.synchronised_by().unwrap_or_default().to_owned(),
        backups_bytes: backups.iter().fold(0, |sum, one| sum.saturating_add(one.bytes)),
        backups,
        problem,
        trial: habits.trial.map(|trial| TrialView { on: trial.on, failure: trial.failure }),
        journal: journal(app),
        mail_problem: account::problem(app)?.unwrap_or_default(),
        second: habits.second_place.map(|place| SecondPlaceView {
            folder: place.display().to_string(),
            copied_at: habits.last_copy.map(|copy| copy.at),
            problem: live.second.unwrap_or_default(),
            sealed: habits.seal.is_some(),
        }),
    })
}

fn journal(app: &App) -> JournalView {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    match Journal::open(app.paths.state.join("journal")).and_then(|journal| journal.read()) {
        Ok(reading) => JournalView { lines: count(reading.lines.len()), damaged: count(reading.damaged), problem: String::new() },
        Err(error) => {
            let sentence = make::told(Error::io("read the journal of sendings")(error));
            JournalView { lines: 0, damaged: 0, problem: sentence }
        }
    }
}

/// Room left for this user.
#[cfg(unix)]
fn free_bytes(folder: &std::path::Path) -> Option<u64> {
    let told = rustix::fs::statvfs(folder).ok()?;
    told.f_bavail.checked_mul(told.f_frsize)
}

/// The standard library does not tell it there: unknown is said to be unknown.
#[cfg(not(unix))]
fn free_bytes(_: &std::path::Path) -> Option<u64> {
    None
}

fn changed<T>(value: T) -> Outcome<T> {
    Outcome { value, changed: BTreeSet::from([Tag::Health]) }
}

/// Makes a backup now, and copies it to the second place.
///
/// # Errors
/// When it could not be made, or verified: the others are untouched.
pub fn back_up(app: &App, _: Nothing) -> Result<Outcome<BackupRow>> {
    app.wait_settled()?;
    let made = make::make(app, Reason::ByHand)?;
    second::look(app)?;
    Ok(changed(row(&made)))
}

/// What restoring a backup would give back, and what would be missing.
///
/// # Errors
/// When the backup is no longer there.
pub fn preview_restore(app: &App, request: BackupRequest) -> Result<RestorePreview> {
    backup::own_base(app)?;
    let chosen = folder::find(&backup::folder_of(&app.paths), &request.name)?;
    let now = match app.refusal() {
        Ok(()) => Some(app.read(figures)?),
        Err(_) => None,
    };
    let sent = restore::sent_since(&app.paths, &chosen)?;
    let mut missing = words::missing(&chosen, now.as_ref(), app.when().at, sent);
    if !restore::is_followed(&app.paths, &chosen)? {
        missing.push(words::FOREIGN.to_owned());
    }
    Ok(RestorePreview { backup: row(&chosen), missing })
}

/// Puts a backup in the place of the base. Sending is suspended until a person has looked.
///
/// # Errors
/// When it is no longer sound, when a message is on the wire, or when the disk refuses: the base is the one from before.
pub fn restore_backup(app: &App, request: BackupRequest) -> Result<Outcome<RestoredView>> {
    let restored = restore::restore(app, &request.name)?;
    let value = RestoredView { taken_at: restored.taken_at, sent: restored.sent };
    Ok(Outcome { value, changed: Tag::ALL.into_iter().collect() })
}
