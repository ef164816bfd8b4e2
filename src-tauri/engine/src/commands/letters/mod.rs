//! Letters: prepare, freeze, print, post, follow, prove. Printing is not sending: the step is done when a person says « posted ».
mod decided;
mod evidence;
mod kit;
mod life;
mod prepare;
mod types;
mod words;

pub use evidence::*;
pub use kit::*;
pub use life::{cancel_letter, mark_delivered, mark_deposited, mark_posted, mark_presented, mark_returned};
pub use prepare::{freeze_letter, preview_letter};
pub use types::*;
pub(crate) use words::to_check;

use super::Nothing;
use super::media::Media;
use super::today::rows::{Names, rows_of};
use crate::App;
use crate::error::{Error, Result};
use crate::journal::digest_bytes;
use crate::letters::Rendered;
use crate::outgoing::plan;
use crate::store::documents;
use crate::store::letters::{self as stored, Letter};
use crate::store::situation::Scope;
use crate::store::{Actor, Outcome};
use base64::Engine as _;
use chrono::NaiveDate;
use echu_core::calendar::plus_days;
use echu_core::dunning::day_plan::Pile;
use echu_core::ids::DocumentId;
use echu_core::text::clean;

/// Letters to prepare, to post, and posted.
///
/// # Errors
/// When the base cannot be read.
pub fn letters(app: &App, _request: Nothing) -> Result<LettersView> {
    let today = app.when().today;
    app.read(|conn| {
        let day = plan::of(conn, Scope::All, today)?;
        let names = Names::of(&day);
        let mut to_prepare = rows_of(&day, &names, Pile::Letters);
        to_prepare.extend(decided::rows(conn, &day, &names, today)?);
        let mut letters = Vec::new();
        for letter in stored::all(conn)? {
            letters.push(row(conn, &letter, today)?);
        }
        Ok(LettersView { to_prepare, letters })
    })
}

fn row(conn: &rusqlite::Connection, letter: &Letter, today: NaiveDate) -> Result<LetterRow> {
    let state = if letter.state == "frozen" && is_stale(conn, letter)? { "stale".to_owned() } else { letter.state.clone() };
    let return_reason = ReturnReason::from_key(&letter.return_reason);
    // A letter that came back because nobody is known there never started a delay (droit.md §7.3).
    let deadline_on = letter.presented_on.filter(|_| return_reason != Some(ReturnReason::UnknownAddress));
    let deadline_on = deadline_on.zip(letter.deadline_days).map(|(on, days)| plus_days(on, days));
    let watch = letter.watch(today);
    Ok(LetterRow {
        id: letter.id,
        reminder_id: letter.reminder_id,
        document_id: letter.document_id,
        client_id: letter.client_id,
        client_name: letter.client_name.clone(),
        number: letter.number.clone(),
        plain: letter.plain().to_owned(),
        label: words::label(letter, &state, watch),
        state,
        total: letter.total,
        frozen_on: letter.dated_on,
        posted_on: letter.posted_on,
        tracking_number: letter.tracking_number.clone(),
        presented_on: letter.presented_on,
        delivered_on: letter.delivered_on,
        returned_on: letter.returned_on,
        return_reason,
        deadline_on,
        printed: letter.printed,
        medium: letter.medium,
        provider: letter.provider.clone(),
        posted_at: letter.posted_at.clone(),
        consent: letter.consent.clone(),
        watch,
    })
}

/// True when an invoice it claims moved since it was frozen.
fn is_stale(conn: &rusqlite::Connection, letter: &Letter) -> Result<bool> {
    Ok(conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id
                        WHERE l.reminder_id = ? AND l.role <> 'memory' AND l.invoice_version <> i.version)",
        [letter.reminder_id.0],
        |row| row.get(0),
    )?)
}

/// Opens the frozen PDF in the system's viewer, to print.
///
/// # Errors
/// When no viewer answers.
pub fn open_letter(app: &App, request: LetterRequest) -> Result<Outcome<DocumentId>> {
    let letter = app.read(|conn| stored::get(conn, request.id))?;
    open_document(app, DocumentRequest { id: letter.document_id })?;
    app.write(Actor::User, |tx| {
        tx.set_printed(request.id)?;
        Ok(letter.document_id)
    })
}

/// Checks the look of a tracking number.
///
/// # Errors
/// None.
pub fn check_tracking(_app: &App, request: TrackingRequest) -> Result<TrackingCheck> {
    Ok(tracking_of(&request.number))
}

/// A number that does not look right is kept all the same: no check key of the domestic numbers is published.
pub(crate) fn tracking_of(number: &str) -> TrackingCheck {
    let typed = clean(number).to_uppercase();
    if typed.is_empty() {
        return TrackingCheck {
            normalised: String::new(), warning: "Sans numéro de recommandé, la preuve reste incomplète.".to_owned()
        };
    }
    match echu_core::identifiers::registered_letter(&typed) {
        Ok(normalised) => TrackingCheck { normalised, warning: String::new() },
        Err(_) => TrackingCheck {
            normalised: typed,
            warning: "Ce numéro n’a pas la forme habituelle\u{a0}: vérifiez-le sur la preuve de dépôt.".to_owned(),
        },
    }
}

/// The bytes of a document.
///
/// # Errors
/// When there is none.
pub fn document(app: &App, request: DocumentRequest) -> Result<DocumentView> {
    let document = app.read(|conn| documents::get(conn, request.id))?;
    Ok(DocumentView {
        id: request.id,
        name: document.name,
        media: Media::of(&document.pdf).map_or("", Media::mime).to_owned(),
        pdf: base64::engine::general_purpose::STANDARD.encode(&document.pdf),
        sha256: document.sha256,
        dated_on: document.dated_on,
    })
}

/// Opens a document in the system's viewer.
///
/// # Errors
/// When no viewer answers.
pub fn open_document(app: &App, request: DocumentRequest) -> Result<DocumentId> {
    let document = app.read(|conn| documents::get(conn, request.id))?;
    open_file(app, &document.name, &document.pdf, &document.sha256)?;
    Ok(request.id)
}

/// Writes a file beside the base and opens it with the system's program. Its name bears its hash: opening the same one twice
/// makes one file, and never overwrites another.
fn open_file(app: &App, name: &str, bytes: &[u8], sha256: &str) -> Result<()> {
    let folder = crate::privacy::copies::folder(&app.paths.data);
    std::fs::create_dir_all(&folder).map_err(Error::io("make the folder of documents"))?;
    let path = folder.join(format!("{}-{name}", sha256.get(..8).unwrap_or_default()));
    std::fs::write(&path, bytes).map_err(Error::io("write the document"))?;
    app.desktop.open(&path).map_err(Error::io("open the viewer"))
}

/// The same for a sheet just made, which is kept nowhere else.
pub(crate) fn open_sheet(app: &App, name: &str, sheet: &Rendered) -> Result<()> {
    open_file(app, name, &sheet.pdf, &digest_bytes(&sheet.pdf))
}
