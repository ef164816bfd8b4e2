//! The life of a frozen letter: posted, presented, handed over, back; or set aside before it is posted.
use super::{LetterRequest, LetterRow, MarkLetter, MarkPosted, MarkReturned, is_stale, row, tracking_of};
use crate::App;
use crate::error::{Error, Result};
use crate::store::letters::{self as stored, Date, Letter};
use crate::store::reminders;
use crate::store::{About, Actor, Outcome, Tx};
use chrono::NaiveDate;
use echu_core::calendar::plus_days;
use echu_core::timeline::EventKind;

/// Records the posting: the step is done.
///
/// # Errors
/// When it was already posted, or the account changed since it was printed and one did not confirm.
pub fn mark_posted(app: &App, request: MarkPosted) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = stored::get(&tx.sql, request.id)?;
        if letter.state != "frozen" && letter.state != "stale" {
            return Err(Error::Precondition("letter_posted"));
        }
        let today = tx.when.today;
        not_after(request.posted_on, today, "postedOn")?;
        if request.posted_on < letter.dated_on {
            return Err(Error::Invalid { field: "postedOn", reason: "before_letter" });
        }
        if is_stale(&tx.sql, &letter)? && !request.despite_change {
            return Err(Error::Refused("Le compte de ce client a changé depuis que la lettre est établie. Si elle est déjà partie, confirmez ; sinon, refaites-la.".to_owned()));
        }
        let tracking = tracking_of(&request.tracking_number).normalised;
        tx.move_letter(request.id, "posted", Date::Posted, Some(request.posted_on))?;
        tx.set_tracking(request.id, &tracking)?;
        let reminder = reminders::get(&tx.sql, letter.reminder_id)?;
        tx.move_reminder(letter.reminder_id, "approved", "done", "")?;
        tx.complete_steps(&reminder, request.posted_on, "posted")?;
        let event = EventKind::LetterPosted { number: letter.number.clone(), tracking_number: tracking, posted_on: request.posted_on };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

fn not_after(on: NaiveDate, today: NaiveDate, field: &'static str) -> Result<()> {
    if on > today { Err(Error::Invalid { field, reason: "future" }) } else { Ok(()) }
}

/// Checks that a date can follow the posting, and gives the letter.
fn posted(tx: &Tx, id: i64, on: NaiveDate) -> Result<Letter> {
    let letter = stored::get(&tx.sql, id)?;
    not_after(on, tx.when.today, "on")?;
    let posted_on = letter.posted_on.ok_or(Error::Precondition("letter_not_posted"))?;
    if on < posted_on {
        return Err(Error::Invalid { field: "on", reason: "before_posting" });
    }
    Ok(letter)
}

/// The same for what ends the journey: neither handed over nor back yet, and not before it was presented.
fn on_its_way(tx: &Tx, id: i64, on: NaiveDate) -> Result<Letter> {
    let letter = posted(tx, id, on)?;
    if !matches!(letter.state.as_str(), "posted" | "presented") {
        return Err(Error::Precondition("letter_over"));
    }
    if letter.presented_on.is_some_and(|presented| on < presented) {
        return Err(Error::Invalid { field: "on", reason: "before_presentation" });
    }
    Ok(letter)
}

/// Records the first presentation: the deadline starts.
///
/// # Errors
/// When it was not posted, or was handed over or never found its address.
pub fn mark_presented(app: &App, request: MarkLetter) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = posted(tx, request.id, request.on)?;
        let state = match letter.state.as_str() {
            "posted" | "presented" => "presented",
            // The slip was left and nobody went to fetch it: what is learnt of the presentation still starts the delay.
            "returned" if letter.return_reason != "unknown_address" => "returned",
            _ => return Err(Error::Precondition("letter_over")),
        };
        if letter.returned_on.is_some_and(|back| request.on > back) {
            return Err(Error::Invalid { field: "on", reason: "after_return" });
        }
        tx.move_letter(request.id, state, Date::Presented, Some(request.on))?;
        let deadline_on = plus_days(request.on, letter.deadline_days);
        let event = EventKind::LetterPresented { number: letter.number.clone(), on: request.on, deadline_on };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

/// Records the signed receipt.
///
/// # Errors
/// When it was not posted, or its journey is over.
pub fn mark_delivered(app: &App, request: MarkLetter) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = on_its_way(tx, request.id, request.on)?;
        if letter.presented_on.is_none() {
            tx.move_letter(request.id, "presented", Date::Presented, Some(request.on))?;
        }
        tx.move_letter(request.id, "delivered", Date::Delivered, Some(request.on))?;
        let event = EventKind::LetterDelivered { number: letter.number.clone(), on: request.on };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

/// Records that the letter came back.
///
/// # Errors
/// When it was not posted, or its journey is over.
pub fn mark_returned(app: &App, request: MarkReturned) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = on_its_way(tx, request.id, request.on)?;
        let reason = request.reason.key();
        tx.move_letter(request.id, "returned", Date::Returned, Some(request.on))?;
        tx.set_return_reason(request.id, reason)?;
        let event = EventKind::LetterReturned { number: letter.number.clone(), on: request.on, reason: reason.to_owned() };
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}

/// Sets aside a letter that was not posted.
///
/// # Errors
/// When it was posted: it is evidence.
pub fn cancel_letter(app: &App, request: LetterRequest) -> Result<Outcome<LetterRow>> {
    app.write(Actor::User, |tx| {
        let letter = stored::get(&tx.sql, request.id)?;
        if letter.state != "frozen" && letter.state != "stale" {
            return Err(Error::Precondition("letter_posted"));
        }
        tx.move_letter(request.id, "cancelled", Date::Posted, None)?;
        tx.move_reminder(letter.reminder_id, "approved", "cancelled", "")?;
        tx.record(
            About::client(letter.client_id).reminder(letter.reminder_id),
            &EventKind::LetterCancelled { number: letter.number.clone() },
        )?;
        row(&tx.sql, &stored::get(&tx.sql, request.id)?)
    })
}
