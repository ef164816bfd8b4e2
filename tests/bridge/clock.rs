//! The clock of the bridge.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use echu_engine::clock::{Clock, SystemClock, instant};
use std::sync::{Arc, Mutex, PoisonError};

/// The hour at which a held day stands, unless told: inside working hours.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 30, 0) {
    Some(morning) => morning,
    None => NaiveTime::MIN,
};

/// A clock that stands still where it is put, or the system's until then.
#[derive(Clone)]
pub struct HeldClock(Arc<Mutex<Option<DateTime<Utc>>>>);

impl HeldClock {
    /// Held on that day, or running.
    pub fn new(today: Option<NaiveDate>) -> HeldClock {
        HeldClock(Arc::new(Mutex::new(today.map(|day| instant(day.and_time(MORNING))))))
    }

    /// Puts it at a day and an hour of Paris.
    pub fn hold(&self, today: NaiveDate, time: Option<NaiveTime>) {
        let at = instant(today.and_time(time.unwrap_or(MORNING)));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }
}

impl Clock for HeldClock {
    fn now(&self) -> DateTime<Utc> {
        let held = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.unwrap_or_else(|| SystemClock.now())
    }
}
