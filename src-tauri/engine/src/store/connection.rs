//! How a base is opened: what SQLite is told of each connection, and how a base is read whole.
use crate::error::{Error, Result};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// Statements kept compiled, a connection: compiling one takes longer than most of them run.
const STATEMENTS: usize = 96;
/// The order of words as a person puts them, for queries that sort a list.
pub(super) const NATURAL: &str = "naturel";
/// Kibibytes, as SQLite writes them.
pub(super) const WRITER_CACHE: i32 = -8_000;

/// The connection that writes.
pub(super) fn writer(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    prepare(&conn)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

/// A connection that cannot write, for lists and reports.
pub(super) fn reader(path: &Path) -> Result<Connection> {
    let conn = bare_reader(path)?;
    conn.execute_batch(
        "PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;",
    )?;
    conn.create_collation(NATURAL, echu_core::text::natural)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

/// A connection that cannot write, as SQLite opens it.
pub(super) fn bare_reader(path: &Path) -> Result<Connection> {
    Ok(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?)
}

fn prepare(conn: &Connection) -> Result<()> {
    // In memory, what a statement may have to undo: each allocation wrote it to a file, names of clients with it.
    conn.execute_batch(
        "PRAGMA busy_timeout = 5000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;",
    )
    .and_then(|()| conn.pragma_update(None, "cache_size", WRITER_CACHE))
    .map_err(|error| match error {
        rusqlite::Error::SqliteFailure(failure, words)
            if failure.code == rusqlite::ErrorCode::NotADatabase || failure.code == rusqlite::ErrorCode::DatabaseCorrupt =>
        {
            Error::Damaged(words.unwrap_or_default())
        }
        other => Error::Sql(other),
    })
}

/// Reads the whole base.
pub(super) fn check(conn: &Connection) -> Result<()> {
    let verdict: String =
        conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| Error::Damaged(error.to_string()))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged(verdict)) }
}
