//! A workbook whose amounts and dates are true ones. Its rows go to a file as they come: they are not kept.
use super::{Cell, Kind, Rows, Table};
use crate::error::{Error, Result};
use chrono::Datelike;
use echu_core::text::numeric_date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::io::Write;
use std::path::Path;

/// What a cell of a workbook holds at most, in characters (ECMA-376, Excel's own limit).
const CELL_CHARS: usize = 32_767;

/// A workbook being written.
pub(super) struct Book {
    book: Workbook,
    looks: Looks,
}

/// How the cells of each kind are shown.
struct Looks {
    header: Format,
    amount: Format,
    day: Format,
    number: Format,
}

/// A sheet being filled.
pub(super) struct Sheet<'a> {
    table: &'a Table,
    sheet: &'a mut Worksheet,
    looks: &'a Looks,
    next: u32,
    rows: u64,
}

impl Book {
    /// Rows wait in a file without a name of this folder until the workbook is saved.
    ///
    /// # Errors
    /// When the folder cannot be written in.
    pub(super) fn new(folder: &Path) -> Result<Book> {
        let mut book = Workbook::new();
        book.set_tempdir(folder).map_err(failed)?;
        let looks = Looks {
            header: Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter),
            amount: Format::new().set_num_format("#,##0.00\u{a0}\"€\""),
            day: Format::new().set_num_format("dd/mm/yyyy"),
            number: Format::new().set_num_format("#,##0"),
        };
        Ok(Book { book, looks })
    }

    /// Adds a sheet: its header stays in view, and can be filtered.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn sheet<'a>(&'a mut self, table: &'a Table) -> Result<Sheet<'a>> {
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.set_name(table.name.as_ref()).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (place, column) in (0..=last).zip(table.columns.iter()) {
            let title = u16::try_from(column.title.chars().count()).unwrap_or(u16::MAX);
            sheet.set_column_width(place, column.width.max(title.saturating_add(3))).map_err(failed)?;
            let aligned = match column.kind {
                Kind::Cents | Kind::Number => self.looks.header.clone().set_align(FormatAlign::Right),
                Kind::Text | Kind::Day => self.looks.header.clone(),
            };
            sheet.write_string_with_format(0, place, column.title.as_ref(), &aligned).map_err(failed)?;
        }
        Ok(Sheet { table, sheet, looks: &self.looks, next: 1, rows: 0 })
    }

    /// Writes the file.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn save(mut self, out: impl Write + Send) -> Result<()> {
        self.book.save_to_writer(out).map_err(failed)
    }
}

impl Sheet<'_> {
    /// Makes the rows written so far filterable by each column.
    ///
    /// # Errors
    /// Never, but the library says so.
    pub(super) fn end(self) -> Result<u64> {
        let last = u16::try_from(self.table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.next.saturating_sub(1), last).map_err(failed)?;
        Ok(self.rows)
    }
}

impl Rows for Sheet<'_> {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        debug_assert!(self.table.fits(cells), "{}: {cells:?}", self.table.name);
        let row = self.next;
        for (place, cell) in (0..u16::MAX).zip(cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(words) => self.sheet.write_string(row, place, bounded(words)),
                Cell::Cents(amount) => self.sheet.write_number_with_format(row, place, euros(amount.0), &self.looks.amount),
                Cell::Day(day) => match u16::try_from(day.year()).ok().and_then(|year| excel_day(year, *day)) {
                    Some(excel) => self.sheet.write_datetime_with_format(row, place, &excel, &self.looks.day),
                    None => self.sheet.write_string(row, place, numeric_date(*day)),
                },
                Cell::Number(number) => self.sheet.write_number_with_format(row, place, whole(*number), &self.looks.number),
            }
            .map_err(failed)?;
        }
        self.next += 1;
        self.rows += 1;
        Ok(())
    }
}

/// Days before 1900 have no place in a workbook.
fn excel_day(year: u16, day: chrono::NaiveDate) -> Option<ExcelDateTime> {
    let month = u8::try_from(day.month()).ok()?;
    ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).ok()?).ok()
}

/// A workbook holds floats: the nearest one of the amount as it is written, without computing.
fn euros(cents: i64) -> f64 {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100).parse().unwrap_or_default()
}

fn whole(number: i64) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

fn bounded(words: &str) -> &str {
    match words.char_indices().nth(CELL_CHARS) {
        Some((end, _)) => &words[..end],
        None => words,
    }
}

fn failed(error: XlsxError) -> Error {
    let source = match error {
        XlsxError::IoError(source) => source,
        other => std::io::Error::other(other),
    };
    Error::Io { what: "write the workbook", source }
}
