//! A file as rows of texts, whatever it was written in.
use super::{Refusal, limits, sentences};
use echu_core::text::{clean, starts_a_formula};

/// Cells in rows, all in one text.
#[derive(Default)]
pub(super) struct Table {
    pub(super) text: String,
    /// Where each cell ends in `text`; it starts where the one before ends.
    pub(super) ends: Vec<u32>,
    pub(super) rows: Vec<Row>,
    /// Cells typed by a spreadsheet: a number may hold more decimals than it shows.
    pub(super) typed: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) first: u32,
    pub(super) cells: u16,
    pub(super) line: u32,
    pub(super) stray_quote: bool,
}

impl Table {
    /// Adds a row at this line, unless it is blank.
    ///
    /// # Errors
    /// [`Refusal`] beyond a limit.
    pub(super) fn push(&mut self, line: u32, cells: &[String]) -> Result<(), Refusal> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let first = self.ends.len() as u32;
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len() as u32);
        }
        if self.text.len() > limits::TEXT_BYTES || self.ends.len() > limits::CELLS || self.rows.len() == limits::ROWS {
            return Err(Refusal::TooManyRows { limit: limits::ROWS as u32 });
        }
        self.rows.push(Row { first, cells: cells.len() as u16, line, stray_quote: false });
        Ok(())
    }

    /// How many rows, blank ones left out.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many cells the row has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| usize::from(row.cells))
    }

    /// The widest row.
    pub(super) fn widest(&self) -> usize {
        self.rows.iter().map(|row| usize::from(row.cells)).max().unwrap_or(0)
    }

    /// The line as a spreadsheet numbers it, from 1.
    pub(super) fn line(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.line)
    }

    /// True when a quote closes in the middle of a cell after a separator or a line break.
    pub(super) fn stray_quote(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row.stray_quote)
    }

    /// The cell as written, quotes taken off; empty beyond the row's end.
    pub(super) fn raw(&self, row: usize, column: usize) -> &str {
        let Some(found) = self.rows.get(row).filter(|row| column < usize::from(row.cells)) else { return "" };
        let place = found.first as usize + column;
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        &self.text[start..self.ends[place] as usize]
    }

    /// The cell without what spreadsheets and this app add around a text: spaces, `="…"`, and the `'` that keeps a
    /// formula from running.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let cell = self.raw(row, column).trim();
        if let Some(inner) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
            return inner.trim();
        }
        match cell.strip_prefix('\'') {
            // A text of its own kind of `'` got another one in front.
            Some(rest) if starts_a_formula(rest) => rest,
            _ => cell,
        }
    }
    /// The names of the first `width` columns; numbered ones without a header.
    pub(super) fn names(&self, header_row: Option<u32>, width: usize) -> Vec<String> {
        let name = |column: usize| match header_row {
            Some(row) => clean(self.cell(row as usize, column)),
            None => sentences::column_name(column + 1),
        };
        (0..width).map(name).collect()
    }

    /// The lines of the first rows, as a spreadsheet numbers them: where the header may be. At least five, and down to `first_row`.
    pub(super) fn header_lines(&self, first_row: usize) -> Vec<u32> {
        (0..first_row.max(5).min(self.len())).map(|row| self.line(row)).collect()
    }

    /// The first `most` rows from that one on, each cell on one line.
    pub(super) fn sample(&self, first_row: usize, width: usize, most: usize) -> Vec<Vec<String>> {
        let cell = |row: usize, column: usize| clean(self.cell(row, column)).chars().take(200).collect();
        (first_row..self.len()).take(most).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect()
    }

    /// A cell with accents, to ask whether they are right.
    pub(super) fn accented_cell(&self) -> Option<String> {
        let mut cells = (0..self.len()).flat_map(|row| (0..self.width(row)).map(move |column| self.cell(row, column)));
        cells.find(|cell| !cell.is_ascii()).map(|cell| clean(cell).chars().take(60).collect())
    }
}
