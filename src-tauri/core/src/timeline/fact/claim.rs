//! What changes a claim beside its payments: its penalties, the time to act on it, money that the bank takes back.
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

/// The bank took a payment back: a cheque or a direct debit that was rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentRejected {
    /// In cents.
    pub amount: Cents,
    /// The day of the rejection.
    pub on: NaiveDate,
    /// Numbers of the invoices owed again.
    pub numbers: Vec<String>,
    /// The user's words.
    pub note: String,
}
