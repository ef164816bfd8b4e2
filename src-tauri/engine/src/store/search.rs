//! The words of invoices, kept beside them: number, client, subject.
use super::Tx;
use super::invoice_list::OPEN;
use crate::error::Result;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::text::fold;
use rusqlite::{Connection, ToSql};

/// Words of a query, at most so many: a pasted page is no search.
const MOST_WORDS: usize = 8;

/// What was typed, as the index reads it: each word quoted, each the start of a word. `None` when nothing is left of it.
pub fn pattern(typed: &str) -> Option<String> {
    let folded = fold(typed);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST_WORDS);
    let pattern: Vec<String> = words.map(|word| format!("\"{word}\"*")).collect();
    (!pattern.is_empty()).then(|| pattern.join(" "))
}

/// Invoices that hold every word of `typed`, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn invoices(conn: &Connection, typed: &str, limit: u32) -> Result<Vec<InvoiceId>> {
    let Some(pattern) = pattern(typed) else { return Ok(Vec::new()) };
    let mut query = conn.prepare_cached("SELECT rowid FROM invoice_search WHERE invoice_search MATCH ? ORDER BY rowid DESC LIMIT ?")?;
    let rows = query.query_map((pattern, limit), |row| Ok(InvoiceId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A client found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundClient {
    /// His identity.
    pub id: ClientId,
    /// His name.
    pub name: String,
    /// His town.
    pub city: String,
    /// Owed.
    pub balance: Cents,
}

/// Clients whose name, e-mail or SIREN holds every word of `typed`: those whose name starts with it first.
///
/// # Errors
/// When the base cannot be read.
pub fn clients(conn: &Connection, typed: &str, limit: u32) -> Result<Vec<FoundClient>> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<&dyn ToSql> = vec![&folded, &limit];
    let mut matches = String::new();
    for word in &words {
        values.push(word);
        matches.push_str(&format!(" AND instr(c.folded || ' ' || lower(c.email) || ' ' || c.siren, ?{}) > 0", values.len()));
    }
    let mut query = conn.prepare_cached(&format!(
        "SELECT f.id, f.name, f.city, IFNULL((SELECT SUM(i.total_cents - i.settled_cents) FROM invoice i WHERE {OPEN} AND i.client_id = f.id), 0)
         FROM (SELECT c.id, c.name, c.city, c.folded FROM client c WHERE c.archived_at IS NULL{matches}
               ORDER BY instr(c.folded, ?1) <> 1, c.folded, c.id LIMIT ?2) f"
    ))?;
    let rows = query.query_map(values.as_slice(), |row| {
        Ok(FoundClient { id: ClientId(row.get(0)?), name: row.get(1)?, city: row.get(2)?, balance: Cents(row.get(3)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Puts the folded words of a new invoice in the index.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn index_new_invoice(&mut self, id: InvoiceId, number: &str, client: &str, subject: &str) -> Result<()> {
        self.sql
            .prepare_cached("INSERT INTO invoice_search (rowid, number, client, subject) VALUES (?, ?, ?, ?)")?
            .execute((id.0, number, client, subject))?;
        Ok(())
    }

    /// Puts the words of a changed invoice in the index, in place of the old ones.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn index_invoice(&mut self, id: InvoiceId) -> Result<()> {
        self.unindex_invoice(id)?;
        let words: (String, String, String) = self.sql.query_row(
            "SELECT i.number, c.name, i.subject FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.id = ?",
            [id.0],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        self.index_new_invoice(id, &fold(&words.0), &fold(&words.1), &fold(&words.2))
    }

    /// The same for all of a client's, after he was renamed.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn index_invoices_of(&mut self, client: ClientId) -> Result<()> {
        let ids: Vec<i64> = {
            let mut query = self.sql.prepare("SELECT id FROM invoice WHERE client_id = ?")?;
            query.query_map([client.0], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        ids.into_iter().try_for_each(|id| self.index_invoice(InvoiceId(id)))
    }

    /// Takes an invoice out of the index.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn unindex_invoice(&mut self, id: InvoiceId) -> Result<()> {
        self.sql.execute("DELETE FROM invoice_search WHERE rowid = ?", [id.0])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_are_quoted_and_cannot_be_read_as_a_language() {
        assert_eq!(pattern("Dupré OR number:*").as_deref(), Some("\"dupre\"* \"or\"* \"number\"*"));
        assert_eq!(pattern("F-2026/014").as_deref(), Some("\"f\"* \"2026\"* \"014\"*"));
        assert_eq!(pattern(" \"'()*^ "), None, "nothing is left to look for");
        assert_eq!(pattern(&"a ".repeat(100)).map(|text| text.matches('a').count()), Some(MOST_WORDS));
    }
}
