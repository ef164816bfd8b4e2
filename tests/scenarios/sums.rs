//! What the law stops, postpones or leaves due, said alike by every screen.
use echu_tests::World;
use serde_json::{Value, json};

fn page(world: &World, invoice: i64) -> Value {
    world.call("invoice", json!({ "id": invoice }))
}

fn balance(world: &World, invoice: i64) -> Value {
    page(world, invoice)["row"]["balance"].clone()
}

#[test]
fn a_judgment_stops_the_interest_and_the_lump_sum_on_every_screen() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let late = world.invoice(client, "F-1").issued("2026-05-01").due("2026-06-01").total(1_000_000).create();
    let after = world.invoice(client, "F-2").issued("2026-08-01").due("2026-10-01").create();
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-09-01" }));
    let claimed = world.call(
        "compute_penalties",
        json!({
            "debtorKind": "business", "principal": 1_000_000, "dueOn": "2026-06-01", "until": "2026-09-01", "payments": [], "creditNotes": [],
            "allocation": "interest_first",
        }),
    );
    let interest = claimed["interestDue"].as_i64().unwrap();
    let of = |id: i64| (page(&world, id)["interestToday"].clone(), page(&world, id)["feeToday"].clone());
    assert_eq!(of(late), (json!(interest), json!(4_000)), "interest stops at the judgment (C. com. L622-28)");
    assert_eq!(of(after), (json!(0), json!(0)), "due after it: no lump sum (C. com. L441-10 II)");
    let account = world.call("client", json!({ "id": client }));
    assert_eq!((&account["interestToday"], &account["feesToday"]), (&json!(interest), &json!(4_000)));
    let rows = world.call("penalties_of", json!({ "clientId": client }));
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["interest"]), (1, &json!(interest)));
    let file = world.call("dossier_preview", json!({ "clientId": client, "for": "lawyer" }));
    assert_eq!(file["total"], 1_100_000 + interest + 4_000, "{file}");
    let born_after = world.invoice(client, "F-3").issued("2026-09-15").due("2026-10-15").create();
    assert_eq!(page(&world, born_after)["feeToday"], 4_000, "what was born after it is owed as ever");
}

#[test]
fn the_lump_sum_is_due_and_paid_in_a_half_year_without_a_rate() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").issued("2026-09-01").due("2026-10-01").create();
    let other = world.invoice(client, "F-2").issued("2026-09-01").due("2026-10-01").create();
    world.clock.go_to("2027-01-05", "09:00");
    let seen = page(&world, invoice);
    assert_eq!((&seen["interestToday"], &seen["feeToday"]), (&json!(null), &json!(4_000)));
    assert_eq!((&seen["penalties"]["interest"], &seen["penalties"]["fee"]), (&json!(null), &json!(4_000)));
    let account = world.call("client", json!({ "id": client }));
    assert_eq!((&account["interestToday"], &account["feesToday"]), (&json!(null), &json!(8_000)));
    let rows = world.call("penalties_of", json!({ "clientId": client }));
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["interest"], &rows[0]["fee"]), (2, &json!(null), &json!(4_000)));
    let ask = json!({ "clientId": client, "amount": 104_000, "receivedOn": "2027-01-05", "designated": [invoice] });
    assert_eq!(world.call("propose_allocation", ask)["penalties"], json!([{ "invoiceId": invoice, "amount": 4_000 }]));
    world.change("waive_penalties", json!({ "invoiceId": other, "interest": false, "fee": true }));
    assert_eq!(page(&world, other)["feeToday"], 0);
    world.refused("waive_penalties", json!({ "invoiceId": invoice, "interest": true, "fee": true }));
}

#[test]
fn an_agreement_kept_to_the_end_is_closed_in_a_half_year_without_a_rate() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").issued("2026-05-01").due("2026-06-01").create();
    let terms = json!([{ "on": "2026-12-05", "amount": 50_000 }, { "on": "2027-01-05", "amount": 50_000 }]);
    let agreement = json!({
        "clientId": client, "invoiceIds": [invoice], "penalties": "waived_if_kept", "terms": terms, "missed": 1, "graceDays": 2,
        "noticeDays": 8, "returnBefore": "2026-12-01",
    });
    let id = world.change("record_agreement", agreement);
    for on in ["2026-12-05", "2027-01-05"] {
        world.clock.go_to(on, "09:00");
        world.pays(client, 50_000);
    }
    world.change("close_agreement", json!({ "id": id }));
    let waived = &page(&world, invoice)["penalties"]["waivers"][0];
    assert_eq!(waived["fee"], 4_000);
    assert!(waived["interest"].as_i64().unwrap() > 6_000, "what ran in the half-years that are known: {waived}");
}

#[test]
fn the_debt_of_a_public_body_frozen_at_the_highest_rate_is_paid_first() {
    let world = World::of_a_plumber();
    let client = world.debtor("public_body");
    let older = world.invoice(client, "F-1").issued("2023-04-01").due("2023-05-01").create();
    let dearer = world.invoice(client, "F-2").issued("2024-04-01").due("2024-05-01").create();
    world.pays(client, 100_000);
    assert_eq!((balance(&world, older), balance(&world, dearer)), (json!(100_000), json!(0)), "12,50 % against 10,50 % (CCP R2192-31)");
}

#[test]
fn after_a_part_payment_every_screen_says_the_same_penalties() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").issued("2026-01-01").due("2026-02-01").total(500_000).create();
    let part = json!({ "clientId": client, "receivedOn": "2026-11-22", "amount": 300_000, "designated": [invoice] });
    world.change("record_payment", part);
    let seen = page(&world, invoice);
    let account = world.call("client", json!({ "id": client }));
    assert_eq!(
        account["interestToday"], seen["penalties"]["interest"],
        "with the principal that the payment did not reach (C. civ. 1343-1)"
    );
    assert!(account["interestToday"].as_i64().unwrap() > 40_000, "{account}");
}

#[test]
fn the_note_of_the_interest_names_each_rate_that_ran() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let note = |number: &str, due: &str| {
        let invoice = world.invoice(client, number).issued("2026-05-01").due(due).create();
        page(&world, invoice)["interestNote"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert_eq!(note("F-1", "2026-06-01"), "175 jours, à 12,15 % puis 12,40 % l’an.");
    assert_eq!(note("F-2", "2026-11-13"), "10 jours au taux de 12,40 % l’an.");
}
