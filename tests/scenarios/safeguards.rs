//! Guarantor, retention of title, ceiling, and what the user owes a client.
use echu_tests::World;
use serde_json::{Value, json};

fn late(kind: &str) -> (World, i64, i64) {
    let world = World::of_a_plumber();
    let client = world.debtor(kind);
    let invoice = world.invoice(client, "F-1").late(60).total(240_000).create();
    (world, client, invoice)
}

fn kept(world: &World, client: i64) -> Value {
    world.call("safeguard_of", json!({ "id": client }))
}

#[test]
fn what_covers_a_debt_is_recalled_where_one_decides() {
    let (world, client, _) = late("business");
    assert_eq!(kept(&world, client)["reminders"], json!([]));
    let said = json!({
        "clientId": client, "guarantorName": "Paul Aubry", "guaranteeKind": "surety", "guarantee": 500_000,
        "guaranteeDocument": "acte du 3 mars 2026", "retentionSince": "2026-01-01", "retentionDocument": "CGV, article 7",
    });
    world.change("save_safeguard", said);
    let routes = world.call("routes_of", json!({ "clientId": client }));
    let all = routes["reminders"].to_string();
    assert!(all.contains("Paul Aubry") && all.contains("Réserve de propriété"), "{all}");
    world.pays(client, 240_000);
    assert_eq!(kept(&world, client)["guarantorName"], "Paul Aubry");
    assert!(world.story(client).contains("Garanties et encours notés"), "{}", world.story(client));
}

#[test]
fn a_clause_without_its_document_or_an_amount_of_nothing_is_refused() {
    let (world, client, _) = late("business");
    for (field, more) in [
        ("retentionDocument", json!({ "retentionSince": "2026-01-01" })),
        ("retentionSince", json!({ "retentionSince": "2026-11-24", "retentionDocument": "CGV" })),
        ("ceiling", json!({ "ceiling": 0 })),
    ] {
        let mut asked = more;
        asked["clientId"] = json!(client);
        assert_eq!(world.refused("save_safeguard", asked).field.as_deref(), Some(field));
    }
}

#[test]
fn a_ceiling_is_told_on_the_card_and_in_the_list_and_blocks_nothing() {
    let (world, client, _) = late("business");
    let marked = |world: &World| world.call("clients", json!({}))["rows"][0]["marks"].to_string().contains("over_ceiling");
    world.change("save_safeguard", json!({ "clientId": client, "ceiling": 240_000 }));
    assert!(!kept(&world, client)["overCeiling"].as_bool().unwrap() && !marked(&world), "at the ceiling, not above");
    world.change("save_safeguard", json!({ "clientId": client, "ceiling": 239_999 }));
    assert!(kept(&world, client)["overCeiling"].as_bool().unwrap() && marked(&world));
    world.invoice(client, "F-2").late(10).total(1_000).create();
}

#[test]
fn two_debts_are_set_off_by_a_payment_once_a_person_says_that_they_may_be() {
    let (world, client, invoice) = late("business");
    world.refused("set_off_debts", json!({ "clientId": client, "confirmed": true }));
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 50_000 }));
    assert_eq!((&kept(&world, client)["setOff"], &kept(&world, client)["supplierOn"]), (&json!(50_000), &json!("2026-11-23")));
    let asked = world.refused("set_off_debts", json!({ "clientId": client }));
    assert!(asked.sentence.contains("certaines, liquides et exigibles"), "{}", asked.sentence);
    let received = |world: &World| world.call("dashboard", json!({}))["received"].clone();
    let before = received(&world);
    world.change("set_off_debts", json!({ "clientId": client, "confirmed": true }));
    assert_eq!(received(&world), before, "no money came");
    let activity = world.call("report", json!({ "report": "activity", "from": "2026-11-01", "to": "2026-11-23" }))["table"].to_string();
    assert!(activity.contains("Compensations"), "the accountant finds it on a line of its own: {activity}");
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["balance"], 190_000);
    assert_eq!(world.call("payments_of", json!({ "clientId": client }))[0]["reference"], "Compensation (C. civ. 1347)");
    assert_eq!(kept(&world, client)["supplierOwed"], Value::Null, "what was set off is no longer owed");
}

#[test]
fn a_compensation_undone_gives_back_what_was_owed_and_put_back_takes_it_again() {
    let (world, client, invoice) = late("business");
    let owed = |world: &World| kept(world, client)["supplierOwed"].clone();
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 50_000 }));
    let payment = world.change("set_off_debts", json!({ "clientId": client, "confirmed": true }))["paymentId"].clone();
    for (undone, asked) in [("cancel_payment", json!({ "id": payment })), ("reject_payment", json!({ "id": payment, "on": "2026-11-23" }))]
    {
        world.change(undone, asked);
        assert_eq!(owed(&world), 50_000, "{undone}: it is owed to him again");
        assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["balance"], 240_000);
        world.change("restore_payment", json!({ "id": payment }));
        assert_eq!(owed(&world), Value::Null, "{undone}, then put back");
    }
    world.change("cancel_payment", json!({ "id": payment }));
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 20_000 }));
    let refused = world.refused("restore_payment", json!({ "id": payment }));
    assert!(refused.sentence.contains("500,00") && refused.sentence.contains("ne suffit plus"), "{}", refused.sentence);
    assert_eq!(owed(&world), 20_000, "nothing was written");
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["balance"], 240_000);
}

#[test]
fn a_compensation_settles_the_debt_that_nobody_contests_even_when_another_is_older() {
    let (world, client, contested) = late("business");
    let certain = world.invoice(client, "F-2").late(30).total(80_000).create();
    let dispute =
        json!({ "clientId": client, "invoiceId": contested, "kind": "dispute", "reason": "work_contested", "until": "2026-12-07" });
    world.change("place_hold", dispute);
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 50_000 }));
    world.change("set_off_debts", json!({ "clientId": client, "confirmed": true }));
    let balance = |invoice: i64| world.call("invoice", json!({ "id": invoice }))["row"]["balance"].clone();
    assert_eq!((balance(contested), balance(certain)), (json!(240_000), json!(30_000)));
    // Never more than what is certain.
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 100_000 }));
    world.change("set_off_debts", json!({ "clientId": client, "confirmed": true }));
    assert_eq!((balance(contested), balance(certain)), (json!(240_000), json!(0)));
    assert_eq!(kept(&world, client)["supplierOwed"], 70_000);
}

#[test]
fn no_compensation_in_insolvency_nor_with_a_public_body_nor_of_what_is_contested() {
    let (world, client, _) = late("business");
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 50_000 }));
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    let refused = world.refused("set_off_debts", json!({ "clientId": client, "confirmed": true }));
    assert!(refused.sentence.contains("L622-7"), "{}", refused.sentence);
    let (world, client, _) = late("public_body");
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 50_000 }));
    let refused = world.refused("set_off_debts", json!({ "clientId": client, "confirmed": true }));
    assert!(refused.sentence.contains("comptable"), "{}", refused.sentence);
    let (world, client, invoice) = late("business");
    world.change("save_safeguard", json!({ "clientId": client, "supplierOwed": 50_000 }));
    let dispute = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "work_contested", "until": "2026-12-07" });
    world.change("place_hold", dispute);
    assert_eq!(kept(&world, client)["setOff"], Value::Null);
}
