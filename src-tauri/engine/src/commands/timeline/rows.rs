//! The lines of a client's history: what was recorded, and what his invoices and payments say of themselves, so that an
//! import of thousands of invoices needs no event for each.
use super::TimelineRow;
use crate::error::Result;
use crate::store::day;
use crate::store::due_parts::FIRST_DUE;
use crate::store::merges::BEHIND;
use echu_core::ids::{ClientId, DispatchId, DocumentId, InvoiceId};
use echu_core::money::Cents;
use echu_core::text::{euros, long_date};
use echu_core::timeline::{EventKind, Side};
use rusqlite::Connection;

/// Every line of a client, newest first.
pub(crate) fn of(conn: &Connection, client: ClientId, proofs_only: bool) -> Result<Vec<TimelineRow>> {
    let mut rows = events(conn, client)?;
    rows.extend(invoices(conn, client)?);
    rows.extend(payments(conn, client)?);
    rows.retain(|row| !proofs_only || row.proof);
    // Newest first; on one day, what has an hour first, latest hour first, then the documents of that day.
    rows.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| b.at.cmp(&a.at)));
    Ok(rows)
}

/// The lines that are about an invoice, newest first: its own, and the messages and letters that name it.
pub(crate) fn of_invoice(conn: &Connection, client: ClientId, invoice: InvoiceId) -> Result<Vec<TimelineRow>> {
    let mut query = conn.prepare_cached(
        "SELECT d.id, NULL FROM dispatch d JOIN reminder_line l ON l.reminder_id = d.reminder_id WHERE l.invoice_id = ?1
         UNION ALL SELECT NULL, t.document_id FROM letter t JOIN reminder_line l ON l.reminder_id = t.reminder_id WHERE l.invoice_id = ?1
         UNION ALL SELECT NULL, p.document_id FROM letter_proof p JOIN letter t ON t.id = p.letter_id
            JOIN reminder_line l ON l.reminder_id = t.reminder_id WHERE l.invoice_id = ?1",
    )?;
    let named: Vec<(Option<i64>, Option<i64>)> =
        query.query_map([invoice.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let names = |row: &TimelineRow| {
        let dispatch = row.dispatch_id.map(|id| id.0);
        let document = row.document_id.map(|id| id.0);
        named.iter().any(|one| (one.0.is_some() && one.0 == dispatch) || (one.1.is_some() && one.1 == document))
    };
    let mut rows = of(conn, client, false)?;
    rows.retain(|row| row.invoice_id == Some(invoice) || (row.invoice_id.is_none() && names(row)));
    Ok(rows)
}

fn side(side: Side) -> String {
    match side {
        Side::Client => "client",
        Side::Us => "us",
        Side::Centre => "centre",
    }
    .to_owned()
}

fn events(conn: &Connection, client: ClientId) -> Result<Vec<TimelineRow>> {
    // What was recorded of a card united with his is his history too: events are never changed.
    let behind = BEHIND.replace("{id}", "?1");
    let mut query = conn.prepare_cached(&format!(
        "SELECT e.on_day, e.at, e.op, e.data, e.invoice_id,
                CASE e.op WHEN 'letter_proof' THEN
                    (SELECT p.document_id FROM letter l JOIN letter_proof p ON p.letter_id = l.id AND p.removed_at IS NULL
                     JOIN document d ON d.id = p.document_id AND d.sha256 = json_extract(e.data, '$.sha256') WHERE l.reminder_id = e.reminder_id)
                ELSE (SELECT l.document_id FROM letter l WHERE l.reminder_id = e.reminder_id) END,
                (SELECT d.id FROM dispatch d WHERE d.reminder_id = e.reminder_id AND d.engaged_at IS NOT NULL ORDER BY d.id DESC LIMIT 1),
                (SELECT i.pdf_document_id FROM invoice i WHERE i.id = e.invoice_id), e.reminder_id
         FROM event e WHERE e.client_id IN {behind} ORDER BY e.id DESC",
    ))?;
    let mut found = query.query([client.0])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let (op, data): (String, String) = (row.get(2)?, row.get(3)?);
        // The payment's own line says it better, with what it settles.
        if op == "payment_recorded" || op == "invoice_created" {
            continue;
        }
        let event: EventKind = serde_json::from_str(&data)?;
        let told = event.tell();
        let letter: Option<i64> = row.get(5)?;
        let attached = if op == "pdf_attached" { row.get::<_, Option<i64>>(7)? } else { None };
        rows.push(TimelineRow {
            on: day(&row.get::<_, String>(0)?)?,
            at: row.get(1)?,
            kind: op.clone(),
            title: told.title,
            detail: told.detail,
            side: side(told.side),
            proof: told.proof,
            document_id: letter.filter(|_| op.starts_with("letter_")).or(attached).map(DocumentId),
            dispatch_id: row
                .get::<_, Option<i64>>(6)?
                .filter(|_| matches!(op.as_str(), "reminder_sent" | "term_reminder_sent" | "reminder_uncertain"))
                .map(DispatchId),
            invoice_id: row.get::<_, Option<i64>>(4)?.map(InvoiceId),
            reminder: row.get(8)?,
            payment: false,
        });
    }
    Ok(rows)
}

fn invoices(conn: &Connection, client: ClientId) -> Result<Vec<TimelineRow>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.kind, i.number, i.issued_on, {FIRST_DUE}, i.total_cents, i.pdf_document_id,
                (SELECT COUNT(*) FROM due_part p WHERE p.invoice_id = i.id) FROM invoice i WHERE i.client_id = ?"
    ))?;
    let rows = query.query_map([client.0], |row| {
        let (kind, number, total): (String, String, i64) = (row.get(1)?, row.get(2)?, row.get(5)?);
        let due = row.get::<_, Option<String>>(4)?.map(|text| day(&text)).transpose()?;
        let pdf: Option<i64> = row.get(6)?;
        let credit = kind == "credit_note";
        let parts: u32 = row.get(7)?;
        let detail = match due {
            Some(first) if parts > 0 => format!("{}, en {parts} échéances, la première le {}.", euros(Cents(total)), long_date(first)),
            Some(due) if !credit => format!("{}, à régler le {}.", euros(Cents(total)), long_date(due)),
            _ => format!("{}.", euros(Cents(total))),
        };
        Ok(TimelineRow {
            on: day(&row.get::<_, String>(3)?)?,
            at: String::new(),
            kind: if credit { "credit_note" } else { "invoice" }.to_owned(),
            title: if credit { format!("Avoir {number}") } else { format!("Facture {number}") },
            detail,
            side: side(Side::Us),
            proof: pdf.is_some(),
            document_id: pdf.map(DocumentId),
            dispatch_id: None,
            invoice_id: Some(InvoiceId(row.get(0)?)),
            reminder: None,
            payment: false,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn payments(conn: &Connection, client: ClientId) -> Result<Vec<TimelineRow>> {
    let mut query = conn.prepare_cached(
        "SELECT p.received_on, p.amount_cents, p.reference, p.cancelled_at IS NOT NULL, p.rejected_on, p.allocated_cents = p.amount_cents,
                (SELECT group_concat(i.number, ', ') FROM (SELECT invoice_id FROM allocation WHERE payment_id = p.id
                    UNION SELECT invoice_id FROM penalty_payment WHERE payment_id = p.id) a JOIN invoice i ON i.id = a.invoice_id)
         FROM payment p WHERE p.client_id = ?",
    )?;
    let rows = query.query_map([client.0], |row| {
        let (amount, reference, cancelled): (i64, String, bool) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let (rejected, whole): (Option<String>, bool) = (row.get(4)?, row.get(5)?);
        let numbers: Option<String> = row.get(6)?;
        let placed = match (cancelled, numbers) {
            (true, _) if rejected.is_some() => "Rejeté par la banque.".to_owned(),
            (true, _) => "Annulé.".to_owned(),
            (false, Some(numbers)) if whole => format!("Affecté à {numbers}."),
            (false, Some(numbers)) => format!("Affecté à {numbers}. Le reste est gardé en avance."),
            (false, None) => "Pas encore affecté\u{a0}: gardé en avance.".to_owned(),
        };
        Ok(TimelineRow {
            on: day(&row.get::<_, String>(0)?)?,
            at: String::new(),
            kind: "payment".to_owned(),
            title: format!("Paiement de {}", euros(Cents(amount))),
            detail: format!("{placed} {reference}").trim().to_owned(),
            side: side(Side::Client),
            proof: !cancelled,
            document_id: None,
            dispatch_id: None,
            invoice_id: None,
            reminder: None,
            payment: true,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
