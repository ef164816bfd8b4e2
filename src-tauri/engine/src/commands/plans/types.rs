//! What crosses: Plans of reminders: read, written, tried.
use chrono::NaiveDate;
use echu_core::dunning::Tone;
use echu_core::dunning::plan_edit::StepDraft;
use echu_core::ids::*;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A scénario de relance.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PlanView {
    /// The plan.
    pub id: PlanId,
    /// Shown to the user.
    pub name: String,
    /// The clients it is made for.
    pub debtor_kind: DebtorKind,
    /// The plan of clients of that kind that name none.
    pub is_default: bool,
    /// Clients for whom it was chosen, by a person or by how they pay.
    pub named_by: u32,
    /// Its steps, in order.
    pub steps: Vec<PlanStep>,
    /// The steps it came with, to put them back; none for the user's own plans, and while nothing differs.
    pub origin: Option<Vec<StepDraft>>,
}

/// A step of a plan, told.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PlanStep {
    /// The stored step; none while it is only written.
    pub id: Option<StepId>,
    /// Days after the due date; negative before it.
    pub offset_days: i32,
    /// Its channel.
    #[ts(as = "echu_core::dunning::channel::Channel")]
    pub channel: String,
    /// How it speaks.
    pub tone: Tone,
    /// True: it may leave without being read again.
    pub may_skip_review: bool,
    /// True when it could be let go unread.
    pub could_skip_review: bool,
    /// True for a call made with the message before it.
    pub with_previous: bool,
    /// « 5 jours après l’échéance : 1er rappel, par e-mail. »
    pub sentence: String,
}

/// A plan as written.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PlanDraft {
    /// None: a new plan.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<PlanId>,
    /// Its name.
    pub name: String,
    /// The clients it is made for; that of a stored plan does not change.
    pub debtor_kind: DebtorKind,
    /// In any order.
    pub steps: Vec<StepDraft>,
}

/// A plan as written, put in order.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PlanCheck {
    /// In order.
    pub steps: Vec<PlanStep>,
    /// What is wrong.
    pub problems: Vec<PlanProblemView>,
    /// True when it may be kept.
    pub saveable: bool,
}

/// A way to reach a client, and the tones in which it may speak: the closed list of the engine.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ChannelView {
    /// Which.
    pub channel: echu_core::dunning::channel::Channel,
    /// The tones of its steps, the mildest first.
    pub tones: Vec<Tone>,
}

/// Something wrong in a plan.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PlanProblemView {
    /// Place of the step in the ordered plan, from 0; none for the whole plan.
    pub step: Option<u32>,
    /// In French.
    pub sentence: String,
    /// False for a warning.
    pub blocks: bool,
}

/// A plan kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SavedPlan {
    /// The plan.
    pub id: PlanId,
    /// Messages that waited for a step that changed or left: they are dropped, and the plan of the day says what is required now.
    pub withdrawn: u32,
}

/// Names a plan.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PlanRequest {
    /// The plan.
    pub id: PlanId,
}

/// A plan to try.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SimulatePlan {
    /// As written.
    pub plan: PlanDraft,
    /// A client with open invoices: what he would get from today on.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub client_id: Option<ClientId>,
    /// Without client: the due date of an invented invoice.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due_on: Option<NaiveDate>,
}

/// A contact to come.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ComingContact {
    /// The day.
    pub on: NaiveDate,
    /// « Relance ferme, par e-mail ».
    pub what: String,
    /// Key of the channel.
    pub channel: String,
    /// How it speaks.
    pub tone: Tone,
    /// A call goes with it.
    pub with_call: bool,
    /// Invoices whose step it does.
    pub invoices: Vec<String>,
    /// What it asks for, in cents.
    pub amount: Cents,
    /// Why not on the day of its step; empty when it is.
    pub moved: String,
}
