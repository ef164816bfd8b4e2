//! An import stored, remembered, and taken back.
use echu_tests::World;
use serde_json::{Value, json};

const FILE: &str = "Client;E-mail;N° facture;Date;Échéance;Total TTC;Déjà réglé\r\n\
    Durand SARL;compta@durand.example;F-1;01/09/2026;01/10/2026;1 200,00;200,00\r\n\
    Durand SARL;compta@durand.example;F-2;01/11/2026;01/12/2026;300,00;0,00\r\n\
    Garage du Pont;;F-3;05/08/2026;04/09/2026;90,50;90,50\r\n\
    Garage du Pont;;F-4;pas une date;04/09/2026;10,00;0\r\n";

fn opened(world: &World, file: &str) -> Value {
    let token = world.file("factures.csv", file.as_bytes());
    world.call("open_import", json!({ "token": token }))
}

#[test]
fn what_the_preview_shows_is_what_is_stored() {
    let world = World::on("2026-11-23");
    let draft = opened(&world, FILE);
    assert_eq!(draft["preview"]["new"], 3, "{draft}");
    assert_eq!(world.call("invoices", json!({ "filter": "all" }))["count"], 0, "nothing is written before « Importer »");
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    assert_eq!(imported["invoices"], 3);
    assert_eq!(imported["clients"], 2);
    assert_eq!(imported["refused"], 1, "the line without a date is set aside");
    assert_eq!(imported["lateClients"], 1);
    let all = world.call("invoices", json!({ "filter": "open" }));
    let balances: Vec<(&str, i64)> = all["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["number"].as_str().unwrap_or(""), row["balance"].as_i64().unwrap_or(0)))
        .collect();
    assert_eq!(balances, [("F-1", 100_000), ("F-2", 30_000)], "what was paid before is settled by an opening payment");
    assert_eq!(all["rows"][0]["mark"], "triage", "late already: it waits for the triage");
    assert_eq!(all["rows"][1]["mark"], "");
    let hits = world.call("search", json!({ "text": "durand F-2" }));
    assert_eq!(hits[0]["title"], "F-2", "imported invoices are found at once");
}

#[test]
fn the_same_file_twice_adds_nothing_and_its_columns_are_remembered() {
    let world = World::on("2026-11-23");
    let draft = opened(&world, FILE);
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    let again = opened(&world, FILE);
    assert_eq!(again["alreadyImported"], true);
    assert_eq!(again["remembered"], true);
    assert_eq!(again["preview"]["new"], 0);
    let refused = world.refused("commit_import", json!({ "draft": again["draft"] }));
    assert!(refused.sentence.contains("rien de nouveau"), "{}", refused.sentence);
    assert_eq!(world.call("imports", json!({})).as_array().map(Vec::len), Some(1));
}

#[test]
fn taking_an_import_back_leaves_nothing_of_it_and_keeps_what_is_the_users() {
    let world = World::on("2026-11-23");
    let own = world.client("Maison Dupré").create();
    world.invoice(own, "F-100").create();
    let draft = opened(&world, FILE);
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    let late = world.call("clients", json!({ "search": "durand" }))["rows"][0]["id"].as_i64().expect("a client");
    let invoice = world.call("invoices", json!({ "filter": "late" }))["rows"][0]["id"].as_i64().expect("an invoice");
    world.change("place_hold", json!({ "clientId": late, "invoiceId": invoice, "kind": "pause" }));
    let token = world.file("facture.pdf", b"%PDF-1.4\n%%EOF\n");
    world.change("attach_pdf", json!({ "invoiceId": invoice, "token": token }));
    world.change("undo_import", json!({ "id": imported["importId"] }));
    let counted = |table: &str| world.sql().query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).unwrap();
    for (table, left) in [("client", 1), ("invoice", 1), ("payment", 0), ("allocation", 0), ("hold", 0), ("document", 0)] {
        assert_eq!(counted(table), left, "{table}");
    }
    assert_eq!(world.call("search", json!({ "text": "F-2" })), json!([]), "its words are no longer found");
    let refused = world.refused("undo_import", json!({ "id": imported["importId"] }));
    assert!(refused.sentence.contains("déjà annulé"), "{}", refused.sentence);
    let again = opened(&world, FILE);
    assert_eq!(again["alreadyImported"], false, "it may be imported again");
    assert_eq!(world.change("commit_import", json!({ "draft": again["draft"] }))["invoices"], 3);
}

#[test]
fn an_import_whose_reminders_are_on_their_way_stays() {
    let world = World::on("2026-11-23");
    let account = json!({ "preset": "folder", "address": "moi@atelier.example", "senderName": "Atelier" });
    world.change("save_creditor", json!({ "creditor": super::desk::creditor() }));
    world.change("save_mail_account", json!({ "account": account }));
    let draft = opened(&world, FILE);
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    world.change("confirm_triage", json!({ "choices": [] }));
    let prepared = world.change("prepare_reminders", json!({}));
    world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": prepared["reminders"] }));
    let row = world.call("imports", json!({}))[0].clone();
    if prepared["reminders"].as_array().is_some_and(|all| !all.is_empty()) {
        assert_eq!(row["canUndo"], false, "{row}");
        world.refused("undo_import", json!({ "id": imported["importId"] }));
    } else {
        panic!("the late client is proposed an e-mail: {prepared}");
    }
}

#[test]
fn an_import_forgotten_is_said_so() {
    let world = World::on("2026-11-23");
    let draft = opened(&world, FILE);
    assert_eq!(world.call("drop_import", json!({ "draft": draft["draft"] })), json!(true));
    let refused = world.refused("commit_import", json!({ "draft": draft["draft"] }));
    assert!(refused.sentence.contains("Choisissez de nouveau"), "{}", refused.sentence);
}

#[test]
fn what_was_typed_since_the_preview_is_not_stored_twice() {
    let world = World::on("2026-11-23");
    let draft = opened(&world, FILE);
    let own = world.client("Durand SARL").create();
    world.invoice(own, "F-1").create();
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    assert_eq!((imported["invoices"].as_i64(), imported["changed"].as_i64()), (Some(2), Some(1)), "{imported}");
    let mine = world.call("invoices", json!({ "filter": "all", "clientId": own }));
    assert_eq!(mine["count"], 2, "his own F-1, and F-2 of the file");
}

/// An import sets the triggers of the allocations aside and writes their sums itself: they are those of the triggers.
#[test]
fn what_an_import_settles_is_what_the_triggers_would_have_settled() {
    const MIXED: &str = "Client;N° facture;Type;Date;Échéance;Total TTC;Déjà réglé\r\n\
        Durand SARL;F-1;Facture;01/09/2026;01/10/2026;1 200,00;200,00\r\n\
        Durand SARL;F-2;Facture;01/11/2026;01/12/2026;300,00;0,00\r\n\
        Garage du Pont;F-3;Facture;05/08/2026;04/09/2026;90,50;90,50\r\n\
        Durand SARL;A-1;Avoir;06/11/2026;;-50,00;0,00\r\n\
        Durand SARL;F-4;Facture;07/11/2026;07/12/2026;80,00;80,00\r\n\
        Garage du Pont;F-5;Facture;08/11/2026;08/12/2026;70,00;0,01\r\n";
    let world = World::on("2026-11-23");
    let draft = opened(&world, MIXED);
    assert_eq!(world.change("commit_import", json!({ "draft": draft["draft"] }))["invoices"], 6, "{draft}");
    let base = world.sql();
    let told = || -> Vec<String> {
        let told = "SELECT number || ' ' || settled_cents || ' ' || version FROM invoice
                    UNION ALL SELECT 'payment ' || id || ' ' || amount_cents || ' ' || allocated_cents FROM payment
                    UNION ALL SELECT 'allocation ' || invoice_id || ' ' || payment_id || ' ' || amount_cents FROM allocation ORDER BY 1";
        let mut rows = base.prepare(told).expect("a query");
        rows.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
    };
    let imported = told();
    assert!(imported.iter().any(|line| line == "F-1 20000 3"), "made, settled, then moved by the credit note: {imported:?}");
    // The same rows in the same order, one by one, with every trigger in force.
    base.execute_batch(
        "CREATE TEMP TABLE old_invoice AS SELECT * FROM invoice;
         CREATE TEMP TABLE old_payment AS SELECT * FROM payment;
         CREATE TEMP TABLE old_allocation AS SELECT * FROM allocation;
         DELETE FROM allocation; DELETE FROM payment; DELETE FROM invoice;
         UPDATE old_invoice SET settled_cents = 0, version = 1;
         UPDATE old_payment SET allocated_cents = 0;",
    )
    .expect("set aside");
    let ids: Vec<i64> = {
        let mut rows = base.prepare("SELECT id FROM old_invoice ORDER BY id").expect("a query");
        rows.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("ids")
    };
    for id in ids {
        for again in [
            "INSERT INTO invoice SELECT * FROM old_invoice WHERE id = ?",
            "INSERT INTO payment SELECT p.* FROM old_payment p JOIN old_allocation a ON a.payment_id = p.id WHERE a.invoice_id = ?",
            "INSERT INTO allocation SELECT * FROM old_allocation WHERE invoice_id = ?",
        ] {
            base.execute(again, [id]).expect("a row");
        }
    }
    assert_eq!(told(), imported);
    // And the triggers are back in force for whoever comes next.
    let client = world.call("clients", json!({ "search": "durand" }))["rows"][0]["id"].as_i64().expect("an id");
    let before = told();
    world.pays(client, 1_000);
    assert_ne!(told(), before, "a payment moves its client's invoices");
}

#[test]
fn contacts_of_a_phone_become_clients_once_and_may_be_taken_back() {
    let world = World::on("2026-11-23");
    world.client("Boulangerie Aubépine").email("compta@aubepine.example").create();
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anne Durand\r\nORG:Durand Toiture\r\nEMAIL:anne@durand.example\r\nEND:VCARD\r\n\
                 BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Aubépine\r\nEMAIL:Compta@aubepine.example\r\nTEL:01\r\nEND:VCARD\r\n";
    let token = world.file("contacts.bin", cards.as_bytes());
    assert_eq!(world.call("recognise_file", json!({ "token": token })), "import", "by its content, not by its name");
    let draft = world.call("open_import", json!({ "token": token }));
    let preview = &draft["preview"];
    assert_eq!((&preview["kind"], &preview["newClients"], &preview["changed"]), (&json!("clients"), &json!(1), &json!(1)), "{preview}");
    let done = world.change("commit_import", json!({ "draft": draft["draft"] }));
    let list = world.call("clients", json!({ "search": "toiture" }));
    let page = world.call("client", json!({ "id": list["rows"][0]["id"] }));
    assert_eq!((&page["client"]["contactName"], &page["client"]["email"]), (&json!("Anne Durand"), &json!("anne@durand.example")));
    let again = world.call("open_import", json!({ "token": token }));
    assert_eq!((&again["alreadyImported"], &again["preview"]["newClients"]), (&json!(true), &json!(0)));
    world.change("undo_import", json!({ "id": done["importId"] }));
    assert_eq!(world.call("clients", json!({}))["count"], 1, "only what was there before");
}

#[test]
fn a_name_matched_by_a_person_goes_to_that_client_and_nobody_is_created() {
    let world = World::on("2026-11-23");
    let durand = world.client("Toitures du Vercors").create();
    for name in ["Petit", "PETIT"] {
        world.client(name).create();
    }
    let file = "Numéro;Client;Date;Échéance;Total TTC\nF-1;Durand;01/09/2026;01/10/2026;10,00\nF-2;DURAND;01/09/2026;01/10/2026;20,00\n\
                F-3;Petit;01/09/2026;01/10/2026;30,00\n";
    let draft = opened(&world, file);
    let strangers: Vec<(&str, i64, bool)> = draft["preview"]["strangers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["rows"].as_i64().unwrap(), one["ambiguous"].as_bool().unwrap()))
        .collect();
    assert_eq!(strangers, [("Petit", 1, true), ("Durand", 2, false)]);
    let matched = world.call("match_import_client", json!({ "draft": draft["draft"], "name": "Durand", "client": durand }));
    assert_eq!(
        (&matched["preview"]["newClients"], &matched["named"][0]["client"]),
        (&json!(0), &json!("Toitures du Vercors")),
        "{matched}"
    );
    let back = world.call("match_import_client", json!({ "draft": draft["draft"], "name": "Durand", "client": null }));
    assert_eq!(back["preview"]["newClients"], 1);
    world.call("match_import_client", json!({ "draft": draft["draft"], "name": "Durand", "client": durand }));
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    let page = world.call("client", json!({ "id": durand }));
    assert_eq!(page["openInvoices"].as_array().unwrap().len(), 2, "all rows of that name");
}

#[test]
fn an_export_that_says_an_invoice_is_paid_since_is_not_told_to_bring_nothing() {
    let world = World::on("2026-11-23");
    let list =
        |status: &str| format!("Numéro;Date;Échéance;Client;Total TTC;Statut\r\nF-1;01/10/2026;31/10/2026;Durand;120,00;{status}\r\n");
    let draft = opened(&world, &list("Envoyée"));
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    let again = opened(&world, &list("Payée"));
    assert_eq!(again["preview"]["changed"], 1, "{again}");
    let refused = world.refused("commit_import", json!({ "draft": again["draft"] }));
    assert!(!refused.sentence.contains("rien de nouveau") && refused.sentence.contains("notez vous-même"), "{}", refused.sentence);
}

#[test]
fn a_state_nobody_knows_is_asked_and_a_day_to_come_pays_nothing() {
    let world = World::on("2026-11-23");
    let file = "Numéro;Date;Échéance;Client;Total TTC;Statut;Date de paiement\r\n\
                F-1;01/10/2026;31/10/2026;Durand;120,00;Solde dû;\r\nF-2;01/10/2026;31/10/2026;Durand;130,00;;30/12/2026\r\n\
                F-3;01/10/2026;31/10/2026;Durand;140,00;Chèque reçu;\r\n";
    let draft = opened(&world, file);
    let sentence = |list: &str| draft["preview"][list][0]["sentence"].as_str().unwrap_or_default().to_owned();
    assert!(sentence("refusals").starts_with("Ligne 2\u{a0}: l’état «\u{a0}Solde dû\u{a0}» n’est pas connu"), "{draft}");
    assert!(sentence("warnings").starts_with("Ligne 3\u{a0}: la date de règlement (30/12/2026) est à venir"), "{draft}");
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    let open = world.call("invoices", json!({ "filter": "open" }));
    assert_eq!((&open["count"], &open["rows"][0]["number"]), (&json!(1), &json!("F-2")), "{open}");
}
