//! What the words of a cell mean: kinds, addresses, errors.
use echu_core::identifiers;
use echu_core::intake::{Field, Problem};
use echu_core::invoice::InvoiceKind;
use echu_core::party::{Address, DebtorKind};
use echu_core::text::{clean, fold};

/// Facture or avoir; none for another document, such as a quote, a payment or a purchase, and for words that say both.
pub(super) fn kind(cell: &str) -> Option<InvoiceKind> {
    let folded = fold(cell);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !matches!(*word, "de" | "d")).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let next_to = |one: &str, other: &str| words.windows(2).any(|two| two == [one, other]);
    let first = *words.first()?;
    if any(&["proforma", "devis", "fournisseur", "fournisseurs", "achat", "achats", "supplier", "purchase"])
        || next_to("pro", "forma")
        || (matches!(first, "reglement" | "paiement" | "payment" | "encaissement" | "virement" | "relance" | "remboursement")
            && words.len() > 1)
    {
        return None;
    }
    let is_note = matches!(first, "avoir" | "avoirs" | "creditnote")
        || next_to("note", "credit")
        || next_to("credit", "note")
        || next_to("credit", "memo")
        // « Facture d’avoir »; and not « Facture / avoir », which is either.
        || folded.starts_with("facture d'avoir")
        || folded.starts_with("facture avoir")
        || matches!(folded.as_str(), "av" | "a" | "381" | "refund" | "remboursement" | "credit" | "credits" | "customer credit");
    if is_note {
        return Some(InvoiceKind::CreditNote);
    }
    let is_either = any(&["avoir", "avoirs"]) && !any(&["deduire", "deduit"]);
    let is_invoice = any(&["facture", "factures", "invoice", "invoices", "vente", "ventes"])
        || matches!(folded.as_str(), "f" | "fa" | "fac" | "fact" | "380" | "standard" | "acompte" | "solde");
    (is_invoice && !is_either).then_some(InvoiceKind::Invoice)
}

/// True for what a spreadsheet shows instead of the value of a formula: « #REF! », « #N/A », « #VALEUR! », « Err:502 ».
pub(super) fn is_error(cell: &str) -> bool {
    let rest = match cell.strip_prefix('#') {
        Some(rest) => rest,
        None => return cell.strip_prefix("Err:").is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit())),
    };
    let named = rest
        .strip_suffix(['!', '?'])
        .is_some_and(|name| name.len() >= 3 && name.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '/' | '0' | '_')));
    // A column too narrow for its dates is exported as it shows them.
    let narrow = rest.len() >= 2 && rest.bytes().all(|byte| byte == b'#');
    named || narrow || matches!(rest, "N/A" | "GETTING_DATA")
}

/// Professional, consumer or public body; none when the word is not known.
pub(super) fn client_kind(cell: &str) -> Option<DebtorKind> {
    if cell.is_empty() {
        return None;
    }
    match fold(cell).as_str() {
        "particulier" | "particuliers" | "consommateur" | "prive" | "b2c" | "consumer" | "individual" | "btoc" => {
            Some(DebtorKind::Consumer)
        }
        "professionnel" | "professionnels" | "pro" | "entreprise" | "societe" | "b2b" | "btob" | "business" | "company"
        | "personne morale" => Some(DebtorKind::Business),
        "public" | "acheteur public" | "organisme public" | "secteur public" | "administration" | "collectivite" | "b2g" | "btog"
        | "public_body" | "public body" => Some(DebtorKind::PublicBody),
        _ => None,
    }
}

/// SIREN and SIRET, from either field whichever number it holds; a number whose key is wrong is told and left out.
pub(super) fn company_numbers(said: &[(Field, &str)], warnings: &mut Vec<Problem>) -> (String, String) {
    let (mut siren, mut siret) = (String::new(), String::new());
    for (field, text) in said {
        let digits = identifiers::compact(text);
        if identifiers::is_siret(&digits) {
            siren = digits[..9].to_owned();
            siret = digits;
        } else if identifiers::is_siren(&digits) {
            siren = digits;
        } else if !digits.is_empty() {
            warnings.push(Problem::WrongKey { field: *field, text: clean(text) });
        }
    }
    (siren, siret)
}

/// The addresses of a cell that may hold several.
pub(super) fn emails(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', ' ', '\n', '\r', '\t']).map(|part| part.trim().trim_start_matches("mailto:")).filter(|part| !part.is_empty())
}

/// A whole address in one cell: the piece that starts with five digits and a town ends it; a country may follow. Without
/// such a piece everything goes to the street.
pub(super) fn full_address(cell: &str) -> Address {
    let pieces: Vec<&str> = cell.split(['\n', '\r', ',', ';']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let mut address = Address::default();
    let Some((town_at, cut)) = pieces.iter().enumerate().rev().find_map(|(place, piece)| Some((place, postcode_at(piece)?))) else {
        address.street = clean(&pieces.join(", "));
        return address;
    };
    let (before, town) = pieces[town_at].split_at(cut);
    address.postcode = town[..5].to_owned();
    address.city = clean(&town[5..]);
    address.country = country(&pieces[town_at + 1..].join(" "));
    let mut lines: Vec<&str> = pieces[..town_at].to_vec();
    lines.extend(Some(before.trim()).filter(|before| !before.is_empty()));
    let street_at = lines.iter().position(|line| line.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(lines.len().saturating_sub(1));
    if let Some(street) = lines.get(street_at) {
        address.street = clean(street);
        address.building = clean(&lines[..street_at].join(", "));
        address.locality = clean(&lines[street_at + 1..].join(", "));
    }
    address
}

/// Where five digits followed by a town start: alone at the start of the piece, or after a street.
fn postcode_at(piece: &str) -> Option<usize> {
    let bytes = piece.as_bytes();
    (0..bytes.len().saturating_sub(6)).rev().find(|at| {
        let digits = bytes[*at..at + 5].iter().all(u8::is_ascii_digit);
        let alone = *at == 0 || bytes[at - 1] == b' ';
        digits && alone && bytes[at + 5] == b' ' && piece[at + 6..].starts_with(char::is_alphabetic)
    })
}

/// A country as it is stored: empty for France.
pub(super) fn country(cell: &str) -> String {
    if cell.is_empty() {
        return String::new();
    }
    let country = clean(cell);
    let is_france = matches!(fold(&country).as_str(), "france" | "fr" | "fra");
    if is_france { String::new() } else { country }
}

/// A country's two letters (ISO 3166) as it is stored: empty for France and its overseas departments, whose postcodes are
/// French; the French name of the others, and the letters themselves for a country far away.
pub(super) fn country_of_code(code: &str) -> String {
    let name = match code.trim() {
        "" | "FR" | "GP" | "MQ" | "GF" | "RE" | "YT" | "PM" | "BL" | "MF" | "FX" => "",
        "AD" => "Andorre",
        "AT" => "Autriche",
        "BE" => "Belgique",
        "BG" => "Bulgarie",
        "CA" => "Canada",
        "CH" => "Suisse",
        "CY" => "Chypre",
        "CZ" => "Tchéquie",
        "DE" => "Allemagne",
        "DK" => "Danemark",
        "DZ" => "Algérie",
        "EE" => "Estonie",
        "ES" => "Espagne",
        "FI" => "Finlande",
        "GB" => "Royaume-Uni",
        "GR" => "Grèce",
        "HR" => "Croatie",
        "HU" => "Hongrie",
        "IE" => "Irlande",
        "IT" => "Italie",
        "LI" => "Liechtenstein",
        "LT" => "Lituanie",
        "LU" => "Luxembourg",
        "LV" => "Lettonie",
        "MA" => "Maroc",
        "MC" => "Monaco",
        "MT" => "Malte",
        "NC" => "Nouvelle-Calédonie",
        "NL" => "Pays-Bas",
        "NO" => "Norvège",
        "PF" => "Polynésie française",
        "PL" => "Pologne",
        "PT" => "Portugal",
        "RO" => "Roumanie",
        "SE" => "Suède",
        "SI" => "Slovénie",
        "SK" => "Slovaquie",
        "SN" => "Sénégal",
        "TN" => "Tunisie",
        "US" => "États-Unis",
        other => other,
    };
    name.to_owned()
}

/// A postcode as it is stored: a spreadsheet takes the first zero off 01000.
pub(super) fn postcode(cell: &str, country: &str) -> String {
    let postcode = clean(cell);
    let lost_zero = country.is_empty() && postcode.len() == 4 && postcode.bytes().all(|byte| byte.is_ascii_digit());
    if lost_zero { format!("0{postcode}") } else { postcode }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_kind_are_understood() {
        for (cell, expected) in [
            ("Facture", Some(InvoiceKind::Invoice)),
            ("Facture d’acompte", Some(InvoiceKind::Invoice)),
            ("AVOIR", Some(InvoiceKind::CreditNote)),
            ("Credit note", Some(InvoiceKind::CreditNote)),
            ("Facture d’avoir", Some(InvoiceKind::CreditNote)),
            ("Avoir client", Some(InvoiceKind::CreditNote)),
            ("Note de crédit", Some(InvoiceKind::CreditNote)),
            ("Crédit", Some(InvoiceKind::CreditNote)),
            ("Vente à crédit", Some(InvoiceKind::Invoice)),
            ("Facture (avoir à déduire)", Some(InvoiceKind::Invoice)),
            ("Facture de situation", Some(InvoiceKind::Invoice)),
            ("Facture / avoir", None),
            ("Paiement par carte de crédit", None),
            ("Règlement facture", None),
            ("Facture fournisseur", None),
            ("Devis", None),
            ("Facture pro forma", None),
        ] {
            assert_eq!(kind(cell), expected, "{cell}");
        }
        assert_eq!(client_kind("Particulier"), Some(DebtorKind::Consumer));
        assert_eq!(client_kind("Autre"), None);
    }

    #[test]
    fn an_error_of_a_spreadsheet_is_no_text() {
        for cell in ["#REF!", "#N/A", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NOM?", "#NUM!", "#NOMBRE!", "########", "Err:502"] {
            assert!(is_error(cell), "{cell}");
        }
        for cell in ["", "#", "#12", "# 3", "#F-12", "#Urgent !", "N/A", "Err:or", "Erreur"] {
            assert!(!is_error(cell), "{cell}");
        }
    }

    #[test]
    fn a_cell_may_hold_several_addresses() {
        assert_eq!(
            emails(" a@x.example; mailto:b@x.example\nc@x.example").collect::<Vec<_>>(),
            ["a@x.example", "b@x.example", "c@x.example"]
        );
    }

    #[test]
    fn a_whole_address_is_cut_into_its_parts() {
        for (cell, street, building, postcode, city, country) in [
            ("12 rue des Lilas, 75011 Paris", "12 rue des Lilas", "", "75011", "Paris", ""),
            ("Bât. B\n12 rue des Lilas\n69003 LYON CEDEX 03\nFrance", "12 rue des Lilas", "Bât. B", "69003", "LYON CEDEX 03", ""),
            ("12 rue des Lilas 75011 Paris", "12 rue des Lilas", "", "75011", "Paris", ""),
            ("Le Bourg, 01000 Bourg, Belgique", "Le Bourg", "", "01000", "Bourg", "Belgique"),
            ("Main street 1", "Main street 1", "", "", "", ""),
            ("12345", "12345", "", "", "", ""),
        ] {
            let address = full_address(cell);
            let found = (&*address.street, &*address.building, &*address.postcode, &*address.city, &*address.country);
            assert_eq!(found, (street, building, postcode, city, country), "{cell:?}");
        }
        assert_eq!(postcode("1000", ""), "01000");
        assert_eq!(postcode("1000", "Belgique"), "1000");
    }
}
