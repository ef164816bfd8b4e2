//! A backup that lies elsewhere comes back among those of this computer: from a key, another disk, the computer that was replaced.
use super::folder::{self, Manifest, copy_whole, erase, private_file, write_whole};
use super::seal::{self, LARGEST_KEY};
use super::{FOLDER, folder_of, make, own_base, tell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::journal::{private_folder, sync_dir};
use crate::secrets::Secret;
use std::fs;
use std::path::{Path, PathBuf};

/// What lies in a folder that a person chose, newest first, sealed or not; and which folder it is: the one of the backups, when
/// the whole of the data was copied.
///
/// # Errors
/// When it does not answer.
pub(crate) fn found_in(place: &Path) -> Result<(PathBuf, Vec<Manifest>)> {
    let found = folder::list_all(place)?;
    let inside = place.join(FOLDER);
    if found.is_empty() && inside.is_dir() {
        return Ok((inside.clone(), folder::list_all(&inside)?));
    }
    Ok((place.to_owned(), found))
}

/// Copies a backup from there among those of this computer, opened if it was sealed, read whole and compared with its manifest.
/// The base is not touched. One that is here already is given as it is.
///
/// # Errors
/// When it is no longer there, when the phrase is not its own, or when it is not sound: nothing is then added.
pub(crate) fn bring(app: &App, place: &Path, name: &str, phrase: Option<&Secret>) -> Result<Manifest> {
    own_base(app)?;
    let _one_at_a_time = app.backups.turn();
    let there = folder::list_all(place)?.into_iter().find(|one| one.name == name).ok_or(Error::NotFound { what: "backup", id: 0 })?;
    let own = folder_of(&app.paths);
    private_folder(&own).and_then(|()| folder::sweep(&own)).map_err(Error::io("prepare the folder of the backups"))?;
    if let Some(here) = folder::list(&own)?.into_iter().find(|one| one.sha256 == there.sha256) {
        return Ok(here);
    }
    let plain = Manifest { name: make::free(&own, there.name.clone()), sealed: None, ..there.clone() };
    // The name it has while it is verified is never listed, and the next backup sweeps it.
    let partial = Manifest { name: format!("{}{}", folder::PARTIAL, plain.name), ..plain.clone() };
    let brought = (|| {
        match &there.sealed {
            None => copy_whole(&there.base_in(place), &partial.base_in(&own), || {}).map_err(Error::io("bring a backup"))?,
            Some(sealed) => {
                let phrase = phrase.ok_or(Error::Doubtful {
                    field: "phrase",
                    sentence: "Ces copies sont chiffrées\u{a0}: saisissez la phrase choisie quand elles l’ont été.",
                    may_be_kept: false,
                })?;
                let to = private_file(&partial.base_in(&own)).map_err(Error::io("bring a backup"))?;
                seal::open(&there.base_in(place), to, &key_in(place, &sealed.key)?, phrase)?;
            }
        }
        folder::verify(&own, &partial)?;
        let text = serde_json::to_vec_pretty(&plain)?;
        fs::rename(partial.base_in(&own), plain.base_in(&own))
            .and_then(|()| write_whole(&plain.manifest_in(&own), &text))
            .and_then(|()| sync_dir(&own))
            .map_err(Error::io("name the backup"))?;
        Ok(plain)
    })();
    if brought.is_err() {
        let _ = erase(&partial.base_in(&own));
    }
    tell(app);
    brought
}

/// The file of a key, beside the copies. Its name comes from a manifest that anyone may have written: it stays in the folder.
fn key_in(place: &Path, name: &str) -> Result<String> {
    let missing = || {
        Error::Refused(format!(
            "Le fichier de la clé ({name}) n’est pas à côté des copies\u{a0}: sans lui, la phrase ne les ouvre pas. Rien n’a été touché. Cherchez-le dans les autres copies de ce dossier."
        ))
    };
    let is_a_name = Path::new(name).file_name().is_some_and(|alone| alone == name);
    let path = place.join(name);
    if !is_a_name || fs::metadata(&path).is_ok_and(|key| key.len() > LARGEST_KEY) {
        return Err(missing());
    }
    fs::read_to_string(path).map_err(|_| missing())
}
