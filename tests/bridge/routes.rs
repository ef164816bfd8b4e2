//! What each address does.
use crate::changes::Changes;
use crate::clock::HeldClock;
use crate::http::{Request, Response};
use chrono::{NaiveDate, NaiveTime};
use echu_engine::error::{ApiError, ErrorCode};
use echu_engine::{App, contract};
use echu_tests::QueueDesktop;
use serde_json::{Value, json};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The engine and what the test holds of its surroundings.
pub struct Bridge {
    /// The engine.
    pub app: Arc<App>,
    /// Its clock.
    pub clock: HeldClock,
    /// Its desktop.
    pub desktop: QueueDesktop,
    /// What it pushed.
    pub changes: Arc<Changes>,
    /// The built interface to serve, if any.
    pub ui: Option<PathBuf>,
}

impl Bridge {
    /// Answers one request.
    pub fn route(&self, request: &Request) -> Response {
        let segments: Vec<&str> = request.path.trim_matches('/').split('/').collect();
        match (request.method.as_str(), segments.as_slice()) {
            ("POST", ["rpc", name]) => with_json(request, |body| self.rpc(name, body)),
            ("POST", ["files"]) => with_json(request, |body| self.file(&body)),
            ("POST", ["clock"]) => with_json(request, |body| self.hold(&body)),
            ("GET", ["opened"]) => Response::json(200, &json!({ "opened": self.desktop.opened() })),
            ("GET", ["changes"]) => self.changes(&request.query),
            ("POST", ["shut"]) => self.shut(),
            ("GET", _) => self.page(&request.path),
            _ => Response::error(404, "no such address"),
        }
    }

    fn rpc(&self, name: &str, request: Value) -> Response {
        match contract::dispatch(&self.app, name, request) {
            Ok(answer) => Response::json(200, &answer),
            Err(error) => match serde_json::to_value(&error) {
                Ok(body) => Response::json(status(&error), &body),
                Err(fault) => Response::error(500, &fault.to_string()),
            },
        }
    }

    /// `path`: a file as if chosen in a dialog, with its token now; the next « open » dialog answers it too.
    /// `save`: what the next « save » dialog answers.
    fn file(&self, body: &Value) -> Response {
        let named = |key: &str| body.get(key).and_then(Value::as_str).map(PathBuf::from);
        if let Some(path) = named("save") {
            self.desktop.will_save(&path);
            return Response::json(200, &json!({}));
        }
        let Some(path) = named("path") else { return Response::error(400, "path is missing") };
        if !path.exists() {
            return Response::error(400, "there is no such file nor folder");
        }
        let token = self.app.file_token(&path);
        self.desktop.will_pick(&path);
        Response::json(200, &json!({ "token": token }))
    }

    fn hold(&self, body: &Value) -> Response {
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let Some(today) = text("today").and_then(|day| day.parse::<NaiveDate>().ok()) else {
            return Response::error(400, "today is not a day such as 2026-11-23");
        };
        let hour =
            |time: &str| NaiveTime::parse_from_str(time, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(time, "%H:%M")).map_err(|_| ());
        match text("time").map(hour).transpose() {
            Ok(time) => {
                self.clock.hold(today, time);
                self.app.wake();
                Response::json(200, &json!({}))
            }
            Err(()) => Response::error(400, "time is not an hour such as 09:30"),
        }
    }

    fn changes(&self, query: &str) -> Response {
        let since = query.split('&').find_map(|pair| pair.strip_prefix("since=")).map_or(Ok(0), str::parse);
        let Ok(since) = since else { return Response::error(400, "since is not a number") };
        let (next, tags) = self.changes.after(since);
        Response::json(200, &json!({ "next": next, "tags": tags }))
    }

    /// Ends the process once the answer has left.
    fn shut(&self) -> Response {
        std::thread::spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            std::process::exit(0);
        });
        Response::json(200, &json!({}))
    }

    fn page(&self, path: &str) -> Response {
        let Some(root) = &self.ui else { return Response::error(404, "no interface: start the bridge with --ui") };
        let inside = Path::new(path.trim_start_matches('/'));
        if inside.components().any(|part| !matches!(part, Component::Normal(_))) {
            return Response::error(400, "a path stays inside the interface");
        }
        let file = if inside.as_os_str().is_empty() { root.join("index.html") } else { root.join(inside) };
        match std::fs::read(&file) {
            Ok(body) => Response { status: 200, kind: media_type(&file), body },
            Err(_) => Response::error(404, "no such file"),
        }
    }
}

fn with_json(request: &Request, answer: impl FnOnce(Value) -> Response) -> Response {
    let body = if request.body.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&request.body) };
    match body {
        Ok(body) => answer(body),
        Err(error) => Response::error(400, &error.to_string()),
    }
}

fn status(error: &ApiError) -> u16 {
    match error.code {
        ErrorCode::Validation | ErrorCode::UnknownRate => 400,
        ErrorCode::NotFound => 404,
        ErrorCode::Precondition | ErrorCode::Legal | ErrorCode::MailSetup => 409,
        ErrorCode::Locked => 423,
        ErrorCode::NewerDatabase | ErrorCode::Damaged | ErrorCode::Internal => 500,
        ErrorCode::DiskFull => 507,
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
