//! May anything leave now, and what? The rules are the core's; this reads what they need.
use crate::app::App;
use crate::clock::{instant, local};
use crate::error::Result;
use crate::outgoing::account;
use crate::store::sender::SenderRow;
use crate::store::{When, dispatches, settings};
use chrono::{DateTime, TimeDelta, Utc};
use echu_core::ids::DispatchId;
use echu_core::outbox::OutboxState;
use echu_core::pacing::{Gate, Rhythm, SenderFacts, Suspension};
use rusqlite::Connection;

/// So many doubts left without an answer say that nobody looks: nothing more leaves.
const SEVERAL: usize = 2;

/// What the tick does.
pub(super) enum Choice {
    /// Try this one.
    Send(DispatchId),
    /// A person must look first.
    Suspend(Suspension),
    /// Nothing before this instant; `None`: nothing waits.
    Wait(Option<DateTime<Utc>>),
}

/// Chooses the oldest due message, if the rules let one leave.
pub(super) fn choose(conn: &Connection, app: &App, row: &SenderRow, when: When) -> Result<Choice> {
    if row.paused_at.is_some() || !row.suspended_for.is_empty() || !row.account_problem.is_empty() {
        return Ok(Choice::Wait(None));
    }
    let waiting = dispatches::in_states(conn, &[OutboxState::Queued, OutboxState::Deferred])?;
    let Some(first) = waiting.iter().map(|one| one.not_before).min() else { return Ok(Choice::Wait(None)) };
    let old = when.at - TimeDelta::days(3);
    let mut uncertain = dispatches::in_states(conn, &[OutboxState::Uncertain])?;
    uncertain.retain(|doubt| doubt.engaged_at.is_some_and(|at| at < old));
    let facts = facts(conn, app, row, when)?;
    if first > when.at {
        return Ok(Choice::Wait(Some(first)));
    }
    if let Gate::Wait { until, .. } = rhythm(conn, app)?.gate(local(when.at), &facts) {
        return Ok(Choice::Wait(Some(instant(until))));
    }
    if uncertain.len() >= SEVERAL {
        return Ok(Choice::Suspend(Suspension::OldUncertain));
    }
    let mut next = None;
    for one in waiting.iter().filter(|one| one.not_before <= when.at) {
        if let Some(client) = one.client_id {
            if uncertain.iter().any(|doubt| doubt.client_id == Some(client)) {
                return Ok(Choice::Suspend(Suspension::OldUncertain));
            }
            // One mail a client a day: its turn comes later, the others go first.
            if let Some(last) = dispatches::last_to_client(conn, client)?
                && one.engaged_at.is_none()
                && last + TimeDelta::hours(24) > when.at
            {
                let free = last + TimeDelta::hours(24);
                next = Some(next.map_or(free, |known: DateTime<Utc>| known.min(free)));
                continue;
            }
        }
        return Ok(Choice::Send(one.id));
    }
    Ok(Choice::Wait(next))
}

fn facts(conn: &Connection, app: &App, row: &SenderRow, when: When) -> Result<SenderFacts> {
    let sent = dispatches::engaged_since(conn, when.at - TimeDelta::hours(24))?;
    let spacing = sent.last().map(|(at, _)| super::jittered(1, &at.to_rfc3339()));
    Ok(SenderFacts {
        sent: sent.iter().map(|(at, recipients)| (local(*at), *recipients)).collect(),
        started_at: app.sending.started_at().map(local),
        cool_until: row.cool_until.map(local),
        spacing_permille: spacing.map_or(1000, |share| u32::try_from(share.num_milliseconds()).unwrap_or(1000)),
    })
}

/// When the next message should leave, as far as one can tell now: for the screen.
pub fn next_at(conn: &Connection, app: &App, row: &SenderRow, when: When) -> Result<Option<DateTime<Utc>>> {
    let waiting = dispatches::in_states(conn, &[OutboxState::Queued, OutboxState::Deferred])?;
    let Some(first) = waiting.iter().map(|one| one.not_before).min() else { return Ok(None) };
    let facts = facts(conn, app, row, when)?;
    Ok(Some(instant(rhythm(conn, app)?.earliest(local(first), local(when.at), &facts))))
}

fn rhythm(conn: &Connection, app: &App) -> Result<Rhythm> {
    let folder = account::writes_files(app, &settings::mail_account(conn)?);
    Ok(if folder { Rhythm::Folder } else { Rhythm::Server(settings::sending_rules(conn)?) })
}
