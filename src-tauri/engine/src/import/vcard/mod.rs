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
        let (mut first, mut card): (u32, Vec<Line>) = (0, Vec::new());
        for (number, line) in lines::of(text.trim_start_matches('\u{feff}')) {
            match (line.name.as_str(), line.value.trim().to_ascii_uppercase().as_str()) {
                ("BEGIN", "VCARD") => (first, card) = (number, Vec::new()),
                ("END", "VCARD") => {
                    if rows.len() == limits::ROWS {
                        return Err(Refusal::TooManyRows { limit: limits::ROWS as u32 });
                    }
                    rows.push(row(first, &card));
                    card.clear();
                }
                _ => card.push(line),
            }
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

/// The client of a card, which begins at `line`.
fn row(line: u32, card: &[Line]) -> Result<IntakeRow, Unread> {
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
    if name.chars().count() > limits::TEXT_CHARS {
        let problem = Problem::TooLong { field: Field::ClientName, limit: limits::TEXT_CHARS as u32 };
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

/// The address to write to, then the others; what is no address is told and left out.
fn emails<'a>(lines: impl Iterator<Item = &'a Line> + Clone, warnings: &mut Vec<Problem>) -> (String, Vec<String>) {
    let chosen = best(lines.clone());
    let mut good: Vec<String> = Vec::new();
    for line in chosen.into_iter().chain(lines.filter(|line| Some(*line) != chosen)) {
        let text = clean(line.value.trim().trim_start_matches("mailto:"));
        match identifiers::email(&text) {
            Ok(address) if !good.contains(&address) => good.push(address),
            Ok(_) => {}
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
}
