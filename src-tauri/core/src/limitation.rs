//! Limitation (« prescription »): the last day on which a claim may still be brought to court.
use crate::party::DebtorKind;
use chrono::{Datelike, NaiveDate};

/// Which limitation a claim falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitationKind {
    /// Between professionals: 5 years (C. com. L110-4; C. civ. 2224, 2233).
    Business,
    /// Professional against consumer: 2 years, which no contract may change (C. conso. L218-2, L218-1).
    Consumer,
    /// Against a public body: 4 years from the next 1 January (law 68-1250, art. 1).
    PublicBody,
    /// Carriage of goods: 1 year from delivery (C. com. L133-6).
    Transport,
}

impl From<DebtorKind> for LimitationKind {
    fn from(debtor: DebtorKind) -> LimitationKind {
        match debtor {
            DebtorKind::Business => LimitationKind::Business,
            DebtorKind::Consumer => LimitationKind::Consumer,
            DebtorKind::PublicBody => LimitationKind::PublicBody,
        }
    }
}

/// The last day to act.
///
/// `from` is the due date, or the day of delivery for carriage. For works done for a consumer, courts may count from
/// their completion: give the earlier of the two. Each interruption (acknowledgement of the debt, C. civ. 2240; claim
/// in court, 2241; enforcement, 2244) starts the same time again (2231), twenty years after `from` at the latest
/// (2232, not for public bodies, which have a law of their own); one that comes too late, or before `from`, changes
/// nothing. A reminder or a formal notice, even registered, is no interruption.
pub fn last_day(kind: LimitationKind, from: NaiveDate, interruptions: &[NaiveDate]) -> NaiveDate {
    let mut days: Vec<NaiveDate> = interruptions.iter().copied().filter(|day| *day >= from).collect();
    days.sort_unstable();
    let last = days.into_iter().fold(runs_out(kind, from), |last, day| if day <= last { runs_out(kind, day) } else { last });
    match kind {
        LimitationKind::Business | LimitationKind::Consumer | LimitationKind::Transport => last.min(years_after(from, 20)),
        LimitationKind::PublicBody => last,
    }
}

/// The last day of the time that starts on `from`.
fn runs_out(kind: LimitationKind, from: NaiveDate) -> NaiveDate {
    match kind {
        LimitationKind::Business => years_after(from, 5),
        LimitationKind::Consumer => years_after(from, 2),
        LimitationKind::Transport => years_after(from, 1),
        LimitationKind::PublicBody => NaiveDate::from_ymd_opt(from.year() + 4, 12, 31).unwrap_or(NaiveDate::MAX),
    }
}

/// The same day `years` later; 28 February for a 29 that year does not have.
fn years_after(day: NaiveDate, years: i32) -> NaiveDate {
    let year = day.year() + years;
    NaiveDate::from_ymd_opt(year, day.month(), day.day())
        .or_else(|| NaiveDate::from_ymd_opt(year, day.month(), 28))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use LimitationKind::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn each_claim_has_its_last_day() {
        for (kind, from, last) in [
            (Business, "2026-05-15", "2031-05-15"),
            (Business, "2028-02-29", "2033-02-28"),
            (Consumer, "2026-05-15", "2028-05-15"),
            (Transport, "2026-05-15", "2027-05-15"),
            (PublicBody, "2026-01-01", "2030-12-31"),
            (PublicBody, "2026-12-31", "2030-12-31"),
        ] {
            assert_eq!(last_day(kind, day(from), &[]), day(last), "{kind:?} {from}");
        }
        assert_eq!(LimitationKind::from(DebtorKind::Consumer), Consumer);
    }

    #[test]
    fn an_interruption_starts_the_time_again() {
        let from = day("2026-05-15");
        for (kind, interruptions, last) in [
            (Consumer, vec!["2027-01-10"], "2029-01-10"),
            (Consumer, vec!["2028-12-01", "2027-01-10"], "2030-12-01"),
            (Consumer, vec!["2028-05-15"], "2030-05-15"),
            (Consumer, vec!["2028-05-16"], "2028-05-15"),
            (Consumer, vec!["2026-05-14"], "2028-05-15"),
            (PublicBody, vec!["2030-12-31"], "2034-12-31"),
            (Business, vec!["2031-01-01", "2036-01-01", "2041-01-01", "2045-01-01"], "2046-05-15"),
        ] {
            let days: Vec<NaiveDate> = interruptions.iter().map(|iso| day(iso)).collect();
            assert_eq!(last_day(kind, from, &days), day(last), "{kind:?} {interruptions:?}");
        }
    }
}
