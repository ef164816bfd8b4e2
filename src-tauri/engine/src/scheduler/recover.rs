//! At opening: settles what the last run left, compares the base with the side journal, decides whether a person must look
//! before anything leaves.
use crate::app::App;
use crate::error::Result;
use crate::faults;
use crate::journal::Kind;
use crate::outgoing::journal as side;
use crate::store::dispatches::{self, Note};
use crate::store::{About, Actor, Tx, When, sender};
use chrono::TimeDelta;
use echu_core::outbox::{JournalMark, OutboxState, at_restart, reconcile};
use echu_core::pacing::{Suspension, next_open};
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// More sends due at once than this ask for a person.
const BURST: usize = 10;

/// Settles what the last run left. Nothing is sent here.
///
/// # Errors
/// When the base or the journal cannot be read: nothing may then leave.
pub fn recover(app: &App) -> Result<()> {
    let reading = side::read(app)?;
    let marks = side::marks(&reading);
    let lines = app
        .write(Actor::Scheduler, |tx| {
            let row = sender::sender(&tx.sql)?;
            restart(tx)?;
            let found = compare(tx, &marks)?;
            let last = reading.lines.iter().filter(|line| line.base == row.base_uuid).map(|line| line.seq).max().unwrap_or_default();
            let mut reason = None;
            if last > row.journal_seq || found {
                reason = Some(Suspension::OlderThanJournal);
                tx.sql.execute(
                    "UPDATE sender SET journal_seq = MAX(journal_seq, ?) WHERE id = 1",
                    [i64::try_from(last).unwrap_or(i64::MAX)],
                )?;
            } else if reading.damaged > 0 {
                reason = Some(Suspension::JournalDamaged);
            } else if due_at_once(&tx.sql, tx.when)? > BURST {
                reason = Some(Suspension::Burst);
            } else {
                reason = absence(&tx.sql, &row, tx.when)?;
            }
            if let Some(reason) = reason
                && tx.suspend(reason.key())?
            {
                tx.record(About::default(), &EventKind::SendingSuspended { why: reason.key().to_owned() })?;
            }
            complete(tx, &marks)
        })?
        .value;
    faults::point("K13");
    side::append(app, &lines)
}

/// What was before the point of no return is surely not sent; what was after is uncertain.
fn restart(tx: &mut Tx) -> Result<()> {
    for row in dispatches::in_states(&tx.sql, &[OutboxState::Sending, OutboxState::Engaged])? {
        let state = at_restart(row.state);
        let why = match state {
            OutboxState::Uncertain => "L’application s’est arrêtée pendant l’envoi : le message est peut-être parti",
            _ => "L’application s’est fermée pendant l’envoi",
        };
        let later = tx.when.at + TimeDelta::minutes(5);
        tx.set_state(&row, state, &Note { why, not_before: Some(later), ..Note::default() })?;
        if state == OutboxState::Uncertain {
            let about = row.client_id.map_or_else(About::default, About::client);
            tx.record(about, &EventKind::ReminderUncertain { recipient: row.recipient.clone(), why: why.to_owned() })?;
        }
    }
    Ok(())
}

/// What the journal saw leave may not leave again: an old base was put back. True when something was found.
fn compare(tx: &mut Tx, marks: &BTreeMap<String, JournalMark>) -> Result<bool> {
    let mut found = false;
    for row in dispatches::in_states(&tx.sql, &[OutboxState::Queued, OutboxState::Deferred, OutboxState::Uncertain])? {
        let mark = side::keys(&tx.sql, &row)?.iter().filter_map(|key| marks.get(key)).max().copied();
        let state = reconcile(row.state, mark);
        if state == row.state {
            continue;
        }
        found |= row.state != OutboxState::Uncertain;
        tx.set_state(&row, state, &Note { why: "Retrouvé dans le journal des envois", proof: "journal", ..Note::default() })?;
        if state == OutboxState::Sent {
            let about = row.client_id.map_or_else(About::default, About::client);
            super::settle::sent(tx, &row, about)?;
        }
    }
    Ok(found)
}

/// Sent rows whose result the journal lacks: the app died between the base and the journal.
fn complete(tx: &mut Tx, marks: &BTreeMap<String, JournalMark>) -> Result<Vec<crate::journal::Line>> {
    let mut lines = Vec::new();
    for row in dispatches::over(&tx.sql, 20)? {
        let is_sent = row.state == OutboxState::Sent && row.engaged_at.is_some();
        if is_sent && side::keys(&tx.sql, &row)?.iter().any(|key| marks.get(key) != Some(&JournalMark::Sent)) {
            lines.extend(side::prepare(tx, &row, Some(Kind::Sent))?);
        }
    }
    Ok(lines)
}

fn due_at_once(conn: &Connection, when: When) -> Result<usize> {
    let waiting = dispatches::in_states(conn, &[OutboxState::Queued, OutboxState::Deferred])?;
    Ok(waiting.iter().filter(|row| row.not_before <= when.at).count())
}

/// Whether a working day ended since the app was last seen, closed or asleep, with messages waiting: clients may have paid.
pub(super) fn absence(conn: &Connection, row: &sender::SenderRow, when: When) -> Result<Option<Suspension>> {
    let rules = crate::store::settings::sending_rules(conn)?;
    let opens = next_open(crate::clock::local(row.last_seen_at), &rules);
    let closes = opens.date().and_time(rules.to);
    let missed = opens.date() < when.today && closes <= crate::clock::local(when.at);
    Ok((missed && due_at_once(conn, when)? > 0).then_some(Suspension::MissedSlot))
}
