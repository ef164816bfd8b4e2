//! The walk along the days of a claim: each line of interest, each movement in its turn.
use super::claim::{AllocationOrder, Claim, Movement, MovementKind};
use super::rates::RateTable;
use super::regime::{Regime, regime_for};
use super::statement::{Segment, Settled};
use crate::calendar::HalfYear;
use crate::error::Result;
use crate::fees::recovery_fee;
use crate::money::Cents;
use chrono::NaiveDate;

/// Where a claim stands at the end of a day, in cents.
#[derive(Debug)]
pub(super) struct Account {
    pub regime: Regime,
    /// The first day that bears interest, when one may.
    pub first_day: Option<NaiveDate>,
    pub principal: i64,
    /// The invoice's amount less what was put against it, whatever it paid in law: what the ledger says is owed.
    pub nominal: i64,
    pub accrued: i64,
    pub interest_paid: i64,
    /// Interest given up.
    pub interest_waived: i64,
    pub fee: i64,
    /// The lump sum born with the delay, whoever bears it and whatever became of it.
    pub fee_owed: i64,
    pub overpaid: i64,
    pub overcredited: i64,
    /// A movement came after the last day, and was left out.
    pub left_out: bool,
}

/// What the walk tells on its way.
pub(super) enum Told {
    /// A line of interest closes.
    Line(Segment),
    /// A payment was taken in.
    Payment(Settled),
    /// Interest was given up.
    WaivedInterest {
        /// What found nothing to give up.
        unused: Cents,
    },
}

/// Follows `claim` to the end of `until`, telling each line of interest as it closes and each payment as it comes.
///
/// # Errors
/// A line rests on a reference rate that is not known.
pub(super) fn walk(claim: &Claim, until: NaiveDate, table: &RateTable, tell: &mut dyn FnMut(Told)) -> Result<Account> {
    let quiet_until = claim.quiet_until();
    let first_day = quiet_until.and_then(|day| day.succ_opt());
    let mut account = Account {
        regime: regime_for(claim.debtor_kind, claim.contract_rate_bp, claim.frozen_rate, first_day.unwrap_or(claim.due_on)),
        first_day,
        principal: claim.principal.0,
        nominal: claim.principal.0,
        accrued: 0,
        interest_paid: 0,
        interest_waived: 0,
        fee: 0,
        fee_owed: 0,
        overpaid: 0,
        overcredited: 0,
        left_out: claim.movements.iter().any(|movement| movement.happened_on > until),
    };
    let mut movements = claim.movements.iter().filter(|movement| movement.happened_on <= until).peekable();
    while let Some(movement) = movements.next_if(|movement| quiet_until.is_none_or(|quiet| movement.counts_on <= quiet)) {
        account.apply(movement, claim.allocation, tell);
    }
    let last_day = claim.last_day(until);
    let Some(first_day) = first_day.filter(|day| *day <= last_day) else {
        movements.for_each(|movement| account.apply(movement, claim.allocation, tell));
        return Ok(account);
    };
    // Interest and lump sum start together where the lump sum exists: a consumer, for whom they do not, owes none.
    account.fee_owed = recovery_fee(claim.debtor_kind, Cents(account.principal)).0;
    account.fee = if claim.bears_fee { account.fee_owed } else { 0 };

    let mut open = Line { from: first_day, divisor: claim.divisor, closed: 0 };
    while let Some(day) = movements.peek().map(|movement| movement.counts_on) {
        let last_day = day.min(last_day);
        account.accrued = open.accrue(&account, last_day, table, tell)?;
        let base = account.principal;
        while let Some(movement) = movements.next_if(|movement| movement.counts_on == day) {
            account.apply(movement, claim.allocation, tell);
        }
        if account.principal != base {
            open.close(&account.regime, base, last_day, table, tell)?;
        }
    }
    account.accrued = open.accrue(&account, last_day, table, tell)?;
    open.close(&account.regime, account.principal, last_day, table, tell)?;
    Ok(account)
}

impl Account {
    /// Takes a movement in: what is too much is counted apart, nothing goes below zero.
    fn apply(&mut self, movement: &Movement, order: AllocationOrder, tell: &mut dyn FnMut(Told)) {
        let mut left = movement.amount.0;
        let mut pay = |debt: i64| {
            let part = left.min(debt);
            left -= part;
            part
        };
        let (due, amount) = (self.interest_due(), movement.amount.0);
        match movement.kind {
            MovementKind::CreditNote => {
                self.principal -= pay(self.principal);
                self.overcredited = self.overcredited.saturating_add(left);
                self.nominal = (self.nominal - amount).max(0);
            }
            MovementKind::Payment => {
                let (interest, principal) = match order {
                    AllocationOrder::InterestFirst => {
                        let interest = pay(due);
                        (interest, pay(self.principal))
                    }
                    AllocationOrder::PrincipalFirst => {
                        let principal = pay(self.principal);
                        (pay(due), principal)
                    }
                };
                let fee = pay(self.fee);
                self.nominal = (self.nominal - amount).max(0);
                self.receive(movement, [interest, principal, fee, left], tell);
            }
            MovementKind::PenaltyPayment => {
                let (interest, principal) = (pay(due), pay(self.excess()));
                let fee = pay(self.fee);
                self.receive(movement, [interest, principal, fee, left], tell);
            }
            // What a payment typed in later, and dated before, has already paid is not given up a second time.
            MovementKind::WaivedInterest => {
                self.interest_waived += pay(due);
                self.principal -= pay(self.excess());
                tell(Told::WaivedInterest { unused: Cents(left) });
            }
            MovementKind::WaivedFee => self.fee -= pay(self.fee),
        }
    }

    /// Books what a payment paid of the interest, the principal and the lump sum, and what is too much.
    fn receive(&mut self, movement: &Movement, [interest, principal, fee, too_much]: [i64; 4], tell: &mut dyn FnMut(Told)) {
        self.interest_paid += interest;
        self.principal -= principal;
        self.fee -= fee;
        self.overpaid = self.overpaid.saturating_add(too_much);
        tell(Told::Payment(Settled {
            on: movement.happened_on,
            amount: movement.amount,
            interest: Cents(interest),
            principal: Cents(principal),
            fee: Cents(fee),
        }));
    }

    /// Interest accrued, neither paid nor given up.
    pub fn interest_due(&self) -> i64 {
        self.accrued - self.interest_paid - self.interest_waived
    }

    /// Principal that is left because payments of the invoice's amount paid its interest first.
    pub fn excess(&self) -> i64 {
        (self.principal - self.nominal).max(0)
    }
}

/// The line being written: it closes at the end of a half-year, or when the base changes. A payment that only covers
/// interest leaves the base as it is, and the line open.
struct Line {
    from: NaiveDate,
    divisor: u32,
    /// Interest of the lines already closed.
    closed: i64,
}

impl Line {
    /// All the interest up to the end of `to`, closing the half-years that end before.
    fn accrue(&mut self, account: &Account, to: NaiveDate, table: &RateTable, tell: &mut dyn FnMut(Told)) -> Result<i64> {
        if account.principal == 0 {
            return Ok(self.closed);
        }
        loop {
            let ends = HalfYear::of(self.from).last_day();
            if to <= ends {
                let open = self.segment(&account.regime, account.principal, to, table)?;
                return Ok(self.closed + open.map_or(0, |segment| segment.interest.0));
            }
            self.close(&account.regime, account.principal, ends, table, tell)?;
        }
    }

    /// Ends the line on `to`, and starts the next one the day after.
    fn close(&mut self, regime: &Regime, base: i64, to: NaiveDate, table: &RateTable, tell: &mut dyn FnMut(Told)) -> Result<()> {
        if let Some(segment) = self.segment(regime, base, to, table)? {
            self.closed += segment.interest.0;
            tell(Told::Line(segment));
        }
        self.from = to.succ_opt().unwrap_or(to);
        Ok(())
    }

    /// The line as it would be if it ended on `to`; none without a day or a base.
    fn segment(&self, regime: &Regime, base: i64, to: NaiveDate, table: &RateTable) -> Result<Option<Segment>> {
        if base == 0 || to < self.from {
            return Ok(None);
        }
        let rate_bp = regime.rate_bp(HalfYear::of(self.from), table)?;
        let days = (to - self.from).num_days() as u32 + 1;
        let interest = interest(base, rate_bp, days, self.divisor);
        Ok(Some(Segment { from: self.from, to, days, base: Cents(base), rate_bp, interest: Cents(interest) }))
    }
}

/// `base × rate × days ÷ divisor` in whole cents, half rounded up; every factor is positive or zero.
pub(super) fn interest(base: i64, rate_bp: u32, days: u32, divisor: u32) -> i64 {
    let exact = i128::from(base) * i128::from(rate_bp) * i128::from(days);
    let over = 10_000 * i128::from(divisor);
    // In range: a claim is at most 1e12 cents, a rate 1e5 basis points, a half-year 184 days.
    i64::try_from((exact + over / 2) / over).unwrap_or(i64::MAX)
}
