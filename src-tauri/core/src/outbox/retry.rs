//! When to try again what the server surely did not take.
use chrono::{DateTime, TimeDelta, Utc};

/// Tries after which a person must look.
pub const MAX_TRIES: u32 = 6;

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

#[cfg(test)]
mod tests {
    use super::*;

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
