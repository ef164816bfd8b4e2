//! Backups: when they are made, what makes one a backup, where they go, and what is said when they fail.
use echu_engine::backup::look;
use echu_tests::World;
use serde_json::{Value, json};
use std::path::PathBuf;

fn folder(world: &World) -> PathBuf {
    world.folder().join("data").join("sauvegardes")
}

/// A base in which something was done.
fn used() -> World {
    let world = World::on("2026-11-23");
    let client = world.client("Brasserie des Quais").create();
    world.invoice(client, "F-2026-101").total(120_000).create();
    world
}

fn health(world: &World) -> Value {
    world.call("health", json!({}))
}

/// Why each listed backup was made, newest first.
fn listed(world: &World) -> Vec<String> {
    let rows = health(world)["backups"].clone();
    rows.as_array().into_iter().flatten().filter_map(|row| row["why"].as_str().map(str::to_owned)).collect()
}

fn notices(world: &World) -> Vec<String> {
    let rows = world.call("opening", json!({}))["notices"].clone();
    rows.as_array().into_iter().flatten().filter_map(|row| row["kind"].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_first_look_of_each_day_makes_one_and_a_base_that_was_never_used_has_none() {
    let blank = World::on("2026-11-23");
    look(blank.app()).expect("a look");
    assert!(listed(&blank).is_empty(), "there is nothing to keep yet");
    let world = used();
    look(world.app()).expect("a look");
    look(world.app()).expect("another");
    assert_eq!(listed(&world), ["Sauvegarde du jour"], "one a day");
    world.days_pass(1);
    look(world.app()).expect("the next morning");
    assert_eq!(listed(&world).len(), 2);
    let first = &health(&world)["backups"][0];
    assert_eq!((&first["clients"], &first["invoices"], &first["payments"]), (&json!(1), &json!(1), &json!(0)), "{first}");
    assert_eq!(health(&world)["problem"], "");
}

#[test]
fn a_backup_holds_what_the_base_held_while_the_app_goes_on() {
    let world = used();
    world.change("back_up", json!({}));
    world.client("Toitures Durand").create();
    let name = health(&world)["backups"][0]["name"].as_str().expect("its name").to_owned();
    let copy = rusqlite::Connection::open(folder(&world).join(format!("{name}.db"))).expect("the copy");
    let one = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a number");
    assert_eq!((one("SELECT COUNT(*) FROM client"), one("SELECT SUM(total_cents) FROM invoice")), (1, 120_000));
    let names: Vec<String> = std::fs::read_dir(folder(&world))
        .expect("the folder")
        .map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 2, "a base and its manifest, nothing half-written: {names:?}");
}

#[test]
fn what_was_touched_since_is_not_listed_or_is_refused() {
    let world = used();
    world.change("back_up", json!({}));
    let name = health(&world)["backups"][0]["name"].as_str().expect("its name").to_owned();
    let base = folder(&world).join(format!("{name}.db"));
    let mut bytes = std::fs::read(&base).expect("the copy");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&base, &bytes).expect("one bit");
    let refused = world.refused("restore_backup", json!({ "name": name }));
    assert!(refused.sentence.contains("abîmée") && refused.sentence.contains("Rien n’a été touché"), "{}", refused.sentence);
    std::fs::write(&base, &bytes[..last]).expect("cut");
    assert!(listed(&world).is_empty(), "of another size, it is no backup");
    std::fs::write(folder(&world).join("echu-2026-01-01-090000.db"), "rien").expect("a stranger");
    assert!(listed(&world).is_empty(), "without its manifest, neither");
}

#[test]
fn one_cut_short_is_never_listed_and_the_next_sweeps_it() {
    let world = used();
    std::fs::create_dir_all(folder(&world)).expect("the folder");
    let half = folder(&world).join(".partiel-echu-2026-11-22-090000.db");
    std::fs::write(&half, "la moitié").expect("half a copy");
    assert!(listed(&world).is_empty());
    world.change("back_up", json!({}));
    assert!(!half.exists(), "swept");
    assert_eq!(listed(&world), ["À votre demande"]);
}

#[test]
fn a_folder_that_refuses_is_said_and_tried_again_and_the_work_goes_on() {
    let world = used();
    // A file where the folder should be.
    std::fs::write(folder(&world), "").expect("in the way");
    assert!(look(world.app()).is_err() || notices(&world) == ["no_backup"]);
    let refused = world.refused("back_up", json!({}));
    assert!(!refused.sentence.is_empty());
    world.client("Toitures Durand").create();
    std::fs::remove_file(folder(&world)).expect("out of the way");
    world.clock.seconds_pass(660);
    look(world.app()).expect("ten minutes later");
    assert_eq!(listed(&world), ["Sauvegarde du jour"]);
    assert!(notices(&world).is_empty());
}

#[test]
fn an_import_is_preceded_by_one_unless_nothing_changed_since_the_last() {
    let world = used();
    let import = |name: &str, number: &str| {
        let text = format!("Client;Facture;Date;Échéance;Montant TTC\nGarage Delaunay;{number};02/11/2026;30/11/2026;120,00\n");
        let token = world.file(name, text.as_bytes());
        let draft = world.call("open_import", json!({ "token": token }))["draft"].clone();
        world.change("commit_import", json!({ "draft": draft }));
    };
    import("a.csv", "F-1");
    assert_eq!(listed(&world), ["Avant un import"]);
    assert_eq!(health(&world)["backups"][0]["invoices"], 1, "as it was before");
    world.change("back_up", json!({}));
    import("b.csv", "F-2");
    assert_eq!(listed(&world), ["À votre demande", "Avant un import"], "the one just made serves");
}

#[test]
fn closing_after_much_work_makes_one_and_after_little_does_not() {
    let world = used();
    look(world.app()).expect("the day's");
    echu_engine::backup::before_leaving(world.app());
    assert_eq!(listed(&world).len(), 1, "nothing much was done since");
    for at in 0..60 {
        world.client(&format!("Client n° {at}")).create();
    }
    echu_engine::backup::before_leaving(world.app());
    assert_eq!(listed(&world), ["À la fermeture", "Sauvegarde du jour"]);
}

#[test]
fn two_months_of_mornings_leave_seven_days_and_the_weeks_before() {
    let world = used();
    for _ in 0..60 {
        look(world.app()).expect("a morning");
        world.days_pass(1);
    }
    let rows = listed(&world).len();
    assert!((14..=17).contains(&rows), "seven days, the weeks and the months before: {rows}");
}

#[test]
fn the_second_place_gets_closed_copies_is_told_when_it_is_gone_and_tried_again() {
    let world = used();
    let disk = world.folder().join("disque");
    std::fs::create_dir(&disk).expect("another disk");
    look(world.app()).expect("the day's");
    world.desktop.will_pick(&disk);
    let view = world.change("choose_second_place", json!({}));
    assert_eq!(view["second"]["problem"], "");
    assert!(view["second"]["copiedAt"].is_string(), "{view}");
    let name = view["backups"][0]["name"].as_str().expect("its name").to_owned();
    let bytes = |folder: PathBuf| std::fs::read(folder.join(format!("{name}.db"))).expect("the copy");
    assert!(bytes(disk.clone()) == bytes(folder(&world)), "the same bytes");
    // Unplugged.
    let unplugged = world.folder().join("dans un tiroir");
    std::fs::rename(&disk, &unplugged).expect("unplugged");
    world.days_pass(1);
    look(world.app()).expect("a backup here all the same");
    let problem = health(&world)["second"]["problem"].as_str().expect("a sentence").to_owned();
    assert!(problem.contains("ne répond pas") && problem.contains("intactes"), "{problem}");
    assert!(!disk.exists(), "no folder is made in its stead");
    std::fs::rename(&unplugged, &disk).expect("plugged again");
    world.clock.seconds_pass(660);
    look(world.app()).expect("tried again");
    assert_eq!(health(&world)["second"]["problem"], "");
    assert_eq!(std::fs::read_dir(&disk).expect("the disk").count(), 4, "two backups, two manifests");
}

#[test]
fn a_second_place_inside_the_data_is_refused_and_giving_up_changes_nothing() {
    let world = used();
    let inside = world.folder().join("data").join("copies");
    std::fs::create_dir(&inside).expect("a folder");
    world.desktop.will_pick(&inside);
    let refused = world.refused("choose_second_place", json!({}));
    assert!(refused.sentence.contains("perdu avec elles"), "{}", refused.sentence);
    assert_eq!(world.change("choose_second_place", json!({}))["second"], Value::Null, "he gave up");
}

#[test]
fn after_a_fortnight_without_another_disk_it_is_said_and_later_means_a_week() {
    let world = used();
    look(world.app()).expect("the first backup");
    assert!(notices(&world).is_empty());
    world.days_pass(14);
    assert_eq!(notices(&world), ["second_place"]);
    world.change("put_off_second_place", json!({}));
    assert!(notices(&world).is_empty());
    world.days_pass(6);
    assert!(notices(&world).is_empty());
    world.days_pass(1);
    assert_eq!(notices(&world), ["second_place"]);
}

#[test]
fn a_restore_is_tried_each_month_and_a_failure_is_told() {
    let world = used();
    look(world.app()).expect("the first day");
    assert_eq!(health(&world)["trial"], json!({ "on": "2026-11-23", "failure": "" }));
    assert!(!world.folder().join("state").join("essai-de-restauration").exists(), "nothing is left of it");
    world.days_pass(29);
    look(world.app()).expect("a month less a day");
    assert_eq!(health(&world)["trial"]["on"], "2026-11-23");
    world.days_pass(1);
    world.change("back_up", json!({}));
    let name = health(&world)["backups"][0]["name"].as_str().expect("its name").to_owned();
    let base = folder(&world).join(format!("{name}.db"));
    let mut bytes = std::fs::read(&base).expect("the copy");
    bytes[5_000] ^= 0xff;
    std::fs::write(&base, bytes).expect("spoiled on the disk");
    look(world.app()).expect("the trial");
    let trial = health(&world)["trial"].clone();
    assert_eq!(trial["on"], "2026-12-23");
    assert!(trial["failure"].as_str().is_some_and(|why| why.contains("abîmée")), "{trial}");
}

#[test]
fn the_demonstration_has_no_backup() {
    let world = used();
    world.change("start_demo", json!({}));
    look(world.app()).expect("nothing to do");
    assert_eq!((health(&world)["demo"].clone(), listed(&world).len()), (json!(true), 0));
    let refused = world.refused("back_up", json!({}));
    assert!(refused.sentence.contains("démonstration"), "{}", refused.sentence);
}

#[test]
fn a_profile_in_a_synchronised_folder_is_warned_of_and_closed_copies_may_go_there() {
    // C24.
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join(".dropbox"), "").expect("the mark of the program");
    let world = World::in_folder(dir, echu_tests::MovingClock::on("2026-11-23"));
    assert_eq!(notices(&world), ["synchronised"]);
    assert_eq!(health(&world)["synchronised"], "Dropbox");
    world.client("Brasserie des Quais").create();
    let place = world.folder().join("copies");
    std::fs::create_dir(&place).expect("a folder of the same program");
    world.desktop.will_pick(&place);
    world.change("choose_second_place", json!({}));
    world.change("back_up", json!({}));
    assert!(health(&world)["second"]["copiedAt"].is_string(), "closed copies may go there");
}
