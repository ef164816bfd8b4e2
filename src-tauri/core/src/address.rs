//! The address as it is printed in the window of an envelope: NF Z 10-011.
mod change;
mod window;

pub use change::{AddressChange, AddressRule};
pub use window::{Edge, Envelope, EnvelopePlan, Hidden, Rectangle, Window};

use crate::party::Address;
use crate::text::{clean, fold};
use serde::{Deserialize, Serialize};

/// The longest line, spaces included.
pub const LINE_LENGTH: usize = 38;

/// What keeps an address from being well printed or delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum AddressProblemCode {
    /// Longer than [`LINE_LENGTH`]: to be shortened by hand, never cut.
    TooLong,
    /// No name on the first line.
    NameMissing,
    /// Neither street nor locality.
    StreetMissing,
    /// No postcode.
    PostcodeMissing,
    /// Not five figures of a French department.
    PostcodeWrong,
    /// No town.
    CityMissing,
}

/// A problem and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct AddressProblem {
    /// The line of the standard, 1 to 7: 1 name, 2 recipient, 3 building, 4 street, 5 locality, 6 town, 7 country.
    pub line: u8,
    /// What is wrong.
    pub code: AddressProblemCode,
}

impl AddressProblem {
    /// The field to fill in on the card, as the interface names it.
    pub fn field(self) -> &'static str {
        match (self.line, self.code) {
            (1, _) => "name",
            (2, _) => "address.recipient",
            (3, _) => "address.building",
            (4, _) => "address.street",
            (5, _) => "address.locality",
            (6, AddressProblemCode::PostcodeMissing | AddressProblemCode::PostcodeWrong) => "address.postcode",
            (6, _) => "address.city",
            _ => "address.country",
        }
    }
}

/// The lines to print, what was changed to print them, and what is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressBlock {
    /// At most six lines, seven with a foreign country; none is empty.
    pub lines: Vec<String>,
    /// The line of the standard that each stands for, 1 to 7, as in [`AddressProblem::line`].
    pub slots: Vec<u8>,
    /// What differs from the card, in the order of the lines.
    pub changes: Vec<AddressChange>,
    /// Empty when the address may be used as it is.
    pub problems: Vec<AddressProblem>,
}

/// The address block of NF Z 10-011: empty lines dropped, the last three in capitals, no punctuation from the street
/// on, words of a street abbreviated when it is over 32 characters and its line over 38. Accents are kept on capitals;
/// nothing is ever cut.
pub fn block(name: &str, address: &Address) -> AddressBlock {
    let country = foreign_country(&address.country);
    let postcode = postcode_of(&address.postcode);
    let town = clean(&format!("{postcode} {}", address.city));
    let country_line = country.clone().unwrap_or_default();
    let typed = [
        (1, clean(name)),
        (2, clean(&address.recipient)),
        (3, clean(&address.building)),
        (4, clean(&address.street)),
        (5, clean(&address.locality)),
        (6, town),
        (7, country_line),
    ];

    let mut problems = Vec::new();
    let mut note = |applies: bool, line: u8, code: AddressProblemCode| {
        if applies {
            problems.push(AddressProblem { line, code });
        }
    };
    note(typed[0].1.is_empty(), 1, AddressProblemCode::NameMissing);
    note(typed[3].1.is_empty() && typed[4].1.is_empty(), 4, AddressProblemCode::StreetMissing);
    if country.is_none() {
        note(postcode.is_empty(), 6, AddressProblemCode::PostcodeMissing);
        note(!postcode.is_empty() && crate::identifiers::postcode(&postcode).is_err(), 6, AddressProblemCode::PostcodeWrong);
    }
    note(clean(&address.city).is_empty(), 6, AddressProblemCode::CityMissing);

    let mut changes = Vec::new();
    let mut kept: Vec<(u8, String)> = Vec::new();
    for (line, text) in typed {
        // Abroad, a hyphen may be part of the postcode (1000-205 LISBOA): the line stays as it is typed.
        let bare = if line >= 4 && !(line == 6 && country.is_some()) { unpunctuated(&text) } else { text.clone() };
        if bare != text {
            changes.push(AddressChange { line, rule: AddressRule::Punctuation, before: text, after: bare.clone() });
        }
        let (short, shortened) = if line == 4 { change::abbreviated(&bare) } else { (bare, Vec::new()) };
        changes.extend(shortened);
        if !short.is_empty() {
            kept.push((line, short));
        }
    }
    let capitals_from = kept.len().saturating_sub(3);
    for (line, text) in kept.iter_mut().skip(capitals_from) {
        let capitals = text.to_uppercase();
        if capitals != *text {
            let before = std::mem::replace(text, capitals.clone());
            changes.push(AddressChange { line: *line, rule: AddressRule::Capitals, before, after: capitals });
        }
    }
    changes.sort_by_key(|change| change.line);
    for (line, text) in &kept {
        note(text.chars().count() > LINE_LENGTH, *line, AddressProblemCode::TooLong);
    }
    let slots = kept.iter().map(|(line, _)| *line).collect();
    AddressBlock { lines: kept.into_iter().map(|(_, text)| text).collect(), slots, changes, problems }
}

/// The postcode of an address in France, however it is typed; none abroad.
pub fn french_postcode(address: &Address) -> Option<String> {
    foreign_country(&address.country).is_none().then(|| postcode_of(&address.postcode))
}

/// The country to print: none in France, however it is written.
fn foreign_country(country: &str) -> Option<String> {
    let country = clean(country);
    (!matches!(fold(&country).as_str(), "" | "france" | "fr")).then_some(country)
}

/// The postcode without the « F- » of former days.
fn postcode_of(text: &str) -> String {
    let text = clean(text);
    let bare = text.strip_prefix("FR-").or_else(|| text.strip_prefix("F-")).unwrap_or(&text);
    if bare.bytes().all(|b| b.is_ascii_digit() || b == b' ') { bare.replace(' ', "") } else { text }
}

/// The text with each mark of punctuation opened into a space: `12, rue de l’Église` → `12 rue de l Église`.
fn unpunctuated(text: &str) -> String {
    clean(&clean(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::AddressProblemCode::*;
    use super::*;

    fn address(street: &str, postcode: &str, city: &str) -> Address {
        Address { street: street.to_owned(), postcode: postcode.to_owned(), city: city.to_owned(), ..Address::default() }
    }

    fn problems(block: &AddressBlock) -> Vec<(u8, AddressProblemCode)> {
        block.problems.iter().map(|problem| (problem.line, problem.code)).collect()
    }

    #[test]
    fn the_last_three_lines_are_in_capitals_without_punctuation() {
        let full = Address {
            recipient: "Direction, 2e étage".to_owned(),
            building: "Bât. B".to_owned(),
            street: "27, quai des Mariniers".to_owned(),
            locality: "BP 12".to_owned(),
            postcode: "35400".to_owned(),
            city: "Saint-Malo Cedex".to_owned(),
            country: String::new(),
        };
        let block = block("Brasserie des Quais SAS", &full);
        assert_eq!(
            block.lines,
            ["Brasserie des Quais SAS", "Direction, 2e étage", "Bât. B", "27 QUAI DES MARINIERS", "BP 12", "35400 SAINT MALO CEDEX"]
        );
        assert_eq!(problems(&block), []);
    }

    #[test]
    fn empty_lines_are_dropped_and_a_short_address_is_all_capitals() {
        let block = block("Mme Léa O’Brien", &address("3 bis, rue de l’Église", "F-35510", "Cesson-Sévigné"));
        assert_eq!(block.lines, ["MME LÉA O’BRIEN", "3 BIS RUE DE L ÉGLISE", "35510 CESSON SÉVIGNÉ"]);
        assert_eq!(problems(&block), []);
    }

    #[test]
    fn accents_parted_from_their_letters_are_printed_on_them() {
        let parted = address("3 rue de l’E\u{301}glise", "35510", "Cesson-Se\u{301}vigne\u{301}");
        assert_eq!(block("Durand", &parted).lines[1..], ["3 RUE DE L ÉGLISE", "35510 CESSON SÉVIGNÉ"]);
    }

    #[test]
    fn a_foreign_country_is_written_out_on_a_last_line() {
        let lisbon = Address { country: "Portugal".to_owned(), ..address("Rua Augusta 12", "1100-053", "Lisboa") };
        assert_eq!(block("Tavares Lda", &lisbon).lines, ["Tavares Lda", "RUA AUGUSTA 12", "1100-053 LISBOA", "PORTUGAL"]);
        assert_eq!(problems(&block("Tavares Lda", &lisbon)), [], "its postcode is not ours to judge");
        let seven = Address { recipient: "a".to_owned(), building: "b".to_owned(), locality: "c".to_owned(), ..lisbon };
        assert_eq!(block("Tavares Lda", &seven).lines.len(), 7);
        let home = Address { country: " FRANCE ".to_owned(), ..address("1 rue A", "75001", "Paris") };
        assert_eq!(block("Durand", &home).lines.len(), 3);
    }

    #[test]
    fn what_is_missing_or_too_long_is_named_with_its_line() {
        let empty = block(" ", &Address::default());
        assert_eq!(empty.lines, Vec::<String>::new());
        assert_eq!(problems(&empty), [(1, NameMissing), (4, StreetMissing), (6, PostcodeMissing), (6, CityMissing)]);
        let wrong = block("Durand", &address("1 rue A", "99123", "Nulle Part"));
        assert_eq!(problems(&wrong), [(6, PostcodeWrong)]);
        let exact = "a".repeat(38);
        assert_eq!(problems(&block(&exact, &address("1 rue A", "75001", "Paris"))), []);
        let long = block(&format!("{exact}é"), &address("1 rue A", "75001", "Paris"));
        assert_eq!((problems(&long), long.lines[0].chars().count()), (vec![(1, TooLong)], 39), "said, not cut");
    }

    #[test]
    fn what_was_changed_is_said_line_by_line() {
        let block = block("Durand SARL", &address("12, rue de l’Église", "35000", "Rennes"));
        let said: Vec<(u8, AddressRule)> = block.changes.iter().map(|change| (change.line, change.rule)).collect();
        use AddressRule::*;
        assert_eq!(said, [(1, Capitals), (4, Punctuation), (4, Capitals), (6, Capitals)]);
        assert_eq!(block.slots, [1, 4, 6]);
        let plain = super::block("DURAND", &address("1 RUE A", "75001", "PARIS"));
        assert_eq!(plain.changes, [], "nothing is said where nothing changed");
    }

    #[test]
    fn a_street_is_abbreviated_only_when_its_line_would_not_fit() {
        let long = block("Durand SARL", &address("125 bis boulevard du Maréchal Jean de Lattre de Tassigny", "35000", "Rennes"));
        assert_eq!(long.lines[1], "125 BIS BD DU MAL JEAN DE LATTRE DE TASSIGNY", "the type of street first, then the titles");
        assert_eq!(problems(&long), [(4, TooLong)], "what no abbreviation saves is said, not cut");
        let saved = block("Durand SARL", &address("12 avenue du Général Charles Delestraint", "35000", "Rennes"));
        assert_eq!((saved.lines[1].as_str(), problems(&saved)), ("12 AV DU GÉNÉRAL CHARLES DELESTRAINT", vec![]), "no more than needed");
        let fits = block("Durand SARL", &address("12 avenue des Fleurs", "35000", "Rennes"));
        assert_eq!(fits.lines[1], "12 AVENUE DES FLEURS");
    }
}
