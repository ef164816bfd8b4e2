//! The French names of the texts and of what they may not lose.
use super::Text;
use crate::channels::spoken::Script;
use echu_core::dunning::Tone;
use echu_core::letter::LetterKind;

/// « E-mail : relance ferme », « Courrier : deuxième relance, ton ferme ».
pub(super) fn label(text: Text) -> String {
    match text {
        Text::Mail(tone) => format!("E-mail\u{a0}: {}", mail(tone)),
        Text::Sms(tone) => format!("SMS\u{a0}: {}", mail(tone)),
        Text::Spoken(Script::Call) => "Appel\u{a0}: que dire".to_owned(),
        Text::Spoken(Script::Visit) => "Visite\u{a0}: que dire".to_owned(),
        Text::Term => "E-mail\u{a0}: rappel d’échéance d’un échéancier".to_owned(),
        Text::Notice => format!("Courrier\u{a0}: {}", small(LetterKind::FormalNotice.label())),
        Text::Letter(kind, manner) => {
            let tone = if kind.manners().len() > 1 { format!(", ton {}", small(manner.label())) } else { String::new() };
            format!("Courrier\u{a0}: {}{tone}", small(kind.label()))
        }
    }
}

fn mail(tone: Tone) -> &'static str {
    match tone {
        Tone::Courtesy => "avis courtois",
        Tone::First => "1er rappel",
        Tone::Firm => "relance ferme",
        Tone::Last | Tone::FormalNotice => "dernier avis",
    }
}

/// Its first letter small, inside a phrase.
fn small(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// « le tableau des factures, {{tableau}} ».
pub(super) fn compulsory(name: &str) -> String {
    let what = match name {
        "objet_factures" | "objet_factures_minuscule" => "le numéro des factures dans l’objet",
        "échéance" => "le jour de l’échéance",
        "montant" => "la somme attendue",
        "factures" => "les factures dont on parle",
        "société" => "votre société et ses mentions",
        "tableau" | "tableau_factures" => "le tableau des factures",
        "paiement" => "les coordonnées bancaires",
        "signature" => "la signature",
        "signatures" => "les deux signatures",
        "date_limite" => "le dernier jour pour payer",
        "décompte" => "le décompte des sommes",
        "total" => "la somme réclamée",
        "date" => "la date à laquelle les sommes sont arrêtées",
        "titulaire" => "le titulaire du compte",
        "référence" => "la référence à rappeler",
        "iban" => "l’IBAN",
        "client" => "le nom du client",
        "adresse_client" => "l’adresse du client",
        "montant_reçu" => "la somme reçue",
        "date_règlement" => "le jour du règlement",
        "tableau_imputation" => "l’affectation du règlement",
        "reste_dû" => "ce qui reste dû",
        "accessoires_réservés" => "la réserve des pénalités et intérêts",
        "tableau_échéances" => "le tableau des échéances",
        "abandon_conditionnel" => "ce qui est abandonné si l’accord est tenu",
        "accessoires_compris" => "les pénalités ou intérêts compris dans l’accord",
        "échéances_manquées" => "la clause de déchéance du terme",
        "date_retour" => "le jour où le document signé est attendu",
        "date_accord" => "le jour de l’accord",
        "date_contestation" => "le jour de la contestation",
        "tableau_litige" => "le tableau des sommes contestées",
        "contesté" => "la somme contestée",
        "à_régler" => "ce qui reste à régler de la somme non contestée",
        "date_explications" => "le jour où les explications sont attendues",
        "date_début" => "le premier jour du relevé",
        "date_fin" => "le dernier jour du relevé",
        "tableau_mouvements" => "le tableau des écritures",
        "nouvelle_page" => "le passage à la page du débiteur",
        "identité" => "l’identité du signataire",
        "total_en_lettres" => "la somme en toutes lettres",
        "mention_manuscrite" => "la mention à écrire de sa main",
        "tableau_retards" => "le tableau des factures payées en retard",
        "procédure" => "la procédure collective",
        "date_jugement" => "le jour du jugement d’ouverture",
        "date_publication" => "le jour de la publication au BODACC",
        "créancier" => "votre société",
        "adresse_créancier" => "votre adresse",
        "tableau_créance" => "le tableau de la créance",
        "privilège" => "le privilège, s’il y en a un",
        "réserve_de_propriété" => "la réserve de propriété, s’il y en a une",
        "date_réponse" => "le jour où une réponse est attendue",
        other => return format!("{{{{{other}}}}}"),
    };
    format!("{what}, {{{{{name}}}}}")
}

/// Why a text cannot be saved.
pub(super) fn lost(name: &str) -> String {
    format!("Il manque {}, toujours visible\u{a0}: hors de toute condition.", compulsory(name))
}

pub(super) const NO_SUBJECT: &str = "La première ligne donne l’objet\u{a0}: elle commence par «\u{a0}Objet\u{a0}:\u{a0}».";
pub(super) const NO_AGREEMENT: &str =
    "Ce client n’a aucun échéancier en cours dont une échéance reste à payer\u{a0}: choisissez-en un autre.";
pub(super) const NOTHING_OPEN: &str = "Ce client n’a aucune facture à réclamer\u{a0}: choisissez-en un autre.";
