//! What the terms of an agreement that stands ask of a payment: the due dates of what it covers gave way to them.
use super::agreements::{self, Stored};
use super::{claims, penalties};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::error::DomainError;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::payment::{AgreedTerms, OpenInvoice};
use rusqlite::Connection;

fn on_that_day(conn: &Connection, client: ClientId, on: NaiveDate) -> Result<Option<Stored>> {
    Ok(agreements::standing(conn, client)?.filter(|one| one.facts.agreed_on <= on))
}

/// Gives each debt that an agreement covers the day of the first term not paid, and what the terms fallen due ask of it.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn postpone(conn: &Connection, client: ClientId, on: NaiveDate, debts: &mut [OpenInvoice]) -> Result<()> {
    let Some(one) = on_that_day(conn, client, on)? else { return Ok(()) };
    let (next, mut due) = (one.facts.next().map(|term| term.on), one.facts.due_by(on));
    for id in &one.invoices {
        if let Some(debt) = debts.iter_mut().find(|debt| debt.id == *id) {
            debt.due_on = next;
            debt.payable = debt.balance.min(due);
            due -= debt.payable;
        }
    }
    Ok(())
}

/// What the terms of a client's agreement ask of a payment of that day, beside his `debts`; none without an agreement.
///
/// # Errors
/// When the base cannot be read.
pub fn terms(conn: &Connection, client: ClientId, on: NaiveDate, debts: &[OpenInvoice]) -> Result<Option<AgreedTerms>> {
    let Some(one) = on_that_day(conn, client, on)? else { return Ok(None) };
    let left = (one.facts.total() - one.facts.received).or_zero();
    let debt = |id: &InvoiceId| debts.iter().find(|debt| debt.id == *id);
    let balances: Cents = one.invoices.iter().filter_map(debt).map(|debt| debt.balance).sum();
    let mut beside = (left - balances).or_zero();
    let mut covered = Vec::with_capacity(one.invoices.len());
    for id in &one.invoices {
        // A half-year without a rate says nothing of the interest of today: that of the day of the agreement was known.
        let now = debt(id).map(|debt| debt.penalties + debt.fee).unwrap_or_default();
        let part = beside.min(if beside.is_positive() { now.max(spread(conn, &one, *id)?) } else { Cents::ZERO });
        beside -= part;
        covered.push((*id, part));
    }
    // What was agreed is owed to the cent, whatever became of the penalties since.
    if let Some((_, last)) = covered.last_mut() {
        *last += beside;
    }
    let next = one.facts.next().map(|term| term.amount).unwrap_or_default();
    Ok(Some(AgreedTerms { due: one.facts.due_by(on), next, left, covered }))
}

/// What an invoice owed beside its balance on the day of the agreement, less what was paid or given up of it since.
fn spread(conn: &Connection, one: &Stored, id: InvoiceId) -> Result<Cents> {
    let from = one.facts.agreed_on;
    let owed = match claims::remaining(conn, id, from) {
        Ok(left) => left.unwrap_or_default().beside(),
        Err(Error::Domain(DomainError::UnknownRate(_))) => return Ok(Cents::ZERO),
        Err(error) => return Err(error),
    };
    let moves = penalties::moves(conn, id)?;
    let paid: Cents = moves.paid.iter().filter(|paid| paid.on > from).map(|paid| paid.amount).sum();
    let waived: Cents = moves.waived.iter().filter(|waived| waived.on > from).map(|waived| waived.interest + waived.fee).sum();
    Ok((owed - paid - waived).or_zero())
}
