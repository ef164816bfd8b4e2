//! What stops reminders, and what a call does.
use echu_tests::World;
use serde_json::json;

#[test]
fn a_dispute_marks_the_invoice_until_it_is_lifted() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").late(20).create();
    let place =
        |amount: i64| json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "amount": amount, "reason": "work_contested" });
    assert_eq!(world.refused("place_hold", place(100_001)).field.as_deref(), Some("amount"), "more than is owed");
    let hold = world.change("place_hold", place(40_000));
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["status"], "disputed");
    assert_eq!(world.call("clients", json!({}))["rows"][0]["marks"], json!(["dispute"]));
    world.change("release_hold", json!({ "id": hold }));
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["status"], "overdue");
    let holds = world.call("holds_of", json!({ "clientId": client }));
    assert_eq!(holds[0]["released"], true, "the history keeps it");
}

#[test]
fn a_new_promise_takes_the_place_of_the_one_before() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(20).create();
    let promise = |day: &str| json!({ "clientId": client, "kind": "promise", "until": day });
    assert_eq!(world.refused("place_hold", promise("2026-11-22")).field.as_deref(), Some("until"), "a promise is for a day to come");
    assert_eq!(world.refused("place_hold", json!({ "clientId": client, "kind": "promise" })).field.as_deref(), Some("until"));
    world.change("place_hold", promise("2026-11-27"));
    world.change("place_hold", promise("2026-12-04"));
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["holds"].as_array().map(Vec::len), Some(1));
    assert_eq!(page["holds"][0]["until"], "2026-12-04");
    world.clock.go_to("2026-12-09", "09:00");
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["holds"], json!([]), "a promise stops nothing once its day and two open days have passed");
}

#[test]
fn a_call_is_a_contact_and_its_promise_a_promise() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(12).create();
    let call = |outcome: &str| json!({ "clientId": client, "outcome": outcome, "note": "rappellera" });
    assert_eq!(world.refused("note_call", call("promised")).field.as_deref(), Some("promisedOn"));
    world.change("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-11-30", "promisedAmount": 50_000 }));
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["holds"][0]["kind"], "promise");
    let row = world.call("clients", json!({}))["rows"][0].clone();
    assert_eq!(row["lastContact"], json!({ "on": "2026-11-23", "channel": "phone" }));
    let story = world.story(client);
    assert!(story.contains("2026-11-23"), "the call is in the history:\n{story}");
}
