//! What leaves by itself: said before, retained at will. And up to when the money received is known.
mod types;

pub use types::*;

use super::Nothing;
use super::today::rows::step_label;
use crate::App;
use crate::clock::local;
use crate::error::Result;
use crate::mail::message::html_of;
use crate::outgoing::{account, automatic};
use crate::store::forewarnings::{self, Forewarning};
use crate::store::{About, Actor, Outcome, accounts, sender, situation};
use chrono::NaiveDate;
use echu_core::dunning::{EMAIL, Tone, forewarn};
use echu_core::receipts::Known;
use echu_core::timeline::EventKind;
use rusqlite::Connection;

/// What will leave by itself, and what keeps it from leaving.
///
/// # Errors
/// When the base cannot be read.
pub fn forewarning(app: &App, _request: Nothing) -> Result<ForewarningView> {
    let today = app.when().today;
    let problem = account::problem(app)?;
    app.read(|conn| {
        let coming = forewarnings::coming(conn, today)?;
        let going: Vec<&Forewarning> = coming.iter().filter(|one| !one.retained).collect();
        // Those of today first: the next batch is the one to say.
        let next = going.first().map(|one| one.leaves_at);
        let batch = going.iter().filter(|one| Some(one.leaves_at) == next).count() as u64;
        let sentence = next.map(|at| forewarn::sentence(batch, local(at), today)).unwrap_or_default();
        let stopped = if next.is_some() { stopped(conn, today, problem)? } else { String::new() };
        let mut rows = Vec::new();
        for one in &coming {
            rows.push(row(conn, one, today)?);
        }
        Ok(ForewarningView { sentence, stopped, rows })
    })
}

/// What would keep them from leaving now.
fn stopped(conn: &Connection, today: NaiveDate, problem: Option<String>) -> Result<String> {
    let row = sender::sender(conn)?;
    if row.paused_at.is_some() {
        return Ok("Les envois sont en pause\u{a0}: rien ne partira avant que vous ne les repreniez.".to_owned());
    }
    if !row.suspended_for.is_empty() || !accounts::trouble(conn)?.is_empty() {
        return Ok("Les envois sont suspendus\u{a0}: rien ne partira avant votre vérification.".to_owned());
    }
    if let Some(problem) = problem {
        return Ok(problem);
    }
    Ok(match automatic::money(conn, today)? {
        Known::UpToDate => String::new(),
        Known::Old { .. } => "Le dernier relevé est trop ancien\u{a0}: sans relevé récent ni confirmation, ils attendront.".to_owned(),
        Known::OnlyByHand { .. } => "Confirmez que vos encaissements sont à jour\u{a0}: sans cela, ils attendront.".to_owned(),
    })
}

fn row(conn: &Connection, one: &Forewarning, today: NaiveDate) -> Result<ForewarnedRow> {
    let client_name = conn.prepare_cached("SELECT name FROM client WHERE id = ?")?.query_row([one.client_id.0], |row| row.get(0))?;
    Ok(ForewarnedRow {
        id: one.id,
        client_id: one.client_id,
        client_name,
        step_label: step_label(tone(conn, one)?, EMAIL),
        amount: one.amount,
        when: automatic::when(one, today),
        retained: one.retained,
    })
}

fn tone(conn: &Connection, one: &Forewarning) -> Result<Tone> {
    let (_, step, _) = one.turn;
    Ok(conn.prepare_cached("SELECT tone FROM dunning_step WHERE id = ?")?.query_row([step.0], |row| situation::tone(row, 0))?)
}

/// « Retenir »: the messages wait among those to read. Or the other way.
///
/// # Errors
/// When one has left since.
pub fn retain_forewarned(app: &App, request: RetainRequest) -> Result<Outcome<u32>> {
    app.write(Actor::User, |tx| {
        for id in &request.ids {
            let one = forewarnings::get(&tx.sql, *id)?;
            tx.retain_forewarning(*id, request.retained)?;
            let tone = tone(&tx.sql, &one)?;
            tx.record(About::client(one.client_id), &EventKind::ForewarningRetained { tone, retained: request.retained })?;
        }
        Ok(u32::try_from(request.ids.len()).unwrap_or(u32::MAX))
    })
}

/// The words of a message that will leave by itself, as they would be on its day.
///
/// # Errors
/// When it has left since.
pub fn forewarned_message(app: &App, request: ForewarnedRequest) -> Result<ForewarnedMessage> {
    app.read(|conn| {
        let (subject, body) = automatic::preview(conn, &forewarnings::get(conn, request.id)?)?.unwrap_or_default();
        Ok(ForewarnedMessage { id: request.id, subject, html: html_of(&body) })
    })
}

/// Up to when the money received is known.
///
/// # Errors
/// When the base cannot be read.
pub fn receipts(app: &App, _request: Nothing) -> Result<ReceiptsView> {
    let today = app.when().today;
    let known = app.read(|conn| automatic::money(conn, today))?;
    let by_statement = !matches!(known, Known::OnlyByHand { .. });
    Ok(ReceiptsView { sentence: known.sentence().unwrap_or_default(), by_statement })
}

/// « Mes encaissements sont à jour »: a person says so, as of today.
///
/// # Errors
/// When the base cannot be written.
pub fn confirm_receipts(app: &App, _request: Nothing) -> Result<Outcome<bool>> {
    app.write(Actor::User, |tx| {
        let known = automatic::money(&tx.sql, tx.when.today)?;
        tx.confirm_receipts()?;
        tx.record(About::default(), &EventKind::ReceiptsConfirmed { told: known.sentence().unwrap_or_default() })?;
        Ok(true)
    })
}
