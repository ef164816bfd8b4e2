//! The same file in the hands of another program, where it is installed: timed in the same run, without its start.
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// What another program took.
pub struct Rival {
    name: &'static str,
    took: Option<Duration>,
}

impl Rival {
    /// « factur-x 12.3 times as long », or why nothing is said of it.
    pub fn beside(&self, ours: Duration) -> String {
        let Some(theirs) = self.took else { return format!("{} is not installed: not compared", self.name) };
        let tenths = (theirs.as_micros() * 10).checked_div(ours.as_micros()).unwrap_or_default();
        format!("{}: {} ms, {}.{} times ours", self.name, theirs.as_millis(), tenths / 10, tenths % 10)
    }
}

/// A Python library: the script prints the microseconds it took. `ECHU_PYTHON` names the interpreter that has it.
pub fn python(name: &'static str, script: &str, file: &Path) -> Rival {
    let interpreter = std::env::var_os("ECHU_PYTHON").unwrap_or_else(|| OsString::from("python3"));
    let output = Command::new(interpreter).args(["-c", script]).arg(file).output().ok().filter(|output| output.status.success());
    let told = output.and_then(|output| String::from_utf8(output.stdout).ok());
    Rival { name, took: told.and_then(|told| told.trim().parse().ok()).map(Duration::from_micros) }
}

/// `sqlite3`, which copies the cells of a table into a base in memory; its start is too short to count.
pub fn sqlite(file: &Path) -> Rival {
    let import = format!(".import '{}' t", file.display());
    let start = Instant::now();
    let done = Command::new("sqlite3").args([":memory:", ".mode csv", ".separator ;", &import, "SELECT COUNT(*) FROM t"]).output();
    let took = start.elapsed();
    Rival { name: "sqlite3 .import", took: done.ok().filter(|output| output.status.success()).map(|_| took) }
}
