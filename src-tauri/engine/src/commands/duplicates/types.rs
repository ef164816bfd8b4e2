//! What the interface asks and gets: clients who may be one, and making them one.
use echu_core::ids::*;
use echu_core::intake::TwinReason;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Clients who may be one, and those that were made one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DuplicatesView {
    /// The surest first.
    pub pairs: Vec<TwinPair>,
    /// How many there are; more than are shown when there are very many.
    pub count: u32,
    /// The last ones made one, latest first.
    pub merged: Vec<MergedRow>,
}

/// Two clients who may be one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TwinPair {
    /// The one to keep, unless the person says otherwise: who has most invoices, else the first one entered.
    pub keep: ClientFace,
    /// The other.
    pub other: ClientFace,
    /// Why they may be one.
    pub because: TwinReason,
    /// The same, in French.
    pub why: String,
}

/// What tells a client from another, in a few words.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientFace {
    /// Who.
    pub id: ClientId,
    /// His name.
    pub name: String,
    /// SIREN or SIRET, town, e-mail: what the card says.
    pub facts: Vec<String>,
    /// Invoices, open or not.
    pub invoices: u32,
    /// Owed.
    pub balance: Cents,
    /// True when archived.
    pub archived: bool,
}

/// Two clients.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MergeRequest {
    /// The card that stays.
    pub keep: ClientId,
    /// The card that goes away.
    pub gone: ClientId,
}

/// What making them one would do. Nothing is written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MergePreview {
    /// The card that stays.
    pub keep: ClientFace,
    /// The card that goes away.
    pub gone: ClientFace,
    /// What moves, one sentence a kind.
    pub moves: Vec<String>,
    /// What the two cards say otherwise: the person chooses.
    pub conflicts: Vec<MergeConflict>,
    /// What the card that stays does not say and takes from the other: field and words.
    pub filled: Vec<MergeFilled>,
    /// What to know before, in French.
    pub warnings: Vec<String>,
    /// Why it cannot be done now, in French; empty when it can.
    pub refused: String,
}

/// Something the two cards say otherwise.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MergeConflict {
    /// Names it in [`MergeClients::take`].
    pub field: String,
    /// Its name, in French.
    pub label: String,
    /// On the card that stays.
    pub kept: String,
    /// On the other.
    pub gone: String,
}

/// Something taken from the card that goes away.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MergeFilled {
    /// Its name, in French.
    pub label: String,
    /// What is taken.
    pub value: String,
}

/// Makes two clients one.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MergeClients {
    /// The card that stays.
    pub keep: ClientId,
    /// The card that goes away.
    pub gone: ClientId,
    /// What is taken from the card that goes away, of what the two say otherwise.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub take: Vec<String>,
    /// Two different SIREN: the person insists.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}

/// Two clients made one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MergedRow {
    /// Its identity.
    #[ts(type = "number")]
    pub id: i64,
    /// Who stays.
    pub kept_id: ClientId,
    /// His name.
    pub kept: String,
    /// The name of the card that went away.
    pub gone: String,
    /// Instant, UTC.
    pub at: String,
    /// True while it can be taken back.
    pub can_undo: bool,
    /// Why it cannot, in French.
    pub why_not: String,
}

/// Names a merge.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct UndoMerge {
    /// The merge.
    #[ts(type = "number")]
    pub id: i64,
}

/// Two clients who are two.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SetApart {
    /// One.
    pub one: ClientId,
    /// The other.
    pub other: ClientId,
    /// False: takes it back.
    pub apart: bool,
}
