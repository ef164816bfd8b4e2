//! What a person says a movement is. Each decision is one transaction, and can be taken back.
use super::propose::{Ledger, penalties_of, proposals};
use super::{LineRequest, MatchLine, MatchShare, TieLine};
use crate::App;
use crate::commands::Nothing;
use crate::commands::payments::{AllocationRequest, RecordPayment, RejectPayment, record, reject};
use crate::error::{Error, Result};
use crate::store::bank::{self as store, StoredLine};
use crate::store::{About, Actor, Outcome, Tx, payments};
use echu_core::ids::{BankLineId, InvoiceId};
use echu_core::matching::Certainty;
use echu_core::timeline::EventKind;
use std::collections::BTreeSet;

/// Most movements that « tout accepter » takes at once.
const MOST: u32 = 20_000;

/// Makes the payments that a credit is. Nothing is left over: what settles nothing is its client's credit.
///
/// # Errors
/// A movement already dealt with or going out, shares that do not add up to it, a placing above what is owed.
pub fn match_line(app: &App, request: MatchLine) -> Result<Outcome<BankLineId>> {
    app.write(Actor::User, |tx| {
        let line = waiting(tx, request.line_id)?;
        if !line.amount.is_positive() || request.shares.is_empty() {
            return Err(Error::Precondition("not_a_credit"));
        }
        make(tx, &line, &request.shares)?;
        Ok(line.id)
    })
}

fn waiting(tx: &Tx, id: BankLineId) -> Result<StoredLine> {
    let line = store::get(&tx.sql, id)?;
    if line.state == "open" { Ok(line) } else { Err(Error::Precondition("line_settled")) }
}

fn make(tx: &mut Tx, line: &StoredLine, shares: &[MatchShare]) -> Result<()> {
    if App::sum(shares.iter().map(|share| share.amount)) != line.amount {
        return Err(Error::Invalid { field: "shares", reason: "not_the_sum" });
    }
    for share in shares {
        let payment = RecordPayment {
            client_id: share.client_id,
            received_on: line.booked_on,
            amount: share.amount,
            reference: line.label.clone(),
            designated: Vec::new(),
            allocations: share.allocations.clone(),
            penalties: share.penalties.clone(),
        };
        let made = record(tx, &payment)?;
        tx.tie_line(line.id, made.payment_id, true)?;
    }
    tx.set_line_state(line.id, "matched")
}

/// Ties a credit to a payment noted by hand, which stays as it is; or a return to the payment that it takes back, which is
/// rejected.
///
/// # Errors
/// A movement already dealt with, a payment of another sum, cancelled, or tied to another movement.
pub fn tie_line(app: &App, request: TieLine) -> Result<Outcome<BankLineId>> {
    app.write(Actor::User, |tx| {
        let line = waiting(tx, request.line_id)?;
        let payment = payments::get(&tx.sql, request.payment_id)?;
        if payment.amount.0 != line.amount.0.abs() {
            return Err(Error::Precondition("other_amount"));
        }
        if payment.cancelled {
            return Err(Error::Precondition("payment_cancelled"));
        }
        if line.amount.is_positive() {
            if store::is_tied(&tx.sql, payment.id)? {
                return Err(Error::Precondition("payment_tied"));
            }
            tx.record(About::client(payment.client_id), &EventKind::LineMatched { amount: line.amount, tied: true })?;
        } else {
            reject(tx, &RejectPayment { id: payment.id, on: line.booked_on, note: line.label.clone() })?;
        }
        tx.tie_line(line.id, payment.id, false)?;
        tx.set_line_state(line.id, "matched")?;
        Ok(line.id)
    })
}

/// Accepts every credit whose first reading is certain; one that would settle what another has just settled waits. Gives how
/// many.
///
/// # Errors
/// When nothing is certain; nothing is then written.
pub fn accept_certain(app: &App, _: Nothing) -> Result<Outcome<u32>> {
    app.write(Actor::User, |tx| {
        let lines = store::waiting(&tx.sql, MOST)?;
        let ledger = Ledger::read(&tx.sql, &lines)?;
        let book = ledger.book();
        let mut settled: BTreeSet<InvoiceId> = BTreeSet::new();
        let mut accepted = 0;
        // A movement of a day to come is no payment yet: it waits, and holds nothing else back.
        let today = tx.when.today;
        for line in lines.iter().filter(|line| line.booked_on <= today) {
            let found = proposals(&tx.sql, &ledger, &book, line)?;
            let Some(one) = found.first().filter(|one| one.certainty == Certainty::Certain && one.noted.is_none()) else { continue };
            if one.parts.iter().any(|(invoice, _)| settled.contains(invoice)) {
                continue;
            }
            settled.extend(one.parts.iter().map(|(invoice, _)| *invoice));
            let penalties = penalties_of(&tx.sql, line.booked_on, one)?;
            let allocations = one.parts.iter().map(|(invoice, amount)| AllocationRequest::of(*invoice, *amount)).collect();
            let share =
                MatchShare { client_id: one.client, amount: line.amount, allocations: Some(allocations), penalties: Some(penalties) };
            make(tx, line, &[share])?;
            accepted += 1;
        }
        if accepted == 0 {
            return Err(Error::Precondition("nothing_certain"));
        }
        Ok(accepted)
    })
}

/// « Pas un règlement client »: the movement holds nobody any more.
///
/// # Errors
/// A movement already dealt with.
pub fn set_line_aside(app: &App, request: LineRequest) -> Result<Outcome<BankLineId>> {
    app.write(Actor::User, |tx| {
        let line = waiting(tx, request.line_id)?;
        tx.set_line_state(line.id, "aside")?;
        Ok(line.id)
    })
}

/// Takes a decision back: the payments made from the movement are cancelled, those it took back stand again, those noted by
/// hand stay. It waits again.
///
/// # Errors
/// A movement that waits.
pub fn reopen_line(app: &App, request: LineRequest) -> Result<Outcome<BankLineId>> {
    app.write(Actor::User, |tx| {
        let line = store::get(&tx.sql, request.line_id)?;
        if line.state == "open" {
            return Err(Error::Precondition("line_waits"));
        }
        for (id, made) in store::payments_of(&tx.sql, line.id)? {
            let payment = payments::get(&tx.sql, id)?;
            if made && !payment.cancelled {
                tx.cancel_payment(id, None, "")?;
                tx.record(About::client(payment.client_id), &EventKind::PaymentCancelled { amount: payment.amount })?;
            } else if !made && line.amount.0 < 0 && payment.cancelled {
                crate::commands::payments::restore(tx, id)?;
            } else if !made {
                tx.record(About::client(payment.client_id), &EventKind::LineMatched { amount: line.amount, tied: false })?;
            }
        }
        tx.untie_line(line.id)?;
        tx.set_line_state(line.id, "open")?;
        Ok(line.id)
    })
}
