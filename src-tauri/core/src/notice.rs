//! The mise en demeure as facts, and what it may not lack: C. civ. 1344, law/droit.md §7.2.
use crate::calendar::plus_days;
use crate::interest::Segment;
use crate::money::Cents;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The creditor as he signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sender {
    /// Dénomination or name.
    pub name: String,
    /// Street, postcode and town, as printed at the head.
    pub address_lines: Vec<String>,
    /// Telephone, e-mail.
    pub contact_lines: Vec<String>,
    /// The sentence that C. com. R123-237 wants on every letter: form, capital, seat, SIREN, RCS or RNE.
    pub legal_mentions: String,
    /// Where the letter is written.
    pub place: String,
    /// Who signs.
    pub signatory: String,
    /// Gérante, présidente…
    pub quality: String,
    /// In groups of four or not.
    pub iban: String,
}

/// The debtor as the letter names him.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// Dénomination as registered, or first and last name.
    pub name: String,
    /// As on the envelope, the name first: NF Z 10-011.
    pub address_lines: Vec<String>,
    /// Nine digits; nothing for a consumer.
    pub siren: String,
    /// Established out of France, where there is no SIREN.
    pub abroad: bool,
    /// « Madame », « Monsieur le Maire »; nothing for « Madame, Monsieur ».
    pub salutation: String,
}

/// Where a penalty rate comes from, which decides what the letter may say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RateBasis {
    /// C. com. L441-10 II: European Central Bank's rate plus ten points, half-year by half-year.
    Statutory,
    /// The same, that of the half-year in which the delay began.
    StatutoryFrozen,
    /// What creditor and debtor agreed.
    Agreed,
    /// CCP R2192-31: plus eight points, that of the half-year in which the delay began.
    PublicBody,
    /// C. civ. 1231-6: legal interest, from the formal notice.
    Legal,
}

/// An invoice that is claimed.
#[derive(Debug, Clone)]
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
    /// Of `paid`, what extinguished penalties: C. civ. 1343-1.
    pub interest_paid: Cents,
    /// C. com. D441-5 or CCP D2192-35; zero for a consumer.
    pub fee: Cents,
    /// Where its rate comes from.
    pub basis: RateBasis,
    /// One a half-year and base, from the day after `due_on` to the letter's date.
    pub penalties: Vec<Segment>,
}

impl ClaimedInvoice {
    /// What is left of the principal.
    pub fn principal(&self) -> Cents {
        self.total - self.credited - (self.paid - self.interest_paid)
    }

    /// What is left of the penalties: the sum of the printed lines, less what was paid of them.
    pub fn penalties_due(&self) -> Cents {
        self.penalties.iter().map(|line| line.interest).sum::<Cents>() - self.interest_paid
    }

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
#[derive(Debug, Clone)]
pub struct NoticeFacts {
    /// Decides text, grounds and what may be claimed.
    pub debtor_kind: DebtorKind,
    /// Who claims.
    pub creditor: Sender,
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
    /// Penalties of one more day, at the rate of the letter's date; legal interest for a consumer.
    pub per_day: Cents,
    /// That rate, basis points, when all invoices share it.
    pub rate_today_bp: Option<u32>,
    /// 365, or 366 when the user chose so.
    pub divisor: u32,
    /// Joined papers, as « copie des 3 factures ».
    pub enclosures: Vec<String>,
    /// For a consumer, the creditor's mediator: name, address or site.
    pub mediator: String,
}

impl NoticeFacts {
    /// What is left of the principal.
    pub fn principal(&self) -> Cents {
        self.invoices.iter().map(ClaimedInvoice::principal).sum()
    }

    /// What is left of the penalties.
    pub fn penalties(&self) -> Cents {
        self.invoices.iter().map(ClaimedInvoice::penalties_due).sum()
    }

    /// Recovery fees.
    pub fn fees(&self) -> Cents {
        self.invoices.iter().map(|invoice| invoice.fee).sum()
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Missing {
    /// Dénomination of the creditor.
    CreditorName,
    /// His address.
    CreditorAddress,
    /// Telephone or e-mail.
    CreditorContact,
    /// Legal mentions: C. com. R123-237 and R123-238.
    CreditorMentions,
    /// Where to pay.
    Iban,
    /// Where the letter is written.
    Place,
    /// Who signs.
    Signatory,
    /// In what quality.
    SignatoryQuality,
    /// Dénomination of the debtor.
    DebtorName,
    /// His address: at least the name, a street and a town.
    DebtorAddress,
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
    /// A number of days.
    Deadline,
    /// A claimed invoice is not due yet on the letter's date.
    NotLate,
    /// Fee or penalties that a consumer does not owe: CPCE L111-8, C. civ. 1231-6.
    UndueFee,
}

/// What keeps the notice from being frozen; empty when it is complete.
pub fn missing(facts: &NoticeFacts) -> Vec<Missing> {
    let empty = |text: &str| text.trim().is_empty();
    let fewer = |lines: &[String], least: usize| lines.iter().filter(|line| !empty(line)).count() < least;
    let (creditor, debtor) = (&facts.creditor, &facts.debtor);
    let needs_siren = match facts.debtor_kind {
        DebtorKind::Business | DebtorKind::PublicBody => !debtor.abroad,
        DebtorKind::Consumer => false,
    };
    let consumer_pays_fee = facts.debtor_kind == DebtorKind::Consumer && facts.fees() != Cents::ZERO;
    let checks = [
        (empty(&creditor.name), Missing::CreditorName),
        (fewer(&creditor.address_lines, 1), Missing::CreditorAddress),
        (fewer(&creditor.contact_lines, 1), Missing::CreditorContact),
        (empty(&creditor.legal_mentions), Missing::CreditorMentions),
        (empty(&creditor.iban), Missing::Iban),
        (empty(&creditor.place), Missing::Place),
        (empty(&creditor.signatory), Missing::Signatory),
        (empty(&creditor.quality), Missing::SignatoryQuality),
        (empty(&debtor.name), Missing::DebtorName),
        (fewer(&debtor.address_lines, 3), Missing::DebtorAddress),
        (needs_siren && empty(&debtor.siren), Missing::DebtorSiren),
        (empty(&facts.reference), Missing::Reference),
        (facts.invoices.is_empty(), Missing::Invoices),
        (facts.invoices.iter().any(|invoice| empty(&invoice.number)), Missing::InvoiceNumber),
        (facts.invoices.iter().any(|invoice| !invoice.principal().is_positive()), Missing::Amount),
        (facts.deadline_days == 0 || facts.received_on < facts.dated_on, Missing::Deadline),
        (facts.invoices.iter().any(|invoice| invoice.due_on >= facts.dated_on), Missing::NotLate),
        (consumer_pays_fee, Missing::UndueFee),
    ];
    checks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
}

impl Missing {
    /// What to say to the person, in French.
    pub fn sentence(self) -> &'static str {
        match self {
            Missing::CreditorName => "Votre nom ou votre dénomination manque (Réglages).",
            Missing::CreditorAddress => "Votre adresse manque (Réglages).",
            Missing::CreditorContact => "Votre téléphone ou votre e-mail manque (Réglages).",
            Missing::CreditorMentions => "Vos mentions légales manquent\u{a0}: forme, capital, siège, SIREN, registre (Réglages).",
            Missing::Iban => "Votre IBAN manque (Réglages).",
            Missing::Place => "Le lieu d’où vous écrivez manque\u{a0}: la ville de votre adresse (Réglages).",
            Missing::Signatory => "Le nom du signataire manque (Réglages).",
            Missing::SignatoryQuality => "La qualité du signataire manque\u{a0}: gérant, présidente… (Réglages).",
            Missing::DebtorName => "Le nom du client manque.",
            Missing::DebtorAddress => "L’adresse postale du client est incomplète.",
            Missing::DebtorSiren => "Le SIREN du client manque\u{a0}: il désigne sans erreur la société qui doit payer.",
            Missing::Reference => "La référence à rappeler au paiement manque.",
            Missing::Invoices => "Aucune facture n’est réclamée.",
            Missing::InvoiceNumber => "Une facture n’a pas de numéro.",
            Missing::Amount => "Une facture n’a plus rien à payer\u{a0}: retirez-la de la mise en demeure.",
            Missing::Deadline => "Le délai de paiement manque, ou la date de réception prévue précède la lettre.",
            Missing::NotLate => "Une facture n’est pas encore échue\u{a0}: retirez-la de la mise en demeure.",
            Missing::UndueFee => "Un particulier ne doit pas d’indemnité forfaitaire.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn full(kind: DebtorKind) -> NoticeFacts {
        let lines = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        NoticeFacts {
            debtor_kind: kind,
            creditor: Sender {
                name: "Vasseur Plomberie".into(),
                address_lines: lines(&["14 rue des Tanneurs", "35510 Cesson-Sévigné"]),
                contact_lines: lines(&["02 61 91 04 12"]),
                legal_mentions: "EURL au capital de 5 000 €. 732 829 320 RCS Rennes.".into(),
                place: "Cesson-Sévigné".into(),
                signatory: "Hélène Vasseur".into(),
                quality: "gérante".into(),
                iban: "FR7630006000011234567890189".into(),
            },
            debtor: Recipient {
                name: "Brasserie des Quais SAS".into(),
                address_lines: lines(&["BRASSERIE DES QUAIS SAS", "27 QUAI DES MARINIERS", "35400 SAINT-MALO"]),
                siren: "404833048".into(),
                abroad: false,
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
                credited: Cents(10_000),
                interest_paid: Cents(3_583),
                fee: if kind == DebtorKind::Consumer { Cents::ZERO } else { Cents(4_000) },
                basis: RateBasis::Statutory,
                penalties: vec![Segment {
                    from: day("2026-05-16"),
                    to: day("2026-06-30"),
                    days: 46,
                    base: Cents(234_000),
                    rate_bp: 1_215,
                    interest: Cents(3_583),
                }],
            }],
            prior: Vec::new(),
            others: Vec::new(),
            payments: Vec::new(),
            interest_first: true,
            received_on: day("2026-11-25"),
            deadline_days: usual_deadline_days(kind),
            per_day: Cents(132),
            rate_today_bp: Some(1_240),
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
        let spoil: [(fn(&mut NoticeFacts), Missing); 18] = [
            (|facts| facts.creditor.name = " \u{a0}".into(), Missing::CreditorName),
            (|facts| facts.creditor.address_lines.clear(), Missing::CreditorAddress),
            (|facts| facts.creditor.contact_lines = vec![String::new()], Missing::CreditorContact),
            (|facts| facts.creditor.legal_mentions.clear(), Missing::CreditorMentions),
            (|facts| facts.creditor.iban.clear(), Missing::Iban),
            (|facts| facts.creditor.place.clear(), Missing::Place),
            (|facts| facts.creditor.signatory.clear(), Missing::Signatory),
            (|facts| facts.creditor.quality.clear(), Missing::SignatoryQuality),
            (|facts| facts.debtor.name.clear(), Missing::DebtorName),
            (|facts| facts.debtor.address_lines.truncate(2), Missing::DebtorAddress),
            (|facts| facts.debtor.siren.clear(), Missing::DebtorSiren),
            (|facts| facts.reference.clear(), Missing::Reference),
            (|facts| facts.invoices.clear(), Missing::Invoices),
            (|facts| facts.invoices[0].number.clear(), Missing::InvoiceNumber),
            (|facts| facts.invoices[0].paid = Cents(240_000), Missing::Amount),
            (|facts| facts.deadline_days = 0, Missing::Deadline),
            (|facts| facts.received_on = day("2026-11-22"), Missing::Deadline),
            (|facts| facts.invoices[0].due_on = day("2026-11-23"), Missing::NotLate),
        ];
        for (spoil, expected) in spoil {
            let mut facts = full(DebtorKind::Business);
            spoil(&mut facts);
            assert_eq!(missing(&facts), [expected]);
        }
    }

    #[test]
    fn a_consumer_has_no_siren_and_owes_no_fee() {
        let mut facts = full(DebtorKind::Consumer);
        facts.debtor.siren.clear();
        assert_eq!(missing(&facts), []);
        facts.invoices[0].fee = Cents(4_000);
        assert_eq!(missing(&facts), [Missing::UndueFee], "CPCE L111-8: no fee on a consumer");
    }

    #[test]
    fn a_payment_put_on_penalties_leaves_as_much_of_the_principal() {
        let facts = full(DebtorKind::Business);
        assert_eq!(facts.principal(), Cents(234_000 - 10_000 - (50_000 - 3_583)), "C. civ. 1343-1: interest first");
        assert_eq!(facts.penalties(), Cents::ZERO);
        assert_eq!(facts.total(), facts.principal() + Cents(4_000));
        assert_eq!(facts.deadline(), day("2026-12-03"), "eight days from the reception");
    }
}
