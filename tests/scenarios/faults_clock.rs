//! The clock, the night, the holidays: C13 to C17 of the faults, and what expires.
use crate::desk::{Desk, desk};
use chrono::TimeDelta;
use echu_engine::clock::{Clock, local};
use echu_engine::scheduler;
use echu_tests::smtp::{At, Scenario};
use serde_json::json;
use std::sync::{Arc, Mutex};

/// The wall-clock times at which the server is reached.
fn arrivals(desk: &Desk) -> Arc<Mutex<Vec<String>>> {
    let times = Arc::<Mutex<Vec<String>>>::default();
    let (seen, clock) = (Arc::clone(&times), desk.world.clock.clone());
    desk.server.on(At::Mail, move || seen.lock().unwrap().push(local(clock.now()).format("%Y-%m-%d %H:%M").to_string()));
    times
}

fn hours(desk: &Desk, from: &str, to: &str) {
    let mut options = desk.world.call("settings", json!({}))["options"].clone();
    options["workFrom"] = json!(from);
    options["workTo"] = json!(to);
    desk.world.change("save_options", json!({ "options": options }));
}

fn state(desk: &Desk) -> String {
    desk.world.call("sender", json!({}))["state"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_nights_when_the_hour_changes_skip_no_slot_and_double_none() {
    // C13 and C14: both changes are on a Sunday, closed; the slot of half past two comes on the next open day, once.
    for (friday, sunday, open) in [
        ("2026-10-23", "2026-10-25", "2026-10-26"),
        // The 28th is Easter.
        ("2027-03-26", "2027-03-28", "2027-03-30"),
    ] {
        let desk = desk(friday);
        desk.one_late_client();
        desk.approve(&desk.drafts());
        hours(&desk, "02:30", "08:00");
        let times = arrivals(&desk);
        desk.world.clock.go_to(sunday, "01:00");
        desk.work_until(sunday, "05:00");
        assert_eq!(times.lock().unwrap().len(), 0, "closed");
        desk.world.clock.go_to(open, "02:00");
        desk.work_until(open, "06:00");
        assert_eq!(*times.lock().unwrap(), [format!("{open} 02:30")], "one sending, at the wall-clock time of the slot");
        assert_eq!(desk.server.accepted().len(), 1);
    }
}

#[test]
fn three_weeks_closed_send_nothing_expire_what_is_too_old_and_show_the_rest() {
    // C15: nine clients, five of whom had a message approved before the holidays.
    let mut desk = desk("2026-11-23");
    for number in 1..=5 {
        desk.late_client(number);
    }
    desk.approve(&desk.drafts());
    for number in 6..=9 {
        desk.late_client(number);
    }
    desk.world.days_pass(21);
    desk.reopen();
    for _ in 0..20 {
        scheduler::tick(desk.world.app()).expect("a tick");
        desk.world.clock.seconds_pass(30);
    }
    assert_eq!((state(&desk).as_str(), desk.server.seen().connections), ("suspended", 0), "a person must look first");
    desk.resume();
    desk.send_all();
    assert_eq!(desk.states(), ["expired"; 5], "too old: never sent");
    assert_eq!(desk.server.seen().connections, 0);
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 9, "nobody is lost: one line a client, the step required of him");
    desk.approve(&drafts);
    let times = arrivals(&desk);
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 9);
    let times = times.lock().unwrap();
    let first_minutes = times.iter().filter(|time| **time == times[0]).count();
    assert!(first_minutes <= 4, "they leave one by one, fifteen seconds apart at least: {times:?}");
}

#[test]
fn a_wrong_date_suspends_and_expires_nothing() {
    // C16: four hundred days ahead, then back.
    let desk = desk("2026-11-23");
    desk.one_late_client();
    desk.approve(&desk.drafts());
    scheduler::tick(desk.world.app()).expect("a tick");
    let suspended = |after: &str| {
        for _ in 0..10 {
            scheduler::tick(desk.world.app()).expect("a tick");
            desk.world.clock.seconds_pass(30);
        }
        assert_eq!(state(&desk), "suspended", "{after}");
        assert_eq!((desk.states(), desk.server.seen().connections), (vec!["queued".to_owned()], 0), "{after}");
    };
    desk.world.clock.hour_is_changed(TimeDelta::days(400));
    suspended("four hundred days ahead");
    desk.world.clock.hour_is_changed(TimeDelta::days(-400));
    suspended("and back");
    desk.resume();
    desk.send_all();
    assert_eq!(desk.states(), ["sent"], "once the hour is right, it leaves as if nothing had been");
}

#[test]
fn an_hour_put_back_after_a_resume_suspends_again() {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    scheduler::tick(desk.world.app()).expect("a tick");
    desk.world.clock.hour_is_changed(TimeDelta::days(400));
    scheduler::tick(desk.world.app()).expect("a tick");
    desk.resume();
    assert_eq!(state(&desk), "active");
    scheduler::tick(desk.world.app()).expect("a tick");
    desk.world.clock.hour_is_changed(TimeDelta::days(-400));
    scheduler::tick(desk.world.app()).expect("a tick");
    assert_eq!(state(&desk), "suspended");
}

#[test]
fn a_machine_that_slept_over_the_hour_sends_once_and_not_before_its_grace() {
    // C17: asleep from 9:25 to 11:10, over a message due at 9:30.
    let desk = desk("2026-11-23");
    scheduler::start(desk.world.app());
    desk.one_late_client();
    let mut options = desk.world.call("settings", json!({}))["options"].clone();
    options["undoSeconds"] = json!(300);
    desk.world.change("save_options", json!({ "options": options }));
    desk.work_until("2026-11-23", "09:25");
    desk.approve(&desk.drafts());
    scheduler::tick(desk.world.app()).expect("a tick");
    let times = arrivals(&desk);
    desk.world.clock.go_to("2026-11-23", "11:10");
    desk.work_until("2026-11-23", "12:00");
    assert_eq!(*times.lock().unwrap(), ["2026-11-23 11:12"], "one sending, two minutes after the wake");
}

#[test]
fn a_machine_that_slept_a_working_day_asks_before_it_sends() {
    let desk = desk("2026-11-23");
    scheduler::start(desk.world.app());
    desk.one_late_client();
    desk.server.otherwise(Scenario::say(At::Mail, "451 4.3.0 later"));
    desk.approve(&desk.drafts());
    desk.work_until("2026-11-23", "09:10");
    let tried = desk.server.seen().mail;
    desk.world.clock.go_to("2026-11-26", "09:00");
    desk.work_until("2026-11-26", "09:30");
    assert_eq!((state(&desk).as_str(), desk.server.seen().mail), ("suspended", tried), "clients may have paid meanwhile");
}

#[test]
fn a_step_put_aside_while_its_message_waits_is_overtaken() {
    let desk = desk("2026-11-23");
    let client = desk.world.client("Garage Delaunay").email("compta@delaunay.example").create();
    let invoice = desk.world.invoice(client, "F-1").late(8).create();
    desk.approve(&desk.drafts());
    desk.world.change("skip_step", json!({ "invoiceId": invoice, "reason": "vu au salon" }));
    desk.send_all();
    assert_eq!((desk.states(), desk.server.seen().connections), (vec!["expired".to_owned()], 0));
    let row = desk.world.call("outbox", json!({}))["rows"][0].clone();
    assert_eq!((row["label"].as_str(), row["why"].as_str()), (Some("Dépassée"), Some("la suite du scénario est venue avant son départ")));
    assert!(desk.world.story(client).contains("Message annulé"), "{}", desk.world.story(client));
}

#[test]
fn what_left_while_the_hour_was_two_days_ahead_does_not_space_what_leaves_once_it_is_right() {
    let desk = desk("2026-11-25");
    desk.late_client(1);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["sent"]);
    desk.world.clock.hour_is_changed(-TimeDelta::days(2));
    desk.late_client(2);
    desk.approve(&desk.drafts());
    scheduler::tick(desk.world.app()).expect("a tick");
    assert_eq!(state(&desk), "suspended", "a person looks at the hour first");
    desk.resume();
    desk.work_until("2026-11-23", "12:00");
    assert_eq!(desk.states(), ["sent", "sent"], "it does not wait for the day that was wrong");
}
