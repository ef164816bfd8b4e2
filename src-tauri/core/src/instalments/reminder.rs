//! The reminder of a term to come (law/droit.md §12): which term, and from which day.
//!
//! It is a courtesy, not a claim: a term whose day is over is never reminded, the grace and the clause say what follows.
use super::{Followed, Instalment, TermStage};
use crate::calendar::{Region, last_working_day};
use crate::money::Cents;
use chrono::{Days, NaiveDate};

/// Days before a term when its reminder leaves, unless the owner chose otherwise.
pub const USUAL_REMINDER_DAYS: u32 = 3;
/// The most days before a term: terms are months apart, a fortnight ahead is no reminder any more.
pub const MOST_REMINDER_DAYS: u32 = 15;

/// A term to be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermTurn {
    /// As agreed.
    pub term: Instalment,
    /// Its place among the terms, from 1.
    pub rank: u32,
    /// How many terms there are.
    pub count: u32,
    /// What lacks of it, in cents: what the reminder asks for.
    pub lacks: Cents,
    /// The first day of its reminder.
    pub from: NaiveDate,
}

impl TermTurn {
    /// The term at that place, to be reminded so many days before its day.
    pub fn of(terms: &[Followed], at: usize, days_before: u32, region: Region) -> Option<TermTurn> {
        let one = terms.get(at)?;
        Some(TermTurn {
            term: one.term,
            rank: u32::try_from(at + 1).unwrap_or(u32::MAX),
            count: u32::try_from(terms.len()).unwrap_or(u32::MAX),
            lacks: one.lacks(),
            from: reminder_day(one.term.on, days_before, region),
        })
    }
}

/// The day a term is reminded: so many days before, or the last open day before that one, so that it is read in time.
pub fn reminder_day(term_on: NaiveDate, days_before: u32, region: Region) -> NaiveDate {
    let day = term_on.checked_sub_days(Days::new(u64::from(days_before))).unwrap_or(term_on);
    last_working_day(day, region)
}

/// The term whose turn is next, with the day of its reminder: the first one that is not paid, unless its own day is over. None
/// when the day of its reminder was that of the agreement or before: the agreement just said it.
pub fn next_turn(terms: &[Followed], agreed_on: NaiveDate, days_before: u32, region: Region) -> Option<TermTurn> {
    let (at, next) = terms.iter().enumerate().find(|(_, one)| one.stage != TermStage::Paid)?;
    let turn = TermTurn::of(terms, at, days_before, region)?;
    (next.stage == TermStage::Coming && turn.from > agreed_on).then_some(turn)
}

#[cfg(test)]
mod tests {
    use super::super::follow;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn turn(received: i64, today: &str) -> Option<(u32, String, i64)> {
        let terms = ["2026-12-07", "2027-01-07", "2027-02-08"].map(|on| Instalment { on: day(on), amount: Cents(50_000) });
        let followed = follow(&terms, Cents(received), 2, day(today), Region::Metropole);
        next_turn(&followed, day("2026-11-23"), 3, Region::Metropole).map(|one| (one.rank, one.from.to_string(), one.lacks.0))
    }

    #[test]
    fn the_reminder_leaves_so_many_days_before_and_never_on_a_closed_day() {
        assert_eq!(reminder_day(day("2026-12-10"), 3, Region::Metropole), day("2026-12-07"));
        assert_eq!(reminder_day(day("2026-12-09"), 3, Region::Metropole), day("2026-12-04"), "a Sunday gives the Friday before");
        assert_eq!(reminder_day(day("2026-12-28"), 3, Region::Metropole), day("2026-12-24"), "Christmas gives its eve");
        assert_eq!(reminder_day(day("2026-12-10"), 0, Region::Metropole), day("2026-12-10"), "its own day");
    }

    #[test]
    fn the_first_term_that_lacks_something_has_its_turn() {
        assert_eq!(turn(0, "2026-11-24"), Some((1, "2026-12-04".to_owned(), 50_000)));
        assert_eq!(turn(20_000, "2026-12-07"), Some((1, "2026-12-04".to_owned(), 30_000)), "what came for it is not asked again");
        assert_eq!(turn(50_000, "2026-12-07"), Some((2, "2027-01-04".to_owned(), 50_000)), "paid early, the next one has its turn");
        assert_eq!(turn(150_000, "2026-12-07"), None);
    }

    #[test]
    fn a_term_whose_day_is_over_is_never_reminded_nor_those_behind_it() {
        assert_eq!(turn(0, "2026-12-08"), None, "its grace runs");
        assert_eq!(turn(0, "2027-01-05"), None, "it is missed: the clause decides, not a courtesy about the next one");
    }

    #[test]
    fn a_term_so_near_that_the_agreement_just_said_it_has_no_reminder() {
        let terms = [Instalment { on: day("2026-11-26"), amount: Cents(100) }];
        let followed = follow(&terms, Cents::ZERO, 2, day("2026-11-23"), Region::Metropole);
        assert_eq!(next_turn(&followed, day("2026-11-23"), 3, Region::Metropole), None);
        assert!(next_turn(&followed, day("2026-11-23"), 2, Region::Metropole).is_some());
    }
}
