//! A message asks for one sum: every screen tells that one, and a client is in one list.
use crate::desk::{Desk, desk};
use serde_json::{Value, json};

/// A client who owes 4 560,40 € and has an avoir of 200 € that nothing uses yet.
fn with_a_credit_note(days_late: u64) -> (Desk, i64) {
    let desk = desk("2026-11-23");
    let client = desk.world.client("Atelier Morvan").with("siren", json!("404833048")).email("compta@morvan.example").create();
    desk.world.invoice(client, "F-2026-114").late(days_late).total(456_040).create();
    let note = json!({ "clientId": client, "kind": "credit_note", "number": "A-2026-009", "issuedOn": "2026-11-20", "total": 20_000 });
    desk.world.change("save_invoice", json!({ "invoice": note }));
    (desk, client)
}

fn last_amount(desk: &Desk, client: i64, kind: &str) -> String {
    let rows = desk.world.call("timeline", json!({ "clientId": client }));
    let found = rows.as_array().unwrap().iter().find(|row| row["kind"] == kind).unwrap_or_else(|| panic!("{rows}"));
    found["detail"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn an_unused_credit_note_is_taken_off_the_same_everywhere() {
    let (desk, client) = with_a_credit_note(8);
    let ready = |desk: &Desk| desk.world.call("today", json!({}))["readyRows"][0]["amount"].clone();
    assert_eq!(ready(&desk), 436_040, "before it is prepared");
    let card = desk.world.call("call_card", json!({ "clientId": client }));
    assert!(card["callScript"].to_string().replace(['\u{a0}', '\u{202f}'], " ").contains("4 360,40"), "{card}");
    let drafts = desk.drafts();
    assert_eq!(ready(&desk), 436_040, "and after");
    let view = desk.world.call("reminder", json!({ "id": drafts[0] }));
    assert_eq!((&view["total"], &view["credit"]), (&json!(436_040), &json!(20_000)));
    assert!(view["body"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ").contains("4 360,40 €"), "{view}");
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!(desk.world.call("outbox", json!({}))["rows"][0]["amount"], 436_040);
    assert!(last_amount(&desk, client, "reminder_sent").contains("4 360,40 €"));
}

#[test]
fn a_last_notice_is_told_everywhere_with_the_penalties_it_asks_for() {
    let (desk, client) = with_a_credit_note(40);
    let step = || desk.world.call("today", json!({}))["readyRows"][0]["stepLabel"].clone();
    let open = desk.world.call("client", json!({ "id": client }))["openInvoices"].clone();
    let invoice = open.as_array().unwrap().iter().find(|row| row["kind"] == "invoice").unwrap()["id"].clone();
    for _ in 0..6 {
        if step() == "Dernier avis" {
            break;
        }
        desk.world.change("skip_step", json!({ "invoiceId": invoice, "reason": "déjà dit de vive voix" }));
    }
    assert_eq!(step(), "Dernier avis");
    let drafts = desk.drafts();
    let view = desk.world.call("reminder", json!({ "id": drafts[0] }));
    let asked = view["total"].as_i64().unwrap();
    assert!(asked > 436_040, "principal less the avoir, and the penalties: {asked}");
    let written = echu_core::text::euros(echu_core::money::Cents(asked)).replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        view["body"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ").contains(&written),
        "the very figure of the message: {written}"
    );
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!(desk.world.call("outbox", json!({}))["rows"][0]["amount"], asked);
    assert!(last_amount(&desk, client, "reminder_sent").contains(&written), "{written}");
}

#[test]
fn a_credit_note_that_comes_rewrites_words_changed_by_a_person() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    let draft = desk.drafts()[0].clone();
    let body = desk.world.call("reminder", json!({ "id": draft }))["body"].as_str().unwrap().to_owned();
    desk.world.change("edit_reminder", json!({ "id": draft, "subject": "Votre facture", "body": format!("Cher client,\n{body}") }));
    let note = json!({ "clientId": client, "kind": "credit_note", "number": "A-1", "issuedOn": "2026-11-20", "total": 20_000 });
    desk.world.change("save_invoice", json!({ "invoice": note }));
    let answer = desk.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": [draft] }));
    assert_eq!(answer["dispatches"], json!([]), "its words asked for a sum that is no longer owed: {answer}");
}

#[test]
fn a_client_who_promises_while_his_message_is_ready_is_in_one_list() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.late_client(2);
    let drafts = desk.drafts();
    desk.world.change("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-11-27" }));
    let today = desk.world.call("today", json!({}));
    let named = |list: &str| today[list].as_array().unwrap().iter().map(|row| row["clientId"].clone()).collect::<Vec<Value>>();
    assert!(!named("readyRows").contains(&json!(client)), "nothing leaves to him: {today}");
    assert!(named("withheld").contains(&json!(client)));
    assert_eq!((&today["drafts"], &today["ready"]["count"]), (&json!(1), &json!(1)));
    let lists = desk.world.call("everyone", json!({}))["lists"].clone();
    let holds_him = |list: &&Value| list["rows"].as_array().unwrap().iter().any(|row| row["clientId"] == json!(client));
    let mine: Vec<&Value> = lists.as_array().unwrap().iter().filter(holds_him).collect();
    assert_eq!((mine.len(), mine[0]["place"].as_str()), (1, Some("held")), "{lists}");
    let answer = desk.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": drafts }));
    let why = answer["refused"][0]["why"].as_str().unwrap();
    assert!(why.starts_with("Cette relance est arrêtée") && !why.contains("..") && !why.contains("rien à réclamer"), "{why}");
    let holds = desk.world.call("holds_of", json!({ "clientId": client }));
    desk.world.change("release_hold", json!({ "id": holds[0]["id"] }));
    let today = desk.world.call("today", json!({}));
    assert!(
        today["readyRows"].as_array().unwrap().iter().any(|row| row["clientId"] == json!(client)),
        "the promise lifted, it is ready again"
    );
}

#[test]
fn the_invoices_in_sight_say_what_comes_next() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    let ids: Vec<Value> =
        desk.world.call("invoices", json!({ "filter": "open" }))["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
    let steps = desk.world.call("invoice_steps", json!({ "ids": ids }));
    assert_eq!(steps[0]["nextStep"], "1er rappel aujourd’hui", "{steps}");
    desk.world.change("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-11-27" }));
    let steps = desk.world.call("invoice_steps", json!({ "ids": ids }));
    assert_eq!(steps[0]["nextStep"], "Relance retenue");
}
