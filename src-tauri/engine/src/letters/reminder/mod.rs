//! The plain letter of reminder.
use super::layout::{Flow, Setting};
use super::page::{MEASURE, Slot};
use super::rich::clean;
use super::sheet::Sheet;
use super::table::{Column, Kind, Row, Table};
use super::{LetterError, Pictures, Rendered, body, closing, draw, face, finish, words};
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::notice::{PriorContact, Recipient};
use echu_core::party::{Creditor, DebtorKind};
use echu_core::placeholder::{Values, Variable};
use echu_core::text::{euros, numeric_date, weekday_date};

/// The closed set of names the text may use, each with an example.
pub const VOCABULARY: &[Variable] = &[
    Variable { name: "civilité", example: "Madame, Monsieur" },
    Variable { name: "client", example: "Brasserie des Quais SAS" },
    Variable { name: "créancier", example: "Vasseur Plomberie" },
    Variable { name: "titulaire", example: "Vasseur Plomberie" },
    Variable { name: "date", example: "23 novembre 2026" },
    Variable { name: "date_limite", example: "jeudi 3 décembre 2026" },
    Variable { name: "référence", example: "BDQ-2026-11" },
    Variable { name: "iban", example: "FR76 3000 6000 0112 3456 7890 189" },
    Variable { name: "total", example: "3 880,60 €" },
    Variable { name: "relances", example: "notre e-mail du 5 octobre 2026" },
    Variable { name: "première_demande", example: "oui" },
    Variable { name: "une_facture", example: "oui" },
    Variable { name: "plusieurs_factures", example: "oui" },
    Variable { name: "factures_impayées", example: "les factures suivantes restent impayées" },
    Variable { name: "professionnel", example: "oui" },
    Variable { name: "tableau_factures", example: "le tableau des factures" },
    Variable { name: "signature", example: "le signataire et les pièces jointes" },
];

/// The built-in text.
pub const BUILT_IN: &str = include_str!("text.fr.txt");

/// A late invoice.
#[derive(Debug, Clone)]
pub struct LateInvoice {
    /// As printed on it.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// What it is for; may be empty.
    pub subject: String,
    /// What is left to pay.
    pub balance: Cents,
}

/// What the letter is made from.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Decides whether penalties are named.
    pub debtor_kind: DebtorKind,
    /// Who writes.
    pub creditor: Creditor,
    /// To whom.
    pub debtor: Recipient,
    /// The letter's date.
    pub dated_on: NaiveDate,
    /// The day asked for.
    pub pay_before: NaiveDate,
    /// To be quoted with the payment.
    pub reference: String,
    /// Oldest first.
    pub invoices: Vec<LateInvoice>,
    /// Reminders made before, oldest first.
    pub prior: Vec<PriorContact>,
    /// Joined papers.
    pub enclosures: Vec<String>,
    /// Takes the place of the built-in text.
    pub text: Option<String>,
    /// PNG or JPEG.
    pub logo: Option<Vec<u8>>,
    /// PNG or JPEG.
    pub signature: Option<Vec<u8>>,
}

/// The finished letter.
///
/// # Errors
/// Why it cannot be set.
pub fn compose(facts: &Facts) -> Result<Rendered, LetterError> {
    let pictures = Pictures::read(facts.logo.as_deref(), facts.signature.as_deref())?;
    let mut flow = Flow::default();
    let papers: Vec<String> = facts.enclosures.iter().map(|paper| clean(paper)).collect();
    let place = |name: &str, flow: &mut Flow| match name {
        "tableau_factures" => {
            invoices(facts).lay(flow)?;
            flow.space(face::tenths_mm(28));
            Ok(())
        }
        "signature" => closing::lay(flow, &words::signatory(&facts.creditor), &words::enclosures(&papers), pictures.size(Slot::Signature)),
        _ => Ok(()),
    };
    let text = facts.text.as_deref().unwrap_or(BUILT_IN);
    body::lay(&body::paragraphs(text, VOCABULARY, &values(facts))?, &mut flow, Setting::BODY, "signature", place)?;
    let sheet = Sheet {
        particulars: vec![words::our_reference(&facts.reference)],
        running_head: format!("{} · {}", clean(&facts.debtor.name), clean(&facts.reference)),
        logo: pictures.size(Slot::Logo),
        ..Sheet::between(&facts.creditor, &facts.debtor, facts.dated_on)
    };
    let pages = sheet.assemble(flow)?;
    let about = draw::About {
        title: format!("{}, {}", words::REMINDER, clean(&facts.debtor.name)),
        author: clean(&facts.creditor.name),
        subject: format!("{} {}", words::REMINDER, euros(total(facts))),
        date: facts.dated_on,
    };
    finish(&pages, &pictures, &about)
}

fn total(facts: &Facts) -> Cents {
    facts.invoices.iter().map(|invoice| invoice.balance).sum()
}

fn invoices(facts: &Facts) -> Table {
    let columns = vec![
        Column::words(words::INVOICE),
        Column::words(words::DATE),
        Column::words(words::DUE),
        Column::rest(words::SUBJECT),
        Column::figures(words::LATE),
        Column::figures(words::BALANCE),
    ];
    let row = |invoice: &LateInvoice| {
        let cells = vec![
            clean(&invoice.number),
            numeric_date(invoice.issued_on),
            numeric_date(invoice.due_on),
            if invoice.subject.trim().is_empty() { words::NONE.into() } else { clean(&invoice.subject) },
            words::days_late((facts.dated_on - invoice.due_on).num_days().max(0)),
            euros(invoice.balance),
        ];
        Row { kind: Kind::Line, cells }
    };
    Table { columns, rows: facts.invoices.iter().map(row).collect(), width: MEASURE, strong_last: true }
}

fn values(facts: &Facts) -> Values {
    let flag = |is: bool| if is { "oui".to_owned() } else { String::new() };
    let salutation = clean(&facts.debtor.salutation);
    let professional = match facts.debtor_kind {
        DebtorKind::Business | DebtorKind::PublicBody => true,
        DebtorKind::Consumer => false,
    };
    Values::from([
        ("civilité", if salutation.is_empty() { words::SALUTATION.into() } else { salutation }),
        ("client", clean(&facts.debtor.name)),
        ("créancier", clean(&facts.creditor.name)),
        ("titulaire", words::account_holder(&facts.creditor)),
        ("date", words::day(facts.dated_on)),
        ("date_limite", weekday_date(facts.pay_before).replace(' ', "\u{a0}")),
        ("référence", clean(&facts.reference).replace(' ', "\u{a0}")),
        ("iban", words::iban(&facts.creditor)),
        ("total", euros(total(facts))),
        ("relances", words::prior(&facts.prior)),
        ("première_demande", flag(facts.prior.is_empty())),
        ("une_facture", flag(facts.invoices.len() == 1)),
        ("plusieurs_factures", flag(facts.invoices.len() > 1)),
        ("factures_impayées", words::open_invoices(facts.invoices.len()).to_owned()),
        ("professionnel", flag(professional)),
        ("tableau_factures", body::block("tableau_factures")),
        ("signature", body::block("signature")),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::party::Address;

    fn facts(kind: DebtorKind) -> Facts {
        Facts {
            debtor_kind: kind,
            creditor: Creditor {
                name: "Vasseur Plomberie".into(),
                legal_form: "EURL".into(),
                capital: Some(Cents(500_000)),
                address: Address {
                    street: "14 rue des Tanneurs".into(),
                    postcode: "35510".into(),
                    city: "Cesson-Sévigné".into(),
                    ..Address::default()
                },
                siren: "732829320".into(),
                registry_town: "Rennes".into(),
                phone: "02 61 91 04 12".into(),
                email: "contact@vasseur-plomberie.example".into(),
                iban: "FR7630006000011234567890189".into(),
                signatory: "Hélène Vasseur".into(),
                signatory_quality: "gérante".into(),
                ..Creditor::default()
            },
            debtor: Recipient {
                name: "Menuiserie Le Goff".into(),
                address: Address {
                    street: "6 rue de l’Étang".into(),
                    postcode: "35250".into(),
                    city: "Saint-Germain".into(),
                    ..Address::default()
                },
                ..Recipient::default()
            },
            dated_on: "2026-11-23".parse().unwrap(),
            pay_before: "2026-12-01".parse().unwrap(),
            reference: "LEGOFF-0352".into(),
            invoices: vec![LateInvoice {
                number: "F-2026-0352".into(),
                issued_on: "2026-10-03".parse().unwrap(),
                due_on: "2026-11-03".parse().unwrap(),
                subject: "Chauffe-eau".into(),
                balance: Cents(128_400),
            }],
            prior: Vec::new(),
            enclosures: vec!["copie de la facture".into()],
            text: None,
            logo: None,
            signature: None,
        }
    }

    #[test]
    fn a_reminder_reads_as_agreed() {
        let letter = compose(&facts(DebtorKind::Business)).unwrap();
        assert_eq!(letter.pages, 1);
        insta::assert_snapshot!(letter.text_lines.join("\n"));
    }

    #[test]
    fn a_consumer_reads_nothing_of_penalties() {
        let said = compose(&facts(DebtorKind::Consumer)).unwrap().text_lines.join(" ");
        assert!(!said.contains("pénalités"), "C. civ. 1231-6: none before a formal notice");
    }

    #[test]
    fn its_text_has_no_fault() {
        assert_eq!(echu_core::placeholder::check(BUILT_IN, VOCABULARY), []);
        assert_eq!(values(&facts(DebtorKind::Business)).len(), VOCABULARY.len());
    }
}
