//! The French line of an evidence file.
use super::{Told, centre};
use crate::text::count;
use crate::timeline::fact::dossier::Made;

/// It was made.
pub(super) fn made(fact: &Made) -> Told {
    let on = if fact.numbers.is_empty() { "toutes les factures".to_owned() } else { fact.numbers.join(", ") };
    let exhibits = count(u64::from(fact.exhibits), "pièce", "pièces");
    let title = format!("Dossier de preuve établi, {}", fact.reader.label().to_lowercase());
    centre(title, format!("{exhibits}, {on}. Empreinte du dossier\u{a0}: {}", fact.sha256))
}
