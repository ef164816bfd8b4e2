//! What the search box finds first: clients, then invoices.
use super::invoice_list::OPEN;
use super::words::MOST_WORDS;
use crate::error::Result;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use echu_core::text::fold;
use rusqlite::{Connection, ToSql};

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
         FROM (SELECT c.id, c.folded, instr(c.folded, ?1) <> 1 AS inside FROM client c WHERE c.archived_at IS NULL{matches}
               ORDER BY inside, c.folded, c.id LIMIT ?2) page CROSS JOIN client f ON f.id = page.id ORDER BY page.inside, page.folded, page.id"
    ))?;
    let rows = query.query_map(values.as_slice(), |row| {
        Ok(FoundClient { id: ClientId(row.get(0)?), name: row.get(1)?, city: row.get(2)?, balance: Cents(row.get(3)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
