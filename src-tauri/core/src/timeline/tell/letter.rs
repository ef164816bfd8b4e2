//! The French lines of a registered letter, on paper or electronic.
use super::{Told, client, proof, us};
use crate::text::{euros, long_date, short_date};
use crate::timeline::fact::letter::{Cancelled, Delivered, Evidence, Frozen, Posted, Presented, Returned};

/// The start of a hash: enough to compare by eye.
fn start(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// It was numbered.
pub(super) fn frozen(fact: &Frozen) -> Told {
    let detail = format!("{}, empreinte {}…", euros(fact.total), start(&fact.sha256));
    proof(format!("Mise en demeure {} établie", fact.number), detail)
}

/// It left; of a plain letter, a stamp proves nothing.
pub(super) fn posted(fact: &Posted) -> Told {
    let (number, on, tracking) = (&fact.number, long_date(fact.posted_on), &fact.tracking_number);
    if !fact.plain.is_empty() {
        return us(format!("{} {number}, courrier posté", fact.plain), format!("Le {on}, en lettre simple."));
    }
    let how = if fact.deposit.is_some() { "envoyée en recommandé électronique" } else { "postée" };
    let title = format!("Mise en demeure {number} {how}");
    match &fact.deposit {
        Some(deposit) => {
            let consent = deposit
                .consent
                .as_ref()
                .map(|consent| format!(" Consentement du destinataire recueilli le {}\u{a0}: {}.", long_date(consent.on), consent.how));
            let detail = format!("Déposée le {on} à {} chez {}, n°\u{a0}{tracking}.", deposit.at, deposit.provider);
            proof(title, detail + &consent.unwrap_or_default())
        }
        None if tracking.is_empty() => us(title, format!("Le {on}. Sans numéro de recommandé\u{a0}: preuve incomplète.")),
        None => proof(title, format!("Le {on}, recommandé n°\u{a0}{tracking}.")),
    }
}

/// It was set aside before its posting.
pub(super) fn set_aside(fact: &Cancelled) -> Told {
    let (plain, number) = (&fact.plain, &fact.number);
    if plain.is_empty() {
        us(format!("Mise en demeure {number} mise de côté"), "Elle n’a pas été postée.")
    } else {
        us(format!("{plain} {number}, courrier mis de côté"), "Il n’a pas été posté.")
    }
}

/// It was presented, or its addressee was told of it.
pub(super) fn presented(fact: &Presented) -> Told {
    let what = if fact.electronic { "annoncée à son destinataire" } else { "présentée" };
    let detail = format!("Le {}. À payer au plus tard le {}.", long_date(fact.on), long_date(fact.deadline_on));
    proof(format!("Mise en demeure {} {what}", fact.number), detail)
}

/// It was handed over.
pub(super) fn delivered(fact: &Delivered) -> Told {
    let (what, how) =
        if fact.electronic { ("acceptée", "Preuve de réception du") } else { ("distribuée", "Avis de réception signé le") };
    Told { proof: true, ..client(format!("Mise en demeure {} {what}", fact.number), format!("{how} {}.", long_date(fact.on))) }
}

/// It was not taken.
pub(super) fn returned(fact: &Returned) -> Told {
    let why = match (fact.reason.as_str(), fact.electronic) {
        ("unclaimed", false) => "Pli avisé et non réclamé\u{a0}: la mise en demeure reste valable. Gardez l’enveloppe fermée.",
        ("refused", false) => "Pli refusé\u{a0}: la mise en demeure reste valable. Gardez l’enveloppe fermée.",
        (_, false) => "Destinataire inconnu à l’adresse\u{a0}: vérifiez le siège et renvoyez la lettre.",
        ("unclaimed", true) => "Non réclamée dans les quinze jours. Gardez la preuve que donne le prestataire.",
        ("refused", true) => "Refusée par le destinataire. Gardez la preuve que donne le prestataire.",
        (_, true) => "Destinataire non trouvé ou non identifié\u{a0}: vérifiez son adresse, ou envoyez la lettre sur papier.",
    };
    let what = if fact.electronic { "non remise, noté le" } else { "revenue le" };
    Told { proof: true, ..client(format!("Mise en demeure {} {what} {}", fact.number, short_date(fact.on)), why) }
}

/// What proves it was kept, or taken away.
pub(super) fn evidence(fact: &Evidence) -> Told {
    let what = match fact.shows.as_str() {
        "deposit" => "Preuve de dépôt",
        "receipt" => "Avis de réception",
        "returned" => "Enveloppe revenue",
        _ => "Pièce",
    };
    let hash = format!("Empreinte {}…", start(&fact.sha256));
    if fact.kept {
        proof(format!("{what} de la lettre {} jointe au dossier", fact.number), hash)
    } else {
        us(format!("{what} de la lettre {} retirée du dossier", fact.number), hash)
    }
}
