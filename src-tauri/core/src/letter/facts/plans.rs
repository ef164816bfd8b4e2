//! Debts paid by terms: agreed, not kept, acknowledged (law/droit.md §12).
use super::{OwedInvoice, fees, owed_in_all, penalties, principal};
use crate::instalments::{Forfeiture, ForfeitureGround, Instalment, PlanPenalties};
use crate::money::Cents;
use chrono::NaiveDate;

/// An échéancier.
#[derive(Debug, Clone, PartialEq)]
pub struct InstalmentAgreement {
    /// What it covers.
    pub invoices: Vec<OwedInvoice>,
    /// Credit notes not yet used.
    pub credit: Cents,
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
        spread(&self.invoices, self.credit, self.penalties)
    }

    /// Principal, penalties and lump sums owed on the day of the agreement, whatever is spread.
    pub fn owed_in_all(&self) -> Cents {
        owed_in_all(&self.invoices, self.credit)
    }
}

/// What the terms of an agreement on these invoices must add up to.
pub fn spread(invoices: &[OwedInvoice], credit: Cents, of_penalties: PlanPenalties) -> Cents {
    match of_penalties {
        PlanPenalties::WaivedIfKept => principal(invoices, credit),
        PlanPenalties::Included => owed_in_all(invoices, credit),
    }
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
    /// Credit notes not yet used.
    pub credit: Cents,
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
        owed_in_all(&self.invoices, self.credit)
    }
}

/// A debt that the debtor is asked to acknowledge.
#[derive(Debug, Clone, PartialEq)]
pub struct DebtAcknowledgement {
    /// What it is made of.
    pub invoices: Vec<OwedInvoice>,
    /// Credit notes not yet used.
    pub credit: Cents,
    /// How it will be paid; none for « à première demande ».
    pub terms: Vec<Instalment>,
    /// What becomes of penalties and lump sums if the terms are kept.
    pub penalties: PlanPenalties,
    /// The day the signed paper is expected.
    pub return_before: NaiveDate,
}

impl DebtAcknowledgement {
    /// Acknowledged.
    pub fn total(&self) -> Cents {
        owed_in_all(&self.invoices, self.credit)
    }

    /// What the terms must add up to.
    pub fn spread(&self) -> Cents {
        spread(&self.invoices, self.credit, self.penalties)
    }

    /// Given up if the terms are kept; nothing when there are none, or when they spread it too.
    pub fn waived_if_kept(&self) -> Cents {
        match self.penalties {
            PlanPenalties::WaivedIfKept if !self.terms.is_empty() => penalties(&self.invoices) + fees(&self.invoices),
            PlanPenalties::WaivedIfKept | PlanPenalties::Included => Cents::ZERO,
        }
    }
}
