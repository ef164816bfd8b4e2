//! Erased persons in the side journal: salted digests in a file of its own beside the sendings, so that no old copy of the base brings
//! anyone back.
use crate::error::{Error, Result};
use crate::journal::{private_folder, sync_dir};
use chrono::{DateTime, NaiveDate, Utc};
use echu_core::privacy::{Subject, Tombstone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The file, in the folder of the journal.
const FILE: &str = "effacements.jsonl";

/// A request for erasure, as the journal tells it. A later line of the same salt takes the place of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Line {
    /// The instant, UTC.
    pub(crate) at: DateTime<Utc>,
    /// Identity of the base that wrote it.
    pub(crate) base: String,
    /// Names the request.
    pub(crate) salt: String,
    /// Who asked.
    pub(crate) subject: Subject,
    /// The day of the request.
    pub(crate) asked_on: NaiveDate,
    /// False while a claim needs some of the data.
    pub(crate) whole: bool,
    /// Salted digests, hex.
    pub(crate) marks: Vec<String>,
}

impl Line {
    /// What tells the person apart.
    pub(crate) fn stone(&self) -> Tombstone {
        let marks = self.marks.iter().cloned().collect();
        Tombstone { subject: self.subject, asked_on: self.asked_on, card: None, salt: self.salt.clone(), marks }
    }
}

/// The line of a request.
pub(crate) fn line(stone: &Tombstone, whole: bool, base: &str, at: DateTime<Utc>) -> Line {
    Line {
        at,
        base: base.to_owned(),
        salt: stone.salt.clone(),
        subject: stone.subject,
        asked_on: stone.asked_on,
        whole,
        marks: stone.marks.iter().cloned().collect(),
    }
}

fn path(state: &Path) -> PathBuf {
    state.join("journal").join(FILE)
}

/// Adds a line; on the disk when this returns.
///
/// # Errors
/// The disk's: the next opening adds it.
pub(crate) fn append(state: &Path, line: &Line) -> Result<()> {
    let io = Error::io("write the journal of erasures");
    let written = (|| {
        let path = path(state);
        private_folder(&state.join("journal"))?;
        let is_new = !path.try_exists()?;
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        // A line cut short by a crash ends where the next one begins.
        let mut bytes = b"\n".to_vec();
        serde_json::to_writer(&mut bytes, line)?;
        bytes.push(b'\n');
        file.write_all(&bytes)?;
        file.sync_all()?;
        if is_new { sync_dir(&state.join("journal")) } else { Ok(()) }
    })();
    written.map_err(io)
}

/// The last line of each request of a base. A line that does not read was cut short by a crash: its request is in the base, and written
/// again.
///
/// # Errors
/// The disk's.
pub(crate) fn read(state: &Path, base: &str) -> Result<BTreeMap<String, Line>> {
    let text = match fs::read_to_string(path(state)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        read => read.map_err(Error::io("read the journal of erasures"))?,
    };
    let mut lines = BTreeMap::new();
    for line in text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()).filter(|line| line.base == base) {
        lines.insert(line.salt.clone(), line);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_torn_by_a_crash_loses_neither_the_one_before_nor_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let one = |salt: &str, whole| Line {
            at: DateTime::UNIX_EPOCH,
            base: "0c5e".to_owned(),
            salt: salt.to_owned(),
            subject: Subject::Person,
            asked_on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            whole,
            marks: vec!["ab".to_owned()],
        };
        append(dir.path(), &one("a", false)).unwrap();
        let file = path(dir.path());
        let mut torn = fs::read(&file).unwrap();
        torn.extend_from_slice(b"\n{\"at\":\"2026");
        fs::write(&file, torn).unwrap();
        append(dir.path(), &one("b", true)).unwrap();
        append(dir.path(), &one("a", true)).unwrap();
        let read = super::read(dir.path(), "0c5e").unwrap();
        assert_eq!(read.values().map(|line| (line.salt.as_str(), line.whole)).collect::<Vec<_>>(), [("a", true), ("b", true)]);
        assert!(super::read(dir.path(), "another").unwrap().is_empty(), "each base has its own");
    }
}
