//! The plain letter that a plan asks for: kept as any other letter, and doing its step once it is posted.
use crate::error::{Error, Result};
use crate::outgoing::correspondence::Written;
use crate::outgoing::{draft, plan};
use crate::store::Tx;
use crate::store::letters::NewLetter;
use crate::store::reminders::{Reminder, Role};
use crate::store::situation::Scope;
use chrono::NaiveDate;
use echu_core::dunning::{LETTER, Tone};
use echu_core::ids::{ClientId, DocumentId};
use echu_core::letter::LetterKind;
use echu_core::letter::journey::Medium;
use rusqlite::Connection;

/// What the plan of a client asks today to be written and posted as a plain letter; none most days.
///
/// # Errors
/// When the base cannot be read, or a rate is not known.
pub(super) fn asked(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Option<(LetterKind, Reminder)>> {
    let day = plan::of(conn, Scope::Client(client), today)?;
    let Some(proposal) = day.plan.proposals.iter().find(|one| one.channel == LETTER) else { return Ok(None) };
    let kind = match proposal.tone {
        Tone::Courtesy => LetterKind::DueSoon,
        Tone::First => LetterKind::FirstReminder,
        Tone::Firm => LetterKind::SecondReminder,
        Tone::Last => LetterKind::LastNotice,
        // A mise en demeure leaves registered: `commands::letters` prepares it.
        Tone::FormalNotice => return Ok(None),
    };
    Ok(Some((kind, draft::of_proposal(conn, proposal, today)?)))
}

/// The reminder of the day, when it is that very letter.
///
/// # Errors
/// [`Error::Precondition`] when the plan does not ask for it any more.
pub(super) fn of(conn: &Connection, client: ClientId, kind: LetterKind, today: NaiveDate) -> Result<Reminder> {
    match asked(conn, client, today)? {
        Some((asked, reminder)) if asked == kind => Ok(reminder),
        Some(_) | None => Err(Error::Precondition("no_letter_today")),
    }
}

/// Keeps the letter as the contact of the day: it waits to be posted, and its step with it. Gives its identity.
///
/// # Errors
/// The disk's.
pub(super) fn keep(tx: &mut Tx, mut reminder: Reminder, written: &Written, document: DocumentId, number: &str) -> Result<i64> {
    // The letter claims what it prints: an invoice of the contact that cannot be claimed on paper does not have its step done.
    reminder.lines.retain(|line| line.role == Role::Memory || written.invoices.contains(&line.invoice_id));
    reminder.subject = written.letter.matter.kind().label().to_owned();
    let total = written.letter.matter.claim().map(echu_core::letter::facts::Claim::total).unwrap_or_default();
    let id = tx.insert_reminder(&reminder)?;
    tx.move_reminder(id, "draft", "approved", "")?;
    tx.insert_letter(&NewLetter {
        reminder: id,
        document,
        number,
        total,
        // The day a plain letter asks for is printed on it.
        deadline_days: None,
        medium: Medium::Plain,
        recipient: &written.letter.debtor,
        consent: None,
    })
}
