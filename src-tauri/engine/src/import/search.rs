//! The rows of a plan that hold words, by number or by client: what a person looks for before he imports.
use super::preview::{Plan, PlannedRow, PreviewRow, RefusedRow, SHOWN, WarnedRow, shown, warning};
use echu_core::intake::Verdict;
use echu_core::text::fold;
use serde::Serialize;

/// Words looked for at once; what follows is not read.
const MOST_WORDS: usize = 8;

/// The rows of a plan that hold every word typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportFound {
    /// The first of those that will be stored, or are there.
    pub rows: Vec<PreviewRow>,
    /// How many of them there are.
    pub count: u32,
    /// Those whose values differ from what is there.
    pub changes: Vec<PreviewRow>,
    /// Those set aside, with their reason.
    pub refusals: Vec<RefusedRow>,
    /// Those to create that deserve a look.
    pub warnings: Vec<WarnedRow>,
}

/// What is looked at of each row, folded once: a letter typed reads nothing else of a hundred thousand rows.
pub struct Index {
    rows: Vec<String>,
    refused: Vec<String>,
}

impl Plan {
    /// The number, the client and the file of each row, as they are searched.
    pub fn index(&self) -> Index {
        let told = |line: u32, number: &str, client: &str| fold(&format!("{number} {client} {}", self.name(line)));
        let number = |row: &PlannedRow| row.row.invoice.as_ref().map_or(String::new(), |invoice| invoice.number.clone());
        Index {
            rows: self.rows.iter().map(|row| told(row.row.line, &number(row), &row.row.client.name)).collect(),
            refused: self.refused.iter().map(|row| told(row.line, &row.number, &row.client)).collect(),
        }
    }

    /// The rows that hold every word typed; all of them when none is.
    pub fn found(&self, index: &Index, typed: &str) -> ImportFound {
        let typed = fold(typed);
        let words: Vec<&str> = typed.split_whitespace().take(MOST_WORDS).collect();
        let holds = |told: &&String| words.iter().all(|word| told.contains(word));
        let found = || self.rows.iter().zip(&index.rows).filter(|(_, told)| holds(told)).map(|(row, _)| row);
        let is = |row: &&PlannedRow, wanted: fn(&Verdict) -> bool| wanted(&row.judgement.verdict);
        ImportFound {
            rows: found().take(SHOWN).map(shown).collect(),
            count: found().count() as u32,
            changes: found().filter(|row| is(row, |verdict| matches!(verdict, Verdict::Changed { .. }))).map(shown).collect(),
            refusals: self.refused.iter().zip(&index.refused).filter(|(_, told)| holds(told)).map(|(row, _)| row.clone()).collect(),
            warnings: found()
                .filter(|row| is(row, |verdict| *verdict == Verdict::New))
                .flat_map(|row| row.row.warnings.iter().map(|problem| warning(self, row.row.line, problem)))
                .collect(),
        }
    }
}
