//! What a mise en demeure may not lack, and where it is filled in: law/droit.md §7.2.
use super::NoticeFacts;
use crate::address::AddressProblem;
use crate::money::Cents;
use crate::party::{CreditorProblem, DebtorKind};
use crate::text::{clean, fold};
use serde::Serialize;

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
    /// Something left once the credit notes not yet used are taken off.
    Credited,
    /// A number of days, from a reception that does not precede the letter.
    Deadline,
    /// A claimed invoice is not due yet on the letter's date.
    NotLate,
    /// A consumer owes no fee: C. com. L441-10 is not for him, CPCE L111-8.
    UndueFee,
}

/// Where what is missing is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Door {
    /// The creditor's own identity.
    Identity,
    /// The client's card.
    Client,
    /// The invoices claimed.
    Invoices,
    /// The letter itself: its delay.
    Letter,
}

impl Missing {
    /// What kind of lack it is, stable on the wire; the field tells two of a kind apart.
    pub fn code(self) -> &'static str {
        match self {
            Missing::Creditor(_) => "creditor",
            Missing::Address(_) => "address",
            Missing::DebtorSiren => "debtor_siren",
            Missing::Reference => "reference",
            Missing::Invoices => "invoices",
            Missing::InvoiceNumber => "invoice_number",
            Missing::Amount => "amount",
            Missing::Credited => "credited",
            Missing::Deadline => "deadline",
            Missing::NotLate => "not_late",
            Missing::UndueFee => "undue_fee",
        }
    }

    /// Where it is filled in.
    pub fn door(self) -> Door {
        match self {
            Missing::Creditor(_) => Door::Identity,
            Missing::Address(_) | Missing::DebtorSiren | Missing::UndueFee => Door::Client,
            Missing::Invoices | Missing::InvoiceNumber | Missing::Amount | Missing::Credited | Missing::NotLate => Door::Invoices,
            Missing::Reference | Missing::Deadline => Door::Letter,
        }
    }

    /// The field to fill in behind that door, as the interface names it; empty when no field is at fault.
    pub fn field(self) -> &'static str {
        match self {
            Missing::Creditor(problem) => problem.field(),
            Missing::Address(problem) => problem.field(),
            Missing::DebtorSiren => "siren",
            Missing::UndueFee => "debtorKind",
            Missing::InvoiceNumber => "number",
            Missing::NotLate => "dueOn",
            Missing::Deadline => "deadlineDays",
            Missing::Reference | Missing::Invoices | Missing::Amount | Missing::Credited => "",
        }
    }

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
            Missing::Credited => "Les avoirs de ce client couvrent ce qu’il doit\u{a0}: affectez-les.",
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
        (
            facts
                .invoices
                .iter()
                .any(|invoice| !(invoice.statement.principal_due + invoice.statement.interest_due + invoice.statement.fee).is_positive()),
            Missing::Amount,
        ),
        (facts.credited().is_positive() && !facts.total().is_positive(), Missing::Credited),
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
    use crate::interest::PenaltyResponse;
    use crate::interest::regime::RegimeKind;
    use crate::notice::{ClaimedInvoice, Recipient, usual_deadline_days};
    use crate::party::{Address, Creditor};
    use chrono::NaiveDate;

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
            medium: crate::letter::journey::Medium::Paper,
            tracking_number: String::new(),
            credit: Cents::ZERO,
            invoices: vec![ClaimedInvoice {
                number: "F-2026-0148".into(),
                part: String::new(),
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
                    settled: Vec::new(),
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
        }
    }

    #[test]
    fn a_complete_notice_lacks_nothing_whoever_owes() {
        for kind in [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody] {
            assert_eq!(missing(&full(kind)), [], "{kind:?}");
        }
    }

    fn nothing_owed(facts: &mut NoticeFacts) {
        let account = &mut facts.invoices[0].statement;
        (account.principal_due, account.interest_due, account.fee) = (Cents::ZERO, Cents::ZERO, Cents::ZERO);
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
            (nothing_owed, Missing::Amount),
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
    fn each_lack_leads_to_a_field_that_only_one_lack_of_its_kind_has() {
        let facts = NoticeFacts {
            creditor: Creditor::default(),
            debtor: Recipient::default(),
            reference: String::new(),
            ..full(DebtorKind::Business)
        };
        let found = missing(&facts);
        let leads: std::collections::BTreeSet<_> = found.iter().map(|one| (one.code(), one.field(), one.door())).collect();
        assert_eq!(leads.len(), found.len(), "two lines would lead to the same place: {found:?}");
        assert!(leads.contains(&("address", "address.postcode", Door::Client)), "{leads:?}");
        assert!(leads.contains(&("creditor", "iban", Door::Identity)), "{leads:?}");
        assert!(leads.contains(&("debtor_siren", "siren", Door::Client)), "{leads:?}");
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
