//! Échéanciers kept to the cent: money for the terms pays all that they spread, and what is late outside them comes first.
use echu_tests::World;
use serde_json::{Value, json};

/// On 20 July, an agreement of three terms on an invoice of 1 000 € due on 1 March, of which that much was paid on 1 May.
fn agreed(kind: &str, penalties: &str, paid: i64) -> (World, i64, i64, Vec<Value>) {
    let world = World::on("2026-07-20");
    world.belongs_to_a_plumber();
    let client = world.debtor(kind);
    let invoice = world.invoice(client, "F-1").issued("2026-01-30").due("2026-03-01").create();
    if paid > 0 {
        let payment = json!({ "clientId": client, "amount": paid, "receivedOn": "2026-05-01", "designated": [invoice] });
        world.change("record_payment", payment);
    }
    let terms = agree(&world, client, penalties, "2026-08-31");
    (world, client, invoice, terms)
}

fn agree(world: &World, client: i64, penalties: &str, first_on: &str) -> Vec<Value> {
    let asked = json!({ "clientId": client, "penalties": penalties, "count": 3, "firstOn": first_on });
    let drafted = world.call("draft_agreement", asked);
    let covered: Vec<&Value> =
        drafted["invoices"].as_array().unwrap().iter().filter(|one| one["chosen"] == true).map(|one| &one["id"]).collect();
    let today = echu_engine::clock::Clock::today(&world.clock);
    let id = world.change(
        "record_agreement",
        json!({
            "clientId": client, "invoiceIds": covered, "penalties": penalties, "terms": drafted["terms"], "missed": 1, "graceDays": 2,
            "noticeDays": null, "returnBefore": today + chrono::Days::new(10),
        }),
    );
    world.change("sign_agreement", json!({ "id": id, "on": today, "acknowledged": true }));
    drafted["terms"].as_array().unwrap().clone()
}

fn card(world: &World, client: i64) -> Value {
    world.call("agreements_of", json!({ "clientId": client }))[0].clone()
}

/// Each term is paid to the cent, on its day, and placed as the app proposes.
fn keeps_every_term(world: &World, client: i64, terms: &[Value]) {
    for term in terms {
        world.clock.go_to(term["on"].as_str().unwrap(), "09:00");
        let recorded = world.pays(client, term["amount"].as_i64().unwrap());
        assert_eq!(recorded["left"], 0, "the term of {} finds its place to the cent", term["on"]);
    }
}

#[test]
fn every_term_paid_to_the_cent_on_its_day_keeps_the_agreement_whatever_it_spreads() {
    for (kind, penalties, paid) in [
        ("business", "included", 0),
        ("business", "included", 30_000),
        ("business", "waived_if_kept", 30_000),
        ("public_body", "included", 30_000),
    ] {
        let (world, client, _, terms) = agreed(kind, penalties, paid);
        keeps_every_term(&world, client, &terms);
        world.clock.go_to("2026-11-23", "09:00");
        let seen = card(&world, client);
        assert_eq!((&seen["stage"], &seen["received"]), (&json!("kept"), &seen["total"]), "{kind}, {penalties}: {seen}");
        world.refused("forfeit_agreement", json!({ "id": seen["id"], "on": "2026-11-23" }));
        let letter = json!({ "clientId": client, "kind": "instalment_breach", "manner": "plain" });
        world.refused("preview_paper", letter);
    }
}

#[test]
fn the_terms_are_paid_in_a_half_year_without_a_rate_too() {
    let world = World::on("2026-11-23");
    world.belongs_to_a_plumber();
    let client = world.debtor("business");
    let invoices = [1, 2].map(|at| world.invoice(client, &format!("F-{at}")).issued("2026-05-01").due("2026-06-01").create());
    let terms = agree(&world, client, "included", "2026-12-31");
    for term in &terms[..2] {
        world.clock.go_to(term["on"].as_str().unwrap(), "09:00");
        world.pays(client, term["amount"].as_i64().unwrap());
    }
    world.clock.go_to(terms[2]["on"].as_str().unwrap(), "09:00");
    let last = terms[2]["amount"].as_i64().unwrap();
    let ask = json!({ "clientId": client, "amount": last, "receivedOn": terms[2]["on"] });
    let proposed = world.call("propose_allocation", ask.clone());
    assert_eq!((&proposed["left"], proposed["penalties"].as_array().unwrap().len()), (&json!(0), 2), "each has its penalties: {proposed}");
    let mut by_hand = ask;
    (by_hand["allocations"], by_hand["penalties"]) = (proposed["allocations"].clone(), proposed["penalties"].clone());
    assert_eq!(world.change("record_payment", by_hand)["left"], 0, "what was agreed may be shared out by hand");
    assert_eq!(card(&world, client)["stage"], "kept");
    for invoice in invoices {
        let paid = world.call("invoice", json!({ "id": invoice }))["penalties"]["paid"].clone();
        assert!(paid[0]["amount"].as_i64().unwrap() > 9_000, "each had its own, as counted on the day of the agreement: {paid}");
    }
}

#[test]
fn what_a_recorded_payment_left_may_be_put_to_the_penalties_of_the_terms() {
    let (world, client, invoice, terms) = agreed("business", "included", 0);
    keeps_every_term(&world, client, &terms[..2]);
    world.clock.go_to(terms[2]["on"].as_str().unwrap(), "09:00");
    let amount = terms[2]["amount"].as_i64().unwrap();
    let balance = 100_000 - terms[..2].iter().map(|term| term["amount"].as_i64().unwrap()).sum::<i64>();
    let only_the_invoice = json!([{ "invoiceId": invoice, "amount": balance }]);
    let as_before = json!({ "clientId": client, "amount": amount, "receivedOn": terms[2]["on"], "allocations": only_the_invoice });
    let payment = world.change("record_payment", as_before)["paymentId"].clone();
    assert_ne!(card(&world, client)["stage"], "kept");
    let beside = json!([{ "invoiceId": invoice, "amount": amount - balance }]);
    let left = world.change("allocate", json!({ "paymentId": payment, "allocations": only_the_invoice, "penalties": beside }));
    assert_eq!((left, &card(&world, client)["stage"]), (json!(0), &json!("kept")));
    let twice = json!({ "paymentId": payment, "allocations": only_the_invoice, "penalties": [{ "invoiceId": invoice, "amount": 1 }] });
    assert_eq!(world.refused("allocate", twice).field.as_deref(), Some("penalties"), "nothing is left of it");
}

#[test]
fn a_debt_that_is_late_is_paid_before_a_term_to_come() {
    let (world, client, covered, terms) = agreed("business", "waived_if_kept", 0);
    let late = world.invoice(client, "F-2").issued("2026-07-05").due("2026-08-05").total(45_678).create();
    world.clock.go_to("2026-08-12", "09:00");
    world.pays(client, 45_678);
    let balance = |id: i64| world.call("invoice", json!({ "id": id }))["row"]["balance"].clone();
    assert_eq!((balance(late), balance(covered)), (json!(0), json!(100_000)), "C. civ. 1342-10: what is due comes first");
    keeps_every_term(&world, client, &terms);
    assert_eq!(card(&world, client)["stage"], "kept");
}
