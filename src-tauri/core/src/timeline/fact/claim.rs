//! What stands beside the principal of a claim: its penalties, and the time to act on it.
use crate::limitation::Interruption;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Money was put against the penalties of an invoice, or taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PenaltiesPaid {
    /// In cents.
    pub amount: Cents,
    /// The invoice's number.
    pub number: String,
    /// False: taken back.
    pub put: bool,
}

/// Penalties were given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PenaltiesWaived {
    /// The invoice's number.
    pub number: String,
    /// Interest, in cents.
    pub interest: Cents,
    /// Lump sum, in cents.
    pub fee: Cents,
    /// The day.
    pub on: NaiveDate,
    /// The user's words.
    pub reason: String,
}

/// Penalties given up are claimed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WaiverTakenBack {
    /// The invoice's number.
    pub number: String,
    /// Interest and lump sum, in cents.
    pub amount: Cents,
}

/// The time to act on an invoice started again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Interrupted {
    /// Its number.
    pub number: String,
    /// What did it.
    pub kind: Interruption,
    /// Its day.
    pub on: NaiveDate,
    /// The last day to act since then.
    pub last_day: NaiveDate,
    /// The user's words.
    pub note: String,
}

/// What had started the time again was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InterruptionTakenBack {
    /// The invoice's number.
    pub number: String,
    /// Its day.
    pub on: NaiveDate,
}
