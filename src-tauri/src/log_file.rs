//! The log, for whoever must understand a breakdown: what failed and where, never who or how much.
//!
//! Five files of 2 MB at most. Only our own crates write in it: what libraries say may quote an address.
use chrono::SecondsFormat;
use echu_engine::clock::{Clock, SystemClock};
use log::{LevelFilter, Log, Metadata, Record};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The newest file, in the state folder; the older ones carry a number, 1 being the most recent.
pub const NAME: &str = "echu.log";
const LIMIT: u64 = 2_000_000;
const KEPT: u32 = 5;

struct LogFile {
    folder: PathBuf,
    open: Mutex<Option<(File, u64)>>,
}

/// Starts the log in that folder. When it cannot be written, the app runs without: a full disk must not
/// stop someone from reading his accounts.
pub fn start(folder: &Path) {
    let log = LogFile { folder: folder.to_path_buf(), open: Mutex::new(None) };
    if log::set_boxed_logger(Box::new(log)).is_ok() {
        log::set_max_level(LevelFilter::Info);
    }
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // A literal was written by us; a formatted message may hold a client's name and is left out.
        let why = panic.payload().downcast_ref::<&str>().copied().unwrap_or("(message withheld)");
        log::error!("panic at {place}: {why}");
        before(panic);
    }));
}

impl LogFile {
    fn write(&self, line: &str) -> io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut file, written) = match open.take() {
            Some((file, written)) if written < LIMIT => (file, written),
            full => {
                if full.is_some() {
                    roll(&self.folder);
                }
                append(&self.folder)?
            }
        };
        file.write_all(line.as_bytes())?;
        *open = Some((file, written.saturating_add(line.len() as u64)));
        Ok(())
    }
}

fn append(folder: &Path) -> io::Result<(File, u64)> {
    std::fs::create_dir_all(folder)?;
    let file = OpenOptions::new().create(true).append(true).open(folder.join(NAME))?;
    let written = file.metadata()?.len();
    Ok((file, written))
}

/// `echu.log` becomes `echu.log.1`, and so on; the oldest is overwritten.
fn roll(folder: &Path) {
    let numbered = |number: u32| if number == 0 { folder.join(NAME) } else { folder.join(format!("{NAME}.{number}")) };
    for number in (0..KEPT.saturating_sub(1)).rev() {
        // Missing while the log is young.
        let _ = std::fs::rename(numbered(number), numbered(number.saturating_add(1)));
    }
}

impl Log for LogFile {
    fn enabled(&self, metadata: &Metadata) -> bool {
        metadata.target().starts_with("echu")
    }

    fn log(&self, record: &Record) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let at = SystemClock.now().to_rfc3339_opts(SecondsFormat::Secs, true);
        // Nowhere left to say that the log cannot be written.
        let _ = self.write(&format!("{at} {} {}: {}\n", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_files_at_most_and_the_newest_has_no_number() {
        let folder = std::env::temp_dir().join(format!("echu-log-{}", std::process::id()));
        let log = LogFile { folder: folder.clone(), open: Mutex::new(None) };
        let line = format!("{}\n", "x".repeat(LIMIT as usize));
        for _ in 0..8 {
            log.write(&line).unwrap();
        }
        log.write("last\n").unwrap();
        let mut names: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let newest = std::fs::read_to_string(folder.join(NAME)).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names, ["echu.log", "echu.log.1", "echu.log.2", "echu.log.3", "echu.log.4"]);
        assert_eq!(newest, "last\n");
    }

    #[test]
    fn libraries_do_not_write_in_it() {
        let log = LogFile { folder: PathBuf::new(), open: Mutex::new(None) };
        let target = |target| log.enabled(&Metadata::builder().target(target).level(log::Level::Error).build());
        assert!(target("echu_engine::mail"));
        assert!(!target("lettre::transport"), "it may quote an address");
    }
}
