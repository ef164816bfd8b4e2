//! The account of the invoices of a file, what is owed on them and the calculation behind it.
use super::scope::Scope;
use super::words;
use crate::error::{Error, Result};
use crate::outgoing::facts;
use crate::store::{agreements, claims, day, payments};
use chrono::NaiveDate;
use echu_core::dossier::{Account, Entry, Owed};
use echu_core::error::DomainError;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::interest::PenaltyResponse;
use echu_core::money::Cents;
use echu_core::notice::part_label;
use rusqlite::Connection;

/// What is owed, and why.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The sums.
    pub owed: Owed,
    /// Number, last day and account of each open invoice, or of each of its parts.
    pub open: Vec<(String, NaiveDate, PenaltyResponse)>,
    /// The same of invoices paid late, whose penalties remain.
    pub paid: Vec<(String, NaiveDate, PenaltyResponse)>,
    /// The half-year whose rate is not known.
    pub unknown_rate: Option<String>,
    /// Some invoices are in an agreement that stands: they are counted for their principal alone.
    pub spread: bool,
}

/// Counts what is owed on the invoices of a file, as `outgoing::claimed` asks for it: no penalties on what is disputed (law/droit.md
/// §3.1), nor on what an agreement spreads.
///
/// # Errors
/// When the base cannot be read. A rate that is not known is no error: the penalties are then unknown.
pub fn of(conn: &Connection, client: ClientId, scope: &Scope, today: NaiveDate) -> Result<Counted> {
    match counted(conn, client, scope, true, today) {
        Err(Error::Domain(DomainError::UnknownRate(half_year))) => {
            let mut counted = counted(conn, client, scope, false, today)?;
            counted.owed.penalties = None;
            counted.unknown_rate = Some(half_year.to_string());
            Ok(counted)
        }
        other => other,
    }
}

fn counted(conn: &Connection, client: ClientId, scope: &Scope, penalties: bool, today: NaiveDate) -> Result<Counted> {
    let covered = agreements::covered(conn, client)?;
    let owed = Owed { principal: Cents::ZERO, penalties: Some(Cents::ZERO), fees: Some(Cents::ZERO), credit: credit(conn, client, scope)? };
    let mut counted = Counted { owed, open: Vec::new(), paid: Vec::new(), unknown_rate: None, spread: false };
    let (mut interest, mut fees) = (Cents::ZERO, Some(Cents::ZERO));
    for id in &scope.invoices {
        if !is_claim(conn, *id)? {
            continue;
        }
        let now = facts::invoice_now(conn, *id, today)?;
        let is_spread = covered.contains(id);
        counted.spread |= is_spread && now.balance.is_positive();
        if !penalties || is_spread || now.disputed.is_positive() {
            counted.owed.principal += now.balance;
            if !is_spread && !now.disputed.is_positive() {
                // The lump sum is due whatever the rate.
                fees = fees.zip(claims::beside(conn, *id, today)?.1).map(|(sum, fee)| sum + fee);
            }
            continue;
        }
        let accounts = claims::by_part(conn, *id, today)?;
        if accounts.is_empty() {
            counted.owed.principal += now.balance;
        }
        let count = accounts.len();
        for (at, part) in accounts.into_iter().enumerate() {
            let statement = part.statement;
            counted.owed.principal += statement.principal_due;
            fees = fees.map(|sum| sum + statement.fee);
            interest += statement.interest_due;
            let number = part_label(&now.number, &facts::part_name(at, count));
            let line = (number, part.part.due_on, statement);
            if now.balance.is_positive() {
                counted.open.push(line);
            } else if line.2.total.is_positive() {
                counted.paid.push(line);
            }
        }
    }
    (counted.owed.penalties, counted.owed.fees) = (Some(interest), fees);
    Ok(counted)
}

/// An invoice that claims: no credit note, neither written off nor archived.
fn is_claim(conn: &Connection, id: InvoiceId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT kind = 'invoice' AND written_off_on IS NULL AND archived_at IS NULL FROM invoice WHERE id = ?")?
        .query_row([id.0], |row| row.get(0))?)
}

/// Advances and credit notes not used yet. Of chosen invoices, none: what is free may go to another.
fn credit(conn: &Connection, client: ClientId, scope: &Scope) -> Result<Cents> {
    if !scope.all {
        return Ok(Cents::ZERO);
    }
    let (free, notes) = payments::credit_of(conn, client)?;
    Ok(free + notes)
}

/// The account of the principal: invoices, what settled them, what was passed as a loss; of the whole client, what is not placed yet.
///
/// # Errors
/// When the base cannot be read.
pub fn account(conn: &Connection, client: ClientId, scope: &Scope) -> Result<Account> {
    let mut query = conn.prepare_cached(
        "WITH chosen AS (SELECT i.* FROM invoice i JOIN json_each(?1) j ON j.value = i.id)
         SELECT issued_on, 'Facture ' || number, total_cents FROM chosen WHERE kind = 'invoice'
         UNION ALL SELECT p.received_on, ?4, -SUM(a.amount_cents) FROM allocation a JOIN payment p ON p.id = a.payment_id
            WHERE a.invoice_id IN (SELECT id FROM chosen WHERE kind = 'invoice') GROUP BY p.id
         UNION ALL SELECT p.received_on, 'Escompte', -SUM(d.amount_cents) FROM discount d JOIN payment p ON p.id = d.payment_id
            WHERE d.invoice_id IN (SELECT id FROM chosen) GROUP BY p.id
         UNION ALL SELECT n.issued_on, 'Avoir ' || n.number, -SUM(a.amount_cents) FROM allocation a JOIN invoice n ON n.id = a.credit_note_id
            WHERE a.invoice_id IN (SELECT id FROM chosen WHERE kind = 'invoice') GROUP BY n.id
         UNION ALL SELECT written_off_on, 'Passage en perte, ' || number, settled_cents - total_cents FROM chosen
            WHERE kind = 'invoice' AND written_off_on IS NOT NULL AND total_cents > settled_cents
         UNION ALL SELECT received_on, 'Règlement en avance', allocated_cents - amount_cents FROM payment
            WHERE ?2 AND client_id = ?3 AND cancelled_at IS NULL AND amount_cents > allocated_cents
         UNION ALL SELECT issued_on, 'Avoir ' || number || ', à valoir', settled_cents - total_cents FROM chosen
            WHERE ?2 AND kind = 'credit_note' AND total_cents > settled_cents",
    )?;
    let rows = query.query_map((scope.named()?, scope.all, client.0, words::PAYMENT), |row| {
        Ok(Entry { on: day(&row.get::<_, String>(0)?)?, label: row.get(1)?, amount: Cents(row.get(2)?) })
    })?;
    Ok(Account::of(rows.collect::<Result<_, _>>()?))
}
