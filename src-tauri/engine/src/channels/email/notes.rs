//! Messages that claim nothing new and that a person sends himself after a call: a promise confirmed, an invoice sent again.
use super::{payment, signature};
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::notice::numbers_named;
use echu_core::party::Creditor;
use echu_core::placeholder::{Fault, Values, Variable, render};
use echu_core::text::{euros, join_and, weekday_date};

const VOCABULARY: &[Variable] = &[
    Variable { name: "civilité", example: "Madame, Monsieur" },
    Variable { name: "factures", example: "la facture F-2026-0352" },
    Variable { name: "factures_titre", example: "Facture F-2026-0352" },
    Variable { name: "somme", example: "1 240,00 €" },
    Variable { name: "jour", example: "lundi 30 novembre 2026" },
    Variable { name: "paiement", example: "IBAN et référence" },
    Variable { name: "signature", example: "Hélène Vasseur" },
];

/// Which message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// Confirms a promise.
    Promise,
    /// Sends an invoice again.
    InvoiceAgain,
}

/// What it says.
#[derive(Debug, Clone)]
pub struct NoteFacts {
    /// Which.
    pub note: Note,
    /// Numbers of the invoices, oldest due first.
    pub numbers: Vec<String>,
    /// What was promised, or what is owed, in cents.
    pub amount: Cents,
    /// The day promised, or the oldest due date.
    pub on: NaiveDate,
    /// Who writes.
    pub creditor: Creditor,
    /// To be quoted with the payment.
    pub reference: String,
}

/// Writes it: the subject, then the text.
///
/// # Errors
/// A text that uses a name outside the vocabulary.
pub fn compose(facts: &NoteFacts) -> Result<(String, String), Fault> {
    let source = match facts.note {
        Note::Promise => include_str!("promise.fr.txt"),
        Note::InvoiceAgain => include_str!("invoice_again.fr.txt"),
    };
    let numbers: Vec<&str> = facts.numbers.iter().map(String::as_str).collect();
    let title = match numbers.as_slice() {
        [only] => format!("Facture {only}"),
        several => format!("Factures {}", join_and(several)),
    };
    let values = Values::from([
        ("civilité", "Madame, Monsieur".to_owned()),
        ("factures", numbers_named(&facts.numbers)),
        ("factures_titre", title),
        ("somme", euros(facts.amount)),
        ("jour", weekday_date(facts.on)),
        ("paiement", payment(&facts.creditor, &facts.reference)),
        ("signature", signature(&facts.creditor)),
    ]);
    let text = render(source, VOCABULARY, &values)?;
    let (subject, body) = text.split_once('\n').unwrap_or((&text, ""));
    Ok((subject.to_owned(), body.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_note_says_its_sum_and_its_day_and_threatens_nothing() {
        let facts = |note| NoteFacts {
            note,
            numbers: vec!["F-1".to_owned()],
            amount: Cents(50_000),
            on: NaiveDate::from_ymd_opt(2026, 11, 30).unwrap(),
            creditor: Creditor::default(),
            reference: "DURAND-0001".to_owned(),
        };
        for note in [Note::Promise, Note::InvoiceAgain] {
            let (subject, body) = compose(&facts(note)).unwrap();
            assert!(!subject.is_empty() && !subject.contains('\n'));
            assert!(body.contains("500,00\u{a0}€") && body.contains("lundi 30 novembre 2026"), "{body}");
            assert!(!body.contains("{{") && !body.contains("mise en demeure"), "{body}");
        }
    }
}
