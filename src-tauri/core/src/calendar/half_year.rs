//! The half-years of reference rates.
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// January to June, or July to December, of a year. Written `2026-S2` in files and on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string", export_to = "contract.gen.ts"))]
pub struct HalfYear(
    /// Half-years since the first of year 0: one number makes the next one and a table's index easy.
    i32,
);

impl HalfYear {
    /// The first (1) or second (2) half of `year`, which has at most four figures.
    pub fn new(year: i32, half: u8) -> Option<HalfYear> {
        match half {
            1 | 2 if (0..=9999).contains(&year) => Some(HalfYear(year * 2 + i32::from(half) - 1)),
            _ => None,
        }
    }

    /// The half-year of `day`.
    pub fn of(day: NaiveDate) -> HalfYear {
        HalfYear(day.year() * 2 + i32::from(day.month() > 6))
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(2)
    }

    /// 1 or 2.
    pub fn half(self) -> u8 {
        if self.0.rem_euclid(2) == 0 { 1 } else { 2 }
    }

    /// 1 January or 1 July: the day whose ECB rate holds for the half-year.
    pub fn first_day(self) -> NaiveDate {
        let month = if self.half() == 1 { 1 } else { 7 };
        NaiveDate::from_ymd_opt(self.year(), month, 1).unwrap_or(NaiveDate::MIN)
    }

    /// 30 June or 31 December.
    pub fn last_day(self) -> NaiveDate {
        let (month, day) = if self.half() == 1 { (6, 30) } else { (12, 31) };
        NaiveDate::from_ymd_opt(self.year(), month, day).unwrap_or(NaiveDate::MAX)
    }

    /// The one after it.
    pub fn next(self) -> HalfYear {
        HalfYear(self.0 + 1)
    }

    /// The one before it.
    pub fn previous(self) -> HalfYear {
        HalfYear(self.0 - 1)
    }

    /// How many half-years lie from `first` to this one; negative when it comes before.
    pub fn since(self, first: HalfYear) -> i32 {
        self.0 - first.0
    }

    /// As printed: `1er semestre 2026`, `2d semestre 2026`.
    pub fn label(self) -> String {
        format!("{} semestre {}", if self.half() == 1 { "1er" } else { "2d" }, self.year())
    }
}

/// As stored and sent: `2026-S2`.
impl fmt::Display for HalfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-S{}", self.year(), self.half())
    }
}

/// The text is not of the form `2026-S2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a half-year is written 2026-S1 or 2026-S2")]
pub struct NotAHalfYear;

impl FromStr for HalfYear {
    type Err = NotAHalfYear;
    fn from_str(text: &str) -> Result<HalfYear, NotAHalfYear> {
        let (year, half) = text.split_once("-S").ok_or(NotAHalfYear)?;
        if year.len() != 4 || half.len() != 1 {
            return Err(NotAHalfYear);
        }
        let (year, half) = (year.parse().map_err(|_| NotAHalfYear)?, half.parse().map_err(|_| NotAHalfYear)?);
        HalfYear::new(year, half).ok_or(NotAHalfYear)
    }
}

impl Serialize for HalfYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HalfYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<HalfYear, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_year_knows_its_borders() {
        let second = HalfYear::new(2026, 2).unwrap();
        assert_eq!(second.first_day().to_string(), "2026-07-01");
        assert_eq!(second.last_day().to_string(), "2026-12-31");
        assert_eq!(HalfYear::of(second.last_day()), second);
        assert_eq!(HalfYear::of("2026-06-30".parse().unwrap()).next(), second);
        assert_eq!(second.next().to_string(), "2027-S1");
        assert_eq!(second.since(HalfYear::new(2009, 1).unwrap()), 35);
    }

    #[test]
    fn a_half_year_is_written_for_people_and_for_files() {
        assert_eq!(HalfYear::new(2026, 1).unwrap().label(), "1er semestre 2026");
        assert_eq!(HalfYear::new(2026, 2).unwrap().label(), "2d semestre 2026");
        assert_eq!("2026-S2".parse(), Ok(HalfYear::new(2026, 2).unwrap()));
        for bad in ["2026-S3", "2026-S0", "26-S1", "2026S1", "2026-S11", "-026-S1", ""] {
            assert_eq!(bad.parse::<HalfYear>(), Err(NotAHalfYear), "{bad:?}");
        }
    }
}
