//! What calls led to: to call again on a day, or to decide.
use super::{Tag, Tx, day, instant};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::dunning::call::{CallOutcome, FollowUp};
use echu_core::ids::ClientId;
use rusqlite::Connection;

/// Those that stand: of one client, or of everyone. What another version wrote and this one does not know is left out.
///
/// # Errors
/// When the base cannot be read.
pub fn open(conn: &Connection, client: Option<ClientId>) -> Result<Vec<FollowUp>> {
    let scope = if client.is_some() { "client_id = ?1" } else { "?1 IS NULL" };
    let mut query = conn.prepare_cached(&format!(
        "SELECT id, client_id, on_day, after, noted_on FROM follow_up WHERE closed_at IS NULL AND {scope} ORDER BY id"
    ))?;
    let mut rows = query.query([client.map(|id| id.0)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some(after) = CallOutcome::from_key(row.get_ref(3)?.as_str().unwrap_or_default()) {
            let date = |index| -> Result<NaiveDate> { Ok(day(&row.get::<_, String>(index)?)?) };
            found.push(FollowUp { id: row.get(0)?, client_id: ClientId(row.get(1)?), on: date(2)?, after, noted_on: date(4)? });
        }
    }
    Ok(found)
}

impl Tx<'_> {
    /// Brings something back on a day; what stood for the client is settled by it.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_follow_up(&mut self, client: ClientId, on: NaiveDate, after: CallOutcome) -> Result<()> {
        self.close_follow_ups(client)?;
        self.sql.execute(
            "INSERT INTO follow_up (client_id, on_day, after, noted_on, created_at) VALUES (?, ?, ?, ?, ?)",
            (client.0, on.to_string(), after.key(), self.when.today.to_string(), instant(self.when.at)),
        )?;
        Ok(())
    }

    /// Settles what stood for a client. Gives how many.
    ///
    /// # Errors
    /// The disk's.
    pub fn close_follow_ups(&mut self, client: ClientId) -> Result<usize> {
        self.touch(Tag::Plan);
        let at = instant(self.when.at);
        Ok(self.sql.execute("UPDATE follow_up SET closed_at = ? WHERE client_id = ? AND closed_at IS NULL", (at, client.0))?)
    }
}
