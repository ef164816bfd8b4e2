//! Backups: verified copies of the base, kept beside it and in a second place, and the way back from one.
//!
//! A copy is only called a backup once it was read whole and found to hold what the base held. The base of the demonstration
//! has none. What this computer remembers of its backups (second place, last trial) is in the state folder: a base put back
//! must not bring the habits of another computer.
pub(crate) mod brought;
pub(crate) mod cloud;
pub mod folder;
pub(crate) mod habits;
pub(crate) mod make;
pub mod restore;
pub(crate) mod seal;
pub(crate) mod second;
pub(crate) mod trial;

pub use folder::{Manifest, Reason};

use crate::app::{App, Paths};
use crate::error::{Error, Result};
use crate::store::Tag;
use crate::store::copy::figures;
use crate::watch::Bell;
use chrono::{DateTime, TimeDelta, Utc};
use echu_core::backup::{daily_due, worth_at_exit};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

/// Folder of the backups, beside the base.
const FOLDER: &str = "sauvegardes";
/// The first look: the first screen is drawn by then.
const FIRST_LOOK: Duration = Duration::from_secs(20);
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(60);
/// Minutes before what failed is tried again.
const AGAIN: i64 = 10;
/// The longest that leaving waits for its backup.
const AT_EXIT: Duration = Duration::from_secs(10);
/// Bytes above which the oldest backups go, whatever their age.
pub(crate) const CAP: u64 = 5 * 1024 * 1024 * 1024;

/// What the app knows of its backups while it runs.
#[derive(Default)]
pub(crate) struct Backups {
    turn: Mutex<()>,
    second_turn: Mutex<()>,
    live: Mutex<Live>,
    pub(crate) bell: Bell,
}

/// What is told on the screens, and dies with the process.
#[derive(Debug, Clone, Default)]
pub(crate) struct Live {
    /// Why the last backup was not made, in French.
    pub(crate) trouble: Option<String>,
    /// Why the second place could not be written, in French.
    pub(crate) second: Option<String>,
    /// When the base was last read whole.
    pub(crate) checked_at: Option<DateTime<Utc>>,
    /// True when this opening found a restore that had been cut short, and put the base from before it back.
    pub(crate) rolled_back: bool,
    /// The backups are larger than the cap.
    pub(crate) over_cap: bool,
    failed_at: Option<DateTime<Utc>>,
    second_failed_at: Option<DateTime<Utc>>,
}

impl Backups {
    /// One works on the backups at a time.
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One copies to the second place at a time.
    fn second_turn(&self) -> MutexGuard<'_, ()> {
        self.second_turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known, to be read or changed.
    pub(crate) fn live(&self) -> MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why the base is refused when it is gone while its backups are there.
pub(crate) const GONE: &str = "the base is gone, its backups are not";

/// The folder of the backups.
pub fn folder_of(paths: &Paths) -> PathBuf {
    paths.data.join(FOLDER)
}

/// Looks until told to stop. For a thread of its own.
pub(crate) fn run(app: &App) {
    let mut wait = FIRST_LOOK;
    while !app.backups.bell.wait(wait) {
        // What failed is on the screen of the backups; the next look tries again.
        let _ = look(app);
        wait = PAUSE;
    }
}

/// Makes the backup of the day, its copy in the second place and the trial of the month, when they are due.
///
/// # Errors
/// When the folder of the backups cannot be read; what fails besides is told on the screen of the backups.
pub fn look(app: &App) -> Result<()> {
    if app.is_demo() {
        return Ok(());
    }
    app.wait_settled()?;
    let when = app.when();
    let listed = folder::list(&folder_of(&app.paths))?;
    // What was kept before a restore is the base from before, not the work of this day.
    let kept: Vec<_> = listed.iter().filter(|one| one.reason != Reason::BeforeRestore).map(Manifest::dated).collect();
    if daily_due(&kept, when.today) && !is_recent(app.backups.live().failed_at, when.at) && !is_blank(app)? {
        // Its refusal is kept for the screen.
        let _ = make::make(app, Reason::Daily);
    }
    if !is_recent(app.backups.live().second_failed_at, when.at) {
        second::look(app)?;
    }
    trial::look(app)
}

fn is_recent(failed: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    failed.is_some_and(|at| at <= now && now - at < TimeDelta::minutes(AGAIN))
}

fn is_blank(app: &App) -> Result<bool> {
    Ok(app.read(figures)?.is_blank())
}

/// Before what changes much: a backup, unless nothing was done since the last. A backup that cannot be made does not stop an
/// import, which is one transaction and can be taken back; it is told on the screens.
pub(crate) fn before_import(app: &App) {
    if !app.is_demo() && changes(app).is_ok_and(|(last, now)| now > last.unwrap_or_default()) {
        let _ = make::make(app, Reason::BeforeImport);
    }
}

/// The newest backup of the base that is open: one of another base may have been brought beside it.
pub(crate) fn newest(app: &App) -> Result<Option<Manifest>> {
    let sql = "SELECT COALESCE((SELECT base_uuid FROM sender WHERE id = 1), '')";
    let base: String = app.read(|conn| Ok(conn.query_row(sql, [], |row| row.get(0))?))?;
    Ok(folder::list(&folder_of(&app.paths))?.into_iter().find(|one| one.figures.base == base))
}

/// The last event of the newest backup, and of the base.
fn changes(app: &App) -> Result<(Option<i64>, i64)> {
    let now = app.read(|conn| Ok(conn.query_row("SELECT COALESCE(MAX(id), 0) FROM event", [], |row| row.get(0))?))?;
    let last = newest(app)?.map(|newest| newest.figures.last_event);
    // After a restore the newest backup is of a base that went further: it holds nothing of what is done now.
    Ok((last.filter(|last| *last <= now), now))
}

/// The app is about to leave: makes a backup when much was done since the last. Waits for it ten seconds at most; one cut short
/// is no backup, and the next opening makes its own.
pub fn before_leaving(app: &Arc<App>) {
    let worth = !app.is_demo() && changes(app).is_ok_and(|(last, now)| worth_at_exit(last, now));
    if !worth {
        return;
    }
    let (tell, told) = mpsc::channel();
    let leaving = Arc::clone(app);
    std::thread::spawn(move || {
        let made = make::make(&leaving, Reason::AtExit);
        // Nobody listens any more when it took too long.
        let _ = tell.send(made.is_ok());
    });
    let _ = told.recv_timeout(AT_EXIT);
}

/// Makes a new backup, verified, copies it to the second place, then deletes the older ones, here and there, what is left of others here,
/// and the damaged bases set aside: they hold what was erased. Gives how many.
///
/// # Errors
/// When the new one could not be made: none is then deleted.
pub(crate) fn renew(app: &App) -> Result<u32> {
    let made = make::make(app, Reason::ByHand)?;
    second::look(app)?;
    let own = folder_of(&app.paths);
    folder::verify(&own, &made)?;
    // A copy that takes its name meanwhile has no manifest yet: it is no left-over.
    let _one_at_a_time = app.backups.turn();
    let mut dropped = folder::drop_others(&own, &made)? + folder::drop_unlisted(&own, &made)? + restore::drop_set_aside(&app.paths.data)?;
    // Only where the new one is.
    if let Some(place) = habits::read(&app.paths)?.second_place.filter(|place| holds(place, &made)) {
        dropped += folder::drop_others(&place, &made)?;
    }
    tell(app);
    Ok(dropped)
}

/// True when a copy of a backup, sealed or not, is in a place.
fn holds(place: &Path, wanted: &Manifest) -> bool {
    folder::list_all(place).is_ok_and(|all| all.iter().any(|one| one.is_copy_of(wanted)))
}

/// Tells the screens that something moved.
pub(crate) fn tell(app: &App) {
    app.announce(&BTreeSet::from([Tag::Health]));
}

/// Refused in the demonstration, whose base is made up.
pub(crate) fn own_base(app: &App) -> Result<()> {
    if app.is_demo() { Err(Error::Precondition("demo_open")) } else { Ok(()) }
}
