//! What should come in, week by week: what was promised, what a client's habit says, the due date alone when nothing else is known.
//! Nothing is guessed: what has no day that one may believe is counted apart, with its reason.
//!
//! An amount is expected on the day it was promised; else on its due date moved by the habit of its client; else on its due date.
//! A day that is past is no day any more.
use crate::money::Cents;
use chrono::{Datelike, Days, NaiveDate, TimeDelta};

/// Weeks shown: some ninety days.
pub const WEEKS: usize = 13;

/// Payments below which a client has no habit.
pub const ENOUGH: usize = 3;

/// Why an amount is expected that day, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The client promised it, or it is a term of an agreement.
    Promised,
    /// The due date, moved by his habit.
    Habit,
    /// The due date alone: he has no habit yet.
    DueDate,
}

impl Ground {
    /// The surest first.
    pub const ALL: [Ground; 3] = [Ground::Promised, Ground::Habit, Ground::DueDate];
}

/// Why no day is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Undated {
    /// Its promise, its habit or its due date is past.
    Late,
    /// Disputed, or its client is in an insolvency procedure.
    Stopped,
    /// No due date.
    NoDueDate,
}

/// An amount still owed, and what bears on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// In cents, above zero.
    pub amount: Cents,
    /// The day its client promised it for.
    pub promised_on: Option<NaiveDate>,
    /// Its due date.
    pub due_on: Option<NaiveDate>,
    /// Days after due dates at which its client usually pays; negative: before. None: no habit.
    pub habit: Option<i64>,
    /// Disputed, or claimed in an insolvency procedure.
    pub stopped: bool,
}

/// A week, and what should come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub from: NaiveDate,
    /// In cents, in the order of [`Ground::ALL`].
    pub amounts: [Cents; 3],
}

/// What should come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// This week first; [`WEEKS`] of them.
    pub weeks: Vec<Week>,
    /// Expected after them, in cents.
    pub later: Cents,
    /// Without a day, in cents: late, stopped, no due date.
    pub undated: [Cents; 3],
}

/// The day an amount is expected, and why.
///
/// # Errors
/// Why no day is given.
pub fn expected_on(one: &Expected, today: NaiveDate) -> Result<(NaiveDate, Ground), Undated> {
    if one.stopped {
        return Err(Undated::Stopped);
    }
    let (day, ground) = match (one.promised_on, one.due_on, one.habit) {
        (Some(promised), ..) => (promised, Ground::Promised),
        (None, Some(due), Some(habit)) => (due + TimeDelta::days(habit), Ground::Habit),
        (None, Some(due), None) => (due, Ground::DueDate),
        (None, None, _) => return Err(Undated::NoDueDate),
    };
    if day < today { Err(Undated::Late) } else { Ok((day, ground)) }
}

/// Where an amount is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a week shown, the first being that of today, on that day.
    Week(usize, NaiveDate, Ground),
    /// After them, on that day.
    Later(NaiveDate, Ground),
    /// Without a day.
    Undated(Undated),
}

/// The Monday of the week of `today`.
pub fn monday(today: NaiveDate) -> NaiveDate {
    today - Days::new(u64::from(today.weekday().num_days_from_monday()))
}

/// Where an amount is counted on a day.
pub fn place(one: &Expected, today: NaiveDate) -> Place {
    match expected_on(one, today) {
        Ok((day, ground)) => match usize::try_from((day - monday(today)).num_days() / 7) {
            Ok(week) if week < WEEKS => Place::Week(week, day, ground),
            Ok(_) | Err(_) => Place::Later(day, ground),
        },
        Err(why) => Place::Undated(why),
    }
}

/// What should come in from the week of `today` on. Every amount is counted once.
pub fn forecast(amounts: impl IntoIterator<Item = Expected>, today: NaiveDate) -> Forecast {
    let week = |number: u64| Week { from: monday(today) + Days::new(7 * number), amounts: [Cents::ZERO; 3] };
    let mut found = Forecast { weeks: (0..WEEKS as u64).map(week).collect(), later: Cents::ZERO, undated: [Cents::ZERO; 3] };
    for one in amounts {
        match place(&one, today) {
            Place::Week(number, _, ground) => found.weeks[number].amounts[ground as usize] += one.amount,
            Place::Later(..) => found.later += one.amount,
            Place::Undated(why) => found.undated[why as usize] += one.amount,
        }
    }
    found
}

/// At how many days after the due date a client usually pays: the middle one of his payments, which one exception does not move.
/// None under [`ENOUGH`] payments. The days are put in order.
pub fn habit(days: &mut [i64]) -> Option<i64> {
    if days.len() < ENOUGH { None } else { middle(days) }
}

/// The value in the middle, the later of two; none of nothing. The values are put in order.
pub(crate) fn middle(days: &mut [i64]) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;
    use proptest::prelude::*;

    const ONE: Expected = Expected { amount: Cents(10_000), promised_on: None, due_on: None, habit: None, stopped: false };

    #[test]
    fn a_promise_comes_before_a_habit_and_a_habit_before_a_due_date() {
        let today = day("2026-11-25");
        let due = Some(day("2026-11-30"));
        let on = |one: Expected| expected_on(&one, today);
        assert_eq!(on(Expected { due_on: due, ..ONE }), Ok((day("2026-11-30"), Ground::DueDate)));
        assert_eq!(on(Expected { due_on: due, habit: Some(12), ..ONE }), Ok((day("2026-12-12"), Ground::Habit)));
        assert_eq!(on(Expected { due_on: due, habit: Some(-3), ..ONE }), Ok((day("2026-11-27"), Ground::Habit)), "he pays before");
        let promised = Expected { due_on: due, habit: Some(12), promised_on: Some(day("2026-12-01")), ..ONE };
        assert_eq!(on(promised), Ok((day("2026-12-01"), Ground::Promised)));
        assert_eq!(on(Expected { stopped: true, ..promised }), Err(Undated::Stopped), "what is disputed is expected from nobody");
    }

    #[test]
    fn a_day_that_is_past_is_no_day_any_more() {
        let today = day("2026-11-25");
        let late = Some(day("2026-11-01"));
        assert_eq!(expected_on(&Expected { due_on: late, ..ONE }, today), Err(Undated::Late));
        assert_eq!(expected_on(&Expected { due_on: late, habit: Some(20), ..ONE }, today), Err(Undated::Late), "his habit is past too");
        assert_eq!(expected_on(&Expected { due_on: late, habit: Some(24), ..ONE }, today), Ok((today, Ground::Habit)), "today is a day");
        let broken = Expected { promised_on: Some(day("2026-11-24")), due_on: Some(day("2026-12-30")), ..ONE };
        assert_eq!(expected_on(&broken, today), Err(Undated::Late), "who broke his promise has no day");
        assert_eq!(expected_on(&ONE, today), Err(Undated::NoDueDate));
    }

    #[test]
    fn weeks_begin_on_monday_and_the_first_is_this_one() {
        let due = |on: &str| Expected { due_on: Some(day(on)), ..ONE };
        let found =
            forecast([due("2026-11-25"), due("2026-11-29"), due("2026-11-30"), due("2027-02-21"), due("2027-02-22")], day("2026-11-25"));
        assert_eq!((found.weeks[0].from, found.weeks[12].from), (day("2026-11-23"), day("2027-02-15")));
        assert_eq!(found.weeks[0].amounts, [Cents::ZERO, Cents::ZERO, Cents(20_000)], "Sunday is still of the week");
        assert_eq!((found.weeks[1].amounts[2], found.weeks[12].amounts[2], found.later), (Cents(10_000), Cents(10_000), Cents(10_000)));
    }

    #[test]
    fn a_habit_is_the_middle_payment_and_asks_for_three() {
        assert_eq!(habit(&mut [4, 90]), None);
        assert_eq!(habit(&mut [90, 4, 6]), Some(6), "one exception moves nothing");
        assert_eq!(habit(&mut [8, 2, 4, 6]), Some(6), "of two in the middle, the later");
    }

    proptest! {
        #[test]
        fn every_cent_owed_is_counted_once(
            all in proptest::collection::vec((1_i64..1_000_000, proptest::option::of(-400_i64..400), proptest::option::of(-400_i64..400),
                proptest::option::of(-30_i64..200), any::<bool>()), 0..40)
        ) {
            let today = day("2026-11-25");
            let at = |days: i64| today + TimeDelta::days(days);
            let all: Vec<Expected> = all.into_iter().map(|(amount, promised, due, habit, stopped)| Expected {
                amount: Cents(amount), promised_on: promised.map(at), due_on: due.map(at), habit, stopped,
            }).collect();
            let found = forecast(all.iter().copied(), today);
            let weeks: Cents = found.weeks.iter().flat_map(|week| week.amounts).sum();
            prop_assert_eq!(weeks + found.later + found.undated.into_iter().sum(), all.iter().map(|one| one.amount).sum());
        }
    }
}
