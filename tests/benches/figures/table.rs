//! What was asked, what was measured, and whether it is met.
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The rows so far.
pub struct Table {
    words: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    what: &'static str,
    asked: String,
    measured: String,
    met: bool,
    note: String,
}

impl Table {
    /// An empty table that keeps only the groups one of `words` names; all of them without a word.
    pub fn of(words: Vec<String>) -> Table {
        Table { words, rows: Vec::new() }
    }

    /// True when the group is to be measured.
    pub fn wants(&self, group: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| group.contains(word.as_str()))
    }

    /// Adds a row: `asked` at most, `measured`, and what more there is to say.
    pub fn row(&mut self, what: &'static str, asked: Duration, measured: Duration, note: impl Into<String>) {
        self.push(Row { what, asked: written(asked), measured: written(measured), met: measured <= asked, note: note.into() });
    }

    /// Adds a row of memory, in megabytes.
    pub fn memory(&mut self, what: &'static str, asked: u64, measured: u64, note: impl Into<String>) {
        let megabytes = |number: u64| format!("{number} MB");
        self.push(Row { what, asked: megabytes(asked), measured: megabytes(measured), met: measured <= asked, note: note.into() });
    }

    fn push(&mut self, row: Row) {
        println!("{}", row.line());
        self.rows.push(row);
    }

    /// Adds a row for the slowest of several forms of one action, each at its best of five.
    pub fn slowest<T>(&mut self, what: &'static str, asked: Duration, forms: impl IntoIterator<Item = (String, T)>, act: impl Fn(&T)) {
        let timed = forms.into_iter().map(|(name, form)| (best(5, || act(&form)), name));
        let (measured, name) = timed.max().expect("at least one form");
        self.row(what, asked, measured, name);
    }

    /// Prints the table; fails when a row is not met.
    pub fn print(&self) -> ExitCode {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let what = if computing().is_some() { "computing alone, the disk left out" } else { "best of several runs" };
        println!("\nOn {cores} cores, {what}:\n");
        self.rows.iter().for_each(|row| println!("{}", row.line()));
        if self.rows.iter().all(|row| row.met) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl Row {
    fn line(&self) -> String {
        let verdict = if self.met { "met" } else { "NOT MET" };
        format!("| {:<47} | {:>9} | {:>9} | {verdict:<7} | {}", self.what, self.asked, self.measured, self.note)
    }
}

/// The shortest of `runs` runs.
pub fn best(runs: u32, mut act: impl FnMut()) -> Duration {
    let run = |_| {
        let start = Clock::now();
        act();
        start.elapsed()
    };
    (0..runs).map(run).min().unwrap_or_default()
}

/// The time an action takes; with `FIGURES=cpu`, where Linux tells it, the time this thread was computing. That is no
/// measure of what one waits for (the disk is left out), but it can be read on a machine that does other things.
pub struct Clock(Instant, Option<Duration>);

impl Clock {
    /// Starts it.
    pub fn now() -> Clock {
        Clock(Instant::now(), computing())
    }

    /// Since it started.
    pub fn elapsed(&self) -> Duration {
        match (self.1, computing()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            (_, _) => self.0.elapsed(),
        }
    }
}

/// What this thread has computed so far, to the nanosecond: the scheduler's own count moves by ticks of some milliseconds.
fn computing() -> Option<Duration> {
    std::env::var_os("FIGURES").filter(|asked| asked == "cpu")?;
    #[cfg(target_os = "linux")]
    {
        let told = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Some(Duration::new(u64::try_from(told.tv_sec).ok()?, u32::try_from(told.tv_nsec).ok()?))
    }
    #[cfg(not(target_os = "linux"))]
    {
        None
    }
}

/// Milliseconds, to the hundredth below ten.
fn written(time: Duration) -> String {
    let micros = time.as_micros();
    if micros < 10_000 { format!("{}.{:02} ms", micros / 1_000, micros % 1_000 / 10) } else { format!("{} ms", micros.div_ceil(1_000)) }
}
