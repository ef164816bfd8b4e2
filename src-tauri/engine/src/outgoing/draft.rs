//! From a proposal of the rule to a stored draft, its figures and its words.
use super::approval::Rows;
use super::why::StoredWhy;
use super::{claimed, facts};
use crate::channels::email;
use crate::error::{Error, Result};
use crate::store::Tx;
use crate::store::reminders::{self, Reminder, ReminderLine, Role};
use crate::store::situation::Scope;
use chrono::NaiveDate;
use echu_core::dunning::day_plan::{LineRole, Proposal};
use echu_core::dunning::due::remind_by_hand;
use echu_core::dunning::reason::Reason;
use echu_core::dunning::{EMAIL, Tone};
use echu_core::ids::{ClientId, ReminderId};
use echu_core::money::Cents;
use rusqlite::Connection;

/// The draft of a proposal, not stored yet.
///
/// # Errors
/// An unknown rate, when the step claims penalties.
pub fn of_proposal(conn: &Connection, proposal: &Proposal, today: NaiveDate) -> Result<Reminder> {
    let mut lines = Vec::new();
    for line in &proposal.lines {
        let (role, step_id) = match line.role {
            LineRole::Claimed => (Role::Step, line.step_id),
            LineRole::Joined => (Role::Joined, None),
            LineRole::ForTheRecord => (Role::Memory, None),
            // A credit note lowers the net chased; it is not a line that is claimed.
            LineRole::Credit => continue,
        };
        if !line.amount.is_positive() {
            continue;
        }
        let identity =
            conn.prepare_cached("SELECT identity FROM invoice WHERE id = ?")?.query_row([line.invoice_id.0], |row| row.get(0))?;
        lines.push(ReminderLine {
            invoice_id: line.invoice_id,
            identity,
            step_id,
            cycle: line.cycle,
            role,
            balance: line.amount,
            interest: Cents::ZERO,
            fee: Cents::ZERO,
            invoice_version: line.version,
        });
    }
    let broken_promise = proposal.broken_promise.map(|promise| promise.due_on);
    let why = StoredWhy { broken_promise, ..StoredWhy::of(&proposal.reason, today) };
    let mut draft = Reminder {
        step_id: Some(proposal.step_id),
        why: why.stored()?,
        lines,
        ..Reminder::draft(proposal.client_id, &proposal.channel, proposal.tone, today)
    };
    complete(conn, &mut draft, today)?;
    Ok(draft)
}

/// Gives a draft the figures of a day, and its words.
///
/// # Errors
/// Those of [`of_proposal`].
pub fn complete(conn: &Connection, draft: &mut Reminder, today: NaiveDate) -> Result<()> {
    figures(conn, draft, today)?;
    write_words(conn, draft, today)
}

/// Penalties and indemnities are claimed from the last notice on, never before (droit.md §13).
pub fn claims_penalties(tone: Tone) -> bool {
    match tone {
        Tone::Courtesy | Tone::First | Tone::Firm => false,
        Tone::Last | Tone::FormalNotice => true,
    }
}

/// Computes the figures of the lines for a day, from what the ledger says of each.
pub(super) fn figures(conn: &Connection, draft: &mut Reminder, today: NaiveDate) -> Result<()> {
    if !claims_penalties(draft.tone) {
        return Ok(());
    }
    for line in draft.lines.iter_mut().filter(|line| line.role != Role::Memory) {
        let asked = claimed::on(conn, line.invoice_id, true, today)?;
        line.balance += asked.left_by_interest();
        line.interest = asked.interest();
        line.fee = asked.fee();
    }
    Ok(())
}

/// Writes the words of an e-mail from its facts; another channel has its own paper.
fn write_words(conn: &Connection, draft: &mut Reminder, today: NaiveDate) -> Result<()> {
    if draft.channel != EMAIL {
        return Ok(());
    }
    if draft.term.is_some() {
        let message = super::term::written(conn, draft)?;
        (draft.subject, draft.body) = (message.subject, message.text);
        return Ok(());
    }
    let facts = super::words::of(conn, draft, today)?;
    let message = email::compose(&facts).map_err(|fault| Error::Refused(crate::letters::LetterError::Text(fault).sentence()))?;
    draft.subject = message.subject;
    draft.body = message.text;
    deduct(draft, facts.credit)
}

/// Keeps with a draft the credit notes that its words deduct.
///
/// # Errors
/// None that a draft of ours gives.
pub(crate) fn deduct(draft: &mut Reminder, credit: Cents) -> Result<()> {
    draft.why = StoredWhy { credit, ..StoredWhy::kept(draft) }.stored()?;
    draft.credit = credit;
    Ok(())
}

/// What may still be claimed on a line that asks for something.
fn still(line: &ReminderLine, rows: &Rows) -> Cents {
    // A plan started again since: this step is no longer the one required.
    let restarted = line.role == Role::Step && rows.cycle(line.invoice_id) != line.cycle;
    rows.claimable(line).ok().filter(|_| !restarted).unwrap_or(Cents::ZERO)
}

/// True while a draft asks for something. A message of the plan is for its steps: what is only joined does not make it leave. One by
/// hand is for what it claims, one of an agreement for its term.
pub fn is_useful(draft: &Reminder, rows: &Rows) -> bool {
    if let Some(term) = &draft.term {
        return rows.term(term).is_ok();
    }
    let steps = draft.does_a_step();
    let asks = |line: &&ReminderLine| if steps { line.role == Role::Step } else { line.role != Role::Memory };
    draft.lines.iter().filter(asks).any(|line| still(line, rows).is_positive())
}

/// Makes the figures and the words of a draft again from the base of today; what may not be claimed now leaves it. Words a person changed are kept, unless the
/// figures moved: then they are made again, and the screen says so.
///
/// # Errors
/// Those of [`of_proposal`].
pub fn refresh(tx: &mut Tx, id: ReminderId) -> Result<Refreshed> {
    let today = tx.when.today;
    let old = reminders::get(&tx.sql, id)?;
    let rows = Rows::of(&tx.sql, &old, today, today)?;
    refresh_by(tx, &old, &rows)
}

/// [`refresh`], of a draft that was read, by what was read of today.
///
/// # Errors
/// Those of [`of_proposal`].
pub fn refresh_by(tx: &mut Tx, old: &Reminder, rows: &Rows) -> Result<Refreshed> {
    if !is_useful(old, rows) {
        return Ok(Refreshed::NothingLeft);
    }
    if old.term.is_some() {
        return super::term::refresh(tx, old, rows);
    }
    let today = tx.when.today;
    let mut new = old.clone();
    new.computed_on = today;
    new.lines.clear();
    for line in &old.lines {
        let now = facts::line_now(&tx.sql, line, today)?;
        let balance = match line.role {
            Role::Memory => now.claimable,
            Role::Step | Role::Joined => still(line, rows),
        };
        if balance.is_positive() {
            new.lines.push(ReminderLine { balance, invoice_version: now.version, interest: Cents::ZERO, fee: Cents::ZERO, ..line.clone() });
        }
    }
    figures(&tx.sql, &mut new, today)?;
    let credit = if new.channel == EMAIL { super::words::credit(&tx.sql, new.client_id)? } else { old.credit };
    let same_figures =
        figures_of(&new) == figures_of(old) && credit == old.credit && (new.computed_on == old.computed_on || !claims_penalties(new.tone));
    let kept = if same_figures && old.edited { redated(&tx.sql, old, &new)? } else { None };
    match kept {
        Some((subject, body)) => (new.subject, new.body) = (subject, body),
        None => {
            new.edited = false;
            write_words(&tx.sql, &mut new, today)?;
        }
    }
    let rewritten = old.edited && !new.edited;
    if new != *old {
        tx.refresh_reminder(old.id, &new)?;
    }
    Ok(if rewritten { Refreshed::Rewritten } else { Refreshed::Same })
}

/// The subject and the words that a person changed, on another day than theirs: the sentences of ours that tell days (« 25 jours de retard »,
/// « avant le 30 novembre ») are those of the new day. None when he changed one of these: only he knows what it should say now.
fn redated(conn: &Connection, old: &Reminder, new: &Reminder) -> Result<Option<(String, String)>> {
    if old.channel != EMAIL || old.computed_on == new.computed_on {
        return Ok(Some((old.subject.clone(), old.body.clone())));
    }
    let (mut then, mut now) = (old.clone(), new.clone());
    write_words(conn, &mut then, old.computed_on)?;
    write_words(conn, &mut now, new.computed_on)?;
    let subject = carried(&then.subject, &now.subject, &old.subject);
    Ok(subject.zip(carried(&then.body, &now.body, &old.body)))
}

/// A text of ours that a person changed, once ours says something else: his lines stay, ours follow. None when he put one of our figures or
/// days in words of his.
fn carried(then: &str, now: &str, his: &str) -> Option<String> {
    let (then, now): (Vec<&str>, Vec<&str>) = (then.split('\n').collect(), now.split('\n').collect());
    if then.len() != now.len() {
        return None;
    }
    let moved: Vec<(&str, &str)> = then.into_iter().zip(now).filter(|(then, now)| then != now).collect();
    let mut lines: Vec<&str> = his.split('\n').collect();
    for (then, now) in moved {
        match lines.iter().position(|line| *line == then) {
            Some(place) => lines[place] = now,
            None if figures_gone(then, now).iter().any(|gone| figures_in(his).contains(gone)) => return None,
            None => {}
        }
    }
    Some(lines.join("\n"))
}

/// The words with a figure in them.
fn figures_in(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '(' | ')'));
    words.filter(|word| word.bytes().any(|byte| byte.is_ascii_digit())).collect()
}

/// Those of a line that the line in its place does not say.
fn figures_gone<'a>(then: &'a str, now: &str) -> Vec<&'a str> {
    let said = figures_in(now);
    figures_in(then).into_iter().filter(|word| !said.contains(word)).collect()
}

/// The milder and the harder tone a message may take, at most one notch from that of its step; an e-mail goes no further than the
/// last notice.
///
/// # Errors
/// When the base cannot be read.
pub fn tones(conn: &Connection, reminder: &Reminder) -> Result<(Option<Tone>, Option<Tone>)> {
    // What was agreed is reminded in one voice.
    if reminder.term.is_some() {
        return Ok((None, None));
    }
    let step = match reminder.step_id {
        Some(id) => conn
            .prepare_cached("SELECT tone FROM dunning_step WHERE id = ?")?
            .query_row([id.0], |row| crate::store::situation::tone(row, 0))?,
        None => reminder.tone,
    };
    Ok(reminder.tone.choices(step.min(Tone::Last)))
}

/// Writes a draft again with the user's own sentence, and nothing else changed.
///
/// # Errors
/// Those of [`of_proposal`].
pub fn say(tx: &mut Tx, reminder: &Reminder, sentence: String) -> Result<()> {
    let mut new = Reminder { sentence, ..reminder.clone() };
    write_words(&tx.sql, &mut new, reminder.computed_on)?;
    tx.refresh_reminder(reminder.id, &new)
}

/// Writes a draft again in another tone: the step it does stays the same, its figures and words are those of the tone, the
/// user's own sentence stays, and a text that a person changed is lost.
///
/// # Errors
/// Those of [`of_proposal`].
pub fn change_tone(tx: &mut Tx, reminder: &Reminder, tone: Tone) -> Result<()> {
    let today = tx.when.today;
    let mut new = Reminder { tone, computed_on: today, edited: false, ..reminder.clone() };
    for line in &mut new.lines {
        let now = facts::line_now(&tx.sql, line, today)?;
        (line.balance, line.interest, line.fee) = (now.claimable, Cents::ZERO, Cents::ZERO);
    }
    figures(&tx.sql, &mut new, today)?;
    write_words(&tx.sql, &mut new, today)?;
    tx.refresh_reminder(reminder.id, &new)
}

/// What [`refresh`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// The words stand.
    Same,
    /// A person's words were dropped: the figures moved.
    Rewritten,
    /// Nothing is left to claim.
    NothingLeft,
}

fn figures_of(reminder: &Reminder) -> Vec<(i64, i64, i64, i64)> {
    reminder.lines.iter().map(|line| (line.invoice_id.0, line.balance.0, line.interest.0, line.fee.0)).collect()
}

/// A draft for a client whom the plan holds back, when the user insists: the next step of his oldest late invoice, all of
/// them in one contact.
///
/// # Errors
/// [`Error::Refused`] with the reason when nothing can be claimed: paid, disputed, insolvent, no address.
pub fn by_hand(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Reminder> {
    let day = super::plan::of(conn, Scope::Client(client), today)?;
    // An uncertain one is the rule's to explain, with its way out.
    if day.situation.live.iter().any(|live| !live.stage.asks_whether_sent()) {
        return Err(Error::Refused(
            "Une relance de ce client est déjà prête ou attend de partir\u{a0}: ouvrez-la dans Relances.".to_owned(),
        ));
    }
    let options = super::plan::options(conn)?;
    let asked = remind_by_hand(&day.situation, &day.plans, &options, today, client);
    let mut proposal = asked.map_err(|reasons| Error::Refused(reasons.first().map(Reason::sentence).unwrap_or_default()))?;
    // A letter or a call that the plan asks for is not what « relancer » by a click means: the words leave by e-mail, claim
    // all that is late, and do no step.
    if proposal.channel != EMAIL {
        proposal.channel = EMAIL.to_owned();
        proposal.tone = proposal.tone.min(Tone::Last);
        for line in &mut proposal.lines {
            line.role = match line.role {
                LineRole::Claimed | LineRole::ForTheRecord => LineRole::Joined,
                other @ (LineRole::Joined | LineRole::Credit) => other,
            };
        }
    }
    of_proposal(conn, &proposal, today)
}
