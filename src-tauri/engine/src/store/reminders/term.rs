//! The term of an agreement that a reminder is about: one live reminder a term, ever.
use crate::error::Result;
use crate::store::{Tx, day};
use chrono::NaiveDate;
use echu_core::ids::{AgreementId, ReminderId};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension};

/// The term that a reminder is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderTerm {
    /// Of which agreement.
    pub agreement_id: AgreementId,
    /// The agreement as an old base would know it.
    pub identity: String,
    /// Its day.
    pub due_on: NaiveDate,
    /// What lacked of it when the figures were made, in cents.
    pub amount: Cents,
}

/// The term of a reminder; none when it claims invoices.
pub(super) fn of(conn: &Connection, id: ReminderId) -> Result<Option<ReminderTerm>> {
    let mut query = conn.prepare_cached("SELECT agreement_id, identity, due_on, amount_cents FROM reminder_term WHERE reminder_id = ?")?;
    let found = query.query_row([id.0], |row| {
        Ok(ReminderTerm {
            agreement_id: AgreementId(row.get(0)?),
            identity: row.get(1)?,
            due_on: day(&row.get::<_, String>(2)?)?,
            amount: Cents(row.get(3)?),
        })
    });
    Ok(found.optional()?)
}

impl Tx<'_> {
    /// Ties a reminder to its term.
    ///
    /// # Errors
    /// A term that has a live reminder is refused by the base.
    pub(super) fn insert_term(&mut self, id: ReminderId, term: &ReminderTerm) -> Result<()> {
        let row = (id.0, term.agreement_id.0, &term.identity, term.due_on.to_string(), term.amount.0);
        let sql = "INSERT INTO reminder_term (reminder_id, agreement_id, identity, due_on, amount_cents) VALUES (?, ?, ?, ?, ?)";
        self.sql.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }
}
