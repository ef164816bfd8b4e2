//! « Congés jusqu'au … »: everything waits, and comes back by itself.
use super::{ClosureView, LiftClosure, SetClosure};
use crate::App;
use crate::commands::{Nothing, check};
use crate::error::{Error, Result};
use crate::store::{About, Actor, Outcome, closures as stored};
use echu_core::dunning::situation::Closure;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;

/// The longest, in days: after a quarter, clients who owe would have been forgotten.
const LONGEST: i64 = 92;

/// Days away that stand and are not over, soonest first.
///
/// # Errors
/// When the base cannot be read.
pub fn closures(app: &App, _request: Nothing) -> Result<Vec<ClosureView>> {
    let today = app.when().today;
    app.read(|conn| Ok(stored::standing(conn, today)?.into_iter().map(|(id, one)| view(id, one, today)).collect()))
}

fn view(id: i64, one: Closure, today: chrono::NaiveDate) -> ClosureView {
    ClosureView { id, now: one.from <= today, from: one.from, until: one.until, note: one.note }
}

/// Puts everything in pause: reminders, calls, what waits to be sent.
///
/// # Errors
/// Days that have passed or in the wrong order, or more than three months.
pub fn set_closure(app: &App, request: SetClosure) -> Result<Outcome<ClosureView>> {
    let note = check::text("note", &request.note, check::LONG)?;
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let from = request.from.map(|on| check::day("from", on)).transpose()?.unwrap_or(today);
        let until = check::day("until", request.until)?;
        if from < today {
            return Err(Error::Invalid { field: "from", reason: "past" });
        }
        if until < from {
            return Err(Error::Invalid { field: "until", reason: "past" });
        }
        if (until - from).num_days() > LONGEST {
            return Err(Error::Invalid { field: "until", reason: "out_of_range" });
        }
        let closure = Closure { from, until, note: note.clone() };
        let id = tx.insert_closure(&closure)?;
        tx.record(About::default(), &EventKind::ClosureSet(desk::Away { from, until, note: note.clone() }))?;
        Ok(view(id, closure, today))
    })
}

/// The owner is back before, or does not go.
///
/// # Errors
/// When the base cannot be written.
pub fn lift_closure(app: &App, request: LiftClosure) -> Result<Outcome<u32>> {
    let outcome = app.write(Actor::User, |tx| {
        let lifted = match request.id {
            Some(id) => tx.lift_closure(id)?,
            None => tx.lift_closures()?,
        };
        if lifted > 0 {
            tx.record(About::default(), &EventKind::ClosureLifted)?;
        }
        Ok(u32::try_from(lifted).unwrap_or(u32::MAX))
    })?;
    app.sending.nudge();
    Ok(outcome)
}
