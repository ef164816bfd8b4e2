//! The French line of what was done of personal data.
use super::{Told, centre, client, quoted, us};
use crate::text::{count, long_date};
use crate::timeline::fact::privacy::{Access, BackupsDropped, Change, Erased, Purged, Restricted, Returned};

/// « Téléphone : 01… → 02… ».
pub(super) fn edited(changes: &[Change]) -> Told {
    let shown = |text: &str| if text.is_empty() { "(vide)".to_owned() } else { text.to_owned() };
    let lines: Vec<String> =
        changes.iter().map(|one| format!("{}\u{a0}: {} → {}.", one.field, shown(&one.before), shown(&one.after))).collect();
    centre("Fiche du client modifiée", lines.join(" "))
}

pub(super) fn erased(fact: Erased) -> Told {
    let title = if fact.again { "Données personnelles effacées de nouveau" } else { "Données personnelles effacées" };
    let detail = match fact {
        Erased { again: true, .. } => "Une sauvegarde les avait rapportées.",
        Erased { whole: true, .. } => "À la demande de la personne. Les factures restent, la loi l’exige.",
        Erased { whole: false, .. } => "À la demande de la personne, sauf ce qu’exige une créance en cours.",
    };
    centre(title, detail)
}

pub(super) fn access(fact: &Access) -> Told {
    let digest = fact.sha256.get(..12).unwrap_or(&fact.sha256);
    us("Données personnelles remises à la personne", format!("Archive d’empreinte {digest}…"))
}

pub(super) fn restricted(fact: &Restricted) -> Told {
    client("Ne plus relancer, à sa demande", quoted(&fact.note))
}

pub(super) fn purged(fact: &Purged) -> Told {
    let detail = format!("{}\u{a0}: {}.", fact.what, count(u64::from(fact.count), "élément effacé", "éléments effacés"));
    centre("Données dont le délai de conservation est passé", detail)
}

pub(super) fn returned(fact: Returned) -> Told {
    centre(
        "Personne effacée saisie de nouveau",
        format!("Elle avait demandé l’effacement le {}. Vous l’avez confirmé.", long_date(fact.asked_on)),
    )
}

pub(super) fn backups(fact: BackupsDropped) -> Told {
    let detail = format!(
        "{}, une nouvelle sauvegarde a été faite et vérifiée avant.",
        count(u64::from(fact.count), "copie de la base supprimée", "copies de la base supprimées")
    );
    centre("Anciennes sauvegardes supprimées", detail)
}
