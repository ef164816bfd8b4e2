//! What crosses: the texts a user may replace.
use crate::outgoing::texts::TextFault;
use echu_core::ids::ClientId;
use echu_core::legal_check::{LegalCode, LegalFinding};
use echu_core::party::DebtorKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text in the list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TemplateRow {
    /// Key of the document.
    pub document: String,
    /// Key of the tone; empty when the document has one.
    pub tone: String,
    /// For whom.
    pub debtor_kind: DebtorKind,
    /// « E-mail : relance ferme ».
    pub label: String,
    /// True when the user's own words are in force.
    pub own: bool,
    /// Revisions saved so far.
    pub revision: u32,
    /// Instant, UTC, of the last one; empty without any.
    pub saved_at: String,
}

/// Names a text.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TemplateRequest {
    /// Key of the document.
    pub document: String,
    /// Key of the tone; empty when the document has one.
    pub tone: String,
    /// For whom.
    pub debtor_kind: DebtorKind,
}

/// What a name of the closed set stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum VariableType {
    /// Words.
    Text,
    /// A sum in euros.
    Amount,
    /// A day.
    Date,
    /// Present or not: for `{{#si …}}`.
    Condition,
    /// A table or another piece that is laid out by the app.
    Block,
}

/// A name that the text may use.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct VariableView {
    /// As written between braces.
    pub name: String,
    /// What it becomes.
    pub example: String,
    /// What it is.
    pub kind: VariableType,
    /// True when the text may not lose it.
    pub compulsory: bool,
}

/// A revision, to put back.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RevisionView {
    /// From 1.
    pub revision: u32,
    /// Its words; empty: the text of origin was put back.
    pub text: String,
    /// Instant, UTC.
    pub saved_at: String,
}

/// All of a text.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TemplateView {
    /// In the list.
    pub row: TemplateRow,
    /// The words in force.
    pub text: String,
    /// The words of origin.
    pub origin: String,
    /// The closed set of names.
    pub variables: Vec<VariableView>,
    /// What the text may not lose, in French.
    pub compulsory: Vec<String>,
    /// The most characters.
    pub longest: u32,
    /// Newest first.
    pub history: Vec<RevisionView>,
    /// What is thought of the words in force.
    pub check: TemplateCheck,
}

/// A text being written.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct CheckTemplate {
    /// Which text.
    pub of: TemplateRequest,
    /// The words.
    pub text: String,
}

/// What is thought of a text.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TemplateCheck {
    /// In reading order.
    pub faults: Vec<TextFault>,
    /// What it may not lose and does, one French sentence each.
    pub missing: Vec<String>,
    /// What the legal check finds on sound facts; none while there are faults.
    pub findings: Vec<LegalFinding>,
    /// True when it may be saved once what asks is accepted.
    pub saveable: bool,
}

/// Asks what a text gives.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PreviewTemplate {
    /// Which text.
    pub of: TemplateRequest,
    /// The words.
    pub text: String,
    /// For one of the user's clients; for an invented one when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub client_id: Option<ClientId>,
}

/// What a text gives.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TemplatePreview {
    /// The subject.
    pub subject: String,
    /// The words of a message; of a letter, line by line.
    pub body: String,
    /// The letter in base64; empty for a message.
    pub pdf: String,
}

/// Keeps a text.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveTemplate {
    /// Which text.
    pub of: TemplateRequest,
    /// The words.
    pub text: String,
    /// Findings that ask, and that the person accepts.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<LegalCode>>")]
    pub accepted: Vec<LegalCode>,
}
