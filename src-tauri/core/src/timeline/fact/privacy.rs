//! What was done of the personal data of a client, and what a correction of his card replaced.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A line of his card was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Which line, in French.
    pub field: String,
    /// What it held; may be empty.
    pub before: String,
    /// What it holds since; may be empty.
    pub after: String,
}

/// His data were erased at his request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Erased {
    /// False: what a claim that still runs needs has stayed.
    pub whole: bool,
    /// True: a backup had brought him back, and what had been erased was erased again.
    #[serde(default)]
    pub again: bool,
}

/// Everything held about him was handed over to him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Access {
    /// Of the archive, hex.
    pub sha256: String,
}

/// « Ne plus relancer ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Restricted {
    /// The user's words.
    pub note: String,
}

/// What is past its retention was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Purged {
    /// Which kind of data, in French.
    pub what: String,
    /// How many.
    pub count: u32,
}

/// Someone who had asked to be erased was entered again, on a person's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Returned {
    /// The day of his request.
    pub asked_on: NaiveDate,
}

/// Backups, and damaged bases set aside, that still held what was erased were deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BackupsDropped {
    /// How many.
    pub count: u32,
}
