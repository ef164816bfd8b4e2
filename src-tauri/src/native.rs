//! What only a desktop can do: ask for a file, open one, show a folder.
use crate::text;
use echu_engine::desktop::{Desktop, FileKind};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// The desktop this app runs on. It is handed to the engine before the window exists, and gets it later.
#[derive(Default, Clone)]
pub struct Native(std::sync::Arc<OnceLock<AppHandle>>);

impl Native {
    /// From now on dialogs can be shown.
    pub fn attach(&self, handle: &AppHandle) {
        // A second window would not change where dialogs belong.
        let _ = self.0.set(handle.clone());
    }

    /// A file dialog over the window. These calls block: the engine makes them from a worker, never from
    /// the thread that draws.
    fn dialog(&self) -> Option<FileDialogBuilder<tauri::Wry>> {
        let handle = self.0.get()?;
        let dialog = handle.dialog().file();
        Some(match handle.get_webview_window("main") {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        })
    }
}

fn local(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen.and_then(|path| path.into_path().ok())
}

impl Desktop for Native {
    fn pick_file(&self, kind: FileKind) -> Option<PathBuf> {
        let (title, filter, extensions) = text::picker(kind);
        local(self.dialog()?.set_title(title).add_filter(filter, extensions).blocking_pick_file())
    }

    fn pick_files(&self, kind: FileKind) -> Vec<PathBuf> {
        let (title, filter, extensions) = text::picker(kind);
        let Some(dialog) = self.dialog() else { return Vec::new() };
        let chosen = dialog.set_title(title).add_filter(filter, extensions).blocking_pick_files();
        chosen.unwrap_or_default().into_iter().filter_map(|path| local(Some(path))).collect()
    }

    fn save_file(&self, suggested: &str) -> Option<PathBuf> {
        local(self.dialog()?.set_title(text::SAVE_FILE).set_file_name(suggested).blocking_save_file())
    }

    fn open(&self, path: &Path) -> io::Result<()> {
        tauri_plugin_opener::open_path(path, None::<&str>).map_err(io::Error::other)
    }

    fn open_url(&self, url: &str) -> io::Result<()> {
        tauri_plugin_opener::open_url(url, None::<&str>).map_err(io::Error::other)
    }

    fn reveal(&self, path: &Path) -> io::Result<()> {
        tauri_plugin_opener::reveal_item_in_dir(path).map_err(io::Error::other)
    }
}
