//! The last day to act, the ceilings of the time to pay, the rates, and the words that prevent lateness.
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use echu_tests::World;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

#[test]
fn a_claim_near_its_last_day_is_told_and_a_reminder_does_not_move_it() {
    let world = World::on("2026-11-23");
    let person = world.client("Mme Perrin").kind("consumer").create();
    let business = world.client("Durand SARL").create();
    let near = world.invoice(person, "F-1").issued("2024-12-20").due("2025-01-20").create();
    world.invoice(business, "F-2").issued("2024-12-20").due("2025-01-20").create();
    let rows = world.call("limitations", json!({}));
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "five years for a professional, two for a consumer: {rows}");
    assert_eq!((&rows[0]["lastDay"], &rows[0]["stage"]), (&json!("2027-01-20"), &json!("three_months")));
    let filtered = world.call("invoices", json!({ "filter": "limitation" }));
    assert_eq!((&filtered["count"], &filtered["rows"][0]["id"]), (&json!(1), &json!(near)));
}

#[test]
fn only_what_the_law_lists_starts_the_time_again_and_it_can_be_taken_back() {
    let world = World::on("2026-11-23");
    let person = world.client("Mme Perrin").kind("consumer").create();
    let invoice = world.invoice(person, "F-1").issued("2024-12-20").due("2025-01-20").create();
    let paid = json!({ "clientId": person, "receivedOn": "2026-03-03", "amount": 20_000 });
    world.change("record_payment", paid);
    let limitation = || world.call("invoice", json!({ "id": invoice }))["limitation"].clone();
    assert_eq!(limitation()["lastDay"], "2027-01-20", "a part payment moves nothing by itself");
    assert_eq!(limitation()["partPayments"], json!(["2026-03-03"]));
    let letter = json!({ "invoiceId": invoice, "on": "2026-03-03", "kind": "registered_letter" });
    world.refused("record_interruption", letter);
    let ask = |on: &str| json!({ "invoiceId": invoice, "on": on, "kind": "part_payment", "note": "mail du 2 mars" });
    assert_eq!(world.refused("record_interruption", ask("2025-01-19")).field.as_deref(), Some("on"), "before the due date");
    let id = world.change("record_interruption", ask("2026-03-03"));
    assert_eq!((&limitation()["lastDay"], &limitation()["stage"]), (&json!("2028-03-03"), &json!("far")));
    assert!(world.story(person).contains("Prescription de F-1 interrompue"), "{}", world.story(person));
    world.change("take_back_interruption", json!({ "id": id }));
    assert_eq!(limitation()["lastDay"], "2027-01-20");
}

#[test]
fn what_is_over_cannot_be_interrupted_any_more() {
    let world = World::on("2026-11-23");
    let person = world.client("Mme Perrin").kind("consumer").create();
    let invoice = world.invoice(person, "F-1").issued("2023-12-20").due("2024-01-20").create();
    assert_eq!(world.call("limitations", json!({ "clientId": person }))[0]["stage"], "passed");
    let late = json!({ "invoiceId": invoice, "on": "2026-03-03", "kind": "acknowledgement" });
    let refused = world.refused("record_interruption", late);
    assert!(refused.sentence.contains("déjà acquise"), "{}", refused.sentence);
}

#[test]
fn carriage_has_one_year_to_act_and_thirty_days_to_pay() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").with("sector", json!("carriage")).create();
    world.invoice(client, "F-1").issued("2025-12-01").due("2025-12-31").create();
    assert_eq!(world.call("limitations", json!({}))[0]["lastDay"], "2026-12-01", "from the invoice, the delivery being unknown");
    let form =
        json!({ "clientId": client, "kind": "invoice", "number": "F-2", "issuedOn": "2026-11-01", "dueOn": "2026-12-15", "total": 100 });
    let saved = world.change("save_invoice", json!({ "invoice": form }));
    assert!(saved["warnings"][0].as_str().is_some_and(|warning| warning.contains("L441-11")), "{saved}");
}

#[test]
fn a_due_date_typed_by_hand_is_compared_with_its_ceiling() {
    let world = World::on("2026-11-23");
    let ask = |kind: &str, sector: &str, due: &str| {
        world.call(
            "due_date",
            json!({ "terms": { "kind": "on_receipt" }, "issuedOn": "2026-06-03", "debtorKind": kind, "sector": sector, "dueOn": due }),
        )["warnings"]
            .clone()
    };
    assert_eq!(ask("business", "general", "2026-08-02"), json!([]));
    assert!(ask("business", "general", "2026-08-14")[0].as_str().is_some_and(|words| words.contains("45 jours fin de mois")));
    assert_eq!(ask("public_body", "hospital", "2026-07-23"), json!([]));
    assert!(ask("public_body", "general", "2026-07-23")[0].as_str().is_some_and(|words| words.contains("30 jours")));
}

#[test]
fn each_ceiling_of_the_law_is_told_with_its_article() {
    let world = World::on("2026-11-23");
    for (kind, sector, allowed, beyond, article) in [
        ("business", "general", "2026-08-02", "2026-08-15", "L441-10"),
        ("business", "carriage", "2026-07-03", "2026-07-04", "L441-11"),
        ("business", "freight_services", "2026-07-03", "2026-07-04", "L441-11"),
        ("business", "perishable", "2026-07-10", "2026-07-11", "L441-11"),
        ("business", "fresh_meat", "2026-06-23", "2026-06-24", "L441-11"),
        ("business", "alcohol", "2026-07-30", "2026-07-31", "L441-11"),
        ("business", "grapes", "2026-08-14", "2026-08-15", "L441-11"),
        ("business", "periodic", "2026-07-18", "2026-07-19", "L441-10"),
        ("public_body", "hospital", "2026-07-23", "2026-07-24", "R2192-11"),
        ("public_body", "public_company", "2026-08-02", "2026-08-03", "R2192-11"),
    ] {
        let client = world.client(&format!("{kind} {sector}")).kind(kind).with("sector", json!(sector)).create();
        let saved = |due: &str| {
            let form = json!({ "clientId": client, "kind": "invoice", "number": format!("{sector} {due}"), "issuedOn": "2026-06-03", "dueOn": due, "total": 100 });
            world.change("save_invoice", json!({ "invoice": form }))["warnings"].clone()
        };
        assert_eq!(saved(allowed), json!([]), "{sector}: allowed until {allowed}");
        assert!(saved(beyond)[0].as_str().is_some_and(|warning| warning.contains(article)), "{sector} {beyond}");
    }
}

#[test]
fn in_january_the_rates_that_are_missing_are_asked_for() {
    let world = World::on("2026-11-23");
    assert_eq!(world.call("missing_rate", json!({})), Value::Null);
    world.days_pass(45);
    let missing = world.call("missing_rate", json!({}));
    assert_eq!(missing["halfYear"], "2027-S1");
    let typed = |refi: u32, confirmed: bool| json!({ "halfYear": "2027-S1", "refiBp": refi, "legalConsumerBp": 700, "legalOtherBp": 300, "source": "arrêté", "confirmed": confirmed });
    let odd = world.refused("save_rate", typed(267, false));
    assert_eq!((odd.field.as_deref(), odd.confirmable), (Some("refiBp"), Some(true)), "not a step of 0.05: it is asked");
    world.change("save_rate", typed(265, false));
    assert_eq!(world.call("missing_rate", json!({})), Value::Null);
}

#[test]
fn a_file_of_rates_is_taken_only_from_a_key_that_is_trusted() {
    let world = World::on("2027-01-10");
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let rows = "echu-taux 1\n2027-S1,265,700,300,sure,arrêté du 15 décembre 2026\n";
    let file = |rows: &str| format!("{rows}signature:{}\n", STANDARD.encode(pair.sign(rows.as_bytes())));
    let import = |text: &str| json!({ "token": world.file("taux.txt", text.as_bytes()) });
    let no_key = world.refused("import_rates", import(&file(rows)));
    assert!(no_key.sentence.contains("Aucune clé"), "{}", no_key.sentence);
    assert_eq!(world.refused("save_rate_key", json!({ "key": "pas une clé" })).field.as_deref(), Some("key"));
    world.change("save_rate_key", json!({ "key": STANDARD.encode(pair.public_key().as_ref()) }));
    let altered = world.refused("import_rates", import(&file(rows).replace(",265,", ",465,")));
    assert!(altered.sentence.contains("signature"), "{}", altered.sentence);
    let too_soon = "echu-taux 1\n2027-S2,265,700,300,sure,devinette\n";
    world.refused("import_rates", import(&file(too_soon)));
    assert_eq!(world.call("rates", json!({}))[0]["halfYear"], "2026-S2", "nothing was written");
    assert_eq!(world.change("import_rates", import(&file(rows))), 1);
    let newest = world.call("rates", json!({}))[0].clone();
    assert_eq!((&newest["halfYear"], &newest["confidence"], &newest["stored"]), (&json!("2027-S1"), &json!("signed"), &json!(true)));
}

#[test]
fn clauses_and_mentions_follow_the_kind_of_client() {
    let world = World::on("2026-11-23");
    let clauses = world.call("payment_clauses", json!({ "debtorKind": "business", "rateBp": 800 }));
    assert!(clauses["notes"][0].as_str().is_some_and(|note| note.contains("plancher")), "8 % is below 8,25 %: {clauses}");
    assert_eq!(world.refused("check_mentions", json!({ "debtorKind": "business", "text": " " })).field.as_deref(), Some("text"));
    let found = world.call("check_mentions", json!({ "debtorKind": "consumer", "text": "Facture. Indemnité forfaitaire : 40 €" }));
    assert_eq!(found[0]["state"], "forbidden", "the forty euros are not for a consumer: {found}");
}
