//! Money: whom it pays, what it leaves owed, and how it is taken back.
use echu_tests::World;
use serde_json::{Value, json};

/// An invoice of 10 000 € due on 1 May 2026, paid in whole on 1 September: 413,76 € of interest and 40 € are left.
fn paid_late(world: &World) -> (i64, i64) {
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").issued("2026-04-01").due("2026-05-01").total(1_000_000).create();
    world.pays(client, 1_000_000);
    (client, invoice)
}

fn penalties(world: &World, invoice: i64) -> Value {
    world.call("invoice", json!({ "id": invoice }))["penalties"].clone()
}

#[test]
fn an_invoice_paid_late_keeps_its_penalties_to_claim() {
    let world = World::on("2026-09-01");
    let (client, invoice) = paid_late(&world);
    let left = penalties(&world, invoice);
    assert_eq!((&left["interest"], &left["fee"], &left["invoicePaid"]), (&json!(41_376), &json!(4_000), &json!(true)));
    let rows = world.call("penalties_of", json!({ "clientId": client }));
    assert_eq!(rows[0]["number"], "F-1");
    assert_eq!(rows[0]["interest"], 41_376);
    let today = world.call("today", json!({}));
    assert_eq!(today["outstanding"], 0, "the invoice itself is paid");
}

#[test]
fn money_for_the_penalties_of_a_paid_invoice_settles_them_and_can_be_taken_back() {
    let world = World::on("2026-09-01");
    let (client, invoice) = paid_late(&world);
    let ask = json!({ "clientId": client, "amount": 45_376, "receivedOn": "2026-09-01", "designated": [invoice] });
    let proposed = world.call("propose_allocation", ask);
    assert_eq!(proposed["penalties"], json!([{ "invoiceId": invoice, "amount": 45_376 }]));
    let recorded = world
        .change("record_payment", json!({ "clientId": client, "amount": 45_376, "receivedOn": "2026-09-01", "designated": [invoice] }));
    assert_eq!(recorded["left"], 0, "nothing is kept aside");
    let left = penalties(&world, invoice);
    assert_eq!((&left["interest"], &left["fee"]), (&json!(0), &json!(0)));
    assert_eq!(world.call("client", json!({ "id": client }))["unallocated"], 0);
    world.change("unpay_penalties", json!({ "id": left["paid"][0]["id"], "invoiceId": invoice }));
    assert_eq!(penalties(&world, invoice)["interest"], 41_376);
    assert_eq!(world.call("client", json!({ "id": client }))["unallocated"], 45_376, "the money is the client's credit again");
}

#[test]
fn more_than_the_penalties_is_refused_and_an_overpayment_never_pays_them_by_itself() {
    let world = World::on("2026-09-01");
    let (client, invoice) = paid_late(&world);
    let too_much = json!({
        "clientId": client, "amount": 50_000, "receivedOn": "2026-09-01",
        "allocations": [], "penalties": [{ "invoiceId": invoice, "amount": 45_377 }],
    });
    assert_eq!(world.refused("record_payment", too_much).field.as_deref(), Some("penalties"));
    let recorded = world.pays(client, 20_000);
    assert_eq!(recorded["left"], 20_000, "money without a word is kept as the client's credit");
    assert_eq!(penalties(&world, invoice)["interest"], 41_376);
}

#[test]
fn penalties_given_up_are_told_and_never_claimed_again_until_the_waiver_is_taken_back() {
    let world = World::on("2026-09-01");
    let (client, invoice) = paid_late(&world);
    let waiver = world.change("waive_penalties", json!({ "invoiceId": invoice, "interest": true, "fee": true, "reason": "bon client" }));
    world.days_pass(100);
    let left = penalties(&world, invoice);
    assert_eq!((&left["interest"], &left["fee"]), (&json!(0), &json!(0)));
    assert_eq!(left["waivers"][0]["interest"], 41_376);
    assert!(world.story(client).contains("Pénalités de F-1 abandonnées"), "{}", world.story(client));
    let again = world.refused("waive_penalties", json!({ "invoiceId": invoice, "interest": true, "fee": true }));
    assert!(again.sentence.contains("rien à abandonner"), "{}", again.sentence);
    world.change("take_back_waiver", json!({ "id": waiver }));
    assert_eq!(penalties(&world, invoice)["fee"], 4_000);
    assert!(world.story(client).contains("repris"), "taking it back is told too");
}

#[test]
fn a_waiver_on_an_open_invoice_bumps_its_version_and_lowers_what_is_claimed() {
    let world = World::on("2026-09-01");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").issued("2026-04-01").due("2026-05-01").total(1_000_000).create();
    let version = || -> i64 { world.sql().query_row("SELECT version FROM invoice", [], |row| row.get(0)).unwrap() };
    let before = version();
    world.change("waive_penalties", json!({ "invoiceId": invoice, "interest": false, "fee": true }));
    assert!(version() > before, "a reminder being prepared must be read again");
    let page = world.call("invoice", json!({ "id": invoice }));
    assert_eq!((&page["interestToday"], &page["feeToday"]), (&json!(41_376), &json!(0)));
}

#[test]
fn a_rejected_payment_is_owed_again_keeps_its_trace_and_can_be_put_back() {
    let world = World::on("2026-09-01");
    let (client, invoice) = paid_late(&world);
    world.days_pass(3);
    let payments = || world.call("payments_of", json!({ "clientId": client }));
    let id = payments()[0]["id"].clone();
    let early = world.refused("reject_payment", json!({ "id": id, "on": "2026-08-31" }));
    assert_eq!(early.field.as_deref(), Some("on"));
    world.change("reject_payment", json!({ "id": id, "on": "2026-09-03", "note": "provision insuffisante" }));
    let row = world.call("invoice", json!({ "id": invoice }))["row"].clone();
    assert_eq!((&row["balance"], &row["status"]), (&json!(1_000_000), &json!("overdue")));
    let kept = payments()[0].clone();
    assert_eq!((&kept["rejectedOn"], &kept["settledBefore"]), (&json!("2026-09-03"), &json!(["F-1"])));
    assert!(world.story(client).contains("rejeté par la banque"), "{}", world.story(client));
    world.change("restore_payment", json!({ "id": id }));
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["balance"], 0);
    world.refused("restore_payment", json!({ "id": id }));
}

#[test]
fn a_rejected_debit_lets_the_invoice_be_chased_again() {
    let world = World::on("2026-09-01");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").late(10).with("directDebit", json!(true)).create();
    let recorded = world.pays(client, 100_000);
    world.change("reject_payment", json!({ "id": recorded["paymentId"], "on": "2026-09-01" }));
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["form"]["directDebit"], false);
}

#[test]
fn the_client_names_the_invoice_he_pays_and_a_part_of_it_needs_your_consent() {
    let world = World::on("2026-09-01");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(40).total(50_000).create();
    let young = world.invoice(client, "F-2").late(10).total(50_000).create();
    let ask = |amount: i64| json!({ "clientId": client, "amount": amount, "receivedOn": "2026-09-01", "designated": [young] });
    let part = world.call("propose_allocation", ask(20_000));
    assert_eq!(part["allocations"], json!([{ "invoiceId": young, "amount": 20_000 }]));
    assert!(part["note"].as_str().is_some_and(|note| note.contains("sans votre accord")), "{part}");
    let whole = world.call("propose_allocation", ask(50_000));
    assert_eq!(whole["note"], "");
    world.change("record_payment", ask(50_000));
    assert_eq!(world.call("payments_of", json!({ "clientId": client }))[0]["indicated"], true);
}

#[test]
fn a_discount_is_gained_by_its_exact_price_in_time_and_leaves_with_the_payment() {
    let world = World::on("2026-11-05");
    let client = world.client("Durand SARL").create();
    let make = |number: &str| {
        let invoice = world.invoice(client, number).issued("2026-11-01").due("2026-12-01").total(100_000);
        invoice.with("discountBp", json!(200)).with("discountUntil", json!("2026-11-08")).create()
    };
    let invoice = make("F-1");
    let ask = json!({ "clientId": client, "amount": 98_000, "receivedOn": "2026-11-05" });
    let proposed = world.call("propose_allocation", ask.clone());
    assert!(proposed["note"].as_str().is_some_and(|note| note.contains("escompte de 20,00")), "{proposed}");
    let recorded = world.change("record_payment", ask);
    let page = world.call("invoice", json!({ "id": invoice }));
    assert_eq!((&page["row"]["status"], &page["paid"], &page["discount"]["granted"]), (&json!("paid"), &json!(98_000), &json!(true)));
    assert!(world.story(client).contains("Escompte de 20,00"), "{}", world.story(client));
    world.change("reject_payment", json!({ "id": recorded["paymentId"], "on": "2026-11-05" }));
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["balance"], 100_000, "the discount goes with its payment");
    world.change("restore_payment", json!({ "id": recorded["paymentId"] }));
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["balance"], 0);
    world.days_pass(10);
    let late = make("F-2");
    let pay = json!({ "clientId": client, "amount": 98_000, "receivedOn": "2026-11-15", "designated": [late] });
    world.change("record_payment", pay);
    assert_eq!(world.call("invoice", json!({ "id": late }))["row"]["balance"], 2_000, "too late: the discount is lost");
}
