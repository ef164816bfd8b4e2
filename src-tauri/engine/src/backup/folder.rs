//! The folder of the backups: a base and its manifest, side by side. The manifest is written last, so what has none is not one.
use crate::clock::local;
use crate::error::{Error, Result};
use crate::journal::sync_dir;
use crate::store::copy::{Figures, examine};
use crate::store::hex;
use chrono::{DateTime, NaiveDate, Utc};
use echu_core::backup::{Kept, Rotation, rotate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// What is being written begins so; it is swept by the next backup.
pub(super) const PARTIAL: &str = ".partiel-";
/// Endings of a copy that reads as it is, and of a sealed one.
pub(super) const PLAIN: &str = ".db";
const SEALED: &str = ".db.age";
/// Bytes copied at a time.
const CHUNK: usize = 1 << 20;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Reason {
    /// First start of the day.
    Daily,
    /// « Sauvegarder maintenant ».
    ByHand,
    /// The base was about to be brought up to date.
    BeforeUpgrade,
    /// An import was about to be stored.
    BeforeImport,
    /// Another backup was about to be restored.
    BeforeRestore,
    /// The app was closed after much work.
    AtExit,
    /// What is past its retention was about to be erased.
    BeforePurge,
}

/// What is known of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// Name of its file, without folder nor ending: its identity.
    pub name: String,
    /// When it was made.
    pub taken_at: DateTime<Utc>,
    /// Why.
    pub reason: Reason,
    /// Size of its file, in bytes.
    pub bytes: u64,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// What it holds, compared with the base when it was made.
    pub figures: Figures,
    /// The version of the app that made it.
    pub app: String,
    /// How it lies in a second place that only a phrase opens; none: as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Sealed>,
}

/// A sealed copy, as it lies in the second place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sealed {
    /// Size of its file, in bytes.
    pub bytes: u64,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// Name of the file of its key, beside it.
    pub key: String,
}

impl Manifest {
    /// Its date and size, for the rules.
    pub fn dated(&self) -> Kept {
        Kept { at: local(self.taken_at), bytes: self.bytes }
    }

    /// True when it is that backup, sealed or not.
    pub(super) fn is_copy_of(&self, other: &Manifest) -> bool {
        (&self.name, &self.sha256) == (&other.name, &other.sha256)
    }

    /// Where its base is.
    pub fn base_in(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}{}", self.name, if self.sealed.is_some() { SEALED } else { PLAIN }))
    }

    /// The size of its file, in bytes.
    fn lies_in(&self) -> u64 {
        self.sealed.as_ref().map_or(self.bytes, |sealed| sealed.bytes)
    }

    /// Where its manifest is.
    pub fn manifest_in(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.json", self.name))
    }
}

/// The backups of a folder, newest first: those whose manifest can be read and whose file has its size. A folder that is not
/// there holds none; a sealed copy, which nothing here can read, is not one of them.
///
/// # Errors
/// When the folder does not answer.
pub fn list(folder: &Path) -> Result<Vec<Manifest>> {
    let mut found = list_all(folder)?;
    found.retain(|one| one.sealed.is_none());
    Ok(found)
}

/// The same, sealed copies with the others.
///
/// # Errors
/// As [`list`].
pub(super) fn list_all(folder: &Path) -> Result<Vec<Manifest>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(Error::io("list the backups"))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(Error::io("list the backups"))?.path();
        if path.extension().is_some_and(|end| end == "json")
            && let Some(manifest) = read(folder, &path)
        {
            found.push(manifest);
        }
    }
    found.sort_by(|a, b| (b.taken_at, &b.name).cmp(&(a.taken_at, &a.name)));
    Ok(found)
}

fn read(folder: &Path, path: &Path) -> Option<Manifest> {
    let manifest: Manifest = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let is_its_own = path.file_stem().and_then(|stem| stem.to_str()) == Some(manifest.name.as_str());
    let size = fs::metadata(manifest.base_in(folder)).ok()?.len();
    (is_its_own && size == manifest.lies_in()).then_some(manifest)
}

/// The backup of that name.
///
/// # Errors
/// [`Error::NotFound`] when it is no longer listed.
pub fn find(folder: &Path, name: &str) -> Result<Manifest> {
    list(folder)?.into_iter().find(|one| one.name == name).ok_or(Error::NotFound { what: "backup", id: 0 })
}

/// Reads a backup whole again.
///
/// # Errors
/// [`Error::Refused`] when its bytes or what it holds are no longer those of its manifest.
pub fn verify(folder: &Path, manifest: &Manifest) -> Result<()> {
    let path = manifest.base_in(folder);
    let sound = hash_of(&path).map_err(Error::io("read a backup"))? == manifest.sha256
        && match examine(&path) {
            Ok(figures) => figures == manifest.figures,
            Err(Error::Damaged(_)) => false,
            Err(other) => return Err(other),
        };
    if sound {
        return Ok(());
    }
    let why = "Cette sauvegarde a été modifiée ou abîmée depuis qu’elle a été faite. Rien n’a été touché\u{a0}: choisissez-en une autre.";
    Err(Error::Refused(why.to_owned()))
}

/// SHA-256 of a file in hexadecimal, read piece by piece.
pub(crate) fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hash, mut chunk) = (Sha256::new(), vec![0_u8; CHUNK]);
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(chunk.get(..read).unwrap_or_default()),
        }
    }
}

/// Copies a file to a new one, on the disk when this returns. `midway` is passed after the first piece.
pub(crate) fn copy_whole(from: &Path, to: &Path, midway: impl Fn()) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut target = private_file(to)?;
    let mut chunk = vec![0_u8; CHUNK];
    let mut is_first = true;
    loop {
        let read = source.read(&mut chunk)?;
        if read == 0 {
            return target.sync_all();
        }
        target.write_all(chunk.get(..read).unwrap_or_default())?;
        if std::mem::take(&mut is_first) {
            midway();
        }
    }
}

/// Writes a small file so that it is whole or absent, whatever happens.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".partiel");
    let partial = PathBuf::from(name);
    let mut file = private_file(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&partial, path)?;
    path.parent().map_or(Ok(()), sync_dir)
}

pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// What is on the disk when this returns: a file that another wrote.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    // Windows refuses to flush what is not open to be written.
    File::options().read(true).write(true).open(path)?.sync_all()
}

/// Erases a file; one that is not there is erased.
pub(crate) fn erase(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Erases what was left half-written.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PARTIAL)) {
            erase(&path)?;
        }
    }
    Ok(())
}

/// Erases what a copy cut short left in a second place; where copies are sealed, also one that reads as it is and has no manifest. Another
/// computer that would be writing there at this very moment copies again.
///
/// # Errors
/// The disk's: the first, once everything was tried.
pub(super) fn sweep_copies(place: &Path, is_sealed: bool) -> io::Result<()> {
    let mut done = Ok(());
    for entry in fs::read_dir(place)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let is_bare = |stem: &str| is_sealed && !place.join(format!("{stem}.json")).exists();
        if is_ours(name) && (name.ends_with(".partiel") || name.strip_suffix(PLAIN).is_some_and(is_bare)) {
            done = done.and(erase(&path));
        }
    }
    done
}

/// Named by its instant: a file that the user called otherwise is none of ours.
fn is_ours(name: &str) -> bool {
    name.strip_prefix("echu-").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// Deletes the files of backups of a base that are no longer listed, their manifest being gone or their size wrong: they hold a base all the
/// same. Of another base, or of nobody knows which, they stay. Gives how many bases went.
///
/// # Errors
/// The disk's.
pub(super) fn drop_unlisted(folder: &Path, of: &Manifest) -> Result<u32> {
    let io = |what| Error::io(what);
    let listed: Vec<String> = list_all(folder)?.into_iter().map(|one| one.name).collect();
    let mut left = Vec::new();
    for entry in fs::read_dir(folder).map_err(io("list the backups"))? {
        let path = entry.map_err(io("list the backups"))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| is_ours(name)) else { continue };
        let stem = [SEALED, PLAIN, ".json"].into_iter().find_map(|end| name.strip_suffix(end));
        if stem.is_some_and(|stem| !listed.iter().any(|one| one == stem) && may_be_of(folder, stem, of)) {
            left.push(path);
        }
    }
    // The manifest last: it alone says whose a base is.
    left.sort_by_key(|path| path.extension().is_some_and(|end| end == "json"));
    let mut dropped = 0;
    for path in left {
        erase(&path).map_err(io("drop what is left of a backup"))?;
        dropped += u32::from(path.extension().is_some_and(|end| end != "json"));
    }
    Ok(dropped)
}

/// True when no manifest says that the backup of that name is of another base.
fn may_be_of(folder: &Path, stem: &str, of: &Manifest) -> bool {
    let Ok(bytes) = fs::read(folder.join(format!("{stem}.json"))) else { return true };
    serde_json::from_slice(&bytes).is_ok_and(|manifest: Manifest| manifest.figures.base == of.figures.base)
}

/// Deletes every backup of a base but one, sealed or not. Gives how many.
///
/// # Errors
/// The disk's: what could not be erased stays listed or is left without its manifest, hence no longer listed.
pub(super) fn drop_others(folder: &Path, kept: &Manifest) -> Result<u32> {
    let mut dropped = 0;
    for one in list_all(folder)?.iter().filter(|one| !one.is_copy_of(kept) && one.figures.base == kept.figures.base) {
        erase(&one.manifest_in(folder)).and_then(|()| erase(&one.base_in(folder))).map_err(Error::io("drop an old backup"))?;
        dropped += 1;
    }
    Ok(dropped)
}

/// Drops the backups that the rotation no longer keeps: those of one base, where several computers may bring theirs. True when what stays is above the cap.
///
/// # Errors
/// The disk's: what could not be erased stays listed or is left without its manifest, hence no longer listed.
pub(super) fn turn_over(folder: &Path, today: NaiveDate, cap: u64, base: Option<&str>) -> Result<bool> {
    let mut all = list_all(folder)?;
    all.retain(|one| base.is_none_or(|base| one.figures.base == base));
    let Rotation { dropped, over_cap } = rotate(&all.iter().map(Manifest::dated).collect::<Vec<_>>(), today, cap);
    for one in dropped.iter().filter_map(|place| all.get(*place)) {
        // The manifest first: without it nobody takes what is left for a backup.
        erase(&one.manifest_in(folder)).and_then(|()| erase(&one.base_in(folder))).map_err(Error::io("drop an old backup"))?;
    }
    Ok(over_cap)
}
