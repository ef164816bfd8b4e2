//! « Application », the version: looking for a newer one, fetching it, opening its installer. Each on a click, and nothing without one.
mod types;

pub use types::*;

use super::Nothing;
use crate::App;
use crate::backup::{Reason, make};
use crate::error::{Error, Result};
use crate::job::Stage;
use crate::store::{Outcome, Tag};
use crate::updates::{self, Found};
use std::collections::BTreeSet;

fn changed<T>(value: T) -> Outcome<T> {
    Outcome { value, changed: BTreeSet::from([Tag::Jobs]) }
}

/// The version that runs, and what is known of a newer one.
///
/// # Errors
/// None: it is in memory.
pub fn version(app: &App, _: Nothing) -> Result<VersionView> {
    let mut view = VersionView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        asks: app.updates.source().map(|source| source.host().to_owned()),
        stage: UpdateStage::None,
        newer: None,
        done: 0,
        file_name: String::new(),
        problem: String::new(),
    };
    match app.updates.found() {
        None => return Ok(view),
        Some(Found::UpToDate) => view.stage = UpdateStage::UpToDate,
        Some(Found::NoFile(release)) => (view.stage, view.newer) = (UpdateStage::NoFile, Some(NewerVersion::of(&release, None, false))),
        Some(Found::Newer(release, file)) => {
            let installs = app.desktop.package().is_some_and(echu_core::update::Package::installs);
            (view.stage, view.newer) = (UpdateStage::Newer, Some(NewerVersion::of(&release, Some(&file), installs)));
        }
    }
    match app.updates.fetching.stage() {
        Stage::None => {}
        Stage::Running { done, .. } => (view.stage, view.done) = (UpdateStage::Fetching, done),
        Stage::Stopping => view.stage = UpdateStage::Stopping,
        Stage::Failed(sentence) => (view.stage, view.problem) = (UpdateStage::Failed, sentence),
        Stage::Done(fetched) => {
            view.stage = UpdateStage::Fetched;
            view.file_name = fetched.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        }
    }
    Ok(view)
}

/// Asks the server of this build what was announced last.
///
/// # Errors
/// When this build has no address; when nobody answers, or what is answered is not signed: nothing of it is kept.
pub fn look_for_update(app: &App, request: Nothing) -> Result<Outcome<VersionView>> {
    updates::look(app)?;
    Ok(changed(version(app, request)?))
}

/// Fetches the file of the newer version behind the screens; [`version`] says how far it is.
///
/// # Errors
/// When no newer version was found, or it is being fetched.
pub fn fetch_update(app: &App, request: Nothing) -> Result<Outcome<VersionView>> {
    updates::fetch(app)?;
    Ok(changed(version(app, request)?))
}

/// Stops what is being fetched, of which nothing stays; or forgets why it failed.
///
/// # Errors
/// None: it is in memory.
pub fn stop_update(app: &App, request: Nothing) -> Result<Outcome<VersionView>> {
    app.updates.fetching.stop();
    Ok(changed(version(app, request)?))
}

/// Makes a verified backup, then opens the file that was fetched as any document: the person installs it, or not. One that is no installer
/// is shown in its folder.
///
/// # Errors
/// When the backup could not be made, when the file is no longer the one announced, or no program opens it: nothing is then opened.
pub fn open_update(app: &App, _: Nothing) -> Result<Outcome<bool>> {
    let Stage::Done(fetched) = app.updates.fetching.stage() else { return Err(Error::Precondition("no_update_found")) };
    if !updates::is_sound(&fetched)? {
        app.updates.fetching.stop();
        return Err(Error::Precondition("update_altered"));
    }
    // The base of the demonstration is made up; the user's own is closed, and is saved again before it is brought up to date.
    if !app.is_demo() {
        app.wait_settled()?;
        make::make(app, Reason::BeforeUpgrade)?;
    }
    let installs = app.desktop.package().is_some_and(echu_core::update::Package::installs);
    let opened = if installs { app.desktop.open(&fetched.path) } else { app.desktop.reveal(&fetched.path) };
    opened.map_err(Error::io("open the file of the new version"))?;
    Ok(changed(true))
}
