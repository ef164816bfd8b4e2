//! Bank statements: kept once, matched by a person, and meanwhile nothing leaves for who may have paid.
use echu_tests::World;
use serde_json::{Value, json};

const ACCOUNT: &str = "<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>";

/// An OFX of those movements: day, amount, identifier, words.
fn ofx(lines: &[(&str, &str, &str, &str)]) -> String {
    let lines: String = lines
        .iter()
        .map(|(day, amount, id, label)| format!("<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day}<TRNAMT>{amount}<FITID>{id}<NAME>{label}</STMTTRN>"))
        .collect();
    format!(
        "OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR{ACCOUNT}<BANKTRANLIST>{lines}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
}

fn read(world: &World, file: &str) -> Value {
    let token = world.file("releve.bin", file.as_bytes());
    assert_eq!(world.call("recognise_file", json!({ "token": token })), "statement", "recognised by its content");
    let draft = world.call("open_statement", json!({ "token": token }));
    world.change("commit_statement", json!({ "token": token, "sha256": draft["sha256"] }))
}

fn lines(world: &World) -> Vec<Value> {
    world.call("matching", json!({}))["lines"].as_array().unwrap().clone()
}

fn balance(world: &World, invoice: i64) -> i64 {
    world.sql().query_row("SELECT total_cents - settled_cents FROM invoice WHERE id = ?", [invoice], |row| row.get(0)).unwrap()
}

/// Accepts the first proposal of a line.
fn accept(world: &World, line: &Value) -> Value {
    let one = &line["proposals"][0];
    let parts: Vec<Value> =
        one["parts"].as_array().unwrap().iter().map(|part| json!({ "invoiceId": part["invoiceId"], "amount": part["amount"] })).collect();
    let share = json!({ "clientId": one["clientId"], "amount": line["amount"], "allocations": parts, "penalties": one["penalties"] });
    world.change("match_line", json!({ "lineId": line["id"], "shares": [share] }))
}

#[test]
fn statements_that_overlap_add_nothing_twice_and_expenses_are_not_kept() {
    let world = World::on("2026-11-23");
    let monday = ("20261116", "1200.00", "1", "VIR DURAND F-2026-012");
    let first = read(&world, &ofx(&[monday, ("20261116", "-80.00", "2", "CARTE STATION")]));
    assert_eq!((&first["new"], &first["waiting"]), (&json!(1), &json!(1)));
    let longer = ofx(&[monday, ("20261116", "-80.00", "2", "CARTE STATION"), ("20261117", "50.00", "3", "VIR INCONNU")]);
    let second = read(&world, &longer);
    assert_eq!((&second["new"], &second["known"], &second["waiting"]), (&json!(1), &json!(1), &json!(2)));
    let token = world.file("meme.ofx", longer.as_bytes());
    let again = world.call("open_statement", json!({ "token": token }));
    assert_eq!(
        (&again["alreadyRead"], &again["accounts"][0]["new"], &again["accounts"][0]["leftOut"]),
        (&json!(true), &json!(0), &json!(1))
    );
    let kept: i64 = world.sql().query_row("SELECT COUNT(*) FROM bank_line WHERE label LIKE 'CARTE%'", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0, "the user's expenses are his own business");
    assert_eq!(world.call("matching", json!({}))["lastRead"], "Dernier relevé importé aujourd’hui.");
    world.days_pass(3);
    assert_eq!(world.call("matching", json!({}))["lastRead"], "Dernier relevé importé il y a 3 jours.");
}

#[test]
fn a_movement_that_another_file_tells_otherwise_is_there_once() {
    let world = World::on("2026-11-23");
    read(&world, &ofx(&[("20261116", "600.00", "1", "VIR LEMOINE SARL"), ("20261116", "600.00", "2", "VIR MARTIN")]));
    let renumbered = read(&world, &ofx(&[("20261116", "600.00", "77", "VIREMENT LEMOINE"), ("20261116", "600.00", "2", "VIR MARTIN")]));
    assert_eq!((&renumbered["new"], &renumbered["known"]), (&json!(0), &json!(2)), "another identifier, other words, the same money");
    let table = "IBAN;Date;Libellé;Montant\nFR7630006000011234567890189;16/11/2026;LEMOINE;600,00\nFR7630006000011234567890189;16/11/2026;MARTIN;600,00\nFR7630006000011234567890189;16/11/2026;DUPUIS;600,00\n";
    let third = read(&world, table);
    assert_eq!(
        (&third["new"], &third["known"]),
        (&json!(1), &json!(2)),
        "the IBAN holds the number that OFX gives: one payment more is new"
    );
}

#[test]
fn a_foreign_account_is_set_aside_and_a_changed_file_is_refused() {
    let world = World::on("2026-11-23");
    let file = ofx(&[("20261116", "10.00", "1", "A")]).replace("<CURDEF>EUR", "<CURDEF>CHF");
    let token = world.file("chf.ofx", file.as_bytes());
    let draft = world.call("open_statement", json!({ "token": token }));
    assert_eq!(draft["accounts"][0]["new"], 0);
    assert!(draft["accounts"][0]["setAside"][0].as_str().unwrap().contains("CHF"), "{draft}");
    world.file("chf.ofx", ofx(&[("20261116", "99.00", "1", "A")]).as_bytes());
    let refused = world.refused("commit_statement", json!({ "token": token, "sha256": draft["sha256"] }));
    assert!(refused.sentence.contains("a changé"), "{}", refused.sentence);
    assert!(lines(&world).is_empty());
}

#[test]
fn a_credit_is_accepted_as_a_payment_and_may_be_taken_back() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-2026-012").total(120_000).late(20).create();
    read(&world, &ofx(&[("20261120", "1200.00", "1", "VIR SEPA DURAND F2026 012")]));
    assert_eq!(balance(&world, invoice), 120_000, "nothing is matched by itself");
    let line = lines(&world).remove(0);
    assert_eq!(line["proposals"][0]["certainty"], "certain", "{line}");
    assert!(line["proposals"][0]["sentence"].as_str().unwrap().contains("numéro de facture"), "{line}");
    accept(&world, &line);
    assert_eq!(balance(&world, invoice), 0);
    let settled = world.call("matching", json!({}))["settled"][0].clone();
    assert!(settled["tied"][0].as_str().unwrap().contains("F-2026-012"), "{settled}");
    world.refused("match_line", json!({ "lineId": line["id"], "shares": [{ "clientId": client, "amount": 120_000 }] }));
    world.change("reopen_line", json!({ "lineId": line["id"] }));
    assert_eq!((balance(&world, invoice), lines(&world).len()), (120_000, 1), "it waits again, and the invoice is owed");
    assert!(world.story(client).contains("Paiement"), "{}", world.story(client));
}

#[test]
fn all_that_is_certain_is_accepted_at_once_and_never_one_invoice_twice() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let one = world.invoice(client, "F-2026-012").total(120_000).create();
    let two = world.invoice(client, "F-2026-013").total(30_000).create();
    read(
        &world,
        &ofx(&[
            ("20261118", "1200.00", "1", "VIR F-2026-012"),
            ("20261119", "1200.00", "2", "VIR F-2026-012"),
            ("20261119", "300.00", "3", "VIR F-2026-013"),
            ("20261120", "77.00", "4", "VIR X"),
        ]),
    );
    assert_eq!(world.change("accept_certain", json!({})), 2);
    assert_eq!((balance(&world, one), balance(&world, two)), (0, 0));
    assert_eq!(lines(&world).len(), 2, "the second payment of one invoice waits, and the unknown one");
    let refused = world.refused("accept_certain", json!({}));
    assert!(refused.sentence.contains("Aucun mouvement n’est sûr"), "{}", refused.sentence);
}

#[test]
fn a_deposit_of_cheques_is_shared_between_clients_to_the_cent() {
    let world = World::on("2026-11-23");
    let (durand, petit) = (world.client("Durand SARL").create(), world.client("Petit").create());
    let of_durand = world.invoice(durand, "F-1001").total(70_000).late(10).create();
    let of_petit = world.invoice(petit, "F-1002").total(30_000).late(10).create();
    read(&world, &ofx(&[("20261120", "1000.00", "1", "REMISE CHEQUES 0012345")]));
    let line = lines(&world).remove(0);
    let short = json!({ "lineId": line["id"], "shares": [{ "clientId": durand, "amount": 70_000 }] });
    let refused = world.refused("match_line", short);
    assert!(refused.sentence.contains("ne font pas le montant reçu"), "{}", refused.sentence);
    world.change(
        "match_line",
        json!({ "lineId": line["id"], "shares": [{ "clientId": durand, "amount": 70_000 }, { "clientId": petit, "amount": 30_000 }] }),
    );
    assert_eq!((balance(&world, of_durand), balance(&world, of_petit)), (0, 0));
}

#[test]
fn a_payment_noted_by_hand_is_not_counted_a_second_time() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-2026-012").total(120_000).create();
    let other = world.invoice(client, "F-2026-013").total(120_000).create();
    world.pays(client, 120_000);
    read(&world, &ofx(&[("20261120", "1200.00", "1", "VIR DURAND")]));
    let line = lines(&world).remove(0);
    let noted = line["proposals"][0]["noted"].clone();
    assert!(noted.is_i64(), "the payment already noted comes first: {line}");
    world.change("tie_line", json!({ "lineId": line["id"], "paymentId": noted }));
    let payments: i64 = world.sql().query_row("SELECT COUNT(*) FROM payment", [], |row| row.get(0)).unwrap();
    assert_eq!((payments, balance(&world, other)), (1, 120_000));
}

#[test]
fn a_rejected_debit_takes_its_payment_back() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-2026-012").total(120_000).late(20).create();
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-16", "amount": 120_000 }));
    assert_eq!(balance(&world, invoice), 0);
    read(&world, &ofx(&[("20261120", "-1200.00", "1", "REJET PRLV DURAND")]));
    let line = lines(&world).remove(0);
    assert_eq!(line["takenBack"][0]["clientName"], "Durand SARL", "{line}");
    world.change("tie_line", json!({ "lineId": line["id"], "paymentId": line["takenBack"][0]["paymentId"] }));
    assert_eq!(balance(&world, invoice), 120_000, "owed again");
    world.change("reopen_line", json!({ "lineId": line["id"] }));
    assert_eq!(balance(&world, invoice), 0, "and the rejection itself may be taken back");
}

#[test]
fn who_may_have_paid_is_not_reminded_until_a_person_has_said() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").email("compta@durand.example").create();
    let invoice = world.invoice(client, "F-2026-012").total(120_000).late(20).create();
    let ready = |world: &World| world.call("today", json!({}))["ready"]["count"].as_i64().unwrap();
    assert_eq!(ready(&world), 1);
    let version =
        |world: &World| world.sql().query_row("SELECT version FROM invoice WHERE id = ?", [invoice], |row| row.get::<_, i64>(0)).unwrap();
    let before = version(&world);
    read(&world, &ofx(&[("20261120", "500.00", "1", "VIR DURAND")]));
    let today = world.call("today", json!({}));
    assert_eq!(today["ready"]["count"], 0, "{today}");
    assert_eq!(today["fixRows"][0]["fix"], "unmatched");
    assert!(today["fixRows"][0]["why"].as_str().unwrap().contains("reçus à la banque"), "{today}");
    assert!(version(&world) > before, "what was approved must be looked at again");
    let line = lines(&world).remove(0);
    world.change("set_line_aside", json!({ "lineId": line["id"] }));
    assert_eq!(ready(&world), 1, "« pas un règlement client »: he is reminded again");
    world.change("reopen_line", json!({ "lineId": line["id"] }));
    assert_eq!(ready(&world), 0);
}

#[test]
fn an_account_that_paid_once_is_known_the_next_time() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-2026-012").total(120_000).create();
    world.invoice(client, "F-2026-013").total(45_000).create();
    let entry = |day: &str, amount: &str, words: &str, id: &str| {
        format!(
            "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>{id}</AcctSvcrRef>\
             <NtryDtls><TxDtls><RltdPties><DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct></RltdPties>\
             <RmtInf><Ustrd>{words}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        )
    };
    let camt = |entries: &str| {
        format!(
            "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>\
             <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
        )
    };
    read(&world, &camt(&entry("2026-11-16", "1200.00", "F-2026-012", "R1")));
    accept(&world, &lines(&world)[0]);
    read(&world, &camt(&entry("2026-11-20", "450.00", "merci", "R2")));
    let line = lines(&world).remove(0);
    assert_eq!(line["proposals"][0]["certainty"], "certain", "{line}");
    assert!(line["proposals"][0]["sentence"].as_str().unwrap().contains("déjà payé"), "{line}");
}

#[test]
fn an_invoice_typed_or_a_client_renamed_is_held_by_the_credit_that_may_pay_it() {
    let world = World::on("2026-11-23");
    read(&world, &ofx(&[("20261120", "500.00", "1", "VIR DURAND")]));
    let held = |world: &World| world.sql().query_row("SELECT COUNT(*) FROM bank_claim", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(held(&world), 0, "nobody of that name owes anything");
    let client = world.client("Duranton").create();
    world.invoice(client, "F-2026-012").total(120_000).late(20).create();
    assert_eq!(held(&world), 0, "another name");
    let other = world.client("Durand SARL").create();
    world.invoice(other, "F-2026-013").total(90_000).late(20).create();
    assert_eq!(held(&world), 1, "typed after the statement was read, and held all the same");
}

/// Accepts all that is certain; zero when nothing is.
fn accepted(world: &World) -> i64 {
    match world.call("matching", json!({}))["certain"].as_i64() {
        Some(0) | None => 0,
        Some(_) => world.change("accept_certain", json!({})).as_i64().unwrap(),
    }
}

#[test]
fn a_deposit_declared_at_the_import_is_not_counted_twice() {
    let world = World::on("2026-11-23");
    let csv = "Numéro;Date;Échéance;Client;Total TTC;Déjà réglé\nK-2026-01;01/09/2026;01/10/2026;Poterie Lebrun;1000,00;500,00\n";
    let token = world.file("factures.csv", csv.as_bytes());
    let draft = world.call("open_import", json!({ "token": token }))["draft"].clone();
    world.change("commit_import", json!({ "draft": draft }));
    let id: i64 = world.sql().query_row("SELECT id FROM invoice", [], |row| row.get(0)).unwrap();
    assert_eq!(balance(&world, id), 50_000);
    read(
        &world,
        &ofx(&[
            ("20260905", "500.00", "1", "VIR POTERIE LEBRUN ACOMPTE K-2026-01"),
            ("20261115", "500.00", "2", "VIR SEPA ACOMPTE K-2026-01"),
        ]),
    );
    assert_eq!(accepted(&world), 0, "either may be the deposit");
    let line = lines(&world).remove(0);
    assert!(line["proposals"][0]["noted"].is_i64(), "what was declared comes first: {line}");
    world.change("tie_line", json!({ "lineId": line["id"], "paymentId": line["proposals"][0]["noted"] }));
    assert_eq!(balance(&world, id), 50_000, "said to be the deposit: nothing more is paid");
    assert_eq!((accepted(&world), balance(&world, id)), (1, 0), "and the other is then sure");
}

#[test]
fn a_second_payment_of_an_invoice_settles_no_other_by_itself() {
    let world = World::on("2026-11-23");
    let client = world.client("Abonne Test").email("compta@abonne.example").create();
    world.invoice(client, "M-2026-09").total(11_988).late(50).create();
    let october = world.invoice(client, "M-2026-10").total(11_988).late(20).create();
    read(&world, &ofx(&[("20261002", "119.88", "1", "VIR M-2026-09")]));
    assert_eq!(accepted(&world), 1);
    read(&world, &ofx(&[("20261005", "119.88", "2", "VIR M-2026-09")]));
    assert_eq!((accepted(&world), balance(&world, october)), (0, 11_988), "he named the invoice of September");
    let line = lines(&world).remove(0);
    assert!(line["proposals"][0]["sentence"].as_str().unwrap().contains("déjà soldée"), "{line}");
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 0, "it is his money all the same: he is not reminded");
}

#[test]
fn a_client_who_writes_that_he_pays_an_unpaid_invoice_is_not_reminded_of_it() {
    let world = World::on("2026-11-23");
    let client = world.client("Atelier Roux").email("compta@roux.example").create();
    world.invoice(client, "F-2026-010").total(77_777).late(20).create();
    let ready = |world: &World| world.call("today", json!({}))["ready"]["count"].as_i64().unwrap();
    assert_eq!(ready(&world), 1);
    read(&world, &ofx(&[("20261112", "777.77", "1", "VIR ATELIER ROUX REGLEMENT FACTURE IMPAYEE F-2026-010")]));
    assert_eq!((ready(&world), accepted(&world)), (0, 1));
}

#[test]
fn what_a_payment_taken_back_leaves_owed_is_held_by_the_credit_that_waits() {
    let world = World::on("2026-11-23");
    let client = world.client("Serrurerie Blin").email("compta@blin.example").create();
    let invoice = world.invoice(client, "Q-2026-77").total(91_111).late(20).create();
    let payment =
        world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-06-20", "amount": 91_111 }))["paymentId"].clone();
    world.change("archive_invoice", json!({ "id": invoice, "archived": true }));
    read(&world, &ofx(&[("20261119", "911.11", "1", "VIR SEPA REF 911")]));
    let held = |world: &World| world.sql().query_row("SELECT COUNT(*) FROM bank_claim", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(held(&world), 0, "nothing is owed of that sum");
    world.change("archive_invoice", json!({ "id": invoice, "archived": false }));
    assert_eq!(held(&world), 0, "still settled");
    world.change("cancel_payment", json!({ "id": payment }));
    assert_eq!(held(&world), 1, "typed by mistake: the credit may be his");
    world.change("restore_payment", json!({ "id": payment }));
    assert_eq!(held(&world), 0);
    world.change("reject_payment", json!({ "id": payment, "on": "2026-11-20", "note": "" }));
    assert_eq!(held(&world), 1, "rejected by the bank");
    world.change("write_off_invoice", json!({ "id": invoice, "on": "2026-11-20" }));
    assert_eq!(held(&world), 0);
    world.change("write_off_invoice", json!({ "id": invoice, "on": null }));
    assert_eq!(held(&world), 1, "followed again");
}

#[test]
fn a_movement_of_a_day_to_come_holds_nothing_back() {
    let world = World::on("2026-11-23");
    let client = world.client("Charpente Ory").create();
    let one = world.invoice(client, "V-2026-31").total(101_010).create();
    let two = world.invoice(client, "V-2026-32").total(202_020).create();
    let file = ofx(&[("20261119", "1010.10", "1", "VIR V-2026-31"), ("20261124", "2020.20", "2", "VIR V-2026-32")]);
    let token = world.file("demain.ofx", file.as_bytes());
    let draft = world.call("open_statement", json!({ "token": token }));
    assert!(draft["accounts"][0]["setAside"][0].as_str().unwrap().contains("pas encore comptabilisé"), "{draft}");
    read(&world, &file);
    assert_eq!((accepted(&world), balance(&world, one), balance(&world, two)), (1, 0, 202_020));
    world.days_pass(1);
    read(&world, &file);
    assert_eq!((accepted(&world), balance(&world, two)), (1, 0), "read again once booked, it is there");
}

#[test]
fn a_rejection_is_first_of_the_client_it_names() {
    let world = World::on("2026-11-23");
    let pay = |name: &str, number: &str, on: &str| {
        let client = world.client(name).create();
        world.invoice(client, number).total(32_109).late(40).create();
        world.change("record_payment", json!({ "clientId": client, "receivedOn": on, "amount": 32_109 }));
    };
    pay("Laiterie Prat", "R-2026-01", "2026-10-05");
    pay("Brasserie Noel", "R-2026-02", "2026-10-06");
    read(
        &world,
        &ofx(&[("20261012", "-321.09", "1", "REJET PRLV LAITERIE PRAT"), ("20261013", "-321.09", "2", "PRLV SEPA RETOURNE R-2026-01")]),
    );
    for line in lines(&world) {
        assert_eq!(line["takenBack"][0]["clientName"], "Laiterie Prat", "by the name, by the number of what it settled: {line}");
    }
}

#[test]
fn a_statement_read_wrong_is_taken_back_while_nothing_rests_on_it() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-2026-012").total(120_000).late(20).create();
    let monday = ("20261116", "1200.00", "1", "VIR F-2026-012");
    read(&world, &ofx(&[monday]));
    let rows = || world.call("statements", json!({})).as_array().unwrap().clone();
    let first = rows()[0].clone();
    assert_eq!((&first["canUndo"], first["sha256"].as_str().map(str::len)), (&json!(true), Some(64)), "{first}");
    accept(&world, &lines(&world)[0]);
    let refused = world.refused("undo_statement", json!({ "id": first["id"] }));
    assert!(refused.sentence.contains("rapprochés"), "{}", refused.sentence);
    let line = world.call("matching", json!({}))["settled"][0]["id"].clone();
    world.change("reopen_line", json!({ "lineId": line }));
    let longer = ofx(&[monday, ("20261117", "50.00", "2", "VIR INCONNU")]);
    read(&world, &longer);
    assert!(rows()[1]["whyNot"].as_str().unwrap().contains("lu depuis"), "the second found its movement there: {}", rows()[1]);
    world.change("undo_statement", json!({ "id": rows()[0]["id"] }));
    assert_eq!((rows().len(), lines(&world).len()), (1, 1));
    world.change("undo_statement", json!({ "id": first["id"] }));
    assert_eq!((rows().len(), lines(&world).len()), (0, 0), "it holds nobody any more");
    assert_eq!(read(&world, &longer)["new"], 2, "and may be read again");
}
