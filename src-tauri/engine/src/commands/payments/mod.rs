//! Money received, and what it settles.
mod cancel;
mod types;

pub use cancel::{cancel_payment, reject_payment, restore_payment};
pub(crate) use cancel::{reject, restore};
pub use types::*;

use super::check;
use crate::App;
use crate::error::{Error, Result};
use crate::store::payments::{self as store, NewPayment, Source};
use crate::store::{About, Actor, Outcome, Tx, agreed, clients, due_parts, invoices, penalties};
use chrono::NaiveDate;
use echu_core::clauses::discount_gained;
use echu_core::ids::{AllocationId, ClientId, InvoiceId, PaymentId};
use echu_core::invoice::InvoiceKind;
use echu_core::invoice::parts::left;
use echu_core::money::Cents;
use echu_core::payment::{AgreedTerms, OpenInvoice, Share, propose_allocation as propose};
use echu_core::text::euros;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::claim::PenaltiesPaid;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Records money received and places it.
///
/// # Errors
/// A day to come, an amount out of bounds, a placing above the payment or above what is owed; nothing is then written.
pub fn record_payment(app: &App, request: RecordPayment) -> Result<Outcome<Recorded>> {
    app.write(Actor::User, |tx| record(tx, &request))
}

/// The same, inside a transaction that does more.
pub(crate) fn record(tx: &mut Tx, request: &RecordPayment) -> Result<Recorded> {
    let amount = check::amount("amount", request.amount)?;
    let on = check::past_day("receivedOn", request.received_on, tx.when.today)?;
    let reference = check::text("reference", &request.reference, check::LONG)?;
    clients::get(&tx.sql, request.client_id)?;
    let debts = penalties::debts_of(&tx.sql, request.client_id, on)?;
    let terms = agreed::terms(&tx.sql, request.client_id, on, &debts)?;
    let (shares, to_penalties) = match &request.allocations {
        Some(wanted) => {
            let shares = checked(&tx.sql, request.client_id, amount, wanted)?;
            let left = amount - shares.iter().map(|share| share.amount).sum::<Cents>();
            (shares, checked_penalties(&debts, terms.as_ref(), left, request.penalties.as_deref().unwrap_or_default())?)
        }
        None => {
            let proposed = propose(amount, on, &debts, terms.as_ref(), &request.designated);
            (proposed.shares, proposed.penalties)
        }
    };
    let settled: Vec<InvoiceId> = shares.iter().chain(&to_penalties).map(|share| share.invoice_id).collect();
    let stopped = store::reminders_on(&tx.sql, &settled)?;
    let new = NewPayment { client: request.client_id, on, amount, reference: &reference, indicated: !request.designated.is_empty() };
    let payment_id = tx.insert_payment(&new)?;
    let mut allocated = put(tx, Source::Payment(payment_id), &shares)?;
    let mut about = About::client(request.client_id);
    if let [only] = settled.as_slice() {
        about = about.invoice(*only);
    }
    tx.record(about, &EventKind::PaymentRecorded { amount, received_on: on, reference })?;
    allocated += put_penalties(tx, request.client_id, payment_id, &to_penalties)?;
    Ok(Recorded { payment_id, allocated, left: amount - allocated, stopped })
}

/// What a payment would settle.
///
/// # Errors
/// An amount or a day out of bounds.
pub fn propose_allocation(app: &App, request: ProposeAllocation) -> Result<AllocationProposal> {
    let amount = check::amount("amount", request.amount)?;
    let on: NaiveDate = check::day("receivedOn", request.received_on)?;
    app.read(|conn| {
        let debts = penalties::debts_of(conn, request.client_id, on)?;
        let terms = agreed::terms(conn, request.client_id, on, &debts)?;
        let proposed = propose(amount, on, &debts, terms.as_ref(), &request.designated);
        let requests = |shares: &[Share]| -> Vec<AllocationRequest> {
            shares.iter().map(|one| AllocationRequest::of(one.invoice_id, one.amount)).collect()
        };
        let given =
            |id: InvoiceId| -> Cents { proposed.shares.iter().filter(|share| share.invoice_id == id).map(|share| share.amount).sum() };
        let early = debts.iter().find(|debt| debt.discount.is_positive() && given(debt.id) == debt.balance - debt.discount);
        let paid = |debt: &OpenInvoice| debt.payable <= given(debt.id) || early.is_some_and(|one| one.id == debt.id);
        let short = debts.iter().any(|debt| request.designated.contains(&debt.id) && !paid(debt));
        Ok(AllocationProposal {
            allocations: requests(&proposed.shares),
            penalties: requests(&proposed.penalties),
            left: proposed.left,
            parts: parts_of(conn, request.client_id)?,
            note: match early {
                Some(debt) => {
                    format!("Payée dans le délai\u{a0}: l’escompte de {} est accordé, la facture est soldée.", euros(debt.discount))
                }
                None if short => PARTIAL_INDICATION.to_owned(),
                None => String::new(),
            },
        })
    })
}

/// What is left of each part of a client's open invoices in parts: what the debtor may name.
fn parts_of(conn: &Connection, client: ClientId) -> Result<Vec<PartChoice>> {
    let mut choices = Vec::new();
    for (invoice_id, one) in due_parts::open(conn, Some(client.0))? {
        choices.extend(one.owed().map(|(due_on, left)| PartChoice { invoice_id, due_on, left }));
    }
    Ok(choices)
}

/// Cass. 1re civ. 27 Nov. 2019, n° 18-21.570: the debtor chooses the debt he pays only if he pays it in full.
const PARTIAL_INDICATION: &str = "Ce paiement ne règle pas toute la facture désignée\u{a0}: sans votre accord, le client ne peut imposer son choix \
    que s’il paie cette facture en entier. Enregistrer le paiement ainsi, c’est l’accepter.";

/// Puts a payment or a credit note against invoices, and what is left of a payment against penalties. Gives what is left, in cents.
///
/// # Errors
/// A placing above what there is, or above what is owed; penalties asked of a credit note. Nothing is then written.
pub fn allocate(app: &App, request: Allocate) -> Result<Outcome<Cents>> {
    let source = match (request.payment_id, request.credit_note_id) {
        (Some(payment), None) => Source::Payment(payment),
        (None, Some(credit_note)) => Source::CreditNote(credit_note),
        (None, None) | (Some(_), Some(_)) => return Err(Error::Invalid { field: "paymentId", reason: "one_source" }),
    };
    app.write(Actor::User, |tx| {
        let (client, available) = available(&tx.sql, source)?;
        let before = store::allocations_from(&tx.sql, source)?;
        tx.unallocate_all(source)?;
        let shares = checked(&tx.sql, client, available, &request.allocations)?;
        let allocated = put(tx, source, &shares)?;
        let same = |old: &store::Allocation, new: &Share| (old.invoice_id, old.amount, old.part) == (new.invoice_id, new.amount, new.part);
        for old in before.iter().filter(|old| !shares.iter().any(|one| same(old, one))) {
            let event = EventKind::Allocated { amount: old.amount, number: old.invoice_number.clone(), put: false };
            tx.record(About::client(client).invoice(old.invoice_id), &event)?;
        }
        for share in shares.iter().filter(|share| !before.iter().any(|one| same(one, share))) {
            let number = invoices::get(&tx.sql, share.invoice_id)?.facts.number;
            tx.record(About::client(client).invoice(share.invoice_id), &EventKind::Allocated { amount: share.amount, number, put: true })?;
        }
        let left = available - allocated;
        let wanted = request.penalties.as_deref().unwrap_or_default();
        let to_penalties = match source {
            Source::Payment(payment) if !wanted.is_empty() => {
                let on = store::get(&tx.sql, payment)?.received_on;
                let debts = penalties::debts_of(&tx.sql, client, on)?;
                let terms = agreed::terms(&tx.sql, client, on, &debts)?;
                put_penalties(tx, client, payment, &checked_penalties(&debts, terms.as_ref(), left, wanted)?)?
            }
            Source::CreditNote(_) if !wanted.is_empty() => return Err(Error::Invalid { field: "penalties", reason: "not_a_payment" }),
            Source::Payment(_) | Source::CreditNote(_) => Cents::ZERO,
        };
        Ok(left - to_penalties)
    })
}

/// Whose the source is, and how much it may settle in all.
fn available(conn: &Connection, source: Source) -> Result<(ClientId, Cents)> {
    match source {
        Source::Payment(id) => {
            let payment = store::get(conn, id)?;
            if payment.cancelled {
                return Err(Error::Precondition("payment_cancelled"));
            }
            // What it pays of penalties stays there: it is taken back on its own.
            let to_penalties: Cents = penalties::paid_by(conn, id)?.iter().map(|one| one.amount).sum();
            Ok((payment.client_id, payment.amount - to_penalties))
        }
        Source::CreditNote(id) => {
            let credit_note = invoices::get(conn, id)?.facts;
            if credit_note.kind == InvoiceKind::Invoice {
                return Err(Error::Invalid { field: "creditNoteId", reason: "not_a_credit_note" });
            }
            let placed: Cents = store::allocations_from(conn, source)?.iter().map(|one| one.amount).sum();
            // What an import reports as used before stays used.
            Ok((credit_note.client_id, credit_note.total - (credit_note.settled - placed)))
        }
    }
}

/// The placing a person wants, each invoice once, nothing above its balance nor in all above `available`.
fn checked(conn: &Connection, client: ClientId, available: Cents, wanted: &[AllocationRequest]) -> Result<Vec<Share>> {
    let owed: BTreeMap<InvoiceId, Cents> = store::open_of(conn, client)?.into_iter().map(|one| (one.id, one.balance)).collect();
    let mut shares: BTreeMap<InvoiceId, Cents> = BTreeMap::new();
    let mut named: BTreeMap<InvoiceId, NaiveDate> = BTreeMap::new();
    for one in wanted {
        let amount = check::amount("allocations", one.amount)?;
        *shares.entry(one.invoice_id).or_default() += amount;
        named.extend(one.part.map(|part| (one.invoice_id, part)));
    }
    for (invoice, part) in &named {
        let parts = invoices::get(conn, *invoice)?.facts;
        let left = parts.parts.iter().zip(left(&parts.parts, parts.settled)).find(|(one, _)| one.due_on == *part).map(|(_, left)| left);
        if left.is_none_or(|left| shares.get(invoice).is_some_and(|amount| *amount > left)) {
            return Err(Error::Invalid { field: "allocations", reason: "over_part" });
        }
    }
    if shares.iter().any(|(invoice, amount)| owed.get(invoice).is_none_or(|balance| amount > balance)) {
        return Err(Error::Invalid { field: "allocations", reason: "over_balance" });
    }
    if App::sum(shares.values().copied()) > available {
        return Err(Error::Invalid { field: "allocations", reason: "over_allocated" });
    }
    let share = |(invoice_id, amount)| Share { part: named.get(&invoice_id).copied(), ..Share::of(invoice_id, amount) };
    Ok(shares.into_iter().map(share).collect())
}

/// The part a person wants for the penalties, nothing above what is owed of them nor in all above `available`. What the terms of an
/// agreement spread is owed even when a rate is not known.
fn checked_penalties(
    debts: &[OpenInvoice],
    terms: Option<&AgreedTerms>,
    available: Cents,
    wanted: &[AllocationRequest],
) -> Result<Vec<Share>> {
    let mut shares: BTreeMap<InvoiceId, Cents> = BTreeMap::new();
    for one in wanted {
        *shares.entry(one.invoice_id).or_default() += check::amount("penalties", one.amount)?;
    }
    let spread = |id: InvoiceId| terms.map(|terms| terms.beside(id)).unwrap_or_default();
    let owed =
        |id: InvoiceId| debts.iter().find(|debt| debt.id == id).map_or(Cents::ZERO, |debt| debt.penalties + debt.fee).max(spread(id));
    if shares.iter().any(|(invoice, amount)| *amount > owed(*invoice)) {
        return Err(Error::Invalid { field: "penalties", reason: "over_penalties" });
    }
    if App::sum(shares.values().copied()) > available {
        return Err(Error::Invalid { field: "penalties", reason: "over_allocated" });
    }
    Ok(shares.into_iter().map(|(invoice_id, amount)| Share::of(invoice_id, amount)).collect())
}

fn put_penalties(tx: &mut Tx, client: ClientId, payment: PaymentId, shares: &[Share]) -> Result<Cents> {
    for share in shares {
        tx.pay_penalties(payment, share.invoice_id, share.amount)?;
        let number = invoices::get(&tx.sql, share.invoice_id)?.facts.number;
        let event = EventKind::PenaltiesPaid(PenaltiesPaid { amount: share.amount, number, put: true });
        tx.record(About::client(client).invoice(share.invoice_id), &event)?;
    }
    Ok(shares.iter().map(|share| share.amount).sum())
}

fn put(tx: &mut Tx, source: Source, shares: &[Share]) -> Result<Cents> {
    for share in shares {
        tx.allocate(source, share)?;
        if let Source::Payment(payment) = source {
            discount(tx, payment, share)?;
        }
    }
    Ok(shares.iter().map(|share| share.amount).sum())
}

/// Grants the discount that the payment gains on this invoice, if it is exactly what is left of it.
fn discount(tx: &mut Tx, payment: PaymentId, share: &Share) -> Result<()> {
    let invoice = invoices::get(&tx.sql, share.invoice_id)?;
    let (Some(rate_bp), Some(until)) = (invoice.discount_bp, invoice.discount_until) else { return Ok(()) };
    let on = store::get(&tx.sql, payment)?.received_on;
    let Some(gained) = discount_gained(rate_bp, until, invoice.facts.total, share.amount, on) else { return Ok(()) };
    if gained == invoice.facts.balance() {
        tx.grant_discount(payment, share.invoice_id, gained)?;
        let event = EventKind::DiscountGranted { number: invoice.facts.number, amount: gained };
        tx.record(About::client(invoice.facts.client_id).invoice(share.invoice_id), &event)?;
    }
    Ok(())
}

/// Takes money back from an invoice.
///
/// # Errors
/// When there is no such allocation.
pub fn unallocate(app: &App, request: Unallocate) -> Result<Outcome<AllocationId>> {
    app.write(Actor::User, |tx| {
        let one = store::allocation_of(&tx.sql, request.allocation_id)?;
        let client = invoices::get(&tx.sql, one.invoice_id)?.facts.client_id;
        tx.unallocate(one.id)?;
        let event = EventKind::Allocated { amount: one.amount, number: one.invoice_number, put: false };
        tx.record(About::client(client).invoice(one.invoice_id), &event)?;
        Ok(request.allocation_id)
    })
}

/// A client’s payments, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn payments_of(app: &App, request: PaymentsRequest) -> Result<Vec<PaymentView>> {
    app.read(|conn| store::of_client(conn, request.client_id)?.into_iter().map(|one| view(conn, one)).collect())
}

fn view(conn: &Connection, one: store::Payment) -> Result<PaymentView> {
    let allocations = store::allocations_from(conn, Source::Payment(one.id))?;
    Ok(PaymentView {
        id: one.id,
        received_on: one.received_on,
        amount: one.amount,
        reference: one.reference,
        unallocated: if one.cancelled { Cents::ZERO } else { one.amount - one.allocated },
        cancelled: one.cancelled,
        indicated: one.indicated,
        rejected_on: one.rejected_on,
        cancel_note: one.cancel_note,
        settled_before: one.placed_before.into_iter().map(|part| part.number).collect(),
        penalties: penalties::paid_by(conn, one.id)?
            .into_iter()
            .map(|part| PenaltyPart { penalty_payment_id: part.id, invoice_id: part.invoice_id, number: part.number, amount: part.amount })
            .collect(),
        allocations: allocations
            .into_iter()
            .map(|part| PaymentAllocation {
                allocation_id: part.id,
                invoice_id: part.invoice_id,
                number: part.invoice_number,
                amount: part.amount,
                part: part.part,
            })
            .collect(),
    })
}
