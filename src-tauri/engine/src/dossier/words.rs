//! The words of the archive outside its papers.
use super::scope::Scope;
use echu_core::dossier::Affair;
use echu_core::text::{count, join_and};

pub const NOTHING: &str = "Ce client n’a aucune facture\u{a0}: il n’y a pas de dossier à établir.";
pub const FRONT: &str = "00 - Bordereau et chronologie.pdf";
pub const WHOLE: &str = "Dossier complet.pdf";
/// As the account says it.
pub const PAYMENT: &str = "Règlement";
pub const PIECES: &str = "pieces/";
pub const HISTORY: &str = "historique.jsonl";
pub const MANIFEST: &str = "manifeste.json";
pub const VERIFIER: &str = "verifier.html";
pub const README: &str = "LISEZMOI.txt";
pub const COVER_MARK: &str = "Bordereau et chronologie";

/// A paper whose bytes are not those that were kept.
pub fn altered(title: &str) -> String {
    format!(
        "{title} ne correspond plus à l’empreinte gardée avec elle\u{a0}: la base a été modifiée hors d’Échu. Le dossier n’est pas établi. Reprenez une sauvegarde."
    )
}

/// How the departure of a message is known.
pub fn departure(state: &str, proof: &str) -> &'static str {
    match (state, proof) {
        ("bounced", _) => "Accepté par le serveur d’envoi, puis revenu non remis",
        ("sent", "reply") => "Accepté par le serveur d’envoi",
        ("sent", "journal") => "Accepté par le serveur d’envoi, selon le journal",
        ("sent", "declared") => "Selon l’indication du créancier",
        ("sent", _) => "Écrit dans un dossier de cet ordinateur",
        _ => "Incertain\u{a0}: pas de réponse sûre du serveur",
    }
}

/// Which invoices, and what could not be cut apart.
pub fn about(scope: &Scope, affair: &Affair, [names_others, letters, spread]: [bool; 3]) -> Vec<String> {
    let numbers: Vec<&str> = affair.invoices.iter().map(|invoice| invoice.number.as_str()).collect();
    let number = count(u64::try_from(numbers.len()).unwrap_or(u64::MAX), "facture", "factures");
    let mut told = Vec::new();
    if scope.all {
        told.push(format!("Ce dossier porte sur toutes les factures de ce client\u{a0}: {number}."));
    } else {
        told.push(format!(
            "Ce dossier porte sur {number}\u{a0}: {}. Ce qui concerne d’autres factures est laissé de côté.",
            join_and(&numbers)
        ));
        if names_others {
            told.push(
                "Des messages ou des lettres citent aussi d’autres factures\u{a0}: ils sont joints entiers, un écrit ne se découpe pas."
                    .to_owned(),
            );
        }
        told.push("Les règlements sont repris pour la part affectée aux factures du dossier.".to_owned());
        if letters || !affair.plans.is_empty() {
            told.push("Les accords et les courriers portent sur tout le compte du client\u{a0}: ils sont joints entiers.".to_owned());
        }
    }
    if spread {
        told.push("Les factures d’un échéancier en cours sont comptées pour leur principal seul.".to_owned());
    }
    told
}

/// What was erased and so is not joined.
pub fn erased(number: u32) -> Option<String> {
    let pieces = count(
        u64::from(number),
        "message ou courrier a été effacé (RGPD)\u{a0}: sa date et son empreinte restent dans l’historique.",
        "messages ou courriers ont été effacés (RGPD)\u{a0}: leur date et leur empreinte restent dans l’historique.",
    );
    (number > 0).then_some(pieces)
}
