//! The faults of the post, told through the whole outbox: what the person sees, and what the server got.
use crate::desk::{Desk, desk, patient};
use crate::post::SHORT;
use echu_engine::scheduler;
use echu_tests::smtp::{At, Scenario};
use serde_json::{Value, json};
use std::time::Duration;

fn row(desk: &Desk, state: &str) -> Value {
    let rows = desk.world.call("outbox", json!({}))["rows"].clone();
    let found = rows.as_array().into_iter().flatten().find(|row| row["state"] == state).cloned();
    found.unwrap_or_else(|| panic!("no row is {state}: {:?}", desk.states()))
}

#[test]
fn a_server_that_accepts_and_says_nothing_leaves_a_doubt_and_lets_the_others_go() {
    // C03, with a patience of half a second instead of ten minutes.
    let desk = patient("2026-11-23", SHORT);
    desk.late_client(1);
    desk.late_client(2);
    desk.server.queue([Scenario::AcceptThenStall(Duration::from_secs(60))]);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["uncertain", "sent"]);
    assert_eq!(desk.server.accepted().len(), 2, "each once");
}

#[test]
fn a_refused_address_is_named_and_flagged_and_the_client_gets_no_other_message() {
    // C05.
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.approve(&desk.drafts());
    let second = desk.world.refused("draft_reminder", json!({ "clientId": client }));
    assert!(second.sentence.contains("déjà"), "one message at a time to a client: {}", second.sentence);
    desk.server.queue([Scenario::say(At::Rcpt, "550 5.1.1 no such user")]);
    desk.send_all();
    assert_eq!((desk.server.seen().connections, desk.server.accepted().len()), (1, 0));
    let failed = row(&desk, "failed");
    assert_eq!(failed["why"], "L’adresse compta@delaunay.example est refusée («\u{a0}550 5.1.1 no such user\u{a0}»).");
    assert!(!desk.world.call("client", json!({ "id": client }))["emailProblem"].as_str().unwrap().is_empty());
    let page = desk.world.call("client", json!({ "id": client }));
    assert_eq!(page["nextTitle"], "Message non parti", "nobody is told that it will leave: {}", page["nextWhy"]);
    let lists = desk.world.call("everyone", json!({}))["lists"].clone();
    let to_fix = lists.as_array().unwrap().iter().find(|list| list["place"] == "to_fix").unwrap().clone();
    assert_eq!(to_fix["count"], 1, "{lists}");
    // Asked for again without a correction, it is refused, and stays where it can be sent from.
    let again = desk.world.refused("requeue_dispatch", json!({ "id": failed["id"] }));
    assert!(again.sentence.contains("corrigez-la"), "{}", again.sentence);
    desk.send_all();
    assert_eq!((desk.server.seen().connections, desk.states()), (1, vec!["failed".to_owned()]));
}

#[test]
fn a_refused_message_spaces_the_next_one_as_a_sending_does() {
    let desk = desk("2026-11-23");
    for number in 1..=4 {
        desk.late_client(number);
    }
    desk.server.otherwise(Scenario::say(At::Rcpt, "550 5.1.1 no such user"));
    desk.approve(&desk.drafts());
    let mut seen = vec![0];
    while desk.server.seen().rcpt < 4 {
        scheduler::tick(desk.world.app()).expect("a tick");
        let asked = desk.server.seen().rcpt;
        if asked > 0 {
            seen.push(asked);
        }
        assert!(seen.len() < 60, "they all leave in a few minutes: {seen:?}");
        desk.world.clock.seconds_pass(5);
    }
    // Fifteen to forty-five seconds apart: no two looks in a row, five seconds from each other, try one each.
    assert!(seen.windows(3).all(|looks| looks[2] - looks[0] <= 1), "no burst at a server that refuses: {seen:?}");
    assert_eq!(desk.states(), ["failed"; 4]);
}

#[test]
fn refused_messages_count_in_the_cap_of_the_hour() {
    let desk = desk("2026-11-23");
    let mut options = desk.world.call("settings", json!({}))["options"].clone();
    options["hourlyCap"] = json!(3);
    desk.world.change("save_options", json!({ "options": options }));
    for number in 1..=5 {
        desk.late_client(number);
    }
    desk.server.otherwise(Scenario::say(At::Rcpt, "550 5.1.1 no such user"));
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-23", "09:40");
    assert_eq!(desk.server.seen().rcpt, 3, "three tries an hour, whatever the answer");
    desk.work_until("2026-11-23", "10:30");
    assert_eq!(desk.server.seen().rcpt, 5);
}

#[test]
fn a_message_that_came_back_stops_the_one_that_waits() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    let first = row(&desk, "sent");
    desk.world.clock.go_to("2026-12-08", "09:00");
    let firm = desk.drafts();
    assert_eq!(firm.len(), 1, "the firm reminder, fifteen days after the first");
    desk.approve(&firm);
    desk.world.change("mark_bounced", json!({ "id": first["id"], "cause": "address" }));
    desk.send_all();
    assert_eq!(
        (desk.server.seen().connections, desk.world.call("reminder", json!({ "id": firm[0] }))["state"].clone()),
        (1, json!("draft"))
    );
}

#[test]
fn a_limit_on_the_fourth_message_cools_the_account_for_an_hour() {
    // C07.
    let desk = desk("2026-11-23");
    for number in 1..=6 {
        desk.late_client(number);
    }
    let limit = Scenario::say(At::Mail, "450 Mail send limit exceeded");
    desk.server.queue([Scenario::Ok, Scenario::Ok, Scenario::Ok, limit]);
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-23", "09:55");
    assert_eq!(desk.server.seen().mail, 4, "no fifth");
    assert_eq!(desk.server.accepted().len(), 3);
    assert!(row(&desk, "deferred")["why"].as_str().unwrap().starts_with("Limite du fournisseur"));
    let sender = desk.world.call("sender", json!({}));
    assert!(sender["sentence"].as_str().unwrap().contains("Limite du fournisseur"), "{sender}");
    desk.work_until("2026-11-23", "12:00");
    assert_eq!((desk.server.accepted().len(), desk.states()), (6, vec!["sent".to_owned(); 6]), "the hour over, the rest leaves");
}

#[test]
fn a_refusal_that_says_nothing_is_tried_once_more() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.server.otherwise(Scenario::say(At::Rcpt, "550 5.5.0 no"));
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-23", "09:03");
    assert_eq!(desk.states(), ["deferred"], "it names nothing: a second try is allowed");
    desk.work_until("2026-11-23", "10:00");
    assert_eq!((desk.states(), desk.server.seen().rcpt), (vec!["failed".to_owned()], 2), "the second is a refusal");
    assert!(!desk.world.call("client", json!({ "id": client }))["emailProblem"].as_str().unwrap().is_empty(), "the address is flagged");
}

#[test]
fn a_refusal_that_says_nothing_after_another_trouble_is_not_the_second() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    let unclear = || Scenario::say(At::Rcpt, "550 5.5.0 no");
    desk.server.queue([unclear(), Scenario::say(At::Mail, "451 4.3.0 later"), unclear()]);
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-23", "13:00");
    assert_eq!(desk.states(), ["sent"], "the fourth try is taken");
}

#[test]
fn six_tries_ask_for_a_person_who_may_ask_again() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    desk.server.otherwise(Scenario::say(At::Mail, "451 4.3.0 later"));
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-24", "12:00");
    assert_eq!((desk.states(), desk.server.seen().mail), (vec!["needs_review".to_owned()], 6));
    assert_eq!(row(&desk, "needs_review")["label"], "À revoir");
    desk.work_until("2026-11-24", "15:00");
    assert_eq!(desk.server.seen().mail, 6, "nothing more by itself");
    desk.server.otherwise(Scenario::Ok);
    desk.world.change("requeue_dispatch", json!({ "id": row(&desk, "needs_review")["id"] }));
    desk.send_all();
    assert_eq!((desk.states(), desk.server.accepted().len()), (vec!["sent".to_owned()], 1));
}

#[test]
fn three_working_days_of_tries_ask_for_a_person() {
    // The machine is on for an hour a day: one try each.
    let desk = desk("2026-11-23");
    desk.one_late_client();
    desk.server.otherwise(Scenario::say(At::Mail, "451 4.3.0 later"));
    desk.approve(&desk.drafts());
    for day in ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"] {
        desk.world.clock.go_to(day, "09:00");
        scheduler::tick(desk.world.app()).expect("a tick");
        desk.world.clock.go_to(day, "09:01");
        desk.resume();
        desk.work_until(day, "09:02");
    }
    assert_eq!((desk.states(), desk.server.seen().mail), (vec!["needs_review".to_owned()], 4));
}

#[test]
fn no_network_for_days_costs_no_try() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    desk.server.otherwise(Scenario::Drop(At::Banner));
    desk.approve(&desk.drafts());
    for day in ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"] {
        desk.world.clock.go_to(day, "09:00");
        scheduler::tick(desk.world.app()).expect("a tick");
        desk.resume();
        desk.work_until(day, "09:10");
    }
    assert!(desk.server.seen().connections > 6, "it was tried more than six times");
    assert_eq!(desk.states(), ["deferred"], "the account waits, no try is counted");
    desk.server.otherwise(Scenario::Ok);
    desk.work_until("2026-11-27", "10:00");
    assert_eq!(desk.states(), ["sent"]);
}

#[test]
fn two_refusals_for_policy_in_a_day_stop_the_account() {
    let desk = desk("2026-11-23");
    for number in 1..=4 {
        desk.late_client(number);
    }
    desk.server.otherwise(Scenario::say(At::Dot, "554 5.7.1 spam"));
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-23", "12:00");
    assert_eq!((desk.server.seen().mail, desk.server.accepted().len()), (2, 0), "the others are spared");
    let sender = desk.world.call("sender", json!({}));
    assert_eq!(sender["state"], "suspended");
    assert!(sender["sentence"].as_str().unwrap().starts_with("Deux messages ont été refusés"), "{sender}");
}

#[test]
fn doubts_left_three_days_stop_everything_until_a_person_answers() {
    let desk = desk("2026-11-23");
    desk.late_client(1);
    desk.late_client(2);
    desk.server.queue([Scenario::AcceptThenDrop, Scenario::AcceptThenDrop]);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["uncertain", "uncertain"]);
    desk.world.clock.go_to("2026-11-27", "09:00");
    desk.late_client(3);
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-27", "10:00");
    assert_eq!(desk.server.seen().mail, 2, "the third client waits");
    assert_eq!(desk.world.call("sender", json!({}))["state"], "suspended");
    for _ in 0..2 {
        desk.world.change("confirm_dispatch", json!({ "id": row(&desk, "uncertain")["id"], "verdict": "arrived" }));
    }
    desk.resume();
    desk.send_all();
    assert_eq!(desk.server.seen().mail, 3);
}

#[test]
fn a_header_smuggled_in_a_cell_stays_in_the_name() {
    // C36, from the file to the wire.
    let desk = desk("2026-11-23");
    let csv = "Numéro;Client;E-mail;Date;Échéance;Total TTC\r\n\
               F-1;\"ACME\r\nBcc: x@y.example\";compta@acme.example;01/10/2026;15/11/2026;1 200,00\r\n\
               F-2;Garage du Pont;garage@dupont.example;01/10/2026;15/11/2026;300,00\r\n";
    let token = desk.world.file("factures.csv", csv.as_bytes());
    let draft = desk.world.call("open_import", json!({ "token": token }));
    desk.world.change("commit_import", json!({ "draft": draft["draft"] }));
    desk.world.change("confirm_triage", json!({ "choices": [] }));
    let names: Vec<String> = desk.world.call("clients", json!({}))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(names.contains(&"ACME Bcc: x@y.example".to_owned()), "on one line: {names:?}");
    desk.approve(&desk.drafts());
    desk.send_all();
    let accepted = desk.server.accepted();
    let mail = accepted.iter().find(|mail| mail.to.contains(&"compta@acme.example".to_owned())).expect("it was sent");
    assert_eq!(mail.to, ["compta@acme.example"], "one recipient in the envelope");
    let head = String::from_utf8_lossy(&mail.bytes).split("\r\n\r\n").next().unwrap_or_default().to_owned();
    assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
}
