//! The one door from the page: a name and a request in, a response or a coded error out.
use crate::startup::Engine;
use echu_engine::contract;
use echu_engine::error::{ApiError, Error, ErrorCode};
use serde_json::Value;
use std::time::Duration;
use tauri::ipc::{InvokeResponseBody, Response};
use tauri::{AppHandle, Manager};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Commands at work together: as many as the base has readers. More would wait there, each on a thread with memory of its own.
static TOGETHER: Semaphore = Semaphore::const_new(2);
/// One that lasts, a mail server or a large import, keeps the others no longer than this.
const PATIENCE: Duration = Duration::from_millis(100);

/// Runs a command of the contract, away from the thread that draws the window; one asked while the base opens waits for it.
/// A panic in it is caught by the engine: it ends one command, not the app, and the hook of `log_file` has written where it
/// happened.
#[tauri::command]
pub async fn rpc(handle: AppHandle, name: String, request: Value) -> Result<Response, ApiError> {
    let turn = timeout(PATIENCE, TOGETHER.acquire()).await;
    let command = name.clone();
    let answer = tauri::async_runtime::spawn_blocking(move || {
        let engine = handle.state::<Engine>();
        engine.hears(&command);
        match engine.wait() {
            Some(app) => engine
                .foreseen(&command, &request)
                .map_or_else(|| contract::dispatch(&app, &command, request).map(|answer| answer.to_string()), Ok),
            None => Err(Error::Locked.into()),
        }
    })
    .await
    .unwrap_or_else(|_| Err(Error::Panicked(name.clone()).into()));
    drop(turn);
    if let Err(ApiError { code: ErrorCode::Internal, detail, .. }) = &answer {
        log::error!("{name}: {detail}");
    }
    answer.map(|json| Response::new(InvokeResponseBody::Json(json)))
}
