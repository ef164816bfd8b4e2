//! Reference rates: those the app was built with, and the user's in their place.
use super::{MissingRate, RateRequest, RateRow, SaveRate, changed};
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::rates::{self as store, Origin, StoredRate};
use crate::store::{Actor, Outcome};
use crate::{App, commands::Nothing};
use echu_core::calendar::HalfYear;
use echu_core::interest::rates::{Confidence, RateProblem, RateTable, ReferenceRate, check as problems};
use echu_core::interest::regime::{contract_floor_bp, regime_for};
use echu_core::party::DebtorKind;
use echu_core::text::long_date;
use std::collections::BTreeMap;

/// Reference rates, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn rates(app: &App, _: Nothing) -> Result<Vec<RateRow>> {
    app.read(|conn| {
        let stored: BTreeMap<String, Origin> = store::all(conn)?.into_iter().map(|rate| (rate.half_year, rate.origin)).collect();
        let table = store::table(conn)?;
        table.rows().rev().map(|rate| row(rate, &table, stored.get(&rate.half_year.to_string()).copied())).collect()
    })
}

/// The half-year that has begun and whose rates are not known: in January and in July, they are to be given.
///
/// # Errors
/// When the base cannot be read.
pub fn missing_rate(app: &App, _: Nothing) -> Result<Option<MissingRate>> {
    let half_year = HalfYear::of(app.when().today);
    let known = app.read(store::table)?.get(half_year).is_ok();
    Ok((!known).then(|| MissingRate {
        half_year: half_year.to_string(),
        sentence: format!(
            "Les taux du {} ne sont pas encore connus\u{a0}: les pénalités qui le traversent ne sont pas calculées. Le taux de la BCE est celui du {}, le taux légal paraît au Journal officiel.",
            half_year.label(),
            long_date(half_year.first_day())
        ),
    }))
}

fn row(rate: &ReferenceRate, table: &RateTable, stored: Option<Origin>) -> Result<RateRow> {
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
        confidence: match (stored, rate.confidence) {
            (Some(Origin::Typed), _) => "yours",
            (Some(Origin::Signed), _) => "signed",
            (Some(Origin::SignedToCheck), _) | (None, Confidence::ToCheck) => "to_check",
            (None, Confidence::Sure) => "sure",
        }
        .to_owned(),
        stored: stored.is_some(),
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
    let today = app.when().today;
    app.write(Actor::User, |tx| {
        let found = problems(&rate, &store::table(&tx.sql)?, today);
        if let Some(problem) = found.into_iter().find(|problem| !(request.confirmed && problem.may_be_kept())) {
            return Err(Error::Doubtful { field: field(problem), sentence: problem.sentence(), may_be_kept: problem.may_be_kept() });
        }
        tx.save_rate(&StoredRate {
            half_year: half_year.to_string(),
            refi_bp: rate.ecb_refi_bp,
            legal_consumer_bp: rate.legal_consumer_bp,
            legal_other_bp: rate.legal_other_bp,
            source: rate.source.clone(),
            origin: Origin::Typed,
        })?;
        changed(tx, "taux de référence")?;
        row(&rate, &store::table(&tx.sql)?, Some(Origin::Typed))
    })
}

fn field(problem: RateProblem) -> &'static str {
    match problem {
        RateProblem::EcbOutOfRange | RateProblem::EcbNotAStep | RateProblem::EcbJump => "refiBp",
        RateProblem::LegalOutOfRange | RateProblem::ColumnsCrossed | RateProblem::LegalJump => "legalConsumerBp",
        RateProblem::NotBegun | RateProblem::TooOld => "halfYear",
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
