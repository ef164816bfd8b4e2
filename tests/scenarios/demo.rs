//! The demonstration: every pile holds something, whatever the day, and it leaves nothing behind.
use echu_engine::scheduler::{self, Tick};
use echu_tests::World;
use serde_json::{Value, json};

fn started(day: &str) -> World {
    let world = World::on(day);
    assert_eq!(world.change("start_demo", json!({}))["demo"], true);
    world
}

#[test]
fn every_pile_of_the_day_holds_something_whatever_the_day() {
    // A plain Monday, a Sunday, the day after Christmas, a day of a holiday month.
    for day in ["2026-11-23", "2026-11-22", "2026-12-26", "2027-05-10"] {
        let world = started(day);
        let today = world.call("today", json!({}));
        let count = |pile: &str| today[pile]["count"].as_u64().unwrap_or(0);
        assert!((7..=11).contains(&count("ready")), "{day}: {} ready", count("ready"));
        for pile in ["calls", "letters", "promises", "toFix"] {
            assert!(count(pile) >= 1, "{day}: {pile} is empty");
        }
        assert!(today["withheld"].as_array().map_or(0, Vec::len) >= 5, "{day}: {}", today["withheld"]);
        assert_eq!(today["triagePending"], 0, "{day}");
    }
}

#[test]
fn it_has_forty_clients_and_a_hundred_and_eighty_invoices_and_is_the_same_twice() {
    let world = started("2026-11-23");
    assert_eq!(world.call("clients", json!({}))["count"], 40);
    assert_eq!(world.call("invoices", json!({ "filter": "all" }))["count"], 181, "a credit note besides");
    let other = started("2026-11-23");
    assert_eq!(world.call("today", json!({})), other.call("today", json!({})), "the same day gives the same company");
    let settings = world.call("settings", json!({}));
    assert_eq!(settings["demo"], true);
    assert_eq!(settings["mailReady"], true, "its messages become files");
    assert!(settings["creditorProblems"].as_array().is_some_and(|all| all.iter().all(|one| one["blocks"] == Value::Bool(false))));
}

#[test]
fn it_shows_plans_chosen_by_how_clients_pay() {
    let world = started("2026-11-23");
    let sql = rusqlite::Connection::open(world.folder().join("data").join("demonstration.db")).expect("its base");
    let mut query = sql
        .prepare("SELECT p.name, COUNT(*) FROM client c JOIN dunning_plan p ON p.id = c.profile_plan_id GROUP BY p.name ORDER BY p.name")
        .expect("a query");
    let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).expect("rows");
    let plans: std::collections::BTreeMap<String, i64> = rows.map(|row| row.expect("a row")).collect();
    assert!(["Doux", "Ferme"].iter().all(|name| plans.contains_key(*name)), "{plans:?}");
}

#[test]
fn wiping_it_gives_back_the_own_base_untouched() {
    let mut world = World::on("2026-11-23");
    world.client("Durand SARL").create();
    world.change("start_demo", json!({}));
    world.reopen();
    assert_eq!(world.call("settings", json!({}))["demo"], true, "it is open again the next morning");
    assert_eq!(world.change("wipe_demo", json!({}))["demo"], false);
    assert_eq!(world.call("clients", json!({}))["count"], 1, "the user's own client is there");
    assert!(!world.folder().join("data").join("demonstration.db").exists(), "nothing is left of it");
}

#[test]
fn a_day_of_the_demonstration_is_prepared_and_approved() {
    let world = started("2026-11-23");
    let prepared = world.change("prepare_reminders", json!({}));
    let ids = prepared["reminders"].clone();
    assert!(ids.as_array().map_or(0, Vec::len) >= 7, "{prepared}");
    let approved = world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": ids }));
    assert_eq!(approved["refused"], json!([]));
    assert_eq!(approved["dispatches"].as_array().map(Vec::len), ids.as_array().map(Vec::len));
}

#[test]
fn its_messages_are_files_written_on_a_sunday_night_once_the_undo_window_is_over() {
    let world = started("2026-11-22");
    world.clock.go_to("2026-11-22", "22:00");
    let prepared = world.change("prepare_reminders", json!({}));
    let count = prepared["reminders"].as_array().map_or(0, Vec::len);
    world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": prepared["reminders"] }));
    let folder = world.app().mail_folder();
    let written = || std::fs::read_dir(&folder).map_or(0, Iterator::count);

    world.clock.seconds_pass(29);
    assert!(matches!(scheduler::tick(world.app()), Ok(Tick::Waited(_))), "the click can still be undone");
    assert_eq!(written(), 0);

    world.clock.seconds_pass(1);
    while matches!(scheduler::tick(world.app()), Ok(Tick::Tried)) {}
    assert_eq!(written(), count, "no hours, no spacing and no grace: nobody receives them");
    assert_eq!(world.call("sender", json!({}))["waiting"], 0);

    world.change("wipe_demo", json!({}));
    assert!(!folder.exists(), "they are erased with it, and were never beside the user's own");
}

#[test]
fn the_demonstration_opens_again_as_it_was_left_once_its_messages_are_written() {
    let mut world = started("2026-11-23");
    let ids = world.change("prepare_reminders", json!({}))["reminders"].clone();
    world.change("approve_reminders", json!({ "ids": ids, "receiptsChecked": true }));
    world.clock.seconds_pass(60);
    while scheduler::tick(world.app()).expect("a tick") == Tick::Tried {}
    assert_eq!(world.call("sender", json!({}))["waiting"], 0, "all are written");
    world.reopen();
    assert_eq!(world.call("sender", json!({}))["state"], "demo", "it has no journal to be compared with");
}

#[test]
fn its_history_is_what_the_app_itself_would_have_written() {
    let world = started("2026-11-23");
    let journal = world.call("report", json!({ "report": "reminder_journal", "from": "2025-11-24", "to": "2026-11-23" }))["table"].clone();
    let lines: Vec<&Value> = journal["rows"].as_array().into_iter().flatten().filter(|row| row["kind"] == "line").collect();
    let written: Vec<&&Value> = lines.iter().filter(|row| row["cells"][3]["text"] != "Appel").collect();
    assert!(written.len() >= 60, "{} messages and letters", written.len());
    for row in written {
        let (step, invoices, claimed) = (&row["cells"][2], &row["cells"][4], &row["cells"][5]);
        assert!(
            step["is"] == "text" && invoices["is"] != "empty" && claimed["amount"].as_i64() > Some(0),
            "a step, invoices, an amount: {row}"
        );
    }
    let effects = world.call("effects", json!({}));
    let steps: Vec<&str> = effects["steps"].as_array().into_iter().flatten().filter_map(|row| row["label"].as_str()).collect();
    for step in ["1er rappel", "Relance ferme", "Dernier avis"] {
        assert!(steps.contains(&step), "something came after « {step} »: {steps:?}");
    }
    for figure in ["claimed", "received", "waived", "kept", "broken", "disputed"] {
        assert!(effects[figure].as_i64() > Some(0), "{figure}: {effects}");
    }
    assert!(effects["kept"].as_i64() > effects["broken"].as_i64(), "{effects}");
    let letters = world.call("letters", json!({}));
    assert!(letters.to_string().contains("delivered"), "a mise en demeure was signed for: {letters}");
}
