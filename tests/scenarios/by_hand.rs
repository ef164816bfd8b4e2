//! « Relancer maintenant » for a client whose next step is not an e-mail: a letter, a call, the end of the plan.
use crate::desk::{Desk, desk};
use crate::old_base::{back_up, put_back_closed};
use serde_json::{Value, json};

/// A private person whose next step is a plain letter: the first reminder, the call and the firm reminder are behind him.
fn whose_next_step_is_a_letter(desk: &Desk, number: u32) -> i64 {
    let client = desk.world.client(&format!("Client {number}")).kind("consumer").email(&format!("c{number}@client.example")).create();
    let invoice = desk.world.invoice(client, &format!("F-{number}")).late(46).total(10_000).create();
    for _ in 0..3 {
        desk.world.change("skip_step", json!({ "invoiceId": invoice, "reason": "fait avant Échu" }));
    }
    client
}

/// A firm whose next step is a call: the first reminder is behind it.
fn whose_next_step_is_a_call(desk: &Desk) -> i64 {
    let client = desk.world.client("Garage Delaunay").create();
    let invoice = desk.world.invoice(client, "F-9").late(13).total(10_000).create();
    desk.world.change("skip_step", json!({ "invoiceId": invoice, "reason": "fait avant Échu" }));
    client
}

fn drafted(desk: &Desk, client: i64) -> Value {
    desk.world.change("draft_reminder", json!({ "clientId": client }))
}

fn key_hashes(desk: &Desk) -> Vec<String> {
    let base = desk.world.sql();
    let mut query = base.prepare("SELECT key_hash FROM dispatch ORDER BY id").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_message_by_hand_leaves_when_the_next_step_is_a_letter_or_a_call() {
    let desk = desk("2026-11-23");
    let clients = [whose_next_step_is_a_letter(&desk, 1), whose_next_step_is_a_call(&desk)];
    let drafts: Vec<Value> = clients.iter().map(|client| drafted(&desk, *client)).collect();
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!((desk.states(), desk.server.accepted().len()), (vec!["sent".to_owned(); 2], 2));
}

#[test]
fn the_step_of_the_plan_stays_to_be_done_after_a_message_by_hand() {
    let desk = desk("2026-11-23");
    let client = whose_next_step_is_a_letter(&desk, 1);
    desk.approve(&[drafted(&desk, client)]);
    desk.send_all();
    let done: i64 = desk.world.sql().query_row("SELECT COUNT(*) FROM step_done WHERE how = 'sent'", [], |row| row.get(0)).unwrap();
    assert_eq!(done, 0, "an e-mail is not the letter that the plan asks for");
}

#[test]
fn two_messages_by_hand_are_two_lines_of_the_side_journal() {
    let desk = desk("2026-11-23");
    let first = whose_next_step_is_a_letter(&desk, 1);
    let second = whose_next_step_is_a_letter(&desk, 2);
    desk.approve(&[drafted(&desk, first), drafted(&desk, second)]);
    desk.send_all();
    desk.world.clock.go_to("2026-12-01", "09:00");
    desk.approve(&[drafted(&desk, first)]);
    desk.send_all();
    let mut keys = key_hashes(&desk);
    keys.sort();
    keys.dedup();
    assert_eq!((keys.len(), desk.server.accepted().len(), desk.states()), (3, 3, vec!["sent".to_owned(); 3]));
}

#[test]
fn a_message_by_hand_that_left_does_not_leave_again_from_an_old_base() {
    let mut desk = desk("2026-11-23");
    let client = whose_next_step_is_a_letter(&desk, 1);
    desk.approve(&[drafted(&desk, client)]);
    back_up(&desk.world.folder());
    desk.send_all();
    put_back_closed(&mut desk.world);
    desk.reopen();
    assert_eq!(desk.states(), ["sent"], "the journal knows what the base forgot");
    desk.resume();
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 1);
}

#[test]
fn a_message_by_hand_about_a_paid_invoice_is_refused() {
    let desk = desk("2026-11-23");
    let client = whose_next_step_is_a_letter(&desk, 1);
    let draft = drafted(&desk, client);
    desk.world.pays(client, 10_000);
    let answer = desk.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": [draft] }));
    let why = answer["refused"][0]["why"].as_str().unwrap_or_default().to_owned();
    assert!(why.starts_with("Cette relance est arrêtée"), "{answer}");
}
