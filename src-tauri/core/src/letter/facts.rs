//! What letters are made from: dated figures in cents, nothing of their words.
mod after;
mod plans;

pub use crate::instalments::{Forfeiture, ForfeitureGround, PlanPenalties};
pub use after::{ClaimDeclaration, InsolvencyKind, MediationProposal, MediatorKind};
pub use plans::{DebtAcknowledgement, InstalmentAgreement, InstalmentBreach, spread};

use crate::interest::PenaltyResponse;
use crate::ledger::set_off;
use crate::limitation::{Interruption, Limitation};
use crate::money::Cents;
use crate::notice::{Recipient, part_label};
use chrono::NaiveDate;

/// An invoice with what is still owed on it, or a due part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedInvoice {
    /// As printed on it.
    pub number: String,
    /// « 2/3 » for a part of an invoice payable in several; empty for a whole one.
    pub part: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Last day to pay; its date when [`OwedInvoice::undated`].
    pub due_on: NaiveDate,
    /// True when no due date is known: none is then told.
    pub undated: bool,
    /// What it is for; may be empty.
    pub subject: String,
    /// Toutes taxes comprises.
    pub total: Cents,
    /// Asked for: what is owed and not disputed.
    pub balance: Cents,
    /// Owed but disputed, and so not asked for.
    pub disputed: Cents,
    /// Its penalties at the end of the letter's date; none when they are not claimed or the invoice is disputed.
    pub statement: Option<PenaltyResponse>,
}

impl OwedInvoice {
    /// Its name in a table: « F-2026-0148 », « F-2026-0148 (2/3) ».
    pub fn label(&self) -> String {
        part_label(&self.number, &self.part)
    }

    /// Its last day to pay, when it is known.
    pub fn due(&self) -> Option<NaiveDate> {
        (!self.undated).then_some(self.due_on)
    }

    /// Penalties still owed.
    pub fn penalties(&self) -> Cents {
        self.statement.as_ref().map_or(Cents::ZERO, |statement| statement.interest_due)
    }

    /// Lump sum still owed.
    pub fn fee(&self) -> Cents {
        self.statement.as_ref().map_or(Cents::ZERO, |statement| statement.fee)
    }
}

/// What is left on these invoices.
pub fn balance(invoices: &[OwedInvoice]) -> Cents {
    invoices.iter().map(|invoice| invoice.balance).sum()
}

/// Penalties left on these invoices.
pub fn penalties(invoices: &[OwedInvoice]) -> Cents {
    invoices.iter().map(OwedInvoice::penalties).sum()
}

/// Lump sums left on these invoices.
pub fn fees(invoices: &[OwedInvoice]) -> Cents {
    invoices.iter().map(OwedInvoice::fee).sum()
}

/// Principal asked for on these invoices, credit notes not yet used taken off.
pub fn principal(invoices: &[OwedInvoice], credit: Cents) -> Cents {
    let owed = balance(invoices);
    owed - set_off(owed, credit)
}

/// Principal, penalties and lump sums of these invoices, credit notes not yet used taken off the principal.
pub fn owed_in_all(invoices: &[OwedInvoice], credit: Cents) -> Cents {
    principal(invoices, credit) + penalties(invoices) + fees(invoices)
}

/// Invoices that are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Oldest due first.
    pub invoices: Vec<OwedInvoice>,
    /// Credit notes not yet used: they lower what is asked.
    pub credit: Cents,
    /// The day asked for.
    pub pay_before: NaiveDate,
    /// The promise that was not kept.
    pub broken_promise: Option<NaiveDate>,
}

impl Claim {
    /// Principal asked for.
    pub fn principal(&self) -> Cents {
        principal(&self.invoices, self.credit)
    }

    /// All that is asked for.
    pub fn total(&self) -> Cents {
        owed_in_all(&self.invoices, self.credit)
    }
}

/// What a payment was put against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptShare {
    /// The invoice's number.
    pub number: String,
    /// Its last day to pay.
    pub due_on: NaiveDate,
    /// Extinguished of the principal.
    pub to_principal: Cents,
    /// Extinguished of the penalties (C. civ. 1343-1).
    pub to_penalties: Cents,
    /// Extinguished of the lump sum.
    pub to_fee: Cents,
    /// Principal left afterwards.
    pub left: Cents,
}

impl ReceiptShare {
    /// Of the payment, what went to this invoice.
    pub fn sum(&self) -> Cents {
        self.to_principal + self.to_penalties + self.to_fee
    }
}

/// A payment received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentReceipt {
    /// The day the money was there.
    pub on: NaiveDate,
    /// How much.
    pub amount: Cents,
    /// « virement », « chèque »; may be empty.
    pub means: String,
    /// Where it went.
    pub shares: Vec<ReceiptShare>,
    /// Kept as the client's credit.
    pub credit: Cents,
    /// Penalties still owed on these invoices.
    pub penalties_left: Cents,
    /// Lump sums still owed on these invoices.
    pub fees_left: Cents,
    /// True when the creditor gave up what is left of penalties and lump sums, said in so many words.
    pub waived: bool,
}

impl PaymentReceipt {
    /// Principal left on these invoices.
    pub fn left(&self) -> Cents {
        self.shares.iter().map(|share| share.left).sum()
    }
}

/// A dispute received.
#[derive(Debug, Clone, PartialEq)]
pub struct DisputeReceipt {
    /// The day it came.
    pub received_on: NaiveDate,
    /// The disputed invoices: `disputed` and, not disputed, `balance`.
    pub invoices: Vec<OwedInvoice>,
    /// Credit notes not yet used.
    pub credit: Cents,
    /// In the user's words; may be empty.
    pub reason: String,
    /// The day reasons and papers are asked for.
    pub explain_before: NaiveDate,
    /// The day we promise an answer.
    pub answer_by: Option<NaiveDate>,
    /// The day asked for what is not disputed.
    pub pay_before: NaiveDate,
}

impl DisputeReceipt {
    /// Not disputed, credit notes left aside.
    pub fn undisputed(&self) -> Cents {
        balance(&self.invoices)
    }

    /// Still asked for: what is not disputed, credit notes taken off.
    pub fn asked(&self) -> Cents {
        self.undisputed() - set_off(self.undisputed(), self.credit)
    }

    /// Disputed, and so not asked for meanwhile.
    pub fn disputed(&self) -> Cents {
        self.invoices.iter().map(|invoice| invoice.disputed).sum()
    }
}

/// What moved an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Facture: owed.
    Invoice,
    /// Avoir: taken off.
    CreditNote,
    /// Règlement: taken off.
    Payment,
    /// Of a payment, what paid penalties, which this account does not hold: owed again.
    ToPenalties,
    /// Escompte gained by a payment in time: taken off.
    Discount,
    /// Passage en perte: taken off.
    WriteOff,
}

/// A line of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its day.
    pub on: NaiveDate,
    /// What it is.
    pub kind: EntryKind,
    /// Number of the invoice or credit note, means of the payment; may be empty.
    pub label: String,
    /// Of an invoice, its last day to pay.
    pub due_on: Option<NaiveDate>,
    /// Above zero.
    pub amount: Cents,
}

impl Entry {
    /// What it adds to the account.
    pub fn signed(&self) -> Cents {
        match self.kind {
            EntryKind::Invoice | EntryKind::ToPenalties => self.amount,
            EntryKind::CreditNote | EntryKind::Payment | EntryKind::Discount | EntryKind::WriteOff => -self.amount,
        }
    }
}

/// The account of a client over a period.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountStatement {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Owed before the first day; negative for a credit.
    pub opening: Cents,
    /// By day.
    pub entries: Vec<Entry>,
    /// Of what is owed at the end, what is past its day.
    pub overdue: Cents,
}

impl AccountStatement {
    /// Owed at the end; negative for a credit.
    pub fn closing(&self) -> Cents {
        self.opening + self.entries.iter().map(Entry::signed).sum()
    }
}

/// An invoice paid late, its penalties left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatePaid {
    /// As printed on it.
    pub number: String,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// Toutes taxes comprises.
    pub total: Cents,
    /// The day its principal was paid in full.
    pub paid_on: NaiveDate,
    /// What is left of penalties and lump sum.
    pub statement: PenaltyResponse,
}

impl LatePaid {
    /// Penalties left. A payment that went to interest first (C. civ. 1343-1) left as much of the principal: it is asked for with them.
    pub fn penalties(&self) -> Cents {
        self.statement.interest_due + self.statement.principal_due
    }
}

/// Penalties claimed on invoices paid late.
#[derive(Debug, Clone, PartialEq)]
pub struct PenaltyClaim {
    /// Oldest due first.
    pub invoices: Vec<LatePaid>,
    /// The day asked for.
    pub pay_before: NaiveDate,
}

impl PenaltyClaim {
    /// Penalties left.
    pub fn penalties(&self) -> Cents {
        self.invoices.iter().map(LatePaid::penalties).sum()
    }

    /// Lump sums left.
    pub fn fees(&self) -> Cents {
        self.invoices.iter().map(|invoice| invoice.statement.fee).sum()
    }

    /// Asked for.
    pub fn total(&self) -> Cents {
        self.penalties() + self.fees()
    }
}

/// Who takes a file over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgentKind {
    /// Avocat.
    Lawyer,
    /// Société de recouvrement (CPCE R124-1 s.).
    Agency,
    /// Commissaire de justice.
    Bailiff,
}

/// Something that was done or happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub on: NaiveDate,
    /// What, in French.
    pub what: String,
}

/// A file handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Transmittal {
    /// What the agent is.
    pub agent_kind: AgentKind,
    /// To whom the letter goes.
    pub agent: Recipient,
    /// What is owed.
    pub invoices: Vec<OwedInvoice>,
    /// Credit notes not yet used.
    pub credit: Cents,
    /// What was done, oldest first.
    pub steps: Vec<Step>,
    /// The invoice whose time to act ends first, when it is known.
    pub limitation: Option<FirstToEnd>,
}

/// Of the invoices of a file, the one whose time to act ends first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstToEnd {
    /// Its number.
    pub number: String,
    /// Its limitation, interruptions counted.
    pub limitation: Limitation,
    /// What started its time again, oldest first.
    pub interruptions: Vec<(NaiveDate, Interruption)>,
}

impl Transmittal {
    /// Owed.
    pub fn total(&self) -> Cents {
        owed_in_all(&self.invoices, self.credit)
    }
}
