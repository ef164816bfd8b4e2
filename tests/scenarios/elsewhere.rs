//! Backups on another disk: sealed so that who finds the key reads nothing, and brought back on another computer.
use crate::desk::desk;
use echu_engine::backup::look;
use echu_tests::World;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const PHRASE: &str = "cheval agrafe pluie Lyon";

/// A base in which something was done, and a disk that gets its copies.
fn with_a_disk() -> (World, PathBuf) {
    let world = World::on("2026-11-23");
    let client = world.client("Brasserie des Quais").create();
    world.invoice(client, "F-2026-101").total(120_000).create();
    let disk = world.folder().join("disque");
    std::fs::create_dir(&disk).expect("another disk");
    world.change("back_up", json!({}));
    world.desktop.will_pick(&disk);
    world.change("choose_second_place", json!({}));
    (world, disk)
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// True when the name of the client can be read in a file of the folder.
fn reads(folder: &Path) -> bool {
    let name = "Brasserie des Quais".as_bytes();
    files(folder).iter().any(|file| {
        let bytes = std::fs::read(folder.join(file)).expect("a file");
        bytes.windows(name.len()).any(|window| window == name)
    })
}

fn count(world: &World) -> usize {
    world.call("health", json!({}))["backups"].as_array().expect("a list").len()
}

fn found(world: &World, disk: &Path) -> Value {
    world.desktop.will_pick(disk);
    world.call("find_backups", json!({}))
}

#[test]
fn sealed_copies_replace_those_that_lay_there_and_nothing_reads_any_more() {
    let (world, disk) = with_a_disk();
    assert!(reads(&disk), "as they are, until a phrase is chosen");
    let view = world.change("seal_second_place", json!({ "phrase": PHRASE }));
    assert_eq!((&view["second"]["sealed"], &view["second"]["problem"]), (&json!(true), &json!("")), "{view}");
    let names = files(&disk);
    assert_eq!(names.len(), 3, "a copy, its manifest, the key: {names:?}");
    assert!(
        names.iter().any(|name| name.ends_with(".db.age")) && names.iter().any(|name| name.starts_with("cle-des-copies-")),
        "{names:?}"
    );
    assert!(!reads(&disk), "the copy that read as it was is gone");
    world.days_pass(1);
    look(world.app()).expect("the next morning");
    assert_eq!(files(&disk).iter().filter(|name| name.ends_with(".db.age")).count(), 2);
    assert!(!reads(&disk));
    assert!(reads(&world.folder().join("data").join("sauvegardes")), "those of this computer stay as they are");
    let said = std::fs::read_to_string(world.folder().join("state").join("sauvegardes.json")).expect("what is remembered");
    assert!(!said.contains(PHRASE) && !said.contains("AGE-SECRET-KEY"), "the phrase is kept nowhere: {said}");
    let view = world.change("unseal_second_place", json!({}));
    assert_eq!(view["second"]["sealed"], false);
    assert!(reads(&disk), "the next copies read as they are");
}

#[test]
fn a_phrase_that_would_be_guessed_and_a_place_that_is_not_there_are_refused() {
    let (world, disk) = with_a_disk();
    let refused = world.refused("seal_second_place", json!({ "phrase": "trop court" }));
    assert_eq!(refused.field.as_deref(), Some("phrase"));
    assert!(refused.sentence.contains("Douze caractères"), "{}", refused.sentence);
    assert_eq!(world.call("health", json!({}))["second"]["sealed"], false);
    // Unplugged while it is being sealed: done when it is back, without asking for the phrase again.
    let drawer = world.folder().join("dans un tiroir");
    std::fs::rename(&disk, &drawer).expect("unplugged");
    let view = world.change("seal_second_place", json!({ "phrase": PHRASE }));
    assert!(view["second"]["problem"].as_str().is_some_and(|why| why.contains("ne répond pas")), "{view}");
    std::fs::rename(&drawer, &disk).expect("plugged again");
    assert!(reads(&disk));
    world.clock.seconds_pass(660);
    look(world.app()).expect("tried again");
    assert!(!reads(&disk));
    let alone = World::on("2026-11-23");
    let refused = alone.refused("seal_second_place", json!({ "phrase": PHRASE }));
    assert!(refused.sentence.contains("second emplacement"), "{}", refused.sentence);
}

#[test]
fn another_computer_takes_the_work_up_from_the_disk() {
    let (world, disk) = with_a_disk();
    world.change("seal_second_place", json!({ "phrase": PHRASE }));
    let other = World::on("2026-11-25");
    let there = found(&other, &disk);
    let row = &there["backups"][0];
    assert_eq!((&row["sealed"], &row["otherBase"], &row["backup"]["clients"]), (&json!(true), &json!(false), &json!(1)), "{there}");
    let bring = |phrase: Value| json!({ "token": there["token"], "name": row["backup"]["name"], "phrase": phrase });
    for (phrase, why) in [(Value::Null, "sont chiffrées"), (json!("cheval agrafe pluie Nice"), "n’ouvre pas")] {
        let refused = other.refused("bring_backup", bring(phrase));
        assert!(refused.sentence.contains(why) && refused.field.as_deref() == Some("phrase"), "{}", refused.sentence);
        assert_eq!(count(&other), 0, "nothing is added");
    }
    let brought = other.change("bring_backup", bring(json!(PHRASE)));
    assert_eq!(brought["name"], row["backup"]["name"]);
    other.change("bring_backup", bring(json!(PHRASE)));
    assert_eq!(count(&other), 1, "brought once");
    assert!(other.call("clients", json!({}))["rows"].as_array().is_some_and(Vec::is_empty), "the base is not touched yet");
    other.change("restore_backup", json!({ "name": brought["name"] }));
    assert_eq!(other.call("clients", json!({}))["rows"][0]["name"], "Brasserie des Quais");
    assert_eq!(other.call("sender", json!({}))["state"], "suspended");
}

#[test]
fn what_the_first_computer_sent_after_the_backup_is_said_to_be_unknown() {
    let desk = desk("2026-11-23");
    let client = desk.world.client("Garage Delaunay").email("compta@garage.example").create();
    desk.world.invoice(client, "F-2026-7").late(8).total(10_000).create();
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    desk.world.change("back_up", json!({}));
    let other = World::on("2026-11-25");
    // The folder of the data, copied whole.
    let there = found(&other, &desk.world.folder().join("data"));
    let brought =
        other.change("bring_backup", json!({ "token": there["token"], "name": there["backups"][0]["backup"]["name"], "phrase": null }));
    let name = json!({ "name": brought["name"] });
    let said = |world: &World| world.call("preview_restore", name.clone())["missing"].to_string().contains("est inconnu");
    assert!(said(&other), "its journal stayed on the first computer");
    assert!(!said(&desk.world), "which knows what it sent");
}

#[test]
fn a_sealed_copy_that_was_altered_or_whose_key_is_gone_is_refused_and_nothing_is_added() {
    let (world, disk) = with_a_disk();
    world.change("seal_second_place", json!({ "phrase": PHRASE }));
    let other = World::on("2026-11-25");
    let there = found(&other, &disk);
    let request = json!({ "token": there["token"], "name": there["backups"][0]["backup"]["name"], "phrase": PHRASE });
    let sealed = disk.join(files(&disk).into_iter().find(|name| name.ends_with(".age") && name.starts_with("echu-")).expect("the copy"));
    let whole = std::fs::read(&sealed).expect("its bytes");
    let mut bytes = whole.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&sealed, &bytes).expect("one bit");
    let refused = other.refused("bring_backup", request.clone());
    assert!(refused.sentence.contains("modifiée ou abîmée"), "{}", refused.sentence);
    std::fs::write(&sealed, &whole).expect("as it was");
    let key = disk.join(files(&disk).into_iter().find(|name| name.starts_with("cle-des-copies-")).expect("the key"));
    let text = std::fs::read_to_string(&key).expect("its text");
    std::fs::remove_file(&key).expect("gone");
    let refused = other.refused("bring_backup", request.clone());
    assert!(refused.sentence.contains("cle-des-copies-") && refused.sentence.contains("Rien n’a été touché"), "{}", refused.sentence);
    std::fs::write(&key, text.replacen("BEGIN AGE", "BEGIN EGG", 1)).expect("another text");
    assert!(!other.refused("bring_backup", request.clone()).sentence.is_empty());
    assert_eq!(count(&other), 0);
    assert_eq!(files(&other.folder().join("data").join("sauvegardes")), Vec::<String>::new(), "nothing half-opened is left");
    std::fs::write(&key, text).expect("as it was");
    other.change("bring_backup", request);
    assert_eq!(count(&other), 1);
}

#[test]
fn a_key_named_by_a_stranger_stays_in_its_folder_and_a_folder_without_backup_is_said() {
    let (world, disk) = with_a_disk();
    world.change("seal_second_place", json!({ "phrase": PHRASE }));
    let manifest = disk.join(files(&disk).into_iter().find(|name| name.ends_with(".json")).expect("the manifest"));
    let mut text: Value = serde_json::from_slice(&std::fs::read(&manifest).expect("its text")).expect("JSON");
    text["sealed"]["key"] = json!("../../secret.txt");
    std::fs::write(&manifest, text.to_string()).expect("a stranger's");
    let other = World::on("2026-11-25");
    let there = found(&other, &disk);
    let refused =
        other.refused("bring_backup", json!({ "token": there["token"], "name": there["backups"][0]["backup"]["name"], "phrase": PHRASE }));
    assert!(refused.sentence.contains("n’est pas à côté des copies"), "{}", refused.sentence);
    let empty = other.folder().join("vide");
    std::fs::create_dir(&empty).expect("a folder");
    other.desktop.will_pick(&empty);
    let refused = other.refused("find_backups", json!({}));
    assert!(refused.sentence.contains("Aucune sauvegarde d’Échu"), "{}", refused.sentence);
    assert_eq!(other.call("find_backups", json!({})), Value::Null, "he gave up");
}

#[test]
fn a_backup_of_another_base_is_told_apart_and_does_not_take_the_place_of_this_one() {
    let (world, disk) = with_a_disk();
    let other = World::on("2026-11-25");
    other.client("Toitures Durand").create();
    let own_disk = other.folder().join("disque");
    std::fs::create_dir(&own_disk).expect("another disk");
    other.desktop.will_pick(&own_disk);
    other.change("choose_second_place", json!({}));
    let there = found(&other, &disk);
    assert_eq!(there["backups"][0]["otherBase"], true);
    other.change("bring_backup", json!({ "token": there["token"], "name": there["backups"][0]["backup"]["name"], "phrase": null }));
    other.change("back_up", json!({}));
    assert!(!reads(&own_disk), "the second place gets the backups of this base alone");
    drop(world);
}
