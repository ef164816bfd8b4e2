//! At opening: settles what the last run left, compares the base with the side journal, decides whether a person must look
//! before anything leaves.
use super::past::{self, Past};
use crate::app::App;
use crate::error::Result;
use crate::faults;
use crate::journal::Line;
use crate::outgoing::journal as side;
use crate::store::dispatches::{self, Note};
use crate::store::{About, Tx, When, sender, waiting};
use chrono::TimeDelta;
use echu_core::outbox::{OutboxState, at_restart};
use echu_core::pacing::{Suspension, next_open};
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use std::cmp::Ordering;

/// More sends due at once than this ask for a person.
const BURST: u32 = 10;

/// Settles what the last run left. Nothing is sent here.
///
/// # Errors
/// When the base or the journal cannot be read: nothing may then leave.
pub fn recover(app: &App) -> Result<()> {
    let mut past = Past::read_whole(app)?;
    let lines = match app.write_at_opening(|tx| settle(tx, &mut past, app.is_demo())) {
        Ok(outcome) => outcome.value,
        Err(error) => {
            past.forget();
            return Err(error);
        }
    };
    if lines.is_empty() {
        return Ok(());
    }
    faults::point("K13");
    side::append(app, &lines)
}

/// Every row in a state that stands, and sending suspended if a person must look. Gives the lines the journal lacks.
/// The demonstration has no journal: its messages reach nobody.
fn settle(tx: &mut Tx, past: &mut Past, is_demo: bool) -> Result<Vec<Line>> {
    let row = sender::sender(&tx.sql)?;
    restart(tx)?;
    let is_older = past.against(tx)? == Ordering::Greater;
    if is_older {
        past.confront(tx)?;
    }
    let is_from_elsewhere = !is_demo && past.knows_nothing(tx)?;
    let lines = past.complete(tx)?;
    if is_older {
        return Ok(lines);
    }
    if past.settle_all(tx)? {
        past::suspend(tx, Suspension::OlderThanJournal)?;
    } else if is_from_elsewhere {
        past::suspend(tx, Suspension::TakenOver)?;
    } else if past.is_damaged() {
        past::suspend(tx, Suspension::JournalDamaged)?;
    } else if waiting::due(&tx.sql, tx.when.at)? > BURST {
        past::suspend(tx, Suspension::Burst)?;
    } else if let Some(reason) = absence(&tx.sql, &row, tx.when)? {
        past::suspend(tx, reason)?;
    }
    Ok(lines)
}

/// What was before the point of no return is surely not sent; what was after is uncertain.
fn restart(tx: &mut Tx) -> Result<()> {
    for row in dispatches::in_states(&tx.sql, &[OutboxState::Sending, OutboxState::Engaged])? {
        let state = at_restart(row.state);
        let why = match state {
            OutboxState::Uncertain => "L’application s’est arrêtée pendant l’envoi\u{a0}: le message est peut-être parti",
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

/// Whether a working day ended since the app was last seen, closed or asleep, with messages waiting: clients may have paid.
pub(super) fn absence(conn: &Connection, row: &sender::SenderRow, when: When) -> Result<Option<Suspension>> {
    let rules = crate::store::settings::sending_rules(conn)?;
    let opens = next_open(crate::clock::local(row.last_seen_at), &rules);
    let closes = opens.date().and_time(rules.to);
    let missed = opens.date() < when.today && closes <= crate::clock::local(when.at);
    Ok((missed && waiting::due(conn, when.at)? > 0).then_some(Suspension::MissedSlot))
}
