//! The app: one base, one clock, one desktop, and those who listen to what changes.
mod base;

use crate::backup::{self, Backups, restore::Interrupted};
use crate::clock::Clock;
use crate::desktop::Desktop;
use crate::error::{Error, Result};
use crate::job::Work;
use crate::journal::private_folder;
use crate::mail::{Mailer, SmtpMailer};
use crate::opening::Door;
use crate::secrets::Secrets;
use crate::store::{Actor, Outcome, Store, Tag, Tx, When};
use crate::takeout::Taken;
use crate::updates::Updates;
use echu_core::money::Cents;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};

/// Where the app keeps its files.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The base, its lock, the demonstration.
    pub data: PathBuf,
    /// The side journal and the log: elsewhere, so that putting an old base back does not put an old journal back.
    pub state: PathBuf,
}

type Listener = Box<dyn Fn(&BTreeSet<Tag>) + Send + Sync>;

/// What a command works with.
pub struct App {
    /// Where the files are.
    pub paths: Paths,
    /// The only source of the time.
    pub clock: Box<dyn Clock>,
    /// Dialogs and viewers.
    pub desktop: Box<dyn Desktop>,
    /// The keychain.
    pub secrets: Box<dyn Secrets>,
    /// Files the user chose, by token: a path never crosses to the interface.
    pub(crate) files: Mutex<BTreeMap<String, PathBuf>>,
    /// Imports being prepared.
    pub(crate) imports: Mutex<BTreeMap<i64, crate::commands::import::Prepared>>,
    /// The sign-ins to mailboxes.
    pub oauth: crate::oauth::Oauth,
    me: Weak<App>,
    /// The sender's living state.
    pub(crate) sending: crate::scheduler::Sending,
    /// What was told by notifications.
    pub(crate) told: Mutex<crate::notices::Told>,
    /// What is known of the watched folder.
    pub(crate) watch: Mutex<crate::watch::Watch>,
    /// What wakes the thread that looks at it.
    pub(crate) bell: crate::watch::Bell,
    /// What is known of the backups.
    pub(crate) backups: Backups,
    /// « Tout emporter ».
    pub(crate) takeout: Work<Taken>,
    /// What is known of a newer version.
    pub updates: Updates,
    /// The program that synchronises the folder of the data, looked for once.
    synchronised: Option<&'static str>,
    smtp: RwLock<Arc<dyn Mailer>>,
    base: RwLock<Arc<Base>>,
    listeners: Mutex<Vec<Listener>>,
    door: Door,
    _lock: File,
}

/// The base that is open: the user's own, or the demonstration.
pub(crate) struct Base {
    pub(crate) store: Store,
    pub(crate) demo: bool,
}

/// What to say before the window closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuitState {
    /// A message is on the wire.
    pub sending: bool,
    /// Messages that wait for the next opening.
    pub queued: u32,
}

pub(crate) const OWN: &str = "echu.db";
const DEMO: &str = "demonstration.db";
/// The messages written as files, of the user's own base and of the demonstration.
const MAIL: &str = "envois";
const DEMO_MAIL: &str = "envois-demonstration";

impl App {
    /// Opens the base, checks it and settles what the last run left.
    ///
    /// # Errors
    /// [`Error::Locked`] when another copy runs; a newer or damaged base is refused and left untouched.
    pub fn open(paths: Paths, clock: Box<dyn Clock>, desktop: Box<dyn Desktop>, secrets: Box<dyn Secrets>) -> Result<Arc<App>> {
        let app = App::begin(paths, clock, desktop, secrets)?;
        app.settle()?;
        Ok(app)
    }

    /// Takes the lock of the data folder and opens the base; the demonstration if one was left open. It may be read, and
    /// shown: what writes waits for [`App::settle`].
    ///
    /// # Errors
    /// [`Error::Locked`] when another copy runs; a newer base, or one that is not a base, is refused and left untouched.
    pub fn begin(paths: Paths, clock: Box<dyn Clock>, desktop: Box<dyn Desktop>, secrets: Box<dyn Secrets>) -> Result<Arc<App>> {
        App::begin_with(paths, clock, desktop, secrets, false)
    }

    /// The same, but a base that is damaged or gone opens an app all the same: it refuses everything, save to show the backups
    /// and to restore one.
    ///
    /// # Errors
    /// As [`App::begin`], but for [`Error::Damaged`].
    pub fn begin_or_rescue(paths: Paths, clock: Box<dyn Clock>, desktop: Box<dyn Desktop>, secrets: Box<dyn Secrets>) -> Result<Arc<App>> {
        App::begin_with(paths, clock, desktop, secrets, true)
    }

    fn begin_with(
        paths: Paths,
        clock: Box<dyn Clock>,
        desktop: Box<dyn Desktop>,
        secrets: Box<dyn Secrets>,
        rescue: bool,
    ) -> Result<Arc<App>> {
        private_folder(&paths.data).map_err(Error::io("create the data folder"))?;
        private_folder(&paths.state).map_err(Error::io("create the state folder"))?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(paths.data.join("base.verrou"))
            .map_err(Error::io("open the lock file"))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::Locked,
            TryLockError::Error(source) => Error::Io { what: "lock the data folder", source },
        })?;
        crate::takeout::sweep(&paths);
        crate::updates::sweep(&paths);
        let demo = base::sound_demo(&paths)?;
        let found = backup::restore::at_opening(&paths.data)?;
        let opened = if demo { Store::open(&paths.data.join(DEMO)) } else { base::open_own(&paths, clock.now(), found) };
        let (store, refused) = match opened {
            Err(Error::Damaged(why)) if rescue && !demo => (Store::closed(&paths.data.join(OWN))?, Some(why)),
            opened => (opened?, None),
        };
        let app = Arc::new_cyclic(|me| App {
            me: me.clone(),
            oauth: crate::oauth::Oauth::default(),
            base: RwLock::new(Arc::new(Base { store, demo })),
            files: Mutex::default(),
            imports: Mutex::default(),
            sending: crate::scheduler::Sending::default(),
            told: Mutex::default(),
            watch: Mutex::default(),
            bell: crate::watch::Bell::default(),
            backups: Backups::default(),
            takeout: Work::default(),
            updates: Updates::default(),
            synchronised: backup::cloud::synchronised_by(&paths.data),
            smtp: RwLock::new(Arc::new(SmtpMailer::new())),
            listeners: Mutex::default(),
            paths,
            clock,
            desktop,
            secrets,
            door: Door::default(),
            _lock: lock,
        });
        app.backups.live().rolled_back = found == Interrupted::RolledBack;
        if let Some(why) = refused {
            app.door.turn(&Err(Error::Damaged(why)));
            return Ok(app);
        }
        if app.base().store.is_renewed() {
            // A new base is empty without them: a screen would have nothing to say.
            app.write_at_opening(crate::store::first_rows)?;
        }
        Ok(app)
    }

    pub(crate) fn base(&self) -> Arc<Base> {
        Arc::clone(&self.base.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// True in the demonstration.
    pub fn is_demo(&self) -> bool {
        self.base().demo
    }

    /// Where messages are written when no server sends them; those of the demonstration are erased with it.
    pub fn mail_folder(&self) -> PathBuf {
        self.paths.data.join(if self.is_demo() { DEMO_MAIL } else { MAIL })
    }

    /// The instant and the day, read once for a whole command.
    pub fn when(&self) -> When {
        let at = self.clock.now();
        When { at, today: crate::clock::local(at).date() }
    }

    /// Writes in one transaction and tells the listeners what changed. Waits for the base to be settled.
    ///
    /// # Errors
    /// Those of `work`, or [`Error::Damaged`]: nothing is then written.
    pub fn write<T>(&self, actor: Actor, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<Outcome<T>> {
        self.door.pass()?;
        self.write_now(actor, work)
    }

    /// Writes what settles the base: it does not wait for that.
    pub(crate) fn write_at_opening<T>(&self, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<Outcome<T>> {
        self.write_now(Actor::Scheduler, work)
    }

    fn write_now<T>(&self, actor: Actor, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<Outcome<T>> {
        let outcome = self.base().store.transact(actor, self.when(), |tx| {
            let done = work(tx)?;
            // What a movement of the bank may pay is another once clients, invoices or payments have changed.
            if tx.has_touched(Tag::Ledger) {
                crate::commands::bank::refresh_claims(tx)?;
            }
            Ok(done)
        })?;
        if actor != Actor::Scheduler && [Tag::Ledger, Tag::Plan].iter().any(|tag| outcome.changed.contains(tag)) {
            self.sending.facts_written();
        }
        self.announce(&outcome.changed);
        Ok(outcome)
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.door.refusal()?;
        self.base().store.read(work)
    }

    /// Calls `listener` each time something changes, whoever changed it.
    pub fn on_change(&self, listener: impl Fn(&BTreeSet<Tag>) + Send + Sync + 'static) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    pub(crate) fn announce(&self, changed: &BTreeSet<Tag>) {
        if changed.is_empty() {
            return;
        }
        if [Tag::Ledger, Tag::Plan, Tag::Settings].iter().any(|tag| changed.contains(tag)) {
            self.sending.plan_moved();
        }
        for listener in self.listeners.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(changed);
        }
    }

    /// A token for a file the user chose; the path stays here.
    pub fn file_token(&self, path: &Path) -> String {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let token = format!("file-{}", files.len() + 1);
        files.insert(token.clone(), path.to_owned());
        token
    }

    pub(crate) fn file(&self, token: &str) -> Result<PathBuf> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(token).cloned().ok_or(Error::Invalid { field: "token", reason: "unknown_file" })
    }

    /// The mailer that talks to a server.
    pub fn smtp(&self) -> Arc<dyn Mailer> {
        Arc::clone(&self.smtp.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Replaces the mailer: for a test that trusts its own server.
    pub fn set_smtp(&self, mailer: Arc<dyn Mailer>) {
        *self.smtp.write().unwrap_or_else(PoisonError::into_inner) = mailer;
    }

    /// Works in the background until [`App::stop_background`]: sends what is due, one message at a time, and tells what is new. The
    /// thread given is the one that sends: nobody waits for the one that looks at a folder, which may not answer.
    pub fn start_background(self: &Arc<App>) -> std::thread::JoinHandle<()> {
        self.bell.start();
        let app = Arc::clone(self);
        std::thread::spawn(move || crate::watch::run(&app));
        self.backups.bell.start();
        let app = Arc::clone(self);
        std::thread::spawn(move || backup::run(&app));
        let app = Arc::clone(self);
        std::thread::spawn(move || {
            crate::scheduler::run(&app, |app| {
                // A base that does not answer is the sender's to say; the next step looks again.
                let _ = crate::notices::look(app);
            });
        })
    }

    /// True when the person wants the app to stay when its window closes.
    pub fn stays_open(&self) -> bool {
        self.read(|conn| Ok(crate::store::settings::application(conn)?.stay_open)).unwrap_or_default()
    }

    /// The app, for work that goes on after a command has answered.
    pub(crate) fn shared(&self) -> Option<Arc<App>> {
        self.me.upgrade()
    }

    /// Wakes the background work: the hour moved, or the machine woke.
    pub fn wake(&self) {
        self.sending.nudge();
        self.bell.ring();
        self.backups.bell.ring();
    }

    /// Asks the background work to stop after the message on the wire; what is being written or fetched is given up.
    pub fn stop_background(&self) {
        if self.takeout.is_running() {
            self.takeout.stop();
        }
        if self.updates.fetching.is_running() {
            self.updates.fetching.stop();
        }
        self.bell.stop();
        self.backups.bell.stop();
        self.sending.stop();
    }

    /// True while a file that a person chose is being written: cut there, half of it would stay beside.
    pub fn is_writing_out(&self) -> bool {
        self.takeout.is_running() || self.updates.fetching.is_running()
    }

    /// What to say before the window closes.
    pub fn quit_state(&self) -> QuitState {
        crate::scheduler::quit_state(self)
    }

    /// Sum of what is asked for in a list, without overflow on absurd data.
    pub(crate) fn sum(amounts: impl Iterator<Item = Cents>) -> Cents {
        amounts.fold(Cents::ZERO, |total, amount| Cents(total.0.saturating_add(amount.0)))
    }
}
