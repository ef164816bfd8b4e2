use super::*;
use chrono::NaiveDateTime;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn rules() -> SendingRules {
    SendingRules {
        region: Region::Metropole,
        from: NaiveTime::from_hms_opt(8, 30, 0).unwrap(),
        to: NaiveTime::from_hms_opt(18, 0, 0).unwrap(),
        saturday: false,
        pace_seconds: 30,
        hourly_cap: 20,
        daily_cap: 80,
        grace_seconds: 120,
    }
}

fn facts(sent: &[&str]) -> SenderFacts {
    let one = |text: &&str| Left { at: at(text), messages: 1, recipients: 1 };
    SenderFacts { sent: sent.iter().map(one).collect(), spacing_permille: 1000, ..SenderFacts::default() }
}

fn wait(until: &str, why: Why) -> Gate {
    Gate::Wait { until: at(until), why }
}

#[test]
fn nothing_leaves_outside_working_hours_nor_on_a_holiday() {
    let gate = |now: &str| send_gate(at(now), &facts(&[]), &rules());
    assert_eq!(gate("2026-11-23T09:00:00"), Gate::Open, "a Monday morning");
    assert_eq!(gate("2026-11-23T08:29:59"), wait("2026-11-23T08:30:00", Why::Closed));
    assert_eq!(gate("2026-11-23T18:00:00"), wait("2026-11-24T08:30:00", Why::Closed), "six o'clock is closed");
    assert_eq!(gate("2026-11-21T10:00:00"), wait("2026-11-23T08:30:00", Why::Closed), "a Saturday");
    assert_eq!(gate("2026-12-24T18:30:00"), wait("2026-12-28T08:30:00", Why::Closed), "Christmas is a Friday, then the week-end");
    assert_eq!(gate("2026-11-11T10:00:00"), wait("2026-11-12T08:30:00", Why::Closed), "11 November");
}

#[test]
fn a_saturday_opens_when_asked_for_unless_it_is_a_holiday() {
    let rules = SendingRules { saturday: true, ..rules() };
    assert_eq!(send_gate(at("2026-11-21T10:00:00"), &facts(&[]), &rules), Gate::Open);
    assert_eq!(
        send_gate(at("2026-08-15T10:00:00"), &facts(&[]), &rules),
        wait("2026-08-17T08:30:00", Why::Closed),
        "Assumption is a Saturday in 2026"
    );
}

#[test]
fn messages_are_spaced_and_capped_by_the_hour_and_by_the_day() {
    let now = "2026-11-23T10:00:10";
    assert_eq!(send_gate(at(now), &facts(&["2026-11-23T10:00:00"]), &rules()), wait("2026-11-23T10:00:30", Why::Spacing));
    let twenty: Vec<String> = (0..20).map(|minute| format!("2026-11-23T09:{:02}:00", minute + 20)).collect();
    let twenty: Vec<&str> = twenty.iter().map(String::as_str).collect();
    assert_eq!(
        send_gate(at(now), &facts(&twenty), &rules()),
        wait("2026-11-23T10:20:00", Why::HourlyCap),
        "room when the first is an hour old"
    );
    let copied = |text| Left { at: at(text), messages: 1, recipients: 40 };
    let eighty = SenderFacts {
        sent: vec![copied("2026-11-23T08:31:00"), copied("2026-11-23T08:40:00")],
        spacing_permille: 1000,
        ..SenderFacts::default()
    };
    assert_eq!(
        send_gate(at(now), &eighty, &rules()),
        wait("2026-11-24T08:31:00", Why::DailyCap),
        "copies count: two messages made eighty recipients"
    );
    let one_by_one = facts(&[&["2026-11-23T09:20:00"; 12][..], &["2026-11-23T09:30:00"; 8]].concat());
    let burst = |text, messages| Left { at: at(text), messages, recipients: messages };
    let together = SenderFacts { sent: vec![burst("2026-11-23T09:20:00", 12), burst("2026-11-23T09:30:00", 8)], ..one_by_one.clone() };
    assert_eq!(send_gate(at(now), &one_by_one, &rules()), wait("2026-11-23T10:20:00", Why::HourlyCap));
    assert_eq!(
        send_gate(at(now), &together, &rules()),
        wait("2026-11-23T10:20:00", Why::HourlyCap),
        "those of one instant count one by one"
    );
}

#[test]
fn the_start_and_the_provider_ask_to_wait() {
    let started = SenderFacts { started_at: Some(at("2026-11-23T09:59:00")), ..facts(&[]) };
    assert_eq!(send_gate(at("2026-11-23T10:00:00"), &started, &rules()), wait("2026-11-23T10:01:00", Why::Grace));
    let cooled = SenderFacts { cool_until: Some(at("2026-11-23T17:59:30")), ..facts(&["2026-11-23T17:59:45"]) };
    assert_eq!(
        send_gate(at("2026-11-23T17:59:50"), &cooled, &rules()),
        wait("2026-11-24T08:30:00", Why::Spacing),
        "pushed past the closing hour, it is the next morning"
    );
}

#[test]
fn files_written_to_a_folder_wait_for_nothing_but_their_own_hour() {
    let (now, planned) = (at("2026-11-22T22:00:00"), at("2026-11-22T22:00:30"));
    let busy = SenderFacts { started_at: Some(now), cool_until: Some(at("2026-11-24T12:00:00")), ..facts(&["2026-11-22T21:59:59"; 100]) };
    assert_eq!(Rhythm::Folder.gate(now, &busy), Gate::Open, "a Sunday night, just started, a hundred a second ago");
    let one = Planned { at: planned, recipients: 1, client_waits: false };
    assert_eq!(Rhythm::Folder.departures(&[one], now, &busy), [(planned, None)], "the undo window stays");
    assert_eq!(Rhythm::Server(rules()).gate(now, &busy), wait("2026-11-23T08:30:00", Why::Closed), "a server keeps the hours");
}

#[test]
fn the_hour_told_is_that_of_the_plan_moved_into_the_hours_and_after_what_holds() {
    let server = Rhythm::Server(rules());
    let told = |planned: &str, now: &str, sent: &[&str]| {
        let one = Planned { at: at(planned), recipients: 1, client_waits: false };
        server.departures(&[one], at(now), &facts(sent))[0].0.to_string()
    };
    assert_eq!(told("2026-11-23T09:00:30", "2026-11-23T09:00:00", &[]), "2026-11-23 09:00:30", "nothing holds it");
    assert_eq!(told("2026-11-23T08:00:00", "2026-11-23T09:00:00", &[]), "2026-11-23 09:00:00", "never told in the past");
    assert_eq!(told("2026-11-23T09:00:05", "2026-11-23T09:00:00", &["2026-11-23T08:59:50"]), "2026-11-23 09:00:20", "after the spacing");
    assert_eq!(told("2026-11-23T18:00:10", "2026-11-23T17:59:50", &[]), "2026-11-24 08:30:00", "past the closing hour");
}

#[test]
fn those_that_wait_are_told_one_after_the_other_each_with_its_reason() {
    let server = Rhythm::Server(SendingRules { hourly_cap: 3, ..rules() });
    let one = |planned: &str| Planned { at: at(planned), recipients: 1, client_waits: false };
    let now = at("2026-11-23T17:00:00");
    let told = server.departures(&[one("2026-11-23T16:00:00"); 5], now, &facts(&[]));
    let said: Vec<String> = told.iter().map(|(at, why)| format!("{} {}", at.time(), why.map_or("now", Why::sentence))).collect();
    assert_eq!(
        said,
        [
            "17:00:00 now",
            "17:00:30 les messages partent un par un, espacés",
            "17:01:00 les messages partent un par un, espacés",
            "08:30:00 limite de l’heure atteinte",
            "08:30:30 les messages partent un par un, espacés",
        ],
        "the fourth waits for the hour, then for the morning"
    );
    let twice = Planned { client_waits: true, ..one("2026-11-24T09:00:00") };
    assert_eq!(server.departures(&[twice], now, &facts(&[])), [(at("2026-11-24T09:00:00"), Some(Why::SameClient))]);
}

#[test]
fn every_suspension_has_a_key_and_a_sentence_of_its_own() {
    for reason in Suspension::ALL {
        assert_eq!(Suspension::from_key(reason.key()), Some(reason));
        assert!(reason.sentence().ends_with('.'), "{reason:?}");
    }
}

#[test]
fn a_wait_is_over_at_the_very_instant_it_names() {
    let started = SenderFacts { started_at: Some(at("2026-11-23T09:58:00")), ..facts(&["2026-11-23T09:59:30"]) };
    assert_eq!(send_gate(at("2026-11-23T10:00:00"), &started, &rules()), Gate::Open, "two minutes of grace, thirty seconds of spacing");
}

#[test]
fn a_cap_that_is_passed_waits_until_there_is_room_for_one_more() {
    let copied = |text, recipients| Left { at: at(text), messages: 1, recipients };
    let crowded = SenderFacts {
        sent: vec![copied("2026-11-23T08:31:00", 5), copied("2026-11-23T08:40:00", 40), copied("2026-11-23T08:50:00", 40)],
        ..facts(&[])
    };
    let room = wait("2026-11-24T08:40:00", Why::DailyCap);
    assert_eq!(send_gate(at("2026-11-23T10:00:00"), &crowded, &rules()), room, "without the first five, eighty are still eighty");
}

#[test]
fn a_message_that_waits_for_its_own_hour_says_so_and_one_whose_hour_has_come_does_not() {
    let now = at("2026-11-23T10:00:00");
    let told = |planned: &str| {
        let one = Planned { at: at(planned), recipients: 1, client_waits: false };
        Rhythm::Server(rules()).departures(&[one], now, &facts(&[]))[0]
    };
    assert_eq!(told("2026-11-23T10:00:30"), (at("2026-11-23T10:00:30"), Some(Why::NotYet)), "the undo window");
    assert_eq!(told("2026-11-23T10:00:00"), (now, None));
}

#[test]
fn hours_that_never_open_are_searched_in_vain_and_not_for_ever() {
    let never = SendingRules { to: rules().from, ..rules() };
    for hour in ["2026-11-23T07:00:00", "2026-11-23T08:30:00", "2026-11-23T20:00:00"] {
        assert_eq!(next_open(at(hour), &never), at(hour), "no other instant is named");
    }
}
