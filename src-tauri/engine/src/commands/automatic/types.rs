//! What crosses: what will leave by itself, and what the money received is known up to.
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What will leave by itself, and what keeps it from leaving.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ForewarningView {
    /// « Demain à 8 h 30 : 4 e-mails partiront si l’application est ouverte. »; empty when none will.
    pub sentence: String,
    /// Why they will not leave as things stand, in French; empty when they will.
    pub stopped: String,
    /// The messages, those that were retained too.
    pub rows: Vec<ForewarnedRow>,
}

/// A message that will leave by itself.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ForewarnedRow {
    /// The announcement.
    #[ts(type = "number")]
    pub id: i64,
    /// To whom.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// « 1er rappel ».
    pub step_label: String,
    /// Claimed, in cents.
    pub amount: Cents,
    /// « Demain à 8 h 30 ».
    pub when: String,
    /// True when a person retained it: it waits among the reminders to read.
    pub retained: bool,
}

/// Messages to retain, or to let go again.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RetainRequest {
    /// The announcements.
    #[ts(type = "Array<number>")]
    pub ids: Vec<i64>,
    /// False: let go again.
    pub retained: bool,
}

/// Names an announcement.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ForewarnedRequest {
    /// The announcement.
    #[ts(type = "number")]
    pub id: i64,
}

/// The words of a message that will leave by itself.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ForewarnedMessage {
    /// The announcement.
    #[ts(type = "number")]
    pub id: i64,
    /// The subject; empty when the message has no reason to leave any more.
    pub subject: String,
    /// The words as HTML, made by us, escaped.
    pub html: String,
}

/// Up to when the money received is known.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ReceiptsView {
    /// What is known, in French; empty when it is recent enough.
    pub sentence: String,
    /// True when a bank statement was imported once.
    pub by_statement: bool,
}
