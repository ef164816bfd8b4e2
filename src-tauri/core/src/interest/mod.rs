//! Late-payment interest, day by day and line by line.
//!
//! - Days run from the day after the due date to the day of payment, that day included (C. com. L441-10 II; CCP
//!   R2192-32): `paid_on − due_on`. Civil days, holidays included.
//! - Base: what is owed, VAT included (CJUE C-585/20). Simple interest: unpaid interest bears none (C. civ. 1343-2).
//! - `base × rate × days ÷ 365`, leap years too, unless 366 is asked for. One line for each half-year and base, each
//!   rounded to the cent, half away from zero; the total is the sum of the printed lines.
//! - A part payment goes to the interest first (C. civ. 1343-1) unless the creditor accepts otherwise; interest of
//!   the day of a payment is on the old base, the new base starts the day after.
//! - A credit note is not a payment: it lowers the principal, from the due date when it corrects the invoice, from
//!   its own date otherwise.
//! - The judgment that opens insolvency proceedings stops the interest of what was born before, that day counted (C. com. L622-28); what
//!   fell due on that day or later bears no lump sum (C. com. L441-10 II).
//! - The lump sum of 40 € is extinguished last: no text ranks it, and this order leaves interest running on least.
//! - Of a claim payable in parts, each part bears interest from its own due date: see `parts`.
mod claim;
mod parts;
pub mod rate_file;
pub mod rates;
pub mod regime;
mod statement;
mod walk;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod parts_tests;
#[cfg(test)]
mod penalties;
#[cfg(test)]
mod tests;

use crate::error::{DomainError, Result};
use crate::money::Cents;
use chrono::NaiveDate;
use parts::Parts;
use rates::RateTable;

pub use claim::{AllocationOrder, Claim, Credited, LARGEST_CLAIM, Noticed, PenaltyMoves, PenaltyRequest, Received, Waived};
pub use parts::PartAccount;
pub use statement::{PenaltyResponse, PenaltyWarning, Remaining, Segment, Settled};

/// Answers the command `compute_penalties`.
///
/// # Errors
/// A value outside what the rules take, or a half-year of the period without a known rate.
pub fn compute(request: &PenaltyRequest, table: &RateTable) -> Result<PenaltyResponse> {
    statement::of(&request.claim()?, request.until, table)
}

/// The whole account of a claim as it stands at the end of `until`.
///
/// # Errors
/// `until` outside the calendar, or a half-year of the period without a known rate.
pub fn statement(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<PenaltyResponse> {
    if claim.parts.is_empty() {
        return statement::of(claim, until, table);
    }
    claim::date("until", until)?;
    Ok(Parts::of(claim, until, table)?.whole(until, table))
}

/// The account of each part of a claim at the end of `until`, the oldest due first; of the whole when it has no parts.
///
/// # Errors
/// As [`statement`].
pub fn by_part(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<Vec<PartAccount>> {
    if claim.parts.is_empty() {
        return Ok(vec![PartAccount::whole(claim, statement::of(claim, until, table)?)]);
    }
    claim::date("until", until)?;
    Ok(Parts::of(claim, until, table)?.accounts(until, table))
}

/// What remains of the invoice and of its penalties at the end of `until`: they are claims of their own, still owed
/// when the invoice's amount is paid (C. com. L441-10 II; C. civ. 1343-1).
///
/// # Errors
/// As [`statement`].
pub fn remaining(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<Remaining> {
    if claim.parts.is_empty() {
        return statement::remaining(claim, until, table);
    }
    claim::date("until", until)?;
    Ok(Parts::of(claim, until, table)?.remaining())
}

/// The lump sum still owed at the end of `until`, which is due whatever the rate (C. com. L441-10 II): known without one as long as no
/// payment may have reached it. None when what is left of it depends on a rate that is not known.
///
/// # Errors
/// `until` outside the calendar.
pub fn fee(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<Option<Cents>> {
    match remaining(claim, until, table) {
        Ok(left) => Ok(Some(left.fee)),
        Err(DomainError::UnknownRate(_)) => {
            let at = |bp| remaining(claim, until, &table.bounded_by(bp)).map(|left| left.fee);
            let (least, most) = (at(0)?, at(rates::HIGHEST)?);
            Ok((least == most).then_some(least))
        }
        Err(other) => Err(other),
    }
}

/// The interest still owed at the end of `until`, without the lines: for lists and totals.
///
/// # Errors
/// As [`statement`].
pub fn interest_due(claim: &Claim, until: NaiveDate, table: &RateTable) -> Result<Cents> {
    claim::date("until", until)?;
    if !claim.parts.is_empty() {
        return Ok(Parts::of(claim, until, table)?.interest_due());
    }
    let account = walk::walk(claim, until, table, &mut |_| {})?;
    Ok(Cents(account.interest_due()))
}
