//! How a client pays: said from what happened, explained, and what a person read of him in the registers.
use echu_tests::World;
use serde_json::{Value, json};

fn paid(world: &World, client: i64, number: &str, due: &str, on: &str) {
    let issued = due.parse::<chrono::NaiveDate>().expect("a day") - chrono::Days::new(30);
    let invoice = world.invoice(client, number).issued(&issued.to_string()).due(due).create();
    let allocations = json!([{ "invoiceId": invoice, "amount": 100_000 }]);
    world.change("record_payment", json!({ "clientId": client, "receivedOn": on, "amount": 100_000, "allocations": allocations }));
}

/// The corrections of a card that the history tells.
fn corrections(world: &World, client: i64) -> Vec<Value> {
    let sql = world.sql();
    let mut query = sql.prepare("SELECT data FROM event WHERE op = 'client_edited' AND client_id = ? ORDER BY id").expect("a query");
    let rows = query.query_map([client], |row| row.get::<_, String>(0)).expect("rows");
    let told = rows.map(|row| serde_json::from_str::<Value>(&row.expect("a row")).expect("a fact"));
    told.flat_map(|fact| fact["changes"].as_array().cloned().unwrap_or_default()).collect()
}

fn standing(world: &World, client: i64) -> (String, Value, Vec<String>) {
    let view = world.call("client_standing", json!({ "id": client }));
    let reasons = view["reasons"].as_array().expect("reasons").iter();
    let plain = |one: &Value| one.as_str().expect("words").replace(['\u{a0}', '\u{202f}'], " ");
    (view["label"].as_str().expect("a label").to_owned(), view["score"].clone(), reasons.map(plain).collect())
}

#[test]
fn who_only_leaves_unpaid_comes_after_who_pays_late() {
    let world = World::on("2026-11-23");
    let slow = world.client("Le Lent SARL").create();
    let never = world.client("Jamais Payé SAS").create();
    let good = world.client("Toujours À L’Heure").create();
    for (number, due) in ["2026-05-29", "2026-07-31", "2026-09-30"].into_iter().enumerate() {
        paid(&world, good, &format!("A-{number}"), due, due);
        let late = due.parse::<chrono::NaiveDate>().expect("a day") + chrono::Days::new(40);
        paid(&world, slow, &format!("B-{number}"), due, &late.to_string());
        world.invoice(never, &format!("C-{number}")).late(60 + 10 * number as u64).create();
    }
    assert_eq!(standing(&world, good).0, "Bon payeur");
    let (label, score, reasons) = standing(&world, slow);
    assert_eq!((label.as_str(), &score), ("Lent", &json!(40)));
    assert_eq!(reasons[0], "Paie d’ordinaire 40 jours après l’échéance (3 factures payées).");
    let (label, score, reasons) = standing(&world, never);
    assert_eq!((label.as_str(), &score), ("À risque", &json!(0)));
    assert_eq!(reasons[..2], ["Aucune des 3 factures échues n’a été payée.", "3 000,00 € en retard, jusqu’à 80 jours."]);
    assert!(world.call("today", json!({}))["withheld"].as_array().expect("rows").is_empty(), "it holds nobody back");
}

#[test]
fn what_he_disputes_is_not_held_against_him_and_a_kept_promise_is_told() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    for (number, due) in ["2026-05-29", "2026-07-31", "2026-09-30"].into_iter().enumerate() {
        paid(&world, client, &format!("A-{number}"), due, due);
    }
    let contested = world.invoice(client, "A-9").late(90).create();
    assert_eq!(standing(&world, client).0, "À risque", "one invoice three months late");
    let dispute = json!({ "clientId": client, "invoiceId": contested, "kind": "dispute", "reason": "work_contested", "note": "fuite" });
    world.change("place_hold", dispute);
    let (label, score, reasons) = standing(&world, client);
    assert_eq!((label.as_str(), &score), ("Bon payeur", &json!(100)));
    assert!(reasons.iter().any(|one| one == "1 000,00 € contestés, qui ne comptent pas contre lui."), "{reasons:?}");

    let other = world.client("Petit SARL").create();
    let owed = world.invoice(other, "B-1").late(20).create();
    world
        .change("place_hold", json!({ "clientId": other, "invoiceId": owed, "kind": "promise", "until": "2026-11-26", "amount": 100_000 }));
    world.clock.go_to("2026-11-27", "09:00");
    let allocations = json!([{ "invoiceId": owed, "amount": 100_000 }]);
    world.change("record_payment", json!({ "clientId": other, "receivedOn": "2026-11-27", "amount": 100_000, "allocations": allocations }));
    world.clock.go_to("2026-12-07", "09:00");
    let (_, _, reasons) = standing(&world, other);
    assert!(reasons.iter().any(|one| one == "Une promesse de payer, tenue."), "within its grace: {reasons:?}");
}

#[test]
fn its_history_says_when_and_why_it_changed() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    for (number, due) in ["2026-03-31", "2026-04-30", "2026-05-29"].into_iter().enumerate() {
        paid(&world, client, &format!("A-{number}"), due, due);
    }
    world.invoice(client, "A-9").late(75).create();
    let view = world.call("client_standing", json!({ "id": client }));
    let told: Vec<(&str, &str)> = view["history"]
        .as_array()
        .expect("months")
        .iter()
        .map(|one| (one["on"].as_str().expect("a day"), one["label"].as_str().expect("a label")))
        .collect();
    assert_eq!(told, [("2026-11-23", "À risque"), ("2026-10-31", "Lent"), ("2026-05-31", "Bon payeur"), ("2026-03-31", "Nouveau")]);
}

#[test]
fn a_register_is_opened_with_the_siren_alone_and_what_was_read_is_kept() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").with("siren", json!("404833048")).create();
    for register in ["directory", "bodacc", "inpi"] {
        world.call("open_register", json!({ "id": client, "register": register }));
    }
    let pages = world.desktop.pages();
    assert!(pages.iter().all(|page| page.starts_with("https://") && page.ends_with("404833048")), "{pages:?}");
    assert_eq!(pages.len(), 3);
    world
        .change("note_solvency", json!({ "id": client, "on": "2026-11-20", "register": "bodacc", "finding": "Aucune procédure publiée." }));
    let view = world.call("client_standing", json!({ "id": client }));
    assert_eq!(view["checks"][0], json!({ "on": "2026-11-20", "source": "BODACC", "finding": "Aucune procédure publiée." }));
    assert!(world.story(client).contains("Solvabilité vérifiée\u{a0}: BODACC"), "{}", world.story(client));
    let future = json!({ "id": client, "on": "2026-11-24", "register": "bodacc", "finding": "x" });
    assert_eq!(world.refused("note_solvency", future).field.as_deref(), Some("on"));

    let unknown = world.client("Petit SARL").create();
    assert_eq!(world.call("client_standing", json!({ "id": unknown }))["registers"], json!([]));
    assert_eq!(world.refused("open_register", json!({ "id": unknown, "register": "bodacc" })).field.as_deref(), Some("siren"));
}

#[test]
fn a_promise_moved_to_another_day_and_an_agreement_kept_to_its_end_are_not_held_against_him() {
    let world = World::on("2026-06-01");
    let client = world.client("Durand SARL").create();
    for (number, due) in ["2026-01-30", "2026-02-27", "2026-03-31"].into_iter().enumerate() {
        paid(&world, client, &format!("A-{number}"), due, due);
    }
    let owed = world.invoice(client, "B-1").due("2026-05-20").issued("2026-04-20").total(60_000).create();
    let promise = |until: &str| json!({ "clientId": client, "invoiceId": owed, "kind": "promise", "until": until, "amount": 60_000 });
    let first = world.change("place_hold", promise("2026-06-10"));
    world.change("release_hold", json!({ "id": first }));
    world.change("place_hold", promise("2026-06-22"));
    world.clock.go_to("2026-06-18", "09:00");
    let allocations = json!([{ "invoiceId": owed, "amount": 60_000 }]);
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-06-18", "amount": 60_000, "allocations": allocations }));
    world.clock.go_to("2026-07-01", "09:00");
    let (_, _, reasons) = standing(&world, client);
    assert!(reasons.iter().all(|one| !one.contains("non tenue") && !one.contains("pas été tenue")), "{reasons:?}");
}

#[test]
fn parts_that_are_late_count_while_others_are_to_come() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let parts = json!([
        { "dueOn": "2026-08-31", "amount": 40_000 }, { "dueOn": "2026-09-30", "amount": 30_000 }, { "dueOn": "2026-12-31", "amount": 30_000 },
    ]);
    world.invoice(client, "F-1").issued("2026-08-01").due("2026-08-31").total(100_000).with("parts", parts).create();
    let (label, score, reasons) = standing(&world, client);
    assert_eq!((label.as_str(), &score), ("À risque", &json!(0)));
    assert_eq!(reasons[1], "700,00 € en retard, jusqu’à 84 jours.", "what is to come is not late");
}

#[test]
fn a_part_that_he_named_and_paid_is_not_late() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let parts = json!([{ "dueOn": "2026-08-31", "amount": 40_000 }, { "dueOn": "2026-09-30", "amount": 60_000 }]);
    let invoice = world.invoice(client, "F-1").issued("2026-08-01").due("2026-08-31").total(100_000).with("parts", parts).create();
    let allocations = json!([{ "invoiceId": invoice, "amount": 60_000, "part": "2026-09-30" }]);
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-09-30", "amount": 60_000, "allocations": allocations }));
    let (_, _, reasons) = standing(&world, client);
    assert_eq!(reasons[0], "400,00 € en retard, jusqu’à 84 jours.", "the first part alone");
    assert_eq!(reasons[1], "Sa seule facture payée l’a été à l’heure.");
    // Typed again as due at once: what came for the part came for the invoice.
    world.sql().execute("DELETE FROM due_part", []).expect("no parts any more");
    let (_, _, reasons) = standing(&world, client);
    assert!(reasons.iter().any(|one| one.starts_with("400,00 € en retard")), "{reasons:?}");
}

#[test]
fn the_plan_that_fits_is_advised_to_who_follows_the_default_one_and_taken_in_a_click() {
    let world = World::on("2026-11-23");
    let mut following = world.call("following", json!({}));
    following["wanted"] = json!(false);
    world.change("save_following", following);
    let good = world.client("Toujours À L’Heure").create();
    let never = world.client("Jamais Payé SAS").email("compta@jamais.example").create();
    for (number, due) in ["2026-05-29", "2026-07-31", "2026-09-30"].into_iter().enumerate() {
        paid(&world, good, &format!("A-{number}"), due, due);
    }
    let plan = |client: i64| world.call("client_standing", json!({ "id": client }))["plan"].clone();
    assert_eq!(plan(good)["name"], "Doux");
    assert_eq!(plan(never), Value::Null, "too soon to tell");
    world.invoice(never, "C-1").late(40).create();
    assert_eq!(plan(never)["name"], "Ferme");
    let firm = plan(never)["id"].clone();
    world.change("take_plan", json!({ "id": never, "planId": firm }));
    assert_eq!(world.call("client", json!({ "id": never }))["client"]["planId"], firm);
    assert_eq!(plan(never), Value::Null, "taken: nothing more is advised");
    let plans = world.call("plans", json!({}));
    let usual = plans
        .as_array()
        .expect("plans")
        .iter()
        .find(|one| one["isDefault"] == true && one["debtorKind"] == "business")
        .expect("a default plan")["name"]
        .clone();
    let told = corrections(&world, never);
    assert_eq!(told, [json!({ "field": "Scénario", "before": usual, "after": "Ferme" })]);
    world.change("take_plan", json!({ "id": never, "planId": firm }));
    assert_eq!(corrections(&world, never), told, "the same plan again: nothing happened");
    let other = world.refused("take_plan", json!({ "id": never, "planId": plan(good)["id"] }));
    assert!(other.sentence.contains("Un autre scénario a été choisi"), "{}", other.sentence);
    assert_eq!(world.call("client", json!({ "id": never }))["client"]["planId"], firm, "what a person chose is kept");
    let consumer = world.client("Mme Roux").kind("consumer").create();
    world.invoice(consumer, "D-1").late(70).create();
    assert_eq!(plan(consumer), Value::Null, "one plan alone is made for private persons");
    let wrong = world.refused("take_plan", json!({ "id": consumer, "planId": plan(good)["id"] }));
    assert_eq!(wrong.field.as_deref(), Some("planId"));

    let broke = world.client("En Redressement SARL").create();
    world.invoice(broke, "E-1").late(40).create();
    assert_eq!(plan(broke)["name"], "Ferme");
    world.change("set_insolvency", json!({ "clientId": broke, "on": "2026-11-20" }));
    assert_eq!(plan(broke), Value::Null, "he is not chased any more");
    world.change("archive_client", json!({ "id": good, "archived": true }));
    assert_eq!(plan(good), Value::Null, "nor is who is archived");
}

#[test]
fn whether_both_sides_are_merchants_is_asked_once() {
    let (world, client, _) = crate::proceedings::noticed();
    let other = world.client("Atelier Voisin").create();
    let invoice = world.invoice(other, "F-2").late(60).total(240_000).create();
    let asked = |client: i64| world.call("routes_of", json!({ "clientId": client }));
    let said = |client: i64| (asked(client)["creditorMerchant"].clone(), asked(client)["debtorMerchant"].clone());
    let small = || {
        let routes = asked(client)["routes"].clone();
        routes.as_array().into_iter().flatten().find(|one| one["route"] == "small_claims").map_or(Value::Null, |one| one["status"].clone())
    };
    assert_eq!(said(client), (Value::Null, Value::Null), "nobody said");
    world.change("say_merchants", json!({ "clientId": client, "creditor": true, "debtor": true }));
    assert_eq!((said(client), small()), ((json!(true), json!(true)), json!("closed")));
    assert_eq!(said(other), (json!(true), Value::Null), "the user is who he is, whoever owes; of the other nobody said anything");
    let opened = json!({ "clientId": other, "route": "mediation", "invoiceIds": [invoice], "debtorMerchant": false, "courtTown": "", "confirmed": true });
    world.change("open_proceeding", opened);
    assert_eq!(said(other), (json!(true), json!(false)), "what was said to open a case is kept");
    world.change("say_merchants", json!({ "clientId": client, "creditor": null, "debtor": null }));
    assert_eq!(said(client), (Value::Null, Value::Null), "taken back");
}
