//! Statements of the past, and the way back from one.
use super::types::{StatementRequest, StatementRow};
use crate::App;
use crate::commands::Nothing;
use crate::error::{Error, Result};
use crate::store::bank::{self as store, StoredStatement};
use crate::store::{About, Actor, Outcome};
use echu_core::ids::StatementId;
use echu_core::timeline::EventKind;
use rusqlite::Connection;

/// Why a statement stays.
const TIED: &str = "Des règlements sont rapprochés de ses mouvements\u{a0}: annulez-les d’abord.";
const LEANT_ON: &str = "Un relevé lu depuis dit les mêmes mouvements\u{a0}: annulez-le d’abord.";

/// Statements of the past, latest first.
///
/// # Errors
/// When the base cannot be read.
pub fn statements(app: &App, _: Nothing) -> Result<Vec<StatementRow>> {
    app.read(|conn| Ok(told(conn)?.into_iter().map(|(one, why_not)| row(one, why_not)).collect()))
}

/// Each with why it stays; empty when it may be taken back.
fn told(conn: &Connection) -> Result<Vec<(StoredStatement, &'static str)>> {
    let (all, tied) = (store::statements(conn)?, store::tied(conn)?);
    let why = |one: &StoredStatement| match (tied.contains(&one.id), store::is_leant_on(one, &all)) {
        (true, _) => TIED,
        (false, true) => LEANT_ON,
        (false, false) => "",
    };
    let why: Vec<&str> = all.iter().map(why).collect();
    Ok(all.into_iter().zip(why).collect())
}

fn row(one: StoredStatement, why_not: &str) -> StatementRow {
    StatementRow {
        id: one.id,
        read_on: one.read_on,
        file_name: one.file_name,
        account: one.account,
        first_on: one.first_on,
        last_on: one.last_on,
        new: one.lines_new,
        known: one.lines_known,
        aside: one.lines_aside,
        sha256: one.sha256,
        can_undo: why_not.is_empty(),
        why_not: why_not.to_owned(),
    }
}

/// Takes a statement back, with the movements it brought: they hold nobody any more, and the file may be read again.
///
/// # Errors
/// While a payment is tied to one of them, or a later statement leans on it.
pub fn undo_statement(app: &App, request: StatementRequest) -> Result<Outcome<StatementId>> {
    app.write(Actor::Import, |tx| {
        let found = told(&tx.sql)?.into_iter().find(|(one, _)| one.id == request.id);
        let (one, why_not) = found.ok_or(Error::NotFound { what: "bank statement", id: request.id.0 })?;
        if !why_not.is_empty() {
            return Err(Error::Refused(why_not.to_owned()));
        }
        tx.remove_statement(one.id)?;
        tx.record(About::default(), &EventKind::ImportUndone { file_name: one.file_name })?;
        Ok(one.id)
    })
}
