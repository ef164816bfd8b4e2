//! What crosses: Letters: prepare, freeze, print, post, follow.
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::legal_check::{LegalCode, LegalFinding};
use echu_core::letter::journey::{Consent, Medium, Watch};
use echu_core::money::Cents;
use echu_core::notice::Door;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// « Courriers ».
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LettersView {
    /// Notices the plan asks for.
    pub to_prepare: Vec<crate::commands::today::PlanRow>,
    /// Frozen letters, newest first.
    pub letters: Vec<LetterRow>,
}

/// A frozen letter.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LetterRow {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The reminder it is.
    pub reminder_id: ReminderId,
    /// Its PDF.
    pub document_id: DocumentId,
    /// To whom.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// Our reference.
    pub number: String,
    /// What a plain letter is: « Dernier avis »; empty for a mise en demeure.
    pub plain: String,
    /// "frozen", "stale", "posted", "presented", "delivered", "returned" or "cancelled".
    pub state: String,
    /// The state in French, with its date.
    pub label: String,
    /// Claimed, all in, in cents.
    pub total: Cents,
    /// The date printed on it.
    pub frozen_on: NaiveDate,
    /// When it was posted.
    pub posted_on: Option<NaiveDate>,
    /// Of the registered letter.
    pub tracking_number: String,
    /// First presentation.
    pub presented_on: Option<NaiveDate>,
    /// Signed for.
    pub delivered_on: Option<NaiveDate>,
    /// Came back.
    pub returned_on: Option<NaiveDate>,
    /// Why it came back.
    pub return_reason: Option<ReturnReason>,
    /// Last day to pay, from first presentation; none when nobody is known at the address.
    pub deadline_on: Option<NaiveDate>,
    /// True once opened to print.
    pub printed: bool,
    /// How it leaves.
    pub medium: Medium,
    /// Of an electronic one: the provider; else empty.
    pub provider: String,
    /// Of an electronic one: the hour of its deposit, HH:MM; else empty.
    pub posted_at: String,
    /// Of an electronic one to a consumer: that he agreed.
    pub consent: Option<Consent>,
    /// What its dates say by themselves.
    pub watch: Watch,
}

/// A notice to look at before freezing it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct LetterDraftRequest {
    /// To whom.
    pub client_id: ClientId,
    /// Days given to pay; 8 or 15 by kind when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub deadline_days: Option<u32>,
    /// How it will leave; on paper when absent.
    #[serde(default)]
    #[ts(optional, as = "Option<Medium>")]
    pub medium: Medium,
}

/// A notice to number and freeze.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct FreezeLetter {
    /// To whom.
    pub client_id: ClientId,
    /// Days given to pay; 8 or 15 by kind when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub deadline_days: Option<u32>,
    /// How it will leave, which it says itself; on paper when absent.
    #[serde(default)]
    #[ts(optional, as = "Option<Medium>")]
    pub medium: Medium,
    /// To an electronic one, of whoever must have agreed before.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub consent: Option<Consent>,
    /// True: although a posted notice claims the same invoices.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
    /// Findings that ask, and that the person accepts.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<LegalCode>>")]
    pub accepted: Vec<LegalCode>,
}

/// Something a notice lacks, and where it is filled in.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LetterLack {
    /// "creditor", "address", "debtor_siren", "reference", "invoices", "invoice_number", "amount", "deadline", "not_late",
    /// "undue_fee", "character", "picture", "letter".
    pub code: String,
    /// The screen that fills it in.
    pub door: Door,
    /// The field there, as the forms name it; empty when no one field is at fault.
    pub field: String,
    /// In French.
    pub sentence: String,
}

/// A notice that already claims some of the invoices.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EarlierLetter {
    /// The letter.
    #[ts(type = "number")]
    pub letter_id: i64,
    /// True when it was posted: a second one may be frozen with `confirmed`.
    pub repeatable: bool,
    /// In French.
    pub sentence: String,
}

/// A notice as it would be frozen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LetterPreview {
    /// To whom.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// What the notice lacks and must have: it cannot be frozen.
    pub missing: Vec<LetterLack>,
    /// The notice that already claims some of these invoices.
    pub earlier: Option<EarlierLetter>,
    /// What the legal check finds, the gravest first; none while something is missing.
    pub findings: Vec<LegalFinding>,
    /// The PDF in base64; empty when something is missing.
    pub pdf: String,
    /// Its pages.
    pub pages: u32,
    /// In cents.
    pub principal: Cents,
    /// Credit notes not yet used, taken off it, in cents.
    pub credit: Cents,
    /// In cents.
    pub interest: Cents,
    /// In cents.
    pub fees: Cents,
    /// In cents.
    pub total: Cents,
    /// The invoices claimed, then those for memory.
    pub lines: Vec<crate::commands::reminders::ReminderLineView>,
    /// Days given to pay.
    pub deadline_days: u32,
    /// True: an electronic letter needs that he agreed before (CPCE-postes L100).
    pub consent_needed: bool,
}

/// Names a letter.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct LetterRequest {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
}

/// « Je l’ai postée ».
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MarkPosted {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// The day on the proof of deposit.
    pub posted_on: NaiveDate,
    /// Of the registered letter; may be empty, the proof is then incomplete.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub tracking_number: String,
    /// True: posted although the account changed since it was printed.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub despite_change: bool,
}

/// The proof of deposit of an electronic registered letter.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MarkDeposited {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// The qualified provider.
    pub provider: String,
    /// The day of the timestamp.
    pub deposited_on: NaiveDate,
    /// Its hour, HH:MM.
    pub deposited_at: String,
    /// The unique number of the sending.
    pub number: String,
    /// True: sent although the account changed since it was frozen.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub despite_change: bool,
}

/// A date of the letter’s life.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MarkLetter {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// The day.
    pub on: NaiveDate,
}

/// The letter came back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MarkReturned {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: ReturnReason,
}

/// Why a registered letter came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum ReturnReason {
    /// « Pli avisé et non réclamé ».
    Unclaimed,
    /// « Refusé ».
    Refused,
    /// « Destinataire inconnu à l’adresse ».
    UnknownAddress,
}

impl ReturnReason {
    const ALL: [ReturnReason; 3] = [ReturnReason::Unclaimed, ReturnReason::Refused, ReturnReason::UnknownAddress];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            ReturnReason::Unclaimed => "unclaimed",
            ReturnReason::Refused => "refused",
            ReturnReason::UnknownAddress => "unknown_address",
        }
    }

    /// From what is stored; none when it did not come back.
    pub fn from_key(key: &str) -> Option<ReturnReason> {
        ReturnReason::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// In French, of a letter.
    pub fn label(self) -> &'static str {
        match self {
            ReturnReason::Unclaimed => "Non réclamée",
            ReturnReason::Refused => "Refusée",
            ReturnReason::UnknownAddress => "Adresse inconnue",
        }
    }

    /// The same of an electronic one: nothing comes back, and what is unknown is the person.
    pub fn electronic_label(self) -> &'static str {
        match self {
            ReturnReason::Unclaimed | ReturnReason::Refused => self.label(),
            ReturnReason::UnknownAddress => "Destinataire non trouvé",
        }
    }
}

/// A letter that will never change.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Frozen {
    /// The letter.
    #[ts(type = "number")]
    pub letter_id: i64,
    /// Its PDF.
    pub document_id: DocumentId,
    /// Our reference.
    pub number: String,
    /// Of the PDF, hex.
    pub sha256: String,
}

/// What is thought of a tracking number; it never blocks.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TrackingCheck {
    /// As it will be kept.
    pub normalised: String,
    /// In French; empty when it looks right.
    pub warning: String,
}

/// A tracking number being typed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TrackingRequest {
    /// As typed.
    pub number: String,
}

/// Names a document.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DocumentRequest {
    /// The document.
    pub id: DocumentId,
}

/// A document’s bytes.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DocumentView {
    /// The document.
    pub id: DocumentId,
    /// Its file name.
    pub name: String,
    /// In base64.
    pub pdf: String,
    /// What the bytes are: "application/pdf", "image/jpeg", "image/png", "image/heic".
    pub media: String,
    /// Of the bytes, hex.
    pub sha256: String,
    /// Its date.
    pub dated_on: NaiveDate,
}
