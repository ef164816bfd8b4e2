//! Dates, written and read.
use super::fold;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

const MONTHS: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const SHORT_MONTHS: [&str; 12] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// The years a date may have: before, it is a typing error; after, a bad century.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

fn ordinal(day: NaiveDate) -> String {
    if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() }
}

/// A date in full: `1er mars 2027`.
pub fn long_date(day: NaiveDate) -> String {
    format!("{} {} {}", ordinal(day), MONTHS[day.month0() as usize], day.year())
}

/// A date in full with its day: `jeudi 3 décembre 2026`.
pub fn weekday_date(day: NaiveDate) -> String {
    format!("{} {}", WEEKDAYS[day.weekday().num_days_from_monday() as usize], long_date(day))
}

/// A date with its month cut short: `12 sept. 2026`.
pub fn short_date(day: NaiveDate) -> String {
    format!("{} {} {}", ordinal(day), SHORT_MONTHS[day.month0() as usize], day.year())
}

/// True when a text ends on a month written short, whose full stop belongs to it: « 5 déc. »
pub fn ends_on_short_month(text: &str) -> bool {
    text.ends_with('.') && text.split_whitespace().next_back().is_some_and(|word| SHORT_MONTHS.contains(&word))
}

/// A date in figures: `01/03/2027`.
pub fn numeric_date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// In which order a file writes the parts of a date. A year of four figures in front needs no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum DateOrder {
    /// 31/12/2026, as in France.
    #[default]
    DayFirst,
    /// 12/31/2026, as in the United States.
    MonthFirst,
    /// 26-12-31.
    YearFirst,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum DateError {
    /// Nothing is written.
    #[error("no date")]
    Empty,
    /// Something else than a date is written.
    #[error("not a date")]
    NotADate,
    /// 31 June, month 13, 29 February of a common year.
    #[error("no such day")]
    NoSuchDay,
    /// Before 1900 or after 2200.
    #[error("year out of range")]
    OutOfRange,
}

/// Reads a date: `31/12/2026`, `31-12-26`, `31.12.2026`, `2026-12-31`, `20261231`, `12 sept. 2026`, `1er mars 2027`,
/// `jeudi 3 décembre 2026`; a time written after it, as spreadsheets do, is passed over.
///
/// Two figures make a year from 1970 to 2069: 69 is 2069, 70 is 1970. `order` decides only where the text does not.
///
/// # Errors
/// The order is never changed to save a date: `12/31/2026` read day first is [`DateError::NoSuchDay`].
pub fn parse_date(text: &str, order: DateOrder) -> Result<NaiveDate, DateError> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(DateError::Empty);
    }
    let written = without_time(&folded);
    if written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit()) {
        return civil(&written[..4], &written[4..6], &written[6..]);
    }
    let parts: Vec<&str> = written.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let parts = match parts.as_slice() {
        [weekday, rest @ ..] if rest.len() == 3 && is_weekday(weekday) => rest,
        all => all,
    };
    let [first, second, third] = parts else {
        return Err(DateError::NotADate);
    };
    if second.bytes().all(|b| b.is_ascii_alphabetic()) {
        let month = month_named(second).ok_or(DateError::NotADate)?.to_string();
        let day = first.strip_suffix("er").unwrap_or(first);
        return civil(third, &month, day);
    }
    match order {
        _ if first.len() == 4 => civil(first, second, third),
        DateOrder::DayFirst => civil(third, second, first),
        DateOrder::MonthFirst => civil(third, first, second),
        DateOrder::YearFirst => civil(first, second, third),
    }
}

/// The date alone, when a time follows it after « T » or a space.
fn without_time(text: &str) -> &str {
    let looks_like_time = |tail: &str| {
        let mut fields = tail.split(':');
        fields.clone().count() >= 2
            && fields.next().is_some_and(|hour| (1..=2).contains(&hour.len()))
            && tail.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'z' | b'+'))
    };
    match text.rfind([' ', 't']) {
        Some(at) if looks_like_time(&text[at + 1..]) => text[..at].trim_end(),
        _ => text,
    }
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    word.len() >= 3 && WEEKDAYS.iter().any(|name| name.starts_with(word))
}

/// The month (1 to 12) whose name starts with `word`, if there is exactly one: « jui » is two months.
fn month_named(word: &str) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let mut named = (1..=12).filter(|month| fold(MONTHS[*month as usize - 1]).starts_with(word));
    match (named.next(), named.next()) {
        (Some(month), None) => Some(month),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// Builds the day from its figures.
fn civil(year: &str, month: &str, day: &str) -> Result<NaiveDate, DateError> {
    let number = |figures: &str, widths: std::ops::RangeInclusive<usize>| -> Result<u32, DateError> {
        if widths.contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit()) {
            figures.parse().map_err(|_| DateError::NotADate)
        } else {
            Err(DateError::NotADate)
        }
    };
    let (month, day) = (number(month, 1..=2)?, number(day, 1..=2)?);
    let year = match (year.len(), number(year, 2..=4)? as i32) {
        (4, year) => year,
        (2, short) if short < 70 => 2000 + short,
        (2, short) => 1900 + short,
        _ => return Err(DateError::NotADate),
    };
    if !YEARS.contains(&year) {
        return Err(DateError::OutOfRange);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn dates_are_written_in_french() {
        assert_eq!(long_date(day("2027-03-01")), "1er mars 2027");
        assert_eq!(long_date(day("2026-08-21")), "21 août 2026");
        assert_eq!(weekday_date(day("2026-12-03")), "jeudi 3 décembre 2026");
        assert_eq!(short_date(day("2026-09-12")), "12 sept. 2026");
        assert_eq!(short_date(day("2026-05-01")), "1er mai 2026");
        assert_eq!(numeric_date(day("2027-03-01")), "01/03/2027");
        assert!(ends_on_short_month("le 5 déc.") && !ends_on_short_month("le 5 mai") && !ends_on_short_month("rien."));
    }

    #[test]
    fn dates_are_read_in_the_usual_forms() {
        use DateOrder::*;
        for (text, order, iso) in [
            ("31/12/2026", DayFirst, "2026-12-31"),
            ("1/3/2027", DayFirst, "2027-03-01"),
            ("2026-12-31", DayFirst, "2026-12-31"),
            ("2026-12-31", MonthFirst, "2026-12-31"),
            ("2026/12/31", DayFirst, "2026-12-31"),
            ("31-12-26", DayFirst, "2026-12-31"),
            ("31.12.2026", DayFirst, "2026-12-31"),
            ("12/31/2026", MonthFirst, "2026-12-31"),
            ("26-12-31", YearFirst, "2026-12-31"),
            ("01/01/69", DayFirst, "2069-01-01"),
            ("01/01/70", DayFirst, "1970-01-01"),
            ("20261231", DayFirst, "2026-12-31"),
            ("12 sept. 2026", DayFirst, "2026-09-12"),
            ("12 SEPTEMBRE 2026", DayFirst, "2026-09-12"),
            ("1er mars 2027", DayFirst, "2027-03-01"),
            ("3-août-26", DayFirst, "2026-08-03"),
            ("15 févr. 2026", DayFirst, "2026-02-15"),
            ("3 aout 2026", DayFirst, "2026-08-03"),
            ("jeudi 3 décembre 2026", DayFirst, "2026-12-03"),
            ("31/12/2026 00:00", DayFirst, "2026-12-31"),
            ("31/12/2026 00:00:00", DayFirst, "2026-12-31"),
            ("2026-12-31T10:20:30Z", DayFirst, "2026-12-31"),
            ("29/02/2028", DayFirst, "2028-02-29"),
            (" 31/12/2026\u{A0}", DayFirst, "2026-12-31"),
        ] {
            assert_eq!(parse_date(text, order), Ok(day(iso)), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_reason() {
        use DateError::*;
        for (text, error) in [
            ("", Empty),
            ("bientôt", NotADate),
            ("12", NotADate),
            ("31/12", NotADate),
            ("31/12/026", NotADate),
            ("3 jui 2026", NotADate),
            ("3 brumaire 2026", NotADate),
            ("1/2/3/4", NotADate),
            ("１２/01/2026x", NotADate),
            ("12:30", NotADate),
            ("45992", NotADate),
            ("31/06/2026", NoSuchDay),
            ("29/02/2026", NoSuchDay),
            ("12/31/2026", NoSuchDay),
            ("00/01/2026", NoSuchDay),
            ("31/12/0026", OutOfRange),
            ("31/12/2201", OutOfRange),
            ("1899-12-31", OutOfRange),
        ] {
            assert_eq!(parse_date(text, DateOrder::DayFirst), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_written_date_reads_back_the_same(offset in 0..36_500i64) {
            let date = day("1970-01-01") + chrono::Duration::days(offset);
            for text in [long_date(date), weekday_date(date), short_date(date), numeric_date(date), date.to_string()] {
                prop_assert_eq!(parse_date(&text, DateOrder::DayFirst), Ok(date), "{}", text);
            }
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,24}", date in "[0-9/. tTé:-]{0,16}") {
            let _ = parse_date(&text, DateOrder::DayFirst);
            let _ = parse_date(&date, DateOrder::YearFirst);
        }
    }
}
