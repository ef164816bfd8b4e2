//! Making a backup: copied beside, put on the disk, read whole, compared with the base, and only then given its name.
use super::folder::{self, Manifest, PARTIAL, Reason, erase, hash_of, sync_file};
use super::{CAP, folder_of, own_base, tell};
use crate::app::App;
use crate::clock::local;
use crate::error::{ApiError, Error, Result};
use crate::journal::{private_folder, sync_dir};
use crate::store::copy::{Figures, examine};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::Path;

/// Makes a backup of the user's own base.
///
/// # Errors
/// When it cannot be made or does not pass its checks: it is then no backup, the others are untouched and the screens say why.
pub(crate) fn make(app: &App, reason: Reason) -> Result<Manifest> {
    let _one_at_a_time = app.backups.turn();
    make_in_turn(app, reason)
}

/// The same, for who holds the turn already.
pub(super) fn make_in_turn(app: &App, reason: Reason) -> Result<Manifest> {
    own_base(app)?;
    let (base, when, folder) = (app.base(), app.when(), folder_of(&app.paths));
    let made = write(&folder, when.at, reason, |to| base.store.copy_to(to)).map(|made| {
        // Before a restore nothing is dropped: it may be the one that was chosen. What cannot be dropped is no failure of this one.
        let known = app.backups.live().over_cap;
        let turned = if reason == Reason::BeforeRestore { Ok(known) } else { folder::turn_over(&folder, when.today, CAP, None) };
        (made, turned.unwrap_or(known))
    });
    let mut live = app.backups.live();
    match &made {
        Ok((_, over_cap)) => {
            (live.trouble, live.failed_at, live.over_cap) = (None, None, *over_cap);
            live.checked_at = Some(when.at);
        }
        Err(error) => (live.trouble, live.failed_at) = (Some(sentence(error)), Some(when.at)),
    }
    drop(live);
    tell(app);
    made.map(|(made, _)| made)
}

fn sentence(error: &Error) -> String {
    let why = crate::sentences::of(error);
    format!("La dernière sauvegarde n’a pas pu être faite. Les précédentes sont intactes. {why}")
}

/// Makes a backup in a folder of what `copy` writes where it is told.
///
/// # Errors
/// As [`make`].
pub(crate) fn write(folder: &Path, at: DateTime<Utc>, reason: Reason, copy: impl FnOnce(&Path) -> Result<Figures>) -> Result<Manifest> {
    private_folder(folder).and_then(|()| folder::sweep(folder)).map_err(Error::io("prepare the folder of the backups"))?;
    let name = free_name(folder, at);
    let partial = folder.join(format!("{PARTIAL}{name}.db"));
    let made = (|| {
        let held = copy(&partial)?;
        sync_file(&partial).map_err(Error::io("put the backup on the disk"))?;
        checked(&partial, &held)?;
        let read = |path: &Path| Ok((fs::metadata(path)?.len(), hash_of(path)?));
        let (bytes, sha256) = read(&partial).map_err(Error::io("read the backup"))?;
        let app = env!("CARGO_PKG_VERSION").to_owned();
        let manifest = Manifest { name, taken_at: at, reason, bytes, sha256, figures: held, app, sealed: None };
        let text = serde_json::to_vec_pretty(&manifest)?;
        fs::rename(&partial, manifest.base_in(folder))
            .and_then(|()| folder::write_whole(&manifest.manifest_in(folder), &text))
            .and_then(|()| sync_dir(folder))
            .map_err(Error::io("name the backup"))?;
        Ok(manifest)
    })();
    if made.is_err() {
        // It is no backup whether it goes or not: it has no manifest.
        let _ = erase(&partial);
    }
    made
}

/// Refuses a copy that does not hold together, or not what the base held.
fn checked(partial: &Path, held: &Figures) -> Result<()> {
    match examine(partial) {
        Ok(found) if found == *held => Ok(()),
        Ok(_) => Err(Error::Refused("La copie ne contient pas ce que contient la base\u{a0}: elle n’a pas été gardée.".to_owned())),
        Err(Error::Damaged(_)) => Err(Error::Refused(
            "La copie ne passe pas ses vérifications\u{a0}: elle n’a pas été gardée. Si cela se répète, vérifiez le disque et restaurez une sauvegarde."
                .to_owned(),
        )),
        Err(other) => Err(other),
    }
}

/// A name that no backup of the folder has: its instant, and a rank when two are made in one second.
fn free_name(folder: &Path, at: DateTime<Utc>) -> String {
    free(folder, format!("echu-{}", local(at).format("%Y-%m-%d-%H%M%S")))
}

/// A name that no backup of the folder has: this one, or with a rank.
pub(super) fn free(folder: &Path, stem: String) -> String {
    let is_free = |name: &String| !folder.join(format!("{name}.db")).exists() && !folder.join(format!("{name}.json")).exists();
    let ranked = (2..u32::MAX).map(|rank| format!("{stem}-{rank}"));
    std::iter::once(stem.clone()).chain(ranked).find(is_free).unwrap_or(stem)
}

/// A base of an older version is about to be brought up to date.
///
/// # Errors
/// As [`make`]: the base is then left at its version.
pub(crate) fn before_upgrade(folder: &Path, base: &Path, at: DateTime<Utc>) -> Result<Manifest> {
    write(folder, at, Reason::BeforeUpgrade, |to| crate::store::copy::copy_closed(base, to))
}

/// What a refusal says to the person, for who shows it later.
pub(crate) fn told(error: Error) -> String {
    ApiError::from(error).sentence
}
