//! An invoice payable in several parts: what is due is chased, each part has its own delay, interest and limitation.
use crate::desk::{Desk, creditor, desk};
use echu_tests::World;
use serde_json::{Value, json};

/// 400 € due on 1 October 2026 and 600 € due on 1 December.
fn parts() -> Value {
    json!([{ "dueOn": "2026-12-01", "amount": 60_000 }, { "dueOn": "2026-10-01", "amount": 40_000 }])
}

fn in_two(world: &World, client: i64, number: &str) -> i64 {
    world.invoice(client, number).issued("2026-09-01").total(100_000).with("parts", parts()).create()
}

fn page(world: &World, invoice: i64) -> Value {
    world.call("invoice", json!({ "id": invoice }))
}

/// What `compute_penalties` says of one part alone.
fn alone(principal: i64, due_on: &str, until: &str, payments: &Value) -> Value {
    let asked = json!({ "debtorKind": "business", "principal": principal, "dueOn": due_on, "until": until, "payments": payments,
                        "creditNotes": [], "allocation": "interest_first" });
    dispatch(asked)
}

fn dispatch(asked: Value) -> Value {
    World::on("2026-11-23").call("compute_penalties", asked)
}

#[test]
fn the_oldest_part_still_owed_dates_the_invoice() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = in_two(&world, client, "F-1");
    let seen = page(&world, invoice);
    assert_eq!(
        (&seen["row"]["dueOn"], &seen["row"]["status"], &seen["row"]["daysLate"]),
        (&json!("2026-10-01"), &json!("overdue"), &json!(53))
    );
    assert_eq!(seen["form"]["parts"][0], json!({ "dueOn": "2026-10-01", "amount": 40_000 }), "oldest first, however they were typed");
    let today = world.call("today", json!({}));
    assert_eq!((&today["outstanding"], &today["overdue"]), (&json!(100_000), &json!(40_000)));
    world.pays(client, 40_000);
    let seen = page(&world, invoice);
    assert_eq!((&seen["row"]["dueOn"], &seen["row"]["status"]), (&json!("2026-12-01"), &json!("partly_paid")));
    let left: Vec<i64> = seen["parts"].as_array().expect("parts").iter().filter_map(|part| part["left"].as_i64()).collect();
    assert_eq!(left, [0, 60_000]);
    let payment = world.call("payments_of", json!({ "clientId": client }))[0]["id"].clone();
    world.change("cancel_payment", json!({ "id": payment }));
    assert_eq!(page(&world, invoice)["row"]["dueOn"], "2026-10-01", "the money is gone, the first part is owed again");
}

#[test]
fn parts_that_do_not_make_the_invoice_are_refused() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let refused = |parts: Value| {
        let form =
            json!({ "clientId": client, "kind": "invoice", "number": "F-1", "issuedOn": "2026-09-01", "total": 100_000, "parts": parts });
        let error = world.refused("save_invoice", json!({ "invoice": form }));
        assert_eq!(error.field.as_deref(), Some("parts"));
        error.sentence
    };
    assert!(refused(json!([{ "dueOn": "2026-10-01", "amount": 40_000 }, { "dueOn": "2026-12-01", "amount": 59_999 }])).contains("somme"));
    assert!(refused(json!([{ "dueOn": "2026-10-01", "amount": 100_000 }])).contains("qu’une échéance"));
    assert!(
        refused(json!([{ "dueOn": "2026-10-01", "amount": 40_000 }, { "dueOn": "2026-10-01", "amount": 60_000 }])).contains("même jour")
    );
    assert!(refused(json!([{ "dueOn": "2026-08-01", "amount": 40_000 }, { "dueOn": "2026-10-01", "amount": 60_000 }])).contains("précède"));
    assert_eq!(world.call("invoices", json!({ "filter": "all" }))["count"], 0, "nothing is half-written");
}

#[test]
fn an_invoice_goes_from_one_due_date_to_several_and_back() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").issued("2026-09-01").due("2026-11-01").total(100_000).create();
    let save = |parts: Value| {
        let form = json!({ "clientId": client, "kind": "invoice", "number": "F-1", "issuedOn": "2026-09-01", "dueOn": "2026-11-01",
                           "total": 100_000, "parts": parts });
        world.change("save_invoice", json!({ "id": invoice, "invoice": form }));
        page(&world, invoice)["row"]["dueOn"].clone()
    };
    assert_eq!(save(parts()), "2026-10-01");
    world.pays(client, 40_000);
    assert_eq!(save(parts()), "2026-12-01", "changed again, what is paid stays paid");
    assert_eq!(save(json!([])), "2026-11-01");
}

#[test]
fn only_what_is_due_is_chased_and_each_part_is_named() {
    let desk = desk("2026-11-23");
    let client = desk.world.client("Durand SARL").create();
    in_two(&desk.world, client, "F-1");
    let draft = desk.drafts();
    let seen = desk.world.call("reminder", json!({ "id": draft[0] }));
    assert_eq!(seen["total"], 40_000, "{seen}");
    let body = seen["body"].as_str().expect("a body").replace(['\u{a0}', '\u{202f}'], " ");
    assert!(body.contains("F-1 (1/2)") && body.contains("400,00 €") && !body.contains("1 000,00"), "{body}");
    desk.approve(&draft);
    desk.send_all();
    assert_eq!(desk.states(), ["sent"]);
}

fn reminded_and_paid(desk: &Desk, on: &str) -> i64 {
    let client = desk.world.client("Durand SARL").create();
    let invoice = in_two(&desk.world, client, "F-1");
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    desk.world.clock.go_to(on, "09:00");
    desk.world.pays(client, 40_000);
    invoice
}

#[test]
fn the_reminders_of_the_next_part_start_from_the_first() {
    let desk = desk("2026-10-12");
    reminded_and_paid(&desk, "2026-10-20");
    assert_eq!(desk.drafts(), Vec::<Value>::new(), "the second part is to come");
    desk.world.clock.go_to("2026-12-07", "09:00");
    let drafts = desk.drafts();
    let seen = desk.world.call("reminder", json!({ "id": drafts[0] }));
    assert_eq!((&seen["stepLabel"], &seen["total"]), (&json!("1er rappel"), &json!(60_000)));
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!(desk.states(), ["sent", "sent"], "the same step, for another part, is another message");
}

#[test]
fn a_part_chased_with_the_one_before_it_is_not_reminded_anew() {
    let desk = desk("2026-12-21");
    let invoice = reminded_and_paid(&desk, "2026-12-22");
    let cycle: i64 = desk.world.sql().query_row("SELECT cycle FROM invoice", [], |row| row.get(0)).unwrap();
    assert_eq!(cycle, 2, "the part that was paid closed its own reminders");
    let next = page(&desk.world, invoice)["nextTitle"].as_str().unwrap_or_default().to_owned();
    assert!(!next.contains("1er rappel"), "it had the first reminder twenty days after its own due date: {next}");
}

#[test]
fn the_notice_claims_each_due_part_with_its_own_interest_and_the_forty_euros_once() {
    let world = World::on("2026-12-15");
    world.change("save_creditor", json!({ "creditor": creditor() }));
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    let invoice = in_two(&world, client, "F-1");
    let first = alone(40_000, "2026-10-01", "2026-12-15", &json!([]));
    let second = alone(60_000, "2026-12-01", "2026-12-15", &json!([]));
    let interest = first["interestDue"].as_i64().unwrap() + second["interestDue"].as_i64().unwrap();
    let preview = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(preview["missing"], json!([]), "{preview}");
    assert_eq!((&preview["principal"], &preview["fees"]), (&json!(100_000), &json!(4_000)));
    assert_eq!(preview["interest"].as_i64(), Some(interest), "compute_penalties of each part, added up");
    let frozen = world.change("freeze_letter", json!({ "clientId": client }));
    assert_eq!(page(&world, invoice)["interestToday"].as_i64(), Some(interest));
    let lines = world.call("letters", json!({}))["letters"][0]["total"].as_i64();
    assert_eq!(lines, Some(100_000 + interest + 4_000), "{frozen}");
}

#[test]
fn a_part_that_is_not_due_is_not_put_on_notice() {
    let world = World::on("2026-11-23");
    world.change("save_creditor", json!({ "creditor": creditor() }));
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    in_two(&world, client, "F-1");
    let preview = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!((&preview["principal"], &preview["missing"]), (&json!(40_000), &json!([])), "{preview}");
}

#[test]
fn each_part_has_its_own_last_day_to_act() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = in_two(&world, client, "F-1");
    let seen = page(&world, invoice);
    let days: Vec<&str> = seen["parts"].as_array().expect("parts").iter().filter_map(|part| part["lastDay"].as_str()).collect();
    assert_eq!((days, seen["limitation"]["lastDay"].as_str()), (vec!["2031-10-01", "2031-12-01"], Some("2031-10-01")));
}

#[test]
fn the_ages_of_what_is_owed_are_those_of_the_parts() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    in_two(&world, client, "F-1");
    let list = world.call("invoices", json!({ "filter": "open" }));
    assert_eq!((&list["ageing"]["notDue"], &list["ageing"]["d3160"]), (&json!(60_000), &json!(40_000)), "{}", list["ageing"]);
    let clients = world.call("clients", json!({}));
    assert_eq!((&clients["rows"][0]["balance"], &clients["rows"][0]["overdue"]), (&json!(100_000), &json!(40_000)), "{clients}");
}

#[test]
fn money_beyond_what_is_due_waits_for_a_person() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    in_two(&world, client, "F-1");
    let proposed = world.call("propose_allocation", json!({ "clientId": client, "amount": 50_000, "receivedOn": "2026-11-23" }));
    assert_eq!((&proposed["allocations"][0]["amount"], &proposed["left"]), (&json!(40_000), &json!(10_000)), "{proposed}");
}

#[test]
fn penalties_of_a_part_paid_late_are_still_owed_when_the_rest_is_to_come() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    in_two(&world, client, "F-1");
    world.pays(client, 40_000);
    let rows = world.call("penalties_of", json!({ "clientId": client }));
    let first = alone(40_000, "2026-10-01", "2026-11-23", &json!([{ "on": "2026-11-23", "amount": 40_000 }]));
    let owed = first["interestDue"].as_i64().unwrap() + first["principalDue"].as_i64().unwrap();
    assert_eq!((rows[0]["interest"].as_i64(), rows[0]["fee"].as_i64()), (Some(owed), Some(4_000)), "{rows}");
}

/// An invoice of 900 € in three parts of 300 €, the first two late.
fn three_parts(world: &World) -> (i64, i64) {
    let client = world.debtor("business");
    let parts: Vec<Value> =
        ["2026-09-30", "2026-10-31", "2026-12-31"].map(|due| json!({ "dueOn": due, "amount": 30_000 })).into_iter().collect();
    let invoice = world.invoice(client, "F-1").issued("2026-09-01").due("2026-09-30").total(90_000).with("parts", json!(parts)).create();
    (client, invoice)
}

fn left(world: &World, invoice: i64) -> Vec<i64> {
    let page = world.call("invoice", json!({ "id": invoice }));
    page["parts"].as_array().unwrap().iter().map(|part| part["left"].as_i64().unwrap()).collect()
}

#[test]
fn a_part_that_the_client_names_is_paid_before_an_older_one() {
    let world = World::of_a_plumber();
    let (client, invoice) = three_parts(&world);
    let pays = |part: &str, amount: i64| {
        json!({ "clientId": client, "receivedOn": "2026-11-20", "amount": amount,
                "allocations": [{ "invoiceId": invoice, "amount": amount, "part": part }] })
    };
    assert_eq!(world.refused("record_payment", pays("2026-10-31", 30_001)).field.as_deref(), Some("allocations"), "more than its part");
    assert_eq!(world.refused("record_payment", pays("2026-10-30", 100)).field.as_deref(), Some("allocations"), "no such part");
    let paid = world.change("record_payment", pays("2026-10-31", 30_000))["paymentId"].clone();
    assert_eq!(left(&world, invoice), [30_000, 0, 30_000], "C. civ. 1342-10 al. 1");
    let page = world.call("invoice", json!({ "id": invoice }));
    assert_eq!(page["row"]["dueOn"], "2026-09-30", "the oldest part still owed is what is late");
    let reminder = world.call("preview_paper", json!({ "clientId": client, "kind": "second_reminder", "manner": "plain" }));
    let text = reminder["text"].as_str().unwrap();
    assert!(text.contains("F-1 (1/3)") && !text.contains("F-1 (2/3)"), "{text}");
    assert_eq!((&reminder["findings"], &reminder["missing"]), (&json!([]), &json!([])), "{reminder}");
    let interest: Vec<Value> = page["parts"].as_array().unwrap().iter().map(|part| part["interest"].clone()).collect();
    assert!(interest[0].as_i64() > interest[1].as_i64(), "each bears interest until its own payment: {interest:?}");
    world.change("cancel_payment", json!({ "id": paid }));
    assert_eq!(left(&world, invoice), [30_000, 30_000, 30_000]);
    world.change("restore_payment", json!({ "id": paid }));
    assert_eq!(left(&world, invoice), [30_000, 0, 30_000], "what was said of it is not forgotten");
    world.pays(client, 30_000);
    assert_eq!(left(&world, invoice), [0, 0, 30_000], "nothing said: the oldest");
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["dueOn"], "2026-12-31");
}

#[test]
fn the_account_of_a_client_shows_each_part_with_its_due_date() {
    let world = World::of_a_plumber();
    let (client, _) = three_parts(&world);
    let account = world.call("preview_paper", json!({ "clientId": client, "kind": "account_statement", "manner": "plain" }));
    let text = account["text"].as_str().unwrap();
    for said in ["Facture F-1 (1/3)", "30/09/2026", "Facture F-1 (2/3)", "31/10/2026", "Facture F-1 (3/3)", "31/12/2026"] {
        assert!(text.contains(said), "{said} lacks in {text}");
    }
    assert_eq!((&account["findings"], &account["missing"]), (&json!([]), &json!([])), "{account}");
}
