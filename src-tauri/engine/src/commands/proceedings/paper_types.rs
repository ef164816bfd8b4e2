//! What crosses: the letters of a case.
use crate::commands::letters::ProofShows;
use crate::commands::papers::MannerChoice;
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::legal_check::LegalCode;
use echu_core::letter::facts::{InsolvencyKind, MediatorKind};
use echu_core::letter::{LetterKind, Manner};
use echu_core::money::Cents;
use echu_core::party::Address;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The letter a case calls for.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct CasePaperNeed {
    /// Which.
    pub kind: LetterKind,
    /// In French.
    pub label: String,
    /// What is to be noted first, in French; empty when it may be prepared.
    pub why_not: String,
    /// Those this client may be proposed, the usual one first; none for a declaration.
    pub mediators: Vec<MediatorChoice>,
    /// How it may speak.
    pub manners: Vec<MannerChoice>,
}

/// Who may be proposed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MediatorChoice {
    /// Which.
    pub mediator: MediatorKind,
    /// In French.
    pub label: String,
}

/// A letter of a case, kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct CasePaperView {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// « Déclaration de créance ».
    pub label: String,
    /// Our reference.
    pub number: String,
    /// The frozen PDF.
    pub document_id: DocumentId,
    /// Of the PDF, hex.
    pub sha256: String,
    /// Whom it goes to.
    pub recipient: String,
    /// Declared, or what the matter is about, in cents.
    pub total: Cents,
    /// The date printed on it.
    pub dated_on: NaiveDate,
    /// The day it was posted; none when it was not.
    pub posted_on: Option<NaiveDate>,
    /// Of the registered letter, or empty.
    pub tracking_number: String,
    /// Files that prove what became of it.
    pub proofs: Vec<CaseProofView>,
}

/// A file kept with a letter of a case.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct CaseProofView {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The file.
    pub document_id: DocumentId,
    /// What it shows.
    pub shows: ProofShows,
    /// Its name.
    pub name: String,
}

/// What the person says of a mediation.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MediationDraft {
    /// Who would help.
    pub mediator: MediatorKind,
    /// How the letter speaks.
    pub manner: Manner,
    /// Of the conciliateur, when he is known.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub name: String,
    /// What divides both sides.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub disagreement: String,
    /// The day an answer is asked for; fifteen days ahead when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub answer_before: Option<NaiveDate>,
}

/// What the person says of insolvency proceedings.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DeclarationDraft {
    /// Which.
    pub insolvency: InsolvencyKind,
    /// Name of the mandataire judiciaire or of the liquidateur.
    pub name: String,
    /// His address.
    pub address: Address,
    /// The court.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub court: String,
    /// The privilege; empty for « chirographaire ».
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub privilege: String,
}

/// A letter of a case to look at: what its route asks for, and nothing else.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct CasePaperDraft {
    /// The case.
    pub id: ProceedingId,
    /// Of a mediation.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub mediation: Option<MediationDraft>,
    /// Of a declaration.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub declaration: Option<DeclarationDraft>,
}

/// A letter of a case to number and freeze.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct FreezeCasePaper {
    /// As it was looked at.
    pub of: CasePaperDraft,
    /// Findings of the legal check that a person accepts.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<LegalCode>>")]
    pub accepted: Vec<LegalCode>,
}

/// Names a letter of a case.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct CasePaperRequest {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
}

/// The posting of a letter of a case.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PostCasePaper {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// The day on the proof of deposit.
    pub posted_on: NaiveDate,
    /// Of the registered letter, or empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub tracking_number: String,
}

/// A file to keep with a letter of a case.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AttachCaseProof {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// What it shows.
    pub shows: ProofShows,
    /// Of the chosen or dropped file.
    pub token: String,
}

/// A file to untie from a letter of a case.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RemoveCaseProof {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// The file.
    #[ts(type = "number")]
    pub proof: i64,
}
