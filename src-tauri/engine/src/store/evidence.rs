//! What goes with a registered letter: what was checked before it left, and the photos and scans that prove what became of it.
use super::read::day;
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::DocumentId;
use rusqlite::{Connection, OptionalExtension, Row};

/// A photo or a scan kept with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its identity.
    pub id: i64,
    /// The letter.
    pub letter_id: i64,
    /// The file.
    pub document_id: DocumentId,
    /// 'deposit', 'receipt', 'returned' or 'other'.
    pub shows: String,
    /// File name shown.
    pub name: String,
    /// Of the file, hex.
    pub sha256: String,
    /// Size of the file, in bytes.
    pub bytes: u32,
    /// The day it was joined.
    pub added_on: NaiveDate,
}

const EVIDENCE: &str = "SELECT p.id, p.letter_id, p.document_id, p.shows, d.name, d.sha256, length(d.pdf) AS bytes, d.dated_on
    FROM letter_proof p JOIN document d ON d.id = p.document_id WHERE p.removed_at IS NULL";

fn evidence(row: &Row) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        id: row.get("id")?,
        letter_id: row.get("letter_id")?,
        document_id: DocumentId(row.get("document_id")?),
        shows: row.get("shows")?,
        name: row.get("name")?,
        sha256: row.get("sha256")?,
        bytes: row.get("bytes")?,
        added_on: day(row, "dated_on")?,
    })
}

/// What is kept with a letter, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn of_letter(conn: &Connection, letter: i64) -> Result<Vec<Evidence>> {
    let mut query = conn.prepare_cached(&format!("{EVIDENCE} AND p.letter_id = ? ORDER BY p.id"))?;
    let rows = query.query_map([letter], evidence)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it was taken away, or never was.
pub fn get(conn: &Connection, id: i64) -> Result<Evidence> {
    let found = conn.prepare_cached(&format!("{EVIDENCE} AND p.id = ?"))?.query_row([id], evidence).optional()?;
    found.ok_or(Error::NotFound { what: "letter proof", id })
}

/// What a person ticked for a letter.
///
/// # Errors
/// When the base cannot be read.
pub fn checked(conn: &Connection, letter: i64) -> Result<Vec<String>> {
    let mut query = conn.prepare_cached("SELECT item FROM letter_check WHERE letter_id = ?")?;
    let rows = query.query_map([letter], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Ties a kept file to a letter.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_evidence(&mut self, letter: i64, document: DocumentId, shows: &str) -> Result<i64> {
        self.touch(Tag::Letters);
        self.sql.execute(
            "INSERT INTO letter_proof (letter_id, document_id, shows, created_at) VALUES (?, ?, ?, ?)",
            (letter, document.0, shows, instant(self.when.at)),
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    /// Unties it. The file stays in the base, and the history says both.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove_evidence(&mut self, id: i64) -> Result<()> {
        self.touch(Tag::Letters);
        self.sql.execute("UPDATE letter_proof SET removed_at = ? WHERE id = ?", (instant(self.when.at), id))?;
        Ok(())
    }

    /// Ticks a line of the posting checklist, or unticks it.
    ///
    /// # Errors
    /// The disk's.
    pub fn check_letter(&mut self, letter: i64, item: &str, done: bool) -> Result<()> {
        self.touch(Tag::Letters);
        if done {
            self.sql.execute(
                "INSERT INTO letter_check (letter_id, item, checked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (letter, item, instant(self.when.at)),
            )?;
        } else {
            self.sql.execute("DELETE FROM letter_check WHERE letter_id = ? AND item = ?", (letter, item))?;
        }
        Ok(())
    }
}
