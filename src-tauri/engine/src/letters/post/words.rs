//! The words of the sheets for the post office.
use crate::letters::words as shared;
use chrono::NaiveDate;
use echu_core::address::{Envelope, Window};
use echu_core::notice::Recipient;
use echu_core::party::Address;
use echu_core::text::count;

pub const SLIP: &str = "Fiche de dépôt d’un recommandé";
pub const LIST: &str = "Bordereau du jour";
pub const TEST: &str = "Essai de la fenêtre";
pub const SENDER: &str = "Expéditeur";
pub const RECIPIENT: &str = "Destinataire";
pub const WHAT: &str = "Contenu";
pub const REFERENCE: &str = "Référence";
pub const SHEETS: &str = "Pages";
pub const RECEIPT: &str = "Avis de réception";
pub const NUMBER: &str = "Numéro du recommandé";
pub const LEVEL: &str = "Niveau de garantie";
pub const POSTED_ON: &str = "Date de dépôt";
pub const OFFICE: &str = "Bureau de dépôt";
pub const PRICE: &str = "Prix payé";
pub const RANK: &str = "N°";
pub const TOWN: &str = "Ville";
pub const TO_WRITE: &str = "…………………………";
pub const STAMP: &str = "Cachet du bureau";
pub const SIGNED: &str = "Déposé par, signature";
pub const CHECKLIST: &str = "Avant et après le dépôt";
pub const ZONE: &str = "rien d’autre que l’adresse ici";
pub const SEEN: &str = "toujours visible par la fenêtre";

pub const STEPS: [&str; 7] = [
    "La lettre est signée, chaque page est imprimée, les pièces jointes annoncées sont là.",
    "Une copie de la lettre et de ses pièces est gardée.",
    "L’adresse se lit en entier par la fenêtre quand on secoue l’enveloppe.",
    "Le formulaire du recommandé et l’avis de réception sont remplis avec les lignes ci-dessus, sans les changer.",
    "Le bureau a remis la preuve de dépôt, avec sa date et son numéro.",
    "Le numéro est reporté dans Échu, lettre marquée «\u{a0}postée\u{a0}».",
    "Au retour, l’avis signé, ou l’enveloppe revenue et non ouverte, est gardé avec le dossier.",
];

/// Under the title of the slip.
pub fn slip_aside(on: NaiveDate) -> String {
    format!("Préparée le {}. À recopier sur le formulaire du bureau de poste\u{a0}; elle ne le remplace pas.", shared::day(on))
}

/// Under the title of the list.
pub fn list_aside(name: &str, on: NaiveDate, letters: usize) -> String {
    let number = count(u64::try_from(letters).unwrap_or(u64::MAX), "lettre recommandée", "lettres recommandées");
    format!("{} · {} · {number}", crate::letters::rich::clean(name), shared::day(on))
}

/// Six lines, one of them of 38 characters.
pub fn invented_recipient() -> Recipient {
    let address = Address {
        recipient: "Service des comptes, troisième étage D".to_owned(),
        building: "Bâtiment C, résidence du Grand Large".to_owned(),
        street: "125 boulevard de la Grande Fenêtre".to_owned(),
        locality: "BP 40125".to_owned(),
        postcode: "35000".to_owned(),
        city: "Rennes Cedex".to_owned(),
        country: String::new(),
    };
    Recipient { name: "Établissements Témoin de l’Enveloppe".to_owned(), address, ..Recipient::default() }
}

/// « oui », « non ».
pub fn receipt(with: bool) -> &'static str {
    if with { "oui" } else { "non" }
}

/// How to test an envelope.
pub fn test_steps(envelope: Envelope) -> Vec<String> {
    let window = match envelope.window {
        Window::Tall => "45\u{a0}×\u{a0}100\u{a0}mm",
        Window::Low => "35\u{a0}×\u{a0}100\u{a0}mm",
    };
    vec![
        "Imprimez cette page à la taille réelle (100\u{a0}%, sans «\u{a0}ajuster à la page\u{a0}»), pliez-la en trois aux deux repères de gauche, et glissez-la dans une enveloppe au format DL.".to_owned(),
        format!("Fenêtre choisie\u{a0}: {window}, à droite. Décalage actuel\u{a0}: {} vers la droite, {} vers le bas.", millimetres(envelope.right_tenths_mm), millimetres(envelope.down_tenths_mm)),
        "Poussez la feuille vers chaque bord de l’enveloppe\u{a0}: l’adresse doit rester entière dans la fenêtre, et rien d’autre ne doit s’y voir que les deux cadres d’essai.".to_owned(),
        "Si l’adresse est coupée, mesurez avec la petite règle (un trait par millimètre) et corrigez le décalage dans les réglages, puis recommencez.".to_owned(),
    ]
}

/// « 1,5 mm ».
fn millimetres(tenths: i32) -> String {
    let sign = if tenths < 0 { "−" } else { "" };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{},{}\u{a0}mm", tenths / 10, tenths % 10)
}
