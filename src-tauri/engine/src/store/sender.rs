//! The one row that says whether anything may leave.
use super::{Tag, Tx, instant, moment};
use crate::error::Result;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// The stored state of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderRow {
    /// Names this base in Message-IDs and in the side journal.
    pub base_uuid: String,
    /// The user's pause.
    pub paused_at: Option<DateTime<Utc>>,
    /// Key of the reason why a person must say « Reprendre »; empty when none.
    pub suspended_for: String,
    /// Since when.
    pub suspended_at: Option<DateTime<Utc>>,
    /// Last known to be running.
    pub last_seen_at: DateTime<Utc>,
    /// Last line of the side journal written for this base.
    pub journal_seq: u64,
}

/// Reads it.
///
/// # Errors
/// When the base cannot be read.
pub fn sender(conn: &Connection) -> Result<SenderRow> {
    let row = conn
        .prepare_cached("SELECT base_uuid, paused_at, suspended_for, suspended_at, last_seen_at, journal_seq FROM sender WHERE id = 1")?
        .query_row([], |row| {
            let at = |index| row.get::<_, Option<String>>(index)?.map(|text| moment(&text)).transpose();
            Ok(SenderRow {
                base_uuid: row.get(0)?,
                paused_at: at(1)?,
                suspended_for: row.get(2)?,
                suspended_at: at(3)?,
                last_seen_at: moment(&row.get::<_, String>(4)?)?,
                journal_seq: u64::try_from(row.get::<_, i64>(5)?).unwrap_or_default(),
            })
        })?;
    Ok(row)
}

impl Tx<'_> {
    /// Writes the user's pause, or lifts it.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_paused(&mut self, paused: bool) -> Result<()> {
        self.touch(Tag::Outbox);
        let at = paused.then(|| instant(self.when.at));
        self.sql.execute("UPDATE sender SET paused_at = ? WHERE id = 1", [at])?;
        Ok(())
    }

    /// Suspends sending for a reason, unless it already is: the first reason is the one to explain.
    ///
    /// # Errors
    /// The disk's.
    pub fn suspend(&mut self, reason: &str) -> Result<bool> {
        let at = instant(self.when.at);
        let changed =
            self.sql.execute("UPDATE sender SET suspended_for = ?, suspended_at = ? WHERE id = 1 AND suspended_for = ''", (reason, at))?;
        if changed > 0 {
            self.touch(Tag::Outbox);
        }
        Ok(changed > 0)
    }

    /// Lifts suspension, pause, cool-downs and the accounts' refusals: a person said « Reprendre ».
    ///
    /// # Errors
    /// The disk's.
    pub fn resume(&mut self) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute(
            "UPDATE sender SET paused_at = NULL, suspended_for = '', suspended_at = NULL, last_seen_at = ? WHERE id = 1",
            [instant(self.when.at)],
        )?;
        self.sql.execute("UPDATE mail_account SET problem = '', cool_until = NULL, cool_why = ''", [])?;
        Ok(())
    }

    /// Remembers that the app is running now.
    ///
    /// # Errors
    /// The disk's.
    pub fn seen(&mut self) -> Result<()> {
        self.sql.execute("UPDATE sender SET last_seen_at = ? WHERE id = 1", [instant(self.when.at)])?;
        Ok(())
    }

    /// Takes the next numbers of the side journal; gives the first.
    ///
    /// # Errors
    /// The disk's.
    pub fn next_journal_seq(&mut self, count: u64) -> Result<u64> {
        let step = i64::try_from(count).unwrap_or_default();
        let last: i64 = self
            .sql
            .prepare_cached("UPDATE sender SET journal_seq = journal_seq + ? WHERE id = 1 RETURNING journal_seq")?
            .query_row([step], |row| row.get(0))?;
        Ok(u64::try_from(last + 1 - step).unwrap_or_default())
    }
}
