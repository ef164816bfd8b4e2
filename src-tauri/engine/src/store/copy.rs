//! A whole copy of the base, and what a base holds in figures: a copy is sound when it holds what the base held.
use super::{Store, connection, lock};
use crate::error::{Error, Result};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;

/// What a base holds, to be compared with its copy and told to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Version of its schema.
    pub version: u32,
    /// Names the base in the side journal.
    pub base: String,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// Sum of the invoices and credit notes, in cents.
    pub invoiced_cents: i64,
    /// Sum of the payments, in cents.
    pub received_cents: i64,
    /// Sum of what payments and credit notes were put against, in cents.
    pub allocated_cents: i64,
    /// Number of the last event.
    pub last_event: i64,
    /// Number of the last line of the side journal.
    pub journal_seq: u64,
}

impl Figures {
    /// Rows of a table; none of one that is not there.
    pub fn count(&self, table: &str) -> u64 {
        self.rows.get(table).copied().unwrap_or_default()
    }

    /// True while nothing was done in the base: there is nothing to keep yet.
    pub fn is_blank(&self) -> bool {
        self.last_event == 0 && self.count("client") == 0 && self.count("invoice") == 0
    }
}

/// Reads them.
///
/// # Errors
/// When the base cannot be read.
pub fn figures(conn: &Connection) -> Result<Figures> {
    let number = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let mut names = conn.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut rows = BTreeMap::new();
    for name in names {
        let quoted = name.replace('"', "\"\"");
        let count = number(&format!("SELECT COUNT(*) FROM \"{quoted}\""))?;
        rows.insert(name, u64::try_from(count).unwrap_or_default());
    }
    // A base just made has not its one row yet.
    let sender: Option<(String, i64)> =
        conn.query_row("SELECT base_uuid, journal_seq FROM sender WHERE id = 1", [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (base, journal_seq) = sender.unwrap_or_default();
    Ok(Figures {
        version: conn.query_row("PRAGMA user_version", [], |row| row.get(0))?,
        base,
        rows,
        invoiced_cents: number("SELECT COALESCE(SUM(total_cents), 0) FROM invoice")?,
        received_cents: number("SELECT COALESCE(SUM(amount_cents), 0) FROM payment")?,
        allocated_cents: number("SELECT COALESCE(SUM(amount_cents), 0) FROM allocation")?,
        last_event: number("SELECT COALESCE(MAX(id), 0) FROM event")?,
        journal_seq: u64::try_from(journal_seq).unwrap_or_default(),
    })
}

/// Reads the whole of a base that nobody writes, and what it holds. Writes nothing.
///
/// # Errors
/// [`Error::Damaged`] for one that does not hold together, [`Error::NewerDatabase`] for one of a later program.
pub fn examine(path: &Path) -> Result<Figures> {
    super::migrate::check(path)?;
    let conn = connection::bare_reader(path)?;
    let damaged = |error: rusqlite::Error| Error::Damaged(error.to_string());
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(damaged)?;
    if verdict != "ok" {
        return Err(Error::Damaged(verdict));
    }
    let orphan: Option<String> = conn.query_row("PRAGMA foreign_key_check", [], |row| row.get(0)).optional().map_err(damaged)?;
    if let Some(table) = orphan {
        return Err(Error::Damaged(format!("a row of {table} names nothing")));
    }
    figures(&conn)
}

/// Writes a copy of the base at `path` to a new file, and gives what the base held at that moment. `path` is that of a base
/// that nobody writes; [`Store::copy_to`] copies an open one.
///
/// # Errors
/// The disk's; what was begun is left to the caller.
pub fn copy_closed(path: &Path, to: &Path) -> Result<Figures> {
    let conn = connection::bare_reader(path)?;
    vacuum_into(&conn, to)?;
    figures(&conn)
}

/// A connection to a copy that nobody writes, to read it as the base is read.
///
/// # Errors
/// When it does not open.
pub(crate) fn reader(path: &Path) -> Result<Connection> {
    connection::reader(path)
}

fn vacuum_into(conn: &Connection, to: &Path) -> Result<()> {
    let name = to.to_str().ok_or_else(|| Error::Refused(
        "Le nom du dossier des données n’est pas lisible. Rien n’est perdu\u{a0}: aucune sauvegarde ne peut y être écrite. Renommez ce dossier.".to_owned(),
    ))?;
    conn.execute("VACUUM INTO ?", [name])?;
    Ok(())
}

impl Store {
    /// Writes a copy of the base to a new file, and gives what the base held at that moment. Nobody waits for it, unless
    /// something was written meanwhile: it is then done again, and whoever writes waits.
    ///
    /// # Errors
    /// The disk's; what was begun is left to the caller.
    pub fn copy_to(&self, to: &Path) -> Result<Figures> {
        let conn = connection::bare_reader(self.path())?;
        let before = figures(&conn)?;
        vacuum_into(&conn, to)?;
        let after = figures(&conn)?;
        if before == after {
            return Ok(after);
        }
        std::fs::remove_file(to).map_err(Error::io("begin a copy again"))?;
        let writer = lock(&self.writer);
        vacuum_into(&writer, to)?;
        figures(&writer)
    }

    /// Closes the base, whoever holds it: its files may then be moved. What is asked of it from now on is refused.
    ///
    /// # Errors
    /// When memory is out.
    pub fn shut(&self) -> Result<()> {
        self.is_shut.store(true, Ordering::SeqCst);
        // The writer last: it then brings the log into the base.
        for reader in &self.readers {
            *lock(reader) = Connection::open_in_memory()?;
        }
        *lock(&self.writer) = Connection::open_in_memory()?;
        Ok(())
    }

    /// Closes the base, which does not hold together: what is asked of it from now on says so.
    ///
    /// # Errors
    /// When memory is out.
    pub fn refuse(&self) -> Result<()> {
        self.is_refused.store(true, Ordering::SeqCst);
        self.shut()
    }

    /// A base that is not open: what stands for one that was refused.
    ///
    /// # Errors
    /// When memory is out.
    pub fn closed(path: &Path) -> Result<Store> {
        let none = || Connection::open_in_memory().map(std::sync::Mutex::new);
        let store = Store::holding(path, false, none()?, [none()?, none()?]);
        store.is_refused.store(true, Ordering::SeqCst);
        Ok(store)
    }
}
