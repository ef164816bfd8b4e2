//! The words of the evidence file.
use chrono::NaiveDate;
use echu_core::text::{count, long_date};

pub const TITLE: &str = "Dossier de preuve";
pub const CREDITOR: &str = "Créancier";
pub const DEBTOR: &str = "Débiteur";
pub const FIRST: &str = "L’essentiel";
pub const OWED: &str = "Somme due";
pub const PRINCIPAL: &str = "Principal restant dû";
pub const PENALTIES: &str = "Pénalités de retard";
pub const FEES: &str = "Indemnités forfaitaires de recouvrement";
pub const CREDIT: &str = "Avances et avoirs à déduire";
pub const TOTAL: &str = "Total";
pub const UNKNOWN: &str = "inconnues";
pub const NOT_COUNTED: &str = "non calculé";
pub const MISSING: &str = "Pièces manquantes";
pub const NONE_MISSING: &str = "D’après ce qu’Échu connaît, aucune pièce ne manque.";
pub const EXHIBITS: &str = "Bordereau de pièces";
pub const CHRONOLOGY: &str = "Chronologie";
pub const ACCOUNT: &str = "Relevé de compte";
pub const CALCULATION: &str = "Calcul des pénalités";
pub const NUMBER: &str = "Pièce";
pub const WHAT: &str = "Désignation";
pub const SIZE: &str = "Contenu";
pub const DIGEST: &str = "Empreinte SHA-256";
pub const DAY: &str = "Date";
pub const FACT: &str = "Fait";
pub const OPERATION: &str = "Opération";
pub const DEBIT: &str = "Débit";
pub const PAID: &str = "Crédit";
pub const LEFT: &str = "Solde";
pub const NO_PENALTIES: &str = "Aucune pénalité n’est due à ce jour sur les factures du dossier.";
pub const UNCOUNTED: &str = "Les pénalités ne sont pas calculées\u{a0}: un taux de référence manque.";
pub const DISPUTED: &str = "Une facture contestée est comptée pour son principal seul, sans pénalités, tant que la contestation tient.";
pub const CLOSED_BY_PENALTIES: &str = "Ce relevé est celui du principal\u{a0}: ce qui a été versé sur les pénalités, ou imputé d’abord sur elles (article 1343-1 du code civil), figure dans leur calcul.";
pub const INTERNAL: &str = "Les préparations internes (brouillons, corrections de fiche) ne sont pas reprises\u{a0}; le fichier historique.jsonl garde leur empreinte.";
pub const PIECES: &str =
    "Les empreintes complètes sont dans le fichier SHA256SUMS\u{a0}; la page verifier.html les contrôle sans connexion.";
pub const FROM: &str = "De";
pub const TO: &str = "À";
pub const SUBJECT: &str = "Objet";
pub const SENT: &str = "Envoyé le";
pub const MESSAGE_ID: &str = "Identifiant";
pub const REPLY: &str = "Réponse du serveur";
pub const PROOF: &str = "Départ";
pub const JOINED: &str = "Fichiers joints";
pub const BYTES: &str = "Empreinte du message";
pub const READABLE: &str =
    "Version lisible. Le message tel qu’il est parti, à l’octet près, est le fichier .eml du même numéro, fichiers joints compris.";
pub const APART: &str = "Pièce jointe à part";

/// « Établi le 23 novembre 2026 à 09:00 (UTC) ».
pub fn made(on: NaiveDate, at: &str) -> String {
    format!("Établi le {}, {at}", long_date(on))
}

/// Above the sums.
pub fn owed_on(on: NaiveDate) -> String {
    format!("{OWED} au {}", long_date(on))
}

/// Above the lines of a calculation.
pub fn until(on: NaiveDate, paid: bool) -> String {
    let which = if paid { "Factures réglées en retard" } else { "Factures restant dues" };
    format!("{which}, pénalités arrêtées au {} inclus.", long_date(on))
}

/// « Pièce n° 3 ».
pub fn exhibit(number: u32) -> String {
    format!("Pièce n°\u{a0}{number}")
}

/// « 2 pages, 24 ko », or the size alone.
pub fn size(pages: usize, bytes: u64) -> String {
    let weight = weight(bytes);
    match pages {
        0 => weight,
        pages => format!("{}, {weight}", count(u64::try_from(pages).unwrap_or(u64::MAX), "page", "pages").replace(' ', "\u{a0}")),
    }
}

/// In kilobytes, or in megabytes to the tenth.
pub fn weight(bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{}\u{a0}ko", bytes.div_ceil(1_000));
    }
    let tenths = bytes / 100_000;
    format!("{},{}\u{a0}Mo", tenths / 10, tenths % 10)
}

/// What a page says of an exhibit that cannot be shown on it.
pub fn apart(file: &str) -> String {
    format!("Ce fichier ne peut pas être reproduit dans ce document\u{a0}: il est joint tel quel, sous le nom «\u{a0}{file}\u{a0}».")
}

/// Under the chronology and on the manifest: what fixes the history.
pub fn head(events: usize, head: &str) -> String {
    format!(
        "Historique\u{a0}: {}, chaînés par empreinte. Tête de chaîne\u{a0}: {head}.",
        count(u64::try_from(events).unwrap_or(u64::MAX), "fait enregistré", "faits enregistrés")
    )
}
