//! The builder: plugins, the window, its state and its events.
use crate::place::{self, Place};
use crate::startup::{self, Engine, Launch};
use crate::{native::Native, opened, paths, push, quit, rpc};
use echu_engine::app::Paths;
use std::path::{Path, PathBuf};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, DragDropEvent, Manager, RunEvent, Url, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent};
use tauri_plugin_autostart::MacosLauncher;

/// The one window.
pub const MAIN: &str = "main";

/// Opens the app, on these files if any, and returns when it is closed.
pub fn run(folders: Paths, launch: Launch, files: Vec<PathBuf>) -> tauri::Result<()> {
    let desktop = Native::default();
    desktop.opens(files);
    let place = Place::under(&folders.state);
    let opening = startup::open(folders, desktop.clone(), launch);
    let engine = Engine::default();
    let session = tauri_plugin_autostart::init(MacosLauncher::LaunchAgent, Some(vec![startup::WITH_SESSION]));
    let mut builder = tauri::Builder::default().manage(engine.clone()).manage(place).plugin(tauri_plugin_dialog::init()).plugin(session);
    // The plugin knows one Échu a session. Data kept elsewhere is another Échu: the lock on the base decides.
    if std::env::var_os(paths::DATA).is_none() {
        let first = desktop.clone();
        builder = builder.plugin(tauri_plugin_single_instance::init(move |handle, arguments, folder| {
            raise(handle);
            first.opens(opened::files(arguments, Path::new(&folder)));
        }));
    }
    let asked = desktop.clone();
    builder
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .on_window_event(on_event)
        .setup(move |shell| {
            let handle = shell.handle();
            desktop.attach(handle);
            let page = window(handle)?;
            place::restore(&page);
            opening.follow(engine, page, handle.clone());
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(move |handle, event| on_run(handle, &asked, event));
    Ok(())
}

/// A click on the icon of the Dock brings a hidden window back; a file opened with the app comes as an event.
#[cfg(target_os = "macos")]
fn on_run(handle: &AppHandle, desktop: &Native, event: RunEvent) {
    match event {
        RunEvent::Reopen { .. } => raise(handle),
        RunEvent::Opened { urls } => desktop.opens(urls.iter().filter_map(|url| url.to_file_path().ok()).collect()),
        _ => {}
    }
}

#[cfg(not(target_os = "macos"))]
fn on_run(_: &AppHandle, _: &Native, _: RunEvent) {}

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
                quit::close(&page);
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

/// A second launch shows the window of the first, and so does the icon beside the clock.
pub fn raise(handle: &AppHandle) {
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
    fn the_page_may_call_one_command_hear_events_and_be_shown_larger() {
        let capability: serde_json::Value = serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        assert_eq!(
            capability["permissions"],
            serde_json::json!(["allow-rpc", "core:event:allow-listen", "core:event:allow-unlisten", "core:webview:allow-set-webview-zoom"])
        );
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
