//! The engine over loopback HTTP: the same `contract::dispatch` as the window, for a browser or a script,
//! with a clock that the test holds and dialogs that it answers. A development tool, in no package.
//!
//! `bridge --data DIR [--state DIR] [--today YYYY-MM-DD] [--port N] [--ui DIR] [--updates ADDRESS --updates-key KEY]`
mod changes;
mod clock;
mod http;
mod routes;

use echu_core::update::Package;
use echu_engine::App;
use echu_engine::app::Paths;
use echu_engine::secrets::MemorySecrets;
use echu_engine::updates::Source;
use echu_tests::QueueDesktop;
use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

const USAGE: &str = "bridge --data DIR [--state DIR] [--today YYYY-MM-DD] [--port N] [--ui DIR] [--updates ADDRESS --updates-key KEY]";

/// What was asked on the command line.
#[derive(Default)]
struct Options {
    data: Option<PathBuf>,
    state: Option<PathBuf>,
    today: Option<chrono::NaiveDate>,
    port: u16,
    ui: Option<PathBuf>,
    updates: String,
    updates_key: String,
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        let value = words.next().ok_or_else(|| format!("{word} wants a value\n{USAGE}"))?;
        let refused = |error: &dyn std::fmt::Display| format!("{word} {value}: {error}");
        match word.as_str() {
            "--data" => options.data = Some(value.into()),
            "--state" => options.state = Some(value.into()),
            "--ui" => options.ui = Some(value.into()),
            "--today" => options.today = Some(value.parse().map_err(|error| refused(&error))?),
            "--updates" => options.updates = value,
            "--updates-key" => options.updates_key = value,
            "--port" => options.port = value.parse().map_err(|error| refused(&error))?,
            _ => return Err(format!("{word} is unknown\n{USAGE}")),
        }
    }
    Ok(options)
}

fn serve() -> Result<(), String> {
    let options = options(std::env::args().skip(1))?;
    let data = options.data.ok_or(USAGE)?;
    let state = options.state.unwrap_or_else(|| data.join("state"));
    let clock = clock::HeldClock::new(options.today);
    let desktop = QueueDesktop::default();
    let opened =
        App::begin_or_rescue(Paths { data, state }, Box::new(clock.clone()), Box::new(desktop.clone()), Box::new(MemorySecrets::default()));
    let app = opened.map_err(|error| error.to_string())?;
    if !options.updates.is_empty() {
        desktop.installed_by(Package::Deb);
        app.updates
            .ask_at(Source::of(&options.updates, &options.updates_key).ok_or("--updates wants an address, and --updates-key its key")?);
    }
    let changes = Arc::new(changes::Changes::default());
    let heard = Arc::clone(&changes);
    app.on_change(move |tags| heard.add(tags));
    let settling = Arc::clone(&app);
    std::thread::spawn(move || match settling.settle_or_wait() {
        Ok(()) => {
            settling.start_background();
        }
        Err(error) => eprintln!("{error}"),
    });

    let listener = TcpListener::bind(("127.0.0.1", options.port)).map_err(|error| format!("port {}: {error}", options.port))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("listening on {address}");
    // Whoever waits for this line reads it through a pipe.
    std::io::stdout().flush().map_err(|error| error.to_string())?;

    let bridge = Arc::new(routes::Bridge { app, clock, desktop, changes, ui: options.ui });
    for stream in listener.incoming().flatten() {
        let bridge = Arc::clone(&bridge);
        std::thread::spawn(move || http::answer(stream, |request| bridge.route(request)));
    }
    Ok(())
}

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
