//! The second place: another disk, or a folder that another program takes elsewhere. It gets closed copies, never the live base.
use super::folder::{self, Manifest, PLAIN, Sealed, copy_whole, erase, hash_of, private_file, write_whole};
use super::habits::{self, Habits, LastCopy};
use super::seal::Seal;
use super::{CAP, folder_of, newest, tell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::journal::sync_dir;
use chrono::NaiveDate;
use std::fs;
use std::path::Path;

/// Copies the newest backup to the second place, unless it is there. A place that does not answer is told, and tried again.
///
/// # Errors
/// When the folder of the backups does not answer.
pub(crate) fn look(app: &App) -> Result<()> {
    // A turn of its own: a disk that hangs must keep neither an import nor a restore waiting.
    let _one_at_a_time = app.backups.second_turn();
    let Habits { second_place, seal, last_copy, .. } = habits::read(&app.paths)?;
    let Some(place) = second_place else { return Ok(()) };
    let own = folder_of(&app.paths);
    let Some(newest) = newest(app)? else { return Ok(()) };
    let when = app.when();
    let there = last_copy.as_ref().is_some_and(|copy| copy.name == newest.name) && is_listed(&place, &newest, seal.as_ref());
    let copied = if there { Ok(()) } else { copy(&own, &place, &newest, seal.as_ref(), when.today) };
    let is_new = copied.is_ok() && !there;
    let failure = copied.err().map(|error| sentence(&place, &error));
    {
        let mut live = app.backups.live();
        live.second_failed_at = failure.is_some().then_some(when.at);
        if live.second == failure && !is_new {
            return Ok(());
        }
        live.second = failure;
    }
    if is_new {
        habits::change(&app.paths, |habits| habits.last_copy = Some(LastCopy { name: newest.name, at: when.at }))?;
    }
    tell(app);
    Ok(())
}

/// True when a copy of the backup is there, sealed by this key when there is one.
fn is_listed(place: &Path, wanted: &Manifest, seal: Option<&Seal>) -> bool {
    let key = seal.map(Seal::file_name);
    let same = |one: &Manifest| one.is_copy_of(wanted) && one.sealed.as_ref().map(|sealed| &sealed.key) == key.as_ref();
    folder::list_all(place).is_ok_and(|found| found.iter().any(same))
}

fn copy(own: &Path, place: &Path, manifest: &Manifest, seal: Option<&Seal>, today: NaiveDate) -> Result<()> {
    if !place.is_dir() {
        // A disk that is not plugged in: a folder made in its stead would be on this one.
        return Err(Error::Io { what: "reach the second place", source: std::io::ErrorKind::NotFound.into() });
    }
    let swept = folder::sweep_copies(place, seal.is_some()).map_err(Error::io("erase what a copy cut short left"));
    let sealed = match seal {
        None => {
            copy_plain(own, place, manifest)?;
            Ok(())
        }
        Some(seal) => {
            copy_sealed(own, place, manifest, seal)?;
            seal_the_others(place, &manifest.figures.base, seal)
        }
    };
    // The copy is there: what could not be dropped is dropped another day.
    let _ = folder::turn_over(place, today, CAP, Some(&manifest.figures.base));
    sealed.and(swept)
}

fn copy_plain(own: &Path, place: &Path, manifest: &Manifest) -> Result<()> {
    let partial = place.join(format!("{}.db.partiel", manifest.name));
    let copied = copy_whole(&manifest.base_in(own), &partial, || {}).and_then(|()| hash_of(&partial));
    match copied {
        Ok(found) if found == manifest.sha256 => {}
        Ok(_) => {
            let _ = erase(&partial);
            return Err(Error::Refused("La copie relue ne correspond pas à la sauvegarde\u{a0}: elle a été retirée.".to_owned()));
        }
        Err(error) => {
            let _ = erase(&partial);
            return Err(Error::io("copy to the second place")(error));
        }
    }
    name(place, &partial, manifest)
}

/// Seals a backup into the place: the file of the key first, without which nobody opens the copy.
fn copy_sealed(from: &Path, place: &Path, manifest: &Manifest, seal: &Seal) -> Result<()> {
    let key = seal.file_name();
    let io = Error::io("copy to the second place");
    let at = place.join(&key);
    if fs::read(&at).ok().as_deref() != Some(seal.key.as_bytes()) {
        write_whole(&at, seal.key.as_bytes()).map_err(io)?;
    }
    let partial = place.join(format!("{}.db.age.partiel", manifest.name));
    let written = (|| {
        // What is sealed is what was verified: a backup that the disk altered since would be found too late.
        if hash_of(&manifest.base_in(from))? != manifest.sha256 {
            return Err(std::io::Error::other("the backup is no longer what it was"));
        }
        seal.close(&manifest.base_in(from), private_file(&partial)?)?;
        Ok(Sealed { bytes: fs::metadata(&partial)?.len(), sha256: hash_of(&partial)?, key })
    })();
    match written {
        Ok(sealed) => name(place, &partial, &Manifest { sealed: Some(sealed), ..manifest.clone() }),
        Err(error) => {
            let _ = erase(&partial);
            Err(Error::io("copy to the second place")(error))
        }
    }
}

/// Gives a copy its name, then its manifest: without one it is not a backup.
fn name(place: &Path, partial: &Path, manifest: &Manifest) -> Result<()> {
    let text = serde_json::to_vec_pretty(manifest)?;
    fs::rename(partial, manifest.base_in(place))
        .and_then(|()| write_whole(&manifest.manifest_in(place), &text))
        .and_then(|()| sync_dir(place))
        .map_err(Error::io("name the copy in the second place"))
}

/// The copies of this base that lay there as they were are sealed in their turn, and leave nothing that reads. One that cannot be sealed
/// stays as it is and does not keep the others from it.
///
/// # Errors
/// The first that one of them met, once all were treated.
fn seal_the_others(place: &Path, base: &str, seal: &Seal) -> Result<()> {
    let mut all = Ok(());
    for one in folder::list_all(place)?.iter().filter(|one| one.figures.base == base) {
        let sealed = if one.sealed.is_some() { Ok(()) } else { copy_sealed(place, place, one, seal) };
        let plain = place.join(format!("{}{PLAIN}", one.name));
        all = all.and(sealed.and_then(|()| erase(&plain).map_err(Error::io("erase a copy that reads as it is"))));
    }
    all
}

fn sentence(place: &Path, error: &Error) -> String {
    let place = place.display();
    if error.is_disk_full() {
        return format!(
            "Le second emplacement ({place}) est plein. Les sauvegardes de cet ordinateur sont intactes. Libérez de la place\u{a0}: la copie sera retentée."
        );
    }
    match error {
        Error::Io { .. } => format!(
            "Le second emplacement ({place}) ne répond pas\u{a0}: le disque n’est peut-être pas branché. Les sauvegardes de cet ordinateur sont intactes, la copie sera retentée."
        ),
        other => format!("La copie dans le second emplacement ({place}) a échoué. {} Elle sera retentée.", crate::sentences::of(other)),
    }
}

/// Refuses a folder that would protect nothing: that of the data, or one inside it.
///
/// # Errors
/// [`Error::Refused`], with the reason.
pub(crate) fn accept(app: &App, place: &Path) -> Result<()> {
    let whole = |path: &Path| path.canonicalize().map_err(Error::io("reach the second place"));
    if whole(place)?.starts_with(whole(&app.paths.data)?) {
        let why = "Ce dossier est dans celui des données d’Échu\u{a0}: il serait perdu avec elles. Rien n’est changé. Choisissez un autre disque, ou un dossier synchronisé.";
        return Err(Error::Refused(why.to_owned()));
    }
    Ok(())
}
