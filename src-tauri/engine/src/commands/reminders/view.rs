//! One message as the screen shows it.
use super::types::{AttachmentView, ReminderLineView, ReminderView, TermLineView};
use crate::commands::timeline;
use crate::commands::today::rows::{label_of, step_label};
use crate::error::Result;
use crate::mail::message::html_of;
use crate::outgoing::draft;
use crate::outgoing::{self, facts, legal, mime, plan, why};
use crate::store::reminders::{self, Reminder};
use crate::store::situation::Scope;
use crate::store::{accounts, agreements};
use chrono::NaiveDate;
use echu_core::dunning::hold::grace_end;
use echu_core::ids::ReminderId;
use echu_core::text::weekday_date;
use rusqlite::Connection;

pub(super) fn of(conn: &Connection, id: ReminderId, today: NaiveDate, account_problem: Option<String>) -> Result<ReminderView> {
    let reminder = reminders::get(conn, id)?;
    let client = facts::client(conn, reminder.client_id)?;
    let account = accounts::of_client(conn, reminder.client_id)?.form;
    let (softer, harder) = draft::tones(conn, &reminder)?;
    let (told, rule) = why::told(&reminder, today);
    let attachments = mime::files(conn, &reminder)?
        .into_iter()
        .map(|(document_id, invoice, name)| AttachmentView { document_id, name, invoice_id: Some(invoice) })
        .collect();
    let mut problems: Vec<String> = account_problem.into_iter().collect();
    if client.card.email.is_empty() {
        problems.push("Ce client n’a pas d’adresse e-mail.".to_owned());
    } else if !client.email_problem.is_empty() {
        problems.push(format!("L’adresse {} a été refusée\u{a0}: corrigez-la.", client.card.email));
    }
    let exchanges = timeline::rows(conn, reminder.client_id, false)?.into_iter().filter(|row| row.side != "centre").take(4).collect();
    Ok(ReminderView {
        id,
        state: reminder.state.clone(),
        client_id: reminder.client_id,
        client_name: client.card.name.clone(),
        debtor_kind: client.card.debtor_kind,
        contact_name: client.card.contact_name.clone(),
        phone: client.card.phone.clone(),
        note: client.card.note.clone(),
        step_label: label_of(&reminder),
        why: told,
        rule,
        from: named(&account.sender_name, &account.address),
        to: named(if client.card.contact_name.is_empty() { &client.card.name } else { &client.card.contact_name }, &client.card.email),
        subject: reminder.subject.clone(),
        body: reminder.body.clone(),
        html: html_of(&reminder.body),
        lines: lines(conn, &reminder, today)?,
        term: term(conn, &reminder)?,
        credit: reminder.credit,
        total: reminder.asked(),
        attachments,
        exchanges,
        next_step: next_step(conn, &reminder, today)?,
        edited: reminder.edited,
        sentence: reminder.sentence.clone(),
        softer: softer.map(|tone| tone.label().to_owned()),
        harder: harder.map(|tone| tone.label().to_owned()),
        lapsed: why::lapsed(conn, &reminder, today)?,
        problems,
        findings: if reminder.state == "draft" { legal::of_reminder(conn, &reminder, reminder.computed_on)? } else { Vec::new() },
    })
}

/// The term that a message reminds of.
fn term(conn: &Connection, reminder: &Reminder) -> Result<Option<TermLineView>> {
    let Some(term) = &reminder.term else { return Ok(None) };
    let said = outgoing::term::said(conn, reminder)?.0;
    let (rank, count) = said.rank;
    Ok(Some(TermLineView { on: term.due_on, rank, count, numbers: said.numbers, amount: term.amount }))
}

fn named(name: &str, address: &str) -> String {
    if address.is_empty() {
        String::new()
    } else if name.is_empty() {
        address.to_owned()
    } else {
        format!("{name} <{address}>")
    }
}

/// The lines of a message or of a letter, with the step each does.
pub(crate) fn lines(conn: &Connection, reminder: &Reminder, today: NaiveDate) -> Result<Vec<ReminderLineView>> {
    let mut lines = Vec::new();
    for line in &reminder.lines {
        let now = facts::line_now(conn, line, today)?;
        let due_on = now.due_on.unwrap_or(now.issued_on);
        lines.push(ReminderLineView {
            invoice_id: line.invoice_id,
            number: now.number,
            due_on,
            days_late: i32::try_from((today - due_on).num_days()).unwrap_or(i32::MAX),
            role: line.role.key().to_owned(),
            step_label: if line.step_id.is_some() { step_label(reminder.tone, &reminder.channel) } else { String::new() },
            balance: line.balance,
            interest: line.interest,
            fee: line.fee,
        });
    }
    Ok(lines)
}

/// « Sans paiement ni réponse, dernier avis le jeudi 3 décembre. »
fn next_step(conn: &Connection, reminder: &Reminder, today: NaiveDate) -> Result<String> {
    if let Some(term) = &reminder.term {
        let agreement = agreements::get(conn, term.agreement_id)?.facts;
        let ends = grace_end(term.due_on, agreement.forfeiture.grace_open_days, plan::options(conn)?.region);
        return Ok(format!("Sans paiement d’ici au {}, l’échéancier n’est plus tenu\u{a0}: sa suite est à décider.", weekday_date(ends)));
    }
    let day = plan::of(conn, Scope::Client(reminder.client_id), today)?;
    let Some(current) = reminder.step_id.and_then(|id| day.step(id)) else { return Ok(String::new()) };
    let Some(steps) = day.plans.iter().find(|plan| plan.steps.iter().any(|step| step.id == current.id)).map(|plan| &plan.steps) else {
        return Ok(String::new());
    };
    let Some(next) = steps.iter().find(|step| step.position > current.position && !step.same_contact_as_previous) else {
        return Ok(String::new());
    };
    let options = plan::options(conn)?;
    let gap = (next.offset_days - current.offset_days).max(i32::try_from(options.min_interval_days).unwrap_or(7));
    let on = echu_core::calendar::next_working_day(today + chrono::Days::new(u64::from(gap.unsigned_abs())), options.region);
    Ok(format!("Sans paiement ni réponse, {} le {}.", step_label(next.tone, &next.channel).to_lowercase(), weekday_date(on)))
}
