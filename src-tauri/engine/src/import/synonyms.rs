//! The names under which exports call a column, in French and in English.
mod abbreviations;
mod names;
mod telling;

use echu_core::intake::Field;
use echu_core::text::fold;

use abbreviations::ABBREVIATIONS;
use names::NAMES;
use telling::{NOT_OWED, PLANNED, PROMISED, TELLING};

/// What a header may be, the likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) field: Field,
    /// From 1 to 100.
    pub(super) score: u32,
    pub(super) french: bool,
}

/// A header in words: folded, articles out, letters spelt one by one put together (« T.T.C. »), names written in one parted
/// (« DateFacture »), abbreviations written out (« N° fact. », « Mt TTC », « Date éch. »), « e-mail » as « email ».
pub(super) fn words(header: &str) -> Vec<String> {
    let folded = spelt(&fold(&parted(header)));
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = match word {
            "de" | "d" | "des" | "l" | "la" | "les" | "the" | "of" | "a" | "au" | "en" | "eur" | "euro" | "euros" => continue,
            "mail" if words.last().is_some_and(|last| last == "e") => {
                words.pop();
                "email"
            }
            "soc" if words.last().is_some_and(|last| last == "raison") => "sociale",
            other => ABBREVIATIONS.iter().find(|(short, _)| *short == other).map_or(other, |(_, long)| long),
        };
        words.push(word.to_owned());
    }
    words
}

/// « NumFacture », « MontantTTC » and « TVAIntra » in words.
fn parted(header: &str) -> String {
    let letters: Vec<char> = header.chars().collect();
    let mut parted = String::with_capacity(header.len() + 4);
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| letters.get(place));
        let small_before = before.is_some_and(|before| before.is_lowercase());
        let ends_capitals =
            before.is_some_and(|before| before.is_uppercase()) && letters.get(place + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (small_before || ends_capitals) {
            parted.push(' ');
        }
        parted.push(*letter);
    }
    parted
}

/// « t.t.c. », « h.t. », « t.v.a. », « c.p. » without their dots.
fn spelt(folded: &str) -> String {
    let mut spelt = folded.to_owned();
    for letters in ["t.t.c", "h.t", "t.v.a", "c.p"] {
        let inside = |at: usize| spelt[..at].ends_with(|c: char| c.is_alphanumeric());
        if let Some(at) = spelt.find(letters).filter(|at| !inside(*at)) {
            spelt.replace_range(at..at + letters.len(), &letters.replace('.', ""));
        }
    }
    spelt
}

/// The fields a header may name; empty when it names none.
pub(super) fn recognise(header: &str) -> Vec<Guess> {
    // A cell longer than any title is data: not worth folding.
    if header.len() > 200 {
        return Vec::new();
    }
    let words = words(header);
    if words.is_empty() {
        return Vec::new();
    }
    let name = words.join(" ");
    let owed =
        words.iter().any(|word| word == "ttc" || word.starts_with("incl")) || !words.iter().any(|word| NOT_OWED.contains(&word.as_str()));
    let mut guesses = Vec::new();
    for (field, french, english) in NAMES.iter().filter(|(field, _, _)| owed || !field.is_money()) {
        let lists = [(french, true), (english, false)];
        let best =
            lists.into_iter().filter_map(|(names, french)| Some((score(names, &words, &name)?, french))).max_by_key(|(score, _)| *score);
        if let Some((score, french)) = best {
            guesses.push(Guess { field: *field, score, french });
        }
    }
    if guesses.is_empty() {
        let telling = TELLING.iter().find(|(word, _)| words.iter().any(|candidate| candidate == word));
        guesses.extend(telling.map(|(_, field)| Guess { field: *field, score: 40, french: true }));
    }
    to_come(&words, &mut guesses);
    guesses.sort_by_key(|guess| std::cmp::Reverse(guess.score));
    guesses
}

/// « Date de règlement prévue » is no payment: at most, when nothing better names it, the last day to pay.
fn to_come(words: &[String], guesses: &mut Vec<Guess>) {
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let (planned, promised) = (any(&PLANNED), any(&PROMISED));
    if !planned && !promised {
        return;
    }
    let says_due = guesses.iter().any(|guess| guess.field == Field::DueOn);
    guesses.retain_mut(|guess| match guess.field {
        Field::PaidOn if planned && !promised && !says_due => {
            *guess = Guess { field: Field::DueOn, score: guess.score.min(30), ..*guess };
            true
        }
        Field::PaidOn | Field::Paid => false,
        _ => true,
    });
}

/// 100 for the first name of the list, a little less for each next; 60 and less when a name of two words or more stands
/// inside the header.
fn score(names: &[&str], words: &[String], name: &str) -> Option<u32> {
    if let Some(rank) = names.iter().position(|candidate| *candidate == name) {
        return Some(100 - rank as u32);
    }
    let inside = names.iter().position(|candidate| {
        // Most names are not there at all: told before anything is cut into words.
        candidate.contains(' ') && name.contains(candidate) && {
            let parts: Vec<&str> = candidate.split(' ').collect();
            words.windows(parts.len()).any(|window| window == parts)
        }
    })?;
    Some(60 - inside as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_headers_are_recognised() {
        for (header, field) in [
            ("N° de facture", Field::Number),
            ("Numéro", Field::Number),
            ("Invoice No.", Field::Number),
            ("Date d’émission", Field::IssuedOn),
            ("DATE D'ÉCHÉANCE", Field::DueOn),
            ("Échéance (à 30 jours)", Field::DueOn),
            ("Montant TTC (€)", Field::Total),
            ("Total T.T.C.", Field::Total),
            ("Total TTC EUR", Field::Total),
            ("Reste à payer", Field::Balance),
            ("Amount Due", Field::Balance),
            ("Déjà réglé", Field::Paid),
            ("Réglée le", Field::PaidOn),
            ("Client", Field::ClientName),
            ("Raison sociale", Field::ClientName),
            ("Code client", Field::ClientReference),
            ("N° TVA intracommunautaire", Field::VatNumber),
            ("E-mail", Field::Email),
            ("Adresse e-mail", Field::Email),
            ("Code\nPostal", Field::Postcode),
            ("N° de bon de commande", Field::PurchaseOrder),
            ("Délai de paiement", Field::TermsDays),
            ("Statut", Field::Status),
            ("N° fact", Field::Number),
            ("Nº Fact.", Field::Number),
            ("NumFacture", Field::Number),
            ("Fact. n°", Field::Number),
            ("Réf. fact.", Field::Number),
            ("Date fact", Field::IssuedOn),
            ("Dt Fact.", Field::IssuedOn),
            ("DateFacture", Field::IssuedOn),
            ("Date éch", Field::DueOn),
            ("Date d'éch.", Field::DueOn),
            ("Éch.", Field::DueOn),
            ("Mt TTC", Field::Total),
            ("Mtt T.T.C.", Field::Total),
            ("Mnt TTC", Field::Total),
            ("Tot. TTC", Field::Total),
            ("MontantTTC", Field::Total),
            ("Reste dû", Field::Balance),
            ("Reste dû TTC", Field::Balance),
            ("Solde TTC", Field::Balance),
            ("Rest. dû", Field::Balance),
            ("Mt réglé", Field::Paid),
            ("Tot. réglé", Field::Paid),
            ("Date règl.", Field::PaidOn),
            ("Dt rglt", Field::PaidOn),
            ("Nom cli", Field::ClientName),
            ("Nom clt", Field::ClientName),
            ("Raison soc.", Field::ClientName),
            ("Sté", Field::ClientName),
            ("Cde client", Field::PurchaseOrder),
            ("N° cde", Field::PurchaseOrder),
            ("Code cli.", Field::ClientReference),
            ("Tél.", Field::Phone),
            ("Adr.", Field::Street),
            ("C.P.", Field::Postcode),
            ("Cond. règl.", Field::TermsDays),
            ("Lib.", Field::Subject),
        ] {
            let found = recognise(header).first().map(|guess| guess.field);
            assert_eq!(found, Some(field), "{header}");
        }
    }

    #[test]
    fn what_is_not_owed_is_never_taken_for_the_total() {
        for header in [
            "Total HT",
            "Montant HT",
            "Mt H.T.",
            "MontantHT",
            "Tot. T.V.A.",
            "Px unit.",
            "Total TVA",
            "Montant hors taxes",
            "Amount excl. VAT",
            "Prix unitaire",
            "Frais",
        ] {
            assert!(recognise(header).iter().all(|guess| !guess.field.is_money()), "{header}");
        }
    }

    #[test]
    fn what_is_planned_is_never_taken_for_paid() {
        for (header, field) in [
            ("Date de règlement prévue", Some(Field::DueOn)),
            ("Date prévisionnelle de paiement", None),
            ("Date de paiement prévisionnelle", Some(Field::DueOn)),
            ("Date limite de règlement", Some(Field::DueOn)),
            ("Date de paiement attendue", Some(Field::DueOn)),
            ("Expected payment date", Some(Field::DueOn)),
            ("Payment due date", Some(Field::DueOn)),
            ("Date de paiement promise", None),
            ("Paiements attendus", None),
            ("Date de règlement", Some(Field::PaidOn)),
        ] {
            assert_eq!(recognise(header).first().map(|guess| guess.field), field, "{header}");
        }
    }

    #[test]
    fn no_name_stands_twice() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, french, english) in NAMES {
            for name in french.iter().chain(*english) {
                assert_eq!(words(name).join(" "), *name, "a name is written as headers are read");
                assert_eq!(seen.insert(*name, *field), None, "{name}");
            }
        }
    }
}
