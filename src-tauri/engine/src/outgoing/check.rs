//! The gate at the second of sending: does the message still say the truth, to someone who may be reminded? The core judges;
//! this reads what it judges by, and does what it says.
use super::approval::{Rows, facts_of};
use super::draft::{self, Refreshed};
use super::legal;
use super::why::{Lapse, keep_lapse};
use crate::clock::local;
use crate::error::{Error, Result};
use crate::store::dispatches::{self, Dispatch, Note};
use crate::store::{About, Tx, reminders};
use echu_core::dunning::recheck::{self, Changed, Stale, before_send};
use echu_core::ids::InvoiceId;
use echu_core::outbox::OutboxEvent;
use echu_core::timeline::EventKind;

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may leave, as long as these invoices keep these versions.
    Send(Vec<(InvoiceId, i64)>),
    /// Nothing left to claim, or the client may not be reminded: in French.
    Drop(String),
    /// The facts approved are no longer those: back to a draft, with which.
    Redraft(Vec<Changed>),
    /// Its day is over: never sent.
    Expire(Stale),
}

/// Judges a message against the base of this instant.
///
/// # Errors
/// When the base cannot be read.
pub fn verdict(tx: &Tx, row: &Dispatch) -> Result<Verdict> {
    let Some(id) = row.reminder_id else { return Ok(Verdict::Send(Vec::new())) };
    let reminder = reminders::get(&tx.sql, id)?;
    let rows = Rows::of(&tx.sql, &reminder, local(row.approved_at).date(), tx.when.today)?;
    let now = facts_of(&tx.sql, &reminder, &rows)?;
    let approved = dispatches::approved_facts(&tx.sql, row.id)?;
    Ok(match before_send(&approved, &now, &rows.standing()) {
        recheck::Verdict::Send => match legal::stops_sending(&tx.sql, &reminder, tx.when.today)? {
            Some(why) => Verdict::Redraft(vec![Changed::Law(why)]),
            None => Verdict::Send(now.versions()),
        },
        recheck::Verdict::Redraft(changes) => Verdict::Redraft(changes),
        recheck::Verdict::Expire(stale) => Verdict::Expire(stale),
        recheck::Verdict::Cancel(stopped) => Verdict::Drop(recheck::told(&stopped)),
    })
}

/// Does what the gate said when it did not say « send ».
///
/// # Errors
/// When the base cannot be written.
pub fn apply(tx: &mut Tx, row: &Dispatch, verdict: Verdict) -> Result<()> {
    let about = row.client_id.map_or_else(About::default, About::client);
    let about = row.reminder_id.map_or(about, |id| about.reminder(id));
    match verdict {
        Verdict::Send(_) => Ok(()),
        Verdict::Drop(why) => {
            tx.move_dispatch(row, OutboxEvent::Cancel, &Note { why: &why, ..Note::default() })?;
            if let Some(id) = row.reminder_id {
                tx.move_reminder(id, "approved", "cancelled", &why)?;
            }
            tx.record(about, &EventKind::ReminderCancelled { why })
        }
        Verdict::Expire(stale) => {
            let why = stale.words();
            tx.move_dispatch(row, OutboxEvent::Expire, &Note { why, ..Note::default() })?;
            if let Some(id) = row.reminder_id {
                tx.move_reminder(id, "approved", "cancelled", why)?;
            }
            tx.record(about, &EventKind::ReminderCancelled { why: format!("dépassé\u{a0}: {why}") })
        }
        Verdict::Redraft(changes) => {
            let why = recheck::moved(&changes);
            tx.move_dispatch(row, OutboxEvent::Cancel, &Note { why: &why, ..Note::default() })?;
            let Some(id) = row.reminder_id else { return Ok(()) };
            tx.move_reminder(id, "approved", "draft", &recheck::lapsed(&changes))?;
            keep_lapse(tx, id, Lapse::of(&changes))?;
            match draft::refresh(tx, id) {
                Ok(Refreshed::NothingLeft) => tx.move_reminder(id, "draft", "cancelled", &why)?,
                // A rate that is not known any more: the draft keeps its figures, and its next approval says what is missing.
                Ok(Refreshed::Same | Refreshed::Rewritten) | Err(Error::Domain(_) | Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
            tx.record(about, &EventKind::ReminderWithdrawn { why })
        }
    }
}
