//! When to try again what the server surely did not take.
use crate::calendar::{Region, add_working_days};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Tries after which a person must look.
const MAX_TRIES: u32 = 6;

/// Working days of tries after which a person must look.
const MAX_WORKING_DAYS: u32 = 3;

const WAITS: [i64; 5] = [5, 15, 45, 120, 360];

/// When to try again after `tries` tries, or `None` when they are spent. `jitter_permille` moves the wait by at most ± 20 %:
/// −200 to 200. Closed hours are the sender's to skip.
pub fn retry_at(tries: u32, now: DateTime<Utc>, jitter_permille: i32) -> Option<DateTime<Utc>> {
    if tries >= MAX_TRIES {
        return None;
    }
    let index = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    let minutes = WAITS.get(index).or(WAITS.last()).copied()?;
    let jitter = i64::from(jitter_permille.clamp(-200, 200));
    Some(now + TimeDelta::milliseconds(minutes * 60 * (1000 + jitter)))
}

/// True when the server put a message off too often, or since too long: so many tries were counted, the first on that day.
pub fn is_spent(tries: u32, first_try: NaiveDate, today: NaiveDate, region: Region) -> bool {
    tries >= MAX_TRIES || today >= add_working_days(first_try, MAX_WORKING_DAYS, region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_spent_after_six_or_after_three_working_days() {
        let day = |iso: &str| iso.parse::<NaiveDate>().unwrap();
        let spent = |tries, first, today| is_spent(tries, day(first), day(today), Region::Metropole);
        assert!(!spent(5, "2026-11-23", "2026-11-23") && spent(6, "2026-11-23", "2026-11-23"));
        assert!(!spent(2, "2026-11-20", "2026-11-24"), "Friday, Monday and Tuesday are three days of tries");
        assert!(spent(2, "2026-11-20", "2026-11-25"));
        assert!(!spent(1, "2026-11-10", "2026-11-13"), "the eleventh of November is a holiday");
    }

    #[test]
    fn the_waits_grow_and_end_after_six_tries() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let minutes = |tries| retry_at(tries, now, 0).map(|at| (at - now).num_minutes());
        let waits: Vec<Option<i64>> = (1..=6).map(minutes).collect();
        assert_eq!(waits, [Some(5), Some(15), Some(45), Some(120), Some(360), None]);
        assert_eq!(
            retry_at(1, now, 200).map(|at| (at - now).num_seconds()),
            Some(360),
            "20 % more, never less than the minutes asked by grey-listing with +"
        );
    }
}
