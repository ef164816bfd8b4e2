//! Reference rates by half-year, as data with their source. An unknown half-year is an error, never a guess.
use crate::calendar::HalfYear;
use crate::error::{DomainError, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a rate may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Confidence {
    /// Read in the text, or given alike by independent sources.
    Sure,
    /// « À vérifier »: one source, or none that is official.
    ToCheck,
}

/// The reference rates of a half-year, in basis points a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceRate {
    /// When they hold.
    pub half_year: HalfYear,
    /// European Central Bank, main refinancing operations, in force on the first day of the half-year.
    pub ecb_refi_bp: u32,
    /// Legal interest when the creditor is a person acting outside any trade (CMF L313-2): never our users.
    pub legal_consumer_bp: u32,
    /// Legal interest in « tous les autres cas »: the one our users may claim, whoever the debtor.
    pub legal_other_bp: u32,
    /// How far it may be trusted.
    pub confidence: Confidence,
    /// The text that set it, in French.
    pub source: String,
}

/// What is odd about a row typed by hand. The person may keep it, but is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum RateProblem {
    /// The ECB rate is above 20 %.
    EcbOutOfRange,
    /// A legal rate is missing, or above 20 %.
    LegalOutOfRange,
    /// Since 2015 the rate for consumers is above the other: the columns are probably crossed.
    ColumnsCrossed,
    /// The half-year has not begun: the rate of its first day cannot be known.
    NotBegun,
    /// No text is named.
    NoSource,
    /// Before the first half-year the app knows: the rule of the half-year did not hold yet.
    TooOld,
    /// The ECB sets its rate in steps of 0.05 point.
    EcbNotAStep,
    /// More than 2.5 points away from the half-year before: the widest move ever seen.
    EcbJump,
    /// A legal rate more than 3 points away from the half-year before, which has not happened since there are two.
    LegalJump,
}

impl RateProblem {
    /// True when the person may keep the row all the same: it is odd, not impossible.
    pub fn may_be_kept(self) -> bool {
        match self {
            RateProblem::EcbNotAStep | RateProblem::EcbJump | RateProblem::LegalJump => true,
            RateProblem::EcbOutOfRange
            | RateProblem::LegalOutOfRange
            | RateProblem::ColumnsCrossed
            | RateProblem::NotBegun
            | RateProblem::NoSource
            | RateProblem::TooOld => false,
        }
    }
}

/// The highest reference rate that may be typed, in basis points.
pub(super) const HIGHEST: u32 = 2_000;

/// What is odd about `row`, typed on `today` beside the rates of `table`; empty when nothing is, the impossible first.
pub fn check(row: &ReferenceRate, table: &RateTable, today: NaiveDate) -> Vec<RateProblem> {
    const ECB_STEP: u32 = 5;
    const ECB_WIDEST: u32 = 250;
    const LEGAL_WIDEST: u32 = 300;
    let two_rates = row.half_year.year() >= 2015;
    let before = table.get(row.half_year.previous()).ok();
    let far = |of: fn(&ReferenceRate) -> u32, widest| before.is_some_and(|before| of(before).abs_diff(of(row)) > widest);
    [
        (row.ecb_refi_bp > HIGHEST, RateProblem::EcbOutOfRange),
        ([row.legal_consumer_bp, row.legal_other_bp].iter().any(|bp| !(1..=HIGHEST).contains(bp)), RateProblem::LegalOutOfRange),
        (two_rates && row.legal_consumer_bp <= row.legal_other_bp, RateProblem::ColumnsCrossed),
        (row.half_year.first_day() > today, RateProblem::NotBegun),
        (row.source.trim().is_empty(), RateProblem::NoSource),
        (row.half_year < table.first, RateProblem::TooOld),
        (!row.ecb_refi_bp.is_multiple_of(ECB_STEP), RateProblem::EcbNotAStep),
        (far(|row| row.ecb_refi_bp, ECB_WIDEST), RateProblem::EcbJump),
        (
            two_rates && (far(|row| row.legal_consumer_bp, LEGAL_WIDEST) || far(|row| row.legal_other_bp, LEGAL_WIDEST)),
            RateProblem::LegalJump,
        ),
    ]
    .into_iter()
    .filter_map(|(odd, problem)| odd.then_some(problem))
    .collect()
}

/// Every known rate, found by half-year in constant time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTable {
    first: HalfYear,
    rows: Vec<Option<ReferenceRate>>,
    /// What stands for a half-year that is not known, to bound what depends on it.
    otherwise: Option<ReferenceRate>,
}

impl RateTable {
    /// The rates known when the app was built. A line that could not be read would be left out, and its half-year
    /// refused; a test reads every line.
    pub fn built_in() -> RateTable {
        RateTable::from_rows(include_str!("rates.csv").lines().filter_map(read_line))
    }

    /// A table of these rows; of two for the same half-year, the last one.
    pub fn from_rows(rows: impl IntoIterator<Item = ReferenceRate>) -> RateTable {
        let by_half_year: BTreeMap<HalfYear, ReferenceRate> = rows.into_iter().map(|row| (row.half_year, row)).collect();
        let Some((first, _)) = by_half_year.first_key_value() else {
            return RateTable { first: HalfYear::of(NaiveDate::MIN), rows: Vec::new(), otherwise: None };
        };
        let first = *first;
        let mut rows = Vec::with_capacity(by_half_year.len());
        for (half_year, row) in by_half_year {
            while half_year.since(first) > rows.len() as i32 {
                rows.push(None);
            }
            rows.push(Some(row));
        }
        RateTable { first, rows, otherwise: None }
    }

    /// This table with the user's rows added, each replacing the one of its half-year.
    pub fn with(self, rows: impl IntoIterator<Item = ReferenceRate>) -> RateTable {
        RateTable::from_rows(self.rows.into_iter().flatten().chain(rows))
    }

    /// This table with every half-year that is not known at these rates, in basis points: a bound, never a figure to be shown.
    pub(super) fn bounded_by(&self, bp: u32) -> RateTable {
        let row = ReferenceRate {
            half_year: self.first,
            ecb_refi_bp: bp,
            legal_consumer_bp: bp,
            legal_other_bp: bp,
            confidence: Confidence::ToCheck,
            source: String::new(),
        };
        RateTable { otherwise: Some(row), ..self.clone() }
    }

    /// The rates of a half-year.
    ///
    /// # Errors
    /// [`DomainError::UnknownRate`] when they are not known: the rate before is never carried over.
    pub fn get(&self, half_year: HalfYear) -> Result<&ReferenceRate> {
        usize::try_from(half_year.since(self.first))
            .ok()
            .and_then(|place| self.rows.get(place))
            .and_then(Option::as_ref)
            .or(self.otherwise.as_ref())
            .ok_or(DomainError::UnknownRate(half_year))
    }

    /// Every row, oldest first.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &ReferenceRate> {
        self.rows.iter().flatten()
    }
}

/// One line of `rates.csv`; the source comes last and may hold commas.
pub(super) fn read_line(line: &str) -> Option<ReferenceRate> {
    let fields: Vec<&str> = line.splitn(6, ',').collect();
    let [half_year, ecb_refi, legal_consumer, legal_other, confidence, source] = fields.as_slice() else {
        return None;
    };
    Some(ReferenceRate {
        half_year: half_year.parse().ok()?,
        ecb_refi_bp: ecb_refi.parse().ok()?,
        legal_consumer_bp: legal_consumer.parse().ok()?,
        legal_other_bp: legal_other.parse().ok()?,
        confidence: match *confidence {
            "sure" => Confidence::Sure,
            "to_check" => Confidence::ToCheck,
            _ => return None,
        },
        source: (*source).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(text: &str) -> HalfYear {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_file_is_read() {
        let lines = include_str!("rates.csv").lines().filter(|line| !line.starts_with('#')).count() - 1;
        let table = RateTable::built_in();
        assert_eq!(lines, 36, "18 years since 2009");
        assert_eq!(table.rows().count(), lines);
        let halves: Vec<HalfYear> = table.rows().map(|row| row.half_year).collect();
        assert!(halves.windows(2).all(|pair| pair[0].next() == pair[1]), "no half-year is missing in between");
    }

    #[test]
    fn the_rates_are_those_of_the_published_tables() {
        let table = RateTable::built_in();
        for (half_year, ecb, consumer, other) in [
            ("2009-S1", 250, 379, 379),
            ("2014-S1", 25, 4, 4),
            ("2015-S1", 5, 406, 93),
            ("2020-S2", 0, 311, 84),
            ("2023-S1", 250, 447, 206),
            ("2024-S2", 425, 816, 492),
            ("2026-S1", 215, 667, 262),
            ("2026-S2", 240, 684, 275),
        ] {
            let row = table.get(half(half_year)).unwrap();
            assert_eq!((row.ecb_refi_bp, row.legal_consumer_bp, row.legal_other_bp), (ecb, consumer, other), "{half_year}");
        }
        assert_eq!(table.get(half("2026-S2")).unwrap().confidence, Confidence::ToCheck);
    }

    #[test]
    fn a_half_year_not_in_the_table_is_refused() {
        let table = RateTable::built_in();
        for unknown in ["2027-S1", "2008-S2", "9999-S2", "0000-S1"] {
            assert_eq!(table.get(half(unknown)), Err(DomainError::UnknownRate(half(unknown))));
        }
        assert_eq!(RateTable::from_rows([]).get(half("2026-S1")), Err(DomainError::UnknownRate(half("2026-S1"))));
    }

    #[test]
    fn a_row_of_the_user_is_added_or_replaces() {
        let typed = |half_year, ecb| ReferenceRate {
            half_year: half(half_year),
            ecb_refi_bp: ecb,
            legal_consumer_bp: 700,
            legal_other_bp: 300,
            confidence: Confidence::Sure,
            source: "arrêté".to_owned(),
        };
        let table = RateTable::built_in().with([typed("2026-S2", 265), typed("2027-S2", 275)]);
        assert_eq!(table.get(half("2026-S2")).unwrap().ecb_refi_bp, 265);
        assert_eq!(table.get(half("2027-S2")).unwrap().ecb_refi_bp, 275);
        assert_eq!(table.get(half("2027-S1")), Err(DomainError::UnknownRate(half("2027-S1"))), "a gap stays a gap");
    }

    #[test]
    fn an_odd_row_is_questioned() {
        let today = "2026-11-22".parse().unwrap();
        let row = RateTable::built_in().get(half("2026-S2")).unwrap().clone();
        let table = RateTable::built_in();
        // The legal rates of 2014 and 2015 are of two regimes: one rate, then two.
        let odd: Vec<String> =
            table.rows().filter(|row| !check(row, &table, today).is_empty()).map(|row| row.half_year.to_string()).collect();
        assert_eq!(odd, ["2015-S1"]);
        for (odd, problem) in [
            (ReferenceRate { ecb_refi_bp: 2_001, ..row.clone() }, RateProblem::EcbOutOfRange),
            (ReferenceRate { legal_other_bp: 0, ..row.clone() }, RateProblem::LegalOutOfRange),
            (ReferenceRate { legal_consumer_bp: 275, legal_other_bp: 684, ..row.clone() }, RateProblem::ColumnsCrossed),
            (ReferenceRate { half_year: half("2027-S1"), ..row.clone() }, RateProblem::NotBegun),
            (ReferenceRate { source: " ".to_owned(), ..row.clone() }, RateProblem::NoSource),
            (ReferenceRate { half_year: half("2008-S2"), ..row.clone() }, RateProblem::TooOld),
            (ReferenceRate { ecb_refi_bp: 242, ..row.clone() }, RateProblem::EcbNotAStep),
            (ReferenceRate { ecb_refi_bp: 470, ..row.clone() }, RateProblem::EcbJump),
            (ReferenceRate { legal_consumer_bp: 968, ..row.clone() }, RateProblem::LegalJump),
        ] {
            assert_eq!(check(&odd, &table, today).first(), Some(&problem));
        }
        assert!(RateProblem::EcbJump.may_be_kept() && !RateProblem::NotBegun.may_be_kept(), "odd is asked, impossible is refused");
    }
}
