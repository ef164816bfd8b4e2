//! Civil days: ends of months, half-years, French public holidays, working days.
//!
//! No legal rule moves a contractual due date that falls on a holiday (CPC 641–642 is for procedure only):
//! working days serve to choose the day of a contact, never to count interest.
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

mod half_year;
pub use half_year::HalfYear;

/// The last day of the month of `day`.
pub fn end_of_month(day: NaiveDate) -> NaiveDate {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    // Past the last year the calendar knows, the last day it knows.
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| first.pred_opt()).unwrap_or(NaiveDate::MAX)
}

/// `day` moved by `count` days, stopping at the ends of the calendar.
pub fn plus_days(day: NaiveDate, count: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(count))).unwrap_or(NaiveDate::MAX)
}

/// Easter Sunday of a year of the Gregorian calendar, by the method of Meeus.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let rest = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(rest.div_euclid(31)).ok()?, u32::try_from(rest.rem_euclid(31) + 1).ok()?)
}

/// Where holidays are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Region {
    /// Metropolitan France but Alsace and Moselle.
    #[default]
    Metropole,
    /// Bas-Rhin, Haut-Rhin, Moselle: C. trav. L3134-13.
    AlsaceMoselle,
    /// Guadeloupe.
    Guadeloupe,
    /// Martinique.
    Martinique,
    /// French Guiana.
    Guyane,
    /// Réunion.
    Reunion,
    /// Mayotte.
    Mayotte,
    /// Saint-Barthélemy.
    SaintBarthelemy,
    /// Saint-Martin.
    SaintMartin,
}

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Friday before Easter, in Alsace and Moselle. The text is for the communes with a Protestant temple or a
    /// mixed church; it is taken for the whole of them, since its only effect here is a contact one day later.
    GoodFriday,
    /// Monday after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 8 May.
    VictoryDay,
    /// Thursday, 39 days after Easter.
    Ascension,
    /// Monday, 50 days after Easter.
    WhitMonday,
    /// 14 July.
    NationalDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
    /// 26 December, in Alsace and Moselle.
    SaintStephen,
    /// Abolition of slavery, overseas, on a day of each place: C. trav. L3422-2.
    Abolition,
}

impl Holiday {
    /// Its name in French.
    pub fn label(self) -> &'static str {
        match self {
            Holiday::NewYear => "jour de l’an",
            Holiday::GoodFriday => "Vendredi saint",
            Holiday::EasterMonday => "lundi de Pâques",
            Holiday::LabourDay => "fête du Travail",
            Holiday::VictoryDay => "8 mai",
            Holiday::Ascension => "Ascension",
            Holiday::WhitMonday => "lundi de Pentecôte",
            Holiday::NationalDay => "14 juillet",
            Holiday::Assumption => "Assomption",
            Holiday::AllSaints => "Toussaint",
            Holiday::Armistice => "11 novembre",
            Holiday::Christmas => "Noël",
            Holiday::SaintStephen => "Saint-Étienne",
            Holiday::Abolition => "abolition de l’esclavage",
        }
    }
}

/// The public holiday that falls on `day` in `region`: the eleven of C. trav. L3133-1, and those of the place.
pub fn holiday(day: NaiveDate, region: Region) -> Option<Holiday> {
    let date = (day.month(), day.day());
    let fixed = match date {
        (1, 1) => Some(Holiday::NewYear),
        (5, 1) => Some(Holiday::LabourDay),
        (5, 8) => Some(Holiday::VictoryDay),
        (7, 14) => Some(Holiday::NationalDay),
        (8, 15) => Some(Holiday::Assumption),
        (11, 1) => Some(Holiday::AllSaints),
        (11, 11) => Some(Holiday::Armistice),
        (12, 25) => Some(Holiday::Christmas),
        _ => None,
    };
    fixed.or_else(|| moving(day, region)).or_else(|| local(date, region))
}

/// The holidays counted from Easter.
fn moving(day: NaiveDate, region: Region) -> Option<Holiday> {
    match (day - easter(day.year())?).num_days() {
        -2 if region == Region::AlsaceMoselle => Some(Holiday::GoodFriday),
        1 => Some(Holiday::EasterMonday),
        39 => Some(Holiday::Ascension),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    }
}

/// The holidays of one place, by (month, day).
fn local(date: (u32, u32), region: Region) -> Option<Holiday> {
    let (theirs, holiday) = match region {
        Region::Metropole => return None,
        Region::AlsaceMoselle => ((12, 26), Holiday::SaintStephen),
        Region::Mayotte => ((4, 27), Holiday::Abolition),
        Region::Martinique => ((5, 22), Holiday::Abolition),
        Region::Guadeloupe => ((5, 27), Holiday::Abolition),
        Region::SaintMartin => ((5, 28), Holiday::Abolition),
        Region::Guyane => ((6, 10), Holiday::Abolition),
        Region::SaintBarthelemy => ((10, 9), Holiday::Abolition),
        Region::Reunion => ((12, 20), Holiday::Abolition),
    };
    (date == theirs).then_some(holiday)
}

/// True from Monday to Friday, holidays excepted.
pub fn is_working_day(day: NaiveDate, region: Region) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && holiday(day, region).is_none()
}

/// `day` if it is a working day, else the next one.
pub fn next_working_day(day: NaiveDate, region: Region) -> NaiveDate {
    let mut day = day;
    while !is_working_day(day, region) {
        match day.succ_opt() {
            Some(next) => day = next,
            None => break,
        }
    }
    day
}

/// `day` if it is a working day, else the last one before it.
pub fn last_working_day(day: NaiveDate, region: Region) -> NaiveDate {
    let mut day = day;
    while !is_working_day(day, region) {
        match day.pred_opt() {
            Some(before) => day = before,
            None => break,
        }
    }
    day
}

/// The `count`-th working day after `day`, the day itself not counted; for 0, [`next_working_day`].
pub fn add_working_days(day: NaiveDate, count: u32, region: Region) -> NaiveDate {
    if count == 0 {
        return next_working_day(day, region);
    }
    (0..count).fold(day, |day, _| next_working_day(plus_days(day, 1), region))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    /// Easter Sundays 2020–2040, from the published tables.
    const EASTERS: [(i32, u32, u32); 21] = [
        (2020, 4, 12),
        (2021, 4, 4),
        (2022, 4, 17),
        (2023, 4, 9),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2029, 4, 1),
        (2030, 4, 21),
        (2031, 4, 13),
        (2032, 3, 28),
        (2033, 4, 17),
        (2034, 4, 9),
        (2035, 3, 25),
        (2036, 4, 13),
        (2037, 4, 5),
        (2038, 4, 25),
        (2039, 4, 10),
        (2040, 4, 1),
    ];

    #[test]
    fn easter_and_its_holidays_fall_where_the_tables_say() {
        for (year, month, date) in EASTERS {
            let sunday = NaiveDate::from_ymd_opt(year, month, date).unwrap();
            assert_eq!(easter(year), Some(sunday), "{year}");
            for (after, expected) in [(1, Some(Holiday::EasterMonday)), (39, Some(Holiday::Ascension)), (50, Some(Holiday::WhitMonday))] {
                let found = holiday(plus_days(sunday, after), Region::Metropole);
                // A fixed holiday may fall on the same day, and is named first.
                let fixed = matches!(found, Some(Holiday::LabourDay | Holiday::VictoryDay));
                assert!(found == expected || fixed, "{year} + {after}: {found:?}");
            }
        }
        for (iso, expected) in [
            ("2026-04-06", Holiday::EasterMonday),
            ("2026-05-14", Holiday::Ascension),
            ("2026-05-25", Holiday::WhitMonday),
            ("2027-05-06", Holiday::Ascension),
            ("2024-05-20", Holiday::WhitMonday),
        ] {
            assert_eq!(holiday(day(iso), Region::Metropole), Some(expected), "{iso}");
        }
    }

    #[test]
    fn a_year_has_eleven_national_holidays() {
        for year in 2020..=2040 {
            let count = day(&format!("{year}-01-01"))
                .iter_days()
                .take_while(|d| d.year() == year)
                .filter(|d| holiday(*d, Region::Metropole).is_some())
                .count();
            // Where Ascension meets 1 or 8 May, two holidays make one day off.
            let ascension = plus_days(easter(year).unwrap(), 39);
            let meets = matches!((ascension.month(), ascension.day()), (5, 1) | (5, 8));
            assert_eq!(count, if meets { 10 } else { 11 }, "{year}");
        }
    }

    #[test]
    fn regions_have_their_own_days() {
        assert_eq!(holiday(day("2026-04-03"), Region::AlsaceMoselle), Some(Holiday::GoodFriday));
        assert_eq!(holiday(day("2026-12-26"), Region::AlsaceMoselle), Some(Holiday::SaintStephen));
        assert_eq!(holiday(day("2026-04-03"), Region::Metropole), None);
        for (iso, region) in [
            ("2026-04-27", Region::Mayotte),
            ("2026-05-22", Region::Martinique),
            ("2026-05-27", Region::Guadeloupe),
            ("2026-05-28", Region::SaintMartin),
            ("2026-06-10", Region::Guyane),
            ("2026-10-09", Region::SaintBarthelemy),
            ("2026-12-20", Region::Reunion),
        ] {
            assert_eq!(holiday(day(iso), region), Some(Holiday::Abolition), "{iso}");
            assert_eq!(holiday(day(iso), Region::Metropole), None, "{iso}");
        }
    }

    #[test]
    fn working_days_jump_over_weekends_and_holidays() {
        let at = Region::Metropole;
        assert_eq!(next_working_day(day("2026-11-23"), at), day("2026-11-23"), "a Monday stays");
        assert_eq!(next_working_day(day("2026-12-25"), at), day("2026-12-28"), "Christmas on a Friday");
        assert_eq!(next_working_day(day("2026-12-25"), Region::AlsaceMoselle), day("2026-12-28"));
        assert_eq!(add_working_days(day("2026-12-23"), 2, at), day("2026-12-28"));
        assert_eq!(add_working_days(day("2026-11-22"), 0, at), day("2026-11-23"), "a Sunday moves to Monday");
        assert_eq!(add_working_days(day("2026-11-20"), 5, at), day("2026-11-27"));
    }

    #[test]
    fn months_end_on_their_last_day() {
        for (from, end) in
            [("2026-02-15", "2026-02-28"), ("2028-02-01", "2028-02-29"), ("2026-12-31", "2026-12-31"), ("2026-04-30", "2026-04-30")]
        {
            assert_eq!(end_of_month(day(from)), day(end));
        }
        assert_eq!(end_of_month(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(plus_days(NaiveDate::MAX, 1), NaiveDate::MAX);
    }
}
