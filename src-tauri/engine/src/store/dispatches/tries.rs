//! How often a message was tried: what counts, what does not, and what a person starts over.
use crate::error::Result;
use crate::store::{Tag, Tx, instant};
use echu_core::ids::DispatchId;

impl Tx<'_> {
    /// Counts an internal failure while sending.
    ///
    /// # Errors
    /// The disk's.
    pub fn count_panic(&mut self, id: DispatchId) -> Result<u32> {
        Ok(self.sql.query_row("UPDATE dispatch SET panics = panics + 1 WHERE id = ? RETURNING panics", [id.0], |row| row.get(0))?)
    }

    /// Gives back a try that should not count: the account failed before the message was tried.
    ///
    /// # Errors
    /// The disk's.
    pub fn uncount_try(&mut self, id: DispatchId) -> Result<()> {
        self.sql.execute(
            "UPDATE dispatch SET tries = MAX(tries - 1, 0), first_try_at = IIF(tries <= 1, NULL, first_try_at) WHERE id = ?",
            [id.0],
        )?;
        Ok(())
    }

    /// A person put a sending back in the queue: its tries and its days count from now.
    ///
    /// # Errors
    /// The disk's.
    pub fn start_over(&mut self, id: DispatchId) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute(
            "UPDATE dispatch SET tries = 0, panics = 0, first_try_at = NULL, last_reason = '', approved_at = ? WHERE id = ?",
            (instant(self.when.at), id.0),
        )?;
        Ok(())
    }
}
