//! An old base put back: closed or open, before or after the draft, even while a message is on the wire. What the side
//! journal saw leave does not leave again by itself.
use crate::killed::{Scene, copy, template};
use echu_tests::laws::{self, Truth};
use echu_tests::smtp::{At, Scenario, SmtpServer};
use echu_tests::{World, let_it_work};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tempfile::TempDir;

static ONE_MESSAGE: LazyLock<TempDir> = LazyLock::new(|| template(1));

/// The app with one message approved, and the server of its account.
fn opened(scenarios: impl IntoIterator<Item = Scenario>) -> (World, Arc<SmtpServer>) {
    Scene::new(&ONE_MESSAGE, scenarios).reopen()
}

/// Copies the base as a backup does: whole, while the app runs.
pub fn back_up(folder: &Path) {
    let to = folder.join("backup.db");
    if to.exists() {
        std::fs::remove_file(&to).unwrap();
    }
    let base = Connection::open(folder.join("data").join("echu.db")).unwrap();
    base.execute("VACUUM INTO ?", [to.to_str().unwrap()]).unwrap();
}

/// Puts the backup back while the app is closed, and opens it.
pub fn put_back_closed(world: &mut World) {
    world.close();
    let data = world.folder().join("data");
    for end in ["-wal", "-shm"] {
        // Closed, the app leaves neither; killed, it leaves both.
        let _ = std::fs::remove_file(data.join(format!("echu.db{end}")));
    }
    std::fs::copy(world.folder().join("backup.db"), data.join("echu.db")).unwrap();
    world.reopen();
}

/// Puts the backup back under an app that runs.
pub fn put_back_open(folder: &Path) {
    let backup = Connection::open(folder.join("backup.db")).unwrap();
    let mut base = Connection::open(folder.join("data").join("echu.db")).unwrap();
    Backup::new(&backup, &mut base).unwrap().run_to_completion(1000, Duration::ZERO, None).unwrap();
}

fn work(world: &World) {
    let_it_work(world.app(), &world.clock, || {});
}

fn states(world: &World) -> Vec<String> {
    let rows = world.call("outbox", json!({}))["rows"].clone();
    rows.as_array().into_iter().flatten().filter_map(|row| row["state"].as_str().map(str::to_owned)).collect()
}

fn suspended(world: &World) -> bool {
    world.call("sender", json!({}))["state"] == "suspended"
}

fn accepted(server: &SmtpServer) -> Vec<String> {
    server.accepted().into_iter().map(|one| one.message_id).collect()
}

fn resume(world: &World) {
    world.change("resume_sending", json!({}));
}

fn laws(world: &World, server: &SmtpServer, story: &str) {
    laws::check(world, &Truth { accepted: accepted(server), daily_cap: 1, ..Truth::default() }, story);
}

fn prepare_and_approve(world: &World) -> Value {
    let ids = world.change("prepare_reminders", json!({}))["reminders"].clone();
    world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": ids }))["dispatches"].clone()
}

#[test]
fn put_back_while_the_app_is_closed_it_learns_from_the_journal_and_asks() {
    let (mut world, server) = opened([]);
    back_up(&world.folder());
    work(&world);
    assert_eq!(accepted(&server).len(), 1);
    put_back_closed(&mut world);
    assert_eq!((states(&world), suspended(&world)), (vec!["sent".to_owned()], true));
    resume(&world);
    work(&world);
    laws(&world, &server, "put back closed");
    assert_eq!(accepted(&server).len(), 1);
}

#[test]
fn put_back_under_the_app_it_learns_from_the_journal_before_the_next_message() {
    let (world, server) = opened([]);
    back_up(&world.folder());
    work(&world);
    let calls = server.seen().connections;
    put_back_open(&world.folder());
    assert_eq!(states(&world), ["queued"], "the base has forgotten");
    let _ = echu_engine::scheduler::tick(world.app()).unwrap();
    world.clock.seconds_pass(60);
    let _ = echu_engine::scheduler::tick(world.app()).unwrap();
    assert_eq!((states(&world), suspended(&world)), (vec!["sent".to_owned()], true));
    assert_eq!((server.seen().connections, accepted(&server).len()), (calls, 1), "nobody was called");
    laws(&world, &server, "put back open");
}

#[test]
fn put_back_from_before_the_draft_the_same_step_approved_again_does_not_leave_again() {
    let template = template(0);
    let (mut world, server) = Scene::new(&template, []).reopen();
    let client = world.client("Garage Delaunay").create();
    world.invoice(client, "F-2026-0352").late(8).total(128_400).create();
    back_up(&world.folder());
    assert_eq!(prepare_and_approve(&world).as_array().map(Vec::len), Some(1));
    work(&world);
    assert_eq!(accepted(&server).len(), 1);
    put_back_closed(&mut world);
    assert_eq!((states(&world).len(), suspended(&world)), (0, true), "the base knows nothing of it, the journal does");
    // A person resumes without looking, prepares, and approves what the old base proposes.
    resume(&world);
    assert_eq!(prepare_and_approve(&world).as_array().map(Vec::len), Some(1));
    work(&world);
    assert_eq!(accepted(&server).len(), 1, "the client is not reminded twice");
    assert_eq!(states(&world), ["sent"], "and the message is said sent, on the word of the journal");
    laws(&world, &server, "from before the draft");
}

#[test]
fn put_back_while_a_message_is_on_the_wire_it_ends_uncertain_and_does_not_hold_the_others() {
    let (world, server) = opened([]);
    back_up(&world.folder());
    let folder = world.folder();
    server.on(At::Dot, move || put_back_open(&folder));
    for _ in 0..8 {
        // The base does not know the row that comes back: an error now, not for ever.
        let _ = echu_engine::scheduler::tick(world.app());
        world.clock.seconds_pass(60);
    }
    assert_eq!((states(&world), suspended(&world)), (vec!["uncertain".to_owned()], true));
    server.on(At::Dot, || {});
    let next = world.client("Garage Delaunay").create();
    world.invoice(next, "F-2026-0352").late(8).total(128_400).create();
    resume(&world);
    prepare_and_approve(&world);
    work(&world);
    assert_eq!(states(&world), ["uncertain", "sent"], "the next client's message leaves");
    assert_eq!(accepted(&server).len(), 2);
}

#[test]
fn a_resend_that_a_person_asked_for_outlives_a_restart_and_is_the_only_second_one() {
    let (mut world, server) = opened([Scenario::AcceptThenDrop]);
    work(&world);
    assert_eq!(states(&world), ["uncertain"]);
    let row = world.call("outbox", json!({}))["rows"][0]["id"].clone();
    world.change("confirm_dispatch", json!({ "id": row, "verdict": "send_again" }));
    world.reopen();
    assert_eq!((states(&world), suspended(&world)), (vec!["queued".to_owned()], false), "what a person asked for is no old base");
    work(&world);
    assert_eq!(states(&world), ["sent"]);
    let taken = server.accepted();
    assert_eq!(taken.len(), 2, "the person asked for it");
    assert_eq!(taken[0].sha256(), taken[1].sha256(), "the same bytes: the same Message-ID, the same date");
    world.reopen();
    work(&world);
    assert_eq!(server.accepted().len(), 2);
}

#[test]
fn a_refusal_read_and_not_told_to_the_journal_is_no_doubt_at_the_next_opening() {
    let scene = Scene::new(&ONE_MESSAGE, [Scenario::say(At::Dot, "451 4.3.0 try later")]);
    assert!(!scene.run("K13", 1).success(), "between the base and the journal");
    let (world, server) = scene.reopen();
    assert_eq!((states(&world), suspended(&world)), (vec!["deferred".to_owned()], false), "the base knows: surely not accepted");
    work(&world);
    assert_eq!((states(&world), accepted(&server).len()), (vec!["sent".to_owned()], 1));
    laws(&world, &server, "K13 after a 451");
}

#[test]
fn a_whole_folder_put_back_with_its_log_is_an_old_base_too() {
    let (mut world, server) = opened([]);
    let data = world.folder().join("data");
    world.close();
    copy(&data, &world.folder().join("old"));
    world.reopen();
    work(&world);
    world.close();
    std::fs::remove_dir_all(&data).unwrap();
    copy(&world.folder().join("old"), &data);
    world.reopen();
    assert_eq!((states(&world), suspended(&world)), (vec!["sent".to_owned()], true));
    assert_eq!(accepted(&server).len(), 1);
    laws(&world, &server, "the whole folder");
}
