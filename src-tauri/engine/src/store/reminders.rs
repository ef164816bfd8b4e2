//! Reminders and their lines: who is contacted, for which invoices, at which step.
mod done;
mod line;
mod shown;
mod term;

pub use line::{ReminderLine, Role};
pub use shown::{Shown, shown};
pub use term::ReminderTerm;

use super::situation::{tone, tone_key};
use super::{Tag, Tx, day, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::dunning::Tone;
use echu_core::ids::{ClientId, InvoiceId, ReminderId, StepId};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension};

/// A reminder, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Its identity.
    pub id: ReminderId,
    /// To whom.
    pub client_id: ClientId,
    /// The highest step ready among its invoices; none outside any plan.
    pub step_id: Option<StepId>,
    /// Key of the channel.
    pub channel: String,
    /// Wording.
    pub tone: Tone,
    /// "draft", "approved", "done" or "cancelled".
    pub state: String,
    /// The day its figures stand for.
    pub computed_on: NaiveDate,
    /// Reason of the plan, as JSON.
    pub why: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// A person changed the words.
    pub edited: bool,
    /// The user's own sentence, said after the greeting whatever the tone; empty when none.
    pub sentence: String,
    /// No person approved this very message.
    pub automatic: bool,
    /// Why an approval fell back to a draft; empty when it did not.
    pub lapsed: String,
    /// Instant of its making, UTC; empty until it is stored.
    pub created_at: String,
    /// Credit notes not yet used that its words deduct, in cents.
    pub credit: Cents,
    /// The lines; none when it reminds of a term.
    pub lines: Vec<ReminderLine>,
    /// The term of an agreement that it reminds of, instead of claiming invoices.
    pub term: Option<ReminderTerm>,
}

impl Reminder {
    /// A draft that says nothing yet, on no step and of no invoice, with figures of that day.
    pub fn draft(client_id: ClientId, channel: &str, tone: Tone, computed_on: NaiveDate) -> Reminder {
        Reminder {
            id: ReminderId(0),
            client_id,
            step_id: None,
            channel: channel.to_owned(),
            tone,
            state: "draft".to_owned(),
            computed_on,
            why: "{}".to_owned(),
            subject: String::new(),
            body: String::new(),
            edited: false,
            sentence: String::new(),
            automatic: false,
            lapsed: String::new(),
            created_at: String::new(),
            credit: Cents::ZERO,
            lines: Vec::new(),
            term: None,
        }
    }

    /// What it claims in principal, memory lines left out, or what it asks for of a term, in cents.
    pub fn claimed(&self) -> Cents {
        let lines = self.lines.iter().filter(|line| line.role != Role::Memory).map(|line| line.balance);
        self.term.as_ref().map_or(Cents::ZERO, |term| term.amount) + lines.sum::<Cents>()
    }

    /// What is owed of what it claims: its principal less the credit notes that its words deduct, in cents.
    pub fn owed(&self) -> Cents {
        (self.claimed() - self.credit).or_zero()
    }

    /// The one figure of a message: what is owed, and the penalties and indemnities claimed with it, in cents.
    pub fn asked(&self) -> Cents {
        self.owed() + self.lines.iter().filter(|line| line.role != Role::Memory).map(|line| line.interest + line.fee).sum::<Cents>()
    }

    /// True when it does a step of the plan; a message asked for by hand may do none.
    pub fn does_a_step(&self) -> bool {
        self.lines.iter().any(|line| line.role == Role::Step)
    }

    /// The idempotency keys: one an (invoice, step, cycle), as text, or one a term. Another message that does no step is one of its own, known again
    /// in an old base by its client and the instant it was made.
    pub fn keys(&self) -> Vec<String> {
        if let Some(term) = &self.term {
            return vec![format!("term|{}|{}", term.identity, term.due_on)];
        }
        if !self.does_a_step() {
            return vec![format!("by hand|{}|{}", self.client_id.0, self.created_at)];
        }
        let step = |line: &ReminderLine| line.step_id.map(|step| format!("{}|{}|{}", line.identity, step.0, line.cycle));
        let mut keys: Vec<String> = self.lines.iter().filter(|line| line.role == Role::Step).filter_map(step).collect();
        keys.sort();
        keys
    }
}

/// One reminder with its lines.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: ReminderId) -> Result<Reminder> {
    let mut reminder = conn
        .prepare_cached(
            "SELECT client_id, step_id, channel, tone, state, computed_on, why, subject, body, edited, lapsed, created_at, sentence, automatic,
                    IFNULL(json_extract(why, '$.credit'), 0) FROM reminder WHERE id = ?",
        )?
        .query_row([id.0], |row| {
            Ok(Reminder {
                id,
                client_id: ClientId(row.get(0)?),
                step_id: row.get::<_, Option<i64>>(1)?.map(StepId),
                channel: row.get(2)?,
                tone: tone(row, 3)?,
                state: row.get(4)?,
                computed_on: day(&row.get::<_, String>(5)?)?,
                why: row.get(6)?,
                subject: row.get(7)?,
                body: row.get(8)?,
                edited: row.get(9)?,
                lapsed: row.get(10)?,
                created_at: row.get(11)?,
                sentence: row.get(12)?,
                automatic: row.get(13)?,
                credit: Cents(row.get(14)?),
                lines: Vec::new(),
                term: None,
            })
        })
        .optional()?
        .ok_or(Error::NotFound { what: "reminder", id: id.0 })?;
    let mut query = conn.prepare_cached(
        "SELECT l.invoice_id, l.identity, l.step_id, l.cycle, l.role, l.balance_cents, l.interest_cents, l.fee_cents, l.invoice_version
         FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.reminder_id = ? ORDER BY i.due_on, i.id",
    )?;
    let lines = query.query_map([id.0], |row| {
        Ok(ReminderLine {
            invoice_id: InvoiceId(row.get(0)?),
            identity: row.get(1)?,
            step_id: row.get::<_, Option<i64>>(2)?.map(StepId),
            cycle: row.get(3)?,
            role: Role::from_key(row.get_ref(4)?.as_str()?),
            balance: Cents(row.get(5)?),
            interest: Cents(row.get(6)?),
            fee: Cents(row.get(7)?),
            invoice_version: row.get(8)?,
        })
    })?;
    reminder.lines = lines.collect::<Result<_, _>>()?;
    reminder.term = term::of(conn, id)?;
    Ok(reminder)
}

/// Ids of the reminders in a state, on a channel, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn in_state(conn: &Connection, state: &str, channel: &str) -> Result<Vec<ReminderId>> {
    let mut query = conn.prepare_cached("SELECT id FROM reminder WHERE state = ? AND channel = ? ORDER BY id")?;
    let ids = query.query_map([state, channel], |row| Ok(ReminderId(row.get(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Adds a draft with its lines. `id` and `created_at` are ignored.
    ///
    /// # Errors
    /// A step already live for an invoice is refused by the base.
    pub fn insert_reminder(&mut self, new: &Reminder) -> Result<ReminderId> {
        self.touch(Tag::Plan);
        self.sql
            .prepare_cached(
                "INSERT INTO reminder (client_id, step_id, channel, tone, computed_on, why, subject, body, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute((
                new.client_id.0,
                new.step_id.map(|id| id.0),
                &new.channel,
                tone_key(new.tone),
                new.computed_on.to_string(),
                &new.why,
                &new.subject,
                &new.body,
                instant(self.when.at),
            ))?;
        let id = ReminderId(self.sql.last_insert_rowid());
        self.insert_lines(id, &new.lines)?;
        if let Some(term) = &new.term {
            self.insert_term(id, term)?;
        }
        Ok(id)
    }

    fn insert_lines(&mut self, id: ReminderId, lines: &[ReminderLine]) -> Result<()> {
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO reminder_line (reminder_id, invoice_id, identity, step_id, cycle, role, balance_cents, interest_cents, fee_cents, invoice_version)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        for line in lines {
            insert.execute((
                id.0,
                line.invoice_id.0,
                &line.identity,
                line.step_id.map(|step| step.0),
                line.cycle,
                line.role.key(),
                line.balance.0,
                line.interest.0,
                line.fee.0,
                line.invoice_version,
            ))?;
        }
        Ok(())
    }

    /// Replaces the tone, the lines, the figures and the words of a draft by newer ones.
    ///
    /// # Errors
    /// The disk's.
    pub fn refresh_reminder(&mut self, id: ReminderId, new: &Reminder) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.prepare_cached("DELETE FROM reminder_line WHERE reminder_id = ?")?.execute([id.0])?;
        self.sql
            .prepare_cached(
                "UPDATE reminder SET tone = ?, computed_on = ?, why = ?, subject = ?, body = ?, edited = ?, sentence = ? WHERE id = ?",
            )?
            .execute((
                tone_key(new.tone),
                new.computed_on.to_string(),
                &new.why,
                &new.subject,
                &new.body,
                new.edited,
                &new.sentence,
                id.0,
            ))?;
        if let Some(term) = &new.term {
            self.sql.execute("UPDATE reminder_term SET amount_cents = ? WHERE reminder_id = ?", (term.amount.0, id.0))?;
        }
        self.insert_lines(id, &new.lines)
    }

    /// Writes the words a person chose.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_words(&mut self, id: ReminderId, subject: &str, body: &str) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE reminder SET subject = ?, body = ?, edited = 1 WHERE id = ?", (subject, body, id.0))?;
        Ok(())
    }

    /// Says whether a person approved this very message.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_automatic(&mut self, id: ReminderId, automatic: bool) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.prepare_cached("UPDATE reminder SET automatic = ? WHERE id = ?")?.execute((automatic, id.0))?;
        Ok(())
    }

    /// Keeps with a reminder why it exists.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_why(&mut self, id: ReminderId, why: &str) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.prepare_cached("UPDATE reminder SET why = ? WHERE id = ?")?.execute((why, id.0))?;
        Ok(())
    }

    /// Says why a draft asks to be read again.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_lapsed(&mut self, id: ReminderId, why: &str) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE reminder SET lapsed = ? WHERE id = ? AND state = 'draft'", (why, id.0))?;
        Ok(())
    }

    /// Moves a reminder from one state to another; a cancelled one frees its steps.
    ///
    /// # Errors
    /// [`Error::Precondition`] when it was no longer in `from`.
    pub fn move_reminder(&mut self, id: ReminderId, from: &str, to: &str, lapsed: &str) -> Result<()> {
        self.touch(Tag::Plan);
        let approved = (to == "approved").then(|| instant(self.when.at));
        let changed = self
            .sql
            .prepare_cached(
                "UPDATE reminder SET state = ?1, lapsed = ?2, approved_at = IFNULL(?3, approved_at) WHERE id = ?4 AND state = ?5",
            )?
            .execute((to, lapsed, approved, id.0, from))?;
        if changed == 0 {
            return Err(Error::Precondition("not_a_draft"));
        }
        if to == "cancelled" {
            self.free(id)?;
        }
        Ok(())
    }

    /// What a reminder asked for may be asked for again.
    fn free(&mut self, id: ReminderId) -> Result<()> {
        self.sql.execute("UPDATE reminder_line SET live = 0 WHERE reminder_id = ?", [id.0])?;
        self.sql.execute("UPDATE reminder_term SET live = 0 WHERE reminder_id = ?", [id.0])?;
        Ok(())
    }
}
