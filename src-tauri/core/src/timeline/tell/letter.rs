//! The French lines of a registered letter, on paper or electronic.
use super::{Told, client, proof, us};
use crate::letter::journey::ElectronicDeposit;
use crate::text::{long_date, short_date};
use chrono::NaiveDate;

/// It left.
pub(super) fn posted(number: &str, tracking: &str, on: NaiveDate, deposit: Option<&ElectronicDeposit>) -> Told {
    let title = format!("Mise en demeure {number} {}", if deposit.is_some() { "envoyée en recommandé électronique" } else { "postée" });
    match deposit {
        Some(deposit) => {
            let consent = deposit
                .consent
                .as_ref()
                .map(|consent| format!(" Consentement du destinataire recueilli le {}\u{a0}: {}.", long_date(consent.on), consent.how));
            let detail = format!("Déposée le {} à {} chez {}, n°\u{a0}{tracking}.", long_date(on), deposit.at, deposit.provider);
            proof(title, detail + &consent.unwrap_or_default())
        }
        None if tracking.is_empty() => us(title, format!("Le {}. Sans numéro de recommandé\u{a0}: preuve incomplète.", long_date(on))),
        None => proof(title, format!("Le {}, recommandé n°\u{a0}{tracking}.", long_date(on))),
    }
}

/// A plain letter left: a stamp proves nothing.
pub(super) fn plain_posted(what: &str, number: &str, on: NaiveDate) -> Told {
    us(format!("{what} {number}, courrier posté"), format!("Le {}, en lettre simple.", long_date(on)))
}

/// It was set aside before its posting.
pub(super) fn set_aside(plain: &str, number: &str) -> Told {
    let title = if plain.is_empty() {
        format!("Mise en demeure {number} mise de côté")
    } else {
        format!("{plain} {number}, courrier mis de côté")
    };
    us(title, if plain.is_empty() { "Elle n’a pas été postée." } else { "Il n’a pas été posté." })
}

/// It was presented, or its addressee was told of it.
pub(super) fn presented(number: &str, on: NaiveDate, deadline_on: NaiveDate, electronic: bool) -> Told {
    let what = if electronic { "annoncée à son destinataire" } else { "présentée" };
    proof(format!("Mise en demeure {number} {what}"), format!("Le {}. À payer au plus tard le {}.", long_date(on), long_date(deadline_on)))
}

/// It was handed over.
pub(super) fn delivered(number: &str, on: NaiveDate, electronic: bool) -> Told {
    let (what, how) = if electronic { ("acceptée", "Preuve de réception du") } else { ("distribuée", "Avis de réception signé le") };
    Told { proof: true, ..client(format!("Mise en demeure {number} {what}"), format!("{how} {}.", long_date(on))) }
}

/// It was not taken.
pub(super) fn returned(number: &str, on: NaiveDate, reason: &str, electronic: bool) -> Told {
    let why = match (reason, electronic) {
        ("unclaimed", false) => "Pli avisé et non réclamé\u{a0}: la mise en demeure reste valable. Gardez l’enveloppe fermée.",
        ("refused", false) => "Pli refusé\u{a0}: la mise en demeure reste valable. Gardez l’enveloppe fermée.",
        (_, false) => "Destinataire inconnu à l’adresse\u{a0}: vérifiez le siège et renvoyez la lettre.",
        ("unclaimed", true) => "Non réclamée dans les quinze jours. Gardez la preuve que donne le prestataire.",
        ("refused", true) => "Refusée par le destinataire. Gardez la preuve que donne le prestataire.",
        (_, true) => "Destinataire non trouvé ou non identifié\u{a0}: vérifiez son adresse, ou envoyez la lettre sur papier.",
    };
    let what = if electronic { "non remise, noté le" } else { "revenue le" };
    Told { proof: true, ..client(format!("Mise en demeure {number} {what} {}", short_date(on)), why) }
}

/// What proves it was kept, or taken away.
pub(super) fn evidence(number: &str, shows: &str, sha256: &str, kept: bool) -> Told {
    let what = match shows {
        "deposit" => "Preuve de dépôt",
        "receipt" => "Avis de réception",
        "returned" => "Enveloppe revenue",
        _ => "Pièce",
    };
    let hash = format!("Empreinte {}…", sha256.get(..12).unwrap_or(sha256));
    if kept {
        proof(format!("{what} de la lettre {number} jointe au dossier"), hash)
    } else {
        us(format!("{what} de la lettre {number} retirée du dossier"), hash)
    }
}
