//! What is noted around a client's debts: who guarantees them, why one was lost, who follows a case and to whom its letters went.
use super::erase::marked;
use crate::error::Result;
use crate::store::Tx;

impl Tx<'_> {
    /// Takes these words away: amounts and days stay.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn erase_around(&mut self, cards: &str) -> Result<()> {
        let words = ["guarantor_name", "guarantor_address", "guarantee_document", "retention_document"].map(marked).join(", ");
        self.sql.execute(&format!("UPDATE safeguard SET {words} WHERE client_id IN (SELECT value FROM json_each(?1))"), [cards])?;
        let followed = ["handler", "reference"].map(marked).join(", ");
        self.sql.execute(&format!("UPDATE proceeding SET {followed} WHERE client_id IN (SELECT value FROM json_each(?1))"), [cards])?;
        let losses = format!(
            "UPDATE loss SET {} WHERE invoice_id IN (SELECT id FROM invoice WHERE client_id IN (SELECT value FROM json_each(?1)))",
            marked("note")
        );
        self.sql.execute(&losses, [cards])?;
        let papers = format!(
            "UPDATE proceeding_paper SET {} WHERE proceeding_id IN (SELECT id FROM proceeding WHERE client_id IN (SELECT value FROM json_each(?1)))",
            marked("recipient")
        );
        self.sql.execute(&papers, [cards])?;
        Ok(())
    }
}
