//! Reminders: prepare, read, change, approve, put off.
mod types;
mod view;

pub use types::*;
pub(crate) use view::lines;

use super::Nothing;
use super::today::rows::Names;
use crate::App;
use crate::error::{Error, Result};
use crate::mail::eml;
use crate::outgoing::approve::{self, By};
use crate::outgoing::{account, automatic, draft, facts, legal, mime, plan, stale, term, told};
use crate::store::holds::NewHold;
use crate::store::reminders as stored;
use crate::store::situation::Scope;
use crate::store::{About, Actor, Outcome, Tx, accounts, instant, settings};
use chrono::TimeDelta;
use echu_core::dunning::day_plan::Pile;
use echu_core::ids::{ClientId, InvoiceId, ReminderId};
use echu_core::legal_check::{LegalFinding, Severity};
use echu_core::money::Cents;
use echu_core::text::clean;
use echu_core::timeline::EventKind;
use std::collections::BTreeSet;

/// The longest sentence a person may add, in characters.
const LONGEST_SENTENCE: usize = 300;

/// Makes the drafts of the day. Sends nothing; a second call adds only what is new.
///
/// # Errors
/// When the base cannot be read or written.
pub fn prepare_reminders(app: &App, _request: Nothing) -> Result<Outcome<Prepared>> {
    app.write(Actor::User, |tx| {
        stale::withdraw(tx)?;
        stale::renew(tx)?;
        let today = tx.when.today;
        let day = plan::of(&tx.sql, Scope::All, today)?;
        let names = Names::of(&day);
        let mut withheld: Vec<_> = day.plan.withheld.iter().map(|held| super::today::rows::withheld_row(held, &names)).collect();
        let mut letters = 0;
        for one in &day.plan.terms {
            match term::of_turn(&tx.sql, one, today) {
                Ok(new) => drop(store_draft(tx, &new)?),
                Err(error @ (Error::Refused(_) | Error::Domain(_))) => {
                    withheld.push(unwritten(&names, one.client_id, one.turn.lacks, &error));
                }
                Err(error) => return Err(error),
            }
        }
        let announced = automatic::announced(&tx.sql, today)?;
        for proposal in day.plan.proposals.iter().filter(|one| !automatic::leaves_by_itself(one, &announced)) {
            match proposal.pile {
                Pile::Ready => match draft::of_proposal(&tx.sql, proposal, today) {
                    Ok(new) => store_draft(tx, &new)?,
                    Err(error @ (Error::Refused(_) | Error::Domain(_))) => {
                        withheld.push(unwritten(&names, proposal.client_id, proposal.amount, &error));
                        continue;
                    }
                    Err(error) => return Err(error),
                },
                Pile::Letters => {
                    letters += 1;
                    continue;
                }
                Pile::Calls => continue,
            };
        }
        let mut prepared = Prepared { reminders: Vec::new(), clients: 0, invoices: 0, amount: Cents::ZERO, letters, withheld };
        let mut clients = BTreeSet::new();
        for id in stored::in_state(&tx.sql, "draft", "email")?.into_iter().filter(|id| !day.plan.stopped.contains(id)) {
            let reminder = stored::get(&tx.sql, id)?;
            clients.insert(reminder.client_id);
            prepared.invoices += super::today::rows::invoices_of(&tx.sql, &reminder)?;
            prepared.amount += reminder.owed();
            prepared.reminders.push(id);
        }
        prepared.clients = u32::try_from(clients.len()).unwrap_or(u32::MAX);
        Ok(prepared)
    })
}

/// A message of the day that could not be written, with what is to be corrected.
fn unwritten(names: &Names, client_id: ClientId, amount: Cents, error: &Error) -> super::today::WithheldRow {
    super::today::WithheldRow {
        client_id,
        client_name: names.name(client_id),
        invoice_id: None,
        why: crate::sentences::of(error),
        rule: "to_fix".to_owned(),
        way_out: "fix".to_owned(),
        amount,
    }
}

fn store_draft(tx: &mut Tx, new: &stored::Reminder) -> Result<ReminderId> {
    let id = tx.insert_reminder(new)?;
    tx.record(About::client(new.client_id).reminder(id), &told::drafted(new))?;
    Ok(id)
}

/// One message, with what one needs to judge it.
///
/// # Errors
/// When there is none.
pub fn reminder(app: &App, request: ReminderRequest) -> Result<ReminderView> {
    let when = app.when();
    let account = account::problem(app)?;
    app.read(|conn| view::of(conn, request.id, when.today, account))
}

/// Changes the words of a draft.
///
/// # Errors
/// When it is no longer a draft, or the words are empty or too long.
pub fn edit_reminder(app: &App, request: EditReminder) -> Result<Outcome<ReminderId>> {
    let subject = clean(&request.subject);
    if subject.is_empty() {
        return Err(Error::Invalid { field: "subject", reason: "empty" });
    }
    if subject.chars().count() > 200 {
        return Err(Error::Invalid { field: "subject", reason: "too_long" });
    }
    let body: String = request.body.split('\n').map(|line| clean_line(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n");
    if body.trim().is_empty() {
        return Err(Error::Invalid { field: "body", reason: "empty" });
    }
    if body.chars().count() > 20_000 {
        return Err(Error::Invalid { field: "body", reason: "too_long" });
    }
    app.write(Actor::User, |tx| {
        let reminder = draft_of(tx, request.id)?;
        tx.set_words(request.id, &subject, &body)?;
        tx.record(About::client(reminder.client_id).reminder(request.id), &EventKind::ReminderEdited)?;
        Ok(request.id)
    })
}

/// Writes a draft again one tone milder or harder; it keeps that tone until it leaves, and the user's own sentence stays in it.
///
/// # Errors
/// When it is no longer a draft, or is one notch away from its step already; [`Error::Confirm`] when a text changed by a person
/// would be lost; [`Error::Legal`] when the harder words are not allowed where the milder ones were.
pub fn change_tone(app: &App, request: ChangeTone) -> Result<Outcome<ReminderId>> {
    app.write(Actor::User, |tx| {
        let reminder = draft_of(tx, request.id)?;
        let softer = request.to == ToneChange::Softer;
        let (milder, harder) = draft::tones(&tx.sql, &reminder)?;
        let tone = if softer { milder } else { harder }.ok_or(Error::Precondition("no_other_tone"))?;
        if reminder.edited && !request.confirmed {
            return Err(Error::Confirm(
                "Vous avez modifié ce texte\u{a0}: changer de ton l’écrit de nouveau, et vos mots seront perdus.".to_owned(),
            ));
        }
        let was_allowed = blocking(tx, &reminder)?.is_empty();
        draft::change_tone(tx, &reminder, tone)?;
        let blocking = blocking(tx, &stored::get(&tx.sql, request.id)?)?;
        if was_allowed && !blocking.is_empty() {
            return Err(Error::Legal(blocking));
        }
        tx.record(About::client(reminder.client_id).reminder(request.id), &EventKind::ReminderToneChanged { tone, softer })?;
        Ok(request.id)
    })
}

/// What the law forbids in a draft.
fn blocking(tx: &Tx, reminder: &stored::Reminder) -> Result<Vec<LegalFinding>> {
    let mut findings = legal::of_reminder(&tx.sql, reminder, tx.when.today)?;
    findings.retain(|finding| finding.severity == Severity::Blocks);
    Ok(findings)
}

/// Says the user's own sentence in a draft, after the greeting; it stays whatever the tone and the figures. Empty takes it away.
///
/// # Errors
/// When it is no longer a draft, when its text was changed by hand, or the sentence is too long.
pub fn say_in_reminder(app: &App, request: SayInReminder) -> Result<Outcome<ReminderId>> {
    let sentence = clean(&request.sentence);
    if sentence.chars().count() > LONGEST_SENTENCE {
        return Err(Error::Invalid { field: "sentence", reason: "too_long" });
    }
    app.write(Actor::User, |tx| {
        let reminder = draft_of(tx, request.id)?;
        if reminder.edited {
            return Err(Error::Precondition("words_changed"));
        }
        draft::say(tx, &reminder, sentence)?;
        tx.record(About::client(reminder.client_id).reminder(request.id), &EventKind::ReminderEdited)?;
        Ok(request.id)
    })
}

/// A line of a text: its spaces are kept (figures are aligned with them), its control characters are not.
fn clean_line(line: &str) -> String {
    line.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn draft_of(tx: &Tx, id: ReminderId) -> Result<stored::Reminder> {
    let reminder = stored::get(&tx.sql, id)?;
    if reminder.state == "draft" { Ok(reminder) } else { Err(Error::Precondition("not_a_draft")) }
}

/// Freezes the facts and queues one sending a message, in one transaction.
///
/// # Errors
/// [`Error::MailSetup`] when no account is set: nothing is approved.
pub fn approve_reminders(app: &App, request: ApproveReminders) -> Result<Outcome<Approved>> {
    if let Some(problem) = account::problem(app)? {
        return Err(Error::MailSetup(problem));
    }
    let outcome = app.write(Actor::User, |tx| {
        receipts_known(tx, request.receipts_checked)?;
        let options = settings::options(&tx.sql)?;
        let leaves = tx.when.at + TimeDelta::seconds(i64::from(options.undo_seconds));
        let mut approved = Approved { dispatches: Vec::new(), leaves_at: instant(leaves), refused: Vec::new() };
        for id in &request.ids {
            let reminder = stored::get(&tx.sql, *id)?;
            // A double click, or two windows: the first one did it.
            if reminder.state == "approved"
                && let Some(live) = crate::store::dispatches::last_of(&tx.sql, *id)?
            {
                approved.dispatches.push(live.id);
                continue;
            }
            match approve::one(tx, *id, leaves, By::Person(&request.accepted)) {
                Ok(dispatch) => approved.dispatches.push(dispatch),
                Err(error @ (Error::Refused(_) | Error::Precondition(_) | Error::Domain(_) | Error::Legal(_))) => {
                    let client_name = facts::client(&tx.sql, reminder.client_id)?.card.name;
                    let why = crate::sentences::of(&error);
                    let findings = if let Error::Legal(findings) = error { findings } else { Vec::new() };
                    approved.refused.push(RefusedReminder { id: *id, client_name, why, findings });
                }
                Err(error) => return Err(error),
            }
        }
        Ok(approved)
    })?;
    app.sending.nudge();
    Ok(outcome)
}

/// Sending on old news asks people who have paid: above the threshold a person says that he knows.
fn receipts_known(tx: &mut Tx, checked: bool) -> Result<()> {
    let known = automatic::money(&tx.sql, tx.when.today)?;
    match known.question() {
        None => Ok(()),
        Some(question) if !checked => Err(Error::Confirm(question)),
        Some(_) => {
            tx.confirm_receipts()?;
            tx.record(About::default(), &EventKind::ReceiptsConfirmed { told: known.sentence().unwrap_or_default() })
        }
    }
}

/// Drops a draft. Its step comes back the next day.
///
/// # Errors
/// When it is no longer a draft.
pub fn discard_reminder(app: &App, request: ReminderRequest) -> Result<Outcome<ReminderId>> {
    app.write(Actor::User, |tx| {
        let reminder = draft_of(tx, request.id)?;
        tx.move_reminder(request.id, "draft", "cancelled", "")?;
        let why = "brouillon abandonné".to_owned();
        tx.record(About::client(reminder.client_id).reminder(request.id), &EventKind::ReminderCancelled { why })?;
        Ok(request.id)
    })
}

/// Drops a draft and pauses the client until a day.
///
/// # Errors
/// When it is no longer a draft, or the day is past.
pub fn postpone_reminder(app: &App, request: PostponeReminder) -> Result<Outcome<ReminderId>> {
    app.write(Actor::User, |tx| {
        let reminder = draft_of(tx, request.id)?;
        if request.until <= tx.when.today {
            return Err(Error::Invalid { field: "until", reason: "past" });
        }
        tx.move_reminder(request.id, "draft", "cancelled", "")?;
        // The pause's last day is the eve: the reminder comes back on the day asked for.
        let last = request.until.pred_opt().unwrap_or(request.until);
        let note = clean(&request.note);
        tx.insert_hold(&NewHold {
            client_id: reminder.client_id,
            invoice_id: None,
            kind: "pause",
            from: tx.when.today,
            until: Some(last),
            amount: None,
            reason: String::new(),
            note: note.clone(),
        })?;
        tx.record(About::client(reminder.client_id).reminder(request.id), &EventKind::Paused { until: Some(last), note })?;
        Ok(request.id)
    })
}

/// A draft for a client whom the plan holds back, when the user insists.
///
/// # Errors
/// [`Error::Refused`] when nothing can be claimed.
pub fn draft_reminder(app: &App, request: DraftReminder) -> Result<Outcome<ReminderId>> {
    app.write(Actor::User, |tx| {
        let new = draft::by_hand(&tx.sql, request.client_id, tx.when.today)?;
        store_draft(tx, &new)
    })
}

/// Counts the next step of an invoice as skipped, with a reason.
///
/// # Errors
/// When no step is left, or no reason is given.
pub fn skip_step(app: &App, request: SkipStep) -> Result<Outcome<InvoiceId>> {
    let reason = clean(&request.reason);
    if reason.is_empty() {
        return Err(Error::Invalid { field: "reason", reason: "empty" });
    }
    app.write(Actor::User, |tx| {
        let now = facts::invoice_now(&tx.sql, request.invoice_id, tx.when.today)?;
        let client = now.invoice.as_ref().map(|invoice| invoice.client_id).ok_or(Error::Precondition("no_step_left"))?;
        let day = plan::of(&tx.sql, Scope::Client(client), tx.when.today)?;
        let step = day.next_step(request.invoice_id).ok_or(Error::Precondition("no_step_left"))?;
        let (cycle, today) = (day.situation.cycles.get(&request.invoice_id).copied().unwrap_or(1), tx.when.today);
        let label = super::today::rows::step_label(step.tone, &step.channel);
        tx.step_done(request.invoice_id, step.id, cycle, today, "skipped", &reason, None)?;
        tx.record(About::client(client).invoice(request.invoice_id), &EventKind::StepSkipped { step: label, reason: reason.clone() })?;
        Ok(request.invoice_id)
    })
}

/// Saves the message as an .eml file where the user says. False when he gave up.
///
/// # Errors
/// The disk's.
pub fn export_reminder(app: &App, request: ReminderRequest) -> Result<bool> {
    let (bytes, name) = bytes_of(app, request.id)?;
    let Some(path) = app.desktop.save_file(&name) else { return Ok(false) };
    std::fs::write(path, bytes).map_err(Error::io("save the message"))?;
    Ok(true)
}

/// Opens the message as a draft in the user's own mail program; he then says whether he sent it.
///
/// # Errors
/// When no program opens it.
pub fn open_in_mailer(app: &App, request: ReminderRequest) -> Result<Outcome<ReminderId>> {
    let (bytes, name) = bytes_of(app, request.id)?;
    let folder = app.paths.data.join("brouillons");
    std::fs::create_dir_all(&folder).map_err(Error::io("make the folder of drafts"))?;
    let path = folder.join(name);
    std::fs::write(&path, eml::draft(&bytes)).map_err(Error::io("write the draft"))?;
    app.desktop.open(&path).map_err(Error::io("open the mail program"))?;
    Ok(Outcome { value: request.id, changed: Default::default() })
}

fn bytes_of(app: &App, id: ReminderId) -> Result<(Vec<u8>, String)> {
    let when = app.when();
    app.read(|conn| {
        let reminder = stored::get(conn, id)?;
        let client = facts::client(conn, reminder.client_id)?;
        // A person sends it himself: what only asks is his to weigh, what blocks is not.
        let findings = legal::of_reminder(conn, &reminder, when.today)?;
        legal::refuse(&findings, &findings.iter().map(|finding| finding.code).collect::<Vec<_>>())?;
        let message_id =
            format!("<{}@echu.invalid>", crate::journal::digest(&format!("{}|{}", id.0, instant(when.at))).get(..32).unwrap_or_default());
        let account = accounts::of_client(conn, reminder.client_id)?.form;
        let bytes = mime::build(conn, &reminder, &account, &facts::recipient(&client), &message_id, when.at)?;
        let to = crate::mail::Address::parse(&client.card.email).map_err(|fault| Error::Refused(fault.sentence()))?;
        let name = eml::file_name(&to, &bytes);
        Ok((bytes, name))
    })
}

/// The user says that he sent the message from his own mail program.
///
/// # Errors
/// When it is no longer a draft.
pub fn mark_handed_over(app: &App, request: ReminderRequest) -> Result<Outcome<ReminderId>> {
    app.write(Actor::User, |tx| {
        let reminder = draft_of(tx, request.id)?;
        tx.move_reminder(request.id, "draft", "approved", "")?;
        tx.move_reminder(request.id, "approved", "done", "")?;
        let today = tx.when.today;
        tx.complete_steps(&reminder, today, "sent")?;
        tx.record(About::client(reminder.client_id).reminder(request.id), &told::handed_over(&reminder))?;
        Ok(request.id)
    })
}
