//! What keeps a letter from leaving: figures that do not add up, a claim without object, an address or account missing.
use super::facts::{Claim, InstalmentAgreement, MediatorKind, balance};
use super::{Letter, Matter};
use crate::address::AddressProblem;
use crate::money::Cents;
use crate::party::{CreditorProblem, DebtorKind};

/// A reason not to freeze a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterProblem {
    /// Something of the creditor: identity, mentions, account, signature.
    Creditor(CreditorProblem),
    /// Something of the address it goes to.
    Address(AddressProblem),
    /// Nothing to ask for or to tell.
    Nothing,
    /// The day asked for is past.
    DayPast,
    /// A reminder of an invoice that is not late.
    NotLate,
    /// Shares, terms or entries do not add up to their total.
    Sum,
    /// A consumer owes no lump sum (C. com. L441-10 is not for him; CPCE L111-8).
    UndueFee,
    /// A public body's penalties cannot be given up (CCP L2192-14: « réputée non écrite »).
    UnwaivablePenalties,
    /// An instalment plan without terms.
    NoTerms,
    /// A mediator whom this debtor may not be proposed.
    MediatorUnsuited,
    /// The user's médiateur de la consommation is not in the settings.
    MediatorUnknown,
    /// A publication before the judgment it publishes.
    PublishedTooEarly,
}

impl LetterProblem {
    /// What to say to the person, in French.
    pub fn sentence(self) -> String {
        let sentence = match self {
            LetterProblem::Creditor(problem) => return format!("Vos coordonnées (Réglages)\u{a0}: {}", problem.sentence()),
            LetterProblem::Address(problem) => return format!("Adresse du destinataire\u{a0}: {}", problem.sentence()),
            LetterProblem::Nothing => "Il n’y a rien à réclamer ni à dire dans ce courrier.",
            LetterProblem::DayPast => "La date demandée est passée\u{a0}: choisissez-en une à venir.",
            LetterProblem::NotLate => "Une facture n’est pas encore échue\u{a0}: retirez-la de la relance.",
            LetterProblem::Sum => "Le détail ne donne pas le total\u{a0}: vérifiez les montants.",
            LetterProblem::UndueFee => "Un particulier ne doit pas d’indemnité forfaitaire.",
            LetterProblem::UnwaivablePenalties => {
                "Les intérêts moratoires d’un acheteur public ne peuvent pas être abandonnés (article L2192-14 du code de la commande publique)."
            }
            LetterProblem::NoTerms => "L’échéancier n’a aucune échéance.",
            LetterProblem::MediatorUnsuited => "Ce médiateur n’est pas ouvert à ce client\u{a0}: choisissez-en un autre.",
            LetterProblem::MediatorUnknown => "Votre médiateur de la consommation n’est pas indiqué\u{a0}: complétez-le dans Réglages.",
            LetterProblem::PublishedTooEarly => {
                "La publication au BODACC ne peut pas précéder le jugement d’ouverture\u{a0}: corrigez l’une des deux dates."
            }
        };
        sentence.to_owned()
    }
}

impl Letter {
    /// What keeps it from leaving; empty when it may.
    pub fn problems(&self) -> Vec<LetterProblem> {
        let creditor = self.creditor.missing().into_iter().map(LetterProblem::Creditor);
        let address = self.addressee().block().problems.into_iter().map(LetterProblem::Address);
        let mut all: Vec<LetterProblem> = creditor.chain(address).collect();
        all.extend(self.of_matter().into_iter().filter(|(is, _)| *is).map(|(_, problem)| problem));
        if self.debtor_kind == DebtorKind::Consumer && self.matter.fees() != Cents::ZERO {
            all.push(LetterProblem::UndueFee);
        }
        all
    }

    fn of_matter(&self) -> Vec<(bool, LetterProblem)> {
        let past = |day| day < self.dated_on;
        let reminder = |claim: &Claim| {
            vec![
                (!claim.total().is_positive(), LetterProblem::Nothing),
                (past(claim.pay_before), LetterProblem::DayPast),
                (claim.invoices.iter().any(|invoice| invoice.due_on >= self.dated_on), LetterProblem::NotLate),
            ]
        };
        match &self.matter {
            Matter::DueSoon(claim) => vec![(!claim.principal().is_positive(), LetterProblem::Nothing)],
            Matter::Reminder(_, claim) => reminder(claim),
            Matter::PaymentReceipt(receipt) => {
                let placed: Cents = receipt.shares.iter().map(|share| share.sum()).sum::<Cents>() + receipt.credit;
                let public_waiver = receipt.waived && self.debtor_kind == DebtorKind::PublicBody;
                vec![
                    (!receipt.amount.is_positive(), LetterProblem::Nothing),
                    (placed != receipt.amount, LetterProblem::Sum),
                    (public_waiver && receipt.penalties_left.is_positive(), LetterProblem::UnwaivablePenalties),
                ]
            }
            Matter::InstalmentAgreement(agreement) => of_agreement(agreement, self.debtor_kind),
            Matter::InstalmentBreach(breach) => vec![
                (!breach.arrears().is_positive() || !breach.total().is_positive(), LetterProblem::Nothing),
                (past(breach.pay_before), LetterProblem::DayPast),
            ],
            Matter::DisputeReceipt(dispute) => vec![
                (dispute.invoices.is_empty(), LetterProblem::Nothing),
                (past(dispute.explain_before) || past(dispute.pay_before), LetterProblem::DayPast),
            ],
            Matter::AccountStatement(statement) => {
                vec![(statement.entries.is_empty() && statement.opening == Cents::ZERO, LetterProblem::Nothing)]
            }
            Matter::DebtAcknowledgement(debt) => {
                let spread: Cents = debt.terms.iter().map(|term| term.amount).sum();
                vec![
                    (!debt.total().is_positive(), LetterProblem::Nothing),
                    (!debt.terms.is_empty() && spread != debt.spread(), LetterProblem::Sum),
                    (self.debtor_kind == DebtorKind::PublicBody && debt.waived_if_kept().is_positive(), LetterProblem::UnwaivablePenalties),
                ]
            }
            Matter::PenaltyClaim(claim) => {
                vec![(!claim.total().is_positive(), LetterProblem::Nothing), (past(claim.pay_before), LetterProblem::DayPast)]
            }
            Matter::Mediation(proposal) => {
                let consumer = proposal.mediator == MediatorKind::Consumption;
                vec![
                    (!balance(&proposal.invoices).is_positive(), LetterProblem::Nothing),
                    (past(proposal.answer_before), LetterProblem::DayPast),
                    (!MediatorKind::open_to(self.debtor_kind).contains(&proposal.mediator), LetterProblem::MediatorUnsuited),
                    (consumer && self.creditor.mediator().is_empty(), LetterProblem::MediatorUnknown),
                ]
            }
            Matter::Declaration(declaration) => vec![
                (!declaration.total().is_positive(), LetterProblem::Nothing),
                (declaration.published_on < declaration.opened_on, LetterProblem::PublishedTooEarly),
            ],
            Matter::Transmittal(transmittal) => vec![(!transmittal.total().is_positive(), LetterProblem::Nothing)],
        }
    }
}

fn of_agreement(agreement: &InstalmentAgreement, kind: DebtorKind) -> Vec<(bool, LetterProblem)> {
    let spread: Cents = agreement.terms.iter().map(|term| term.amount).sum();
    let waived = match agreement.penalties {
        super::facts::PlanPenalties::WaivedIfKept => super::facts::penalties(&agreement.invoices),
        super::facts::PlanPenalties::Included => Cents::ZERO,
    };
    vec![
        (!agreement.spread().is_positive(), LetterProblem::Nothing),
        (agreement.terms.is_empty(), LetterProblem::NoTerms),
        (!agreement.terms.is_empty() && spread != agreement.spread(), LetterProblem::Sum),
        (kind == DebtorKind::PublicBody && waived.is_positive(), LetterProblem::UnwaivablePenalties),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instalments::Instalment;
    use crate::letter::facts::{Forfeiture, OwedInvoice, PaymentReceipt, PlanPenalties, ReceiptShare};
    use crate::letter::{Manner, Rank};
    use crate::sample;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn owed() -> OwedInvoice {
        OwedInvoice {
            number: "F-2026-0148".into(),
            part: String::new(),
            issued_on: day("2026-04-15"),
            due_on: day("2026-05-15"),
            undated: false,
            subject: String::new(),
            total: Cents(10_000),
            balance: Cents(10_000),
            disputed: Cents::ZERO,
            statement: None,
        }
    }

    fn letter(matter: Matter) -> Letter {
        Letter {
            manner: Manner::Plain,
            debtor_kind: DebtorKind::Business,
            creditor: sample::creditor(),
            debtor: sample::debtor(DebtorKind::Business),
            dated_on: day("2026-11-23"),
            reference: "BDQ".into(),
            prior: Vec::new(),
            enclosures: Vec::new(),
            divisor: 365,
            matter,
        }
    }

    fn agreement(amounts: &[i64]) -> InstalmentAgreement {
        InstalmentAgreement {
            invoices: vec![owed()],
            credit: Cents::ZERO,
            terms: amounts.iter().map(|amount| Instalment { on: day("2027-01-05"), amount: Cents(*amount) }).collect(),
            penalties: PlanPenalties::WaivedIfKept,
            forfeiture: Forfeiture { missed: 1, grace_open_days: 2, notice_days: Some(8) },
            return_before: day("2026-12-01"),
        }
    }

    #[test]
    fn the_terms_of_a_plan_add_up_to_the_cent() {
        assert_eq!(letter(Matter::InstalmentAgreement(agreement(&[3_333, 3_333, 3_334]))).problems(), []);
        assert_eq!(letter(Matter::InstalmentAgreement(agreement(&[3_333, 3_333, 3_333]))).problems(), [LetterProblem::Sum]);
        assert_eq!(letter(Matter::InstalmentAgreement(agreement(&[]))).problems(), [LetterProblem::NoTerms]);
    }

    #[test]
    fn a_credit_note_not_used_is_taken_off_what_the_terms_spread() {
        let less = InstalmentAgreement { credit: Cents(1_000), ..agreement(&[3_000, 3_000, 3_000]) };
        assert_eq!(letter(Matter::InstalmentAgreement(less)).problems(), []);
        let whole = InstalmentAgreement { credit: Cents(1_000), ..agreement(&[3_333, 3_333, 3_334]) };
        assert_eq!(letter(Matter::InstalmentAgreement(whole)).problems(), [LetterProblem::Sum]);
    }

    #[test]
    fn the_shares_of_a_payment_add_up_to_it() {
        let receipt = |left| PaymentReceipt {
            on: day("2026-11-20"),
            amount: Cents(5_000),
            means: String::new(),
            shares: vec![ReceiptShare {
                number: "F-2026-0148".into(),
                due_on: day("2026-05-15"),
                to_principal: Cents(4_000),
                to_penalties: Cents(500),
                to_fee: Cents::ZERO,
                left: Cents(6_000),
            }],
            credit: Cents(left),
            penalties_left: Cents::ZERO,
            fees_left: Cents::ZERO,
            waived: false,
        };
        assert_eq!(letter(Matter::PaymentReceipt(receipt(500))).problems(), []);
        assert_eq!(letter(Matter::PaymentReceipt(receipt(0))).problems(), [LetterProblem::Sum]);
    }

    #[test]
    fn a_reminder_is_of_late_invoices_and_asks_for_a_day_to_come() {
        let claim = |due: &str, before: &str| Claim {
            invoices: vec![OwedInvoice { due_on: day(due), ..owed() }],
            credit: Cents::ZERO,
            pay_before: day(before),
            broken_promise: None,
        };
        assert_eq!(letter(Matter::Reminder(Rank::First, claim("2026-11-22", "2026-11-30"))).problems(), []);
        assert_eq!(letter(Matter::Reminder(Rank::First, claim("2026-11-23", "2026-11-30"))).problems(), [LetterProblem::NotLate]);
        assert_eq!(letter(Matter::Reminder(Rank::Last, claim("2026-11-22", "2026-11-22"))).problems(), [LetterProblem::DayPast]);
    }
}
