//! What the banks write beside an amount: whether it comes in or goes out, and whether it is booked.
use echu_core::text::fold;

/// Which way a movement goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The account is debited.
    Out,
    /// The account is credited.
    In,
}

/// The words that name a side in full: a column made of them is that of the side, whatever its name.
pub(super) fn plain_side(text: &str) -> Option<Side> {
    match bare(text).as_str() {
        "debit" | "debits" | "debite" | "dbit" | "debiteur" | "au debit" => Some(Side::Out),
        "credit" | "credits" | "credite" | "crdt" | "crediteur" | "au credit" => Some(Side::In),
        _ => None,
    }
}

/// The side in any of its words, for a column that bears its name; none: the word is neither.
pub(super) fn side(text: &str) -> Option<Side> {
    plain_side(text).or_else(|| match bare(text).as_str() {
        "d" | "db" | "dr" | "deb" | "-" | "sortie" | "out" | "outgoing" | "depense" | "emis" | "money out" | "paid out" => Some(Side::Out),
        "c" | "cr" | "cre" | "cred" | "+" | "entree" | "in" | "incoming" | "recette" | "recu" | "money in" | "paid in" => Some(Side::In),
        _ => None,
    })
}

/// True when the state of a movement says that the bank has booked it; a word unknown of all is not that.
pub(super) fn is_booked(state: &str) -> bool {
    let state = bare(state);
    let mut words = state.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let booked = [
        "comptabilise",
        "completed",
        "complete",
        "settled",
        "booked",
        "execute",
        "executed",
        "effectue",
        "passe",
        "valide",
        "traite",
        "termine",
        "cleared",
        "posted",
        "processed",
        "reussi",
        "reussie",
        "succeeded",
        "successful",
        "success",
        "confirme",
        "confirmed",
        "definitif",
        "definitive",
        "paid",
        "done",
        "ok",
        "book",
        "enregistre",
        "impute",
        "credite",
        "debite",
        "received",
        "recu",
        "approved",
    ];
    let first = words.next();
    let is = |word: &str| {
        booked.contains(&word) || ["e", "es", "s"].iter().any(|end| word.strip_suffix(end).is_some_and(|word| booked.contains(&word)))
    };
    first.is_none_or(is) && !words.any(|word| matches!(word, "non" | "not" | "attente" | "cours" | "pending"))
}

fn bare(text: &str) -> String {
    fold(text).trim().trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_movement_is_booked_when_the_bank_says_it_and_never_by_half() {
        for state in ["Comptabilisé", "COMPTABILISÉE", "COMPLETED", "settled", "Booked", "Exécuté", "Exécutées", "Terminé", "Validée", ""]
        {
            assert!(is_booked(state), "{state}");
        }
        for state in [
            "À venir",
            "En attente",
            "DECLINED",
            "pending",
            "Non comptabilisé",
            "Rejeté",
            "Annulé",
            "REVERTED",
            "FAILED",
            "Autorisée",
            "Traité, en attente de règlement",
            "En cours d’exécution",
            "Refusé",
            "not booked",
        ] {
            assert!(!is_booked(state), "{state}");
        }
    }

    #[test]
    fn a_side_is_one_of_two_words() {
        for (text, known) in
            [("D", Some(Side::Out)), ("Crédit", Some(Side::In)), ("DBIT", Some(Side::Out)), ("+", Some(Side::In)), ("Virement", None)]
        {
            assert_eq!(side(text), known, "{text}");
        }
        assert_eq!(plain_side("C"), None);
    }
}
