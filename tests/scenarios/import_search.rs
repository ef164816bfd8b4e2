//! The rows of an import found by words, before anything is stored.
use echu_tests::World;
use echu_tests::imports::fifty_seven_invoices;
use serde_json::{Value, json};

fn opened(world: &World, file: &[u8]) -> Value {
    let token = world.file("factures.csv", file);
    world.call("open_import", json!({ "token": token }))
}

fn found(world: &World, draft: &Value, words: &str) -> Value {
    world.call("find_in_import", json!({ "draft": draft["draft"], "words": words }))
}

fn told<'a>(found: &'a Value, list: &str, pointer: &str) -> Vec<&'a str> {
    found[list].as_array().unwrap().iter().map(|row| row.pointer(pointer).and_then(Value::as_str).unwrap()).collect()
}

#[test]
fn a_row_is_found_by_its_number_or_its_client_among_those_of_its_kind() {
    let world = World::on("2026-11-23");
    let client = world.client("Garage du Pont SAS").create();
    world.invoice(client, "F-3").issued("2026-09-01").total(9_999).create();
    let file = "Client;Numéro;Date;Échéance;Total TTC\r\n\
        Éts Müller;F-1;01/09/2026;01/10/2026;10,00\r\n\
        Éts Müller;F-2;01/09/2026;;20,00\r\n\
        Garage du Pont SAS;F-3;01/09/2026;01/10/2026;30,00\r\n\
        Garage du Pont SAS;F-4;31/02/2026;01/10/2026;40,00\r\n";
    let draft = opened(&world, file.as_bytes());
    let muller = found(&world, &draft, "MULLER");
    assert_eq!(told(&muller, "rows", "/invoice/number"), ["F-1", "F-2"], "whatever the case and the accents");
    assert_eq!(muller["warnings"].as_array().map(Vec::len), Some(1), "the due date that lacks, of his rows alone: {muller}");
    assert_eq!((&muller["count"], &muller["changes"], &muller["refusals"]), (&json!(2), &json!([]), &json!([])));
    let garage = found(&world, &draft, "pont garage");
    assert_eq!(told(&garage, "rows", "/invoice/number"), ["F-3"], "every word, in any order");
    assert_eq!(told(&garage, "changes", "/invoice/number"), ["F-3"], "what differs from what is there: {garage}");
    assert_eq!(told(&garage, "refusals", "/number"), ["F-4"], "and what is set aside, with its reason");
    assert_eq!(told(&found(&world, &draft, "f-2"), "rows", "/client/name"), ["Éts Müller"]);
    let nothing = found(&world, &draft, "f-2 garage");
    assert_eq!((&nothing["count"], &nothing["refusals"]), (&json!(0), &json!([])), "no row holds both");
    assert_eq!(found(&world, &draft, "  ")["count"], 3, "no word: every row");
}

#[test]
fn a_row_far_below_the_first_ones_is_found_and_the_columns_may_change_meanwhile() {
    let world = World::on("2026-11-02");
    let draft = opened(&world, &fifty_seven_invoices("2026-11-02".parse().unwrap(), false));
    assert_eq!(draft["preview"]["first"].as_array().map(Vec::len), Some(50));
    let last = found(&world, &draft, "-059");
    assert_eq!((&last["count"], last["rows"].as_array().map(Vec::len)), (&json!(1), Some(1)), "{last}");
    let mut mapping = draft["mapping"].clone();
    let client = mapping["columns"].as_array().unwrap().iter().position(|field| field == "client_name").unwrap();
    let subject = mapping["columns"].as_array().unwrap().iter().position(|field| field == "subject").unwrap();
    (mapping["columns"][client], mapping["columns"][subject]) = (json!(null), json!("client_name"));
    world.call("map_import", json!({ "draft": draft["draft"], "mapping": mapping }));
    assert_eq!(found(&world, &draft, "aubepine")["count"], 0, "his name is in no column any more");
    assert_eq!(found(&world, &draft, "intervention n° 59")["count"], 1);
}

#[test]
fn an_import_is_still_searched_once_another_was_opened_and_no_more_once_given_up() {
    let world = World::on("2026-11-23");
    let first = opened(&world, b"Client;Num\xc3\xa9ro;Date;Total TTC\r\nDurand;F-1;01/09/2026;10,00\r\n");
    let second = opened(&world, b"Client;Num\xc3\xa9ro;Date;Total TTC\r\nPetit;F-2;01/09/2026;10,00\r\n");
    assert_eq!((&found(&world, &first, "durand")["count"], &found(&world, &second, "durand")["count"]), (&json!(1), &json!(0)));
    world.call("drop_import", json!({ "draft": first["draft"] }));
    let refused = world.refused("find_in_import", json!({ "draft": first["draft"], "words": "durand" }));
    assert!(refused.sentence.contains("Choisissez de nouveau"), "{}", refused.sentence);
}
