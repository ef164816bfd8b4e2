//! The report for whoever helps: how Échu is, and nothing of anyone.
use echu_tests::World;
use rusqlite::types::Value as Cell;
use serde_json::json;
use std::collections::BTreeSet;

/// Every word and number of the demonstration that could tell who owes what: texts of six letters or more, sums above a thousand euros.
fn someone_s(world: &World) -> BTreeSet<String> {
    let conn = rusqlite::Connection::open(world.folder().join("data").join("demonstration.db")).expect("the base");
    let mut words = BTreeSet::new();
    for (table, columns) in [
        ("client", "name, email, siren, phone, contact_name"),
        ("invoice", "number, total_cents"),
        ("payment", "amount_cents"),
        ("dispatch", "recipient"),
    ] {
        let mut rows = conn.prepare(&format!("SELECT {columns} FROM {table}")).expect("a table");
        let width = rows.column_count();
        let mut rows = rows.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for at in 0..width {
                match row.get::<_, Cell>(at).expect("a cell") {
                    Cell::Text(text) if text.chars().count() >= 6 => drop(words.insert(text)),
                    Cell::Integer(number) if number >= 100_000 => drop(words.insert(number.to_string())),
                    _ => {}
                }
            }
        }
    }
    words
}

#[test]
fn it_holds_nobody_s_name_address_nor_amount_even_when_the_log_does() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    let words = someone_s(&world);
    assert!(words.len() > 300, "the demonstration holds enough to be told: {}", words.len());
    let log: String = words.iter().map(|word| format!("2026-11-23T08:00:00Z ERROR save: \"{word}\" refused\n")).collect();
    std::fs::write(world.folder().join("state").join("echu.log"), log).expect("a log that talks too much");
    let text = world.call("support_report", json!({}))["text"].as_str().expect("the report").to_owned();
    let told: Vec<&String> = words.iter().filter(|word| text.contains(word.as_str())).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(text.contains("ERROR save: […] refused"), "the fault is told: {text}");
    assert!(!text.contains(world.folder().to_string_lossy().as_ref()), "the folder holds the name of the session");
}

#[test]
fn it_tells_how_the_app_is_and_is_saved_as_it_was_read() {
    let world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    world.change("back_up", json!({}));
    let text = world.call("support_report", json!({}))["text"].as_str().expect("the report").to_owned();
    for told in ["Version\u{a0}: 0.", "client\u{a0}: 1", "Sauvegardes vérifiées\u{a0}: 1", "Envois suspendus\u{a0}: non", "Aucune"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let path = world.folder().join("rapport.txt");
    world.desktop.will_save(&path);
    let saved = world.call("save_support_report", json!({}));
    assert_eq!(saved["fileName"], "rapport.txt");
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), text);
    assert_eq!(world.call("save_support_report", json!({})), serde_json::Value::Null, "he gave up");
}
