//! What became of a letter, from its number to its return.
use crate::letter::journey::ElectronicDeposit;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// It was numbered and frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Frozen {
    /// Our reference.
    pub number: String,
    /// Claimed, all in, in cents.
    pub total: Cents,
    /// Of the PDF.
    pub sha256: String,
}

/// It was posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Posted {
    /// Our reference.
    pub number: String,
    /// Of the registered letter; may be empty.
    pub tracking_number: String,
    /// The day.
    pub posted_on: NaiveDate,
    /// For an electronic one, what its proof of deposit says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<ElectronicDeposit>,
    /// What a plain letter is: « Dernier avis »; empty for a mise en demeure.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plain: String,
}

/// The post presented it for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Presented {
    /// Our reference.
    pub number: String,
    /// The day.
    pub on: NaiveDate,
    /// Last day to pay.
    pub deadline_on: NaiveDate,
    /// An electronic one: the notice to its addressee.
    #[serde(default)]
    pub electronic: bool,
}

/// It was signed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivered {
    /// Our reference.
    pub number: String,
    /// The day.
    pub on: NaiveDate,
    /// An electronic one: accepted by its addressee.
    #[serde(default)]
    pub electronic: bool,
}

/// It came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Returned {
    /// Our reference.
    pub number: String,
    /// The day.
    pub on: NaiveDate,
    /// "unclaimed", "refused", "unknown_address".
    pub reason: String,
    /// An electronic one: no envelope comes back.
    #[serde(default)]
    pub electronic: bool,
}

/// A photo or a scan that proves it was kept, or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Our reference.
    pub number: String,
    /// What it shows: "deposit", "receipt", "returned", "other".
    pub shows: String,
    /// Of the file.
    pub sha256: String,
    /// False: taken away.
    pub kept: bool,
}

/// It was set aside before its posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cancelled {
    /// Our reference.
    pub number: String,
    /// What a plain letter is; empty for a mise en demeure.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plain: String,
}

/// Another letter was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaperKept {
    /// What it is: « Relevé de compte ».
    pub label: String,
    /// Of the PDF.
    pub sha256: String,
}
