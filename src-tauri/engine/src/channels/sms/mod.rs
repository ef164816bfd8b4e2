//! The words of a reminder by SMS, short enough to be read on a locked screen, and the link that opens them in a telephone.
use chrono::NaiveDate;
use echu_core::dunning::Tone;
use echu_core::money::Cents;
use echu_core::placeholder::{Fault, Values, Variable, render};
use echu_core::text::{euros, join_and, short_date};

/// The closed set of names the texts may use, each with an example.
pub const VOCABULARY: &[Variable] = &[
    Variable { name: "factures", example: "la facture F-2026-0352" },
    Variable { name: "reste", example: "reste" },
    Variable { name: "total", example: "1 240,00 €" },
    Variable { name: "échéance", example: "12 sept. 2026" },
    Variable { name: "société", example: "Vasseur Plomberie" },
    Variable { name: "téléphone", example: "02 61 91 04 12" },
];

/// The variables that the texts may not lose: what is owed, and who writes with the mentions of his letters (R123-237).
pub const COMPULSORY: &[&str] = &["factures", "total", "société"];

/// The tones of an SMS: none before the due date, none as a mise en demeure.
pub const TONES: [Tone; 3] = [Tone::First, Tone::Firm, Tone::Last];

/// The tone in which an SMS speaks.
pub fn tone_of(tone: Tone) -> Tone {
    tone.clamp(Tone::First, Tone::Last)
}

/// What an SMS says.
#[derive(Debug, Clone)]
pub struct SmsFacts {
    /// How it speaks.
    pub tone: Tone,
    /// Numbers of the invoices, oldest due first.
    pub numbers: Vec<String>,
    /// What is asked for, in cents.
    pub total: Cents,
    /// The oldest due date.
    pub due_on: NaiveDate,
    /// Who writes, with the mentions that the law asks of his letters.
    pub company: String,
    /// Where he answers; may be empty.
    pub phone: String,
    /// Takes the place of the built-in text; checked with `VOCABULARY` when it was saved.
    pub text: Option<String>,
}

/// The text of origin of a tone, the same for the three kinds of debtor.
pub fn built_in(tone: Tone) -> &'static str {
    match tone {
        Tone::Courtesy | Tone::First => include_str!("first.fr.txt"),
        Tone::Firm => include_str!("firm.fr.txt"),
        // A mise en demeure never leaves by SMS.
        Tone::Last | Tone::FormalNotice => include_str!("last.fr.txt"),
    }
}

/// Writes an SMS.
///
/// # Errors
/// A text that uses a name outside the vocabulary.
pub fn compose(facts: &SmsFacts) -> Result<String, Fault> {
    let one = facts.numbers.len() == 1;
    let numbers: Vec<&str> = facts.numbers.iter().map(String::as_str).collect();
    let named = match numbers.as_slice() {
        [only] => format!("la facture {only}"),
        [_, _] => format!("les factures {}", join_and(&numbers)),
        many => format!("{} factures", many.len()),
    };
    let values = Values::from([
        ("factures", named),
        ("reste", if one { "reste" } else { "restent" }.to_owned()),
        ("total", euros(facts.total)),
        ("échéance", short_date(facts.due_on)),
        // The mentions end a sentence of their own; here the telephone may follow.
        ("société", facts.company.trim_end_matches('.').to_owned()),
        ("téléphone", facts.phone.clone()),
    ]);
    let source = facts.text.as_deref().unwrap_or_else(|| built_in(facts.tone));
    Ok(render(source, VOCABULARY, &values)?.trim().to_owned())
}

/// `sms:` with the number and the words: a telephone, or a computer tied to one, opens the message ready to send (RFC 5724).
pub fn link(phone: &str, text: &str) -> String {
    let mut link = format!("sms:{}?body=", number(phone));
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.push_str(&format!("%{byte:02X}"));
        }
    }
    link
}

/// `tel:` with the number (RFC 3966).
pub fn call_link(phone: &str) -> String {
    format!("tel:{}", number(phone))
}

/// The figures of a number as a telephone dials them, its international sign kept: « (0) » of « +33 (0)2 » is not dialled.
fn number(phone: &str) -> String {
    let written = if phone.trim_start().starts_with('+') { phone.replace("(0)", "") } else { phone.to_owned() };
    written.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(tone: Tone, numbers: &[&str]) -> SmsFacts {
        SmsFacts {
            tone,
            numbers: numbers.iter().map(|&number| number.to_owned()).collect(),
            total: Cents(124_000),
            due_on: NaiveDate::from_ymd_opt(2026, 9, 12).unwrap(),
            company: "Vasseur Plomberie".to_owned(),
            phone: "02 61 91 04 12".to_owned(),
            text: None,
        }
    }

    #[test]
    fn an_sms_says_what_is_owed_since_when_and_by_whom() {
        let said = compose(&facts(Tone::First, &["F-2026-0352"])).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(
            said,
            "Bonjour, sauf erreur la facture F-2026-0352 (1 240,00 €) reste à régler depuis le 12 sept. 2026. \
             Merci de nous dire quel jour partira le virement. Vasseur Plomberie"
        );
        let many = compose(&facts(Tone::Last, &["F-1", "F-2", "F-3"])).unwrap();
        assert!(many.contains("3 factures") && many.contains("restent") && many.ends_with("02 61 91 04 12"), "{many}");
        for tone in [Tone::First, Tone::Firm, Tone::Last] {
            let length = compose(&facts(tone, &["F-2026-0352"])).unwrap().chars().count();
            assert!(length <= 280, "{tone:?}: {length} characters, four parts at most");
        }
    }

    #[test]
    fn the_links_hold_the_number_as_it_is_dialled() {
        assert_eq!(call_link("02 61 91 04 12"), "tel:0261910412");
        assert_eq!(call_link("+33 (0)2 61 91 04 12"), "tel:+33261910412");
        assert_eq!(link("06 39 98 00 01", "Réglé ?"), "sms:0639980001?body=R%C3%A9gl%C3%A9%20%3F");
    }
}
