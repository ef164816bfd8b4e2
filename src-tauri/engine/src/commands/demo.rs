//! The demonstration company, and the search of the whole base.
use crate::error::Result;
use crate::store::Outcome;
use crate::{App, commands::Nothing};
use echu_core::ids::*;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which base is open.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DemoState {
    /// True: the demonstration.
    pub demo: bool,
}

/// Words typed in the palette.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SearchRequest {
    /// The words.
    pub text: String,
}

/// Something found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SearchHit {
    /// "client" or "invoice".
    pub kind: String,
    /// Its id.
    pub id: i64,
    /// Its client.
    pub client_id: ClientId,
    /// Its name or number.
    pub title: String,
    /// In French.
    pub detail: String,
}

/// Opens a made-up company in a base of its own, dated from today.
///
/// # Errors
/// When the base cannot be read or written.
pub fn start_demo(app: &App, _request: Nothing) -> Result<Outcome<DemoState>> {
    crate::commands::unbuilt(app)
}

/// Erases the demonstration and goes back to the user’s own base.
///
/// # Errors
/// When the base cannot be read or written.
pub fn wipe_demo(app: &App, _request: Nothing) -> Result<Outcome<DemoState>> {
    crate::commands::unbuilt(app)
}

/// Clients and invoices that match, best first.
///
/// # Errors
/// When the base cannot be read or written.
pub fn search(app: &App, _request: SearchRequest) -> Result<Vec<SearchHit>> {
    crate::commands::unbuilt(app)
}
