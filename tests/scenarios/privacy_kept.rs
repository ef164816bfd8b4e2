//! What an erasure leaves alone: the papers of a case that is open, what is noted around a company's debts; and what it takes beside the base.
use crate::privacy::{erase, jeanne, settled};
use echu_engine::clock::Clock;
use echu_tests::World;
use serde_json::{Value, json};
use std::path::Path;

/// A notice posted and presented, then the client's insolvency, declared, and the invoice given up. Gives the client and the notice's document.
fn given_up_with_a_case(world: &World) -> (i64, Value) {
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(60).total(240_000).create();
    let letter = world.change("freeze_letter", json!({ "clientId": client, "confirmed": true }))["letterId"].clone();
    world.change("mark_posted", json!({ "id": letter, "postedOn": "2026-11-23", "trackingNumber": "1A 204 118 6037 4" }));
    world.clock.go_to("2026-11-25", "09:00");
    world.change("mark_presented", json!({ "id": letter, "on": "2026-11-25" }));
    world.clock.go_to("2026-12-14", "09:00");
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-12-10" }));
    let asked = json!({
        "clientId": client, "route": "declaration", "invoiceIds": [invoice], "creditorMerchant": true, "debtorMerchant": true, "confirmed": true,
    });
    world.change("open_proceeding", asked);
    world.change("write_off_invoice", json!({ "id": invoice, "on": world.clock.today().to_string() }));
    let document: i64 = world.sql().query_row("SELECT document_id FROM letter", [], |row| row.get(0)).expect("the notice");
    (client, json!(document))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> = entries.map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_notice_of_an_invoice_given_up_stays_while_its_claim_is_declared() {
    let world = World::of_a_plumber();
    let (client, document) = given_up_with_a_case(&world);
    let before = world.call("document", json!({ "id": document }));
    let erased = |sql: &str| -> i64 { world.sql().query_row(sql, [], |row| row.get(0)).expect("a count") };
    let done = erase(&world, client);
    assert_eq!(done["whole"], false, "a case is open: {done}");
    assert_eq!(world.call("document", json!({ "id": document })), before, "the proof of the notice is whole");
    assert!(!before["pdf"].as_str().unwrap_or_default().is_empty());
    assert_eq!(erased("SELECT COUNT(*) FROM reminder WHERE body = '[effacé]'"), 0);
    assert_eq!(erased("SELECT COUNT(*) FROM event WHERE former_sha256 <> ''"), 0, "its facts too");
}

#[test]
fn a_copy_opened_to_be_read_goes_with_what_is_erased() {
    let world = World::of_a_plumber();
    let (client, document) = given_up_with_a_case(&world);
    world.call("open_document", json!({ "id": document }));
    let copies = world.folder().join("data").join("documents");
    assert_eq!(names(&copies).len(), 1);
    assert_eq!(erase(&world, client)["left"], json!([]));
    assert!(names(&copies).is_empty(), "{:?}", names(&copies));
}

#[test]
fn the_contact_person_of_a_company_takes_neither_its_guarantor_nor_who_follows_its_case() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let said = json!({
        "clientId": client, "guarantorName": "Paul Aubry", "guaranteeKind": "surety", "guarantee": 500_000,
        "guaranteeDocument": "acte du 3 mars 2026",
    });
    world.change("save_safeguard", said);
    let guarantor = |world: &World| world.call("safeguard_of", json!({ "id": client }))["guarantorName"].clone();
    let done = world.change("erase_client", json!({ "clientId": client, "subject": "contact", "typed": "EFFACER" }));
    assert_eq!((&done["whole"], guarantor(&world)), (&json!(true), json!("Paul Aubry")));
    erase(&world, client);
    assert_eq!(guarantor(&world), "[effacé]", "with the person himself they leave");
}

#[test]
fn a_note_on_an_invoice_that_still_runs_stays() {
    let world = World::of_a_plumber();
    let client = world.debtor("consumer");
    let paid = world.invoice(client, "F-1").late(60).total(10_000).create();
    let owed = world.invoice(client, "F-2").late(12).total(20_000).create();
    for invoice in [paid, owed] {
        let asked = json!({ "clientId": client, "invoiceId": invoice, "kind": "pause", "until": "2026-12-04", "note": "en vacances" });
        let hold = world.change("place_hold", asked);
        world.change("release_hold", json!({ "id": hold }));
    }
    world.pays(client, 10_000);
    assert_eq!(erase(&world, client)["whole"], false);
    let note = |invoice: i64| -> String {
        world.sql().query_row("SELECT note FROM hold WHERE invoice_id = ?", [invoice], |row| row.get(0)).expect("its hold")
    };
    assert_eq!((note(paid).as_str(), note(owed).as_str()), ("[effacé]", "en vacances"));
}

#[test]
fn older_backups_go_from_a_sealed_second_place_too_with_what_a_copy_cut_short_left() {
    let world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    let disk = world.folder().join("disque");
    std::fs::create_dir(&disk).expect("another disk");
    world.change("back_up", json!({}));
    world.desktop.will_pick(&disk);
    world.change("choose_second_place", json!({}));
    world.change("seal_second_place", json!({ "phrase": "cheval agrafe pluie Lyon" }));
    for left in ["echu-2026-11-20-090000.db.partiel", "echu-2026-11-20-090000.db", "echu-comptes.db"] {
        std::fs::write(disk.join(left), b"Brasserie des Quais").expect("a file");
    }
    world.days_pass(1);
    world.client("Toitures Durand").create();
    assert_eq!(world.change("renew_backups", json!({ "typed": "EFFACER" })), 2, "one here, one there");
    let names = names(&disk);
    assert_eq!(names.iter().filter(|name| name.ends_with(".db.age")).count(), 1, "{names:?}");
    let others: Vec<&String> = names.iter().filter(|name| name.ends_with(".db") || name.ends_with(".partiel")).collect();
    assert_eq!(others, ["echu-comptes.db"], "a stranger's file is none of ours");
}

#[test]
fn penalties_claimed_on_a_paid_invoice_hold_an_erasure_back_until_they_are_given_up() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(60).total(240_000).create();
    let letter = world.change("freeze_letter", json!({ "clientId": client, "confirmed": true }))["letterId"].clone();
    world.change("mark_posted", json!({ "id": letter, "postedOn": "2026-11-23", "trackingNumber": "1A 204 118 6037 4" }));
    world.clock.go_to("2026-12-01", "09:00");
    let whole = json!([{ "invoiceId": invoice, "amount": 240_000 }]);
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-12-01", "amount": 240_000, "allocations": whole }));
    let preview = world.call("erasure_preview", json!({ "clientId": client, "subject": "person" }));
    let kept = preview["kept"].to_string();
    assert!(preview["whole"] == false && kept.contains("pénalités de F-1 ("), "{preview}");
    assert_eq!(erase(&world, client)["whole"], false);
    let body: String = world.sql().query_row("SELECT body FROM reminder", [], |row| row.get(0)).expect("the notice");
    assert_ne!(body, "[effacé]", "the notice that claimed them stays");
    assert_eq!(world.call("personal_data", json!({ "clientId": client }))["canFinish"], false);
    world.change("waive_penalties", json!({ "invoiceId": invoice, "interest": true, "fee": true, "reason": "geste" }));
    assert_eq!(world.call("personal_data", json!({ "clientId": client }))["canFinish"], true);
    assert_eq!(erase(&world, client)["whole"], true);
}

#[test]
fn penalties_that_nobody_claimed_hold_nothing_back() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(60).total(240_000).create();
    let whole = json!([{ "invoiceId": invoice, "amount": 240_000 }]);
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-23", "amount": 240_000, "allocations": whole }));
    assert_eq!(erase(&world, client)["whole"], true);
}

#[test]
fn damaged_bases_set_aside_and_what_is_left_of_a_backup_are_said_and_go_with_the_older_backups() {
    let world = World::on("2026-11-23");
    world.change("back_up", json!({}));
    let data = world.folder().join("data");
    let damaged = data.join("base-endommagee-2026-11-20-090000");
    std::fs::create_dir(&damaged).expect("a base that a restore set aside");
    for path in [damaged.join("echu.db"), data.join("sauvegardes/echu-2026-11-19-090000.db")] {
        std::fs::write(path, b"jeanne.petit@courriel.example").expect("a file");
    }
    let client = jeanne(&world);
    let preview = world.call("erasure_preview", json!({ "clientId": client, "subject": "person" }));
    assert!(preview["kept"].to_string().contains("1 base endommagée mise de côté"), "{preview}");
    erase(&world, client);
    assert_eq!(world.call("privacy_settings", json!({}))["backups"], 2, "the backup and the base set aside");
    assert_eq!(world.change("renew_backups", json!({ "typed": "EFFACER" })), 3);
    assert!(!damaged.exists());
    assert_eq!(names(&data.join("sauvegardes")).len(), 2, "the new one and its manifest: {:?}", names(&data.join("sauvegardes")));
    assert_eq!(world.call("privacy_settings", json!({}))["backups"], 1);
}

#[test]
fn notes_are_dated_by_the_last_of_them() {
    let world = World::on("2026-11-23");
    let client = settled(&world);
    let notes = |world: &World| {
        let purges = world.call("privacy_settings", json!({}))["purges"].clone();
        purges.as_array().into_iter().flatten().find(|row| row["kind"] == "notes").map(|row| row["count"].clone())
    };
    world.days_pass(365 * 4);
    world.change("note_call", json!({ "clientId": client, "outcome": "voicemail", "note": "A rappelé pour un devis" }));
    world.days_pass(365 + 2);
    assert_eq!(notes(&world), Some(json!(0)), "the last note is a year old");
    world.days_pass(365 * 4 + 2);
    assert_eq!(notes(&world), Some(json!(1)));
}
