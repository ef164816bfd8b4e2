//! Disputes, promises, pauses, calls: what stops reminders, and what a person does himself.
mod call;
mod closure;
mod desk;
mod documents;
mod marks;
mod message;
mod sms;
mod types;
mod words;

pub use call::{drop_follow_up, note_call};
pub use closure::{closures, lift_closure, set_closure};
pub use desk::*;
pub use documents::{attach_hold_document, remove_hold_document};
pub use marks::{reject_debit, set_care, set_insolvency};
pub use message::{mark_note_sent, note, open_note};
pub use sms::{call_card, mark_sms_sent, sms};
pub use types::*;

use super::check;
use crate::App;
use crate::error::{Error, Result};
use crate::store::holds::{self as store, NewHold, StoredHold};
use crate::store::{About, Actor, Outcome, Tx, clients, invoices, settings};
use chrono::NaiveDate;
use echu_core::dunning::decision::Choice;
use echu_core::dunning::hold::{DisputeReason, NOT_RECEIVED, SAID_PAID, grace_end};
use echu_core::ids::{ClientId, HoldId};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk as fact;
use rusqlite::Connection;

/// Open days after the day of a promise before the plan resumes (dunning.md 8).
const GRACE_OPEN_DAYS: u32 = 2;

/// Stops reminders for a reason.
///
/// # Errors
/// A promise without its day, an amount above what is owed, a day that has passed; nothing is then written.
pub fn place_hold(app: &App, request: PlaceHold) -> Result<Outcome<HoldId>> {
    let note = check::text("note", &request.note, check::LONG)?;
    app.write(Actor::User, |tx| place(tx, &PlaceHold { note, ..request }))
}

/// Places a hold whose words are clean.
pub(crate) fn place(tx: &mut Tx, request: &PlaceHold) -> Result<HoldId> {
    clients::get(&tx.sql, request.client_id)?;
    let today = tx.when.today;
    let until = request.until.map(|until| check::day("until", until)).transpose()?;
    if until.is_some_and(|until| until < today) {
        return Err(Error::Invalid { field: "until", reason: "past" });
    }
    let amount = request.amount.map(|amount| check::amount("amount", amount)).transpose()?;
    let mut about = About::client(request.client_id);
    if let Some(id) = request.invoice_id {
        let invoice = invoices::get(&tx.sql, id)?.facts;
        if invoice.client_id != request.client_id {
            return Err(Error::Invalid { field: "invoiceId", reason: "other_client" });
        }
        if amount.is_some_and(|amount| amount > invoice.balance()) {
            return Err(Error::Invalid { field: "amount", reason: "over_balance" });
        }
        about = about.invoice(id);
    }
    let (kind, reason, event) = match request.kind {
        HoldKind::Dispute => {
            let reason = reason_key(&request.reason)?;
            ("dispute", reason, EventKind::DisputeOpened(fact::Dispute { amount, answer_by: until, note: request.note.clone() }))
        }
        HoldKind::Promise => {
            let due_on = until.ok_or(Error::Invalid { field: "until", reason: "empty" })?;
            replace_promise(tx, request)?;
            let said = if request.reason == SAID_PAID { SAID_PAID } else { "" };
            ("promise", said, EventKind::PromiseMade(fact::Promise { amount, due_on, note: request.note.clone() }))
        }
        HoldKind::Pause => {
            let said = if request.reason == NOT_RECEIVED { NOT_RECEIVED } else { "" };
            ("pause", said, EventKind::Paused { until, note: request.note.clone() })
        }
        // An agreement has its terms, its clause and its letters: `commands::agreements` keeps it. A choice is stored by `decide`,
        // with its invoices and the day it comes back.
        HoldKind::Instalments | HoldKind::Decision => return Err(Error::Invalid { field: "kind", reason: "out_of_range" }),
    };
    let id = tx.insert_hold(&NewHold {
        client_id: request.client_id,
        invoice_id: request.invoice_id,
        kind,
        from: today,
        until,
        amount,
        reason: reason.to_owned(),
        note: request.note.clone(),
    })?;
    tx.record(about, &event)?;
    Ok(id)
}

/// A new promise on the same invoices takes the place of the one before.
fn replace_promise(tx: &mut Tx, request: &PlaceHold) -> Result<()> {
    for hold in store::standing(&tx.sql, Some(request.client_id))? {
        if hold.kind == "promise" && hold.invoice_id == request.invoice_id {
            tx.release_hold(hold.id)?;
        }
    }
    Ok(())
}

fn reason_key(written: &str) -> Result<&'static str> {
    match written {
        "" | "other" => Ok("other"),
        "not_received" => Ok("not_received"),
        "wrong_amount" => Ok("wrong_amount"),
        "work_contested" => Ok("work_contested"),
        "already_paid" => Ok("already_paid"),
        _ => Err(Error::Invalid { field: "reason", reason: "out_of_range" }),
    }
}

/// The coded reason of a dispute; a word of another version is « autre motif ».
pub(crate) fn dispute_reason(key: &str) -> DisputeReason {
    serde_json::from_value(serde_json::Value::from(key)).unwrap_or(DisputeReason::Other)
}

/// Lifts a hold.
///
/// # Errors
/// When there is no such hold; an agreement ends from its own card, where its penalties are settled.
pub fn release_hold(app: &App, request: HoldRequest) -> Result<Outcome<HoldId>> {
    app.write(Actor::User, |tx| {
        let hold = store::get(&tx.sql, request.id)?;
        if kind(&hold.kind) == HoldKind::Instalments {
            return Err(Error::Precondition("end_the_agreement"));
        }
        if hold.released_on.is_none() {
            let mut about = About::client(hold.client_id);
            about.invoice = hold.invoice_id;
            let event = match Choice::from_key(&hold.reason).filter(|_| hold.kind == "decision") {
                Some(choice) => {
                    super::decisions::may_take_back(tx, &hold, choice)?;
                    EventKind::DecisionTakenBack(fact::TakenBack { choice, number: hold.invoice_number })
                }
                None => EventKind::HoldReleased { hold: hold.kind },
            };
            tx.release_hold(hold.id)?;
            tx.record(about, &event)?;
        }
        Ok(request.id)
    })
}

/// A client’s holds, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn holds_of(app: &App, request: HoldsRequest) -> Result<Vec<HoldView>> {
    app.read(|conn| store::of_client(conn, request.client_id)?.iter().map(|hold| view(conn, hold)).collect())
}

/// The holds that stop something today: not lifted, not over, and for a promise its grace included.
pub(crate) fn standing(conn: &Connection, client: Option<ClientId>, today: NaiveDate) -> Result<Vec<StoredHold>> {
    let region = settings::region(&settings::options(conn)?);
    let mut holds = store::standing(conn, client)?;
    holds.retain(|hold| match (hold.kind.as_str(), hold.until) {
        (_, _) if hold.from > today => false,
        ("pause", Some(until)) => until >= today,
        ("decision", Some(back)) => back > today,
        ("promise", Some(until)) => grace_end(until, GRACE_OPEN_DAYS, region) >= today,
        _ => true,
    });
    Ok(holds)
}

/// A hold as the interface shows it.
///
/// # Errors
/// When the base cannot be read.
pub(crate) fn view(conn: &Connection, hold: &StoredHold) -> Result<HoldView> {
    let papers = store::documents::of_hold(conn, hold.id)?.into_iter();
    let documents = papers.map(|one| HoldDocument { id: one.id, document_id: one.document_id, name: one.name }).collect();
    Ok(HoldView {
        documents,
        choice: Choice::from_key(&hold.reason).filter(|_| hold.kind == "decision"),
        id: hold.id,
        client_id: hold.client_id,
        invoice_id: hold.invoice_id,
        invoice_number: hold.invoice_number.clone(),
        kind: kind(&hold.kind),
        from: hold.from,
        until: hold.until,
        amount: hold.amount,
        note: hold.note.clone(),
        sentence: words::sentence(hold),
        released: hold.released_on.is_some(),
        restricted: hold.kind == "pause" && hold.reason == super::privacy::RESTRICTED,
    })
}

pub(super) fn kind(key: &str) -> HoldKind {
    match key {
        "dispute" => HoldKind::Dispute,
        "promise" => HoldKind::Promise,
        "instalments" => HoldKind::Instalments,
        "decision" => HoldKind::Decision,
        // The base admits five words only.
        _ => HoldKind::Pause,
    }
}
