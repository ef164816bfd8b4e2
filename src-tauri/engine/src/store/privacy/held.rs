//! What is held of a client on a day, for the rule of an erasure.
use crate::error::Result;
use crate::store::merges::BEHIND;
use crate::store::penalties;
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use echu_core::privacy::{Copies, Counts, Held, LiveClaim, Subject, YearEnd};
use rusqlite::Connection;

/// A principal that still runs, as a condition on `i`. One that was given up no longer does; one that was set aside still does.
pub(super) const LIVE: &str = "i.kind = 'invoice' AND i.written_off_on IS NULL AND i.settled_cents < i.total_cents";

/// The clients of a list in JSON, `?1`, as the end of a condition on a client.
const LISTED: &str = "IN (SELECT value FROM json_each(?1))";

/// An invoice that still runs, as a condition on `i`: its principal, or its penalties, of which `?2` is the list in JSON
/// ([`penalties::claimed`]).
pub(super) fn runs() -> String {
    format!("(({LIVE}) OR i.id IN (SELECT value FROM json_each(?2)))")
}

/// No case of these clients is open and none of their échéanciers stands, as a condition: what such a case needs stays, even of an invoice
/// that was given up. `whose`: the end of a condition on a client.
pub(super) fn no_case_of(whose: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM proceeding o WHERE o.client_id {whose} AND o.closed_on IS NULL)
         AND NOT EXISTS (SELECT 1 FROM agreement o JOIN hold oh ON oh.id = o.hold_id WHERE o.client_id {whose} AND oh.released_on IS NULL)"
    )
}

/// The same of clients `?1` (a list in JSON).
pub(super) fn no_case() -> String {
    no_case_of(LISTED)
}

/// A hold of clients `?1` that is over, of an invoice that no longer runs (`?2`: [`runs`]), while no case is open, as a condition on `hold`.
/// One of all the invoices of a client is not over while anything runs.
pub(super) fn hold_over() -> String {
    format!(
        "released_on IS NOT NULL AND invoice_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = hold.invoice_id AND {}) AND {}",
        runs(),
        no_case()
    )
}

/// A message or a letter of clients `?1` (a list in JSON) whose matter is settled: none of its invoices still runs (`?2`: [`runs`]), nothing
/// of it waits, and no case is open.
pub(super) fn settled() -> String {
    format!(
        "r.client_id {LISTED} AND r.state IN ('done', 'cancelled')
         AND NOT EXISTS (SELECT 1 FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.reminder_id = r.id AND {runs})
         AND NOT EXISTS (SELECT 1 FROM reminder_term t JOIN agreement_invoice a ON a.agreement_id = t.agreement_id
                           JOIN invoice i ON i.id = a.invoice_id WHERE t.reminder_id = r.id AND {runs})
         AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.reminder_id = r.id AND {ON_ITS_WAY}) AND {}",
        no_case(),
        runs = runs()
    )
}

/// A sending that waits, is on its way or is in doubt, as a condition on `d`.
pub(super) const ON_ITS_WAY: &str = "d.state IN ('queued', 'sending', 'engaged', 'deferred', 'uncertain', 'needs_review')";

/// The notes of clients `?1` that leave at once, counted; `?3` is 1 when nothing of theirs still runs; `{over}`: a hold that is over.
const NOTES: &str = "SELECT
    (SELECT COUNT(*) FROM client WHERE id IN (SELECT value FROM json_each(?1)) AND note <> '')
  + (SELECT COUNT(*) FROM hold WHERE client_id IN (SELECT value FROM json_each(?1)) AND note NOT IN ('', '[effacé]') AND (?3 OR ({over})))
  + (SELECT COUNT(*) FROM contact WHERE client_id IN (SELECT value FROM json_each(?1)) AND note NOT IN ('', '[effacé]') AND ?3)
  + (SELECT COUNT(*) FROM payment WHERE client_id IN (SELECT value FROM json_each(?1)) AND cancel_note NOT IN ('', '[effacé]'))
  + (SELECT COUNT(*) FROM solvency_check WHERE client_id IN (SELECT value FROM json_each(?1)) AND finding <> '[effacé]' AND ?3)
  + (SELECT COUNT(*) FROM proceeding WHERE client_id IN (SELECT value FROM json_each(?1)) AND note NOT IN ('', '[effacé]') AND ?3)";

/// What else of clients `?1` an erasure takes away, counted.
const WORDS: &str = "SELECT
    (SELECT IFNULL(SUM((name NOT LIKE 'Personne effacée%') + (address_street <> '' OR postcode <> '') + (contact_name <> '') + (email <> '')
            + (email_copies <> '') + (phone <> '')), 0) FROM client WHERE id IN (SELECT value FROM json_each(?1)))
  + (SELECT COUNT(*) FROM reminder WHERE client_id IN (SELECT value FROM json_each(?1)) AND state <> 'cancelled')
  + (SELECT COUNT(*) FROM reminder WHERE client_id IN (SELECT value FROM json_each(?1)) AND body <> '[effacé]')
  + (SELECT COUNT(*) FROM document WHERE client_id IN (SELECT value FROM json_each(?1)) AND erased_on IS NULL)
  + (SELECT COUNT(*) FROM invoice WHERE client_id IN (SELECT value FROM json_each(?1)) AND (subject <> '' OR purchase_order <> ''))
  + (SELECT COUNT(*) FROM event WHERE client_id IN (SELECT value FROM json_each(?1)) AND former_sha256 = '')";

/// The cards of a client, as a list in JSON.
pub(super) fn card_list(conn: &Connection, client: ClientId) -> Result<String> {
    let behind = BEHIND.replace("{id}", "?1");
    Ok(conn
        .prepare_cached(&format!("SELECT json_group_array(id) FROM client WHERE id IN {behind}"))?
        .query_row([client.0], |row| row.get(0))?)
}

/// The invoices of clients `cards` whose penalties were claimed and are still due on a day, as a list in JSON.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn claimed_list(conn: &Connection, cards: &str, today: NaiveDate) -> Result<String> {
    let ids: Vec<i64> = penalties::claimed(conn, cards, today)?.into_iter().map(|one| one.invoice.0).collect();
    Ok(serde_json::to_string(&ids)?)
}

/// True while a claim, a case or an échéancier of a client runs.
///
/// # Errors
/// When the base cannot be read.
pub fn is_live(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<bool> {
    let cards = card_list(conn, client)?;
    Ok(!live(conn, &cards, today)?.is_empty() || case_open(conn, &cards)?)
}

/// Principals that run, oldest first, then penalties claimed on invoices that are paid.
fn live(conn: &Connection, cards: &str, today: NaiveDate) -> Result<Vec<LiveClaim>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.number, i.total_cents - i.settled_cents FROM invoice i WHERE {LIVE} AND i.client_id {LISTED} ORDER BY i.issued_on, i.id"
    ))?;
    let rows = query.query_map([cards], |row| Ok(LiveClaim::Principal { number: row.get(0)?, balance: Cents(row.get(1)?) }))?;
    let mut live: Vec<LiveClaim> = rows.collect::<Result<_, _>>()?;
    live.extend(penalties::claimed(conn, cards, today)?.into_iter().map(|one| LiveClaim::Penalties { number: one.number, left: one.left }));
    Ok(live)
}

fn case_open(conn: &Connection, cards: &str) -> Result<bool> {
    Ok(conn.prepare_cached(&format!("SELECT NOT ({})", no_case()))?.query_row([cards], |row| row.get(0))?)
}

/// True when a message to a client waits in the outbox, is on its way or is in doubt, or a frozen letter waits to be posted.
///
/// # Errors
/// When the base cannot be read.
pub fn waits_to_leave(conn: &Connection, client: ClientId) -> Result<bool> {
    let cards = card_list(conn, client)?;
    let waits = conn
        .prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM dispatch d JOIN reminder r ON r.id = d.reminder_id WHERE r.client_id {LISTED} AND {ON_ITS_WAY})
                 OR EXISTS (SELECT 1 FROM letter l JOIN reminder r ON r.id = l.reminder_id WHERE r.client_id {LISTED}
                              AND l.state = 'frozen' AND r.state = 'approved')"
        ))?
        .query_row([cards], |row| row.get(0))?;
    Ok(waits)
}

/// What is held of a client. Its copies are not of the base: their number is given.
///
/// # Errors
/// When the base cannot be read.
pub fn held(conn: &Connection, client: ClientId, subject: Subject, year_end: YearEnd, copies: Copies, today: NaiveDate) -> Result<Held> {
    let cards = card_list(conn, client)?;
    let (live, case_open) = (live(conn, &cards, today)?, case_open(conn, &cards)?);
    let claimed = claimed_list(conn, &cards, today)?;
    let whole = live.is_empty() && !case_open;
    let one = |sql: &str| -> Result<u32> { Ok(conn.prepare_cached(sql)?.query_row([&cards], |row| row.get(0))?) };
    let (contact_lines, has_address): (u32, bool) = conn
        .prepare_cached(
            "SELECT IFNULL(SUM((contact_name <> '') + (email <> '') + (email_copies <> '') + (phone <> '')), 0),
                    IFNULL(MAX(address_street <> '' OR postcode <> ''), 0) FROM client WHERE id IN (SELECT value FROM json_each(?1))",
        )?
        .query_row([&cards], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let last: Option<String> = conn
        .prepare_cached(
            "SELECT MAX(d) FROM (SELECT MAX(issued_on) AS d FROM invoice WHERE client_id IN (SELECT value FROM json_each(?1))
             UNION ALL SELECT MAX(received_on) FROM payment WHERE client_id IN (SELECT value FROM json_each(?1)))",
        )?
        .query_row([&cards], |row| row.get(0))?;
    let settled = |and: &str| -> Result<u32> {
        let sql = format!("SELECT COUNT(*) FROM reminder r WHERE {}{and}", settled());
        Ok(conn.prepare_cached(&sql)?.query_row((&cards, &claimed), |row| row.get(0))?)
    };
    let all = one("SELECT COUNT(*) FROM reminder WHERE client_id IN (SELECT value FROM json_each(?1)) AND state IN ('done', 'approved')")?;
    let counts = Counts {
        contact_lines,
        has_address,
        notes: notes(conn, &cards, &claimed, whole)?,
        settled_messages: settled(" AND r.body <> '[effacé]'")?,
        live_messages: all.saturating_sub(settled("")?),
        papers: one("SELECT COUNT(*) FROM document d WHERE d.client_id IN (SELECT value FROM json_each(?1)) AND d.kind <> 'invoice'
             AND d.erased_on IS NULL AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.document_id = d.id)")?,
        invoices: one("SELECT COUNT(*) FROM invoice WHERE client_id IN (SELECT value FROM json_each(?1))")?,
        payments: one("SELECT COUNT(*) FROM payment WHERE client_id IN (SELECT value FROM json_each(?1))")?,
        ibans: one(
            "SELECT COUNT(DISTINCT b.id) FROM bank_line b JOIN bank_match m ON m.line_id = b.id JOIN payment p ON p.id = m.payment_id
             WHERE p.client_id IN (SELECT value FROM json_each(?1)) AND b.counterparty_iban <> '' AND instr(b.counterparty_iban, '…') = 0",
        )?,
        events: one("SELECT COUNT(*) FROM event WHERE client_id IN (SELECT value FROM json_each(?1)) AND former_sha256 = ''")?,
        copies,
    };
    let last_accounted = last.map(|text| day_of(&text)).transpose()?;
    Ok(Held { subject, live, case_open, last_accounted, counts, year_end, today })
}

/// How much of a client an erasure would still take away, told by a number that falls when it takes some.
///
/// # Errors
/// When the base cannot be read.
pub fn words_left(conn: &Connection, client: ClientId) -> Result<i64> {
    let cards = card_list(conn, client)?;
    // With everything counted, which invoices still run does not matter.
    let notes = i64::from(notes(conn, &cards, "[]", true)?);
    let rest: i64 = conn.prepare_cached(WORDS)?.query_row([&cards], |row| row.get(0))?;
    Ok(notes + rest)
}

fn notes(conn: &Connection, cards: &str, claimed: &str, whole: bool) -> Result<u32> {
    Ok(conn.prepare_cached(&NOTES.replace("{over}", &hold_over()))?.query_row((cards, claimed, whole), |row| row.get(0))?)
}

fn day_of(text: &str) -> Result<NaiveDate> {
    Ok(crate::store::day(text)?)
}
