//! The app without its window, on a folder of a test and a clock of its own: sends what waits, then ends. It exists to be
//! killed on the way, by the point that `FAULT` names or from outside.
//!
//! `worker DIR [BACKUP]`: with a backup named, restores it instead.
//!
//! `DIR/data` and `DIR/state` are the app's, `DIR/root.der` the authority to trust, `DIR/clock` the hour,
//! read at the start and written each time it moves, so that whoever finds the body knows when it died.
use chrono::SecondsFormat;
use echu_engine::App;
use echu_engine::app::Paths;
use echu_engine::clock::Clock;
use echu_engine::contract::dispatch;
use echu_engine::mail::SmtpMailer;
use echu_engine::secrets::{MemorySecrets, Secret, Secrets};
use echu_tests::{MovingClock, QueueDesktop, let_it_work, patient};
use serde_json::json;
use std::error::Error;
use std::io::{Seek, Write};
use std::path::PathBuf;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn Error>> {
    let dir = PathBuf::from(std::env::args_os().nth(1).ok_or("worker DIR")?);
    let hour = dir.join("clock");
    let clock = MovingClock::at(std::fs::read_to_string(&hour)?.parse()?);
    let secrets = MemorySecrets::default();
    secrets.set("contact@dupre.example", &Secret::new("sésame".to_owned())).map_err(|fault| fault.sentence())?;
    let paths = Paths { data: dir.join("data"), state: dir.join("state") };
    let app = App::open(paths, Box::new(clock.clone()), Box::new(QueueDesktop::default()), Box::new(secrets))?;
    app.set_smtp(Arc::new(SmtpMailer::trusting(&[std::fs::read(dir.join("root.der"))?], patient())?));
    let mut written = std::fs::File::options().write(true).open(&hour)?;
    if let Some(backup) = std::env::args().nth(2) {
        dispatch(&app, "restore_backup", json!({ "name": backup })).map_err(|refused| refused.sentence)?;
        return Ok(());
    }
    let_it_work(&app, &clock, || {
        // In place: a full disk leaves the hour before, which only makes the next opening earlier.
        let text = clock.now().to_rfc3339_opts(SecondsFormat::Secs, true);
        let _ = written.rewind().and_then(|()| written.write_all(text.as_bytes()));
    });
    Ok(())
}
