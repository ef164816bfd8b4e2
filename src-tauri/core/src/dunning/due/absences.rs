//! The acceptance table of the rule: one client, three invoices, steps J+5 / J+15 / J+30, and three absences.
//!
//! The two other rules of the table are played beside ours, so that the days chosen here are seen to be the ones that give
//! their figures too: the exact day (a reminder only on the step's own day) and one level a run (each run sends each invoice its
//! next level, once its day has come). Both send one message an invoice, and know no closed day.
//!
//! A and B: invoices due on Tuesday 1, Wednesday 2 and Tuesday 8 September 2026, all public holidays far away. In B the office is
//! closed for the two weeks of Monday 7 to Sunday 20 September. C: imported on Monday 7 September, 10, 40 and 95 days late. Where
//! it is not said otherwise the computer is on from Monday to Friday.
use super::super::fixtures::{day, invoice, options, situation, three_emails};
use super::super::situation::Situation;
use super::super::triage::{make_contact, settle_triage};
use super::*;
use chrono::{Datelike, Days, Weekday};
use std::collections::BTreeMap;

/// What a rule made of the weeks: the day of each message, and the (invoice, step) pairs never done.
#[derive(Debug)]
struct Played {
    messages: Vec<NaiveDate>,
    lost: usize,
}

impl Played {
    fn most_in_seven_days(&self) -> usize {
        let within = |first: &NaiveDate| self.messages.iter().filter(|on| (0..7).contains(&(**on - *first).num_days())).count();
        self.messages.iter().map(within).max().unwrap_or(0)
    }

    fn figures(&self) -> (usize, usize, usize) {
        (self.messages.len(), self.lost, self.most_in_seven_days())
    }
}

fn weeks(from: &str) -> impl Iterator<Item = NaiveDate> {
    let first = day(from);
    first.iter_days().take_while(move |on| *on < first + Days::new(110))
}

fn ours(mut situation: Situation, from: &str, computer_on: impl Fn(NaiveDate) -> bool) -> Played {
    let plans = [three_emails()];
    let mut messages = Vec::new();
    for on in weeks(from).filter(|on| computer_on(*on)) {
        let answer = due_reminders(&situation, &plans, &options(), on);
        assert!(answer.proposals.len() <= 1, "one client, at most one contact a pass");
        for proposal in &answer.proposals {
            messages.push(on);
            make_contact(&mut situation, proposal, on);
        }
    }
    Played { messages, lost: 9 - situation.done.len() - situation.skipped.len() }
}

fn own_days(due: &[&str]) -> Vec<[NaiveDate; 3]> {
    due.iter().map(|due| [5, 15, 30].map(|offset| shift(day(due), offset))).collect()
}

fn exact_day(due: &[&str], from: &str, computer_on: impl Fn(NaiveDate) -> bool) -> Played {
    let own_days = own_days(due).concat();
    let messages: Vec<NaiveDate> =
        weeks(from).filter(|on| computer_on(*on)).flat_map(|on| own_days.iter().copied().filter(move |own| *own == on)).collect();
    Played { lost: 9 - messages.len(), messages }
}

fn one_level_a_run(due: &[&str], from: &str, computer_on: impl Fn(NaiveDate) -> bool) -> Played {
    let own_days = own_days(due);
    let mut levels = [0; 3];
    let mut messages = Vec::new();
    for on in weeks(from).filter(|on| computer_on(*on)) {
        for (level, days) in levels.iter_mut().zip(&own_days) {
            if days.get(*level).is_some_and(|own| *own <= on) {
                *level += 1;
                messages.push(on);
            }
        }
    }
    Played { lost: 9 - messages.len(), messages }
}

fn three(due: &[&str]) -> Situation {
    situation((1..).zip(due).map(|(id, due)| invoice(id, due)).collect())
}

fn weekday(on: NaiveDate) -> bool {
    !matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

const DUE: [&str; 3] = ["2026-09-01", "2026-09-02", "2026-09-08"];

#[test]
fn a_computer_on_three_days_a_week_loses_nothing_and_bursts_nothing() {
    let on = |day: NaiveDate| matches!(day.weekday(), Weekday::Mon | Weekday::Wed | Weekday::Fri);
    let from = "2026-09-01";
    assert_eq!(ours(three(&DUE), from, on).figures(), (6, 0, 1));
    let (messages, lost, _) = exact_day(&DUE, from, on).figures();
    assert_eq!((messages, lost), (4, 5));
    assert_eq!(one_level_a_run(&DUE, from, on).messages.len(), 9);
}

#[test]
fn two_weeks_away_lose_nothing_and_burst_nothing() {
    let away = day("2026-09-07")..=day("2026-09-20");
    let on = |day: NaiveDate| weekday(day) && !away.contains(&day);
    let from = "2026-09-01";
    assert_eq!(ours(three(&DUE), from, on).figures(), (3, 0, 1));
    let (messages, lost, _) = exact_day(&DUE, from, on).figures();
    assert_eq!((messages, lost), (4, 5));
    let (messages, _, most) = one_level_a_run(&DUE, from, on).figures();
    assert_eq!((messages, most), (9, 6));
}

/// 10, 40 and 95 days before Monday 7 September 2026.
const BACKLOG: [&str; 3] = ["2026-08-28", "2026-07-29", "2026-06-04"];

#[test]
fn an_imported_backlog_leaves_at_the_pace_of_the_plan() {
    let from = "2026-09-07";
    assert_eq!(ours(three(&BACKLOG), from, weekday).figures(), (3, 0, 1));
    let (messages, lost, _) = exact_day(&BACKLOG, from, weekday).figures();
    assert_eq!((messages, lost), (0, 9));
    let burst = one_level_a_run(&BACKLOG, from, weekday);
    let (messages, _, most) = burst.figures();
    assert_eq!((messages, most), (9, 7));
    let last_levels = burst.messages.iter().filter(|on| **on == day("2026-09-09")).count();
    assert_eq!(last_levels, 2, "the last notice on day 2");
}

#[test]
fn a_triaged_backlog_gives_the_oldest_its_last_notice_on_the_first_day() {
    let from = "2026-09-07";
    let today = day(from);
    let mut imported = three(&BACKLOG);
    imported.awaiting_triage = imported.invoices.iter().map(|one| one.id).collect();
    let outcome = settle_triage(&imported, &[three_emails()], today, &BTreeMap::new());
    imported.skipped = outcome.skipped;
    imported.awaiting_triage.clear();
    let first = due_reminders(&imported, &[three_emails()], &options(), today);
    let oldest = &first.proposals[0];
    assert_eq!(oldest.tone, super::super::Tone::Last);
    assert_eq!(oldest.reason, Reason::Resumed { due_on: today - chrono::Days::new(95), today });
    assert_eq!(ours(imported, from, weekday).figures(), (4, 0, 1));
}
