//! The mise en demeure as facts, and what it may not lack: C. civ. 1344, law/droit.md §7.2.
use crate::address::{AddressBlock, AddressProblem, block};
use crate::calendar::plus_days;
use crate::interest::PenaltyResponse;
use crate::money::Cents;
use crate::party::{Address, Creditor, CreditorProblem, DebtorKind};
use crate::text::{clean, fold};
use chrono::NaiveDate;

/// The debtor as the letter names him.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// Dénomination as registered, or first and last name.
    pub name: String,
    /// Seat, or home.
    pub address: Address,
    /// Nine digits; nothing for a consumer.
    pub siren: String,
    /// « Madame », « Monsieur le Maire »; nothing for « Madame, Monsieur ».
    pub salutation: String,
}

impl Recipient {
    /// The lines in the envelope's window, and what is wrong with them.
    pub fn block(&self) -> AddressBlock {
        block(&self.name, &self.address)
    }
}

/// An invoice that is claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedInvoice {
    /// As printed on it.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// What it is for, or the purchase order; may be empty.
    pub subject: String,
    /// Toutes taxes comprises.
    pub total: Cents,
    /// Received so far, whatever it was put against.
    pub paid: Cents,
    /// Credit notes.
    pub credited: Cents,
    /// What is owed on it at the end of the letter's date.
    pub statement: PenaltyResponse,
}

impl ClaimedInvoice {
    /// Days after the due date, up to and including `on`.
    pub fn days_late(&self, on: NaiveDate) -> i64 {
        (on - self.due_on).num_days().max(0)
    }
}

/// How a debtor was reached before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactMeans {
    /// E-mail.
    Email,
    /// Telephone.
    Call,
    /// Plain letter.
    Letter,
    /// Recommandé.
    RegisteredLetter,
    /// The last notice before this one, by whatever means.
    LastNotice,
}

/// A reminder already made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriorContact {
    /// When.
    pub on: NaiveDate,
    /// How.
    pub means: ContactMeans,
}

/// An invoice that is late but not claimed by this letter: it did not go through the steps before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherInvoice {
    /// As printed on it.
    pub number: String,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// What is left to pay.
    pub balance: Cents,
}

/// Money received on a claimed invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedPayment {
    /// When.
    pub on: NaiveDate,
    /// How much, for this invoice.
    pub amount: Cents,
    /// « virement », « chèque »; may be empty.
    pub means: String,
    /// The invoice's number.
    pub invoice: String,
    /// Of `amount`, what extinguished penalties.
    pub to_interest: Cents,
}

/// All that a mise en demeure says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFacts {
    /// Decides text, grounds and what may be claimed.
    pub debtor_kind: DebtorKind,
    /// Who claims.
    pub creditor: Creditor,
    /// From whom.
    pub debtor: Recipient,
    /// The letter's date, and the day its figures stop.
    pub dated_on: NaiveDate,
    /// To be quoted with the payment.
    pub reference: String,
    /// Number of the registered letter, when it is known.
    pub tracking_number: String,
    /// What is claimed, oldest first.
    pub invoices: Vec<ClaimedInvoice>,
    /// Reminders made before, oldest first.
    pub prior: Vec<PriorContact>,
    /// Mentioned « pour mémoire ».
    pub others: Vec<OtherInvoice>,
    /// What was received on the claimed invoices, oldest first.
    pub payments: Vec<ReceivedPayment>,
    /// C. civ. 1343-1 is the rule; false when the creditor agreed to the principal first.
    pub interest_first: bool,
    /// The day the letter is supposed to be received: the deadline is printed for it.
    pub received_on: NaiveDate,
    /// Days to pay from the reception.
    pub deadline_days: u32,
    /// For a consumer, the legal rate of the day, basis points: interest starts with this letter.
    pub legal_rate_bp: Option<u32>,
    /// 365, or 366 when the user chose so.
    pub divisor: u32,
    /// Joined papers, as « copie des 3 factures ».
    pub enclosures: Vec<String>,
    /// For a consumer, the creditor's mediator: name, address or site.
    pub mediator: String,
}

impl NoticeFacts {
    fn sum(&self, part: impl Fn(&PenaltyResponse) -> Cents) -> Cents {
        self.invoices.iter().map(|invoice| part(&invoice.statement)).sum()
    }

    /// What is left of the principal.
    pub fn principal(&self) -> Cents {
        self.sum(|statement| statement.principal_due)
    }

    /// What is left of the penalties.
    pub fn penalties(&self) -> Cents {
        self.sum(|statement| statement.interest_due)
    }

    /// What is left of the recovery fees.
    pub fn fees(&self) -> Cents {
        self.sum(|statement| statement.fee)
    }

    /// Penalties already extinguished by payments: C. civ. 1343-1.
    pub fn penalties_paid(&self) -> Cents {
        self.sum(|statement| statement.interest_paid)
    }

    /// Penalties of one more day.
    pub fn per_day(&self) -> Cents {
        self.sum(|statement| statement.per_day)
    }

    /// The rate on the letter's date, basis points, when all invoices share it.
    pub fn rate_today_bp(&self) -> Option<u32> {
        let last = |invoice: &ClaimedInvoice| invoice.statement.segments.last().map(|line| line.rate_bp);
        let first = self.invoices.first().and_then(last)?;
        self.invoices.iter().all(|invoice| last(invoice) == Some(first)).then_some(first)
    }

    /// What the debtor is told to pay.
    pub fn total(&self) -> Cents {
        self.principal() + self.penalties() + self.fees()
    }

    /// The last day to pay, for a reception on `received_on`.
    pub fn deadline(&self) -> NaiveDate {
        plus_days(self.received_on, self.deadline_days)
    }
}

/// The usual time to pay: eight days, fifteen for a consumer (C. civ. 1231 wants a reasonable one; usage, §7.1).
pub fn usual_deadline_days(kind: DebtorKind) -> u32 {
    match kind {
        DebtorKind::Business | DebtorKind::PublicBody => 8,
        DebtorKind::Consumer => 15,
    }
}

/// What a notice lacks, each a reason not to freeze it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Something of the creditor: identity, mentions, account, signature.
    Creditor(CreditorProblem),
    /// Something of the debtor's address.
    Address(AddressProblem),
    /// SIREN of a French business or public body: it tells the company from its shop sign.
    DebtorSiren,
    /// What to quote with the payment.
    Reference,
    /// At least one late invoice.
    Invoices,
    /// The number of an invoice.
    InvoiceNumber,
    /// A positive amount.
    Amount,
    /// A number of days, from a reception that does not precede the letter.
    Deadline,
    /// A claimed invoice is not due yet on the letter's date.
    NotLate,
    /// A consumer owes no fee: C. com. L441-10 is not for him, CPCE L111-8.
    UndueFee,
}

impl Missing {
    /// What to say to the person, in French.
    pub fn sentence(self) -> String {
        let sentence = match self {
            Missing::Creditor(problem) => return format!("Vos coordonnées (Réglages)\u{a0}: {}", problem.sentence()),
            Missing::Address(problem) => return format!("Adresse du client\u{a0}: {}", problem.sentence()),
            Missing::DebtorSiren => "Le SIREN du client manque\u{a0}: il désigne sans erreur la société qui doit payer.",
            Missing::Reference => "La référence à rappeler au paiement manque.",
            Missing::Invoices => "Aucune facture n’est réclamée.",
            Missing::InvoiceNumber => "Une facture n’a pas de numéro.",
            Missing::Amount => "Une facture n’a plus rien à payer\u{a0}: retirez-la de la mise en demeure.",
            Missing::Deadline => "Le délai de paiement manque, ou la date de réception prévue précède la lettre.",
            Missing::NotLate => "Une facture n’est pas encore échue\u{a0}: retirez-la de la mise en demeure.",
            Missing::UndueFee => "Un particulier ne doit pas d’indemnité forfaitaire.",
        };
        sentence.to_owned()
    }
}

/// What keeps the notice from being frozen; empty when it is complete.
pub fn missing(facts: &NoticeFacts) -> Vec<Missing> {
    let empty = |text: &str| clean(text).is_empty();
    let abroad = !matches!(fold(&facts.debtor.address.country).as_str(), "" | "france" | "fr");
    let needs_siren = match facts.debtor_kind {
        DebtorKind::Business | DebtorKind::PublicBody => !abroad,
        DebtorKind::Consumer => false,
    };
    let consumer_pays_fee = facts.debtor_kind == DebtorKind::Consumer && facts.fees() != Cents::ZERO;
    let checks = [
        (needs_siren && empty(&facts.debtor.siren), Missing::DebtorSiren),
        (empty(&facts.reference), Missing::Reference),
        (facts.invoices.is_empty(), Missing::Invoices),
        (facts.invoices.iter().any(|invoice| empty(&invoice.number)), Missing::InvoiceNumber),
        (facts.invoices.iter().any(|invoice| !invoice.statement.principal_due.is_positive()), Missing::Amount),
        (facts.deadline_days == 0 || facts.received_on < facts.dated_on, Missing::Deadline),
        (facts.invoices.iter().any(|invoice| invoice.due_on >= facts.dated_on), Missing::NotLate),
        (consumer_pays_fee, Missing::UndueFee),
    ];
    let creditor = facts.creditor.missing().into_iter().map(Missing::Creditor);
    let address = facts.debtor.block().problems.into_iter().map(Missing::Address);
    creditor.chain(address).chain(checks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::AddressProblemCode;
    use crate::interest::regime::RegimeKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn home(street: &str, postcode: &str, city: &str) -> Address {
        Address { street: street.into(), postcode: postcode.into(), city: city.into(), ..Address::default() }
    }

    fn full(kind: DebtorKind) -> NoticeFacts {
        let fee = if kind == DebtorKind::Consumer { Cents::ZERO } else { Cents(4_000) };
        NoticeFacts {
            debtor_kind: kind,
            creditor: Creditor {
                name: "Vasseur Plomberie".into(),
                legal_form: "EURL".into(),
                capital: Some(Cents(500_000)),
                address: home("14 rue des Tanneurs", "35510", "Cesson-Sévigné"),
                siren: "732829320".into(),
                registry_town: "Rennes".into(),
                phone: "02 61 91 04 12".into(),
                iban: "FR7630006000011234567890189".into(),
                signatory: "Hélène Vasseur".into(),
                signatory_quality: "gérante".into(),
                ..Creditor::default()
            },
            debtor: Recipient {
                name: "Brasserie des Quais SAS".into(),
                address: home("27 quai des Mariniers", "35400", "Saint-Malo"),
                siren: "404833048".into(),
                salutation: String::new(),
            },
            dated_on: day("2026-11-23"),
            reference: "BDQ-2026-11".into(),
            tracking_number: String::new(),
            invoices: vec![ClaimedInvoice {
                number: "F-2026-0148".into(),
                issued_on: day("2026-04-15"),
                due_on: day("2026-05-15"),
                subject: String::new(),
                total: Cents(234_000),
                paid: Cents(50_000),
                credited: Cents::ZERO,
                statement: PenaltyResponse {
                    regime: RegimeKind::Statutory,
                    segments: Vec::new(),
                    interest_accrued: Cents(13_406),
                    interest_paid: Cents(6_842),
                    interest_due: Cents(6_564),
                    principal_due: Cents(190_842),
                    fee,
                    total: Cents(197_406) + fee,
                    per_day: Cents(65),
                    warnings: Vec::new(),
                },
            }],
            prior: Vec::new(),
            others: Vec::new(),
            payments: Vec::new(),
            interest_first: true,
            received_on: day("2026-11-25"),
            deadline_days: usual_deadline_days(kind),
            legal_rate_bp: Some(275),
            divisor: 365,
            enclosures: Vec::new(),
            mediator: String::new(),
        }
    }

    #[test]
    fn a_complete_notice_lacks_nothing_whoever_owes() {
        for kind in [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody] {
            assert_eq!(missing(&full(kind)), [], "{kind:?}");
        }
    }

    #[test]
    fn each_element_of_article_7_2_is_compulsory() {
        type Spoil = fn(&mut NoticeFacts);
        let spoil: [(Spoil, Missing); 12] = [
            (|facts| facts.creditor.capital = None, Missing::Creditor(CreditorProblem::CapitalMissing)),
            (|facts| facts.creditor.iban.clear(), Missing::Creditor(CreditorProblem::IbanMissing)),
            (|facts| facts.creditor.signatory.clear(), Missing::Creditor(CreditorProblem::SignatoryMissing)),
            (|facts| facts.debtor.name.clear(), Missing::Address(AddressProblem { line: 1, code: AddressProblemCode::NameMissing })),
            (|facts| facts.debtor.siren = " \u{a0}".into(), Missing::DebtorSiren),
            (|facts| facts.reference.clear(), Missing::Reference),
            (|facts| facts.invoices.clear(), Missing::Invoices),
            (|facts| facts.invoices[0].number.clear(), Missing::InvoiceNumber),
            (|facts| facts.invoices[0].statement.principal_due = Cents::ZERO, Missing::Amount),
            (|facts| facts.deadline_days = 0, Missing::Deadline),
            (|facts| facts.received_on = day("2026-11-22"), Missing::Deadline),
            (|facts| facts.invoices[0].due_on = day("2026-11-23"), Missing::NotLate),
        ];
        for (spoil, expected) in spoil {
            let mut facts = full(DebtorKind::Business);
            spoil(&mut facts);
            assert_eq!(missing(&facts), [expected]);
            assert!(expected.sentence().ends_with('.'), "{expected:?}");
        }
    }

    #[test]
    fn a_consumer_has_no_siren_and_owes_no_fee() {
        let mut facts = full(DebtorKind::Consumer);
        facts.debtor.siren.clear();
        assert_eq!(missing(&facts), []);
        facts.invoices[0].statement.fee = Cents(4_000);
        assert_eq!(missing(&facts), [Missing::UndueFee], "CPCE L111-8: no fee on a consumer");
    }

    #[test]
    fn a_business_abroad_has_no_siren() {
        let mut facts = full(DebtorKind::Business);
        facts.debtor.siren.clear();
        facts.debtor.address = Address { country: "Belgique".into(), ..home("3 rue Haute", "1000", "Bruxelles") };
        assert_eq!(missing(&facts), []);
    }

    #[test]
    fn the_sum_asked_for_is_that_of_its_parts_and_the_deadline_counts_from_reception() {
        let facts = full(DebtorKind::Business);
        assert_eq!(facts.total(), Cents(190_842 + 6_564 + 4_000));
        assert_eq!(facts.deadline(), day("2026-12-03"), "eight days from the reception");
    }
}
