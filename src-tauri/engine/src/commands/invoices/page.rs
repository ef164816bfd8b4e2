//! An invoice's page.
use super::{DiscountView, InvoiceForm, InvoicePage, PartView, SettlementView, kind_key, row};
use crate::commands::clients::days_late;
use crate::commands::{holds, limitations, next, penalties, timeline};
use crate::error::{Error, Result};
use crate::store::claims;
use crate::store::invoices::{self, Stored};
use crate::store::payments::{self, Allocation, Source, UNKNOWN_DAY};
use chrono::NaiveDate;
use echu_core::clauses::Discount;
use echu_core::error::DomainError;
use echu_core::ids::InvoiceId;
use echu_core::interest::{PenaltyResponse, Segment};
use echu_core::invoice::InvoiceKind;
use echu_core::invoice::parts::{DuePart, left};
use echu_core::money::Cents;
use echu_core::text::{count, euros, percent};
use rusqlite::Connection;
use std::collections::BTreeSet;

pub(super) fn page(conn: &Connection, id: InvoiceId, today: NaiveDate) -> Result<InvoicePage> {
    let stored = invoices::get(conn, id)?;
    let client = stored.facts.client_id;
    let standing = holds::standing(conn, Some(client), today)?;
    let settlements = match stored.facts.kind {
        InvoiceKind::Invoice => payments::settlements_of(conn, id)?,
        InvoiceKind::CreditNote => payments::allocations_from(conn, Source::CreditNote(id))?,
    };
    let (interest_today, interest_note, fee_today) = claim(conn, &stored, today)?;
    let granted = payments::discount_on(conn, id)?;
    let next = next::of_invoice(conn, &stored, today)?;
    let mut line = row(&stored, &standing, today);
    line.next_step.clone_from(&next.title);
    let concerned = standing.iter().filter(|hold| hold.covers(id));
    Ok(InvoicePage {
        parts: parts(conn, &stored, today)?,
        row: line,
        paid: stored.facts.settled - stored.credited - granted,
        credited: stored.credited,
        interest_today,
        interest_note,
        fee_today,
        discount: discount(&stored, granted),
        penalties: penalties::view(conn, &stored, today)?,
        next_title: next.title,
        next_why: next.why,
        next_rule: next.rule,
        history: timeline::rows::of_invoice(conn, client, id)?,
        holds: concerned.map(|hold| holds::view(conn, hold)).collect::<Result<_>>()?,
        pdf_document_id: stored.pdf,
        limitation: limitations::view(conn, id, today)?,
        settlements: settlements.iter().map(|one| settlement(one, stored.facts.kind)).collect(),
        archived: stored.archived,
        form: form(&stored),
    })
}

/// The parts of an invoice payable in several.
fn parts(conn: &Connection, stored: &Stored, today: NaiveDate) -> Result<Vec<PartView>> {
    let facts = &stored.facts;
    if facts.parts.is_empty() {
        return Ok(Vec::new());
    }
    let accounts = match claims::by_part(conn, facts.id, today) {
        Ok(accounts) => accounts,
        Err(Error::Domain(DomainError::UnknownRate(_))) => Vec::new(),
        Err(error) => return Err(error),
    };
    let last_days = limitations::of_parts(conn, facts, today)?;
    let parts = facts.parts.iter().zip(left(&facts.parts, facts.settled)).enumerate();
    let view = |(at, (part, left)): (usize, (&DuePart, Cents))| PartView {
        due_on: part.due_on,
        amount: part.amount,
        left,
        days_late: if left.is_positive() { days_late(part.due_on, today) } else { 0 },
        interest: accounts.get(at).map(|one| one.statement.interest_due),
        last_day: last_days.get(at).copied().filter(|_| left.is_positive()),
    };
    Ok(parts.map(view).collect())
}

/// Interest, what it rests on, and the indemnity; no interest when a rate is unknown, nor indemnity when it depends on it.
fn claim(conn: &Connection, stored: &Stored, today: NaiveDate) -> Result<(Option<Cents>, String, Option<Cents>)> {
    let nothing = || Ok((Some(Cents::ZERO), String::new(), Some(Cents::ZERO)));
    if stored.facts.kind == InvoiceKind::CreditNote {
        return nothing();
    }
    match claims::statement(conn, stored.facts.id, today) {
        Ok(Some(statement)) => Ok((Some(statement.interest_due), note(&statement, stored.facts.balance()), Some(statement.fee))),
        Ok(None) => nothing(),
        Err(Error::Domain(DomainError::UnknownRate(half))) => {
            let note = format!("Le taux du {} n’est pas connu\u{a0}: saisissez-le dans Réglages, Taux de référence.", half.label());
            Ok((None, note, claims::beside(conn, stored.facts.id, today)?.1))
        }
        Err(error) => Err(error),
    }
}

fn note(statement: &PenaltyResponse, balance: Cents) -> String {
    // Parts may run at the same time: their days are not added up.
    let (first, last) = (statement.segments.iter().map(|one| one.from).min(), statement.segments.iter().map(|one| one.to).max());
    let span = first.zip(last).map_or(0, |(first, last)| (last - first).num_days().unsigned_abs() + 1);
    let days = statement.segments.iter().map(|segment| u64::from(segment.days)).sum::<u64>().min(span);
    let days = count(days, "jour", "jours");
    let mut segments: Vec<&Segment> = statement.segments.iter().collect();
    segments.sort_by_key(|one| one.from);
    let mut rates: Vec<u32> = segments.into_iter().map(|one| one.rate_bp).collect();
    // Parts run side by side, each at its own rate: each rate is said once.
    let mut said = BTreeSet::new();
    rates.retain(|rate| said.insert(*rate));
    let ran = match rates.as_slice() {
        [] => return "Aucun intérêt ne court à ce jour.".to_owned(),
        [rate] => format!("{days} au taux de {} l’an.", percent(*rate)),
        [before @ .., last] => {
            let before: Vec<String> = before.iter().map(|rate| percent(*rate)).collect();
            format!("{days}, à {} puis {} l’an.", before.join(", "), percent(*last))
        }
    };
    if statement.principal_due <= balance {
        return ran;
    }
    format!(
        "{ran} Les paiements ont réglé d’abord les intérêts (C. civ. 1343-1)\u{a0}: le principal qu’ils laissent, {}, est compté ici et continue d’en porter.",
        euros(statement.principal_due - balance)
    )
}

fn settlement(one: &Allocation, kind: InvoiceKind) -> SettlementView {
    let (payment_id, credit_note_id) = match one.source {
        Source::Payment(id) => (Some(id), None),
        Source::CreditNote(id) => (None, Some(id)),
    };
    let label = match (kind, one.source) {
        (InvoiceKind::CreditNote, _) => format!("Utilisé sur {}", one.invoice_number),
        (InvoiceKind::Invoice, Source::CreditNote(_)) => format!("Avoir {}", one.reference),
        (InvoiceKind::Invoice, Source::Payment(_)) if one.reference.is_empty() => "Règlement".to_owned(),
        (InvoiceKind::Invoice, Source::Payment(_)) if one.reference == UNKNOWN_DAY => UNKNOWN_DAY.to_owned(),
        (InvoiceKind::Invoice, Source::Payment(_)) => format!("Règlement, {}", one.reference),
    };
    SettlementView {
        allocation_id: one.id,
        payment_id,
        credit_note_id,
        invoice_id: one.invoice_id,
        invoice_number: one.invoice_number.clone(),
        on: one.on,
        amount: one.amount,
        label,
    }
}

/// The discount an invoice offers, or gave.
fn discount(stored: &Stored, granted: Cents) -> Option<DiscountView> {
    let (rate_bp, until) = (stored.discount_bp?, stored.discount_until?);
    let amount = Discount { rate_bp, days: 0 }.of(stored.facts.total);
    Some(DiscountView { amount, price: stored.facts.total - amount, until, granted: granted.is_positive() })
}

fn form(stored: &Stored) -> InvoiceForm {
    let facts = &stored.facts;
    InvoiceForm {
        client_id: facts.client_id,
        kind: kind_key(facts.kind).to_owned(),
        number: facts.number.clone(),
        issued_on: facts.issued_on,
        due_on: facts.due_on,
        parts: facts.parts.clone(),
        delivered_on: stored.delivered_on,
        total: facts.total,
        subject: stored.subject.clone(),
        purchase_order: stored.purchase_order.clone(),
        contract_rate_bp: facts.contract_rate_bp,
        discount_bp: stored.discount_bp,
        discount_until: stored.discount_until,
        retroactive: stored.retroactive,
        direct_debit: facts.direct_debit,
    }
}
