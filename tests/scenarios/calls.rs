//! The call card: eight outcomes, each leading to a dated next step.
use crate::desk::desk;
use echu_tests::World;
use serde_json::{Value, json};

/// A client whose call is due today: fourteen days late, his first reminder done.
fn to_call() -> (World, i64) {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").with("phone", json!("02 40 00 00 01")).create();
    world.invoice(client, "F-1").late(14).create();
    world.change("skip_step", json!({ "invoiceId": 1, "reason": "déjà dit de vive voix" }));
    (world, client)
}

fn note(client: i64, outcome: &str) -> Value {
    json!({ "clientId": client, "outcome": outcome })
}

fn calls(world: &World) -> Vec<(String, String)> {
    let rows = world.call("today", json!({}))["callRows"].clone();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.as_array().unwrap().iter().map(|row| (text(row, "clientName"), text(row, "why"))).collect()
}

#[test]
fn the_card_gives_the_number_to_dial_and_what_each_outcome_leads_to() {
    let (world, client) = to_call();
    assert_eq!(calls(&world).len(), 1, "the call of the plan is due");
    let card = world.call("call_card", json!({ "clientId": client }));
    assert_eq!(card["link"], "tel:0240000001");
    let days: Vec<&str> = card["outcomes"].as_array().unwrap().iter().map(|one| one["nextOn"].as_str().unwrap()).collect();
    assert_eq!(days.len(), 8);
    assert!(days.iter().all(|day| *day >= "2026-11-23"), "{days:?}");
    assert_eq!(card["followUp"], Value::Null);
}

#[test]
fn a_message_left_comes_back_on_its_day_and_the_step_waits_for_an_answer() {
    let (world, client) = to_call();
    world.change("note_call", note(client, "voicemail"));
    assert_eq!(calls(&world), [], "not again today");
    let page = world.call("client", json!({ "id": client }));
    assert!(page["nextWhy"].as_str().unwrap().contains("À rappeler le 25 nov.\u{a0}: messagerie le 23"), "{page}");
    let done: i64 = world.sql().query_row("SELECT COUNT(*) FROM step_done WHERE how = 'called'", [], |row| row.get(0)).unwrap();
    assert_eq!(done, 0, "nobody answered: the call is still to be made");
    world.clock.go_to("2026-11-25", "09:00");
    assert_eq!(
        calls(&world),
        [("Durand SARL".to_owned(), "À rappeler\u{a0}: messagerie le 23".to_owned())],
        "two days later, whatever the interval"
    );
    world.change("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-12-02" }));
    assert_eq!(calls(&world), [], "he answered");
    let done: i64 = world.sql().query_row("SELECT COUNT(*) FROM step_done WHERE how = 'called'", [], |row| row.get(0)).unwrap();
    assert_eq!(done, 1, "and the step is done once");
}

#[test]
fn silence_is_no_contact_and_is_tried_again_the_next_open_day() {
    let (world, client) = to_call();
    world.change("note_call", note(client, "unreachable"));
    let contacts: i64 = world.sql().query_row("SELECT COUNT(*) FROM contact", [], |row| row.get(0)).unwrap();
    assert_eq!(contacts, 0, "he heard nothing: the interval does not start");
    world.clock.go_to("2026-11-24", "09:00");
    assert_eq!(calls(&world).len(), 1);
    world.change("drop_follow_up", json!({ "clientId": client }));
    assert_eq!(calls(&world).len(), 1, "the call of the plan is still there, for its own reason");
    assert!(!calls(&world)[0].1.contains("À rappeler"), "{:?}", calls(&world));
}

#[test]
fn each_outcome_stores_its_fact() {
    let facts = |request: Value| {
        let (world, client) = to_call();
        let mut request = request;
        request["clientId"] = json!(client);
        world.change("note_call", request);
        let page = world.call("client", json!({ "id": client }));
        let holds: Vec<String> =
            page["holds"].as_array().unwrap().iter().map(|hold| hold["sentence"].as_str().unwrap().replace('\u{a0}', " ")).collect();
        (holds.join(" / "), page["nextTitle"].as_str().unwrap().to_owned())
    };
    assert_eq!(facts(json!({ "outcome": "paid" })).0, "Dit avoir payé : à vérifier le 27 novembre 2026.");
    assert_eq!(
        facts(json!({ "outcome": "promised", "promisedOn": "2026-12-02", "promisedAmount": 40_000 })).0,
        "Promesse : 400,00 € pour le 2 décembre 2026."
    );
    assert_eq!(facts(json!({ "outcome": "not_received" })).0, "Facture non reçue : relances suspendues jusqu’au 6 décembre 2026.");
    let disputed =
        json!({ "outcome": "disputed", "invoiceId": 1, "reason": "wrong_amount", "disputedAmount": 30_000, "nextOn": "2026-12-10" });
    assert_eq!(facts(disputed).0, "Litige sur F-1 depuis le 23 novembre 2026, 300,00 € contestés, réponse attendue le 10 décembre 2026.");
    assert_eq!(facts(json!({ "outcome": "in_trouble", "nextOn": "2026-12-01" })).0, "Suspension jusqu’au 30 novembre 2026.");
    let (holds, next) = facts(json!({ "outcome": "refused" }));
    assert_eq!((holds.as_str(), next.as_str()), ("", "Refus de payer"), "the next step is the owner's");
}

#[test]
fn a_client_in_trouble_is_called_back_on_the_day_that_was_agreed() {
    let (world, client) = to_call();
    world.change("note_call", json!({ "clientId": client, "outcome": "in_trouble", "nextOn": "2026-12-01" }));
    world.clock.go_to("2026-11-30", "09:00");
    assert_eq!(calls(&world), []);
    world.clock.go_to("2026-12-01", "09:00");
    assert_eq!(calls(&world)[0].1, "À rappeler\u{a0}: en difficulté le 23 nov.");
}

#[test]
fn who_refuses_is_decided_about_and_what_was_approved_does_not_leave() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.world.change("note_call", note(client, "refused"));
    desk.send_all();
    assert!(desk.server.accepted().is_empty(), "the message would have threatened him of what he just refused");
    let today = desk.world.call("today", json!({}));
    assert_eq!(today["ended"]["count"], 1, "he is in the tray: {today}");
    desk.world.change("note_call", note(client, "refused"));
    assert_eq!(desk.world.call("today", json!({}))["drafts"], 0, "what was a draft again is dropped");
    let tray = desk.world.call("ending", json!({}));
    assert!(tray["rows"][0]["why"].as_str().unwrap().starts_with("A refusé de payer le 23 novembre 2026"), "{tray}");
}

#[test]
fn a_call_and_the_message_of_its_day_are_one_contact() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = world.client("Durand SARL").with("phone", json!("02 40 00 00 01")).create();
    let invoice = world.invoice(client, "F-1").late(27).create();
    for _ in 0..2 {
        world.change("skip_step", json!({ "invoiceId": invoice, "reason": "déjà fait" }));
    }
    let today = world.call("today", json!({}));
    assert_eq!((&today["ready"]["count"], &today["calls"]["count"]), (&json!(1), &json!(1)), "the firm message and its call: {today}");
    world.change("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-11-23" }));
    world.change("release_hold", json!({ "id": 1 }));
    let today = world.call("today", json!({}));
    assert_eq!(today["ready"]["count"], 1, "called first, the message still goes the same day: {today}");
}

#[test]
fn what_follows_a_call_is_proposed_ready_written() {
    let desk = desk("2026-11-23");
    let (world, client) = (&desk.world, desk.one_late_client());
    let about = |about: &str| json!({ "clientId": client, "about": about });
    assert!(world.refused("note", about("promise")).sentence.contains("aucune promesse"));
    world.change("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-12-02", "promisedAmount": 50_000 }));
    let written = world.call("note", about("promise"));
    assert_eq!(written["recipient"], "compta@delaunay.example");
    assert!(written["text"].as_str().unwrap().contains("500,00\u{a0}€ le mercredi 2 décembre 2026"), "{written}");
    world.call("open_note", about("promise"));
    let opened = desk.world.desktop.opened();
    assert!(opened.last().is_some_and(|path| path.extension().is_some_and(|end| end == "eml")), "{opened:?}");
    let before: i64 = world.sql().query_row("SELECT COUNT(*) FROM contact", [], |row| row.get(0)).unwrap();
    world.change("mark_note_sent", about("promise"));
    let after: i64 = world.sql().query_row("SELECT COUNT(*) FROM contact", [], |row| row.get(0)).unwrap();
    assert_eq!(after, before + 1, "a contact is noted only once the person says that it left");
    assert!(world.story(client).contains("Promesse confirmée par e-mail"));
    assert_eq!(world.call("note", about("invoice"))["withoutPdf"], json!(["F-2026-0352"]), "nothing to join is said");
}

#[test]
fn who_had_not_got_the_invoice_gets_it_again_then_time_then_softer_words() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = world.client("Durand SARL").email("compta@durand.example").with("phone", json!("02 40 00 00 01")).create();
    let invoice = world.invoice(client, "F-1").late(14).create();
    world.change("skip_step", json!({ "invoiceId": invoice, "reason": "déjà dit de vive voix" }));
    world.change("note_call", note(client, "not_received"));
    assert_eq!(world.call("note", json!({ "clientId": client, "about": "invoice" }))["recipient"], "compta@durand.example");
    world.change("mark_note_sent", json!({ "clientId": client, "about": "invoice" }));
    let page = world.call("client", json!({ "id": client }));
    let why = page["nextWhy"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(why, "N’a pas reçu la facture : renvoyez-la, les relances reprennent après le 6 déc.");
    world.clock.go_to("2026-12-04", "09:00");
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 0, "the firm message would have gone on the 29th");
    world.clock.go_to("2026-12-07", "09:00");
    let drafts = desk.drafts();
    let message = world.call("reminder", json!({ "id": drafts[0] }));
    assert_eq!((&message["stepLabel"], &message["harder"]), (&json!("1er rappel"), &json!("Relance ferme")), "{message}");
    let why = message["why"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(why, "Facture non reçue, dit le 23 nov. ; un ton plus doux que prévu");
}
