//! An evidence file was made.
use crate::dossier::Reader;
use serde::{Deserialize, Serialize};

/// What was handed over, so that it can be recognised later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    /// For whom.
    pub reader: Reader,
    /// Numbers of the invoices chosen; none: all of the client's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// How many exhibits.
    pub exhibits: u32,
    /// The head of the history it holds, hex.
    pub head: String,
    /// Of its list of digests, hex: it fixes every file.
    pub sha256: String,
}
