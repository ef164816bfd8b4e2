//! What an address loses or gains between the card and the envelope, and why: law/droit.md §7.5.
use super::LINE_LENGTH;
use crate::text::fold;
use serde::{Deserialize, Serialize};

/// A street may be abbreviated when its name is longer than this, its number left out.
const STREET_LENGTH: usize = 32;

/// A rule of NF Z 10-011 that changed a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum AddressRule {
    /// From the street on, no punctuation.
    Punctuation,
    /// A word of a street over 32 characters.
    Abbreviated,
    /// The last three lines.
    Capitals,
}

/// A change made to a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct AddressChange {
    /// The line of the standard, 1 to 7.
    pub line: u8,
    /// Why.
    pub rule: AddressRule,
    /// The line before; for an abbreviation, the word.
    pub before: String,
    /// The same after.
    pub after: String,
}

/// Usual abbreviations of the types of street, then of titles. The whole list of the standard was not read: these are
/// the ones nobody misreads, and a line they do not save is for a person to shorten.
const ABBREVIATIONS: [(&str, &str); 25] = [
    ("allee", "ALL"),
    ("avenue", "AV"),
    ("boulevard", "BD"),
    ("chemin", "CHE"),
    ("cours", "CRS"),
    ("esplanade", "ESP"),
    ("faubourg", "FG"),
    ("impasse", "IMP"),
    ("lotissement", "LOT"),
    ("passage", "PAS"),
    ("place", "PL"),
    ("promenade", "PROM"),
    ("quartier", "QUA"),
    ("residence", "RES"),
    ("route", "RTE"),
    ("square", "SQ"),
    ("commandant", "CDT"),
    ("docteur", "DR"),
    ("general", "GAL"),
    ("lieutenant", "LT"),
    ("marechal", "MAL"),
    ("president", "PDT"),
    ("professeur", "PR"),
    ("saint", "ST"),
    ("sainte", "STE"),
];

/// The street with as few abbreviated words as make its line fit, and each of them. Untouched when it fits, or when its
/// name is not over 32 characters.
pub(super) fn abbreviated(street: &str) -> (String, Vec<AddressChange>) {
    let mut words: Vec<String> = street.split(' ').map(str::to_owned).collect();
    let numbers = words.iter().take_while(|word| is_number(word)).count();
    let length = |words: &[String]| words.iter().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1);
    let mut changes = Vec::new();
    if length(words.get(numbers..).unwrap_or_default()) <= STREET_LENGTH {
        return (street.to_owned(), changes);
    }
    for at in numbers..words.len() {
        if length(&words) <= LINE_LENGTH {
            break;
        }
        let Some(word) = words.get_mut(at) else { break };
        let folded = fold(word);
        // The last word is the name itself: « PLACE DU GENERAL » stays one.
        if at + 1 < street.split(' ').count()
            && let Some((_, short)) = ABBREVIATIONS.iter().find(|(long, _)| *long == folded)
        {
            let before = std::mem::replace(word, (*short).to_owned());
            changes.push(AddressChange { line: 4, rule: AddressRule::Abbreviated, before, after: (*short).to_owned() });
        }
    }
    (words.join(" "), changes)
}

/// `12`, `12B`, `BIS`, `TER`, `QUATER`.
fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit()) || matches!(fold(word).as_str(), "bis" | "ter" | "quater")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_abbreviated_one_after_the_other_until_the_line_fits() {
        let (short, changes) = abbreviated("7 chemin de la Chapelle Saint Jean du Mont");
        assert_eq!(short, "7 CHE de la Chapelle Saint Jean du Mont".replace("Saint", "ST"), "39 characters were one too many");
        assert_eq!(changes.iter().map(|change| change.before.as_str()).collect::<Vec<_>>(), ["chemin", "Saint"]);
        assert!(short.chars().count() <= LINE_LENGTH);
    }

    #[test]
    fn a_street_of_thirty_two_characters_is_left_alone_whatever_its_number() {
        let name = format!("avenue {}", "a".repeat(25));
        let (same, changes) = abbreviated(&format!("1234567 {name}"));
        assert_eq!((same, changes), (format!("1234567 {name}"), vec![]), "the rule speaks of the street, not of its number");
    }

    #[test]
    fn a_last_word_is_a_name_and_is_never_abbreviated() {
        let (kept, _) = abbreviated("1 chemin qui mène autrefois vers la grande place");
        assert_eq!(kept, "1 CHE qui mène autrefois vers la grande place");
    }
}
