//! After the notice: routes judged on the claim, a case followed from its request to its end, and what it starts and stops.
use echu_engine::clock::Clock;
use echu_tests::World;
use serde_json::{Value, json};

/// A merchant who owes 2 400 € since 24 September, on 23 November 2026.
fn late() -> (World, i64, i64) {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(60).total(240_000).create();
    (world, client, invoice)
}

/// The same, once the mise en demeure was posted, presented, and had no effect.
pub fn noticed() -> (World, i64, i64) {
    let (world, client, invoice) = late();
    let letter = world.change("freeze_letter", json!({ "clientId": client, "confirmed": true }))["letterId"].clone();
    world.change("mark_posted", json!({ "id": letter, "postedOn": "2026-11-23", "trackingNumber": "1A 204 118 6037 4" }));
    world.clock.go_to("2026-11-25", "09:00");
    world.change("mark_presented", json!({ "id": letter, "on": "2026-11-25" }));
    world.clock.go_to("2026-12-14", "09:00");
    (world, client, invoice)
}

fn routes(world: &World, client: i64, more: Value) -> Value {
    let mut asked = json!({ "clientId": client, "creditorMerchant": true, "debtorMerchant": true });
    for (key, value) in more.as_object().unwrap() {
        asked[key] = value.clone();
    }
    world.call("routes_of", asked)
}

fn status(view: &Value, route: &str) -> String {
    let found = view["routes"].as_array().unwrap().iter().find(|one| one["route"] == route).unwrap().clone();
    found["status"].as_str().unwrap().to_owned()
}

pub fn to_open(client: i64, invoice: i64, route: &str) -> Value {
    json!({
        "clientId": client, "route": route, "invoiceIds": [invoice], "creditorMerchant": true, "debtorMerchant": true,
        "courtTown": "Nantes", "confirmed": true,
    })
}

pub fn case(world: &World, client: i64) -> Value {
    world.call("proceedings", json!({ "clientId": client }))[0].clone()
}

pub fn note(world: &World, id: &Value, kind: &str, on: &str) -> Value {
    if world.clock.today().to_string().as_str() < on {
        world.clock.go_to(on, "09:00");
    }
    let in_person = (kind == "served").then_some(true);
    world.change("note_proceeding_step", json!({ "id": id, "kind": kind, "on": on, "inPerson": in_person }))
}

fn last_day_to_act(world: &World, invoice: i64) -> String {
    world.call("invoice", json!({ "id": invoice }))["limitation"]["lastDay"].as_str().unwrap().to_owned()
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn from_the_notice_to_an_enforceable_order() {
    let (world, client, invoice) = noticed();
    assert_eq!(status(&routes(&world, client, json!({})), "order"), "open", "{}", routes(&world, client, json!({})));
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    let mut diary = String::new();
    let mut tell = |world: &World| {
        let one = case(world, client);
        diary.push_str(&format!("{}  {}\n", world.clock.today(), plain(one["next"].as_str().unwrap())));
    };
    tell(&world);
    note(&world, &id, "filed", "2026-12-14");
    tell(&world);
    note(&world, &id, "ordered", "2026-12-21");
    tell(&world);
    let before = last_day_to_act(&world, invoice);
    note(&world, &id, "served", "2027-01-12");
    tell(&world);
    world.clock.go_to("2027-02-15", "09:00");
    tell(&world);
    world.clock.go_to("2027-03-15", "09:00");
    tell(&world);
    note(&world, &id, "seized", "2027-03-16");
    tell(&world);
    world.pays(client, 240_000);
    tell(&world);
    // Computed by hand: 29 December is a Tuesday; 21 March 2027 a Sunday; 12 March 2027 a Friday.
    assert_eq!(
        diary,
        "2026-12-14  Aucun délai ne court : notez la prochaine étape quand elle arrive.\n\
         2026-12-14  Consigner les frais au greffe. Jusqu’au 29 décembre 2026 inclus : il reste 15 jours.\n\
         2026-12-21  Faire signifier l’ordonnance (par un commissaire de justice). Jusqu’au 22 mars 2027 inclus : il reste 91 jours.\n\
         2027-01-12  Opposition du débiteur. Jusqu’au 12 février 2027 inclus : il reste 31 jours.\n\
         2027-02-15  Attente avant l’exécution. Jusqu’au 12 mars 2027 inclus : il reste 25 jours.\n\
         2027-03-15  Attente avant l’exécution. L’exécution est possible s’il n’y a pas d’avis d’opposition du greffe (fin le 12 mars 2027).\n\
         2027-03-16  Aucun délai ne court : notez la prochaine étape quand elle arrive.\n\
         2027-03-16  Tout est payé : clôturez cette procédure.\n"
    );
    assert_eq!(before, "2031-09-24", "neither the notice nor the request moved it (CPC 1405; Cass. 1re civ., 9 Sept. 2020)");
    let closing = json!({ "id": id, "ending": "paid", "cost": 9_000, "recovered": 240_000 });
    world.change("close_proceeding", closing.clone());
    world.refused("close_proceeding", closing);
    let story = world.story(client);
    for told in ["Procédure ouverte\u{a0}: Injonction de payer", "Injonction de payer\u{a0}: ordonnance signifiée", "Procédure close"] {
        assert!(story.contains(told), "{told} lacks in {story}");
    }
}

#[test]
fn the_service_starts_the_time_to_act_again_and_taking_it_back_undoes_it() {
    let (world, client, invoice) = noticed();
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    note(&world, &id, "filed", "2026-12-14");
    note(&world, &id, "ordered", "2026-12-21");
    assert_eq!(last_day_to_act(&world, invoice), "2031-09-24", "the request interrupts nothing");
    let served = note(&world, &id, "served", "2027-01-12");
    assert_eq!(last_day_to_act(&world, invoice), "2032-01-12", "C. civ. 2241, from the service");
    let step = &case(&world, client)["steps"][1];
    let refused = world.refused("take_back_proceeding_step", json!({ "id": step["id"] }));
    assert!(refused.sentence.contains("Ordonnance signifiée"), "{}", refused.sentence);
    world.change("take_back_proceeding_step", json!({ "id": served }));
    assert_eq!(last_day_to_act(&world, invoice), "2031-09-24");
    assert_eq!(case(&world, client)["steps"].as_array().map(Vec::len), Some(2));
    note(&world, &id, "served", "2027-01-13");
    assert_eq!(last_day_to_act(&world, invoice), "2032-01-13", "noted again on its right day");
}

#[test]
fn an_order_served_too_late_is_void_and_interrupts_nothing() {
    let (world, client, invoice) = noticed();
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    note(&world, &id, "filed", "2026-12-14");
    note(&world, &id, "ordered", "2026-12-21");
    note(&world, &id, "served", "2027-03-23");
    assert_eq!(last_day_to_act(&world, invoice), "2031-09-24", "the last day was Monday 22 March");
    let one = case(&world, client);
    let serve = one["deadlines"].as_array().unwrap().iter().find(|one| one["key"] == "serve_order").unwrap().clone();
    assert_eq!(serve["stage"], "met_late");
    assert!(serve["sentence"].as_str().unwrap().contains("non avenue"), "{serve}");
}

#[test]
fn reminders_rest_while_a_case_is_open_and_nothing_else_lifts_them() {
    let (world, client, invoice) = late();
    assert_eq!(world.call("today", json!({}))["withheld"], json!([]));
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    let held = world.call("today", json!({}))["withheld"].clone();
    assert!(held[0]["why"].as_str().unwrap().contains("Procédure en cours"), "{held}");
    assert_eq!(world.call("everyone", json!({}))["without"], 0, "nobody is forgotten");
    let hold = world.call("holds_of", json!({ "clientId": client }))[0]["id"].clone();
    let refused = world.refused("release_hold", json!({ "id": hold }));
    assert!(refused.sentence.contains("clôturez-la"), "{}", refused.sentence);
    world.refused("decide", json!({ "clientId": client, "invoices": [invoice], "choice": "wait" }));
    let again = world.refused("open_proceeding", to_open(client, invoice, "merits"));
    assert!(again.sentence.contains("déjà en cours"), "{}", again.sentence);
    world.change("close_proceeding", json!({ "id": id, "ending": "abandoned" }));
    assert_eq!(world.call("today", json!({}))["withheld"], json!([]), "its plan goes on");
    world.refused("note_proceeding_step", json!({ "id": id, "kind": "filed", "on": "2026-11-23" }));
    assert_eq!(world.call("proceedings", json!({})), json!([]), "only what is open is listed for everyone");
    assert_eq!(case(&world, client)["ending"], "abandoned");
}

#[test]
fn what_is_not_known_is_to_check_and_asks_before_it_opens() {
    let (world, client, invoice) = noticed();
    let unknown = routes(&world, client, json!({ "debtorMerchant": null }));
    assert_eq!((status(&unknown, "uncontested"), status(&unknown, "small_claims")), ("to_check".into(), "to_check".into()));
    assert_eq!(unknown["kit"]["court"], "to_check", "no court is guessed: {}", unknown["kit"]);
    let mut asked = to_open(client, invoice, "uncontested");
    (asked["debtorMerchant"], asked["confirmed"]) = (Value::Null, json!(false));
    let refused = world.refused("open_proceeding", asked.clone());
    assert_eq!(refused.confirmable, Some(true));
    assert!(refused.sentence.contains("commerçants"), "{}", refused.sentence);
    let known = routes(&world, client, json!({}));
    assert_eq!((status(&known, "uncontested"), status(&known, "small_claims")), ("open".into(), "closed".into()));
    let closed = world.refused("open_proceeding", to_open(client, invoice, "small_claims"));
    assert!(closed.sentence.contains("entre commerçants") && closed.confirmable.is_none(), "{}", closed.sentence);
}

#[test]
fn the_figures_and_the_exhibits_are_those_of_the_claim() {
    let (world, client, _) = noticed();
    let view = routes(&world, client, json!({ "courtTown": "Paris" }));
    let kit = &view["kit"];
    assert_eq!((&kit["court"], &kit["form"]), (&json!("economic"), &json!("12946*02")));
    let line = |label: &str| {
        let all = kit["lines"].as_array().unwrap();
        all.iter().find(|one| one["label"].as_str().unwrap().starts_with(label)).unwrap()["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(plain(&line("Principal")), "2 400,00 €");
    assert_eq!(plain(&line("Indemnité")), "40,00 €");
    assert_eq!(line("Frais de la requête"), "", "costs are never filled in");
    let (principal, interest, fees) =
        (view["principal"].as_i64().unwrap(), view["interest"].as_i64().unwrap(), view["fees"].as_i64().unwrap());
    assert_eq!(line("Total"), echu_core::text::euros(echu_core::money::Cents(principal + interest + fees)));
    let exhibits = kit["exhibits"].to_string();
    assert!(exhibits.contains("Facture F-1") && exhibits.contains("suivi 1A20411860374") && exhibits.contains("effectif"), "{exhibits}");
}

#[test]
fn a_disputed_claim_is_not_for_an_order() {
    let (world, client, invoice) = noticed();
    let part = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "amount": 50_000, "reason": "wrong_amount" });
    world.change("place_hold", part);
    let view = routes(&world, client, json!({}));
    assert_eq!((status(&view, "order"), &view["disputed"]), ("to_check".into(), &json!(50_000)));
    world.change("place_hold", json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "work_contested" }));
    let view = routes(&world, client, json!({}));
    assert_eq!((status(&view, "order"), status(&view, "merits")), ("closed".into(), "open".into()));
}

#[test]
fn in_insolvency_the_claim_is_declared_and_nothing_else() {
    let (world, client, invoice) = late();
    let coming = world.invoice(client, "F-2").issued("2026-11-10").due("2026-12-20").total(60_000).create();
    world.invoice(client, "F-3").issued("2026-11-21").due("2026-12-21").total(70_000).create();
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    let view = routes(&world, client, json!({}));
    let open: Vec<&Value> = view["routes"].as_array().unwrap().iter().filter(|one| one["status"] == "open").collect();
    assert_eq!((open.len(), &open[0]["route"]), (1, &json!("declaration")));
    assert_eq!(view["principal"], 300_000, "what is not due yet is declared too, what was sold after the judgment is not");
    world.refused("open_proceeding", to_open(client, invoice, "order"));
    let mut asked = to_open(client, invoice, "declaration");
    asked["invoiceIds"] = json!([invoice, coming]);
    let id = world.change("open_proceeding", asked);
    note(&world, &id, "published", "2026-11-23");
    let one = case(&world, client);
    assert_eq!((&one["deadlines"][0]["key"], &one["deadlines"][0]["lastDay"]), (&json!("declare_claim"), &json!("2027-01-23")));
    assert_eq!(one["calls"], false);
    world.clock.go_to("2026-12-24", "09:00");
    assert_eq!(case(&world, client)["calls"], true, "thirty days are left");
}

#[test]
fn a_file_handed_over_keeps_who_has_it_and_what_it_brought() {
    let (world, client, invoice) = noticed();
    let mut asked = to_open(client, invoice, "agency");
    asked["handler"] = json!("Cabinet Morvan");
    let id = world.change("open_proceeding", asked);
    world.change("follow_proceeding", json!({ "id": id, "courtTown": "", "reference": "DOS-12", "handler": "Cabinet Morvan" }));
    note(&world, &id, "handed_over", "2026-12-14");
    world.change(
        "close_proceeding",
        json!({ "id": id, "ending": "part_paid", "cost": 30_000, "recovered": 150_000, "note": "Solde abandonné" }),
    );
    let one = case(&world, client);
    assert_eq!((&one["handler"], &one["reference"]), (&json!("Cabinet Morvan"), &json!("DOS-12")));
    assert_eq!((&one["cost"], &one["recovered"], &one["nextSteps"]), (&json!(30_000), &json!(150_000), &json!([])));
}

#[test]
fn an_invoice_in_an_agreement_is_not_claimed_in_court() {
    let (world, client, invoice) = late();
    let drafted = world.call("draft_agreement", json!({ "clientId": client, "count": 2, "firstOn": "2026-12-05" }));
    let record = json!({
        "clientId": client, "invoiceIds": [invoice], "penalties": drafted["penalties"], "terms": drafted["terms"],
        "missed": 1, "graceDays": 2, "noticeDays": 8, "returnBefore": "2026-11-30",
    });
    world.change("record_agreement", record);
    let view = routes(&world, client, json!({}));
    assert_eq!((&view["routes"], &view["kit"]), (&json!([]), &Value::Null), "nothing is left to claim");
    assert!(view["invoices"][0]["whyNot"].as_str().unwrap().contains("échéancier"), "{view}");
    world.refused("open_proceeding", to_open(client, invoice, "order"));
}

#[test]
fn the_arithmetic_is_the_user_s_own() {
    let world = World::of_a_plumber();
    let asked = json!({ "claim": 240_000, "chancePermille": 600, "costs": [10_000, null], "minutes": 120, "hour": 4_000 });
    let found = world.call("weigh_route", asked);
    assert_eq!((&found["expected"], &found["unknown"]), (&Value::Null, &json!(1)), "a cost that is not known is not zero");
    let asked = json!({ "claim": 240_000, "chancePermille": 600, "costs": [10_000], "minutes": 120, "hour": 4_000 });
    let found = world.call("weigh_route", asked);
    assert_eq!((&found["expected"], &found["breakEvenPermille"]), (&json!(126_000), &json!(75)));
    let refused = world.refused("weigh_route", json!({ "claim": 100, "chancePermille": 1_001, "costs": [], "minutes": 0 }));
    assert_eq!(refused.field.as_deref(), Some("chancePermille"));
}

#[test]
fn a_case_follows_its_client_when_two_cards_are_made_one() {
    let (world, client, invoice) = late();
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    let other = world.client("Brasserie des Quais SARL").create();
    world.change("merge_clients", json!({ "keep": other, "gone": client, "confirmed": true }));
    assert_eq!(world.call("proceedings", json!({ "clientId": other }))[0]["id"], id);
}

#[test]
fn taking_an_import_back_takes_its_case_with_it_and_frees_the_others() {
    let (world, client, own) = late();
    let file = "Numéro;Client;SIREN;Date;Échéance;Total TTC\r\nF-9;Brasserie des Quais;404833048;01/08/2026;01/09/2026;500,00\r\n";
    let token = world.file("factures.csv", file.as_bytes());
    let draft = world.call("open_import", json!({ "token": token }));
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    let rows = routes(&world, client, json!({}))["invoices"].clone();
    let both: Vec<i64> = rows.as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect();
    assert_eq!(both.len(), 2, "{rows}");
    let mut asked = to_open(client, own, "order");
    asked["invoiceIds"] = json!(both);
    let id = world.change("open_proceeding", asked);
    note(&world, &id, "filed", "2026-11-23");
    world.change("undo_import", json!({ "id": imported["importId"] }));
    assert_eq!(world.call("proceedings", json!({ "clientId": client })), json!([]));
    assert_eq!(world.call("holds_of", json!({ "clientId": client })), json!([]), "its own invoice follows its plan again");
}

#[test]
fn insolvency_stops_what_was_begun_and_opens_the_declaration() {
    let (world, client, invoice) = noticed();
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    note(&world, &id, "filed", "2026-12-15");
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-12-15" }));
    let one = case(&world, client);
    assert!(one["next"].as_str().unwrap().contains("L622-21"), "{}", one["next"]);
    assert_eq!(one["calls"], true);
    let view = routes(&world, client, json!({}));
    assert_eq!((status(&view, "declaration"), &view["principal"]), ("open".into(), &json!(240_000)), "what the case holds is declared");
    assert_eq!(status(&view, "order"), "closed");
    world.clock.go_to("2027-02-01", "09:00");
    assert_eq!(routes(&world, client, json!({}))["interest"], view["interest"], "interest stops at the judgment");
}

#[test]
fn what_is_seized_by_a_void_order_starts_no_time_again() {
    let (world, client, invoice) = noticed();
    let before = last_day_to_act(&world, invoice);
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    for (kind, on) in [("filed", "2026-12-15"), ("ordered", "2027-01-11"), ("served", "2027-04-20"), ("seized", "2027-07-01")] {
        note(&world, &id, kind, on);
    }
    assert_eq!(last_day_to_act(&world, invoice), before, "served nine days late");
}

#[test]
fn a_claim_given_up_never_stopped_the_time() {
    let (world, client, invoice) = noticed();
    let before = last_day_to_act(&world, invoice);
    let id = world.change("open_proceeding", to_open(client, invoice, "merits"));
    note(&world, &id, "summoned", "2027-01-11");
    assert_ne!(last_day_to_act(&world, invoice), before, "a summons interrupts");
    world.change("close_proceeding", json!({ "id": id, "ending": "abandoned", "note": "" }));
    assert_eq!(last_day_to_act(&world, invoice), before, "C. civ. 2243");
}

#[test]
fn a_file_without_news_is_looked_at_again() {
    let (world, client, invoice) = noticed();
    let id = world.change("open_proceeding", to_open(client, invoice, "agency"));
    assert_eq!(case(&world, client)["calls"], false);
    world.days_pass(60);
    let one = case(&world, client);
    assert_eq!(one["calls"], true);
    assert!(one["next"].as_str().unwrap().contains("Aucune nouvelle"), "{}", one["next"]);
    world.change("follow_proceeding", json!({ "id": id, "courtTown": "", "reference": "R-12", "handler": "Étude Morel" }));
    assert_eq!(case(&world, client)["calls"], false, "that was news");
}

#[test]
fn what_is_to_come_of_an_invoice_in_parts_is_not_claimed_as_due() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let parts = json!([{ "dueOn": "2026-10-01", "amount": 300_000 }, { "dueOn": "2027-01-01", "amount": 600_000 }]);
    world.invoice(client, "F-1").issued("2026-09-01").due("2026-10-01").total(900_000).with("parts", parts).create();
    let view = routes(&world, client, json!({}));
    for route in ["order", "summary", "uncontested"] {
        assert_ne!(status(&view, route), "open", "{route}");
    }
}

#[test]
fn four_months_to_declare_are_for_who_is_away_from_the_court() {
    for (creditor, debtor, last) in [("97200", "75011", "2027-03-23"), ("97200", "97200", "2027-01-23"), ("35510", "75011", "2027-01-23")] {
        let (world, client, invoice) = late();
        let mut us = world.call("settings", json!({}))["creditor"].clone();
        us["address"]["postcode"] = json!(creditor);
        world.change("save_creditor", json!({ "creditor": us }));
        let mut card = world.call("client", json!({ "id": client }))["client"].clone();
        card["address"]["postcode"] = json!(debtor);
        world.change("save_client", json!({ "id": client, "client": card }));
        world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
        let id = world.change("open_proceeding", to_open(client, invoice, "declaration"));
        note(&world, &id, "published", "2026-11-23");
        let one = case(&world, client);
        let declare = one["deadlines"].as_array().unwrap().iter().find(|one| one["key"] == "declare_claim").unwrap();
        assert_eq!(declare["lastDay"], last, "{creditor} against {debtor}");
    }
}
