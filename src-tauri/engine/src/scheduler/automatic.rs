//! Announcing what leaves by itself, and letting it go at its hour. Costs nothing while no plan has such a step.
use crate::app::App;
use crate::error::Result;
use crate::outgoing::{account, automatic};
use crate::store::{Actor, When, accounts, forewarnings, sender};
use echu_core::receipts::Known;

/// Announces when the plan may have changed, releases when the hour has come and nothing holds sending back.
pub(super) fn look(app: &App, when: When) -> Result<()> {
    // Two computers may share this base: nobody knows which of them should let messages go.
    if app.synchronised_by().is_some() {
        if app.read(|conn| Ok(forewarnings::coming(conn, when.today)?.iter().any(|one| !one.retained)))? {
            app.write(Actor::Scheduler, automatic::forget)?;
        }
        return Ok(());
    }
    if app.sending.must_announce(when.at) && app.read(automatic::is_wanted)? {
        app.write(Actor::Scheduler, automatic::announce)?;
    }
    if !app.read(|conn| due(conn, when))? || account::problem(app)?.is_some() {
        return Ok(());
    }
    app.write(Actor::Scheduler, automatic::release)?;
    Ok(())
}

/// Whether something announced may go now: its hour has come, sending is neither paused nor suspended, and the money received is known.
fn due(conn: &rusqlite::Connection, when: When) -> Result<bool> {
    let hour_has_come = |one: &forewarnings::Forewarning| !one.retained && one.leaves_on == when.today && one.leaves_at <= when.at;
    if !forewarnings::coming(conn, when.today)?.iter().any(hour_has_come) {
        return Ok(false);
    }
    let row = sender::sender(conn)?;
    let held = row.paused_at.is_some() || !row.suspended_for.is_empty() || !accounts::trouble(conn)?.is_empty();
    Ok(!held && automatic::money(conn, when.today)? == Known::UpToDate)
}
