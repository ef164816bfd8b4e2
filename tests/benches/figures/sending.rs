//! A thousand messages to a server of ours, one after the other, each durable at every step; and what a tick costs when fifty
//! thousand wait.
use crate::table::{Clock, Table, best};
use echu_engine::mail::SmtpMailer;
use echu_engine::mail::smtp::Timeouts;
use echu_engine::scheduler::{self, Tick};
use echu_tests::smtp::{Cert, SmtpServer, Tls, authority};
use echu_tests::{MovingClock, World, big};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const TODAY: &str = "2026-11-23";
const MESSAGES: usize = 1_000;
/// Two hundred a second.
const ASKED: Duration = Duration::from_secs(5);
/// The button turns as long: as much a message as the day's three thousand, in four seconds.
const APPROVED: Duration = Duration::from_millis(1_250);
const TICK: Duration = Duration::from_millis(20);

pub fn measure(table: &mut Table) {
    if !table.wants("sending") {
        return;
    }
    // What the disk takes is the difference between the two: each message is five times on disk before the next one.
    let memory = send(World::fast_folder());
    table.row("1 000 reminders approved, the base in memory", APPROVED, memory.approved, each(memory.approved));
    table.row("1 000 messages sent, the base in memory", ASKED, memory.sent, each(memory.sent));
    let disk = send(tempfile::tempdir().expect("a folder"));
    table.row("1 000 reminders approved, on disk", APPROVED, disk.approved, each(disk.approved));
    table.row("1 000 messages sent, each step on disk", ASKED, disk.sent, each(disk.sent));
    ticks(table);
}

fn each(took: Duration) -> String {
    let rate = MESSAGES as u128 * 1_000 / took.as_millis().max(1);
    format!("{} µs a message, {rate} a second", took.as_micros() / MESSAGES as u128)
}

struct Took {
    /// From the click to its answer.
    approved: Duration,
    /// From the first tick to the last.
    sent: Duration,
}

/// Prepares, approves and sends them without spacing.
fn send(folder: TempDir) -> Took {
    let mut world = World::in_folder(folder, MovingClock::on(TODAY));
    let server = SmtpServer::start(Tls::Implicit, Cert::Good).expect("a server");
    let long = Duration::from_secs(20);
    let patience = Timeouts { connect: long, command: long, dot: long, quit: long };
    world.send_by(Arc::new(SmtpMailer::trusting(&[authority()], patience).expect("a mailer")));
    big::fill(&world.folder().join("data").join("echu.db"), TODAY, big::Size { clients: 3_000, invoices: 3_000, open: 3_000 });
    sends_through(&world, server.port());
    let mut options = world.call("settings", json!({}))["options"].clone();
    options["undoSeconds"] = json!(0);
    world.change("save_options", json!({ "options": options }));
    without_pacing(&world);
    let mut ids: Vec<Value> = world.change("prepare_reminders", json!({}))["reminders"].as_array().cloned().expect("drafts");
    ids.truncate(MESSAGES);
    let click = Clock::now();
    let answer = world.change("approve_reminders", json!({ "ids": ids, "receiptsChecked": true }));
    let approved = click.elapsed();
    assert_eq!(answer["dispatches"].as_array().map(Vec::len), Some(MESSAGES), "{}", answer["refused"][0]);
    world.clock.seconds_pass(1);
    let start = Clock::now();
    while scheduler::tick(world.app()).expect("a tick") == Tick::Tried {}
    let sent = start.elapsed();
    assert_eq!(server.accepted().len(), MESSAGES, "{}", world.call("sender", json!({})));
    Took { approved, sent }
}

/// Who is owed, and the account his messages leave by.
fn sends_through(world: &World, port: u16) {
    let account = json!({
        "preset": "other", "address": "contact@dupre.example", "senderName": "Menuiserie Dupré",
        "host": "localhost", "port": port, "tls": "implicit", "login": "contact@dupre.example",
    });
    world.belongs_to_a_plumber();
    world.change("save_mail_account", json!({ "account": account, "password": "sésame" }));
}

/// Spacing and caps as no screen lets one set them.
fn without_pacing(world: &World) {
    let sql = "UPDATE setting SET value = json_set(value, '$.paceSeconds', 0, '$.hourlyCap', 1000000, '$.dailyCap', 1000000) WHERE key = 'options'";
    assert_eq!(world.sql().execute(sql, []).expect("the options"), 1);
}

/// Fifty thousand messages wait: for tomorrow, for the morning, and behind one that is due.
fn ticks(table: &mut Table) {
    let world = World::on(TODAY);
    big::fill(&world.folder().join("data").join("echu.db"), TODAY, big::Size { clients: 50_000, invoices: 50_000, open: 50_000 });
    // Nothing answers there: none of these ticks sends.
    sends_through(&world, 9);
    world
        .sql()
        .execute_batch(
            "INSERT INTO reminder (client_id, channel, tone, state, computed_on, created_at, approved_at)
             SELECT id, 'email', 'first', 'approved', '2026-11-23', '2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z' FROM client;
             INSERT INTO dispatch (account_id, reminder_id, recipient, message_id, key_hash, not_before, approved_at, created_at)
             SELECT (SELECT MIN(id) FROM mail_account), id, 'c' || id || '@client.example', '<' || id || '@planned.example>', printf('%064d', id), '2026-11-24T08:00:00Z',
                    '2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z' FROM reminder;",
        )
        .expect("messages that wait");
    let tick = |world: &World| {
        scheduler::tick(world.app()).expect("a tick");
    };
    tick(&world);
    table.row("a tick, 50 000 messages wait for tomorrow", TICK, best(20, || tick(&world)), "asked every thirty seconds");
    let sender = best(5, || drop(world.call("sender", json!({}))));
    table.row("state of sending, 50 000 messages wait", TICK, sender, "asked by every screen");
    world.clock.go_to("2026-11-24", "20:00");
    tick(&world);
    world.change("resume_sending", json!({}));
    table.row("a tick, 50 000 due and the hours over", TICK, best(20, || tick(&world)), "nothing leaves before the morning");
    world.clock.go_to("2026-11-25", "09:00");
    tick(&world);
    world.change("resume_sending", json!({}));
    scheduler::start(world.app());
    table.row("a tick, 50 000 due and the grace running", TICK, best(20, || tick(&world)), "just opened");
}
