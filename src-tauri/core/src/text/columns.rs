//! A plain text read again as its paragraphs and its tables: rows whose columns were aligned with spaces.
use serde::{Deserialize, Serialize};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum TextBlock {
    /// A paragraph, its line ends kept.
    Words {
        /// As written.
        text: String,
    },
    /// Rows that stand under one another in columns.
    Table {
        /// Of each column, true when its cells end together: figures.
        right: Vec<bool>,
        /// From top to bottom.
        rows: Vec<TextRow>,
    },
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct TextRow {
    /// As many as there are columns; empty where nothing stands.
    pub cells: Vec<String>,
    /// True for the names of the columns.
    pub head: bool,
    /// True for a total.
    pub total: bool,
}

/// The pieces of a text, in order. A line belongs to a table when two spaces or more part its columns, one row at least of the
/// table ends with an amount, and its columns are those of the lines around it.
pub fn blocks(text: &str) -> Vec<TextBlock> {
    let text = text.replace("\r\n", "\n");
    let mut found = Vec::new();
    for paragraph in text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.trim().is_empty()) {
        let lines: Vec<&str> = paragraph.lines().map(str::trim_end).collect();
        for run in lines.chunk_by(|a, b| is_row(a) == is_row(b)) {
            match table(run) {
                Some(table) => found.push(table),
                None => found.push(TextBlock::Words { text: run.join("\n").trim().to_owned() }),
            }
        }
    }
    found
}

/// Two spaces or more inside it.
fn is_row(line: &str) -> bool {
    line.trim_start().contains("  ")
}

fn table(lines: &[&str]) -> Option<TextBlock> {
    if !lines.iter().all(|line| is_row(line)) || !lines.iter().any(|line| line.ends_with('€')) {
        return None;
    }
    let letters: Vec<Vec<char>> = lines.iter().map(|line| line.chars().collect()).collect();
    let spans = columns(&letters);
    if spans.len() < 2 {
        return None;
    }
    let cell = |line: &[char], (from, to): (usize, usize)| -> String {
        line.get(from.min(line.len())..to.min(line.len())).unwrap_or_default().iter().collect::<String>().trim().to_owned()
    };
    let cells: Vec<Vec<String>> = letters.iter().map(|line| spans.iter().map(|span| cell(line, *span)).collect()).collect();
    let right = (0..spans.len()).map(|at| at > 0 && is_figures(cells.iter().filter_map(|row| row.get(at)))).collect();
    let has_amount = |row: &Vec<String>| row.last().is_some_and(|last| last.ends_with('€'));
    let rows = cells.iter().enumerate().map(|(at, row)| TextRow {
        head: at == 0 && cells.len() > 1 && !has_amount(row),
        total: row.first().is_some_and(|first| first.starts_with("Total")),
        cells: row.clone(),
    });
    Some(TextBlock::Table { right, rows: rows.collect() })
}

/// Where the columns stand: between the places where every line has a space, two in a row at least.
fn columns(lines: &[Vec<char>]) -> Vec<(usize, usize)> {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let blank = |at: usize| lines.iter().all(|line| line.get(at).is_none_or(|letter| *letter == ' '));
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut from: Option<usize> = None;
    for at in 0..width {
        // One space may part two words that stand under one another.
        let parts = blank(at) && (blank(at + 1) || at.checked_sub(1).is_some_and(blank));
        match (parts, from) {
            (true, Some(start)) => {
                spans.push((start, at));
                from = None;
            }
            (false, None) => from = Some(at),
            (true, None) | (false, Some(_)) => {}
        }
    }
    spans.extend(from.map(|start| (start, width)));
    spans
}

/// Amounts, or days of delay: a column that reads from its end.
fn is_figures<'a>(cells: impl Iterator<Item = &'a String>) -> bool {
    let mut filled = cells.filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.any(|cell| cell.ends_with('€') || cell.ends_with("\u{a0}j"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "Madame, Monsieur,\n\nF-2026-0352  échue le 22/09/2026 (62 jours de retard)  1\u{202f}284,00\u{a0}€\n\
F-2026-0361  échue le 13/10/2026 (41 jours de retard)    642,50\u{a0}€\n\
Total                                                  1\u{202f}926,50\u{a0}€\n\nMerci.  À bientôt,\nHélène";

    #[test]
    fn rows_aligned_with_spaces_are_a_table_and_a_sentence_is_not() {
        let found = blocks(MESSAGE);
        assert_eq!(found.len(), 4, "{found:#?}");
        let TextBlock::Table { right, rows } = &found[1] else { panic!("{found:#?}") };
        assert_eq!(right, &[false, false, true]);
        assert_eq!(rows[1].cells, ["F-2026-0361", "échue le 13/10/2026 (41 jours de retard)", "642,50\u{a0}€"]);
        assert_eq!((rows[2].cells[1].as_str(), rows[2].total, rows[0].head), ("", true, false));
        assert_eq!(found[2], TextBlock::Words { text: "Merci.  À bientôt,".into() }, "no amount ends it");
    }

    #[test]
    fn names_of_columns_and_a_row_alone_are_read() {
        let text = "Facture      Retard  Reste dû\nF-2026-0148   192\u{a0}j  1\u{202f}840,00\u{a0}€";
        let found = blocks(text);
        let [TextBlock::Table { right, rows }] = found.as_slice() else { panic!("a table: {found:#?}") };
        assert_eq!((right.as_slice(), rows[0].head, rows[1].head), ([false, true, true].as_slice(), true, false));
        let found = blocks("F-1  à régler le 05/12/2026  12,00\u{a0}€");
        let [TextBlock::Table { rows, .. }] = found.as_slice() else { panic!("a table: {found:#?}") };
        assert_eq!((rows.len(), rows[0].head), (1, false));
    }

    #[test]
    fn words_keep_their_lines_and_nothing_is_lost() {
        let said = |text: &str| -> String {
            let words = |block: TextBlock| match block {
                TextBlock::Words { text } => text,
                TextBlock::Table { rows, .. } => rows.into_iter().flat_map(|row| row.cells).collect::<Vec<_>>().join(" "),
            };
            blocks(text).into_iter().map(words).collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        for text in [MESSAGE, "a  b\nc", "  \n\n x   y €", "Total  1\u{a0}€\nreste  2\u{a0}€\nfin"] {
            assert_eq!(said(text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text:?}");
        }
        assert_eq!(blocks("IBAN : FR76\nTitulaire : X"), [TextBlock::Words { text: "IBAN : FR76\nTitulaire : X".into() }]);
    }
}
