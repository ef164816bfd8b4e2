//! The accountant's list: what each client owes, line by line, and what is to be known of each. Its sum is the balance of the
//! accounts of the clients: what is owed, less the credit notes not used and the advances.
use super::ledger::standing;
use super::words;
use crate::error::Result;
use crate::export::{Cell, Column, Rows};
use crate::store::holds::StoredHold;
use crate::store::invoice_list::leaving::{Leaving, Which, each_invoice};
use crate::store::{day, due_parts, limitations};
use chrono::NaiveDate;
use echu_core::invoice::{AgeBucket, InvoiceKind};
use echu_core::money::Cents;
use echu_core::text::numeric_date;
use rusqlite::Connection;
use std::borrow::Cow;

const COLUMNS: &[Column] = &[
    Column::text("Client"),
    Column::text("SIREN"),
    Column::text("Nature"),
    Column::text("N° de pièce"),
    Column::day("Date"),
    Column::day("Échéance"),
    Column::cents("Total TTC"),
    Column::cents("Déjà réglé"),
    Column::cents("Solde"),
    Column::number("Retard (jours)"),
    Column::text("Âge"),
    Column::text("Litige"),
    Column::cents("Montant contesté"),
    Column::words("Situation"),
    Column::day("Dernière relance"),
    Column::day("Dernier jour pour agir"),
];

pub(super) fn columns() -> Cow<'static, [Column]> {
    Cow::Borrowed(COLUMNS)
}

pub(super) fn rows(conn: &Connection, today: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let standing = standing(conn, today)?;
    let in_parts = due_parts::open(conn, None)?;
    each_invoice(conn, Which::Left, &mut |one| {
        let facts = &one.invoice.facts;
        let held: Vec<&StoredHold> = standing.get(&facts.client_id).into_iter().flatten().filter(|hold| hold.covers(facts.id)).collect();
        match in_parts.get(&facts.id) {
            // Each part has its own age; the sums of the invoice are said once.
            Some(parts) => {
                for (place, (due_on, left)) in parts.owed().enumerate() {
                    line(conn, out, one, &held, Line { due_on: Some(due_on), left, first: place == 0 }, today)?;
                }
                Ok(())
            }
            None => line(conn, out, one, &held, Line { due_on: facts.due_on, left: facts.balance(), first: true }, today),
        }
    })?;
    advances(conn, out)
}

/// What is left of an invoice, or of one of its parts.
struct Line {
    due_on: Option<NaiveDate>,
    left: Cents,
    /// False for the second part of an invoice and the next ones.
    first: bool,
}

fn line(conn: &Connection, out: &mut dyn Rows, one: &Leaving, held: &[&StoredHold], line: Line, today: NaiveDate) -> Result<()> {
    let facts = &one.invoice.facts;
    let is_invoice = facts.kind == InvoiceKind::Invoice;
    let signed = |amount: Cents| if is_invoice { amount } else { -amount };
    let late = line.due_on.map_or(0, |due| (today - due).num_days()).max(0);
    let dispute = held.iter().find(|hold| hold.kind == "dispute" && is_invoice);
    let last_day = if is_invoice { limitations::of_invoice(conn, facts.id, today)? } else { None };
    out.row(&[
        one.invoice.client_name.as_str().into(),
        one.siren.as_str().into(),
        match (facts.kind, one.invoice.facts.due_on) {
            (InvoiceKind::CreditNote, _) => "Avoir à imputer",
            (InvoiceKind::Invoice, _) if line.first => "Facture",
            (InvoiceKind::Invoice, _) => "Facture, échéance suivante",
        }
        .into(),
        facts.number.as_str().into(),
        facts.issued_on.into(),
        line.due_on.into(),
        line.first.then(|| signed(facts.total)).into(),
        line.first.then(|| signed(facts.settled)).into(),
        signed(line.left).into(),
        if is_invoice && late > 0 { Cell::Number(late) } else { Cell::Empty },
        if is_invoice { words::age(AgeBucket::on(line.due_on, today)).into() } else { Cell::Empty },
        dispute.map(|hold| words::dispute(&hold.reason)).into(),
        dispute.filter(|_| line.first).map(|hold| hold.amount.unwrap_or(facts.balance()).min(facts.balance())).into(),
        situation(one, held).into(),
        one.reminded_on.into(),
        last_day.map(|watched| watched.limitation.last_day).into(),
    ])
}

/// What else an accountant would ask: proceedings, promises, instalments.
fn situation(one: &Leaving, held: &[&StoredHold]) -> String {
    let mut said = Vec::new();
    said.extend(one.insolvent_on.map(words::insolvent));
    for hold in held {
        let until = hold.until.map(numeric_date);
        said.extend(match (hold.kind.as_str(), until) {
            ("promise", Some(on)) => Some(format!("Promesse pour le {on}")),
            ("instalments", Some(on)) => Some(format!("Échéancier, dernier terme le {on}")),
            ("decision", _) => Some(words::reason(&format!("decision {}", hold.reason))),
            _ => None,
        });
    }
    if one.invoice.facts.direct_debit {
        said.push("Prélèvement".to_owned());
    }
    if one.invoice.archived {
        said.push("Archivée".to_owned());
    }
    said.join(" · ")
}

/// Money received that settles nothing yet.
fn advances(conn: &Connection, out: &mut dyn Rows) -> Result<()> {
    let mut query = conn.prepare(
        "SELECT c.name, c.siren, p.received_on, p.amount_cents, p.allocated_cents, p.reference FROM payment p INDEXED BY payment_unallocated
         JOIN client c ON c.id = p.client_id WHERE p.cancelled_at IS NULL AND p.allocated_cents < p.amount_cents
         ORDER BY c.folded, c.id, p.received_on, p.id",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (received, used) = (Cents(row.get(3)?), Cents(row.get(4)?));
        let (name, siren, reference): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(5)?);
        out.row(&[
            name.into(),
            siren.into(),
            "Avance du client".into(),
            Cell::Empty,
            day(&row.get::<_, String>(2)?)?.into(),
            Cell::Empty,
            (-received).into(),
            (-used).into(),
            (used - received).into(),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            reference.into(),
            Cell::Empty,
            Cell::Empty,
        ])?;
    }
    Ok(())
}
