//! Échéancier: terms exact to the cent, and what became of each: law/droit.md §12.
//!
//! What was agreed is stored and never changes; what was paid comes from the ledger. Whether a term is paid, late or missed, and
//! whether the whole may fall due again, is read from both on a given day.
mod agreement;
pub mod reminder;

pub use agreement::{Agreement, AgreementStage, NoBreach};

use crate::calendar::Region;
use crate::dunning::hold::grace_end;
use crate::money::Cents;
use crate::text::{euros, long_date};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Most terms of an agreement: five years of months.
pub const MOST_TERMS: usize = 60;

/// One term of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// Last day to pay it.
    pub on: NaiveDate,
    /// Above zero.
    pub amount: Cents,
}

/// What becomes of penalties and lump sums while instalments are kept (law/droit.md §12: written, never implied).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum PlanPenalties {
    /// Given up if every term is kept: the plan spreads the principal.
    WaivedIfKept,
    /// Part of what is spread; none is added while the plan is kept.
    Included,
}

impl PlanPenalties {
    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            PlanPenalties::WaivedIfKept => "waived_if_kept",
            PlanPenalties::Included => "included",
        }
    }
}

/// When the whole falls due again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forfeiture {
    /// Terms missed before it may be claimed: one or two.
    pub missed: u32,
    /// Open days left after the date of a term before it is missed.
    pub grace_open_days: u32,
    /// Days left to put things right after a formal notice; none when the clause does without one expressly.
    pub notice_days: Option<u32>,
}

/// By what right the whole falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForfeitureGround {
    /// The agreement did without a formal notice, expressly.
    Agreed,
    /// A formal notice of that day had no effect.
    AfterNotice(NaiveDate),
    /// Nothing yet: this letter is the formal notice, with a day to put things right.
    Warning(NaiveDate),
}

/// Equal monthly terms, the last one taking the cents that do not share out; the end of a short month stands for its 31st.
pub fn monthly(total: Cents, count: u32, first: NaiveDate) -> Vec<Instalment> {
    let count = i64::from(count.max(1));
    let part = total.0 / count;
    let term = |at: i64| {
        let on = u32::try_from(at).ok().and_then(|at| first.checked_add_months(Months::new(at))).unwrap_or(first);
        Instalment { on, amount: Cents(if at + 1 == count { total.0 - part * (count - 1) } else { part }) }
    };
    (0..count).map(term).collect()
}

/// What is wrong with terms that a person typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermProblem {
    /// There is none.
    None,
    /// More than [`MOST_TERMS`].
    TooMany,
    /// One is not above zero.
    NotPositive,
    /// One is before the day of the agreement.
    Past(NaiveDate),
    /// They do not go forward: each has its own day, after the one before.
    OutOfOrder(NaiveDate),
    /// They leave this much of the total out.
    Short(Cents),
    /// They exceed the total by this much.
    Over(Cents),
}

impl TermProblem {
    /// What to say to the person, in French.
    pub fn sentence(self) -> String {
        match self {
            TermProblem::None => "Donnez au moins une échéance.".to_owned(),
            TermProblem::TooMany => format!("Un échéancier tient en {MOST_TERMS} échéances au plus."),
            TermProblem::NotPositive => "Une échéance n’a pas de montant.".to_owned(),
            TermProblem::Past(on) => format!("L’échéance du {} est passée\u{a0}: choisissez un jour à venir.", long_date(on)),
            TermProblem::OutOfOrder(on) => {
                format!("L’échéance du {} ne vient pas après la précédente\u{a0}: chacune a son jour, dans l’ordre.", long_date(on))
            }
            TermProblem::Short(left) => format!("Il manque {} pour couvrir le total.", euros(left)),
            TermProblem::Over(more) => format!("Les échéances font {} de trop.", euros(more)),
        }
    }
}

/// Everything that is wrong with these terms, agreed on `from` to spread `total`; empty when they may be signed.
pub fn problems(terms: &[Instalment], total: Cents, from: NaiveDate) -> Vec<TermProblem> {
    if terms.is_empty() {
        return vec![TermProblem::None];
    }
    let mut all = Vec::new();
    all.extend((terms.len() > MOST_TERMS).then_some(TermProblem::TooMany));
    all.extend(terms.iter().any(|term| !term.amount.is_positive()).then_some(TermProblem::NotPositive));
    all.extend(terms.iter().find(|term| term.on < from).map(|term| TermProblem::Past(term.on)));
    let backwards = terms.windows(2).find_map(|two| match two {
        [before, after] if after.on <= before.on => Some(after.on),
        _ => None,
    });
    all.extend(backwards.map(TermProblem::OutOfOrder));
    let left = total - terms.iter().map(|term| term.amount).sum();
    if left.is_positive() {
        all.push(TermProblem::Short(left));
    } else if left != Cents::ZERO {
        all.push(TermProblem::Over(-left));
    }
    all
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum TermStage {
    /// Paid in full.
    Paid,
    /// Its day is to come, or today.
    Coming,
    /// Its day is past, the money may still be on its way.
    InGrace,
    /// The grace is over and money is missing.
    Missed,
}

/// A term, and what came for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Followed {
    /// As agreed.
    pub term: Instalment,
    /// Received for it: money goes to the oldest term first (C. civ. 1342-10).
    pub paid: Cents,
    /// Where it stands.
    pub stage: TermStage,
}

impl Followed {
    /// Still missing of it.
    pub fn lacks(&self) -> Cents {
        self.term.amount - self.paid
    }
}

/// What became of each term, from all that was received since the agreement.
pub fn follow(terms: &[Instalment], received: Cents, grace_open_days: u32, today: NaiveDate, region: Region) -> Vec<Followed> {
    let mut left = received.or_zero();
    let one = |term: &Instalment| {
        let paid = left.min(term.amount);
        left -= paid;
        let stage = if paid == term.amount {
            TermStage::Paid
        } else if today <= term.on {
            TermStage::Coming
        } else if today <= grace_end(term.on, grace_open_days, region) {
            TermStage::InGrace
        } else {
            TermStage::Missed
        };
        Followed { term: *term, paid, stage }
    };
    terms.iter().map(one).collect()
}

/// The terms missed, each with what lacks of it.
pub fn missed(terms: &[Instalment], received: Cents, grace_open_days: u32, today: NaiveDate, region: Region) -> Vec<Instalment> {
    let all = follow(terms, received, grace_open_days, today, region);
    let late = all.into_iter().filter(|one| one.stage == TermStage::Missed);
    late.map(|one| Instalment { amount: one.lacks(), ..one.term }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(on: &str, amount: i64) -> Instalment {
        Instalment { on: day(on), amount: Cents(amount) }
    }

    #[test]
    fn monthly_terms_add_up_to_the_cent_and_keep_to_the_month() {
        let terms = monthly(Cents(100_000), 3, day("2026-12-31"));
        assert_eq!(terms.iter().map(|term| term.amount.0).collect::<Vec<_>>(), [33_333, 33_333, 33_334]);
        assert_eq!(terms[2].on, day("2027-02-28"), "February has no 31st");
    }

    #[test]
    fn terms_that_do_not_add_up_say_by_how_much() {
        let said = |terms: &[Instalment]| problems(terms, Cents(100_000), day("2026-11-23"));
        assert_eq!(said(&[]), [TermProblem::None]);
        assert_eq!(said(&[term("2026-12-05", 60_000), term("2027-01-05", 39_999)]), [TermProblem::Short(Cents(1))]);
        assert_eq!(said(&[term("2026-12-05", 60_000), term("2027-01-05", 40_001)]), [TermProblem::Over(Cents(1))]);
        let twice = [term("2026-12-05", 60_000), term("2026-12-05", 40_000)];
        assert_eq!(said(&twice), [TermProblem::OutOfOrder(day("2026-12-05"))]);
        assert_eq!(said(&[term("2026-11-22", 100_000)]), [TermProblem::Past(day("2026-11-22"))]);
        assert_eq!(said(&[term("2026-11-23", 100_000)]), [], "the first one may be paid on the day itself");
        assert_eq!(TermProblem::Short(Cents(1)).sentence(), "Il manque 0,01\u{a0}€ pour couvrir le total.");
    }

    #[test]
    fn money_goes_to_the_oldest_term_and_the_grace_counts_open_days() {
        let terms = [term("2026-11-20", 50_000), term("2026-12-21", 50_000)];
        let stages = |received, on: &str| {
            let all = follow(&terms, Cents(received), 2, day(on), Region::Metropole);
            all.iter().map(|one| one.stage).collect::<Vec<_>>()
        };
        assert_eq!(stages(0, "2026-11-20"), [TermStage::Coming, TermStage::Coming], "its own day is not over");
        assert_eq!(stages(0, "2026-11-24"), [TermStage::InGrace, TermStage::Coming], "a week-end is no open day");
        assert_eq!(stages(49_999, "2026-11-25"), [TermStage::Missed, TermStage::Coming], "a cent lacks");
        assert_eq!(stages(50_000, "2026-11-25"), [TermStage::Paid, TermStage::Coming]);
        let lacking = missed(&terms, Cents(20_000), 0, day("2027-01-04"), Region::Metropole);
        assert_eq!(lacking, [term("2026-11-20", 30_000), term("2026-12-21", 50_000)]);
    }

    proptest! {
        #[test]
        fn whatever_was_received_is_shared_among_the_terms_and_no_more(total in 1_i64..10_000_000, count in 1_u32..=60, received in 0_i64..20_000_000) {
            let terms = monthly(Cents(total), count, day("2026-12-31"));
            prop_assert_eq!(terms.iter().map(|term| term.amount).sum::<Cents>(), Cents(total));
            let all = follow(&terms, Cents(received), 2, day("2027-06-30"), Region::Metropole);
            prop_assert_eq!(all.iter().map(|one| one.paid).sum::<Cents>(), Cents(received.min(total)));
        }
    }
}
