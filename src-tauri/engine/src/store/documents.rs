//! Files kept as they are: invoice PDFs, frozen letters.
use super::read::day;
use super::{Tag, Tx, hex};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, DocumentId};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

/// A file to keep.
#[derive(Debug, Clone, Copy)]
pub struct NewDocument<'a> {
    /// Whom it is about.
    pub client_id: ClientId,
    /// 'invoice', or key in the letter registry.
    pub kind: &'a str,
    /// File name shown, ASCII.
    pub name: &'a str,
    /// The date printed on it, or of its adding.
    pub dated_on: NaiveDate,
    /// 0: unknown.
    pub pages: u32,
    /// The bytes: never changed after.
    pub pdf: &'a [u8],
}

/// A file kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// Whom it is about.
    pub client_id: ClientId,
    /// 'invoice', or key in the letter registry.
    pub kind: String,
    /// File name shown, ASCII.
    pub name: String,
    /// The date printed on it, or of its adding.
    pub dated_on: NaiveDate,
    /// 0: unknown.
    pub pages: u32,
    /// The bytes.
    pub pdf: Vec<u8>,
    /// Of the bytes, hex.
    pub sha256: String,
}

/// One document, with its bytes.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Precondition`] for one that was erased.
pub fn get(conn: &Connection, id: DocumentId) -> Result<Document> {
    let found = conn
        .prepare_cached(
            "SELECT id, client_id, kind, name, dated_on, pages, pdf, sha256, erased_on IS NOT NULL AS erased FROM document WHERE id = ?",
        )?
        .query_row([id.0], |row| {
            if row.get("erased")? {
                return Ok(None);
            }
            Ok(Some(Document {
                id: DocumentId(row.get("id")?),
                client_id: ClientId(row.get("client_id")?),
                kind: row.get("kind")?,
                name: row.get("name")?,
                dated_on: day(row, "dated_on")?,
                pages: row.get("pages")?,
                pdf: row.get("pdf")?,
                sha256: row.get("sha256")?,
            }))
        })
        .optional()?;
    found.ok_or(Error::NotFound { what: "document", id: id.0 })?.ok_or(Error::Precondition("document_erased"))
}

/// The document of a client that holds exactly these bytes, by their hash; none when it was erased.
///
/// # Errors
/// When the base cannot be read.
pub fn same(conn: &Connection, client: ClientId, kind: &str, sha256: &str) -> Result<Option<DocumentId>> {
    let found = conn
        .prepare_cached("SELECT MIN(id) FROM document WHERE client_id = ? AND kind = ? AND sha256 = ? AND erased_on IS NULL")?
        .query_row((client.0, kind, sha256), |row| row.get::<_, Option<i64>>(0))?;
    Ok(found.map(DocumentId))
}

impl Tx<'_> {
    /// Keeps a file. Its hash is taken here, once.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_document(&mut self, new: &NewDocument) -> Result<DocumentId> {
        self.touch(Tag::Ledger);
        self.sql.execute(
            "INSERT INTO document (client_id, kind, name, dated_on, pages, pdf, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new.client_id.0, new.kind, new.name, new.dated_on.to_string(), new.pages, new.pdf, hex(&Sha256::digest(new.pdf))),
        )?;
        Ok(DocumentId(self.sql.last_insert_rowid()))
    }
}
