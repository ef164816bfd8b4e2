//! The words of « Courriers » that the facts of a letter decide.
use super::ReturnReason;
use super::kit::CheckItem;
use crate::store::letters::Letter;
use chrono::NaiveDate;
use echu_core::letter::journey::{Medium, Watch};
use echu_core::text::{count, long_date, short_date};

/// The state of a letter, with its date; what its dates say by themselves comes first.
pub(super) fn label(letter: &Letter, state: &str, watch: Watch) -> String {
    match watch {
        Watch::Unclaimed { .. } => return "Non réclamée\u{202f}? À vérifier".to_owned(),
        Watch::Silent { .. } => return "Sans nouvelles, à vérifier".to_owned(),
        Watch::Nothing | Watch::Held { .. } => {}
    }
    let reason = ReturnReason::from_key(&letter.return_reason);
    let on = |word: &str, on| format!("{word} le {}", short_date(on));
    match (letter.medium, state, letter.posted_on, letter.presented_on, letter.delivered_on) {
        (Medium::Paper | Medium::Plain, "frozen", ..) if letter.printed => "Imprimée, à poster".to_owned(),
        (Medium::Paper | Medium::Plain, "frozen", ..) => "À imprimer et à poster".to_owned(),
        (Medium::Electronic, "frozen", ..) => "À déposer en ligne".to_owned(),
        (_, "stale", ..) => "À refaire\u{a0}: le compte a changé".to_owned(),
        (Medium::Paper | Medium::Plain, "posted", Some(day), ..) => on("Postée", day),
        (Medium::Electronic, "posted", Some(day), ..) => on("Déposée", day),
        (Medium::Paper | Medium::Plain, "presented", _, Some(day), _) => on("Présentée", day),
        (Medium::Electronic, "presented", _, Some(day), _) => on("Annoncée", day),
        (Medium::Paper | Medium::Plain, "delivered", .., Some(day)) => on("Distribuée", day),
        (Medium::Electronic, "delivered", .., Some(day)) => on("Acceptée", day),
        (Medium::Paper | Medium::Plain, "returned", ..) => reason.map_or("Revenue", ReturnReason::label).to_owned(),
        (Medium::Electronic, "returned", ..) => reason.map_or("Non remise", ReturnReason::electronic_label).to_owned(),
        _ => "Mise de côté".to_owned(),
    }
}

/// Why a letter that left is on today's list; none when nothing is expected of the person.
pub(crate) fn to_check(number: &str, watch: Watch) -> Option<String> {
    match watch {
        Watch::Nothing | Watch::Held { .. } => None,
        Watch::Silent { days } => Some(format!(
            "Lettre {number}\u{a0}: aucune nouvelle depuis {}. Regardez son suivi et notez ce qu’il dit.",
            count(u64::from(days), "jour", "jours")
        )),
        Watch::Unclaimed { until } => Some(format!(
            "Lettre {number}\u{a0}: le destinataire avait jusqu’au {} pour la retirer. Notez si elle est revenue.",
            long_date(until)
        )),
    }
}

/// The card moved since the letter was frozen.
pub(super) const ADDRESS_MOVED: &str = "Le nom ou l’adresse de la fiche a changé depuis que la lettre est établie. Ces lignes sont celles de la lettre\u{a0}: si la nouvelle adresse est la bonne, mettez cette lettre de côté et refaites-la.";
/// Groups of the slip, then the names of its lines.
pub(super) const SENDER: &str = "Expéditeur";
pub(super) const RECIPIENT: &str = "Destinataire";
pub(super) const SENDING: &str = "Envoi";
pub(super) const NAME: &str = "Nom ou raison sociale";
pub(super) const COMPLEMENT: &str = "Complément";
pub(super) const STREET: &str = "Numéro et voie";
pub(super) const LOCALITY: &str = "Lieu-dit, BP";
pub(super) const POSTCODE: &str = "Code postal";
pub(super) const CITY: &str = "Ville";
pub(super) const COUNTRY: &str = "Pays";
pub(super) const REFERENCE: &str = "Votre référence";
pub(super) const CONTENT: &str = "Contenu";
pub(super) const PAGES: &str = "Pages";
pub(super) const RECEIPT: &str = "Avis de réception";
pub(super) const WITH_RECEIPT: &str = "Oui";
/// What the letter is.
pub(super) const NOTICE: &str = "Mise en demeure";

/// A line of the posting checklist.
pub(super) fn check(item: CheckItem, medium: Medium) -> &'static str {
    match (item, medium) {
        (CheckItem::Signed, Medium::Paper | Medium::Plain) => "La lettre est imprimée et signée.",
        (CheckItem::Signed, Medium::Electronic) => "La lettre est signée, ou porte l’image de votre signature.",
        (CheckItem::Copies, Medium::Paper | Medium::Plain) => "Les copies des factures sont dans l’enveloppe.",
        (CheckItem::Copies, Medium::Electronic) => "Les copies des factures sont jointes au dépôt.",
        (CheckItem::Window, _) => "L’adresse se lit en entier par la fenêtre, même en secouant l’enveloppe.",
        (CheckItem::Form, _) => "Le bordereau du recommandé et l’avis de réception sont remplis.",
        (CheckItem::Copy, _) => "Une copie de la lettre et de ses pièces est gardée.",
        (CheckItem::Slip, Medium::Paper | Medium::Plain) => "La preuve de dépôt, datée et numérotée, est gardée.",
        (CheckItem::Slip, Medium::Electronic) => "La preuve de dépôt du prestataire est téléchargée et gardée.",
    }
}

/// The file name of a proof, without its extension.
pub(super) fn proof_name(shows: &str, number: &str) -> String {
    let what = match shows {
        "deposit" => "Preuve-de-depot",
        "receipt" => "Avis-de-reception",
        "returned" => "Enveloppe-revenue",
        _ => "Piece",
    };
    format!("{what}-{number}")
}

/// The file name of the sheet that holds what the counter asks for.
pub(super) fn slip_name(number: &str) -> String {
    format!("Fiche-de-depot-{number}.pdf")
}

/// The file name of the list of a day.
pub(super) fn list_name(day: NaiveDate) -> String {
    format!("Bordereau-du-{day}.pdf")
}

/// An electronic letter to a consumer who did not agree before.
pub(super) const NO_CONSENT: &str = "Un particulier doit avoir accepté d’avance de recevoir des recommandés électroniques (CPCE, art. L100). Indiquez quand et comment il l’a fait, ou envoyez la lettre sur papier. Rien n’a été enregistré.";
/// Nothing to list.
pub(super) const NOTHING_TO_LIST: &str =
    "Aucune lettre sur papier n’est prête à poster aujourd’hui. Établissez d’abord une lettre, ou refaites celles dont le compte a changé.";
