//! « Clients en double »: two cards made one, and the way back while nothing was sent.
use crate::desk::desk;
use echu_tests::World;
use serde_json::{Value, json};

/// Durand entered twice: a card by hand, late; another by an import, with a payment, a promise and a note.
struct Twice {
    world: World,
    keep: i64,
    gone: i64,
    first: i64,
    second: i64,
}

fn twice() -> Twice {
    let world = World::on("2026-11-23");
    let keep = world.client("Durand SARL").email("compta@durand.example").with("siren", json!("732829320")).create();
    let gone = world
        .client("Éts Durand")
        .email("ancien@durand.example")
        .with("siren", json!("732829320"))
        .with("phone", json!("04 76 00 00 00"))
        .with("note", json!("Appeler le matin."))
        .create();
    let first = world.invoice(keep, "F-1").total(100_000).late(20).create();
    let second = world.invoice(gone, "F-2").total(50_000).late(40).create();
    world.change("record_payment", json!({ "clientId": gone, "receivedOn": "2026-11-20", "amount": 20_000, "allocations": [{ "invoiceId": second, "amount": 20_000 }] }));
    world.change("place_hold", json!({ "clientId": gone, "kind": "promise", "until": "2026-11-30", "note": "au téléphone" }));
    Twice { world, keep, gone, first, second }
}

/// Every row of what belongs to somebody, as stored: table, id, whose, and all cards but what only time moves.
fn ledger(world: &World) -> Vec<String> {
    let sql = world.sql();
    let mut all = Vec::new();
    {
        let mut query = sql.prepare("SELECT id, amount_cents FROM hold ORDER BY id").unwrap();
        let rows = query.query_map([], |row| Ok(format!("hold {} {:?}", row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?))).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    for table in ["invoice", "payment", "document", "hold", "follow_up", "agreement", "contact"] {
        let mut query = sql.prepare(&format!("SELECT id, client_id FROM {table} ORDER BY id")).unwrap();
        let rows = query.query_map([], |row| Ok(format!("{table} {} {}", row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    let mut query =
        sql.prepare("SELECT id, name, email, phone, note, siren, plan_id, archived_at, merged_into FROM client ORDER BY id").unwrap();
    let rows = query
        .query_map([], |row| {
            let texts: Vec<String> = (1..6).map(|place| row.get(place).unwrap()).collect();
            let rest: (Option<i64>, Option<String>, Option<i64>) = (row.get(6)?, row.get(7)?, row.get(8)?);
            Ok(format!("client {} {texts:?} {rest:?}", row.get::<_, i64>(0)?))
        })
        .unwrap();
    all.extend(rows.map(Result::unwrap));
    all
}

fn merge(twice: &Twice) -> Value {
    twice.world.change("merge_clients", json!({ "keep": twice.keep, "gone": twice.gone, "take": ["email"] }))
}

#[test]
fn one_client_entered_twice_is_shown_and_the_preview_says_what_moves() {
    let twice = twice();
    let view = twice.world.call("duplicates", json!({}));
    assert_eq!((&view["count"], &view["pairs"][0]["because"]), (&json!(1), &json!("siren")), "{view}");
    let before = ledger(&twice.world);
    let preview = twice.world.call("merge_preview", json!({ "keep": twice.keep, "gone": twice.gone }));
    let moves: Vec<&str> = preview["moves"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(moves[0].contains("300,00"), "what is owed comes with the invoices: {moves:?}");
    assert!(moves.iter().any(|one| one.starts_with("1 règlement")) && moves.iter().any(|one| one.contains("promesse")), "{moves:?}");
    let conflicts: Vec<&Value> = preview["conflicts"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
    assert_eq!(conflicts, [&json!("name"), &json!("email")], "the two cards say otherwise");
    assert_eq!(preview["filled"][0]["value"], "04 76 00 00 00", "what the kept card lacks is taken");
    assert!(
        preview["warnings"][0].as_str().unwrap().contains("suspend toutes"),
        "a promise of all his invoices stops the others too: {preview}"
    );
    assert_eq!(ledger(&twice.world), before, "a preview writes nothing");
}

#[test]
fn everything_of_the_one_is_of_the_other_and_his_history_is_read_through() {
    let twice = twice();
    let world = &twice.world;
    merge(&twice);
    let page = world.call("client", json!({ "id": twice.keep }));
    assert_eq!(page["openInvoices"].as_array().unwrap().len(), 2);
    let card = &page["client"];
    assert_eq!(
        (&card["name"], &card["email"]),
        (&json!("Durand SARL"), &json!("ancien@durand.example")),
        "the e-mail was chosen, the name was not"
    );
    assert_eq!((&card["phone"], &card["note"]), (&json!("04 76 00 00 00"), &json!("Appeler le matin.")));
    assert_eq!(world.call("client", json!({ "id": twice.gone }))["id"], twice.keep, "an old link leads to the one client");
    let promised: i64 = world.sql().query_row("SELECT amount_cents FROM hold", [], |row| row.get(0)).unwrap();
    assert_eq!(promised, 30_000, "what was promised of one account is not promised of both");
    let story = world.story(twice.keep);
    for told in ["F-1", "F-2", "Promesse", "Paiement", "réunie à celle-ci"] {
        assert!(story.contains(told), "{told} is in:\n{story}");
    }
    assert_eq!(world.call("clients", json!({}))["count"], 1, "one client in the list");
    assert_eq!(world.call("clients", json!({ "archived": true }))["count"], 0, "and none among the archived");
    let hits = world.call("search", json!({ "text": "durand" }));
    assert_eq!(hits.as_array().unwrap().iter().filter(|hit| hit["kind"] == "client").count(), 1, "{hits}");
    assert_eq!(world.call("duplicates", json!({}))["count"], 0);
    let refused = world.refused("merge_clients", json!({ "keep": twice.gone, "gone": twice.keep }));
    assert!(refused.sentence.contains("déjà réunie"), "{}", refused.sentence);
}

#[test]
fn a_merge_taken_back_leaves_everything_as_it_was() {
    let twice = twice();
    let before = ledger(&twice.world);
    let id = merge(&twice)["id"].clone();
    assert_ne!(ledger(&twice.world), before);
    twice.world.change("undo_merge", json!({ "id": id }));
    assert_eq!(ledger(&twice.world), before);
    let refused = twice.world.refused("undo_merge", json!({ "id": id }));
    assert!(refused.sentence.contains("déjà séparées"), "{}", refused.sentence);
    assert!(twice.world.story(twice.gone).contains("Fiche séparée"), "both histories say it");
}

#[test]
fn what_a_person_changed_since_stays_when_a_merge_is_taken_back() {
    let twice = twice();
    let world = &twice.world;
    let id = merge(&twice)["id"].clone();
    let mut card = world.call("client", json!({ "id": twice.keep }))["client"].clone();
    card["phone"] = json!("06 00 00 00 00");
    world.change("save_client", json!({ "id": twice.keep, "client": card }));
    let third = world.invoice(twice.keep, "F-3").create();
    world.change("undo_merge", json!({ "id": id }));
    let page = world.call("client", json!({ "id": twice.keep }));
    assert_eq!((&page["client"]["phone"], &page["client"]["email"]), (&json!("06 00 00 00 00"), &json!("compta@durand.example")));
    let mine: Vec<i64> = page["openInvoices"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert_eq!(mine.len(), 2);
    assert!(mine.contains(&third) && mine.contains(&twice.first), "what was typed since is of the client it was typed for");
}

#[test]
fn money_that_settles_both_keeps_them_united() {
    let twice = twice();
    let world = &twice.world;
    let id = merge(&twice)["id"].clone();
    let before = ledger(world);
    let both = json!([{ "invoiceId": twice.first, "amount": 100_000 }, { "invoiceId": twice.second, "amount": 30_000 }]);
    let payment = world
        .change("record_payment", json!({ "clientId": twice.keep, "receivedOn": "2026-11-23", "amount": 130_000, "allocations": both }));
    let refused = world.refused("undo_merge", json!({ "id": id }));
    assert!(refused.sentence.contains("annulez-le d’abord"), "{}", refused.sentence);
    assert_eq!(world.call("client", json!({ "id": twice.gone }))["id"], twice.keep, "nothing was half-parted");
    world.change("cancel_payment", json!({ "id": payment["paymentId"] }));
    world.change("undo_merge", json!({ "id": id }));
    assert_ne!(ledger(world), before);
}

#[test]
fn two_siren_are_two_companies_unless_a_person_insists() {
    let world = World::on("2026-11-23");
    let one = world.client("Durand").with("siren", json!("732829320")).create();
    let other = world.client("Durand").with("siren", json!("404833048")).create();
    assert_eq!(world.call("duplicates", json!({}))["count"], 0, "not even proposed");
    let refused = world.refused("merge_clients", json!({ "keep": one, "gone": other }));
    assert_eq!(refused.confirmable, Some(true), "{}", refused.sentence);
    world.change("merge_clients", json!({ "keep": one, "gone": other, "confirmed": true }));
}

#[test]
fn clients_said_to_be_two_are_not_shown_again_until_it_is_taken_back() {
    let world = World::on("2026-11-23");
    let one = world.client("Dupont Jean").create();
    let other = world.client("Jean DUPONT").create();
    let count = |world: &World| world.call("duplicates", json!({}))["count"].as_i64().unwrap();
    assert_eq!(count(&world), 1);
    world.change("set_apart", json!({ "one": other, "other": one, "apart": true }));
    assert_eq!(count(&world), 0);
    world.change("set_apart", json!({ "one": one, "other": other, "apart": false }));
    assert_eq!(count(&world), 1);
}

#[test]
fn what_was_approved_for_either_does_not_leave_and_one_message_is_prepared_for_both() {
    let desk = desk("2026-11-23");
    let keep = desk.world.client("Garage Delaunay").email("compta@delaunay.example").create();
    let gone = desk.world.client("Delaunay").email("compta@delaunay.example").create();
    desk.world.invoice(keep, "F-1").late(8).total(100_000).create();
    desk.world.invoice(gone, "F-2").late(8).total(50_000).create();
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 2, "two clients, two messages");
    desk.approve(&drafts);
    let preview = desk.world.call("merge_preview", json!({ "keep": keep, "gone": gone }));
    assert!(preview["warnings"].to_string().contains("ne sont plus valables"), "{preview}");
    let id = desk.world.change("merge_clients", json!({ "keep": keep, "gone": gone }))["id"].clone();
    desk.send_all();
    assert_eq!(desk.server.seen().connections, 0, "nothing approved for two leaves for one");
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 1, "one client, one message");
    let body = desk.world.call("reminder", json!({ "id": drafts[0] }))["body"].as_str().unwrap().to_owned();
    assert!(body.contains("F-1") && body.contains("F-2"), "{body}");
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!(desk.server.seen().connections, 1, "it left");
    let row = desk.world.call("duplicates", json!({}))["merged"][0].clone();
    assert_eq!(row["canUndo"], false, "{row}");
    let refused = desk.world.refused("undo_merge", json!({ "id": id }));
    assert!(refused.sentence.contains("Un message est parti"), "{}", refused.sentence);
}

#[test]
fn the_old_name_still_names_the_client_in_a_file_and_on_a_statement() {
    let twice = twice();
    let world = &twice.world;
    merge(&twice);
    let file = world.file("suite.csv", "Numéro;Client;Date;Échéance;Total TTC\nF-9;Éts Durand;01/11/2026;30/11/2026;90,00\n".as_bytes());
    let draft = world.call("open_import", json!({ "token": file }));
    assert_eq!((&draft["preview"]["newClients"], &draft["preview"]["new"]), (&json!(0), &json!(1)), "{draft}");
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    let owner: i64 = world.sql().query_row("SELECT client_id FROM invoice WHERE number = 'F-9'", [], |row| row.get(0)).unwrap();
    assert_eq!(owner, twice.keep);
}

/// One text of the base.
fn text(world: &World, sql: &str) -> String {
    world.sql().query_row(&format!("SELECT IFNULL(({sql}), '')"), [], |row| row.get(0)).unwrap()
}

/// An échéancier of two terms on an invoice of 1 000 €.
fn agrees(world: &World, client: i64, invoice: i64) {
    let terms = ["2026-12-07", "2027-01-07"].map(|on| json!({ "on": on, "amount": 50_000 }));
    world.change(
        "record_agreement",
        json!({
            "clientId": client, "invoiceIds": [invoice], "penalties": "waived_if_kept", "terms": terms, "missed": 1, "graceDays": 2,
            "noticeDays": 8, "returnBefore": "2026-11-30", "remindDays": 3,
        }),
    );
}

#[test]
fn merges_into_one_client_are_taken_back_the_last_one_first() {
    let twice = twice();
    let world = &twice.world;
    let before = ledger(world);
    let first = merge(&twice)["id"].clone();
    let third = world.client("Durand Toiture").create();
    let second = world.change("merge_clients", json!({ "keep": twice.keep, "gone": third }))["id"].clone();
    let refused = world.refused("undo_merge", json!({ "id": first }));
    assert!(refused.sentence.contains("séparez d’abord"), "{}", refused.sentence);
    world.change("undo_merge", json!({ "id": second }));
    world.change("undo_merge", json!({ "id": first }));
    assert_eq!(ledger(world)[..before.len() - 2], before[..before.len() - 2], "all but the cards, of which there is one more");
}

#[test]
fn two_agreements_that_stand_keep_two_clients_apart() {
    let world = World::of_a_plumber();
    let [keep, gone] = [("Durand SARL", "F-1"), ("Éts Durand", "F-2")].map(|(name, number)| {
        let client = world.client(name).create();
        agrees(&world, client, world.invoice(client, number).late(20).create());
        client
    });
    let preview = world.call("merge_preview", json!({ "keep": keep, "gone": gone }));
    assert!(preview["refused"].as_str().unwrap().contains("échéancier est en cours avec chacun"), "{preview}");
    let refused = world.refused("merge_clients", json!({ "keep": keep, "gone": gone }));
    assert!(refused.sentence.contains("mettez fin à l’un des deux"), "{}", refused.sentence);
}

#[test]
fn an_agreement_is_known_by_the_same_name_whoever_it_is_with() {
    let desk = desk("2026-11-23");
    let keep = desk.world.client("Garage Delaunay").create();
    let gone = desk.world.client("Delaunay").create();
    agrees(&desk.world, gone, desk.world.invoice(gone, "F-1").late(20).create());
    desk.world.clock.go_to("2026-12-04", "09:00");
    desk.drafts();
    desk.world.change("merge_clients", json!({ "keep": keep, "gone": gone }));
    desk.drafts();
    let told = text(&desk.world, "SELECT COUNT(*) || ' ' || COUNT(DISTINCT identity) FROM reminder_term");
    assert_eq!(told, "2 1", "a term reminded before and after is one to the journal");
}

#[test]
fn an_address_changed_since_stays_whole_when_a_merge_is_taken_back() {
    let world = World::on("2026-11-23");
    let keep = world.client("Durand SARL").create();
    let address = json!({ "street": "3 PLACE HAUTE", "postcode": "38000", "city": "GRENOBLE" });
    let gone = world.client("Éts Durand").with("address", address).create();
    let id = world.change("merge_clients", json!({ "keep": keep, "gone": gone, "take": ["address", "name"] }))["id"].clone();
    let mut card = world.call("client", json!({ "id": keep }))["client"].clone();
    card["address"]["postcode"] = json!("38100");
    world.change("save_client", json!({ "id": keep, "client": card }));
    world.change("undo_merge", json!({ "id": id }));
    let told =
        text(&world, &format!("SELECT name || ', ' || address_street || ', ' || postcode || ' ' || city FROM client WHERE id = {keep}"));
    assert_eq!(told, "Durand SARL, 3 PLACE HAUTE, 38100 GRENOBLE", "never the street of one and the town of the other");
}

#[test]
fn what_is_wrong_with_an_address_comes_and_goes_with_it() {
    let twice = twice();
    let world = &twice.world;
    world.sql().execute("UPDATE client SET email_problem = 'bounced' WHERE id = ?", [twice.gone]).unwrap();
    let id = merge(&twice)["id"].clone();
    let told = || text(world, &format!("SELECT email || ' ' || email_problem FROM client WHERE id = {}", twice.keep));
    assert_eq!(told(), "ancien@durand.example bounced");
    world.change("undo_merge", json!({ "id": id }));
    assert_eq!(told(), "compta@durand.example ");
}

#[test]
fn what_was_added_since_keeps_two_cards_united() {
    let twice = twice();
    let world = &twice.world;
    let id = merge(&twice)["id"].clone();
    world.clock.seconds_pass(60);
    let payment = world.pays(twice.keep, 10_000);
    let refused = world.refused("undo_merge", json!({ "id": id }));
    assert!(refused.sentence.contains("rien ne dit de quel client ils sont"), "{}", refused.sentence);
    world.change("cancel_payment", json!({ "id": payment["paymentId"] }));
    assert_eq!(world.call("duplicates", json!({}))["merged"][0]["canUndo"], true, "money cancelled is nobody's");
    world.invoice(twice.keep, "F-3").create();
    let row = world.call("duplicates", json!({}))["merged"][0].clone();
    assert!(row["whyNot"].as_str().unwrap().starts_with("Des factures ou des règlements ont été ajoutés"), "{row}");
}

#[test]
fn papers_joined_since_go_back_with_what_they_are_about() {
    let twice = twice();
    let world = &twice.world;
    let dispute = json!({ "clientId": twice.gone, "invoiceId": twice.second, "kind": "dispute", "reason": "work_contested" });
    let hold = world.change("place_hold", dispute);
    let id = merge(&twice)["id"].clone();
    let token = world.file("facture.pdf", b"%PDF-1.4\n%%EOF\n");
    world.change("attach_pdf", json!({ "invoiceId": twice.second, "token": token }));
    let token = world.file("photo.png", b"\x89PNG\r\n\x1a\nx");
    world.change("attach_hold_document", json!({ "id": hold, "token": token }));
    world.change("undo_merge", json!({ "id": id }));
    let told = text(world, "SELECT COUNT(*) || ' ' || MIN(client_id) || ' ' || MAX(client_id) FROM document");
    assert_eq!(told, format!("2 {0} {0}", twice.gone));
}

#[test]
fn a_message_that_a_person_wants_to_read_first_stays_retained() {
    let twice = twice();
    let world = &twice.world;
    let sql = "INSERT INTO forewarning (client_id, invoice_id, step_id, cycle, amount_cents, leaves_at, leaves_on, announced_at, retained_at)
               SELECT ?1, ?2, MIN(id), 1, 100, '2026-11-24T08:00:00Z', '2026-11-24', '2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z' FROM dunning_step";
    world.sql().execute(sql, [twice.gone, twice.second]).unwrap();
    let whose = || text(world, "SELECT GROUP_CONCAT(client_id) FROM forewarning");
    let id = merge(&twice)["id"].clone();
    assert_eq!(whose(), twice.keep.to_string(), "it follows its invoice");
    world.change("undo_merge", json!({ "id": id }));
    assert_eq!(whose(), twice.gone.to_string());
}

#[test]
fn an_archived_card_that_takes_an_open_client_is_archived_no_more() {
    let world = World::on("2026-11-23");
    let keep = world.client("Durand SARL").create();
    world.change("archive_client", json!({ "id": keep, "archived": true }));
    let gone = world.client("Éts Durand").create();
    world.invoice(gone, "F-1").late(20).create();
    let archived = || text(&world, &format!("SELECT archived_at FROM client WHERE id = {keep}"));
    let before = archived();
    world.clock.seconds_pass(60);
    let id = world.change("merge_clients", json!({ "keep": keep, "gone": gone }))["id"].clone();
    assert_eq!(archived(), "", "who owes is in the list");
    world.change("undo_merge", json!({ "id": id }));
    assert_eq!(archived(), before);
}

#[test]
fn an_address_that_came_back_before_the_merge_does_not_condemn_the_other() {
    let desk = desk("2026-11-23");
    let gone = desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    let keep = desk.world.client("Delaunay SARL").email("facturation@delaunay.example").create();
    desk.world.change("merge_clients", json!({ "keep": keep, "gone": gone }));
    let sent = desk.world.call("outbox", json!({}))["rows"][0]["id"].clone();
    desk.world.change("mark_bounced", json!({ "id": sent, "cause": "address" }));
    assert_eq!(text(&desk.world, &format!("SELECT email_problem FROM client WHERE id = {keep}")), "");
}
