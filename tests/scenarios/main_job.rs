//! The main job over a real mail server: import, triage, prepare, send, and never twice.
use crate::desk::desk;
use echu_engine::scheduler;
use echu_tests::smtp::{At, Scenario};
use serde_json::{Value, json};
use std::sync::Arc;

#[test]
fn sixty_invoices_are_imported_triaged_and_reminded_once_a_client() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let today = "2026-11-23".parse().expect("a day");
    let token = world.file("factures.csv", &echu_tests::imports::sixty_invoices(today));
    let draft = world.call("open_import", json!({ "token": token }));
    assert_eq!(draft["preview"]["created"]["rows"].as_u64().or(draft["preview"]["new"].as_u64()), Some(60), "{}", draft["preview"]);
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    assert_eq!(imported["invoices"], 60);
    assert_eq!(desk.drafts(), Vec::<Value>::new(), "nothing leaves before the triage is confirmed");
    world.change("confirm_triage", json!({ "choices": [] }));
    let drafts = desk.drafts();
    assert!(drafts.len() > 3, "the backlog gives messages: {drafts:?}");
    let clients: std::collections::BTreeSet<i64> =
        drafts.iter().filter_map(|id| world.call("reminder", json!({ "id": id }))["clientId"].as_i64()).collect();
    assert_eq!(clients.len(), drafts.len(), "one message a client");
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), drafts.len(), "the server took one mail a client: {:?}", desk.states());
    assert_eq!(desk.drafts(), Vec::<Value>::new(), "prepared again, there is nothing more");
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), drafts.len(), "and nothing more leaves");
    let again = world.file("factures.csv", &echu_tests::imports::sixty_invoices(today));
    let second = world.call("open_import", json!({ "token": again }));
    assert_eq!(second["alreadyImported"], true);
    let refusal = world.refused("commit_import", json!({ "draft": second["draft"] }));
    assert!(refusal.sentence.contains("rien de nouveau"), "C25: the same file twice adds nothing: {}", refusal.sentence);
}

#[test]
fn a_message_tells_its_story_and_its_bytes_are_kept() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    let rows = desk.world.call("timeline", json!({ "clientId": client, "proofsOnly": true }));
    let sent = rows.as_array().into_iter().flatten().find(|row| row["kind"] == "reminder_sent").cloned().expect("the sending is told");
    assert_eq!(sent["title"], "1er rappel");
    let message = desk.world.call("message", json!({ "dispatchId": sent["dispatchId"] }));
    let accepted = desk.server.accepted();
    let mime = accepted.first().expect("one message");
    assert_eq!(message["recipient"], "compta@delaunay.example");
    assert_eq!(message["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(mime.to, ["compta@delaunay.example"]);
}

#[test]
fn a_double_click_approves_once() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    let drafts = desk.drafts();
    let first = desk.approve(&drafts);
    assert_eq!(desk.approve(&drafts), first, "I5: the second click gives the same sending");
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 1);
}

#[test]
fn a_payment_after_the_approval_cancels_without_a_connection() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.world.pays(client, 128_400);
    desk.send_all();
    assert_eq!(desk.server.seen().connections, 0, "C10: nobody was called");
    assert_eq!(desk.states(), ["cancelled"]);
}

#[test]
fn a_payment_while_the_server_listens_stops_before_the_dot() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.approve(&desk.drafts());
    let app = Arc::clone(desk.world.app());
    let payment = json!({ "clientId": client, "receivedOn": "2026-11-23", "amount": 128_400 });
    desk.server.on(At::Data, move || {
        echu_engine::contract::dispatch(&app, "record_payment", payment.clone()).expect("the payment is recorded");
    });
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 0, "C11: the dot was never written");
    assert_eq!(desk.states(), ["cancelled"]);
}

#[test]
fn a_lost_answer_is_uncertain_and_is_never_sent_again_without_a_person() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.server.queue([Scenario::AcceptThenDrop]);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["uncertain"]);
    for _ in 0..30 {
        desk.world.clock.days_pass(1);
        scheduler::tick(desk.world.app()).expect("a tick");
        assert_eq!(desk.drafts(), Vec::<Value>::new(), "C02: the next step waits for the answer");
    }
    assert_eq!(desk.server.accepted().len(), 1, "C02: over a month, not one more");
    let row = desk.world.call("outbox", json!({}))["rows"][0].clone();
    desk.world.change("confirm_dispatch", json!({ "id": row["id"], "verdict": "arrived" }));
    assert_eq!(desk.states(), ["sent"]);
    let told = desk.world.story(client);
    assert!(told.contains("Envoi incertain"), "{told}");
}

#[test]
fn a_refused_password_is_tried_once() {
    let desk = desk("2026-11-23");
    desk.server.otherwise(Scenario::Say(At::Auth, "535 5.7.8 bad credentials".to_owned()));
    for number in 1..=12 {
        desk.late_client(number);
    }
    desk.approve(&desk.drafts());
    for _ in 0..40 {
        scheduler::tick(desk.world.app()).expect("a tick");
        desk.world.clock.seconds_pass(30);
    }
    assert_eq!(desk.server.seen().auth, 1, "C06: providers lock accounts that insist");
    assert!(desk.states().iter().all(|state| state == "queued" || state == "deferred"), "{:?}", desk.states());
    assert_eq!(desk.world.call("sender", json!({}))["state"], "suspended");
}

#[test]
fn a_grey_listing_server_gets_the_same_bytes_later() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    desk.server.queue([grey(), grey()]);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 1, "C04: {:?}", desk.states());
    assert_eq!(desk.states(), ["sent"]);
}

fn grey() -> Scenario {
    Scenario::Say(At::Mail, "451 4.7.1 greylisted".to_owned())
}
