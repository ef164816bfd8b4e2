//! What crosses: Reminders: prepare, read, change, approve, put off.
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::legal_check::{LegalCode, LegalFinding};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What « Préparer les relances du jour » made. Nothing was sent.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Prepared {
    /// The drafts, in the order of the list.
    pub reminders: Vec<ReminderId>,
    /// Clients in them.
    pub clients: u32,
    /// Invoices claimed.
    pub invoices: u32,
    /// What is claimed, in cents.
    pub amount: Cents,
    /// Letters to prepare, not in the drafts.
    pub letters: u32,
    /// Who is late and not reminded, with the reason.
    pub withheld: Vec<crate::commands::today::WithheldRow>,
}

/// One message as it would leave, and what one needs to judge it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ReminderView {
    /// The reminder.
    pub id: ReminderId,
    /// "draft", "approved", "done" or "cancelled".
    pub state: String,
    /// To whom.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// Whom one writes to.
    pub contact_name: String,
    /// His phone.
    pub phone: String,
    /// The owner’s note on him.
    pub note: String,
    /// « 1er rappel », « Relance ferme », …
    pub step_label: String,
    /// One French sentence: why today.
    pub why: String,
    /// Key of the rule in the guide.
    pub rule: String,
    /// Name and address of the sender; empty while no account is set.
    pub from: String,
    /// Name and address of the recipient.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub body: String,
    /// The same words as HTML, made by us, escaped.
    pub html: String,
    /// The invoices.
    pub lines: Vec<ReminderLineView>,
    /// The term it reminds of, instead of claiming invoices; none for a message of the plan.
    pub term: Option<TermLineView>,
    /// Credit notes not yet used, deducted from it, in cents.
    pub credit: Cents,
    /// What it asks for in all, in cents.
    pub total: Cents,
    /// What goes with it.
    pub attachments: Vec<AttachmentView>,
    /// The last exchanges, newest first.
    pub exchanges: Vec<crate::commands::timeline::TimelineRow>,
    /// What follows without payment nor answer, in French; empty at the end of the plan.
    pub next_step: String,
    /// True when a person changed the words.
    pub edited: bool,
    /// The user's own sentence, said after the greeting; empty when none.
    pub sentence: String,
    /// Name of the milder tone one may give it; none when there is none.
    pub softer: Option<String>,
    /// Name of the harder tone one may give it; none when there is none.
    pub harder: Option<String>,
    /// Why an approval fell back to a draft; empty when it did not.
    pub lapsed: String,
    /// What stops it from leaving, in French; empty when nothing does.
    pub problems: Vec<String>,
    /// What the legal check finds, the gravest first.
    pub findings: Vec<LegalFinding>,
}

/// An invoice in a message.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ReminderLineView {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Its due date.
    pub due_on: NaiveDate,
    /// Days late on the day of the message.
    pub days_late: i32,
    /// "step", "joined" or "memory".
    pub role: String,
    /// The step it does; empty when joined.
    pub step_label: String,
    /// Still owed, in cents.
    pub balance: Cents,
    /// Late interest claimed, in cents.
    pub interest: Cents,
    /// Recovery indemnity claimed, in cents.
    pub fee: Cents,
}

/// The term of an agreement that a message reminds of.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TermLineView {
    /// Its day.
    pub on: NaiveDate,
    /// Its place among the terms, from 1.
    pub rank: u32,
    /// How many terms there are.
    pub count: u32,
    /// Numbers of what the agreement covers.
    pub numbers: Vec<String>,
    /// What lacks of it, in cents.
    pub amount: Cents,
}

/// A file joined to a message.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct AttachmentView {
    /// The document.
    pub document_id: DocumentId,
    /// Its name.
    pub name: String,
    /// The invoice it is.
    pub invoice_id: Option<InvoiceId>,
}

/// Names a reminder.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ReminderRequest {
    /// The reminder.
    pub id: ReminderId,
}

/// New words for a draft.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct EditReminder {
    /// The draft.
    pub id: ReminderId,
    /// The subject, at most 200 characters.
    pub subject: String,
    /// The text, at most 20 000 characters.
    pub body: String,
}

/// The user's own sentence in a draft.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SayInReminder {
    /// The draft.
    pub id: ReminderId,
    /// At most 300 characters, on one line; empty: none.
    pub sentence: String,
}

/// Which way to change the tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum ToneChange {
    /// « Adoucir ».
    Softer,
    /// « Durcir ».
    Harder,
}

/// Another tone for a draft, one step away.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ChangeTone {
    /// The draft.
    pub id: ReminderId,
    /// Milder or harder.
    pub to: ToneChange,
    /// True: although words typed by a person are lost.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}

/// Messages a person has approved.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ApproveReminders {
    /// The drafts. Approving one twice changes nothing.
    pub ids: Vec<ReminderId>,
    /// Findings that ask, and that the person accepts.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<LegalCode>>")]
    pub accepted: Vec<LegalCode>,
    /// True: the person knows what money came in, whatever the age of the last statement.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub receipts_checked: bool,
}

/// What the approval put in the outbox.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Approved {
    /// One sending a message.
    pub dispatches: Vec<DispatchId>,
    /// Instant, UTC: nothing leaves before. Until then one can cancel.
    pub leaves_at: String,
    /// Messages that could not be approved, with the reason.
    pub refused: Vec<RefusedReminder>,
}

/// A message that could not be approved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RefusedReminder {
    /// The draft.
    pub id: ReminderId,
    /// To whom.
    pub client_name: String,
    /// One French sentence.
    pub why: String,
    /// What the legal check stops it for; empty when it is for something else.
    pub findings: Vec<LegalFinding>,
}

/// Puts a client’s reminder off.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PostponeReminder {
    /// The draft.
    pub id: ReminderId,
    /// Not before this day.
    pub until: NaiveDate,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// « Relancer quand même »: a draft outside the day’s plan.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DraftReminder {
    /// To whom.
    pub client_id: ClientId,
}

/// Says that a step will not be done.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SkipStep {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Why, kept in the history.
    pub reason: String,
}
