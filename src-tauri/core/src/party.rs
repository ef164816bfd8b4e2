//! Who owes and who is owed.
mod creditor;

use crate::text::clean;
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

impl Address {
    /// Its lines that say where it is, as they were typed, the postcode with the town. Who receives there (service, flat) is left aside.
    pub fn lines(&self) -> Vec<String> {
        let town = format!("{} {}", self.postcode, self.city);
        let lines = [&self.building, &self.street, &self.locality, &town, &self.country].map(|line| clean(line));
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// On one line: « 27 quai des Mariniers, 35400 Saint-Malo »; empty when nothing was typed.
    pub fn on_a_line(&self) -> String {
        self.lines().join(", ")
    }

    /// The same with who receives there: « Escalier 2, 27 quai des Mariniers, 35400 Saint-Malo ».
    pub fn in_full(&self) -> String {
        let recipient = clean(&self.recipient);
        let first = (!recipient.is_empty()).then_some(recipient);
        first.into_iter().chain(self.lines()).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_on_one_line_says_where_it_is_and_in_full_who_receives_there() {
        let full = Address {
            recipient: "Escalier 2".into(),
            building: " Bât. B ".into(),
            street: "27 quai des Mariniers".into(),
            locality: "BP 12".into(),
            postcode: "1000".into(),
            city: "Bruxelles".into(),
            country: "Belgique".into(),
        };
        assert_eq!(full.on_a_line(), "Bât. B, 27 quai des Mariniers, BP 12, 1000 Bruxelles, Belgique");
        assert_eq!(full.in_full(), "Escalier 2, Bât. B, 27 quai des Mariniers, BP 12, 1000 Bruxelles, Belgique");
        let short = Address { street: "14 rue des Tanneurs".into(), city: "Rennes".into(), ..Address::default() };
        assert_eq!(short.on_a_line(), "14 rue des Tanneurs, Rennes");
        assert_eq!(Address::default().on_a_line(), "");
    }
}
