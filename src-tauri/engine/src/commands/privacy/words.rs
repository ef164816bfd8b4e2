//! What is said of personal data, in French.
use chrono::NaiveDate;
use echu_core::privacy::Held;
use echu_core::text::{count, long_date};

/// The word to type before what cannot be taken back.
pub(super) const WORD: &str = "EFFACER";

/// The word was not typed.
pub(super) const NOT_TYPED: &str = "Tapez le mot EFFACER pour confirmer. Rien n’a été effacé.";

/// Something is on its way to the client.
pub(super) const WAITS: &str = "Un message attend de partir, est en doute, ou une lettre figée n’est pas postée. Retirez-les ou réglez-les d’abord, puis recommencez. Rien n’a été effacé.";

/// The base does the erasure but the side journal does not answer.
pub(super) const NO_JOURNAL: &str = "Les données sont effacées de la base. Le journal des effacements ne répond pas\u{a0}: Échu y notera l’empreinte à la prochaine ouverture. D’ici là, une ancienne sauvegarde pourrait les rapporter.";

/// An erased person would come back.
pub(crate) fn erased(asked_on: NaiveDate) -> String {
    format!(
        "Cette personne a demandé l’effacement de ses données le {}. Rien n’a été enregistré\u{a0}: confirmez seulement si elle est de nouveau votre cliente ou vous a donné ces coordonnées depuis.",
        long_date(asked_on)
    )
}

/// What is held, a line each.
pub(super) fn held(held: &Held) -> Vec<String> {
    let all = held.counts;
    let many = |number: u32, one: &str, several: &str| (number > 0).then(|| count(u64::from(number), one, several));
    [
        many(all.contact_lines, "coordonnée (interlocuteur, e-mail, téléphone)", "coordonnées (interlocuteur, e-mails, téléphone)"),
        all.has_address.then(|| "1 adresse postale".to_owned()),
        many(all.invoices, "facture ou avoir", "factures ou avoirs"),
        many(all.payments, "règlement", "règlements"),
        many(all.settled_messages + all.live_messages, "message ou courrier", "messages ou courriers"),
        many(all.papers, "pièce jointe", "pièces jointes"),
        many(all.notes, "note effaçable aujourd’hui", "notes effaçables aujourd’hui"),
        many(all.ibans, "mouvement bancaire avec IBAN", "mouvements bancaires avec IBAN"),
        many(all.events, "ligne d’historique", "lignes d’historique"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A message that an account without a server wrote to its folder.
pub(super) const WRITTEN: &str = "un message écrit dans le dossier «\u{a0}envois\u{a0}» des données d’Échu";

/// A document that was opened to be read, whose copy could not be erased.
pub(super) fn copy_left(name: &str) -> String {
    format!("la copie «\u{a0}{name}\u{a0}», dans le dossier «\u{a0}documents\u{a0}» des données d’Échu")
}

/// The purge is done but for copies of documents that were opened to be read.
pub(super) fn purged_but(names: &[String]) -> String {
    let these = names.join(", ");
    format!(
        "Les données cochées sont effacées de la base. Dans le dossier «\u{a0}documents\u{a0}» des données d’Échu, ceci n’a pas pu l’être\u{a0}: {these}. Fermez ce qui l’utilise, puis supprimez-le."
    )
}

/// Where erased words are still written.
pub(super) fn left(table: &str) -> String {
    match table {
        "client" => "la fiche d’un autre client",
        "event" => "l’historique d’un autre client, ou d’un import",
        "reminder" | "dispatch" => "un message à un autre client",
        "setting" | "mail_account" => "vos propres réglages",
        "bank_line" => "un mouvement bancaire",
        "hold" | "contact" => "une note sur un autre client",
        _ => "une autre partie de la base",
    }
    .to_owned()
}
