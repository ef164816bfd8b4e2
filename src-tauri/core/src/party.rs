//! Who owes and who is owed.
mod creditor;

use serde::{Deserialize, Serialize};

pub use creditor::{Creditor, CreditorProblem, Registry};

/// What the debtor is: it decides the penalty regime, the fee, the texts and the limitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum DebtorKind {
    /// Professionnel: C. com. L441-10.
    Business,
    /// Particulier: C. civ. 1231-6, C. conso.
    Consumer,
    /// Acheteur public: code de la commande publique.
    PublicBody,
}

/// A postal address as its parts are stored; the six printed lines come from `address::block`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Address {
    /// Line 2: service, recipient, flat, floor.
    #[serde(default)]
    pub recipient: String,
    /// Line 3: building, residence, industrial estate.
    #[serde(default)]
    pub building: String,
    /// Line 4: number and street.
    #[serde(default)]
    pub street: String,
    /// Line 5: locality, BP, CS.
    #[serde(default)]
    pub locality: String,
    /// Five digits in France.
    #[serde(default)]
    pub postcode: String,
    /// Town, CEDEX included.
    #[serde(default)]
    pub city: String,
    /// Empty in France; else printed in full on a seventh line.
    #[serde(default)]
    pub country: String,
}
