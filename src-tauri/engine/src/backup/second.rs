//! The second place: another disk, or a folder that another program takes elsewhere. It gets closed copies, never the live base.
use super::folder::{self, Manifest, copy_whole, erase, hash_of, write_whole};
use super::habits::{self, LastCopy};
use super::{CAP, folder_of, tell};
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
    let habits = habits::read(&app.paths)?;
    let Some(place) = habits.second_place else { return Ok(()) };
    let own = folder_of(&app.paths);
    let Some(newest) = folder::list(&own)?.into_iter().next() else { return Ok(()) };
    let when = app.when();
    let there = habits.last_copy.as_ref().is_some_and(|copy| copy.name == newest.name) && is_listed(&place, &newest);
    let copied = if there { Ok(()) } else { copy(&own, &place, &newest, when.today) };
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

fn is_listed(place: &Path, wanted: &Manifest) -> bool {
    folder::list(place).is_ok_and(|found| found.iter().any(|one| one == wanted))
}

fn copy(own: &Path, place: &Path, manifest: &Manifest, today: NaiveDate) -> Result<()> {
    if !place.is_dir() {
        // A disk that is not plugged in: a folder made in its stead would be on this one.
        return Err(Error::Io { what: "reach the second place", source: std::io::ErrorKind::NotFound.into() });
    }
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
    let text = serde_json::to_vec_pretty(manifest)?;
    fs::rename(&partial, manifest.base_in(place))
        .and_then(|()| write_whole(&manifest.manifest_in(place), &text))
        .and_then(|()| sync_dir(place))
        .map_err(Error::io("name the copy in the second place"))?;
    // The copy is there: what could not be dropped is dropped another day.
    let _ = folder::turn_over(place, today, CAP, Some(&manifest.figures.base));
    Ok(())
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
