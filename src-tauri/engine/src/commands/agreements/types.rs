//! What crosses: échéanciers.
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::instalments::{AgreementStage, PlanPenalties, TermStage};
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A term as it is typed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AgreementTerm {
    /// Last day to pay it.
    pub on: NaiveDate,
    /// In cents.
    pub amount: Cents,
}

/// An agreement being thought out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DraftAgreement {
    /// With whom.
    pub client_id: ClientId,
    /// What it covers; every late invoice when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub invoice_ids: Option<Vec<InvoiceId>>,
    /// What becomes of penalties; the usual choice for this debtor when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub penalties: Option<PlanPenalties>,
    /// How many equal monthly terms to propose, from one to sixty.
    pub count: u32,
    /// The day of the first one.
    pub first_on: NaiveDate,
    /// Terms typed by hand; empty: the equal ones.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<AgreementTerm>>")]
    pub terms: Vec<AgreementTerm>,
}

/// An agreement being thought out, counted.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct AgreementDraft {
    /// What may be covered, oldest due first.
    pub invoices: Vec<AgreementInvoice>,
    /// Principal of what is chosen, in cents.
    pub principal: Cents,
    /// Credit notes not yet used, taken off it, in cents.
    pub credit: Cents,
    /// Penalties as of today, in cents.
    pub interest: Cents,
    /// Lump sums, in cents.
    pub fees: Cents,
    /// What becomes of both.
    pub penalties: PlanPenalties,
    /// False when they cannot be given up: a public body (CCP L2192-14).
    pub may_waive: bool,
    /// What the terms must add up to, in cents.
    pub total: Cents,
    /// The terms: equal, or as typed.
    pub terms: Vec<AgreementTerm>,
    /// What the terms leave of the total, in cents; below zero when they exceed it.
    pub left: Cents,
    /// What is wrong, in French; empty when it may be recorded.
    pub problems: Vec<String>,
    /// What is odd but allowed, in French.
    pub warnings: Vec<String>,
}

/// An invoice that may be covered.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct AgreementInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Last day to pay it.
    pub due_on: NaiveDate,
    /// Principal left, in cents.
    pub principal: Cents,
    /// Penalties and lump sum left, in cents.
    pub extras: Cents,
    /// True when it is covered.
    pub chosen: bool,
}

/// An agreement to record.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RecordAgreement {
    /// With whom.
    pub client_id: ClientId,
    /// What it covers.
    pub invoice_ids: Vec<InvoiceId>,
    /// What becomes of penalties.
    pub penalties: PlanPenalties,
    /// By day.
    pub terms: Vec<AgreementTerm>,
    /// Terms missed before the whole falls due: one or two.
    pub missed: u32,
    /// Open days left after the date of a term.
    pub grace_days: u32,
    /// Days to put things right after a formal notice; none: the clause does without.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub notice_days: Option<u32>,
    /// The day the signed copy is expected.
    pub return_before: NaiveDate,
    /// Days before each term when it is reminded; none: never.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub remind_days: Option<u32>,
}

/// How long before each term an agreement is reminded.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RemindAgreement {
    /// The agreement.
    pub id: AgreementId,
    /// Days before each term; none: never.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub remind_days: Option<u32>,
}

/// Whose agreements.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AgreementsRequest {
    /// The client.
    pub client_id: ClientId,
}

/// Names an agreement.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AgreementRequest {
    /// The agreement.
    pub id: AgreementId,
}

/// The signature of the debtor.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SignAgreement {
    /// The agreement.
    pub id: AgreementId,
    /// The day he signed.
    pub on: NaiveDate,
    /// True: a person takes it as an acknowledgement, and the time to act starts again (C. civ. 2240).
    pub acknowledged: bool,
}

/// The formal notice to put things right.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct WarnAgreement {
    /// The agreement.
    pub id: AgreementId,
    /// Its first presentation.
    pub on: NaiveDate,
    /// The last day it left: not before the clause allows.
    pub until: NaiveDate,
}

/// The forfeiture of the term.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ForfeitAgreement {
    /// The agreement.
    pub id: AgreementId,
    /// The day it was notified.
    pub on: NaiveDate,
}

/// An agreement, and where it stands.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct AgreementView {
    /// The agreement.
    pub id: AgreementId,
    /// The day its figures stop.
    pub agreed_on: NaiveDate,
    /// The day the signed copy is expected.
    pub return_before: NaiveDate,
    /// The day the debtor signed.
    pub signed_on: Option<NaiveDate>,
    /// First presentation of the last formal notice to put things right.
    pub warned_on: Option<NaiveDate>,
    /// Days the clause leaves after such a notice; none when it does without.
    pub notice_days: Option<u32>,
    /// Numbers of what it covers.
    pub numbers: Vec<String>,
    /// Spread over the terms, in cents.
    pub total: Cents,
    /// Received since, in cents.
    pub received: Cents,
    /// Penalties and lump sums left on its invoices, in cents; none when a rate is not known.
    pub extras: Option<Cents>,
    /// What becomes of them.
    pub penalties: PlanPenalties,
    /// By day.
    pub terms: Vec<TermView>,
    /// What lacks of the terms missed, in cents.
    pub arrears: Cents,
    /// Where it stands.
    pub stage: AgreementStage,
    /// Where it stands and what comes next, in French.
    pub sentence: String,
    /// Its clause, in French.
    pub clause: String,
    /// Days before each term when it is reminded; none: never.
    pub remind_days: Option<u32>,
    /// True while it holds the reminders of its invoices.
    pub standing: bool,
}

/// A term, and what came for it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TermView {
    /// Last day to pay it.
    pub on: NaiveDate,
    /// In cents.
    pub amount: Cents,
    /// Received for it, in cents.
    pub paid: Cents,
    /// Where it stands.
    pub stage: TermStage,
}
