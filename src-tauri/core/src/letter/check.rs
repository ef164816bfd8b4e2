//! A letter as the legal check reads it: what it claims, until when, and which sums it may name.
use super::facts::{ForfeitureGround, InstalmentBreach, LatePaid, OwedInvoice};
use super::{Letter, Matter};
use crate::legal_check::{Claimed, Form, Leaving};
use crate::limitation::Limitation;
use crate::money::Cents;
use chrono::NaiveDate;

/// What is known of an invoice beside what the letter prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Principal still owed, disputed or not.
    pub owed: Cents,
    /// Of it, what is past due: less on an invoice in parts.
    pub due: Cents,
    /// Of it, what the debtor contests.
    pub disputed: Cents,
    /// The rate agreed, basis points.
    pub agreed_bp: Option<u32>,
    /// First presentation of a mise en demeure.
    pub notified_on: Option<NaiveDate>,
    /// Until when it may be brought to court.
    pub limitation: Limitation,
}

/// The words of a letter, as they leave.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// How they travel.
    pub form: Form,
    /// The subject.
    pub subject: &'a str,
    /// All but the tables; a message has everything here.
    pub text: &'a str,
    /// What the tables say, line by line.
    pub tables: &'a str,
}

impl Letter {
    /// The letter as it is about to leave. `standings` are those of the invoices it claims, in their order.
    pub fn leaving<'a>(&'a self, words: Words<'a>, standings: &[Standing], insolvent_on: Option<NaiveDate>) -> Leaving<'a> {
        let invoices = self.claimed(standings);
        let debtor_says = self.matter.owed().iter().map(|invoice| invoice.subject.clone());
        let names = [self.debtor.name.clone(), self.addressee().name.clone(), self.creditor.mediator()];
        let numbers = self.matter.numbers().into_iter().map(str::to_owned);
        Leaving {
            purpose: self.matter.kind().purpose(),
            form: words.form,
            debtor_kind: self.debtor_kind,
            leaves_on: self.dated_on,
            figures_on: self.dated_on,
            creditor: &self.creditor,
            names: names.into_iter().chain(numbers).chain(debtor_says).collect(),
            subject: words.subject,
            text: words.text,
            tables: words.tables,
            // What claims nothing deducts nothing.
            credit: if matches!(self.matter, Matter::Mediation(_)) { Cents::ZERO } else { self.matter.credit() },
            total: self.named(),
            deadline: self.matter.deadline(),
            reserved: self.matter.reserved(),
            insolvent_on,
            other_amounts: self.matter.amounts(),
            invoices,
        }
    }

    /// The invoices it claims, each with what is known of it. A receipt and an account claim none: they tell.
    fn claimed(&self, standings: &[Standing]) -> Vec<Claimed> {
        let line = |number: &str, due_on, standing: &Standing| Claimed {
            number: number.to_owned(),
            due_on,
            claimed: Cents::ZERO,
            owed: standing.owed,
            due: standing.due,
            disputed: standing.disputed,
            interest: Cents::ZERO,
            fee: Cents::ZERO,
            statement: None,
            agreed_bp: standing.agreed_bp,
            notified_on: standing.notified_on,
            limitation: standing.limitation,
        };
        // A proposal tells what the matter is about, and claims nothing.
        if let Matter::Mediation(_) = &self.matter {
            return Vec::new();
        }
        if let Matter::PenaltyClaim(claim) = &self.matter {
            let of = |(invoice, standing): (&LatePaid, &Standing)| Claimed {
                claimed: invoice.statement.principal_due,
                owed: invoice.statement.principal_due,
                due: invoice.statement.principal_due,
                interest: invoice.statement.interest_due,
                fee: invoice.statement.fee,
                statement: Some(invoice.statement.clone()),
                ..line(&invoice.number, invoice.due_on, standing)
            };
            return claim.invoices.iter().zip(standings).map(of).collect();
        }
        let of = |(invoice, standing): (&OwedInvoice, &Standing)| Claimed {
            claimed: invoice.balance,
            // Payments that went to interest first leave more principal than the balance of the invoice says.
            due: if invoice.statement.is_some() { standing.due.max(invoice.balance) } else { standing.due },
            interest: invoice.penalties(),
            fee: invoice.fee(),
            statement: invoice.statement.clone(),
            ..line(&invoice.number, self.late_since(invoice), standing)
        };
        self.matter.owed().iter().zip(standings).map(of).collect()
    }

    /// The last day to pay an invoice: of what an agreement spread, the term that was missed first, which may come before it.
    fn late_since(&self, invoice: &OwedInvoice) -> NaiveDate {
        match &self.matter {
            Matter::InstalmentBreach(breach) => breach.missed.iter().map(|term| term.on).fold(invoice.due_on, NaiveDate::min),
            Matter::DueSoon(_)
            | Matter::Reminder(..)
            | Matter::PaymentReceipt(_)
            | Matter::InstalmentAgreement(_)
            | Matter::DisputeReceipt(_)
            | Matter::AccountStatement(_)
            | Matter::DebtAcknowledgement(_)
            | Matter::PenaltyClaim(_)
            | Matter::Mediation(_)
            | Matter::Declaration(_)
            | Matter::Transmittal(_) => invoice.due_on,
        }
    }

    /// What it claims in all, whether it is asked for at once, spread over terms or acknowledged.
    fn named(&self) -> Cents {
        match &self.matter {
            Matter::DueSoon(claim) => claim.principal(),
            Matter::Reminder(_, claim) => claim.total(),
            Matter::InstalmentAgreement(agreement) => agreement.owed_in_all(),
            Matter::InstalmentBreach(breach) => breach.total(),
            Matter::DisputeReceipt(dispute) => dispute.asked(),
            Matter::DebtAcknowledgement(debt) => debt.total(),
            Matter::PenaltyClaim(claim) => claim.total(),
            Matter::Transmittal(transmittal) => transmittal.total(),
            Matter::Declaration(declaration) => declaration.total(),
            Matter::PaymentReceipt(_) | Matter::AccountStatement(_) | Matter::Mediation(_) => Cents::ZERO,
        }
    }
}

impl Matter {
    /// The last day to pay that it gives.
    fn deadline(&self) -> Option<NaiveDate> {
        match self {
            Matter::Reminder(_, claim) => Some(claim.pay_before),
            Matter::InstalmentBreach(InstalmentBreach { ground: ForfeitureGround::Warning(before), .. }) => Some(*before),
            Matter::InstalmentBreach(breach) => Some(breach.pay_before),
            Matter::DisputeReceipt(dispute) => dispute.asked().is_positive().then_some(dispute.pay_before),
            Matter::PenaltyClaim(claim) => Some(claim.pay_before),
            // A notice before the due date gives no other day than that one.
            Matter::DueSoon(_)
            | Matter::PaymentReceipt(_)
            | Matter::InstalmentAgreement(_)
            | Matter::AccountStatement(_)
            | Matter::DebtAcknowledgement(_)
            | Matter::Mediation(_)
            | Matter::Declaration(_)
            | Matter::Transmittal(_) => None,
        }
    }

    /// Penalties and lump sums that stay owed and that it does not claim.
    fn reserved(&self) -> Cents {
        match self {
            Matter::PaymentReceipt(receipt) if !receipt.waived => receipt.penalties_left + receipt.fees_left,
            Matter::PaymentReceipt(_)
            | Matter::DueSoon(_)
            | Matter::Reminder(..)
            | Matter::InstalmentAgreement(_)
            | Matter::InstalmentBreach(_)
            | Matter::DisputeReceipt(_)
            | Matter::AccountStatement(_)
            | Matter::DebtAcknowledgement(_)
            | Matter::PenaltyClaim(_)
            | Matter::Mediation(_)
            | Matter::Declaration(_)
            | Matter::Transmittal(_) => Cents::ZERO,
        }
    }

    /// Every sum it names beside those it claims: totals of invoices, terms, shares, balances.
    fn amounts(&self) -> Vec<Cents> {
        let mut all: Vec<Cents> = self.owed().iter().flat_map(|invoice| [invoice.total, invoice.balance + invoice.disputed]).collect();
        all.push(self.owed().iter().map(|invoice| invoice.disputed).sum());
        all.push(self.statements().iter().map(|(_, _, statement)| statement.per_day).sum());
        all.push(self.penalties() + self.fees());
        all.push(self.credit());
        match self {
            Matter::PaymentReceipt(receipt) => {
                all.extend(
                    receipt.shares.iter().flat_map(|share| [share.to_principal, share.to_penalties, share.to_fee, share.left, share.sum()]),
                );
                all.extend([receipt.amount, receipt.credit, receipt.left(), receipt.penalties_left + receipt.fees_left]);
            }
            Matter::InstalmentAgreement(agreement) => {
                all.extend(agreement.terms.iter().map(|term| term.amount));
                all.push(agreement.spread());
            }
            Matter::InstalmentBreach(breach) => {
                all.extend(breach.missed.iter().map(|term| term.amount));
                all.extend([breach.arrears(), breach.paid]);
            }
            Matter::AccountStatement(statement) => {
                let mut running = statement.opening;
                all.push(running);
                for entry in &statement.entries {
                    running += entry.signed();
                    all.extend([entry.amount, running]);
                }
                all.push(statement.overdue);
            }
            Matter::DebtAcknowledgement(debt) => {
                all.extend(debt.terms.iter().map(|term| term.amount));
                all.push(debt.spread());
            }
            Matter::DisputeReceipt(dispute) => all.push(dispute.undisputed()),
            Matter::PenaltyClaim(claim) => all.extend(claim.invoices.iter().flat_map(|invoice| [invoice.total, invoice.penalties()])),
            Matter::Mediation(proposal) => all.extend([proposal.disputed, self.principal()]),
            Matter::Declaration(declaration) => {
                all.extend([
                    declaration.principal(),
                    declaration.penalties(),
                    declaration.fees(),
                    declaration.disputed(),
                    declaration.settled_since,
                ]);
            }
            Matter::DueSoon(_) | Matter::Reminder(..) | Matter::Transmittal(_) => {}
        }
        all
    }
}
