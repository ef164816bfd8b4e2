//! A fact of the history as an evidence file chains it, and its erasure: the words leave, the digest of what it said stays.
use super::{Tag, Tx, hex};
use crate::error::Result;
use echu_core::timeline::EventKind;
use rusqlite::Row;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The columns that [`Fact`] reads, in order.
pub const COLUMNS: &str = "e.id, e.at, e.on_day, e.actor, e.op, e.data, e.former_sha256";

/// A fact as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its number in the base.
    pub seq: i64,
    at: String,
    on: String,
    actor: String,
    /// Its kind.
    pub op: String,
    data: String,
    /// Of its line before its words were erased, hex; empty while they are there.
    former: String,
}

#[derive(Serialize)]
struct Line<'a> {
    seq: i64,
    at: &'a str,
    on: &'a str,
    actor: &'a str,
    op: &'a str,
    data: serde_json::Value,
}

impl Fact {
    /// Reads the row of a query of [`COLUMNS`].
    ///
    /// # Errors
    /// When a column is not what it should be.
    pub fn of(row: &Row) -> rusqlite::Result<Fact> {
        Ok(Fact {
            seq: row.get(0)?,
            at: row.get(1)?,
            on: row.get(2)?,
            actor: row.get(3)?,
            op: row.get(4)?,
            data: row.get(5)?,
            former: row.get(6)?,
        })
    }

    /// Its line.
    ///
    /// # Errors
    /// When what is stored is not JSON.
    pub fn line(&self) -> Result<String> {
        let data = serde_json::from_str(&self.data)?;
        Ok(serde_json::to_string(&Line { seq: self.seq, at: &self.at, on: &self.on, actor: &self.actor, op: &self.op, data })?)
    }

    /// The digest that the chain takes of it, hex: of its line, or of what its line was before its words were erased. A file handed
    /// over before an erasure so has the same head as one made after.
    ///
    /// # Errors
    /// As [`Fact::line`].
    pub fn digest(&self) -> Result<String> {
        if self.former.is_empty() { Ok(hex(&Sha256::digest(self.line()?.as_bytes()))) } else { Ok(self.former.clone()) }
    }

    /// True when its words were erased.
    pub fn is_erased(&self) -> bool {
        !self.former.is_empty()
    }
}

impl Tx<'_> {
    /// Takes the personal words out of the facts that `which` names, as a condition on `e`; gives how many had some.
    ///
    /// # Errors
    /// The disk's, or a fact that this version does not read: nothing is then written.
    pub(super) fn erase_facts(&mut self, which: &str, params: impl rusqlite::Params) -> Result<u32> {
        let facts: Vec<Fact> = {
            let mut query = self.sql.prepare(&format!("SELECT {COLUMNS} FROM event e WHERE e.former_sha256 = '' AND ({which})"))?;
            query.query_map(params, Fact::of)?.collect::<Result<_, _>>()?
        };
        let mut erased = 0;
        for fact in facts {
            let said: EventKind = serde_json::from_str(&fact.data)?;
            let mut left = said.clone();
            left.erase_words();
            if left != said {
                self.sql.prepare_cached("UPDATE event SET data = ?, former_sha256 = ? WHERE id = ?")?.execute((
                    serde_json::to_string(&left)?,
                    fact.digest()?,
                    fact.seq,
                ))?;
                erased += 1;
            }
        }
        self.touch(Tag::Timeline);
        Ok(erased)
    }
}
