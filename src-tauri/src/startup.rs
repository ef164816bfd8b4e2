//! Opening the base while the window is being made, and saying in French why it did not open.
use crate::{log_file, native::Native, text};
use echu_engine::app::Paths;
use echu_engine::clock::SystemClock;
use echu_engine::error::{ApiError, Error, ErrorCode};
use echu_engine::secrets::Keychain;
use echu_engine::{App, contract};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// The engine being opened on its own thread: GTK, WebKit and SQLite start together.
pub struct Opening {
    thread: JoinHandle<Result<Arc<App>, ApiError>>,
    log: PathBuf,
}

/// Starts to open the base; the demonstration beside it when asked.
pub fn open(paths: Paths, desktop: Native, demo: bool) -> Opening {
    let log = paths.state.join(log_file::NAME);
    let thread = std::thread::spawn(move || {
        let app = App::open(paths, Box::new(SystemClock), Box::new(desktop), Box::new(Keychain::default()))?;
        if demo && !app.is_demo() {
            contract::dispatch(&app, "start_demo", serde_json::json!({}))?;
        }
        Ok(app)
    });
    Opening { thread, log }
}

impl Opening {
    /// Waits for the base.
    pub fn wait(self) -> Result<Arc<App>, Refusal> {
        let opened = self.thread.join().unwrap_or_else(|_| Err(Error::Panicked("open".to_owned()).into()));
        opened.map_err(|error| Refusal { error: Box::new(error), log: self.log })
    }
}

/// Why the app does not start.
pub struct Refusal {
    error: Box<ApiError>,
    log: PathBuf,
}

impl Refusal {
    /// Says so in a dialog, then leaves. Exit code 0 for a second copy, which is no fault.
    pub fn tell(self, handle: &AppHandle) {
        log::error!("the base does not open: {}", self.error.detail);
        let (title, sentence) = text::refusal(&self.error, &self.log);
        eprintln!("{sentence}");
        let (code, kind) = match self.error.code {
            ErrorCode::Locked => (0, MessageDialogKind::Info),
            _ => (1, MessageDialogKind::Error),
        };
        // Driven by a test there is nobody to press the button: the sentence above is the message.
        if std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some() {
            handle.exit(code);
            return;
        }
        let leave = handle.clone();
        handle.dialog().message(sentence).title(title).kind(kind).show(move |_| leave.exit(code));
    }
}
