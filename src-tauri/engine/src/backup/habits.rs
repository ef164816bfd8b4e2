//! What this computer remembers of its backups, in the state folder: it is the computer's, not the base's.
use super::folder::write_whole;
use super::seal::Seal;
use crate::app::Paths;
use crate::error::{Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::PathBuf;

const FILE: &str = "sauvegardes.json";

/// What is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Habits {
    /// The second place, a folder.
    pub(crate) second_place: Option<PathBuf>,
    /// What its copies are sealed with; none: they read as they are.
    pub(crate) seal: Option<Seal>,
    /// The last copy put there.
    pub(crate) last_copy: Option<LastCopy>,
    /// The last trial of a restore.
    pub(crate) trial: Option<Trial>,
    /// The day the person last answered « plus tard » to a second place.
    pub(crate) put_off_on: Option<NaiveDate>,
}

/// A copy in the second place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LastCopy {
    /// Name of the backup.
    pub(crate) name: String,
    /// When it was read again there and found the same.
    pub(crate) at: DateTime<Utc>,
}

/// A trial of a restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Trial {
    /// Its day.
    pub(crate) on: NaiveDate,
    /// The backup that was tried.
    pub(crate) name: String,
    /// Why it failed, in French; empty when it did not.
    pub(crate) failure: String,
}

/// Reads it. What cannot be read is not remembered: nothing else depends on it.
///
/// # Errors
/// When the state folder does not answer.
pub(crate) fn read(paths: &Paths) -> Result<Habits> {
    match std::fs::read(paths.state.join(FILE)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Habits::default()),
        Err(error) => Err(Error::io("read what is remembered of the backups")(error)),
    }
}

/// Changes it.
///
/// # Errors
/// The disk's: it is then as it was.
pub(crate) fn change(paths: &Paths, how: impl FnOnce(&mut Habits)) -> Result<Habits> {
    let mut habits = read(paths)?;
    how(&mut habits);
    let text = serde_json::to_vec_pretty(&habits)?;
    write_whole(&paths.state.join(FILE), &text).map_err(Error::io("remember the backups"))?;
    Ok(habits)
}
