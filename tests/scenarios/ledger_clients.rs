//! Clients: what is kept, what is refused, and who is found.
use echu_tests::World;
use serde_json::json;

#[test]
fn a_wrong_key_asks_for_a_confirmation_and_a_wrong_form_is_refused() {
    let world = World::on("2026-11-23");
    let form = |siren: &str| json!({ "name": "Durand SARL", "debtorKind": "business", "siren": siren });
    let refused = world.refused("save_client", json!({ "client": form("732829321") }));
    assert_eq!(refused.field.as_deref(), Some("siren"));
    assert_eq!(refused.confirmable, Some(true), "the person may know better than the key");
    let refused = world.refused("save_client", json!({ "client": form("7328"), "confirmed": true }));
    assert_eq!(refused.confirmable, None, "four digits are no SIREN");
    assert_eq!(world.call("clients", json!({}))["count"], 0, "nothing is half-written");
    let saved = world.change("save_client", json!({ "client": form("732829321"), "confirmed": true }));
    let page = world.call("client", json!({ "id": saved["id"] }));
    assert_eq!(page["client"]["siren"], "732829321");
}

#[test]
fn an_address_no_server_takes_is_refused_with_its_reason() {
    let world = World::on("2026-11-23");
    for (email, said) in [("nobody", "@"), ("a@localhost", "domaine"), ("é@client.example", "accent")] {
        let refused = world.refused("save_client", json!({ "client": { "name": "A", "debtorKind": "business", "email": email } }));
        assert_eq!(refused.field.as_deref(), Some("email"), "{email}");
        assert!(refused.sentence.contains(said), "{email}: {}", refused.sentence);
    }
}

#[test]
fn a_client_is_found_by_any_word_of_his_name_without_accents() {
    let world = World::on("2026-11-23");
    let client = world.client("Éts Müller & Fils").create();
    world.client("Garage du Pont").create();
    world.invoice(client, "F-2026-014").create();
    for typed in ["muller", "ETS fils", "müll"] {
        let list = world.call("clients", json!({ "search": typed }));
        assert_eq!(list["rows"][0]["id"], client, "{typed}");
        assert_eq!(list["count"], 1, "{typed}");
        let hits = world.call("search", json!({ "text": typed }));
        assert_eq!(hits[0]["kind"], "client", "{typed}");
        assert_eq!(hits[1]["title"], "F-2026-014", "{typed}: his invoices follow");
    }
    world.change("save_client", json!({ "id": client, "client": { "name": "Œuvre et Cie", "debtorKind": "business" } }));
    let hits = world.call("search", json!({ "text": "oeuvre" }));
    assert_eq!(hits[1]["title"], "F-2026-014", "renaming a client moves his invoices in the search");
    assert_eq!(world.call("search", json!({ "text": "muller" })), json!([]), "the old name finds nothing");
}

#[test]
fn a_client_who_owes_cannot_be_archived() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").create();
    let refused = world.refused("archive_client", json!({ "id": client, "archived": true }));
    assert!(refused.sentence.contains("doit encore"), "{}", refused.sentence);
    world.pays(client, 100_000);
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["status"], "paid");
    world.change("archive_client", json!({ "id": client, "archived": true }));
    assert_eq!(world.call("clients", json!({}))["count"], 0);
    assert_eq!(world.call("clients", json!({ "archived": true }))["count"], 1);
    world.change("archive_client", json!({ "id": client, "archived": false }));
    assert_eq!(world.call("clients", json!({}))["count"], 1, "taken back");
}

#[test]
fn clients_are_found_by_the_age_of_their_oldest_open_invoice() {
    let world = World::on("2026-11-23");
    let owing = |name: &str, ages: &[u64]| {
        let client = world.client(name).create();
        for late in ages {
            world.invoice(client, &format!("{name}-{late}")).late(*late).create();
        }
        client
    };
    let (fresh, young, old) = (owing("A", &[0]), owing("B", &[30, 2]), owing("C", &[31, 5]));
    let undated = world.client("D").create();
    world.invoice(undated, "D-1").with("dueOn", json!(null)).create();
    owing("E", &[]);
    let found = |age: &str| -> Vec<i64> {
        let list = world.call("clients", json!({ "age": age }));
        let mut ids: Vec<i64> = list["rows"].as_array().unwrap().iter().filter_map(|row| row["id"].as_i64()).collect();
        assert_eq!(list["count"], ids.len(), "{age}");
        ids.sort_unstable();
        ids
    };
    assert_eq!(found("not_due"), [fresh], "the due day is the last day to pay; who owes nothing is of no age");
    assert_eq!(found("undated"), [undated], "without a due date, nothing is « à échoir »");
    assert_eq!(found("d1_30"), [young]);
    assert_eq!(found("d31_60"), [old], "a younger invoice does not make him younger");
    assert_eq!(found("over_90"), [0_i64; 0]);
    assert_eq!(world.refused("clients", json!({ "age": "ancient" })).field.as_deref(), Some("age"));
}

#[test]
fn the_page_of_a_late_client_says_what_he_owes_and_what_comes_next() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(20).total(120_000).create();
    world.invoice(client, "F-2").total(30_000).create();
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["ageing"]["d130"], 120_000);
    assert_eq!(page["ageing"]["notDue"], 30_000);
    assert_eq!(page["ageing"]["total"], 150_000);
    assert_eq!(page["feesToday"], 4_000, "40 € for the late one only");
    assert!(page["interestToday"].as_i64().expect("a known rate") > 0, "interest runs since the day after the due date");
    assert_eq!(page["openInvoices"].as_array().map(Vec::len), Some(2));
    assert_eq!(page["nextAction"], "prepare", "the first reminder is due since fifteen days: {page}");
    assert!(!page["nextWhy"].as_str().unwrap_or_default().is_empty(), "a reason goes with it");
}

#[test]
fn hostile_texts_are_kept_clean_and_bounded() {
    let world = World::on("2026-11-23");
    let form = |name: &str| json!({ "client": { "name": name, "debtorKind": "business" } });
    let saved = world.change("save_client", form("ACME\r\nBcc: autre@client.example\u{0}"));
    let page = world.call("client", json!({ "id": saved["id"] }));
    assert_eq!(page["client"]["name"], "ACME Bcc: autre@client.example", "a name stays on one line");
    assert_eq!(world.refused("save_client", form(" \u{200B} ")).field.as_deref(), Some("name"));
    assert_eq!(world.refused("save_client", form(&"a".repeat(10_001))).field.as_deref(), Some("name"));
    world.change("save_client", form(&"a".repeat(10_000)));
    let quoted = world.call("search", json!({ "text": "\" OR 1=1; DROP TABLE client; --" }));
    assert_eq!(quoted, json!([]), "typed words are never a query");
}
