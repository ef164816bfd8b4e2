//! « Sans envoi »: messages are files that a person sends himself. A file is no sending: nothing calls it sent before he says so.
use crate::desk::{ACCOUNT, Desk, desk};
use serde_json::{Value, json};

/// A desk whose account writes its messages to a folder.
fn without_a_server() -> Desk {
    let desk = desk("2026-11-23");
    let account = json!({ "preset": "folder", "address": ACCOUNT, "senderName": "Menuiserie Dupré" });
    desk.world.change("save_mail_account", json!({ "account": account }));
    desk
}

/// A late client whose reminder was approved and written.
fn written() -> (Desk, i64, Value) {
    let desk = without_a_server();
    let client = desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    let row = desk.world.call("outbox", json!({}))["rows"][0].clone();
    (desk, client, row)
}

fn ops(desk: &Desk, client: i64) -> Vec<String> {
    let rows = desk.world.call("timeline", json!({ "clientId": client }));
    rows.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap().to_owned()).collect()
}

/// The messages among the exhibits of the evidence file.
fn messages(desk: &Desk, client: i64) -> Vec<String> {
    let preview = desk.world.call("dossier_preview", json!({ "clientId": client, "for": "lawyer" }));
    let titles = preview["exhibits"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap().to_owned());
    titles.filter(|title| title.contains("rappel")).collect()
}

#[test]
fn a_message_written_to_a_folder_waits_for_the_person_who_sends_it() {
    let (desk, client, row) = written();
    assert_eq!((row["label"].as_str(), row["written"].as_bool()), (Some("Écrite, à envoyer par vous"), Some(true)), "{row}");
    assert!(row["why"].as_str().unwrap().contains(".eml"), "where the file is: {row}");
    assert_eq!(row["sentAt"], Value::Null);
    let message = desk.world.call("message", json!({ "dispatchId": row["id"] }));
    assert_eq!((message["reply"].as_str(), &message["sentAt"]), (Some(""), &Value::Null), "no server answered");
    assert!(!ops(&desk, client).contains(&"reminder_sent".to_owned()), "{:?}", ops(&desk, client));
    let proofs = desk.world.call("timeline", json!({ "clientId": client, "proofsOnly": true }));
    assert!(
        proofs.as_array().unwrap().iter().all(|one| !one["kind"].as_str().unwrap().starts_with("reminder_")),
        "a file proves nothing: {proofs}"
    );
    let today = desk.world.call("today", json!({}));
    let held = today["withheld"][0]["why"].as_str().unwrap().replace('\u{a0}', " ");
    assert_eq!(
        held,
        "Le message d’aujourd’hui est écrit dans un dossier : envoyez-le, puis dites-le dans « Envois »."
            .replace("d’aujourd’hui", "du 23 nov.")
    );
    assert_eq!(desk.world.call("sender", json!({}))["uncertain"], 0, "nobody doubts: it is written, and not sent");
    assert_eq!(messages(&desk, client), Vec::<String>::new(), "the evidence file holds no message that nobody is known to have sent");
}

#[test]
fn once_the_person_says_that_it_is_sent_the_plan_goes_on_from_that_day() {
    let (desk, client, row) = written();
    desk.world.clock.go_to("2026-11-24", "10:00");
    desk.world.change("confirm_dispatch", json!({ "id": row["id"], "verdict": "arrived" }));
    assert_eq!(desk.states(), ["sent"]);
    assert!(ops(&desk, client).contains(&"handed_over".to_owned()), "noted by hand: {:?}", ops(&desk, client));
    assert_eq!(messages(&desk, client).len(), 1, "and it is then an exhibit");
    let done: String = desk.world.sql().query_row("SELECT done_on FROM step_done WHERE how = 'sent'", [], |row| row.get(0)).unwrap();
    assert_eq!(done, "2026-11-24", "the day it was sent, not the day it was written");
}

#[test]
fn a_file_that_nobody_sends_is_left_and_its_step_may_be_written_again() {
    let (desk, _, row) = written();
    desk.world.change("confirm_dispatch", json!({ "id": row["id"], "verdict": "give_up" }));
    desk.world.clock.go_to("2026-11-24", "10:00");
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["uncertain", "cancelled"]);
    assert_eq!(desk.world.call("outbox", json!({}))["rows"][0]["written"], true, "written anew, and not doubted");
}

#[test]
fn old_files_that_wait_for_the_person_stop_nothing() {
    let desk = without_a_server();
    for number in 1..=4 {
        desk.late_client(number);
    }
    desk.approve(&desk.drafts());
    desk.send_all();
    desk.world.clock.go_to("2026-12-01", "10:00");
    desk.late_client(9);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.world.call("sender", json!({}))["state"], "active", "{:?}", desk.states());
    assert_eq!(desk.states().len(), 5);
}

#[test]
fn the_test_of_such_an_account_says_that_nothing_is_sent() {
    let desk = without_a_server();
    let test = desk.world.change("test_mail", json!({}));
    let sentence = test["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("Rien n’est envoyé") && !sentence.contains("part vers"), "{sentence}");
    desk.send_all();
    let row = desk.world.call("outbox", json!({}))["rows"][0].clone();
    assert_eq!((row["label"].as_str(), row["written"].as_bool()), (Some("Écrite dans un dossier"), Some(true)), "{row}");
    let message = desk.world.call("message", json!({ "dispatchId": row["id"] }));
    assert_eq!(message["reply"], "");
}
