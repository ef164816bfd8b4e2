//! The life of a mise en demeure: what it lacks, one at a time, posted, presented, back.
use echu_tests::World;
use serde_json::{Value, json};

/// A client who can be put on notice, with one late invoice.
fn debtor(world: &World) -> (i64, i64) {
    let client = world.debtor("business");
    (client, world.invoice(client, "F-1").late(60).create())
}

fn frozen(world: &World, client: i64) -> i64 {
    world.change("freeze_letter", json!({ "clientId": client }))["letterId"].as_i64().expect("an id")
}

fn row(world: &World, id: i64) -> Value {
    let view = world.call("letters", json!({}));
    view["letters"].as_array().expect("letters").iter().find(|row| row["id"] == id).expect("the letter").clone()
}

fn posted(world: &World, client: i64) -> i64 {
    let id = frozen(world, client);
    world.change("mark_posted", json!({ "id": id, "postedOn": "2026-11-23", "trackingNumber": "1A 204 118 6037 4" }));
    id
}

#[test]
fn each_lack_of_a_notice_leads_to_the_field_that_fills_it() {
    let world = World::on("2026-11-23");
    let client = world.client("Brasserie des Quais").with("address", json!({ "street": "27 quai des Mariniers" })).create();
    world.invoice(client, "F-1").late(60).create();
    let preview = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(preview["pdf"], "", "nothing is drawn while something lacks");
    let lacks = preview["missing"].as_array().expect("what lacks");
    let leads = |door: &str, field: &str| lacks.iter().any(|one| one["door"] == door && one["field"] == field);
    for (door, field) in
        [("identity", "iban"), ("identity", "siren"), ("client", "siren"), ("client", "address.postcode"), ("client", "address.city")]
    {
        assert!(leads(door, field), "{door} {field}: {preview}");
    }
    assert!(lacks.iter().all(|one| one["code"] != "" && one["sentence"].as_str().is_some_and(|said| said.len() > 20)), "{preview}");
}

#[test]
fn a_second_notice_for_the_same_invoices_is_refused_then_asked_about() {
    let world = World::of_a_plumber();
    let (client, _) = debtor(&world);
    let first = frozen(&world, client);
    let refused = world.refused("freeze_letter", json!({ "clientId": client, "confirmed": true }));
    assert_eq!(refused.confirmable, None, "two letters never wait for the same stamp");
    assert!(refused.sentence.contains("MED-2026-001") && refused.sentence.contains("F-1"), "{}", refused.sentence);
    world.change("mark_posted", json!({ "id": first, "postedOn": "2026-11-23" }));
    let asked = world.refused("freeze_letter", json!({ "clientId": client }));
    assert_eq!(asked.confirmable, Some(true), "{}", asked.sentence);
    let preview = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(preview["earlier"]["repeatable"], true, "and it is said before one asks");
    assert_eq!(preview["earlier"]["sentence"], asked.sentence.as_str());
    let second = world.change("freeze_letter", json!({ "clientId": client, "confirmed": true }));
    assert_eq!(second["number"], "MED-2026-002");
}

#[test]
fn a_letter_set_aside_leaves_room_for_another() {
    let world = World::of_a_plumber();
    let (client, _) = debtor(&world);
    let first = frozen(&world, client);
    world.change("cancel_letter", json!({ "id": first }));
    assert_eq!(world.call("preview_letter", json!({ "clientId": client }))["earlier"], Value::Null);
    frozen(&world, client);
}

#[test]
fn a_letter_nobody_fetched_keeps_its_delay_and_may_still_learn_of_its_presentation() {
    let world = World::of_a_plumber();
    let (client, _) = debtor(&world);
    let id = posted(&world, client);
    world.days_pass(18);
    world.change("mark_returned", json!({ "id": id, "on": "2026-12-11", "reason": "unclaimed" }));
    let back = row(&world, id);
    assert_eq!((back["returnReason"].as_str(), back["returnedOn"].as_str()), (Some("unclaimed"), Some("2026-12-11")));
    assert_eq!(back["deadlineOn"], Value::Null, "no presentation is known");
    assert_eq!(
        world.refused("mark_presented", json!({ "id": id, "on": "2026-12-12" })).field.as_deref(),
        Some("on"),
        "that day is to come"
    );
    world.days_pass(1);
    assert_eq!(
        world.refused("mark_presented", json!({ "id": id, "on": "2026-12-12" })).field.as_deref(),
        Some("on"),
        "it was back by then"
    );
    world.change("mark_presented", json!({ "id": id, "on": "2026-11-25" }));
    let known = row(&world, id);
    assert_eq!((known["state"].as_str(), known["deadlineOn"].as_str()), (Some("returned"), Some("2026-12-03")));
    world.refused("mark_delivered", json!({ "id": id, "on": "2026-12-12" }));
    let asked = world.refused("freeze_letter", json!({ "clientId": client }));
    assert_eq!(asked.confirmable, Some(true), "the notice stands: a second one is asked about");
}

#[test]
fn a_letter_without_a_known_address_starts_nothing_and_is_done_again() {
    let world = World::of_a_plumber();
    let client = world.client("Camille Ferrand").kind("consumer").create();
    world.invoice(client, "F-1").late(60).create();
    let id = posted(&world, client);
    world.days_pass(4);
    world.change("mark_presented", json!({ "id": id, "on": "2026-11-25" }));
    let interest = |world: &World| world.call("client", json!({ "id": client }))["interestToday"].as_i64().unwrap_or_default();
    world.days_pass(30);
    assert!(interest(&world) > 0, "a consumer owes interest from the presentation");
    world.change("mark_returned", json!({ "id": id, "on": "2026-12-20", "reason": "unknown_address" }));
    let back = row(&world, id);
    assert_eq!((back["label"].as_str(), &back["deadlineOn"]), (Some("Adresse inconnue"), &Value::Null));
    assert_eq!(interest(&world), 0, "the notice is not held for made: it starts no interest");
    assert_eq!(world.call("preview_letter", json!({ "clientId": client }))["earlier"], Value::Null, "a new one is wanted");
    frozen(&world, client);
}

#[test]
fn each_payment_of_the_notice_says_what_it_paid_of_the_interest_of_its_day() {
    let world = World::of_a_plumber();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    world.invoice(client, "F-1").issued("2026-04-01").due("2026-05-01").total(1_000_000).create();
    for (on, amount) in [("2026-06-30", 100_000), ("2026-09-01", 100_000)] {
        world.change("record_payment", json!({ "clientId": client, "receivedOn": on, "amount": amount }));
    }
    let preview = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(preview["missing"], json!([]), "{preview}");
    assert_eq!(preview["principal"], 1_000_000 - 80_027 - 80_310, "199,73 € then 196,90 € went to the interest of their day");
}

#[test]
fn a_small_sum_is_put_on_notice_with_its_grounds() {
    let world = World::of_a_plumber();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    world.invoice(client, "F-1").late(60).total(1_200).create();
    let town = world.client("Commune de Saint-Aubin").kind("public_body").with("siren", json!("552081317")).create();
    world.invoice(town, "F-2").late(60).total(1_200).create();
    for debtor in [client, town] {
        assert_eq!(row(&world, frozen(&world, debtor))["state"], "frozen", "a penalty under a cent a day hides no article");
    }
}
