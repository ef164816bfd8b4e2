//! A payment that does not stand: typed by mistake, or taken back by the bank. Its trace stays, and it can be put back.
use super::{PaymentRequest, RejectPayment};
use crate::App;
use crate::commands::{check, safeguards};
use crate::error::{Error, Result};
use crate::store::payments::{self as store, Payment, Source};
use crate::store::{About, Actor, Outcome, Tx, agreed, invoices, penalties};
use echu_core::ids::PaymentId;
use echu_core::invoice::parts::left;
use echu_core::payment::Share;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::claim::PaymentRejected;

/// A payment typed by mistake: what it settled is owed again.
///
/// # Errors
/// When there is no such payment. Cancelling twice changes nothing.
pub fn cancel_payment(app: &App, request: PaymentRequest) -> Result<Outcome<PaymentId>> {
    app.write(Actor::User, |tx| {
        let payment = store::get(&tx.sql, request.id)?;
        if !payment.cancelled {
            tx.cancel_payment(payment.id, None, "")?;
            tx.record(About::client(payment.client_id), &EventKind::PaymentCancelled { amount: payment.amount })?;
            undo_set_off(tx, &payment)?;
        }
        Ok(request.id)
    })
}

/// What a compensation extinguished on the other side is owed to the client again.
fn undo_set_off(tx: &mut Tx, payment: &Payment) -> Result<()> {
    if payment.set_off { safeguards::owed_again(tx, payment.client_id, payment.amount) } else { Ok(()) }
}

/// A cheque or a direct debit that the bank took back: what it settled is owed again, from its due date (law/droit.md §6, 8).
///
/// # Errors
/// A day before the payment or to come; a payment already cancelled.
pub fn reject_payment(app: &App, request: RejectPayment) -> Result<Outcome<PaymentId>> {
    app.write(Actor::User, |tx| reject(tx, &request))
}

/// The same, inside a transaction that does more.
pub(crate) fn reject(tx: &mut Tx, request: &RejectPayment) -> Result<PaymentId> {
    let on = check::past_day("on", request.on, tx.when.today)?;
    let note = check::text("note", &request.note, check::LONG)?;
    let payment = store::get(&tx.sql, request.id)?;
    if payment.cancelled {
        return Err(Error::Precondition("payment_cancelled"));
    }
    if on < payment.received_on {
        return Err(Error::Invalid { field: "on", reason: "before_payment" });
    }
    let placed = tx.cancel_payment(payment.id, Some(on), &note)?;
    let numbers: Vec<String> = placed.iter().filter(|one| !one.penalties).map(|one| one.number.clone()).collect();
    let about = About::client(payment.client_id);
    let about = if let [only] = placed.as_slice() { about.invoice(only.invoice_id) } else { about };
    tx.record(about, &EventKind::PaymentRejected(PaymentRejected { amount: payment.amount, on, numbers, note }))?;
    undo_set_off(tx, &payment)?;
    Ok(request.id)
}

/// Puts a cancelled or rejected payment back on what it settled, as far as it is still owed.
///
/// # Errors
/// A payment that stands; a compensation of more than is owed to the client by now.
pub fn restore_payment(app: &App, request: PaymentRequest) -> Result<Outcome<PaymentId>> {
    app.write(Actor::User, |tx| restore(tx, request.id))
}

/// The same, inside a transaction that does more.
pub(crate) fn restore(tx: &mut Tx, id: PaymentId) -> Result<PaymentId> {
    let payment = store::get(&tx.sql, id)?;
    if !payment.cancelled {
        return Err(Error::Precondition("payment_stands"));
    }
    tx.restore_payment(payment.id)?;
    if payment.set_off {
        safeguards::owed_less(tx, payment.client_id, payment.amount)?;
    }
    tx.record(About::client(payment.client_id), &EventKind::PaymentRestored { amount: payment.amount })?;
    for one in payment.placed_before.iter().filter(|one| !one.penalties) {
        let amount = one.amount.min(invoices::get(&tx.sql, one.invoice_id)?.facts.balance());
        if amount.is_positive() {
            // The part it was for is kept, as far as as much is still owed on it.
            let facts = invoices::get(&tx.sql, one.invoice_id)?.facts;
            let owed = facts.parts.iter().zip(left(&facts.parts, facts.settled)).find(|(part, _)| Some(part.due_on) == one.part);
            let part = one.part.filter(|_| owed.is_some_and(|(_, left)| amount <= left));
            super::put(tx, Source::Payment(payment.id), &[Share { part, ..Share::of(one.invoice_id, amount) }])?;
        }
    }
    let debts = penalties::debts_of(&tx.sql, payment.client_id, payment.received_on)?;
    let terms = agreed::terms(&tx.sql, payment.client_id, payment.received_on, &debts)?;
    for one in payment.placed_before.iter().filter(|one| one.penalties) {
        let owed = debts.iter().find(|debt| debt.id == one.invoice_id).map(|debt| debt.penalties + debt.fee).unwrap_or_default();
        let owed = owed.max(terms.as_ref().map(|terms| terms.beside(one.invoice_id)).unwrap_or_default());
        if one.amount.min(owed).is_positive() {
            tx.pay_penalties(payment.id, one.invoice_id, one.amount.min(owed))?;
        }
    }
    Ok(id)
}
