//! Contacts as phones and mail programs export them: vCard 3.0 (RFC 2426), 4.0 (RFC 6350), and 2.1 as it is met. One card, one
//! client: his company, else his name.
mod lines;

use super::rows::Unread;
use super::{Plan, Refusal, TableKind, cells, encoding, limits, mapping::hex};
use echu_core::identifiers;
use echu_core::intake::{Existing, Field, IntakeClient, IntakeRow, Problem};
use echu_core::party::Address;
use echu_core::text::clean;
use lines::{Line, parts};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Most e-mail addresses of one card that are kept: nobody writes to more at once.
const EMAILS: usize = 20;
/// What the person reads of a card whose end is not there: it may be cut, and the next one is not its own.
const NO_END: &str = "cette fiche n’a pas de fin (END:VCARD). Elle est mise de côté.";
const MORE_EMAILS: &str = "cette fiche porte plus de 20 adresses e-mail. Seules les 20 premières sont reprises.";

/// A file of cards, read.
pub struct Cards {
    sha256: String,
    rows: Vec<Result<IntakeRow, Unread>>,
}

impl Cards {
    /// Reads the bytes of a file; none when they are no cards.
    ///
    /// # Errors
    /// [`Refusal`] when they are and do not read, or are too many.
    pub fn read(bytes: &[u8]) -> Result<Option<Cards>, Refusal> {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).replace('\0', "");
        if !start.trim_start_matches('\u{feff}').trim_start().to_ascii_uppercase().starts_with("BEGIN:VCARD") {
            return Ok(None);
        }
        let text = encoding::decode(bytes, None)?.text;
        let mut rows = Vec::new();
        // The line where the card being read begins; none between two cards.
        let mut begun: Option<u32> = None;
        let (mut first, mut card): (u32, Vec<Line>) = (0, Vec::new());
        for (number, line) in lines::of(text.trim_start_matches('\u{feff}')) {
            let bounds = line.value.trim().eq_ignore_ascii_case("VCARD");
            match line.name.as_str() {
                "BEGIN" if bounds => {
                    if let Some(cut) = begun.replace(number) {
                        add(&mut rows, Err(endless(cut)))?;
                    }
                    first = number;
                    card.clear();
                }
                "END" if bounds => {
                    add(&mut rows, row(first, &card))?;
                    begun = None;
                    card.clear();
                }
                _ => card.push(line),
            }
        }
        // A file of one card that is cut is no file of cards.
        if let Some(cut) = begun.filter(|_| !rows.is_empty()) {
            add(&mut rows, Err(endless(cut)))?;
        }
        if rows.is_empty() { Err(Refusal::Empty) } else { Ok(Some(Cards { sha256: hex(&Sha256::digest(bytes)), rows })) }
    }

    /// Sha256 of the file, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Judges every card against what the base holds.
    pub fn judge(&self, existing: &Existing) -> Plan {
        Plan::of(TableKind::Clients, self.rows.iter().cloned(), Vec::new(), existing)
    }
}

fn add(rows: &mut Vec<Result<IntakeRow, Unread>>, row: Result<IntakeRow, Unread>) -> Result<(), Refusal> {
    if rows.len() == limits::ROWS {
        return Err(Refusal::TooManyRows { limit: limits::ROWS as u32 });
    }
    rows.push(row);
    Ok(())
}

/// A card that begins at `line` and does not end.
fn endless(line: u32) -> Unread {
    Unread { line, problem: Problem::UnreadFile { why: NO_END.to_owned() }, number: String::new(), client: String::new() }
}

/// What a property of a card holds, of those that are read.
fn field(name: &str) -> Option<Field> {
    match name {
        "ORG" | "FN" | "N" => Some(Field::ClientName),
        "EMAIL" => Some(Field::Email),
        "TEL" => Some(Field::Phone),
        "ADR" => Some(Field::FullAddress),
        "X-ECHU-KIND" => Some(Field::ClientKind),
        "X-SIREN" => Some(Field::Siren),
        "X-SIRET" => Some(Field::Siret),
        "X-VAT-NUMBER" => Some(Field::VatNumber),
        _ => None,
    }
}

/// The first value that is longer than any real text.
fn too_long(card: &[Line]) -> Option<Problem> {
    let is_long = |line: &Line| line.value.len() > limits::TEXT_CHARS && line.value.chars().count() > limits::TEXT_CHARS;
    let field = card.iter().filter(|line| is_long(line)).find_map(|line| field(&line.name))?;
    Some(Problem::TooLong { field, limit: limits::TEXT_CHARS as u32 })
}

/// The client of a card, which begins at `line`.
fn row(line: u32, card: &[Line]) -> Result<IntakeRow, Unread> {
    if let Some(problem) = too_long(card) {
        return Err(Unread { line, problem, number: String::new(), client: String::new() });
    }
    let all = |name: &'static str| card.iter().filter(move |line| line.name == name);
    let text = |name: &'static str| {
        all(name).map(|line| clean(&parts(&line.value, '\0').concat())).find(|text| !text.is_empty()).unwrap_or_default()
    };
    let company =
        all("ORG").filter_map(|line| parts(&line.value, ';').into_iter().next()).map(|text| clean(&text)).find(|text| !text.is_empty());
    let person = Some(text("FN"))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| all("N").map(|line| person(&line.value)).next().unwrap_or_default());
    let name = company.clone().unwrap_or_else(|| person.clone());
    if name.is_empty() {
        let problem = Problem::Missing { field: Field::ClientName };
        return Err(Unread { line, problem, number: String::new(), client: String::new() });
    }
    let mut warnings = Vec::new();
    let (siren, siret) = cells::company_numbers(&[(Field::Siret, &text("X-SIRET")), (Field::Siren, &text("X-SIREN"))], &mut warnings);
    let (email, email_copies) = emails(all("EMAIL"), &mut warnings);
    let contact = if company.is_some() && person != name { person } else { String::new() };
    let address = best(all("ADR")).map(|line| address(&line.value)).unwrap_or_default();
    let client = IntakeClient {
        kind: cells::client_kind(&text("X-ECHU-KIND")),
        siren,
        siret,
        vat_number: identifiers::compact(&text("X-VAT-NUMBER")),
        email,
        email_copies,
        phone: best(all("TEL")).map(|line| clean(line.value.trim_start_matches("tel:"))).unwrap_or_default(),
        address,
        contact,
        reference: String::new(),
        terms_days: None,
        name,
    };
    Ok(IntakeRow { line, invoice: None, client, warnings })
}

/// « prénom nom », from the parts of N.
fn person(value: &str) -> String {
    let names = parts(value, ';');
    let part = |place: usize| names.get(place).map(|name| clean(&name.replace(',', " "))).unwrap_or_default();
    clean(&format!("{} {}", part(1), part(0)))
}

/// The preferred one, else the one of work, else the first.
fn best<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<&'a Line> {
    let rank = |line: &&Line| {
        if line.says("TYPE", "pref") || line.params.iter().any(|(key, _)| key == "PREF") {
            0
        } else if line.says("TYPE", "work") {
            1
        } else {
            2
        }
    };
    lines.filter(|line| !line.value.trim_matches([' ', ';']).is_empty()).min_by_key(rank)
}

/// The address to write to, then the others; what is no address, or one too many, is told and left out.
fn emails<'a>(lines: impl Iterator<Item = &'a Line> + Clone, warnings: &mut Vec<Problem>) -> (String, Vec<String>) {
    let chosen = best(lines.clone());
    let (mut good, mut known): (Vec<String>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    for line in chosen.into_iter().chain(lines.filter(|line| Some(*line) != chosen)) {
        let text = clean(line.value.trim().trim_start_matches("mailto:"));
        match identifiers::email(&text) {
            Ok(address) if known.contains(&address) => {}
            Ok(_) if known.len() == EMAILS => {
                warnings.push(Problem::UnreadFile { why: MORE_EMAILS.to_owned() });
                break;
            }
            Ok(address) => {
                known.insert(address.clone());
                good.push(address);
            }
            Err(_) if text.is_empty() => {}
            Err(_) => warnings.push(Problem::DoubtfulEmail { text }),
        }
    }
    let mut good = good.into_iter();
    (good.next().unwrap_or_default(), good.collect())
}

/// Box, flat, street, town, region, postcode, country.
fn address(value: &str) -> Address {
    let said = parts(value, ';');
    let part = |place: usize| said.get(place).map(|text| clean(text)).unwrap_or_default();
    let country = cells::country(&part(6));
    Address {
        recipient: String::new(),
        building: part(1),
        street: part(2),
        locality: part(0),
        postcode: cells::postcode(&part(5), &country),
        city: part(3),
        country,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::ImportPreview;

    fn preview(text: &str) -> ImportPreview {
        Cards::read(text.as_bytes()).unwrap().unwrap().judge(&Existing::default()).preview()
    }

    #[test]
    fn a_card_of_each_version_gives_its_client() {
        let three = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anne Durand\r\nN:Durand;Anne;;Mme;\r\nORG:Durand Toiture\\, SARL;Comptabilité\r\n\
                     EMAIL;TYPE=INTERNET:ancien@durand.example\r\nEMAIL;TYPE=INTERNET,PREF:compta@durand.example\r\nTEL;TYPE=WORK:04 76 00 00 00\r\n\
                     ADR;TYPE=WORK:;Bât. B;12 rue des Lilas;Grenoble;;38000;France\r\nEND:VCARD\r\n";
        let four = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Jean Petit\r\nTEL;VALUE=uri;PREF=1:tel:+33-6-12\r\n\
                    EMAIL:jean@petit.example\r\nADR:;;3 place Haute;Namur;;5000;Belgique\r\nEND:VCARD\r\n";
        let two =
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=A9\r\nTEL;CELL:06\r\nEND:VCARD\r\n";
        let preview = preview(&format!("{three}{four}{two}"));
        let read: Vec<_> = preview.first.iter().map(|row| (row.line, &row.client)).collect();
        let told: Vec<_> = read
            .iter()
            .map(|(line, one)| {
                (*line, one.name.as_str(), one.contact.as_str(), one.email.as_str(), one.phone.as_str(), one.address.city.as_str())
            })
            .collect();
        assert_eq!(
            told,
            [
                (1, "Durand Toiture, SARL", "Anne Durand", "compta@durand.example", "04 76 00 00 00", "Grenoble"),
                (11, "Jean Petit", "", "jean@petit.example", "+33-6-12", "Namur"),
                (19, "Zoé Müller", "", "", "06", ""),
            ]
        );
        assert_eq!(read[0].1.email_copies, ["ancien@durand.example"]);
        assert_eq!((read[0].1.address.building.as_str(), read[1].1.address.country.as_str()), ("Bât. B", "Belgique"));
        assert_eq!(preview.new_clients, 3);
    }

    #[test]
    fn what_is_wrong_in_a_card_is_said_and_a_card_of_nobody_is_refused() {
        let preview = preview(
            "BEGIN:VCARD\nFN:A\nEMAIL:pas une adresse\nX-SIREN:732829321\nEND:VCARD\nBEGIN:VCARD\nTEL:01\nEND:VCARD\nBEGIN:VCARD\nFN:a\nEND:VCARD\n",
        );
        assert_eq!((preview.new_clients, preview.warnings.len(), preview.refused), (1, 2, 2));
        assert!(matches!(preview.refusals[0].problem, Problem::Missing { field: Field::ClientName }), "{:?}", preview.refusals);
        assert!(matches!(preview.refusals[1].problem, Problem::DuplicateInFile { .. }), "{:?}", preview.refusals);
    }

    #[test]
    fn what_is_no_card_is_left_to_the_other_readers() {
        for text in ["Nom;E-mail\nA;a@x.example\n", "", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"] {
            assert!(Cards::read(text.as_bytes()).unwrap().is_none(), "{text}");
        }
        assert!(Cards::read(b"BEGIN:VCARD\nFN:A\n").is_err(), "a card without an end");
    }

    #[test]
    fn a_card_that_does_not_end_is_said_and_the_others_are_read() {
        let preview = preview("BEGIN:VCARD\nFN:Coupé\nBEGIN:VCARD\nFN:Entier\nEND:VCARD\nBEGIN:VCARD\nFN:Dernier\n");
        let names: Vec<&str> = preview.first.iter().map(|row| row.client.name.as_str()).collect();
        assert_eq!(names, ["Entier"]);
        let lines: Vec<u32> = preview.refusals.iter().map(|refused| refused.line).collect();
        assert_eq!(lines, [1, 6], "{:?}", preview.refusals);
        assert!(preview.refusals.iter().all(|refused| refused.sentence.contains("n’a pas de fin")), "{:?}", preview.refusals);
    }

    #[test]
    fn a_value_longer_than_any_real_text_refuses_its_card_whatever_it_says() {
        let long = "é".repeat(limits::TEXT_CHARS + 1);
        for (property, field) in [
            (format!("ADR:;;{long};Grenoble"), Field::FullAddress),
            (format!("TEL:{long}"), Field::Phone),
            (format!("ORG:{long}"), Field::ClientName),
            (format!("EMAIL:{long}"), Field::Email),
        ] {
            let preview = preview(&format!("BEGIN:VCARD\nFN:A\n{property}\nEND:VCARD\n"));
            let told: Vec<&Problem> = preview.refusals.iter().map(|refused| &refused.problem).collect();
            assert!(matches!(told[..], [Problem::TooLong { field: found, .. }] if *found == field), "{field:?}: {told:?}");
        }
        let photo = preview(&format!("BEGIN:VCARD\nFN:A\nPHOTO:{long}\nEND:VCARD\n"));
        assert_eq!(photo.new_clients, 1, "what is not read may be of any size");
    }

    #[test]
    fn twenty_addresses_of_a_card_are_kept_and_the_rest_is_told_once() {
        let mails: String = (0..5_000).map(|place| format!("EMAIL:c{place}@durand.example\nEMAIL:c{place}@durand.example\n")).collect();
        let preview = preview(&format!("BEGIN:VCARD\nFN:A\n{mails}END:VCARD\n"));
        assert_eq!(preview.first[0].client.email_copies.len(), EMAILS - 1);
        assert_eq!(preview.warnings.len(), 1, "{:?}", preview.warnings);
        assert!(preview.warnings[0].sentence.contains("20 premières"), "{:?}", preview.warnings);
    }
}
