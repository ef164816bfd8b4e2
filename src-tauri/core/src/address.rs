//! The address as it is printed in the window of an envelope: NF Z 10-011.
use crate::party::Address;
use crate::text::{clean, fold};
use serde::{Deserialize, Serialize};

/// The longest line, spaces included.
pub const LINE_LENGTH: usize = 38;

/// The window of an envelope « DL », on the right: law/droit.md §7.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Window {
    /// 45 × 100 mm.
    #[default]
    Tall,
    /// 35 × 100 mm.
    Low,
}

/// The user's envelopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Envelope {
    /// Which window.
    pub window: Window,
    /// The address further to the right, in tenths of a millimetre; negative to the left.
    pub right_tenths_mm: i32,
    /// The address lower, in tenths of a millimetre; negative higher.
    pub down_tenths_mm: i32,
    /// The sender in small above the address, seen through the window.
    pub sender: bool,
}

impl Envelope {
    /// The largest adjustment, in tenths of a millimetre: beyond, the address would leave any window.
    pub const MOST: i32 = 100;
}

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

/// The lines to print, and what is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct AddressBlock {
    /// At most six lines, seven with a foreign country; none is empty.
    pub lines: Vec<String>,
    /// Empty when the address may be used as it is.
    pub problems: Vec<AddressProblem>,
}

/// The address block of NF Z 10-011: empty lines dropped, the last three in capitals, no punctuation from the street
/// on. Accents are kept on capitals; nothing is ever cut or abbreviated.
pub fn block(name: &str, address: &Address) -> AddressBlock {
    let country = foreign_country(&address.country);
    let postcode = postcode_of(&address.postcode);
    // Abroad, a hyphen may be part of the postcode (1000-205 LISBOA): the line stays as it is typed.
    let town = format!("{postcode} {}", address.city);
    let town = if country.is_some() { clean(&town) } else { unpunctuated(&town) };
    let slots = [
        (1, clean(name)),
        (2, clean(&address.recipient)),
        (3, clean(&address.building)),
        (4, unpunctuated(&address.street)),
        (5, unpunctuated(&address.locality)),
        (6, town),
        (7, country.clone().map(|country| unpunctuated(&country)).unwrap_or_default()),
    ];

    let mut problems = Vec::new();
    let mut note = |applies: bool, line: u8, code: AddressProblemCode| {
        if applies {
            problems.push(AddressProblem { line, code });
        }
    };
    note(slots[0].1.is_empty(), 1, AddressProblemCode::NameMissing);
    note(slots[3].1.is_empty() && slots[4].1.is_empty(), 4, AddressProblemCode::StreetMissing);
    if country.is_none() {
        note(postcode.is_empty(), 6, AddressProblemCode::PostcodeMissing);
        note(!postcode.is_empty() && crate::identifiers::postcode(&postcode).is_err(), 6, AddressProblemCode::PostcodeWrong);
    }
    note(clean(&address.city).is_empty(), 6, AddressProblemCode::CityMissing);

    let mut kept: Vec<(u8, String)> = slots.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let capitals_from = kept.len().saturating_sub(3);
    for (_, text) in kept.iter_mut().skip(capitals_from) {
        *text = text.to_uppercase();
    }
    for (line, text) in &kept {
        note(text.chars().count() > LINE_LENGTH, *line, AddressProblemCode::TooLong);
    }
    AddressBlock { lines: kept.into_iter().map(|(_, text)| text).collect(), problems }
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
    clean(&text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>())
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
}
