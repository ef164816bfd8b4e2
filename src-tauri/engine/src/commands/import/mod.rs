//! Import of a file: read, map, preview, commit, undo.
mod commit;
mod types;

pub use commit::commit_import;
pub use types::*;

use crate::error::{Error, Result};
use crate::import::{Draft, ImportPreview, Mapping, Plan, Refusal};
use crate::store::{About, Actor, Outcome, clients, imports as store, invoices};
use crate::{App, commands::Nothing};
use echu_core::ids::ImportId;
use echu_core::intake::Existing;
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of a sample, as read.
const SAMPLE: usize = 12;
/// Imports prepared at once: the oldest is forgotten when one more is opened.
const MOST_PREPARED: usize = 4;

/// A file being prepared, and its name as the user knows it.
#[derive(Clone)]
pub struct Prepared {
    file_name: String,
    draft: Arc<Mutex<Draft>>,
    remembered: bool,
    judged: Arc<Mutex<Option<Judged>>>,
}

/// What was shown, and the state of the base it was judged on: stored as it is while that stands.
struct Judged {
    ledger_changes: u64,
    plan: Plan,
}

impl Prepared {
    fn draft(&self) -> std::sync::MutexGuard<'_, Draft> {
        self.draft.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, judged: Option<Judged>) {
        *self.judged.lock().unwrap_or_else(PoisonError::into_inner) = judged;
    }

    /// The plan that was shown, if clients and invoices are still those it was judged on.
    fn still_judged(&self, ledger_changes: u64) -> Option<Plan> {
        let judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner).take();
        judged.filter(|judged| judged.ledger_changes == ledger_changes).map(|judged| judged.plan)
    }
}

/// Asks the user for a file. None when he gives up.
///
/// # Errors
/// When the file cannot be looked at.
pub fn pick_file(app: &App, request: PickFile) -> Result<Option<PickedFile>> {
    let Some(path) = app.desktop.pick_file(request.kind) else { return Ok(None) };
    let size = std::fs::metadata(&path).map_err(Error::io("look at the chosen file"))?.len();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some(PickedFile { token: app.file_token(&path), name, bytes: u32::try_from(size).unwrap_or(u32::MAX) }))
}

/// Reads a file and guesses its columns. Writes nothing.
///
/// # Errors
/// A file that is too large, or is no table; its sentence says so.
pub fn open_import(app: &App, request: OpenImport) -> Result<ImportDraft> {
    let path = app.file(&request.token)?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut draft = Draft::read(&path).map_err(refused)?;
    let remembered = app.read(|conn| remembered(conn, &mut draft))?;
    let prepared = Prepared { file_name, draft: Arc::new(Mutex::new(draft)), remembered, judged: Arc::default() };
    let id = {
        let mut all = app.imports.lock().unwrap_or_else(PoisonError::into_inner);
        // One plan of a hundred thousand rows in memory is enough.
        all.values().for_each(|other| other.keep(None));
        let id = all.last_key_value().map_or(1, |(last, _)| last + 1);
        all.insert(id, prepared.clone());
        while all.len() > MOST_PREPARED {
            all.pop_first();
        }
        id
    };
    view(app, id, &prepared)
}

/// Takes over the columns confirmed for an earlier file with the same header.
fn remembered(conn: &Connection, draft: &mut Draft) -> Result<bool> {
    let Some(text) = store::mapping(conn, &draft.mapping().header_key)? else { return Ok(false) };
    // Columns this version cannot read are as good as forgotten: they are guessed, and shown for confirmation.
    let Ok(mapping) = serde_json::from_str::<Mapping>(&text) else { return Ok(false) };
    Ok(draft.adopt(&mapping))
}

/// Reads it again with other columns. Writes nothing.
///
/// # Errors
/// When it is no longer being prepared, or does not read that way: it then stays as it was.
pub fn map_import(app: &App, request: MapImport) -> Result<ImportDraft> {
    let prepared = prepared(app, request.draft)?;
    prepared.draft().remap(request.mapping).map_err(refused)?;
    let prepared = Prepared { remembered: false, ..prepared };
    app.imports.lock().unwrap_or_else(PoisonError::into_inner).insert(request.draft, prepared.clone());
    view(app, request.draft, &prepared)
}

/// What would be stored.
///
/// # Errors
/// When it is no longer being prepared.
pub fn preview_import(app: &App, request: ImportDraftRequest) -> Result<ImportPreview> {
    let prepared = prepared(app, request.draft)?;
    preview(app, &prepared)
}

/// Forgets an import being prepared.
///
/// # Errors
/// Never.
pub fn drop_import(app: &App, request: ImportDraftRequest) -> Result<bool> {
    Ok(app.imports.lock().unwrap_or_else(PoisonError::into_inner).remove(&request.draft).is_some())
}

fn prepared(app: &App, id: i64) -> Result<Prepared> {
    let all = app.imports.lock().unwrap_or_else(PoisonError::into_inner);
    all.get(&id).cloned().ok_or(Error::Precondition("import_forgotten"))
}

fn preview(app: &App, prepared: &Prepared) -> Result<ImportPreview> {
    let ledger_changes = app.base().store.ledger_changes();
    let existing = app.read(existing)?;
    let plan = prepared.draft().judge(&existing);
    let preview = plan.preview();
    prepared.keep(Some(Judged { ledger_changes, plan }));
    Ok(preview)
}

fn existing(conn: &Connection) -> Result<Existing> {
    Ok(Existing { clients: clients::known(conn)?, invoices: invoices::known(conn)? })
}

fn view(app: &App, id: i64, prepared: &Prepared) -> Result<ImportDraft> {
    let preview = preview(app, prepared)?;
    let draft = prepared.draft();
    let already_imported = app.read(|conn| store::stands(conn, draft.sha256()))?;
    Ok(ImportDraft {
        draft: id,
        file_name: prepared.file_name.clone(),
        already_imported,
        remembered: prepared.remembered,
        headers: draft.headers(),
        mapping: draft.mapping().clone(),
        questions: draft.questions(),
        blocked: draft.is_blocked(),
        sample: draft.sample(SAMPLE),
        preview,
    })
}

fn refused(refusal: Refusal) -> Error {
    Error::Refused(refusal.sentence())
}

/// Takes a whole import back, while nothing was sent from it.
///
/// # Errors
/// When something was approved, sent or posted from it, or it was already taken back.
pub fn undo_import(app: &App, request: ImportRequest) -> Result<Outcome<ImportId>> {
    app.write(Actor::Import, |tx| {
        let batch = store::get(&tx.sql, request.id)?;
        if batch.undone {
            return Err(Error::Precondition("already_undone"));
        }
        if batch.used {
            return Err(Error::Precondition("something_sent"));
        }
        tx.undo_import(request.id)?;
        tx.record(About::default(), &EventKind::ImportUndone { file_name: batch.file_name })?;
        Ok(request.id)
    })
}

/// Imports of the past, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn imports(app: &App, _: Nothing) -> Result<Vec<ImportRow>> {
    app.read(|conn| Ok(store::all(conn)?.into_iter().map(row).collect()))
}

fn row(batch: store::Batch) -> ImportRow {
    let why_not = match (batch.undone, batch.used) {
        (true, _) => "Cet import est déjà annulé.",
        (false, true) => "Des relances sont parties, ou vont partir, sur ces factures.",
        (false, false) => "",
    };
    ImportRow {
        id: batch.id,
        at: batch.at,
        file_name: batch.file_name,
        sha256: batch.sha256,
        created: batch.created,
        same: batch.same,
        refused: batch.refused,
        clients: batch.clients,
        undone: batch.undone,
        can_undo: why_not.is_empty(),
        why_not: why_not.to_owned(),
    }
}
