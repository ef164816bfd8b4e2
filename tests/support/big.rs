//! A large base made quickly, by SQL: for the benchmarks, where a hundred thousand calls would take the day.
use rusqlite::Connection;
use std::path::Path;

/// How large.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Clients.
    pub clients: u32,
    /// Invoices, open ones included.
    pub invoices: u32,
    /// Invoices still owed, spread over the clients; about half of them late.
    pub open: u32,
}

/// The size the figures are given for.
pub const LARGE: Size = Size { clients: 5_000, invoices: 100_000, open: 8_000 };

/// Fills the empty base at `path`, which an app has made and may hold open. `today` is the day of the clock.
///
/// # Panics
/// When the base cannot be written.
pub fn fill(path: &Path, today: &str, size: Size) {
    let mut conn = Connection::open(path).expect("open the base");
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;").expect("hurry");
    let tx = conn.transaction().expect("a transaction");
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)";
    tx.execute(
        &format!(
            "{numbers} INSERT INTO client (name, debtor_kind, email, phone, address_street, postcode, city, folded, created_at)
             SELECT 'Client ' || w || ' ' || i, IIF(i % 12 = 0, 'consumer', IIF(i % 17 = 0, 'public_body', 'business')),
                    'c' || i || '@client.example', '0200000000', '1 RUE DU PORT', '35000', 'RENNES', lower('client ' || w || ' ' || i), '2025-01-01T00:00:00Z'
             FROM (SELECT i, substr('DupontLerouxMorvanKerlanAubertPerrin', 1 + (i % 6) * 6, 6) AS w FROM n)"
        ),
        [size.clients],
    )
    .expect("clients");
    // Open invoices are the last ones, due from seventy days ago to seventy days ahead; the others fell due over ten years.
    tx.execute(
        &format!(
            "{numbers} INSERT INTO invoice (client_id, number, number_key, identity, issued_on, due_on, total_cents, subject, created_at)
             SELECT 1 + i % ?2, printf('F-%06d', i), printf('F-%06d', i), printf('%064d', i), date(due, '-30 days'), due,
                    10000 + (i * 7919) % 900000, 'Intervention ' || (i % 40), '2025-01-01T00:00:00Z'
             FROM (SELECT i, IIF(i > ?1 - ?3, date(?4, (70 - i % 140) || ' days'), date(?4, (-40 - i % 3610) || ' days')) AS due FROM n)"
        ),
        (size.invoices, size.clients, size.open, today),
    )
    .expect("invoices");
    let settled = size.invoices - size.open;
    // The sums are written below in one go: the triggers would do the same work a row at a time.
    let triggers: Vec<(String, String)> = tx
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('payment', 'allocation')")
        .and_then(|mut query| query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("the triggers");
    for (name, _) in &triggers {
        tx.execute_batch(&format!("DROP TRIGGER {name}")).expect("set a trigger aside");
    }
    tx.execute(
        "INSERT INTO payment (id, client_id, received_on, amount_cents, allocated_cents, created_at)
         SELECT id, client_id, due_on, total_cents, total_cents, created_at FROM invoice WHERE id <= ?",
        [settled],
    )
    .expect("payments");
    tx.execute("INSERT INTO allocation (invoice_id, payment_id, amount_cents) SELECT id, id, amount_cents FROM payment", [])
        .expect("allocations");
    tx.execute("UPDATE invoice SET settled_cents = total_cents WHERE id <= ?", [settled]).expect("sums");
    for (_, sql) in &triggers {
        tx.execute_batch(sql).expect("put a trigger back");
    }
    // No statistics: a real base has none either, and the plans of the queries must be right without them.
    tx.commit().expect("commit");
}
