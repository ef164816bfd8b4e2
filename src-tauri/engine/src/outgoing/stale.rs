//! Drafts of a day before that may not leave any more: their client is reminded of nothing else while they stand.
use super::approval::{Rows, facts_of};
use super::draft;
use crate::error::{Error, Result};
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
    for id in reminders::in_state(&tx.sql, "draft", "email")? {
        let draft = reminders::get(&tx.sql, id)?;
        if draft.computed_on >= today || draft.edited {
            continue;
        }
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
    for id in reminders::in_state(&tx.sql, "draft", "email")? {
        let draft = reminders::get(&tx.sql, id)?;
        if draft.computed_on >= today {
            continue;
        }
        let rows = Rows::of(&tx.sql, &draft, today, today)?;
        let why = if draft::is_useful(&draft, &rows) {
            let facts = facts_of(&tx.sql, &draft, &rows)?;
            let Verdict::Expire(over) = before_send(&facts, &facts, &rows.standing()) else { continue };
            over.words().to_owned()
        } else {
            recheck::told(&rows.stopped(&draft))
        };
        tx.move_reminder(id, "draft", "cancelled", &why)?;
        tx.record(About::client(draft.client_id).reminder(id), &EventKind::ReminderCancelled { why })?;
    }
    Ok(())
}
