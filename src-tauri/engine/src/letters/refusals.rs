//! Why there is no letter, for the person.
use super::LetterError;
use super::formal_notice::NoticeError;
use echu_core::notice::Missing;
use echu_core::placeholder::{Fault, FaultKind};

impl LetterError {
    /// What to say, in French: what happened and what to do.
    pub fn sentence(&self) -> String {
        match self {
            LetterError::MissingGlyph { character } => format!(
                "Le caractère «\u{a0}{character}\u{a0}» ne peut pas être imprimé\u{a0}: retirez-le du nom, de l’objet ou du texte où il se trouve."
            ),
            LetterError::AddressTooManyLines { lines } => {
                format!(
                    "L’adresse a {lines} lignes, la fenêtre d’une enveloppe n’en montre que sept\u{a0}: regroupez ou retirez une ligne."
                )
            }
            LetterError::AddressLineTooLong { line } => {
                let line = clip(line);
                format!("La ligne «\u{a0}{line}\u{a0}» de l’adresse a plus de 38\u{a0}caractères\u{a0}: abrégez-la ou partagez-la en deux.")
            }
            LetterError::Text(fault) => self::fault(fault),
            LetterError::Picture(_) => {
                "Le logo ou la signature ne peut pas être lu\u{a0}: choisissez une image PNG ou JPEG de moins de 4\u{a0}Mo.".to_owned()
            }
            LetterError::Font(_) | LetterError::Pdf(_) => {
                "La lettre n’a pas pu être composée. Rien n’a été enregistré\u{a0}; le journal dit pourquoi.".to_owned()
            }
        }
    }
}

/// The start of a line that may be endless: enough to know it.
fn clip(line: &str) -> String {
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(line).trim_end()),
        None => line.to_owned(),
    }
}

impl NoticeError {
    /// What to say, in French, one sentence a reason.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            NoticeError::Incomplete(missing) => missing.iter().copied().map(Missing::sentence).collect(),
            NoticeError::Letter(error) => vec![error.sentence()],
        }
    }
}

/// A fault of a text, for the person who edits it.
fn fault(fault: &Fault) -> String {
    let what = match &fault.kind {
        FaultKind::SourceTooLong => return "Le texte est trop long\u{a0}: 20\u{202f}000\u{a0}caractères au plus.".to_owned(),
        FaultKind::ResultTooLong => return "Le texte devient trop long une fois rempli.".to_owned(),
        FaultKind::Unclosed => "«\u{a0}{{\u{a0}» sans «\u{a0}}}\u{a0}»".to_owned(),
        FaultKind::UnknownVariable { name, nearest: Some(nearest) } => {
            format!("«\u{a0}{name}\u{a0}» n’existe pas, vouliez-vous «\u{a0}{nearest}\u{a0}»\u{202f}?")
        }
        FaultKind::UnknownVariable { name, nearest: None } => format!("«\u{a0}{name}\u{a0}» n’existe pas"),
        FaultKind::UnknownInstruction { text } => format!("«\u{a0}{{{{{text}}}}}\u{a0}» n’a pas de sens"),
        FaultKind::OpenCondition => "«\u{a0}{{#si}}\u{a0}» sans «\u{a0}{{/si}}\u{a0}»".to_owned(),
        FaultKind::StrayEnd => "«\u{a0}{{/si}}\u{a0}» sans «\u{a0}{{#si}}\u{a0}»".to_owned(),
        FaultKind::TooDeep => "trop de «\u{a0}{{#si}}\u{a0}» les uns dans les autres".to_owned(),
    };
    format!("Ligne {}, caractère {}\u{a0}: {what}.", fault.line, fault.column).replace("\u{202f}?.", "\u{202f}?")
}
