//! What the interface asks and gets: calls, SMS, messages a person sends himself, days away, marks.
use chrono::NaiveDate;
use echu_core::dunning::call::{CallOutcome, NextStep};
use echu_core::dunning::channel::Channel;
use echu_core::ids::*;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A call or a visit made.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct NoteCall {
    /// To whom.
    pub client_id: ClientId,
    /// What came of it.
    pub outcome: CallOutcome,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
    /// When he promised: the day.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub promised_on: Option<NaiveDate>,
    /// When he promised: how much, in cents.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub promised_amount: Option<Cents>,
    /// A call or a visit; none: a call.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub channel: Option<Channel>,
    /// The day of what follows; none: the one the outcome proposes.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub next_on: Option<NaiveDate>,
    /// When it is about one invoice.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub invoice_id: Option<InvoiceId>,
    /// When he contests: coded reason.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub reason: String,
    /// When he contests one invoice: the contested part, in cents.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub disputed_amount: Option<Cents>,
}

/// What each outcome of a call leads to today.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct CallCardView {
    /// To dial, or empty.
    pub phone: String,
    /// `tel:` with the number; empty without one.
    pub link: String,
    /// What to say on the telephone, a line an idea.
    pub call_script: Vec<String>,
    /// What to say at the door.
    pub visit_script: Vec<String>,
    /// The outcomes in the order of the card, each with the day it proposes.
    pub outcomes: Vec<OutcomeView>,
    /// What the last call led to and that still stands.
    pub follow_up: Option<FollowUpView>,
}

/// An outcome, and what it leads to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct OutcomeView {
    /// Which.
    pub outcome: CallOutcome,
    /// What follows.
    pub next_step: NextStep,
    /// The day proposed.
    pub next_on: NaiveDate,
}

/// Something that comes back on a day after a call.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FollowUpView {
    /// The day.
    pub on: NaiveDate,
    /// What led to it.
    pub after: CallOutcome,
    /// The day of that call.
    pub noted_on: NaiveDate,
}

/// An SMS to write.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SmsRequest {
    /// To whom.
    pub client_id: ClientId,
    /// The words as changed; none: those of the step.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub text: Option<String>,
}

/// An SMS, ready to copy.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SmsView {
    /// The number, as typed.
    pub phone: String,
    /// `sms:` with number and words; empty without a number.
    pub link: String,
    /// The words.
    pub text: String,
    /// What it claims, in cents.
    pub amount: Cents,
    /// True when the plan asks for it today: noting it does the step.
    pub does_a_step: bool,
    /// What the law says of these words, one French sentence each; those that forbid them come first.
    pub warnings: Vec<String>,
    /// True when the words may not leave.
    pub forbidden: bool,
}

/// The user says that he sent the SMS.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MarkSmsSent {
    /// To whom.
    pub client_id: ClientId,
    /// The words sent.
    pub text: String,
}

/// What a message that claims nothing is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum NoteAbout {
    /// Confirms the promise that stands.
    Promise,
    /// Sends the late invoices again.
    Invoice,
}

/// A message that claims nothing, sent by the user from his own mail program.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct NoteRequest {
    /// To whom.
    pub client_id: ClientId,
    /// About what.
    pub about: NoteAbout,
    /// The subject as changed; empty: the written one.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub subject: String,
    /// The words as changed; empty: the written ones.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub text: String,
}

/// The message, ready to be opened or copied.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct NoteView {
    /// The address; empty: none on the card.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The words.
    pub text: String,
    /// Names of the files that go with it.
    pub attachments: Vec<String>,
    /// Numbers of the invoices without a PDF to join.
    pub without_pdf: Vec<String>,
}

/// « Congés jusqu'au … ».
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SetClosure {
    /// First day; none: today.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: NaiveDate,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// Which closure ends.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct LiftClosure {
    /// One that is to come; none: the one of today.
    #[serde(default)]
    #[ts(optional = nullable, type = "number")]
    pub id: Option<i64>,
}

/// Days when everything waits.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ClosureView {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The user’s words.
    pub note: String,
    /// True when it covers today.
    pub now: bool,
}

/// « Client à ménager ».
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SetCare {
    /// Who.
    pub client_id: ClientId,
    /// True: nothing is prepared by itself.
    pub care: bool,
}

/// Insolvency proceedings.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SetInsolvency {
    /// Who.
    pub client_id: ClientId,
    /// The day they opened; none: the mark was a mistake.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub on: Option<NaiveDate>,
}

/// A direct debit that the bank rejected.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RejectDebit {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The day.
    pub on: NaiveDate,
    /// The bank’s reason.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}
