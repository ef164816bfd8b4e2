//! What became of an échéancier, from its agreement to its end.
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// It was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    /// Spread over the terms, in cents.
    pub total: Cents,
    /// How many terms.
    pub terms: u32,
    /// The day of the first one.
    pub first_on: NaiveDate,
    /// The day of the last one.
    pub last_on: NaiveDate,
    /// Numbers of the invoices it covers.
    pub numbers: Vec<String>,
}

/// The debtor signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signed {
    /// The day.
    pub on: NaiveDate,
    /// True when a person took it as an acknowledgement of the debt.
    pub acknowledged: bool,
}

/// The debtor was put on notice to pay the terms he missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Warned {
    /// First presentation of the notice.
    pub on: NaiveDate,
    /// The last day it left.
    pub until: NaiveDate,
}

/// The forfeiture of the term was notified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Forfeited {
    /// The day.
    pub on: NaiveDate,
    /// What lacked of the terms missed, in cents.
    pub arrears: Cents,
}

/// The reminder of a term to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermReminder {
    /// The day of the term.
    pub term_on: NaiveDate,
    /// Asked for, in cents.
    pub amount: Cents,
    /// Whom it goes to; empty for a draft.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recipient: String,
}

/// How long before each term its reminder leaves was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminded {
    /// Days before; None: no reminder.
    pub days_before: Option<u32>,
}

/// It came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Closed {
    /// True: every term was paid; false: a person put an end to it before.
    pub kept: bool,
    /// Penalties and lump sums given up as agreed, in cents.
    pub waived: Cents,
}
