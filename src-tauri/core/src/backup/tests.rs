use super::*;
use proptest::prelude::*;

const NO_CAP: u64 = u64::MAX;

fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn all(times: &[&str]) -> Vec<Kept> {
    times.iter().map(|time| Kept { at: at(time), bytes: 100 }).collect()
}

/// What stays, oldest first.
fn stays(backups: &[Kept], today: &str, cap: u64) -> Vec<String> {
    let rotation = rotate(backups, day(today), cap);
    let mut kept: Vec<NaiveDateTime> =
        backups.iter().enumerate().filter(|(place, _)| !rotation.dropped.contains(place)).map(|(_, one)| one.at).collect();
    kept.sort();
    kept.iter().map(|at| at.format("%Y-%m-%dT%H:%M").to_string()).collect()
}

#[test]
fn what_stays_is_the_newest_of_seven_days_eight_weeks_and_twenty_four_months() {
    let table: [(&str, &[&str], &[&str]); 6] = [
        ("nothing to drop", &["2026-11-23T09:00"], &["2026-11-23T09:00"]),
        (
            "all of today stay, the newest alone of yesterday",
            &["2026-11-22T09:00", "2026-11-22T18:00", "2026-11-23T08:00", "2026-11-23T09:00", "2026-11-23T10:00"],
            &["2026-11-22T18:00", "2026-11-23T08:00", "2026-11-23T09:00", "2026-11-23T10:00"],
        ),
        (
            "the three newest stay, two of one old day as they are",
            &["2020-01-06T09:00", "2020-01-06T10:00", "2020-01-06T11:00", "2020-01-06T12:00"],
            &["2020-01-06T10:00", "2020-01-06T11:00", "2020-01-06T12:00"],
        ),
        (
            "of a week that is past, its last",
            &["2026-11-04T09:00", "2026-11-05T09:00", "2026-11-06T09:00", "2026-11-21T09:00", "2026-11-22T09:00", "2026-11-23T09:00"],
            &["2026-11-06T09:00", "2026-11-21T09:00", "2026-11-22T09:00", "2026-11-23T09:00"],
        ),
        (
            "of a month that is past, its last; after two years nothing",
            &["2024-11-29T09:00", "2024-12-05T09:00", "2024-12-30T09:00", "2026-11-21T09:00", "2026-11-22T09:00", "2026-11-23T09:00"],
            &["2024-12-30T09:00", "2026-11-21T09:00", "2026-11-22T09:00", "2026-11-23T09:00"],
        ),
        (
            "what a wrong clock dated later stays",
            &["2026-11-20T09:00", "2026-11-20T10:00", "2027-12-01T09:00", "2027-12-02T09:00", "2027-12-03T09:00", "2027-12-04T09:00"],
            &["2026-11-20T10:00", "2027-12-01T09:00", "2027-12-02T09:00", "2027-12-03T09:00", "2027-12-04T09:00"],
        ),
    ];
    for (case, given, expected) in table {
        assert_eq!(stays(&all(given), "2026-11-23", NO_CAP), expected, "{case}");
    }
}

#[test]
fn above_the_cap_the_oldest_go_and_the_last_three_never() {
    let five = all(&["2026-11-19T09:00", "2026-11-20T09:00", "2026-11-21T09:00", "2026-11-22T09:00", "2026-11-23T09:00"]);
    assert_eq!(stays(&five, "2026-11-23", 400).len(), 4);
    assert_eq!(stays(&five, "2026-11-23", 1).len(), NEVER_FEWER);
    assert!(rotate(&five, day("2026-11-23"), 1).over_cap, "and it is said that they are too large");
    assert!(!rotate(&five, day("2026-11-23"), 400).over_cap);
}

#[test]
fn what_is_due_on_a_day() {
    let today = day("2026-11-23");
    assert!(daily_due(&[], today));
    assert!(daily_due(&all(&["2026-11-22T23:59", "2026-11-24T00:00"]), today), "a clock that was wrong does not count");
    assert!(!daily_due(&all(&["2026-11-23T07:00"]), today));
    assert!(trial_due(None, today) && trial_due(Some(day("2026-10-24")), today) && trial_due(Some(day("2027-01-01")), today));
    assert!(!trial_due(Some(day("2026-10-25")), today));
    assert!(!worth_at_exit(Some(100), 150) && worth_at_exit(Some(100), 151) && worth_at_exit(None, 51));
}

#[test]
fn a_second_place_is_asked_for_after_a_fortnight_and_not_within_a_week_of_an_answer() {
    let (today, old) = (day("2026-11-23"), Some(day("2026-11-09")));
    let table = [
        ("no backup yet", None, None, None, false),
        ("a young base", Some(day("2026-11-10")), None, None, false),
        ("never copied", old, None, None, true),
        ("copied a fortnight ago", old, old, None, true),
        ("copied since", old, Some(day("2026-11-10")), None, false),
        ("put off last week", old, None, Some(day("2026-11-17")), false),
        ("put off before", old, None, Some(day("2026-11-16")), true),
        ("put off by a wrong clock", old, None, Some(day("2027-11-16")), true),
    ];
    for (case, oldest, copied, put_off, wanted) in table {
        assert_eq!(copy_wanted(oldest, copied, put_off, today), wanted, "{case}");
    }
}

proptest! {
    #[test]
    fn the_newest_three_always_stay_and_what_stays_would_stay_again(
        ages in proptest::collection::vec((-40_i64..1_200, 0_i64..1_440, 0_u64..1_000), 0..60), cap in 0_u64..20_000,
    ) {
        let today = day("2026-11-23");
        let midnight = at("2026-11-23T00:00");
        let backups: Vec<Kept> = ages.iter()
            .map(|(days, minutes, bytes)| Kept { at: midnight - chrono::TimeDelta::days(*days) + chrono::TimeDelta::minutes(*minutes), bytes: *bytes })
            .collect();
        let rotation = rotate(&backups, today, cap);
        let left: Vec<Kept> = backups.iter().enumerate().filter(|(at, _)| !rotation.dropped.contains(at)).map(|(_, one)| *one).collect();
        prop_assert!(left.len() >= backups.len().min(NEVER_FEWER));
        let newest = |list: &[Kept]| list.iter().map(|one| one.at).max();
        prop_assert_eq!(newest(&left), newest(&backups));
        prop_assert!(rotate(&left, today, cap).dropped.is_empty(), "a second turn drops nothing");
        let size: u64 = left.iter().map(|one| one.bytes).sum();
        prop_assert_eq!(rotation.over_cap, size > cap);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn one_backup_a_day_for_years_never_leaves_more_than_the_rule_counts(days in 1_u64..1_100) {
        let first = day("2026-01-01");
        let mut backups: Vec<Kept> = Vec::new();
        for number in 0..days {
            let today = first + chrono::Days::new(number);
            backups.push(Kept { at: today.and_time(chrono::NaiveTime::MIN), bytes: 1 });
            let rotation = rotate(&backups, today, NO_CAP);
            backups = backups.into_iter().enumerate().filter(|(at, _)| !rotation.dropped.contains(at)).map(|(_, one)| one).collect();
        }
        prop_assert!(backups.len() <= 7 + 8 + 24, "{}", backups.len());
        let months = days / 31;
        prop_assert!(backups.len() as u64 >= days.min(7).max(months.min(23)), "{} of {days}", backups.len());
    }
}
