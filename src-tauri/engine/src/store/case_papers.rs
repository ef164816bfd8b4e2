//! The letters of a case: frozen, posted once a person says so, with the files that prove it.
use super::read::{day, maybe_day};
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{DocumentId, ProceedingId, ProceedingStepId};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};

/// A letter of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePaper {
    /// Its identity.
    pub id: i64,
    /// The case.
    pub proceeding: ProceedingId,
    /// The frozen PDF.
    pub document: DocumentId,
    /// Key of its kind.
    pub kind: String,
    /// Our reference.
    pub number: String,
    /// Whom it goes to.
    pub recipient: String,
    /// Declared, or what the matter is about.
    pub total: Cents,
    /// The date printed on it.
    pub dated_on: NaiveDate,
    /// Of the PDF, hex.
    pub sha256: String,
    /// The day it was posted; none when it was not.
    pub posted_on: Option<NaiveDate>,
    /// Of the registered letter, or empty.
    pub tracking: String,
}

/// A letter to keep.
#[derive(Debug, Clone, Copy)]
pub struct NewCasePaper<'a> {
    /// The case.
    pub proceeding: ProceedingId,
    /// The frozen PDF.
    pub document: DocumentId,
    /// Our reference.
    pub number: &'a str,
    /// Whom it goes to.
    pub recipient: &'a str,
    /// Declared, or what the matter is about.
    pub total: Cents,
}

/// A file that proves what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseProof {
    /// Its identity.
    pub id: i64,
    /// The letter.
    pub paper: i64,
    /// The file.
    pub document: DocumentId,
    /// 'deposit', 'receipt', 'returned' or 'other'.
    pub shows: String,
    /// File name shown.
    pub name: String,
    /// Of the file, hex.
    pub sha256: String,
}

const PAPER: &str = "SELECT p.id, p.proceeding_id, p.document_id, d.kind, p.number, p.recipient, p.total_cents, d.dated_on, d.sha256,
        CASE WHEN s.taken_back_at IS NULL THEN s.on_day END AS posted_on, p.tracking_number
    FROM proceeding_paper p JOIN document d ON d.id = p.document_id LEFT JOIN proceeding_step s ON s.id = p.step_id
    WHERE p.set_aside_at IS NULL";

fn paper(row: &Row) -> rusqlite::Result<CasePaper> {
    Ok(CasePaper {
        id: row.get("id")?,
        proceeding: ProceedingId(row.get("proceeding_id")?),
        document: DocumentId(row.get("document_id")?),
        kind: row.get("kind")?,
        number: row.get("number")?,
        recipient: row.get("recipient")?,
        total: Cents(row.get("total_cents")?),
        dated_on: day(row, "dated_on")?,
        sha256: row.get("sha256")?,
        posted_on: maybe_day(row, "posted_on")?,
        tracking: row.get("tracking_number")?,
    })
}

/// The letters of a case, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn of_case(conn: &Connection, case: ProceedingId) -> Result<Vec<CasePaper>> {
    let mut query = conn.prepare_cached(&format!("{PAPER} AND p.proceeding_id = ? ORDER BY p.id"))?;
    Ok(query.query_map([case.0], paper)?.collect::<Result<_, _>>()?)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it was set aside, or never was.
pub fn get(conn: &Connection, id: i64) -> Result<CasePaper> {
    let found = conn.prepare_cached(&format!("{PAPER} AND p.id = ?"))?.query_row([id], paper).optional()?;
    found.ok_or(Error::NotFound { what: "case paper", id })
}

/// The files kept with a letter, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn proofs(conn: &Connection, id: i64) -> Result<Vec<CaseProof>> {
    let mut query = conn.prepare_cached(
        "SELECT p.id, p.paper_id, p.document_id, p.shows, d.name, d.sha256 FROM proceeding_proof p JOIN document d ON d.id = p.document_id
         WHERE p.removed_at IS NULL AND p.paper_id = ? ORDER BY p.id",
    )?;
    let proof = |row: &Row| {
        Ok(CaseProof {
            id: row.get("id")?,
            paper: row.get("paper_id")?,
            document: DocumentId(row.get("document_id")?),
            shows: row.get("shows")?,
            name: row.get("name")?,
            sha256: row.get("sha256")?,
        })
    };
    Ok(query.query_map([id], proof)?.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// The next reference of a letter of a case. What was set aside keeps its own.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn next_case_paper_number(&self) -> Result<String> {
        let year = self.when.today.format("%Y").to_string();
        let last: u32 =
            self.sql.query_row("SELECT COUNT(*) FROM proceeding_paper WHERE number LIKE 'PRO-' || ? || '-%'", [&year], |row| row.get(0))?;
        Ok(format!("PRO-{year}-{:03}", last + 1))
    }

    /// Keeps a frozen letter of a case.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_case_paper(&mut self, new: &NewCasePaper) -> Result<i64> {
        self.touch(Tag::Plan);
        self.sql.execute(
            "INSERT INTO proceeding_paper (proceeding_id, document_id, number, recipient, total_cents, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (new.proceeding.0, new.document.0, new.number, new.recipient, new.total.0, instant(self.when.at)),
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    /// Ties a letter to the step that its posting noted.
    ///
    /// # Errors
    /// The disk's.
    pub fn case_paper_posted(&mut self, id: i64, step: ProceedingStepId, tracking: &str) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE proceeding_paper SET step_id = ?, tracking_number = ? WHERE id = ?", (step.0, tracking, id))?;
        Ok(())
    }

    /// Sets aside a letter that never left.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_case_paper_aside(&mut self, id: i64) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE proceeding_paper SET set_aside_at = ? WHERE id = ?", (instant(self.when.at), id))?;
        Ok(())
    }

    /// Ties a kept file to a letter.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_case_proof(&mut self, paper: i64, document: DocumentId, shows: &str) -> Result<i64> {
        self.touch(Tag::Plan);
        self.sql.execute(
            "INSERT INTO proceeding_proof (paper_id, document_id, shows, created_at) VALUES (?, ?, ?, ?)",
            (paper, document.0, shows, instant(self.when.at)),
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    /// Unties it. The file stays in the base, and the history says both.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was untied already.
    pub fn remove_case_proof(&mut self, paper: i64, id: i64) -> Result<()> {
        self.touch(Tag::Plan);
        let sql = "UPDATE proceeding_proof SET removed_at = ? WHERE id = ? AND paper_id = ? AND removed_at IS NULL";
        let changed = self.sql.execute(sql, (instant(self.when.at), id, paper))?;
        if changed == 1 { Ok(()) } else { Err(Error::NotFound { what: "case proof", id }) }
    }
}
