//! What is about the chosen invoices, and what is about others.
use crate::error::Result;
use echu_core::ids::{ClientId, InvoiceId};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The invoices of a file, and what names them.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Invoices and credit notes, by date.
    pub invoices: Vec<InvoiceId>,
    /// True when nothing was chosen: the whole client.
    pub all: bool,
    reminders: BTreeSet<i64>,
}

/// What a fact is about, as it is stored; nothing of all: the client himself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bears {
    /// On an invoice.
    pub invoice: Option<InvoiceId>,
    /// On a reminder.
    pub reminder: Option<i64>,
    /// On a payment as a whole: of chosen invoices, their account tells their share of it.
    pub payment: bool,
}

impl Scope {
    /// The whole client, or some of his invoices with the credit notes put against them.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn of(conn: &Connection, client: ClientId, chosen: Option<&[InvoiceId]>) -> Result<Scope> {
        let mut invoices = Vec::new();
        let wanted = serde_json::to_string(&chosen.unwrap_or_default())?;
        let mut query = conn.prepare_cached(
            "SELECT i.id FROM invoice i WHERE i.client_id = ?1 AND CASE WHEN ?2 THEN i.archived_at IS NULL
               ELSE i.id IN (SELECT value FROM json_each(?3))
                 OR i.id IN (SELECT a.credit_note_id FROM allocation a JOIN json_each(?3) j ON j.value = a.invoice_id) END
             ORDER BY i.issued_on, i.id",
        )?;
        let mut rows = query.query((client.0, chosen.is_none(), &wanted))?;
        while let Some(row) = rows.next()? {
            invoices.push(InvoiceId(row.get(0)?));
        }
        let named = serde_json::to_string(&invoices)?;
        let set = |sql: &str| -> Result<BTreeSet<i64>> {
            let mut query = conn.prepare_cached(sql)?;
            let rows = query.query_map((&named, client.0), |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let reminders = set("SELECT l.reminder_id FROM reminder_line l JOIN json_each(?1) j ON j.value = l.invoice_id
               JOIN reminder r ON r.id = l.reminder_id WHERE r.client_id = ?2
             UNION SELECT t.reminder_id FROM reminder_term t JOIN agreement_invoice a ON a.agreement_id = t.agreement_id
               JOIN json_each(?1) j ON j.value = a.invoice_id")?;
        Ok(Scope { invoices, all: chosen.is_none(), reminders })
    }

    /// True for what is about these invoices, or about the client himself.
    pub fn keeps(&self, bears: Bears) -> bool {
        self.all
            || match bears {
                Bears { invoice: Some(id), .. } => self.invoices.contains(&id),
                Bears { reminder: Some(id), .. } => self.reminders.contains(&id),
                Bears { invoice: None, reminder: None, payment } => !payment,
            }
    }

    /// True when a message or a letter of the file names other invoices too.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn names_others(&self, conn: &Connection) -> Result<bool> {
        let reminders = serde_json::to_string(&self.reminders)?;
        Ok(conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM reminder_line l JOIN json_each(?1) r ON r.value = l.reminder_id
                WHERE l.invoice_id NOT IN (SELECT value FROM json_each(?2)))",
            (reminders, self.named()?),
            |row| row.get(0),
        )?)
    }

    /// Its invoices, for a query.
    ///
    /// # Errors
    /// Never: numbers always serialise.
    pub fn named(&self) -> Result<String> {
        Ok(serde_json::to_string(&self.invoices)?)
    }
}
