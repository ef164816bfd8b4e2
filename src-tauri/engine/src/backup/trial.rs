//! The trial of the month: the newest backup is restored in a folder of its own, opened, and found to hold what it says.
use super::folder::{self, Manifest, copy_whole, hash_of};
use super::habits::{self, Trial};
use super::{folder_of, make, tell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::journal::private_folder;
use crate::store::Store;
use crate::store::copy::{examine, figures};
use echu_core::backup::trial_due;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

const FOLDER: &str = "essai-de-restauration";

/// Tries when a month has passed. Says nothing unless it fails; the screen of the backups shows its day.
///
/// # Errors
/// When the folders do not answer. A backup that cannot be restored is no error here: it is told.
pub(crate) fn look(app: &App) -> Result<()> {
    let today = app.when().today;
    if !trial_due(habits::read(&app.paths)?.trial.map(|trial| trial.on), today) {
        return Ok(());
    }
    let _one_at_a_time = app.backups.turn();
    let own = folder_of(&app.paths);
    let Some(newest) = folder::list(&own)?.into_iter().next() else { return Ok(()) };
    let there = app.paths.state.join(FOLDER);
    let tried = gone(&there).and_then(|()| tried(&own, &newest, &there));
    // The folder of a trial that failed is of no use either.
    let erased = gone(&there);
    let failure = tried.and(erased).err().map(make::told).unwrap_or_default();
    habits::change(&app.paths, |habits| habits.trial = Some(Trial { on: today, name: newest.name, failure }))?;
    tell(app);
    Ok(())
}

fn gone(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("erase a trial of restore")(error)),
        _ => Ok(()),
    }
}

fn tried(own: &Path, manifest: &Manifest, there: &Path) -> Result<()> {
    let base = there.join("echu.db");
    private_folder(there).and_then(|()| copy_whole(&manifest.base_in(own), &base, || {})).map_err(Error::io("copy a backup to try it"))?;
    let differs = || {
        Error::Refused(
            "Cette sauvegarde est abîmée. Votre base n’est pas touchée\u{a0}: faites une nouvelle sauvegarde et vérifiez le disque."
                .to_owned(),
        )
    };
    if hash_of(&base).map_err(Error::io("read a backup to try it"))? != manifest.sha256 {
        return Err(differs());
    }
    if examine(&base)? != manifest.figures {
        return Err(differs());
    }
    // Opened as the app does, brought up to date if it is older.
    let store = Store::open(&base)?;
    store.check()?;
    let found = store.read(figures)?;
    let same_money = (found.invoiced_cents, found.received_cents, found.allocated_cents)
        == (manifest.figures.invoiced_cents, manifest.figures.received_cents, manifest.figures.allocated_cents);
    if same_money { Ok(()) } else { Err(differs()) }
}
