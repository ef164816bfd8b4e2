//! What leaves in tables, and comes back.
use echu_tests::World;
use serde_json::{Value, json};
use std::path::PathBuf;

fn saved(world: &World, name: &str, request: Value) -> (PathBuf, Value) {
    let path = world.folder().join(name);
    world.desktop.will_save(&path);
    let told = world.call("save_export", request);
    (path, told)
}

/// The lines of a CSV file whose cells hold no separator.
fn lines(path: &PathBuf) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).expect("a file");
    text.trim_start_matches('\u{feff}').lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
}

#[test]
fn what_is_exported_is_imported_again_without_anything_new() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    for (name, format) in [("factures.csv", "csv"), ("factures.xlsx", "xlsx")] {
        let (path, told) = saved(&world, name, json!({ "export": "invoices", "format": format }));
        let invoices = world.call("invoices", json!({ "filter": "all" }))["count"].clone();
        assert_eq!(told["rows"], invoices, "every invoice, the archived ones too");
        let token = world.file(name, &std::fs::read(path).expect("the export"));
        let draft = world.call("open_import", json!({ "token": token }));
        let preview = &draft["preview"];
        assert_eq!(
            [&preview["new"], &preview["changed"], &preview["refused"], &preview["same"]],
            [&json!(0), &json!(0), &json!(0), &invoices],
            "{name}: {draft}"
        );
        let refused = world.refused("commit_import", json!({ "draft": draft["draft"] }));
        assert!(refused.sentence.contains("rien de nouveau"), "{}", refused.sentence);
    }
    let (path, told) = saved(&world, "clients.csv", json!({ "export": "clients", "format": "csv" }));
    let token = world.file("clients.csv", &std::fs::read(path).expect("the export"));
    let draft = world.call("open_import", json!({ "token": token }));
    assert_eq!((&draft["preview"]["new"], &draft["preview"]["same"]), (&json!(0), &told["rows"]), "{draft}");
}

#[test]
fn a_name_that_would_be_a_formula_leaves_as_a_text_and_comes_back_as_it_was() {
    let names = ["=HYPERLINK(\"http://x\";\"clic\")", "@SUM(1)", "-2+3", "'=1+1", "Ferme d’En-Haut"];
    let world = World::on("2026-11-23");
    for (place, name) in names.into_iter().enumerate() {
        let client = world.client(name).create();
        world.invoice(client, &format!("=F-{place}")).create();
    }
    let (path, _) = saved(&world, "factures.csv", json!({ "export": "invoices", "format": "csv" }));
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.lines().skip(1).all(|line| line.starts_with("'=F-")), "{text}");
    assert!(!text.contains(";=") && !text.contains(";\"="), "{text}");
    let token = world.file("factures.csv", text.as_bytes());
    let draft = world.call("open_import", json!({ "token": token }));
    let preview = &draft["preview"];
    assert_eq!((&preview["same"], &preview["new"], &preview["changed"]), (&json!(5), &json!(0), &json!(0)), "{draft}");
}

#[test]
fn the_accountants_list_adds_up_to_what_the_clients_owe() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    let (path, _) = saved(&world, "liste.csv", json!({ "export": "accountant", "format": "csv" }));
    let lines = lines(&path);
    let place = |title: &str| lines[0].iter().position(|cell| cell == title).expect(title);
    let cents = |text: &str| text.replace(',', "").parse::<i64>().unwrap_or(0);
    let listed: i64 = lines[1..].iter().map(|line| cents(&line[place("Solde")])).sum();
    let base = rusqlite::Connection::open(world.folder().join("data").join("demonstration.db")).expect("the base");
    let owed: i64 = base
        .query_row(
            "SELECT (SELECT SUM(IIF(kind = 'invoice', total_cents - settled_cents, settled_cents - total_cents)) FROM invoice WHERE written_off_on IS NULL)
                  - (SELECT IFNULL(SUM(amount_cents - allocated_cents), 0) FROM payment WHERE cancelled_at IS NULL)",
            [],
            |row| row.get(0),
        )
        .expect("a sum");
    assert_eq!(listed, owed);
    let ages: Vec<&str> = lines[1..].iter().map(|line| line[place("Âge")].as_str()).collect();
    assert!(ages.contains(&"Plus de 90 jours") && ages.contains(&"À échoir"), "{ages:?}");
    assert!(lines[1..].iter().any(|line| !line[place("Litige")].is_empty()), "the dispute of the demonstration is told");
}

#[test]
fn each_part_of_an_invoice_has_its_own_age_in_the_accountants_list() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let parts = json!([{ "dueOn": "2026-10-01", "amount": 40_000 }, { "dueOn": "2026-12-31", "amount": 60_000 }]);
    world.invoice(client, "F-1").issued("2026-09-01").total(100_000).with("parts", parts).create();
    world.pays(client, 10_000);
    let (path, _) = saved(&world, "liste.csv", json!({ "export": "accountant", "format": "csv" }));
    let told: Vec<String> =
        lines(&path)[1..].iter().map(|line| [&line[5], &line[6], &line[7], &line[8], &line[10]].map(String::as_str).join(" ")).collect();
    assert_eq!(told, ["01/10/2026 1000,00 100,00 300,00 31 à 60 jours", "31/12/2026   600,00 À échoir"]);
}

#[test]
fn what_is_disputed_of_an_invoice_in_parts_is_said_once() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let parts = json!([{ "dueOn": "2026-10-01", "amount": 40_000 }, { "dueOn": "2026-12-31", "amount": 60_000 }]);
    let invoice = world.invoice(client, "F-1").issued("2026-09-01").total(100_000).with("parts", parts).create();
    let dispute = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "work_contested", "amount": 30_000 });
    world.change("place_hold", dispute);
    let (path, _) = saved(&world, "liste.csv", json!({ "export": "accountant", "format": "csv" }));
    let lines = lines(&path);
    let place = lines[0].iter().position(|cell| cell == "Montant contesté").expect("the column");
    let told: Vec<&str> = lines[1..].iter().map(|line| line[place].as_str()).collect();
    assert_eq!(told, ["300,00", ""], "a column that adds up");
}

#[test]
fn as_many_allocations_are_announced_as_leave() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").late(100).create();
    let payment = json!({
        "clientId": client, "receivedOn": "2026-11-23", "amount": 14_000,
        "allocations": [{ "invoiceId": invoice, "amount": 10_000 }], "penalties": [{ "invoiceId": invoice, "amount": 4_000 }],
    });
    world.change("record_payment", payment);
    let views = world.call("exports", json!({}));
    let view = views.as_array().expect("tables").iter().find(|view| view["export"] == "allocations").expect("the table").clone();
    let (_, told) = saved(&world, "affectations.csv", json!({ "export": "allocations", "format": "csv" }));
    assert_eq!((&view["count"], &told["rows"]), (&json!(2), &json!(2)), "what went to penalties is one of them");
}

#[test]
fn everything_leaves_in_one_file_and_nothing_does_when_the_user_gives_up() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    assert_eq!(world.call("save_export", json!({ "format": "xlsx" })), Value::Null, "he closed the dialog");
    let views = world.call("exports", json!({}));
    let views = views.as_array().expect("tables");
    let (book, told) = saved(&world, "tout.xlsx", json!({ "format": "xlsx" }));
    assert_eq!(told["fileName"], "tout.xlsx");
    let (archive, again) = saved(&world, "tout.zip", json!({ "format": "csv" }));
    assert_eq!(told["rows"], again["rows"], "the same rows either way");
    for (path, start) in [(&book, b"PK"), (&archive, b"PK")] {
        assert!(std::fs::read(path).expect("a file").starts_with(start));
    }
    // One by one they make the same: each of its rows fits its columns, which the writers check.
    let mut rows = 0;
    for view in views {
        let (_, told) = saved(&world, "un.csv", json!({ "export": view["export"], "format": "csv" }));
        rows += told["rows"].as_u64().expect("a count");
        for place in ["name", "about"] {
            let words = view[place].as_str().expect("words");
            assert!(!words.is_empty() && !words.contains(" ;") && !words.contains(" :"), "{words}");
        }
    }
    assert_eq!(json!(rows), told["rows"]);
    world.call("show_saved", json!({ "token": told["token"] }));
    assert_eq!(world.desktop.opened().last(), Some(&book));
}

#[test]
fn the_clients_leave_as_cards_that_come_back_as_they_were_and_without_a_word_of_what_they_owe() {
    let world = World::on("2026-11-23");
    let company = world.client("Brasserie des Quais; Père & Fils, SARL").email("compta@quais.example").create();
    world.client("Mme Éléonore Roux").kind("consumer").create();
    let mut card = world.call("client", json!({ "id": company }))["client"].clone();
    card["siren"] = json!("732829320");
    card["contactName"] = json!("Jeanne Petit");
    card["phone"] = json!("04 78 00 00 00");
    card["note"] = json!("paie toujours en retard");
    card["emailCopies"] = json!("direction@quais.example");
    card["address"] = json!({ "recipient": "", "building": "Bâtiment B", "street": "12 quai de la Marne", "locality": "", "postcode": "69002", "city": "LYON", "country": "" });
    world.change("save_client", json!({ "id": company, "client": card }));
    world.invoice(company, "F-2026-9").late(40).create();
    let path = world.folder().join("clients.vcf");
    world.desktop.will_save(&path);
    let saved = world.call("save_cards", json!({}));
    assert_eq!((&saved["rows"], &saved["fileName"]), (&json!(2), &json!("clients.vcf")));
    let bytes = std::fs::read(&path).expect("the cards");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(!text.contains("retard") && !text.contains("F-2026-9"), "{text}");
    let other = World::on("2026-11-23");
    let token = other.file("clients.vcf", &bytes);
    let draft = other.call("open_import", json!({ "token": token }))["draft"].clone();
    other.change("commit_import", json!({ "draft": draft }));
    let rows = other.call("clients", json!({}))["rows"].clone();
    assert_eq!(rows.as_array().map(Vec::len), Some(2), "{rows}");
    let back = other.call("client", json!({ "id": rows[0]["id"] }))["client"].clone();
    for field in ["name", "debtorKind", "siren", "contactName", "phone", "email", "emailCopies", "address"] {
        let was = world.call("client", json!({ "id": company }))["client"][field].clone();
        assert_eq!(back[field], was, "{field}");
    }
    assert_eq!(rows[1]["debtorKind"], "consumer", "{}", rows[1]);
    assert_eq!(world.call("save_cards", json!({})), serde_json::Value::Null, "he gave up");
}

#[test]
fn what_covers_a_debt_what_was_read_and_the_plans_leave_too() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").with("siren", json!("732829320")).create();
    for ceiling in [100_000, 250_000] {
        world.change(
            "save_safeguard",
            json!({
                "clientId": client, "guarantorName": "Paul Aubry", "guaranteeKind": "surety", "guarantee": 500_000,
                "guaranteeDocument": "acte du 3 mars 2026", "ceiling": ceiling,
            }),
        );
    }
    world.change("note_solvency", json!({ "id": client, "on": "2026-11-20", "register": "bodacc", "finding": "Rien de publié." }));
    let told = |export: &str| {
        let name = format!("{export}.csv");
        let (path, told) = saved(&world, &name, json!({ "export": export, "format": "csv" }));
        let listed = world.call("exports", json!({})).as_array().expect("tables").iter().find(|row| row["export"] == export).cloned();
        assert_eq!(told["rows"], listed.expect("it is listed")["count"], "as many lines as are announced");
        lines(&path)
    };
    let safeguards = told("safeguards");
    assert_eq!(safeguards.len(), 2, "the last revision alone");
    assert_eq!(
        safeguards[1].iter().map(String::as_str).collect::<Vec<_>>(),
        ["Durand SARL", "Paul Aubry", "", "Cautionnement", "5000,00", "acte du 3 mars 2026", "", "", "", "", "2500,00"]
    );
    assert_eq!(told("solvency")[1], ["20/11/2026", "Durand SARL", "BODACC", "Rien de publié."]);
    let plans = told("plans");
    assert!(plans.len() > 10 && plans[1..].iter().all(|line| line.len() == 8 && !line[0].is_empty() && !line[5].is_empty()), "{plans:?}");
}

#[test]
fn own_texts_entered_rates_and_days_away_leave_too() {
    let world = World::on("2026-11-23");
    let which = json!({ "document": "sms", "tone": "first", "debtorKind": "business" });
    world.change("save_template", json!({ "of": which.clone(), "text": "{{société}}, {{factures}}\u{a0}: {{total}}. À bientôt." }));
    world.change("restore_template", which);
    let rate = json!({
        "halfYear": "2026-S1", "refiBp": 215, "legalConsumerBp": 667, "legalOtherBp": 262, "source": "Arrêté d’essai", "confirmed": true,
    });
    world.change("save_rate", rate);
    world.change("set_closure", json!({ "from": "2026-12-21", "until": "2027-01-03", "note": "Fêtes" }));
    let told = |export: &str| {
        let (path, told) = saved(&world, "un.csv", json!({ "export": export, "format": "csv" }));
        let views = world.call("exports", json!({}));
        let listed = views.as_array().expect("tables").iter().find(|row| row["export"] == export).cloned();
        assert_eq!(told["rows"], listed.expect("it is listed")["count"], "as many lines as are announced");
        lines(&path)
    };
    let texts = told("texts");
    assert_eq!(texts.len(), 3, "{texts:?}");
    assert_eq!((texts[1][0].as_str(), texts[1][2].as_str(), texts[1][4].as_str()), ("SMS\u{a0}: 1er rappel", "1", ""));
    assert!(texts[1][5].contains("{{total}}. À bientôt."), "{texts:?}");
    assert_eq!((texts[2][4].as_str(), texts[2][5].as_str()), ("Oui", "(texte d’origine)"));
    let rates = told("rates");
    // What holds a comma is between quotes, for who opens it with commas.
    let cells = ["2026-S1", "\"2,15\u{a0}%\"", "\"6,67\u{a0}%\"", "\"2,62\u{a0}%\"", "Arrêté d’essai", "Saisi par vous"];
    assert_eq!(rates[1][..6], cells);
    assert_eq!(told("closures")[1], ["21/12/2026", "03/01/2027", "14", "Fêtes", ""]);
}
