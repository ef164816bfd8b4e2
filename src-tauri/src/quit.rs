//! Leaving: asks while something is being sent, and says what will wait.
use crate::startup::Engine;
use crate::text;
use echu_engine::App;
use std::sync::Arc;
use std::time::Duration;
use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

/// Closes the window, after a question when there is something to say.
pub fn ask(window: &WebviewWindow) {
    let Some(app) = window.state::<Engine>().now() else {
        return leave(window, None);
    };
    let state = app.quit_state();
    let Some((title, sentence)) = text::before_quitting(state) else {
        return leave(window, Some(app));
    };
    let kind = if state.sending { MessageDialogKind::Warning } else { MessageDialogKind::Info };
    let buttons = MessageDialogButtons::OkCancelCustom(text::QUIT.to_owned(), text::STAY.to_owned());
    let closing = window.clone();
    window.dialog().message(sentence).title(title).kind(kind).buttons(buttons).parent(window).show(move |quit| {
        if quit {
            leave(&closing, Some(app));
        }
    });
}

/// The background thread finishes what it holds before the window goes; the window hides at once.
fn leave(window: &WebviewWindow, app: Option<Arc<App>>) {
    let window = window.clone();
    // A window that is already gone needs neither.
    let _ = window.hide();
    std::thread::spawn(move || {
        if let Some(app) = app {
            app.stop_background();
            // A message on the wire gets its answer: cut here, nobody would know whether it left.
            while app.quit_state().sending {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        let _ = window.destroy();
    });
}
