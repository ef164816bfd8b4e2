//! What came in after which contact, and what was recovered of what fell due.
use super::due_parts::FIRST_DUE;
use super::payments::UNKNOWN_DAY;
use super::read::{cents, day, maybe_day};
use super::situation::tone;
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::effect::{After, Came};
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use rusqlite::{Connection, Row};

/// Money that came for an invoice, and on which day.
#[derive(Debug, Clone)]
pub struct Payment {
    /// Beside the last contact before it.
    pub came: Came,
    /// Its day.
    pub on: NaiveDate,
    /// Of whom.
    pub client: ClientId,
    /// The number of the invoice.
    pub number: String,
}

/// Money that came between two days, both in it, for invoices that have a due date, each beside the last contact before it.
///
/// # Errors
/// When the base cannot be read.
pub fn came(conn: &Connection, since: NaiveDate, until: NaiveDate) -> Result<Vec<Came>> {
    Ok(payments(conn, since, until)?.into_iter().map(|one| one.came).collect())
}

/// As [`came`], with the day and the invoice of each.
///
/// # Errors
/// When the base cannot be read.
pub fn payments(conn: &Connection, since: NaiveDate, until: NaiveDate) -> Result<Vec<Payment>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT a.invoice_id, a.amount_cents, p.received_on,
                IFNULL(a.part_due_on, {FIRST_DUE}) AS due_on, s.channel, s.tone, d.done_on, i.client_id, i.number
         FROM payment p INDEXED BY payment_received CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
         LEFT JOIN step_done d ON p.received_on > IFNULL(a.part_due_on, {FIRST_DUE})
             AND d.invoice_id = i.id AND (d.step_id, d.cycle) = (
             SELECT o.step_id, o.cycle FROM step_done o JOIN dunning_step t ON t.id = o.step_id
             WHERE o.invoice_id = i.id AND o.how IN ('sent', 'posted', 'called', 'visited') AND o.done_on <= p.received_on
             ORDER BY o.done_on DESC, t.position DESC LIMIT 1)
         LEFT JOIN dunning_step s ON s.id = d.step_id
         WHERE p.cancelled_at IS NULL AND p.set_off = 0 AND p.received_on BETWEEN ?1 AND ?3 AND p.reference <> ?2 AND i.due_on IS NOT NULL"
    ))?;
    let rows = query.query_map((since.to_string(), UNKNOWN_DAY, until.to_string()), one)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The column of the wording.
const TONE: usize = 5;

fn one(row: &Row) -> rusqlite::Result<Payment> {
    let received = day(row, "received_on")?;
    let contact = maybe_day(row, "done_on")?;
    let after = match contact {
        None if received <= day(row, "due_on")? => After::OnTime,
        None => After::NoContact,
        Some(_) => After::Step { tone: tone(row, TONE)?, channel: row.get("channel")? },
    };
    let came = Came {
        invoice: row.get("invoice_id")?,
        amount: cents(row, "amount_cents")?,
        after,
        days: contact.map(|on| (received - on).num_days()),
    };
    Ok(Payment { came, on: received, client: ClientId(row.get("client_id")?), number: row.get("number")? })
}

/// What fell due between two days, row by row: asked, credit notes and discounts taken off, and what money came for it.
pub const FELL_DUE: &str = "SELECT i.id, i.client_id, i.number, i.due_on, i.total_cents, i.settled_cents,
           (SELECT IFNULL(SUM(a.amount_cents), 0) FROM allocation a WHERE a.invoice_id = i.id AND a.credit_note_id IS NOT NULL)
           + (SELECT IFNULL(SUM(d.amount_cents), 0) FROM discount d WHERE d.invoice_id = i.id) AS given
    FROM invoice i WHERE i.kind = 'invoice' AND i.archived_at IS NULL AND i.due_on >= ?1 AND i.due_on < ?2";

/// Of what fell due between two days: what was asked, credit notes and discounts taken off, and what money came for it, in cents.
///
/// # Errors
/// When the base cannot be read.
pub fn recovered(conn: &Connection, since: NaiveDate, before: NaiveDate) -> Result<(Cents, Cents)> {
    let mut query = conn
        .prepare_cached(&format!("SELECT IFNULL(SUM(total_cents - given), 0), IFNULL(SUM(settled_cents - given), 0) FROM ({FELL_DUE})"))?;
    Ok(query.query_row((since.to_string(), before.to_string()), |row| Ok((cents(row, 0)?, cents(row, 1)?)))?)
}
