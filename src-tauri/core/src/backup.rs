//! Backups as dates and sizes: which of them go on a day, when the next one, the next trial and the next reminder are due.
//!
//! Only verified backups are given to these rules; what did not pass its checks was never one.
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet};

/// Days of which one backup is kept, today with all of its own.
const DAYS: i64 = 7;
/// Weeks (ISO) of which one is kept, the current one among them.
const WEEKS: i64 = 8;
/// Months of which one is kept, the current one among them.
const MONTHS: i32 = 24;
/// So many are never dropped, however old and large.
pub const NEVER_FEWER: usize = 3;
/// Days between two trials of a restore.
const BETWEEN_TRIALS: i64 = 30;
/// Days after which a second place without a new copy is spoken of.
const COPY_AGE: i64 = 14;
/// Days for which a person who answered « plus tard » is left alone.
const QUIET: i64 = 7;
/// Events since the last backup above which closing the app makes one.
pub const CHANGES_AT_EXIT: i64 = 50;

/// A verified backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// When it was made, where the user is.
    pub at: NaiveDateTime,
    /// Its size, in bytes.
    pub bytes: u64,
}

/// What the rotation decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rotation {
    /// Places, in the list given, of the backups that go.
    pub dropped: BTreeSet<usize>,
    /// True when what stays is still larger than the cap.
    pub over_cap: bool,
}

/// Which backups go on a day: of the last seven days, eight weeks and twenty-four months the newest stays, and all those of
/// today. Above `cap` bytes the oldest go too. The newest three always stay, and so does what is dated after today: a clock
/// that was wrong must not erase anything.
pub fn rotate(backups: &[Kept], today: NaiveDate, cap: u64) -> Rotation {
    let mut newest_first: Vec<usize> = (0..backups.len()).collect();
    newest_first.sort_by_key(|at| (backups.get(*at).map(|one| std::cmp::Reverse(one.at)), std::cmp::Reverse(*at)));
    let mut kept: BTreeSet<usize> = newest_first.iter().take(NEVER_FEWER).copied().collect();
    let safe = kept.clone();
    let (mut days, mut weeks, mut months) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for place in &newest_first {
        let Some(one) = backups.get(*place) else { continue };
        let day = one.at.date();
        let age = (today - day).num_days();
        let week = (monday(today) - monday(day)).num_days() / 7;
        let month = month_of(today) - month_of(day);
        let by_day = age < DAYS && days.insert(day);
        let by_week = week < WEEKS && weeks.insert(monday(day));
        let by_month = month < MONTHS && months.insert(month_of(day));
        if age <= 0 || by_day || by_week || by_month {
            kept.insert(*place);
        }
    }
    let sizes: BTreeMap<usize, u64> = backups.iter().map(|one| one.bytes).enumerate().collect();
    let size = |kept: &BTreeSet<usize>| kept.iter().filter_map(|at| sizes.get(at)).fold(0_u64, |sum, bytes| sum.saturating_add(*bytes));
    for oldest in newest_first.iter().rev() {
        if size(&kept) <= cap {
            break;
        }
        if !safe.contains(oldest) {
            kept.remove(oldest);
        }
    }
    let dropped = (0..backups.len()).filter(|at| !kept.contains(at)).collect();
    Rotation { dropped, over_cap: size(&kept) > cap }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - chrono::Days::new(u64::from(day.weekday().num_days_from_monday()))
}

fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default()
}

/// True when no backup was made on `today` yet.
pub fn daily_due(backups: &[Kept], today: NaiveDate) -> bool {
    !backups.iter().any(|one| one.at.date() == today)
}

/// True when a restore is to be tried: never yet, thirty days ago, or on a day that is still to come.
pub fn trial_due(last: Option<NaiveDate>, today: NaiveDate) -> bool {
    last.is_none_or(|last| last > today || (today - last).num_days() >= BETWEEN_TRIALS)
}

/// True when the person is to be told that no other disk holds a recent copy: the oldest backup and the last copy are both
/// fourteen days old at least, and nobody answered « plus tard » within seven days.
pub fn copy_wanted(oldest: Option<NaiveDate>, copied: Option<NaiveDate>, put_off: Option<NaiveDate>, today: NaiveDate) -> bool {
    let since = |day: NaiveDate| (today - day).num_days();
    let Some(oldest) = oldest else { return false };
    since(oldest) >= COPY_AGE
        && copied.is_none_or(|day| since(day) >= COPY_AGE)
        && put_off.is_none_or(|day| !(0..QUIET).contains(&since(day)))
}

/// True when closing the app is worth a backup: that many events since the last.
pub fn worth_at_exit(last: Option<i64>, now: i64) -> bool {
    now - last.unwrap_or_default() > CHANGES_AT_EXIT
}

#[cfg(test)]
mod tests;
