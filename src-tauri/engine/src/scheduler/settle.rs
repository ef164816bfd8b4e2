//! T3: what the server said becomes a fact, then a line of the journal.
use super::jittered;
use crate::app::App;
use crate::clock::local;
use crate::error::Result;
use crate::faults;
use crate::journal::Kind;
use crate::mail::{Delivery, Reason, Scope, Why, classify};
use crate::outgoing::{journal as side, told};
use crate::store::dispatches::{self, Note};
use crate::store::{About, Actor, Tx, reminders, settings};
use chrono::{DateTime, TimeDelta, Utc};
use echu_core::ids::DispatchId;
use echu_core::outbox::{OutboxEvent, OutboxState, is_spent, retry_at};
use echu_core::timeline::EventKind;

/// A result to store, with the instant it came.
#[derive(Debug, Clone)]
pub(super) struct Result3 {
    pub(super) id: DispatchId,
    pub(super) delivery: Delivery,
    pub(super) at: DateTime<Utc>,
}

/// Stores a result: the state of the sending, what it means for its reminder and its account, and the journal.
pub(super) fn write(app: &App, result: &Result3) -> Result<()> {
    faults::point("K12");
    let lines = app
        .write(Actor::Scheduler, |tx| {
            let row = dispatches::get(&tx.sql, result.id)?;
            if row.state == OutboxState::Sending {
                app.sending.tried(row.account_id, result.at);
            }
            let state = apply(tx, &row, result)?;
            side::prepare(tx, &row, kind(state))
        })?
        .value;
    faults::point("K13");
    side::append(app, &lines)
}

fn kind(state: OutboxState) -> Option<Kind> {
    match state {
        OutboxState::Sent | OutboxState::Bounced => Some(Kind::Sent),
        OutboxState::Uncertain => Some(Kind::Uncertain),
        OutboxState::Deferred | OutboxState::NeedsReview => Some(Kind::Deferred),
        OutboxState::Failed => Some(Kind::Failed),
        OutboxState::Queued | OutboxState::Sending | OutboxState::Engaged | OutboxState::Cancelled | OutboxState::Expired => None,
    }
}

fn apply(tx: &mut Tx, row: &dispatches::Dispatch, result: &Result3) -> Result<OutboxState> {
    let about = row.client_id.map_or_else(About::default, About::client);
    let about = row.reminder_id.map_or(about, |id| about.reminder(id));
    let delivery = classify::settle(result.delivery.clone(), Reason::from_key(&row.last_reason));
    match &delivery {
        Delivery::Accepted { reply } => {
            let state = tx.move_dispatch(row, OutboxEvent::Accepted, &Note { reply, proof: "reply", ..Note::default() })?;
            sent(tx, row, about)?;
            Ok(state)
        }
        Delivery::Deferred { scope, why, charge_try, cool_down, min_delay, .. } => {
            let floor = result.at + TimeDelta::from_std(*min_delay).unwrap_or_default();
            if let Some(pause) = cool_down {
                tx.cool_down(row.account_id, result.at + TimeDelta::from_std(*pause).unwrap_or_default(), &why.sentence())?;
            } else if *scope == Scope::Account {
                tx.cool_down(row.account_id, floor.max(result.at + TimeDelta::minutes(1)), &why.sentence())?;
            }
            if !charge_try {
                tx.uncount_try(row.id)?;
            }
            defer(tx, row, result.at, floor, *charge_try, why, about)
        }
        Delivery::Failed { why, flag_address } => {
            let sentence = why.sentence();
            let note = Note { why: &sentence, reply: &why.reply, reason: why.reason.key(), ..Note::default() };
            let state = tx.move_dispatch(row, OutboxEvent::Refused, &note)?;
            if why.reason == Reason::PolicyRefused
                && dispatches::refused_for(&tx.sql, row.account_id, why.reason.key(), result.at - TimeDelta::hours(24))? >= 2
            {
                tx.set_account_problem(row.account_id, &Why { reason: Reason::PolicyRefusedTwice, ..why.clone() }.sentence())?;
            }
            if *flag_address && let Some(client) = row.client_id {
                tx.flag_email(client, &row.recipient, "refused")?;
            }
            tx.record(about, &EventKind::ReminderFailed { recipient: row.recipient.clone(), why: sentence })?;
            Ok(state)
        }
        Delivery::AccountSuspended { why } => {
            tx.set_account_problem(row.account_id, &why.sentence())?;
            tx.uncount_try(row.id)?;
            defer(tx, row, result.at, result.at, false, why, about)
        }
        Delivery::Uncertain { why } => {
            let (sentence, is_written) = (why.sentence(), why.reason == Reason::WrittenToFolder);
            // A test to oneself asks nothing of anybody: its file is what there is to see.
            let shown = if is_written && row.reminder_id.is_none() { &why.about } else { &sentence };
            let event = if is_written && row.reminder_id.is_none() { OutboxEvent::Accepted } else { OutboxEvent::Lost };
            let state = tx.move_dispatch(row, event, &Note { why: shown, reason: why.reason.key(), ..Note::default() })?;
            let recipient = row.recipient.clone();
            let told = if is_written {
                EventKind::ReminderWritten { recipient }
            } else {
                EventKind::ReminderUncertain { recipient, why: sentence }
            };
            if row.reminder_id.is_some() || !is_written {
                tx.record(about, &told)?;
            }
            Ok(state)
        }
        Delivery::Abandoned => {
            tx.uncount_try(row.id)?;
            tx.move_dispatch(row, OutboxEvent::NotNow, &Note { not_before: Some(result.at), ..Note::default() })
        }
    }
}

fn defer(
    tx: &mut Tx,
    row: &dispatches::Dispatch,
    at: DateTime<Utc>,
    floor: DateTime<Utc>,
    charged: bool,
    why: &Why,
    about: About,
) -> Result<OutboxState> {
    let sentence = why.sentence();
    let retry = if charged { retry_at(row.tries, at, permille(row)).unwrap_or(floor) } else { floor };
    let note = |until| Note { why: &sentence, reason: why.reason.key(), not_before: Some(until), ..Note::default() };
    let state = tx.move_dispatch(row, OutboxEvent::NotNow, &note(retry.max(floor)))?;
    let region = settings::region(&settings::options(&tx.sql)?);
    let first = local(row.first_try_at.unwrap_or(at)).date();
    if !charged || !is_spent(row.tries, first, local(at).date(), region) {
        return Ok(state);
    }
    let deferred = dispatches::get(&tx.sql, row.id)?;
    let state = tx.move_dispatch(&deferred, OutboxEvent::SetAside, &Note { why: &sentence, ..Note::default() })?;
    tx.record(about, &EventKind::ReminderFailed { recipient: row.recipient.clone(), why: sentence })?;
    Ok(state)
}

/// ± 20 % on the waits, decided by the message and the try.
fn permille(row: &dispatches::Dispatch) -> i32 {
    let share = jittered(1, &format!("{}{}", row.message_id, row.tries)).num_milliseconds() - 1000;
    i32::try_from(share * 2 / 5).unwrap_or_default()
}

/// A message left: its reminder is done, its steps and the contact are counted on the day it left.
pub(super) fn sent(tx: &mut Tx, row: &dispatches::Dispatch, about: About) -> Result<()> {
    let Some(id) = row.reminder_id else { return Ok(()) };
    let reminder = reminders::get(&tx.sql, id)?;
    tx.move_reminder(id, &reminder.state, "done", "")?;
    let today = tx.when.today;
    tx.complete_steps(&reminder, today, "sent")?;
    tx.record(about, &told::sent(&reminder, row.recipient.clone()))
}
