//! The life of a frozen letter: posted, presented, handed over, back; or set aside before it is posted.
use super::{LetterRequest, LetterRow, MarkDeposited, MarkLetter, MarkPosted, MarkReturned, is_stale, row, tracking_of};
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::letters::{self as stored, Date, Letter};
use crate::store::reminders;
use crate::store::{About, Actor, Outcome, Tx};
use chrono::{NaiveDate, NaiveTime};
use echu_core::calendar::plus_days;
use echu_core::letter::journey::{ElectronicDeposit, Medium};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::letter as fact;

/// Records the posting of a letter on paper: the step is done.
///
/// # Errors
/// When it was already posted, or the account changed since it was printed and one did not confirm.
pub fn mark_posted(app: &App, request: MarkPosted) -> Result<Outcome<LetterRow>> {
    let tracking = tracking_of(&request.tracking_number).normalised;
    app.write(Actor::User, |tx| {
        let letter = leaving(tx, request.id, Medium::Paper, ("postedOn", request.posted_on), request.despite_change)?;
        left(tx, &letter, request.posted_on, tracking, None)
    })
}

/// Records the deposit of an electronic letter, as its proof says it: the step is done.
///
/// # Errors
/// When it was already sent, says itself that it leaves on paper, or lacks the provider, the hour or the number.
pub fn mark_deposited(app: &App, request: MarkDeposited) -> Result<Outcome<LetterRow>> {
    let provider = check::required("provider", &request.provider, 200)?;
    let number = check::required("number", &request.number, 100)?;
    let at = NaiveTime::parse_from_str(request.deposited_at.trim(), "%H:%M");
    let at = at.map_err(|_| Error::Invalid { field: "depositedAt", reason: "bad_hour" })?.format("%H:%M").to_string();
    app.write(Actor::User, |tx| {
        let letter = leaving(tx, request.id, Medium::Electronic, ("depositedOn", request.deposited_on), request.despite_change)?;
        tx.set_deposit(letter.id, &provider, &at)?;
        let deposit = ElectronicDeposit { provider, at, consent: letter.consent.clone() };
        left(tx, &letter, request.deposited_on, number, Some(deposit))
    })
}

/// A letter that may leave on a day, by the means it says itself.
fn leaving(tx: &Tx, id: i64, medium: Medium, (field, on): (&'static str, NaiveDate), despite_change: bool) -> Result<Letter> {
    let letter = stored::get(&tx.sql, id)?;
    if letter.state != "frozen" && letter.state != "stale" {
        return Err(Error::Precondition("letter_posted"));
    }
    match (letter.medium, medium) {
        (Medium::Paper | Medium::Plain, Medium::Electronic) => return Err(Error::Precondition("letter_on_paper")),
        (Medium::Electronic, Medium::Paper | Medium::Plain) => return Err(Error::Precondition("letter_electronic")),
        (Medium::Paper | Medium::Plain, Medium::Paper | Medium::Plain) | (Medium::Electronic, Medium::Electronic) => {}
    }
    not_after(on, tx.when.today, field)?;
    if on < letter.dated_on {
        return Err(Error::Invalid { field, reason: "before_letter" });
    }
    if is_stale(&tx.sql, &letter)? && !despite_change {
        return Err(Error::Refused(
            "Le compte de ce client a changé depuis que la lettre est établie. Si elle est déjà partie, confirmez\u{202f}; sinon, refaites-la."
                .to_owned(),
        ));
    }
    Ok(letter)
}

/// Writes that it left: the step is done, whatever the way.
fn left(tx: &mut Tx, letter: &Letter, on: NaiveDate, tracking_number: String, deposit: Option<ElectronicDeposit>) -> Result<LetterRow> {
    tx.move_letter(letter.id, "posted", Date::Posted, Some(on))?;
    tx.set_tracking(letter.id, &tracking_number)?;
    let reminder = reminders::get(&tx.sql, letter.reminder_id)?;
    tx.move_reminder(letter.reminder_id, "approved", "done", "")?;
    tx.complete_steps(&reminder, on, "posted")?;
    let plain = letter.plain().to_owned();
    let event = EventKind::LetterPosted(fact::Posted { number: letter.number.clone(), tracking_number, posted_on: on, deposit, plain });
    tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
    again(tx, letter.id)
}

/// The row as it is now.
fn again(tx: &Tx, id: i64) -> Result<LetterRow> {
    row(&tx.sql, &stored::get(&tx.sql, id)?, tx.when.today)
}

fn not_after(on: NaiveDate, today: NaiveDate, field: &'static str) -> Result<()> {
    if on > today { Err(Error::Invalid { field, reason: "future" }) } else { Ok(()) }
}

/// Checks that a date can follow the posting, and gives the letter.
fn posted(tx: &Tx, id: i64, on: NaiveDate) -> Result<Letter> {
    let letter = stored::get(&tx.sql, id)?;
    not_after(on, tx.when.today, "on")?;
    if letter.medium == Medium::Plain {
        return Err(Error::Precondition("letter_plain"));
    }
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
        let days = letter.deadline_days.ok_or(Error::Precondition("letter_plain"))?;
        let deadline_on = plus_days(request.on, days);
        let event = EventKind::LetterPresented(fact::Presented {
            number: letter.number.clone(),
            on: request.on,
            deadline_on,
            electronic: letter.medium == Medium::Electronic,
        });
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        again(tx, request.id)
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
        let event = EventKind::LetterDelivered(fact::Delivered {
            number: letter.number.clone(),
            on: request.on,
            electronic: letter.medium == Medium::Electronic,
        });
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        again(tx, request.id)
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
        let event = EventKind::LetterReturned(fact::Returned {
            number: letter.number.clone(),
            on: request.on,
            reason: reason.to_owned(),
            electronic: letter.medium == Medium::Electronic,
        });
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        again(tx, request.id)
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
            &EventKind::LetterCancelled(fact::Cancelled { number: letter.number.clone(), plain: letter.plain().to_owned() }),
        )?;
        again(tx, request.id)
    })
}
