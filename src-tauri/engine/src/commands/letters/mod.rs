//! Letters: prepare, freeze, print, post, follow. Printing is not sending: the step is done when a person says « posted ».
mod types;

pub use types::*;

use super::Nothing;
use super::today::rows::{Names, rows_of};
use crate::App;
use crate::error::{Error, Result};
use crate::letters::formal_notice;
use crate::outgoing::{facts, notice, plan};
use crate::store::documents::{self, NewDocument};
use crate::store::letters::{self as stored, Date, Letter};
use crate::store::reminders::{self, Reminder, Role};
use crate::store::situation::Scope;
use crate::store::{About, Actor, Outcome, Tx};
use base64::Engine as _;
use chrono::NaiveDate;
use echu_core::calendar::plus_days;
use echu_core::dunning::day_plan::Pile;
use echu_core::dunning::{REGISTERED_LETTER, Tone};
use echu_core::ids::{DocumentId, ReminderId};
use echu_core::text::{clean, short_date};
use echu_core::timeline::EventKind;

/// Letters to prepare, to post, and posted.
///
/// # Errors
/// When the base cannot be read.
pub fn letters(app: &App, _request: Nothing) -> Result<LettersView> {
    let today = app.when().today;
    app.read(|conn| {
        let day = plan::of(conn, Scope::All, today)?;
        let to_prepare = rows_of(&day, &Names::of(&day), Pile::Letters);
        let mut letters = Vec::new();
        for letter in stored::all(conn)? {
            letters.push(row(conn, &letter)?);
        }
        Ok(LettersView { to_prepare, letters })
    })
}

fn row(conn: &rusqlite::Connection, letter: &Letter) -> Result<LetterRow> {
    let state = if letter.state == "frozen" && is_stale(conn, letter)? { "stale".to_owned() } else { letter.state.clone() };
    let deadline_on = letter.presented_on.map(|on| plus_days(on, letter.deadline_days));
    let label = match (state.as_str(), letter.posted_on, letter.presented_on, letter.delivered_on) {
        ("frozen", ..) if letter.printed => "Imprimée, à poster".to_owned(),
        ("frozen", ..) => "À imprimer et à poster".to_owned(),
        ("stale", ..) => "À refaire : le compte a changé".to_owned(),
        ("posted", Some(on), ..) => format!("Postée le {}", short_date(on)),
        ("presented", _, Some(on), _) => format!("Présentée le {}", short_date(on)),
        ("delivered", _, _, Some(on)) => format!("Distribuée le {}", short_date(on)),
        ("returned", ..) => match letter.return_reason.as_str() {
            "unclaimed" => "Non réclamée".to_owned(),
            "refused" => "Refusée".to_owned(),
            _ => "Adresse inconnue".to_owned(),
        },
        _ => "Mise de côté".to_owned(),
    };
    Ok(LetterRow {
        id: letter.id,
        reminder_id: letter.reminder_id,
        document_id: letter.document_id,
        client_id: letter.client_id,
        client_name: letter.client_name.clone(),
        number: letter.number.clone(),
        state,
        label,
        total: letter.total,
        frozen_on: letter.dated_on,
        posted_on: letter.posted_on,
        tracking_number: letter.tracking_number.clone(),
        presented_on: letter.presented_on,
        deadline_on,
        printed: letter.printed,
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

/// The notice for a client, as it would be frozen today.
///
/// # Errors
/// When nothing can be claimed, or a rate is not known.
pub fn preview_letter(app: &App, request: LetterDraftRequest) -> Result<LetterPreview> {
    let today = app.when().today;
    app.read(|conn| {
        let client = facts::client(conn, request.client_id)?;
        let lines = notice::lines_for(conn, &client, today)?;
        let made = notice::of(conn, &client, &lines, "", days(&request)?, today)?;
        let figures = &made.facts.notice;
        let (mut missing, mut pdf, mut pages) = (Vec::new(), String::new(), 0);
        match formal_notice::compose(&made.facts) {
            Ok(rendered) => {
                pdf = base64::engine::general_purpose::STANDARD.encode(&rendered.pdf);
                pages = u32::try_from(rendered.pages).unwrap_or(u32::MAX);
            }
            Err(error) => missing = error.sentences(),
        }
        let draft = reminder_of(&client, lines, today);
        Ok(LetterPreview {
            client_id: client.id,
            client_name: client.card.name.clone(),
            missing,
            warnings: made.warnings,
            pdf,
            pages,
            principal: figures.principal(),
            interest: figures.penalties(),
            fees: figures.fees(),
            total: figures.total(),
            lines: super::reminders::lines(conn, &draft, today)?,
            deadline_days: figures.deadline_days,
        })
    })
}

fn days(request: &LetterDraftRequest) -> Result<Option<u32>> {
    match request.deadline_days {
        Some(days) if !(1..=60).contains(&days) => Err(Error::Invalid { field: "deadlineDays", reason: "out_of_range" }),
        days => Ok(days),
    }
}

fn reminder_of(client: &crate::store::clients::Client, lines: Vec<reminders::ReminderLine>, today: NaiveDate) -> Reminder {
    Reminder {
        id: ReminderId(0),
        client_id: client.id,
        step_id: lines.iter().find_map(|line| line.step_id),
        channel: REGISTERED_LETTER.to_owned(),
        tone: Tone::FormalNotice,
        state: "draft".to_owned(),
        computed_on: today,
        why: "{}".to_owned(),
        subject: String::new(),
        body: String::new(),
        edited: false,
        lapsed: String::new(),
        lines,
    }
}

/// Numbers and freezes the notice: number, bytes and hash never change after.
///
/// # Errors
/// When something compulsory is missing, each said in French; nothing is then numbered.
pub fn freeze_letter(app: &App, request: LetterDraftRequest) -> Result<Outcome<Frozen>> {
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let client = facts::client(&tx.sql, request.client_id)?;
        if client.card.insolvent_on.is_some() {
            return Err(Error::Refused(
                "Ce client est en procédure collective : déclarez votre créance au mandataire, sans le mettre en demeure.".to_owned(),
            ));
        }
        let mut lines = notice::lines_for(&tx.sql, &client, today)?;
        let number = tx.next_letter_number()?;
        let made = notice::of(&tx.sql, &client, &lines, &number, days(&request)?, today)?;
        let rendered = formal_notice::compose(&made.facts).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
        for (line, claimed) in lines.iter_mut().filter(|line| line.role != Role::Memory).zip(&made.facts.notice.invoices) {
            line.balance = claimed.statement.principal_due;
            line.interest = claimed.statement.interest_due;
            line.fee = claimed.statement.fee;
        }
        let mut reminder = reminder_of(&client, lines, today);
        reminder.subject = formal_notice::subject(&made.facts.notice);
        let id = tx.insert_reminder(&reminder)?;
        tx.move_reminder(id, "draft", "approved", "")?;
        let name = format!("Mise-en-demeure-{number}.pdf");
        let document = NewDocument {
            client_id: client.id,
            kind: "formal_notice",
            name: &name,
            dated_on: today,
            pages: rendered.pages as u32,
            pdf: &rendered.pdf,
        };
        let document_id = tx.insert_document(&document)?;
        let total = made.facts.notice.total();
        let letter_id = tx.insert_letter(id, document_id, &number, total, made.facts.notice.deadline_days)?;
        let sha256 = crate::journal::digest_bytes(&rendered.pdf);
        let event = EventKind::LetterFrozen { number: number.clone(), total, sha256: sha256.clone() };
        tx.record(About::client(client.id).reminder(id), &event)?;
        Ok(Frozen { letter_id, document_id, number, sha256 })
    })
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

/// Records the posting: the step is done.
///
/// # Errors
/// When it was already posted, or the account changed since it was printed and one did not confirm.
pub fn mark_posted(app: &App, request: MarkPosted) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = stored::get(&tx.sql, request.id)?;
        if letter.state != "frozen" && letter.state != "stale" {
            return Err(Error::Precondition("letter_posted"));
        }
        let today = tx.when.today;
        not_after(request.posted_on, today, "postedOn")?;
        if request.posted_on < letter.dated_on {
            return Err(Error::Invalid { field: "postedOn", reason: "before_letter" });
        }
        if is_stale(&tx.sql, &letter)? && !request.despite_change {
            return Err(Error::Refused("Le compte de ce client a changé depuis que la lettre est établie. Si elle est déjà partie, confirmez ; sinon, refaites-la.".to_owned()));
        }
        let tracking = tracking_of(&request.tracking_number).normalised;
        tx.move_letter(request.id, "posted", Date::Posted, Some(request.posted_on))?;
        tx.set_tracking(request.id, &tracking)?;
        let reminder = reminders::get(&tx.sql, letter.reminder_id)?;
        tx.move_reminder(letter.reminder_id, "approved", "done", "")?;
        tx.complete_steps(&reminder, request.posted_on, "posted")?;
        let event = EventKind::LetterPosted { number: letter.number.clone(), tracking_number: tracking, posted_on: request.posted_on };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

fn not_after(on: NaiveDate, today: NaiveDate, field: &'static str) -> Result<()> {
    if on > today { Err(Error::Invalid { field, reason: "future" }) } else { Ok(()) }
}

/// Checks that a date can follow the posting, and gives the letter.
fn posted(tx: &Tx, id: i64, on: NaiveDate) -> Result<Letter> {
    let letter = stored::get(&tx.sql, id)?;
    not_after(on, tx.when.today, "on")?;
    let posted_on = letter.posted_on.ok_or(Error::Precondition("letter_not_posted"))?;
    if on < posted_on {
        return Err(Error::Invalid { field: "on", reason: "before_posting" });
    }
    Ok(letter)
}

/// Records the first presentation: the deadline starts.
///
/// # Errors
/// When it was not posted.
pub fn mark_presented(app: &App, request: MarkLetter) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = posted(tx, request.id, request.on)?;
        tx.move_letter(request.id, "presented", Date::Presented, Some(request.on))?;
        let deadline_on = plus_days(request.on, letter.deadline_days);
        let event = EventKind::LetterPresented { number: letter.number.clone(), on: request.on, deadline_on };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

/// Records the signed receipt.
///
/// # Errors
/// When it was not posted.
pub fn mark_delivered(app: &App, request: MarkLetter) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = posted(tx, request.id, request.on)?;
        if letter.presented_on.is_none() {
            tx.move_letter(request.id, "presented", Date::Presented, Some(request.on))?;
        }
        tx.move_letter(request.id, "delivered", Date::Delivered, Some(request.on))?;
        let event = EventKind::LetterDelivered { number: letter.number.clone(), on: request.on };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

/// Records that the letter came back.
///
/// # Errors
/// When it was not posted.
pub fn mark_returned(app: &App, request: MarkReturned) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = posted(tx, request.id, request.on)?;
        let reason = match request.reason {
            ReturnReason::Unclaimed => "unclaimed",
            ReturnReason::Refused => "refused",
            ReturnReason::UnknownAddress => "unknown_address",
        };
        tx.move_letter(request.id, "returned", Date::Presented, None)?;
        tx.set_return_reason(request.id, reason)?;
        let event = EventKind::LetterReturned { number: letter.number.clone(), on: request.on, reason: reason.to_owned() };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

/// Sets aside a letter that was not posted.
///
/// # Errors
/// When it was posted: it is evidence.
pub fn cancel_letter(app: &App, request: LetterRequest) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = stored::get(&tx.sql, request.id)?;
        if letter.state != "frozen" && letter.state != "stale" {
            return Err(Error::Precondition("letter_posted"));
        }
        tx.move_letter(request.id, "cancelled", Date::Posted, None)?;
        tx.move_reminder(letter.reminder_id, "approved", "cancelled", "")?;
        tx.record(
            About::client(letter.client_id).reminder(letter.reminder_id),
            &EventKind::LetterCancelled { number: letter.number.clone() },
        )?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
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
fn tracking_of(number: &str) -> TrackingCheck {
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
            warning: "Ce numéro n’a pas la forme habituelle : vérifiez-le sur la preuve de dépôt.".to_owned(),
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
    // The copy bears the hash: opening the same document twice makes one file, and never overwrites another.
    let folder = app.paths.data.join("documents");
    std::fs::create_dir_all(&folder).map_err(Error::io("make the folder of documents"))?;
    let path = folder.join(format!("{}-{}", document.sha256.get(..8).unwrap_or_default(), document.name));
    std::fs::write(&path, &document.pdf).map_err(Error::io("write the document"))?;
    app.desktop.open(&path).map_err(Error::io("open the viewer"))?;
    Ok(request.id)
}
