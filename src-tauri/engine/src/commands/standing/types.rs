//! What the interface asks and gets: how a client pays, and what was read of him in the registers.
use chrono::NaiveDate;
use echu_core::ids::{ClientId, PlanId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a client pays, and why one says so.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct StandingView {
    /// "new", "good", "slow" or "at_risk".
    pub profile: String,
    /// The same in French.
    pub label: String,
    /// 0, the worst, to 100; none while it is too soon to tell.
    pub score: Option<u32>,
    /// The three reasons that weigh most, in French.
    pub reasons: Vec<String>,
    /// What one may do for the next quote, in French.
    pub advice: String,
    /// The plan that fits, while nobody chose one for him and the owner wants no profile to; none when he follows it already, or when
    /// none is made for him.
    pub plan: Option<FittingPlan>,
    /// The plan he follows.
    pub followed: FollowedPlan,
    /// The months when it changed, the last one first; the first row is today.
    pub history: Vec<PastStanding>,
    /// The registers that can be opened for this company.
    pub registers: Vec<Register>,
    /// What was read there, the last look first.
    pub checks: Vec<SolvencyCheck>,
}

/// The plan a client follows, and why.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FollowedPlan {
    /// Its name.
    pub name: String,
    /// Who chose it.
    pub by: PlanBy,
    /// Since when; none unless his way of paying chose it.
    pub since: Option<NaiveDate>,
    /// True when his way of paying chooses, unless a person does.
    pub wanted: bool,
    /// The plans made for his kind.
    pub choices: Vec<FittingPlan>,
}

/// Who chose a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum PlanBy {
    /// A person.
    Person,
    /// How the client pays.
    Profile,
    /// Nobody: the default one of his kind.
    Usual,
    /// Nobody: the default one of his kind, since he is handled with care.
    Care,
}

/// A plan.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FittingPlan {
    /// It.
    pub id: PlanId,
    /// Its name.
    pub name: String,
}

/// The plan that a client is to follow.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TakePlan {
    /// The client.
    pub id: ClientId,
    /// The plan.
    pub plan_id: PlanId,
}

/// How he paid, from the end of a month.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PastStanding {
    /// The end of the month, or today.
    pub on: NaiveDate,
    /// How he paid, in French.
    pub label: String,
    /// The heaviest reason, in French.
    pub reason: String,
}

/// A public register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Register {
    /// Annuaire des entreprises.
    Directory,
    /// Bulletin officiel des annonces civiles et commerciales.
    Bodacc,
    /// Registre national des entreprises.
    Inpi,
    /// Any other source: it has no page of ours.
    Other,
}

/// What was read in a register.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SolvencyCheck {
    /// The day.
    pub on: NaiveDate,
    /// Where, in French.
    pub source: String,
    /// The user's words.
    pub finding: String,
}

/// Names a register and a client.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct OpenRegister {
    /// The client.
    pub id: ClientId,
    /// The register.
    pub register: Register,
}

/// What a person read.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct NoteSolvency {
    /// The client.
    pub id: ClientId,
    /// The day it was read.
    pub on: NaiveDate,
    /// Where.
    pub register: Register,
    /// What, 1 to 2 000 characters.
    pub finding: String,
}
