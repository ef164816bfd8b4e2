//! What crosses: « Autre courrier… ».
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::legal_check::{LegalCode, LegalFinding};
use echu_core::letter::{LetterKind, Manner};
use echu_core::party::{Address, DebtorKind};
use echu_core::text::TextBlock;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whom one writes to.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PapersRequest {
    /// The client.
    pub client_id: ClientId,
}

/// The letters, in the order of a file's life.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PaperChoices {
    /// The client.
    pub client_id: ClientId,
    /// What he is: it decides which texts are used.
    pub debtor_kind: DebtorKind,
    /// The letter that his plan asks for today; none most days.
    pub step: Option<LetterKind>,
    /// Every letter but the mise en demeure.
    pub choices: Vec<PaperChoice>,
}

/// A letter one may choose.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PaperChoice {
    /// Which.
    pub kind: LetterKind,
    /// In French.
    pub label: String,
    /// The manners that suit it, the mildest first.
    pub manners: Vec<MannerChoice>,
    /// True when it may leave as an e-mail.
    pub as_email: bool,
    /// What the person must say.
    pub needs: PaperNeeds,
    /// Why it cannot be written today, in French; empty when it can.
    pub why_not: String,
}

/// A way to speak.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MannerChoice {
    /// Which.
    pub manner: Manner,
    /// In French.
    pub label: String,
}

/// What a letter needs from the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum PaperNeeds {
    /// Nothing more.
    Nothing,
    /// The day asked for, or none for the usual one.
    DayIfWanted,
    /// How many terms and the first one's day, or none.
    TermsIfWanted,
    /// Who takes the file over.
    Agent,
}

/// A letter to look at.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PaperDraft {
    /// To whom.
    pub client_id: ClientId,
    /// Which.
    pub kind: LetterKind,
    /// How it speaks.
    pub manner: Manner,
    /// The day asked for; eight days ahead when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub pay_before: Option<NaiveDate>,
    /// Which payment is acknowledged; the last one when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub payment_id: Option<PaymentId>,
    /// For an acknowledgement without agreement.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub terms: Option<PaperTerms>,
    /// For a file handed over.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub agent: Option<PaperAgent>,
    /// True: it does the step of the plan, once posted.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub for_step: bool,
}

/// A letter to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct FreezePaper {
    /// Which, as it was looked at.
    pub of: PaperDraft,
    /// Findings that ask, and that the person accepts.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<LegalCode>>")]
    pub accepted: Vec<LegalCode>,
}

/// Monthly terms.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PaperTerms {
    /// How many, from one to sixty.
    pub count: u32,
    /// The first one's day.
    pub first_on: NaiveDate,
}

/// Who takes a file over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum PaperAgentKind {
    /// Avocat.
    Lawyer,
    /// Société de recouvrement.
    Agency,
    /// Commissaire de justice.
    Bailiff,
}

/// Who takes a file over, and where he is written to.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PaperAgent {
    /// What he is.
    pub kind: PaperAgentKind,
    /// His name.
    pub name: String,
    /// His address.
    pub address: Address,
}

/// A letter as it would be kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PaperPreview {
    /// Which.
    pub kind: LetterKind,
    /// In French.
    pub label: String,
    /// What it lacks and must have, in French: it cannot be kept.
    pub missing: Vec<String>,
    /// What the legal check finds, on paper and in the message.
    pub findings: Vec<LegalFinding>,
    /// The PDF in base64; empty when something is missing.
    pub pdf: String,
    /// Its pages.
    pub pages: u32,
    /// Subject of the same letter as an e-mail; empty when it leaves on paper only.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// The same, its columns as tables.
    pub blocks: Vec<TextBlock>,
}

/// A letter that will never change.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FrozenPaper {
    /// Its PDF.
    pub document_id: DocumentId,
    /// Where it waits to be posted, for the step of a plan.
    #[ts(type = "number | null")]
    pub letter_id: Option<i64>,
    /// Its file name.
    pub name: String,
    /// Of the PDF, hex.
    pub sha256: String,
}
