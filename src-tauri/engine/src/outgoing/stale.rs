//! Drafts of a day before: those that stand are written again, those that may not leave any more are put aside, since their client is reminded
//! of nothing else meanwhile.
use super::approval::{Rows, facts_of};
use super::draft;
use crate::error::{Error, Result};
use crate::store::reminders::Reminder;
use crate::store::{About, Tx, reminders};
use echu_core::dunning::recheck::{self, Verdict, before_send};
use echu_core::timeline::EventKind;

/// Makes the words of a day before those of today, so that what is read is what leaves: days of delay, deadline, penalties. A text that a person
/// changed waits for its approval, which asks him when it cannot follow.
///
/// # Errors
/// When the base cannot be read or written.
pub fn renew(tx: &mut Tx) -> Result<()> {
    let today = tx.when.today;
    for draft in of_days_before(tx)?.into_iter().filter(|draft| !draft.edited) {
        let rows = Rows::of(&tx.sql, &draft, today, today)?;
        match draft::refresh_by(tx, &draft, &rows) {
            // A rate that is not known any more: the draft keeps its figures, and its approval says what is missing.
            Ok(_) | Err(Error::Domain(_) | Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Puts them aside, each with what became of it. One of the day stays: what stops it may be lifted the same day, and its words are read.
///
/// # Errors
/// When the base cannot be read or written.
pub fn withdraw(tx: &mut Tx) -> Result<()> {
    let today = tx.when.today;
    for draft in of_days_before(tx)? {
        let rows = Rows::of(&tx.sql, &draft, today, today)?;
        let why = if draft::is_useful(&draft, &rows) {
            let facts = facts_of(&tx.sql, &draft, &rows)?;
            let Verdict::Expire(over) = before_send(&facts, &facts, &rows.standing()) else { continue };
            over.words().to_owned()
        } else {
            recheck::told(&rows.stopped(&draft))
        };
        tx.move_reminder(draft.id, "draft", "cancelled", &why)?;
        tx.record(About::client(draft.client_id).reminder(draft.id), &EventKind::ReminderCancelled { why })?;
    }
    Ok(())
}

fn of_days_before(tx: &Tx) -> Result<Vec<Reminder>> {
    let mut found = Vec::new();
    for id in reminders::in_state(&tx.sql, "draft", "email")? {
        found.extend(Some(reminders::get(&tx.sql, id)?).filter(|draft| draft.computed_on < tx.when.today));
    }
    Ok(found)
}
