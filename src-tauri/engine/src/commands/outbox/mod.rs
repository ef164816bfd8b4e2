//! The outbox: what left, what waits, for when and why.
mod resume;
mod rows;
mod types;

pub use types::*;

use super::Nothing;
use crate::App;
use crate::error::{Error, Result};
use crate::journal::Kind;
use crate::outgoing::account;
use crate::outgoing::draft::{self, Refreshed};
use crate::outgoing::{journal as side, told};
use crate::store::dispatches::{self, Dispatch, Note};
use crate::store::{About, Actor, Outcome, Tx, clients, reminders};
use echu_core::ids::DispatchId;
use echu_core::outbox::{OutboxEvent, OutboxState};
use echu_core::timeline::EventKind;

/// What left, what waits, for when and why.
///
/// # Errors
/// When the base cannot be read.
pub fn outbox(app: &App, _request: Nothing) -> Result<OutboxView> {
    Ok(OutboxView { sender: rows::sender(app)?, rows: app.read(|conn| rows::all(conn, app))? })
}

/// The state of sending.
///
/// # Errors
/// When the base cannot be read.
pub fn sender(app: &App, _request: Nothing) -> Result<SenderView> {
    rows::sender(app)
}

/// Stops what has not left; the messages are drafts again.
///
/// # Errors
/// When the base cannot be written.
pub fn withdraw_dispatches(app: &App, request: WithdrawDispatches) -> Result<Outcome<Withdrawn>> {
    app.write(Actor::User, |tx| {
        let mut answer = Withdrawn { withdrawn: Vec::new(), too_late: Vec::new() };
        for id in &request.ids {
            let row = dispatches::get(&tx.sql, *id)?;
            let stoppable = row.state.is_waiting() || row.state == OutboxState::NeedsReview || row.state == OutboxState::Failed;
            if !stoppable {
                answer.too_late.push(*id);
                continue;
            }
            tx.move_dispatch(&row, OutboxEvent::Cancel, &Note { why: "retirée par vous", ..Note::default() })?;
            back_to_draft(tx, &row, "")?;
            tx.record(about(&row), &EventKind::ReminderWithdrawn { why: "retiré avant l’envoi".to_owned() })?;
            answer.withdrawn.push(*id);
        }
        Ok(answer)
    })
}

fn back_to_draft(tx: &mut Tx, row: &Dispatch, lapsed: &str) -> Result<()> {
    let Some(id) = row.reminder_id else { return Ok(()) };
    tx.move_reminder(id, "approved", "draft", lapsed)?;
    if draft::refresh(tx, id)? == Refreshed::NothingLeft {
        tx.move_reminder(id, "draft", "cancelled", "rien à réclamer")?;
    }
    Ok(())
}

fn about(row: &Dispatch) -> About {
    let about = row.client_id.map_or_else(About::default, About::client);
    row.reminder_id.map_or(about, |id| about.reminder(id))
}

/// Tries again what was refused or set aside, after a correction: the message goes back to its draft when its facts moved.
///
/// # Errors
/// When its state does not allow it.
pub fn requeue_dispatch(app: &App, request: DispatchRequest) -> Result<Outcome<DispatchId>> {
    let outcome = app.write(Actor::User, |tx| {
        let row = dispatches::get(&tx.sql, request.id)?;
        refused_still(tx, &row)?;
        tx.move_dispatch(&row, OutboxEvent::Requeue, &Note { not_before: Some(tx.when.at), ..Note::default() })?;
        tx.start_over(request.id)?;
        Ok(request.id)
    });
    app.sending.nudge();
    outcome
}

/// An address that a server refused, and that nobody corrected, would be refused again.
fn refused_still(tx: &Tx, row: &Dispatch) -> Result<()> {
    let Some(client) = row.client_id else { return Ok(()) };
    let client = clients::get(&tx.sql, client)?;
    if client.email_problem.is_empty() || client.card.email != row.recipient {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "L’adresse {} a été refusée et n’a pas changé. Rien n’est perdu\u{a0}: corrigez-la dans «\u{a0}À corriger\u{a0}», puis réessayez.",
        row.recipient
    )))
}

/// Settles an uncertain sending on a person's word.
///
/// # Errors
/// When it is not uncertain.
pub fn confirm_dispatch(app: &App, request: ConfirmDispatch) -> Result<Outcome<DispatchId>> {
    let mut lines = Vec::new();
    let outcome = app.write(Actor::User, |tx| {
        let row = dispatches::get(&tx.sql, request.id)?;
        if row.state != OutboxState::Uncertain {
            return Err(Error::Precondition("already_moved"));
        }
        let mut told = None;
        let verdict = match request.verdict {
            Verdict::Arrived => {
                tx.move_dispatch(
                    &row,
                    OutboxEvent::ConfirmSent,
                    &Note { proof: "declared", why: "selon votre indication", ..Note::default() },
                )?;
                if let Some(id) = row.reminder_id {
                    let reminder = reminders::get(&tx.sql, id)?;
                    tx.move_reminder(id, &reminder.state, "done", "")?;
                    // It left on the day of the attempt, not on the day one looked; a file leaves the day one says so.
                    let tried = row.engaged_at.filter(|_| !row.is_written());
                    let on = tried.map_or(tx.when.today, |at| crate::clock::local(at).date());
                    told = row.is_written().then(|| told::handed_over(&reminder));
                    tx.complete_steps(&reminder, on, "sent")?;
                }
                "arrived"
            }
            Verdict::SendAgain => {
                tx.move_dispatch(
                    &row,
                    OutboxEvent::Resend,
                    &Note { not_before: Some(tx.when.at), why: "renvoi demandé par vous", ..Note::default() },
                )?;
                tx.start_over(request.id)?;
                // The journal is told: it would otherwise hold the message back, as one that left by itself.
                lines = side::prepare(tx, &row, Some(Kind::Resend))?;
                "send_again"
            }
            Verdict::GiveUp => {
                tx.move_dispatch(&row, OutboxEvent::Cancel, &Note { why: "laissé de côté par vous", ..Note::default() })?;
                if row.is_written() {
                    // A file nobody sent: the journal is told, its step may be prepared again.
                    lines = side::prepare(tx, &row, Some(Kind::Failed))?;
                }
                if let Some(id) = row.reminder_id {
                    tx.move_reminder(id, "approved", "cancelled", "")?;
                }
                "give_up"
            }
        };
        tx.record(about(&row), &told.unwrap_or_else(|| EventKind::UncertainSettled { verdict: verdict.to_owned() }))?;
        Ok(request.id)
    })?;
    side::append(app, &lines)?;
    app.sending.nudge();
    Ok(outcome)
}

/// The user received a non-delivery notice: the step is to be done again, and the address is flagged when it is at fault.
///
/// # Errors
/// When the message was not sent.
pub fn mark_bounced(app: &App, request: MarkBounced) -> Result<Outcome<DispatchId>> {
    let mut lines = Vec::new();
    let outcome = app.write(Actor::User, |tx| {
        let row = dispatches::get(&tx.sql, request.id)?;
        let why = match request.cause {
            BounceCause::Address => "avis de non-distribution reçu\u{a0}: adresse refusée",
            BounceCause::Passing => "avis de non-distribution reçu\u{a0}: boîte pleine ou refus passager",
        };
        tx.move_dispatch(&row, OutboxEvent::Bounce, &Note { why, ..Note::default() })?;
        if let Some(client) = row.client_id.filter(|_| request.cause == BounceCause::Address) {
            tx.flag_email(client, &row.recipient, "bounced")?;
        }
        if let Some(id) = row.reminder_id {
            // Nobody read it: its steps are to be done again, and the journal is told that they may be.
            lines = side::prepare(tx, &row, Some(Kind::Bounced))?;
            tx.undo_steps(id)?;
        }
        tx.record(about(&row), &EventKind::Bounced { recipient: row.recipient.clone() })?;
        Ok(request.id)
    })?;
    side::append(app, &lines)?;
    Ok(outcome)
}

/// Nothing leaves until the user resumes.
///
/// # Errors
/// When the base cannot be written.
pub fn pause_sending(app: &App, _request: Nothing) -> Result<Outcome<SenderView>> {
    let outcome = app.write(Actor::User, |tx| {
        tx.set_paused(true)?;
        tx.record(About::default(), &EventKind::SendingPaused)
    })?;
    Ok(Outcome { value: rows::sender(app)?, changed: outcome.changed })
}

/// « Reprendre »: a person lifts a pause or a suspension.
///
/// # Errors
/// [`Error::MailSetup`] when the account is not ready.
pub fn resume_sending(app: &App, _request: Nothing) -> Result<Outcome<SenderView>> {
    if let Some(problem) = account::problem(app)? {
        return Err(Error::MailSetup(problem));
    }
    let outcome = app.write(Actor::User, |tx| {
        // What a person sees is what he lifts: a suspension or his own pause first, and his days away when nothing else stops.
        let row = crate::store::sender::sender(&tx.sql)?;
        let only_away = row.paused_at.is_none() && row.suspended_for.is_empty();
        tx.resume()?;
        if only_away && tx.lift_closures()? > 0 {
            tx.record(About::default(), &EventKind::ClosureLifted)?;
        }
        tx.record(About::default(), &EventKind::SendingResumed)
    })?;
    app.sending.restart_grace(app.clock.now());
    app.sending.nudge();
    Ok(Outcome { value: rows::sender(app)?, changed: outcome.changed })
}
