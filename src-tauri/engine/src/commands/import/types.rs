//! What the interface asks and gets: import of a file: read, map, preview, commit, undo.
use crate::desktop::FileKind;
use crate::import::{ImportPreview, Mapping, Plan, PlannedRow, Question};
use echu_core::ids::*;
use echu_core::intake::{Completion, NotedPayment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A file to read.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct OpenImport {
    /// Of the chosen file, or folder of electronic invoices.
    pub token: String,
    /// Of the other electronic invoices dropped with it.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub more: Vec<String>,
}

/// The columns, as the user confirms them.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MapImport {
    /// The import being prepared.
    #[ts(type = "number")]
    pub draft: i64,
    /// What each column is.
    pub mapping: Mapping,
}

/// What electronic invoices do not say.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AnswerImport {
    /// The import being prepared.
    #[ts(type = "number")]
    pub draft: i64,
    /// Days from the invoice to its due date; none: takes the answer back.
    pub terms_days: Option<u16>,
}

/// Whose a name of the file is.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MatchImportClient {
    /// The import being prepared.
    #[ts(type = "number")]
    pub draft: i64,
    /// The name, as the file writes it.
    pub name: String,
    /// Whose it is; none: takes the answer back.
    pub client: Option<ClientId>,
}

/// Words to find among the rows of an import being prepared.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct FindInImport {
    /// The import being prepared.
    #[ts(type = "number")]
    pub draft: i64,
    /// As typed; none: every row.
    pub words: String,
}

/// A name of the file that a person matched.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct NamedClient {
    /// As the file writes it.
    pub name: String,
    /// Whose it is.
    pub client_id: ClientId,
    /// His name.
    pub client: String,
}

/// Names an import being prepared.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportDraftRequest {
    /// The import being prepared.
    #[ts(type = "number")]
    pub draft: i64,
}

/// An import to store, with what the person accepts of what it says of things already there.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct CommitImport {
    /// The import being prepared.
    #[ts(type = "number")]
    pub draft: i64,
    /// True: what it says was received on invoices already there is noted as payments.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub payments: bool,
    /// True: the empty fields of the cards of clients already there are filled.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub completions: bool,
    /// Lines whose payment a person leaves out of those.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<u32>>")]
    pub payments_left: BTreeSet<u32>,
    /// Clients whose card he leaves as it is.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<ClientId>>")]
    pub completions_left: BTreeSet<ClientId>,
}

impl CommitImport {
    /// The payments that the person takes over, each with its row.
    pub(super) fn payments_of<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = (&'a PlannedRow, NotedPayment)> {
        plan.payments().filter(|(planned, _)| self.payments && !self.payments_left.contains(&planned.row.line))
    }

    /// The cards that he has completed.
    pub(super) fn completions_of<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a Completion> {
        plan.completions.iter().filter(|one| self.completions && !self.completions_left.contains(&one.client))
    }
}

/// A file read, its columns, and what would be stored. Nothing is written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportDraft {
    /// Names it until it is committed or dropped.
    #[ts(type = "number")]
    pub draft: i64,
    /// Of the file.
    pub file_name: String,
    /// True: this very file was imported before.
    pub already_imported: bool,
    /// True: the columns come from an earlier file with the same header.
    pub remembered: bool,
    /// True: each row is a file of its own, an electronic invoice.
    pub files: bool,
    /// The sheets of a workbook, in order; none for another file.
    pub sheets: Vec<String>,
    /// The tool whose export it is, when its header is documented; empty when it is not known.
    pub tool: String,
    /// True: it tells what each client owes and by no invoice, which alone are followed.
    pub balances_only: bool,
    /// The lines where the header may be, as a spreadsheet numbers them, in the order of the rows.
    pub header_lines: Vec<u32>,
    /// The header row.
    pub headers: Vec<String>,
    /// What each column is; none for electronic invoices and accounting entries, which say it themselves.
    pub mapping: Option<Mapping>,
    /// What only a person can answer.
    pub questions: Vec<Question>,
    /// True while a question stops « Importer ».
    pub blocked: bool,
    /// The first rows, as read.
    pub sample: Vec<Vec<String>>,
    /// PDFs that would be attached, to the invoices to make and to those there without one.
    pub pdfs: u32,
    /// Those a mailbox would refuse: left out.
    pub pdfs_too_large: u32,
    /// Invoices to make of electronic invoices or entries that do not say when they are due.
    pub undated: u32,
    /// The days to pay that the person gave for them; none: not said, they would wait to be corrected.
    pub terms_days: Option<u16>,
    /// The names that a person matched with a client.
    pub named: Vec<NamedClient>,
    /// What would be stored.
    pub preview: ImportPreview,
}

/// What was stored.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Imported {
    /// The import.
    pub import_id: ImportId,
    /// Invoices made.
    pub invoices: u32,
    /// Clients made.
    pub clients: u32,
    /// Invoices already there.
    pub same: u32,
    /// Invoices that differ, left as they were.
    pub changed: u32,
    /// Payments noted on invoices already there.
    pub payments: u32,
    /// Cards of clients already there that were completed.
    pub completed: u32,
    /// Rows set aside.
    pub refused: u32,
    /// Clients who wait for the triage.
    pub late_clients: u32,
    /// PDFs attached to invoices, made now or already there.
    pub pdfs: u32,
    /// PDFs left out: too large for a mailbox, or no longer the file that was read.
    pub pdfs_left: u32,
}

/// An import of the past.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportRow {
    /// The import.
    pub id: ImportId,
    /// Instant, UTC.
    pub at: String,
    /// Of the file.
    pub file_name: String,
    /// Of the file, hex.
    pub sha256: String,
    /// Invoices made.
    pub created: u32,
    /// Already there.
    pub same: u32,
    /// Rows set aside.
    pub refused: u32,
    /// Clients made.
    pub clients: u32,
    /// True when taken back.
    pub undone: bool,
    /// True while nothing was sent from it.
    pub can_undo: bool,
    /// Why it cannot be undone, in French.
    pub why_not: String,
}

/// Names an import.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportRequest {
    /// The import.
    pub id: ImportId,
}

/// A file to choose.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PickFile {
    /// What for.
    pub kind: FileKind,
}

/// A chosen file; its path stays on this side.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PickedFile {
    /// Stands for the file.
    pub token: String,
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u32,
}
