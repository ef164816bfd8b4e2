//! What makes a client or an invoice the same from one file to the next.
use crate::text;

/// Words that tell the legal form and not the name. Joined letters: « S.A.R.L. » becomes « sarl » first.
const LEGAL_FORMS: [&str; 27] = [
    "ae",
    "association",
    "asso",
    "earl",
    "ei",
    "eirl",
    "eurl",
    "gaec",
    "gmbh",
    "inc",
    "llc",
    "ltd",
    "sa",
    "sarl",
    "sas",
    "sasu",
    "sca",
    "sci",
    "scm",
    "scop",
    "scp",
    "selarl",
    "selas",
    "selasu",
    "snc",
    "spa",
    "srl",
];
/// Words that change from one file to the other and name nobody.
const EMPTY_WORDS: [&str; 9] = ["et", "m", "mr", "mme", "mlle", "monsieur", "madame", "societe", "ste"];

/// A name in words without accents, case, punctuation, legal form or title: « S.A.R.L. Éts Müller & Fils » → « ets muller
/// fils ». A name made only of such words keeps them.
pub fn bare_name(name: &str) -> String {
    split_name(name).0
}

/// The bare name, and the legal form if the name holds one.
pub(super) fn split_name(name: &str) -> (String, String) {
    let folded = text::fold(name);
    let mut bare = String::with_capacity(folded.len());
    let mut form = String::new();
    let mut letters = String::new();
    let mut take = |word: &str| {
        let word = if word == "etablissements" { "ets" } else { word };
        if LEGAL_FORMS.contains(&word) && form.is_empty() {
            form.push_str(word);
        } else if !EMPTY_WORDS.contains(&word) {
            if !bare.is_empty() {
                bare.push(' ');
            }
            bare.push_str(word);
        }
    };
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().count() == 1 {
            letters.push_str(word);
            continue;
        }
        if !letters.is_empty() {
            take(&letters);
            letters.clear();
        }
        take(word);
    }
    if !letters.is_empty() {
        take(&letters);
    }
    if bare.is_empty() { (folded, String::new()) } else { (bare, form) }
}

/// What names a client in the identity of his invoices: his SIREN, or else his bare name.
pub fn client_identity(siren: &str, name: &str) -> String {
    if siren.is_empty() { bare_name(name) } else { siren.to_owned() }
}

/// The invoice's natural identity, to be hashed: it survives a restore followed by a new import, so it holds no date, no
/// amount and no id. `client` is told by [`client_identity`]. See outbox.md, « Idempotency ».
pub fn natural_identity(creditor_siren: &str, number: &str, client: &str) -> String {
    // The unit separator cannot be in a cleaned text, so two different triples never make one string.
    format!("{creditor_siren}\u{1f}{}\u{1f}{client}", text::normalised_number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_forgets_form_title_accent_and_case() {
        for (name, bare) in [
            ("SARL Éts Müller & Fils", "ets muller fils"),
            ("Etablissements MULLER et fils S.A.R.L.", "ets muller fils"),
            ("Mme Jeanne d’Arcy", "jeanne d arcy"),
            ("S.A.S.", "s.a.s."),
            ("A.B.C. Toiture", "abc toiture"),
        ] {
            assert_eq!(bare_name(name), bare, "{name}");
        }
    }

    #[test]
    fn the_identity_of_an_invoice_ignores_how_it_is_written() {
        let durand = client_identity("", "Durand SARL");
        let one = natural_identity("732829320", "F-2026-012", &durand);
        assert_eq!(one, natural_identity("732829320", "f-2026-012 ", &client_identity("", "S.A.R.L. DURAND")));
        assert_ne!(one, natural_identity("404833048", "F-2026-012", &durand), "another creditor");
        assert_ne!(one, natural_identity("732829320", "F-2026-013", &durand), "another number");
        assert_eq!(client_identity("404833048", "A"), client_identity("404833048", "B"), "the SIREN names the client");
    }
}
