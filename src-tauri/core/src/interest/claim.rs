//! What is claimed: the request of `compute_penalties`, checked and put in order.
use super::rates::RateTable;
use super::regime::regime_for;
use crate::calendar::HalfYear;
use crate::error::{DomainError, Result};
use crate::invoice::parts::DuePart;
use crate::money::Cents;
use crate::party::DebtorKind;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The largest amount of one claim, payment or credit note: ten billion euros. Interest of three centuries at the
/// highest rate then still fits whole numbers.
pub const LARGEST_CLAIM: Cents = Cents(1_000_000_000_000);
/// The highest rate taken, in basis points: 1 000 % a year.
const HIGHEST_RATE: i64 = 100_000;

/// What a part payment pays first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum AllocationOrder {
    /// Interest, principal, lump sum: C. civ. 1343-1.
    #[default]
    InterestFirst,
    /// Principal, interest, lump sum: when the creditor accepts it.
    PrincipalFirst,
}

/// Money received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Received {
    /// The day the money was at the creditor's disposal.
    pub on: NaiveDate,
    /// How much.
    pub amount: Cents,
}

/// A credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Credited {
    /// Its date.
    pub on: NaiveDate,
    /// How much, positive.
    pub amount: Cents,
    /// True when it corrects the invoice, and so counts from the due date; false for a gesture, from its own date.
    pub retroactive: bool,
}

/// Penalties given up by the creditor: a fact with its day, never a silence. What it names is not claimed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waived {
    /// The day he gave them up.
    pub on: NaiveDate,
    /// Of the interest owed that day.
    pub interest: Cents,
    /// Of the lump sum owed that day.
    pub fee: Cents,
}

/// What happened to the penalties of an invoice apart from its own amount.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PenaltyMoves {
    /// Money put against the penalties: interest first, then the lump sum.
    pub paid: Vec<Received>,
    /// Penalties given up.
    pub waived: Vec<Waived>,
}

/// Asks for the penalties of one invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct PenaltyRequest {
    /// What the debtor is.
    pub debtor_kind: DebtorKind,
    /// The invoice's total, VAT included.
    pub principal: Cents,
    /// The date of payment written on the invoice; interest starts the day after.
    pub due_on: NaiveDate,
    /// The last day counted.
    pub until: NaiveDate,
    /// A rate agreed, in basis points a year.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(type = "number", optional))]
    pub contract_rate_bp: Option<i64>,
    /// For a consumer: the day the formal notice was first presented; interest starts the day after.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub formal_notice_on: Option<NaiveDate>,
    /// Payments, in any order.
    #[serde(default)]
    pub payments: Vec<Received>,
    /// Credit notes, in any order.
    #[serde(default)]
    pub credit_notes: Vec<Credited>,
    /// What a part payment pays first.
    #[serde(default)]
    pub allocation: AllocationOrder,
    /// Between professionals: keep the statutory rate of the half-year in which interest starts.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub frozen_rate: Option<bool>,
    /// Days in a year: 365, always, unless 366 is asked for.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(type = "365 | 366", optional))]
    pub divisor: Option<i64>,
}

/// A request checked, its movements in the order in which they count. Made once, it answers for any day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub(super) debtor_kind: DebtorKind,
    pub(super) principal: Cents,
    pub(super) due_on: NaiveDate,
    pub(super) contract_rate_bp: Option<u32>,
    pub(super) formal_notice_on: Option<NaiveDate>,
    /// The notices that claimed it, of which each of its parts may have had some.
    pub(super) notices: Vec<Noticed>,
    /// The judgment that opened insolvency proceedings on a claim born before: the last day that bears interest.
    pub(super) stops_on: Option<NaiveDate>,
    pub(super) allocation: AllocationOrder,
    pub(super) frozen_rate: bool,
    pub(super) divisor: u32,
    pub(super) movements: Vec<Movement>,
    /// Its parts, oldest due first; empty: all of it is due on `due_on`.
    pub(super) parts: Vec<DuePart>,
    /// False for a part: the lump sum is that of the whole.
    pub(super) bears_fee: bool,
}

/// A formal notice that claimed an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noticed {
    /// The day of the letter: what was due before that day was claimed.
    pub on: NaiveDate,
    /// The day it was first presented.
    pub presented_on: NaiveDate,
}

/// A credit note or a payment. Of those of one day, credit notes come first: they lower what there was to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Movement {
    /// The day at whose end it counts.
    pub counts_on: NaiveDate,
    pub kind: MovementKind,
    /// The day it happened: unknown before.
    pub happened_on: NaiveDate,
    pub amount: Cents,
    /// The due date of the part that the debtor named.
    pub part: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MovementKind {
    CreditNote,
    Payment,
    PenaltyPayment,
    WaivedInterest,
    WaivedFee,
}

impl Movement {
    /// A credit note that corrects the invoice, and so counts before its day.
    pub fn is_retroactive(self) -> bool {
        self.counts_on < self.happened_on
    }
}

impl MovementKind {
    /// True for what the ledger puts against the amount of the invoice.
    pub fn settles_the_amount(self) -> bool {
        match self {
            MovementKind::CreditNote | MovementKind::Payment => true,
            MovementKind::PenaltyPayment | MovementKind::WaivedInterest | MovementKind::WaivedFee => false,
        }
    }

    /// True for money received.
    pub fn is_money(self) -> bool {
        match self {
            MovementKind::Payment | MovementKind::PenaltyPayment => true,
            MovementKind::CreditNote | MovementKind::WaivedInterest | MovementKind::WaivedFee => false,
        }
    }
}

impl PenaltyRequest {
    /// Checks every value, `until` excepted, and orders the movements.
    ///
    /// # Errors
    /// [`DomainError::Field`] names the first value that is not positive, too large, or out of range.
    pub fn claim(&self) -> Result<Claim> {
        amount("principal", self.principal)?;
        date("dueOn", self.due_on)?;
        if let Some(notice) = self.formal_notice_on {
            date("formalNoticeOn", notice)?;
        }
        let contract_rate_bp = match self.contract_rate_bp {
            None => None,
            Some(bp) if bp <= 0 => return Err(DomainError::Field { field: "contractRateBp", reason: "not_positive" }),
            Some(bp) if bp > HIGHEST_RATE => return Err(DomainError::Field { field: "contractRateBp", reason: "too_large" }),
            Some(bp) => u32::try_from(bp).ok(),
        };
        let divisor = match self.divisor {
            None | Some(365) => 365,
            Some(366) => 366,
            Some(_) => return Err(DomainError::Field { field: "divisor", reason: "out_of_range" }),
        };
        let mut movements = Vec::with_capacity(self.payments.len() + self.credit_notes.len());
        for payment in &self.payments {
            amount("payments.amount", payment.amount)?;
            date("payments.on", payment.on)?;
            movements.push(Movement {
                counts_on: payment.on,
                kind: MovementKind::Payment,
                happened_on: payment.on,
                amount: payment.amount,
                part: None,
            });
        }
        for note in &self.credit_notes {
            amount("creditNotes.amount", note.amount)?;
            date("creditNotes.on", note.on)?;
            movements.push(Movement {
                counts_on: if note.retroactive { note.on.min(self.due_on) } else { note.on },
                kind: MovementKind::CreditNote,
                happened_on: note.on,
                amount: note.amount,
                part: None,
            });
        }
        movements.sort_unstable();
        Ok(Claim {
            debtor_kind: self.debtor_kind,
            principal: self.principal,
            due_on: self.due_on,
            contract_rate_bp,
            formal_notice_on: self.formal_notice_on,
            notices: Vec::new(),
            stops_on: None,
            allocation: self.allocation,
            frozen_rate: self.frozen_rate.unwrap_or(false),
            divisor,
            movements,
            parts: Vec::new(),
            bears_fee: true,
        })
    }
}

impl Claim {
    /// The same claim, with what became of its penalties.
    ///
    /// # Errors
    /// As [`PenaltyRequest::claim`]; a waiver of nothing is passed over.
    pub fn with_penalties(mut self, moves: &PenaltyMoves) -> Result<Claim> {
        let mut add = |on, kind, amount| self.movements.push(Movement { counts_on: on, kind, happened_on: on, amount, part: None });
        for payment in &moves.paid {
            amount("payments.amount", payment.amount)?;
            date("payments.on", payment.on)?;
            add(payment.on, MovementKind::PenaltyPayment, payment.amount);
        }
        for waived in &moves.waived {
            date("waivers.on", waived.on)?;
            for (kind, part) in [(MovementKind::WaivedInterest, waived.interest), (MovementKind::WaivedFee, waived.fee)] {
                if part.is_positive() {
                    amount("waivers.amount", part)?;
                    add(waived.on, kind, part);
                }
            }
        }
        self.movements.sort_unstable();
        Ok(self)
    }

    /// The same claim, payable in these parts, the oldest due first; its own due date is then the first one's. No part changes
    /// nothing.
    pub fn in_parts(mut self, parts: Vec<DuePart>) -> Claim {
        self.parts = parts;
        self
    }

    /// The same claim, its debtor having said which part each of these payments was for.
    pub fn indicated(mut self, named: &[(Received, NaiveDate)]) -> Claim {
        for (payment, part) in named {
            let same = |one: &&mut Movement| {
                one.kind == MovementKind::Payment && one.part.is_none() && (one.happened_on, one.amount) == (payment.on, payment.amount)
            };
            if let Some(movement) = self.movements.iter_mut().find(same) {
                movement.part = Some(*part);
            }
        }
        self
    }

    /// The same claim, noticed by these letters: each of its parts has the first that came after its due date, for a notice is only of
    /// what could be claimed that day (C. civ. 1231-6, 1344-1). None: the notice of the whole is that of its parts.
    pub fn noticed(mut self, notices: Vec<Noticed>) -> Claim {
        self.notices = notices;
        self
    }

    /// The same claim, born before the judgment of that day which opened insolvency proceedings: no interest after it (C. com. L622-28),
    /// and no lump sum if its due date is not before it, for it could not be paid then (C. com. L441-10 II). A judgment to come, or
    /// after the day that is looked at, changes nothing yet.
    pub fn stopped_on(mut self, judgment: Option<NaiveDate>) -> Claim {
        self.stops_on = judgment;
        self
    }

    /// The yearly rate, in basis points, at which its interest runs when the day of `on` is over, from its own first day; zero where none
    /// runs: a consumer who has had no notice yet, a claim that a judgment stopped, a due date to come.
    ///
    /// # Errors
    /// The reference rate it rests on is not known.
    pub fn rate_bp_on(&self, on: NaiveDate, table: &RateTable) -> Result<u32> {
        let tomorrow = on.succ_opt().unwrap_or(on);
        let Some(first_day) = self.quiet_until().and_then(|day| day.succ_opt()).filter(|first| *first <= tomorrow) else { return Ok(0) };
        if self.stops_on.is_some_and(|stops_on| stops_on <= on) {
            return Ok(0);
        }
        regime_for(self.debtor_kind, self.contract_rate_bp, self.frozen_rate, first_day).rate_bp(HalfYear::of(on.max(first_day)), table)
    }

    /// The last day that may bear interest, of those up to the end of `until`.
    pub(super) fn last_day(&self, until: NaiveDate) -> NaiveDate {
        self.stops_on.map_or(until, |on| on.min(until))
    }

    /// One part of it, with what was put against it.
    pub(super) fn part(&self, part: DuePart, movements: Vec<Movement>) -> Claim {
        let own = self.notices.iter().filter(|notice| part.due_on < notice.on).map(|notice| notice.presented_on).min();
        let formal_notice_on = if self.notices.is_empty() { self.formal_notice_on } else { own };
        Claim {
            principal: part.amount,
            due_on: part.due_on,
            formal_notice_on,
            movements,
            parts: Vec::new(),
            bears_fee: false,
            ..self.clone()
        }
    }

    /// The last day without interest: the due date; for a consumer, the day of the formal notice if it came later
    /// (C. civ. 1231-6). None while a consumer has had no notice: nothing accrues.
    pub(super) fn quiet_until(&self) -> Option<NaiveDate> {
        match self.debtor_kind {
            DebtorKind::Business | DebtorKind::PublicBody => Some(self.due_on),
            DebtorKind::Consumer => self.formal_notice_on.map(|notice| notice.max(self.due_on)),
        }
    }
}

fn amount(field: &'static str, amount: Cents) -> Result<()> {
    match amount {
        zero if !zero.is_positive() => Err(DomainError::Field { field, reason: "not_positive" }),
        huge if huge > LARGEST_CLAIM => Err(DomainError::Field { field, reason: "too_large" }),
        _ => Ok(()),
    }
}

/// Refuses a date before 1900 or after 2200: a typing error.
pub(super) fn date(field: &'static str, day: NaiveDate) -> Result<()> {
    if (1900..=2200).contains(&day.year()) { Ok(()) } else { Err(DomainError::Field { field, reason: "out_of_range" }) }
}
