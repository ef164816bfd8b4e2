//! What the app asks of the desktop it runs on. The window implements it with real dialogs, the tests with a queue.
use echu_core::notices::Notice;
use echu_core::update::Package;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What the user is asked to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum FileKind {
    /// Tables and workbooks of invoices or clients, electronic invoices.
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
    /// The files that the system asked the app to open and that nobody took yet: « Ouvrir avec ». They are taken.
    fn take_opened(&self) -> Vec<PathBuf>;
    /// Asks the user for a folder; `None` when he gives up.
    fn pick_folder(&self) -> Option<PathBuf>;
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
    /// How the app was installed; `None` when nobody knows: built by hand, or taken apart.
    fn package(&self) -> Option<Package>;
    /// True while the person looks at the window: what it shows need not be told besides.
    fn is_watched(&self) -> bool;
    /// Shows a notification of the system; where there is none, nothing.
    fn notify(&self, notice: &Notice);
    /// True when an icon can be shown beside the clock, from which a hidden window comes back.
    fn has_tray(&self) -> bool;
    /// Whether the app starts with the session; `None` where that cannot be chosen.
    fn starts_with_session(&self) -> Option<bool>;
    /// Makes the app start with the session, or no longer.
    ///
    /// # Errors
    /// When the system refuses.
    fn start_with_session(&self, starts: bool) -> std::io::Result<()>;
}
