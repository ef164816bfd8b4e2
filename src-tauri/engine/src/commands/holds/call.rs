//! A call or a visit made: a contact, the steps it does, and the dated next step that its outcome leads to.
use super::{HoldKind, NoteCall, PlaceHold, place};
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::outgoing::plan;
use crate::store::situation::{Scope, situation};
use crate::store::{About, Actor, Outcome, Tx, clients, settings};
use chrono::NaiveDate;
use echu_core::dunning::call::CallOutcome;
use echu_core::dunning::channel::{Channel, Link};
use echu_core::dunning::day_plan::{LineRole, Proposal};
use echu_core::dunning::hold::{NOT_RECEIVED, SAID_PAID};
use echu_core::dunning::situation::LiveStage;
use echu_core::ids::{ClientId, InvoiceId, StepId};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;

/// Why what was prepared is dropped.
const REFUSED: &str = "le client a refusé de payer";

/// Records a call or a visit: it counts as a contact when the client heard from us, does the steps that are ready when somebody
/// answered, and what follows is stored with its day.
///
/// # Errors
/// A promise without its day, a day that has passed; nothing is then written.
pub fn note_call(app: &App, request: NoteCall) -> Result<Outcome<ClientId>> {
    let note = check::text("note", &request.note, check::LONG)?;
    let outcome = request.outcome;
    if outcome == CallOutcome::Promised && request.promised_on.is_none() {
        return Err(Error::Invalid { field: "promisedOn", reason: "empty" });
    }
    let channel = request.channel.unwrap_or(Channel::Phone);
    if channel.link() != Link::Spoken {
        return Err(Error::Invalid { field: "channel", reason: "out_of_range" });
    }
    app.write(Actor::User, |tx| {
        let (client, today) = (request.client_id, tx.when.today);
        clients::get(&tx.sql, client)?;
        let region = settings::region(&settings::options(&tx.sql)?);
        let next_on = request.next_on.map(|on| check::day("nextOn", on)).transpose()?;
        if next_on.is_some_and(|on| on < today) {
            return Err(Error::Invalid { field: "nextOn", reason: "past" });
        }
        let next_on = next_on.unwrap_or_else(|| outcome.next_on(today, region));
        // Before the contact is written: it would push the very steps it does.
        let done = if outcome.does_the_step() { ready(tx, client, channel)? } else { Vec::new() };
        if !done.is_empty() {
            tx.insert_planned_contact(client, today, channel.key(), &note)?;
        } else if outcome.is_contact() {
            tx.insert_contact(client, today, channel.key(), None, &note)?;
        }
        let how = if channel == Channel::Visit { "visited" } else { "called" };
        for (invoice, step, cycle) in done {
            tx.step_done(invoice, step, cycle, today, how, "", None)?;
        }
        let told = match outcome {
            CallOutcome::Promised | CallOutcome::Disputed | CallOutcome::Refused => None,
            CallOutcome::Paid | CallOutcome::NotReceived | CallOutcome::InTrouble | CallOutcome::Voicemail | CallOutcome::Unreachable => {
                Some(next_on)
            }
        };
        let by = if channel == Channel::Phone { String::new() } else { channel.key().to_owned() };
        let event = EventKind::CallNoted(desk::Call { outcome: outcome.key().to_owned(), note: note.clone(), channel: by, next_on: told });
        tx.record(About::client(client), &event)?;
        // Whatever was to be done after the last call, this one did it.
        tx.close_follow_ups(client)?;
        follow(tx, &request, next_on, &note)?;
        Ok(client)
    })
}

/// Stores what the outcome leads to.
fn follow(tx: &mut Tx, request: &NoteCall, next_on: NaiveDate, note: &str) -> Result<()> {
    let client = request.client_id;
    let hold = |kind| PlaceHold {
        client_id: client,
        invoice_id: request.invoice_id,
        kind,
        until: None,
        amount: None,
        reason: String::new(),
        note: note.to_owned(),
    };
    // The day itself is for the next contact: the pause ends the day before.
    let rest = PlaceHold { until: next_on.pred_opt().filter(|on| *on >= tx.when.today), ..hold(HoldKind::Pause) };
    match request.outcome {
        CallOutcome::Paid => {
            place(tx, &PlaceHold { until: Some(next_on), reason: SAID_PAID.to_owned(), ..hold(HoldKind::Promise) }).map(drop)
        }
        CallOutcome::Promised => {
            let promise = PlaceHold { until: request.promised_on, amount: request.promised_amount, ..hold(HoldKind::Promise) };
            place(tx, &promise).map(drop).map_err(in_the_call)
        }
        CallOutcome::Disputed => {
            let dispute = PlaceHold {
                until: Some(next_on),
                amount: request.disputed_amount.filter(|_| request.invoice_id.is_some()),
                reason: request.reason.clone(),
                ..hold(HoldKind::Dispute)
            };
            place(tx, &dispute).map(drop).map_err(in_the_call)
        }
        CallOutcome::NotReceived if rest.until.is_some() => place(tx, &PlaceHold { reason: NOT_RECEIVED.to_owned(), ..rest }).map(drop),
        CallOutcome::NotReceived => Ok(()),
        CallOutcome::InTrouble => {
            if rest.until.is_some() {
                place(tx, &rest)?;
            }
            tx.insert_follow_up(client, next_on, request.outcome)
        }
        CallOutcome::Voicemail | CallOutcome::Unreachable => tx.insert_follow_up(client, next_on, request.outcome),
        CallOutcome::Refused => {
            drop_drafts(tx, client)?;
            tx.insert_follow_up(client, tx.when.today, request.outcome)
        }
    }
}

/// What was prepared for a client who refuses is dropped: what is approved lapses by itself at the last check.
fn drop_drafts(tx: &mut Tx, client: ClientId) -> Result<()> {
    let live = situation(&tx.sql, Scope::Client(client))?.live;
    for draft in live.iter().filter(|live| live.stage == LiveStage::Draft) {
        tx.move_reminder(draft.id, "draft", "cancelled", "")?;
        tx.record(About::client(client).reminder(draft.id), &EventKind::ReminderCancelled { why: REFUSED.to_owned() })?;
    }
    Ok(())
}

/// Drops what was to be done after the last call.
///
/// # Errors
/// When the base cannot be written.
pub fn drop_follow_up(app: &App, request: super::HoldsRequest) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        if tx.close_follow_ups(request.client_id)? > 0 {
            tx.record(About::client(request.client_id), &EventKind::FollowUpDropped)?;
        }
        Ok(request.client_id)
    })
}

/// The steps of a channel that the day's plan has ready for a client.
fn ready(tx: &Tx, client: ClientId, channel: Channel) -> Result<Vec<(InvoiceId, StepId, u32)>> {
    let day = plan::of(&tx.sql, Scope::Client(client), tx.when.today)?;
    let mut done = Vec::new();
    for proposal in day.plan.proposals.iter().filter(|proposal| proposal.client_id == client) {
        let claimed = proposal.lines.iter().filter(|line| line.role == LineRole::Claimed);
        done.extend(claimed.filter_map(|line| Some((line.invoice_id, own_step(proposal, line.step_id, channel)?, line.cycle))));
    }
    Ok(done)
}

/// The step of that channel that a line does: its own one, or the call planned beside the message.
fn own_step(proposal: &Proposal, own: Option<StepId>, channel: Channel) -> Option<StepId> {
    if proposal.channel == channel.key() { own } else { proposal.call_step_id.filter(|_| channel == Channel::Phone) }
}

/// The fields of the promise and of the dispute as the call's form names them.
fn in_the_call(error: Error) -> Error {
    match error {
        Error::Invalid { field: "until", reason } => Error::Invalid { field: "promisedOn", reason },
        Error::Invalid { field: "amount", reason } => Error::Invalid { field: "promisedAmount", reason },
        other => other,
    }
}
