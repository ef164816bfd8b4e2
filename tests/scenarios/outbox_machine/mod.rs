//! Random lives of an outbox, against a model of it: approvals, payments, disputes, deaths at any place, restarts, old bases
//! put back closed or open, lost replies, resends, clocks. After each step the real base says what the model says, and the
//! invariants I1 to I7 hold.
//!
//! A failure prints the shortest life that shows it; its seed is kept in `outbox_machine.regressions` and tried first.
mod compare;
mod model;
mod steps;
mod wire;

use crate::killed::{DAILY_CAP, copy, template};
use crate::old_base::{back_up, put_back_closed, put_back_open};
use chrono::{DateTime, Utc};
use echu_core::outbox::{OutboxEvent as E, OutboxState as S};
use echu_core::pacing::Suspension;
use echu_engine::clock::Clock;
use echu_engine::contract::dispatch;
use echu_engine::secrets::{Secret, Secrets};
use echu_tests::laws::{self, Truth};
use echu_tests::{MovingClock, World};
use model::{Base, Model, Row};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};
use steps::{Step, step};
use tempfile::TempDir;
use wire::{Answer, Death, Wire};

/// The day the file of invoices was made: they are late already.
const TODAY_OF_THE_FILE: &str = "2026-11-23";
/// Clients, one late invoice each.
const CLIENTS: usize = 3;
/// The client of the file.
const NEWCOMER: usize = CLIENTS + 1;
const AMOUNT: i64 = 10_000;

/// Suspensions whose rules are time's own, an uncertain message that is left without an answer among them: the model lets them be.
const BY_THE_CLOCK: [Suspension; 4] = [Suspension::MissedSlot, Suspension::ClockBack, Suspension::ClockJump, Suspension::OldUncertain];

/// A base with its clients and their late invoices, nothing prepared.
static TEMPLATE: LazyLock<TempDir> = LazyLock::new(|| {
    let mut world = World::in_folder(template(0), MovingClock::on("2026-11-23"));
    for number in 1..=CLIENTS {
        let client = world.client(&format!("Client {number}")).email(&crate::killed::address(number)).create();
        world.invoice(client, &format!("F-2026-{number}")).late(8).total(AMOUNT).create();
    }
    world.close();
    world.into_folder()
});

/// The real app and the model of it, side by side.
struct Machine {
    world: World,
    wire: Arc<Wire>,
    model: Model,
    backup: Option<Base>,
    resends: BTreeMap<String, usize>,
}

impl Machine {
    fn new() -> Machine {
        let dir = World::fast_folder();
        copy(TEMPLATE.path(), dir.path());
        let mut world = World::in_folder(dir, MovingClock::on("2026-11-23"));
        world.secrets.set(crate::desk::ACCOUNT, &Secret::new(crate::desk::PASSWORD.to_owned())).expect("a keychain");
        let wire = Arc::new(Wire::new(&world.folder()));
        world.send_by(wire.clone());
        Machine { world, wire, model: Model::default(), backup: None, resends: BTreeMap::new() }
    }

    fn take(&mut self, step: &Step) {
        self.world.clock.seconds_pass(1);
        match *step {
            Step::Approve => self.approve(),
            Step::Send(answer, death, pays) => self.send(answer, death, pays),
            Step::Pays(client) => {
                if self.model.base.paid.contains_key(&address(client)) {
                    return;
                }
                self.world.pays(client as i64, AMOUNT);
                self.model.base.paid.insert(address(client), self.earliest());
            }
            Step::PaysAPart(client) => {
                if self.model.base.paid.contains_key(&address(client)) || self.model.base.parts.contains(&address(client)) {
                    return;
                }
                self.world.pays(client as i64, AMOUNT / 10);
                self.model.base.parts.insert(address(client));
                if let Some(row) = self.model.base.rows.get_mut(&address(client)) {
                    row.moved = true;
                }
            }
            Step::Disputes(client) => self.holds(client, json!({ "kind": "dispute", "reason": "other", "note": "" })),
            Step::Promises(client) => {
                let on = self.world.clock.today() + chrono::Days::new(90);
                self.holds(client, json!({ "kind": "promise", "until": on, "note": "" }));
            }
            Step::Imports => {
                let day = |back: u64| {
                    (TODAY_OF_THE_FILE.parse::<chrono::NaiveDate>().expect("a day") - chrono::Days::new(back)).format("%d/%m/%Y")
                };
                let file = format!(
                    "Numéro;Client;E-mail;Date;Échéance;Total TTC\r\nF-2026-9;Client du fichier;{};{};{};100,00\r\n",
                    address(NEWCOMER),
                    day(38),
                    day(8)
                );
                let token = self.world.file("factures.csv", file.as_bytes());
                let draft = self.world.call("open_import", json!({ "token": token }));
                // Already known: nothing to create, and it says so.
                if dispatch(self.world.app(), "commit_import", json!({ "draft": draft["draft"] })).is_ok() {
                    self.world.change("confirm_triage", json!({ "choices": [] }));
                }
            }
            Step::Settles(client) => {
                if self.model.base.disputed.remove(&address(client)).is_some() {
                    let holds = self.world.call("holds_of", json!({ "clientId": client }));
                    let open = holds.as_array().into_iter().flatten().find(|hold| hold["released"] == false).cloned();
                    self.world.change("release_hold", json!({ "id": open.expect("an open dispute")["id"] }));
                }
            }
            Step::SendAgain(client) => {
                if self.person(client, E::Resend, "confirm_dispatch", json!({ "verdict": "send_again" })) {
                    let key = self.model.base.rows[&address(client)].key.clone();
                    *self.resends.entry(key).or_default() += 1;
                }
            }
            Step::Arrived(client) => {
                self.person(client, E::ConfirmSent, "confirm_dispatch", json!({ "verdict": "arrived" }));
            }
            Step::GivesUp(client) => {
                self.person(client, E::Cancel, "confirm_dispatch", json!({ "verdict": "give_up" }));
            }
            Step::Requeues(client) => {
                self.person(client, E::Requeue, "requeue_dispatch", json!({}));
            }
            Step::Withdraws(client) => {
                let stoppable = self.state(client).is_some_and(|state| state.is_waiting() || state == S::Failed || state == S::NeedsReview);
                if stoppable && self.model.person(&address(client), E::Cancel) {
                    self.world.change("withdraw_dispatches", json!({ "ids": [self.id(client)] }));
                }
            }
            Step::Pauses => {
                self.world.change("pause_sending", json!({}));
                self.model.base.paused = true;
            }
            Step::Resumes => {
                self.world.change("resume_sending", json!({}));
                (self.model.base.suspended, self.model.base.paused) = (false, false);
            }
            Step::Restarts => {
                self.world.reopen();
                self.model.opens();
            }
            Step::BacksUp => {
                back_up(&self.world.folder());
                self.backup = Some(self.model.base.clone());
            }
            Step::PutsBackClosed => {
                if let Some(backup) = self.backup.clone() {
                    put_back_closed(&mut self.world);
                    self.model.base = backup;
                    self.model.opens();
                }
            }
            Step::PutsBackOpen => {
                if let Some(backup) = self.backup.clone() {
                    put_back_open(&self.world.folder());
                    self.model.base = backup;
                }
            }
            Step::Minutes(minutes) => self.world.clock.seconds_pass(minutes * 60),
            Step::Days(days) => self.world.clock.days_pass(days),
            Step::ClockBack => self.world.clock.hour_is_changed(chrono::TimeDelta::hours(-2)),
        }
    }

    /// A hold is placed on a client's invoice, unless it is settled or held.
    fn holds(&mut self, client: usize, mut hold: Value) {
        if self.model.base.paid.contains_key(&address(client)) || self.model.base.disputed.contains_key(&address(client)) {
            return;
        }
        (hold["clientId"], hold["invoiceId"]) = (json!(client), json!(client));
        if dispatch(self.world.app(), "place_hold", hold).is_ok() {
            self.model.base.disputed.insert(address(client), self.earliest());
        }
    }

    /// Now, or just after the last engagement where the hour was put back since.
    fn earliest(&self) -> DateTime<Utc> {
        let last = "SELECT MAX(engaged_at) FROM dispatch";
        let last: Option<String> = self.world.sql().query_row(last, [], |row| row.get(0)).expect("the outbox");
        let last = last.and_then(|text| text.parse::<DateTime<Utc>>().ok()).map(|at| at + chrono::TimeDelta::seconds(1));
        last.map_or(self.world.clock.now(), |last| last.max(self.world.clock.now()))
    }

    fn state(&self, client: usize) -> Option<S> {
        self.model.base.rows.get(&address(client)).map(|row| row.state)
    }

    fn id(&self, client: usize) -> i64 {
        let last = "SELECT MAX(id) FROM dispatch WHERE recipient = ?";
        self.world.sql().query_row(last, [address(client)], |row| row.get(0)).expect("a message")
    }

    /// A person's word on a message, where its state allows it; refused otherwise, and nothing moves.
    fn person(&mut self, client: usize, event: E, command: &str, mut request: Value) -> bool {
        if self.state(client).is_none() {
            return false;
        }
        request["id"] = json!(self.id(client));
        // The word on a doubt is heard on a doubt alone.
        let heard = command != "confirm_dispatch" || self.state(client) == Some(S::Uncertain);
        let allowed = heard && self.model.person(&address(client), event);
        let done = dispatch(self.world.app(), command, request);
        assert_eq!(done.is_ok(), allowed, "{command} on {client}: {done:?}");
        allowed
    }

    /// Whom the plan proposes is the plan's business; that nobody who paid, disputes or has a message alive is among them
    /// is ours.
    fn approve(&mut self) {
        let ids = self.world.change("prepare_reminders", json!({}))["reminders"].clone();
        let approved = self.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": ids }));
        for id in approved["dispatches"].as_array().into_iter().flatten() {
            let found = "SELECT recipient, key_hash FROM dispatch WHERE id = ?";
            let (recipient, key): (String, String) =
                self.world.sql().query_row(found, [id.as_i64()], |row| Ok((row.get(0)?, row.get(1)?))).expect("a message");
            let base = &mut self.model.base;
            assert!(!base.paid.contains_key(&recipient) && !base.disputed.contains_key(&recipient), "{recipient} may not be reminded");
            let row = Row { state: S::Queued, key, engaged: false, moved: false };
            let before = base.rows.insert(recipient, row);
            assert!(before.as_ref().is_none_or(|row| !row.state.is_live()), "one message alive a client: {before:?}");
            base.older.extend(before.filter(|row| row.state == S::Sent));
        }
    }

    /// Those that wait and of which an invoice is no longer what it was, oldest first, when the next tick judges them again.
    fn moved(&self) -> Vec<String> {
        if !echu_engine::scheduler::must_judge(self.world.app()) {
            return Vec::new();
        }
        let moved = "SELECT DISTINCT d.recipient FROM dispatch d JOIN reminder_line l ON l.reminder_id = d.reminder_id
                     JOIN invoice i ON i.id = l.invoice_id WHERE d.state IN ('queued', 'deferred') AND l.role <> 'memory'
                     AND i.version <> l.invoice_version ORDER BY d.id";
        let base = self.world.sql();
        let mut query = base.prepare(moved).expect("the queue");
        query.query_map([], |row| row.get(0)).expect("the queue").map(|row| row.expect("a row")).collect()
    }

    /// The hour moved to when the sender says that a message will leave; false when none will.
    fn waits_for_its_hour(&self) -> bool {
        // One wait may hide another: the morning, then the pace.
        for _ in 0..5 {
            let sender = self.world.call("sender", json!({}));
            if sender["state"] != "active" {
                return false;
            }
            match sender["nextAt"].as_str().and_then(|text| text.parse::<DateTime<Utc>>().ok()) {
                // It is said in whole seconds, and meant to the thousandth.
                Some(at) if at > self.world.clock.now() => self.world.clock.set(at + chrono::TimeDelta::seconds(1)),
                Some(_) | None => break,
            }
        }
        true
    }

    /// The message the sender will take.
    fn next(&self) -> Option<String> {
        let now = self.world.clock.now();
        // Oldest first; one message a client a day, unless it is the same one again.
        let due = "SELECT d.recipient, d.engaged_at,
                          (SELECT MAX(o.engaged_at) FROM dispatch o WHERE o.recipient = d.recipient)
                   FROM dispatch d WHERE d.state IN ('queued', 'deferred') AND datetime(d.not_before) <= datetime(?) ORDER BY d.not_before, d.id";
        let base = self.world.sql();
        let mut query = base.prepare(due).expect("the queue");
        let at = |text: Option<String>| text.and_then(|text| text.parse::<DateTime<Utc>>().ok());
        let rows = query.query_map([now.to_rfc3339()], |row| Ok((row.get::<_, String>(0)?, at(row.get(1)?), at(row.get(2)?))));
        let rows: Vec<_> = rows.expect("the queue").map(|row| row.expect("a row")).collect();
        let free = |own: &Option<DateTime<Utc>>, last: &Option<DateTime<Utc>>| {
            own.is_some() || last.is_none_or(|last| last + chrono::TimeDelta::hours(24) <= now)
        };
        let waits = |recipient: &String| self.state_of(recipient).is_some_and(S::is_waiting);
        rows.into_iter().find(|(recipient, own, last)| waits(recipient) && free(own, last)).map(|(recipient, _, _)| recipient)
    }

    fn send(&mut self, answer: Answer, death: Option<Death>, pays: bool) {
        let works = self.waits_for_its_hour();
        let moved = self.moved();
        self.model.judges(&moved);
        let chosen = if works && !self.model.base.suspended { self.next() } else { None };
        // The client of the file does not pay: his number is not the same in every base.
        let payer = chosen.as_ref().filter(|_| pays).and_then(|recipient| (1..=CLIENTS).find(|number| address(*number) == *recipient));
        let pays = payer.is_some();
        let payment = payer.map(|client| {
            let (app, day) = (Arc::clone(self.world.app()), self.world.clock.today());
            let request = json!({ "clientId": client, "receivedOn": day, "amount": AMOUNT });
            let pay = move || {
                dispatch(&app, "record_payment", request.clone()).expect("the payment is recorded");
            };
            Box::new(pay) as Box<dyn FnMut() + Send>
        });
        self.wire.will_meet(answer, death, payment);
        let tried = echu_engine::scheduler::tick(self.world.app());
        assert!(tried.is_ok(), "{tried:?}");
        self.wire.dies_after_the_try();
        self.wire.forget();
        self.expires(&moved);
        let why = self.suspended_for();
        let by_the_clock = BY_THE_CLOCK.iter().any(|own| own.key() == why);
        if by_the_clock && !self.model.base.suspended {
            // The clock is looked at first: nothing is then taken.
            self.model.base.suspended = true;
            let doubts = self.model.base.rows.values().filter(|row| row.state == S::Uncertain).count();
            assert!(why != Suspension::OldUncertain.key() || doubts > 0, "stopped for a doubt, and no message is uncertain");
            assert_eq!(self.wire.asked(), 0);
            return;
        }
        let Some(recipient) = chosen else {
            assert_eq!(self.wire.asked(), 0, "a message left that nobody expected");
            return;
        };
        let at = self.earliest();
        let expired = self.real().get(&recipient).is_some_and(|(state, _)| *state == S::Expired);
        if expired {
            // Too old, or overtaken by the next step: a rule of its own.
            self.model.base.rows.get_mut(&recipient).expect("a message").state = S::Expired;
            return;
        }
        let dead = self.wire.is_dead().then_some(death).flatten();
        let called = self.model.tries(&recipient, answer, dead, pays.then_some(at));
        assert_eq!(self.wire.asked(), usize::from(called), "the server was called, or not");
        if dead.is_some() {
            self.bury();
        }
        let set_aside = self.real().get(&recipient).is_some_and(|(state, _)| *state == S::NeedsReview);
        if set_aside && self.state_of(&recipient) == Some(S::Deferred) {
            // How many tries, over how long, is the rule of the retries.
            self.model.base.rows.get_mut(&recipient).expect("a message").state = S::NeedsReview;
        }
    }

    /// Too old, or overtaken by the next step: a rule of its own, that judges too.
    fn expires(&mut self, judged: &[String]) {
        let real = self.real();
        for recipient in judged.iter().filter(|one| real.get(*one).is_some_and(|(state, _)| *state == S::Expired)) {
            self.model.base.rows.get_mut(recipient).expect("a message").state = S::Expired;
        }
    }

    fn state_of(&self, recipient: &str) -> Option<S> {
        self.model.base.rows.get(recipient).map(|row| row.state)
    }

    /// The app died: the folders are those it left, and it opens again.
    fn bury(&mut self) {
        self.world.close();
        // A payment in the middle of the body holds the app too.
        self.wire.will_meet(Answer::Away, None, None);
        for name in ["data", "state"] {
            let (from, to) = (self.world.folder().join("dead").join(name), self.world.folder().join(name));
            std::fs::remove_dir_all(&to).expect("the living folder");
            copy(&from, &to);
        }
        self.world.reopen();
        self.model.opens();
    }
}

/// Lives a run; `PROPTEST_CASES` asks for more, one night.
fn lives() -> u32 {
    if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 48 }
}

fn address(client: usize) -> String {
    crate::killed::address(client)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: lives(),
        max_shrink_iters: 300,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("scenarios/outbox_machine/outbox_machine.regressions"))),
        ..ProptestConfig::default()
    })]
    #[test]
    fn the_real_outbox_lives_as_its_model(steps in proptest::collection::vec(step(), 8..40)) {
        let mut machine = Machine::new();
        for (number, step) in steps.iter().enumerate() {
            machine.take(step);
            machine.compare(&format!("step {number}, {step:?}"));
        }
    }
}
