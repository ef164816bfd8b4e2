//! « Calculateur de pénalités ».
use crate::App;
use crate::error::Result;
use echu_core::interest::{PenaltyRequest, PenaltyResponse};

/// Late interest and the recovery indemnity for any amounts.
///
/// # Errors
/// `unknown_rate` naming the half-year; `validation` naming the field.
pub fn compute_penalties(app: &App, _request: PenaltyRequest) -> Result<PenaltyResponse> {
    crate::commands::unbuilt(app)
}
