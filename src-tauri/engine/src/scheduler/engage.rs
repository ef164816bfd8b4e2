//! T2, the point of no return: called when the body is written and only the final dot is missing.
use crate::app::App;
use crate::error::Result;
use crate::faults;
use crate::journal::Kind;
use crate::outgoing::journal as side;
use crate::store::{Actor, dispatches};
use echu_core::ids::{DispatchId, InvoiceId};

/// True when the engagement is durable, in the base then in the journal: the dot may be written. False when a fact moved.
///
/// # Errors
/// The disk's: the dot must not be written. When the base took it and the journal did not, the row stays engaged and ends
/// uncertain: a false alarm, never a double.
pub(super) fn commit(app: &App, id: DispatchId, lease: &str, seen: &[(InvoiceId, i64)]) -> Result<bool> {
    let lines = app
        .write(Actor::Scheduler, |tx| {
            let row = dispatches::get(&tx.sql, id)?;
            if !tx.engage(id, lease, seen)? {
                return Ok(None);
            }
            let lines = side::prepare(tx, &row, Some(Kind::Engaged))?;
            faults::point("K8");
            Ok(Some(lines))
        })?
        .value;
    let Some(lines) = lines else { return Ok(false) };
    faults::point("K9");
    side::append(app, &lines)?;
    Ok(true)
}
