//! A report on paper: whose, what, when, the table with its head on each page, page numbers.
mod words;

use super::draw::About;
use super::face::{Unit, tenths_mm};
use super::layout::{Flow, Room, Setting, stack};
use super::page::{Ink, LEFT, Mark, Page};
use super::rich::{clean, single};
use super::table::{Column, Kind, Row, Table};
use super::{LetterError, Pictures, Rendered, finish};
use chrono::NaiveDate;
use echu_core::party::Creditor;
use echu_core::reports::{Cell, Kind as ColumnKind, Row as ReportRow, RowKind, Table as ReportTable};
use echu_core::text::{bare_euros, grouped, numeric_date, percent};

/// What stands around the table. In French.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// Its name.
    pub title: &'a str,
    /// Which day, which time, which client.
    pub subtitle: &'a str,
    /// How its figures are made.
    pub how: &'a str,
    /// What is said instead of an empty table.
    pub empty: &'a str,
    /// The day it is made.
    pub made_on: NaiveDate,
}

/// An upright sheet holds so many columns; more lie.
const UPRIGHT_COLUMNS: usize = 6;
const TOP: Unit = tenths_mm(180);
const FOOT: Setting = Setting::BODY.sized(7_800, 9_800).soft();

/// A sheet, upright or lying.
struct Sheet {
    lying: bool,
    measure: Unit,
    bottom: Unit,
}

impl Sheet {
    fn of(table: &ReportTable) -> Sheet {
        let lying = table.columns.len() > UPRIGHT_COLUMNS;
        let (width, height) = if lying { (2_970, 2_100) } else { (2_100, 2_970) };
        Sheet { lying, measure: tenths_mm(width - 200) - LEFT, bottom: tenths_mm(height - 90) }
    }
}

/// The report as a PDF.
///
/// # Errors
/// `MissingGlyph`.
pub fn compose(creditor: &Creditor, heading: &Heading, table: &ReportTable) -> Result<Rendered, LetterError> {
    let sheet = Sheet::of(table);
    let mut flow = Flow::default();
    let body = Setting::BODY.at(LEFT, sheet.measure);
    flow.paragraph(&clean(&creditor.name), &body.sized(9_600, 12_000).soft().then(2_600).kept())?;
    flow.paragraph(heading.title, &body.sized(17_000, 21_000).strong().then(600).kept())?;
    flow.paragraph(&clean(heading.subtitle), &body.sized(11_400, 15_000).then(600).kept())?;
    flow.paragraph(&words::made_on(heading.made_on), &body.sized(8_600, 11_400).soft().then(9_000).kept())?;
    if table.is_empty() {
        flow.paragraph(heading.empty, &body)?;
    } else {
        printed(table, sheet.measure).lay(&mut flow)?;
    }
    flow.space(tenths_mm(50));
    for note in &table.notes {
        flow.paragraph(note, &body.sized(8_600, 11_400).then(3_000))?;
    }
    flow.paragraph(words::HOW, &body.sized(8_600, 11_400).strong().then(600).kept())?;
    flow.paragraph(heading.how, &body.sized(8_600, 11_400).soft())?;
    let title = words::running(heading.title, &clean(heading.subtitle));
    let mut pages = flow.pages(&Room { first: TOP, next: TOP + tenths_mm(60), bottom: sheet.bottom - tenths_mm(90) })?;
    around(&mut pages, &sheet, creditor, &title)?;
    let about = About { title: title.clone(), author: clean(&creditor.name), subject: title, date: heading.made_on };
    finish(&pages, &Pictures::read(None, None)?, &about)
}

/// The head of the pages that follow, and the foot of all.
fn around(pages: &mut [Page], sheet: &Sheet, creditor: &Creditor, title: &str) -> Result<(), LetterError> {
    let count = pages.len();
    let right = LEFT + sheet.measure;
    let top = sheet.bottom - tenths_mm(60);
    let (mentions, _) = stack(&clean(&creditor.legal_mentions()), &FOOT.at(LEFT, sheet.measure - tenths_mm(160)), top + tenths_mm(15))?;
    for (at, page) in pages.iter_mut().enumerate() {
        page.lying = sheet.lying;
        if at > 0 {
            let (head, _) = stack(title, &FOOT.sized(8_400, 10_000).at(LEFT, sheet.measure), TOP - tenths_mm(20))?;
            page.marks.splice(0..0, head.into_iter().take(1));
        }
        page.marks.push(Mark::Rule { x: LEFT, y: top, length: sheet.measure, weight: 400, ink: Ink::Faint });
        page.marks.extend(mentions.iter().cloned());
        let number = single(&format!("{}/{count}", at + 1), FOOT.style)?;
        let y = FOOT.baseline(top + tenths_mm(15));
        page.marks.push(Mark::Text { x: right - number.width, y, ink: Ink::Soft, line: number });
    }
    Ok(())
}

fn printed(table: &ReportTable, width: Unit) -> Table {
    let column = |column: &echu_core::reports::Column| match column.kind {
        _ if column.wide => Column::rest(column.title),
        ColumnKind::Text | ColumnKind::Date => Column::words(column.title),
        ColumnKind::Cents | ColumnKind::Days | ColumnKind::Count | ColumnKind::Rate => Column::figures(column.title),
    };
    let rows = table.rows.iter().map(row).collect();
    Table { columns: table.columns.iter().map(column).collect(), rows, width, strong_last: false, running: Vec::new() }
}

/// The title of a sum covers the cells that say nothing before the first that does.
fn row(row: &ReportRow) -> Row {
    let (kind, from) = match row.kind {
        RowKind::Line => (Kind::Line, 0),
        RowKind::Group => (Kind::Group, 0),
        RowKind::Subtotal | RowKind::Total => {
            let first = row.cells.iter().position(|cell| *cell != Cell::Empty).unwrap_or(row.cells.len());
            (if row.kind == RowKind::Total { Kind::Total } else { Kind::Subtotal }, first.max(1))
        }
    };
    let title = (row.kind != RowKind::Line).then(|| row.title.clone());
    Row { kind, cells: title.into_iter().chain(row.cells.iter().skip(from).map(text)).collect() }
}

/// A cell as it is printed; amounts without their sign, which the head of the page says.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Unknown => words::UNKNOWN.to_owned(),
        Cell::Text { text } => clean(text),
        Cell::Client { name, .. } => clean(name),
        Cell::Invoice { number, .. } => clean(number),
        Cell::Cents { amount } => bare_euros(*amount),
        Cell::Date { on } => numeric_date(*on),
        Cell::Days { days } => words::days(*days),
        Cell::Count { count: number } => grouped(u64::try_from(*number).unwrap_or(0)),
        Cell::Rate { bp } => percent(u32::try_from(*bp).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests;
