//! Imports: what each made, and taking one back.
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use echu_core::ids::ImportId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension, Row};

/// An import of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its identity.
    pub id: ImportId,
    /// Instant, UTC.
    pub at: String,
    /// As chosen by the user.
    pub file_name: String,
    /// Of the file, hex.
    pub sha256: String,
    /// Invoices it made.
    pub created: u32,
    /// Invoices already there.
    pub same: u32,
    /// Invoices that differ, left as they were.
    pub changed: u32,
    /// Rows set aside.
    pub refused: u32,
    /// Clients it made.
    pub clients: u32,
    /// True when it noted payments on invoices already there, or completed cards.
    pub added: bool,
    /// True when taken back.
    pub undone: bool,
    /// True when something was approved, sent, posted or said about one of its invoices: it can no longer be taken back.
    pub used: bool,
    /// True when a letter that bears a number, of a reminder or of a case, is about one of its invoices, even set aside: neither can it.
    pub lettered: bool,
}

/// An import to remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch<'a> {
    /// As chosen by the user.
    pub file_name: &'a str,
    /// Of the file, hex.
    pub sha256: &'a str,
    /// Invoices it makes.
    pub created: u32,
    /// Invoices already there.
    pub same: u32,
    /// Invoices that differ, left as they are.
    pub changed: u32,
    /// Rows set aside.
    pub refused: u32,
    /// Clients it makes.
    pub clients: u32,
}

const BATCH: &str = "SELECT b.id, b.at, b.file_name, b.sha256, b.rows_created, b.rows_same, b.rows_changed, b.rows_refused, b.clients_created, \
     b.id IN (SELECT import_batch_id FROM payment WHERE import_batch_id IS NOT NULL) \
  OR b.id IN (SELECT json_extract(data, '$.import') FROM event WHERE op = 'client_edited' AND actor = 'import') AS added, \
     b.undone_at IS NOT NULL AS undone, \
     EXISTS (SELECT 1 FROM reminder r JOIN reminder_line l ON l.reminder_id = r.id JOIN invoice i ON i.id = l.invoice_id \
             WHERE i.import_batch_id = b.id AND r.state IN ('approved', 'done')) \
  OR EXISTS (SELECT 1 FROM step_done s JOIN invoice i ON i.id = s.invoice_id \
             WHERE i.import_batch_id = b.id AND s.how IN ('sent', 'posted', 'called')) \
  OR EXISTS (SELECT 1 FROM reminder r JOIN reminder_term t ON t.reminder_id = r.id JOIN agreement_invoice a ON a.agreement_id = t.agreement_id \
             JOIN invoice i ON i.id = a.invoice_id WHERE i.import_batch_id = b.id AND r.state IN ('approved', 'done')) AS used, \
     EXISTS (SELECT 1 FROM letter p JOIN reminder_line l ON l.reminder_id = p.reminder_id JOIN invoice i ON i.id = l.invoice_id \
             WHERE i.import_batch_id = b.id) \
  OR EXISTS (SELECT 1 FROM proceeding_paper p JOIN proceeding_invoice a ON a.proceeding_id = p.proceeding_id \
             JOIN invoice i ON i.id = a.invoice_id WHERE i.import_batch_id = b.id) AS lettered FROM import_batch b";

fn batch(row: &Row) -> rusqlite::Result<Batch> {
    Ok(Batch {
        id: ImportId(row.get("id")?),
        at: row.get("at")?,
        file_name: row.get("file_name")?,
        sha256: row.get("sha256")?,
        created: row.get("rows_created")?,
        same: row.get("rows_same")?,
        changed: row.get("rows_changed")?,
        refused: row.get("rows_refused")?,
        clients: row.get("clients_created")?,
        added: row.get("added")?,
        undone: row.get("undone")?,
        used: row.get("used")?,
        lettered: row.get("lettered")?,
    })
}

/// Every import, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Batch>> {
    let mut query = conn.prepare_cached(&format!("{BATCH} ORDER BY b.id DESC"))?;
    Ok(query.query_map([], batch)?.collect::<Result<_, _>>()?)
}

/// One import.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: ImportId) -> Result<Batch> {
    let found = conn.prepare_cached(&format!("{BATCH} WHERE b.id = ?"))?.query_row([id.0], batch).optional()?;
    found.ok_or(Error::NotFound { what: "import", id: id.0 })
}

/// True when these very bytes were imported, and that import stands.
///
/// # Errors
/// When the base cannot be read.
pub fn stands(conn: &Connection, sha256: &str) -> Result<bool> {
    let stands = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM import_batch WHERE sha256 = ? AND undone_at IS NULL)")?
        .query_row([sha256], |row| row.get(0))?;
    Ok(stands)
}

/// True when the person wants no proposal for these very bytes.
///
/// # Errors
/// When the base cannot be read.
pub fn is_dismissed(conn: &Connection, sha256: &str) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM dismissed_file WHERE sha256 = ?)")?.query_row([sha256], |row| row.get(0))?)
}

/// The columns confirmed for a header, as JSON.
///
/// # Errors
/// When the base cannot be read.
pub fn mapping(conn: &Connection, header_key: &str) -> Result<Option<String>> {
    let mut query = conn.prepare_cached("SELECT mapping FROM import_mapping WHERE header_key = ?")?;
    Ok(query.query_row([header_key], |row| row.get(0)).optional()?)
}

/// What an import made, from the leaves to the root. What a person added to it since (payments, holds, a noted call) goes
/// with the invoice it is about; a client who has anything else stays.
const UNDO: &[&str] = &[
    "DELETE FROM dispatch WHERE reminder_id IN (SELECT l.reminder_id FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id WHERE i.import_batch_id = ?1)",
    "DELETE FROM step_done WHERE invoice_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)",
    "DELETE FROM reminder WHERE id IN (SELECT l.reminder_id FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id WHERE i.import_batch_id = ?1)",
    "DELETE FROM discount WHERE invoice_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)
        OR payment_id IN (SELECT id FROM payment WHERE import_batch_id = ?1)",
    "DELETE FROM allocation WHERE invoice_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)
        OR credit_note_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)
        OR payment_id IN (SELECT id FROM payment WHERE import_batch_id = ?1)",
    "DELETE FROM penalty_payment WHERE invoice_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)
        OR payment_id IN (SELECT id FROM payment WHERE import_batch_id = ?1)",
    "DELETE FROM penalty_waiver WHERE invoice_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)",
    "DELETE FROM interruption WHERE invoice_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)",
    "UPDATE bank_line SET state = 'open' WHERE id IN (SELECT m.line_id FROM bank_match m JOIN payment p ON p.id = m.payment_id WHERE p.import_batch_id = ?1)",
    "DELETE FROM payment WHERE import_batch_id = ?1",
    "CREATE TEMP TABLE undone_hold AS SELECT g.hold_id AS id FROM agreement g JOIN agreement_invoice a ON a.agreement_id = g.id
        JOIN invoice i ON i.id = a.invoice_id WHERE i.import_batch_id = ?1
        UNION SELECT o.hold_id FROM proceeding_invoice a JOIN invoice i ON i.id = a.invoice_id
        JOIN proceeding_invoice o ON o.proceeding_id = a.proceeding_id WHERE i.import_batch_id = ?1",
    "CREATE TEMP TABLE undone_term AS SELECT t.reminder_id AS id FROM reminder_term t JOIN agreement g ON g.id = t.agreement_id
        WHERE g.hold_id IN (SELECT id FROM undone_hold)",
    "DELETE FROM dispatch WHERE reminder_id IN (SELECT id FROM undone_term)",
    "DELETE FROM reminder WHERE id IN (SELECT id FROM undone_term)",
    "DROP TABLE undone_term",
    "DELETE FROM proceeding WHERE id IN (SELECT a.proceeding_id FROM proceeding_invoice a WHERE a.hold_id IN (SELECT id FROM undone_hold))",
    "DELETE FROM agreement WHERE hold_id IN (SELECT id FROM undone_hold)",
    "DELETE FROM hold_document WHERE hold_id IN (SELECT id FROM undone_hold)
        OR hold_id IN (SELECT h.id FROM hold h JOIN invoice i ON i.id = h.invoice_id WHERE i.import_batch_id = ?1)",
    "DELETE FROM hold WHERE id IN (SELECT id FROM undone_hold) OR invoice_id IN (SELECT id FROM invoice WHERE import_batch_id = ?1)",
    "DROP TABLE undone_hold",
    "CREATE TEMP TABLE undone_document AS SELECT pdf_document_id AS id FROM invoice WHERE import_batch_id = ?1 AND pdf_document_id IS NOT NULL",
    "DELETE FROM invoice WHERE import_batch_id = ?1",
    "DELETE FROM document WHERE id IN (SELECT id FROM undone_document)",
    "DROP TABLE undone_document",
    "CREATE TEMP TABLE undone_client AS SELECT c.id FROM client c WHERE c.import_batch_id = ?1
        AND NOT EXISTS (SELECT 1 FROM invoice WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM payment WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM document WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM client_merge WHERE kept_id = c.id OR gone_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM contact WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM safeguard WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM solvency_check WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM agreement WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM proceeding WHERE client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM reminder WHERE client_id = c.id)",
    "DELETE FROM hold WHERE client_id IN (SELECT id FROM undone_client)",
    "DELETE FROM follow_up WHERE client_id IN (SELECT id FROM undone_client)",
    "DELETE FROM client WHERE id IN (SELECT id FROM undone_client)",
    "DROP TABLE undone_client",
    "UPDATE client SET import_batch_id = NULL WHERE import_batch_id = ?1",
];

impl Tx<'_> {
    /// Remembers an import; what it makes names it.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_import(&mut self, new: &NewBatch) -> Result<ImportId> {
        self.touch(Tag::Ledger);
        let at = instant(self.when.at);
        self.sql.execute(
            "INSERT INTO import_batch (at, file_name, sha256, rows_created, rows_same, rows_changed, rows_refused, clients_created)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (at, new.file_name, new.sha256, new.created, new.same, new.changed, new.refused, new.clients),
        )?;
        Ok(ImportId(self.sql.last_insert_rowid()))
    }

    /// Writes the rows of an import with the triggers set aside: each row is written with the sums and the version that they
    /// would give it, which a test compares. Their mere presence made SQLite copy every page that a row touches, in case it
    /// had to undo the row; that was half of an import's time. Keys and checks stay.
    ///
    /// # Errors
    /// Those of `rows`.
    pub fn import_rows(&mut self, rows: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        self.sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        let written = rows(self);
        self.sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
        written
    }

    /// Remembers the columns of a header.
    ///
    /// # Errors
    /// The disk's.
    pub fn save_mapping(&mut self, header_key: &str, mapping: &str) -> Result<()> {
        let at = instant(self.when.at);
        self.sql.execute(
            "INSERT INTO import_mapping (header_key, mapping, used_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (header_key) DO UPDATE SET mapping = ?2, used_at = ?3",
            (header_key, mapping, at),
        )?;
        Ok(())
    }

    /// Never proposes these bytes again, or proposes them again.
    ///
    /// # Errors
    /// The disk's.
    pub fn dismiss_file(&mut self, sha256: &str, dismissed: bool) -> Result<()> {
        self.touch(Tag::Settings);
        if dismissed {
            let at = instant(self.when.at);
            self.sql.execute("INSERT OR IGNORE INTO dismissed_file (sha256, dismissed_at) VALUES (?, ?)", (sha256, at))?;
        } else {
            self.sql.execute("DELETE FROM dismissed_file WHERE sha256 = ?", [sha256])?;
        }
        Ok(())
    }

    /// Takes an import back: deletes everything it made. The caller has checked that nothing was sent from it.
    ///
    /// # Errors
    /// The disk's.
    pub fn undo_import(&mut self, id: ImportId) -> Result<()> {
        for tag in [Tag::Ledger, Tag::Plan, Tag::Outbox] {
            self.touch(tag);
        }
        self.expect_many_rows()?;
        self.forget_words();
        for statement in UNDO {
            let mut statement = self.sql.prepare(statement)?;
            match statement.parameter_count() {
                0 => statement.execute([])?,
                _ => statement.execute([id.0])?,
            };
        }
        self.sql.execute("UPDATE import_batch SET undone_at = ? WHERE id = ?", (instant(self.when.at), id.0))?;
        Ok(())
    }
}
