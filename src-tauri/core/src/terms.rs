use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum PaymentTerms {
    NetDays { days: u32 },
    EndOfMonthA { days: u32 },
    EndOfMonthB { days: u32 },
    OnReceipt,
}
