//! Numbers of invoices inside a label.
use super::Open;
use crate::text::normalised_number;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// The shortest number that can be found in a label full of other figures, once written without signs.
const SHORTEST: usize = 4;
/// The shortest number made of digits alone that proves anything: below, a cheque or an hour looks the same.
const PROVES: usize = 6;
/// The most words a number may be cut into: « F 2026 012 ».
const WORDS: usize = 5;

/// The numbers of the open invoices, without spaces nor signs.
pub(super) struct Written {
    by_number: BTreeMap<String, Vec<usize>>,
}

impl Written {
    pub(super) fn new(open: &[Open]) -> Written {
        let mut by_number: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, invoice) in open.iter().enumerate() {
            let number = plain(&invoice.number);
            // « 12 » or « A1 » are found in any label: they say nothing.
            if number.len() >= SHORTEST && number.bytes().any(|byte| byte.is_ascii_digit()) {
                by_number.entry(number).or_default().push(place);
            }
        }
        Written { by_number }
    }

    /// The invoices whose number is in the label, whole words only, in the order of the book. A number that two clients
    /// share names both. Figures inside a longer figure are another number.
    pub(super) fn found_in(&self, label: &str) -> Vec<usize> {
        let words: Vec<String> = label
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(plain)
            .filter(|word| !word.is_empty())
            .collect();
        let mut found = Vec::new();
        for start in 0..words.len() {
            let mut joined = String::new();
            for word in words.iter().skip(start).take(WORDS) {
                joined.push_str(word);
                if let Some(places) = self.by_number.get(&joined) {
                    found.extend(places);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// True when a number in a label can be nothing else: digits alone must be long, and no day.
pub(super) fn proves(number: &str) -> bool {
    let number = plain(number);
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.len() >= SHORTEST;
    }
    let is_of_now = |text: &str, format: &str| NaiveDate::parse_from_str(text, format).is_ok_and(|day| (1990..2100).contains(&day.year()));
    let day = |format: &str| is_of_now(&number, format);
    let is_day = match number.len() {
        6 => day("%d%m%y") || day("%y%m%d") || is_of_now(&format!("{number}01"), "%Y%m%d"),
        8 => day("%d%m%Y") || day("%Y%m%d"),
        _ => false,
    };
    number.len() >= PROVES && !is_day
}

/// Letters and figures only, in capitals, look-alike letters made one.
fn plain(number: &str) -> String {
    normalised_number(number).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
