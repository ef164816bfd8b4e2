//! The outbox's rows. Moves between states are decided by `core::outbox::next`; the database refuses the rest.
mod tries;
use super::{Tag, Tx, instant, moment};
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};
use echu_core::dunning::recheck::Facts;
use echu_core::ids::{ClientId, DispatchId, InvoiceId, MailAccountId, ReminderId};
use echu_core::outbox::{OutboxEvent, OutboxState, next};
use rusqlite::{Connection, OptionalExtension, Row};

/// One sending, as stored; without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// Its identity.
    pub id: DispatchId,
    /// The message; none for the test mail.
    pub reminder_id: Option<ReminderId>,
    /// To whom; none for the test mail.
    pub client_id: Option<ClientId>,
    /// The account it leaves from.
    pub account_id: MailAccountId,
    /// The address.
    pub recipient: String,
    /// Envelope recipients, copies included.
    pub recipients: u32,
    /// Chosen at insert, kept for all tries.
    pub message_id: String,
    /// Hash of its keys.
    pub key_hash: String,
    /// Where it stands.
    pub state: OutboxState,
    /// Tries started.
    pub tries: u32,
    /// Internal failures.
    pub panics: u32,
    /// The first try that counts.
    pub first_try_at: Option<DateTime<Utc>>,
    /// Key of the reason of the last refusal or putting off; empty when none.
    pub last_reason: String,
    /// The next try waits for it.
    pub not_before: DateTime<Utc>,
    /// Names the try that holds it.
    pub lease: String,
    /// When a person approved it.
    pub approved_at: DateTime<Utc>,
    /// The point of no return.
    pub engaged_at: Option<DateTime<Utc>>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// The server's words.
    pub reply: String,
    /// The reason of its state, in French.
    pub why: String,
}

impl Dispatch {
    /// True when it is a file on this computer that a person is to send, or was: no server ever answered.
    pub fn is_written(&self) -> bool {
        self.last_reason == WRITTEN && self.reply.is_empty()
    }

    /// Its state as shown.
    pub fn label(&self) -> &'static str {
        match (self.state, self.is_written()) {
            (OutboxState::Uncertain, true) => "Écrite, à envoyer par vous",
            (OutboxState::Sent, true) if self.reminder_id.is_none() => "Écrite dans un dossier",
            (state, _) => state.label(),
        }
    }
}

/// How many sendings nobody knows the end of. A file that waits for a person is none: he knows.
///
/// # Errors
/// When the base cannot be read.
pub fn doubts(conn: &Connection) -> Result<u32> {
    let mut query =
        conn.prepare_cached(&format!("SELECT COUNT(*) FROM dispatch d WHERE {STATE_TOLD} = 'uncertain' AND d.state = 'uncertain'"))?;
    Ok(query.query_row([], |row| row.get(0))?)
}

const COLUMNS: &str = "d.id, d.reminder_id, r.client_id, d.recipient, d.message_id, d.key_hash, d.state, d.tries, d.panics, d.not_before, \
                       d.lease, d.approved_at, d.engaged_at, d.sent_at, d.reply, d.why, d.first_try_at, d.last_reason, \
                       d.account_id, d.recipients";
/// Key of the reason of a message that is a file, for a person to send.
const WRITTEN: &str = "written_to_folder";
/// The state of a sending `d` as lists name it: "written" for a file that waits for a person to send it.
pub const STATE_TOLD: &str = "IIF(d.state = 'uncertain' AND d.last_reason = 'written_to_folder', 'written', d.state)";
const FROM: &str = "dispatch d LEFT JOIN reminder r ON r.id = d.reminder_id";

fn dispatch(row: &Row) -> rusqlite::Result<Dispatch> {
    let at = |index| row.get::<_, Option<String>>(index)?.map(|text| moment(&text)).transpose();
    let state: String = row.get(6)?;
    Ok(Dispatch {
        id: DispatchId(row.get(0)?),
        reminder_id: row.get::<_, Option<i64>>(1)?.map(ReminderId),
        client_id: row.get::<_, Option<i64>>(2)?.map(ClientId),
        recipient: row.get(3)?,
        message_id: row.get(4)?,
        key_hash: row.get(5)?,
        state: OutboxState::from_key(&state).ok_or_else(|| {
            rusqlite::Error::FromSqlConversionFailure(6, rusqlite::types::Type::Text, format!("unknown state {state}").into())
        })?,
        tries: row.get(7)?,
        panics: row.get(8)?,
        not_before: moment(&row.get::<_, String>(9)?)?,
        lease: row.get(10)?,
        approved_at: moment(&row.get::<_, String>(11)?)?,
        engaged_at: at(12)?,
        sent_at: at(13)?,
        reply: row.get(14)?,
        why: row.get(15)?,
        first_try_at: at(16)?,
        last_reason: row.get(17)?,
        account_id: MailAccountId(row.get(18)?),
        recipients: row.get(19)?,
    })
}

/// One sending.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: DispatchId) -> Result<Dispatch> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE d.id = ?"))?
        .query_row([id.0], dispatch)
        .optional()?
        .ok_or(Error::NotFound { what: "dispatch", id: id.0 })
}

/// The last sending of a reminder.
///
/// # Errors
/// When the base cannot be read.
pub fn last_of(conn: &Connection, reminder: ReminderId) -> Result<Option<Dispatch>> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE d.reminder_id = ? ORDER BY d.id DESC LIMIT 1"))?
        .query_row([reminder.0], dispatch)
        .optional()?)
}

/// Sendings in one of `states`, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn in_states(conn: &Connection, states: &[OutboxState]) -> Result<Vec<Dispatch>> {
    let mut query =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE d.state IN ({}) ORDER BY d.not_before, d.id", words(states)))?;
    let rows = query.query_map([], dispatch)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn words(states: &[OutboxState]) -> String {
    let words: Vec<String> = states.iter().map(|state| format!("'{}'", state.key())).collect();
    words.join(", ")
}

/// How many sendings are in one of `states`.
///
/// # Errors
/// When the base cannot be read.
pub fn count(conn: &Connection, states: &[OutboxState]) -> Result<u32> {
    let sql = format!("SELECT COUNT(*) FROM dispatch d WHERE d.state IN ({})", words(states));
    Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// The last `limit` sendings that are over.
///
/// # Errors
/// When the base cannot be read.
pub fn over(conn: &Connection, limit: u32) -> Result<Vec<Dispatch>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE d.state IN ('sent', 'bounced', 'cancelled', 'expired') ORDER BY IFNULL(d.sent_at, d.approved_at) DESC, d.id DESC LIMIT ?"
    ))?;
    let rows = query.query_map([limit], dispatch)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The bytes of a sending, once frozen.
///
/// # Errors
/// When the base cannot be read.
pub fn mime(conn: &Connection, id: DispatchId) -> Result<Option<Vec<u8>>> {
    Ok(conn.prepare_cached("SELECT mime FROM dispatch WHERE id = ?")?.query_row([id.0], |row| row.get(0))?)
}

/// The digest of the bytes of a message that was erased, hex; empty while they are there, or were never made.
///
/// # Errors
/// When the base cannot be read.
pub fn erased_digest(conn: &Connection, id: DispatchId) -> Result<String> {
    Ok(conn.prepare_cached("SELECT mime_sha256 FROM dispatch WHERE id = ?")?.query_row([id.0], |row| row.get(0))?)
}

/// The facts a person approved; those that cannot be read approve nothing.
///
/// # Errors
/// When the base cannot be read.
pub fn approved_facts(conn: &Connection, id: DispatchId) -> Result<Facts> {
    let text: String = conn.prepare_cached("SELECT facts FROM dispatch WHERE id = ?")?.query_row([id.0], |row| row.get(0))?;
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// Instants of engagement from an account since `since`, with the messages and the envelope recipients of each, oldest first: what the
/// caps count. Asked before each message, of all those of a day: the index alone is read, and those of an instant are one row.
///
/// # Errors
/// When the base cannot be read.
pub fn engaged_since(conn: &Connection, account: MailAccountId, since: DateTime<Utc>) -> Result<Vec<Engaged>> {
    let mut query = conn.prepare_cached(
        "SELECT engaged_at, COUNT(*), SUM(recipients) FROM dispatch INDEXED BY dispatch_engaged WHERE engaged_at >= ? AND account_id = ?
         GROUP BY engaged_at ORDER BY engaged_at",
    )?;
    let rows = query.query_map((instant(since), account.0), |row| {
        Ok(Engaged { at: moment(row.get_ref(0)?.as_str()?)?, messages: row.get(1)?, recipients: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What was engaged at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Engaged {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Messages.
    pub messages: u32,
    /// Their envelope recipients.
    pub recipients: u32,
}

/// How many sendings of an account first tried since `since` were refused for good for that reason.
///
/// # Errors
/// When the base cannot be read.
pub fn refused_for(conn: &Connection, account: MailAccountId, reason: &str, since: DateTime<Utc>) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM dispatch WHERE state = 'failed' AND account_id = ? AND last_reason = ? AND first_try_at >= ?";
    Ok(conn.query_row(sql, (account.0, reason, instant(since)), |row| row.get(0))?)
}

/// A sending to queue.
#[derive(Debug, Clone)]
pub struct NewDispatch {
    /// The message; none for the test mail.
    pub reminder_id: Option<ReminderId>,
    /// The account it leaves from.
    pub account_id: MailAccountId,
    /// The address.
    pub recipient: String,
    /// Envelope recipients, copies included.
    pub recipients: u32,
    /// Hash of its keys.
    pub key_hash: String,
    /// Part of the Message-ID after the @.
    pub domain: String,
    /// What the person approved.
    pub facts: Facts,
    /// Nothing leaves before.
    pub not_before: DateTime<Utc>,
    /// The bytes, when they are frozen at once.
    pub mime: Option<Vec<u8>>,
}

/// What a move writes beside the state.
#[derive(Debug, Clone, Default)]
pub struct Note<'a> {
    /// The reason, in French.
    pub why: &'a str,
    /// The server's words; empty keeps those it has.
    pub reply: &'a str,
    /// The next try waits for it.
    pub not_before: Option<DateTime<Utc>>,
    /// How a sent message is known to be: "reply", "journal", "declared".
    pub proof: &'a str,
    /// Key of the reason of a refusal or a putting off; empty keeps the one it has.
    pub reason: &'a str,
}

impl Tx<'_> {
    /// Queues a sending. Its Message-ID is decided here, from the base, its keys and how many times they were queued.
    ///
    /// # Errors
    /// A second live sending of the same reminder is refused by the base.
    pub fn insert_dispatch(&mut self, new: &NewDispatch) -> Result<DispatchId> {
        self.touch(Tag::Outbox);
        let base: String = self.sql.prepare_cached("SELECT base_uuid FROM sender WHERE id = 1")?.query_row([], |row| row.get(0))?;
        let before: i64 =
            self.sql.prepare_cached("SELECT COUNT(*) FROM dispatch WHERE key_hash = ?")?.query_row([&new.key_hash], |row| row.get(0))?;
        let name = crate::journal::digest(&format!("{base}|{}|{before}", new.key_hash));
        let message_id = format!("<{}@{}>", name.get(..32).unwrap_or(&name), new.domain);
        let at = instant(self.when.at);
        self.sql
            .prepare_cached(
                "INSERT INTO dispatch (reminder_id, account_id, recipient, recipients, message_id, key_hash, not_before, facts, mime, approved_at, created_at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute((
                new.reminder_id.map(|id| id.0),
                new.account_id.0,
                &new.recipient,
                new.recipients,
                &message_id,
                &new.key_hash,
                instant(new.not_before),
                serde_json::to_string(&new.facts)?,
                &new.mime,
                &at,
                &at,
            ))?;
        Ok(DispatchId(self.sql.last_insert_rowid()))
    }

    /// Freezes the bytes of a sending before its first try: no draft stands behind it. Frozen bytes never change.
    ///
    /// # Errors
    /// The disk's.
    pub fn freeze_bytes(&mut self, id: DispatchId, mime: &[u8]) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE dispatch SET mime = ? WHERE id = ?", (mime, id.0))?;
        Ok(())
    }

    /// T1: reserves a sending under `lease`, counts the try and freezes the bytes at the first.
    ///
    /// # Errors
    /// When the state does not allow it.
    pub fn reserve(&mut self, row: &Dispatch, lease: &str, mime: &[u8]) -> Result<()> {
        self.touch(Tag::Outbox);
        moved(row, OutboxEvent::Reserve)?;
        self.sql
            .prepare_cached(
                "UPDATE dispatch SET state = 'sending', lease = ?, tries = tries + 1, mime = IFNULL(mime, ?), why = '',
                        first_try_at = IFNULL(first_try_at, ?) WHERE id = ? AND state = ?",
            )?
            .execute((lease, mime, instant(self.when.at), row.id.0, row.state.key()))?;
        Ok(())
    }

    /// T2: the point of no return. True when the row is still ours, nothing was suspended, and every covered invoice still
    /// has the version seen when the message was checked; otherwise nothing is written and the dot must not be.
    ///
    /// # Errors
    /// The disk's: the dot must not be written either.
    pub fn engage(&mut self, row: DispatchId, lease: &str, seen: &[(InvoiceId, i64)]) -> Result<bool> {
        self.touch(Tag::Outbox);
        for (invoice, version) in seen {
            let now: i64 = self.sql.prepare_cached("SELECT version FROM invoice WHERE id = ?")?.query_row([invoice.0], |row| row.get(0))?;
            if now != *version {
                return Ok(false);
            }
        }
        let changed = self
            .sql
            .prepare_cached(
                "UPDATE dispatch SET state = 'engaged', engaged_at = ? WHERE id = ? AND state = 'sending' AND lease = ?
                 AND EXISTS (SELECT 1 FROM sender WHERE id = 1 AND paused_at IS NULL AND suspended_for = '')",
            )?
            .execute((instant(self.when.at), row.0, lease))?;
        Ok(changed == 1)
    }

    /// Moves a sending by an event, with what goes with it.
    ///
    /// # Errors
    /// [`Error::Precondition`] when its state does not accept the event.
    pub fn move_dispatch(&mut self, row: &Dispatch, event: OutboxEvent, note: &Note) -> Result<OutboxState> {
        self.touch(Tag::Outbox);
        let state = moved(row, event)?;
        self.set_state(row, state, note)?;
        Ok(state)
    }

    /// Writes the state a restart or the journal decided.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_state(&mut self, row: &Dispatch, state: OutboxState, note: &Note) -> Result<()> {
        self.touch(Tag::Outbox);
        let is_sent = state == OutboxState::Sent;
        let sent_at = is_sent.then(|| instant(self.when.at));
        let values =
            (state.key(), note.why, note.reply, note.not_before.map(instant), sent_at, note.proof, row.id.0, row.state.key(), note.reason);
        let changed = self
            .sql
            .prepare_cached(
                "UPDATE dispatch SET state = ?1, lease = '', why = ?2, reply = IIF(?3 = '', reply, ?3), not_before = IFNULL(?4, not_before),
                        sent_at = IIF(?1 IN ('sent', 'bounced'), IFNULL(sent_at, ?5), NULL), proof = IIF(?6 = '', proof, ?6),
                        last_reason = IIF(?9 = '', last_reason, ?9)
                 WHERE id = ?7 AND state = ?8",
            )?
            .execute(values)?;
        if changed == 0 {
            return Err(Error::Precondition("already_moved"));
        }
        Ok(())
    }
}

fn moved(row: &Dispatch, event: OutboxEvent) -> Result<OutboxState> {
    next(row.state, event).map_err(|_| Error::Precondition("already_moved"))
}
