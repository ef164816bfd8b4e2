//! The builder: plugins, the window, its state and its events.
use crate::startup::{self, Engine};
use crate::{native::Native, paths, push, quit, rpc};
use echu_engine::app::Paths;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, DragDropEvent, Manager, Url, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent};

const MAIN: &str = "main";

/// Opens the app and returns when it is closed.
pub fn run(folders: Paths, demo: bool) -> tauri::Result<()> {
    let desktop = Native::default();
    let opening = startup::open(folders, desktop.clone(), demo);
    let engine = Engine::default();
    let mut builder = tauri::Builder::default().manage(engine.clone()).plugin(tauri_plugin_dialog::init());
    // The plugin knows one Échu a session. Data kept elsewhere is another Échu: the lock on the base decides.
    if std::env::var_os(paths::DATA).is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|handle, _arguments, _folder| raise(handle)));
    }
    builder
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .on_window_event(on_event)
        .setup(move |shell| {
            let handle = shell.handle();
            desktop.attach(handle);
            opening.follow(engine, window(handle)?, handle.clone());
            Ok(())
        })
        .run(tauri::generate_context!())
}

/// Makes the window, hidden, with the page inside: it may not go elsewhere, nor open another.
fn window(handle: &AppHandle) -> tauri::Result<WebviewWindow> {
    let config = handle.config().app.windows.iter().find(|window| window.label == MAIN).ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(handle, config)?.on_navigation(is_ours).on_new_window(|_, _| NewWindowResponse::Deny).build()
}

/// The embedded page, or the blank document inside a frame of it.
fn is_ours(url: &Url) -> bool {
    matches!(url.scheme(), "tauri" | "about") || url.host_str() == Some("tauri.localhost")
}

fn on_event(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            if let Some(page) = window.get_webview_window(window.label()) {
                api.prevent_close();
                quit::ask(&page);
            }
        }
        WindowEvent::DragDrop(drag) => on_drag(window, drag),
        // Tauri's list of events is open; only these are ours.
        _ => {}
    }
}

fn on_drag(window: &Window, drag: &DragDropEvent) {
    let handle = window.app_handle();
    match drag {
        DragDropEvent::Enter { .. } => push::dragging(handle, true),
        DragDropEvent::Leave => push::dragging(handle, false),
        DragDropEvent::Drop { paths, .. } => {
            push::dragging(handle, false);
            if let Some(app) = window.state::<Engine>().now() {
                push::dropped(handle, &app, paths);
            }
        }
        // Moving over the window says nothing new.
        _ => {}
    }
}

/// A second launch shows the window of the first.
fn raise(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(MAIN) {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            log::warn!("the window does not come forward: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// To change this list is to decide that the page may do more: faults X2.
    #[test]
    fn the_page_may_call_one_command_and_hear_events() {
        let capability: serde_json::Value = serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        assert_eq!(capability["permissions"], serde_json::json!(["allow-rpc", "core:event:allow-listen", "core:event:allow-unlisten"]));
    }

    #[test]
    fn the_page_cannot_be_led_elsewhere() {
        for ours in ["tauri://localhost/index.html", "http://tauri.localhost/", "about:srcdoc"] {
            assert!(is_ours(&ours.parse().unwrap()), "{ours} is the app itself");
        }
        for other in
            ["https://exemple.example/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "http://tauri.localhost.example/"]
        {
            assert!(!is_ours(&other.parse().unwrap()), "{other} is not ours");
        }
    }
}
