//! What moves the accounts of clients: row by row for one, added up for all.
use super::claims;
use crate::error::Result;
use crate::store::payments::UNKNOWN_DAY;
use crate::store::read::{cents, day, maybe_day};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::reports::activity::{Facts, Span, Unused};
use echu_core::reports::movement::{Move, Movement, of_losses};
use rusqlite::Connection;

/// The rows of a kind: client, day, amount, piece, invoice, due date; none for losses, which the claims tell.
fn rows(kind: Movement) -> Option<String> {
    let document = |kind: &str| {
        format!(
            "SELECT i.client_id, i.issued_on AS day, i.total_cents AS amount, i.number AS piece, i.id AS invoice_id, i.due_on
             FROM invoice i WHERE i.kind = '{kind}'"
        )
    };
    // A payment that the bank took back came all the same; one typed by mistake never did.
    let money = |day: &str, which: &str| {
        format!(
            "SELECT p.client_id, p.{day} AS day, p.amount_cents AS amount, p.reference AS piece, NULL AS invoice_id, NULL AS due_on
             FROM payment p WHERE {which}"
        )
    };
    Some(match kind {
        Movement::Invoiced => document("invoice"),
        Movement::Credited => document("credit_note"),
        Movement::Received => {
            let which =
                format!("(p.cancelled_at IS NULL OR p.rejected_on IS NOT NULL) AND p.set_off = 0 AND p.reference <> '{UNKNOWN_DAY}'");
            money("received_on", &which)
        }
        Movement::SetOff => money("received_on", "(p.cancelled_at IS NULL OR p.rejected_on IS NOT NULL) AND p.set_off = 1"),
        Movement::Undated => {
            money("received_on", &format!("(p.cancelled_at IS NULL OR p.rejected_on IS NOT NULL) AND p.reference = '{UNKNOWN_DAY}'"))
        }
        Movement::Rejected => money("rejected_on", "p.cancelled_at IS NOT NULL AND p.rejected_on IS NOT NULL"),
        Movement::ToPenalties => to_penalties(),
        Movement::PenaltiesBack => taken_back("rejected_on", PENALTIES),
        // A discount comes with its payment, and goes the day the bank takes that back.
        Movement::Discount => format!(
            "SELECT i.client_id, p.received_on AS day, d.amount_cents AS amount, i.number AS piece, i.id AS invoice_id, NULL AS due_on
             FROM discount d JOIN payment p ON p.id = d.payment_id JOIN invoice i ON i.id = d.invoice_id UNION ALL {}",
            taken_back("received_on", DISCOUNT)
        ),
        Movement::DiscountBack => taken_back("rejected_on", DISCOUNT),
        Movement::WrittenOff | Movement::CameAfterLoss => return None,
    })
}

/// Of what a rejected payment had settled, the money that went to penalties.
const PENALTIES: &str = "IIF(IFNULL(b.value ->> 'penalties', 0), b.value ->> 'amount', NULL)";
/// Of what a rejected payment had settled, the discount that it had gained.
const DISCOUNT: &str = "b.value ->> 'discount'";

/// An amount of what a rejected payment had settled, on the day it came or left.
fn taken_back(day: &str, amount: &str) -> String {
    format!(
        "SELECT p.client_id, p.{day} AS day, {amount} AS amount, i.number AS piece, i.id AS invoice_id, NULL AS due_on
         FROM payment p CROSS JOIN json_each(p.placed_before) b JOIN invoice i ON i.id = b.value ->> 'invoiceId'
         WHERE p.rejected_on IS NOT NULL AND p.placed_before <> '' AND {amount} IS NOT NULL"
    )
}

/// Money that went to penalties, on the day it came, whether the bank took it back since or not.
fn to_penalties() -> String {
    format!(
        "SELECT p.client_id, p.received_on AS day, y.amount_cents AS amount, i.number AS piece, i.id AS invoice_id, NULL AS due_on
         FROM payment p JOIN penalty_payment y ON y.payment_id = p.id JOIN invoice i ON i.id = y.invoice_id WHERE p.cancelled_at IS NULL
         UNION ALL {}",
        taken_back("received_on", PENALTIES)
    )
}

/// By client, what went to penalties between two days, less what the bank took back of it between them.
pub(super) fn penalties_received() -> String {
    format!(
        "SELECT client_id, SUM(amount) FROM (
             SELECT client_id, day, amount FROM ({}) UNION ALL SELECT client_id, day, -amount FROM ({}))
         WHERE day BETWEEN ?1 AND ?2 GROUP BY client_id",
        to_penalties(),
        taken_back("rejected_on", PENALTIES)
    )
}

/// All that ever moved the account of a client, up to a day.
///
/// # Errors
/// When the base cannot be read.
pub fn of_client(conn: &Connection, client: ClientId, to: NaiveDate) -> Result<Vec<Move>> {
    let mut moves = of_losses(&claims::lost(conn, Some(client), to)?);
    for (kind, sql) in Movement::ALL.into_iter().filter_map(|kind| Some((kind, rows(kind)?))) {
        let mut query =
            conn.prepare_cached(&format!("SELECT day, amount, piece, invoice_id, due_on FROM ({sql}) WHERE client_id = ?1 AND day <= ?2"))?;
        let found = query.query_map((client.0, to.to_string()), |row| {
            Ok(Move {
                on: day(row, 0)?,
                what: kind,
                amount: cents(row, 1)?,
                piece: row.get(2)?,
                invoice: row.get::<_, Option<i64>>(3)?.map(InvoiceId),
                due_on: maybe_day(row, 4)?,
            })
        })?;
        for one in found {
            moves.push(one?);
        }
    }
    Ok(moves)
}

/// What moved the accounts of all clients between two days, both in it, and what both balances are made of.
///
/// # Errors
/// When the base cannot be read.
pub fn activity(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Facts> {
    let before = from.pred_opt().unwrap_or(from);
    let mut facts = Facts { claims: claims::owed(conn, before, to)?, ..Facts::default() };
    let known: std::collections::BTreeSet<InvoiceId> = facts.claims.iter().map(|claim| claim.invoice).collect();
    facts.claims.extend(claims::lost(conn, None, to)?.into_iter().filter(|claim| !known.contains(&claim.invoice)));
    for kind in Movement::ALL {
        if let Some(sql) = rows(kind) {
            facts.spans.insert(kind, span(conn, &sql, from, to)?);
        }
    }
    facts.opening = unused(conn, before)?;
    facts.closing = unused(conn, to)?;
    let waived = "SELECT on_day AS day, interest_cents + fee_cents AS amount FROM penalty_waiver WHERE taken_back_at IS NULL";
    facts.waived = span(conn, waived, from, to)?;
    Ok(facts)
}

fn span(conn: &Connection, sql: &str, from: NaiveDate, to: NaiveDate) -> Result<Span> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT IFNULL(SUM(amount) FILTER (WHERE day < ?1), 0), IFNULL(SUM(amount) FILTER (WHERE day >= ?1), 0), COUNT(*) FILTER (WHERE day >= ?1)
         FROM ({sql}) WHERE day <= ?2"
    ))?;
    let span = query.query_row((from.to_string(), to.to_string()), |row| {
        let count: i64 = row.get(2)?;
        Ok(Span { before: cents(row, 0)?, within: cents(row, 1)?, count: usize::try_from(count).unwrap_or(usize::MAX) })
    })?;
    Ok(span)
}

/// What was not put against anything on an evening. Money that came before its invoice was nobody's until then.
fn unused(conn: &Connection, day: NaiveDate) -> Result<Unused> {
    let sum = |sql: &str| -> Result<Cents> { Ok(conn.prepare_cached(sql)?.query_row([day.to_string()], |row| cents(row, 0))?) };
    let issued = sum("SELECT IFNULL(SUM(total_cents), 0) FROM invoice WHERE kind = 'credit_note' AND issued_on <= ?1")?;
    let imputed = sum(
        "SELECT IFNULL(SUM(a.amount_cents), 0) FROM invoice n CROSS JOIN allocation a ON a.credit_note_id = n.id JOIN invoice i ON i.id = a.invoice_id
         WHERE n.kind = 'credit_note' AND n.issued_on <= ?1 AND i.issued_on <= ?1",
    )?;
    let received =
        sum("SELECT IFNULL(SUM(amount_cents), 0) FROM payment WHERE received_on <= ?1 AND (cancelled_at IS NULL OR rejected_on > ?1)")?;
    let placed = sum(
        "SELECT IFNULL(SUM(amount), 0) FROM (
             SELECT a.amount_cents AS amount FROM payment p CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
             WHERE p.cancelled_at IS NULL AND p.received_on <= ?1 AND i.issued_on <= ?1
             UNION ALL SELECT y.amount_cents FROM penalty_payment y JOIN payment p ON p.id = y.payment_id
             WHERE p.cancelled_at IS NULL AND p.received_on <= ?1
             UNION ALL SELECT b.value ->> 'amount' FROM payment p CROSS JOIN json_each(p.placed_before) b JOIN invoice i ON i.id = b.value ->> 'invoiceId'
             WHERE p.rejected_on > ?1 AND p.received_on <= ?1 AND p.placed_before <> ''
               AND (i.issued_on <= ?1 OR IFNULL(b.value ->> 'penalties', 0)))",
    )?;
    Ok(Unused { credit_notes: issued - imputed, money: received - placed })
}
