//! An approval: the facts frozen, one sending queued, in one transaction. By a person, or by the plan for a step that its owner
//! lets go unread.
use super::approval::{Rows, facts_of};
use super::draft::{self, Refreshed};
use super::{account, facts, legal, mime, told};
use crate::error::{Error, Result};
use crate::store::clients::Client;
use crate::store::dispatches::NewDispatch;
use crate::store::settings::MailAccountForm;
use crate::store::{About, Tx, accounts, reminders};
use chrono::{DateTime, Utc};
use echu_core::dunning::recheck::{self, Verdict, before_send};
use echu_core::ids::{DispatchId, ReminderId};
use echu_core::legal_check::LegalCode;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::message::Automatic;

/// Who lets a message go.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// A person, with the findings that ask and that he accepts.
    Person(&'a [LegalCode]),
    /// The plan: the message was announced at this instant, and nobody retained it.
    Plan {
        /// When it was announced.
        announced_at: DateTime<Utc>,
    },
}

/// Approves a draft: it leaves from `leaves` on.
///
/// # Errors
/// [`Error::Refused`], [`Error::Legal`] and the like with the reason; the draft stays one.
pub fn one(tx: &mut Tx, id: ReminderId, leaves: DateTime<Utc>, by: By) -> Result<DispatchId> {
    let accepted = match by {
        By::Person(accepted) => accepted,
        By::Plan { .. } => &[],
    };
    let before = reminders::get(&tx.sql, id)?;
    if before.state != "draft" {
        return Err(Error::Precondition("not_a_draft"));
    }
    let rows = Rows::of(&tx.sql, &before, tx.when.today, tx.when.today)?;
    let refreshed = draft::refresh_by(tx, &before, &rows)?;
    let reminder = reminders::get(&tx.sql, id)?;
    match refreshed {
        Refreshed::NothingLeft => {
            return Err(Error::Refused(recheck::useless(&rows.stopped(&before))));
        }
        Refreshed::Rewritten => {
            return Err(Error::Refused(
                "Les montants ou les jours ont changé depuis votre relecture\u{a0}: le texte a été refait, relisez-le.".to_owned(),
            ));
        }
        Refreshed::Same if before.owed() != reminder.owed() => {
            return Err(Error::Refused("Les montants ont changé depuis votre relecture\u{a0}: relisez le message.".to_owned()));
        }
        Refreshed::Same => {}
    }
    let client = facts::client(&tx.sql, reminder.client_id)?;
    // What was read of today stands, unless the draft changed.
    let rows = if reminder == before { rows } else { Rows::of(&tx.sql, &reminder, tx.when.today, tx.when.today)? };
    let facts = facts_of(&tx.sql, &reminder, &rows)?;
    match before_send(&facts, &facts, &rows.standing()) {
        Verdict::Send => {}
        Verdict::Redraft(changes) => return Err(Error::Refused(recheck::lapsed(&changes))),
        Verdict::Cancel(stopped) => return Err(Error::Refused(recheck::useless(&stopped))),
        Verdict::Expire(stale) => return Err(Error::Refused(format!("Message dépassé\u{a0}: {}.", stale.words()))),
    }
    let findings = legal::of_reminder(&tx.sql, &reminder, tx.when.today)?;
    legal::refuse(&findings, accepted)?;
    let recipient = facts::recipient(&client);
    let automatic = matches!(by, By::Plan { .. });
    if reminder.automatic != automatic {
        tx.set_automatic(id, automatic)?;
    }
    // The bytes are made for good at the first try; making them once now says at once what would stop them.
    let account = accounts::of_client(&tx.sql, reminder.client_id)?;
    mime::build(&tx.sql, &reminder, &account.form, &recipient, "<essai@echu.invalid>", tx.when.at)?;
    let new = NewDispatch {
        reminder_id: Some(id),
        account_id: account.id,
        recipient: recipient.clone(),
        recipients: recipients(&client, &account.form),
        key_hash: crate::journal::digest(&reminder.keys().join("\n")),
        domain: account::sender(&account.form)?.domain().to_owned(),
        facts,
        not_before: leaves,
        mime: None,
    };
    tx.move_reminder(id, "draft", "approved", "")?;
    let dispatch = tx.insert_dispatch(&new)?;
    let about = About::client(reminder.client_id).reminder(id);
    let accepted = legal::accepted(&findings, accepted);
    if !accepted.is_empty() {
        tx.record(about, &EventKind::LegalAccepted { findings: accepted })?;
    }
    let event = match by {
        By::Person(_) => told::approved(&reminder, recipient),
        By::Plan { announced_at } => {
            let announced_on = crate::clock::local(announced_at).date();
            EventKind::ReminderAutomatic(Automatic { tone: reminder.tone, amount: reminder.asked(), recipient, announced_on })
        }
    };
    tx.record(about, &event)?;
    Ok(dispatch)
}

fn recipients(client: &Client, account: &MailAccountForm) -> u32 {
    1 + facts::copies(client).len() as u32 + u32::from(account.copy_to_self)
}
