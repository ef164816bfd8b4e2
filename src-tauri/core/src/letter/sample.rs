//! An invented letter of each kind: what the editor of texts shows to who has no client at hand, and what the tests read.
use super::facts::{
    AccountStatement, AgentKind, Claim, ClaimDeclaration, DebtAcknowledgement, DisputeReceipt, Entry, EntryKind, FirstToEnd, Forfeiture,
    ForfeitureGround, InsolvencyKind, InstalmentAgreement, InstalmentBreach, LatePaid, MediationProposal, MediatorKind, OwedInvoice,
    PaymentReceipt, PenaltyClaim, PlanPenalties, ReceiptShare, Step, Transmittal,
};
use super::{Letter, LetterKind, Manner, Matter, Rank, Standing};
use crate::error::DomainError;
use crate::instalments::{Instalment, monthly};
use crate::interest::rates::RateTable;
use crate::interest::{AllocationOrder, PenaltyRequest, PenaltyResponse, Received, compute};
use crate::limitation::{Interruption, Limitation, LimitationKind, last_day};
use crate::money::Cents;
use crate::notice::{ContactMeans, Recipient};
use crate::party::DebtorKind;
use crate::sample;
use chrono::{Days, Months, NaiveDate};

/// Number, subject, amount in cents, days since it was due.
const LATE: [(&str, &str, i64, u64); 3] = [
    ("F-2026-0148", "Pose de la chaudière", 184_000, 192),
    ("F-2026-0203", "Réseau d’eau, cuisine", 117_600, 136),
    ("F-2026-0291", "Dépannage, chambre froide", 86_460, 56),
];
/// Days since a consumer's formal notice was presented: he owes interest from it only (C. civ. 1231-6).
const NOTIFIED: u64 = 83;

/// The affair of a day, for a kind of debtor.
#[derive(Debug, Clone, Copy)]
pub struct Affair<'a> {
    /// What the debtor is.
    pub kind: DebtorKind,
    /// The day of the letter.
    pub on: NaiveDate,
    /// Those of the day must be known.
    pub rates: &'a RateTable,
}

impl Affair<'_> {
    fn ago(&self, days: u64) -> NaiveDate {
        self.on - Days::new(days)
    }

    fn ahead(&self, days: u64) -> NaiveDate {
        self.on + Days::new(days)
    }

    fn account(&self, total: i64, due_on: NaiveDate, payments: Vec<Received>) -> Result<PenaltyResponse, DomainError> {
        let request = PenaltyRequest {
            debtor_kind: self.kind,
            principal: Cents(total),
            due_on,
            until: self.on,
            contract_rate_bp: None,
            formal_notice_on: self.notified_on(),
            payments,
            credit_notes: Vec::new(),
            allocation: AllocationOrder::PrincipalFirst,
            frozen_rate: None,
            divisor: None,
        };
        compute(&request, self.rates)
    }

    fn notified_on(&self) -> Option<NaiveDate> {
        (self.kind == DebtorKind::Consumer).then(|| self.ago(NOTIFIED))
    }

    /// An invoice owed, its penalties counted when `claimed`.
    ///
    /// # Errors
    /// A rate that is not known.
    pub fn owed(&self, number: &str, subject: &str, total: i64, due_on: NaiveDate, claimed: bool) -> Result<OwedInvoice, DomainError> {
        Ok(OwedInvoice {
            part: String::new(),
            number: number.to_owned(),
            issued_on: due_on - Days::new(30),
            due_on,
            undated: false,
            subject: subject.to_owned(),
            total: Cents(total),
            balance: Cents(total),
            disputed: Cents::ZERO,
            statement: claimed.then(|| self.account(total, due_on, Vec::new())).transpose()?,
        })
    }

    /// An invoice whose principal was paid late, thirty-four days ago.
    ///
    /// # Errors
    /// A rate that is not known.
    pub fn late_paid(&self, number: &str, total: i64, due_on: NaiveDate) -> Result<LatePaid, DomainError> {
        let paid_on = self.ago(34);
        let statement = self.account(total, due_on, vec![Received { on: paid_on, amount: Cents(total) }])?;
        Ok(LatePaid { number: number.to_owned(), due_on, total: Cents(total), paid_on, statement })
    }

    fn three(&self, claimed: bool) -> Result<Vec<OwedInvoice>, DomainError> {
        LATE.iter().map(|(number, subject, total, late)| self.owed(number, subject, *total, self.ago(*late), claimed)).collect()
    }

    fn terms(&self, total: Cents, count: u32) -> Vec<Instalment> {
        monthly(total, count, self.ahead(12))
    }

    /// A credit note of the professional was not put against an invoice yet: it is taken off on a line of its own.
    fn credit(&self) -> Cents {
        Cents(if self.kind == DebtorKind::Business { 12_000 } else { 0 })
    }

    fn claim(&self, invoices: Vec<OwedInvoice>) -> Claim {
        Claim { invoices, credit: Cents::ZERO, pay_before: self.ahead(10), broken_promise: None }
    }

    /// What a letter of that kind is about.
    ///
    /// # Errors
    /// A rate that is not known.
    pub fn matter(&self, kind: LetterKind) -> Result<Matter, DomainError> {
        let one = |due_on| Ok(vec![self.owed("F-2026-0391", "Entretien annuel", 36_000, due_on, false)?]);
        Ok(match kind {
            LetterKind::DueSoon => Matter::DueSoon(Claim { pay_before: self.ahead(5), ..self.claim(one(self.ahead(5))?) }),
            LetterKind::FirstReminder => Matter::Reminder(Rank::First, self.claim(one(self.ago(4))?)),
            LetterKind::SecondReminder => Matter::Reminder(Rank::Second, self.claim(self.three(false)?)),
            LetterKind::ThirdReminder => Matter::Reminder(Rank::Third, self.claim(self.three(true)?)),
            LetterKind::LastNotice => Matter::Reminder(Rank::Last, self.claim(self.three(true)?)),
            LetterKind::PaymentReceipt => Matter::PaymentReceipt(self.receipt()),
            LetterKind::InstalmentAgreement => Matter::InstalmentAgreement(self.agreement()?),
            LetterKind::InstalmentBreach => Matter::InstalmentBreach(self.breach()?),
            LetterKind::DisputeReceipt => Matter::DisputeReceipt(self.dispute()?),
            LetterKind::AccountStatement => Matter::AccountStatement(self.statement()),
            LetterKind::DebtAcknowledgement => {
                // Of a professional, the acknowledgement takes the terms of the agreement; the others pay at first demand.
                let penalties = if self.kind == DebtorKind::Business { PlanPenalties::WaivedIfKept } else { PlanPenalties::Included };
                let (invoices, credit, return_before) = (self.three(true)?, Cents::ZERO, self.ahead(7));
                let mut debt = DebtAcknowledgement { invoices, credit, terms: Vec::new(), penalties, return_before };
                if self.kind == DebtorKind::Business {
                    debt.terms = self.terms(debt.spread(), 4);
                }
                Matter::DebtAcknowledgement(debt)
            }
            LetterKind::PenaltyClaim => Matter::PenaltyClaim(PenaltyClaim {
                invoices: vec![
                    self.late_paid("F-2026-0148", 234_000, self.ago(192))?,
                    self.late_paid("F-2026-0203", 117_600, self.ago(136))?,
                ],
                pay_before: self.ahead(14),
            }),
            LetterKind::MediationProposal => Matter::Mediation(Box::new(self.mediation()?)),
            LetterKind::ClaimDeclaration => Matter::Declaration(Box::new(self.declaration()?)),
            // A formal notice is made of its own facts: it has no matter here, and the file handed over stands for it.
            LetterKind::Transmittal | LetterKind::FormalNotice => Matter::Transmittal(Box::new(self.transmittal()?)),
        })
    }

    fn agreement(&self) -> Result<InstalmentAgreement, DomainError> {
        // A public body's interest cannot be given up (CCP L2192-14): it is part of what is spread.
        let penalties = if self.kind == DebtorKind::PublicBody { PlanPenalties::Included } else { PlanPenalties::WaivedIfKept };
        let forfeiture = Forfeiture { missed: 1, grace_open_days: 2, notice_days: (self.kind == DebtorKind::Consumer).then_some(15) };
        let invoices = self.three(true)?;
        let mut agreement =
            InstalmentAgreement { invoices, credit: self.credit(), terms: Vec::new(), penalties, forfeiture, return_before: self.ahead(7) };
        agreement.terms = self.terms(agreement.spread(), 4);
        Ok(agreement)
    }

    fn breach(&self) -> Result<InstalmentBreach, DomainError> {
        let ground = match self.kind {
            DebtorKind::Business => ForfeitureGround::Agreed,
            DebtorKind::Consumer => ForfeitureGround::Warning(self.ahead(17)),
            DebtorKind::PublicBody => ForfeitureGround::AfterNotice(self.ago(14)),
        };
        Ok(InstalmentBreach {
            agreed_on: self.ago(NOTIFIED),
            missed: vec![Instalment { on: self.ago(18), amount: Cents(97_015) }],
            paid: Cents(194_030),
            invoices: vec![self.owed("F-2026-0148", "Pose de la chaudière", 194_030, self.ago(192), true)?],
            credit: Cents::ZERO,
            ground,
            waiver_lost: self.kind != DebtorKind::PublicBody,
            pay_before: self.ahead(17),
        })
    }

    fn dispute(&self) -> Result<DisputeReceipt, DomainError> {
        let whole = self.owed("F-2026-0148", "Pose de la chaudière", 184_000, self.ago(192), false)?;
        Ok(DisputeReceipt {
            received_on: self.ago(5),
            invoices: vec![OwedInvoice { balance: Cents(120_000), disputed: Cents(64_000), ..whole }],
            credit: self.credit(),
            reason: "deux radiateurs ne chauffent pas".to_owned(),
            explain_before: self.ahead(14),
            answer_by: Some(self.ahead(21)),
            pay_before: self.ahead(10),
        })
    }

    fn mediation(&self) -> Result<MediationProposal, DomainError> {
        Ok(MediationProposal {
            mediator: if self.kind == DebtorKind::Consumer { MediatorKind::Consumption } else { MediatorKind::Enterprises },
            name: String::new(),
            invoices: vec![self.owed("F-2026-0148", "Pose de la chaudière", 184_000, self.ago(192), false)?],
            disputed: Cents(64_000),
            credit: self.credit(),
            disagreement: "deux radiateurs ne chauffent pas".to_owned(),
            answer_before: self.ahead(15),
        })
    }

    /// The figures are those of the day: what an invented judgment stopped earlier would tell nothing more.
    fn declaration(&self) -> Result<ClaimDeclaration, DomainError> {
        let address = sample::home("12 rue Nationale", "35000", "Rennes");
        Ok(ClaimDeclaration {
            insolvency: InsolvencyKind::Receivership,
            agent: Recipient { name: "Maître Solène Kermadec".to_owned(), address, ..Recipient::default() },
            opened_on: self.on,
            court: "tribunal de commerce de Rennes".to_owned(),
            published_on: self.on,
            last_day: self.on + Months::new(2),
            invoices: self.three(true)?,
            credit: self.credit(),
            settled_since: Cents::ZERO,
            privilege: String::new(),
            retention: "conditions générales de vente, article 7".to_owned(),
            retained: vec!["F-2026-101".to_owned()],
        })
    }

    fn receipt(&self) -> PaymentReceipt {
        let consumer = self.kind == DebtorKind::Consumer;
        let interest = Cents(if consumer { 2_310 } else { 6_842 });
        let share = |number: &str, late, to_principal, to_penalties, left| ReceiptShare {
            number: number.to_owned(),
            due_on: self.ago(late),
            to_principal,
            to_penalties,
            to_fee: Cents::ZERO,
            left,
        };
        PaymentReceipt {
            on: self.ago(3),
            amount: Cents(117_600) + interest + Cents(52_400),
            means: "virement".to_owned(),
            shares: vec![
                share("F-2026-0148", 192, Cents(117_600), interest, Cents::ZERO),
                share("F-2026-0203", 136, Cents(52_400), Cents::ZERO, Cents(65_200)),
            ],
            credit: Cents::ZERO,
            penalties_left: Cents(if consumer { 410 } else { 3_275 }),
            fees_left: Cents(if consumer { 0 } else { 8_000 }),
            waived: false,
        }
    }

    fn statement(&self) -> AccountStatement {
        let entry = |ago, kind, label: &str, due_on: Option<NaiveDate>, amount| Entry {
            on: self.ago(ago),
            kind,
            label: label.to_owned(),
            due_on,
            amount: Cents(amount),
        };
        AccountStatement {
            from: self.ago(326),
            to: self.on,
            opening: Cents(48_000),
            entries: vec![
                entry(307, EntryKind::Payment, "virement", None, 48_000),
                entry(222, EntryKind::Invoice, "F-2026-0148", Some(self.ago(192)), 234_000),
                entry(205, EntryKind::CreditNote, "A-2026-0009", None, 12_000),
                entry(105, EntryKind::Payment, "virement", None, 50_000),
                entry(25, EntryKind::Invoice, "F-2026-0391", Some(self.ahead(5)), 36_000),
            ],
            overdue: Cents(172_000),
        }
    }

    fn transmittal(&self) -> Result<Transmittal, DomainError> {
        let step = |ago, what: &str| Step { on: self.ago(ago), what: what.to_owned() };
        let (agent_kind, agent) = agent(self.kind);
        Ok(Transmittal {
            agent_kind,
            agent,
            invoices: self.three(true)?,
            credit: Cents::ZERO,
            steps: vec![
                step(49, "Première relance par e-mail"),
                step(42, "Appel\u{a0}: règlement annoncé pour la fin du mois"),
                step(10, "Dernier avis par e-mail et par courrier"),
                step(0, "Mise en demeure, recommandé n°\u{a0}1A 204 118 6037 4"),
            ],
            limitation: Some(self.first_to_end()),
        })
    }

    /// Carriage for the consumer, an acknowledgement by the professional: every rule of time is told once.
    fn first_to_end(&self) -> FirstToEnd {
        let acknowledged = vec![(self.ago(174), Interruption::Acknowledgement)];
        let (kind, interruptions) = match self.kind {
            DebtorKind::Business => (LimitationKind::Business, acknowledged),
            DebtorKind::Consumer => (LimitationKind::Transport, Vec::new()),
            DebtorKind::PublicBody => (LimitationKind::PublicBody, Vec::new()),
        };
        let days: Vec<NaiveDate> = interruptions.iter().map(|(on, _)| *on).collect();
        let limitation = Limitation { kind, last_day: last_day(kind, self.ago(192), &days) };
        FirstToEnd { number: "F-2026-0148".to_owned(), limitation, interruptions }
    }

    /// The letter.
    ///
    /// # Errors
    /// A rate that is not known.
    pub fn letter(&self, kind: LetterKind, manner: Manner) -> Result<Letter, DomainError> {
        let mut prior = sample::prior(self.on);
        match kind {
            LetterKind::DueSoon | LetterKind::FirstReminder => prior.clear(),
            LetterKind::SecondReminder | LetterKind::ThirdReminder | LetterKind::LastNotice => {
                prior.retain(|contact| contact.means != ContactMeans::LastNotice);
            }
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
            | LetterKind::Transmittal => {}
        }
        Ok(Letter {
            manner,
            debtor_kind: self.kind,
            creditor: sample::creditor(),
            debtor: sample::debtor(self.kind),
            dated_on: self.on,
            reference: sample::REFERENCE.to_owned(),
            prior,
            enclosures: vec!["copie des factures".to_owned()],
            divisor: 365,
            matter: self.matter(kind)?,
        })
    }

    /// What is known of the invoices of such a letter: all is owed, what it calls disputed is, nothing is time-barred.
    pub fn standings(&self, matter: &Matter) -> Vec<Standing> {
        let standing = |due_on, owed, disputed| Standing {
            owed,
            due: owed,
            disputed,
            agreed_bp: None,
            notified_on: self.notified_on(),
            limitation: Limitation { kind: self.kind.into(), last_day: last_day(self.kind.into(), due_on, &[]) },
        };
        if let Matter::PenaltyClaim(claim) = matter {
            return claim.invoices.iter().map(|invoice| standing(invoice.due_on, Cents::ZERO, Cents::ZERO)).collect();
        }
        matter.owed().iter().map(|invoice| standing(invoice.due_on, invoice.balance + invoice.disputed, invoice.disputed)).collect()
    }
}

/// Who takes the file of a debtor of that kind over.
pub fn agent(kind: DebtorKind) -> (AgentKind, Recipient) {
    let (agent_kind, name) = match kind {
        DebtorKind::Business => (AgentKind::Lawyer, "Maître Solène Kermadec"),
        DebtorKind::Consumer => (AgentKind::Bailiff, "Maître Yann Delaunay"),
        DebtorKind::PublicBody => (AgentKind::Agency, "Recouvrement de l’Ouest SARL"),
    };
    let address = sample::home("12 rue Nationale", "35000", "Rennes");
    (agent_kind, Recipient { name: name.to_owned(), address, ..Recipient::default() })
}
