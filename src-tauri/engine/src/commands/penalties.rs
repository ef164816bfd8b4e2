//! Penalties as claims of their own: what is left of them, what was given up, and both taken back.
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::{About, Actor, Outcome, claims, invoices, penalties as store};
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::interest::Waived;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::claim::{PenaltiesPaid, PenaltiesWaived, WaiverTakenBack};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The penalties of an invoice, as claims of their own.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PenaltiesView {
    /// Interest still owed, in cents; none when a rate is unknown.
    pub interest: Option<Cents>,
    /// Lump sum still owed, in cents; none when what is left of it depends on a rate that is unknown.
    pub fee: Option<Cents>,
    /// True when the invoice itself is paid: only the penalties remain.
    pub invoice_paid: bool,
    /// What was paid of them, oldest first.
    pub paid: Vec<PenaltyPaid>,
    /// What was given up, oldest first.
    pub waivers: Vec<WaiverView>,
    /// What the law says of giving up, in French; may be empty.
    pub waiver_note: String,
}

/// Money that paid penalties.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PenaltyPaid {
    /// Its identity.
    pub id: PenaltyPaymentId,
    /// Its day.
    pub on: NaiveDate,
    /// In cents.
    pub amount: Cents,
}

/// Penalties given up.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct WaiverView {
    /// Its identity.
    pub id: WaiverId,
    /// The day.
    pub on: NaiveDate,
    /// Interest given up, in cents.
    pub interest: Cents,
    /// Lump sum given up, in cents.
    pub fee: Cents,
    /// The user’s words.
    pub reason: String,
}

/// An invoice of a client on which penalties remain.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PenaltyRow {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Its due date.
    pub due_on: Option<NaiveDate>,
    /// True when it was paid, late.
    pub invoice_paid: bool,
    /// Interest still owed, in cents; none when a rate is unknown.
    pub interest: Option<Cents>,
    /// Lump sum still owed, in cents.
    pub fee: Cents,
}

/// Whose penalties.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PenaltiesRequest {
    /// The client.
    pub client_id: ClientId,
}

/// « Abandonner les pénalités ».
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct WaivePenalties {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// True: the interest owed as of today.
    pub interest: bool,
    /// True: the lump sum.
    pub fee: bool,
    /// Why, in the user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub reason: String,
}

/// Names a waiver.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct WaiverRequest {
    /// The waiver.
    pub id: WaiverId,
}

/// Names a payment of penalties.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PenaltyPaymentRequest {
    /// The payment of penalties.
    pub id: PenaltyPaymentId,
    /// The invoice.
    pub invoice_id: InvoiceId,
}

/// CCP L2192-14: a creditor of a public body cannot bind himself to give them up.
const PUBLIC_WAIVER: &str = "Pour un acheteur public, la renonciation aux intérêts moratoires est réputée non écrite (CCP L2192-14)\u{a0}: \
    vous cessez de les réclamer, mais rien n’empêche de le faire plus tard.";

/// The penalties of one invoice as of `today`, for its page.
pub(crate) fn view(conn: &Connection, stored: &invoices::Stored, today: NaiveDate) -> Result<PenaltiesView> {
    let id = stored.facts.id;
    let (interest, fee) = claims::beside(conn, id, today)?;
    let waivers = store::waivers_of(conn, id)?.into_iter().filter(|one| !one.taken_back);
    Ok(PenaltiesView {
        interest,
        fee,
        invoice_paid: !stored.facts.balance().is_positive(),
        paid: store::paid_on(conn, id)?.into_iter().map(|one| PenaltyPaid { id: one.id, on: one.on, amount: one.amount }).collect(),
        waivers: waivers
            .map(|one| WaiverView { id: one.id, on: one.on, interest: one.interest, fee: one.fee, reason: one.reason })
            .collect(),
        waiver_note: match stored.client_kind {
            DebtorKind::PublicBody => PUBLIC_WAIVER.to_owned(),
            DebtorKind::Business | DebtorKind::Consumer => String::new(),
        },
    })
}

/// Invoices of a client on which penalties remain, those paid late first. An unknown rate leaves out those on which no lump sum is
/// known to remain.
///
/// # Errors
/// When the base cannot be read.
pub fn penalties_of(app: &App, request: PenaltiesRequest) -> Result<Vec<PenaltyRow>> {
    let today = app.when().today;
    app.read(|conn| {
        let mut rows = Vec::new();
        for debt in store::debts_of(conn, request.client_id, today)?.iter().filter(|debt| (debt.penalties + debt.fee).is_positive()) {
            let facts = invoices::get(conn, debt.id)?.facts;
            let (interest, _) = claims::beside(conn, debt.id, today)?;
            rows.push(PenaltyRow {
                invoice_id: debt.id,
                number: facts.number.clone(),
                due_on: facts.due_on,
                invoice_paid: !facts.balance().is_positive(),
                interest,
                fee: debt.fee,
            });
        }
        rows.sort_by_key(|row| (!row.invoice_paid, row.due_on, row.invoice_id));
        Ok(rows)
    })
}

/// Gives up the penalties owed on an invoice as of today: they are never claimed again.
///
/// # Errors
/// Nothing chosen, or nothing owed of what was chosen; a half-year whose rate is not known.
pub fn waive_penalties(app: &App, request: WaivePenalties) -> Result<Outcome<WaiverId>> {
    let today = app.when().today;
    let reason = check::text("reason", &request.reason, check::LONG)?;
    app.write(Actor::User, |tx| {
        let facts = invoices::get(&tx.sql, request.invoice_id)?.facts;
        let (interest, fee) = match claims::beside(&tx.sql, facts.id, today)? {
            // The lump sum rests on no rate, as long as no payment may have reached it.
            (None, Some(fee)) if !request.interest => (Cents::ZERO, fee),
            (Some(interest), Some(fee)) => (interest, fee),
            (_, _) => {
                let left = claims::remaining(&tx.sql, facts.id, today)?.unwrap_or_default();
                (left.penalties, left.fee)
            }
        };
        let interest = if request.interest { interest } else { Cents::ZERO };
        let fee = if request.fee { fee } else { Cents::ZERO };
        if !(interest + fee).is_positive() {
            return Err(Error::Precondition("nothing_to_waive"));
        }
        let id = tx.waive_penalties(facts.id, Waived { on: today, interest, fee }, &reason)?;
        let event = EventKind::PenaltiesWaived(PenaltiesWaived { number: facts.number, interest, fee, on: today, reason });
        tx.record(About::client(facts.client_id).invoice(facts.id), &event)?;
        Ok(id)
    })
}

/// Takes a waiver back: what it gave up is claimed again.
///
/// # Errors
/// When there is no such waiver. Taking it back twice changes nothing.
pub fn take_back_waiver(app: &App, request: WaiverRequest) -> Result<Outcome<WaiverId>> {
    app.write(Actor::User, |tx| {
        let waiver = store::waiver_of(&tx.sql, request.id)?;
        if !waiver.taken_back {
            let facts = invoices::get(&tx.sql, waiver.invoice_id)?.facts;
            tx.take_back_waiver(waiver.id)?;
            let event = EventKind::WaiverTakenBack(WaiverTakenBack { number: facts.number, amount: waiver.interest + waiver.fee });
            tx.record(About::client(facts.client_id).invoice(facts.id), &event)?;
        }
        Ok(request.id)
    })
}

/// Takes money back from the penalties of an invoice: it is the client’s credit again.
///
/// # Errors
/// When there is no such payment of penalties.
pub fn unpay_penalties(app: &App, request: PenaltyPaymentRequest) -> Result<Outcome<PenaltyPaymentId>> {
    app.write(Actor::User, |tx| {
        let paid = store::paid_on(&tx.sql, request.invoice_id)?.into_iter().find(|one| one.id == request.id);
        let paid = paid.ok_or(Error::NotFound { what: "penalty payment", id: request.id.0 })?;
        let client = invoices::get(&tx.sql, paid.invoice_id)?.facts.client_id;
        tx.unpay_penalties(paid.id)?;
        let event = EventKind::PenaltiesPaid(PenaltiesPaid { amount: paid.amount, number: paid.number, put: false });
        tx.record(About::client(client).invoice(paid.invoice_id), &event)?;
        Ok(request.id)
    })
}
