//! What may be past its retention, with the day from which each is kept: the rule judges.
use super::held::{LIVE, ON_ITS_WAY, no_case_of};
use crate::error::Result;
use crate::store::day;
use echu_core::privacy::{Dated, PurgeKind};
use rusqlite::Connection;

/// A client with nothing that runs, as a condition on `c`.
fn quiet() -> String {
    format!(
        "c.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.client_id = c.id AND {LIVE}) AND {}
         AND NOT EXISTS (SELECT 1 FROM reminder r JOIN dispatch d ON d.reminder_id = r.id WHERE r.client_id = c.id AND {ON_ITS_WAY})",
        no_case_of("= c.id")
    )
}

/// The last day something happened between the client and the user.
const LAST: &str = "(SELECT MAX(d) FROM (SELECT substr(c.created_at, 1, 10) AS d
    UNION ALL SELECT MAX(on_day) FROM contact WHERE client_id = c.id
    UNION ALL SELECT MAX(issued_on) FROM invoice WHERE client_id = c.id
    UNION ALL SELECT MAX(due_on) FROM invoice WHERE client_id = c.id
    UNION ALL SELECT MAX(received_on) FROM payment WHERE client_id = c.id))";

/// The last day something was settled or given up of the client's; else that of his last invoice.
const SETTLED_ON: &str = "IFNULL((SELECT MAX(d) FROM (SELECT MAX(received_on) AS d FROM payment WHERE client_id = c.id
    UNION ALL SELECT MAX(written_off_on) FROM invoice WHERE client_id = c.id
    UNION ALL SELECT MAX(issued_on) FROM invoice WHERE client_id = c.id AND kind = 'credit_note')), {last})";

/// The day of the last note that was written of the client; none when no note of his bears one.
const LAST_NOTE: &str = "(SELECT MAX(d) FROM (SELECT MAX(from_on) AS d FROM hold WHERE client_id = c.id AND note NOT IN ('', '[effacé]')
    UNION ALL SELECT MAX(on_day) FROM contact WHERE client_id = c.id AND note NOT IN ('', '[effacé]')
    UNION ALL SELECT MAX(checked_on) FROM solvency_check WHERE client_id = c.id AND finding <> '[effacé]'
    UNION ALL SELECT MAX(IFNULL(closed_on, opened_on)) FROM proceeding WHERE client_id = c.id AND note NOT IN ('', '[effacé]')))";

/// What a kind of purge may take away.
///
/// # Errors
/// When the base cannot be read.
pub fn candidates(conn: &Connection, kind: PurgeKind) -> Result<Vec<Dated>> {
    let (settled, quiet) = (SETTLED_ON.replace("{last}", LAST), quiet());
    let sql = match kind {
        PurgeKind::Contacts => format!(
            "SELECT c.id, c.name, {LAST} FROM client c
             WHERE {quiet} AND (c.contact_name <> '' OR c.email <> '' OR c.email_copies <> '' OR c.phone <> '')"
        ),
        PurgeKind::Messages => format!(
            "SELECT r.id, c.name, MAX({settled}, substr(r.created_at, 1, 10)) FROM reminder r JOIN client c ON c.id = r.client_id
             WHERE {quiet} AND r.state IN ('done', 'cancelled') AND r.body <> '[effacé]'"
        ),
        PurgeKind::Notes => format!(
            "SELECT c.id, c.name, MAX({settled}, IFNULL({LAST_NOTE}, '')) FROM client c WHERE {quiet} AND (c.note <> ''
                OR EXISTS (SELECT 1 FROM hold h WHERE h.client_id = c.id AND h.note NOT IN ('', '[effacé]'))
                OR EXISTS (SELECT 1 FROM contact t WHERE t.client_id = c.id AND t.note NOT IN ('', '[effacé]'))
                OR EXISTS (SELECT 1 FROM solvency_check s WHERE s.client_id = c.id AND s.finding <> '[effacé]')
                OR EXISTS (SELECT 1 FROM proceeding g WHERE g.client_id = c.id AND g.note NOT IN ('', '[effacé]')))"
        ),
        PurgeKind::BankLines => "SELECT b.id, b.counterparty, b.booked_on FROM bank_line b
             WHERE b.state <> 'matched' AND (b.label <> '[effacé]' OR b.counterparty <> '' OR b.counterparty_iban <> '')"
            .to_owned(),
        // The identity of a consumer goes with the last of what his accounts name him for.
        PurgeKind::Invoices => format!(
            "SELECT id, name, MIN(since) FROM (
                 SELECT i.id AS id, c.name AS name, i.issued_on AS since FROM invoice i JOIN client c ON c.id = i.client_id
                 WHERE NOT ({LIVE}) AND (i.pdf_document_id IS NOT NULL OR i.subject <> '' OR i.purchase_order <> '')
                 UNION ALL
                 SELECT (SELECT n.id FROM invoice n WHERE n.client_id = c.id ORDER BY n.issued_on DESC, n.id DESC LIMIT 1), c.name,
                        MAX((SELECT MAX(issued_on) FROM invoice WHERE client_id = c.id),
                            IFNULL((SELECT MAX(received_on) FROM payment WHERE client_id = c.id), ''))
                 FROM client c WHERE {quiet} AND c.debtor_kind = 'consumer' AND c.name NOT LIKE 'Personne effacée%'
                   AND EXISTS (SELECT 1 FROM invoice n WHERE n.client_id = c.id))
             GROUP BY id"
        ),
    };
    let mut query = conn.prepare(&sql)?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Dated { id: row.get(0)?, whose: row.get(1)?, from: day(&row.get::<_, String>(2)?)? });
    }
    Ok(found)
}
