//! What came in and what is still owed, for the dashboard: a few passes over the last two years, whatever the age of the base.
use super::invoice_list::OPEN;
use super::payments::UNKNOWN_DAY;
use super::read::{cents, day, maybe_day};
use crate::error::Result;
use chrono::{Days, NaiveDate};
use echu_core::delay::{self, TURNOVER_DAYS, lateness, sales_outstanding};
use echu_core::money::Cents;
use rusqlite::Connection;

/// Money, or a credit note, put against an invoice.
#[derive(Debug, Clone, Copy)]
struct Came {
    on: NaiveDate,
    amount: Cents,
    /// Money, on a day that is known: no credit note, discount nor compensation, nor what was settled before an import that does not say when.
    is_dated: bool,
    issued_on: NaiveDate,
    due_on: Option<NaiveDate>,
}

impl Came {
    /// Days after the due date; none without one, when there are several, or when the day is not known.
    fn days(&self) -> Option<i64> {
        self.due_on.filter(|_| self.is_dated).map(|due| (self.on - due).num_days())
    }
}

/// An invoice or a credit note of the last months.
struct Issued {
    on: NaiveDate,
    total: Cents,
    /// Still owed.
    balance: Cents,
    is_credit: bool,
}

/// A month of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDelay {
    /// Its last day; today for the month that runs.
    pub end: NaiveDate,
    /// Owed that evening, in cents.
    pub owed: Cents,
    /// Sold over the last 91 days, credit notes taken off, in cents.
    pub turnover: Cents,
    /// Days of turnover owed; none without turnover.
    pub sales_outstanding: Option<i64>,
    /// Average days after the due date of what came in that month; none when nothing did.
    pub lateness: Option<i64>,
    /// Received that month on invoices, in cents.
    pub received: Cents,
}

/// What was put against invoices since a day: money, compensations, credit notes, and the discounts that payments gained.
fn came(conn: &Connection, since: NaiveDate) -> Result<Vec<Came>> {
    let mut query = conn.prepare_cached(
        "SELECT p.received_on AS day, a.amount_cents, p.reference <> ?2 AND p.set_off = 0 AS dated, i.issued_on,
                CASE WHEN EXISTS (SELECT 1 FROM due_part d WHERE d.invoice_id = i.id) THEN NULL ELSE i.due_on END AS due_on
         FROM payment p INDEXED BY payment_received CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
         WHERE p.cancelled_at IS NULL AND p.received_on >= ?1
         UNION ALL
         SELECT c.issued_on, a.amount_cents, 0, i.issued_on, i.due_on
         FROM invoice c INDEXED BY invoice_issued CROSS JOIN allocation a ON a.credit_note_id = c.id JOIN invoice i ON i.id = a.invoice_id
         WHERE c.kind = 'credit_note' AND c.issued_on >= ?1
         UNION ALL
         SELECT p.received_on, d.amount_cents, 0, i.issued_on, i.due_on
         FROM payment p INDEXED BY payment_received CROSS JOIN discount d ON d.payment_id = p.id JOIN invoice i ON i.id = d.invoice_id
         WHERE p.cancelled_at IS NULL AND p.received_on >= ?1",
    )?;
    let rows = query.query_map((since.to_string(), UNKNOWN_DAY), |row| {
        Ok(Came {
            on: day(row, "day")?,
            amount: cents(row, "amount_cents")?,
            is_dated: row.get("dated")?,
            issued_on: day(row, "issued_on")?,
            due_on: maybe_day(row, "due_on")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The last twelve months: what was owed at their end, sold, received, and how late.
///
/// What was owed on an evening is what is owed now of what was issued by then, and what settled it since; an invoice written off since was
/// still owed, one whose payment the bank took back since was not. What was settled before an import that does not say when counts as settled on its due date, and as received on no day.
///
/// # Errors
/// When the base cannot be read.
pub fn months(conn: &Connection, owed_now: Cents, today: NaiveDate) -> Result<Vec<MonthDelay>> {
    let shown = delay::months(today);
    let Some((first, _)) = shown.first() else { return Ok(Vec::new()) };
    let came = came(conn, *first)?;
    let issued = issued(conn, *first - Days::new(TURNOVER_DAYS.unsigned_abs()))?;
    let lost = written_off(conn, *first)?;
    let taken_back = taken_back(conn, *first)?;
    let mut months = Vec::new();
    for (begins, end) in shown {
        let after: Cents = issued.iter().filter(|one| !one.is_credit && one.on > end).map(|one| one.balance).sum();
        let settled: Cents = came.iter().filter(|one| one.on > end && one.issued_on <= end).map(|one| one.amount).sum();
        let lost: Cents = lost.iter().filter(|(on, issued_on, _)| *on > end && *issued_on <= end).map(|(.., balance)| *balance).sum();
        let held = |one: &&TakenBack| one.came <= end && end < one.left && one.issued_on <= end;
        let then_settled: Cents = taken_back.iter().filter(held).map(|one| one.amount).sum();
        let owed = owed_now - after + settled + lost - then_settled;
        let quarter = issued.iter().filter(|one| one.on <= end && (end - one.on).num_days() < TURNOVER_DAYS);
        let turnover: Cents = quarter.map(|one| if one.is_credit { -one.total } else { one.total }).sum();
        let of_month = || came.iter().filter(|one| one.is_dated && one.on >= begins && one.on <= end);
        months.push(MonthDelay {
            end,
            owed,
            turnover,
            sales_outstanding: sales_outstanding(owed, turnover),
            lateness: lateness(of_month().filter_map(|one| one.days().map(|days| (one.amount, days)))),
            received: of_month().map(|one| one.amount).sum(),
        });
    }
    Ok(months)
}

fn issued(conn: &Connection, since: NaiveDate) -> Result<Vec<Issued>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.issued_on, i.total_cents, CASE WHEN {OPEN} THEN i.total_cents - i.settled_cents ELSE 0 END AS balance,
                i.kind = 'credit_note' AS is_credit
         FROM invoice i INDEXED BY invoice_issued WHERE i.issued_on >= ?1"
    ))?;
    let rows = query.query_map([since.to_string()], |row| {
        Ok(Issued {
            on: day(row, "issued_on")?,
            total: cents(row, "total_cents")?,
            balance: cents(row, "balance")?,
            is_credit: row.get("is_credit")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a payment had settled of an invoice until the bank took it back, its discount with it.
struct TakenBack {
    came: NaiveDate,
    left: NaiveDate,
    issued_on: NaiveDate,
    amount: Cents,
}

/// What payments that the bank took back since a day had settled.
fn taken_back(conn: &Connection, since: NaiveDate) -> Result<Vec<TakenBack>> {
    let mut query = conn.prepare_cached(
        "SELECT p.received_on, p.rejected_on, i.issued_on,
                IIF(IFNULL(b.value ->> 'penalties', 0), 0, b.value ->> 'amount') + IFNULL(b.value ->> 'discount', 0) AS amount
         FROM payment p INDEXED BY payment_rejected CROSS JOIN json_each(p.placed_before) b JOIN invoice i ON i.id = b.value ->> 'invoiceId'
         WHERE p.rejected_on > ?1 AND p.placed_before <> ''",
    )?;
    let rows = query.query_map([since.to_string()], |row| {
        Ok(TakenBack {
            came: day(row, "received_on")?,
            left: day(row, "rejected_on")?,
            issued_on: day(row, "issued_on")?,
            amount: cents(row, "amount")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Invoices written off since a day: when, issued when, and what was owed of them.
fn written_off(conn: &Connection, since: NaiveDate) -> Result<Vec<(NaiveDate, NaiveDate, Cents)>> {
    let mut query = conn.prepare_cached(
        "SELECT written_off_on, issued_on, total_cents - settled_cents AS balance FROM invoice INDEXED BY invoice_settled
         WHERE kind = 'invoice' AND archived_at IS NULL AND (settled_cents >= total_cents OR written_off_on IS NOT NULL)
               AND settled_cents < total_cents AND written_off_on > ?1",
    )?;
    let rows =
        query.query_map([since.to_string()], |row| Ok((day(row, "written_off_on")?, day(row, "issued_on")?, cents(row, "balance")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Received since a day, whatever it settled, in cents. What an import settled without saying when is left out, and so are compensations.
///
/// # Errors
/// When the base cannot be read.
pub fn received_since(conn: &Connection, day: NaiveDate) -> Result<Cents> {
    let sql = "SELECT IFNULL(SUM(amount_cents), 0) FROM payment INDEXED BY payment_received WHERE cancelled_at IS NULL AND received_on >= ? AND set_off = 0 AND reference <> ?";
    Ok(Cents(conn.prepare_cached(sql)?.query_row((day.to_string(), UNKNOWN_DAY), |row| row.get(0))?))
}
