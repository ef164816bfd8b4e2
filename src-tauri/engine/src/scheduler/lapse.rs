//! An approval lapses when its facts move, at once and not at the second of sending alone: the list never shows as ready what is not.
use crate::app::App;
use crate::error::Result;
use crate::outgoing::check::{self, Verdict};
use crate::store::{Actor, dispatches, waiting};

/// Judges again the messages that wait and whose invoices moved, once after each move.
pub(super) fn look(app: &App) -> Result<()> {
    if !app.sending.facts_moved() {
        return Ok(());
    }
    for id in app.read(waiting::moved)? {
        app.write(Actor::Scheduler, |tx| {
            let row = dispatches::get(&tx.sql, id)?;
            if !row.state.is_waiting() {
                return Ok(());
            }
            match check::verdict(tx, &row)? {
                Verdict::Send(_) => Ok(()),
                other => check::apply(tx, &row, other),
            }
        })?;
    }
    Ok(())
}
