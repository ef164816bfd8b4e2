//! Dispute, promise, instalments, pause: what they stop, and until when.
use super::decision::Choice;
use crate::calendar::{Region, add_working_days, next_working_day};
use crate::ids::{AgreementId, ClientId, HoldId, InvoiceId};
use crate::instalments::{self, Instalment};
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A reason not to remind, placed by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its identity.
    pub id: HoldId,
    /// Whose reminders it stops.
    pub client_id: ClientId,
    /// None: all of the client's invoices.
    pub invoice_id: Option<InvoiceId>,
    /// What it is.
    pub kind: HoldKind,
    /// First day.
    pub from_on: NaiveDate,
    /// Day a person lifted it; None while it stands.
    pub released_on: Option<NaiveDate>,
    /// The user's words: « robinet non conforme ».
    pub note: String,
    /// Of a promise: the client said that he had paid, and named no day. Its day is ours, to look at the account.
    pub said_paid: bool,
    /// Of a pause: the client said that he had not got the invoice. It is sent again, and time to pay is left.
    pub not_received: bool,
}

/// The reason kept with such a promise.
pub const SAID_PAID: &str = "said_paid";

/// The reason kept with such a pause.
pub const NOT_RECEIVED: &str = "not_received";

/// What a hold is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoldKind {
    /// Litige: the disputed part is not chased, the rest is.
    Dispute {
        /// Coded reason.
        reason: DisputeReason,
        /// None: all of it.
        disputed: Option<Cents>,
        /// Day the client was promised an answer.
        answer_by: Option<NaiveDate>,
    },
    /// Promesse de règlement: pauses until its day and the grace, then the plan resumes where it was.
    Promise {
        /// What was promised.
        amount: Cents,
        /// The day promised.
        due_on: NaiveDate,
        /// Received on the invoices it covers since it was made.
        received: Cents,
    },
    /// Suspension.
    Pause {
        /// Last day; None until a person lifts it.
        until: Option<NaiveDate>,
    },
    /// Échéancier agreed: pauses its invoices while it is kept.
    InstalmentPlan {
        /// Which one.
        agreement: AgreementId,
        /// Days before each term when it is reminded; None: never.
        remind_before: Option<u32>,
        /// What it covers.
        invoices: BTreeSet<InvoiceId>,
        /// By day.
        instalments: Vec<Instalment>,
        /// Received on the invoices it covers since it was agreed.
        received: Cents,
        /// Open days left after each day before it is missed.
        grace_open_days: u32,
    },
    /// What the owner decided at the end of the plan: the case rests until it comes back.
    Decided {
        /// What.
        choice: Choice,
        /// The day it is in the tray again; None until a person takes the choice back.
        back_on: Option<NaiveDate>,
    },
}

/// Why a client disputes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeReason {
    /// Facture non reçue.
    NotReceived,
    /// Montant contesté.
    WrongAmount,
    /// Travaux ou marchandise contestés.
    WorkContested,
    /// Dit avoir déjà payé.
    AlreadyPaid,
    /// Autre motif.
    Other,
}

/// What a promise is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromiseStage {
    /// Its day is to come, or today.
    Coming,
    /// Its day is past, the money may still be on its way.
    InGrace,
    /// The money came.
    Kept,
    /// The grace is over and money is missing.
    Broken,
}

impl Hold {
    /// True when it bears on the invoice.
    pub fn covers(&self, invoice: &Invoice) -> bool {
        let named = match &self.kind {
            HoldKind::InstalmentPlan { invoices, .. } => invoices.contains(&invoice.id),
            HoldKind::Dispute { .. } | HoldKind::Promise { .. } | HoldKind::Pause { .. } | HoldKind::Decided { .. } => {
                self.invoice_id.is_none_or(|id| id == invoice.id)
            }
        };
        self.client_id == invoice.client_id && named
    }

    /// True from its first day until a person lifts it, or a pause ends. A promise stays open: only `promise_stage` says
    /// whether it still stops anything.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        let over = match self.kind {
            HoldKind::Pause { until } => until.is_some_and(|last| last < today),
            HoldKind::Decided { back_on, .. } => back_on.is_some_and(|on| on <= today),
            HoldKind::Dispute { .. } | HoldKind::Promise { .. } | HoldKind::InstalmentPlan { .. } => false,
        };
        self.from_on <= today && !over && self.released_on.is_none_or(|on| today < on)
    }

    /// Where a promise stands; None for another hold, or one that a person released.
    pub fn promise_stage(&self, today: NaiveDate, grace_open_days: u32, region: Region) -> Option<PromiseStage> {
        match self.kind {
            HoldKind::Promise { amount, due_on, received } if self.is_open(today) => {
                let grace_ends = grace_end(due_on, grace_open_days, region);
                Some(match today {
                    _ if received >= amount => PromiseStage::Kept,
                    _ if today <= due_on => PromiseStage::Coming,
                    _ if today <= grace_ends => PromiseStage::InGrace,
                    _ => PromiseStage::Broken,
                })
            }
            HoldKind::Promise { .. }
            | HoldKind::Dispute { .. }
            | HoldKind::Pause { .. }
            | HoldKind::InstalmentPlan { .. }
            | HoldKind::Decided { .. } => None,
        }
    }

    /// True while an agreement without a missed term spreads the invoice: it is asked for by its terms alone.
    pub fn spreads(&self, invoice: &Invoice, today: NaiveDate, region: Region) -> bool {
        let agreed = matches!(self.kind, HoldKind::InstalmentPlan { .. });
        agreed && self.covers(invoice) && self.is_open(today) && self.missed_instalment(today, region).is_none()
    }

    /// The first term of an instalment plan that was not paid within its day and the grace, with what lacks of it.
    pub fn missed_instalment(&self, today: NaiveDate, region: Region) -> Option<Instalment> {
        let HoldKind::InstalmentPlan { instalments, received, grace_open_days, .. } = &self.kind else { return None };
        instalments::missed(instalments, *received, *grace_open_days, today, region).into_iter().next()
    }
}

/// What is disputed of an invoice on a day, never more than is owed.
pub fn disputed_part<'a>(invoice: &Invoice, holds: impl IntoIterator<Item = &'a Hold>, today: NaiveDate) -> Cents {
    let open = holds.into_iter().filter(|hold| hold.covers(invoice) && hold.is_open(today));
    let parts = open.map(|hold| match hold.kind {
        HoldKind::Dispute { disputed, .. } => disputed.unwrap_or(invoice.balance()),
        HoldKind::Promise { .. } | HoldKind::Pause { .. } | HoldKind::InstalmentPlan { .. } | HoldKind::Decided { .. } => Cents::ZERO,
    });
    parts.sum::<Cents>().min(invoice.balance())
}

/// Open days given after the day of a promise or of a term.
pub const GRACE_OPEN_DAYS: u32 = 2;

/// The last day of grace: so many open days after the day, which is itself moved to an open day first.
pub fn grace_end(day: NaiveDate, grace_open_days: u32, region: Region) -> NaiveDate {
    add_working_days(next_working_day(day, region), grace_open_days, region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::{agreement, day, dispute, hold, invoice};

    #[test]
    fn what_was_decided_rests_until_the_day_it_comes_back() {
        let decided = hold(None, HoldKind::Decided { choice: Choice::Wait, back_on: Some(day("2026-11-30")) });
        assert!(decided.is_open(day("2026-11-27")) && !decided.is_open(day("2026-11-30")) && !decided.is_open(day("2026-12-01")));
    }

    #[test]
    fn a_hold_stands_from_its_first_day_to_the_eve_of_its_release() {
        let lifted = Hold { released_on: Some(day("2026-11-20")), ..dispute(1, None) };
        let open = ["2026-11-06", "2026-11-09", "2026-11-19", "2026-11-20", "2026-11-23"].map(|on| lifted.is_open(day(on)));
        assert_eq!(open, [false, true, true, false, false]);
    }

    #[test]
    fn a_promise_is_to_come_then_in_grace_then_broken_unless_the_money_came() {
        use PromiseStage as P;
        let promise =
            |received| hold(Some(1), HoldKind::Promise { amount: Cents(100), due_on: day("2026-11-18"), received: Cents(received) });
        let stage = |one: &Hold, on| one.promise_stage(day(on), GRACE_OPEN_DAYS, Region::Metropole);
        let days = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23"];
        assert_eq!(days.map(|on| stage(&promise(99), on)), [P::Coming, P::Coming, P::InGrace, P::InGrace, P::Broken].map(Some));
        assert_eq!(days.map(|on| stage(&promise(100), on)), [Some(P::Kept); 5]);
        let released = Hold { released_on: Some(day("2026-11-17")), ..promise(0) };
        assert_eq!(stage(&released, "2026-11-23"), None, "a person took it back");
    }

    #[test]
    fn an_agreement_spreads_its_own_invoices_while_no_term_of_it_is_missed() {
        let spreads = |one: &Hold, id, on| one.spreads(&invoice(id, "2026-10-05"), day(on), Region::Metropole);
        assert!(spreads(&agreement(0), 1, "2026-11-23"));
        assert!(!spreads(&agreement(0), 2, "2026-11-23"), "it does not cover that one");
        assert!(!spreads(&agreement(0), 1, "2026-11-06"), "it begins on the ninth");
        assert!(!spreads(&agreement(0), 1, "2026-12-02"), "the term of 26 November was missed");
        assert!(spreads(&agreement(50_000), 1, "2026-12-02"), "it was paid");
        assert!(!spreads(&dispute(1, None), 1, "2026-11-23"), "a dispute spreads nothing");
    }
}
