//! An invoice's page.
use super::{DiscountView, InvoiceForm, InvoicePage, SettlementView, kind_key, row};
use crate::commands::{holds, limitations, next, penalties, timeline};
use crate::error::{Error, Result};
use crate::store::claims;
use crate::store::invoices::{self, Stored};
use crate::store::payments::{self, Allocation, Source, UNKNOWN_DAY};
use chrono::NaiveDate;
use echu_core::clauses::Discount;
use echu_core::error::DomainError;
use echu_core::ids::InvoiceId;
use echu_core::interest::PenaltyResponse;
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::text::{count, euros, percent};
use rusqlite::Connection;

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
    let concerned = standing.iter().filter(|hold| hold.invoice_id.is_none_or(|one| one == id));
    Ok(InvoicePage {
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
        holds: concerned.map(holds::view).collect(),
        pdf_document_id: stored.pdf,
        limitation: limitations::view(conn, id, today)?,
        settlements: settlements.iter().map(|one| settlement(one, stored.facts.kind)).collect(),
        archived: stored.archived,
        form: form(&stored),
    })
}

/// Interest, what it rests on, and the indemnity; no interest when a rate is unknown.
fn claim(conn: &Connection, stored: &Stored, today: NaiveDate) -> Result<(Option<Cents>, String, Cents)> {
    if stored.facts.kind == InvoiceKind::CreditNote {
        return Ok((Some(Cents::ZERO), String::new(), Cents::ZERO));
    }
    match claims::statement(conn, stored.facts.id, today) {
        Ok(Some(statement)) => Ok((Some(statement.interest_due), note(&statement, stored.facts.balance()), statement.fee)),
        Ok(None) => Ok((Some(Cents::ZERO), String::new(), Cents::ZERO)),
        Err(Error::Domain(DomainError::UnknownRate(half))) => {
            let note = format!("Le taux du {} n’est pas connu : saisissez-le dans Réglages, Taux de référence.", half.label());
            Ok((None, note, Cents::ZERO))
        }
        Err(error) => Err(error),
    }
}

fn note(statement: &PenaltyResponse, balance: Cents) -> String {
    let days: u64 = statement.segments.iter().map(|segment| u64::from(segment.days)).sum();
    match statement.segments.last() {
        None => "Aucun intérêt ne court à ce jour.".to_owned(),
        Some(last) if statement.principal_due > balance => format!(
            "{} au taux de {} l’an. Les paiements ont réglé d’abord les intérêts (C. civ. 1343-1) : le principal qu’ils laissent, {}, est compté ici et continue d’en porter.",
            count(days, "jour", "jours"),
            percent(last.rate_bp),
            euros(statement.principal_due - balance)
        ),
        Some(last) => format!("{} au taux de {} l’an.", count(days, "jour", "jours"), percent(last.rate_bp)),
    }
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
