//! A statement taken back: one read wrong, or of another account.
use super::StoredStatement;
use crate::error::Result;
use crate::store::{Tag, Tx};
use echu_core::bank::bare_account;
use echu_core::ids::StatementId;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The statements that brought a movement which is tied to a payment.
///
/// # Errors
/// When the base cannot be read.
pub fn tied(conn: &Connection) -> Result<BTreeSet<StatementId>> {
    let mut query = conn.prepare_cached("SELECT DISTINCT statement_id FROM bank_line WHERE state = 'matched'")?;
    Ok(query.query_map([], |row| Ok(StatementId(row.get(0)?)))?.collect::<Result<_, _>>()?)
}

/// True when a later statement of the same account found some of its movements there already: they would be in neither.
pub fn is_leant_on(one: &StoredStatement, all: &[StoredStatement]) -> bool {
    let account = bare_account(&one.account);
    all.iter().any(|other| other.id > one.id && other.lines_known > 0 && bare_account(&other.account) == account)
}

impl Tx<'_> {
    /// Takes a statement and its movements away; none of them is tied.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove_statement(&mut self, id: StatementId) -> Result<()> {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
        self.sql.execute("DELETE FROM bank_line WHERE statement_id = ?", [id.0])?;
        self.sql.execute("DELETE FROM bank_statement WHERE id = ?", [id.0])?;
        Ok(())
    }
}
