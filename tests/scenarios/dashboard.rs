//! The dashboard says what a spreadsheet would: its figures are asked again of the base in plain SQL.
use echu_tests::World;
use serde_json::{Value, json};

/// Asked of the base of the demonstration, beside the engine.
fn sum(world: &World, sql: &str) -> i64 {
    let base = rusqlite::Connection::open(world.folder().join("data/demonstration.db")).expect("the demonstration");
    base.query_row(sql, [], |row| row.get(0)).expect("a sum")
}

fn cents(value: &Value) -> i64 {
    value.as_i64().expect("cents")
}

const OPEN: &str = "kind = 'invoice' AND written_off_on IS NULL AND archived_at IS NULL AND settled_cents < total_cents";

#[test]
fn the_figures_of_the_demonstration_are_those_of_plain_sql() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    let view = world.call("dashboard", json!({}));
    let owed = sum(&world, &format!("SELECT SUM(total_cents - settled_cents) FROM invoice WHERE {OPEN}"));
    assert_eq!(cents(&view["ageing"]["total"]), owed);
    assert_eq!(cents(&view["debtors"]), sum(&world, &format!("SELECT COUNT(DISTINCT client_id) FROM invoice WHERE {OPEN}")));
    let month = "SELECT IFNULL(SUM(amount_cents), 0) FROM payment WHERE cancelled_at IS NULL AND received_on >= '2026-11-01'";
    assert_eq!(cents(&view["received"]), sum(&world, month));
    let forecast = &view["forecast"];
    let said: i64 = ["total", "later", "late", "stopped", "noDueDate"].iter().map(|part| cents(&forecast[part])).sum();
    assert_eq!(said, owed, "every cent owed is expected once, or said to have no day: {forecast}");
    assert!(cents(&forecast["promised"]) > 0 && cents(&forecast["habit"]) > 0, "promises and habits of the demonstration: {forecast}");
    assert_eq!(view["months"].as_array().map(Vec::len), Some(12));
    assert_eq!(view["months"][11]["owed"], view["ageing"]["total"], "tonight's debt is today's");
}

#[test]
fn what_was_owed_on_past_evenings_is_counted_back_from_the_payments() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    let view = world.call("dashboard", json!({}));
    for month in view["months"].as_array().expect("months") {
        let end = month["end"].as_str().expect("a day");
        // Invoice by invoice: its total, less all that was put against it by that evening.
        let owed = sum(
            &world,
            &format!(
                "SELECT IFNULL(SUM(i.total_cents - IFNULL((SELECT SUM(a.amount_cents) FROM allocation a
                     LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice c ON c.id = a.credit_note_id
                     WHERE a.invoice_id = i.id AND IFNULL(p.received_on, c.issued_on) <= '{end}'), 0)), 0)
                 FROM invoice i WHERE i.kind = 'invoice' AND i.archived_at IS NULL AND i.issued_on <= '{end}'
                   AND (i.written_off_on IS NULL OR i.written_off_on > '{end}')"
            ),
        );
        assert_eq!(cents(&month["owed"]), owed, "the evening of {end}");
        let sold = sum(
            &world,
            &format!(
                "SELECT IFNULL(SUM(CASE kind WHEN 'credit_note' THEN -total_cents ELSE total_cents END), 0) FROM invoice
                 WHERE issued_on <= '{end}' AND issued_on > date('{end}', '-91 days')"
            ),
        );
        assert_eq!(cents(&month["turnover"]), sold, "the quarter up to {end}");
    }
}

#[test]
fn a_promise_moves_what_is_expected_and_a_dispute_takes_it_away() {
    let world = World::on("2026-11-23");
    let client = world.client("Brasserie des Quais").email("compta@quais.example").create();
    let invoice = world.invoice(client, "F-2026-0001").issued("2026-11-10").due("2026-12-10").total(120_000).create();
    let expected = || world.call("dashboard", json!({}))["forecast"].clone();
    assert_eq!((&expected()["dueDate"], &expected()["promised"]), (&json!(120_000), &json!(0)), "no habit yet: its due date");
    assert_eq!(expected()["weeks"][2]["from"], "2026-12-07");
    assert_eq!(expected()["weeks"][2]["total"], 120_000);
    let hold = json!({ "clientId": client, "invoiceId": invoice, "kind": "promise", "until": "2026-12-18", "note": "" });
    let id = world.change("place_hold", hold);
    assert_eq!((&expected()["weeks"][3]["promised"], &expected()["dueDate"]), (&json!(120_000), &json!(0)));
    world.change("release_hold", json!({ "id": id }));
    world.change(
        "place_hold",
        json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "other", "note": "", "amount": 40_000 }),
    );
    assert_eq!((&expected()["stopped"], &expected()["dueDate"]), (&json!(40_000), &json!(80_000)), "the undisputed part is still expected");
}

#[test]
fn a_part_promised_is_promised_once_and_the_rest_keeps_its_day() {
    let world = World::on("2026-11-23");
    let client = world.client("Brasserie des Quais").email("compta@quais.example").create();
    world.invoice(client, "F-2026-0001").issued("2026-11-10").due("2026-12-10").total(120_000).create();
    world.invoice(client, "F-2026-0002").issued("2026-11-10").due("2026-12-10").total(80_000).create();
    world.change("place_hold", json!({ "clientId": client, "kind": "promise", "until": "2026-12-18", "amount": 150_000, "note": "" }));
    let forecast = world.call("dashboard", json!({}))["forecast"].clone();
    assert_eq!((&forecast["promised"], &forecast["dueDate"]), (&json!(150_000), &json!(50_000)), "he owes 2 000 € and promised 1 500 €");
}

#[test]
fn what_an_import_settled_without_a_day_says_no_habit_and_is_received_on_no_day() {
    let world = World::on("2026-11-23");
    let rows: String =
        (1..=4).map(|number| format!("F-2026-{number};Quais;compta@quais.example;02/11/2026;12/11/2026;100,00 €;100,00 €\r\n")).collect();
    let file = format!(
        "Numéro;Client;E-mail;Date;Échéance;Total TTC;Payé\r\n{rows}F-2026-9;Quais;compta@quais.example;02/11/2026;12/12/2026;100,00 €;0,00 €\r\n"
    );
    let token = world.file("factures.csv", file.as_bytes());
    let draft = world.call("open_import", json!({ "token": token }));
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    let view = world.call("dashboard", json!({}));
    assert_eq!(view["received"], 0, "nobody knows when they were paid: {}", view["months"][11]);
    assert_eq!((&view["months"][11]["received"], &view["months"][11]["lateness"]), (&json!(0), &Value::Null));
    assert_eq!((&view["forecast"]["habit"], &view["forecast"]["dueDate"]), (&json!(0), &json!(10_000)), "four such payments are no habit");
}

#[test]
fn a_habit_is_the_same_on_the_dashboard_and_on_the_page_of_the_client() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    let latest = world.call("dashboard", json!({}))["latest"].clone();
    let known: Vec<&Value> = latest.as_array().expect("clients").iter().filter(|row| row["habit"].is_i64()).collect();
    assert!(!known.is_empty(), "{latest}");
    for row in known {
        let page = world.call("client", json!({ "id": row["clientId"] }));
        let days = row["habit"].as_i64().expect("days").unsigned_abs();
        let said = page["habit"].as_str().expect("a sentence");
        assert!(
            if days == 0 {
                said.ends_with("à l’échéance.")
            } else {
                said.contains(&format!("{days}\u{a0}jour")) || said.contains(&format!("{days} jour"))
            },
            "{said} for {row}"
        );
    }
}

#[test]
fn what_each_step_brings_is_what_came_after_it() {
    let desk = crate::desk::desk("2026-11-23");
    let world = &desk.world;
    let plans = world.call("plans", json!({}));
    let standard = plans.as_array().expect("plans").iter().find(|one| one["name"] == "Standard").expect("it")["id"].clone();
    let client = world.client("Brasserie des Quais").email("compta@quais.example").with("planId", standard).create();
    let pays = |invoice: i64, on: &str, amount: i64| {
        let allocations = json!([{ "invoiceId": invoice, "amount": amount }]);
        world.change("record_payment", json!({ "clientId": client, "receivedOn": on, "amount": amount, "allocations": allocations }));
    };
    let in_time = world.invoice(client, "F-1").issued("2026-09-01").due("2026-10-01").total(30_000).create();
    pays(in_time, "2026-10-01", 30_000);
    let alone = world.invoice(client, "F-2").issued("2026-09-01").due("2026-10-02").total(20_000).create();
    pays(alone, "2026-10-05", 20_000);
    let asked = world.invoice(client, "F-3").late(8).total(50_000).create();
    desk.approve(&desk.drafts());
    desk.send_all();
    world.clock.go_to("2026-11-27", "09:00");
    pays(asked, "2026-11-27", 10_000);
    world.clock.go_to("2026-12-01", "09:00");
    pays(asked, "2026-12-01", 15_000);
    let effects = world.call("effects", json!({}));
    let steps = json!([
        { "label": "À l’échéance ou avant", "amount": 30_000, "invoices": 1, "days": null },
        { "label": "En retard, avant toute relance", "amount": 20_000, "invoices": 1, "days": null },
        { "label": "1er rappel", "amount": 25_000, "invoices": 1, "days": 8 },
    ]);
    assert_eq!(effects["steps"], steps);
    assert_eq!((&effects["due"], &effects["recoveredPermille"]), (&json!(100_000), &json!(750)));
}

#[test]
fn promises_disputes_and_penalties_are_counted_from_the_facts() {
    let world = World::on("2026-11-23");
    let client = world.client("Brasserie des Quais").email("compta@quais.example").create();
    let kept = world.invoice(client, "F-1").late(40).total(30_000).create();
    let broken = world.invoice(client, "F-2").late(40).total(20_000).create();
    let contested = world.invoice(client, "F-3").late(10).total(90_000).create();
    for invoice in [kept, broken] {
        world.change("place_hold", json!({ "clientId": client, "invoiceId": invoice, "kind": "promise", "until": "2026-11-30" }));
    }
    let dispute = json!({ "clientId": client, "invoiceId": contested, "kind": "dispute", "reason": "other", "note": "", "amount": 40_000 });
    world.change("place_hold", dispute);
    world.clock.go_to("2026-11-30", "09:00");
    let allocations = json!([{ "invoiceId": kept, "amount": 30_000 }]);
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-30", "amount": 30_000, "allocations": allocations }));
    world.change("waive_penalties", json!({ "invoiceId": kept, "interest": false, "fee": true, "reason": "geste commercial" }));
    world.clock.go_to("2026-12-10", "09:00");
    let effects = world.call("effects", json!({}));
    assert_eq!((&effects["kept"], &effects["broken"]), (&json!(1), &json!(1)));
    assert_eq!((&effects["disputes"], &effects["disputed"]), (&json!(1), &json!(40_000)));
    assert_eq!((&effects["waived"], &effects["received"]), (&json!(4_000), &json!(0)));
}

#[test]
fn the_effects_of_the_demonstration_are_those_of_plain_sql() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    let effects = world.call("effects", json!({}));
    let said: i64 = effects["steps"].as_array().expect("rows").iter().map(|row| cents(&row["amount"])).sum();
    let came = "SELECT SUM(a.amount_cents) FROM allocation a JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id
                WHERE p.cancelled_at IS NULL AND p.received_on >= '2025-11-23' AND i.due_on IS NOT NULL";
    assert_eq!(said, sum(&world, came), "every cent that came is beside one contact, once");
    let due = "SELECT SUM(i.total_cents) - (SELECT IFNULL(SUM(a.amount_cents), 0) FROM allocation a JOIN invoice o ON o.id = a.invoice_id
                   WHERE a.credit_note_id IS NOT NULL AND o.due_on BETWEEN '2025-11-23' AND '2026-11-22')
               FROM invoice i WHERE i.kind = 'invoice' AND i.archived_at IS NULL AND i.due_on BETWEEN '2025-11-23' AND '2026-11-22'";
    assert_eq!(cents(&effects["due"]), sum(&world, due));
}
