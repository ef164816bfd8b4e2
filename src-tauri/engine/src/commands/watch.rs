//! The watched folder: chosen, looked at, and what arrived in it.
use super::Nothing;
use crate::App;
use crate::error::{Error, Result};
use crate::store::settings::{self, SettingKey};
use crate::store::{About, Actor, Outcome, Tx, bank, imports, invoices};
use crate::watch::{self, Found, Trouble, What};
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// The watched folder.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct WatchView {
    /// Where it is; none: nothing is watched.
    pub folder: Option<String>,
    /// Why it cannot be read, in French; empty when it can.
    pub problem: String,
    /// What arrived in it and is not yet known, by name.
    pub files: Vec<WatchedFile>,
}

/// A file that arrived.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct WatchedFile {
    /// Stands for it.
    pub token: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: WatchedKind,
}

/// What a file that arrived holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum WatchedKind {
    /// Movements of a bank account.
    Statement,
    /// An electronic invoice.
    Invoice,
}

/// Files not to propose any more, or to propose again.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DismissWatched {
    /// Which.
    pub tokens: Vec<String>,
    /// False: they are proposed again.
    pub dismissed: bool,
}

/// The folder, and what arrived in it.
///
/// # Errors
/// When the base cannot be read.
pub fn watch_folder(app: &App, _: Nothing) -> Result<WatchView> {
    // Copied first: a look at the folder must not wait for the base.
    let (trouble, found): (Option<Trouble>, Vec<Found>) = {
        let known = watch::known(app);
        (known.trouble, known.found().cloned().collect())
    };
    app.read(|conn| {
        let Some(folder) = settings::watch_folder(conn)? else {
            return Ok(WatchView { folder: None, problem: String::new(), files: Vec::new() });
        };
        let mut files = Vec::new();
        let mut hashes = BTreeSet::new();
        for one in found.into_iter().filter(|_| trouble.is_none()) {
            if is_new(conn, &one)? && hashes.insert(one.sha256) {
                let kind = match one.what {
                    What::Statement => WatchedKind::Statement,
                    What::Invoice(_) => WatchedKind::Invoice,
                };
                files.push(WatchedFile { token: one.token, name: one.name, kind });
            }
        }
        Ok(WatchView { problem: trouble.map(sentence).unwrap_or_default(), folder: Some(folder.to_string_lossy().into_owned()), files })
    })
}

fn sentence(trouble: Trouble) -> String {
    match trouble {
        Trouble::Gone => "Le dossier surveillé ne répond plus\u{a0}: il a été déplacé, ou son disque n’est pas branché. Rien n’est perdu. \
                          Rebranchez-le, ou choisissez un autre dossier dans Réglages, Application."
            .to_owned(),
        Trouble::Crowded => format!(
            "Le dossier surveillé contient plus de {} fichiers\u{a0}: il n’est plus lu. Rien n’est perdu. Rangez-le, ou choisissez un dossier réservé à Échu.",
            watch::MOST_FILES
        ),
    }
}

/// True unless it was imported, read or dismissed. An invoice is known by its number, whatever brought it.
fn is_new(conn: &Connection, found: &Found) -> Result<bool> {
    let known = match &found.what {
        What::Statement => bank::stands(conn, &found.sha256)?,
        What::Invoice(number) => imports::stands(conn, &found.sha256)? || invoices::numbered(conn, number)?.is_some(),
    };
    Ok(!known && !imports::is_dismissed(conn, &found.sha256)?)
}

/// Asks for the folder to watch. Nothing changes when the user gives up.
///
/// # Errors
/// A name that this app cannot keep.
pub fn choose_watch_folder(app: &App, _: Nothing) -> Result<Outcome<WatchView>> {
    let Some(path) = app.desktop.pick_folder() else {
        return Ok(Outcome { value: watch_folder(app, Nothing {})?, changed: BTreeSet::new() });
    };
    let folder = path.to_str().map(str::to_owned).ok_or_else(|| {
        let why = "Le nom de ce dossier n’est pas lisible. Rien n’est changé\u{a0}: choisissez-en un autre, ou renommez-le.";
        Error::Refused(why.to_owned())
    })?;
    keep(app, &folder)
}

/// No folder is watched any more.
///
/// # Errors
/// The disk's.
pub fn stop_watching(app: &App, _: Nothing) -> Result<Outcome<WatchView>> {
    keep(app, "")
}

fn keep(app: &App, folder: &str) -> Result<Outcome<WatchView>> {
    let outcome = app.write(Actor::User, |tx: &mut Tx| {
        tx.save_setting(SettingKey::WatchFolder, &folder)?;
        tx.record(About::default(), &EventKind::SettingsChanged { what: "dossier surveillé".to_owned() })
    })?;
    // Looked at now: a folder that does not answer is said at once.
    watch::look(app)?;
    Ok(Outcome { value: watch_folder(app, Nothing {})?, changed: outcome.changed })
}

/// Never proposes these files again, whatever their name; or proposes them again. Gives how many.
///
/// # Errors
/// The disk's.
pub fn dismiss_watched(app: &App, request: DismissWatched) -> Result<Outcome<u32>> {
    let chosen: Vec<Found> = watch::known(app).found().filter(|found| request.tokens.contains(&found.token)).cloned().collect();
    app.write(Actor::User, |tx| {
        for one in &chosen {
            tx.dismiss_file(&one.sha256, request.dismissed)?;
        }
        Ok(u32::try_from(chosen.len()).unwrap_or(u32::MAX))
    })
}
