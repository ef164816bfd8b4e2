//! Several mailboxes: a client may have his own, each has its caps and its troubles.
use crate::desk::{Desk, PASSWORD, desk};
use echu_tests::smtp::{At, Scenario};
use serde_json::{Value, json};

const SECOND: &str = "atelier@dupre.example";

/// A desk with a second mailbox on the same server. Gives the identity of it.
fn two() -> (Desk, Value) {
    let desk = desk("2026-11-23");
    let account = json!({
        "preset": "other", "address": SECOND, "senderName": "Atelier Dupré", "host": "localhost", "port": desk.server.port(),
        "tls": "implicit", "login": SECOND, "dailyCap": 1,
    });
    desk.world.change("save_mail_account", json!({ "add": true, "account": account, "password": PASSWORD }));
    let accounts = desk.world.call("settings", json!({}))["accounts"].clone();
    assert_eq!((accounts[0]["isDefault"].as_bool(), accounts[1]["isDefault"].as_bool()), (Some(true), Some(false)));
    (desk, accounts[1]["id"].clone())
}

fn senders(desk: &Desk) -> Vec<String> {
    desk.server.accepted().iter().map(|one| one.from.clone()).collect()
}

#[test]
fn a_client_has_the_mailbox_chosen_for_him_and_the_others_the_default_one() {
    let (desk, second) = two();
    let (own, _) = (desk.late_client(1), desk.late_client(2));
    desk.world.change("set_client_account", json!({ "clientId": own, "accountId": second }));
    assert_eq!(desk.world.call("client_account", json!({ "clientId": own }))["accountId"], second);
    desk.approve(&desk.drafts());
    let rows = desk.world.call("outbox", json!({}))["rows"].clone();
    assert!(rows.as_array().is_some_and(|rows| rows.iter().any(|row| row["account"] == SECOND)), "the list says which: {rows}");
    desk.send_all();
    let mut from = senders(&desk);
    from.sort();
    assert_eq!(from, [SECOND, crate::desk::ACCOUNT]);
    let bytes = desk.server.accepted().into_iter().find(|one| one.from == SECOND).expect("one from it").bytes;
    assert!(
        String::from_utf8_lossy(&bytes).contains("From: \"Atelier =?") || String::from_utf8_lossy(&bytes).contains(&format!("<{SECOND}>"))
    );
}

#[test]
fn the_caps_and_the_troubles_of_one_mailbox_do_not_stop_the_other() {
    let (desk, second) = two();
    let clients: Vec<i64> = (1..=4).map(|number| desk.late_client(number)).collect();
    for client in &clients[..2] {
        desk.world.change("set_client_account", json!({ "clientId": client, "accountId": second }));
    }
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-23", "10:00");
    let from = senders(&desk);
    assert_eq!(from.iter().filter(|from| *from == SECOND).count(), 1, "one a day from this one");
    assert_eq!(from.len(), 3, "the other goes on");
    let rows = desk.world.call("outbox", json!({}))["rows"].clone();
    assert_eq!(rows[0]["waitsFor"], "limite des 24 heures atteinte", "{}", rows[0]);
    assert!(rows[0]["leavesAt"].as_str().is_some_and(|at| at.starts_with("2026-11-24T0")), "the next morning: {}", rows[0]);
    // The second mailbox is refused: the first one still sends.
    desk.server.queue([Scenario::say(At::Auth, "535 5.7.8 no")]);
    desk.work_until("2026-11-24", "09:30");
    let accounts = desk.world.call("settings", json!({}))["accounts"].clone();
    assert!(accounts[1]["problem"].as_str().is_some_and(|why| !why.is_empty()) && accounts[0]["problem"] == "", "{accounts}");
    assert_eq!(desk.world.call("sender", json!({}))["state"], "active");
    desk.late_client(5);
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-24", "10:30");
    assert_eq!(senders(&desk).len(), 4);
}

#[test]
fn a_mailbox_leaves_when_nothing_waits_in_it_and_its_clients_take_the_default_one() {
    let (desk, second) = two();
    let client = desk.late_client(1);
    desk.world.change("set_client_account", json!({ "clientId": client, "accountId": second }));
    desk.approve(&desk.drafts());
    assert!(desk.world.refused("retire_mail_account", json!({ "id": second })).sentence.contains("attendent de partir"));
    desk.send_all();
    desk.world.change("retire_mail_account", json!({ "id": second }));
    assert_eq!(desk.world.call("client_account", json!({ "clientId": client }))["accountId"], Value::Null);
    let first = desk.world.call("settings", json!({}))["accounts"][0]["id"].clone();
    desk.world.refused("retire_mail_account", json!({ "id": first }));
    let double = json!({ "preset": "folder", "address": crate::desk::ACCOUNT });
    assert_eq!(desk.world.refused("save_mail_account", json!({ "add": true, "account": double })).field.as_deref(), Some("address"));
}

#[test]
fn what_is_said_of_the_next_departure_is_of_an_account_that_something_waits_for() {
    let (desk, _) = two();
    desk.late_client(1);
    desk.approve(&desk.drafts());
    let until = "2026-11-23T14:00:00Z";
    desk.world
        .sql()
        .execute("UPDATE mail_account SET cool_until = ?, cool_why = 'limite' WHERE is_default = 1", [until])
        .expect("it cools");
    let sender = desk.world.call("sender", json!({}));
    assert!(sender["nextAt"].as_str().is_some_and(|at| at >= "2026-11-23T14:00:00"), "the other account has nothing to send: {sender}");
}

#[test]
fn an_account_with_a_message_that_a_person_may_still_send_is_not_retired_and_a_retired_one_is_chosen_no_more() {
    let (desk, second) = two();
    let client = desk.late_client(1);
    desk.world.change("set_client_account", json!({ "clientId": client, "accountId": second }));
    desk.approve(&desk.drafts());
    for state in ["uncertain", "failed"] {
        desk.world.sql().execute("UPDATE dispatch SET state = ?", [state]).expect("its state");
        desk.world.refused("retire_mail_account", json!({ "id": second }));
    }
    desk.world.sql().execute("UPDATE dispatch SET state = 'sent', sent_at = approved_at", []).expect("its state");
    desk.world.change("retire_mail_account", json!({ "id": second }));
    for command in ["default_mail_account", "test_mail", "retire_mail_account"] {
        desk.world.refused(command, json!({ "id": second }));
    }
}
