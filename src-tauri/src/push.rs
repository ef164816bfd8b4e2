//! What the engine tells the page without being asked.
use echu_engine::App;
use serde::Serialize;
use std::path::PathBuf;
use tauri::{AppHandle, Emitter};

/// Carries the tags of what changed, as a list.
const CHANGED: &str = "changed";
/// Carries the list of the files let go over the window.
const DROPPED: &str = "dropped";
/// Files wait to be taken: the system asked to open them.
const OPENED: &str = "opened";
/// Carries true while files hang over the window, false when they leave it.
const DRAGGING: &str = "dragging";

/// A file dropped on the window. The page gets a token to hand back, never a path.
#[derive(Clone, Serialize)]
struct Dropped {
    token: String,
    name: String,
}

/// Forwards the engine's changes to the window.
pub fn changes(handle: &AppHandle, app: &App) {
    let handle = handle.clone();
    app.on_change(move |tags| emit(&handle, CHANGED, tags));
}

/// Announces dropped files.
pub fn dropped(handle: &AppHandle, app: &App, paths: &[PathBuf]) {
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let files: Vec<Dropped> = paths.iter().map(|path| Dropped { token: app.file_token(path), name: name(path) }).collect();
    emit(handle, DROPPED, files);
}

/// Says that files wait to be taken.
pub fn opened(handle: &AppHandle) {
    emit(handle, OPENED, ());
}

/// Says whether files are being carried over the window.
pub fn dragging(handle: &AppHandle, over: bool) {
    emit(handle, DRAGGING, over);
}

fn emit(handle: &AppHandle, event: &str, payload: impl Serialize + Clone) {
    if let Err(error) = handle.emit(event, payload) {
        log::warn!("the window did not hear « {event} »: {error}");
    }
}
