//! A folder that is looked at from time to time: the electronic invoices and bank statements that arrive there are proposed on the
//! screen of the day, never imported by themselves.
//!
//! Looked at rather than listened to: what a system tells of a folder is lost on network drives and while the machine sleeps, and half a
//! minute is soon enough for a file that a person put there.
//!
//! On a thread of its own, and without holding what a screen asks for: a network drive may take minutes to say that it is not there.
use crate::app::App;
use crate::commands::bank::is_statement;
use crate::error::Result;
use crate::import::{Refusal, einvoice, of_file};
use crate::store::{Tag, hex, settings};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// Between two looks, in seconds: a file must be the same at both before it is read.
const BETWEEN: i64 = 10;
/// What the thread sleeps between two looks.
const PAUSE: Duration = Duration::from_secs(15);
/// Most files of the folder that are followed.
pub(crate) const MOST_FILES: usize = 2_000;
/// Most files read at one look: what was found is shown as it comes.
const MOST_READ: usize = 20;

/// What is known of the folder; it dies with the process, whose next opening looks again.
#[derive(Default)]
pub(crate) struct Watch {
    folder: Option<PathBuf>,
    looked_at: Option<DateTime<Utc>>,
    pub(crate) trouble: Option<Trouble>,
    files: Files,
}

type Files = BTreeMap<PathBuf, Seen>;

/// What wakes the thread that looks, and tells it to stop.
#[derive(Default)]
pub(crate) struct Bell {
    heard: Mutex<Heard>,
    rung: Condvar,
}

#[derive(Default)]
struct Heard {
    woken: bool,
    stopped: bool,
}

impl Bell {
    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A thread is about to look.
    pub(crate) fn start(&self) {
        *self.heard() = Heard::default();
    }

    /// Looks now: the hour moved, or the machine woke.
    pub(crate) fn ring(&self) {
        self.heard().woken = true;
        self.rung.notify_all();
    }

    /// Looks no more.
    pub(crate) fn stop(&self) {
        self.heard().stopped = true;
        self.rung.notify_all();
    }

    /// Waits that long, unless it rings before. True when told to stop.
    pub(crate) fn wait(&self, wait: Duration) -> bool {
        let quiet = |heard: &mut Heard| !heard.woken && !heard.stopped;
        let (mut heard, _) = self.rung.wait_timeout_while(self.heard(), wait, quiet).unwrap_or_else(PoisonError::into_inner);
        heard.woken = false;
        heard.stopped
    }
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
#[derive(Clone)]
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    /// How often it was asked for.
    asked: u32,
    /// None: it may still be being written, or it did not answer.
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

    /// What a screen shows of it.
    fn shown(&self) -> (Option<Trouble>, BTreeSet<String>) {
        (self.trouble, self.found().map(|found| found.token.clone()).collect())
    }
}

/// Looks until told to stop. For a thread of its own.
pub(crate) fn run(app: &App) {
    loop {
        // A base that does not answer is the sender's to say; the next look asks again.
        let _ = look(app);
        if app.bell.wait(PAUSE) {
            return;
        }
    }
}

/// Looks at the folder, if there is one and it was not looked at just before. Writes nothing.
///
/// # Errors
/// When the base cannot be read. A folder that does not answer is told on the screen.
pub fn look(app: &App) -> Result<()> {
    let folder = app.read(settings::watch_folder)?;
    let Some((folder, mut files)) = begin(app, folder) else { return Ok(()) };
    // The folder is asked without the lock: it may not answer for a long time.
    let trouble = match listed(&folder) {
        Ok(entries) => {
            follow(app, &mut files, entries);
            None
        }
        Err(trouble) => Some(trouble),
    };
    let mut watch = known(app);
    // Another one was chosen meanwhile.
    if watch.folder.as_ref() != Some(&folder) {
        return Ok(());
    }
    let before = watch.shown();
    watch.trouble = trouble;
    watch.files = files;
    let after = watch.shown();
    drop(watch);
    if before != after {
        app.announce(&BTreeSet::from([Tag::Settings]));
    }
    Ok(())
}

/// The folder to look at and what is known of its files; none when there is none, or when it was looked at just before.
fn begin(app: &App, folder: Option<PathBuf>) -> Option<(PathBuf, Files)> {
    let now = app.clock.now();
    let mut watch = known(app);
    if watch.folder != folder {
        *watch = Watch { folder: folder.clone(), ..Watch::default() };
    }
    let folder = folder?;
    // A clock that was put back must not stop the looking.
    let soon = watch.looked_at.is_some_and(|last| last <= now && now - last < TimeDelta::seconds(BETWEEN));
    if soon {
        return None;
    }
    watch.looked_at = Some(now);
    Some((folder, watch.files.clone()))
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

/// Brings what is known up to what is there: what did not change since the last look is read, once it answers.
fn follow(app: &App, files: &mut Files, entries: Entries) {
    files.retain(|path, _| entries.contains_key(path));
    let mut still = Vec::new();
    for (path, (size, modified)) in entries {
        match files.get(&path) {
            Some(seen) if seen.size == size && seen.modified == modified => {
                if seen.read.is_none() && size > 0 {
                    still.push((seen.asked, path));
                }
            }
            Some(_) | None => {
                files.insert(path, Seen { size, modified, asked: 0, read: None });
            }
        }
    }
    // What did not answer comes after the rest: twenty files that never do must not hide the others.
    still.sort();
    for (asked, path) in still.into_iter().take(MOST_READ) {
        // What a library makes of a file must not stop the thread: a file that does is none of ours.
        let read = catch_unwind(AssertUnwindSafe(|| found(app, &path))).unwrap_or(Some(None));
        if let Some(seen) = files.get_mut(&path) {
            seen.asked = asked.saturating_add(1);
            seen.read = read;
        }
    }
}

/// What a file is found to hold; none when it did not answer: its drive, or another program that has it, may in a moment.
fn found(app: &App, path: &Path) -> Option<Option<Found>> {
    let read = of_file(path);
    if matches!(read, Err(Refusal::Unreadable { .. })) {
        return None;
    }
    Some(read.ok().and_then(|bytes| held(app, path, &bytes)))
}

/// What the bytes of a file are; none for what is neither a statement nor an invoice.
fn held(app: &App, path: &Path, bytes: &[u8]) -> Option<Found> {
    let what = if is_statement(app, bytes) { What::Statement } else { What::Invoice(einvoice::read(bytes).ok()?.number) };
    let name = path.file_name()?.to_string_lossy().into_owned();
    Some(Found { token: app.file_token(path), name, sha256: hex(&Sha256::digest(bytes)), what })
}
