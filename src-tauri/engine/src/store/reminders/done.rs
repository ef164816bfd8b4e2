//! What a reminder did: the steps that are behind its invoices, and the contacts with its client.
use super::{Reminder, Role};
use crate::error::Result;
use crate::store::{Tag, Tx};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId, ReminderId, StepId};

impl Tx<'_> {
    /// Counts the steps of a reminder as done today, and the contact it was.
    ///
    /// # Errors
    /// The disk's.
    pub fn complete_steps(&mut self, reminder: &Reminder, on: NaiveDate, how: &str) -> Result<()> {
        self.touch(Tag::Plan);
        for line in reminder.lines.iter().filter(|line| line.role == Role::Step) {
            let Some(step) = line.step_id else { continue };
            self.step_done(line.invoice_id, step, line.cycle, on, how, "", Some(reminder.id))?;
        }
        self.insert_contact(reminder.client_id, on, &reminder.channel, Some(reminder.id), "")
    }

    /// A message came back: its steps, or its term, are free again, and it was no contact.
    ///
    /// # Errors
    /// The disk's.
    pub fn undo_steps(&mut self, id: ReminderId) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.execute("DELETE FROM step_done WHERE reminder_id = ?", [id.0])?;
        self.sql.execute("DELETE FROM contact WHERE reminder_id = ?", [id.0])?;
        self.free(id)
    }

    /// Counts a step of an invoice as done, skipped or passed over.
    ///
    /// # Errors
    /// The disk's.
    #[expect(clippy::too_many_arguments, reason = "one column each")]
    pub fn step_done(
        &mut self,
        invoice: InvoiceId,
        step: StepId,
        cycle: u32,
        on: NaiveDate,
        how: &str,
        reason: &str,
        reminder: Option<ReminderId>,
    ) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql
            .prepare_cached(
                "INSERT OR IGNORE INTO step_done (invoice_id, step_id, cycle, done_on, offset_days, how, reason, reminder_id)
                 VALUES (?1, ?2, ?3, ?4, (SELECT offset_days FROM dunning_step WHERE id = ?2), ?5, ?6, ?7)",
            )?
            .execute((invoice.0, step.0, cycle, on.to_string(), how, reason, reminder.map(|id| id.0)))?;
        Ok(())
    }

    /// Remembers a call or a visit that did a step of the plan: the message of the same day is the same contact.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_planned_contact(&mut self, client: ClientId, on: NaiveDate, channel: &str, note: &str) -> Result<()> {
        self.insert_contact(client, on, channel, None, note)?;
        self.sql.execute("UPDATE contact SET planned = 1 WHERE id = last_insert_rowid()", [])?;
        Ok(())
    }

    /// Remembers a contact, for the least interval between two.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_contact(
        &mut self,
        client: ClientId,
        on: NaiveDate,
        channel: &str,
        reminder: Option<ReminderId>,
        note: &str,
    ) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql
            .prepare_cached("INSERT INTO contact (client_id, on_day, channel, reminder_id, note) VALUES (?, ?, ?, ?, ?)")?
            .execute((client.0, on.to_string(), channel, reminder.map(|id| id.0), note))?;
        Ok(())
    }
}
