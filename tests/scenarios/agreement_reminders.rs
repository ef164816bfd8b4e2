//! The reminder of each term of an échéancier: proposed on its day, read, sent once, dropped when it has no reason any more.
use crate::diary::{Diary, working_days};
use echu_engine::clock::Clock;
use serde_json::{Value, json};

/// A firm that owes two invoices, the first of them spread over three terms from the 7th of December.
fn agreed(diary: &Diary, remind: Value) -> (i64, i64) {
    let world = &diary.desk.world;
    let client = world.client("Garage Delaunay").email("compta@delaunay.example").create();
    let spread = world.invoice(client, "F-2026-0352").late(60).total(150_000).create();
    world.invoice(client, "F-2026-0361").late(2).total(40_000).create();
    let terms: Vec<Value> = ["2026-12-07", "2027-01-07", "2027-02-08"].iter().map(|on| json!({ "on": on, "amount": 50_000 })).collect();
    let agreement = world.change(
        "record_agreement",
        json!({
            "clientId": client, "invoiceIds": [spread], "penalties": "waived_if_kept", "terms": terms, "missed": 1, "graceDays": 2,
            "noticeDays": 8, "returnBefore": "2026-11-30", "remindDays": remind,
        }),
    );
    (client, agreement.as_i64().expect("an id"))
}

/// The same on the day of its first reminder, with the draft of it.
fn reminded() -> (Diary, i64, Value) {
    let diary = Diary::on("2026-11-23");
    let (client, _) = agreed(&diary, json!(3));
    diary.desk.world.clock.go_to("2026-12-04", "09:00");
    let id = draft(&diary)["id"].clone();
    (diary, client, id)
}

/// The messages of the day about his other invoice.
fn of_the_plan(diary: &Diary) -> Vec<Value> {
    let views = diary.desk.drafts().into_iter().map(|id| diary.desk.world.call("reminder", json!({ "id": id })));
    views.filter(|view| view["term"].is_null()).collect()
}

/// The draft of the day, which reminds of a term.
fn draft(diary: &Diary) -> Value {
    let ids = diary.desk.drafts();
    let views: Vec<Value> = ids.iter().map(|id| diary.desk.world.call("reminder", json!({ "id": id }))).collect();
    views.into_iter().find(|view| !view["term"].is_null()).expect("the reminder of a term")
}

fn pays(diary: &Diary, client: i64, cents: i64, number: &str) {
    let world = &diary.desk.world;
    let invoices = world.call("invoices", json!({ "filter": "all" }));
    let id = invoices["rows"].as_array().expect("rows").iter().find(|row| row["number"] == number).expect("the invoice")["id"].clone();
    let allocations = json!([{ "invoiceId": id, "amount": cents }]);
    world.change(
        "record_payment",
        json!({ "clientId": client, "receivedOn": world.clock.today(), "amount": cents, "allocations": allocations }),
    );
}

#[test]
fn an_agreement_kept_to_its_end_reads_like_a_diary() {
    let mut diary = Diary::on("2026-11-23");
    let (client, _) = agreed(&diary, json!(3));
    diary.note("échéancier de 1 500,00 € convenu avec Garage Delaunay, trois échéances de 500,00 €");
    diary.work("2026-12-06", working_days);
    diary.days_pass(1);
    pays(&diary, client, 50_000, "F-2026-0352");
    diary.note("Garage Delaunay paie la première échéance");
    diary.work("2026-12-09", working_days);
    pays(&diary, client, 40_000, "F-2026-0361");
    diary.note("il paie son autre facture");
    diary.work("2027-01-04", working_days);
    pays(&diary, client, 20_000, "F-2026-0352");
    diary.note("il paie 200,00 € d’avance sur la deuxième échéance");
    diary.work("2027-01-06", working_days);
    pays(&diary, client, 30_000, "F-2026-0352");
    diary.note("il paie le reste de la deuxième échéance");
    diary.work("2027-02-08", working_days);
    insta::assert_snapshot!(diary.text());
}

#[test]
fn a_term_is_reminded_once_whatever_is_prepared_again() {
    let mut diary = Diary::on("2026-11-23");
    agreed(&diary, json!(3));
    diary.desk.world.clock.go_to("2026-12-04", "09:00");
    let view = draft(&diary);
    assert_eq!((&view["total"], &view["term"]["rank"], &view["stepLabel"]), (&json!(50_000), &json!(1), &json!("Rappel d’échéance")));
    assert_eq!(view["findings"], json!([]), "the law finds nothing in it");
    assert_eq!((&view["softer"], &view["harder"]), (&Value::Null, &Value::Null), "what was agreed is said in one voice");
    diary.desk.approve(&[view["id"].clone()]);
    diary.desk.send_all();
    assert_eq!(diary.desk.server.accepted().len(), 1);
    let sent = String::from_utf8_lossy(&diary.desk.server.accepted()[0].bytes).into_owned();
    assert!(sent.contains("500,00"), "{sent}");
    assert!(!diary.desk.drafts().iter().any(|id| !diary.desk.world.call("reminder", json!({ "id": id }))["term"].is_null()));
    diary.desk.reopen();
    diary.days_pass(3);
    assert!(!diary.desk.drafts().iter().any(|id| !diary.desk.world.call("reminder", json!({ "id": id }))["term"].is_null()));
    assert_eq!(diary.desk.server.accepted().len(), 1, "never twice");
}

#[test]
fn a_term_paid_after_the_approval_cancels_its_reminder_without_a_connection() {
    let (diary, client, id) = reminded();
    diary.desk.approve(&[id]);
    pays(&diary, client, 50_000, "F-2026-0352");
    diary.desk.send_all();
    assert_eq!((diary.desk.server.seen().connections, diary.desk.states()), (0, vec!["cancelled".to_owned()]));
    let outbox = diary.desk.world.call("outbox", json!({}));
    assert!(outbox["rows"][0]["why"].as_str().is_some_and(|why| why.contains("payée")), "{}", outbox["rows"][0]);
}

#[test]
fn a_term_paid_overnight_lapses_at_once_and_not_in_the_morning() {
    let diary = Diary::on("2026-11-23");
    let (client, _) = agreed(&diary, json!(3));
    diary.desk.world.clock.go_to("2026-12-04", "19:30");
    diary.desk.approve(&[draft(&diary)["id"].clone()]);
    pays(&diary, client, 50_000, "F-2026-0352");
    echu_engine::scheduler::tick(diary.desk.world.app()).expect("a tick, out of hours");
    assert_eq!(diary.desk.states(), ["cancelled"], "the list does not show as ready what is paid");
}

#[test]
fn a_part_paid_after_the_approval_makes_a_draft_again_with_what_lacks() {
    let (diary, client, id) = reminded();
    diary.desk.approve(std::slice::from_ref(&id));
    pays(&diary, client, 20_000, "F-2026-0352");
    diary.desk.send_all();
    let view = diary.desk.world.call("reminder", json!({ "id": id }));
    assert_eq!((&view["state"], &view["total"]), (&json!("draft"), &json!(30_000)));
    assert!(view["lapsed"].as_str().is_some_and(|why| why.starts_with("À relire")), "{}", view["lapsed"]);
    assert!(view["body"].as_str().is_some_and(|body| body.contains("200,00\u{a0}€") && body.contains("300,00\u{a0}€")), "{}", view["body"]);
}

#[test]
fn an_agreement_that_ends_or_is_contested_takes_its_reminder_with_it() {
    let ended = Diary::on("2026-11-23");
    let (_, agreement) = agreed(&ended, json!(3));
    ended.desk.world.clock.go_to("2026-12-04", "09:00");
    ended.desk.approve(&[draft(&ended)["id"].clone()]);
    ended.desk.world.change("close_agreement", json!({ "id": agreement }));
    ended.desk.send_all();
    assert_eq!((ended.desk.server.accepted().len(), ended.desk.states()), (0, vec!["cancelled".to_owned()]));

    let (contested, client, id) = reminded();
    contested.desk.approve(&[id]);
    let hold = json!({ "clientId": client, "kind": "dispute", "reason": "work_contested", "note": "fuite", "until": "2026-12-15" });
    contested.desk.world.change("place_hold", hold);
    contested.desk.send_all();
    assert_eq!((contested.desk.server.accepted().len(), contested.desk.states()), (0, vec!["cancelled".to_owned()]));
}

#[test]
fn its_day_past_it_never_leaves() {
    let diary = Diary::on("2026-11-23");
    agreed(&diary, json!(3));
    diary.desk.world.clock.go_to("2026-12-07", "18:40");
    diary.desk.approve(&[draft(&diary)["id"].clone()]);
    diary.desk.world.clock.go_to("2026-12-08", "09:00");
    diary.desk.send_all();
    assert_eq!((diary.desk.server.accepted().len(), diary.desk.states()), (0, vec!["expired".to_owned()]));
}

#[test]
fn how_long_before_is_changed_on_the_card_and_may_be_never() {
    let diary = Diary::on("2026-11-23");
    let (client, agreement) = agreed(&diary, Value::Null);
    let world = &diary.desk.world;
    let ready = || {
        world.call("today", json!({}))["readyRows"]
            .as_array()
            .expect("rows")
            .iter()
            .filter(|row| row["stepLabel"] == "Rappel d’échéance")
            .count()
    };
    world.clock.go_to("2026-12-04", "09:00");
    assert_eq!(ready(), 0, "none was wanted");
    world.change("remind_agreement", json!({ "id": agreement, "remindDays": 3 }));
    assert_eq!(ready(), 1);
    assert_eq!(world.call("agreements_of", json!({ "clientId": client }))[0]["remindDays"], 3);
    world.change("remind_agreement", json!({ "id": agreement, "remindDays": 0 }));
    assert_eq!(ready(), 0, "a day before is the Friday already; the day itself is not");
    let refused = world.refused("remind_agreement", json!({ "id": agreement, "remindDays": 16 }));
    assert_eq!(refused.field.as_deref(), Some("remindDays"));
    assert!(world.story(client).contains("Rappel des échéances changé"));
}

#[test]
fn its_text_is_edited_like_the_others_and_drafts_follow() {
    let diary = Diary::on("2026-11-23");
    agreed(&diary, json!(3));
    let world = &diary.desk.world;
    world.clock.go_to("2026-12-04", "09:00");
    let id = draft(&diary)["id"].clone();
    let of = json!({ "document": "email_term", "tone": "", "debtorKind": "business" });
    let view = world.call("template", of.clone());
    assert_eq!(view["check"]["saveable"], true, "{}", view["check"]);
    let source = view["text"].as_str().expect("a text").replace("Nous vous rappelons", "Pour mémoire, nous vous rappelons");
    world.change("save_template", json!({ "of": of, "text": source, "accepted": [] }));
    let body = world.call("reminder", json!({ "id": id }))["body"].clone();
    assert!(body.as_str().is_some_and(|body| body.contains("Pour mémoire, nous vous rappelons")), "{body}");
    let lost = source.replace("{{montant}}", "la somme convenue");
    let refused = world.refused("save_template", json!({ "of": of, "text": lost, "accepted": [] }));
    assert!(refused.sentence.contains("la somme attendue"), "{}", refused.sentence);
}

#[test]
fn a_second_agreement_with_the_same_client_is_refused_with_its_reason() {
    let diary = Diary::on("2026-11-23");
    let (client, _) = agreed(&diary, json!(3));
    let refused = diary.desk.world.refused("draft_agreement", json!({ "clientId": client, "count": 2, "firstOn": "2026-12-15" }));
    assert!(refused.sentence.contains("1342-10") && refused.sentence.contains("mettez fin au premier"), "{}", refused.sentence);
}

#[test]
fn one_that_came_back_is_proposed_again_while_its_term_is_to_come() {
    let (diary, _, id) = reminded();
    let world = &diary.desk.world;
    diary.desk.approve(&[id]);
    diary.desk.send_all();
    let row = world.call("outbox", json!({}))["rows"][0]["id"].clone();
    world.change("mark_bounced", json!({ "id": row, "cause": "passing" }));
    let again = draft(&diary);
    assert_eq!((&again["total"], &again["term"]["rank"]), (&json!(50_000), &json!(1)), "he never read it");
    diary.desk.approve(&[again["id"].clone()]);
    diary.desk.work_until("2026-12-07", "09:30");
    assert_eq!(diary.desk.server.accepted().len(), 2, "on its day, the first open one that is not that of the message before");
}

#[test]
fn a_draft_left_unread_past_its_day_does_not_keep_the_client_from_his_other_reminders() {
    let (diary, client, id) = reminded();
    let world = &diary.desk.world;
    assert_eq!(of_the_plan(&diary).len(), 0, "the term is asked for first");
    world.clock.go_to("2026-12-09", "09:00");
    let views = of_the_plan(&diary);
    assert_eq!(views.len(), 1);
    assert_eq!(views[0]["lines"][0]["number"], "F-2026-0361");
    assert_eq!(world.call("reminder", json!({ "id": id }))["state"], "cancelled");
    let history = world.call("timeline", json!({ "clientId": client })).to_string();
    assert!(history.contains("Le jour de l’échéance est passé."), "{history}");
}

#[test]
fn on_the_telephone_what_an_agreement_spreads_is_not_asked_for() {
    let (diary, client, _) = reminded();
    let said = |day: &str| {
        diary.desk.world.clock.go_to(day, "09:00");
        diary.desk.world.call("call_card", json!({ "clientId": client }))["callScript"].to_string()
    };
    let kept = said("2026-12-04");
    assert!(kept.contains("400,00") && kept.contains("F-2026-0361") && !kept.contains("F-2026-0352"), "{kept}");
    let broken = said("2026-12-14");
    assert!(broken.contains("F-2026-0352") && broken.contains("F-2026-0361"), "a term is missed: {broken}");
}
