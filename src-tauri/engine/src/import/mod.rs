use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Field {
    Number,
    Kind,
    IssuedOn,
    DueOn,
    Total,
    Paid,
    Balance,
    ClientName,
}
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Mapping {
    pub encoding: String,
    pub separator: String,
    pub header_row: u32,
    pub columns: Vec<Option<Field>>,
    pub date_order: Option<String>,
    pub decimal: Option<String>,
    pub header_key: String,
}
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportPreview {
    pub new: u32,
    pub same: u32,
    pub changed: u32,
    pub refused: u32,
    pub total: Cents,
}
