//! A backup put back from the app: what is missing is said before, nothing leaves after, and a death on the way leaves one base
//! or the other, whole.
use crate::desk::desk;
use crate::killed::{Scene, copy, template};
use echu_engine::App;
use echu_engine::app::Paths;
use echu_engine::contract::dispatch;
use echu_engine::error::{Error, ErrorCode};
use echu_tests::{MovingClock, World};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

fn data(world: &World) -> PathBuf {
    world.folder().join("data")
}

fn newest(world: &World) -> String {
    world.call("health", json!({}))["backups"][0]["name"].as_str().expect("a backup").to_owned()
}

fn back_up(world: &World) -> String {
    world.change("back_up", json!({}))["name"].as_str().expect("its name").to_owned()
}

fn names(world: &World) -> Vec<String> {
    let rows = world.call("clients", json!({}))["rows"].clone();
    rows.as_array().into_iter().flatten().filter_map(|row| row["name"].as_str().map(str::to_owned)).collect()
}

/// What stands in a folder of data beside the base and its lock.
fn left_over(data: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(data).expect("the folder").map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned());
    let known = ["echu.db", "echu.db-wal", "echu.db-shm", "base.verrou", "sauvegardes"];
    entries.filter(|name| !known.contains(&name.as_str())).collect()
}

fn checks(world: &World) -> Vec<(String, String)> {
    let rows = world.call("sender", json!({}))["checks"].clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ");
    rows.as_array().into_iter().flatten().map(|row| (text(&row["kind"]), text(&row["sentence"]))).collect()
}

#[test]
fn six_sendings_after_a_backup_of_five_days_ago_are_found_in_the_journal_and_do_not_leave_again() {
    // C18.
    let desk = desk("2026-11-23");
    for number in 1..=6 {
        let client = desk.world.client(&format!("Client {number}")).email(&format!("compta{number}@client.example")).create();
        desk.world.invoice(client, &format!("F-2026-{number}")).late(8).total(10_000).create();
    }
    let drafts = desk.drafts();
    desk.approve(&drafts);
    let name = back_up(&desk.world);
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 6);
    desk.world.days_pass(5);
    desk.world.client("Noté depuis").create();
    let preview = desk.world.call("preview_restore", json!({ "name": name }));
    let missing: Vec<String> =
        preview["missing"].as_array().expect("lines").iter().map(|line| line.as_str().unwrap_or_default().replace('\u{a0}', " ")).collect();
    assert!(missing[0].contains("23 novembre 2026") && missing[0].contains("28 novembre 2026"), "the period: {missing:?}");
    assert!(missing.contains(&"1 client ajouté.".to_owned()), "{missing:?}");
    assert!(missing.iter().any(|line| line.starts_with("6 envois partis depuis")), "{missing:?}");
    let restored = desk.world.change("restore_backup", json!({ "name": name }));
    assert_eq!(restored["sent"], 6);
    assert_eq!(names(&desk.world).len(), 6, "the client noted since is not in it");
    assert_eq!(desk.states(), vec!["sent"; 6]);
    let proofs: i64 =
        desk.world.sql().query_row("SELECT COUNT(*) FROM dispatch WHERE proof = 'journal'", [], |row| row.get(0)).expect("the proofs");
    assert_eq!(proofs, 6, "sent, by the word of the journal");
    let sender = desk.world.call("sender", json!({}));
    assert_eq!(sender["state"], "suspended");
    assert!(sender["reason"].as_str().or(sender["sentence"].as_str()).is_some_and(|why| why.contains("restaurée")), "{sender}");
    let (kind, sentence) = checks(&desk.world).remove(0);
    assert_eq!(kind, "restored");
    assert!(sentence.contains("Période absente") && sentence.contains("23 nov") && sentence.contains("28 nov"), "{sentence}");
    assert!(sentence.contains("6 envois") && sentence.contains("réimportez vos relevés depuis"), "{sentence}");
    // A person resumes and approves all that is proposed.
    desk.resume();
    let again = desk.world.change("prepare_reminders", json!({}));
    desk.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": again["reminders"] }));
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 6, "nothing left twice");
    assert_eq!(left_over(&data(&desk.world)), Vec::<String>::new());
}

#[test]
fn a_restore_is_preceded_by_a_backup_and_can_itself_be_undone() {
    let world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    let name = back_up(&world);
    world.client("Toitures Durand").create();
    world.change("restore_backup", json!({ "name": name }));
    assert_eq!(names(&world), ["Brasserie des Quais"]);
    assert_eq!(world.call("health", json!({}))["backups"][0]["why"], "Avant une restauration");
    let told: i64 =
        world.sql().query_row("SELECT COUNT(*) FROM event WHERE op = 'base_restored'", [], |row| row.get(0)).expect("the history");
    assert_eq!(told, 1, "the history says it");
    world.change("restore_backup", json!({ "name": newest(&world) }));
    assert_eq!(names(&world), ["Brasserie des Quais", "Toitures Durand"], "what was replaced comes back");
    assert_eq!(world.call("sender", json!({}))["state"], "suspended", "each time a person is asked");
}

#[test]
fn one_that_the_rotation_would_drop_is_restored_and_the_work_after_it_is_backed_up() {
    let world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    back_up(&world);
    world.client("Toitures Durand").create();
    let chosen = back_up(&world);
    for name in ["Garage Delaunay", "Menuiserie Le Goff"] {
        world.client(name).create();
        back_up(&world);
    }
    world.days_pass(1);
    echu_engine::backup::look(world.app()).expect("the backup of the day");
    world.days_pass(1);
    world.change("restore_backup", json!({ "name": chosen }));
    assert_eq!(names(&world), ["Brasserie des Quais", "Toitures Durand"], "kept until it was in place");
    world.client("Noté après").create();
    echu_engine::backup::look(world.app()).expect("a look");
    let kept = world.call("health", json!({}))["backups"][0].clone();
    assert_eq!((&kept["why"], &kept["clients"]), (&json!("Sauvegarde du jour"), &json!(3)), "what was kept before is of the other base");
}

#[test]
fn a_demonstration_that_no_longer_opens_does_not_keep_the_user_from_his_base() {
    let mut world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    world.change("start_demo", json!({}));
    world.close();
    let path = data(&world).join("demonstration.db");
    let mut bytes = std::fs::read(&path).expect("the demonstration");
    bytes[..16].fill(0);
    std::fs::write(&path, bytes).expect("damaged");
    for end in ["-wal", "-shm"] {
        // Its log holds a sound first page when the app was killed.
        let _ = std::fs::remove_file(data(&world).join(format!("demonstration.db{end}")));
    }
    world.reopen();
    assert_eq!(names(&world), ["Brasserie des Quais"]);
    assert!(!path.exists(), "it is made up: it is erased");
}

#[test]
fn a_base_damaged_during_the_demonstration_is_found_when_it_ends_with_its_backups() {
    let world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    let name = back_up(&world);
    world.change("start_demo", json!({}));
    let path = data(&world).join("echu.db");
    let mut bytes = std::fs::read(&path).expect("the base");
    bytes[..16].fill(0);
    std::fs::write(&path, bytes).expect("damaged");
    world.change("wipe_demo", json!({}));
    let opening = world.call("opening", json!({}));
    assert_eq!(opening["backups"][0]["name"], json!(name), "{opening}");
    world.change("restore_backup", json!({ "name": name }));
    assert_eq!(names(&world), ["Brasserie des Quais"]);
}

#[test]
fn nothing_missing_says_nothing_and_a_backup_that_is_gone_is_refused() {
    let world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    let name = back_up(&world);
    assert_eq!(world.call("preview_restore", json!({ "name": name }))["missing"], json!([]));
    for name in ["echu-2020-01-01-090000", "../echu", ""] {
        assert_eq!(world.refused("restore_backup", json!({ "name": name })).code, ErrorCode::NotFound, "{name}");
    }
}

#[test]
fn a_disk_that_refuses_midway_leaves_the_base_from_before_open() {
    let mut world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    let name = back_up(&world);
    world.client("Toitures Durand").create();
    // A folder where the copy should be written.
    let obstacle = data(&world).join("echu.db.restauration");
    std::fs::create_dir(&obstacle).expect("in the way");
    assert!(!world.refused("restore_backup", json!({ "name": name })).sentence.is_empty());
    assert_eq!(names(&world), ["Brasserie des Quais", "Toitures Durand"], "still there, still open");
    world.client("Garage Delaunay").create();
    std::fs::remove_dir(&obstacle).expect("out of the way");
    world.reopen();
    assert_eq!(names(&world).len(), 3);
    assert_eq!(left_over(&data(&world)), Vec::<String>::new());
}

/// Opens what may only be rescued.
fn rescue(world: &World) -> Arc<App> {
    let paths = Paths { data: data(world), state: world.folder().join("state") };
    let (desktop, secrets) = (Box::new(world.desktop.clone()), Box::new(world.secrets.clone()));
    App::begin_or_rescue(paths, Box::new(world.clock.clone()), desktop, secrets).expect("an app that shows its backups")
}

fn asked(app: &App, name: &str, request: Value) -> Value {
    dispatch(app, name, request).unwrap_or_else(|error| panic!("{name}: {} ({})", error.sentence, error.detail))
}

#[test]
fn a_base_that_does_not_open_offers_its_backups_and_is_kept_as_it_was() {
    // C20, C21: its head overwritten, a page of its middle, or the file gone.
    for fault in ["head", "page", "gone"] {
        let mut world = World::on("2026-11-23");
        for at in 0..200 {
            world.client(&format!("Client n° {at}")).create();
        }
        let name = back_up(&world);
        let sql = world.sql();
        world.close();
        // What the log still holds would stand in for the pages that are spoiled.
        let _: i64 = sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).expect("all in the base");
        drop(sql);
        let base = data(&world).join("echu.db");
        let mut bytes = std::fs::read(&base).expect("the base");
        match fault {
            "head" => bytes[..16].fill(0x5a),
            "page" => bytes[6 * 4_096..7 * 4_096].fill(0xa5),
            _ => {}
        }
        if fault == "gone" {
            std::fs::remove_file(&base).expect("gone");
        } else {
            std::fs::write(&base, &bytes).expect("spoiled");
        }
        let app = rescue(&world);
        assert!(matches!(app.settle(), Err(Error::Damaged(_))), "{fault}");
        let view = asked(&app, "opening", json!({}));
        assert!(view["refused"].as_str().is_some_and(|why| !why.is_empty()), "{fault}: {view}");
        assert_eq!(view["backups"][0]["name"], name.as_str(), "{fault}");
        let refused = dispatch(&app, "clients", json!({})).expect_err("nothing else answers");
        assert_eq!(refused.code, ErrorCode::Damaged, "{fault}");
        assert!(dispatch(&app, "back_up", json!({})).is_err(), "{fault}: what is damaged is not backed up");
        let missing = asked(&app, "preview_restore", json!({ "name": name }))["missing"][0].clone();
        assert!(missing.as_str().is_some_and(|line| line.contains("ne peut pas être lue")), "{missing}");
        asked(&app, "restore_backup", json!({ "name": name }));
        assert_eq!(asked(&app, "clients", json!({}))["count"], 200, "{fault}");
        assert_eq!(asked(&app, "opening", json!({}))["refused"], "", "{fault}");
        assert_eq!(asked(&app, "sender", json!({}))["state"], "suspended", "{fault}");
        asked(&app, "save_client", json!({ "client": { "name": "Toitures Durand", "debtorKind": "business" }, "confirmed": true }));
        drop(app);
        let kept = left_over(&data(&world));
        if fault == "gone" {
            let bases = kept.iter().filter(|name| data(&world).join(name).join("echu.db").exists());
            assert_eq!(bases.count(), 0, "there was no base to keep: {kept:?}");
        } else {
            assert!(kept.len() == 1 && kept[0].starts_with("base-endommagee-"), "{fault}: {kept:?}");
            let old = std::fs::read(data(&world).join(&kept[0]).join("echu.db")).expect("the damaged base");
            assert!(old == bytes, "{fault}: byte for byte");
        }
        world.reopen();
        assert_eq!(names(&world).len(), 201, "{fault}");
    }
}

#[test]
fn a_base_that_is_gone_is_not_replaced_by_an_empty_one_while_its_backups_are_there() {
    let mut world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    back_up(&world);
    world.close();
    std::fs::remove_file(data(&world).join("echu.db")).expect("gone");
    let paths = Paths { data: data(&world), state: world.folder().join("state") };
    let opened = App::open(paths, Box::new(world.clock.clone()), Box::new(world.desktop.clone()), Box::new(world.secrets.clone()));
    assert!(matches!(opened.err(), Some(Error::Damaged(_))));
    assert!(!data(&world).join("echu.db").exists());
}

/// A closed base with one message approved and a backup; then one client more. Gives the name of the backup.
fn to_be_killed() -> (tempfile::TempDir, String) {
    let folder = template(1);
    let world = World::in_folder(folder, MovingClock::on("2026-11-23"));
    let name = back_up(&world);
    world.client("Noté depuis").create();
    (world.into_folder(), name)
}

/// The worker, told to restore and to die at a point.
fn killed_at(scene: &Scene, point: &str, backup: Option<&str>) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
    command.arg(scene.dir.path()).env("FAULT", point);
    command.args(backup);
    let done = command.output().expect("a worker");
    // An error would end it too, and say why.
    assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{point}");
    !done.status.success()
}

/// Clients of the base from before, and of the backup.
const BEFORE: usize = 2;
const BACKUP: usize = 1;

/// What the next opening finds, by the point of the death.
const DEATHS: [(&str, usize); 10] = [
    ("R1", BEFORE),
    ("R2", BEFORE),
    ("R3", BEFORE),
    ("R4", BEFORE),
    ("R5", BEFORE),
    ("R6", BEFORE),
    ("R7", BACKUP),
    ("R8", BACKUP),
    ("R9", BACKUP),
    ("R10", BACKUP),
];

fn opens_whole(scene: Scene, clients: usize, story: &str) {
    let (mut world, server) = scene.reopen();
    assert_eq!(names(&world).len(), clients, "{story}");
    assert_eq!(left_over(&data(&world)), Vec::<String>::new(), "{story}: nothing is left on the way");
    let suspended = world.call("sender", json!({}))["state"] == "suspended";
    assert_eq!(suspended, clients == BACKUP, "{story}: a restored base asks, the one from before does not");
    let whole: String = world.sql().query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("read whole");
    assert_eq!(whole, "ok", "{story}");
    world.client("Noté après").create();
    world.reopen();
    assert_eq!(names(&world).len(), clients + 1, "{story}: it goes on");
    assert_eq!(server.seen().connections, 0, "{story}: nothing left");
}

#[test]
fn killed_at_any_step_the_next_opening_finds_one_base_or_the_other() {
    let (template, backup) = to_be_killed();
    for (point, clients) in DEATHS {
        let scene = Scene::new(&template, []);
        assert!(killed_at(&scene, point, Some(&backup)), "{point} is on the way");
        opens_whole(scene, clients, &format!("killed at {point}"));
    }
}

#[test]
fn killed_again_while_the_opening_ends_a_restore_the_third_opening_does() {
    let (template, backup) = to_be_killed();
    for second in ["R8", "R9", "R10"] {
        let scene = Scene::new(&template, []);
        assert!(killed_at(&scene, "R7", Some(&backup)), "R7 is on the way");
        assert!(killed_at(&scene, second, None), "{second} is on the way of the opening");
        opens_whole(scene, BACKUP, &format!("killed at R7, then at {second}"));
    }
}

#[test]
fn a_restore_that_was_undone_is_told() {
    let (template, backup) = to_be_killed();
    let scene = Scene::new(&template, []);
    assert!(killed_at(&scene, "R4", Some(&backup)), "R4 is on the way");
    let (world, _) = scene.reopen();
    let notices = world.call("opening", json!({}))["notices"].clone();
    assert_eq!(notices[0]["kind"], "rolled_back", "{notices}");
    assert!(notices[0]["sentence"].as_str().is_some_and(|said| said.contains("Rien n’est perdu")), "{notices}");
}

#[test]
fn a_log_left_behind_is_never_read_over_a_restored_base() {
    // C19 by the app itself: killed, it leaves its log; the restore sets both aside together.
    let mut world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    let name = back_up(&world);
    let held = world.sql();
    let _: i64 = held.query_row("SELECT COUNT(*) FROM client", [], |row| row.get(0)).expect("somebody reads it");
    world.client("Toitures Durand").create();
    let frozen = world.folder().join("frozen");
    copy(&data(&world), &frozen);
    world.close();
    drop(held);
    std::fs::remove_dir_all(data(&world)).expect("the folder");
    copy(&frozen, &data(&world));
    assert!(std::fs::metadata(data(&world).join("echu.db-wal")).is_ok_and(|log| log.len() > 0), "killed, it left its log");
    world.reopen();
    assert_eq!(names(&world).len(), 2);
    world.change("restore_backup", json!({ "name": name }));
    assert_eq!(names(&world), ["Brasserie des Quais"]);
    world.reopen();
    assert_eq!(names(&world), ["Brasserie des Quais"]);
}
