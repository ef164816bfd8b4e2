//! Guarantor, retention of title, ceiling, and what the user owes a client: noted by hand, recalled where it matters.
mod types;

pub use types::*;

use super::check;
use super::clients::ClientRequest;
use super::payments::{AllocationRequest, RecordPayment, Recorded, record};
use crate::App;
use crate::error::{Error, Result};
use crate::outgoing::facts;
use crate::store::safeguards::{self as store, Safeguard};
use crate::store::{About, Actor, Outcome, Tx, clients, payments};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::safeguard::{Cover, NoSetOff};
use echu_core::text::euros;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;
use rusqlite::Connection;

/// What a payment by compensation is called in the account.
const REFERENCE: &str = "Compensation (C. civ. 1347)";

impl GuaranteeKind {
    const ALL: [GuaranteeKind; 3] = [GuaranteeKind::Surety, GuaranteeKind::OnDemand, GuaranteeKind::Other];

    /// As stored.
    fn key(self) -> &'static str {
        match self {
            GuaranteeKind::Surety => "surety",
            GuaranteeKind::OnDemand => "on_demand",
            GuaranteeKind::Other => "other",
        }
    }
}

fn cover<'a>(kept: &'a Safeguard, owed: Cents, due: Cents) -> Cover<'a> {
    Cover {
        guarantor: &kept.guarantor_name,
        guarantee: kept.guarantee,
        retention_since: kept.retention_since,
        supplier: kept.supplier,
        ceiling: kept.ceiling,
        owed,
        due,
    }
}

/// What a client owes, and of each of his invoices what is due and not contested, oldest first.
fn debts(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<(Cents, Vec<(InvoiceId, Cents)>)> {
    let (mut owed, mut certain) = (Cents::ZERO, Vec::new());
    for open in payments::open_of(conn, client)? {
        let now = facts::invoice_now(conn, open.id, today)?;
        owed += now.balance;
        certain.push((open.id, now.overdue.min(now.claimable)));
    }
    Ok((owed, certain))
}

/// What a client owes, and of it what is due and not contested.
fn owed(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<(Cents, Cents)> {
    let (owed, certain) = debts(conn, client, today)?;
    Ok((owed, certain.into_iter().map(|(_, due)| due).sum()))
}

/// What settles an amount of the debts that are certain, in their order (C. civ. 1347-1).
fn settling(certain: Vec<(InvoiceId, Cents)>, amount: Cents) -> Vec<AllocationRequest> {
    let mut left = amount;
    let mut shares = Vec::new();
    for (invoice, due) in certain {
        let share = due.min(left);
        if share.is_positive() {
            left -= share;
            shares.push(AllocationRequest::of(invoice, share));
        }
    }
    shares
}

/// What is worth recalling of a client who owes money, in French.
///
/// # Errors
/// When the base cannot be read.
pub(crate) fn reminders(conn: &Connection, client: ClientId, insolvent: bool, today: NaiveDate) -> Result<Vec<String>> {
    let kept = store::of(conn, client)?;
    if kept == Safeguard::default() {
        return Ok(Vec::new());
    }
    let (owed, due) = self::owed(conn, client, today)?;
    Ok(cover(&kept, owed, due).reminders(insolvent))
}

/// What covers the money a client owes.
///
/// # Errors
/// When the base cannot be read.
pub fn safeguard_of(app: &App, request: ClientRequest) -> Result<SafeguardView> {
    let today = app.when().today;
    app.read(|conn| {
        let card = clients::get(conn, request.id)?.card;
        let kept = store::of(conn, request.id)?;
        let (owed, due) = self::owed(conn, request.id, today)?;
        let cover = self::cover(&kept, owed, due);
        let insolvent = card.insolvent_on.is_some_and(|on| on <= today);
        let set_off = cover.set_off(card.debtor_kind, insolvent);
        Ok(SafeguardView {
            guarantor_name: kept.guarantor_name.clone(),
            guarantor_address: kept.guarantor_address.clone(),
            guarantee_kind: GuaranteeKind::ALL.into_iter().find(|one| one.key() == kept.guarantee_kind),
            guarantee: kept.guarantee,
            guarantee_document: kept.guarantee_document.clone(),
            retention_since: kept.retention_since,
            retention_document: kept.retention_document.clone(),
            supplier_owed: kept.supplier.map(|(amount, _)| amount),
            supplier_on: kept.supplier.map(|(_, on)| on),
            ceiling: kept.ceiling,
            owed,
            over_ceiling: cover.is_over(),
            reminders: cover.reminders(insolvent),
            set_off: set_off.ok(),
            no_set_off: set_off.err().filter(|why| *why != NoSetOff::NothingOwed).map(NoSetOff::sentence).unwrap_or_default().to_owned(),
        })
    })
}

/// Notes what covers the money a client owes. Each revision is kept; the last one is in force.
///
/// # Errors
/// A day to come; a clause whose document is not named; an amount that is not above zero.
pub fn save_safeguard(app: &App, request: SaveSafeguard) -> Result<Outcome<ClientId>> {
    let amount = |field, value: Option<Cents>| value.map(|value| check::amount(field, value)).transpose();
    let retention_document = check::text("retentionDocument", &request.retention_document, check::LONG)?;
    if request.retention_since.is_some() && retention_document.is_empty() {
        return Err(Error::Invalid { field: "retentionDocument", reason: "empty" });
    }
    let supplier = amount("supplierOwed", request.supplier_owed)?;
    let new = Safeguard {
        guarantor_name: check::text("guarantorName", &request.guarantor_name, 200)?,
        guarantor_address: check::text("guarantorAddress", &request.guarantor_address, check::LONG)?,
        guarantee_kind: request.guarantee_kind.map(GuaranteeKind::key).unwrap_or_default().to_owned(),
        guarantee: amount("guarantee", request.guarantee)?,
        guarantee_document: check::text("guaranteeDocument", &request.guarantee_document, check::LONG)?,
        retention_since: request.retention_since.map(|on| check::past_day("retentionSince", on, app.when().today)).transpose()?,
        retention_document,
        supplier: None,
        ceiling: amount("ceiling", request.ceiling)?,
    };
    app.write(Actor::User, |tx| {
        clients::get(&tx.sql, request.client_id)?;
        let before = store::of(&tx.sql, request.client_id)?;
        // The day of what is owed to him is that of its noting: an amount that does not change keeps its own.
        let kept = before.supplier.filter(|(owing, _)| Some(*owing) == supplier);
        let new = Safeguard { supplier: kept.or(supplier.map(|owing| (owing, tx.when.today))), ..new.clone() };
        if new != before {
            noted(tx, request.client_id, &new)?;
        }
        Ok(request.client_id)
    })
}

fn noted(tx: &mut Tx, client: ClientId, new: &Safeguard) -> Result<()> {
    tx.insert_safeguard(client, new)?;
    let fact = desk::Safeguarded {
        guarantor: new.guarantor_name.clone(),
        retention_since: new.retention_since,
        supplier: new.supplier.map(|(owing, _)| owing),
        ceiling: new.ceiling,
    };
    tx.record(About::client(client), &EventKind::SafeguardNoted(fact))
}

/// Sets off what both sides owe: a payment of its own, and as much less owed to the client.
///
/// # Errors
/// Why there is nothing to set off; [`Error::Confirm`] until a person says that both debts are certain, liquid and due.
pub fn set_off_debts(app: &App, request: SetOff) -> Result<Outcome<Recorded>> {
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let card = clients::get(&tx.sql, request.client_id)?.card;
        let kept = store::of(&tx.sql, request.client_id)?;
        let (owed, certain) = debts(&tx.sql, request.client_id, today)?;
        let due: Cents = certain.iter().map(|(_, due)| *due).sum();
        let insolvent = card.insolvent_on.is_some_and(|on| on <= today);
        let amount = cover(&kept, owed, due).set_off(card.debtor_kind, insolvent).map_err(|why| Error::Refused(why.sentence().to_owned()))?;
        if !request.confirmed {
            return Err(Error::Confirm(format!(
                "Compenser {} suppose que les deux dettes soient certaines, liquides et exigibles (C. civ. 1347-1)\u{a0}: celle que vous lui devez est une facture de sa part, échue et que vous ne contestez pas. Prévenez-le par écrit. Est-ce bien le cas\u{202f}?",
                euros(amount)
            )));
        }
        let payment = RecordPayment {
            client_id: request.client_id,
            received_on: today,
            amount,
            reference: REFERENCE.to_owned(),
            designated: Vec::new(),
            allocations: Some(settling(certain, amount)),
            penalties: None,
        };
        let recorded = record(tx, &payment)?;
        tx.mark_set_off(recorded.payment_id)?;
        owed_less(tx, request.client_id, amount)?;
        Ok(recorded)
    })
}

/// A compensation stands: as much less is owed to the client.
///
/// # Errors
/// When less than that is owed to him: two debts are set off, or none.
pub(super) fn owed_less(tx: &mut Tx, client: ClientId, amount: Cents) -> Result<()> {
    let kept = store::of(&tx.sql, client)?;
    let left = kept.supplier.map(|(owing, on)| (owing - amount, on));
    let Some((owing, on)) = left.filter(|(owing, _)| owing.0 >= 0) else { return Err(Error::Refused(owes_too_little(amount))) };
    noted(tx, client, &Safeguard { supplier: owing.is_positive().then_some((owing, on)), ..kept })
}

fn owes_too_little(amount: Cents) -> String {
    format!(
        "Cette compensation éteignait {} de ce que vous deviez à ce client, et la somme notée sur sa fiche ne suffit plus. Notez d’abord ce que vous lui devez. Rien n’a été enregistré.",
        euros(amount)
    )
}

/// A compensation is undone: as much is owed to the client again, from the day it was noted, else from today.
///
/// # Errors
/// The disk's.
pub(super) fn owed_again(tx: &mut Tx, client: ClientId, amount: Cents) -> Result<()> {
    let kept = store::of(&tx.sql, client)?;
    let supplier = kept.supplier.map_or((amount, tx.when.today), |(owing, on)| (owing + amount, on));
    noted(tx, client, &Safeguard { supplier: Some(supplier), ..kept })
}
