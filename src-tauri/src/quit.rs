//! Leaving: asks while something is being sent, and says what will wait.
use crate::startup::Engine;
use crate::{place, text, tray};
use echu_core::notices::of_staying;
use echu_engine::App;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

/// The window is to close: it hides behind its icon when the person wants the app to stay and the icon can be seen; else the
/// app leaves.
pub fn close(window: &WebviewWindow) {
    static TOLD: AtomicBool = AtomicBool::new(false);
    let window = window.clone();
    // Whether icons are shown is asked of the session's bus: not from the thread that draws.
    std::thread::spawn(move || {
        place::keep(&window);
        let app = window.state::<Engine>().now();
        match app.filter(|app| app.stays_open() && tray::is_shown(window.app_handle())) {
            Some(app) => {
                // A window that is already gone hides nothing.
                let _ = window.hide();
                if !TOLD.swap(true, Ordering::Relaxed) {
                    app.desktop.notify(&of_staying());
                }
            }
            None => ask(&window),
        }
    });
}

/// Closes the app, after a question when there is something to say.
pub fn ask(window: &WebviewWindow) {
    let Some(app) = window.state::<Engine>().now() else {
        return leave(window, None);
    };
    let state = app.quit_state();
    let Some((title, sentence)) = text::before_quitting(state) else {
        return leave(window, Some(app));
    };
    let kind = if state.sending { MessageDialogKind::Warning } else { MessageDialogKind::Info };
    // Asked from the icon, the window may be hidden: the question would be too.
    let _ = window.show();
    let buttons = MessageDialogButtons::OkCancelCustom(text::QUIT.to_owned(), text::STAY.to_owned());
    let closing = window.clone();
    window.dialog().message(sentence).title(title).kind(kind).buttons(buttons).parent(window).show(move |quit| {
        if quit {
            leave(&closing, Some(app));
        }
    });
}

/// How long a file being written is waited for: it stops at its next step, but a silent server or a slow disk may keep that long.
const PATIENCE: Duration = Duration::from_secs(10);

/// The background thread finishes what it holds before the window goes; the window hides at once.
fn leave(window: &WebviewWindow, app: Option<Arc<App>>) {
    place::keep(window);
    let window = window.clone();
    // A window that is already gone needs neither.
    let _ = window.hide();
    std::thread::spawn(move || {
        if let Some(app) = app {
            app.stop_background();
            echu_engine::backup::before_leaving(&app);
            // A message on the wire gets its answer: cut here, nobody would know whether it left.
            while app.quit_state().sending {
                std::thread::sleep(Duration::from_millis(50));
            }
            let begun = Instant::now();
            while app.is_writing_out() && begun.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        let _ = window.destroy();
    });
}
