//! The French names of the texts and of what they may not lose.
use super::{EMAIL, FORMAL_NOTICE};
use echu_core::dunning::Tone;

/// « E-mail : relance ferme ».
pub(super) fn label(document: &str, tone: Option<Tone>) -> &'static str {
    match (document, tone) {
        (EMAIL, Some(Tone::Courtesy)) => "E-mail\u{a0}: avis courtois",
        (EMAIL, Some(Tone::First)) => "E-mail\u{a0}: 1er rappel",
        (EMAIL, Some(Tone::Firm)) => "E-mail\u{a0}: relance ferme",
        (EMAIL, _) => "E-mail\u{a0}: dernier avis",
        (FORMAL_NOTICE, _) => "Lettre\u{a0}: mise en demeure",
        _ => "Texte",
    }
}

/// « le tableau des factures, {{tableau}} ».
pub(super) fn compulsory(name: &str) -> String {
    let what = match name {
        "objet_factures" => "le numéro des factures dans l’objet",
        "tableau" | "tableau_factures" => "le tableau des factures",
        "paiement" => "les coordonnées bancaires",
        "signature" => "la signature",
        "date_limite" => "le dernier jour pour payer",
        "décompte" => "le décompte des sommes",
        "total" => "la somme réclamée",
        "date" => "la date à laquelle les sommes sont arrêtées",
        "titulaire" => "le titulaire du compte",
        "référence" => "la référence à rappeler",
        "iban" => "l’IBAN",
        other => return format!("{{{{{other}}}}}"),
    };
    format!("{what}, {{{{{name}}}}}")
}

/// Why a text cannot be saved.
pub(super) fn lost(name: &str) -> String {
    format!("Il manque {}, toujours visible\u{a0}: hors de toute condition.", compulsory(name))
}

pub(super) const NO_SUBJECT: &str = "La première ligne donne l’objet\u{a0}: elle commence par «\u{a0}Objet\u{a0}:\u{a0}».";
pub(super) const NOTHING_OPEN: &str = "Ce client n’a aucune facture à réclamer\u{a0}: choisissez-en un autre.";
