//! Invoices and credit notes.
mod page;
mod save;
mod steps;
mod types;

pub(crate) use save::{LARGEST_PDF, attach};
pub use save::{attach_pdf, save_invoice};
pub use steps::*;
pub use types::*;

use super::clients::{Ageing, MOST_ROWS, ROWS, days_late};
use super::{check, holds};
use crate::App;
use crate::error::{Error, Result};
use crate::store::holds::StoredHold;
use crate::store::invoice_list::{self, Filter};
use crate::store::invoices::{self as store, Stored};
use crate::store::{About, Actor, Outcome};
use chrono::NaiveDate;
use echu_core::dunning::hold::{Hold, HoldKind};
use echu_core::ids::InvoiceId;
use echu_core::invoice::{AgeBucket, InvoiceKind, InvoiceStatus};
use echu_core::terms::{self, Dated, PaymentTerms, Sector};
use echu_core::timeline::EventKind;

/// Invoices, oldest due first.
///
/// # Errors
/// When the base cannot be read.
pub fn invoices(app: &App, request: InvoicesRequest) -> Result<InvoiceList> {
    let today = app.when().today;
    let filter = match request.filter {
        InvoiceFilter::Open => Filter::Open,
        InvoiceFilter::Late => Filter::Late,
        InvoiceFilter::Settled => Filter::Settled,
        InvoiceFilter::CreditNotes => Filter::CreditNotes,
        InvoiceFilter::ToFix => Filter::ToFix,
        InvoiceFilter::Archived => Filter::Archived,
        InvoiceFilter::Limitation => Filter::Limitation,
        InvoiceFilter::All => Filter::All,
    };
    let age = check::age("age", request.age.as_deref())?;
    let limit = request.limit.unwrap_or(ROWS).min(MOST_ROWS);
    let found = app.base().store.find(&request.search)?;
    let (client, offset) = (request.client_id, request.offset);
    let query = invoice_list::Query { filter, found: found.as_ref(), client, age, limit, offset, order: request.order };
    let totals = app.base().store.totals(today)?;
    app.read(|conn| {
        let (rows, count) = invoice_list::list(conn, &query, today)?;
        let standing = holds::standing(conn, request.client_id, today)?;
        let ageing = Ageing::of(totals.ageing);
        Ok(InvoiceList { rows: rows.iter().map(|one| row(one, &standing, today)).collect(), count, ageing })
    })
}

/// An invoice as a list shows it; `standing` are the holds that stand, of its client or of everyone.
pub(crate) fn row(one: &Stored, standing: &[StoredHold], today: NaiveDate) -> InvoiceRow {
    let facts = &one.facts;
    let mine = || standing.iter().filter(|hold| hold.client_id == facts.client_id && hold.covers(facts.id));
    let disputes: Vec<Hold> = mine().filter(|hold| hold.kind == "dispute").map(dispute).collect();
    let status = InvoiceStatus::on(today, facts, one.credited, &disputes);
    let is_invoice = facts.kind == InvoiceKind::Invoice;
    let open = match status {
        InvoiceStatus::WrittenOff | InvoiceStatus::Cancelled | InvoiceStatus::Paid => false,
        InvoiceStatus::Disputed | InvoiceStatus::Overdue { .. } | InvoiceStatus::PartlyPaid | InvoiceStatus::Open => true,
    };
    let no_due_date = open && is_invoice && facts.due_on.is_none();
    let late = facts.due_on.map_or(0, |due| days_late(due, today));
    let mark = if !open || !is_invoice {
        String::new()
    } else if no_due_date {
        "fix".to_owned()
    } else if one.awaiting_triage {
        "triage".to_owned()
    } else {
        mine().next().map(|hold| hold.kind.clone()).unwrap_or_default()
    };
    InvoiceRow {
        id: facts.id,
        number: facts.number.clone(),
        kind: kind_key(facts.kind).to_owned(),
        client_id: facts.client_id,
        client_name: one.client_name.clone(),
        issued_on: facts.issued_on,
        due_on: facts.due_on,
        total: facts.total,
        balance: facts.balance(),
        days_late: late,
        age: match (open, no_due_date) {
            (false, _) => "settled",
            (true, true) => AgeBucket::Undated.key(),
            (true, false) => AgeBucket::of(i64::from(late)).key(),
        }
        .to_owned(),
        status: if no_due_date && status != InvoiceStatus::Disputed { "no_due_date" } else { status.key() }.to_owned(),
        next_step: String::new(),
        mark: if one.archived { "archived".to_owned() } else { mark },
        has_pdf: one.pdf.is_some(),
    }
}

/// A dispute as the rule of the status reads it; its reason does not matter there.
fn dispute(hold: &StoredHold) -> Hold {
    Hold {
        id: hold.id,
        client_id: hold.client_id,
        invoice_id: hold.invoice_id,
        kind: HoldKind::Dispute { reason: holds::dispute_reason(&hold.reason), disputed: hold.amount, answer_by: hold.until },
        from_on: hold.from,
        released_on: hold.released_on,
        note: hold.note.clone(),
        said_paid: false,
        not_received: false,
    }
}

pub(crate) fn kind_key(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Invoice => "invoice",
        InvoiceKind::CreditNote => "credit_note",
    }
}

/// All of an invoice.
///
/// # Errors
/// When the base cannot be read, or holds no such invoice.
pub fn invoice(app: &App, request: InvoiceRequest) -> Result<InvoicePage> {
    let today = app.when().today;
    app.read(|conn| page::page(conn, request.id, today))
}

/// Passes an invoice as a loss: it is never chased again.
///
/// # Errors
/// A day to come, a credit note, or an invoice that is settled.
pub fn write_off_invoice(app: &App, request: WriteOffInvoice) -> Result<Outcome<InvoiceId>> {
    let on = request.on.map(|on| check::past_day("on", on, app.when().today)).transpose()?;
    app.write(Actor::User, |tx| {
        let invoice = store::get(&tx.sql, request.id)?;
        if on.is_some() && (invoice.facts.kind == InvoiceKind::CreditNote || !invoice.facts.balance().is_positive()) {
            return Err(Error::Precondition("nothing_owed"));
        }
        if on.is_some_and(|on| on < invoice.facts.issued_on) {
            return Err(Error::Invalid { field: "on", reason: "before_issued" });
        }
        tx.write_off_invoice(request.id, on)?;
        let event = EventKind::InvoiceWrittenOff { number: invoice.facts.number, written_off: on.is_some() };
        tx.record(About::client(invoice.facts.client_id).invoice(request.id), &event)?;
        Ok(request.id)
    })
}

/// Sets an invoice aside.
///
/// # Errors
/// When the base holds no such invoice.
pub fn archive_invoice(app: &App, request: ArchiveInvoice) -> Result<Outcome<InvoiceId>> {
    app.write(Actor::User, |tx| {
        let invoice = store::get(&tx.sql, request.id)?;
        tx.archive_invoice(request.id, request.archived)?;
        let event = EventKind::InvoiceArchived { number: invoice.facts.number, archived: request.archived };
        tx.record(About::client(invoice.facts.client_id).invoice(request.id), &event)?;
        Ok(request.id)
    })
}

/// Starts the reminders of an invoice again.
///
/// # Errors
/// When nothing is owed on it.
pub fn restart_invoice(app: &App, request: RestartInvoice) -> Result<Outcome<InvoiceId>> {
    app.write(Actor::User, |tx| {
        let invoice = store::get(&tx.sql, request.id)?;
        if invoice.facts.kind == InvoiceKind::CreditNote || !invoice.facts.balance().is_positive() {
            return Err(Error::Precondition("nothing_owed"));
        }
        tx.restart_invoice(request.id)?;
        tx.record(
            About::client(invoice.facts.client_id).invoice(request.id),
            &EventKind::InvoiceRestarted { number: invoice.facts.number },
        )?;
        Ok(request.id)
    })
}

/// The due date the terms give.
///
/// # Errors
/// Terms without a rule, or a date outside this time.
pub fn due_date(_: &App, request: DueDateRequest) -> Result<DueDateView> {
    let issued_on = check::day("issuedOn", request.issued_on)?;
    let due_on = terms::due_on(request.terms, issued_on).ok_or(Error::Invalid { field: "terms", reason: "no_rule" })?;
    let by_month = matches!(request.terms, PaymentTerms::EndOfMonthA { .. } | PaymentTerms::EndOfMonthB { .. });
    let looked_at = request.due_on.unwrap_or(due_on);
    let general =
        terms::legal_warning(request.debtor_kind, request.terms).filter(|_| request.sector == Sector::General && looked_at == due_on);
    let warning = general.or_else(|| {
        let dated = Dated { issued_on, delivered_on: request.delivered_on, due_on: looked_at };
        terms::due_warning(request.debtor_kind, request.sector, by_month, dated)
    });
    let warnings = warning.map(|warning| warning.sentence().to_owned());
    Ok(DueDateView { due_on: check::day("terms", due_on)?, label: request.terms.label(), warnings: warnings.into_iter().collect() })
}
