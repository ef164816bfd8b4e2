//! A client’s history: one French sentence an event.
pub(crate) mod rows;

pub(crate) use rows::of as rows;

use crate::App;
use crate::error::{Error, Result};
use crate::journal::digest_bytes;
use crate::mail::{Address, eml};
use crate::outgoing::mime;
use crate::store::{dispatches, instant, merges, reminders};
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::text::{TextBlock, blocks};
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
    /// The reminder it is about, for the evidence file.
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) reminder: Option<i64>,
    /// True for the line of a payment, for the evidence file.
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) payment: bool,
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
    /// The same, its columns as tables: as its HTML shows them.
    pub blocks: Vec<TextBlock>,
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
/// When the base cannot be read.
pub fn timeline(app: &App, request: TimelineRequest) -> Result<Vec<TimelineRow>> {
    app.read(|conn| rows(conn, merges::stands_for(conn, request.client_id)?, request.proofs_only))
}

/// A message as it was sent.
///
/// # Errors
/// When there is none.
pub fn message(app: &App, request: MessageRequest) -> Result<MessageView> {
    app.read(|conn| {
        let row = dispatches::get(conn, request.dispatch_id)?;
        let bytes = dispatches::mime(conn, request.dispatch_id)?;
        let (subject, body, attachments) = match row.reminder_id {
            Some(id) => {
                let reminder = reminders::get(conn, id)?;
                let files = mime::files(conn, &reminder)?.into_iter().map(|(_, _, name)| name).collect();
                (reminder.subject, reminder.body, files)
            }
            None => ("Essai de la messagerie".to_owned(), String::new(), Vec::new()),
        };
        Ok(MessageView {
            subject,
            recipient: row.recipient,
            blocks: blocks(&body),
            body,
            sent_at: row.sent_at.map(instant),
            message_id: row.message_id,
            sha256: bytes.as_deref().map_or(dispatches::erased_digest(conn, request.dispatch_id)?, digest_bytes),
            reply: row.reply,
            attachments,
        })
    })
}

/// Saves the bytes of a sent message as .eml where the user says. False when he gave up.
///
/// # Errors
/// The disk's.
pub fn export_message(app: &App, request: MessageRequest) -> Result<bool> {
    let when = app.when();
    let (bytes, name) = app.read(|conn| {
        let row = dispatches::get(conn, request.dispatch_id)?;
        let to = Address::parse(&row.recipient).map_err(|fault| Error::Refused(fault.sentence()))?;
        let bytes = mime::of_dispatch(conn, &row, when.at)?;
        let name = eml::file_name(&to, &bytes);
        Ok((bytes, name))
    })?;
    let Some(path) = app.desktop.save_file(&name) else { return Ok(false) };
    std::fs::write(path, bytes).map_err(Error::io("save the message"))?;
    Ok(true)
}
