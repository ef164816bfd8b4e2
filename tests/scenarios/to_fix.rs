//! « À corriger »: one list, one field each.
use echu_tests::World;
use serde_json::{Value, json};

fn kinds(world: &World) -> Vec<(String, u64, u64)> {
    let view = world.call("to_fix", json!({}));
    let group = |one: &Value| (one["kind"].as_str().unwrap().to_owned(), one["count"].as_u64().unwrap(), one["blocking"].as_u64().unwrap());
    view["groups"].as_array().unwrap().iter().map(group).filter(|(kind, _, _)| kind != "missing_pdf").collect()
}

fn one(kind: &str, count: u64, blocking: u64) -> (String, u64, u64) {
    (kind.to_owned(), count, blocking)
}

#[test]
fn what_is_wrong_is_mended_in_place_and_the_reminder_goes() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").email("").with("address", json!({})).create();
    let invoice = world.invoice(client, "F-1").late(8).create();
    assert_eq!(kinds(&world), [one("email", 1, 1), one("address", 1, 0)], "the e-mail stops a reminder today, the address will");
    let mend = |kind: &str, value: &str| json!({ "kind": kind, "clientId": client, "value": value });
    assert_eq!(world.refused("correct", mend("email", "durand")).field.as_deref(), Some("value"));
    assert_eq!(world.refused("correct", mend("email", " ")).field.as_deref(), Some("value"), "emptiness mends nothing");
    world.change("correct", mend("email", "compta@durand.example"));
    let poor = world.refused("correct", mend("address", "12 rue des Lilas"));
    assert!(poor.sentence.contains("code postal"), "{}", poor.sentence);
    world.change("correct", mend("address", "12 rue des Lilas, 44000 Nantes"));
    assert_eq!(kinds(&world), []);
    let block = world.call("client", json!({ "id": client }))["addressBlock"]["lines"].to_string();
    assert!(block.to_lowercase().contains("12 rue des lilas") && block.contains("44000 NANTES"), "{block}");
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 1);
    let no_due = world.invoice(client, "F-2").with("dueOn", Value::Null).create();
    assert_eq!(kinds(&world), [one("due_date", 1, 1)]);
    let due = |value: &str| json!({ "kind": "due_date", "clientId": client, "invoiceId": no_due, "value": value });
    assert_eq!(world.refused("correct", due("2026-11-01")).field.as_deref(), Some("value"), "before its own date");
    world.change("correct", due("2026-12-23"));
    assert_eq!(kinds(&world), []);
    let stranger = json!({ "kind": "due_date", "clientId": client + 1, "invoiceId": invoice, "value": "2026-12-23" });
    assert_eq!(world.refused("correct", stranger).field.as_deref(), Some("invoiceId"));
}

#[test]
fn an_address_that_came_back_is_asked_about_until_a_person_types_it_again() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(8).create();
    world.sql().execute("UPDATE client SET email_problem = 'bounced'", []).unwrap();
    let row = world.call("to_fix", json!({}))["rows"][0].clone();
    assert_eq!(
        (&row["kind"], &row["value"]),
        (&json!("email"), &json!("compta@durandsarl.example")),
        "the field shows what it holds: {row}"
    );
    world.change("correct", json!({ "kind": "email", "clientId": client, "value": "compta@durandsarl.example" }));
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 1, "typed again, it is a person's word");
}

#[test]
fn an_invoice_that_came_twice_waits_until_a_person_says() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "FA-2026-0014").late(8).create();
    let twin = world.invoice(client, "2026/14").late(8).create();
    assert_eq!(kinds(&world), [one("duplicate", 1, 1)]);
    let today = world.call("today", json!({}));
    assert_eq!(today["readyRows"][0]["amount"], 100_000, "claimed once, never twice: {today}");
    let row = world.call("to_fix", json!({}))["rows"][0].clone();
    assert!(row["why"].as_str().unwrap().contains("FA-2026-0014"), "{row}");
    world.change("clear_doubt", json!({ "kind": "duplicate", "clientId": client, "invoiceId": twin }));
    assert_eq!(world.call("today", json!({}))["readyRows"][0]["amount"], 200_000, "they are two");
    assert!(world.story(client).contains("2026/14 n’est pas un doublon"));
    world.refused("clear_doubt", json!({ "kind": "email", "clientId": client }));
}

#[test]
fn money_that_settles_nothing_and_money_that_is_too_much_are_in_the_list() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(8).create();
    world.pays(client, 130_000);
    assert_eq!(kinds(&world), [one("advance", 1, 0)], "he owes nothing and three hundred euros are left");
    let row = world.call("to_fix", json!({}))["rows"][0].clone();
    assert_eq!(row["amount"], 30_000, "{row}");
    world.change("clear_doubt", json!({ "kind": "advance", "clientId": client }));
    assert_eq!(kinds(&world), []);
}

#[test]
fn a_late_invoice_without_its_pdf_is_told_and_stops_nothing() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").late(8).create();
    let view = world.call("to_fix", json!({}));
    assert_eq!(view["groups"][0], json!({ "kind": "missing_pdf", "count": 1, "blocking": 0 }));
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 1);
    world.change("clear_doubt", json!({ "kind": "missing_pdf", "clientId": client, "invoiceId": invoice }));
    assert_eq!(world.call("to_fix", json!({}))["groups"], json!([]));
}
