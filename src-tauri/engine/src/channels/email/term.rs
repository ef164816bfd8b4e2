//! The reminder of a term to come: what was agreed, when, and how to pay it (law/droit.md §12). It claims nothing that is late.
use super::{Composed, finished, payment, signature};
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::notice::numbers_named;
use echu_core::party::Creditor;
use echu_core::placeholder::{Fault, Values, Variable, render};
use echu_core::text::{euros, long_date, weekday_date};

/// The closed set of names the text may use, each with an example.
pub const VOCABULARY: &[Variable] = &[
    Variable { name: "civilité", example: "Madame, Monsieur" },
    Variable { name: "échéance", example: "lundi 7 décembre 2026" },
    Variable { name: "montant", example: "500,00 €" },
    Variable { name: "rang", example: "2e échéance sur 4" },
    Variable { name: "date_accord", example: "23 novembre 2026" },
    Variable { name: "factures", example: "les factures F-2026-0352 et F-2026-0361" },
    Variable { name: "déjà_reçu", example: "200,00 €" },
    Variable { name: "reste_ensuite", example: "1 000,00 €" },
    Variable { name: "dernière", example: "oui" },
    Variable { name: "paiement", example: "IBAN et référence" },
    Variable { name: "formule", example: "Bien cordialement," },
    Variable { name: "signature", example: "Hélène Vasseur" },
];

/// The variables that the text may not lose.
pub const COMPULSORY: &[&str] = &["échéance", "montant", "date_accord", "factures", "paiement", "signature"];

/// What the message says.
#[derive(Debug, Clone)]
pub struct TermFacts {
    /// The day of the message.
    pub today: NaiveDate,
    /// Who writes.
    pub creditor: Creditor,
    /// The day of the agreement.
    pub agreed_on: NaiveDate,
    /// The day of the term.
    pub due_on: NaiveDate,
    /// Its place among the terms, from 1, and how many there are.
    pub rank: (u32, u32),
    /// What lacks of it, in cents.
    pub lacks: Cents,
    /// Received for it already, in cents.
    pub received: Cents,
    /// What the terms after it come to, in cents.
    pub after: Cents,
    /// Numbers of what the agreement covers, oldest due first.
    pub numbers: Vec<String>,
    /// The user's own sentence, after the greeting; empty when none.
    pub sentence: String,
    /// To be quoted with the payment.
    pub reference: String,
    /// Takes the place of the built-in text; checked with `VOCABULARY` when it was saved.
    pub text: Option<String>,
}

/// The text of origin, the same for the three kinds of debtor. Its first line is the subject.
pub fn built_in() -> &'static str {
    include_str!("term.fr.txt")
}

/// Writes the message.
///
/// # Errors
/// A text that uses a name outside the vocabulary.
pub fn compose(facts: &TermFacts) -> Result<Composed, Fault> {
    let amount = |sum: Cents| if sum.is_positive() { euros(sum) } else { String::new() };
    let (rank, count) = facts.rank;
    let ordinal = if rank == 1 { "1re".to_owned() } else { format!("{rank}e") };
    let values = Values::from([
        ("civilité", "Madame, Monsieur".to_owned()),
        ("échéance", weekday_date(facts.due_on)),
        ("montant", euros(facts.lacks)),
        ("rang", if count == 1 { "échéance unique".to_owned() } else { format!("{ordinal} échéance sur {count}") }),
        ("date_accord", long_date(facts.agreed_on)),
        ("factures", numbers_named(&facts.numbers)),
        ("déjà_reçu", amount(facts.received)),
        ("reste_ensuite", amount(facts.after)),
        ("dernière", if rank == count && count > 1 { "oui".to_owned() } else { String::new() }),
        ("paiement", payment(&facts.creditor, &facts.reference)),
        ("formule", "Bien cordialement,".to_owned()),
        ("signature", signature(&facts.creditor)),
    ]);
    let text = render(facts.text.as_deref().unwrap_or_else(|| built_in()), VOCABULARY, &values)?;
    Ok(finished(&text, &facts.sentence, &facts.creditor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::legal_check::{Purpose, Speech, check_words};
    use echu_core::party::DebtorKind;
    use echu_core::sample;

    fn facts() -> TermFacts {
        let day = |text: &str| text.parse().unwrap();
        TermFacts {
            today: day("2026-12-04"),
            creditor: sample::creditor(),
            agreed_on: day("2026-11-23"),
            due_on: day("2026-12-07"),
            rank: (1, 3),
            lacks: Cents(50_000),
            received: Cents::ZERO,
            after: Cents(100_000),
            numbers: vec!["F-2026-0352".to_owned(), "F-2026-0361".to_owned()],
            sentence: String::new(),
            reference: sample::REFERENCE.to_owned(),
            text: None,
        }
    }

    #[test]
    fn the_first_a_middle_and_the_last_term_read_as_a_person_would_write_them() {
        let middle = TermFacts { rank: (2, 3), received: Cents(20_000), lacks: Cents(30_000), after: Cents(50_000), ..facts() };
        let last = TermFacts { rank: (3, 3), after: Cents::ZERO, numbers: vec!["F-2026-0352".to_owned()], ..facts() };
        let only = TermFacts { rank: (1, 1), after: Cents::ZERO, ..facts() };
        let written: Vec<String> = [facts(), middle, last, only]
            .iter()
            .map(|one| {
                let message = compose(one).unwrap();
                format!("Objet : {}\n{}", message.subject, message.text)
            })
            .collect();
        insta::assert_snapshot!("terms", written.join("\n==========\n"));
    }

    #[test]
    fn it_threatens_nothing_and_claims_nothing_late() {
        for kind in [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody] {
            let speech = Speech {
                purpose: Purpose::Term,
                debtor_kind: kind,
                names: Vec::new(),
                rate_agreed: false,
                notified: false,
                reserved: false,
                late: true,
            };
            assert_eq!(check_words(&compose(&facts()).unwrap().text, &speech), [], "{kind:?}");
        }
    }
}
