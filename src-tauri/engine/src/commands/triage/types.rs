//! What crosses: The triage of a backlog after a first import.
use echu_core::ids::*;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Late clients of an import, with a step proposed by age.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TriageView {
    /// One a client, who owes most first.
    pub rows: Vec<TriageRow>,
    /// What would follow, in French: « 4 messages cette semaine, aucun recommandé ».
    pub forecast: String,
    /// Steps one may choose.
    pub steps: Vec<StepChoice>,
}

/// A step to start again from.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct StepChoice {
    /// The step.
    pub step_id: StepId,
    /// Of the clients who follow this plan.
    pub plan_id: PlanId,
    /// In French.
    pub label: String,
    /// Key of the channel.
    pub channel: String,
}

/// A late client.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TriageRow {
    /// Who.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// The plan he follows.
    pub plan_id: PlanId,
    /// Late invoices.
    pub invoices: u32,
    /// Owed past due, in cents.
    pub amount: Cents,
    /// Of the oldest.
    pub days_late: i32,
    /// The step proposed.
    pub proposed: Option<StepId>,
    /// Why, in French.
    pub why: String,
}

/// What the user decided for a client.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TriageChoice {
    /// Who.
    pub client_id: ClientId,
    /// What.
    pub action: TriageAction,
    /// Start again from this step.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub step_id: Option<StepId>,
}

/// What to do with a late client of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum TriageAction {
    /// Start at a step.
    Resume,
    /// Never chase these invoices by themselves.
    LeaveAlone,
}

/// Choices being made.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PreviewTriage {
    /// One a client; the others keep the proposal.
    pub choices: Vec<TriageChoice>,
}

/// Choices made.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ConfirmTriage {
    /// One a client; the others keep the proposal.
    pub choices: Vec<TriageChoice>,
}
