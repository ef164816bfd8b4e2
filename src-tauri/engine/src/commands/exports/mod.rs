//! Everything leaves in tables, at any time: the user's data are his, with Échu or without.
mod accountant;
mod around;
mod cards;
mod follow;
mod ledger;
mod list;
mod own;
mod source;
mod whole;
pub(crate) mod words;

pub use cards::save_cards;
pub use list::Export;
pub use whole::{TakeoutStage, TakeoutView, stop_takeout, take_everything, takeout};

use super::Nothing;
use crate::App;
use crate::error::{Error, Result};
use crate::export::{self, Fill, Format, Rows};
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// A table that may leave.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ExportView {
    /// Which.
    pub export: Export,
    /// Its name, in French.
    pub name: String,
    /// What it holds, in French.
    pub about: String,
    /// How many things it is about.
    pub count: u32,
}

/// What to save.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveExport {
    /// One table; none: all of them in one file.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub export: Option<Export>,
    /// How.
    pub format: Format,
}

/// What was saved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SavedExport {
    /// The name of the file.
    pub file_name: String,
    /// Its rows, headers left out.
    pub rows: u32,
    /// Stands for the file, to show it in its folder.
    pub token: String,
}

impl SavedExport {
    /// Of a file that the user chose, so many rows.
    pub(crate) fn at(app: &App, path: &Path, rows: u64) -> SavedExport {
        SavedExport {
            file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            token: app.file_token(path),
        }
    }
}

/// A file that was saved.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SavedFile {
    /// Stands for it.
    pub token: String,
}

/// The tables that may leave, with how much each is about.
///
/// # Errors
/// When the base cannot be read.
pub fn exports(app: &App, _: Nothing) -> Result<Vec<ExportView>> {
    app.read(|conn| {
        let view = |export: Export| {
            let row = export.row();
            let count = conn.query_row(&format!("SELECT COUNT(*) FROM {}", row.counted), [], |row| row.get(0))?;
            Ok(ExportView { export, name: row.name.to_owned(), about: row.about.to_owned(), count })
        };
        Export::ALL.into_iter().map(view).collect()
    })
}

/// Saves one table, or all of them, where the user says. None when he gave up.
///
/// # Errors
/// The disk's: what was there before stays.
pub fn save_export(app: &App, request: SaveExport) -> Result<Option<SavedExport>> {
    let today = app.when().today;
    let chosen = request.export.map_or_else(|| Export::ALL.to_vec(), |one| vec![one]);
    let what = request.export.map_or("Échu", |one| one.row().name);
    let suggested = format!("{}-{today}.{}", export::file_name(what), request.format.extension(chosen.len()));
    let Some(path) = app.desktop.save_file(&suggested) else { return Ok(None) };
    let rows = app.read(|conn| {
        let fills: Vec<_> = chosen.iter().map(|export| move |out: &mut dyn Rows| (export.row().fill)(conn, today, out)).collect();
        let tables: Vec<_> = chosen.iter().zip(&fills).map(|(export, fill)| (export.table(), fill as Fill)).collect();
        export::save(&path, request.format, &tables)
    })?;
    Ok(Some(SavedExport::at(app, &path, rows)))
}

/// Shows a saved file in its folder.
///
/// # Errors
/// When it is no longer there, or no file browser answers.
pub fn show_saved(app: &App, request: SavedFile) -> Result<bool> {
    app.desktop.reveal(&app.file(&request.token)?).map_err(Error::io("show the file"))?;
    Ok(true)
}
