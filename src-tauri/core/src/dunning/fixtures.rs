//! Rows for the tests of this crate.
use super::hold::{DisputeReason, Hold, HoldKind};
use super::presets::presets;
use super::situation::{Contact, ContactKind, Debtor, Done, Options, Situation};
use super::{EMAIL, Plan, Review, Step, Tone};
use crate::calendar::Region;
use crate::ids::{AgreementId, ClientId, HoldId, InvoiceId, PlanId, StepId};
use crate::instalments::Instalment;
use crate::invoice::{Invoice, InvoiceKind};
use crate::money::Cents;
use crate::party::DebtorKind;
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
        parts: Vec::new(),
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
    Hold {
        id: HoldId(1),
        client_id: ClientId(1),
        invoice_id,
        kind,
        from_on: day("2026-11-09"),
        released_on: None,
        note,
        said_paid: false,
        not_received: false,
    }
}

/// An agreement of client 1 on his first invoice: 500 € on 26 November and on 28 December, reminded three days ahead.
pub fn agreement(received: i64) -> Hold {
    let terms = ["2026-11-26", "2026-12-28"].map(|on| Instalment { on: day(on), amount: Cents(50_000) });
    let kind = HoldKind::InstalmentPlan {
        agreement: AgreementId(7),
        remind_before: Some(3),
        invoices: [InvoiceId(1)].into(),
        instalments: terms.to_vec(),
        received: Cents(received),
        grace_open_days: 2,
    };
    hold(None, kind)
}

/// A firm on plan 1, reached by every channel.
pub fn debtor(id: i64) -> Debtor {
    Debtor {
        id: ClientId(id),
        name: "Menuiserie Le Goff".into(),
        kind: DebtorKind::Business,
        plan_id: PlanId(1),
        automation_off: false,
        insolvent_on: None,
        problems: Vec::new(),
        unallocated: Cents::ZERO,
        unmatched: Cents::ZERO,
        doubles: std::collections::BTreeMap::new(),
    }
}

/// The settings at install.
pub fn options() -> Options {
    Options { min_interval_days: 7, grace_open_days: 2, region: Region::Metropole }
}

/// A preset as plan 1, its steps numbered by position.
pub fn plan(key: &str) -> Plan {
    let preset = presets().into_iter().find(|preset| preset.key == key).unwrap();
    let steps = (1..).zip(&preset.steps).map(|(at, step)| step.stored(StepId(i64::from(at)), at)).collect();
    Plan { id: PlanId(1), name: preset.name.into(), steps, retired: Vec::new() }
}

/// The plan of the acceptance table: three e-mails, J+5, J+15, J+30.
pub fn three_emails() -> Plan {
    let step = |position: u32, offset_days, tone| Step {
        id: StepId(i64::from(position)),
        position,
        offset_days,
        channel: EMAIL.into(),
        tone,
        same_contact_as_previous: false,
        review: Review::Always,
    };
    let steps = vec![step(1, 5, Tone::First), step(2, 15, Tone::Firm), step(3, 30, Tone::Last)];
    Plan { id: PlanId(1), name: "J+5, J+15, J+30".into(), steps, retired: Vec::new() }
}

/// Client 1 with his invoices, nothing done yet.
pub fn situation(invoices: Vec<Invoice>) -> Situation {
    Situation { clients: vec![debtor(1)], invoices, ..Situation::default() }
}

/// A step done for an invoice of the first cycle.
pub fn done(invoice: i64, step: &Step, on: &str) -> Done {
    Done { invoice_id: InvoiceId(invoice), step_id: step.id, offset_days: step.offset_days, on: day(on), cycle: 1 }
}

/// A contact with client 1 for a step of his plan.
pub fn contact(on: &str, channel: &str) -> Contact {
    Contact { client_id: ClientId(1), on: day(on), channel: channel.into(), what: ContactKind::Step }
}
