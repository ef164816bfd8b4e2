//! Limitation, as the legal check, the letters and the lists read it: only what a person recorded moves it.
use echu_tests::World;
use serde_json::{Value, json};

/// A consumer whose invoice, due in June 2024, can no longer be brought to court since June 2026.
fn barred(world: &World) -> (i64, i64) {
    let client = world.client("Camille Ferrand").kind("consumer").create();
    let invoice = world.invoice(client, "F-1").issued("2024-05-02").due("2024-06-01").create();
    (client, invoice)
}

fn codes(world: &World, client: i64) -> Vec<String> {
    let preview = world.call("preview_letter", json!({ "clientId": client }));
    let findings = preview["findings"].as_array().expect("findings").iter();
    findings.map(|one| one["code"].as_str().unwrap_or_default().to_owned()).collect()
}

fn interrupted(world: &World, invoice: i64, kind: &str, on: &str) -> Value {
    world.change("record_interruption", json!({ "invoiceId": invoice, "on": on, "kind": kind }))
}

#[test]
fn each_interruption_of_the_closed_list_is_read_by_the_legal_check() {
    for kind in ["acknowledgement", "part_payment", "court", "enforcement"] {
        let world = World::of_a_plumber();
        let (client, invoice) = barred(&world);
        assert!(codes(&world, client).contains(&"time_barred".to_owned()), "two years are over");
        let recorded = interrupted(&world, invoice, kind, "2026-03-01");
        assert!(!codes(&world, client).contains(&"time_barred".to_owned()), "{kind} starts the two years again");
        world.change("take_back_interruption", json!({ "id": recorded }));
        assert!(codes(&world, client).contains(&"time_barred".to_owned()), "{kind} taken back moves nothing");
    }
}

#[test]
fn a_part_payment_that_nobody_took_as_an_acknowledgement_moves_nothing() {
    let world = World::of_a_plumber();
    let (client, _) = barred(&world);
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-03-01", "amount": 10_000 }));
    assert!(codes(&world, client).contains(&"time_barred".to_owned()));
}

#[test]
fn the_year_of_carriage_runs_from_the_delivery_else_from_the_invoice() {
    let world = World::of_a_plumber();
    let client = world.client("Transports Le Goff").with("sector", json!("carriage")).create();
    let bill = |number: &str| world.invoice(client, number).issued("2025-11-30").due("2025-12-30");
    let unknown = bill("F-1").create();
    let known = bill("F-2").with("deliveredOn", json!("2025-11-20")).create();
    let limit = |id: i64| world.call("invoice", json!({ "id": id }))["limitation"].clone();
    assert_eq!((limit(unknown)["lastDay"].as_str(), limit(known)["lastDay"].as_str()), (Some("2026-11-30"), Some("2026-11-20")));
    assert!(limit(unknown)["rule"].as_str().is_some_and(|rule| rule.contains("n’est pas connue")), "the doubt is said");
    let near = world.call("limitations", json!({}));
    let stages: Vec<&str> = near.as_array().expect("rows").iter().filter_map(|row| row["stage"].as_str()).collect();
    assert_eq!(stages, ["passed", "three_months"], "nearest first: {near}");
}

#[test]
fn carriage_not_due_yet_but_delivered_long_ago_is_watched() {
    let world = World::of_a_plumber();
    let client = world.client("Transports Le Goff").with("sector", json!("carriage")).create();
    world.invoice(client, "F-1").issued("2026-03-01").due("2026-12-01").with("deliveredOn", json!("2026-02-20")).create();
    assert_eq!(world.call("limitations", json!({}))[0]["lastDay"], "2027-02-20");
}

#[test]
fn who_takes_a_file_over_reads_until_when_he_may_act() {
    let world = World::of_a_plumber();
    let client = world.client("Camille Ferrand").kind("consumer").create();
    let invoice = world.invoice(client, "F-1").issued("2024-11-10").due("2024-12-10").create();
    let said = || {
        let agent = json!({ "kind": "lawyer", "name": "Maître Solène Kermadec", "address": { "street": "12 rue Nationale", "postcode": "35000", "city": "Rennes" } });
        let seen = world.call("preview_paper", json!({ "clientId": client, "kind": "transmittal", "manner": "plain", "agent": agent }));
        assert_eq!(seen["missing"], json!([]), "{seen}");
        seen["text"].as_str().expect("a text").replace(['\u{a0}', '\u{202f}', '\n'], " ")
    };
    assert!(said().contains("dernier jour pour agir est le 10 décembre 2026, dans moins de trois mois, pour la facture F-1"), "{}", said());
    interrupted(&world, invoice, "court", "2026-11-02");
    let after = said();
    assert!(after.contains("dernier jour pour agir est le 2 novembre 2028, pour la facture F-1"), "{after}");
    assert!(after.contains("après demande en justice le 2 novembre 2026"), "{after}");
}

#[test]
fn a_consumer_is_told_which_mediator() {
    let world = World::of_a_plumber();
    let client = world.client("Camille Ferrand").kind("consumer").create();
    world.invoice(client, "F-1").late(60).create();
    assert!(codes(&world, client).contains(&"mediator_not_named".to_owned()), "the letter names nobody yet");
    let mut creditor = world.call("settings", json!({}))["creditor"].clone();
    creditor["mediatorName"] = json!("Médiation Artisanat");
    creditor["mediatorSite"] = json!("mediation.example");
    world.change("save_creditor", json!({ "creditor": creditor }));
    assert!(!codes(&world, client).contains(&"mediator_not_named".to_owned()));
    let seen = world.call("preview_paper", json!({ "clientId": client, "kind": "last_notice", "manner": "plain" }));
    assert!(seen["text"].as_str().is_some_and(|text| text.contains("Médiation Artisanat, mediation.example")), "{seen}");
}
