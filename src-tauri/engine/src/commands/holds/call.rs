//! A call made: a contact, the call steps it does, and what came of it.
use super::{CallOutcome, HoldKind, NoteCall, PlaceHold, place};
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::outgoing::plan;
use crate::store::situation::Scope;
use crate::store::{About, Actor, Outcome, Tx, clients};
use echu_core::dunning::PHONE;
use echu_core::dunning::day_plan::{LineRole, Pile, Proposal};
use echu_core::ids::{ClientId, InvoiceId, StepId};
use echu_core::timeline::EventKind;

/// Records a call: it counts as a contact and does the call steps that are ready.
///
/// # Errors
/// A promise without its day; nothing is then written.
pub fn note_call(app: &App, request: NoteCall) -> Result<Outcome<ClientId>> {
    let note = check::text("note", &request.note, check::LONG)?;
    if request.outcome == CallOutcome::Promised && request.promised_on.is_none() {
        return Err(Error::Invalid { field: "promisedOn", reason: "empty" });
    }
    app.write(Actor::User, |tx| {
        let (client, today) = (request.client_id, tx.when.today);
        clients::get(&tx.sql, client)?;
        // Before the contact is written: it would push the very steps it does.
        let done = ready_calls(tx, client)?;
        tx.insert_contact(client, today, PHONE, None, &note)?;
        for (invoice, step, cycle) in done {
            tx.step_done(invoice, step, cycle, today, "called", "", None)?;
        }
        tx.record(About::client(client), &EventKind::CallNoted { outcome: key(request.outcome).to_owned(), note: note.clone() })?;
        match request.outcome {
            CallOutcome::Promised => {
                let promise = hold(client, HoldKind::Promise, &note);
                place(tx, &PlaceHold { until: request.promised_on, amount: request.promised_amount, ..promise }).map_err(in_the_call)?;
            }
            CallOutcome::Disputed => {
                place(tx, &hold(client, HoldKind::Dispute, &note))?;
            }
            CallOutcome::Paid
            | CallOutcome::NotReceived
            | CallOutcome::InTrouble
            | CallOutcome::Voicemail
            | CallOutcome::Unreachable
            | CallOutcome::Refused => {}
        }
        Ok(client)
    })
}

/// The call steps that the day's plan has ready for a client.
fn ready_calls(tx: &Tx, client: ClientId) -> Result<Vec<(InvoiceId, StepId, u32)>> {
    let day = plan::of(&tx.sql, Scope::Client(client), tx.when.today)?;
    let mut done = Vec::new();
    for proposal in day.plan.proposals.iter().filter(|proposal| proposal.client_id == client) {
        let claimed = proposal.lines.iter().filter(|line| line.role == LineRole::Claimed);
        done.extend(claimed.filter_map(|line| Some((line.invoice_id, call_step(proposal, line.step_id)?, line.cycle))));
    }
    Ok(done)
}

/// The call a line does: its own step in a call, the one planned beside it in a message.
fn call_step(proposal: &Proposal, own: Option<StepId>) -> Option<StepId> {
    if proposal.pile == Pile::Calls { own } else { proposal.call_step_id }
}

fn hold(client_id: ClientId, kind: HoldKind, note: &str) -> PlaceHold {
    PlaceHold { client_id, invoice_id: None, kind, until: None, amount: None, reason: String::new(), note: note.to_owned() }
}

/// The fields of the promise as the call's form names them.
fn in_the_call(error: Error) -> Error {
    match error {
        Error::Invalid { field: "until", reason } => Error::Invalid { field: "promisedOn", reason },
        Error::Invalid { field: "amount", reason } => Error::Invalid { field: "promisedAmount", reason },
        other => other,
    }
}

fn key(outcome: CallOutcome) -> &'static str {
    match outcome {
        CallOutcome::Paid => "paid",
        CallOutcome::Promised => "promised",
        CallOutcome::NotReceived => "not_received",
        CallOutcome::Disputed => "disputed",
        CallOutcome::InTrouble => "in_trouble",
        CallOutcome::Voicemail => "voicemail",
        CallOutcome::Unreachable => "unreachable",
        CallOutcome::Refused => "refused",
    }
}
