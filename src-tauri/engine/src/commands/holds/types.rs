//! What the interface asks and gets: disputes, promises, pauses, calls.
use chrono::NaiveDate;
use echu_core::dunning::decision::Choice;
use echu_core::ids::*;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stops reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum HoldKind {
    /// Litige.
    Dispute,
    /// Promesse de règlement.
    Promise,
    /// Suspension.
    Pause,
    /// Échéancier.
    Instalments,
    /// A choice at the end of the plan; placed by `decide`.
    Decision,
}

/// Something that stops reminders.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PlaceHold {
    /// Whose.
    pub client_id: ClientId,
    /// None: all of the client’s.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub invoice_id: Option<InvoiceId>,
    /// What.
    pub kind: HoldKind,
    /// Promise: its date. Pause: its last day. Dispute: answer expected.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub until: Option<NaiveDate>,
    /// Dispute: the disputed part, none for all. Promise: what was promised. In cents.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub amount: Option<Cents>,
    /// Coded reason of a dispute: "not_received", "wrong_amount", "work_contested", "already_paid", "other".
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub reason: String,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// Names a hold.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct HoldRequest {
    /// The hold.
    pub id: HoldId,
}

/// Whose holds.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct HoldsRequest {
    /// The client.
    pub client_id: ClientId,
}

/// Something that stops reminders.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct HoldView {
    /// The hold.
    pub id: HoldId,
    /// Whose.
    pub client_id: ClientId,
    /// None: all of them.
    pub invoice_id: Option<InvoiceId>,
    /// Or empty.
    pub invoice_number: String,
    /// What.
    pub kind: HoldKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// In cents.
    pub amount: Option<Cents>,
    /// The user’s words.
    pub note: String,
    /// In French.
    pub sentence: String,
    /// True when lifted.
    pub released: bool,
    /// True: « Ne plus relancer », at the client’s request (RGPD art. 18, 21).
    pub restricted: bool,
    /// Of a decision: what was chosen.
    pub choice: Option<Choice>,
    /// Papers about it, oldest first.
    pub documents: Vec<HoldDocument>,
}

/// A paper about a hold.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct HoldDocument {
    /// Its id among the papers of holds.
    #[ts(type = "number")]
    pub id: i64,
    /// The file.
    pub document_id: DocumentId,
    /// Its name.
    pub name: String,
}

/// A paper to keep with a hold.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AttachHoldDocument {
    /// The hold.
    pub id: HoldId,
    /// Of the chosen or dropped file.
    pub token: String,
}

/// Names a paper of a hold.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct HoldDocumentRequest {
    /// Its id among the papers of holds.
    #[ts(type = "number")]
    pub id: i64,
}
