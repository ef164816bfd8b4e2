//! What the interface asks and gets: the tray of the end of the plan, and the proof that no client is forgotten.
use chrono::NaiveDate;
use echu_core::dunning::decision::Choice;
use echu_core::dunning::places::Place;
use echu_core::ids::*;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The tray of the end of the plan.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EndingView {
    /// Clients to decide about, who owes most first.
    pub rows: Vec<EndingRow>,
    /// The six choices, each with the day it proposes.
    pub choices: Vec<ChoiceView>,
    /// What was decided and has not come back, soonest first.
    pub decided: Vec<DecidedRow>,
}

/// A client whose plan is over.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EndingRow {
    /// Who.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// His invoices at the end of their plan, oldest due first.
    pub invoices: Vec<EndingInvoice>,
    /// Their balances, in cents.
    pub amount: Cents,
    /// Late interest and indemnities on them, in cents; none when a rate is unknown.
    pub penalties: Option<Cents>,
    /// Days late of the oldest.
    pub days_late: i32,
    /// One French sentence: why he is here.
    pub why: String,
    /// One French sentence about his last mise en demeure; empty without one.
    pub notice: String,
}

/// An invoice at the end of its plan.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EndingInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Last day to pay.
    pub due_on: Option<NaiveDate>,
    /// Still owed, in cents.
    pub balance: Cents,
}

/// One of the six choices.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ChoiceView {
    /// Which.
    pub choice: Choice,
    /// Its name.
    pub label: String,
    /// The day proposed for the case to come back; none when it is given up.
    pub back_on: Option<NaiveDate>,
}

/// A decision that stands.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DecidedRow {
    /// The hold.
    pub hold_id: HoldId,
    /// Whose.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// The invoice.
    pub number: String,
    /// What.
    pub choice: Choice,
    /// In French.
    pub sentence: String,
    /// The day the case comes back.
    pub back_on: Option<NaiveDate>,
    /// False: it cannot be taken back any more.
    pub can_take_back: bool,
}

/// What the owner decides.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Decide {
    /// Whose.
    pub client_id: ClientId,
    /// About which late invoices.
    pub invoices: Vec<InvoiceId>,
    /// What.
    pub choice: Choice,
    /// The day the case comes back; none: the one proposed.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub back_on: Option<NaiveDate>,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// What a decision made, to take it back.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DecisionMade {
    /// One an invoice; none when they were given up.
    pub holds: Vec<HoldId>,
    /// The day the case comes back.
    pub back_on: Option<NaiveDate>,
}

/// « 0 client sans prochaine étape »: where each late client is.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EveryoneView {
    /// Clients with something late.
    pub late: u32,
    /// Those who are in no list: always 0.
    pub without: u32,
    /// The five lists, in the order of the screen.
    pub lists: Vec<PlaceList>,
}

/// The late clients of one list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PlaceList {
    /// Which.
    pub place: Place,
    /// How many.
    pub count: u32,
    /// What they owe past its due date, in cents.
    pub amount: Cents,
    /// Who owes most first; at most five hundred.
    pub rows: Vec<PlacedRow>,
}

/// A late client, and his next step.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PlacedRow {
    /// Who.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// What is late, in cents.
    pub amount: Cents,
    /// Days late of his oldest invoice.
    pub days_late: i32,
    /// What comes next, in French.
    pub next: String,
    /// Why, in French; may be empty.
    pub why: String,
}
