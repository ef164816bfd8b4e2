//! The rows of the outbox and the state of sending.
use super::resume;
use super::types::{DispatchRow, SenderView};
use crate::App;
use crate::error::Result;
use crate::outgoing::account;
use crate::scheduler::{Departure, departures};
use crate::store::accounts;
use crate::store::dispatches::{self, Dispatch};
use crate::store::{closures, instant, reminders, sender as stored};
use chrono::{DateTime, Utc};
use echu_core::ids::MailAccountId;
use echu_core::money::Cents;
use echu_core::outbox::OutboxState;
use echu_core::pacing::Suspension;
use echu_core::text::{count, long_date};
use rusqlite::Connection;
use std::collections::BTreeMap;

const WAITING: [OutboxState; 4] = [OutboxState::Queued, OutboxState::Deferred, OutboxState::Sending, OutboxState::Engaged];
const ASKING: [OutboxState; 3] = [OutboxState::Uncertain, OutboxState::NeedsReview, OutboxState::Failed];

pub(super) fn all(conn: &Connection, app: &App) -> Result<Vec<DispatchRow>> {
    let mut rows = Vec::new();
    let state = stored::sender(conn)?;
    let when = app.when();
    let held = state.paused_at.is_some() || !state.suspended_for.is_empty() || closures::until(conn, when.today)?.is_some();
    let departures = departures(conn, app, when)?;
    let mut addresses: BTreeMap<MailAccountId, String> = BTreeMap::new();
    for one in
        dispatches::in_states(conn, &ASKING)?.iter().chain(&dispatches::in_states(conn, &WAITING)?).chain(&dispatches::over(conn, 200)?)
    {
        let expected = departures.get(&one.id).filter(|_| one.state.is_waiting());
        let account = match addresses.get(&one.account_id) {
            Some(known) => known.clone(),
            None => {
                let address = accounts::get(conn, one.account_id)?.form.address;
                addresses.insert(one.account_id, address.clone());
                address
            }
        };
        rows.push(row(conn, one, account, expected, held)?);
    }
    Ok(rows)
}

fn row(conn: &Connection, one: &Dispatch, account: String, expected: Option<&Departure>, held: bool) -> Result<DispatchRow> {
    let waits_for = match expected {
        Some(_) if held => "les envois sont arrêtés".to_owned(),
        Some(departure) => departure.why.to_owned(),
        None => String::new(),
    };
    let (subject, amount, client_name, automatic) = match one.reminder_id {
        Some(id) => {
            let message = reminders::shown(conn, id)?;
            (message.subject, message.asked, message.client_name, message.automatic)
        }
        None => ("Essai de la messagerie".to_owned(), Cents::ZERO, "Vous-même".to_owned(), false),
    };
    let last: DateTime<Utc> = one.sent_at.or(one.engaged_at).unwrap_or(one.approved_at);
    Ok(DispatchRow {
        id: one.id,
        reminder_id: one.reminder_id,
        client_id: one.client_id,
        client_name,
        recipient: one.recipient.clone(),
        subject,
        amount,
        state: one.state.key().to_owned(),
        label: one.label().to_owned(),
        written: one.is_written(),
        why: one.why.clone(),
        not_before: instant(one.not_before),
        leaves_at: expected.filter(|_| !held).and_then(|departure| departure.at).map(instant),
        waits_for,
        account,
        automatic,
        tries: one.tries,
        sent_at: one.sent_at.map(instant),
        can_withdraw: one.state.is_waiting() || one.state == OutboxState::NeedsReview || one.state == OutboxState::Failed,
        at: instant(last),
    })
}

pub(super) fn sender(app: &App) -> Result<SenderView> {
    let problem = account::problem(app)?;
    let when = app.when();
    let (row, waiting, uncertain, away) = app.read(|conn| {
        let uncertain = dispatches::doubts(conn)?;
        Ok((stored::sender(conn)?, dispatches::count(conn, &WAITING)?, uncertain, closures::until(conn, when.today)?))
    })?;
    let (trouble, cooling) = app.read(|conn| {
        let accounts = accounts::all(conn)?;
        let cools = |one: &accounts::MailAccount| one.cool_until.is_some_and(|until| until > when.at);
        let cooling = accounts.first().filter(|_| accounts.iter().all(cools)).map(|first| first.cool_why.clone());
        Ok((accounts::trouble(conn)?, cooling))
    })?;
    let suspension = Suspension::from_key(&row.suspended_for);
    let next = match (suspension, row.paused_at, trouble.is_empty(), away) {
        (None, None, true, None) => app.read(|conn| crate::scheduler::next_at(conn, app, when))?,
        _ => None,
    };
    let waits = count(u64::from(waiting), "message attend", "messages attendent");
    let (state, sentence) = if let Some(reason) = suspension {
        ("suspended", reason.sentence().to_owned())
    } else if let Some(until) = away {
        ("paused", format!("Tout est en pause jusqu’au {}.", long_date(until)))
    } else if row.paused_at.is_some() {
        ("paused", if waiting == 0 { "Rien ne part tant que vous n’avez pas repris.".to_owned() } else { format!("{waits}.") })
    } else if !trouble.is_empty() {
        ("suspended", trouble.clone())
    } else if let Some(problem) = &problem {
        ("no_account", problem.clone())
    } else if app.is_demo() {
        ("demo", "Démonstration\u{a0}: les messages sont écrits dans un dossier, rien ne part.".to_owned())
    } else if let Some(why) = cooling {
        ("active", format!("En attente\u{a0}: {why}"))
    } else if waiting > 0 {
        ("active", format!("{waits}."))
    } else {
        ("active", "Rien n’attend.".to_owned())
    };
    let checks =
        if suspension.is_some() { app.read(|conn| resume::checks(conn, when, suspension, waiting, uncertain))? } else { Vec::new() };
    Ok(SenderView {
        state: state.to_owned(),
        sentence,
        next_at: next.map(instant),
        waiting,
        sending: app.sending.on_wire(),
        uncertain,
        reason: suspension.map_or(trouble, |reason| reason.sentence().to_owned()),
        checks,
    })
}
