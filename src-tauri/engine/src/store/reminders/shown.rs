//! A message as a list shows it: thousands may wait, and their words and lines are not read for one row each.
use crate::error::{Error, Result};
use echu_core::ids::ReminderId;
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension};

/// A message in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The name of its client.
    pub client_name: String,
    /// The subject.
    pub subject: String,
    /// Its one figure, as [`super::Reminder::asked`] says it.
    pub asked: Cents,
    /// No person approved this very message.
    pub automatic: bool,
}

/// One message, in one query.
///
/// # Errors
/// When it does not exist.
pub fn shown(conn: &Connection, id: ReminderId) -> Result<Shown> {
    let sql = "SELECT c.name, r.subject, r.automatic,
                      MAX(0, IFNULL((SELECT amount_cents FROM reminder_term WHERE reminder_id = r.id), 0)
                             + IFNULL(SUM(l.balance_cents), 0) - IFNULL(json_extract(r.why, '$.credit'), 0))
                      + IFNULL(SUM(l.interest_cents + l.fee_cents), 0)
               FROM reminder r JOIN client c ON c.id = r.client_id
               LEFT JOIN reminder_line l ON l.reminder_id = r.id AND l.role <> 'memory'
               WHERE r.id = ? GROUP BY r.id";
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_row([id.0], |row| {
        Ok(Shown { client_name: row.get(0)?, subject: row.get(1)?, automatic: row.get(2)?, asked: Cents(row.get(3)?) })
    });
    found.optional()?.ok_or(Error::NotFound { what: "reminder", id: id.0 })
}
