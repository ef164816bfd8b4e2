//! Numbers of invoices inside a label.
use crate::text::normalised_number;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The shortest number that can be found in a label full of other figures, once written without signs.
const SHORTEST: usize = 4;
/// The shortest number made of digits alone that proves anything: below, a cheque or an hour looks the same.
const PROVES: usize = 6;
/// The first figures of a number made of figures alone, a year most often.
const YEAR: usize = 4;
/// The most words a number may be cut into: « F 2026 012 ».
const WORDS: usize = 5;

/// Numbers of invoices, without spaces nor signs.
pub(super) struct Written {
    by_number: BTreeMap<String, Vec<usize>>,
}

/// A number found in a label: the words it is made of, and its place among those known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    from: usize,
    to: usize,
    pub(super) place: usize,
}

impl Found {
    /// True when the other is a part of it: « 2026-012 » inside « F-2026-012 » is no other number.
    pub(super) fn holds(&self, other: &Found) -> bool {
        self.from <= other.from && other.to <= self.to && self.to - self.from > other.to - other.from
    }
}

impl Written {
    pub(super) fn new<'a>(numbers: impl Iterator<Item = &'a str>) -> Written {
        let mut by_number: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, number) in numbers.enumerate() {
            let number = plain_number(number);
            if tells(&number) {
                by_number.entry(number).or_default().push(place);
            }
        }
        Written { by_number }
    }

    /// The numbers that are in the label, whole words only, in their order. A number that two clients share names both.
    /// Figures inside a longer figure are another number.
    pub(super) fn found_in(&self, label: &str) -> Vec<Found> {
        let mut found = Vec::new();
        if !self.by_number.is_empty() {
            each_in(label, |from, to, joined| {
                let places = self.by_number.get(joined).into_iter().flatten();
                found.extend(places.map(|place| Found { from, to, place: *place }));
            });
        }
        found.sort_unstable_by_key(|one| (one.place, one.from));
        found
    }
}

/// « 12 » or « A1 » are found in any label: they say nothing.
fn tells(number: &str) -> bool {
    number.len() >= SHORTEST && number.bytes().any(|byte| byte.is_ascii_digit())
}

/// The words of a label joined in every way that may be a number, with the first of them and the one after the last.
fn each_in(label: &str, mut tell: impl FnMut(usize, usize, &str)) {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(plain_number);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    for from in 0..words.len() {
        let mut joined = String::new();
        for (more, word) in words.iter().skip(from).take(WORDS).enumerate() {
            joined.push_str(word);
            tell(from, from + more + 1, &joined);
        }
    }
}

/// What may be the number of an invoice in a label, as [`plain_number`] writes it.
pub fn numbers_in(label: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each_in(label, |_, _, joined| {
        if tells(joined) {
            found.insert(joined.to_owned());
        }
    });
    found
}

/// True when the label holds a number made like that one and which is none of `known`: « F-2026-009 » beside « F-2026-012 ».
/// It is then of an invoice that is not known here.
pub(super) fn names_another(label: &str, number: &str, known: &[&str]) -> bool {
    let number = plain_number(number);
    let known: Vec<String> = known.iter().map(|one| plain_number(one)).collect();
    let letters = number.bytes().any(|byte| !byte.is_ascii_digit());
    let alike = |other: &String| {
        let shape = |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
        let same = other.len() == number.len() && shape(other) == shape(&number);
        // Figures alone are alike by chance: they must start alike, and be no day.
        same && (letters || (number.get(..YEAR).is_some_and(|year| other.starts_with(year)) && proves(other)))
    };
    numbers_in(label).iter().any(|other| alike(other) && !known.contains(other))
}

/// True when a number in a label can be nothing else: digits alone must be long, and no day.
pub(super) fn proves(number: &str) -> bool {
    let number = plain_number(number);
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
pub fn plain_number(number: &str) -> String {
    normalised_number(number).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
