//! A bank's table opened once: how it is read, found or as a person says, and what only a person can answer.
use super::columns::{Column, Columns};
use super::{bare, forms, is_statement, statements};
use crate::import::mapping::header_key;
use crate::import::source::{Content, How};
use crate::import::table::Table;
use crate::import::{DecimalSign, Refusal, Separator, TextEncoding, csv, dates, guess, limits, workbook};
use echu_core::bank::Statement;
use echu_core::text::DateOrder;
use serde::{Deserialize, Serialize};

/// Bytes looked at to recognise a statement.
const START: usize = 32 * 1024;
/// Rows of a workbook's sheet looked at to recognise one.
const FIRST_ROWS: usize = 200;

/// How a bank's table is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "StatementMapping", export_to = "contract.gen.ts")]
pub struct TableMapping {
    /// How the text is written.
    pub encoding: TextEncoding,
    /// The sign between cells.
    pub separator: Separator,
    /// Of a workbook, which sheet is read, from 0; none: a file of text.
    pub sheet: Option<u32>,
    /// Place of the header among the rows, from 0; none: the first row is already a movement.
    pub header_row: Option<u32>,
    /// What each column holds; none: not read.
    pub columns: Vec<Option<Column>>,
    /// Which of day and month comes first; none: to be asked.
    pub date_order: Option<DateOrder>,
    /// The sign of the cents; none: to be asked.
    pub decimal: Option<DecimalSign>,
    /// Recognises the same header in another file; without one, the same number of columns.
    pub header_key: String,
}

/// What only a person can answer before a table is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(rename = "StatementQuestion", export_to = "contract.gen.ts")]
pub enum Question {
    /// No column gives what a movement needs.
    MissingColumn {
        /// Which.
        column: Column,
    },
    /// Two columns give the same.
    ColumnTwice {
        /// Which.
        column: Column,
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
    /// Are the accents right? The statement can be kept without an answer.
    Encoding {
        /// A cell with accents.
        example: String,
    },
}

impl Question {
    /// True when nothing can be kept without an answer.
    pub fn blocks(&self) -> bool {
        !matches!(self, Question::Encoding { .. })
    }
}

/// A table that is a statement, or that a person says is one.
pub struct Source {
    content: Content,
    columns: Columns,
    mapping: TableMapping,
    recognised: bool,
}

impl Source {
    /// Reads it as it says itself, else with what may be guessed: never which column is an amount.
    ///
    /// # Errors
    /// [`Refusal`] when it is no table.
    pub fn open(bytes: &[u8]) -> Result<Source, Refusal> {
        Source::read(bytes, None)
    }

    /// Its beginning, to recognise it: the header is near the start, and a table of a hundred thousand rows is not read twice.
    ///
    /// # Errors
    /// [`Refusal`] when it is no table.
    pub fn beginning(bytes: &[u8]) -> Result<Source, Refusal> {
        let start = match bytes.get(..START).filter(|_| !workbook::suits(bytes)) {
            Some(start) => &start[..start.iter().rposition(|byte| *byte == b'\n').map_or(START, |at| at + 1)],
            None => bytes,
        };
        Source::read(start, Some(FIRST_ROWS))
    }

    /// `rows`: those of a workbook's sheet that are read; none: all.
    fn read(bytes: &[u8], rows: Option<usize>) -> Result<Source, Refusal> {
        Ok(Source::of(if workbook::suits(bytes) {
            let wanted = |table: &Table| Columns::find(table).is_some_and(|columns| is_statement(table, &columns));
            Content::of_sheet(workbook::sheet_where(bytes, rows, wanted)?)
        } else {
            Content::text(bytes, None, separator)?
        }))
    }

    fn of(content: Content) -> Source {
        let found = Columns::find(&content.table);
        let recognised = found.as_ref().is_some_and(|columns| is_statement(&content.table, columns));
        let columns = found.unwrap_or_else(|| likely(&content.table, likely_header(&content.table)));
        let mapping = mapping(&content, &columns);
        Source { content, columns, mapping, recognised }
    }

    /// True when it has the columns of a statement and not those of a list of invoices.
    pub fn is_recognised(&self) -> bool {
        self.recognised
    }

    /// How it is read now.
    pub fn mapping(&self) -> &TableMapping {
        &self.mapping
    }

    /// The bank whose documented table it is; empty when it is not known.
    pub fn bank(&self) -> &str {
        self.columns.bank
    }

    /// The sheets of a workbook, in order; none for a file of text.
    pub fn sheets(&self) -> &[String] {
        &self.content.sheets
    }

    /// The names of the columns; numbered ones without a header.
    pub fn headers(&self) -> Vec<String> {
        self.content.table.names(self.mapping.header_row, self.mapping.columns.len())
    }

    /// Where the header may be, as a spreadsheet numbers lines.
    pub fn header_lines(&self) -> Vec<u32> {
        self.content.table.header_lines(self.columns.first_row())
    }

    /// The first `most` rows as read, each cell on one line.
    pub fn sample(&self, most: usize) -> Vec<Vec<String>> {
        self.content.table.sample(self.columns.first_row(), self.mapping.columns.len(), most)
    }

    /// One statement for each account, as it is read now.
    pub fn statements(&self) -> Vec<Statement> {
        statements(&self.content.table, &self.columns, self.mapping.date_order, self.mapping.decimal)
    }

    /// What only a person can answer; empty when everything is clear.
    pub fn questions(&self) -> Vec<Question> {
        let has = |column: Column| self.columns.has(column);
        let told = [
            (has(Column::Booked), Column::Booked),
            (has(Column::Label) || has(Column::Counterparty), Column::Label),
            (has(Column::Amount) || has(Column::Credit), Column::Amount),
        ];
        let missing = told.into_iter().filter(|(given, _)| !given).map(|(_, column)| Question::MissingColumn { column });
        let mut questions: Vec<Question> = missing.collect();
        let mut seen: Vec<Column> = Vec::new();
        for column in self.mapping.columns.iter().flatten().filter(|column| **column != Column::Label) {
            if seen.iter().filter(|known| *known == column).count() == 1 {
                questions.push(Question::ColumnTwice { column: *column });
            }
            seen.push(*column);
        }
        let (order, decimal) = forms(&self.content.table, &self.columns);
        if let (None, Err(example)) = (self.mapping.date_order, order) {
            questions.push(Question::DateOrder { example });
        }
        if let (None, Err(example)) = (self.mapping.decimal, decimal) {
            questions.push(Question::Decimal { example });
        }
        if let (false, Some(example)) = (self.content.certain, self.content.table.accented_cell()) {
            questions.push(Question::Encoding { example });
        }
        questions
    }

    /// What recognises this table in a later file: each row that may be its header and, when none is, its number of columns.
    pub fn keys(&self) -> Vec<(Option<u32>, String)> {
        let table = &self.content.table;
        let of_row = |row: usize| (Some(row as u32), header_key(table, Some(row as u32), table.width(row)));
        let mut keys: Vec<_> = (0..table.len().min(limits::HEADER_DEPTH)).map(of_row).collect();
        if self.mapping.header_row.is_none() {
            keys.push((None, self.mapping.header_key.clone()));
        }
        keys
    }

    /// Takes over what a person confirmed for an earlier table with this row of names, or with as many columns and none. False, and nothing
    /// changes, when most of the rows then read wrong: it is another table. Days and cents are decided by this file; the earlier answer
    /// serves only where this file leaves a doubt.
    pub fn adopt(&mut self, header_row: Option<u32>, earlier: &TableMapping) -> bool {
        let columns = self.said(header_row, &earlier.columns);
        let (order, decimal) = forms(&self.content.table, &columns);
        let (order, decimal) = (order.ok().or(earlier.date_order), decimal.ok().or(earlier.decimal));
        let read = statements(&self.content.table, &columns, order, decimal);
        let lines: usize = read.iter().map(|one| one.lines.len()).sum();
        if lines == 0 || lines < read.iter().map(|one| one.set_aside.len()).sum() {
            return false;
        }
        self.mapping.header_row = header_row;
        self.mapping.columns.clone_from(&earlier.columns);
        self.mapping.header_key.clone_from(&earlier.header_key);
        (self.mapping.date_order, self.mapping.decimal) = (order, decimal);
        self.columns = columns;
        true
    }

    /// Reads it as a person says. Another sheet, encoding, separator or row of names gives other columns: unless the mapping was made for
    /// them, they are guessed again. What the person leaves unsaid of days and cents is decided again from the columns he chose.
    ///
    /// # Errors
    /// [`Refusal`] when the file does not read that way; the table stays as it was.
    pub fn remap(&mut self, bytes: &[u8], wanted: TableMapping) -> Result<(), Refusal> {
        let now = (self.mapping.sheet, self.mapping.encoding, self.mapping.separator);
        let read_again = now != (wanted.sheet, wanted.encoding, wanted.separator);
        if read_again {
            let how = match self.mapping.sheet {
                Some(_) => How::Sheet(wanted.sheet),
                None => How::Text(Some((wanted.encoding, wanted.separator))),
            };
            *self = Source::of(Content { certain: true, ..Content::read(bytes, how)? });
        }
        let table = &self.content.table;
        let header_row = wanted.header_row.filter(|row| (*row as usize) < table.len());
        let width = self.columns.width.filter(|_| header_row.is_none()).unwrap_or_else(|| width(table, header_row));
        if header_key(table, header_row, width) != wanted.header_key || width != wanted.columns.len() {
            if !read_again && header_row != self.mapping.header_row {
                self.columns = likely(table, header_row.map(|row| row as usize));
                self.mapping = mapping(&self.content, &self.columns);
            }
            return Ok(());
        }
        if (header_row, &wanted.columns) != (self.mapping.header_row, &self.mapping.columns) {
            self.columns = self.said(header_row, &wanted.columns);
        }
        let (order, decimal) = found_forms(&self.content.table, &self.columns);
        let (date_order, decimal) = (wanted.date_order.or(order), wanted.decimal.or(decimal));
        self.mapping = TableMapping { header_row, sheet: self.content.sheet, date_order, decimal, ..wanted };
        Ok(())
    }

    fn said(&self, header_row: Option<u32>, columns: &[Option<Column>]) -> Columns {
        let table = &self.content.table;
        // Rows of another width speak of the account; a workbook leaves its last cells out when they are empty.
        let regular = (header_row.is_none() && !table.typed).then_some(columns.len());
        Columns::said(header_row.map(|row| row as usize), columns, regular)
    }
}

/// The separator that gives the columns of a statement: the comma of the cents parts the cells of a short one as regularly as its semicolons do.
fn separator(text: &str) -> Separator {
    let likeliest = guess::separator(text);
    let suits = |separator: &Separator| {
        csv::parse_rows(text, *separator, limits::SEPARATOR_ROWS).is_ok_and(|table| Columns::find(&table).is_some())
    };
    let others = Separator::ALL.into_iter().filter(|other| *other != likeliest);
    std::iter::once(likeliest).chain(others).find(suits).unwrap_or(likeliest)
}

/// The columns of the header; without one, those that most movements have.
fn width(table: &Table, header_row: Option<u32>) -> usize {
    header_row.map_or_else(|| bare::usual_width(table), |row| table.width(row as usize))
}

/// The row that names most columns of a statement, else that of any table.
fn likely_header(table: &Table) -> Option<usize> {
    let named = |row: &usize| Columns::of(table, *row).count();
    let best = (0..table.len().min(limits::HEADER_DEPTH)).rev().max_by_key(named).filter(|row| named(row) >= 2);
    best.or_else(|| guess::header_row(table).map(|row| row as usize))
}

/// The columns that the header names; without one, the day alone, when its column is beyond doubt.
fn likely(table: &Table, header: Option<usize>) -> Columns {
    let Some(header) = header else {
        if let Some(found) = bare::find(table) {
            return found;
        }
        let width = width(table, None);
        let rows = || (0..table.len()).filter(|row| table.width(*row) == width);
        let day = (0..width).find(|place| rows().count() > 0 && rows().all(|row| dates::is_day(table.cell(row, *place))));
        let columns: Vec<_> = (0..width).map(|place| (Some(place) == day).then_some(Column::Booked)).collect();
        return Columns::said(None, &columns, (!table.typed).then_some(width));
    };
    Columns::of(table, header)
}

/// How days and cents are written, as far as there are any: of columns not chosen yet nothing is decided.
fn found_forms(table: &Table, columns: &Columns) -> (Option<DateOrder>, Option<DecimalSign>) {
    let has = |wanted: &[Column]| wanted.iter().any(|column| columns.has(*column));
    let (order, decimal) = forms(table, columns);
    let days = has(&[Column::Booked, Column::Value]);
    let money = has(&[Column::Amount, Column::Debit, Column::Credit, Column::Balance]);
    (order.ok().filter(|_| days), decimal.ok().filter(|_| money))
}

fn mapping(content: &Content, columns: &Columns) -> TableMapping {
    let header_row = columns.header.map(|row| row as u32);
    let width = columns.width.unwrap_or_else(|| width(&content.table, header_row));
    let (date_order, decimal) = found_forms(&content.table, columns);
    TableMapping {
        encoding: content.encoding,
        separator: content.separator,
        sheet: content.sheet,
        header_row,
        columns: columns.by_place(width),
        date_order,
        decimal,
        header_key: header_key(&content.table, header_row, width),
    }
}
