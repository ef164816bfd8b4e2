//! Debts paid by terms: agreed, not kept, acknowledged (law/droit.md §12).
use super::{OwedInvoice, balance, fees, penalties};
use crate::dunning::hold::Instalment;
use crate::money::Cents;
use chrono::NaiveDate;

/// What becomes of penalties and lump sums while instalments are kept (law/droit.md §12: written, never implied).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanPenalties {
    /// Given up if every term is kept: the plan spreads the principal.
    WaivedIfKept,
    /// Part of what is spread; none is added while the plan is kept.
    Included,
}

/// When the whole falls due again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forfeiture {
    /// Terms missed before it may be claimed: one or two.
    pub missed: u32,
    /// Days left to put things right after a formal notice; none when the clause does without one expressly.
    pub notice_days: Option<u32>,
}

/// An échéancier.
#[derive(Debug, Clone, PartialEq)]
pub struct InstalmentAgreement {
    /// What it covers.
    pub invoices: Vec<OwedInvoice>,
    /// By day.
    pub terms: Vec<Instalment>,
    /// Of penalties.
    pub penalties: PlanPenalties,
    /// Its clause.
    pub forfeiture: Forfeiture,
    /// The day the signed copy is expected.
    pub return_before: NaiveDate,
}

impl InstalmentAgreement {
    /// What the terms must add up to.
    pub fn spread(&self) -> Cents {
        match self.penalties {
            PlanPenalties::WaivedIfKept => balance(&self.invoices),
            PlanPenalties::Included => self.owed_in_all(),
        }
    }

    /// Principal, penalties and lump sums owed on the day of the agreement, whatever is spread.
    pub fn owed_in_all(&self) -> Cents {
        balance(&self.invoices) + penalties(&self.invoices) + fees(&self.invoices)
    }
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

/// An échéancier that was not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct InstalmentBreach {
    /// The agreement's day.
    pub agreed_on: NaiveDate,
    /// Terms due and not paid, in full or in part: the amount is what lacks.
    pub missed: Vec<Instalment>,
    /// Paid since the agreement.
    pub paid: Cents,
    /// What is owed now.
    pub invoices: Vec<OwedInvoice>,
    /// By what right.
    pub ground: ForfeitureGround,
    /// True when penalties given up on condition are owed again.
    pub waiver_lost: bool,
    /// The day asked for.
    pub pay_before: NaiveDate,
}

impl InstalmentBreach {
    /// Terms due and not paid.
    pub fn arrears(&self) -> Cents {
        self.missed.iter().map(|term| term.amount).sum()
    }

    /// Owed in all, once the term is forfeited.
    pub fn total(&self) -> Cents {
        balance(&self.invoices) + penalties(&self.invoices) + fees(&self.invoices)
    }
}

/// A debt that the debtor is asked to acknowledge.
#[derive(Debug, Clone, PartialEq)]
pub struct DebtAcknowledgement {
    /// What it is made of.
    pub invoices: Vec<OwedInvoice>,
    /// How it will be paid; none for « à première demande ».
    pub terms: Vec<Instalment>,
    /// The day the signed paper is expected.
    pub return_before: NaiveDate,
}

impl DebtAcknowledgement {
    /// Acknowledged.
    pub fn total(&self) -> Cents {
        balance(&self.invoices) + penalties(&self.invoices) + fees(&self.invoices)
    }
}
