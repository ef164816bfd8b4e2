//! What was owed of an invoice on any evening, from the days of what settled it.
use crate::ids::{ClientId, InvoiceId};
use crate::invoice::parts::{DuePart, left};
use crate::money::Cents;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Money, a credit note or a discount put against an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The day of the money, or of the credit note.
    pub on: NaiveDate,
    /// The day the bank took it back; none: it stands.
    pub until: Option<NaiveDate>,
    /// In cents, above zero.
    pub amount: Cents,
    /// The due date of the part that the debtor named (C. civ. 1342-10).
    pub part: Option<NaiveDate>,
}

impl Settled {
    fn stands_on(&self, day: NaiveDate) -> bool {
        self.on <= day && self.until.is_none_or(|until| until > day)
    }
}

/// An invoice and all that was ever put against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// Whose.
    pub client: ClientId,
    /// Day of issue: nothing is owed before.
    pub issued_on: NaiveDate,
    /// Last day to pay, when it has no parts; none: unknown.
    pub due_on: Option<NaiveDate>,
    /// Taxes included, in cents.
    pub total: Cents,
    /// Its parts, oldest due first; none when it is due at once.
    pub parts: Vec<DuePart>,
    /// Passage en perte.
    pub written_off_on: Option<NaiveDate>,
    /// Set aside by the user: it is in his books, not in his lists.
    pub is_archived: bool,
    /// What settled it, in no order.
    pub settled: Vec<Settled>,
}

impl Claim {
    /// Put against it by that evening.
    pub fn settled_on(&self, day: NaiveDate) -> Cents {
        self.settled.iter().filter(|one| one.stands_on(day)).map(|one| one.amount).sum()
    }

    /// Owed that evening: nothing before its issue, nor once it was written off.
    pub fn owed_on(&self, day: NaiveDate) -> Cents {
        if self.counts_on(day) { (self.total - self.settled_on(day)).or_zero() } else { Cents::ZERO }
    }

    /// What was put against it beyond its total: a payment that was taken back later left room for another, which waited until then.
    pub fn beyond_on(&self, day: NaiveDate) -> Cents {
        if self.issued_on <= day { (self.settled_on(day) - self.total).or_zero() } else { Cents::ZERO }
    }

    fn counts_on(&self, day: NaiveDate) -> bool {
        self.issued_on <= day && self.written_off_on.is_none_or(|on| on > day)
    }

    /// What was owed of each part that evening, with its due date.
    pub fn left_on(&self, day: NaiveDate) -> Vec<(Option<NaiveDate>, Cents)> {
        if !self.counts_on(day) {
            return Vec::new();
        }
        if self.parts.is_empty() {
            return vec![(self.due_on, self.owed_on(day))];
        }
        let named =
            |due: NaiveDate| self.settled.iter().filter(|one| one.part == Some(due) && one.stands_on(day)).map(|one| one.amount).sum();
        let parts: Vec<DuePart> = self.parts.iter().map(|part| DuePart { chosen: named(part.due_on), ..*part }).collect();
        let owed = left(&parts, self.settled_on(day));
        parts.iter().map(|part| Some(part.due_on)).zip(owed).collect()
    }

    /// What was lost, with its day: what was owed when it was written off, then what the bank took back since.
    pub fn losses(&self) -> Vec<(NaiveDate, Cents)> {
        let Some(lost) = self.written_off_on else { return Vec::new() };
        let first = (lost, self.uncovered_on(lost));
        std::iter::once(first).chain(self.since_loss(lost)).filter(|(_, amount)| amount.is_positive()).collect()
    }

    /// What came after it was written off, with its day.
    pub fn came_after_loss(&self) -> Vec<(NaiveDate, Cents)> {
        let Some(lost) = self.written_off_on else { return Vec::new() };
        self.since_loss(lost).into_iter().map(|(on, more)| (on, -more)).filter(|(_, amount)| amount.is_positive()).collect()
    }

    /// What is not settled, written off or not.
    fn uncovered_on(&self, day: NaiveDate) -> Cents {
        (self.total - self.settled_on(day)).or_zero()
    }

    /// By how much what is lost changed on each day after it was.
    fn since_loss(&self, lost: NaiveDate) -> Vec<(NaiveDate, Cents)> {
        let days: BTreeSet<NaiveDate> =
            self.settled.iter().flat_map(|one| [Some(one.on), one.until]).flatten().filter(|day| *day > lost).collect();
        let mut before = self.uncovered_on(lost);
        let more = days.into_iter().map(|day| {
            let now = self.uncovered_on(day);
            (day, now - std::mem::replace(&mut before, now))
        });
        more.collect()
    }
}

#[cfg(test)]
pub(super) mod fixtures {
    use super::*;
    use crate::dunning::fixtures::day;

    pub(in super::super) fn claim(invoice: i64, client: i64, issued: &str, due: &str, total: i64) -> Claim {
        Claim {
            invoice: InvoiceId(invoice),
            number: format!("F-{invoice}"),
            client: ClientId(client),
            issued_on: day(issued),
            due_on: Some(day(due)),
            total: Cents(total),
            parts: Vec::new(),
            written_off_on: None,
            is_archived: false,
            settled: Vec::new(),
        }
    }

    pub(in super::super) fn settled(on: &str, amount: i64) -> Settled {
        Settled { on: day(on), until: None, amount: Cents(amount), part: None }
    }
}

#[cfg(test)]
mod tests {
    use super::fixtures::{claim, settled};
    use super::*;
    use crate::dunning::fixtures::day;

    #[test]
    fn what_was_owed_follows_the_days_of_what_settled_it() {
        let taken_back = Settled { until: Some(day("2026-10-20")), ..settled("2026-10-05", 20_000) };
        let one = Claim { settled: vec![settled("2026-09-20", 30_000), taken_back], ..claim(1, 1, "2026-09-01", "2026-10-01", 100_000) };
        let owed = |on: &str| one.owed_on(day(on)).0;
        assert_eq!([owed("2026-08-31"), owed("2026-09-01"), owed("2026-09-19")], [0, 100_000, 100_000], "not before its issue");
        assert_eq!([owed("2026-09-20"), owed("2026-10-04"), owed("2026-10-05")], [70_000, 70_000, 50_000], "the day of the money counts");
        assert_eq!([owed("2026-10-19"), owed("2026-10-20")], [50_000, 70_000], "the bank took it back that day");
    }

    #[test]
    fn what_was_lost_is_what_was_owed_that_day_and_what_comes_after_is_told_apart() {
        let lost = Claim {
            written_off_on: Some(day("2026-11-01")),
            settled: vec![settled("2026-10-15", 40_000), settled("2026-12-01", 10_000)],
            ..claim(1, 1, "2026-09-01", "2026-10-01", 100_000)
        };
        assert_eq!(lost.losses(), [(day("2026-11-01"), Cents(60_000))]);
        assert_eq!(lost.came_after_loss(), [(day("2026-12-01"), Cents(10_000))]);
        assert_eq!((lost.owed_on(day("2026-10-31")), lost.owed_on(day("2026-11-01"))), (Cents(60_000), Cents::ZERO));
    }

    #[test]
    fn what_the_bank_takes_back_after_a_loss_is_lost_too_but_for_what_others_had_settled() {
        let taken_back = Settled { until: Some(day("2026-11-20")), ..settled("2026-10-05", 100_000) };
        let lost = Claim {
            written_off_on: Some(day("2026-11-01")),
            settled: vec![settled("2026-10-15", 40_000), taken_back],
            ..claim(1, 1, "2026-09-01", "2026-10-01", 100_000)
        };
        assert_eq!((lost.losses(), lost.came_after_loss()), (vec![(day("2026-11-20"), Cents(60_000))], vec![]));
    }

    #[test]
    fn each_part_has_what_was_left_of_it_that_evening() {
        let parts = vec![DuePart::new(day("2026-10-01"), Cents(40_000)), DuePart::new(day("2026-11-01"), Cents(60_000))];
        let named = Settled { part: Some(day("2026-11-01")), ..settled("2026-10-10", 25_000) };
        let one = Claim { parts, settled: vec![settled("2026-10-02", 10_000), named], ..claim(1, 1, "2026-09-01", "2026-10-01", 100_000) };
        let left = |on: &str| one.left_on(day(on)).into_iter().map(|(_, left)| left.0).collect::<Vec<_>>();
        assert_eq!(left("2026-10-01"), [40_000, 60_000]);
        assert_eq!(left("2026-10-02"), [30_000, 60_000], "the oldest first");
        assert_eq!(left("2026-10-10"), [30_000, 35_000], "what the debtor named goes to its part");
    }

    #[test]
    fn money_that_waited_for_a_rejection_is_told_apart_until_then() {
        let first = Settled { until: Some(day("2026-10-20")), ..settled("2026-10-05", 100_000) };
        let one = Claim { settled: vec![first, settled("2026-10-10", 100_000)], ..claim(1, 1, "2026-09-01", "2026-10-01", 100_000) };
        assert_eq!((one.owed_on(day("2026-10-12")), one.beyond_on(day("2026-10-12"))), (Cents::ZERO, Cents(100_000)));
        assert_eq!((one.owed_on(day("2026-10-20")), one.beyond_on(day("2026-10-20"))), (Cents::ZERO, Cents::ZERO));
    }
}
