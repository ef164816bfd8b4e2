//! A newer version: asked for when a person clicks, at the address that this build carries, and at no other. What is announced counts once
//! its signature is checked; what is fetched counts once it is the file announced. Nothing is installed by itself.
mod fault;
mod fetch;

pub use fault::Fault;

use crate::app::{App, Paths};
use crate::error::{Error, Result};
use crate::https;
use crate::job::Work;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use echu_core::update::{self, File, LONGEST, Release, Target, Verdict, Version};
use ring::signature::{ED25519, UnparsedPublicKey};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where files are fetched to, beside the base.
const FOLDER: &str = "mises-a-jour";
/// Bytes of an Ed25519 public key.
const KEY_BYTES: usize = 32;

/// Where versions are announced, and the key of who announces them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    address: String,
    key: Vec<u8>,
}

impl Source {
    /// That of this build (`ECHU_UPDATE_URL`, `ECHU_UPDATE_KEY`, the Base64 of an Ed25519 public key, read when the app is built). Nothing
    /// read at run time changes it.
    fn of_build() -> Option<Source> {
        let address = option_env!("ECHU_UPDATE_URL").filter(|address| address.starts_with("https://"))?;
        Source::of(address, option_env!("ECHU_UPDATE_KEY").unwrap_or_default())
    }

    /// None unless both can be used.
    pub fn of(address: &str, key: &str) -> Option<Source> {
        let key = STANDARD.decode(key.trim()).ok().filter(|key| key.len() == KEY_BYTES)?;
        https::is_safe(address).then(|| Source { address: address.to_owned(), key })
    }

    /// The server that is asked, for a person who wonders.
    pub fn host(&self) -> &str {
        let rest = self.address.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }

    /// Asks what was announced last, and checks who says so.
    ///
    /// # Errors
    /// [`Fault`]: nothing of the answer is then kept.
    fn ask(&self) -> Result<Release, Fault> {
        let answer = https::get(&self.address)?;
        if answer.status != 200 {
            return Err(Fault::Status(answer.status));
        }
        let bytes = answer.whole(LONGEST).map_err(|_| Fault::Unreachable)?;
        self.verified(&bytes)
    }

    /// Reads an announcement signed by this key, and no other.
    ///
    /// # Errors
    /// [`Fault::Forged`], before anything of it is read; [`Fault::Unreadable`].
    pub fn verified(&self, bytes: &[u8]) -> Result<Release, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|_| Fault::Forged)?;
        let (signed, signature) = update::split(text).map_err(|_| Fault::Forged)?;
        let signature = STANDARD.decode(signature).map_err(|_| Fault::Forged)?;
        UnparsedPublicKey::new(&ED25519, &self.key).verify(signed.as_bytes(), &signature).map_err(|_| Fault::Forged)?;
        update::read(signed).map_err(|_| Fault::Unreadable)
    }
}

/// What the last announcement means here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing newer.
    UpToDate,
    /// A newer version, and its file for this computer.
    Newer(Arc<Release>, File),
    /// A newer version, without a file for this computer.
    NoFile(Arc<Release>),
}

/// A file that is the one announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fetched {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it is.
    pub(crate) file: File,
}

/// What is known of a newer version while the app runs.
#[derive(Default)]
pub struct Updates {
    inner: Mutex<Inner>,
    pub(crate) fetching: Work<Fetched>,
}

#[derive(Default)]
struct Inner {
    found: Option<Found>,
    /// For the tests: asked in the place of the address of this build.
    other: Option<Source>,
}

impl Updates {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where versions are announced; none when this build says nothing of it.
    pub fn source(&self) -> Option<Source> {
        self.inner().other.clone().or_else(Source::of_build)
    }

    /// Asks `source` in the place of the address of this build. Compiled in for the tests alone.
    #[cfg(feature = "faults")]
    pub fn ask_at(&self, source: Source) {
        self.inner().other = Some(source);
    }

    /// What the last announcement means here; none when nobody asked.
    pub(crate) fn found(&self) -> Option<Found> {
        self.inner().found.clone()
    }

    fn keep(&self, found: Option<Found>) {
        self.inner().found = found;
    }
}

/// The version that runs.
fn running() -> Result<Version> {
    // Ours: three numbers, as a test holds.
    env!("CARGO_PKG_VERSION").parse().map_err(|_| Error::Precondition("no_update_found"))
}

/// The computer the app runs on, as far as it is known.
fn target(app: &App) -> Option<Target> {
    let package = app.desktop.package()?;
    Some(Target { system: std::env::consts::OS, processor: std::env::consts::ARCH, package })
}

/// Asks for the last announcement, and keeps what it means here.
///
/// # Errors
/// [`Error::Refused`], with the sentence of what went wrong: what was known before is forgotten.
pub(crate) fn look(app: &App) -> Result<()> {
    if app.updates.fetching.is_running() {
        return Err(Error::Precondition("job_running"));
    }
    let source = app.updates.source().ok_or(Error::Precondition("no_update_address"))?;
    // What was fetched before is of another announcement.
    app.updates.fetching.stop();
    app.updates.keep(None);
    let release = Arc::new(source.ask().map_err(|fault| Error::Refused(fault.sentence()))?);
    let found = match update::judge(&release, running()?, target(app)) {
        Verdict::UpToDate => Found::UpToDate,
        Verdict::Newer(file) => Found::Newer(Arc::clone(&release), file.clone()),
        Verdict::NoFile => Found::NoFile(Arc::clone(&release)),
    };
    app.updates.keep(Some(found));
    Ok(())
}

/// Fetches, behind the screens, the file of the version that was found.
///
/// # Errors
/// When none was, or one is being fetched.
pub(crate) fn fetch(app: &App) -> Result<()> {
    let (Some(Found::Newer(release, file)), Some(target)) = (app.updates.found(), target(app)) else {
        return Err(Error::Precondition("no_update_found"));
    };
    let (folder, name) = (folder(&app.paths), target.file_name(release.version));
    app.updates.fetching.start(
        app,
        |app| &app.updates.fetching,
        move |_, progress| {
            let path = fetch::fetch(&file, &folder, &name, progress)?;
            Ok(Fetched { path, file })
        },
    )
}

/// True when the file is still the one announced.
///
/// # Errors
/// When it does not answer.
pub(crate) fn is_sound(fetched: &Fetched) -> Result<bool> {
    Ok(crate::backup::folder::hash_of(&fetched.path).map_err(Error::io("read the file of the new version"))? == fetched.file.sha256)
}

/// The folder of the files.
fn folder(paths: &Paths) -> PathBuf {
    paths.data.join(FOLDER)
}

/// Erases what was fetched before and serves no more: cut short, or of a version that is installed by now.
pub(crate) fn sweep(paths: &Paths) {
    let Ok(entries) = fs::read_dir(folder(paths)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let version = name.strip_prefix("echu-").and_then(|rest| rest.split('-').next()?.parse::<Version>().ok());
        if !version.is_some_and(|version| running().is_ok_and(|running| version > running)) {
            // What cannot go is of no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn empty(folder: &Path) {
    // Mostly it is not there; what cannot go is of no harm.
    let _ = fs::remove_dir_all(folder);
}

#[cfg(test)]
mod tests;
