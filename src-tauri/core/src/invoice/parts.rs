//! An invoice payable in several parts, each with its due date (« échéances multiples »).
//!
//! Each part is a debt with a term of its own: it is late, bears interest and may be time-barred from its own due date (C. civ.
//! 2233, 3°). What settles the invoice goes to its oldest part first, unless the debtor names another (C. civ. 1342-10). The lump sum of 40 € stays one an
//! invoice (law/droit.md §3.1, to be checked: C-78/22 speaks of periodic payments).
use super::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most parts an invoice may have.
pub const MOST_PARTS: usize = 24;

/// A part of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct DuePart {
    /// Last day to pay it.
    pub due_on: NaiveDate,
    /// TTC, above zero.
    pub amount: Cents,
    /// Of what settles the invoice, what the debtor said he paid it with (C. civ. 1342-10 al. 1).
    #[serde(skip)]
    #[cfg_attr(feature = "ts", ts(skip))]
    pub chosen: Cents,
}

impl DuePart {
    /// A part that nobody named.
    pub fn new(due_on: NaiveDate, amount: Cents) -> DuePart {
        DuePart { due_on, amount, chosen: Cents::ZERO }
    }
}

/// What is wrong with the parts of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartsProblem {
    /// One part is the invoice itself.
    One,
    /// More than [`MOST_PARTS`].
    TooMany,
    /// A part of nothing.
    NotPositive,
    /// Due before the invoice is issued.
    BeforeIssue,
    /// Two parts due the same day.
    SameDay,
    /// Their sum is not the total.
    Sum,
}

/// The parts of an invoice, the oldest due first; none for an invoice due at once.
///
/// # Errors
/// The first thing that is wrong with them.
pub fn checked(parts: &[DuePart], total: Cents, issued_on: NaiveDate) -> Result<Vec<DuePart>, PartsProblem> {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    let problem = match parts.len() {
        0 => return Ok(parts),
        1 => Some(PartsProblem::One),
        many if many > MOST_PARTS => Some(PartsProblem::TooMany),
        _ => None,
    };
    let wrong = [
        (parts.iter().any(|part| !part.amount.is_positive()), PartsProblem::NotPositive),
        (parts.iter().any(|part| part.due_on < issued_on), PartsProblem::BeforeIssue),
        (parts.windows(2).any(|two| matches!(two, [a, b] if a.due_on == b.due_on)), PartsProblem::SameDay),
        (parts.iter().map(|part| i128::from(part.amount.0)).sum::<i128>() != i128::from(total.0), PartsProblem::Sum),
    ];
    match problem.or_else(|| wrong.into_iter().find_map(|(is, problem)| is.then_some(problem))) {
        Some(problem) => Err(problem),
        None => Ok(parts),
    }
}

/// What is left of each part of an invoice settled by `settled`: what the debtor named goes to its part, the rest to the oldest
/// first, in the order given.
pub fn left(parts: &[DuePart], settled: Cents) -> Vec<Cents> {
    let named = |part: &DuePart| part.chosen.or_zero().min(part.amount);
    let mut rest = (settled - parts.iter().map(named).sum()).or_zero();
    let left = parts.iter().map(|part| {
        let open = part.amount - named(part);
        let paid = rest.min(open);
        rest -= paid;
        open - paid
    });
    left.collect()
}

impl Invoice {
    /// What may be asked for on the day: the parts past due, or when none is, the next one; the whole balance of an invoice that
    /// has no parts.
    pub fn payable(&self, today: NaiveDate) -> Cents {
        if self.parts.is_empty() {
            return self.balance();
        }
        let owed = self.parts.iter().zip(left(&self.parts, self.settled));
        let asked = owed.filter(|(part, _)| part.due_on < today || Some(part.due_on) <= self.due_on);
        asked.map(|(_, left)| left).sum::<Cents>().min(self.balance())
    }

    /// What is past due on the day.
    pub fn overdue(&self, today: NaiveDate) -> Cents {
        if self.is_late(today) { self.payable(today) } else { Cents::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::{day, invoice};

    fn part(due: &str, amount: i64) -> DuePart {
        DuePart::new(day(due), Cents(amount))
    }

    #[test]
    fn a_part_that_the_debtor_names_is_paid_before_an_older_one() {
        let three =
            [part("2026-05-01", 30_000), DuePart { chosen: Cents(30_000), ..part("2026-06-01", 30_000) }, part("2026-07-01", 40_000)];
        assert_eq!(left(&three, Cents(30_000)), [Cents(30_000), Cents::ZERO, Cents(40_000)], "C. civ. 1342-10 al. 1");
        assert_eq!(left(&three, Cents(65_000)), [Cents::ZERO, Cents::ZERO, Cents(35_000)], "the rest goes to the oldest");
    }

    #[test]
    fn parts_are_put_in_order_and_add_up_to_the_total() {
        let (a, b) = (part("2026-10-30", 40_000), part("2026-11-30", 60_000));
        let issued = day("2026-10-01");
        assert_eq!(checked(&[b, a], Cents(100_000), issued), Ok(vec![a, b]));
        assert_eq!(checked(&[], Cents(100_000), issued), Ok(vec![]), "due at once");
        for (parts, problem) in [
            (vec![part("2026-10-30", 100_000)], PartsProblem::One),
            (vec![part("2026-10-30", 0), part("2026-11-30", 100_000)], PartsProblem::NotPositive),
            (vec![part("2026-09-30", 40_000), b], PartsProblem::BeforeIssue),
            (vec![part("2026-11-30", 40_000), b], PartsProblem::SameDay),
            (vec![a, part("2026-11-30", 59_999)], PartsProblem::Sum),
            (vec![a; MOST_PARTS + 1], PartsProblem::TooMany),
        ] {
            assert_eq!(checked(&parts, Cents(100_000), issued), Err(problem));
        }
    }

    #[test]
    fn what_settles_the_invoice_goes_to_the_oldest_part_first() {
        let parts = [part("2026-10-30", 40_000), part("2026-11-30", 60_000)];
        assert_eq!(left(&parts, Cents(0)), [Cents(40_000), Cents(60_000)]);
        assert_eq!(left(&parts, Cents(45_000)), [Cents(0), Cents(55_000)]);
        assert_eq!(left(&parts, Cents(100_000)), [Cents(0), Cents(0)]);
    }

    #[test]
    fn only_what_is_due_is_asked_for() {
        let parts = vec![part("2026-10-30", 40_000), part("2026-11-30", 60_000)];
        let mut owed = Invoice { parts, ..invoice(1, "2026-10-30") };
        let asked = |owed: &Invoice, on: &str| (owed.payable(day(on)).0, owed.overdue(day(on)).0);
        assert_eq!(asked(&owed, "2026-10-30"), (40_000, 0), "the next part, before it is due");
        assert_eq!(asked(&owed, "2026-11-30"), (40_000, 40_000));
        assert_eq!(asked(&owed, "2026-12-01"), (100_000, 100_000), "both are past");
        owed.settled = Cents(10_000);
        assert_eq!(asked(&owed, "2026-11-15"), (30_000, 30_000));
        (owed.settled, owed.due_on) = (Cents(40_000), Some(day("2026-11-30")));
        assert_eq!(asked(&owed, "2026-11-15"), (60_000, 0), "the first is paid: the second is to come");
        let whole = Invoice { parts: Vec::new(), ..owed };
        assert_eq!(whole.payable(day("2026-11-15")), whole.balance(), "without parts, all of it");
    }
}
