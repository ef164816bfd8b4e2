//! What a lapse or a cancellation says.
use super::{Cause, Changed, Stopped};
use crate::text::{ends_on_short_month, euros, join_and, short_date};

/// Between two reasons of one sentence.
const AND_THEN: &str = "\u{202f}; ";

/// Why nothing is claimed any more, without capital nor full stop: « F-2026-0352 réglée le 23 nov. 2026 ». A reason shared by
/// all is said once, without their numbers.
pub fn told(stopped: &[Stopped]) -> String {
    reasons(stopped, stopped.len())
}

/// The same, for those stopped among `all` the invoices of a message.
fn reasons(stopped: &[Stopped], all: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (at, one) in stopped.iter().enumerate() {
        let same = || stopped.iter().filter(|other| other.why == one.why);
        let number = &one.number;
        let part = match &one.why {
            Cause::Settled { on: Some(on) } => format!("{number} réglée le {}", short_date(*on)),
            Cause::Settled { on: None } => format!("{number} soldée"),
            Cause::WrittenOff => format!("{number} passée en perte"),
            Cause::Gone => format!("{number} n’existe plus"),
            Cause::TermPaid => format!("{number} payée"),
            Cause::TermBefore => format!("{number}\u{a0}: une échéance antérieure est impayée"),
            Cause::AgreementOver => format!("{number}\u{a0}: l’échéancier a pris fin"),
            Cause::NotLate => format!("{number} n’est plus en retard"),
            Cause::Held(_) if stopped.iter().take(at).any(|before| before.why == one.why) => continue,
            Cause::Held(reason) => {
                let sentence = inside(&reason.sentence());
                if same().count() == all {
                    sentence
                } else {
                    let numbers: Vec<&str> = same().map(|other| other.number.as_str()).collect();
                    format!("{}\u{a0}: {sentence}", join_and(&numbers))
                }
            }
        };
        parts.push(part);
    }
    parts.join(AND_THEN)
}

/// What moved, without capital nor full stop: « F-2026-0352 : 50,00 € au lieu de 100,00 € ; le destinataire a changé ».
pub fn moved(changes: &[Changed]) -> String {
    let stopped: Vec<Stopped> =
        changes.iter().filter_map(|change| if let Changed::Stopped(one) = change { Some(one.clone()) } else { None }).collect();
    let mut parts: Vec<String> = Vec::new();
    if !stopped.is_empty() {
        // Others are left: each is named.
        parts.push(reasons(&stopped, usize::MAX));
    }
    let mut names: Vec<&str> = Vec::new();
    let mut plural = false;
    for change in changes {
        let name = match change {
            Changed::Stopped(_) => continue,
            Changed::Held(reason) => {
                parts.push(inside(&reason.sentence()));
                continue;
            }
            Changed::Amount { number, approved, now } => {
                parts.push(format!("{number}\u{a0}: {} au lieu de {}", euros(*now), euros(*approved)));
                continue;
            }
            Changed::Law(why) => {
                parts.push(format!("contrôle juridique\u{a0}: {}", inside(why)));
                continue;
            }
            Changed::Invoices => "les factures",
            Changed::Credit => "ses avoirs",
            Changed::DueDate => "une échéance",
            Changed::Step => "l’étape",
            Changed::Recipients => "le destinataire",
            Changed::Sender => "vos coordonnées",
            Changed::Template => "le modèle",
            Changed::Attachments => "une pièce jointe",
            Changed::Text => "le texte",
        };
        plural |= matches!(change, Changed::Invoices | Changed::Credit | Changed::Sender);
        names.push(name);
    }
    if !names.is_empty() {
        let verb = if plural || names.len() > 1 { "ont changé" } else { "a changé" };
        parts.push(format!("{} {verb}", join_and(&names)));
    }
    parts.join(AND_THEN)
}

/// Why a message has nothing to claim any more, in French: « Cette relance est arrêtée : F-2026-0352 réglée le 23 nov. »
pub fn useless(stopped: &[Stopped]) -> String {
    if stopped.is_empty() {
        return "Cette relance ne vaut plus\u{a0}: le scénario a été repris depuis. Mettez-la de côté, puis préparez la suivante."
            .to_owned();
    }
    // A short month ends with its own full stop.
    format!("Cette relance est arrêtée\u{a0}: {}.", told(stopped)).replace("..", ".")
}

/// Why an approval fell, in French: « À relire : le destinataire a changé. »
pub fn lapsed(changes: &[Changed]) -> String {
    // A short month ends with its own full stop.
    format!("À relire\u{a0}: {}.", moved(changes)).replace("..", ".")
}

/// A sentence as a part of another: no capital, no full stop.
fn inside(sentence: &str) -> String {
    let whole = if ends_on_short_month(sentence) { sentence } else { sentence.strip_suffix('.').unwrap_or(sentence) };
    let mut letters = whole.chars();
    let Some(first) = letters.next() else { return String::new() };
    first.to_lowercase().chain(letters).collect()
}
