//! The side journal: what left, written where a restored database cannot undo it.
//!
//! Append-only JSON lines in the state directory, apart from the data: hashes only, an fsync for the lines of an event, one
//! file a year, mode 0600. After an old backup is put back, it alone knows which reminders were already sent.
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What happened to a dispatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Past the point of no return: the dot may be written.
    Engaged,
    /// Accepted by the server.
    Sent,
    /// Nobody knows.
    Uncertain,
    /// Surely not accepted after all; another try will come.
    Deferred,
    /// Refused for good.
    Failed,
    /// Nobody knew, and a person asked for the same bytes again: one more acceptance is no accident.
    Resend,
    /// Accepted, then returned, so a person says: its step is to be done again.
    Bounced,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Number given by the database, growing: a journal ahead of its base betrays a restore.
    pub seq: u64,
    /// The instant, UTC.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: Kind,
    /// [`digest`] of the idempotency key.
    pub key: String,
    /// [`digest`] of the Message-ID.
    pub message_id: String,
    /// Identity of the database that wrote it.
    pub base: String,
}

/// SHA-256 of `text` in hexadecimal: nothing personal is written here.
pub fn digest(text: &str) -> String {
    digest_bytes(text.as_bytes())
}

/// SHA-256 of `bytes` in hexadecimal.
pub fn digest_bytes(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a reading of the journal found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The lines, oldest file first, in the order they were written.
    pub lines: Vec<Line>,
    /// Lines that are neither sound nor merely cut short by a crash. Above zero, someone or something altered the file:
    /// do not trust its silence.
    pub damaged: usize,
}

/// How far each file was read, in bytes: up to the end of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place(BTreeMap<PathBuf, u64>);

/// The journal in its directory.
#[derive(Debug, Clone)]
pub struct Journal {
    dir: PathBuf,
}

/// Makes a folder that no other user of the computer can enter; one that is already there keeps its rights.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

impl Journal {
    /// The journal in `dir`, which is made if need be, for this user alone.
    pub fn open(dir: impl Into<PathBuf>) -> io::Result<Journal> {
        let dir = dir.into();
        private_folder(&dir)?;
        Ok(Journal { dir })
    }

    /// Adds `lines`; on disk when this returns, all of them. An error means that nothing may be trusted to be there: do not go on.
    ///
    /// What waits for it waits for the last line, so those of a file are on disk together: the steps of one message, most often.
    pub fn append(&self, lines: &[Line]) -> io::Result<()> {
        lines.chunk_by(|one, next| one.at.year() == next.at.year()).try_for_each(|of_a_year| self.append_to_year(of_a_year))
    }

    fn append_to_year(&self, lines: &[Line]) -> io::Result<()> {
        let Some(first) = lines.first() else { return Ok(()) };
        let path = self.dir.join(format!("journal-{:04}.jsonl", first.at.year()));
        let is_new = !path.try_exists()?;
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let mut bytes = if ends_torn(&mut file)? { b"\n".to_vec() } else { Vec::new() };
        for line in lines {
            serde_json::to_writer(&mut bytes, line)?;
            bytes.push(b'\n');
        }
        file.write_all(&bytes)?;
        file.sync_all()?;
        if is_new { sync_dir(&self.dir) } else { Ok(()) }
    }

    /// Reads every year. A line cut short by a crash is ignored: its append never returned, so its dot was never written.
    pub fn read(&self) -> io::Result<Reading> {
        Ok(self.read_on(&mut Place::default())?.unwrap_or_default())
    }

    /// Reads what was added since `place`, and moves it. `None` when a file is gone or shorter than it was: what was read of
    /// it no longer stands, and `place` is back at the beginning. A last line without its end is read again the next time,
    /// with what follows it.
    pub fn read_on(&self, place: &mut Place) -> io::Result<Option<Reading>> {
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with("journal-") && name.ends_with(".jsonl") {
                files.push(path);
            }
        }
        files.sort();
        let mut lengths = BTreeMap::new();
        for path in files {
            let length = fs::metadata(&path)?.len();
            lengths.insert(path, length);
        }
        if place.0.iter().any(|(path, read)| lengths.get(path).is_none_or(|length| length < read)) {
            place.0.clear();
            return Ok(None);
        }
        let mut reading = Reading::default();
        for (path, length) in lengths {
            let read = place.0.get(&path).copied().unwrap_or_default();
            if length > read {
                let end = reading.add(&path, read)?;
                place.0.insert(path, end);
            }
        }
        Ok(Some(reading))
    }
}

impl Reading {
    /// Reads a file from a place on; gives the end of its last whole line.
    fn add(&mut self, path: &Path, from: u64) -> io::Result<u64> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let mut end = from;
        let mut lines = bytes.split(|byte| *byte == b'\n').peekable();
        while let Some(text) = lines.next() {
            let is_last = lines.peek().is_none();
            if !is_last {
                end += text.len() as u64 + 1;
            }
            match serde_json::from_slice::<Line>(text) {
                Ok(line) => self.lines.push(line),
                // The last piece has no line end: empty, or torn whatever it holds.
                Err(_) if is_last => {}
                // Cut short, then closed by the next append.
                Err(error) if error.is_eof() => {}
                Err(_) => self.damaged += 1,
            }
        }
        Ok(end)
    }
}

/// Whether the file ends without a line end, after a crash in the middle of a line.
fn ends_torn(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// Makes a new file's name durable. Windows has no such call and journals names by itself.
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(seq: u64, year: i32) -> Line {
        let at = chrono::NaiveDate::from_ymd_opt(year, 11, 22).and_then(|d| d.and_hms_opt(9, 30, 0)).map(|t| t.and_utc());
        Line {
            seq,
            at: at.unwrap_or_default(),
            kind: Kind::Engaged,
            key: digest("clé"),
            message_id: digest("<a@b.example>"),
            base: "0c5e".to_owned(),
        }
    }

    fn world() -> (tempfile::TempDir, Journal) {
        let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        let journal = Journal::open(dir.path().join("état/journal")).unwrap_or_else(|e| panic!("{e}"));
        (dir, journal)
    }

    fn append(journal: &Journal, line: &Line) {
        journal.append(std::slice::from_ref(line)).unwrap_or_else(|e| panic!("{e}"));
    }

    fn read(journal: &Journal) -> Reading {
        journal.read().unwrap_or_else(|e| panic!("{e}"))
    }

    fn file(journal: &Journal, year: i32) -> PathBuf {
        journal.dir.join(format!("journal-{year}.jsonl"))
    }

    #[test]
    fn lines_come_back_in_order_over_the_years() {
        let (_dir, journal) = world();
        assert_eq!(read(&journal), Reading::default());
        let lines = [line(1, 2026), line(2, 2026), line(3, 2027)];
        lines.iter().for_each(|line| append(&journal, line));
        assert_eq!(read(&journal), Reading { lines: lines.to_vec(), damaged: 0 });
        assert!(file(&journal, 2026).exists() && file(&journal, 2027).exists(), "one file a year");
    }

    #[test]
    fn the_lines_of_an_event_are_written_together_each_in_its_year() {
        let (_dir, journal) = world();
        let lines = [line(1, 2026), line(2, 2026), line(3, 2027)];
        journal.append(&lines).unwrap_or_else(|e| panic!("{e}"));
        journal.append(&[]).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(read(&journal), Reading { lines: lines.to_vec(), damaged: 0 });
        let last_year = fs::read_to_string(file(&journal, 2026)).unwrap_or_default();
        assert_eq!(last_year.lines().count(), 2, "the third is in the file of its year");
    }

    #[test]
    fn a_line_torn_at_any_byte_is_ignored_and_the_next_one_is_not() {
        let (_dir, journal) = world();
        append(&journal, &line(1, 2026));
        append(&journal, &line(2, 2026));
        let whole = fs::read(file(&journal, 2026)).unwrap_or_else(|e| panic!("{e}"));
        let first = whole.iter().position(|b| *b == b'\n').unwrap_or_default() + 1;
        for cut in first..whole.len() {
            fs::write(file(&journal, 2026), &whole[..cut]).unwrap_or_else(|e| panic!("{e}"));
            // All but its line end: the line is whole, its fsync may even have been. It counts.
            let kept = if cut == whole.len() - 1 { vec![line(1, 2026), line(2, 2026)] } else { vec![line(1, 2026)] };
            assert_eq!(read(&journal), Reading { lines: kept.clone(), damaged: 0 }, "cut at {cut}");
            append(&journal, &line(3, 2026));
            let after = Reading { lines: [kept, vec![line(3, 2026)]].concat(), damaged: 0 };
            assert_eq!(read(&journal), after, "cut at {cut}, then appended");
        }
    }

    #[test]
    fn a_line_altered_in_the_middle_is_counted() {
        let (_dir, journal) = world();
        append(&journal, &line(1, 2026));
        append(&journal, &line(2, 2026));
        let text = fs::read_to_string(file(&journal, 2026)).unwrap_or_else(|e| panic!("{e}"));
        fs::write(file(&journal, 2026), text.replacen("engaged", "???", 1)).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(read(&journal), Reading { lines: vec![line(2, 2026)], damaged: 1 });
    }

    #[test]
    fn what_was_added_is_read_alone_and_a_file_cut_back_is_read_again() {
        let (_dir, journal) = world();
        let mut place = Place::default();
        let mut next = || {
            let reading = journal.read_on(&mut place).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(reading.as_ref().map_or(0, |reading| reading.damaged), 0, "it begins where a line begins");
            reading.map(|reading| reading.lines)
        };
        assert_eq!(next(), Some(vec![]));
        append(&journal, &line(1, 2026));
        append(&journal, &line(2, 2026));
        assert_eq!(next(), Some(vec![line(1, 2026), line(2, 2026)]));
        assert_eq!(next(), Some(vec![]), "nothing new");
        let whole = fs::read(file(&journal, 2026)).unwrap_or_else(|e| panic!("{e}"));
        fs::write(file(&journal, 2026), [&whole[..], b"{\"seq\":3,"].concat()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(next(), Some(vec![]), "torn by a crash");
        append(&journal, &line(3, 2026));
        append(&journal, &line(4, 2027));
        assert_eq!(next(), Some(vec![line(3, 2026), line(4, 2027)]), "closed by the next one; and another year");
        fs::write(file(&journal, 2026), &whole).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(next(), None, "shorter than it was: an old copy was put back");
        assert_eq!(next(), Some(vec![line(1, 2026), line(2, 2026), line(4, 2027)]));
    }

    #[test]
    fn a_tail_that_the_disk_left_unwritten_is_no_damage() {
        let (_dir, journal) = world();
        append(&journal, &line(1, 2026));
        let whole = fs::read(file(&journal, 2026)).unwrap_or_else(|e| panic!("{e}"));
        fs::write(file(&journal, 2026), [&whole[..], &[0; 40]].concat()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(read(&journal), Reading { lines: vec![line(1, 2026)], damaged: 0 }, "its append never returned");
    }

    #[test]
    fn only_the_files_of_the_journal_are_read() {
        let (_dir, journal) = world();
        append(&journal, &line(1, 2026));
        for name in ["journal-2026.jsonl.copie", "notes.jsonl"] {
            fs::copy(file(&journal, 2026), journal.dir.join(name)).unwrap_or_else(|e| panic!("{e}"));
        }
        assert_eq!(read(&journal), Reading { lines: vec![line(1, 2026)], damaged: 0 }, "a copy beside it counts for nothing");
    }

    #[test]
    fn a_digest_is_the_sha256_that_every_tool_gives() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((digest("abc").as_str(), digest_bytes(b"abc").as_str()), (known, known));
    }

    #[test]
    #[cfg(unix)]
    fn only_the_user_can_read_it_and_nothing_personal_is_there() {
        use std::os::unix::fs::PermissionsExt;
        let (_dir, journal) = world();
        append(&journal, &line(1, 2026));
        let mode = |path: &Path| fs::metadata(path).map(|m| m.permissions().mode() & 0o777).ok();
        assert_eq!(mode(&file(&journal, 2026)), Some(0o600));
        assert_eq!(mode(&journal.dir), Some(0o700));
        let text = fs::read_to_string(file(&journal, 2026)).unwrap_or_default();
        assert!(!text.contains('@') && !text.contains("clé"), "{text}");
    }
}
