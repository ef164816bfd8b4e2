//! The base of the app: checked and settled at opening, replaced by a backup, exchanged with that of the demonstration.
use super::{App, Base, DEMO, DEMO_MAIL, OWN, Paths};
use crate::backup::{self, restore::Interrupted};
use crate::error::{Error, Result};
use crate::privacy::again::{self, Stage};
use crate::store::{Store, Tag};
use chrono::{DateTime, Utc};
use std::sync::{Arc, PoisonError};

/// The backup is in place, and what comes after could not be done: saying that nothing changed would be false.
const UNSETTLED: &str = "La sauvegarde est en place, mais Échu n’a pas pu finir de la mettre en ordre. Rien n’est perdu et rien ne part. Fermez Échu puis rouvrez-le\u{a0}: il reprendra là où il s’est arrêté.";

impl App {
    /// Checks the base whole, settles what the last run left, and lets in whoever waits to write.
    ///
    /// # Errors
    /// [`Error::Damaged`], or the disk's: nothing was written, and nothing will be.
    pub fn settle(&self) -> Result<()> {
        self.door.refusal()?;
        let settled = self.base().store.check().and_then(|()| self.prepare_base());
        self.door.turn(&settled);
        if let Err(error) = settled {
            if matches!(error, Error::Damaged(_)) {
                // What is read of it may be wrong: from now on it is only kept.
                self.base().store.refuse()?;
                self.announce(&Tag::ALL.into_iter().collect());
            }
            return Err(error);
        }
        self.backups.live().checked_at = Some(self.clock.now());
        // Only the next opening gains by it: a disk that refuses is no reason to stop this one.
        let _ = self.base().store.tidy();
        Ok(())
    }

    fn prepare_base(&self) -> Result<()> {
        self.write_at_opening(|tx| {
            crate::store::first_rows(tx)?;
            tx.follow_profiles()
        })?;
        crate::scheduler::recover(self)?;
        if self.is_demo() {
            return Ok(());
        }
        // An old base put back by hand passes here too.
        again::reconcile(&self.base().store, &self.paths.state, self.when(), Stage::Settled)?;
        backup::restore::finish(&self.paths.data)
    }

    /// Checks and settles the base as [`App::settle`] does; a damaged one is waited for until a backup took its place.
    ///
    /// # Errors
    /// Those of the disk: the app is to be closed.
    pub fn settle_or_wait(&self) -> Result<()> {
        match self.settle() {
            Err(Error::Damaged(_)) => {
                self.door.wait_open();
                Ok(())
            }
            settled => settled,
        }
    }

    /// Waits for the base to be checked and settled.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is refused.
    pub(crate) fn wait_settled(&self) -> Result<()> {
        self.door.pass()
    }

    /// Why the base is refused, if it is.
    ///
    /// # Errors
    /// [`Error::Damaged`], with the reason.
    pub(crate) fn refusal(&self) -> Result<()> {
        self.door.refusal()
    }

    /// The program that synchronises the folder of the data, if one is known to.
    pub(crate) fn synchronised_by(&self) -> Option<&'static str> {
        self.synchronised
    }

    /// Replaces the user's own base by what `put` leaves in its place, while nobody reads nor writes; `back` undoes it. Then settles
    /// the new one and lets everyone in.
    ///
    /// # Errors
    /// Those of `put`, or of the base it left: the one from before is then open again, or refused again.
    pub(crate) fn replace_base(&self, put: impl FnOnce() -> Result<()>, back: impl FnOnce() -> Result<()>) -> Result<()> {
        let own = self.paths.data.join(OWN);
        // Before the lock: who is at work on the base may ask for it again before he lets it go.
        self.base().store.shut()?;
        let mut base = self.base.write().unwrap_or_else(PoisonError::into_inner);
        let open = || {
            let store = Store::open(&own)?;
            store.check()?;
            Ok(store)
        };
        let was_refused = self.door.refusal().is_err();
        let failure = match put().and_then(|()| open()) {
            Ok(store) => {
                *base = Arc::new(Base { store, demo: false });
                None
            }
            Err(error) => {
                let again = back().and_then(|()| if was_refused { Store::closed(&own) } else { open() });
                match again {
                    Ok(store) => *base = Arc::new(Base { store, demo: false }),
                    // Neither opens: the disk itself fails. Nothing more is read nor written, the next opening looks again.
                    Err(other) => self.door.turn(&Err(Error::Damaged(other.to_string()))),
                }
                Some(error)
            }
        };
        drop(base);
        self.imports.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let settled = match failure {
            Some(error) => Err(error),
            None => self.prepare_base().map(|()| self.door.turn(&Ok(()))).map_err(|_| Error::Refused(UNSETTLED.to_owned())),
        };
        self.sending.facts_written();
        self.announce(&Tag::ALL.into_iter().collect());
        settled
    }

    /// Opens the demonstration, or erases it and goes back to the user's own base.
    pub(crate) fn switch_base(&self, demo: bool) -> Result<()> {
        self.door.pass()?;
        let mut base = self.base.write().unwrap_or_else(PoisonError::into_inner);
        if !demo {
            let own = open_own(&self.paths, self.clock.now(), Interrupted::No).and_then(|own| own.check().map(|()| own));
            let (store, damaged) = match own {
                Err(Error::Damaged(why)) => (Store::closed(&self.paths.data.join(OWN))?, Some(why)),
                own => (own?, None),
            };
            *base = Arc::new(Base { store, demo: false });
            erase_demo(&self.paths)?;
            if let Some(why) = damaged {
                // The demonstration is left all the same: it is where the backups can be seen and restored.
                drop(base);
                self.door.turn(&Err(Error::Damaged(why)));
                self.announce(&Tag::ALL.into_iter().collect());
                return Ok(());
            }
        } else if !base.demo {
            let store = Store::open(&self.paths.data.join(DEMO))?;
            store.check()?;
            *base = Arc::new(Base { store, demo: true });
        }
        drop(base);
        self.imports.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.prepare_base()?;
        self.announce(&Tag::ALL.into_iter().collect());
        Ok(())
    }
}

/// True when the app was left in the demonstration, and it opens. One that does not is erased: it is made up, and must not keep
/// the user from his own base.
pub(super) fn sound_demo(paths: &Paths) -> Result<bool> {
    let path = paths.data.join(DEMO);
    if !path.exists() {
        return Ok(false);
    }
    match Store::open(&path).and_then(|store| store.check()) {
        Err(Error::Damaged(_)) => erase_demo(paths).map(|()| false),
        opened => opened.map(|()| true),
    }
}

fn erase_demo(paths: &Paths) -> Result<()> {
    let path = paths.data.join(DEMO);
    for end in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(end);
        gone(std::fs::remove_file(&name))?;
    }
    gone(std::fs::remove_dir_all(paths.data.join(DEMO_MAIL)))
}

/// Opens the user's own base. One that is gone while its backups are there is not replaced by an empty one; an older one is
/// backed up before it is brought up to date.
pub(super) fn open_own(paths: &Paths, now: DateTime<Utc>, found: Interrupted) -> Result<Store> {
    let (own, folder) = (paths.data.join(OWN), backup::folder_of(paths));
    if !own.exists() && !backup::folder::list(&folder)?.is_empty() {
        return Err(Error::Damaged(backup::GONE.to_owned()));
    }
    if own.exists() {
        let version = crate::store::migrate::check(&own);
        if version.as_ref().is_ok_and(|version| (1..crate::store::migrate::latest()).contains(version)) {
            backup::make::before_upgrade(&folder, &own, now)?;
        }
    }
    match Store::open(&own) {
        Err(Error::Damaged(_)) if found == Interrupted::InPlace => {
            // The copy did not outlive the crash: the base from before is still there.
            backup::restore::abandon(&paths.data)?;
            Store::open(&own)
        }
        opened => opened,
    }
}

/// What was to be erased is no longer there, whether it was or not.
fn gone(erased: std::io::Result<()>) -> Result<()> {
    match erased {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::Io { what: "erase the demonstration", source: error }),
        _ => Ok(()),
    }
}
