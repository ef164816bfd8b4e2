//! The call card, and the SMS that a person sends from his telephone.
use super::{CallCardView, FollowUpView, HoldsRequest, MarkSmsSent, OutcomeView, SmsRequest, SmsView};
use crate::App;
use crate::channels::sms as words;
use crate::channels::spoken::{self, Script};
use crate::commands::check;
use crate::error::{Error, Result};
use crate::outgoing::words::credit;
use crate::outgoing::{by_hand, draft, legal, plan};
use crate::store::reminders::{self, Reminder};
use crate::store::situation::Scope;
use crate::store::{About, Actor, Outcome, clients, follow_ups, settings};
use chrono::NaiveDate;
use echu_core::dunning::SMS;
use echu_core::dunning::call::CallOutcome;
use echu_core::ids::ClientId;
use echu_core::legal_check::Severity;
use echu_core::placeholder::Fault;
use echu_core::text::clean;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;
use rusqlite::Connection;

/// The longest SMS, in characters: beyond, it is a letter.
const LONGEST: usize = 640;

/// What to dial, and what each outcome would lead to today.
///
/// # Errors
/// When there is no such client.
pub fn call_card(app: &App, request: HoldsRequest) -> Result<CallCardView> {
    let today = app.when().today;
    app.read(|conn| {
        let phone = clients::get(conn, request.client_id)?.card.phone;
        let region = settings::region(&settings::options(conn)?);
        let outcome = |one: CallOutcome| OutcomeView { outcome: one, next_step: one.next_step(), next_on: one.next_on(today, region) };
        let last = follow_ups::open(conn, Some(request.client_id))?.pop();
        let script = |script| spoken::compose(&by_hand::script(conn, request.client_id, script, today)?).map_err(unread);
        Ok(CallCardView {
            link: if phone.is_empty() { String::new() } else { words::call_link(&phone) },
            phone,
            call_script: script(Script::Call)?,
            visit_script: script(Script::Visit)?,
            outcomes: CallOutcome::ALL.into_iter().map(outcome).collect(),
            follow_up: last.map(|one| FollowUpView { on: one.on, after: one.after, noted_on: one.noted_on }),
        })
    })
}

/// The SMS for a client: that of his step when the plan asks for one, else about all that is late.
///
/// # Errors
/// When nothing may be claimed of him, with the reason.
pub fn sms(app: &App, request: SmsRequest) -> Result<SmsView> {
    let today = app.when().today;
    app.read(|conn| {
        let phone = clients::get(conn, request.client_id)?.card.phone;
        let reminder = written(conn, request.client_id, request.text.as_deref(), today)?;
        let text = reminder.body.clone();
        let findings: Vec<_> =
            legal::of_reminder(conn, &reminder, today)?.into_iter().filter(|finding| finding.severity == Severity::Blocks).collect();
        Ok(SmsView {
            link: if phone.is_empty() { String::new() } else { words::link(&phone, &text) },
            phone,
            text,
            amount: reminder.asked(),
            does_a_step: reminder.does_a_step(),
            forbidden: !findings.is_empty(),
            warnings: findings.into_iter().map(|finding| finding.sentence).collect(),
        })
    })
}

/// The SMS as a reminder not stored yet, its words in its body.
fn written(conn: &Connection, client: ClientId, typed: Option<&str>, today: NaiveDate) -> Result<Reminder> {
    let day = plan::of(conn, Scope::Client(client), today)?;
    let mut reminder = match day.plan.proposals.iter().find(|one| one.channel == SMS) {
        Some(proposal) => draft::of_proposal(conn, proposal, today)?,
        None => draft::by_hand(conn, client, today)?,
    };
    // An SMS gives no figures of penalties: it has no room for what they must say.
    for line in &mut reminder.lines {
        (line.interest, line.fee) = Default::default();
    }
    draft::deduct(&mut reminder, credit(conn, client)?)?;
    reminder.channel = SMS.to_owned();
    reminder.subject = String::new();
    reminder.body = match typed.map(clean).filter(|text| !text.is_empty()) {
        Some(text) if text.chars().count() > LONGEST => return Err(Error::Invalid { field: "text", reason: "too_long" }),
        Some(text) => text,
        None => compose(conn, &reminder, today)?,
    };
    Ok(reminder)
}

fn compose(conn: &Connection, reminder: &Reminder, today: NaiveDate) -> Result<String> {
    words::compose(&by_hand::sms(conn, reminder, today)?).map_err(unread)
}

fn unread(fault: Fault) -> Error {
    Error::Refused(crate::letters::LetterError::Text(fault).sentence())
}

/// The user says that he sent the SMS: the contact is noted, its words are kept, and the steps that were ready are done.
///
/// # Errors
/// As [`sms`].
pub fn mark_sms_sent(app: &App, request: MarkSmsSent) -> Result<Outcome<ClientId>> {
    check::required("text", &request.text, LONGEST)?;
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let new = written(&tx.sql, request.client_id, Some(&request.text), today)?;
        let id = tx.insert_reminder(&new)?;
        tx.move_reminder(id, "draft", "approved", "")?;
        tx.move_reminder(id, "approved", "done", "")?;
        let kept = reminders::get(&tx.sql, id)?;
        tx.complete_steps(&kept, today, "sent")?;
        let event = EventKind::SmsSent(desk::Sms { text: new.body.clone(), amount: new.asked() });
        tx.record(About::client(request.client_id).reminder(id), &event)?;
        Ok(request.client_id)
    })
}
