//! The texts a user may replace: list, read, check, preview, keep, put back.
mod types;

pub use types::*;

use super::Nothing;
use crate::App;
use crate::error::{Error, Result};
use crate::outgoing::draft;
use crate::outgoing::legal;
use crate::outgoing::texts::{self, KINDS, Showing, Target, Text, judge};
use crate::outgoing::words::mail_tone;
use crate::store::reminders;
use crate::store::{About, Actor, Outcome, Tx, templates};
use base64::Engine as _;
use chrono::NaiveDate;
use echu_core::dunning::EMAIL;
use echu_core::legal_check::{LegalCode, Severity};
use echu_core::party::DebtorKind;
use echu_core::placeholder::{LONGEST_SOURCE, Variable};
use echu_core::timeline::EventKind;
use rusqlite::Connection;

/// Every text that may be replaced, for each kind of debtor.
///
/// # Errors
/// When the base cannot be read.
pub fn templates(app: &App, _: Nothing) -> Result<Vec<TemplateRow>> {
    app.read(|conn| {
        let each = texts::all().into_iter().flat_map(|text| KINDS.map(|kind| (text, kind)));
        each.map(|(text, kind)| row(conn, text, kind)).collect()
    })
}

fn row(conn: &Connection, text: Text, debtor_kind: DebtorKind) -> Result<TemplateRow> {
    let last = templates::last(conn, text.document(), text.tone_key(), debtor_kind)?;
    Ok(TemplateRow {
        document: text.document().to_owned(),
        tone: text.tone_key().to_owned(),
        debtor_kind,
        label: text.label(),
        own: last.as_ref().is_some_and(|last| !last.text.is_empty()),
        revision: last.as_ref().map_or(0, |last| last.revision),
        saved_at: last.map_or_else(String::new, |last| last.saved_at),
    })
}

/// A text, its closed set of names, and what it may not lose.
///
/// # Errors
/// When there is none of that name.
pub fn template(app: &App, request: TemplateRequest) -> Result<TemplateView> {
    let today = app.when().today;
    app.read(|conn| view(conn, &request, today))
}

fn view(conn: &Connection, request: &TemplateRequest, today: NaiveDate) -> Result<TemplateView> {
    let text = texts::find(&request.document, &request.tone)?;
    let kind = request.debtor_kind;
    let origin = text.origin(kind);
    let words = texts::in_force(conn, text, kind)?.text.unwrap_or_else(|| origin.clone());
    let compulsory = text.compulsory(kind);
    let history = templates::history(conn, text.document(), text.tone_key(), kind)?;
    Ok(TemplateView {
        row: row(conn, text, kind)?,
        origin,
        variables: text.vocabulary().iter().map(|variable| variable_view(variable, &compulsory)).collect(),
        compulsory: compulsory.iter().map(|name| text.compulsory_label(name)).collect(),
        longest: u32::try_from(LONGEST_SOURCE).unwrap_or(u32::MAX),
        history: history.into_iter().map(|one| RevisionView { revision: one.revision, text: one.text, saved_at: one.saved_at }).collect(),
        check: checked(conn, text, kind, &words, today)?,
        text: words,
    })
}

fn variable_view(variable: &Variable, compulsory: &[&str]) -> VariableView {
    VariableView {
        name: variable.name.to_owned(),
        example: variable.example.to_owned(),
        kind: type_of(variable),
        compulsory: compulsory.contains(&variable.name),
    }
}

/// What a name stands for shows in its example: « oui » is a condition, « 12,00 € » a sum, « mardi 3 mai 2026 » a day.
fn type_of(variable: &Variable) -> VariableType {
    let (name, example) = (variable.name, variable.example);
    let blocks = ["tableau", "décompte", "signature", "paiement", "identité", "mention", "historique", "nouvelle_page"];
    let is_day = || {
        let words: Vec<&str> = example.split_whitespace().collect();
        let [.., day, _, year] = words.as_slice() else { return false };
        words.len() <= 4 && year.len() == 4 && year.parse::<u32>().is_ok() && day.starts_with(|first: char| first.is_ascii_digit())
    };
    match example {
        "oui" => VariableType::Condition,
        _ if blocks.iter().any(|start| name.starts_with(start)) => VariableType::Block,
        _ if is_day() => VariableType::Date,
        _ if example.ends_with('€') && example.chars().next().is_some_and(|first| first.is_ascii_digit()) => VariableType::Amount,
        _ => VariableType::Text,
    }
}

fn checked(conn: &Connection, text: Text, kind: DebtorKind, source: &str, today: NaiveDate) -> Result<TemplateCheck> {
    let judged = judge(conn, text, kind, source, today)?;
    let blocked = judged.findings.iter().any(|finding| finding.severity == Severity::Blocks);
    let saveable = judged.faults.is_empty() && judged.missing.is_empty() && !blocked;
    Ok(TemplateCheck { faults: judged.faults, missing: judged.missing, findings: judged.findings, saveable })
}

/// What is wrong in a text being written: faults, what it lost, what the law refuses.
///
/// # Errors
/// When there is no such text.
pub fn check_template(app: &App, request: CheckTemplate) -> Result<TemplateCheck> {
    let today = app.when().today;
    let text = texts::find(&request.of.document, &request.of.tone)?;
    app.read(|conn| checked(conn, text, request.of.debtor_kind, &request.text, today))
}

/// What a text being written gives.
///
/// # Errors
/// Its first fault, or a client who owes nothing.
pub fn preview_template(app: &App, request: PreviewTemplate) -> Result<TemplatePreview> {
    let today = app.when().today;
    let text = texts::find(&request.of.document, &request.of.tone)?;
    let target = request.client_id.map_or(Target::Sample(request.of.debtor_kind), Target::Client);
    app.read(|conn| {
        let shown = Showing { conn, text, source: &request.text, target, today }.shown()?;
        let pdf = shown.pdf.map(|bytes| base64::engine::general_purpose::STANDARD.encode(bytes)).unwrap_or_default();
        Ok(TemplatePreview { subject: shown.subject, body: shown.body, pdf })
    })
}

/// Keeps a text as a new revision. Drafts that nobody changed are written again; what was approved falls back to a draft.
///
/// # Errors
/// A fault, something compulsory lost, or what the legal check stops: nothing is then kept.
pub fn save_template(app: &App, request: SaveTemplate) -> Result<Outcome<TemplateView>> {
    let text = texts::find(&request.of.document, &request.of.tone)?;
    // A pasted text has the line ends of another system.
    let source = request.text.replace("\r\n", "\n").replace('\r', "\n").trim_end().to_owned();
    if source.is_empty() {
        return Err(Error::Invalid { field: "text", reason: "empty" });
    }
    keep(app, text, &request.of, &source, &request.accepted)
}

/// Puts the text of origin back, as a new revision.
///
/// # Errors
/// When there is no such text.
pub fn restore_template(app: &App, request: TemplateRequest) -> Result<Outcome<TemplateView>> {
    let text = texts::find(&request.document, &request.tone)?;
    keep(app, text, &request, "", &[])
}

fn keep(app: &App, text: Text, of: &TemplateRequest, source: &str, accepted: &[LegalCode]) -> Result<Outcome<TemplateView>> {
    let kind = of.debtor_kind;
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        if !source.is_empty() {
            let found = checked(&tx.sql, text, kind, source, today)?;
            let fault = found.faults.into_iter().map(|fault| fault.sentence).chain(found.missing).next();
            if let Some(sentence) = fault {
                return Err(Error::Refused(format!("{sentence} Rien n’a été enregistré.")));
            }
            legal::refuse(&found.findings, accepted)?;
        }
        // Saved as the text of origin is: the text of origin.
        let words = if source == text.origin(kind).trim_end() { "" } else { source };
        tx.save_template(text.document(), text.tone_key(), kind, words)?;
        tx.record(About::default(), &EventKind::SettingsChanged { what: format!("texte «\u{a0}{}\u{a0}»", text.label()) })?;
        rewrite_drafts(tx, text, kind)?;
        view(&tx.sql, of, today)
    })
}

/// Drafts that wait for a person speak with the new words at once, unless he changed theirs.
fn rewrite_drafts(tx: &mut Tx, text: Text, kind: DebtorKind) -> Result<()> {
    for id in reminders::in_state(&tx.sql, "draft", EMAIL)? {
        let reminder = reminders::get(&tx.sql, id)?;
        let client = crate::outgoing::facts::client(&tx.sql, reminder.client_id)?;
        let own = if reminder.term.is_some() { Text::Term } else { Text::Mail(mail_tone(reminder.tone)) };
        if own == text && client.card.debtor_kind == kind && !reminder.edited {
            draft::refresh(tx, id)?;
        }
    }
    Ok(())
}
