//! Papers about a dispute or another hold: the client's letter, photos of the work, a quote.
use crate::error::{Error, Result};
use crate::store::{Tag, Tx, instant};
use echu_core::ids::{DocumentId, HoldId};
use rusqlite::{Connection, OptionalExtension, Row};

/// A paper about a hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldPaper {
    /// Its identity.
    pub id: i64,
    /// What it is about.
    pub hold_id: HoldId,
    /// The file.
    pub document_id: DocumentId,
    /// File name shown.
    pub name: String,
    /// Of the file, hex.
    pub sha256: String,
}

const PAPER: &str = "SELECT p.id, p.hold_id, p.document_id, d.name, d.sha256 FROM hold_document p JOIN document d ON d.id = p.document_id
    WHERE p.removed_at IS NULL";

fn paper(row: &Row) -> rusqlite::Result<HoldPaper> {
    Ok(HoldPaper {
        id: row.get(0)?,
        hold_id: HoldId(row.get(1)?),
        document_id: DocumentId(row.get(2)?),
        name: row.get(3)?,
        sha256: row.get(4)?,
    })
}

/// What is kept about a hold, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn of_hold(conn: &Connection, hold: HoldId) -> Result<Vec<HoldPaper>> {
    let mut query = conn.prepare_cached(&format!("{PAPER} AND p.hold_id = ? ORDER BY p.id"))?;
    let rows = query.query_map([hold.0], paper)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it was taken away, or never was.
pub fn get(conn: &Connection, id: i64) -> Result<HoldPaper> {
    let found = conn.prepare_cached(&format!("{PAPER} AND p.id = ?"))?.query_row([id], paper).optional()?;
    found.ok_or(Error::NotFound { what: "hold document", id })
}

impl Tx<'_> {
    /// Ties a kept file to a hold.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_hold_document(&mut self, hold: HoldId, document: DocumentId) -> Result<i64> {
        self.touch(Tag::Plan);
        self.sql.execute(
            "INSERT INTO hold_document (hold_id, document_id, created_at) VALUES (?, ?, ?)",
            (hold.0, document.0, instant(self.when.at)),
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    /// Unties it. The file stays in the base, and the history says both.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove_hold_document(&mut self, id: i64) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE hold_document SET removed_at = ? WHERE id = ?", (instant(self.when.at), id))?;
        Ok(())
    }
}
