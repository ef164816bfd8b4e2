//! What a file's columns are: guessed here, confirmed by the person, remembered by header.
use super::presets::{self, Preset};
use super::table::Table;
use super::{DecimalSign, MonthEnd, TextEncoding};
use echu_core::intake::Field;
use echu_core::text::{DateOrder, fold};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The sign between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Separator {
    /// `;`, as Excel in French writes.
    Semicolon,
    /// Tabulation.
    Tab,
    /// `,`
    Comma,
    /// `|`
    Pipe,
}

impl Separator {
    /// Every separator, likeliest first.
    pub const ALL: [Separator; 4] = [Separator::Semicolon, Separator::Tab, Separator::Comma, Separator::Pipe];

    /// Its byte.
    pub fn byte(self) -> u8 {
        match self {
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
            Separator::Comma => b',',
            Separator::Pipe => b'|',
        }
    }
}

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum TableKind {
    /// One invoice a row, its client beside it.
    Invoices,
    /// One client a row.
    Clients,
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Mapping {
    /// What the rows are.
    pub kind: TableKind,
    /// How the text is written.
    pub encoding: TextEncoding,
    /// The sign between cells.
    pub separator: Separator,
    /// Of a workbook, which sheet is read, from 0; none: a file of text.
    #[serde(default)]
    pub sheet: Option<u32>,
    /// Place of the header among the rows, from 0; none: the first row is already an invoice.
    pub header_row: Option<u32>,
    /// What each column holds; none: not read.
    pub columns: Vec<Option<Field>>,
    /// Which of day and month comes first; none: to be asked.
    pub date_order: Option<DateOrder>,
    /// The sign of the cents; none: to be asked.
    pub decimal: Option<DecimalSign>,
    /// How « 45 jours fin de mois » is counted; none: to be asked where a row says it.
    #[serde(default)]
    pub month_end: Option<MonthEnd>,
    /// Recognises the same header in another file.
    pub header_key: String,
    /// The tool whose export it is, by its stable name; none: not known.
    #[serde(default)]
    pub preset: Option<String>,
}

/// What only a person can answer before importing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(rename = "ImportQuestion", export_to = "contract.gen.ts")]
pub enum Question {
    /// No column gives a necessary field.
    MissingColumn {
        /// Which.
        field: Field,
    },
    /// Two columns give the same field.
    ColumnTwice {
        /// Which.
        field: Field,
    },
    /// Day or month first?
    DateOrder {
        /// A cell that reads both ways.
        example: String,
    },
    /// Cents or thousands?
    Decimal {
        /// A cell that reads both ways.
        example: String,
    },
    /// « 45 jours fin de mois »: the days first, or the end of the month?
    MonthEnd {
        /// A cell that says it.
        example: String,
    },
    /// Are the accents right? The import can go on without an answer.
    Encoding {
        /// A cell with accents.
        example: String,
    },
}

impl Question {
    /// True when nothing can be imported without an answer.
    pub fn blocks(&self) -> bool {
        match self {
            Question::MissingColumn { .. }
            | Question::ColumnTwice { .. }
            | Question::DateOrder { .. }
            | Question::Decimal { .. }
            | Question::MonthEnd { .. } => true,
            Question::Encoding { .. } => false,
        }
    }
}

impl Mapping {
    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(field))
    }

    /// The tool whose export it is.
    pub(super) fn preset(&self) -> Option<&'static Preset> {
        self.preset.as_deref().and_then(presets::of_key)
    }

    /// Place of the first row that is not header.
    pub(super) fn first_row(&self) -> usize {
        self.header_row.map_or(0, |row| row as usize + 1)
    }

    /// The fields that must be given and are not, and those given twice.
    pub(super) fn column_questions(&self) -> Vec<Question> {
        let necessary: &[Field] = match self.kind {
            TableKind::Invoices => &[Field::Number, Field::IssuedOn, Field::Total, Field::ClientName],
            TableKind::Clients => &[Field::ClientName],
        };
        // A journal of two columns gives its totals by the debit.
        let given = |field: Field| self.column(field).is_some() || (field == Field::Total && self.column(Field::Debit).is_some());
        let missing = necessary.iter().filter(|field| !given(**field)).map(|field| Question::MissingColumn { field: *field });
        let twice = Field::ALL.into_iter().filter(|field| self.columns.iter().filter(|column| **column == Some(*field)).count() > 1);
        missing.chain(twice.map(|field| Question::ColumnTwice { field })).collect()
    }
}

/// Recognises a header whatever its case, accents and the order of nothing: sha256 of the folded names, in order. Without
/// a header, the number of columns.
pub(super) fn header_key(table: &Table, header_row: Option<u32>, columns: usize) -> String {
    let mut hash = Sha256::new();
    match header_row {
        Some(row) => {
            for column in 0..columns {
                hash.update(fold(table.cell(row as usize, column)));
                hash.update([0x1f]);
            }
        }
        None => hash.update(columns.to_string()),
    }
    hex(&hash.finalize())
}

/// Bytes as lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
