//! Workbook → table: `.xlsx` cell by cell, `.ods` sheet by sheet, behind a look at what the archive really holds.
//!
//! calamine reads both formats; it believes the archive. So every part is inflated once for nothing, and counted: an
//! archive of a few kilobytes may hold gigabytes.
mod printed;
#[cfg(test)]
mod tests;

use super::table::Table;
use super::{Refusal, guess, limits};
use calamine::{Data, ExcelDateTime, Ods, Reader, Sheet, SheetType, SheetVisible, Xlsx};
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;

/// A sheet, read: the one of place `place` among those a person sees.
pub(super) struct Read {
    pub(super) table: Table,
    pub(super) sheets: Vec<String>,
    pub(super) place: u32,
}

/// True when the bytes are an archive, as workbooks are.
pub(super) fn suits(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads one sheet; the likeliest when `wanted` does not say which.
///
/// # Errors
/// [`Refusal`], whose `sentence()` is shown as it is.
pub(super) fn read(bytes: &[u8], wanted: Option<u32>) -> Result<Read, Refusal> {
    in_book(bytes, usize::MAX, |sheets, table| choose(sheets, wanted, table))
}

/// The first sheet that is what is wanted, read to its end or as far as its first rows; the likeliest when no sheet is.
///
/// # Errors
/// [`Refusal`], whose `sentence()` is shown as it is.
pub(super) fn sheet_where(bytes: &[u8], rows: Option<usize>, wanted: impl Fn(&Table) -> bool) -> Result<Read, Refusal> {
    in_book(bytes, rows.unwrap_or(usize::MAX), |sheets, table| {
        for (place, name) in (0..).zip(&sheets) {
            let found = table(name)?;
            if wanted(&found) {
                return Ok(Read { table: found, sheets, place });
            }
        }
        choose(sheets, None, table)
    })
}

/// Reads one sheet by its name.
type ReadSheet<'a> = dyn FnMut(&str) -> Result<Table, Refusal> + 'a;

/// Opens a workbook that holds what it says, and gives the names of its sheets with what reads them, `most` rows of each at most.
fn in_book<T>(bytes: &[u8], most: usize, work: impl FnOnce(Vec<String>, &mut ReadSheet) -> Result<T, Refusal>) -> Result<T, Refusal> {
    let is_ods = inspect(bytes, limits::WORKBOOK_BYTES)?;
    let opened = || {
        if is_ods {
            let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| Refusal::BadWorkbook)?;
            work(visible(book.sheets_metadata())?, &mut |name| ods_sheet(&mut book, name))
        } else {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::BadWorkbook)?;
            work(visible(book.sheets_metadata())?, &mut |name| xlsx_sheet(&mut book, bytes, name, most))
        }
    };
    // calamine 0.38 counts the reference of a cell, « B199999999999 », without looking whether it fits: it stops there, in a build that
    // checks its sums, as ours does. Nothing of ours is half done by then.
    catch_unwind(AssertUnwindSafe(opened)).unwrap_or(Err(Refusal::BadWorkbook))
}

/// Inflates every part for nothing, no more than `most` bytes in all. True for LibreOffice's format.
fn inspect(bytes: &[u8], most: u64) -> Result<bool, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::BadWorkbook)?;
    if archive.len() > limits::WORKBOOK_PARTS {
        return Err(Refusal::SwollenWorkbook);
    }
    let (mut left, mut is_ods, mut is_xlsx) = (most, false, false);
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Refusal::BadWorkbook)?;
        let name = part.name().map_err(|_| Refusal::BadWorkbook)?;
        is_ods |= name == "content.xml";
        is_xlsx |= name == "xl/workbook.xml";
        drop(name);
        // A picture or a macro is not read, and weighs what it weighs: only what grows is dangerous.
        let grown = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Refusal::BadWorkbook)?;
        left = left.checked_sub(grown).ok_or(Refusal::SwollenWorkbook)?;
    }
    if is_ods || is_xlsx { Ok(is_ods && !is_xlsx) } else { Err(Refusal::NotAWorkbook) }
}

/// Sheets of cells that are shown; the hidden ones too when there is no other.
fn visible(sheets: &[Sheet]) -> Result<Vec<String>, Refusal> {
    let names = |hidden: bool| -> Vec<String> {
        let cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        cells.filter(|sheet| hidden || sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect()
    };
    let shown = names(false);
    let found = if shown.is_empty() { names(true) } else { shown };
    if found.is_empty() { Err(Refusal::Empty) } else { Ok(found) }
}

/// The sheet asked for, else the one that looks most like a list of invoices or of clients.
fn choose(names: Vec<String>, wanted: Option<u32>, table: &mut ReadSheet) -> Result<Read, Refusal> {
    if let Some((place, name)) = wanted.and_then(|place| Some((place, names.get(place as usize)?.clone()))) {
        let found = table(&name)?;
        return if found.len() == 0 { Err(Refusal::Empty) } else { Ok(Read { table: found, sheets: names, place }) };
    }
    let mut best: Option<(Table, u32)> = None;
    for (place, name) in (0..).zip(&names) {
        let found = table(name)?;
        if found.len() > 0 && best.as_ref().is_none_or(|(known, _)| guess::promise(&found) > guess::promise(known)) {
            best = Some((found, place));
        }
    }
    let (found, place) = best.ok_or(Refusal::Empty)?;
    Ok(Read { table: found, sheets: names, place })
}

/// A row being filled, and the table it goes to.
struct Filling {
    table: Table,
    line: u32,
    cells: Vec<String>,
}

impl Filling {
    fn new() -> Filling {
        Filling { table: Table { typed: true, ..Table::default() }, line: 0, cells: Vec::new() }
    }

    /// Puts a cell at its place, both counted from 0.
    fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), Refusal> {
        if text.is_empty() {
            return Ok(());
        }
        let line = row.saturating_add(1);
        if line != self.line {
            self.end_row()?;
            self.line = line;
        }
        let column = column as usize;
        if column >= limits::COLUMNS {
            return Err(Refusal::TooManyColumns { line, limit: limits::COLUMNS as u32 });
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        self.table.push(self.line, &self.cells)?;
        self.cells.clear();
        Ok(())
    }

    fn end(mut self) -> Result<Table, Refusal> {
        self.end_row()?;
        Ok(self.table)
    }
}

/// `most`: rows after which the reading stops.
fn xlsx_sheet(book: &mut Xlsx<Cursor<&[u8]>>, bytes: &[u8], name: &str, most: usize) -> Result<Table, Refusal> {
    let printed = printed::of_sheet(bytes, name);
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| Refusal::BadWorkbook)?;
    let mut filling = Filling::new();
    while let Some(cell) = reader.next_cell().map_err(|_| Refusal::BadWorkbook)? {
        let (row, column) = cell.get_position();
        if filling.table.len() >= most {
            break;
        }
        let value = Data::from(cell.get_value().clone());
        let text = text_of(&value);
        // A text is printed as it is, a number by its format.
        let pattern = printed.get(&(row, column)).filter(|_| matches!(value, Data::Int(_) | Data::Float(_)));
        let number = pattern.zip(text.parse::<u64>().ok());
        filling.put(row, column, number.map_or(text, |(pattern, number)| pattern.print(number)))?;
    }
    filling.end()
}

fn ods_sheet(book: &mut Ods<Cursor<&[u8]>>, name: &str) -> Result<Table, Refusal> {
    let range = book.worksheet_range(name).map_err(|_| Refusal::BadWorkbook)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut filling = Filling::new();
    for (row, column, value) in range.used_cells() {
        let (row, column) = (top.saturating_add(row as u32), left.saturating_add(column as u32));
        filling.put(row, column, text_of(value))?;
    }
    filling.end()
}

/// A cell as a person would type it in French: comma for the cents, dates as `2026-11-23`, which read one way only.
fn text_of(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        // « #REF! »: read as empty, what was paid would be owed.
        Data::Error(error) => error.to_string(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::Bool(true) => "oui".to_owned(),
        Data::Bool(false) => "non".to_owned(),
        Data::DateTime(at) => day(at),
        Data::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        Data::DurationIso(text) => text.clone(),
    }
}

/// Fifteen digits, as the spreadsheet keeps them: `0,30000000000000004` is three tenths. Never three decimals, which might
/// be thousands.
fn decimal(number: f64) -> String {
    let kept = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    let text = kept.to_string().replace('.', ",");
    let decimals = text.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    if decimals == 3 { text + "0" } else { text }
}

fn day(at: &ExcelDateTime) -> String {
    if !at.is_datetime() {
        return decimal(at.as_f64());
    }
    at.as_datetime().map_or_else(|| decimal(at.as_f64()), |at| at.date().to_string())
}
