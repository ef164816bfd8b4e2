//! What only a desktop can do: ask for a file, open one, show a folder.
use crate::shell::MAIN;
use crate::{push, text, tray};
use echu_core::notices::Notice;
use echu_core::update::Package;
use echu_engine::desktop::{Desktop, FileKind};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;
use tauri::{AppHandle, Manager};
use tauri_plugin_autostart::ManagerExt;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// A window just opened has not always got the focus yet, and the person looks at it.
const JUST_OPENED: Duration = Duration::from_secs(20);

/// The desktop this app runs on. It is handed to the engine before the window exists, and gets it later.
#[derive(Default, Clone)]
pub struct Native {
    window: Arc<OnceLock<(AppHandle, Instant)>>,
    /// What the system asked to open, until the page takes it: it may ask before there is a page.
    opened: Arc<Mutex<Vec<PathBuf>>>,
}

impl Native {
    /// From now on dialogs can be shown.
    pub fn attach(&self, handle: &AppHandle) {
        // A second window would not change where dialogs belong.
        let _ = self.window.set((handle.clone(), Instant::now()));
    }

    /// The system asks to open these files: kept for the page, which is told.
    pub fn opens(&self, files: Vec<PathBuf>) {
        if files.is_empty() {
            return;
        }
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
        if let Some(handle) = self.handle() {
            push::opened(handle);
        }
    }

    fn handle(&self) -> Option<&AppHandle> {
        self.window.get().map(|(handle, _)| handle)
    }

    /// A file dialog over the window. These calls block: the engine makes them from a worker, never from
    /// the thread that draws.
    fn dialog(&self) -> Option<FileDialogBuilder<tauri::Wry>> {
        let handle = self.handle()?;
        let dialog = handle.dialog().file();
        Some(match handle.get_webview_window(MAIN) {
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

    fn take_opened(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.opened.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn pick_folder(&self) -> Option<PathBuf> {
        local(self.dialog()?.set_title(text::PICK_FOLDER).blocking_pick_folder())
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

    /// As the bundler wrote it in the program; a program of a plain build says nothing.
    fn package(&self) -> Option<Package> {
        match bundle_type()? {
            BundleType::Deb => Some(Package::Deb),
            BundleType::Rpm => Some(Package::Rpm),
            BundleType::AppImage => Some(Package::AppImage),
            BundleType::Nsis => Some(Package::Setup),
            BundleType::App | BundleType::Dmg => Some(Package::Image),
            BundleType::Msi => None,
        }
    }

    fn is_watched(&self) -> bool {
        let Some((handle, since)) = self.window.get() else { return false };
        let Some(window) = handle.get_webview_window(MAIN) else { return false };
        let shown = window.is_visible().unwrap_or(false) && !window.is_minimized().unwrap_or(false);
        shown && (window.is_focused().unwrap_or(false) || since.elapsed() < JUST_OPENED)
    }

    fn notify(&self, notice: &Notice) {
        let mut shown = notify_rust::Notification::new();
        shown.appname(text::APP).summary(&notice.title).body(&notice.body);
        #[cfg(target_os = "linux")]
        shown.icon("echu").hint(notify_rust::Hint::DesktopEntry("echu".to_owned()));
        #[cfg(windows)]
        shown.app_id("fr.echu.desktop");
        #[cfg(target_os = "macos")]
        let _ = notify_rust::set_application("fr.echu.desktop");
        if let Err(error) = shown.show() {
            log::warn!("a notification was not shown: {error}");
        }
    }

    fn has_tray(&self) -> bool {
        tray::is_possible()
    }

    fn starts_with_session(&self) -> Option<bool> {
        self.handle()?.autolaunch().is_enabled().ok()
    }

    fn start_with_session(&self, starts: bool) -> io::Result<()> {
        let handle = self.handle().ok_or(io::ErrorKind::NotConnected)?;
        let session = handle.autolaunch();
        let done = if starts { session.enable() } else { session.disable() };
        done.map_err(io::Error::other)
    }
}
