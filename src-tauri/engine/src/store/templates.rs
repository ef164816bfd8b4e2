//! The user's own texts: revisions, never changed nor erased. The last one is in force.
use super::read::debtor_kind_key;
use super::{Tag, Tx, instant};
use crate::error::Result;
use echu_core::party::DebtorKind;
use rusqlite::{Connection, OptionalExtension};

/// A revision of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// From 1.
    pub revision: u32,
    /// With its variables; empty: the text of origin was put back.
    pub text: String,
    /// Instant, UTC.
    pub saved_at: String,
}

fn revision(row: &rusqlite::Row) -> rusqlite::Result<Revision> {
    Ok(Revision { revision: row.get("revision")?, text: row.get("text")?, saved_at: row.get("saved_at")? })
}

/// The last revision of a text; none while the text of origin was never replaced.
///
/// # Errors
/// When the base cannot be read.
pub fn last(conn: &Connection, document: &str, tone: &str, kind: DebtorKind) -> Result<Option<Revision>> {
    Ok(conn
        .prepare_cached(
            "SELECT revision, text, saved_at FROM template WHERE document = ? AND tone = ? AND debtor_kind = ? ORDER BY revision DESC LIMIT 1",
        )?
        .query_row((document, tone, debtor_kind_key(kind)), revision)
        .optional()?)
}

/// Every revision of a text, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn history(conn: &Connection, document: &str, tone: &str, kind: DebtorKind) -> Result<Vec<Revision>> {
    let mut query = conn.prepare_cached(
        "SELECT revision, text, saved_at FROM template WHERE document = ? AND tone = ? AND debtor_kind = ? ORDER BY revision DESC",
    )?;
    let rows = query.query_map((document, tone, debtor_kind_key(kind)), revision)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Adds a revision.
    ///
    /// # Errors
    /// The disk's.
    pub fn save_template(&mut self, document: &str, tone: &str, kind: DebtorKind, text: &str) -> Result<u32> {
        self.touch(Tag::Settings);
        // Drafts and previews speak with it.
        self.touch(Tag::Plan);
        let next = last(&self.sql, document, tone, kind)?.map_or(1, |last| last.revision + 1);
        self.sql.execute(
            "INSERT INTO template (document, tone, debtor_kind, revision, text, saved_at) VALUES (?, ?, ?, ?, ?, ?)",
            (document, tone, debtor_kind_key(kind), next, text, instant(self.when.at)),
        )?;
        Ok(next)
    }
}
