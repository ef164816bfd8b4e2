//! May anything leave now, and what? The rules are the core's; this reads what they need.
use crate::app::App;
use crate::clock::{instant, local};
use crate::error::Result;
use crate::outgoing::account;
use crate::store::sender::SenderRow;
use crate::store::{When, dispatches, settings, waiting};
use chrono::{DateTime, TimeDelta, Utc};
use echu_core::ids::DispatchId;
use echu_core::outbox::OutboxState;
use echu_core::pacing::{Gate, Rhythm, SenderFacts, Suspension};
use rusqlite::Connection;

/// So many doubts left without an answer say that nobody looks: nothing more leaves.
const SEVERAL: usize = 2;

/// Between two messages to one client.
const A_DAY: TimeDelta = TimeDelta::hours(24);

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
    let Some(first) = waiting::first_at(conn)? else { return Ok(Choice::Wait(None)) };
    if first > when.at {
        return Ok(Choice::Wait(Some(first)));
    }
    let facts = facts(conn, app, row, when)?;
    if let Gate::Wait { until, .. } = rhythm(conn, app)?.gate(local(when.at), &facts) {
        return Ok(Choice::Wait(Some(instant(until))));
    }
    let old = when.at - TimeDelta::days(3);
    let mut uncertain = dispatches::in_states(conn, &[OutboxState::Uncertain])?;
    uncertain.retain(|doubt| doubt.engaged_at.is_some_and(|at| at < old));
    if uncertain.len() >= SEVERAL {
        return Ok(Choice::Suspend(Suspension::OldUncertain));
    }
    // One mail a client a day: its turn comes later, the others go first.
    let written_to = waiting::clients_since(conn, when.at - A_DAY)?;
    let (mut doubtful, mut next) = (false, None);
    let chosen = waiting::first_due(conn, when.at, |one| {
        let Some(client) = one.client_id else { return Ok(true) };
        doubtful = uncertain.iter().any(|doubt| doubt.client_id == Some(client));
        let last = written_to.get(&client).filter(|_| !doubtful && !one.engaged_before);
        let free = last.map(|last| *last + A_DAY);
        next = next.into_iter().chain(free).min();
        Ok(free.is_none())
    })?;
    Ok(match chosen {
        Some(_) if doubtful => Choice::Suspend(Suspension::OldUncertain),
        Some(id) => Choice::Send(id),
        None => Choice::Wait(next),
    })
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
    let Some(first) = waiting::first_at(conn)? else { return Ok(None) };
    let facts = facts(conn, app, row, when)?;
    Ok(Some(instant(rhythm(conn, app)?.earliest(local(first), local(when.at), &facts))))
}

fn rhythm(conn: &Connection, app: &App) -> Result<Rhythm> {
    let folder = account::writes_files(app, &settings::mail_account(conn)?);
    Ok(if folder { Rhythm::Folder } else { Rhythm::Server(settings::sending_rules(conn)?) })
}
