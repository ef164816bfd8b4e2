//! What the lists of papers are called, and what their codes mean.
use crate::export::{Column, Table};
use echu_core::dossier::ExhibitKind;
use echu_core::letter::LetterKind;
use echu_core::text::numeric_date;
use std::borrow::Cow;

pub const DOCUMENTS: &str = "documents";
pub const MESSAGES: &str = "messages";
pub const DOCUMENTS_ABOUT: &str = "Chaque document du dossier «\u{a0}documents\u{a0}», avec son client, sa date et son empreinte.";
pub const MESSAGES_ABOUT: &str = "Chaque message du dossier «\u{a0}messages\u{a0}», avec son destinataire et ce que le serveur en a dit.";
/// The folder of the messages that the user sent to himself.
pub const TRIALS: &str = "Essais vers vous-même";

const DOCUMENT_COLUMNS: &[Column] = &[
    Column::words("Fichier"),
    Column::text("Client"),
    Column::text("Nature"),
    Column::words("Document"),
    Column::day("Date"),
    Column::number("Taille (octets)"),
    Column::words("Empreinte SHA-256"),
    Column::words("Remarque"),
];

const MESSAGE_COLUMNS: &[Column] = &[
    Column::words("Fichier"),
    Column::text("Client"),
    Column::text("Destinataire"),
    Column::words("Objet"),
    Column::day("Date"),
    Column::text("État"),
    Column::words("Réponse du serveur"),
    Column::words("Empreinte SHA-256"),
    Column::words("Remarque"),
];

/// The list of the papers.
pub fn documents() -> Table {
    Table { name: Cow::Borrowed("Documents"), columns: Cow::Borrowed(DOCUMENT_COLUMNS) }
}

/// The list of the messages.
pub fn messages() -> Table {
    Table { name: Cow::Borrowed("Messages"), columns: Cow::Borrowed(MESSAGE_COLUMNS) }
}

/// What a paper proves.
pub fn proof(shows: &str) -> &'static str {
    match shows {
        "deposit" => ExhibitKind::Deposit,
        "receipt" => ExhibitKind::Receipt,
        "returned" => ExhibitKind::Returned,
        _ => ExhibitKind::OtherProof,
    }
    .label()
}

/// What a paper is.
pub fn nature(kind: &str, shows: Option<&str>, credit: bool) -> String {
    match (kind, shows) {
        (_, Some(shows)) => proof(shows).to_owned(),
        ("invoice", None) if credit => ExhibitKind::CreditNote.label().to_owned(),
        ("invoice", None) => ExhibitKind::Invoice.label().to_owned(),
        ("formal_notice", None) => "Mise en demeure".to_owned(),
        ("letter_proof", None) => ExhibitKind::OtherProof.label().to_owned(),
        (key, None) => LetterKind::from_key(key).map_or(ExhibitKind::Paper.label(), LetterKind::label).to_owned(),
    }
}

/// How the sending of a message stands.
pub fn state(key: &str) -> &'static str {
    match key {
        "sent" => "Envoyé",
        "bounced" => "Revenu non remis",
        "written" => "Écrit dans un dossier, envoi non confirmé",
        _ => "Envoi incertain",
    }
}

/// Its bytes were erased.
pub fn erased(on: chrono::NaiveDate) -> String {
    format!("Effacé le {} (RGPD)\u{a0}: son empreinte reste", numeric_date(on))
}

pub const ERASED: &str = "Effacé (RGPD)\u{a0}: son empreinte reste";
pub const ALTERED: &str = "Ne correspond plus à l’empreinte gardée avec lui\u{a0}: la base a été modifiée hors d’Échu";
