//! A worker killed at a point of the outbox, and the body it leaves: the base as it was, the server's own record.
use crate::desk::{ACCOUNT, PASSWORD, creditor};
use chrono::{DateTime, Utc};
use echu_engine::mail::SmtpMailer;
use echu_engine::secrets::{Secret, Secrets};
use echu_tests::smtp::{At, Cert, Scenario, SmtpServer, Tls, authority};
use echu_tests::{MovingClock, World, patient};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Recipients a sliding 24 hours, few enough for a run to meet the limit and to last two days.
pub const DAILY_CAP: usize = 4;

/// A base closed with `clients` messages approved, one invoice each, to be copied.
pub fn template(clients: usize) -> TempDir {
    template_by(clients, |_| ())
}

/// The same, with what `set` changes before the messages are approved.
pub fn template_by(clients: usize, set: impl FnOnce(&World)) -> TempDir {
    let world = World::in_folder(World::fast_folder(), MovingClock::on("2026-11-23"));
    world.change("save_creditor", json!({ "creditor": creditor() }));
    let account = json!({
        "preset": "other", "address": ACCOUNT, "senderName": "Menuiserie Dupré",
        "host": "localhost", "port": 465, "tls": "implicit", "login": ACCOUNT,
    });
    world.change("save_mail_account", json!({ "account": account, "password": PASSWORD }));
    let mut options = world.call("settings", json!({}))["options"].clone();
    options["dailyCap"] = json!(DAILY_CAP);
    world.change("save_options", json!({ "options": options }));
    set(&world);
    for number in 1..=clients {
        let client = world.client(&format!("Client {number}")).email(&address(number)).create();
        world.invoice(client, &format!("F-2026-{number}")).late(8).total(10_000).create();
    }
    let ids = world.change("prepare_reminders", json!({}))["reminders"].clone();
    let approved = world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": ids }));
    assert_eq!(approved["dispatches"].as_array().map(Vec::len), Some(clients), "{approved}");
    world.into_folder()
}

/// The address of the nth client.
pub fn address(number: usize) -> String {
    format!("compta{number}@client.example")
}

/// A copy of a template, and the server of its account.
pub struct Scene {
    pub dir: TempDir,
    pub server: Arc<SmtpServer>,
}

/// How a row stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub state: String,
    pub tries: u32,
    pub message_id: String,
}

impl Scene {
    /// Copies the template. The server meets its next connections with `scenarios`, one each, the others soundly.
    pub fn new(template: &TempDir, scenarios: impl IntoIterator<Item = Scenario>) -> Scene {
        let dir = World::fast_folder();
        copy(template.path(), dir.path());
        let server = SmtpServer::start(Tls::Implicit, Cert::Good).unwrap();
        server.queue(scenarios);
        let set = "UPDATE mail_account SET form = json_set(form, '$.port', ?)";
        let changed = base(dir.path()).execute(set, [server.port()]).unwrap();
        assert_eq!(changed, 1, "the account has a port");
        std::fs::write(dir.path().join("root.der"), authority()).unwrap();
        std::fs::write(dir.path().join("clock"), "2026-11-23T08:00:00Z").unwrap();
        Scene { dir, server: Arc::new(server) }
    }

    /// Runs the worker until it dies at the nth passage of `point`, or ends.
    pub fn run(&self, point: &str, nth: usize) -> ExitStatus {
        let victim: Arc<Mutex<Option<Child>>> = Arc::default();
        let mut fault = format!("{point}:{nth}");
        if point == "K11" {
            // Between the dot and the reply: the server alone knows when.
            fault.clear();
            let (hunted, mut dots) = (Arc::clone(&victim), 0);
            self.server.on(At::Dot, move || {
                dots += 1;
                if dots == nth {
                    let mut slot = hunted.lock().unwrap();
                    let child = slot.as_mut().unwrap();
                    child.kill().unwrap();
                    child.wait().unwrap();
                }
            });
        }
        let mut slot = victim.lock().unwrap();
        *slot = Some(self.spawn(Command::new(env!("CARGO_BIN_EXE_worker")).env("FAULT", fault)));
        drop(slot);
        let patience = Instant::now() + Duration::from_secs(120);
        let status = loop {
            // Taken only if free: the hook holds it while it kills.
            if let Ok(mut slot) = victim.try_lock() {
                let child = slot.as_mut().unwrap();
                if let Some(status) = child.try_wait().unwrap() {
                    break status;
                }
                if Instant::now() > patience {
                    child.kill().unwrap();
                    panic!("{point}:{nth}: the worker neither ends nor dies");
                }
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        self.server.on(At::Dot, || {});
        assert!(self.server.is_quiet(), "{point}:{nth}: the server still talks to a dead client");
        status
    }

    /// Starts a worker on the folder.
    pub fn spawn(&self, command: &mut Command) -> Child {
        command.arg(self.dir.path()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// When the worker died, or ended.
    pub fn hour(&self) -> DateTime<Utc> {
        std::fs::read_to_string(self.dir.path().join("clock")).unwrap().parse().unwrap()
    }

    /// The rows of the outbox by recipient.
    pub fn rows(&self) -> BTreeMap<String, Row> {
        rows(&base(self.dir.path()))
    }

    /// Opens the app again, a minute after the death, on the folder of the body.
    pub fn reopen(self) -> (World, Arc<SmtpServer>) {
        let clock = MovingClock::at(self.hour() + chrono::TimeDelta::minutes(1));
        let mut world = World::in_folder(self.dir, clock);
        world.secrets.set(ACCOUNT, &Secret::new(PASSWORD.to_owned())).unwrap();
        world.send_by(Arc::new(SmtpMailer::trusting(&[authority()], patient()).unwrap()));
        (world, self.server)
    }
}

/// The base of a folder whose app is closed, or dead.
fn base(dir: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(dir.join("data").join("echu.db")).unwrap()
}

/// The rows of the outbox by recipient.
pub fn rows(base: &rusqlite::Connection) -> BTreeMap<String, Row> {
    let mut query = base.prepare("SELECT recipient, state, tries, message_id FROM dispatch").unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, Row { state: row.get(1)?, tries: row.get(2)?, message_id: row.get(3)? })));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// Copies a folder with what it holds.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
