//! The claim an invoice is, for the rules of late interest: its amount, what settled it and when, the notice it had.
use super::due_parts::FIRST_DUE;
use super::read::debtor_kind;
use super::settings::{self, Options};
use super::{day, due_parts, penalties, rates, read};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::error::DomainError;
use echu_core::ids::InvoiceId;
use echu_core::interest::{self, Claim, Credited, Noticed, PartAccount, PenaltyRequest, PenaltyResponse, Received, Remaining};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};

/// The claim of an invoice as of the end of `until`, from its first due date. `None` without a due date: nothing is late then.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of(conn: &Connection, invoice: InvoiceId, until: NaiveDate) -> Result<Option<PenaltyRequest>> {
    Ok(under(conn, &settings::options(conn)?, invoice, until)?.map(|(request, _)| request))
}

/// The same, with the judgment that opened insolvency proceedings on its debtor, of an invoice from before it: the date of the invoice
/// stands for the birth of the claim.
fn under(
    conn: &Connection,
    options: &Options,
    invoice: InvoiceId,
    until: NaiveDate,
) -> Result<Option<(PenaltyRequest, Option<NaiveDate>)>> {
    let request = conn
        .prepare_cached(
            &format!("SELECT c.debtor_kind, i.total_cents, {FIRST_DUE}, IFNULL(i.contract_rate_bp, c.contract_rate_bp),
                    (SELECT MIN(l.presented_on) FROM letter l JOIN reminder_line rl ON rl.reminder_id = l.reminder_id AND rl.role <> 'memory'
                     WHERE rl.invoice_id = i.id AND l.presented_on IS NOT NULL AND l.return_reason <> 'unknown_address'),
                    CASE WHEN i.issued_on <= c.insolvent_on THEN c.insolvent_on END
             FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.id = ?"),
        )?
        .query_row([invoice.0], |row| {
            let date = |index| row.get::<_, Option<String>>(index)?.map(|text| day(&text)).transpose();
            let Some(due_on) = date(2)? else { return Ok(None) };
            let request = PenaltyRequest {
                debtor_kind: debtor_kind(row, 0)?,
                principal: Cents(row.get(1)?),
                due_on,
                until,
                contract_rate_bp: row.get(3)?,
                formal_notice_on: date(4)?,
                payments: Vec::new(),
                credit_notes: Vec::new(),
                allocation: options.order(),
                frozen_rate: Some(options.frozen_rate),
                divisor: Some(i64::from(options.divisor)),
            };
            Ok(Some((request, date(5)?)))
        })
        .optional()?
        .ok_or(Error::NotFound { what: "invoice", id: invoice.0 })?;
    let Some((mut request, judgment)) = request else { return Ok(None) };
    let mut settled = conn.prepare_cached(
        "SELECT p.received_on, n.issued_on, n.retroactive, a.amount_cents FROM allocation a
         LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice n ON n.id = a.credit_note_id WHERE a.invoice_id = ?",
    )?;
    let mut rows = settled.query([invoice.0])?;
    while let Some(row) = rows.next()? {
        let amount = Cents(row.get(3)?);
        if let Some(received) = row.get::<_, Option<String>>(0)? {
            request.payments.push(Received { on: day(&received)?, amount });
        } else if let Some(issued) = row.get::<_, Option<String>>(1)? {
            request.credit_notes.push(Credited { on: day(&issued)?, amount, retroactive: row.get(2)? });
        }
    }
    let mut gained = conn.prepare_cached(
        "SELECT p.received_on, d.amount_cents FROM discount d JOIN payment p ON p.id = d.payment_id WHERE d.invoice_id = ?",
    )?;
    let mut rows = gained.query([invoice.0])?;
    while let Some(row) = rows.next()? {
        request.credit_notes.push(Credited { on: day(&row.get::<_, String>(0)?)?, amount: Cents(row.get(1)?), retroactive: false });
    }
    Ok(Some((request, judgment)))
}

/// The formal notices that claimed an invoice and reached its debtor.
fn notices(conn: &Connection, invoice: InvoiceId) -> Result<Vec<Noticed>> {
    let mut query = conn.prepare_cached(
        "SELECT d.dated_on, l.presented_on FROM letter l JOIN document d ON d.id = l.document_id
         JOIN reminder_line rl ON rl.reminder_id = l.reminder_id AND rl.role <> 'memory'
         WHERE rl.invoice_id = ? AND l.presented_on IS NOT NULL AND l.return_reason <> 'unknown_address'",
    )?;
    let each = |row: &Row| Ok(Noticed { on: read::day(row, "dated_on")?, presented_on: read::day(row, "presented_on")? });
    Ok(query.query_map([invoice.0], each)?.collect::<Result<_, _>>()?)
}

/// The claim of an invoice with what became of its penalties: what was paid of them, what was given up. Who reads many reads the options
/// once.
///
/// # Errors
/// [`Error::NotFound`].
pub fn with_penalties(conn: &Connection, options: &Options, invoice: InvoiceId, until: NaiveDate) -> Result<Option<Claim>> {
    let Some((request, judgment)) = under(conn, options, invoice, until)? else { return Ok(None) };
    let parts = due_parts::of(conn, invoice)?;
    let mut claim = request.claim()?.stopped_on(judgment);
    if !parts.is_empty() {
        claim = claim.in_parts(parts).indicated(&due_parts::named(conn, invoice)?).noticed(notices(conn, invoice)?);
    }
    Ok(Some(claim.with_penalties(&penalties::moves(conn, invoice)?)?))
}

/// The account of an invoice's claim as of the end of `until`: interest line by line, indemnity, what is owed in all.
///
/// # Errors
/// A half-year whose rate is not known; [`Error::NotFound`].
pub fn statement(conn: &Connection, invoice: InvoiceId, until: NaiveDate) -> Result<Option<PenaltyResponse>> {
    let Some(claim) = with_penalties(conn, &settings::options(conn)?, invoice, until)? else { return Ok(None) };
    Ok(Some(interest::statement(&claim, until, &rates::table(conn)?)?))
}

/// The account of each part of an invoice as of the end of `until`, oldest due first; of the whole when it is due at once.
///
/// # Errors
/// As [`statement`].
pub fn by_part(conn: &Connection, invoice: InvoiceId, until: NaiveDate) -> Result<Vec<PartAccount>> {
    let Some(claim) = with_penalties(conn, &settings::options(conn)?, invoice, until)? else { return Ok(Vec::new()) };
    Ok(interest::by_part(&claim, until, &rates::table(conn)?)?)
}

/// What remains of an invoice, and of its penalties once it is paid.
///
/// # Errors
/// As [`statement`].
pub fn remaining(conn: &Connection, invoice: InvoiceId, until: NaiveDate) -> Result<Option<Remaining>> {
    let Some(claim) = with_penalties(conn, &settings::options(conn)?, invoice, until)? else { return Ok(None) };
    Ok(Some(interest::remaining(&claim, until, &rates::table(conn)?)?))
}

/// What remains of the penalties of an invoice: interest, and lump sum, each none when it rests on a rate that is not known.
///
/// # Errors
/// [`Error::NotFound`].
pub fn beside(conn: &Connection, invoice: InvoiceId, until: NaiveDate) -> Result<(Option<Cents>, Option<Cents>)> {
    let zero = (Some(Cents::ZERO), Some(Cents::ZERO));
    let Some(claim) = with_penalties(conn, &settings::options(conn)?, invoice, until)? else { return Ok(zero) };
    let table = rates::table(conn)?;
    match interest::remaining(&claim, until, &table) {
        Ok(left) => Ok((Some(left.penalties), Some(left.fee))),
        Err(DomainError::UnknownRate(_)) => Ok((None, interest::fee(&claim, until, &table)?)),
        Err(other) => Err(other.into()),
    }
}
