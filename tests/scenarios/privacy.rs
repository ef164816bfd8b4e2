//! Personal data: everything is handed over, what may leave leaves for good, what stays says why, and nobody comes back by himself.
use crate::desk::desk;
use echu_engine::privacy::access::{argued_tables, given_tables};
use echu_tests::World;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

pub const EMAIL: &str = "jeanne.petit@courriel.example";

/// A consumer with all her particulars.
pub fn jeanne(world: &World) -> i64 {
    world
        .client("Jeanne Petit")
        .kind("consumer")
        .email(EMAIL)
        .with("phone", json!("06 11 22 33 44"))
        .with("contactName", json!("Mme Petit"))
        .with("note", json!("Rappeler après dix-huit heures"))
        .create()
}

/// The same, with an invoice of hers that she has paid.
pub fn settled(world: &World) -> i64 {
    let client = jeanne(world);
    world.invoice(client, "F-2026-014").late(12).total(10_000).create();
    world.change("note_call", json!({ "clientId": client, "outcome": "voicemail", "note": "Laissé un mot à Jeanne" }));
    world.pays(client, 10_000);
    client
}

pub fn erase(world: &World, client: i64) -> Value {
    world.change("erase_client", json!({ "clientId": client, "subject": "person", "typed": "effacer" }))
}

pub fn plain(value: &Value) -> String {
    value.to_string().replace(['\u{a0}', '\u{202f}'], " ")
}

/// True when a file of the base, or of its log, holds these bytes.
pub fn in_the_files(world: &World, word: &str) -> bool {
    ["echu.db", "echu.db-wal"].iter().any(|name| {
        let bytes = std::fs::read(world.folder().join("data").join(name)).unwrap_or_default();
        bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
    })
}

pub fn card(world: &World, client: i64) -> Value {
    world.call("client", json!({ "id": client }))["client"].clone()
}

pub fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("the archive")).expect("an archive");
    let mut found = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file of it");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        found.insert(file.name().expect("its name").into_owned(), bytes);
    }
    found
}

#[test]
fn every_table_that_names_a_client_is_handed_over_or_argued() {
    let world = World::on("2026-11-23");
    let conn = world.sql();
    // A table names a client when a chain of keys leads to him, or when it says so in a column.
    let links = |sql: &str| -> BTreeSet<String> {
        let mut query = conn.prepare(sql).expect("a query");
        query.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a name")).collect()
    };
    let mut named =
        links("SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'client_id'");
    named.insert("client".to_owned());
    named.insert("cleared_doubt".to_owned());
    loop {
        let list: Vec<String> = named.iter().map(|name| format!("'{name}'")).collect();
        // Plans, accounts and imports are the user's own: they lead to nobody.
        let more = links(&format!(
            "SELECT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table' AND k.\"table\" IN ({})",
            list.join(", ")
        ));
        let before = named.len();
        named.extend(more);
        if named.len() == before {
            break;
        }
    }
    let told: BTreeSet<&str> = given_tables().chain(argued_tables().map(|(table, _)| table)).collect();
    let silent: Vec<&String> = named.iter().filter(|table| !told.contains(table.as_str())).collect();
    assert!(silent.is_empty(), "neither handed over nor argued: {silent:?}");
    assert!(argued_tables().all(|(_, why)| why.len() > 20), "an argument is a sentence");
}

#[test]
fn everything_is_handed_over_as_a_pdf_and_as_json() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = jeanne(world);
    world.invoice(client, "F-2026-014").late(12).total(10_000).create();
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    world.change("note_call", json!({ "clientId": client, "outcome": "voicemail", "note": "Laissé un mot" }));
    world.pays(client, 4_000);
    let path = world.folder().join("jeanne.zip");
    world.desktop.will_save(&path);
    let saved = world.call("hand_over_data", json!({ "clientId": client }));
    assert_eq!(saved["fileName"], "jeanne.zip");
    let files = files(&path);
    let data: Value = serde_json::from_slice(&files["donnees.json"]).expect("open data");
    let text = data.to_string();
    for word in [EMAIL, "06 11 22 33 44", "Rappeler après dix-huit heures", "F-2026-014", "Laissé un mot", "40.00"] {
        assert!(text.contains(word), "{word} is in the open data");
    }
    let parts: Vec<&str> = data["rubriques"].as_array().expect("parts").iter().filter_map(|part| part["rubrique"].as_str()).collect();
    for part in [
        "Fiche",
        "Factures et avoirs",
        "Règlements",
        "Messages et courriers",
        "Historique",
        "Comportement de paiement",
        "Journal technique",
    ] {
        assert!(parts.contains(&part), "{part}: {parts:?}");
    }
    let document = lopdf::Document::load_mem(&files["Données personnelles.pdf"]).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let read = document.extract_text(&pages).expect("its words").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(read.contains(EMAIL) && read.contains("F-2026-014") && read.contains("L123-22"), "{read}");
    assert!(files.keys().any(|name| name.ends_with(".eml")), "the message as it left: {:?}", files.keys());
    assert!(world.story(client).contains("Données personnelles remises à la personne"), "the history says it");
}

#[test]
fn a_person_whom_nothing_must_keep_leaves_no_byte_in_the_files() {
    let world = World::on("2026-11-23");
    let client = jeanne(&world);
    let mut form = card(&world, client);
    form["email"] = json!("ancienne.adresse@courriel.example");
    world.change("save_client", json!({ "id": client, "client": form, "confirmed": true }));
    form["email"] = json!(EMAIL);
    world.change("save_client", json!({ "id": client, "client": form, "confirmed": true }));
    assert!(in_the_files(&world, EMAIL), "it is there before");
    let preview = world.call("erasure_preview", json!({ "clientId": client, "subject": "person" }));
    assert_eq!(preview["whole"], true);
    assert!(plain(&preview["erased"]).contains("nom"), "{preview}");
    let done = erase(&world, client);
    assert_eq!((&done["whole"], &done["left"]), (&json!(true), &json!([])), "{done}");
    for word in [EMAIL, "ancienne.adresse", "Jeanne", "06 11 22 33 44", "dix-huit heures", "LILAS"] {
        assert!(!in_the_files(&world, word), "« {word} » is in no byte of the files");
    }
    let card = card(&world, client);
    assert!(card["name"].as_str().is_some_and(|name| name.starts_with("Personne effacée")), "{card}");
}

#[test]
fn a_person_who_paid_keeps_the_identity_that_her_invoices_bear_and_the_figures_add_up() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = jeanne(world);
    world.invoice(client, "F-2026-014").late(12).total(10_000).create();
    let other = world.client("Brasserie des Quais").create();
    world.invoice(other, "F-2026-015").late(3).total(25_000).create();
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    world.pays(client, 10_000);
    let figures = |world: &World| {
        let clients = world.call("clients", json!({}));
        let sums: Vec<i64> = [
            "SELECT SUM(total_cents) FROM invoice",
            "SELECT SUM(amount_cents) FROM payment",
            "SELECT SUM(amount_cents) FROM allocation",
            "SELECT COUNT(*) FROM contact",
        ]
        .iter()
        .map(|sql| world.sql().query_row(sql, [], |row| row.get(0)).expect("a sum"))
        .collect();
        (clients["ageing"].clone(), sums)
    };
    let dashboard = |world: &World| world.call("dashboard", json!({}));
    let (before, told) = (figures(world), dashboard(world));
    let head = |world: &World| {
        let path = world.folder().join("dossier.zip");
        world.desktop.will_save(&path);
        world.call("make_dossier", json!({ "clientId": client, "for": "lawyer" }));
        let manifest: Value = serde_json::from_slice(&files(&path)["manifeste.json"]).expect("its manifest");
        let history = String::from_utf8(files(&path)["historique.jsonl"].clone()).expect("its history");
        (manifest, history)
    };
    let (_, history) = head(world);
    let done = erase(world, client);
    assert_eq!(done["whole"], true, "{done}");
    assert_eq!(figures(world), before, "amounts, dates and counts stay");
    assert_eq!(dashboard(world), told, "the dashboard too");
    let card = card(world, client);
    assert_eq!(
        (&card["name"], &card["email"], &card["phone"], &card["note"]),
        (&json!("Jeanne Petit"), &json!(""), &json!(""), &json!(""))
    );
    assert!(!in_the_files(world, EMAIL), "her address is in no byte, the frozen message included");
    let (_, after) = head(world);
    // The chain: each line of before is there still, told or by its digest, so that the file handed over before verifies with the new one.
    let digest = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a line");
        let seq = value["seq"].as_i64().expect("its number");
        let hash = value["sha256"].as_str().map_or_else(|| sha256(line.as_bytes()), str::to_owned);
        (seq, hash)
    };
    let (old, new): (Vec<_>, Vec<_>) = (history.lines().map(digest).collect(), after.lines().map(digest).collect());
    assert_eq!(old, new[..old.len()], "the chain of facts is the one it was");
    assert!(history.contains(EMAIL) && !after.contains(EMAIL), "but her words are gone from it");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_claim_that_runs_keeps_what_it_needs_until_it_is_settled() {
    let world = World::on("2026-11-23");
    let client = jeanne(&world);
    world.invoice(client, "F-2026-014").late(12).total(10_000).create();
    let preview = world.call("erasure_preview", json!({ "clientId": client, "subject": "person" }));
    assert_eq!(preview["whole"], false);
    let kept = plain(&preview["kept"]);
    assert!(kept.contains("F-2026-014") && kept.contains("17.3.e") && kept.contains("L123-22"), "{kept}");
    let done = erase(&world, client);
    assert_eq!(done["whole"], false);
    let held = card(&world, client);
    assert_eq!((&held["email"], &held["note"]), (&json!(EMAIL), &json!("")), "needed to claim; the note is not");
    let settings = world.call("privacy_settings", json!({}));
    assert_eq!(settings["erasures"][0]["doneOn"], Value::Null);
    assert_eq!(settings["erasures"][0]["name"], "Jeanne Petit", "a person who waits for the end is named");
    assert_eq!(world.call("personal_data", json!({ "clientId": client }))["canFinish"], false);
    world.pays(client, 10_000);
    assert_eq!(world.call("personal_data", json!({ "clientId": client }))["canFinish"], true);
    assert_eq!(erase(&world, client)["whole"], true);
    assert!(!in_the_files(&world, EMAIL));
    let settings = world.call("privacy_settings", json!({}));
    assert_eq!(settings["erasures"].as_array().map(Vec::len), Some(1), "one request, finished: {settings}");
    assert_eq!((&settings["erasures"][0]["doneOn"], &settings["erasures"][0]["name"]), (&json!("2026-11-23"), &json!("")), "dates only");
}

#[test]
fn nothing_is_erased_without_the_word_nor_under_a_message_that_waits() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = settled(world);
    let refused = world.refused("erase_client", json!({ "clientId": client, "subject": "person", "typed": "oui" }));
    assert!(refused.sentence.contains("EFFACER") && refused.sentence.contains("Rien n’a été effacé"), "{}", refused.sentence);
    assert_eq!(card(world, client)["email"], EMAIL);
}

#[test]
fn the_contact_person_of_a_company_is_erased_and_the_company_goes_on() {
    let world = World::on("2026-11-23");
    let client = world.client("Toitures Durand").email(EMAIL).with("contactName", json!("Jeanne Petit")).create();
    world.change("erase_client", json!({ "clientId": client, "subject": "contact", "typed": "EFFACER" }));
    let held = card(&world, client);
    assert_eq!((&held["name"], &held["contactName"], &held["email"]), (&json!("Toitures Durand"), &json!(""), &json!("")));
    assert_eq!(world.call("client", json!({ "id": client }))["archived"], false);
    assert!(!in_the_files(&world, EMAIL) && !in_the_files(&world, "Jeanne"));
}

#[test]
fn no_more_reminders_is_a_banner_that_one_click_lifts() {
    let world = World::on("2026-11-23");
    let client = jeanne(&world);
    world.invoice(client, "F-2026-014").late(12).total(10_000).create();
    let hold = world.change("restrict_client", json!({ "clientId": client, "note": "par courrier" }));
    assert_eq!(world.change("restrict_client", json!({ "clientId": client })), hold, "asked twice, it is one");
    assert_eq!(world.change("prepare_reminders", json!({}))["reminders"], json!([]), "nobody reminds her");
    let page = plain(&world.call("client", json!({ "id": client }))["holds"]);
    assert!(page.contains("Ne plus relancer"), "{page}");
    assert_eq!(world.call("personal_data", json!({ "clientId": client }))["restricted"]["note"], "par courrier");
    world.change("release_hold", json!({ "id": hold }));
    assert_eq!(world.call("personal_data", json!({ "clientId": client }))["restricted"], Value::Null);
    assert_eq!(world.change("prepare_reminders", json!({}))["reminders"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_correction_keeps_what_it_replaced() {
    let world = World::on("2026-11-23");
    let client = jeanne(&world);
    let mut form = card(&world, client);
    form["phone"] = json!("01 02 03 04 05");
    world.change("save_client", json!({ "id": client, "client": form }));
    let corrections = world.call("personal_data", json!({ "clientId": client }))["corrections"].clone();
    assert_eq!(corrections, json!([{ "on": "2026-11-23", "field": "Téléphone", "before": "06 11 22 33 44", "after": "01 02 03 04 05" }]));
}

#[test]
fn what_is_past_its_retention_is_shown_then_purged_after_a_backup_and_never_by_itself() {
    let world = World::on("2026-11-23");
    let client = settled(&world);
    let rows = |world: &World| -> BTreeMap<String, u64> {
        let purges = world.call("privacy_settings", json!({}))["purges"].clone();
        let row = |row: &Value| (row["kind"].as_str().unwrap_or_default().to_owned(), row["count"].as_u64().unwrap_or_default());
        purges.as_array().into_iter().flatten().map(row).collect()
    };
    assert!(rows(&world).values().all(|count| *count == 0), "{:?}", rows(&world));
    // Three years and a day after the last contact.
    world.days_pass(365 * 3 + 2);
    world.change("save_client", json!({ "client": { "name": "Sans facture", "debtorKind": "business", "email": "nouveau@x.example" } }));
    assert_eq!(rows(&world)["contacts"], 1, "hers; the other is new");
    assert_eq!(rows(&world)["notes"], 0, "five years");
    world.days_pass(365 * 2 + 2);
    assert_eq!(rows(&world)["notes"], 1);
    assert_eq!(card(&world, client)["email"], EMAIL, "time alone erases nothing");
    world.refused("purge", json!({ "kinds": ["contacts"], "typed": "" }));
    let gone = world.change("purge", json!({ "kinds": ["contacts", "notes"], "typed": "EFFACER" }));
    assert_eq!(gone, 2, "her card and her notes: the other client is younger");
    let held = card(&world, client);
    assert_eq!((&held["email"], &held["note"], &held["name"]), (&json!(""), &json!(""), &json!("Jeanne Petit")));
    assert_eq!(world.call("health", json!({}))["backups"][0]["why"], "Avant un effacement des données anciennes");
    assert!(!in_the_files(&world, EMAIL));
    // Ten years from the close of 2026: her name leaves too.
    world.days_pass(365 * 6);
    assert_eq!(rows(&world)["invoices"], 1);
    world.change("purge", json!({ "kinds": ["invoices"], "typed": "EFFACER" }));
    assert!(card(&world, client)["name"].as_str().is_some_and(|name| name.starts_with("Personne effacée")));
    let total: i64 = world.sql().query_row("SELECT SUM(total_cents) FROM invoice", [], |row| row.get(0)).expect("a sum");
    assert_eq!(total, 10_000, "amounts stay");
}

#[test]
fn the_register_is_saved_and_the_close_of_the_year_is_kept() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let path = world.folder().join("registre.pdf");
    world.desktop.will_save(&path);
    world.call("save_register", json!({}));
    let document = lopdf::Document::load_mem(&std::fs::read(&path).expect("the register")).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let read = document.extract_text(&pages).expect("its words").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(read.contains("Menuiserie Dupré") && read.contains("Finalités") && read.contains("Transferts"), "{read}");
    assert_eq!(world.change("save_year_end", json!({ "month": 6 })), 6);
    assert_eq!(world.refused("save_year_end", json!({ "month": 13 })).field.as_deref(), Some("month"));
    assert_eq!(world.call("privacy_settings", json!({}))["yearEnd"], 6);
}
