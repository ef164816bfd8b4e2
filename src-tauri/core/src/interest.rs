use crate::money::Cents;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Received {
    pub on: NaiveDate,
    pub amount: Cents,
}
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Credited {
    pub on: NaiveDate,
    pub amount: Cents,
    pub retroactive: bool,
}
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum AllocationOrder {
    InterestFirst,
    PrincipalFirst,
}
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct PenaltyRequest {
    pub debtor_kind: DebtorKind,
    pub principal: Cents,
    pub due_on: NaiveDate,
    pub until: NaiveDate,
    #[cfg_attr(feature = "ts", ts(optional))]
    pub contract_rate_bp: Option<u32>,
    #[cfg_attr(feature = "ts", ts(optional))]
    pub formal_notice_on: Option<NaiveDate>,
    pub payments: Vec<Received>,
    pub credit_notes: Vec<Credited>,
    pub allocation: AllocationOrder,
    #[cfg_attr(feature = "ts", ts(optional))]
    pub frozen_rate: Option<bool>,
    #[cfg_attr(feature = "ts", ts(optional))]
    pub divisor: Option<u32>,
}
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Segment {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub days: u32,
    pub base: Cents,
    pub rate_bp: u32,
    pub interest: Cents,
}
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct PenaltyResponse {
    pub regime: String,
    pub segments: Vec<Segment>,
    pub interest_accrued: Cents,
    pub interest_paid: Cents,
    pub interest_due: Cents,
    pub principal_due: Cents,
    pub fee: Cents,
    pub total: Cents,
    pub per_day: Cents,
    pub warnings: Vec<String>,
}
