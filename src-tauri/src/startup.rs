//! Opening the base while the window is being made, and saying in French why it did not open.
//!
//! GTK, WebKit and SQLite start together, and the page asks before the base is there: its commands wait. The base is shown
//! as soon as it can be read; it is checked whole while the page draws, and nothing is written nor sent before that.
use crate::{log_file, native::Native, push, text};
use echu_engine::app::Paths;
use echu_engine::clock::SystemClock;
use echu_engine::error::{ApiError, Error, ErrorCode};
use echu_engine::secrets::Keychain;
use echu_engine::{App, contract};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// The engine, once its base is open.
#[derive(Default, Clone)]
pub struct Engine(Arc<OnceLock<Option<Arc<App>>>>);

impl Engine {
    /// Waits for it; nothing when the base was refused.
    pub fn wait(&self) -> Option<Arc<App>> {
        self.0.wait().clone()
    }

    /// The engine, if it is there by now.
    pub fn now(&self) -> Option<Arc<App>> {
        self.0.get().cloned().flatten()
    }

    fn is(&self, app: Option<Arc<App>>) {
        // Set once, by the only thread that opens.
        let _ = self.0.set(app);
    }
}

/// The base being opened on its own thread.
pub struct Opening {
    thread: JoinHandle<Result<Arc<App>, ApiError>>,
    log: PathBuf,
}

/// Starts to open the base; the demonstration beside it when asked.
pub fn open(paths: Paths, desktop: Native, demo: bool) -> Opening {
    let log = paths.state.join(log_file::NAME);
    let thread = std::thread::spawn(move || {
        let app = App::begin(paths, Box::new(SystemClock), Box::new(desktop), Box::new(Keychain::default()))?;
        if demo && !app.is_demo() {
            app.settle()?;
            contract::dispatch(&app, "start_demo", serde_json::json!({}))?;
        }
        Ok(app)
    });
    Opening { thread, log }
}

impl Opening {
    /// Waits for the base away from the thread that draws: shows the window, checks the base, starts to send; or says why not.
    pub fn follow(self, engine: Engine, window: WebviewWindow, handle: AppHandle) {
        std::thread::spawn(move || {
            let opened = self.thread.join().unwrap_or_else(|_| Err(Error::Panicked("open".to_owned()).into()));
            let settled = opened.and_then(|app| {
                push::changes(&handle, &app);
                engine.is(Some(Arc::clone(&app)));
                if let Err(error) = window.show() {
                    log::error!("the window does not show: {error}");
                }
                app.settle()?;
                app.start_background();
                Ok(())
            });
            if let Err(error) = settled {
                engine.is(None);
                Refusal { error: Box::new(error), log: self.log }.tell(&handle);
            }
        });
    }
}

/// Why the app does not start.
struct Refusal {
    error: Box<ApiError>,
    log: PathBuf,
}

impl Refusal {
    /// Says so in a dialog, then leaves. Exit code 0 for a second copy, which is no fault.
    fn tell(self, handle: &AppHandle) {
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
