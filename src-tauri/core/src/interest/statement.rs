//! The account of a claim, as it is printed and sent.
use super::claim::{Claim, date};
use super::rates::{Confidence, RateTable};
use super::regime::{RegimeKind, contract_floor_bp};
use super::walk::{Account, Told, interest, walk};
use crate::calendar::HalfYear;
use crate::error::Result;
use crate::money::Cents;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One printed line: a half-year and a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Segment {
    /// First day counted.
    pub from: NaiveDate,
    /// Last day counted.
    pub to: NaiveDate,
    /// Days counted, both ends included.
    pub days: u32,
    /// Principal owed on these days.
    pub base: Cents,
    /// Yearly rate, in basis points.
    pub rate_bp: u32,
    /// `base × rate × days ÷ 365`, rounded to the cent, half away from zero.
    pub interest: Cents,
}

/// What one payment extinguished: C. civ. 1343-1, or the order the creditor agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The day of the payment.
    pub on: NaiveDate,
    /// How much was received; what exceeds the three parts below is the client's.
    pub amount: Cents,
    /// Of it, what paid interest accrued by then.
    pub interest: Cents,
    /// Of it, what paid principal.
    pub principal: Cents,
    /// Of it, what paid the lump sum.
    pub fee: Cents,
}

/// What deserves a word beside the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum PenaltyWarning {
    /// More was paid than was owed: the rest is the client's.
    Overpayment,
    /// A credit note is larger than the principal left: the rest is the client's.
    CreditExceedsPrincipal,
    /// A payment or credit note later than the last day counted was left out.
    LaterMovementsLeftOut,
    /// The rate agreed is below three times the legal rate of a half-year (C. com. L441-10 II). It is used as it is:
    /// what becomes of such a clause is not settled.
    ContractRateBelowFloor,
    /// The legal rate of a half-year is not known: the rate agreed could not be compared.
    ContractFloorUnknown,
    /// A rate agreed with a public body was left aside (CCP R2192-31).
    ContractRateIgnored,
    /// A rate agreed with a consumer is used: to be in writing, and open to review by a judge.
    ConsumerContractRate,
    /// A consumer owes no interest before a formal notice (C. civ. 1231-6).
    NoFormalNotice,
    /// The formal notice comes after the last day counted: no interest yet.
    FormalNoticeLater,
    /// A reference rate used is marked « à vérifier ».
    RateToCheck,
}

/// What is owed on one invoice at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct PenaltyResponse {
    /// The rule the rate comes from.
    pub regime: RegimeKind,
    /// The lines, oldest first.
    pub segments: Vec<Segment>,
    /// Sum of the lines.
    pub interest_accrued: Cents,
    /// Part of it already paid.
    pub interest_paid: Cents,
    /// Part of it still owed.
    pub interest_due: Cents,
    /// Principal still owed.
    pub principal_due: Cents,
    /// Lump sum still owed: 40 €, less what payments covered of it after everything else.
    pub fee: Cents,
    /// `principal_due + interest_due + fee`.
    pub total: Cents,
    /// Interest of one more day on the principal still owed, at the rate in force on the last day counted (on the
    /// first day of interest when it is the day after). Zero while no interest runs.
    pub per_day: Cents,
    /// What deserves a word.
    pub warnings: Vec<PenaltyWarning>,
    /// What each payment paid, oldest first. For the letters: it does not cross, the answer of `compute_penalties` is fixed.
    #[serde(skip)]
    pub settled: Vec<Settled>,
}

impl PenaltyResponse {
    /// Part of the interest that was given up: accrued, neither paid nor owed.
    pub fn interest_waived(&self) -> Cents {
        self.interest_accrued - self.interest_paid - self.interest_due
    }
}

/// What is owed on one invoice, as a ledger reads it: the invoice's amount less what was put against it, and the
/// penalties as claims of their own, which stay when that amount is paid.
///
/// Where payments pay the interest first (C. civ. 1343-1), a client who pays late the exact amount of the invoice still
/// owes the principal that his payment did not reach: that part is counted here with the penalties, for it exists by them alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Remaining {
    /// The invoice's amount less its payments and credit notes.
    pub invoice: Cents,
    /// Interest still owed, and the principal left by payments that paid interest first.
    pub penalties: Cents,
    /// Lump sum still owed.
    pub fee: Cents,
}

impl Remaining {
    /// Penalties and lump sum together.
    pub fn beside(&self) -> Cents {
        self.penalties + self.fee
    }
}

/// What remains of `claim` at the end of `until`.
pub(super) fn remaining(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<Remaining> {
    date("until", until)?;
    let account = walk(claim, until, table, &mut |_| {})?;
    Ok(Remaining { invoice: Cents(account.nominal), penalties: Cents(account.interest_due() + account.excess()), fee: Cents(account.fee) })
}

/// The account of `claim` at the end of `until`.
pub(super) fn of(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<PenaltyResponse> {
    date("until", until)?;
    let (mut segments, mut settled) = (Vec::new(), Vec::new());
    let account = walk(claim, until, table, &mut |told| match told {
        Told::Line(segment) => segments.push(segment),
        Told::Payment(payment) => settled.push(payment),
        Told::WaivedInterest { .. } => {}
    })?;
    Ok(made(claim, until, table, &account, segments, settled))
}

/// The account as it is printed, from what the walk told.
pub(super) fn made(
    claim: &Claim,
    until: NaiveDate,
    table: &RateTable,
    account: &Account,
    segments: Vec<Segment>,
    settled: Vec<Settled>,
) -> PenaltyResponse {
    let interest_due = account.interest_due();
    let warnings = warnings(claim, until, table, account, &segments);
    PenaltyResponse {
        regime: account.regime.kind,
        segments,
        interest_accrued: Cents(account.accrued),
        interest_paid: Cents(account.interest_paid),
        interest_due: Cents(interest_due),
        principal_due: Cents(account.principal),
        fee: Cents(account.fee),
        total: Cents(account.principal + interest_due + account.fee),
        per_day: per_day(claim, until, table, account),
        warnings,
        settled,
    }
}

fn per_day(claim: &Claim, until: NaiveDate, table: &RateTable, account: &Account) -> Cents {
    let Some(first_day) = account.first_day.filter(|first| first.pred_opt().is_some_and(|quiet| quiet <= until)) else {
        return Cents::ZERO;
    };
    if claim.stops_on.is_some_and(|stops_on| stops_on <= until || stops_on < first_day) {
        return Cents::ZERO;
    }
    // On the eve of the first day no line has needed a rate yet: without one, nothing can be said of the next day.
    account
        .regime
        .rate_bp(HalfYear::of(until.max(first_day)), table)
        .map_or(Cents::ZERO, |rate_bp| Cents(interest(account.principal, rate_bp, 1, claim.divisor)))
}

fn warnings(claim: &Claim, until: NaiveDate, table: &RateTable, account: &Account, segments: &[Segment]) -> Vec<PenaltyWarning> {
    let mut found = BTreeSet::new();
    let mut note = |applies: bool, warning: PenaltyWarning| {
        if applies {
            found.insert(warning);
        }
    };
    note(account.overpaid > 0, PenaltyWarning::Overpayment);
    note(account.overcredited > 0, PenaltyWarning::CreditExceedsPrincipal);
    note(account.left_out, PenaltyWarning::LaterMovementsLeftOut);
    match claim.debtor_kind {
        DebtorKind::Business => {}
        DebtorKind::PublicBody => note(claim.contract_rate_bp.is_some(), PenaltyWarning::ContractRateIgnored),
        DebtorKind::Consumer => {
            let owes_late = until > claim.due_on && account.principal > 0;
            note(claim.contract_rate_bp.is_some(), PenaltyWarning::ConsumerContractRate);
            note(owes_late && claim.formal_notice_on.is_none(), PenaltyWarning::NoFormalNotice);
            note(claim.formal_notice_on.is_some_and(|notice| notice > until), PenaltyWarning::FormalNoticeLater);
        }
    }
    for segment in segments {
        let half_year = HalfYear::of(segment.from);
        if account.regime.kind == RegimeKind::Contract {
            match contract_floor_bp(half_year, table) {
                Ok(floor_bp) => note(segment.rate_bp < floor_bp, PenaltyWarning::ContractRateBelowFloor),
                Err(_) => note(true, PenaltyWarning::ContractFloorUnknown),
            }
        }
        let reference = account.regime.reference(half_year).and_then(|used| table.get(used).ok());
        note(reference.is_some_and(|row| row.confidence == Confidence::ToCheck), PenaltyWarning::RateToCheck);
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::{AllocationOrder, PenaltyRequest, Received, compute};
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn twice_paid(allocation: AllocationOrder) -> PenaltyResponse {
        let received = |on: &str, amount: i64| Received { on: day(on), amount: Cents(amount) };
        let request = PenaltyRequest {
            debtor_kind: DebtorKind::Business,
            principal: Cents(1_000_000),
            due_on: day("2026-05-01"),
            until: day("2026-10-01"),
            contract_rate_bp: None,
            formal_notice_on: None,
            payments: vec![received("2026-09-01", 100_000), received("2026-06-30", 100_000), received("2026-10-02", 1)],
            credit_notes: Vec::new(),
            allocation,
            frozen_rate: None,
            divisor: None,
        };
        compute(&request, &RateTable::built_in()).unwrap()
    }

    #[test]
    fn each_payment_says_what_it_paid_of_the_interest_of_its_own_day() {
        let parts = |order| -> Vec<_> { twice_paid(order).settled.iter().map(|one| (one.interest.0, one.principal.0)).collect() };
        // 10 000 € at 12,15 % for 60 days; then 9 199,73 € at 12,40 % for 63 days. A payment to come is none yet.
        assert_eq!(parts(AllocationOrder::InterestFirst), [(19_973, 80_027), (19_690, 80_310)]);
        assert_eq!(parts(AllocationOrder::PrincipalFirst), [(0, 100_000), (0, 100_000)]);
    }
}
