//! An invoice or a credit note: its stored facts, and what they make of it on a given day.
pub mod parts;

use crate::dunning::hold::{Hold, HoldKind};
use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use chrono::NaiveDate;
use parts::DuePart;
use serde::{Deserialize, Serialize};

/// What the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum InvoiceKind {
    /// Facture.
    Invoice,
    /// Avoir: its amount lowers what the client owes.
    CreditNote,
}

/// The stored facts of an invoice or a credit note, with the sum already put against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its identity.
    pub id: InvoiceId,
    /// Who owes it.
    pub client_id: ClientId,
    /// Facture or avoir.
    pub kind: InvoiceKind,
    /// As printed on the document.
    pub number: String,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Last day to pay; of an invoice in parts, that of the oldest one still owed. None: unknown, so it is « à corriger » and is
    /// never chased.
    pub due_on: Option<NaiveDate>,
    /// Its parts, oldest due first, when it is payable in several; empty: all of it is due on `due_on`.
    pub parts: Vec<DuePart>,
    /// TTC, above zero, for a credit note too.
    pub total: Cents,
    /// Allocated so far: money and credit notes on an invoice; the part already used on a credit note.
    pub settled: Cents,
    /// Penalty rate printed on it, in basis points. None: the statutory rate.
    pub contract_rate_bp: Option<u32>,
    /// Passage en perte.
    pub written_off_on: Option<NaiveDate>,
    /// Paid by direct debit: never chased unless the debit is rejected (the flag is then cleared).
    pub direct_debit: bool,
    /// Goes up with everything that can make a reminder wrong: payment, dispute, promise, credit note, edit.
    pub version: i64,
}

impl Invoice {
    /// What is still due, never below zero.
    pub fn balance(&self) -> Cents {
        (self.total - self.settled).or_zero()
    }

    /// Whole days after the due date; zero when not yet due, or when the due date is unknown.
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        self.due_on.map_or(0, |due| (today - due).num_days().max(0))
    }

    /// True when a balance is due since yesterday or before.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.kind == InvoiceKind::Invoice && self.balance().is_positive() && self.days_late(today) > 0
    }

    /// True when it was written off on or before the day.
    pub fn is_written_off(&self, today: NaiveDate) -> bool {
        self.written_off_on.is_some_and(|on| on <= today)
    }
}

/// What an invoice is on a day. Never stored: a function of the facts (architecture, « facts are stored, status is a function »).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceStatus {
    /// Passée en perte.
    WrittenOff,
    /// Annulée par avoir.
    Cancelled,
    /// Réglée.
    Paid,
    /// En litige.
    Disputed,
    /// En retard.
    Overdue {
        /// Days after the due date.
        days: i64,
        /// Something was already paid.
        partly_paid: bool,
    },
    /// Réglée en partie, not late.
    PartlyPaid,
    /// À échoir.
    Open,
}

impl InvoiceStatus {
    /// The first line of the table that holds wins. `credited` is the part of `settled` that came from credit notes;
    /// `holds` are those of the client, whatever their invoice.
    pub fn on(today: NaiveDate, invoice: &Invoice, credited: Cents, holds: &[Hold]) -> InvoiceStatus {
        let disputed =
            || holds.iter().any(|hold| matches!(hold.kind, HoldKind::Dispute { .. }) && hold.covers(invoice) && hold.is_open(today));
        let is_invoice = invoice.kind == InvoiceKind::Invoice;
        if invoice.is_written_off(today) {
            InvoiceStatus::WrittenOff
        } else if is_invoice && credited >= invoice.total {
            InvoiceStatus::Cancelled
        } else if invoice.balance() == Cents::ZERO {
            InvoiceStatus::Paid
        } else if is_invoice && disputed() {
            InvoiceStatus::Disputed
        } else if invoice.is_late(today) {
            InvoiceStatus::Overdue { days: invoice.days_late(today), partly_paid: invoice.settled.is_positive() }
        } else if invoice.settled.is_positive() {
            InvoiceStatus::PartlyPaid
        } else {
            InvoiceStatus::Open
        }
    }
}

impl InvoiceStatus {
    /// As the interface knows it.
    pub fn key(self) -> &'static str {
        match self {
            InvoiceStatus::WrittenOff => "written_off",
            InvoiceStatus::Cancelled => "cancelled",
            InvoiceStatus::Paid => "paid",
            InvoiceStatus::Disputed => "disputed",
            InvoiceStatus::Overdue { .. } => "overdue",
            InvoiceStatus::PartlyPaid => "partly_paid",
            InvoiceStatus::Open => "open",
        }
    }
}

/// The ages of a debt, the same on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBucket {
    /// À échoir.
    NotDue,
    /// 1 to 30 days late.
    D1To30,
    /// 31 to 60 days late.
    D31To60,
    /// 61 to 90 days late.
    D61To90,
    /// More than 90 days late.
    Over90,
    /// Without a due date: of no age, and never late.
    Undated,
}

impl AgeBucket {
    /// From the youngest to the oldest, then what has no age.
    pub const ALL: [AgeBucket; 6] =
        [AgeBucket::NotDue, AgeBucket::D1To30, AgeBucket::D31To60, AgeBucket::D61To90, AgeBucket::Over90, AgeBucket::Undated];

    /// As the interface knows it.
    pub fn key(self) -> &'static str {
        match self {
            AgeBucket::NotDue => "not_due",
            AgeBucket::D1To30 => "d1_30",
            AgeBucket::D31To60 => "d31_60",
            AgeBucket::D61To90 => "d61_90",
            AgeBucket::Over90 => "over_90",
            AgeBucket::Undated => "undated",
        }
    }

    /// The bucket of a debt on a day; without a due date, it has no age.
    pub fn on(due_on: Option<NaiveDate>, day: NaiveDate) -> AgeBucket {
        due_on.map_or(AgeBucket::Undated, |due| AgeBucket::of((day - due).num_days()))
    }

    /// Its place in [`AgeBucket::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }

    /// The bucket of a debt that many days late.
    pub fn of(days_late: i64) -> AgeBucket {
        match days_late {
            ..=0 => AgeBucket::NotDue,
            1..=30 => AgeBucket::D1To30,
            31..=60 => AgeBucket::D31To60,
            61..=90 => AgeBucket::D61To90,
            91.. => AgeBucket::Over90,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::{day, dispute, invoice};

    #[test]
    fn the_first_line_of_the_status_table_that_holds_wins() {
        let today = day("2026-11-23");
        let base = Invoice { total: Cents(10_000), ..invoice(1, "2026-11-03") };
        let status = |change: &dyn Fn(&mut Invoice), credited: i64, holds: &[Hold]| {
            let mut one = base.clone();
            change(&mut one);
            InvoiceStatus::on(today, &one, Cents(credited), holds)
        };
        let holds = [dispute(1, None)];
        let late = InvoiceStatus::Overdue { days: 20, partly_paid: false };
        assert_eq!(status(&|_| (), 0, &[]), late);
        assert_eq!(status(&|i| i.settled = Cents(1), 0, &[]), InvoiceStatus::Overdue { days: 20, partly_paid: true });
        assert_eq!(status(&|_| (), 0, &holds), InvoiceStatus::Disputed, "a dispute comes before the delay");
        assert_eq!(status(&|i| i.settled = i.total, 0, &holds), InvoiceStatus::Paid, "nothing is left to dispute");
        assert_eq!(status(&|i| i.settled = i.total, 10_000, &[]), InvoiceStatus::Cancelled, "credit notes cover the total");
        assert_eq!(status(&|i| i.written_off_on = Some(today), 10_000, &holds), InvoiceStatus::WrittenOff);
        assert_eq!(status(&|i| i.written_off_on = today.succ_opt(), 0, &[]), late, "a write-off dated tomorrow is not one yet");
        assert_eq!(status(&|i| i.due_on = Some(today), 0, &[]), InvoiceStatus::Open, "the due day is the last day to pay");
        assert_eq!(status(&|i| (i.due_on, i.settled) = (None, Cents(1)), 0, &[]), InvoiceStatus::PartlyPaid, "no due date, no delay");
        assert_eq!(status(&|i| i.kind = InvoiceKind::CreditNote, 0, &[]), InvoiceStatus::Open, "a credit note is never late");
    }

    #[test]
    fn each_age_falls_in_one_bucket() {
        let ages = [-3, 0, 1, 30, 31, 60, 61, 90, 91].map(AgeBucket::of);
        use AgeBucket::{D1To30, D31To60, D61To90, NotDue, Over90};
        assert_eq!(ages, [NotDue, NotDue, D1To30, D1To30, D31To60, D31To60, D61To90, D61To90, Over90]);
        assert_eq!(AgeBucket::on(None, day("2026-11-23")), AgeBucket::Undated, "without a due date, nothing is « à échoir »");
        assert!(AgeBucket::ALL.into_iter().enumerate().all(|(place, age)| age.place() == place));
    }
}
