//! The app while nobody looks at it: the day changes, the morning is told once, a doubt as soon as it comes.
use crate::desk::desk;
use echu_engine::store::Tag;
use echu_engine::{notices, scheduler};
use echu_tests::World;
use echu_tests::smtp::Scenario;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

fn told(world: &World) -> Vec<String> {
    notices::look(world.app()).expect("the base answers");
    world.desktop.told().into_iter().map(|notice| notice.body).collect()
}

fn late_client(world: &World) {
    let client = world.client("Garage Delaunay").email("compta@delaunay.example").create();
    world.invoice(client, "F-2026-0352").late(8).create();
}

#[test]
fn the_piles_of_the_morning_are_told_once_and_again_the_next_working_day() {
    let world = World::on("2026-11-23");
    late_client(&world);
    world.clock.go_to("2026-11-23", "07:30");
    assert_eq!(told(&world), [""; 0], "before the hours of sending nobody is disturbed");
    world.clock.go_to("2026-11-23", "09:00");
    assert_eq!(told(&world).len(), 1);
    assert!(told(&world)[0].starts_with("1 relance prête"), "{:?}", told(&world));
    world.clock.go_to("2026-11-23", "15:00");
    assert_eq!(told(&world).len(), 1, "once a day");
    world.days_pass(1);
    assert_eq!(told(&world).len(), 2, "the next morning");
}

#[test]
fn nothing_is_told_to_who_looks_at_the_window_nor_to_who_wants_none() {
    let world = World::on("2026-11-23");
    late_client(&world);
    world.desktop.is_looked_at(true);
    assert_eq!(told(&world), [""; 0]);
    world.desktop.is_looked_at(false);
    assert_eq!(told(&world), [""; 0], "he saw it: it is not told later");
    world.days_pass(1);
    let none = json!({ "application": { "stayOpen": false, "notify": false }, "startWithSession": null });
    world.change("save_application", none);
    assert_eq!(told(&world), [""; 0], "he wants none");
}

#[test]
fn an_uncertain_sending_is_told_when_it_comes_and_not_again() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    assert_eq!(told(&desk.world).len(), 1, "the piles");
    desk.server.queue([Scenario::AcceptThenDrop]);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["uncertain"]);
    assert!(told(&desk.world)[1].starts_with("Un message est peut-être parti"), "{:?}", told(&desk.world));
    assert_eq!(told(&desk.world).len(), 2, "once");
}

#[test]
fn midnight_refreshes_the_plan_and_so_does_the_wake_on_another_day() {
    let world = World::on("2026-11-23");
    let changed: Arc<Mutex<BTreeSet<Tag>>> = Arc::default();
    let heard = Arc::clone(&changed);
    world.app().on_change(move |tags| heard.lock().expect("the tags").extend(tags));
    let tick_at = |day: &str, time: &str| {
        world.clock.go_to(day, time);
        scheduler::tick(world.app()).expect("a tick");
        std::mem::take(&mut *changed.lock().expect("the tags"))
    };
    tick_at("2026-11-23", "23:59");
    assert!(!tick_at("2026-11-23", "23:59").contains(&Tag::Plan), "the same day: nothing to ask again");
    let midnight = tick_at("2026-11-24", "00:00");
    assert!(midnight.contains(&Tag::Plan) && midnight.contains(&Tag::Ledger), "the screens ask again: {midnight:?}");
    assert!(!tick_at("2026-11-24", "00:01").contains(&Tag::Plan), "once");
    assert!(tick_at("2026-11-27", "08:00").contains(&Tag::Plan), "three days asleep");
}

#[test]
fn what_starts_with_the_session_is_kept_by_the_system_and_the_rest_by_the_base() {
    let mut world = World::on("2026-11-23");
    let first = world.call("application", json!({}));
    assert_eq!(first, json!({ "application": { "stayOpen": false, "notify": true }, "hasTray": true, "startsWithSession": false }));
    let chosen = json!({ "application": { "stayOpen": true, "notify": true }, "startWithSession": true });
    let kept = world.change("save_application", chosen);
    assert_eq!((&kept["application"]["stayOpen"], &kept["startsWithSession"]), (&json!(true), &json!(true)));
    assert!(world.app().stays_open());
    world.reopen();
    assert_eq!(world.call("application", json!({}))["application"]["stayOpen"], true);
    let leave = json!({ "application": { "stayOpen": false, "notify": true }, "startWithSession": null });
    world.change("save_application", leave);
    assert_eq!(world.call("application", json!({}))["startsWithSession"], true, "null leaves it as it is");
    assert!(!world.app().stays_open());
}
