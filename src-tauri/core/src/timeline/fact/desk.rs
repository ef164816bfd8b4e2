//! What a person noted, decided or sent himself.
use crate::dunning::decision::Choice;
use crate::loss::LossReason;
use crate::money::Cents;
use crate::risk::Profile;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A paper about a dispute, a promise… was kept, or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// Of the file.
    pub sha256: String,
    /// False: taken away.
    pub kept: bool,
}

/// What covers the money owed by a client was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Safeguarded {
    /// Caution or garant, or empty.
    pub guarantor: String,
    /// Retention of title, from this day.
    pub retention_since: Option<NaiveDate>,
    /// What the user owes him, in cents.
    pub supplier: Option<Cents>,
    /// The most he may owe, in cents.
    pub ceiling: Option<Cents>,
}

/// Why an invoice was lost, and what of its VAT, was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LossNoted {
    /// Number of the invoice.
    pub number: String,
    /// Why.
    pub reason: LossReason,
    /// The day it was lost for good.
    pub definitive_on: Option<NaiveDate>,
    /// The VAT of what is lost, in cents.
    pub vat: Option<Cents>,
}

/// The owner decided at the end of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decided {
    /// What.
    pub choice: Choice,
    /// Numbers of the invoices.
    pub numbers: Vec<String>,
    /// The day the case comes back; none when it is given up.
    pub back_on: Option<NaiveDate>,
    /// The user's words.
    pub note: String,
}

/// A decision was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TakenBack {
    /// What it was.
    pub choice: Choice,
    /// Number of the invoice.
    pub number: String,
}

/// A client follows another plan, which his way of paying chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanFollowed {
    /// Its name.
    pub plan: String,
    /// What chose it.
    pub because: FollowedFor,
    /// The heaviest reason of his profile, in French; empty when no profile chose.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Why a client follows a plan that nobody named for him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FollowedFor {
    /// How he pays.
    Profile {
        /// In one word.
        profile: Profile,
    },
    /// How he pays, which has no plan of its own: the default one of his kind.
    Usual {
        /// In one word.
        profile: Profile,
    },
    /// He is handled with care: no profile chooses for him.
    Care,
    /// The owner wants no profile to choose.
    NotWanted,
}

/// The owner goes away: nothing leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Away {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The user's words.
    pub note: String,
}

/// The bank rejected the direct debit of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rejected {
    /// Its number.
    pub number: String,
    /// The day.
    pub on: NaiveDate,
    /// The user's words.
    pub note: String,
}

/// A person said that what looked wrong is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cleared {
    /// "duplicate", "missing_pdf", "advance".
    pub doubt: String,
    /// The invoice's number, or empty.
    pub number: String,
}

/// A person sent an SMS from his telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sms {
    /// Its words.
    pub text: String,
    /// Claimed, in cents.
    pub amount: Cents,
}

/// The user sent from his own mail program a message that claims nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// "promise": confirms a promise; "invoice": sends an invoice again.
    pub about: String,
    /// The address.
    pub recipient: String,
    /// Its words.
    pub text: String,
}

/// A call or a visit was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// "paid", "promised", "not_received", "disputed", "in_trouble", "voicemail", "unreachable", "refused".
    pub outcome: String,
    /// The user's words.
    pub note: String,
    /// Key of the channel; empty for a call.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// The day of what follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<NaiveDate>,
}

/// A dispute was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dispute {
    /// The disputed part; none for all, in cents.
    pub amount: Option<Cents>,
    /// When an answer is expected.
    pub answer_by: Option<NaiveDate>,
    /// The user's words.
    pub note: String,
}

/// A payment was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Promise {
    /// In cents.
    pub amount: Option<Cents>,
    /// Its day.
    pub due_on: NaiveDate,
    /// The user's words.
    pub note: String,
}

/// Insolvency proceedings opened, or the mark was a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Insolvency {
    /// Their day; none: taken away.
    pub on: Option<NaiveDate>,
}

/// A public register was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Looked {
    /// Its name.
    pub source: String,
    /// The day.
    pub on: NaiveDate,
    /// The user's words.
    pub finding: String,
}
