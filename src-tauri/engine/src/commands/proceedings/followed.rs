//! What crosses: the cases that are followed.
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::money::Cents;
use echu_core::proceedings::deadlines::{DeadlineKey, DeadlineRole, DeadlineStage};
use echu_core::proceedings::life::StepKind;
use echu_core::proceedings::{Confidence, Ending, Route};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A case to open.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct OpenProceeding {
    /// Against whom.
    pub client_id: ClientId,
    /// Which way.
    pub route: Route,
    /// About which invoices.
    pub invoice_ids: Vec<InvoiceId>,
    /// Whether the creditor is a merchant; absent: what was said before.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub creditor_merchant: Option<bool>,
    /// Whether the client is one; absent: what was said before.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub debtor_merchant: Option<bool>,
    /// Town of the court.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub court_town: String,
    /// Of the court or of whoever follows it.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub reference: String,
    /// Lawyer, commissaire de justice or agency who follows it.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub handler: String,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
    /// True: a person read what is to be checked, and goes on.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}

/// Where a case is followed, and by whom.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct FollowProceeding {
    /// The case.
    pub id: ProceedingId,
    /// Town of the court.
    pub court_town: String,
    /// Of the court or of whoever follows it.
    pub reference: String,
    /// Lawyer, commissaire de justice or agency who follows it.
    pub handler: String,
}

/// A step to note.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct NoteProceedingStep {
    /// The case.
    pub id: ProceedingId,
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub on: NaiveDate,
    /// A service: whether the debtor got it in his own hands; absent: not known.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub in_person: Option<bool>,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// Names a step.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ProceedingStepRequest {
    /// The step.
    pub id: ProceedingStepId,
}

/// The end of a case.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct CloseProceeding {
    /// The case.
    pub id: ProceedingId,
    /// How it ended.
    pub ending: Ending,
    /// What it cost, in cents; absent: not known.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub cost: Option<Cents>,
    /// What it brought, in cents; absent: not known.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub recovered: Option<Cents>,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// Whose cases.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ProceedingsRequest {
    /// All of this client; absent: those of everyone that are open.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub client_id: Option<ClientId>,
}

/// A case, its life and its deadlines.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ProceedingView {
    /// The case.
    pub id: ProceedingId,
    /// Against whom.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// Which way.
    pub route: Route,
    /// Its name.
    pub label: String,
    /// Numbers of the invoices it is about.
    pub numbers: Vec<String>,
    /// Principal still owed on them, in cents.
    pub owed: Cents,
    /// The day it was opened here.
    pub opened_on: NaiveDate,
    /// Town of the court, or empty.
    pub court_town: String,
    /// Of the court or of whoever follows it, or empty.
    pub reference: String,
    /// Who follows it, or empty.
    pub handler: String,
    /// The user’s words.
    pub note: String,
    /// Oldest first.
    pub steps: Vec<ProceedingStepView>,
    /// Nearest first.
    pub deadlines: Vec<DeadlineView>,
    /// Letters made from it, oldest first.
    pub papers: Vec<super::CasePaperView>,
    /// The letter it calls for; none when it has one.
    pub paper: Option<super::CasePaperNeed>,
    /// What may be noted now.
    pub next_steps: Vec<StepToNote>,
    /// What comes next, in French.
    pub next: String,
    /// True when a deadline asks for a person.
    pub calls: bool,
    /// How it ended; none while it is open.
    pub ending: Option<Ending>,
    /// The day; none while it is open.
    pub closed_on: Option<NaiveDate>,
    /// What it cost, in cents; none when not known.
    pub cost: Option<Cents>,
    /// What it brought, in cents; none when not known.
    pub recovered: Option<Cents>,
}

/// A step, as noted.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ProceedingStepView {
    /// The step.
    pub id: ProceedingStepId,
    /// What happened.
    pub kind: StepKind,
    /// In French.
    pub label: String,
    /// When.
    pub on: NaiveDate,
    /// A service: whether it was in person; none when not known.
    pub in_person: Option<bool>,
    /// The user’s words.
    pub note: String,
    /// True when it may be taken back: nothing noted stands on it.
    pub can_take_back: bool,
}

/// A step that may be noted.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct StepToNote {
    /// Which.
    pub kind: StepKind,
    /// In French.
    pub label: String,
    /// True when it matters whether it was in person.
    pub asks_in_person: bool,
}

/// A delay of a case.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DeadlineView {
    /// Which.
    pub key: DeadlineKey,
    /// In French.
    pub label: String,
    /// Its last day before it is carried; none while what starts it has not happened.
    pub counted_on: Option<NaiveDate>,
    /// Its last day.
    pub last_day: Option<NaiveDate>,
    /// Days on which it is recalled.
    pub alerts: Vec<NaiveDate>,
    /// Whose time it is.
    pub role: DeadlineRole,
    /// Where it stands.
    pub stage: DeadlineStage,
    /// True when a person should look at it.
    pub calls: bool,
    /// Where it stands, in French.
    pub sentence: String,
    /// Its article.
    pub article: String,
    /// How sure its source is.
    pub confidence: Confidence,
}
