//! An approval lapses when its facts move, at once and not at the second of sending alone: the list never shows as ready what is not.
use super::past::Past;
use crate::app::App;
use crate::error::Result;
use crate::outgoing::check::{self, Verdict};
use crate::store::{Actor, dispatches, waiting};
use std::cmp::Ordering;

/// True after each move of a person or an import, and at opening: the next tick judges again the messages that wait.
pub fn must_judge(app: &App) -> bool {
    app.sending.must_judge()
}

/// Judges again the messages that wait and whose invoices moved, once after each move and at opening. What the side journal knows
/// of them comes first: a message that may have left is never shown as one that was given up.
pub(super) fn look(app: &App) -> Result<()> {
    if !must_judge(app) {
        return Ok(());
    }
    app.sending.judging();
    judge(app).inspect_err(|_| app.sending.facts_written())
}

/// A disk that refuses leaves the rest to the next tick.
fn judge(app: &App) -> Result<()> {
    let moved = app.read(waiting::moved)?;
    if moved.is_empty() {
        return Ok(());
    }
    let past = Past::read(app)?;
    for id in moved {
        let goes_on = app.write(Actor::Scheduler, |tx| {
            if past.against(tx)? == Ordering::Greater {
                past.confront(tx)?;
                return Ok(false);
            }
            let row = dispatches::get(&tx.sql, id)?;
            if row.state.is_waiting() && !past.settle(tx, &row)? {
                let verdict = check::verdict(tx, &row)?;
                if !matches!(verdict, Verdict::Send(_)) {
                    check::apply(tx, &row, verdict)?;
                }
            }
            Ok(true)
        })?;
        if !goes_on.value {
            break;
        }
    }
    Ok(())
}
