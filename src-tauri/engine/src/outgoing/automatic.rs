//! What leaves without being read again: announced on the working day before, then approved by the plan as that day opens. Nothing
//! that was not announced while the app was open leaves by itself.
use super::approval::Rows;
use super::approve::{self, By};
use super::plan::{self, Day};
use super::why::{Lapse, keep_lapse};
use super::{draft, stale};
use crate::clock::{instant, local};
use crate::error::{Error, Result};
use crate::store::forewarnings::{self, Forewarning};
use crate::store::situation::Scope;
use crate::store::{About, Tx, receipts, settings};
use chrono::NaiveDate;
use echu_core::dunning::Review;
use echu_core::dunning::day_plan::Proposal;
use echu_core::dunning::forewarn::{self, Turn, by_themselves, turns};
use echu_core::ids::ReminderId;
use echu_core::receipts::{Known, known};
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// True when a step of some plan may leave unread: without one there is nothing to compute.
///
/// # Errors
/// When the base cannot be read.
pub fn is_wanted(conn: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM dunning_step WHERE may_skip_review = 1 AND retired = 0) OR EXISTS
               (SELECT 1 FROM forewarning WHERE reminder_id IS NULL AND retained_at IS NULL)";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

/// What is known of the money received.
///
/// # Errors
/// When the base cannot be read.
pub fn money(conn: &Connection, today: NaiveDate) -> Result<Known> {
    Ok(known(&receipts::receipts(conn)?, today, settings::options(conn)?.receipts_days))
}

/// The steps announced and not retained: they leave by themselves, and are not to be prepared by hand.
///
/// # Errors
/// When the base cannot be read.
pub fn announced(conn: &Connection, today: NaiveDate) -> Result<BTreeSet<Turn>> {
    Ok(forewarnings::coming(conn, today)?.into_iter().filter(|one| !one.retained).map(|one| one.turn).collect())
}

/// Whether a contact of the day is one of those.
pub fn leaves_by_itself(proposal: &Proposal, announced: &BTreeSet<Turn>) -> bool {
    proposal.review == Review::MaySkip && turns(proposal).any(|turn| announced.contains(&turn))
}

/// Announces what leaves on the next day of sending, and forgets what was announced and has no reason to leave any more.
///
/// # Errors
/// When the base cannot be read or written.
pub fn announce(tx: &mut Tx) -> Result<()> {
    stale::withdraw(tx)?;
    let today = tx.when.today;
    let leaves = forewarn::leaves_at(today, &settings::sending_rules(&tx.sql)?);
    let retained = forewarnings::retained(&tx.sql)?;
    let now = by_themselves(&plan::of(&tx.sql, Scope::All, today)?.plan, &retained);
    let then = by_themselves(&plan::of(&tx.sql, Scope::All, leaves.date())?.plan, &retained);
    let mut leaving_today = BTreeSet::new();
    for one in forewarnings::coming(&tx.sql, today)? {
        let still = if one.leaves_on == today { &now } else { &then };
        if !one.retained && !still.iter().any(|other| other.turn == one.turn) {
            tx.forget_forewarning(one.id)?;
        } else if one.leaves_on == today {
            leaving_today.insert(one.turn);
        }
    }
    for one in then.iter().filter(|one| !leaving_today.contains(&one.turn)) {
        tx.announce_message(one, instant(leaves), leaves.date())?;
    }
    Ok(())
}

/// Forgets what was announced and not retained: nothing leaves by itself any more, so it is the person's to prepare again.
///
/// # Errors
/// The disk's.
pub fn forget(tx: &mut Tx) -> Result<()> {
    for one in forewarnings::coming(&tx.sql, tx.when.today)?.iter().filter(|one| !one.retained) {
        tx.forget_forewarning(one.id)?;
    }
    Ok(())
}

/// Approves what was announced for this hour. Gives how many messages it put in the outbox.
///
/// # Errors
/// When the base cannot be read or written.
pub fn release(tx: &mut Tx) -> Result<u32> {
    let today = tx.when.today;
    let due = |one: &Forewarning| !one.retained && one.leaves_on == today && one.leaves_at <= tx.when.at;
    let coming: Vec<Forewarning> = forewarnings::coming(&tx.sql, today)?.into_iter().filter(due).collect();
    if coming.is_empty() {
        return Ok(0);
    }
    let retained = forewarnings::retained(&tx.sql)?;
    let day = plan::of(&tx.sql, Scope::All, today)?;
    let going = by_themselves(&day.plan, &retained);
    let mut released = 0;
    for one in coming {
        let proposal = going.iter().any(|other| other.turn == one.turn).then(|| contact(&day, &one)).flatten();
        let Some(proposal) = proposal else {
            tx.forget_forewarning(one.id)?;
            continue;
        };
        let new = match draft::of_proposal(&tx.sql, proposal, today) {
            Ok(new) => new,
            // A rate that is not known, a text that does not read: the day's plan says it to the person.
            Err(Error::Refused(_) | Error::Domain(_)) => {
                tx.retain_forewarning(one.id, true)?;
                continue;
            }
            Err(error) => return Err(error),
        };
        let id = tx.insert_reminder(&new)?;
        tx.forewarning_left(one.id, id)?;
        let leaves = tx.when.at;
        match approve::one(tx, id, leaves, By::Plan { announced_at: one.announced_at }) {
            Ok(_) => released += 1,
            Err(error @ (Error::Refused(_) | Error::Precondition(_) | Error::Domain(_) | Error::Legal(_))) => {
                left_to_a_person(tx, id, &error)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(released)
}

/// The contact of the day that an announcement is about.
fn contact<'a>(day: &'a Day, one: &Forewarning) -> Option<&'a Proposal> {
    day.plan.proposals.iter().find(|proposal| proposal.client_id == one.client_id && turns(proposal).any(|turn| turn == one.turn))
}

/// A message that the plan may not let go is a draft like another, and says why.
fn left_to_a_person(tx: &mut Tx, id: ReminderId, error: &Error) -> Result<()> {
    let why = crate::sentences::of(error);
    tx.set_automatic(id, false)?;
    tx.set_lapsed(id, &why)?;
    let (today, reminder) = (tx.when.today, crate::store::reminders::get(&tx.sql, id)?);
    let held = || -> Result<Option<Lapse>> { Ok(Rows::of(&tx.sql, &reminder, today, today)?.standing().held().map(|_| Lapse::Held)) };
    let lapse = if matches!(error, Error::Legal(_)) { Some(Lapse::Law) } else { held()? };
    keep_lapse(tx, id, lapse)?;
    tx.record(About::client(reminder.client_id).reminder(id), &EventKind::ReminderWithdrawn { why })
}

/// The words of an announced message, as they would be on its day: subject and text. None when it has no reason to leave any more.
///
/// # Errors
/// An unknown rate, a text that does not read.
pub fn preview(conn: &Connection, one: &Forewarning) -> Result<Option<(String, String)>> {
    let day = plan::of(conn, Scope::Client(one.client_id), one.leaves_on)?;
    let Some(proposal) = contact(&day, one) else { return Ok(None) };
    let draft = draft::of_proposal(conn, proposal, one.leaves_on)?;
    Ok(Some((draft.subject, draft.body)))
}

/// The announcements as they were made, with the moment each leaves, seen from a day.
pub fn when(one: &Forewarning, today: NaiveDate) -> String {
    forewarn::when(local(one.leaves_at), today)
}
