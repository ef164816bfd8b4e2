//! The rows of the outbox and the state of sending.
use super::types::{DispatchRow, SenderView};
use crate::App;
use crate::error::Result;
use crate::outgoing::account;
use crate::store::dispatches::{self, Dispatch};
use crate::store::{instant, reminders, sender as stored};
use chrono::{DateTime, Utc};
use echu_core::money::Cents;
use echu_core::outbox::OutboxState;
use echu_core::pacing::Suspension;
use echu_core::text::count;
use rusqlite::Connection;

const WAITING: [OutboxState; 4] = [OutboxState::Queued, OutboxState::Deferred, OutboxState::Sending, OutboxState::Engaged];
const ASKING: [OutboxState; 3] = [OutboxState::Uncertain, OutboxState::NeedsReview, OutboxState::Failed];

pub(super) fn all(conn: &Connection) -> Result<Vec<DispatchRow>> {
    let mut rows = Vec::new();
    for one in
        dispatches::in_states(conn, &ASKING)?.iter().chain(&dispatches::in_states(conn, &WAITING)?).chain(&dispatches::over(conn, 200)?)
    {
        rows.push(row(conn, one)?);
    }
    Ok(rows)
}

fn row(conn: &Connection, one: &Dispatch) -> Result<DispatchRow> {
    let (subject, amount, client_name) = match one.reminder_id {
        Some(id) => {
            let reminder = reminders::get(conn, id)?;
            let mut query = conn.prepare_cached("SELECT name FROM client WHERE id = ?")?;
            let client_name = query.query_row([reminder.client_id.0], |row| row.get(0))?;
            (reminder.subject.clone(), reminder.claimed(), client_name)
        }
        None => ("Essai de la messagerie".to_owned(), Cents::ZERO, "Vous-même".to_owned()),
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
        label: one.state.label().to_owned(),
        why: one.why.clone(),
        not_before: instant(one.not_before),
        tries: one.tries,
        sent_at: one.sent_at.map(instant),
        can_withdraw: one.state.is_waiting() || one.state == OutboxState::NeedsReview || one.state == OutboxState::Failed,
        at: instant(last),
    })
}

pub(super) fn sender(app: &App) -> Result<SenderView> {
    let problem = account::problem(app)?;
    let (row, waiting, uncertain) = app.read(|conn| {
        let uncertain = dispatches::count(conn, &[OutboxState::Uncertain])?;
        Ok((stored::sender(conn)?, dispatches::count(conn, &WAITING)?, uncertain))
    })?;
    let suspension = Suspension::from_key(&row.suspended_for);
    let next = match (suspension, row.paused_at, row.account_problem.is_empty()) {
        (None, None, true) => app.read(|conn| crate::scheduler::next_at(conn, app, &row, app.when()))?,
        _ => None,
    };
    let waits = count(u64::from(waiting), "message attend", "messages attendent");
    let (state, sentence) = if let Some(reason) = suspension {
        ("suspended", reason.sentence().to_owned())
    } else if row.paused_at.is_some() {
        ("paused", if waiting == 0 { "Rien ne part tant que vous n’avez pas repris.".to_owned() } else { format!("{waits}.") })
    } else if !row.account_problem.is_empty() {
        ("suspended", row.account_problem.clone())
    } else if let Some(problem) = &problem {
        ("no_account", problem.clone())
    } else if app.is_demo() {
        ("demo", "Démonstration : les messages sont écrits dans un dossier, rien ne part.".to_owned())
    } else if row.cool_until.is_some_and(|until| until > app.when().at) {
        ("active", format!("En attente : {}", row.cool_why))
    } else if waiting > 0 {
        ("active", format!("{waits}."))
    } else {
        ("active", "Rien n’attend.".to_owned())
    };
    let mut details = Vec::new();
    if suspension.is_some() && uncertain > 0 {
        details.push(format!(
            "{} à vérifier : dites s’ils sont arrivés.",
            count(u64::from(uncertain), "envoi incertain", "envois incertains")
        ));
    }
    if suspension.is_some() && waiting > 0 {
        details.push(format!("{waits} : relisez-les si des clients ont pu payer."));
    }
    Ok(SenderView {
        state: state.to_owned(),
        sentence,
        next_at: next.map(instant),
        waiting,
        sending: app.sending.on_wire(),
        uncertain,
        reason: suspension.map_or(row.account_problem.clone(), |reason| reason.sentence().to_owned()),
        details,
    })
}
