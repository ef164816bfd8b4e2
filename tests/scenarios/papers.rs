//! « Autre courrier… »: what may be written to a client, looked at, then kept with its hash.
use echu_tests::World;
use serde_json::{Value, json};

fn world() -> World {
    let world = World::on("2026-11-23");
    let creditor = json!({
        "name": "Vasseur Plomberie", "legalForm": "EURL", "capital": 500_000,
        "address": { "street": "14 rue des Tanneurs", "postcode": "35510", "city": "Cesson-Sévigné" },
        "siren": "732829320", "registryTown": "Rennes", "phone": "02 61 91 04 12",
        "iban": "FR7630006000011234567890189", "signatory": "Hélène Vasseur", "signatoryQuality": "gérante",
    });
    world.change("save_creditor", json!({ "creditor": creditor }));
    world
}

fn why_not(world: &World, client: i64, kind: &str) -> String {
    let choices = world.call("papers_for", json!({ "clientId": client }));
    let found = choices["choices"].as_array().expect("choices").iter().find(|one| one["kind"] == kind).expect("the kind").clone();
    found["whyNot"].as_str().expect("a sentence or nothing").to_owned()
}

fn preview(world: &World, client: i64, kind: &str, more: Value) -> Value {
    let mut asked = json!({ "clientId": client, "kind": kind, "manner": "plain" });
    for (key, value) in more.as_object().expect("an object") {
        asked[key] = value.clone();
    }
    world.call("preview_paper", asked)
}

#[test]
fn what_cannot_be_written_today_says_why() {
    let world = world();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    assert_eq!(why_not(&world, client, "first_reminder"), "Ce client n’a aucune facture en retard que l’on puisse réclamer aujourd’hui.");
    assert_eq!(why_not(&world, client, "payment_receipt"), "Aucun règlement n’est enregistré pour ce client.");
    world.invoice(client, "F-1").late(60).create();
    assert_eq!(why_not(&world, client, "first_reminder"), "");
    assert_eq!(why_not(&world, client, "instalment_agreement"), "");
    assert_ne!(why_not(&world, client, "penalty_claim"), "", "nothing was paid late");
    assert_ne!(why_not(&world, client, "dispute_receipt"), "", "nothing is disputed");
}

#[test]
fn a_letter_is_looked_at_then_kept_as_it_was_seen() {
    let world = world();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    world.invoice(client, "F-1").late(60).create();
    let seen = preview(&world, client, "last_notice", json!({}));
    assert_eq!(seen["missing"], json!([]), "{seen}");
    assert!(seen["subject"].as_str().expect("a subject").starts_with("DERNIER AVIS"));
    let kept = world.change("freeze_paper", json!({ "clientId": client, "kind": "last_notice", "manner": "plain" }));
    let document = world.call("document", json!({ "id": kept["documentId"] }));
    assert_eq!(document["pdf"], seen["pdf"], "what is kept is what was seen");
    assert_eq!(document["sha256"], kept["sha256"]);
    let told = world.call("timeline", json!({ "clientId": client })).to_string();
    assert!(told.contains("Dernier avis, courrier établi"), "{told}");
}

#[test]
fn terms_are_shared_out_to_the_cent_and_printed() {
    let world = world();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    world.invoice(client, "F-1").late(60).create();
    let seen = preview(&world, client, "instalment_agreement", json!({ "terms": { "count": 3, "firstOn": "2026-12-31" } }));
    let text = seen["text"].as_str().expect("words");
    assert_eq!(seen["missing"], json!([]), "{seen}");
    for day in ["31 décembre 2026", "31 janvier 2027", "28 février 2027"] {
        assert!(text.contains(day), "{day} lacks in {text}");
    }
}

#[test]
fn a_client_in_insolvency_is_asked_for_nothing() {
    let world = world();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).with("insolventOn", json!("2026-11-01")).create();
    world.invoice(client, "F-1").late(60).create();
    assert!(why_not(&world, client, "last_notice").contains("procédure collective"), "C. com. L622-21");
    assert_eq!(why_not(&world, client, "account_statement"), "", "an account can still be told");
}
