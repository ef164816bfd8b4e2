//! What crosses: the routes after the notice, the request for an order, the arithmetic.
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::proceedings::court::CourtKind;
use echu_core::proceedings::routes::{Answer, RouteStatus};
use echu_core::proceedings::{Confidence, Route};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is claimed, and what the user knows of both sides.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RoutesRequest {
    /// Against whom.
    pub client_id: ClientId,
    /// On which invoices; every late one when absent, every open one in insolvency proceedings.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub invoice_ids: Option<Vec<InvoiceId>>,
    /// Whether the creditor is a merchant; absent: what was said before.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub creditor_merchant: Option<bool>,
    /// Whether the client is one; absent: what was said before.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub debtor_merchant: Option<bool>,
    /// Town of the court, as typed.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub court_town: String,
}

/// What the user says of both sides; none takes it back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SayMerchants {
    /// The client.
    pub client_id: ClientId,
    /// Whether the creditor is a merchant.
    pub creditor: Option<bool>,
    /// Whether the client is one.
    pub debtor: Option<bool>,
}

/// « Que faire maintenant ? »
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RoutesView {
    /// Against whom.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// Whether the creditor is a merchant; none: not known.
    pub creditor_merchant: Option<bool>,
    /// Whether the client is one; none: not known.
    pub debtor_merchant: Option<bool>,
    /// What may be claimed, oldest due first.
    pub invoices: Vec<RouteInvoice>,
    /// Principal of what is chosen, credit notes taken off, in cents.
    pub principal: Cents,
    /// Late interest as of today, in cents; none when a rate is not known.
    pub interest: Option<Cents>,
    /// Lump sums, in cents; none when a rate is not known.
    pub fees: Option<Cents>,
    /// Disputed, in cents.
    pub disputed: Cents,
    /// Guarantor, retention of title, compensation: what is worth recalling, in French.
    pub reminders: Vec<String>,
    /// Open ones first; empty when nothing is chosen.
    pub routes: Vec<RouteView>,
    /// What the request for an order asks for; none when nothing is chosen.
    pub kit: Option<OrderKit>,
}

/// An invoice that may be claimed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RouteInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Last day to pay it.
    pub due_on: Option<NaiveDate>,
    /// Still owed, in cents.
    pub balance: Cents,
    /// Why it cannot be chosen, in French; empty when it can.
    pub why_not: String,
    /// True when it is part of the claim.
    pub chosen: bool,
}

/// A route, judged on the claim.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RouteView {
    /// Which.
    pub route: Route,
    /// Its name.
    pub label: String,
    /// Whether it may be taken.
    pub status: RouteStatus,
    /// What that rests on.
    pub conditions: Vec<ConditionView>,
    /// What it is.
    pub what: String,
    /// Papers to bring together.
    pub documents: Vec<String>,
    /// How long it takes.
    pub delays: String,
    /// Who pays.
    pub payer: String,
    /// What must not be overlooked; empty when nothing.
    pub warning: String,
    /// Its texts.
    pub source: String,
    /// How sure they are.
    pub confidence: Confidence,
    /// True when it is followed here as a case.
    pub followed: bool,
}

/// A condition, checked on the claim.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ConditionView {
    /// In French.
    pub sentence: String,
    /// Whether it is met.
    pub answer: Answer,
    /// True when the route is closed without it.
    pub required: bool,
}

/// What the request for an order asks for, to copy.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct OrderKit {
    /// Kind of the court.
    pub court: CourtKind,
    /// Its name.
    pub court_label: String,
    /// Why this one.
    pub court_why: String,
    /// How sure.
    pub confidence: Confidence,
    /// Number of the form, whose version is to be checked; none when it is not known.
    pub form: Option<String>,
    /// Its values, in its order.
    pub lines: Vec<FormLine>,
    /// What to join.
    pub exhibits: Vec<String>,
}

/// A value of the form.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FormLine {
    /// What it is.
    pub label: String,
    /// As it is copied; empty when it is not known here.
    pub value: String,
}

/// « Ça vaut le coup ? »: the user’s own figures.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct WeighRequest {
    /// Claimed, in cents.
    pub claim: Cents,
    /// Chance of being paid, in thousandths; absent: not known.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub chance_permille: Option<u32>,
    /// Costs that stay his, in cents; null for one that is not known.
    pub costs: Vec<Option<Cents>>,
    /// His own time, in minutes.
    pub minutes: u32,
    /// What an hour of it is worth, in cents; absent: not known.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub hour: Option<Cents>,
}

/// What they come to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct WeighView {
    /// Costs that are known, in cents.
    pub costs: Cents,
    /// How many are not.
    pub unknown: u32,
    /// His own time, in cents; none when its value is not known.
    pub time: Option<Cents>,
    /// Expected gain, in cents; none as long as a figure is missing.
    pub expected: Option<Cents>,
    /// The least chance at which nothing is lost, in thousandths; above 1 000: never; none as long as a cost is missing.
    pub break_even_permille: Option<u32>,
}
