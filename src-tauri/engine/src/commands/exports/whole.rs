//! « Tout emporter »: everything in one archive that is read without Échu, made behind the screens.
use super::{Export, Nothing};
use crate::App;
use crate::error::{Error, Result};
use crate::export::{Fill, Rows};
use crate::job::Stage;
use crate::store::{Outcome, Tag};
use crate::takeout::{self, Listed, Moment, Taken};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// Where the archive stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum TakeoutStage {
    /// None was asked for, or it was stopped.
    None,
    /// Being written.
    Running,
    /// Asked to stop.
    Stopping,
    /// In its place.
    Done,
    /// Not made.
    Failed,
}

/// The archive of everything.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TakeoutView {
    /// Where it stands.
    pub stage: TakeoutStage,
    /// Bytes read so far.
    #[ts(type = "number")]
    pub done: u64,
    /// Bytes to read in all; 0 until that is known.
    #[ts(type = "number")]
    pub total: u64,
    /// The name of the file, once made.
    pub file_name: String,
    /// Its size, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Papers in it.
    #[ts(type = "number")]
    pub documents: u64,
    /// Messages in it.
    #[ts(type = "number")]
    pub messages: u64,
    /// Stands for the file, to show it in its folder; empty until it is made.
    pub token: String,
    /// Why it was not made, in French.
    pub problem: String,
}

fn changed(value: bool) -> Outcome<bool> {
    Outcome { value, changed: BTreeSet::from([Tag::Jobs]) }
}

/// Asks where, then writes everything there behind the screens; [`takeout`] says how far it is. False when the user gave up.
///
/// # Errors
/// When one is being written already, or the base is refused.
pub fn take_everything(app: &App, _: Nothing) -> Result<Outcome<bool>> {
    app.wait_settled()?;
    if app.takeout.is_running() {
        return Err(Error::Precondition("job_running"));
    }
    let when = app.when();
    let Some(path) = app.desktop.save_file(&format!("echu-complet-{}.zip", when.today)) else { return Ok(changed(false)) };
    let moment = Moment { at: when.at, today: when.today };
    app.takeout.start(
        app,
        |app| &app.takeout,
        move |app, progress| takeout::make(app, &path, moment, progress, |conn, write| listed(conn, moment, write)),
    )?;
    Ok(changed(true))
}

/// Every table that may leave, as the archive lists it.
fn listed(conn: &Connection, moment: Moment, write: &mut dyn FnMut(&[Listed]) -> Result<Taken>) -> Result<Taken> {
    let fills: Vec<_> = Export::ALL.iter().map(|one| move |out: &mut dyn Rows| (one.row().fill)(conn, moment.today, out)).collect();
    let listed: Vec<_> = Export::ALL.iter().zip(&fills).map(|(one, fill)| (one.table(), one.row().about, fill as Fill)).collect();
    let tables: Vec<Listed> = listed.into_iter().map(|(table, about, fill)| Listed { table, about, fill }).collect();
    write(&tables)
}

/// How far the archive is, and what came of it.
///
/// # Errors
/// None: it is in memory.
pub fn takeout(app: &App, _: Nothing) -> Result<TakeoutView> {
    let mut view = TakeoutView {
        stage: TakeoutStage::None,
        done: 0,
        total: 0,
        file_name: String::new(),
        bytes: 0,
        documents: 0,
        messages: 0,
        token: String::new(),
        problem: String::new(),
    };
    match app.takeout.stage() {
        Stage::None => {}
        Stage::Running { done, total } => (view.stage, view.done, view.total) = (TakeoutStage::Running, done, total),
        Stage::Stopping => view.stage = TakeoutStage::Stopping,
        Stage::Failed(sentence) => (view.stage, view.problem) = (TakeoutStage::Failed, sentence),
        Stage::Done(taken) => {
            view.stage = TakeoutStage::Done;
            view.file_name = taken.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (view.bytes, view.documents, view.messages) = (taken.bytes, taken.documents, taken.messages);
            view.token = taken.token;
        }
    }
    Ok(view)
}

/// Stops the archive being written, of which nothing stays; or forgets the last one, which stays where it is.
///
/// # Errors
/// None: it is in memory.
pub fn stop_takeout(app: &App, _: Nothing) -> Result<Outcome<bool>> {
    app.takeout.stop();
    Ok(changed(true))
}
