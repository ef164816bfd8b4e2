//! Days when the owner is away.
use super::{Tag, Tx, day, instant};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::dunning::situation::Closure;
use rusqlite::Connection;

/// Those that stand and are not over on `today`, soonest first, each with its identity.
///
/// # Errors
/// When the base cannot be read.
pub fn standing(conn: &Connection, today: NaiveDate) -> Result<Vec<(i64, Closure)>> {
    let mut query = conn.prepare_cached(
        "SELECT id, from_on, until_on, note FROM closure WHERE lifted_at IS NULL AND until_on >= ? ORDER BY from_on, until_on, id",
    )?;
    let rows = query.query_map([today.to_string()], |row| {
        let closure = Closure { from: day(&row.get::<_, String>(1)?)?, until: day(&row.get::<_, String>(2)?)?, note: row.get(3)? };
        Ok((row.get(0)?, closure))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All that stand, past ones too: the rule of the day plays several days.
///
/// # Errors
/// When the base cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Closure>> {
    Ok(standing(conn, NaiveDate::MIN)?.into_iter().map(|(_, closure)| closure).collect())
}

/// The last day of the closure that covers a day.
///
/// # Errors
/// When the base cannot be read.
pub fn until(conn: &Connection, on: NaiveDate) -> Result<Option<NaiveDate>> {
    let covering = standing(conn, on)?.into_iter().filter(|(_, closure)| closure.from <= on);
    Ok(covering.map(|(_, closure)| closure.until).max())
}

impl Tx<'_> {
    /// The owner goes away.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_closure(&mut self, closure: &Closure) -> Result<i64> {
        self.touch(Tag::Plan);
        self.touch(Tag::Outbox);
        self.sql.execute(
            "INSERT INTO closure (from_on, until_on, note, created_at) VALUES (?, ?, ?, ?)",
            (closure.from.to_string(), closure.until.to_string(), &closure.note, instant(self.when.at)),
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    /// The owner is back: what covers today is lifted. Gives how many.
    ///
    /// # Errors
    /// The disk's.
    pub fn lift_closures(&mut self) -> Result<usize> {
        self.touch(Tag::Plan);
        self.touch(Tag::Outbox);
        let (at, today) = (instant(self.when.at), self.when.today.to_string());
        Ok(self
            .sql
            .execute("UPDATE closure SET lifted_at = ?1 WHERE lifted_at IS NULL AND from_on <= ?2 AND until_on >= ?2", (at, today))?)
    }

    /// One that is still to come is called off.
    ///
    /// # Errors
    /// The disk's.
    pub fn lift_closure(&mut self, id: i64) -> Result<usize> {
        self.touch(Tag::Plan);
        self.touch(Tag::Outbox);
        Ok(self.sql.execute("UPDATE closure SET lifted_at = ? WHERE id = ? AND lifted_at IS NULL", (instant(self.when.at), id))?)
    }
}
