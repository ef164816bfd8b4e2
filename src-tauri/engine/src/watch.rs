//! A folder that is looked at from time to time: the electronic invoices and bank statements that arrive there are proposed on the
//! screen of the day, never imported by themselves.
//!
//! Looked at rather than listened to: what a system tells of a folder is lost on network drives and while the machine sleeps, and half a
//! minute is soon enough for a file that a person put there.
use crate::app::App;
use crate::error::Result;
use crate::import::{bank, einvoice, of_file};
use crate::store::{Tag, hex, settings};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};
use std::time::SystemTime;

/// Between two looks, in seconds: a file must be the same at both before it is read.
const BETWEEN: i64 = 10;
/// Most files of the folder that are followed.
pub(crate) const MOST_FILES: usize = 2_000;
/// Most files read at one look: messages leave by the same thread.
const MOST_READ: usize = 20;

/// What is known of the folder; it dies with the process, whose next opening looks again.
#[derive(Default)]
pub(crate) struct Watch {
    folder: Option<PathBuf>,
    looked_at: Option<DateTime<Utc>>,
    pub(crate) trouble: Option<Trouble>,
    files: BTreeMap<PathBuf, Seen>,
}

/// What keeps the folder from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It is not there, or does not answer.
    Gone,
    /// It holds more than [`MOST_FILES`].
    Crowded,
}

/// A file of the folder.
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    /// None: it may still be being written.
    read: Option<Option<Found>>,
}

/// A file that may be imported.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) token: String,
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) what: What,
}

/// What it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A bank statement.
    Statement,
    /// An electronic invoice, and its number.
    Invoice(String),
}

impl Watch {
    /// What was found, by name.
    pub(crate) fn found(&self) -> impl Iterator<Item = &Found> {
        self.files.values().filter_map(|seen| seen.read.as_ref()?.as_ref())
    }
}

/// Looks at the folder, if there is one and it was not looked at just before. Writes nothing.
///
/// # Errors
/// When the base cannot be read. A folder that does not answer is told on the screen.
pub fn look(app: &App) -> Result<()> {
    let folder = app.read(settings::watch_folder)?;
    let now = app.clock.now();
    let mut watch = known(app);
    if watch.folder != folder {
        *watch = Watch { folder: folder.clone(), ..Watch::default() };
    }
    let Some(folder) = folder else { return Ok(()) };
    // A clock that was put back must not stop the looking.
    let soon = watch.looked_at.is_some_and(|last| last <= now && now - last < TimeDelta::seconds(BETWEEN));
    if soon {
        return Ok(());
    }
    watch.looked_at = Some(now);
    let before = (watch.trouble, watch.found().map(|found| found.token.clone()).collect::<BTreeSet<_>>());
    match listed(&folder) {
        Ok(entries) => {
            watch.trouble = None;
            follow(app, &mut watch.files, entries);
        }
        Err(trouble) => watch.trouble = Some(trouble),
    }
    let after = (watch.trouble, watch.found().map(|found| found.token.clone()).collect());
    drop(watch);
    if before != after {
        app.announce(&BTreeSet::from([Tag::Settings]));
    }
    Ok(())
}

/// What is known, for a screen.
pub(crate) fn known(app: &App) -> MutexGuard<'_, Watch> {
    app.watch.lock().unwrap_or_else(PoisonError::into_inner)
}

type Entries = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// The files of the folder itself, those of its folders left alone; what programs write while they work is no file yet.
fn listed(folder: &Path) -> std::result::Result<Entries, Trouble> {
    let mut entries = Entries::new();
    for entry in std::fs::read_dir(folder).map_err(|_| Trouble::Gone)? {
        let path = entry.map_err(|_| Trouble::Gone)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let unfinished = name.starts_with(['.', '~']) || [".part", ".crdownload", ".tmp", ".partiel"].iter().any(|end| name.ends_with(end));
        // It may leave between the two calls: it is then not there.
        let Ok(told) = std::fs::metadata(&path) else { continue };
        if told.is_file() && !unfinished {
            entries.insert(path, (told.len(), told.modified().ok()));
        }
        if entries.len() > MOST_FILES {
            return Err(Trouble::Crowded);
        }
    }
    Ok(entries)
}

/// Brings what is known up to what is there: what did not change since the last look is read, once.
fn follow(app: &App, files: &mut BTreeMap<PathBuf, Seen>, entries: Entries) {
    files.retain(|path, _| entries.contains_key(path));
    let mut left = MOST_READ;
    for (path, (size, modified)) in entries {
        match files.get_mut(&path) {
            Some(seen) if seen.size == size && seen.modified == modified => {
                if seen.read.is_none() && size > 0 && left > 0 {
                    left -= 1;
                    // What a library makes of a file must not stop the thread that sends: a file that does is none of ours.
                    seen.read = Some(catch_unwind(AssertUnwindSafe(|| found(app, &path))).unwrap_or_default());
                }
            }
            Some(_) | None => {
                files.insert(path, Seen { size, modified, read: None });
            }
        }
    }
}

/// What a file holds; none for what is neither a statement nor an invoice.
fn found(app: &App, path: &Path) -> Option<Found> {
    let bytes = of_file(path).ok()?;
    let what = if bank::format_of(&bytes).is_some() { What::Statement } else { What::Invoice(einvoice::read(&bytes).ok()?.number) };
    let name = path.file_name()?.to_string_lossy().into_owned();
    Some(Found { token: app.file_token(path), name, sha256: hex(&Sha256::digest(&bytes)), what })
}
