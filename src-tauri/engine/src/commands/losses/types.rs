//! What crosses: why an invoice was lost, and what of its VAT.
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::loss::{LossReason, VatDue};
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A reason one may choose.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LossReasonChoice {
    /// Which.
    pub reason: LossReason,
    /// In French.
    pub label: String,
}

/// An invoice that was written off.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LossView {
    /// The day it was written off.
    pub written_off_on: NaiveDate,
    /// What is left unpaid, toutes taxes comprises, in cents.
    pub lost: Cents,
    /// What may be chosen.
    pub reasons: Vec<LossReasonChoice>,
    /// Why; none while nothing is noted.
    pub reason: Option<LossReason>,
    /// What proves it.
    pub note: String,
    /// The day it was lost for good; of a liquidation, the day noted on the card while nothing else is.
    pub definitive_on: Option<NaiveDate>,
    /// What became of its VAT.
    pub vat_due: Option<VatDue>,
    /// Of what is lost, without VAT, in cents.
    pub net: Option<Cents>,
    /// The VAT of it, in cents.
    pub vat: Option<Cents>,
    /// What it means, in French; empty while nothing is noted.
    pub sentence: String,
    /// The mention of the law, filled; empty when no VAT is to be recovered.
    pub mention: String,
}

/// Why an invoice was lost, as the user says it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct NoteLoss {
    /// The invoice.
    pub id: InvoiceId,
    /// Why.
    pub reason: LossReason,
    /// What proves it.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
    /// The day it was lost for good; absent: it is not.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub definitive_on: Option<NaiveDate>,
    /// What became of its VAT.
    pub vat_due: VatDue,
    /// Of what is lost, without VAT, in cents; with `vat`, or not at all.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub net: Option<Cents>,
    /// The VAT of it, in cents.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub vat: Option<Cents>,
}
