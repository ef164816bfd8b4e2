//! The app itself, with its window, under a wall clock of ours. Only the wall moves: what measures durations is the machine's.
use chrono::{DateTime, TimeDelta, Utc};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FAKETIME: [&str; 2] = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"];

/// The wall clock of a set of data: the machine's, and so many seconds.
pub struct Wall {
    file: PathBuf,
    ahead: TimeDelta,
}

impl Wall {
    /// Shows `at` now.
    pub fn at(folder: &Path, at: DateTime<Utc>) -> Wall {
        let wall = Wall { file: folder.join("wall"), ahead: at - machine() };
        wall.write();
        wall
    }

    /// The hour it shows.
    pub fn now(&self) -> DateTime<Utc> {
        machine() + self.ahead
    }

    /// Puts it forward.
    pub fn forward(&mut self, by: TimeDelta) {
        self.ahead += by;
        self.write();
    }

    fn write(&self) {
        // Whole at once: it is read at any time.
        let new = self.file.with_extension("new");
        std::fs::write(&new, format!("+{}.{:03}\n", self.ahead.num_seconds(), self.ahead.subsec_nanos() / 1_000_000)).expect("the wall");
        std::fs::rename(&new, &self.file).expect("the wall");
    }
}

#[expect(clippy::disallowed_methods, reason = "what the app's wall clock is compared with")]
fn machine() -> DateTime<Utc> {
    Utc::now()
}

/// A living app.
pub struct Window {
    app: Child,
    born: Instant,
    forward: TimeDelta,
}

/// The grace after a start is two minutes of the wall; the wall may not jump by more than that between two looks of the sender,
/// half a minute apart, or it would believe that the machine slept.
const GRACE: TimeDelta = TimeDelta::seconds(89);
const STEPS_END: Duration = Duration::from_secs(24);

impl Window {
    /// Opens the app on the set of data of `folder`.
    pub fn open(app: &Path, folder: &Path, wall: &Wall) -> Window {
        let library = FAKETIME.iter().find(|path| Path::new(path).exists()).expect("libfaketime");
        let log = std::fs::File::options().create(true).append(true).open(folder.join("window.log")).expect("a log");
        let app = Command::new(app)
            .env("ECHU_DATA_DIR", folder.join("data"))
            .env("ECHU_STATE_DIR", folder.join("state"))
            .env("HOME", folder)
            .env("SSL_CERT_FILE", folder.join("root.pem"))
            .env("LD_PRELOAD", library)
            .env("FAKETIME_TIMESTAMP_FILE", &wall.file)
            .env("FAKETIME_CACHE_DURATION", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("DONT_FAKE_MONOTONIC", "1")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("the app");
        Window { app, born: Instant::now(), forward: TimeDelta::zero() }
    }

    /// How long it has been open.
    pub fn age(&self) -> Duration {
        self.born.elapsed()
    }

    /// Moves the wall on, little by little, so that the grace of the start is over in half a minute.
    pub fn hurry(&mut self, wall: &mut Wall) {
        let share = self.age().as_millis().min(STEPS_END.as_millis());
        let due = i64::try_from(u128::from(GRACE.num_milliseconds().unsigned_abs()) * share / STEPS_END.as_millis()).unwrap_or_default();
        let due = TimeDelta::milliseconds(due);
        if due - self.forward > TimeDelta::seconds(1) {
            wall.forward(due - self.forward);
            self.forward = due;
        }
    }

    /// SIGKILL; the processes that drew its pages go by themselves once it is dead.
    pub fn kill(mut self) {
        assert!(self.app.try_wait().expect("its state").is_none(), "the app ended by itself: its log says why");
        self.app.kill().expect("a living app");
        self.app.wait().expect("a dead app");
    }
}
