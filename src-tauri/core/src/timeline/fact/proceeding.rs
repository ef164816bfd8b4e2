//! The life of a case after the notice.
use crate::money::Cents;
use crate::proceedings::life::StepKind;
use crate::proceedings::{Ending, Route};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// It was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// Which way.
    pub route: Route,
    /// Numbers of the invoices it is about.
    pub numbers: Vec<String>,
    /// Who follows it, or empty.
    pub handler: String,
}

/// Where it is followed was changed, or by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Followed {
    /// Which way.
    pub route: Route,
    /// Numbers of the invoices it is about.
    pub numbers: Vec<String>,
    /// Town of the court, or empty.
    pub court_town: String,
    /// Of the court or of whoever follows it, or empty.
    pub reference: String,
    /// Who follows it, or empty.
    pub handler: String,
}

/// A step was noted, or taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepNoted {
    /// Which way.
    pub route: Route,
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub on: NaiveDate,
    /// A service: whether it was in person; none when not known.
    pub in_person: Option<bool>,
    /// The user's words.
    pub note: String,
}

/// It was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Closed {
    /// Which way.
    pub route: Route,
    /// How.
    pub ending: Ending,
    /// What it cost, in cents; none when not known.
    pub cost: Option<Cents>,
    /// What it brought, in cents; none when not known.
    pub recovered: Option<Cents>,
    /// The user's words.
    pub note: String,
}
