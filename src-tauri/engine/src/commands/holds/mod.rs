//! Disputes, promises, pauses, calls.
mod call;
mod types;

pub use call::note_call;
pub use types::*;

use super::check;
use crate::App;
use crate::error::{Error, Result};
use crate::store::holds::{self as store, NewHold, StoredHold};
use crate::store::{About, Actor, Outcome, Tx, clients, invoices, settings};
use chrono::NaiveDate;
use echu_core::dunning::hold::{DisputeReason, grace_end};
use echu_core::ids::{ClientId, HoldId};
use echu_core::text::{euros, long_date};
use echu_core::timeline::EventKind;
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
            ("dispute", reason, EventKind::DisputeOpened { amount, answer_by: until, note: request.note.clone() })
        }
        HoldKind::Promise => {
            let due_on = until.ok_or(Error::Invalid { field: "until", reason: "empty" })?;
            replace_promise(tx, request)?;
            ("promise", "", EventKind::PromiseMade { amount, due_on, note: request.note.clone() })
        }
        HoldKind::Pause => ("pause", "", EventKind::Paused { until, note: request.note.clone() }),
        // An agreement has its terms, its clause and its letters: `commands::agreements` keeps it.
        HoldKind::Instalments => return Err(Error::Invalid { field: "kind", reason: "out_of_range" }),
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
            tx.release_hold(hold.id)?;
            let mut about = About::client(hold.client_id);
            about.invoice = hold.invoice_id;
            tx.record(about, &EventKind::HoldReleased { hold: hold.kind })?;
        }
        Ok(request.id)
    })
}

/// A client’s holds, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn holds_of(app: &App, request: HoldsRequest) -> Result<Vec<HoldView>> {
    app.read(|conn| Ok(store::of_client(conn, request.client_id)?.iter().map(view).collect()))
}

/// The holds that stop something today: not lifted, not over, and for a promise its grace included.
pub(crate) fn standing(conn: &Connection, client: Option<ClientId>, today: NaiveDate) -> Result<Vec<StoredHold>> {
    let region = settings::region(&settings::options(conn)?);
    let mut holds = store::standing(conn, client)?;
    holds.retain(|hold| match (hold.kind.as_str(), hold.until) {
        (_, _) if hold.from > today => false,
        ("pause", Some(until)) => until >= today,
        ("promise", Some(until)) => grace_end(until, GRACE_OPEN_DAYS, region) >= today,
        _ => true,
    });
    Ok(holds)
}

/// A hold as the interface shows it.
pub(crate) fn view(hold: &StoredHold) -> HoldView {
    HoldView {
        id: hold.id,
        client_id: hold.client_id,
        invoice_id: hold.invoice_id,
        invoice_number: hold.invoice_number.clone(),
        kind: kind(&hold.kind),
        from: hold.from,
        until: hold.until,
        amount: hold.amount,
        note: hold.note.clone(),
        sentence: sentence(hold),
        released: hold.released_on.is_some(),
    }
}

fn kind(key: &str) -> HoldKind {
    match key {
        "dispute" => HoldKind::Dispute,
        "promise" => HoldKind::Promise,
        "instalments" => HoldKind::Instalments,
        // The base admits four words only.
        _ => HoldKind::Pause,
    }
}

fn sentence(hold: &StoredHold) -> String {
    let what = if hold.invoice_number.is_empty() { String::new() } else { format!(" sur {}", hold.invoice_number) };
    let until = hold.until.map(long_date);
    let amount = hold.amount.map(euros);
    let mut said = match (kind(&hold.kind), until, amount) {
        (HoldKind::Dispute, until, amount) => {
            let part = amount.map_or_else(String::new, |amount| format!(", {amount} contestés"));
            let answer = until.map_or_else(String::new, |day| format!(", réponse attendue le {day}"));
            format!("Litige{what} depuis le {}{part}{answer}", long_date(hold.from))
        }
        (HoldKind::Promise, Some(day), Some(amount)) => format!("Promesse{what}\u{a0}: {amount} pour le {day}"),
        (HoldKind::Promise, Some(day), None) => format!("Promesse{what} pour le {day}"),
        (HoldKind::Promise, None, _) => format!("Promesse{what}"),
        (HoldKind::Pause, Some(day), _) => format!("Suspension{what} jusqu’au {day}"),
        (HoldKind::Pause, None, _) => format!("Suspension{what} sans date de fin"),
        (HoldKind::Instalments, Some(day), Some(amount)) => format!("Échéancier\u{a0}: {amount}, dernière échéance le {day}"),
        (HoldKind::Instalments, _, _) => "Échéancier".to_owned(),
    };
    if let Some(on) = hold.released_on {
        said.push_str(&format!(
            ", levé{} le {}",
            if kind(&hold.kind) == HoldKind::Promise || kind(&hold.kind) == HoldKind::Pause { "e" } else { "" },
            long_date(on)
        ));
    }
    said.push('.');
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::money::Cents;

    #[test]
    fn a_hold_is_said_in_one_sentence() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut hold = StoredHold {
            id: HoldId(1),
            client_id: ClientId(1),
            invoice_id: None,
            invoice_number: "F-2026-014".to_owned(),
            agreed: Vec::new(),
            kind: "dispute".to_owned(),
            from: day("2026-11-03"),
            until: None,
            amount: Some(Cents(50_000)),
            reason: "other".to_owned(),
            note: String::new(),
            released_on: None,
        };
        assert_eq!(sentence(&hold), "Litige sur F-2026-014 depuis le 3 novembre 2026, 500,00\u{a0}€ contestés.");
        hold.kind = "promise".to_owned();
        hold.until = Some(day("2026-12-01"));
        assert_eq!(sentence(&hold), "Promesse sur F-2026-014\u{a0}: 500,00\u{a0}€ pour le 1er décembre 2026.");
        hold.kind = "pause".to_owned();
        hold.released_on = Some(day("2026-11-20"));
        assert_eq!(sentence(&hold), "Suspension sur F-2026-014 jusqu’au 1er décembre 2026, levée le 20 novembre 2026.");
    }
}
