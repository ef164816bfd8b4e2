//! Reference rates: those the app was built with, and the user's in their place.
use super::{RateRequest, RateRow, SaveRate, changed};
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::rates::{self as store, StoredRate};
use crate::store::{Actor, Outcome};
use crate::{App, commands::Nothing};
use echu_core::calendar::HalfYear;
use echu_core::interest::rates::{Confidence, RateProblem, RateTable, ReferenceRate, check as problems};
use echu_core::interest::regime::{contract_floor_bp, regime_for};
use echu_core::party::DebtorKind;
use std::collections::BTreeSet;

/// Reference rates, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn rates(app: &App, _: Nothing) -> Result<Vec<RateRow>> {
    app.read(|conn| {
        let typed: BTreeSet<String> = store::all(conn)?.into_iter().map(|rate| rate.half_year).collect();
        let table = store::table(conn)?;
        table.rows().rev().map(|rate| row(rate, &table, typed.contains(&rate.half_year.to_string()))).collect()
    })
}

fn row(rate: &ReferenceRate, table: &RateTable, yours: bool) -> Result<RateRow> {
    let half_year = rate.half_year;
    let default = |debtor| regime_for(debtor, None, false, half_year.first_day()).rate_bp(half_year, table);
    Ok(RateRow {
        half_year: rate.half_year.to_string(),
        label: rate.half_year.label(),
        refi_bp: rate.ecb_refi_bp,
        business_bp: default(DebtorKind::Business)?,
        public_bp: default(DebtorKind::PublicBody)?,
        legal_consumer_bp: rate.legal_consumer_bp,
        legal_other_bp: rate.legal_other_bp,
        floor_bp: contract_floor_bp(half_year, table)?,
        source: rate.source.clone(),
        confidence: match (yours, rate.confidence) {
            (true, _) => "yours",
            (false, Confidence::Sure) => "sure",
            (false, Confidence::ToCheck) => "to_check",
        }
        .to_owned(),
    })
}

/// Adds or corrects a half-year.
///
/// # Errors
/// A rate above what can be, a half-year that has not begun, or no source; nothing is then written.
pub fn save_rate(app: &App, request: SaveRate) -> Result<Outcome<RateRow>> {
    let half_year: HalfYear = request.half_year.parse().map_err(|_| Error::Invalid { field: "halfYear", reason: "bad_half_year" })?;
    let rate = ReferenceRate {
        half_year,
        ecb_refi_bp: request.refi_bp,
        legal_consumer_bp: request.legal_consumer_bp,
        legal_other_bp: request.legal_other_bp,
        confidence: Confidence::ToCheck,
        source: check::text("source", &request.source, check::LONG)?,
    };
    if let Some(problem) = problems(&rate, app.when().today).into_iter().next() {
        return Err(Error::Doubtful { field: field(problem), sentence: problem.sentence(), may_be_kept: false });
    }
    app.write(Actor::User, |tx| {
        tx.save_rate(&StoredRate {
            half_year: half_year.to_string(),
            refi_bp: rate.ecb_refi_bp,
            legal_consumer_bp: rate.legal_consumer_bp,
            legal_other_bp: rate.legal_other_bp,
            source: rate.source.clone(),
        })?;
        changed(tx, "taux de référence")?;
        row(&rate, &store::table(&tx.sql)?, true)
    })
}

fn field(problem: RateProblem) -> &'static str {
    match problem {
        RateProblem::EcbOutOfRange => "refiBp",
        RateProblem::LegalOutOfRange | RateProblem::ColumnsCrossed => "legalConsumerBp",
        RateProblem::NotBegun => "halfYear",
        RateProblem::NoSource => "source",
    }
}

/// Takes back a rate typed by the user.
///
/// # Errors
/// When he typed none for that half-year.
pub fn forget_rate(app: &App, request: RateRequest) -> Result<Outcome<String>> {
    app.write(Actor::User, |tx| {
        if !tx.forget_rate(&request.half_year)? {
            return Err(Error::Precondition("no_such_rate"));
        }
        changed(tx, "taux de référence")?;
        Ok(request.half_year)
    })
}
