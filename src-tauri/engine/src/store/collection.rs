//! What came in and what is still owed, for the dashboard: a few passes over the last two years, whatever the age of the base.
use super::invoice_list::OPEN;
use super::payments::UNKNOWN_DAY;
use super::read::{cents, day, maybe_day};
use crate::error::Result;
use chrono::{Days, NaiveDate};
use echu_core::delay::{self, TURNOVER_DAYS, lateness, sales_outstanding};
use echu_core::money::Cents;
use echu_core::reports::claim::Claim;
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
    /// Against an invoice set aside, which is in no balance.
    is_aside: bool,
    /// When the invoice was written off: what came for it since was owed no more.
    lost_on: Option<NaiveDate>,
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
    /// Received that month, whatever it settled, in cents.
    pub received: Cents,
}

/// What was put against invoices since a day: money, compensations, credit notes, and the discounts that payments gained.
fn came(conn: &Connection, since: NaiveDate) -> Result<Vec<Came>> {
    let mut query = conn.prepare_cached(
        "SELECT p.received_on AS day, a.amount_cents, p.reference <> ?2 AND p.set_off = 0 AS dated, i.issued_on,
                CASE WHEN EXISTS (SELECT 1 FROM due_part d WHERE d.invoice_id = i.id) THEN NULL ELSE i.due_on END AS due_on,
                i.archived_at IS NOT NULL AS aside, i.written_off_on
         FROM payment p INDEXED BY payment_received CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
         WHERE p.cancelled_at IS NULL AND p.received_on >= ?1
         UNION ALL
         SELECT c.issued_on, a.amount_cents, 0, i.issued_on, i.due_on, i.archived_at IS NOT NULL, i.written_off_on
         FROM invoice c INDEXED BY invoice_issued CROSS JOIN allocation a ON a.credit_note_id = c.id JOIN invoice i ON i.id = a.invoice_id
         WHERE c.kind = 'credit_note' AND c.issued_on >= ?1
         UNION ALL
         SELECT p.received_on, d.amount_cents, 0, i.issued_on, i.due_on, i.archived_at IS NOT NULL, i.written_off_on
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
            is_aside: row.get("aside")?,
            lost_on: maybe_day(row, "written_off_on")?,
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
    let taken_back = taken_back(conn, *first, today)?;
    let mut months = Vec::new();
    for (begins, end) in shown {
        let after: Cents = issued.iter().filter(|one| !one.is_credit && one.on > end).map(|one| one.balance).sum();
        let still_owed = |one: &&Came| !one.is_aside && one.on > end && one.issued_on <= end && one.lost_on.is_none_or(|on| on > end);
        let settled: Cents = came.iter().filter(still_owed).map(|one| one.amount).sum();
        let lost: Cents = lost.iter().filter(|(on, issued_on, _)| *on > end && *issued_on <= end).map(|(.., balance)| *balance).sum();
        let owed = owed_now - after + settled + lost - then_settled(&taken_back, end);
        let quarter = issued.iter().filter(|one| one.on <= end && (end - one.on).num_days() < TURNOVER_DAYS);
        let turnover: Cents = quarter.map(|one| if one.is_credit { -one.total } else { one.total }).sum();
        let of_month = || came.iter().filter(|one| one.is_dated && one.on >= begins && one.on <= end);
        months.push(MonthDelay {
            end,
            owed,
            turnover,
            sales_outstanding: sales_outstanding(owed, turnover),
            lateness: lateness(of_month().filter_map(|one| one.days().map(|days| (one.amount, days)))),
            received: received(conn, begins, end)?,
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

/// What payments that the bank took back since had settled on an evening: never more than was owed of each invoice without them.
fn then_settled(rejected: &[(Claim, Claim)], end: NaiveDate) -> Cents {
    rejected.iter().map(|(with, without)| without.owed_on(end) - with.owed_on(end)).sum()
}

/// The invoices that payments taken back since a day had settled: as they were told, and as if those payments had never come.
fn taken_back(conn: &Connection, since: NaiveDate, today: NaiveDate) -> Result<Vec<(Claim, Claim)>> {
    let claims = super::reports::rejected(conn, since, today)?.into_iter().filter(|claim| !claim.is_archived);
    let without = |claim: Claim| {
        let settled = claim.settled.iter().copied().filter(|one| one.until.is_none()).collect();
        (claim.clone(), Claim { settled, ..claim })
    };
    Ok(claims.map(without).collect())
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

/// The payments that are received money: neither cancelled nor taken back by the bank, no compensation, on a day that is known (`?3`).
pub const RECEIVED: &str = "p.cancelled_at IS NULL AND p.received_on BETWEEN ?1 AND ?2 AND p.set_off = 0 AND p.reference <> ?3";

/// Received between two days, both in it, whatever it settled, in cents. What an import settled without saying when is left out, and so
/// are compensations.
///
/// # Errors
/// When the base cannot be read.
pub fn received(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Cents> {
    let sql = format!("SELECT IFNULL(SUM(p.amount_cents), 0) FROM payment p INDEXED BY payment_received WHERE {RECEIVED}");
    let sum = conn.prepare_cached(&sql)?.query_row((from.to_string(), to.to_string(), UNKNOWN_DAY), |row| row.get(0))?;
    Ok(Cents(sum))
}
