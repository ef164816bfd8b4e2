//! What leaves without being read again: asked for step by step, announced the day before, retained at will.
use crate::desk::{Desk, desk};
use echu_engine::scheduler;
use serde_json::{Value, json};

/// Two firms whose first reminder is due on the 24th, a Tuesday, and a plan that lets it go unread.
fn trusting(day: &str) -> (Desk, [i64; 2]) {
    let desk = desk(day);
    let plans = desk.world.call("plans", json!({}));
    let plan = plans.as_array().expect("plans").iter().find(|plan| plan["name"] == "Standard").expect("the standard plan").clone();
    let steps: Vec<Value> = plan["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| {
            let unread = step["offsetDays"] == 5;
            json!({ "id": step["id"], "offsetDays": step["offsetDays"], "channel": step["channel"], "tone": step["tone"], "maySkipReview": unread })
        })
        .collect();
    desk.world.change("save_plan", json!({ "id": plan["id"], "name": plan["name"], "debtorKind": plan["debtorKind"], "steps": steps }));
    let clients = [("Garage Delaunay", "F-1"), ("Ateliers Morin", "F-2")].map(|(name, number)| {
        let client = desk.world.client(name).email(&format!("compta@{}.example", number.to_lowercase())).create();
        desk.world.invoice(client, number).issued("2026-10-20").due("2026-11-19").total(50_000).create();
        client
    });
    (desk, clients)
}

fn announced(desk: &Desk) -> Value {
    scheduler::tick(desk.world.app()).expect("a tick");
    desk.world.call("forewarning", json!({}))
}

/// What the server took, as text.
fn messages(desk: &Desk) -> Vec<String> {
    desk.server.accepted().iter().map(|one| String::from_utf8_lossy(&one.bytes).into_owned()).collect()
}

/// The sentence with plain spaces.
fn plain(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn they_are_announced_the_day_before_then_leave_as_automatic_messages() {
    let (mut desk, [delaunay, _]) = trusting("2026-11-23");
    desk.world.change("confirm_receipts", json!({}));
    let view = announced(&desk);
    assert_eq!(plain(&view["sentence"]), "Demain à 8 h 30 : 2 e-mails partiront si l’application est ouverte.");
    assert_eq!(view["stopped"], "", "nothing keeps them");
    let message = desk.world.call("forewarned_message", json!({ "id": view["rows"][0]["id"] }));
    assert!(message["subject"].as_str().is_some_and(|subject| subject.starts_with("Facture F-")), "it can be read before: {message}");
    desk.work_until("2026-11-24", "08:00");
    assert!(desk.states().is_empty(), "nothing leaves before the hour that was said");
    desk.work_until("2026-11-24", "09:30");
    assert_eq!(desk.states(), ["sent", "sent"]);
    let sent = messages(&desk);
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|mail| mail.contains("Auto-Submitted: auto-generated")), "nobody read these very messages");
    insta::assert_snapshot!(desk.world.story(delaunay));
    desk.reopen();
    desk.work_until("2026-11-24", "12:00");
    assert_eq!(messages(&desk).len(), 2, "they are done, and announced no more");
}

#[test]
fn a_message_retained_waits_to_be_read_and_leaves_with_a_persons_word() {
    let (desk, _) = trusting("2026-11-23");
    desk.world.change("confirm_receipts", json!({}));
    let view = announced(&desk);
    desk.world.change("retain_forewarned", json!({ "ids": [view["rows"][0]["id"]], "retained": true }));
    desk.work_until("2026-11-24", "10:00");
    assert_eq!(messages(&desk).len(), 1, "the other left");
    let today = desk.world.call("today", json!({}));
    assert_eq!(today["ready"]["count"], 1, "the retained one is the person's to read");
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    let sent = messages(&desk);
    assert!(!sent[1].contains("Auto-Submitted"), "a person approved this one");
}

#[test]
fn what_was_not_announced_while_the_app_was_open_never_leaves_by_itself() {
    let (mut desk, _) = trusting("2026-11-20");
    desk.world.change("confirm_receipts", json!({}));
    announced(&desk);
    // Friday; the app stays shut until Wednesday.
    desk.world.clock.days_pass(5);
    desk.reopen();
    desk.world.change("confirm_receipts", json!({}));
    let view = announced(&desk);
    assert!(plain(&view["sentence"]).starts_with("Demain"), "said anew, for the next day: {view}");
    desk.work_until("2026-11-25", "17:00");
    assert!(messages(&desk).is_empty(), "nothing leaves in a burst after an absence");
    desk.work_until("2026-11-26", "10:00");
    assert_eq!(messages(&desk).len(), 2);
}

#[test]
fn old_news_of_the_bank_keeps_them_and_a_click_lets_them_go() {
    let (desk, _) = trusting("2026-11-23");
    assert!(plain(&announced(&desk)["stopped"]).starts_with("Confirmez que vos encaissements sont à jour"));
    desk.work_until("2026-11-24", "10:00");
    assert!(messages(&desk).is_empty(), "nobody said what came in");
    desk.world.change("confirm_receipts", json!({}));
    desk.work_until("2026-11-24", "11:00");
    assert_eq!(messages(&desk).len(), 2, "the same morning, once it was said");
}

#[test]
fn a_payment_in_the_evening_cancels_what_was_announced_for_the_morning() {
    let (desk, [delaunay, _]) = trusting("2026-11-23");
    desk.world.change("confirm_receipts", json!({}));
    announced(&desk);
    let invoice = desk.world.sql().query_row("SELECT id FROM invoice WHERE number = 'F-1'", [], |row| row.get::<_, i64>(0)).expect("F-1");
    let put = json!([{ "invoiceId": invoice, "amount": 50_000 }]);
    desk.world.change("record_payment", json!({ "clientId": delaunay, "receivedOn": "2026-11-23", "amount": 50_000, "allocations": put }));
    desk.world.clock.seconds_pass(60);
    assert_eq!(announced(&desk)["rows"].as_array().map(Vec::len), Some(1), "the list follows");
    desk.work_until("2026-11-24", "10:00");
    assert_eq!(messages(&desk).len(), 1);
}

#[test]
fn old_news_asks_for_a_click_before_a_person_sends() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    let drafts = desk.drafts();
    let asked = desk.world.refused("approve_reminders", json!({ "ids": drafts }));
    assert_eq!(asked.confirmable, Some(true));
    assert!(asked.sentence.starts_with("Vos encaissements sont-ils à jour"), "{}", asked.sentence);
    desk.approve(&drafts);
    assert_eq!(desk.world.call("receipts", json!({}))["sentence"], "", "said once, it stands for some days");
    desk.world.days_pass(4);
    assert!(plain(&desk.world.call("receipts", json!({}))["sentence"]).ends_with("il y a 4 jours."));
    let options = desk.world.call("settings", json!({}))["options"].clone();
    let mut longer = options;
    longer["receiptsDays"] = json!(10);
    desk.world.change("save_options", json!({ "options": longer }));
    assert_eq!(desk.world.call("receipts", json!({}))["sentence"], "", "the threshold is the user's");
}

#[test]
fn in_a_folder_that_another_program_synchronises_nothing_leaves_unread() {
    // C24: two computers may hold this base, and both would let the message go.
    let (mut desk, _) = trusting("2026-11-23");
    desk.world.change("confirm_receipts", json!({}));
    assert_eq!(announced(&desk)["rows"].as_array().map(Vec::len), Some(2), "announced while the folder was no other program's");
    std::fs::write(desk.world.folder().join(".dropbox"), "").expect("the mark of the program");
    desk.reopen();
    desk.work_until("2026-11-24", "12:00");
    assert_eq!((messages(&desk).len(), desk.states().len()), (0, 0));
    assert_eq!(desk.world.call("today", json!({}))["ready"]["count"], 2, "they are the person's to read again");
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!(messages(&desk).len(), 2, "what a person approved leaves");
}
