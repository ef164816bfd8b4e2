//! What the app asks of the desktop it runs on. The window implements it with real dialogs, the tests with a queue.
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What the user is asked to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum FileKind {
    /// Tables of invoices or clients, electronic invoices.
    Import,
    /// The PDF of an invoice.
    InvoicePdf,
    /// A picture: logo or signature.
    Picture,
    /// A photo or a scan: what proves that a letter left, or arrived.
    Proof,
    /// A signed file of reference rates.
    Rates,
}

/// The desktop around the app.
pub trait Desktop: Send + Sync {
    /// Asks the user for a file; `None` when he gives up.
    fn pick_file(&self, kind: FileKind) -> Option<PathBuf>;
    /// Asks the user for one or several files; none when he gives up.
    fn pick_files(&self, kind: FileKind) -> Vec<PathBuf>;
    /// Asks the user where to save; `None` when he gives up.
    fn save_file(&self, suggested: &str) -> Option<PathBuf>;
    /// Opens a file with the program the system has for it.
    ///
    /// # Errors
    /// When no program takes it.
    fn open(&self, path: &Path) -> std::io::Result<()>;
    /// Opens a page in the browser.
    ///
    /// # Errors
    /// When no browser answers.
    fn open_url(&self, url: &str) -> std::io::Result<()>;
    /// Shows a file in its folder.
    ///
    /// # Errors
    /// When no file browser answers.
    fn reveal(&self, path: &Path) -> std::io::Result<()>;
}
