//! What comes next for the invoices in sight.
use crate::App;
use crate::commands::next;
use crate::error::{Error, Result};
use crate::store::invoices as store;
use echu_core::ids::{ClientId, InvoiceId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The most invoices whose next step is told at once: a screen of them, and those around.
const STEPS: usize = 200;

/// The invoices in sight.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoiceStepsRequest {
    /// Whose next step is asked for, two hundred at most.
    pub ids: Vec<InvoiceId>,
}

/// What comes next for an invoice.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoiceStep {
    /// The invoice.
    pub id: InvoiceId,
    /// In French.
    pub next_step: String,
}

/// What comes next for some invoices of a list, those for which something does. The plan is that of each client once: the cost is that of what
/// is in sight, however long the list.
///
/// # Errors
/// When the base cannot be read.
pub fn invoice_steps(app: &App, request: InvoiceStepsRequest) -> Result<Vec<InvoiceStep>> {
    let today = app.when().today;
    app.read(|conn| {
        let mut by_client: BTreeMap<ClientId, Vec<InvoiceId>> = BTreeMap::new();
        for id in request.ids.iter().take(STEPS) {
            match store::get(conn, *id) {
                Ok(one) => by_client.entry(one.facts.client_id).or_default().push(*id),
                // Gone since it was drawn.
                Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let mut steps = Vec::new();
        for (client, ids) in by_client {
            steps.extend(next::of_invoices(conn, client, &ids, today)?.into_iter().map(|(id, next_step)| InvoiceStep { id, next_step }));
        }
        Ok(steps)
    })
}
