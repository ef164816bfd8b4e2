//! A clock that goes only where the story takes it.
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use echu_engine::clock::{Clock, instant, local};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A clock the story moves. Clones show the same time.
#[derive(Debug, Clone)]
pub struct MovingClock {
    at: Arc<Mutex<DateTime<Utc>>>,
    changed_by: Arc<Mutex<TimeDelta>>,
}

impl MovingClock {
    /// Stands at nine in the morning, in Paris, on that day.
    ///
    /// # Panics
    /// When the day is not written `YYYY-MM-DD`.
    pub fn on(day: &str) -> MovingClock {
        let clock = MovingClock { at: Arc::default(), changed_by: Arc::default() };
        clock.go_to(day, "09:00");
        clock
    }

    /// Stands at an instant.
    pub fn at(instant: DateTime<Utc>) -> MovingClock {
        MovingClock { at: Arc::new(Mutex::new(instant)), changed_by: Arc::default() }
    }

    /// Goes to a day and a wall-clock time in Paris.
    ///
    /// # Panics
    /// When they are not written `YYYY-MM-DD` and `HH:MM`.
    pub fn go_to(&self, day: &str, time: &str) {
        let day: NaiveDate = day.parse().expect("a day written YYYY-MM-DD");
        let time = NaiveTime::parse_from_str(time, "%H:%M").expect("a time written HH:MM");
        self.set(instant(day.and_time(time)));
    }

    /// Moves by some seconds.
    pub fn seconds_pass(&self, seconds: i64) {
        self.set(self.now() + TimeDelta::seconds(seconds));
    }

    /// Someone changes the hour of the machine: no time has passed.
    pub fn hour_is_changed(&self, by: TimeDelta) {
        self.set(self.now() + by);
        *self.changed_by.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// Goes to nine in the morning, that many days later.
    pub fn days_pass(&self, days: i64) {
        let day = local(self.now()).date() + TimeDelta::days(days);
        self.go_to(&day.to_string(), "09:00");
    }

    /// Goes to an instant.
    pub fn set(&self, at: DateTime<Utc>) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

impl Clock for MovingClock {
    fn now(&self) -> DateTime<Utc> {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn elapsed(&self) -> Duration {
        let by = *self.changed_by.lock().unwrap_or_else(PoisonError::into_inner);
        Duration::from_secs(u64::try_from((self.now() - by).timestamp()).unwrap_or_default())
    }
}
