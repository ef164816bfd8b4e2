//! What crosses the border about reports.
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::reports::{Asks, Report, Table};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A report that may be asked for.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ReportView {
    /// Which.
    pub report: Report,
    /// Its name, in French.
    pub title: String,
    /// What it answers, in French.
    pub about: String,
    /// What it has to be told.
    pub asks: Asks,
}

/// A report, and what it has to be told.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ReportRequest {
    /// Which.
    pub report: Report,
    /// Its evening; none: today's.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub on: Option<NaiveDate>,
    /// The first day of its time; none: the first of this month.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub from: Option<NaiveDate>,
    /// The last day of its time; none: today.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub to: Option<NaiveDate>,
    /// Whose.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub client_id: Option<ClientId>,
}

/// A report.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ReportPage {
    /// Its name, in French.
    pub title: String,
    /// Which day, which time, which client, in French.
    pub subtitle: String,
    /// How its figures are made, in French.
    pub how: String,
    /// What is said when it has no line, in French.
    pub empty: String,
    /// Its figures.
    pub table: Table,
}

/// How a report leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum ReportFormat {
    /// Pages to print or to join.
    Pdf,
    /// A workbook.
    Xlsx,
    /// A text file.
    Csv,
}

/// A report to save.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ExportReport {
    /// Which, and what it has to be told.
    pub request: ReportRequest,
    /// How.
    pub format: ReportFormat,
}
