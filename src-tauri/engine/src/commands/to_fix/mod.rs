//! « À corriger »: all that keeps reminders from leaving, or will, in one list; each thing is mended in place, in one field.
mod mend;
mod types;

pub use mend::{clear_doubt, correct};
pub use types::*;

use crate::App;
use crate::commands::Nothing;
use crate::commands::today::rows::Names;
use crate::error::Result;
use crate::outgoing::plan::{self, Day};
use crate::store::situation::Scope;
use crate::store::{clients, doubts};
use chrono::NaiveDate;
use echu_core::dunning::reason::{Fix, Reason};
use echu_core::dunning::situation::{Debtor, ReachProblem};
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::text::euros;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Invoices without a PDF that are listed; all are counted.
const BARE: u32 = 200;

/// Everything to correct, what stops a reminder first.
///
/// # Errors
/// When the base cannot be read.
pub fn to_fix(app: &App, _request: Nothing) -> Result<ToFixView> {
    let today = app.when().today;
    app.read(|conn| {
        let day = plan::of(conn, Scope::All, today)?;
        let names = Names::of(&day);
        let mut rows = blocking(conn, &day, &names)?;
        let known: BTreeSet<(DoubtKind, ClientId)> = rows.iter().map(|row| (row.kind, row.client_id)).collect();
        rows.extend(coming(conn, &day, &known, today)?);
        for (client_id, client_name, amount) in doubts::advances(conn)? {
            let why = format!("Ne doit rien, et {} restent à son crédit\u{a0}: à rembourser, ou à garder en avance.", euros(amount));
            rows.push(DoubtRow { client_name, amount, ..row(DoubtKind::Advance, client_id, why) });
        }
        let (bare, bare_count) = doubts::without_pdf(conn, today, BARE)?;
        rows.extend(bare.into_iter().map(|one| DoubtRow {
            client_name: one.client_name,
            invoice_id: Some(one.id),
            number: one.number,
            amount: one.balance,
            ..row(DoubtKind::MissingPdf, one.client_id, "Sans PDF\u{a0}: le message part sans la facture jointe.".to_owned())
        }));
        rows.sort_by_key(|row| (row.kind, !row.blocks));
        rows.sort_by_key(|row| !row.blocks);
        let mut groups: BTreeMap<DoubtKind, DoubtGroup> = BTreeMap::new();
        for row in &rows {
            let group = groups.entry(row.kind).or_insert(DoubtGroup { kind: row.kind, count: 0, blocking: 0 });
            group.count += 1;
            group.blocking += u32::from(row.blocks);
        }
        if let Some(group) = groups.get_mut(&DoubtKind::MissingPdf) {
            group.count = bare_count;
        }
        Ok(ToFixView { groups: groups.into_values().collect(), rows })
    })
}

fn row(kind: DoubtKind, client_id: ClientId, why: String) -> DoubtRow {
    DoubtRow {
        kind,
        client_id,
        client_name: String::new(),
        invoice_id: None,
        number: String::new(),
        why,
        amount: Cents::ZERO,
        blocks: false,
        value: String::new(),
    }
}

/// What the rule of the day says must be corrected.
fn blocking(conn: &Connection, day: &Day, names: &Names) -> Result<Vec<DoubtRow>> {
    let mut rows = Vec::new();
    for one in &day.plan.to_fix {
        let Some(kind) = kind(&one.reason) else { continue };
        let base = DoubtRow {
            client_name: names.name(one.client_id),
            blocks: true,
            value: value(conn, kind, one.client_id)?,
            ..row(kind, one.client_id, one.reason.sentence())
        };
        let of_invoices = matches!(kind, DoubtKind::DueDate | DoubtKind::Duplicate | DoubtKind::Debit);
        if !of_invoices {
            rows.push(DoubtRow { amount: one.amount, ..base });
            continue;
        }
        for id in &one.invoices {
            let invoice = day.situation.invoices.iter().find(|invoice| invoice.id == *id);
            rows.push(DoubtRow {
                invoice_id: Some(*id),
                number: invoice.map(|invoice| invoice.number.clone()).unwrap_or_default(),
                amount: invoice.map(|invoice| invoice.balance()).unwrap_or_default(),
                ..base.clone()
            });
        }
    }
    Ok(rows)
}

fn kind(reason: &Reason) -> Option<DoubtKind> {
    reason.way_out().fix().map(|fix| match fix {
        Fix::DueDate => DoubtKind::DueDate,
        Fix::Email => DoubtKind::Email,
        Fix::Address => DoubtKind::Address,
        Fix::Phone => DoubtKind::Phone,
        Fix::Plan => DoubtKind::Plan,
        Fix::Unallocated => DoubtKind::Unallocated,
        Fix::Unmatched => DoubtKind::Unmatched,
        Fix::Credit => DoubtKind::Credit,
        Fix::Duplicate => DoubtKind::Duplicate,
        Fix::Debit => DoubtKind::Debit,
        Fix::Instalments => DoubtKind::Instalments,
    })
}

/// What the field holds now.
fn value(conn: &Connection, kind: DoubtKind, client: ClientId) -> Result<String> {
    Ok(match kind {
        DoubtKind::Email => clients::get(conn, client)?.card.email,
        DoubtKind::Address => mend::on_one_line(&clients::get(conn, client)?.card.address),
        DoubtKind::DueDate
        | DoubtKind::Phone
        | DoubtKind::Plan
        | DoubtKind::Duplicate
        | DoubtKind::Debit
        | DoubtKind::Instalments
        | DoubtKind::Unallocated
        | DoubtKind::Unmatched
        | DoubtKind::Credit
        | DoubtKind::Advance
        | DoubtKind::MissingPdf => String::new(),
    })
}

/// What will stop a reminder on its day: addresses of late clients, money left aside by clients who owe.
fn coming(conn: &Connection, day: &Day, known: &BTreeSet<(DoubtKind, ClientId)>, today: NaiveDate) -> Result<Vec<DoubtRow>> {
    let mut owed: BTreeMap<ClientId, Cents> = BTreeMap::new();
    let mut late: BTreeMap<ClientId, Vec<InvoiceId>> = BTreeMap::new();
    for one in day.situation.invoices.iter().filter(|one| one.kind == InvoiceKind::Invoice) {
        *owed.entry(one.client_id).or_default() += one.balance();
        if one.is_late(today) {
            late.entry(one.client_id).or_default().push(one.id);
        }
    }
    let mut rows = Vec::new();
    for debtor in &day.situation.clients {
        let amount = owed.get(&debtor.id).copied().unwrap_or_default();
        for (kind, why) in wanting(debtor, late.contains_key(&debtor.id)) {
            if !known.contains(&(kind, debtor.id)) {
                let value = value(conn, kind, debtor.id)?;
                rows.push(DoubtRow { client_name: debtor.name.clone(), amount, value, ..row(kind, debtor.id, why) });
            }
        }
    }
    rows.sort_by_key(|row| (-row.amount.0, row.client_id));
    Ok(rows)
}

/// What is wanting on the card of a client, or on his account.
fn wanting(debtor: &Debtor, is_late: bool) -> Vec<(DoubtKind, String)> {
    let mut found = Vec::new();
    for problem in &debtor.problems {
        let kind = match problem {
            ReachProblem::NoEmail | ReachProblem::DoubtfulEmail | ReachProblem::BouncedEmail => DoubtKind::Email,
            ReachProblem::NoAddress | ReachProblem::IncompleteAddress if is_late => DoubtKind::Address,
            // A number is asked for where a step needs it; an address, once a letter may have to leave.
            ReachProblem::NoAddress | ReachProblem::IncompleteAddress | ReachProblem::NoPhone => continue,
        };
        found.push((kind, Reason::Unreachable { problem: *problem }.sentence()));
    }
    if debtor.unallocated.is_positive() {
        found.push((DoubtKind::Unallocated, Reason::UnallocatedMoney { amount: debtor.unallocated }.sentence()));
    }
    found
}
