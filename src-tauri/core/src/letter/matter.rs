//! A letter to write, and what is common to all of them whatever they are about.
use super::facts::{
    AccountStatement, Claim, ClaimDeclaration, DebtAcknowledgement, DisputeReceipt, EntryKind, ForfeitureGround, InstalmentAgreement,
    InstalmentBreach, MediationProposal, OwedInvoice, PaymentReceipt, PenaltyClaim, Transmittal, balance,
};
use super::{LetterKind, Manner};
use crate::interest::PenaltyResponse;
use crate::ledger::set_off;
use crate::money::Cents;
use crate::notice::{PriorContact, Recipient};
use crate::party::{Creditor, DebtorKind};
use chrono::NaiveDate;

/// A letter to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// How it speaks.
    pub manner: Manner,
    /// Decides grounds, words and what may be claimed.
    pub debtor_kind: DebtorKind,
    /// Who writes.
    pub creditor: Creditor,
    /// The debtor.
    pub debtor: Recipient,
    /// The letter's date, and the day its figures stop.
    pub dated_on: NaiveDate,
    /// To be quoted with the payment or the answer.
    pub reference: String,
    /// Reminders made before, oldest first.
    pub prior: Vec<PriorContact>,
    /// Joined papers, as « copie des 3 factures ».
    pub enclosures: Vec<String>,
    /// 365, or 366 when the user chose so.
    pub divisor: u32,
    /// What it is about.
    pub matter: Matter,
}

/// Which reminder of late invoices: they claim alike, their words and their figures differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// First time.
    First,
    /// Second time.
    Second,
    /// Third time, with the figures of penalties.
    Third,
    /// Before the formal notice.
    Last,
}

impl Rank {
    /// The kind of letter it makes.
    pub fn kind(self) -> LetterKind {
        match self {
            Rank::First => LetterKind::FirstReminder,
            Rank::Second => LetterKind::SecondReminder,
            Rank::Third => LetterKind::ThirdReminder,
            Rank::Last => LetterKind::LastNotice,
        }
    }
}

/// What a letter is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Matter {
    /// Invoices soon due.
    DueSoon(Claim),
    /// Late invoices.
    Reminder(Rank, Claim),
    /// Money received.
    PaymentReceipt(PaymentReceipt),
    /// Instalments agreed.
    InstalmentAgreement(InstalmentAgreement),
    /// Instalments not kept.
    InstalmentBreach(InstalmentBreach),
    /// A dispute received.
    DisputeReceipt(DisputeReceipt),
    /// The account over a period.
    AccountStatement(AccountStatement),
    /// A debt to be acknowledged.
    DebtAcknowledgement(DebtAcknowledgement),
    /// Penalties on invoices paid late.
    PenaltyClaim(PenaltyClaim),
    /// A mediation proposed.
    Mediation(Box<MediationProposal>),
    /// A claim declared.
    Declaration(Box<ClaimDeclaration>),
    /// The file, for who takes it over.
    Transmittal(Box<Transmittal>),
}

impl Matter {
    /// The reminder of that kind; none when the kind is no reminder.
    pub fn reminder(kind: LetterKind, claim: Claim) -> Option<Matter> {
        match kind {
            LetterKind::DueSoon => Some(Matter::DueSoon(claim)),
            LetterKind::FirstReminder => Some(Matter::Reminder(Rank::First, claim)),
            LetterKind::SecondReminder => Some(Matter::Reminder(Rank::Second, claim)),
            LetterKind::ThirdReminder => Some(Matter::Reminder(Rank::Third, claim)),
            LetterKind::LastNotice => Some(Matter::Reminder(Rank::Last, claim)),
            LetterKind::FormalNotice
            | LetterKind::PaymentReceipt
            | LetterKind::InstalmentAgreement
            | LetterKind::InstalmentBreach
            | LetterKind::DisputeReceipt
            | LetterKind::AccountStatement
            | LetterKind::DebtAcknowledgement
            | LetterKind::PenaltyClaim
            | LetterKind::MediationProposal
            | LetterKind::ClaimDeclaration
            | LetterKind::Transmittal => None,
        }
    }

    /// The kind of letter it makes.
    pub fn kind(&self) -> LetterKind {
        match self {
            Matter::DueSoon(_) => LetterKind::DueSoon,
            Matter::Reminder(rank, _) => rank.kind(),
            Matter::PaymentReceipt(_) => LetterKind::PaymentReceipt,
            Matter::InstalmentAgreement(_) => LetterKind::InstalmentAgreement,
            Matter::InstalmentBreach(_) => LetterKind::InstalmentBreach,
            Matter::DisputeReceipt(_) => LetterKind::DisputeReceipt,
            Matter::AccountStatement(_) => LetterKind::AccountStatement,
            Matter::DebtAcknowledgement(_) => LetterKind::DebtAcknowledgement,
            Matter::PenaltyClaim(_) => LetterKind::PenaltyClaim,
            Matter::Mediation(_) => LetterKind::MediationProposal,
            Matter::Declaration(_) => LetterKind::ClaimDeclaration,
            Matter::Transmittal(_) => LetterKind::Transmittal,
        }
    }

    /// The claim of a reminder, or of a notice before the due date.
    pub fn claim(&self) -> Option<&Claim> {
        match self {
            Matter::DueSoon(claim) | Matter::Reminder(_, claim) => Some(claim),
            Matter::PaymentReceipt(_)
            | Matter::InstalmentAgreement(_)
            | Matter::InstalmentBreach(_)
            | Matter::DisputeReceipt(_)
            | Matter::AccountStatement(_)
            | Matter::DebtAcknowledgement(_)
            | Matter::PenaltyClaim(_)
            | Matter::Mediation(_)
            | Matter::Declaration(_)
            | Matter::Transmittal(_) => None,
        }
    }

    /// The invoices still owed whose sums stand in the letter.
    pub fn owed(&self) -> &[OwedInvoice] {
        match self {
            Matter::InstalmentAgreement(agreement) => &agreement.invoices,
            Matter::InstalmentBreach(breach) => &breach.invoices,
            Matter::DisputeReceipt(dispute) => &dispute.invoices,
            Matter::DebtAcknowledgement(debt) => &debt.invoices,
            Matter::Transmittal(transmittal) => &transmittal.invoices,
            Matter::Mediation(proposal) => &proposal.invoices,
            Matter::Declaration(declaration) => &declaration.invoices,
            Matter::DueSoon(_)
            | Matter::Reminder(..)
            | Matter::PaymentReceipt(_)
            | Matter::AccountStatement(_)
            | Matter::PenaltyClaim(_) => self.claim().map_or(&[], |claim| &claim.invoices),
        }
    }

    /// Credit notes not yet used, as they lower the principal it claims: the one decision of every letter.
    pub fn credit(&self) -> Cents {
        let credit = match self {
            Matter::InstalmentAgreement(agreement) => agreement.credit,
            Matter::InstalmentBreach(breach) => breach.credit,
            Matter::DebtAcknowledgement(debt) => debt.credit,
            Matter::Transmittal(transmittal) => transmittal.credit,
            Matter::Mediation(proposal) => proposal.credit,
            Matter::Declaration(declaration) => declaration.credit,
            Matter::DisputeReceipt(dispute) => dispute.credit,
            // An account and a receipt tell what happened; penalties are never lowered by an avoir.
            Matter::AccountStatement(_) | Matter::PaymentReceipt(_) | Matter::PenaltyClaim(_) => Cents::ZERO,
            Matter::DueSoon(_) | Matter::Reminder(..) => self.claim().map_or(Cents::ZERO, |claim| claim.credit),
        };
        set_off(balance(self.owed()), credit)
    }

    /// The principal it claims, credit notes taken off.
    pub fn principal(&self) -> Cents {
        balance(self.owed()) - self.credit()
    }

    /// The numbers of the invoices it is about, as it names them: the parts of one stand together.
    pub fn numbers(&self) -> Vec<&str> {
        let mut numbers: Vec<&str> = match self {
            Matter::PaymentReceipt(receipt) => receipt.shares.iter().map(|share| share.number.as_str()).collect(),
            Matter::AccountStatement(statement) => {
                let invoices = statement.entries.iter().filter(|entry| entry.kind == EntryKind::Invoice);
                // A part of an invoice, « F-2026-0148 (1/3) », is named by its invoice.
                invoices.map(|entry| entry.label.split_once(" (").map_or(entry.label.as_str(), |(number, _)| number)).collect()
            }
            Matter::PenaltyClaim(claim) => claim.invoices.iter().map(|invoice| invoice.number.as_str()).collect(),
            Matter::DueSoon(_)
            | Matter::Reminder(..)
            | Matter::InstalmentAgreement(_)
            | Matter::InstalmentBreach(_)
            | Matter::DisputeReceipt(_)
            | Matter::DebtAcknowledgement(_)
            | Matter::Mediation(_)
            | Matter::Declaration(_)
            | Matter::Transmittal(_) => self.owed().iter().map(|invoice| invoice.number.as_str()).collect(),
        };
        numbers.dedup();
        numbers
    }

    /// The accounts of penalties behind its figures, each with its invoice or part and its last day to pay.
    pub fn statements(&self) -> Vec<(String, NaiveDate, &PenaltyResponse)> {
        if let Matter::PenaltyClaim(claim) = self {
            return claim.invoices.iter().map(|invoice| (invoice.number.clone(), invoice.due_on, &invoice.statement)).collect();
        }
        self.owed().iter().filter_map(|invoice| Some((invoice.label(), invoice.due_on, invoice.statement.as_ref()?))).collect()
    }

    /// Penalties named in it, to be paid, spread or acknowledged.
    pub fn penalties(&self) -> Cents {
        if let Matter::PenaltyClaim(claim) = self {
            return claim.penalties();
        }
        self.statements().iter().map(|(_, _, statement)| statement.interest_due).sum()
    }

    /// Lump sums named in it.
    pub fn fees(&self) -> Cents {
        if let Matter::PaymentReceipt(receipt) = self {
            return receipt.fees_left + receipt.shares.iter().map(|share| share.to_fee).sum();
        }
        self.statements().iter().map(|(_, _, statement)| statement.fee).sum()
    }

    /// What it asks to be paid with it in hand: the amount of the code to scan. Nothing when it asks for none.
    pub fn asked(&self) -> Cents {
        match self {
            Matter::DueSoon(claim) => claim.principal(),
            Matter::Reminder(_, claim) => claim.total(),
            Matter::PaymentReceipt(receipt) => receipt.left(),
            // The first term: the debtor pays it with this letter in hand.
            Matter::InstalmentAgreement(agreement) => agreement.terms.first().map_or(Cents::ZERO, |term| term.amount),
            Matter::InstalmentBreach(breach) => match breach.ground {
                ForfeitureGround::Warning(_) => breach.arrears(),
                ForfeitureGround::Agreed | ForfeitureGround::AfterNotice(_) => breach.total(),
            },
            Matter::DisputeReceipt(dispute) => dispute.asked(),
            Matter::AccountStatement(statement) => statement.overdue,
            Matter::DebtAcknowledgement(debt) => debt.total(),
            Matter::PenaltyClaim(claim) => claim.total(),
            // Neither asks for money: an answer is waited for, or a judge will say.
            Matter::Mediation(_) | Matter::Declaration(_) => Cents::ZERO,
            Matter::Transmittal(transmittal) => transmittal.total(),
        }
    }

    /// The day its figures stop: of a declaration, the judgment (C. com. L622-28); of the others, the day of the letter.
    pub fn counted_on(&self, dated_on: NaiveDate) -> NaiveDate {
        if let Matter::Declaration(declaration) = self { declaration.opened_on } else { dated_on }
    }
}

impl Letter {
    /// To whom it goes: the agent for a file handed over, the mandataire for a declaration, the debtor otherwise.
    pub fn addressee(&self) -> &Recipient {
        match &self.matter {
            Matter::Transmittal(transmittal) => &transmittal.agent,
            Matter::Declaration(declaration) => &declaration.agent,
            Matter::DueSoon(_)
            | Matter::Reminder(..)
            | Matter::PaymentReceipt(_)
            | Matter::InstalmentAgreement(_)
            | Matter::InstalmentBreach(_)
            | Matter::DisputeReceipt(_)
            | Matter::AccountStatement(_)
            | Matter::DebtAcknowledgement(_)
            | Matter::PenaltyClaim(_)
            | Matter::Mediation(_) => &self.debtor,
        }
    }
}
