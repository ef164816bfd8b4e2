//! The file: written beside its place under another name, and put there once it is whole.
use super::csv::Csv;
use super::workbook::Book;
use super::{Fill, Table};
use crate::error::{Error, Result};
use echu_core::text::fold;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ExportFormat", export_to = "contract.gen.ts")]
pub enum Format {
    /// A workbook, one sheet a table.
    Xlsx,
    /// A text file; several tables make an archive of them.
    Csv,
}

impl Format {
    /// The end of the name of a file of so many tables.
    pub fn extension(self, tables: usize) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Csv if tables == 1 => "csv",
            Format::Csv => "zip",
        }
    }
}

/// A name as every system takes it: « Factures et avoirs » gives `factures-et-avoirs`.
pub fn file_name(title: &str) -> String {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Writes tables in one file, and gives how many rows that makes. What was there before stays until the new file is whole.
///
/// # Errors
/// The disk's, or those of a `Fill`: nothing is then left behind.
pub fn save(path: &Path, format: Format, tables: &[(Table, Fill)]) -> Result<u64> {
    whole(path, |unfinished, folder| write(unfinished, folder, format, tables))
}

/// Makes a file under another name in its folder, then puts it in its place: `make` is given that name and the folder.
///
/// # Errors
/// The disk's, or those of `make`: nothing is then left behind, and what was there before stays.
pub fn whole<T>(path: &Path, make: impl FnOnce(&Path, &Path) -> Result<T>) -> Result<T> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(Error::Io { what: "save the file", source: std::io::ErrorKind::InvalidInput.into() });
    };
    let mut unfinished = std::ffi::OsString::from(".");
    unfinished.push(name);
    unfinished.push(".partiel");
    let unfinished = folder.join(unfinished);
    let done = make(&unfinished, folder)
        .and_then(|made| std::fs::rename(&unfinished, path).map(|()| made).map_err(Error::io("put the file in its place")));
    if done.is_err() {
        // It may never have been made; the reason of the failure is what counts.
        let _ = std::fs::remove_file(&unfinished);
    }
    done
}

fn write(path: &Path, folder: &Path, format: Format, tables: &[(Table, Fill)]) -> Result<u64> {
    let file = File::create(path).map_err(Error::io("create the export"))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let rows = match (format, tables) {
        (Format::Xlsx, _) => workbook(&mut out, folder, tables)?,
        (Format::Csv, [(table, fill)]) => csv(&mut out, table, fill)?,
        (Format::Csv, _) => archive(&mut out, tables)?,
    };
    let file = out.into_inner().map_err(|error| Error::Io { what: "end the export", source: error.into_error() })?;
    file.sync_all().map_err(Error::io("keep the export"))?;
    Ok(rows)
}

fn csv(out: impl Write, table: &Table, fill: Fill) -> Result<u64> {
    let mut csv = Csv::new(out, table)?;
    fill(&mut csv)?;
    csv.end()
}

fn workbook(out: impl Write + Send, folder: &Path, tables: &[(Table, Fill)]) -> Result<u64> {
    let mut book = Book::new(folder)?;
    let mut rows = 0;
    for (table, fill) in tables {
        let mut sheet = book.sheet(table)?;
        fill(&mut sheet)?;
        rows += sheet.end()?;
    }
    book.save(out)?;
    Ok(rows)
}

fn archive(out: impl Write + std::io::Seek, tables: &[(Table, Fill)]) -> Result<u64> {
    let failed = |error: zip::result::ZipError| Error::Io { what: "write the archive", source: error.into() };
    let mut archive = ZipWriter::new(out);
    let mut rows = 0;
    for (table, fill) in tables {
        archive.start_file(format!("{}.csv", file_name(&table.name)), SimpleFileOptions::default()).map_err(failed)?;
        rows += csv(BufWriter::with_capacity(1 << 16, &mut archive), table, fill)?;
    }
    archive.finish().map_err(failed)?;
    Ok(rows)
}
