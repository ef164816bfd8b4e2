//! A client’s history: one French sentence an event.
use crate::App;
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::*;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose history.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TimelineRequest {
    /// The client.
    pub client_id: ClientId,
    /// True: only what can be proved.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub proofs_only: bool,
}

/// One line of the history.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TimelineRow {
    /// Its day.
    pub on: NaiveDate,
    /// Instant, UTC, or empty when only the day is known.
    pub at: String,
    /// Kind of event, for its icon.
    pub kind: String,
    /// What happened, in French.
    pub title: String,
    /// More, in French; may be empty.
    pub detail: String,
    /// "client", "us" or "centre".
    pub side: String,
    /// True when a document, a message or a reply proves it.
    pub proof: bool,
    /// The proof, when it is a document.
    pub document_id: Option<DocumentId>,
    /// The proof, when it is a message.
    pub dispatch_id: Option<DispatchId>,
    /// The invoice it is about.
    pub invoice_id: Option<InvoiceId>,
}

/// Names a sent message.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MessageRequest {
    /// The sending.
    pub dispatch_id: DispatchId,
}

/// A message as it was sent.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MessageView {
    /// Its subject.
    pub subject: String,
    /// Its address.
    pub recipient: String,
    /// Its text.
    pub body: String,
    /// Instant, UTC.
    pub sent_at: Option<String>,
    /// Its Message-ID.
    pub message_id: String,
    /// Of the bytes sent, hex; empty before the first try.
    pub sha256: String,
    /// The server’s words.
    pub reply: String,
    /// Names of the files joined.
    pub attachments: Vec<String>,
}

/// Every event of a client, newest first.
///
/// # Errors
/// When the base cannot be read or written.
pub fn timeline(app: &App, _request: TimelineRequest) -> Result<Vec<TimelineRow>> {
    crate::commands::unbuilt(app)
}

/// A message as it was sent.
///
/// # Errors
/// When the base cannot be read or written.
pub fn message(app: &App, _request: MessageRequest) -> Result<MessageView> {
    crate::commands::unbuilt(app)
}

/// Saves the bytes of a sent message as .eml where the user says. False when he gave up.
///
/// # Errors
/// When the base cannot be read or written.
pub fn export_message(app: &App, _request: MessageRequest) -> Result<bool> {
    crate::commands::unbuilt(app)
}
