//! A world whose account sends to a server of ours.
use crate::post::{LONG, post};
use echu_engine::clock::{Clock, instant};
use echu_engine::mail::Mailer;
use echu_engine::mail::smtp::Timeouts;
use echu_engine::scheduler::{self, Tick};
use echu_tests::World;
use echu_tests::smtp::{Cert, SmtpServer, Tls};
use serde_json::{Value, json};
use std::sync::Arc;

/// The mailbox that sends.
pub const ACCOUNT: &str = "contact@dupre.example";
/// Its password.
pub const PASSWORD: &str = "sésame";

/// A world whose account sends to a server of ours.
pub struct Desk {
    pub world: World,
    pub server: SmtpServer,
    account: Value,
    mailer: Arc<dyn Mailer>,
}

/// A desk at nine in the morning of that day.
pub fn desk(day: &str) -> Desk {
    patient(day, LONG)
}

/// The same, with that much patience for the server.
pub fn patient(day: &str, timeouts: Timeouts) -> Desk {
    let world = World::on(day);
    let post = post(Tls::Implicit, Cert::Good, timeouts);
    world.change("save_creditor", json!({ "creditor": creditor() }));
    let account = json!({
        "preset": "other", "address": ACCOUNT, "senderName": "Menuiserie Dupré",
        "host": "localhost", "port": post.server.port(), "tls": "implicit", "login": ACCOUNT,
    });
    let desk = Desk { world, server: post.server, account, mailer: Arc::new(post.mailer) };
    desk.connect();
    desk
}

/// Who is owed.
pub fn creditor() -> Value {
    json!({
        "name": "Menuiserie Dupré", "legalForm": "EURL", "capital": 500_000,
        "address": { "street": "14 rue des Tanneurs", "postcode": "35510", "city": "Cesson-Sévigné" },
        "siren": "732829320", "registry": "rcs", "registryTown": "Rennes", "phone": "02 61 91 04 12",
        "email": ACCOUNT, "iban": "FR7630006000011234567890189",
        "signatory": "Hélène Dupré", "signatoryQuality": "gérante",
    })
}

impl Desk {
    /// The keychain and the mailer of a story die with the app.
    fn connect(&self) {
        self.world.change("save_mail_account", json!({ "account": self.account, "password": PASSWORD }));
        self.world.app().set_smtp(Arc::clone(&self.mailer));
    }

    /// Closes the app and opens it again.
    pub fn reopen(&mut self) {
        self.world.reopen();
        self.connect();
    }

    /// Lets the sender work until nothing may leave before the evening.
    pub fn send_all(&self) {
        for _ in 0..4_000 {
            match scheduler::tick(self.world.app()).expect("a tick") {
                Tick::Tried => {}
                Tick::Waited(_) => self.world.clock.seconds_pass(15),
            }
            let waiting = self.world.call("sender", json!({}))["waiting"].as_u64();
            if waiting == Some(0) {
                return;
            }
        }
    }

    /// The app works until that day and time, awake.
    pub fn work_until(&self, day: &str, time: &str) {
        let end = instant(format!("{day}T{time}:00").parse().expect("a day and a time"));
        while self.world.clock.now() < end {
            if scheduler::tick(self.world.app()).expect("a tick") != Tick::Tried {
                let left = (end - self.world.clock.now()).num_seconds();
                self.world.clock.seconds_pass(left.clamp(1, 30));
            }
        }
        scheduler::tick(self.world.app()).expect("a tick");
    }

    /// « Reprendre ».
    pub fn resume(&self) {
        self.world.change("resume_sending", json!({}));
    }

    /// A client whose only invoice is eight days late.
    pub fn late_client(&self, number: u32) -> i64 {
        let client = self.world.client(&format!("Client {number}")).email(&format!("c{number}@client.example")).create();
        self.world.invoice(client, &format!("F-{number}")).late(8).total(10_000).create();
        client
    }

    /// Prepares the reminders of the day: their ids.
    pub fn drafts(&self) -> Vec<Value> {
        let prepared = self.world.change("prepare_reminders", json!({}));
        prepared["reminders"].as_array().cloned().unwrap_or_default()
    }

    /// Approves them: the sendings.
    pub fn approve(&self, ids: &[Value]) -> Vec<Value> {
        let approved = self.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": ids }));
        assert_eq!(approved["refused"], json!([]), "every draft may leave");
        approved["dispatches"].as_array().cloned().unwrap_or_default()
    }

    /// Eight days late, for one thousand two hundred and eighty-four euros.
    pub fn one_late_client(&self) -> i64 {
        let client = self.world.client("Garage Delaunay").email("compta@delaunay.example").create();
        self.world.invoice(client, "F-2026-0352").late(8).total(128_400).create();
        client
    }

    /// The states of the outbox, what asks for a person first.
    pub fn states(&self) -> Vec<String> {
        let rows = self.world.call("outbox", json!({}))["rows"].clone();
        rows.as_array().into_iter().flatten().filter_map(|row| row["state"].as_str().map(str::to_owned)).collect()
    }
}
