//! What crosses: guarantor, retention of title, what the user owes a client, the most he may owe.
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a guarantor promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum GuaranteeKind {
    /// Cautionnement.
    Surety,
    /// Garantie à première demande.
    OnDemand,
    /// Something else.
    Other,
}

/// What covers the money a client owes, and what it is worth today.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SafeguardView {
    /// Caution or garant; empty when there is none.
    pub guarantor_name: String,
    /// As typed.
    pub guarantor_address: String,
    /// What he promised; none when not known.
    pub guarantee_kind: Option<GuaranteeKind>,
    /// Up to so much, in cents; none when not limited, or not known.
    pub guarantee: Option<Cents>,
    /// Where it is written.
    pub guarantee_document: String,
    /// Retention of title, from this day.
    pub retention_since: Option<NaiveDate>,
    /// Where it is written.
    pub retention_document: String,
    /// What the user owes him, in cents.
    pub supplier_owed: Option<Cents>,
    /// The day it was noted.
    pub supplier_on: Option<NaiveDate>,
    /// The most he may owe, in cents.
    pub ceiling: Option<Cents>,
    /// What he owes, in cents.
    pub owed: Cents,
    /// True when he owes more than that.
    pub over_ceiling: bool,
    /// What is worth recalling, in French.
    pub reminders: Vec<String>,
    /// What a compensation would extinguish, in cents; none when there is none to record.
    pub set_off: Option<Cents>,
    /// Why there is none, in French; empty when there is one, or when nothing is owed to him.
    pub no_set_off: String,
}

/// What covers the money a client owes, as the user types it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveSafeguard {
    /// Whose.
    pub client_id: ClientId,
    /// Caution or garant; empty for none.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub guarantor_name: String,
    /// Of the guarantor.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub guarantor_address: String,
    /// What he promised.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub guarantee_kind: Option<GuaranteeKind>,
    /// Up to so much, in cents.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub guarantee: Option<Cents>,
    /// Where it is written.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub guarantee_document: String,
    /// Retention of title, from this day; absent: none.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub retention_since: Option<NaiveDate>,
    /// Where it is written; needed with the day.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub retention_document: String,
    /// What the user owes him, in cents.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub supplier_owed: Option<Cents>,
    /// The most he may owe, in cents.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub ceiling: Option<Cents>,
}

/// Two reciprocal debts to set off.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SetOff {
    /// With whom.
    pub client_id: ClientId,
    /// True: a person says that both debts are certain, liquid and due.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}
