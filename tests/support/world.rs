//! The world of a story.
use crate::builders::{ClientBuilder, InvoiceBuilder};
use crate::clock::MovingClock;
use crate::desktop::QueueDesktop;
use crate::secrets::SharedSecrets;
use echu_engine::App;
use echu_engine::app::Paths;
use echu_engine::clock::Clock;
use echu_engine::contract::dispatch;
use echu_engine::error::{ApiError, Error};
use echu_engine::mail::Mailer;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// An app on a base of its own, at a given day.
pub struct World {
    /// The time.
    pub clock: MovingClock,
    /// Dialogs and viewers.
    pub desktop: QueueDesktop,
    /// The keychain: it outlives the app.
    pub secrets: SharedSecrets,
    /// What sends, when it is not the app's own mailer.
    mailer: Option<Arc<dyn Mailer>>,
    /// The app; absent only while it is being opened again.
    app: Option<Arc<App>>,
    dir: TempDir,
}

impl World {
    /// An empty base, at nine in the morning of that day.
    ///
    /// # Panics
    /// When the folder or the base cannot be made.
    pub fn on(day: &str) -> World {
        World::in_folder(tempfile::tempdir().expect("a folder for the story"), MovingClock::on(day))
    }

    /// Opens the base of a folder, or a new one: `data` and `state` are inside.
    ///
    /// # Panics
    /// When the base cannot be opened.
    pub fn in_folder(dir: TempDir, clock: MovingClock) -> World {
        let (desktop, secrets) = (QueueDesktop::default(), SharedSecrets::default());
        let mut world = World { clock, desktop, secrets, mailer: None, app: None, dir };
        world.reopen();
        world
    }

    /// A folder in memory where the machine has one: for hundreds of bases that no power cut will ever try.
    ///
    /// # Panics
    /// When no folder can be made.
    pub fn fast_folder() -> TempDir {
        let memory = std::path::Path::new("/dev/shm");
        let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        made.expect("a folder for the story")
    }

    /// Sends by `mailer` from now on, after another opening too.
    pub fn send_by(&mut self, mailer: Arc<dyn Mailer>) {
        self.app().set_smtp(Arc::clone(&mailer));
        self.mailer = Some(mailer);
    }

    /// Closes the app: its files may be touched.
    pub fn close(&mut self) {
        self.app = None;
    }

    /// Closes the app and gives its folder.
    pub fn into_folder(self) -> TempDir {
        self.dir
    }

    /// Closes the app and opens it again on the same folders, as the next morning does.
    ///
    /// # Panics
    /// When the base cannot be opened.
    pub fn reopen(&mut self) {
        self.close();
        let app = self.open();
        if let Some(mailer) = &self.mailer {
            app.set_smtp(Arc::clone(mailer));
        }
        self.app = Some(app);
    }

    /// Opens the app. A story that starts a process at this instant lends it our lock until it becomes another program: a
    /// lock just given back may be seen held for some milliseconds.
    fn open(&self) -> Arc<App> {
        let mut patience = 200;
        loop {
            let paths = Paths { data: self.dir.path().join("data"), state: self.dir.path().join("state") };
            match App::open(paths, Box::new(self.clock.clone()), Box::new(self.desktop.clone()), Box::new(self.secrets.clone())) {
                Err(Error::Locked) if patience > 0 => patience -= 1,
                opened => return opened.expect("open the app"),
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// The app of a closed world, its base open to be read and not checked yet, as the window has it at first.
    ///
    /// # Panics
    /// When the base cannot be opened.
    pub fn begun(&self) -> Arc<App> {
        let paths = Paths { data: self.dir.path().join("data"), state: self.dir.path().join("state") };
        let (desktop, secrets) = (Box::new(self.desktop.clone()), Box::new(self.secrets.clone()));
        App::begin(paths, Box::new(self.clock.clone()), desktop, secrets).expect("a base to read")
    }

    /// The app.
    ///
    /// # Panics
    /// Never: it is there between two openings.
    pub fn app(&self) -> &Arc<App> {
        self.app.as_ref().expect("the app is open")
    }

    /// The folder of the story; the app's own are `data` and `state` inside.
    pub fn folder(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    /// A connection of the test's own to the base, to look at what is stored.
    ///
    /// # Panics
    /// When the base cannot be read.
    pub fn sql(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder().join("data").join("echu.db")).expect("read the base")
    }

    /// Runs a command that must succeed.
    ///
    /// # Panics
    /// When it is refused, with its reason.
    pub fn call(&self, name: &str, request: Value) -> Value {
        match dispatch(self.app(), name, request.clone()) {
            Ok(answer) => answer,
            Err(error) => panic!("{name} {request} was refused: {:?} {:?} {} ({})", error.code, error.field, error.sentence, error.detail),
        }
    }

    /// Runs a mutation that must succeed, and gives its value.
    ///
    /// # Panics
    /// When it is refused, or is no mutation.
    pub fn change(&self, name: &str, request: Value) -> Value {
        let mut outcome = self.call(name, request);
        assert!(outcome.get("changed").is_some(), "{name} says what it changed");
        outcome["value"].take()
    }

    /// Runs a command that must be refused.
    ///
    /// # Panics
    /// When it succeeds, or when its refusal says nothing to the person.
    pub fn refused(&self, name: &str, request: Value) -> ApiError {
        match dispatch(self.app(), name, request.clone()) {
            Ok(answer) => panic!("{name} {request} should be refused, and answered {answer}"),
            Err(error) => {
                assert!(!error.sentence.is_empty(), "{name}: a refusal is said to the person");
                error
            }
        }
    }

    /// A business to describe, then to create.
    pub fn client(&self, name: &str) -> ClientBuilder<'_> {
        ClientBuilder::new(self, name)
    }

    /// An invoice of 1 000 €, issued today and due thirty days later, to describe, then to create.
    pub fn invoice(&self, client: i64, number: &str) -> InvoiceBuilder<'_> {
        InvoiceBuilder::new(self, client, number)
    }

    /// Money received today.
    ///
    /// # Panics
    /// When it is refused.
    pub fn pays(&self, client: i64, cents: i64) -> Value {
        self.change("record_payment", json!({ "clientId": client, "receivedOn": self.clock.today(), "amount": cents }))
    }

    /// A file of the story, as if the user had chosen it: its token.
    ///
    /// # Panics
    /// When the file cannot be written.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder().join(name);
        std::fs::write(&path, bytes).expect("write the file");
        self.app().file_token(&path)
    }

    /// Goes to nine in the morning, that many days later.
    pub fn days_pass(&self, days: i64) {
        self.clock.days_pass(days);
    }

    /// A client's history as a story reads it, oldest first: `2026-11-23  what happened`.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn story(&self, client: i64) -> String {
        let rows = self.call("timeline", json!({ "clientId": client }));
        let lines = rows.as_array().expect("lines").iter().rev();
        lines.map(|row| format!("{}  {}\n", row["on"].as_str().unwrap_or(""), row["title"].as_str().unwrap_or(""))).collect()
    }
}

/// Cents of an amount written in French.
///
/// # Panics
/// When it is no amount.
pub fn euros(text: &str) -> i64 {
    echu_core::text::parse_euros(text).expect("an amount written in French").0
}
