//! A report as a file: pages, a workbook, a text.
use super::{ReportFormat, ReportPage};
use crate::App;
use crate::commands::exports::SavedExport;
use crate::error::{Error, Result};
use crate::export::{self, Column, Format, Rows};
use crate::letters::report::{Heading, compose};
use crate::store::settings;
use chrono::NaiveDate;
use echu_core::reports::{Cell, Kind, RowKind, Table};
use echu_core::text::percent;
use std::borrow::Cow;

/// What is written where a value is not known.
const UNKNOWN: &str = "inconnu";
/// The head of the column that says under which title a line stands.
const SECTION: &str = "Rubrique";

/// Saves the report where the user says. None when he gave up.
pub(in crate::commands) fn save(app: &App, page: &ReportPage, format: ReportFormat, today: NaiveDate) -> Result<Option<SavedExport>> {
    let extension = match format {
        ReportFormat::Pdf => "pdf",
        ReportFormat::Xlsx => "xlsx",
        ReportFormat::Csv => "csv",
    };
    let suggested = format!("{}.{extension}", export::file_name(&format!("{} {}", page.title, page.subtitle)));
    let Some(path) = app.desktop.save_file(&suggested) else { return Ok(None) };
    let rows = match format {
        ReportFormat::Pdf => {
            let creditor = app.read(settings::creditor)?;
            let heading = Heading { title: &page.title, subtitle: &page.subtitle, how: &page.how, empty: &page.empty, made_on: today };
            let made = compose(&creditor, &heading, &page.table).map_err(|error| Error::Refused(error.sentence()))?;
            export::whole(&path, |unfinished, _| std::fs::write(unfinished, &made.pdf).map_err(Error::io("write the report")))?;
            lines(&page.table)
        }
        ReportFormat::Xlsx => written(&path, Format::Xlsx, page)?,
        ReportFormat::Csv => written(&path, Format::Csv, page)?,
    };
    Ok(Some(SavedExport::at(app, &path, rows)))
}

fn lines(table: &Table) -> u64 {
    u64::try_from(table.rows.iter().filter(|row| row.kind == RowKind::Line).count()).unwrap_or(u64::MAX)
}

fn written(path: &std::path::Path, format: Format, page: &ReportPage) -> Result<u64> {
    let sectioned = page.table.rows.iter().any(|row| row.kind != RowKind::Line);
    let section = sectioned.then(|| Column::words(SECTION));
    let columns = section.into_iter().chain(page.table.columns.iter().map(|column| head(column.title, column.kind))).collect();
    let table = export::Table { name: Cow::Owned(page.title.clone()), columns: Cow::Owned(columns) };
    export::save(path, format, &[(table, &|out: &mut dyn Rows| fill(&page.table, sectioned, out))])
}

fn head(title: &'static str, kind: Kind) -> Column {
    match kind {
        Kind::Text | Kind::Rate => Column::text(title),
        Kind::Cents => Column::cents(title),
        Kind::Date => Column::day(title),
        Kind::Days | Kind::Count => Column::number(title),
    }
}

/// Each line bears the title it stands under, so that the file can be sorted and filtered; sums keep their own.
fn fill(table: &Table, sectioned: bool, out: &mut dyn Rows) -> Result<()> {
    let mut section = "";
    for row in &table.rows {
        if row.kind == RowKind::Group {
            section = &row.title;
            continue;
        }
        let title = match row.kind {
            RowKind::Line | RowKind::Group => Cow::Borrowed(section),
            RowKind::Subtotal if !section.is_empty() => Cow::Owned(format!("{section}, {}", row.title.to_lowercase())),
            RowKind::Subtotal | RowKind::Total => Cow::Borrowed(row.title.as_str()),
        };
        let first = sectioned.then(|| export::Cell::from(title.into_owned()));
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| leaving(cell, column.kind));
        out.row(&first.into_iter().chain(cells).collect::<Vec<_>>())?;
    }
    Ok(())
}

fn leaving(cell: &Cell, kind: Kind) -> export::Cell<'_> {
    match cell {
        Cell::Empty => export::Cell::Empty,
        // A column of figures has no place for a word: what is not known stays empty there, as everywhere in a file.
        Cell::Unknown if kind == Kind::Text => UNKNOWN.into(),
        Cell::Unknown => export::Cell::Empty,
        Cell::Text { text } => text.as_str().into(),
        Cell::Client { name, .. } => name.as_str().into(),
        Cell::Invoice { number, .. } => number.as_str().into(),
        Cell::Cents { amount } => (*amount).into(),
        Cell::Date { on } => (*on).into(),
        Cell::Days { days } => export::Cell::Number(i64::from(*days)),
        Cell::Count { count } => export::Cell::Number(i64::from(*count)),
        Cell::Rate { bp } => percent(u32::try_from(*bp).unwrap_or(0)).into(),
    }
}
