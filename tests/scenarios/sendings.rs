//! The outbox as one reads it: what changed, what came back, what must be looked at before resuming, one thread a claim.
use crate::desk::{Desk, desk};
use serde_json::{Value, json};

fn first(desk: &Desk) -> Value {
    desk.world.call("outbox", json!({}))["rows"][0].clone()
}

fn plain(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn an_approval_lapses_as_soon_as_its_facts_move_and_says_which() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.world.clock.go_to("2026-11-23", "19:00");
    let drafts = desk.drafts();
    desk.approve(&drafts);
    assert_eq!(first(&desk)["state"], "queued", "it waits for the morning");
    assert_eq!(first(&desk)["waitsFor"], "hors des heures d’envoi");
    desk.world.change(
        "record_payment",
        json!({ "clientId": client, "receivedOn": "2026-11-23", "amount": 28_400,
        "allocations": [{ "invoiceId": desk.world.call("invoices", json!({ "filter": "all" }))["rows"][0]["id"], "amount": 28_400 }] }),
    );
    echu_engine::scheduler::tick(desk.world.app()).expect("a tick");
    assert_eq!(first(&desk)["state"], "cancelled", "not at the second of sending, the next morning: at once");
    let reminder = desk.world.call("reminder", json!({ "id": drafts[0] }));
    assert_eq!(reminder["state"], "draft");
    assert_eq!(plain(&reminder["lapsed"]), "À relire : F-2026-0352 : 1 000,00 € au lieu de 1 284,00 €.");
}

#[test]
fn a_message_that_came_back_is_to_be_done_again_once_the_address_is_right() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    desk.world.change("mark_bounced", json!({ "id": first(&desk)["id"], "cause": "address" }));
    assert_eq!(first(&desk)["label"], "Non distribuée");
    assert!(desk.drafts().is_empty(), "nothing more to an address that refuses");
    let mut card = desk.world.call("client", json!({ "id": client }))["client"].clone();
    card["email"] = json!("facturation@delaunay.example");
    desk.world.change("save_client", json!({ "id": client, "client": card }));
    let again = desk.drafts();
    assert_eq!(again.len(), 1, "the same step, nobody read it");
    desk.approve(&again);
    desk.world.clock.days_pass(1);
    desk.resume();
    desk.send_all();
    let to: Vec<String> = desk.server.accepted().iter().flat_map(|one| one.to.clone()).collect();
    assert_eq!(to, ["compta@delaunay.example", "facturation@delaunay.example"], "the journal lets it go: a person said that it came back");
}

#[test]
fn a_full_mailbox_does_not_condemn_the_address() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    desk.world.change("mark_bounced", json!({ "id": first(&desk)["id"], "cause": "passing" }));
    assert_eq!(desk.drafts().len(), 1, "to be done again, to the same address");
}

#[test]
fn successive_reminders_of_an_invoice_make_one_thread() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    for day in ["2026-11-23", "2026-12-08"] {
        desk.world.clock.go_to(day, "09:00");
        desk.approve(&desk.drafts());
        desk.resume();
        desk.send_all();
    }
    desk.world.clock.go_to("2026-12-16", "09:00");
    let by_hand = desk.world.change("draft_reminder", json!({ "clientId": client }));
    desk.approve(&[by_hand]);
    desk.resume();
    desk.send_all();
    let sent = desk.server.accepted();
    assert_eq!(sent.len(), 3);
    let head = |at: usize| String::from_utf8_lossy(&sent[at].bytes).replace("\r\n ", " ");
    let id = |at: usize| sent[at].message_id.clone();
    assert!(!head(0).contains("In-Reply-To"), "the first answers nothing");
    assert!(head(1).contains(&format!("In-Reply-To: {}", id(0))) && head(1).contains(&format!("References: {}", id(0))));
    assert!(
        head(2).contains(&format!("In-Reply-To: {}", id(1))) && head(2).contains(&format!("References: {} {}", id(0), id(1))),
        "{}",
        head(2)
    );
}

#[test]
fn resuming_after_an_absence_says_which_days_no_statement_covers() {
    let mut desk = desk("2026-11-23");
    desk.one_late_client();
    desk.world.clock.go_to("2026-11-23", "19:00");
    desk.approve(&desk.drafts());
    desk.world.clock.go_to("2026-11-26", "09:00");
    desk.reopen();
    let sender = desk.world.call("sender", json!({}));
    assert_eq!(sender["state"], "suspended", "{sender}");
    let checks = sender["checks"].as_array().expect("checks").clone();
    assert_eq!(checks[0]["kind"], "receipts");
    let uncovered = || plain(&desk.world.call("sender", json!({}))["checks"][0]["sentence"]);
    let sentence = |first: &str| {
        format!(
            "Période non couverte : du {first} au 26 nov. 2026. Importez vos relevés, ou notez les règlements reçus, avant de reprendre."
        )
    };
    assert_eq!(uncovered(), sentence("24 nov. 2026"), "from the day after the user's word");
    desk.world.sql().execute("UPDATE sender SET receipts_confirmed_on = NULL", []).expect("no word");
    assert_eq!(uncovered(), "Aucun relevé n’est importé : notez d’abord les règlements reçus.");
    desk.world.sql().execute_batch(
        "INSERT INTO bank_account (number, created_at) VALUES ('FR7630006000011234567890189', '2026-11-20T09:00:00.000Z');
         INSERT INTO bank_statement (account_id, file_name, sha256, read_at, read_on, first_on, last_on, lines_new, lines_known, lines_aside)
         VALUES (1, 'releve.ofx', lower(hex(zeroblob(32))), '2026-11-20T09:00:00.000Z', '2026-11-20', '2026-11-01', '2026-11-19', 0, 0, 0);",
    ).expect("a statement");
    assert_eq!(uncovered(), sentence("20 nov. 2026"), "from the day after the last one of the statement");
    desk.resume();
    desk.send_all();
    assert_eq!(desk.states(), ["sent"]);
}

#[test]
fn a_base_carried_to_another_computer_sends_nothing_before_a_person_says_so() {
    let mut desk = desk("2026-11-23");
    desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 1);
    // Only the base travels: what one computer remembers of its sendings stays there.
    desk.world.close();
    std::fs::remove_dir_all(desk.world.folder().join("state")).expect("another computer");
    desk.world.reopen();
    let sender = desk.world.call("sender", json!({}));
    assert_eq!(sender["state"], "suspended");
    assert!(plain(&sender["reason"]).starts_with("Cette base vient d’un autre ordinateur"), "{sender}");
    desk.world.change("resume_sending", json!({}));
    desk.world.reopen();
    assert_eq!(desk.world.call("sender", json!({}))["state"], "active", "its journal is written anew: it is asked once");
}

#[test]
fn what_came_back_alone_and_left_again_with_another_is_not_freed_by_a_journal_cut_short() {
    let mut desk = desk("2026-11-23");
    let client = desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    desk.world.change("mark_bounced", json!({ "id": first(&desk)["id"], "cause": "passing" }));
    desk.world.invoice(client, "F-2026-0399").late(8).total(20_000).create();
    desk.world.clock.days_pass(1);
    desk.resume();
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 2, "alone, then with another invoice");
    desk.world.close();
    let journal = desk.world.folder().join("state/journal/journal-2026.jsonl");
    let text = std::fs::read_to_string(&journal).expect("the journal");
    let freed = |text: &str| text.lines().filter(|line| line.contains("bounced")).count();
    assert_eq!(freed(&text), 1);
    let cut: Vec<&str> = text.lines().collect();
    std::fs::write(&journal, cut[..cut.len() - 1].join("\n") + "\n").expect("its last line is lost");
    desk.world.reopen();
    assert_eq!(
        freed(&std::fs::read_to_string(&journal).expect("the journal")),
        1,
        "its step left again: an old base may not send it a third time"
    );
}
