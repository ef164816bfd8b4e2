//! Limitation: the last day to act on each invoice, what moved it, and what is near.
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::{About, Actor, Outcome, Tx, invoices, limitations as store, payments};
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::invoice::Invoice;
use echu_core::invoice::parts::DuePart;
use echu_core::limitation::{Interruption, LimitationKind, LimitationStage, last_day};
use echu_core::money::Cents;
use echu_core::text::long_date;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::claim::{Interrupted, InterruptionTakenBack};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose invoices.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct LimitationsRequest {
    /// Only his; none: everyone's.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub client_id: Option<ClientId>,
}

/// An invoice near its last day to act.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LimitationRow {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Whose.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// Still owed, in cents.
    pub balance: Cents,
    /// The last day to act.
    pub last_day: NaiveDate,
    /// How near it is.
    pub stage: LimitationStage,
    /// What it means, in French.
    pub sentence: String,
}

/// The limitation of one invoice.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LimitationView {
    /// The last day to act.
    pub last_day: NaiveDate,
    /// How near it is.
    pub stage: LimitationStage,
    /// The day the time started.
    pub from: NaiveDate,
    /// The rule, in French, with its article.
    pub rule: String,
    /// What moved it, oldest first.
    pub interruptions: Vec<InterruptionView>,
    /// Days of the part payments that are not taken as acknowledgements.
    pub part_payments: Vec<NaiveDate>,
}

/// What started the time again.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct InterruptionView {
    /// Its identity.
    pub id: InterruptionId,
    /// Its day.
    pub on: NaiveDate,
    /// What it is.
    pub kind: Interruption,
    /// In French, with its article.
    pub label: String,
    /// The user’s words.
    pub note: String,
}

/// Records what starts the time again.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RecordInterruption {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its day.
    pub on: NaiveDate,
    /// What it is.
    pub kind: Interruption,
    /// Where the proof is, in the user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// Names an interruption.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct InterruptionRequest {
    /// The interruption.
    pub id: InterruptionId,
}

/// Open invoices near or past their last day to act, nearest first.
///
/// # Errors
/// When the base cannot be read.
pub fn limitations(app: &App, request: LimitationsRequest) -> Result<Vec<LimitationRow>> {
    let today = app.when().today;
    app.read(|conn| Ok(store::near(conn, request.client_id, today)?.into_iter().map(row).collect()))
}

fn row(one: store::Watched) -> LimitationRow {
    let last_day = one.limitation.last_day;
    let day = long_date(last_day);
    let sentence = match one.stage {
        LimitationStage::Passed => {
            format!("Prescrite depuis le {day}\u{a0}: le client peut refuser de payer. Une relance reste possible, pas une action.")
        }
        LimitationStage::ThreeMonths => {
            format!("À porter en justice avant le {day}, dans moins de trois mois. Une relance ne repousse pas cette date.")
        }
        LimitationStage::SixMonths => {
            format!("Dernier jour pour agir\u{a0}: le {day}, dans moins de six mois. Une relance ne repousse pas cette date.")
        }
        LimitationStage::EightMonths | LimitationStage::Far => {
            format!("Dernier jour pour agir\u{a0}: le {day}. Une relance ne repousse pas cette date.")
        }
    };
    LimitationRow {
        invoice_id: one.invoice_id,
        number: one.number,
        client_id: one.client_id,
        client_name: one.client_name,
        balance: one.balance,
        last_day,
        stage: one.stage,
        sentence,
    }
}

/// The limitation of one invoice, for its page; none when nothing is owed, or without a due date.
pub(crate) fn view(conn: &Connection, invoice: InvoiceId, today: NaiveDate) -> Result<Option<LimitationView>> {
    let Some(watched) = store::of_invoice(conn, invoice, today)? else { return Ok(None) };
    let mut part_payments: Vec<NaiveDate> = payments::settlements_of(conn, invoice)?
        .into_iter()
        .filter(|one| matches!(one.source, payments::Source::Payment(_)) && one.on >= watched.from)
        .map(|one| one.on)
        .filter(|on| watched.interruptions.iter().all(|known| known.on != *on))
        .collect();
    part_payments.dedup();
    let interruption = |one: store::Recorded| InterruptionView {
        id: one.id,
        on: one.on,
        kind: one.kind,
        label: one.kind.label().to_owned(),
        note: one.note,
    };
    Ok(Some(LimitationView {
        last_day: watched.limitation.last_day,
        stage: watched.stage,
        from: watched.from,
        rule: rule(&watched),
        interruptions: watched.interruptions.into_iter().map(interruption).collect(),
        part_payments,
    }))
}

/// The last day to act on each part of an invoice payable in several: each term has its own (C. civ. 2233, 3°).
pub(crate) fn of_parts(conn: &Connection, invoice: &Invoice, today: NaiveDate) -> Result<Vec<NaiveDate>> {
    let Some(watched) = store::of_invoice(conn, invoice.id, today)? else { return Ok(Vec::new()) };
    let interruptions: Vec<NaiveDate> = watched.interruptions.iter().map(|one| one.on).collect();
    let kind = watched.limitation.kind;
    let from = |part: &DuePart| if kind == LimitationKind::Transport { watched.from } else { part.due_on };
    Ok(invoice.parts.iter().map(|part| last_day(kind, from(part), &interruptions)).collect())
}

/// The rule, and what is missing to apply it to the day.
fn rule(watched: &store::Watched) -> String {
    let rule = watched.limitation.kind.rule();
    if !watched.delivery_unknown {
        return rule.to_owned();
    }
    format!(
        "{rule}. La date de livraison n’est pas connue\u{a0}: ce jour est compté depuis la date de la facture\u{202f}; saisissez la livraison, qui la précède souvent."
    )
}

/// Records what starts the time again: it is never guessed, not even from a part payment.
///
/// # Errors
/// A day to come or before the due date, an invoice on which nothing is owed, or whose time was already over that day.
pub fn record_interruption(app: &App, request: RecordInterruption) -> Result<Outcome<InterruptionId>> {
    let today = app.when().today;
    let on = check::past_day("on", request.on, today)?;
    let note = check::text("note", &request.note, check::LONG)?;
    app.write(Actor::User, |tx| record(tx, request.invoice_id, on, request.kind, &note))
}

/// Records what starts the time of an invoice again, on a person's word.
///
/// # Errors
/// As [`record_interruption`].
pub(crate) fn record(tx: &mut Tx, invoice: InvoiceId, on: NaiveDate, kind: Interruption, note: &str) -> Result<InterruptionId> {
    let today = tx.when.today;
    let before = store::of_invoice(&tx.sql, invoice, today)?.ok_or(Error::Precondition("no_limitation"))?;
    if on < before.from {
        return Err(Error::Invalid { field: "on", reason: "before_due" });
    }
    let id = tx.record_interruption(invoice, on, kind, note)?;
    let after = store::of_invoice(&tx.sql, invoice, today)?.ok_or(Error::Precondition("no_limitation"))?;
    if after.limitation == before.limitation && on > before.limitation.last_day {
        return Err(Error::Invalid { field: "on", reason: "already_over" });
    }
    let (last_day, note) = (after.limitation.last_day, note.to_owned());
    let event = EventKind::LimitationInterrupted(Interrupted { number: after.number, kind, on, last_day, note });
    tx.record(About::client(after.client_id).invoice(invoice), &event)?;
    Ok(id)
}

/// Takes an interruption back: the last day to act is what it was.
///
/// # Errors
/// When there is none.
pub fn take_back_interruption(app: &App, request: InterruptionRequest) -> Result<Outcome<InterruptionId>> {
    app.write(Actor::User, |tx| {
        let one = store::interruption(&tx.sql, request.id)?;
        let facts = invoices::get(&tx.sql, one.invoice_id)?.facts;
        tx.take_back_interruption(one.id)?;
        let event = EventKind::InterruptionTakenBack(InterruptionTakenBack { number: facts.number, on: one.on });
        tx.record(About::client(facts.client_id).invoice(facts.id), &event)?;
        Ok(request.id)
    })
}
