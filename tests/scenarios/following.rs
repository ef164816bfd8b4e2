//! The plan follows how the client pays, unless a person decides: chosen at once, told, explained, never against what he already heard.
use crate::desk::desk;
use crate::privacy::{erase, files, jeanne};
use echu_engine::clock::Clock;
use echu_engine::scheduler;
use echu_tests::World;
use echu_tests::imports::sixty_invoices;
use serde_json::{Value, json};

fn followed(world: &World, client: i64) -> Value {
    world.call("client_standing", json!({ "id": client }))["followed"].clone()
}

/// The name of the plan he follows, and who chose it.
fn plan(world: &World, client: i64) -> (String, String) {
    let found = followed(world, client);
    let word = |field: &str| found[field].as_str().expect("a word").to_owned();
    (word("name"), word("by"))
}

fn named(name: &str, by: &str) -> (String, String) {
    (name.to_owned(), by.to_owned())
}

fn plan_id(world: &World, name: &str) -> Value {
    let all = world.call("plans", json!({}));
    all.as_array().expect("plans").iter().find(|one| one["name"] == name).expect("the plan")["id"].clone()
}

/// The lines of his history that say which plan he follows.
fn told(world: &World, client: i64) -> Vec<(String, String)> {
    let rows = world.call("timeline", json!({ "clientId": client }));
    let plain = |row: &Value, field: &str| row[field].as_str().expect("words").replace(['\u{a0}', '\u{202f}'], " ");
    let lines = rows.as_array().expect("lines").iter().rev().map(|row| (plain(row, "title"), plain(row, "detail")));
    lines.filter(|(title, _)| title.starts_with("Scénario")).collect()
}

/// Whatever happened, who follows what is what the profiles of the day say.
fn as_the_profiles_say(world: &World, when: &str) {
    for row in world.call("clients", json!({}))["rows"].as_array().expect("clients") {
        let client = row["id"].as_i64().expect("an id");
        let view = world.call("client_standing", json!({ "id": client }));
        let expected = match view["profile"].as_str().expect("a profile") {
            "good" => ("Doux", "profile"),
            "slow" => ("Payeurs lents", "profile"),
            "at_risk" => ("Ferme", "profile"),
            _ => ("Standard", "usual"),
        };
        assert_eq!(plan(world, client), named(expected.0, expected.1), "{when}: {} {view}", row["name"]);
    }
}

fn paid(world: &World, client: i64, number: &str, due: &str) -> i64 {
    let issued = due.parse::<chrono::NaiveDate>().expect("a day") - chrono::Days::new(30);
    let invoice = world.invoice(client, number).issued(&issued.to_string()).due(due).create();
    let allocations = json!([{ "invoiceId": invoice, "amount": 100_000 }]);
    let payment =
        world.change("record_payment", json!({ "clientId": client, "receivedOn": due, "amount": 100_000, "allocations": allocations }));
    payment["paymentId"].as_i64().expect("a payment")
}

#[test]
fn a_client_who_stops_paying_follows_the_firm_plan_and_the_usual_one_again_once_he_has_paid() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(30).create();
    assert_eq!(plan(&world, client), named("Standard", "usual"), "too soon to tell");
    assert_eq!(told(&world, client), []);
    world.days_pass(1);
    world.change("prepare_reminders", json!({}));
    assert_eq!(plan(&world, client), named("Ferme", "profile"));
    assert_eq!(followed(&world, client)["since"], "2026-11-24");
    let because = "Choisi par Échu d’après sa façon de payer : « à risque ». La seule facture échue n’a pas été payée.";
    assert_eq!(told(&world, client), [named("Scénario « Ferme »", because)]);
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["client"]["planId"], Value::Null, "nobody chose it for him");

    world.pays(client, 100_000);
    assert_eq!(plan(&world, client), named("Standard", "usual"));
    let back = told(&world, client).pop().expect("a line");
    assert_eq!(back.0, "Scénario « Standard »");
    assert!(back.1.contains("« nouveau »"), "{back:?}");
}

#[test]
fn what_he_already_heard_counts_in_the_plan_that_was_chosen() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(20).create();
    desk.approve(&desk.drafts());
    desk.send_all();
    world.clock.go_to("2026-12-07", "09:00");
    world.change("prepare_reminders", json!({}));
    assert_eq!(plan(world, client), named("Ferme", "profile"));
    let today = world.call("today", json!({}));
    let row = &today["readyRows"][0];
    let expected = (&json!(client), &json!("Relance ferme"));
    assert_eq!(
        (&row["clientId"], &row["stepLabel"]),
        expected,
        "the first reminder is behind him, and the firm plan comes sooner: {today}"
    );
}

#[test]
fn a_message_that_was_approved_leaves_as_it_was_approved() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(20).create();
    desk.approve(&desk.drafts());
    // Another invoice, long overdue, is found: his profile changes before the message has left.
    world.invoice(client, "F-0").late(90).create();
    assert_eq!(plan(world, client), named("Ferme", "profile"));
    desk.send_all();
    assert_eq!(desk.states(), ["sent"]);
}

#[test]
fn a_person_decides_and_gives_the_choice_back() {
    let world = World::on("2026-11-23");
    let client = world.client("Jamais Payé SAS").create();
    world.invoice(client, "F-1").late(40).create();
    assert_eq!(plan(&world, client), named("Ferme", "profile"));
    world.change("take_plan", json!({ "id": client, "planId": plan_id(&world, "Standard") }));
    assert_eq!(plan(&world, client), named("Standard", "person"), "even the default one, chosen, is his");
    let lines = told(&world, client).len();
    world.days_pass(40);
    world.invoice(client, "F-2").late(80).create();
    assert_eq!(plan(&world, client), named("Standard", "person"), "for good");
    assert_eq!(told(&world, client).len(), lines, "and nothing is told of a choice that nobody made");
    world.change("let_profile_choose", json!({ "id": client }));
    assert_eq!(plan(&world, client), named("Ferme", "profile"));
    let first = told(&world, client).len();
    world.change("let_profile_choose", json!({ "id": client }));
    assert_eq!(told(&world, client).len(), first, "nothing to give back");
}

#[test]
fn the_owner_stops_it_and_advice_is_all_that_is_left() {
    let world = World::on("2026-11-23");
    let client = world.client("Jamais Payé SAS").create();
    world.invoice(client, "F-1").late(40).create();
    let mut following = world.call("following", json!({}));
    assert_eq!(following["wanted"], true, "at first");
    following["wanted"] = json!(false);
    world.change("save_following", following.clone());
    assert_eq!(plan(&world, client), named("Standard", "usual"));
    assert_eq!(world.call("client_standing", json!({ "id": client }))["plan"]["name"], "Ferme", "it is advised");
    let last = told(&world, client).pop().expect("a line");
    assert_eq!(last, named("Scénario « Standard »", "Vous avez demandé à Échu de ne plus choisir les scénarios."));
    world.invoice(client, "F-2").late(90).create();
    assert_eq!(plan(&world, client), named("Standard", "usual"));
    following["wanted"] = json!(true);
    world.change("save_following", following);
    assert_eq!(plan(&world, client), named("Ferme", "profile"));
    assert_eq!(world.call("client_standing", json!({ "id": client }))["plan"], Value::Null, "nothing is advised beside a choice");
}

#[test]
fn each_profile_gets_the_plan_that_the_owner_gave_it_among_those_made_for_the_kind() {
    let world = World::on("2026-11-23");
    let firm = world.client("Jamais Payé SAS").create();
    world.invoice(firm, "F-1").late(40).create();
    let person = world.client("Mme Roux").kind("consumer").create();
    world.invoice(person, "F-2").late(40).create();
    assert_eq!(plan(&world, person), named("Particuliers", "usual"), "one plan alone is made for private persons");

    let step = |day: i32| json!({ "offsetDays": day, "channel": "email", "tone": "first" });
    let own = json!({ "name": "Particuliers, plus tôt", "debtorKind": "consumer", "steps": [step(3), step(12)] });
    let sooner = world.change("save_plan", own)["id"].clone();
    let mut following = world.call("following", json!({}));
    let rows = following["plans"].as_array_mut().expect("rows");
    assert_eq!(rows.len(), 12, "three kinds, four profiles");
    for row in rows.iter_mut().filter(|row| row["profile"] == "at_risk") {
        row["planId"] = if row["debtorKind"] == "consumer" { sooner.clone() } else { Value::Null };
    }
    let mut wrong = following.clone();
    wrong["plans"][0]["planId"] = sooner.clone();
    assert_eq!(world.refused("save_following", wrong).field.as_deref(), Some("plans"), "a plan of private persons for a firm");
    world.change("save_following", following);
    assert_eq!(plan(&world, person), named("Particuliers, plus tôt", "profile"));
    assert_eq!(plan(&world, firm), named("Standard", "usual"));

    world.change("retire_plan", json!({ "id": sooner }));
    assert_eq!(plan(&world, person), named("Particuliers", "usual"), "a plan that is retired is nobody's");
}

#[test]
fn an_owner_who_made_another_plan_the_default_one_has_decided_for_all() {
    let world = World::on("2026-11-23");
    let client = world.client("Jamais Payé SAS").create();
    world.invoice(client, "F-1").late(40).create();
    assert_eq!(plan(&world, client), named("Ferme", "profile"));
    let step = json!({ "offsetDays": 8, "channel": "email", "tone": "first" });
    let own = world.change("save_plan", json!({ "name": "Maison", "debtorKind": "business", "steps": [step] }))["id"].clone();
    world.change("default_plan", json!({ "id": own }));
    assert_eq!(plan(&world, client), named("Maison", "usual"), "the plans that came with the app are not his");
    let mut following = world.call("following", json!({}));
    for row in following["plans"].as_array_mut().expect("rows") {
        if row["debtorKind"] == "business" && row["profile"] == "at_risk" {
            row["planId"] = plan_id(&world, "Ferme");
        }
    }
    world.change("save_following", following);
    assert_eq!(plan(&world, client), named("Ferme", "profile"), "until he says so");
}

#[test]
fn no_plan_is_chosen_for_whom_one_is_careful_with_nor_for_whom_nothing_is_asked() {
    let world = World::on("2026-11-23");
    let client = world.client("Cliente Fidèle").create();
    world.invoice(client, "F-1").late(40).create();
    world.change("set_care", json!({ "clientId": client, "care": true }));
    assert_eq!(plan(&world, client), named("Standard", "care"));
    assert_eq!(told(&world, client).pop().expect("a line").1, "Échu ne choisit pas de scénario pour un client à ménager.");
    world.change("set_care", json!({ "clientId": client, "care": false }));
    assert_eq!(plan(&world, client), named("Ferme", "profile"));

    let broke = world.client("En Redressement SARL").create();
    world.invoice(broke, "E-1").late(10).create();
    world.change("set_insolvency", json!({ "clientId": broke, "on": "2026-11-20" }));
    world.days_pass(60);
    world.invoice(client, "F-2").late(1).create();
    assert_eq!(plan(&world, broke), named("Standard", "usual"));
    assert_eq!((followed(&world, broke)["wanted"].clone(), told(&world, broke)), (json!(false), vec![]), "nothing is chosen nor told");
}

#[test]
fn who_pays_late_hears_courteously_of_an_invoice_five_days_before_it_is_due() {
    let world = World::on("2026-11-23");
    let slow = world.client("Le Lent SARL").email("compta@lent.example").create();
    for (number, due) in ["2026-05-29", "2026-07-31", "2026-09-30"].into_iter().enumerate() {
        let issued = due.parse::<chrono::NaiveDate>().expect("a day") - chrono::Days::new(30);
        let invoice = world.invoice(slow, &format!("A-{number}")).issued(&issued.to_string()).due(due).create();
        let on = due.parse::<chrono::NaiveDate>().expect("a day") + chrono::Days::new(40);
        let allocations = json!([{ "invoiceId": invoice, "amount": 100_000 }]);
        let payment = json!({ "clientId": slow, "receivedOn": on.to_string(), "amount": 100_000, "allocations": allocations });
        world.change("record_payment", payment);
    }
    let usual = world.client("Nouvelle SAS").email("compta@nouvelle.example").create();
    for (client, number) in [(slow, "F-1"), (usual, "F-2")] {
        world.invoice(client, number).issued("2026-10-30").due("2026-12-01").create();
    }
    assert_eq!((plan(&world, slow), plan(&world, usual)), (named("Payeurs lents", "profile"), named("Standard", "usual")));
    let drafted = |day: &str| {
        world.clock.go_to(day, "09:00");
        let prepared = world.change("prepare_reminders", json!({}));
        prepared["reminders"].as_array().expect("drafts").clone()
    };
    assert_eq!(drafted("2026-11-25"), Vec::<Value>::new(), "nothing six days before");
    let drafts = drafted("2026-11-26");
    assert_eq!(drafts.len(), 1, "five days before, to him alone");
    let message = world.call("reminder", json!({ "id": drafts[0] }));
    assert_eq!((&message["clientId"], &message["stepLabel"]), (&json!(slow), &json!("Avis courtois")));
}

#[test]
fn whatever_happens_the_plans_are_those_of_the_profiles_of_the_day() {
    let world = World::on("2026-11-23");
    let good = world.client("Toujours À L’Heure").create();
    let payments: Vec<i64> = ["2026-05-29", "2026-07-31", "2026-09-30"]
        .into_iter()
        .enumerate()
        .map(|(at, due)| paid(&world, good, &format!("A-{at}"), due))
        .collect();
    assert_eq!(plan(&world, good), named("Doux", "profile"));
    let late = world.client("En Retard SARL").create();
    let owed = world.invoice(late, "B-1").late(70).create();
    as_the_profiles_say(&world, "a late invoice");
    let dispute = json!({ "clientId": late, "invoiceId": owed, "kind": "dispute", "reason": "work_contested", "note": "fuite" });
    let hold = world.change("place_hold", dispute);
    as_the_profiles_say(&world, "what he disputes is not held against him");
    world.change("release_hold", json!({ "id": hold }));
    as_the_profiles_say(&world, "the dispute is over");
    world.change("place_hold", json!({ "clientId": late, "invoiceId": owed, "kind": "promise", "until": "2026-11-27", "amount": 100_000 }));
    world.invoice(good, "A-9").issued("2026-11-01").due("2026-11-30").create();
    for _ in 0..14 {
        world.days_pass(7);
        scheduler::tick(world.app()).expect("a tick");
        as_the_profiles_say(&world, &world.clock.today().to_string());
    }
    assert_eq!(plan(&world, good), named("Ferme", "profile"), "two months and more without paying the last one");
    world.change("cancel_payment", json!({ "id": payments[0] }));
    as_the_profiles_say(&world, "a payment was a mistake");
    world.pays(good, 300_000);
    as_the_profiles_say(&world, "all is paid");
}

#[test]
fn an_opening_and_a_new_day_of_the_app_see_who_became_late() {
    let mut world = World::on("2026-11-23");
    let [first, second] = ["Durand SARL", "Petit SARL"].map(|name| world.client(name).create());
    world.invoice(first, "F-1").late(30).create();
    world.invoice(second, "F-2").late(29).create();
    world.days_pass(1);
    world.reopen();
    assert_eq!(
        (plan(&world, first).0, plan(&world, second).0),
        ("Ferme".to_owned(), "Standard".to_owned()),
        "the app was closed that night"
    );
    scheduler::tick(world.app()).expect("a tick");
    world.days_pass(1);
    scheduler::tick(world.app()).expect("a tick");
    assert_eq!(plan(&world, second), named("Ferme", "profile"), "the app was open that night");
}

#[test]
fn an_import_chooses_for_all_its_clients_and_takes_it_back_with_them() {
    let world = World::of_a_plumber();
    let token = world.file("factures.csv", &sixty_invoices(world.clock.today()));
    let draft = world.call("open_import", json!({ "token": token }));
    let import = world.change("commit_import", json!({ "draft": draft["draft"] }))["importId"].clone();
    as_the_profiles_say(&world, "imported");
    let count = |sql: &str| world.sql().query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count");
    assert_eq!(count("SELECT COUNT(*) FROM client WHERE profile_plan_id IS NOT NULL"), 12, "each of them is late for months");
    assert_eq!(count("SELECT COUNT(*) FROM event WHERE op = 'plan_followed' AND actor = 'scheduler'"), 12);
    world.change("undo_import", json!({ "id": import }));
    assert_eq!(count("SELECT COUNT(*) FROM client"), 0);
}

#[test]
fn the_triage_of_an_import_offers_each_client_the_steps_of_the_plan_he_follows() {
    let world = World::on("2026-11-23");
    let file = "Numéro;Client;E-mail;Date;Échéance;Total TTC\r\n\
                F-1;Garage Delaunay;compta@delaunay.example;24/08/2026;23/09/2026;1500,00\r\n\
                F-2;Menuiserie Le Goff;compta@legoff.example;14/10/2026;13/11/2026;400,00\r\n";
    let token = world.file("factures.csv", file.as_bytes());
    let draft = world.call("open_import", json!({ "token": token }));
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    let view = world.call("triage", json!({}));
    let steps = view["steps"].as_array().expect("steps");
    for (row, name) in view["rows"].as_array().expect("rows").iter().zip(["Ferme", "Standard"]) {
        assert_eq!(row["planId"], plan_id(&world, name), "{row}");
        let his: Vec<&Value> = steps.iter().filter(|step| step["planId"] == row["planId"]).map(|step| &step["stepId"]).collect();
        assert!(!his.is_empty() && his.contains(&&row["proposed"]), "{row} {his:?}");
    }
}

#[test]
fn a_merge_gives_the_plan_of_both_and_its_undoing_gives_each_his_own() {
    let world = World::on("2026-11-23");
    let keep = world.client("Durand SARL").create();
    let gone = world.client("Éts Durand").create();
    world.invoice(keep, "F-1").late(10).create();
    world.invoice(gone, "F-2").late(40).create();
    assert_eq!((plan(&world, keep).0, plan(&world, gone).0), ("Standard".to_owned(), "Ferme".to_owned()));
    let merge = world.change("merge_clients", json!({ "keep": keep, "gone": gone }))["id"].clone();
    assert_eq!(plan(&world, keep), named("Ferme", "profile"));
    world.change("undo_merge", json!({ "id": merge }));
    as_the_profiles_say(&world, "two again");
}

#[test]
fn a_person_is_told_the_plan_that_was_chosen_and_it_leaves_with_him() {
    let world = World::on("2026-11-23");
    let client = jeanne(&world);
    let step = json!({ "offsetDays": 8, "channel": "email", "tone": "first" });
    let own = world.change("save_plan", json!({ "name": "Plus tôt", "debtorKind": "consumer", "steps": [step] }))["id"].clone();
    let mut following = world.call("following", json!({}));
    for row in following["plans"].as_array_mut().expect("rows") {
        if row["debtorKind"] == "consumer" {
            row["planId"] = own.clone();
        }
    }
    world.change("save_following", following);
    world.invoice(client, "F-1").late(40).total(10_000).create();
    assert_eq!(plan(&world, client), named("Plus tôt", "profile"));
    let path = world.folder().join("jeanne.zip");
    world.desktop.will_save(&path);
    world.call("hand_over_data", json!({ "clientId": client }));
    let data = String::from_utf8(files(&path)["donnees.json"].clone()).expect("open data");
    let data: Value = serde_json::from_str(&data).expect("open data");
    let card = data["rubriques"].as_array().expect("parts").iter().find(|part| part["rubrique"] == "Fiche").expect("the card").to_string();
    assert!(card.contains(r#""Scénario choisi d’après sa façon de payer":"Plus tôt""#), "{card}");
    world.pays(client, 10_000);
    erase(&world, client);
    let chosen: Option<i64> =
        world.sql().query_row("SELECT profile_plan_id FROM client WHERE id = ?", [client], |row| row.get(0)).expect("the card");
    assert_eq!(chosen, None);
}
