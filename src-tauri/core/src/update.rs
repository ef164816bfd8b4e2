//! A version of the app that its project announces: a signed text, whether it is newer, and which of its files is for this computer.
//!
//! ```text
//! echu-version 1
//! version:0.2.0
//! date:2026-12-01
//! note:Ce que cette version apporte, une ligne à la fois.
//! file:linux x86_64 deb 9437184 SHA256 https://echu.example/echu-0.2.0-linux-x86_64.deb
//! signature:BASE64 of the Ed25519 signature of every byte above this line
//! ```
use chrono::NaiveDate;
use std::fmt::{self, Write as _};
use std::str::FromStr;

/// The first line: the form of the announcement.
const HEAD: &str = "echu-version 1";
const SIGNATURE: &str = "signature:";
/// The longest announcement, in bytes.
pub const LONGEST: usize = 64 * 1024;
/// The largest file that is taken, in bytes.
pub const LARGEST: u64 = 500 * 1024 * 1024;
/// The longest note, in characters, and the most of them.
const NOTE: usize = 400;
const NOTES: usize = 40;
const FILES: usize = 40;

/// The number of a version: three numbers, and nothing after them. A trial version is never announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl FromStr for Version {
    type Err = UpdateError;

    fn from_str(text: &str) -> Result<Version, UpdateError> {
        let number = |part: &str| {
            let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            if plain { part.parse::<u32>().map_err(|_| UpdateError::Unreadable) } else { Err(UpdateError::Unreadable) }
        };
        let mut parts = text.split('.');
        let mut next = || parts.next().ok_or(UpdateError::Unreadable).and_then(number);
        let version = Version(next()?, next()?, next()?);
        if parts.next().is_some() { Err(UpdateError::Unreadable) } else { Ok(version) }
    }
}

/// How the app was installed, hence which file replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// Debian, Ubuntu.
    Deb,
    /// Fedora, openSUSE.
    Rpm,
    /// One file that runs where it lies.
    AppImage,
    /// The installer of Windows.
    Setup,
    /// The disk image of macOS.
    Image,
}

impl Package {
    /// Its word in an announcement.
    pub fn key(self) -> &'static str {
        match self {
            Package::Deb => "deb",
            Package::Rpm => "rpm",
            Package::AppImage => "AppImage",
            Package::Setup => "exe",
            Package::Image => "dmg",
        }
    }

    /// True when opening the file installs it; else it takes the place of the old one by hand.
    pub fn installs(self) -> bool {
        self != Package::AppImage
    }
}

/// The computer that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// « linux », « windows », « macos ».
    pub system: &'static str,
    /// « x86_64 », « aarch64 ».
    pub processor: &'static str,
    /// How it was installed.
    pub package: Package,
}

impl Target {
    /// The name its file has here: never one that comes from outside.
    pub fn file_name(self, version: Version) -> String {
        format!("echu-{version}-{}-{}.{}", self.system, self.processor, self.package.key())
    }
}

/// A file of a version. Its words may be of systems that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The system it is for.
    pub system: String,
    /// The processor it is for.
    pub processor: String,
    /// Its package.
    pub package: String,
    /// Its size, in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Where it is.
    pub url: String,
}

/// A version, as announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Which.
    pub version: Version,
    /// Its day.
    pub date: NaiveDate,
    /// What it brings, in French, a sentence or two each.
    pub notes: Vec<String>,
    /// Its files.
    pub files: Vec<File>,
}

/// Why an announcement cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    /// It bears no signature.
    #[error("not signed")]
    NotSigned,
    /// It does not read as one.
    #[error("not an announcement of this form")]
    Unreadable,
}

/// What is signed in an announcement, and its signature in Base64. Nothing of it counts before the one is checked by the other.
///
/// # Errors
/// [`UpdateError::NotSigned`].
pub fn split(text: &str) -> Result<(&str, &str), UpdateError> {
    let at = text.rfind(SIGNATURE).filter(|at| *at > 0 && text.as_bytes().get(at - 1) == Some(&b'\n'));
    let (signed, signature) = text.split_at(at.ok_or(UpdateError::NotSigned)?);
    Ok((signed, signature.trim_start_matches(SIGNATURE).trim()))
}

/// Reads what was signed.
///
/// # Errors
/// [`UpdateError::Unreadable`].
pub fn read(signed: &str) -> Result<Release, UpdateError> {
    let mut lines = signed.lines();
    if lines.next() != Some(HEAD) || signed.chars().any(|one| one.is_control() && one != '\n') {
        return Err(UpdateError::Unreadable);
    }
    let (mut version, mut date, mut notes, mut files) = (None, None, Vec::new(), Vec::new());
    for line in lines {
        match line.split_once(':').ok_or(UpdateError::Unreadable)? {
            ("version", text) if version.is_none() => version = Some(text.parse()?),
            ("date", text) if date.is_none() => date = Some(text.parse().map_err(|_| UpdateError::Unreadable)?),
            ("note", text) if !text.trim().is_empty() && text.chars().count() <= NOTE && notes.len() < NOTES => notes.push(text.to_owned()),
            ("file", text) if files.len() < FILES => files.push(file(text).ok_or(UpdateError::Unreadable)?),
            _ => return Err(UpdateError::Unreadable),
        }
    }
    let release = Release { version: version.ok_or(UpdateError::Unreadable)?, date: date.ok_or(UpdateError::Unreadable)?, notes, files };
    if release.files.is_empty() { Err(UpdateError::Unreadable) } else { Ok(release) }
}

fn file(text: &str) -> Option<File> {
    let words: Vec<&str> = text.split(' ').collect();
    let [system, processor, package, bytes, sha256, url] = words.as_slice() else { return None };
    let bytes = bytes.parse().ok().filter(|bytes| (1..=LARGEST).contains(bytes))?;
    let is_digest = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let is_named = [system, processor, package, url].iter().all(|word| !word.is_empty() && word.is_ascii());
    let [system, processor, package, sha256, url] = [system, processor, package, sha256, url].map(|word| (*word).to_owned());
    (is_digest && is_named).then_some(File { system, processor, package, bytes, sha256, url })
}

/// The text of an announcement, to be signed: [`read`] gives the release back, when nothing in it breaks its form.
pub fn write(release: &Release) -> String {
    let mut text = format!("{HEAD}\nversion:{}\ndate:{}\n", release.version, release.date);
    // Writing to a String does not fail.
    for note in &release.notes {
        let _ = writeln!(text, "note:{note}");
    }
    for one in &release.files {
        let _ = writeln!(text, "file:{} {} {} {} {} {}", one.system, one.processor, one.package, one.bytes, one.sha256, one.url);
    }
    text
}

/// An announcement with its signature, in Base64.
pub fn sealed(signed: &str, signature: &str) -> String {
    format!("{signed}{SIGNATURE}{signature}\n")
}

/// What an announcement means here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// Nothing newer: the same, or an older one, which is never put back.
    UpToDate,
    /// A newer one, and its file for this computer.
    Newer(&'a File),
    /// A newer one, without a file for this computer.
    NoFile,
}

/// Compares an announced version with the one that runs. `target` is none when nobody knows how the app was installed.
pub fn judge<'a>(release: &'a Release, running: Version, target: Option<Target>) -> Verdict<'a> {
    if release.version <= running {
        return Verdict::UpToDate;
    }
    let fits = |file: &&File| {
        target.is_some_and(|here| (&*file.system, &*file.processor, &*file.package) == (here.system, here.processor, here.package.key()))
    };
    release.files.iter().find(fits).map_or(Verdict::NoFile, Verdict::Newer)
}

#[cfg(test)]
mod tests;
