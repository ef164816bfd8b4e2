//! The machine's clock, watched: a clock that jumps must not make messages leave.
use super::recover;
use crate::app::App;
use crate::error::Result;
use crate::store::{About, Actor, When, sender};
use chrono::TimeDelta;
use echu_core::pacing::Suspension;
use echu_core::timeline::EventKind;

/// A difference between the wall clock and the monotonic one beyond which someone changed the hour.
const JUMP: TimeDelta = TimeDelta::minutes(5);
/// Beyond this between two looks, the machine slept: it has just woken, the network may not have.
const SLEPT: TimeDelta = TimeDelta::minutes(2);
/// An hour that far before the last one seen is wrong, or that one was.
const BACKWARDS: TimeDelta = TimeDelta::hours(1);

/// Compares the clock with what it was, suspends sending when it jumped, and remembers that the app runs.
pub(super) fn look(app: &App, when: When) -> Result<()> {
    let elapsed = app.clock.elapsed();
    let row = app.read(sender::sender)?;
    let mut reason = None;
    if let Some((wall, monotonic)) = app.sending.looked(when.at, elapsed) {
        let by_wall = when.at - wall;
        let by_monotonic = TimeDelta::from_std(elapsed.saturating_sub(monotonic)).unwrap_or(TimeDelta::MAX);
        if (by_wall - by_monotonic).abs() > JUMP {
            reason = Some(Suspension::ClockJump);
        } else if by_wall > SLEPT {
            app.sending.restart_grace(when.at);
            reason = app.read(|conn| recover::absence(conn, &row, when))?;
        }
    }
    if when.at < row.last_seen_at - BACKWARDS {
        reason = Some(Suspension::ClockBack);
    }
    let save = app.sending.must_save(when.at);
    if reason.is_none() && !save {
        return Ok(());
    }
    app.write(Actor::Scheduler, |tx| {
        if let Some(reason) = reason {
            if tx.suspend(reason.key())? {
                tx.record(About::default(), &EventKind::SendingSuspended { why: reason.key().to_owned() })?;
            }
        } else {
            tx.seen()?;
        }
        Ok(())
    })?;
    Ok(())
}
