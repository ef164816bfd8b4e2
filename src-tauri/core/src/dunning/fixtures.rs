//! Rows for the tests of this crate.
use super::hold::{DisputeReason, Hold, HoldKind};
use crate::ids::{ClientId, HoldId, InvoiceId};
use crate::invoice::{Invoice, InvoiceKind};
use crate::money::Cents;
use chrono::NaiveDate;

/// A civil day from its ISO form.
pub fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// An invoice of client 1, of 1 000,00 €, issued thirty days before it is due.
pub fn invoice(id: i64, due: &str) -> Invoice {
    let due_on = day(due);
    Invoice {
        id: InvoiceId(id),
        client_id: ClientId(1),
        kind: InvoiceKind::Invoice,
        number: format!("F-2026-{id:04}"),
        issued_on: due_on - chrono::Days::new(30),
        due_on: Some(due_on),
        total: Cents(100_000),
        settled: Cents::ZERO,
        contract_rate_bp: None,
        written_off_on: None,
        direct_debit: false,
        version: 1,
    }
}

/// A dispute on an invoice of client 1, open since long.
pub fn dispute(invoice: i64, disputed: Option<i64>) -> Hold {
    hold(
        Some(invoice),
        HoldKind::Dispute { reason: DisputeReason::WorkContested, disputed: disputed.map(Cents), answer_by: Some(day("2026-11-30")) },
    )
}

/// A hold on client 1, from 9 November 2026.
pub fn hold(invoice: Option<i64>, kind: HoldKind) -> Hold {
    let note = "robinet non conforme".to_owned();
    let invoice_id = invoice.map(InvoiceId);
    Hold { id: HoldId(1), client_id: ClientId(1), invoice_id, kind, from_on: day("2026-11-09"), released_on: None, note }
}
