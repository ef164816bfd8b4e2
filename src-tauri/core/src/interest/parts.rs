//! A claim payable in several parts: each bears interest from its own due date, and the whole is their sum.
//!
//! - Payments and credit notes go to the part that the debtor named, else to the oldest first, by their own days: it is the order of the ledger, so that what is
//!   left of the parts is what is left of the invoice.
//! - What is put against the penalties, or given up of them, goes to those of the oldest part first, then to the lump sum.
//! - One lump sum an invoice, born with the first delay; it is shown with the part that was late first.
use super::claim::{Claim, Movement, MovementKind};
use super::rates::RateTable;
use super::regime::RegimeKind;
use super::statement::{self, PenaltyResponse, PenaltyWarning, Remaining, Segment, Settled};
use super::walk::{Account, Told, walk};
use crate::error::Result;
use crate::invoice::parts::DuePart;
use crate::money::Cents;
use chrono::NaiveDate;

/// The account of one part of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartAccount {
    /// The part.
    pub part: DuePart,
    /// Money put against it, whatever it paid in law.
    pub paid: Cents,
    /// Credit notes put against it.
    pub credited: Cents,
    /// What is owed on it; the lump sum is with the part that was late first.
    pub statement: PenaltyResponse,
}

impl PartAccount {
    /// The account of a claim that has no parts.
    pub(super) fn whole(claim: &Claim, statement: PenaltyResponse) -> PartAccount {
        let sum = |kind| claim.movements.iter().filter(|one| one.kind == kind).map(|one| one.amount).sum();
        let part = DuePart::new(claim.due_on, claim.principal);
        PartAccount { part, paid: sum(MovementKind::Payment), credited: sum(MovementKind::CreditNote), statement }
    }
}

/// A movement on its way through the parts, with its place among those of the claim.
type Moving = (Movement, usize);

/// The parts followed to the end of the day.
pub(super) struct Parts {
    walked: Vec<Walked>,
    /// What became of each payment, in the order of the claim.
    settled: Vec<Settled>,
    /// Left of the lump sum.
    fee: i64,
    overpaid: i64,
    /// A movement came after the last day, and was left out.
    left_out: bool,
}

struct Walked {
    claim: Claim,
    part: DuePart,
    account: Account,
    segments: Vec<Segment>,
    settled: Vec<Settled>,
    paid: Cents,
    credited: Cents,
}

impl Parts {
    /// Follows each part to the end of `until`.
    ///
    /// # Errors
    /// A line rests on a reference rate that is not known.
    pub fn of(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<Parts> {
        let known = claim.movements.iter().enumerate().filter(|(_, one)| one.happened_on <= until);
        let (of_amount, mut of_penalties): (Vec<Moving>, Vec<Moving>) =
            known.map(|(at, one)| (*one, at)).partition(|(one, _)| one.kind.settles_the_amount());
        let mut settled: Vec<Option<Settled>> = vec![None; claim.movements.len()];
        let mut spread = spread(&claim.parts, &of_amount);
        let left_out = claim.movements.iter().any(|one| one.happened_on > until);
        let mut parts = Parts { walked: Vec::new(), settled: Vec::new(), fee: 0, overpaid: 0, left_out };
        for (at, part) in claim.parts.iter().enumerate() {
            let amounts = std::mem::take(&mut spread[at]);
            let sum = |kind| amounts.iter().filter(|(one, _)| one.kind == kind).map(|(one, _)| one.amount).sum();
            let (paid, credited) = (sum(MovementKind::Payment), sum(MovementKind::CreditNote));
            let mut moving: Vec<Moving> = amounts.into_iter().chain(std::mem::take(&mut of_penalties)).collect();
            moving.sort_unstable();
            let own = claim.part(*part, moving.iter().map(|(one, _)| *one).collect());
            let (mut segments, mut used) = (Vec::new(), Vec::new());
            let mut payments = moving.iter().filter(|(one, _)| one.kind.is_money());
            let mut waivers = moving.iter().filter(|(one, _)| one.kind == MovementKind::WaivedInterest);
            let last = at + 1 == claim.parts.len();
            let mut account = walk(&own, until, table, &mut |told| match told {
                Told::Line(segment) => segments.push(segment),
                Told::Payment(one) => {
                    let Some((movement, origin)) = payments.next() else { return };
                    let too_much = one.amount - one.interest - one.principal - one.fee;
                    let passes_on = too_much.is_positive() && !last && movement.kind == MovementKind::PenaltyPayment;
                    if passes_on {
                        of_penalties.push((Movement { amount: too_much, ..*movement }, *origin));
                    }
                    let one = Settled { amount: if passes_on { one.amount - too_much } else { one.amount }, ..one };
                    let whole = settled[*origin].get_or_insert(Settled {
                        amount: claim.movements[*origin].amount,
                        interest: Cents::ZERO,
                        principal: Cents::ZERO,
                        fee: Cents::ZERO,
                        ..one
                    });
                    whole.interest += one.interest;
                    whole.principal += one.principal;
                    // What no part has a use for goes to the lump sum.
                    whole.fee += one.amount - one.interest - one.principal;
                    used.extend(one.amount.is_positive().then_some(one));
                }
                Told::WaivedInterest { unused } => {
                    if let Some((movement, origin)) = waivers.next().filter(|_| unused.is_positive()) {
                        of_penalties.push((Movement { amount: unused, ..*movement }, *origin));
                    }
                }
            })?;
            // What is too much for a part is not for the claim.
            account.overpaid = 0;
            parts.walked.push(Walked { claim: own, part: *part, account, segments, settled: used, paid, credited });
        }
        parts.settled = settled.into_iter().flatten().collect();
        parts.pay_fee(claim, until);
        Ok(parts)
    }

    /// Takes what is left of the payments, and the waivers, off the lump sum.
    fn pay_fee(&mut self, claim: &Claim, until: NaiveDate) {
        self.fee = self.walked.iter().map(|one| one.account.fee_owed).max().unwrap_or(0);
        for one in &mut self.settled {
            let part = one.fee.0.min(self.fee);
            self.fee -= part;
            self.overpaid = self.overpaid.saturating_add(one.fee.0 - part);
            one.fee = Cents(part);
        }
        let waived = claim.movements.iter().filter(|one| one.kind == MovementKind::WaivedFee && one.happened_on <= until);
        let waived: i64 = waived.map(|one| one.amount.0).sum();
        self.fee -= self.fee.min(waived);
    }

    /// The first part that was late: the lump sum is shown with it.
    fn bears_fee(&self) -> Option<usize> {
        self.walked.iter().position(|one| one.account.fee_owed > 0)
    }

    /// The account of each part.
    pub fn accounts(self, until: NaiveDate, table: &RateTable) -> Vec<PartAccount> {
        let (bearer, fee) = (self.bears_fee(), self.fee);
        let account = |(at, one): (usize, Walked)| {
            let mut made = statement::made(&one.claim, until, table, &one.account, one.segments, one.settled);
            if bearer == Some(at) {
                made.fee = Cents(fee);
                made.total += made.fee;
            }
            PartAccount { part: one.part, paid: one.paid, credited: one.credited, statement: made }
        };
        self.walked.into_iter().enumerate().map(account).collect()
    }

    /// The account of the whole claim: the sum of its parts.
    pub fn whole(mut self, until: NaiveDate, table: &RateTable) -> PenaltyResponse {
        let (settled, overpaid, left_out) = (std::mem::take(&mut self.settled), self.overpaid, self.left_out);
        let parts = self.accounts(until, table);
        let sum = |of: fn(&PenaltyResponse) -> Cents| parts.iter().map(|one| of(&one.statement)).sum::<Cents>();
        let mut warnings: Vec<_> = parts.iter().flat_map(|one| one.statement.warnings.iter().copied()).collect();
        warnings.extend((overpaid > 0).then_some(PenaltyWarning::Overpayment));
        warnings.extend(left_out.then_some(PenaltyWarning::LaterMovementsLeftOut));
        warnings.sort_unstable();
        warnings.dedup();
        PenaltyResponse {
            regime: parts.first().map_or(RegimeKind::Statutory, |one| one.statement.regime),
            interest_accrued: sum(|one| one.interest_accrued),
            interest_paid: sum(|one| one.interest_paid),
            interest_due: sum(|one| one.interest_due),
            principal_due: sum(|one| one.principal_due),
            fee: sum(|one| one.fee),
            total: sum(|one| one.total),
            per_day: sum(|one| one.per_day),
            segments: parts.into_iter().flat_map(|one| one.statement.segments).collect(),
            warnings,
            settled,
        }
    }

    /// What remains of the claim, and of its penalties.
    pub fn remaining(&self) -> Remaining {
        let sum = |of: fn(&Account) -> i64| Cents(self.walked.iter().map(|one| of(&one.account)).sum());
        Remaining { invoice: sum(|one| one.nominal), penalties: sum(|one| one.interest_due() + one.excess()), fee: Cents(self.fee) }
    }

    /// Interest still owed.
    pub fn interest_due(&self) -> Cents {
        Cents(self.walked.iter().map(|one| one.account.interest_due()).sum())
    }
}

/// Payments and credit notes over the parts, the oldest first; what is too much stays with the last.
fn spread(parts: &[DuePart], movements: &[Moving]) -> Vec<Vec<Moving>> {
    let mut spread: Vec<Vec<Moving>> = vec![Vec::new(); parts.len()];
    let mut room: Vec<Cents> = parts.iter().map(|part| part.amount).collect();
    for (movement, origin) in movements {
        let mut rest = movement.amount;
        // What the debtor named comes first, then the oldest (C. civ. 1342-10).
        let named = parts.iter().position(|part| Some(part.due_on) == movement.part);
        for at in named.into_iter().chain(0..parts.len()) {
            let part = &parts[at];
            let last = at + 1 == parts.len() && Some(at) != named;
            let taken = if last { rest } else { rest.min(room[at]) };
            if !taken.is_positive() {
                continue;
            }
            room[at] = (room[at] - taken).or_zero();
            rest -= taken;
            let counts_on = if movement.is_retroactive() { movement.happened_on.min(part.due_on) } else { movement.counts_on };
            spread[at].push((Movement { amount: taken, counts_on, ..*movement }, *origin));
        }
    }
    spread
}
