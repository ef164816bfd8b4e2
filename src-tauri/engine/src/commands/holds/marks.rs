//! « Client à ménager », insolvency proceedings, a direct debit that was rejected: set and lifted in one click.
use super::{RejectDebit, SetCare, SetInsolvency};
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::clients::{self, Card};
use crate::store::{About, Actor, Outcome, invoices};
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;

/// Marks a client « à ménager », or takes the mark away.
///
/// # Errors
/// When there is no such client.
pub fn set_care(app: &App, request: SetCare) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let card = clients::get(&tx.sql, request.client_id)?.card;
        if card.handle_with_care != request.care {
            tx.update_client(request.client_id, &Card { handle_with_care: request.care, ..card })?;
            tx.record(About::client(request.client_id), &EventKind::CareSet { care: request.care })?;
        }
        Ok(request.client_id)
    })
}

/// Says that insolvency proceedings opened, or that they did not.
///
/// # Errors
/// A day to come.
pub fn set_insolvency(app: &App, request: SetInsolvency) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let on = request.on.map(|on| check::past_day("on", on, tx.when.today)).transpose()?;
        let card = clients::get(&tx.sql, request.client_id)?.card;
        if card.insolvent_on != on {
            tx.update_client(request.client_id, &Card { insolvent_on: on, ..card })?;
            tx.record(About::client(request.client_id), &EventKind::InsolvencySet(desk::Insolvency { on }))?;
        }
        Ok(request.client_id)
    })
}

/// The bank rejected a direct debit that was never noted as money: the invoice follows its plan from now on.
///
/// # Errors
/// A day to come, or an invoice that is not collected.
pub fn reject_debit(app: &App, request: RejectDebit) -> Result<Outcome<InvoiceId>> {
    let note = check::text("note", &request.note, check::LONG)?;
    app.write(Actor::User, |tx| {
        let on = check::past_day("on", request.on, tx.when.today)?;
        let invoice = invoices::get(&tx.sql, request.invoice_id)?.facts;
        if !invoice.direct_debit {
            return Err(Error::Precondition("not_a_debit"));
        }
        tx.set_direct_debit(invoice.id, false)?;
        let event = EventKind::DebitRejected(desk::Rejected { number: invoice.number, on, note: note.clone() });
        tx.record(About::client(invoice.client_id).invoice(invoice.id), &event)?;
        Ok(request.invoice_id)
    })
}
