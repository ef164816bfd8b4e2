//! Opening the base while the window is being made, and saying in French why it did not open.
//!
//! GTK, WebKit and SQLite start together, and the page asks before the base is there: its commands wait. The base is shown
//! as soon as it can be read; it is checked whole once the page has drawn it, and nothing is written nor sent before that.
use crate::{log_file, native::Native, push, text, tray};
use echu_engine::app::Paths;
use echu_engine::clock::SystemClock;
use echu_engine::error::{ApiError, Error, ErrorCode};
use echu_engine::secrets::Keychain;
use echu_engine::{App, contract};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// Given by the session that starts the app: nobody asked for its window.
pub const WITH_SESSION: &str = "--session";

/// How the app was started.
#[derive(Clone, Copy)]
pub struct Launch {
    /// On the demonstration.
    pub demo: bool,
    /// By the session.
    pub with_session: bool,
}

/// The engine, once its base is open.
#[derive(Default, Clone)]
pub struct Engine {
    app: Arc<OnceLock<Option<Arc<App>>>>,
    foreseen: Arc<Mutex<Option<String>>>,
    drawn: Arc<(Mutex<bool>, Condvar)>,
}

/// What the first screen asks for. It is worked out while WebKit starts, and kept until something changes.
const FIRST: &str = "today";

/// The rows it asks for at first, as `app.svelte.ts` does: more than it shows.
const FIRST_ROWS: u32 = 60;

/// As it is asked.
fn first_request() -> Value {
    json!({ "rows": FIRST_ROWS })
}

/// All that is asked before the first screen is drawn: what comes next says that it is.
const BEFORE_DRAWN: [&str; 3] = [FIRST, "sender", "settings"];

/// The longest wait for a first screen: a page that never draws does not keep the app from its work.
const DRAWING: Duration = Duration::from_secs(3);

impl Engine {
    /// Waits for it; nothing when the base was refused.
    pub fn wait(&self) -> Option<Arc<App>> {
        self.app.wait().clone()
    }

    /// The engine, if it is there by now.
    pub fn now(&self) -> Option<Arc<App>> {
        self.app.get().cloned().flatten()
    }

    fn is(&self, app: Option<Arc<App>>) {
        // Set once, by the only thread that opens.
        let _ = self.app.set(app);
    }

    /// Keeps the answer to the first screen until something changes.
    fn foresees(&self, app: &App, answer: Option<String>) {
        *self.foreseen.lock().unwrap_or_else(PoisonError::into_inner) = answer;
        let kept = Arc::clone(&self.foreseen);
        app.on_change(move |_| *kept.lock().unwrap_or_else(PoisonError::into_inner) = None);
    }

    /// The answer to the first screen, once, as JSON.
    pub fn foreseen(&self, name: &str, request: &Value) -> Option<String> {
        if name != FIRST || *request != first_request() {
            return None;
        }
        self.foreseen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The page asks for `name`.
    pub fn hears(&self, name: &str) {
        if !BEFORE_DRAWN.contains(&name) {
            *self.drawn.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
            self.drawn.1.notify_all();
        }
    }

    /// Waits until the first screen is drawn: checking a large base and copying it would take the processor from the page.
    fn wait_drawn(&self) {
        let drawn = self.drawn.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Drawn or too long: the work begins.
        let _ = self.drawn.1.wait_timeout_while(drawn, DRAWING, |drawn| !*drawn);
    }
}

/// An open base, and the answer to its first screen.
struct Opened {
    app: Arc<App>,
    first: Option<String>,
}

/// The base being opened on its own thread.
pub struct Opening {
    thread: JoinHandle<Result<Opened, ApiError>>,
    log: PathBuf,
    with_session: bool,
}

/// Starts to open the base; the demonstration beside it when asked.
pub fn open(paths: Paths, desktop: Native, launch: Launch) -> Opening {
    let log = paths.state.join(log_file::NAME);
    let thread = std::thread::spawn(move || {
        let app = App::begin_or_rescue(paths, Box::new(SystemClock), Box::new(desktop), Box::new(Keychain::default()))?;
        if launch.demo && !app.is_demo() {
            app.settle()?;
            contract::dispatch(&app, "start_demo", json!({}))?;
        }
        // A refusal is for the page that asks.
        let first = contract::dispatch(&app, FIRST, first_request()).ok().map(|answer| answer.to_string());
        Ok(Opened { app, first })
    });
    Opening { thread, log, with_session: launch.with_session }
}

impl Opening {
    /// Waits for the base away from the thread that draws: shows the window, checks the base, starts to send; or says why not.
    pub fn follow(self, engine: Engine, window: WebviewWindow, handle: AppHandle) {
        std::thread::spawn(move || {
            let opened = self.thread.join().unwrap_or_else(|_| Err(Error::Panicked("open".to_owned()).into()));
            let settled = opened.and_then(|Opened { app, first }| {
                push::changes(&handle, &app);
                engine.foresees(&app, first);
                engine.is(Some(Arc::clone(&app)));
                let stays = app.stays_open();
                // Started with the session, it waits behind its icon; without one nobody could reach it.
                if !(self.with_session && stays && tray::set(&handle, true)) {
                    if let Err(error) = window.show() {
                        log::error!("the window does not show: {error}");
                    }
                    // After the window: whoever opens the app waits for his screen.
                    tray::set(&handle, stays);
                }
                tray::follow(&handle, &app);
                engine.wait_drawn();
                // A damaged base shows its backups: the work begins once one of them took its place.
                app.settle_or_wait()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_foreseen_is_what_the_first_screen_asks() {
        let page = include_str!("../../ui/src/main.ts");
        for name in BEFORE_DRAWN {
            assert!(page.contains(&format!("begin('{name}', ")), "{name} is asked before anything is drawn");
        }
        assert_eq!(page.matches("begin('").count(), BEFORE_DRAWN.len(), "and nothing else");
        let day = include_str!("../../ui/src/lib/app.svelte.ts");
        assert!(day.contains(&format!("FIRST_DAY = {{ rows: {FIRST_ROWS} }}")), "an answer to another request is thrown away");
    }
}
