//! « Calculateur de pénalités ».
use crate::App;
use crate::error::Result;
use crate::store::rates;
use echu_core::interest::{self, PenaltyRequest, PenaltyResponse};

/// Late interest and the recovery indemnity for any amounts.
///
/// # Errors
/// `unknown_rate` naming the half-year; `validation` naming the field.
pub fn compute_penalties(app: &App, request: PenaltyRequest) -> Result<PenaltyResponse> {
    let table = app.read(rates::table)?;
    Ok(interest::compute(&request, &table)?)
}
