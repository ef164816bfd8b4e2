//! The history of a client as a chain of digests: one fact cannot be changed, taken out or put in without another head.
//!
//! `head(0)` is sixty-four zeros; `head(n)` is the SHA-256, in hexadecimal, of the text `head(n-1)` followed by the SHA-256, in
//! hexadecimal, of line n without its line end. A fact that the file does not tell has its digest instead of its line. One whose personal words
//! were erased has the digest of the line it was: the head is the same before and after an erasure.
use super::scope::{Bears, Scope};
use crate::error::Result;
use crate::journal::digest_bytes;
use crate::store::history::{COLUMNS, Fact};
use crate::store::merges::BEHIND;
use echu_core::dossier::is_told;
use echu_core::ids::{ClientId, InvoiceId};
use rusqlite::Connection;
use serde::Serialize;

/// The head before the first fact.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The chained history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// `historique.jsonl`.
    pub lines: String,
    /// How many facts, told or not.
    pub events: usize,
    /// Of them, those whose words are left out.
    pub withheld: usize,
    /// The last fact's number in the base; 0 without one.
    pub last: i64,
    /// The head.
    pub head: String,
}

#[derive(Serialize)]
struct Withheld<'a> {
    seq: i64,
    sha256: &'a str,
}

/// The history of a client, oldest first. What is about other invoices, and what only prepares, leaves its digest alone.
///
/// # Errors
/// When the base cannot be read.
pub fn of(conn: &Connection, client: ClientId, scope: &Scope) -> Result<Chain> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, e.invoice_id, e.reminder_id FROM event e WHERE e.client_id IN {behind} ORDER BY e.id"
    ))?;
    let mut rows = query.query([client.0])?;
    let mut chain = Chain { lines: String::new(), events: 0, withheld: 0, last: 0, head: START.to_owned() };
    while let Some(row) = rows.next()? {
        let fact = Fact::of(row)?;
        let (seq, digest) = (fact.seq, fact.digest()?);
        let bears = Bears { invoice: row.get::<_, Option<i64>>(7)?.map(InvoiceId), reminder: row.get(8)?, payment: is_payment(&fact.op) };
        if is_told(&fact.op) && !fact.is_erased() && scope.keeps(bears) {
            chain.lines.push_str(&fact.line()?);
        } else {
            chain.withheld += 1;
            chain.lines.push_str(&serde_json::to_string(&Withheld { seq, sha256: &digest })?);
        }
        chain.lines.push('\n');
        chain.head = digest_bytes(format!("{}{digest}", chain.head).as_bytes());
        chain.events += 1;
        chain.last = seq;
    }
    Ok(chain)
}

/// True for what became of a payment, or of a case before a court: it may be about several invoices, and its facts name them.
pub fn is_payment(op: &str) -> bool {
    op.starts_with("payment_") || op.starts_with("proceeding_")
}
