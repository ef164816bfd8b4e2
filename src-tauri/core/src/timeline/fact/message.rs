//! What became of a message that claims: to whom, for how much.
use crate::dunning::Tone;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A person approved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approved {
    /// Wording.
    pub tone: Tone,
    /// Claimed, in cents.
    pub amount: Cents,
    /// The address.
    pub recipient: String,
}

/// The plan let it go unread, as announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Automatic {
    /// Wording.
    pub tone: Tone,
    /// Claimed, in cents.
    pub amount: Cents,
    /// The address.
    pub recipient: String,
    /// The day it was announced.
    pub announced_on: NaiveDate,
}

/// The server accepted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// Wording.
    pub tone: Tone,
    /// The address.
    pub recipient: String,
    /// Invoices in it.
    pub invoices: u32,
    /// Claimed, in cents.
    pub amount: Cents,
}
