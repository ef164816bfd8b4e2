//! Import of a file: read, map, preview, commit, undo.
mod added;
mod chosen;
mod commit;
mod find;
mod types;

pub use commit::commit_import;
pub use find::find_in_import;
pub use types::*;

use crate::error::{Error, Result};
use crate::import::{ImportPreview, Index, Mapping, Plan, Refusal};
use crate::store::{About, Actor, Outcome, clients, imports as store};
use crate::{App, commands::Nothing};
use chosen::{Chosen, Named};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, ImportId};
use echu_core::intake::bare_name;
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Imports prepared at once: the oldest is forgotten when one more is opened.
const MOST_PREPARED: usize = 4;
/// Longest time to pay, in days.
const MOST_DAYS: u16 = 365;

/// What is being prepared, and its name as the user knows it.
#[derive(Clone)]
pub struct Prepared {
    file_name: String,
    chosen: Arc<Mutex<Chosen>>,
    remembered: bool,
    named: Arc<Mutex<Named>>,
    judged: Arc<Mutex<Option<Judged>>>,
}

/// What was shown, and the state of the base it was judged on: stored as it is while that stands.
struct Judged {
    ledger_changes: u64,
    /// The day it was judged on: what is paid later is not paid yet.
    today: NaiveDate,
    plan: Plan,
    /// Made by the first search.
    index: Option<Index>,
}

impl Prepared {
    fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn named(&self) -> MutexGuard<'_, Named> {
        self.named.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, judged: Option<Judged>) {
        *self.judged.lock().unwrap_or_else(PoisonError::into_inner) = judged;
    }

    /// The plan that was shown, if clients, invoices and the day are still those it was judged on.
    fn still_judged(&self, ledger_changes: u64, today: NaiveDate) -> Option<Plan> {
        let judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner).take();
        judged.filter(|judged| (judged.ledger_changes, judged.today) == (ledger_changes, today)).map(|judged| judged.plan)
    }
}

/// Asks the user for a file. None when he gives up.
///
/// # Errors
/// When the file cannot be looked at.
pub fn pick_file(app: &App, request: PickFile) -> Result<Option<PickedFile>> {
    app.desktop.pick_file(request.kind).map(|path| picked(app, &path)).transpose()
}

/// Asks the user for one or several files. None when he gives up.
///
/// # Errors
/// When a file cannot be looked at.
pub fn pick_files(app: &App, request: PickFile) -> Result<Vec<PickedFile>> {
    app.desktop.pick_files(request.kind).iter().map(|path| picked(app, path)).collect()
}

/// The files that the system asked the app to open, once.
///
/// # Errors
/// When a file cannot be looked at.
pub fn take_opened(app: &App, _: Nothing) -> Result<Vec<PickedFile>> {
    app.desktop.take_opened().iter().map(|path| picked(app, path)).collect()
}

fn picked(app: &App, path: &Path) -> Result<PickedFile> {
    let size = std::fs::metadata(path).map_err(Error::io("look at the chosen file"))?.len();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(PickedFile { token: app.file_token(path), name, bytes: u32::try_from(size).unwrap_or(u32::MAX) })
}

/// Reads a file and guesses its columns, or reads electronic invoices or accounting entries. Writes nothing.
///
/// # Errors
/// A file that is too large, or is neither a table nor an invoice; its sentence says so.
pub fn open_import(app: &App, request: OpenImport) -> Result<ImportDraft> {
    let tokens = std::iter::once(&request.token).chain(&request.more);
    let paths = tokens.map(|token| app.file(token)).collect::<Result<Vec<PathBuf>>>()?;
    let mut chosen = Chosen::open(&paths).map_err(refused)?;
    let (file_name, remembered) = match &mut chosen {
        Chosen::Table(draft) => (name_of(&paths), app.read(|conn| remembered(conn, draft))?),
        Chosen::Entries(_) | Chosen::Cards(_) => (name_of(&paths), false),
        // A folder is known by its name, several files by their number.
        Chosen::Papers(_) if matches!(paths.as_slice(), [one] if one.is_dir()) => (name_of(&paths), false),
        Chosen::Papers(papers) => (papers.name(), false),
    };
    let prepared = Prepared { file_name, chosen: Arc::new(Mutex::new(chosen)), remembered, named: Arc::default(), judged: Arc::default() };
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

fn name_of(paths: &[PathBuf]) -> String {
    paths.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Takes over the columns confirmed for an earlier file with the same header.
fn remembered(conn: &Connection, draft: &mut crate::import::Draft) -> Result<bool> {
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
    match &mut *prepared.chosen() {
        Chosen::Table(draft) => draft.remap(request.mapping).map_err(refused)?,
        Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => return Err(Error::Precondition("no_columns")),
    }
    let prepared = Prepared { remembered: false, ..prepared };
    app.imports.lock().unwrap_or_else(PoisonError::into_inner).insert(request.draft, prepared.clone());
    view(app, request.draft, &prepared)
}

/// The person's answer to what electronic invoices and entries do not say: how many days their client has to pay. Writes nothing.
///
/// # Errors
/// When it is no longer being prepared, says it by itself, or for more than a year.
pub fn answer_import(app: &App, request: AnswerImport) -> Result<ImportDraft> {
    if request.terms_days.is_some_and(|days| days > MOST_DAYS) {
        return Err(Error::Invalid { field: "termsDays", reason: "out_of_range" });
    }
    let prepared = prepared(app, request.draft)?;
    if !prepared.chosen().set_terms_days(request.terms_days) {
        return Err(Error::Precondition("no_columns"));
    }
    view(app, request.draft, &prepared)
}

/// A person says whose a name of the file is, for all its rows; none takes it back. Writes nothing.
///
/// # Errors
/// When it is no longer being prepared, or there is no such client.
pub fn match_import_client(app: &App, request: MatchImportClient) -> Result<ImportDraft> {
    let prepared = prepared(app, request.draft)?;
    let bare = bare_name(&request.name);
    match request.client {
        Some(id) => {
            app.read(|conn| clients::get(conn, id))?;
            prepared.named().insert(bare, (request.name, id));
        }
        None => drop(prepared.named().remove(&bare)),
    }
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
    let (ledger_changes, today) = (app.base().store.ledger_changes(), app.when().today);
    let plan = app.read(|conn| prepared.chosen().judge(conn, &prepared.named(), today))?;
    let preview = plan.preview();
    prepared.keep(Some(Judged { ledger_changes, today, plan, index: None }));
    Ok(preview)
}

fn view(app: &App, id: i64, prepared: &Prepared) -> Result<ImportDraft> {
    let preview = preview(app, prepared)?;
    let chosen = prepared.chosen();
    let judged = prepared.judged.lock().unwrap_or_else(PoisonError::into_inner);
    let papers = chosen.papers().zip(judged.as_ref());
    let already_imported = app.read(|conn| store::stands(conn, chosen.sha256()))?;
    let pdfs = papers.map(|(papers, judged)| app.read(|conn| chosen::pdfs(conn, papers, &judged.plan))).transpose()?;
    Ok(ImportDraft {
        draft: id,
        file_name: prepared.file_name.clone(),
        already_imported,
        remembered: prepared.remembered,
        files: chosen.papers().is_some(),
        sheets: chosen.sheets(),
        tool: chosen.tool(),
        balances_only: chosen.tells_balances_only(),
        header_lines: chosen.header_lines(),
        headers: chosen.headers(),
        mapping: chosen.mapping().cloned(),
        questions: chosen.questions(),
        blocked: chosen.is_blocked(),
        sample: chosen.sample(),
        pdfs: pdfs.as_ref().map_or(0, |pdfs| u32::try_from(pdfs.lines.len()).unwrap_or(u32::MAX)),
        pdfs_too_large: pdfs.map_or(0, |pdfs| pdfs.too_large),
        undated: judged.as_ref().map_or(0, |judged| chosen.undated(&judged.plan)),
        terms_days: chosen.terms_days(),
        named: app.read(|conn| named(conn, &prepared.named()))?,
        preview,
    })
}

/// The names that a person matched, with whose they are.
fn named(conn: &Connection, named: &Named) -> Result<Vec<NamedClient>> {
    let row = |(name, id): &(String, ClientId)| {
        Ok(NamedClient { name: name.clone(), client_id: *id, client: clients::get(conn, *id)?.card.name })
    };
    named.values().map(row).collect()
}

fn refused(refusal: Refusal) -> Error {
    Error::Refused(refusal.sentence())
}

/// Takes a whole import back, while nothing was sent from it.
///
/// # Errors
/// When something was approved, sent or posted from it, a letter of it bears a number, or it was already taken back.
pub fn undo_import(app: &App, request: ImportRequest) -> Result<Outcome<ImportId>> {
    app.write(Actor::Import, |tx| {
        let batch = store::get(&tx.sql, request.id)?;
        if batch.undone {
            return Err(Error::Precondition("already_undone"));
        }
        if batch.used {
            return Err(Error::Precondition("something_sent"));
        }
        if batch.lettered {
            return Err(Error::Precondition("letter_made"));
        }
        added::take_back(tx, request.id)?;
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
    let made = batch.created + batch.clients > 0 || batch.added;
    let why_not = match (batch.undone, batch.used, batch.lettered, made) {
        (true, _, _, _) => "Cet import est déjà annulé.",
        (false, true, _, _) => "Des relances sont parties, ou vont partir, sur ces factures.",
        (false, false, true, _) => "Une lettre numérotée a été établie sur ces factures.",
        (false, false, false, false) => "Il n’a fait que joindre des PDF\u{a0}: ils restent joints.",
        (false, false, false, true) => "",
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
