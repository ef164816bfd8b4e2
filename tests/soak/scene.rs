//! One set of data: approvals, lives, deaths, a rest, and the laws read.
use crate::figures::Figures;
use crate::keys::Keys;
use crate::window::{Wall, Window};
use base64::Engine as _;
use chrono::TimeDelta;
use echu_engine::clock::Clock;
use echu_engine::mail::SmtpMailer;
use echu_engine::secrets::{Secret, Secrets};
use echu_tests::laws::{self, Truth};
use echu_tests::smtp::{At, Cert, Scenario, SmtpServer, Tls, authority};
use echu_tests::{MovingClock, World, let_it_work, patient};
use fastrand::Rng;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ACCOUNT: &str = "contact@dupre.example";
const PASSWORD: &str = "sésame";
const DAILY_CAP: usize = 5_000;
/// Messages a person approves at each visit: fewer than what makes the app ask again.
const HANDFUL: usize = 8;
/// A person passes so often, in lives: the openings between are the app's alone, straight after a death.
const VISITS: usize = 3;

/// The trial of one set.
struct Scene {
    rng: Rng,
    dir: Option<TempDir>,
    server: Arc<SmtpServer>,
    wall: Wall,
    deaths: Receiver<()>,
    truth: Truth,
    drafts: Vec<i64>,
    figures: Figures,
}

/// Lives and dies `deaths` times.
pub fn live(app: &Path, seed: u64, deaths: usize) -> Figures {
    let mut scene = Scene::new(seed, deaths);
    let _keys = Keys::holding(scene.folder(), ACCOUNT, PASSWORD);
    for number in 0..deaths {
        if number % VISITS == 0 {
            scene.visit();
        }
        scene.life(app);
        eprintln!("seed {seed}, death {}: {:?}", number + 1, scene.figures);
    }
    scene.rest(&format!("seed {seed}"))
}

impl Scene {
    fn new(seed: u64, deaths: usize) -> Scene {
        let server = SmtpServer::start(Tls::Implicit, Cert::Good).expect("a server");
        let world = World::in_folder(World::fast_folder(), MovingClock::on("2026-11-23"));
        let creditor = json!({
            "name": "Menuiserie Dupré", "legalForm": "EURL", "capital": 500_000,
            "address": { "street": "14 rue des Tanneurs", "postcode": "35510", "city": "Cesson-Sévigné" },
            "siren": "732829320", "registry": "rcs", "registryTown": "Rennes", "phone": "02 61 91 04 12",
            "email": ACCOUNT, "iban": "FR7630006000011234567890189",
            "signatory": "Hélène Dupré", "signatoryQuality": "gérante",
        });
        world.change("save_creditor", json!({ "creditor": creditor }));
        let account = json!({
            "preset": "other", "address": ACCOUNT, "senderName": "Menuiserie Dupré",
            "host": "localhost", "port": server.port(), "tls": "implicit", "login": ACCOUNT,
        });
        world.change("save_mail_account", json!({ "account": account, "password": PASSWORD }));
        let mut options = world.call("settings", json!({}))["options"].clone();
        (options["hourlyCap"], options["dailyCap"], options["undoSeconds"]) = (json!(500), json!(DAILY_CAP), json!(0));
        world.change("save_options", json!({ "options": options }));
        // Faster than a person may ask for: a life is short.
        let faster = "UPDATE setting SET value = json_set(value, '$.paceSeconds', 1) WHERE key = 'options'";
        assert_eq!(world.sql().execute(faster, []).expect("the options"), 1);
        for number in 1..=(deaths / VISITS + 1) * HANDFUL {
            let client = world.client(&format!("Client {number}")).email(&format!("compta{number}@client.example")).create();
            world.invoice(client, &format!("F-2026-{number}")).late(8).total(10_000).create();
        }
        let drafts = world.change("prepare_reminders", json!({}))["reminders"].clone();
        let drafts = drafts.as_array().expect("drafts").iter().filter_map(serde_json::Value::as_i64).collect();
        let now = world.clock.now();
        let dir = world.into_folder();
        let root = base64::engine::general_purpose::STANDARD.encode(authority());
        let root = format!("-----BEGIN CERTIFICATE-----\n{root}\n-----END CERTIFICATE-----\n");
        std::fs::write(dir.path().join("root.pem"), root).expect("the authority");
        let (told, deaths) = channel();
        let wall = Wall::at(dir.path(), now);
        let truth = Truth { daily_cap: DAILY_CAP, ..Truth::default() };
        let scene = Scene {
            rng: Rng::with_seed(seed),
            dir: Some(dir),
            server: Arc::new(server),
            wall,
            deaths,
            truth,
            drafts,
            figures: Figures::default(),
        };
        // Any place of a dialogue may be where the app dies: each passage is one more chance.
        for at in [At::Auth, At::Mail, At::Rcpt, At::Data, At::Body, At::Dot] {
            let told = told.clone();
            scene.server.on(at, move || {
                // The set is over: nobody listens any more.
                let _ = told.send(());
            });
        }
        scene
    }

    fn folder(&self) -> &Path {
        self.dir.as_ref().expect("a closed base").path()
    }

    /// A person passes: says « Reprendre » if it is asked, approves a handful, and notes the payment of one client in ten.
    fn visit(&mut self) {
        let dir = self.dir.take().expect("a closed base");
        let world = World::in_folder(dir, MovingClock::at(self.wall.now()));
        world.secrets.set(ACCOUNT, &Secret::new(PASSWORD.to_owned())).expect("a keychain");
        if world.call("sender", json!({}))["state"] != "active" {
            world.change("resume_sending", json!({}));
        }
        let handful: Vec<i64> = self.drafts.drain(..HANDFUL.min(self.drafts.len())).collect();
        let approved = world.change("approve_reminders", json!({ "ids": handful, "receiptsChecked": true }));
        self.figures.approved += approved["dispatches"].as_array().map_or(0, |all| all.len() as u64);
        let waiting = "SELECT r.client_id, d.recipient FROM dispatch d JOIN reminder r ON r.id = d.reminder_id
                       WHERE d.state IN ('queued', 'deferred') ORDER BY d.id";
        let waiting: Vec<(i64, String)> = {
            let base = world.sql();
            let mut query = base.prepare(waiting).expect("the outbox");
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the outbox");
            rows.map(|row| row.expect("a row")).collect()
        };
        for (client, address) in waiting {
            if self.rng.u8(..10) == 0 {
                world.pays(client, 10_000);
                self.truth.stopped.insert(address, world.clock.now());
            }
        }
        self.dir = Some(world.into_folder());
    }

    /// The app opens, works, and dies.
    fn life(&mut self, app: &Path) {
        let faults: Vec<Scenario> = (0..6).map(|_| self.fault()).collect();
        self.server.queue(faults);
        while self.deaths.try_recv().is_ok() {}
        let mut window = Window::open(app, self.folder(), &self.wall);
        // One death in eight comes early: while it opens, recovers, or waits. The others wait for the dialogues.
        let early = self.rng.u8(..8) == 0;
        let until = Duration::from_millis(if early { self.rng.u64(100..30_000) } else { 90_000 });
        let passages = self.rng.usize(1..24);
        let mut passed = 0;
        while window.age() < until && passed < passages {
            window.hurry(&mut self.wall);
            if self.deaths.recv_timeout(Duration::from_millis(100)).is_ok() {
                passed += 1;
            }
        }
        let instant = Instant::now() + Duration::from_micros(self.rng.u64(..8_000));
        while Instant::now() < instant {
            std::hint::spin_loop();
        }
        window.kill();
        assert!(self.server.is_quiet(), "the server still talks to a dead app");
        self.figures.deaths += 1;
        let base = rusqlite::Connection::open(self.folder().join("data").join("echu.db")).expect("the base of a dead app");
        let count = |state: &str| -> u64 {
            let sql = "SELECT COUNT(*) FROM dispatch WHERE state = ?";
            base.query_row(sql, [state], |row| row.get::<_, i64>(0)).map_or(0, i64::unsigned_abs)
        };
        self.figures.before += count("sending");
        self.figures.after += count("engaged");
    }

    /// What the next connection meets: nothing, two times in three. Nothing that asks for a person, nor for hours.
    fn fault(&mut self) -> Scenario {
        let faults = [
            Scenario::say(At::Rcpt, "450 4.2.0 greylisted, retry in 300s"),
            Scenario::say(At::Data, "451 4.3.0 later"),
            Scenario::Drop(At::Data),
            Scenario::Drop(At::Body),
            Scenario::Drop(At::Dot),
            Scenario::AcceptThenDrop,
            Scenario::say(At::Dot, "451 4.3.0 try later"),
            Scenario::Slow(Duration::from_millis(300)),
        ];
        if self.rng.u8(..3) == 0 { faults[self.rng.usize(..faults.len())].clone() } else { Scenario::Ok }
    }

    /// Everything comes to rest, on a clock that moves; then the laws, and the counts.
    fn rest(mut self, story: &str) -> Figures {
        let clock = MovingClock::at(self.wall.now() + TimeDelta::minutes(1));
        let mut world = World::in_folder(self.dir.take().expect("a closed base"), clock);
        world.secrets.set(ACCOUNT, &Secret::new(PASSWORD.to_owned())).expect("a keychain");
        world.send_by(Arc::new(SmtpMailer::trusting(&[authority()], patient()).expect("a mailer")));
        let_it_work(world.app(), &world.clock, || {});
        self.truth.accepted = self.server.accepted().into_iter().map(|one| one.message_id).collect();
        laws::check(&world, &self.truth, story);
        let mut taken: BTreeMap<&String, u64> = BTreeMap::new();
        for id in &self.truth.accepted {
            *taken.entry(id).or_default() += 1;
        }
        let figures = &mut self.figures;
        figures.taken = taken.len() as u64;
        figures.duplicates = taken.values().map(|times| times - 1).sum();
        let base = world.sql();
        let mut query = base.prepare("SELECT state, message_id FROM dispatch").expect("the outbox");
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).expect("the outbox");
        for row in rows {
            let (state, id) = row.expect("a row");
            let arrived = taken.contains_key(&id);
            match state.as_str() {
                "sent" if arrived => figures.sent += 1,
                "uncertain" => {
                    figures.uncertain += 1;
                    figures.arrived += u64::from(arrived);
                }
                "failed" | "needs_review" if !arrived => figures.refused += 1,
                "cancelled" if !arrived => figures.withdrawn += 1,
                _ => {
                    eprintln!("{story}: {id} is « {state} », and the server {} it", if arrived { "took" } else { "never saw" });
                    figures.lost += 1;
                }
            }
        }
        self.figures
    }
}
