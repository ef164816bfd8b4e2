//! Whose turn it is: asked at every tick, of an outbox where fifty thousand messages may wait. Only what an answer needs is
//! read, from the index of the states.
use super::{instant, moment};
use crate::error::Result;
use chrono::{DateTime, Utc};
use echu_core::ids::{ClientId, DispatchId, MailAccountId};
use rusqlite::Connection;

/// A sending that waits, as far as its turn depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Its identity.
    pub id: DispatchId,
    /// The account it leaves from.
    pub account_id: MailAccountId,
    /// To whom; none for the test mail.
    pub client_id: Option<ClientId>,
    /// True when it passed the point of no return before, and waits again.
    pub engaged_before: bool,
}

/// How many wait to be sent, and may not wait any longer.
///
/// # Errors
/// When the base cannot be read.
pub fn due(conn: &Connection, now: DateTime<Utc>) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM dispatch WHERE state IN ('queued', 'deferred') AND not_before <= ?";
    Ok(conn.prepare_cached(sql)?.query_row([instant(now)], |row| row.get(0))?)
}

/// When the first of those that wait may be tried; none when nothing waits.
///
/// # Errors
/// When the base cannot be read.
pub fn first_at(conn: &Connection) -> Result<Option<DateTime<Utc>>> {
    // Each from the end of its index: fifty thousand rows may wait.
    let sql = "SELECT MIN(first) FROM (SELECT MIN(not_before) AS first FROM dispatch WHERE state = 'queued'
               UNION ALL SELECT MIN(not_before) FROM dispatch WHERE state = 'deferred')";
    let text: Option<String> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(text.map(|text| moment(&text)).transpose()?)
}

/// When the first of those that wait to leave from an account may be tried; none when nothing does.
///
/// # Errors
/// When the base cannot be read.
pub fn first_of(conn: &Connection, account: MailAccountId) -> Result<Option<DateTime<Utc>>> {
    let sql = "SELECT MIN(not_before) FROM dispatch INDEXED BY dispatch_waiting WHERE account_id = ? AND state IN ('queued', 'deferred')";
    let text: Option<String> = conn.prepare_cached(sql)?.query_row([account.0], |row| row.get(0))?;
    Ok(text.map(|text| moment(&text)).transpose()?)
}

/// The first of those due at `now`, oldest first, that `takes` accepts; only as many are read.
///
/// # Errors
/// When the base cannot be read, or those of `takes`.
pub fn first_due(conn: &Connection, now: DateTime<Utc>, mut takes: impl FnMut(Waiting) -> Result<bool>) -> Result<Option<DispatchId>> {
    // Two lists already in order, merged as they are read.
    let of = |state| {
        format!(
            "SELECT d.not_before, d.id, r.client_id, d.engaged_at IS NOT NULL, d.account_id FROM dispatch d LEFT JOIN reminder r ON r.id = d.reminder_id
             WHERE d.state = '{state}' AND d.not_before <= ?1"
        )
    };
    let mut query = conn.prepare_cached(&format!("{} UNION ALL {} ORDER BY 1, 2", of("queued"), of("deferred")))?;
    let mut rows = query.query([instant(now)])?;
    while let Some(row) = rows.next()? {
        let id = DispatchId(row.get(1)?);
        let client_id = row.get::<_, Option<i64>>(2)?.map(ClientId);
        if takes(Waiting { id, account_id: MailAccountId(row.get(4)?), client_id, engaged_before: row.get(3)? })? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Those that wait and of which an invoice has not the version it had when they were approved; of a reminder of a term, one
/// that its agreement covers: their facts may have moved.
///
/// # Errors
/// When the base cannot be read.
pub fn moved(conn: &Connection) -> Result<Vec<DispatchId>> {
    let mut query = conn.prepare_cached(
        "SELECT d.id FROM dispatch d JOIN reminder_line l ON l.reminder_id = d.reminder_id JOIN invoice i ON i.id = l.invoice_id
         WHERE d.state IN ('queued', 'deferred') AND l.role <> 'memory' AND i.version <> l.invoice_version
         UNION
         SELECT d.id FROM reminder_term t JOIN dispatch d ON d.reminder_id = t.reminder_id JOIN json_each(d.facts, '$.lines') l
         JOIN invoice i ON i.id = json_extract(l.value, '$.invoiceId')
         WHERE d.state IN ('queued', 'deferred') AND i.version <> json_extract(l.value, '$.version') ORDER BY 1",
    )?;
    let rows = query.query_map([], |row| Ok(DispatchId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When one last wrote to a client since `since`; none when one did not. Asked of the clients whose turn may come, one by one: a
/// day's sendings may be thousands.
///
/// # Errors
/// When the base cannot be read.
pub fn last_since(conn: &Connection, client: ClientId, since: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let sql = "SELECT MAX(d.engaged_at) FROM reminder r INDEXED BY reminder_client JOIN dispatch d ON d.reminder_id = r.id
               WHERE r.client_id = ?1 AND d.engaged_at > ?2";
    let last: Option<String> = conn.prepare_cached(sql)?.query_row((client.0, instant(since)), |row| row.get(0))?;
    Ok(last.map(|text| moment(&text)).transpose()?)
}
