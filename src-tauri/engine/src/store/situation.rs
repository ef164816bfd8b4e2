//! What the rule of the day reads, in a dozen queries: open invoices and all that bears on them.
use super::dispatches::STATE_TOLD;
use super::read::{debtor_kind, unknown};
use super::{agreements, closures, day, doubts, due_parts, follow_ups, letters};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::dunning::decision::Choice;
use echu_core::dunning::doubles::doubles;
use echu_core::dunning::hold::{DisputeReason, Hold, HoldKind, NOT_RECEIVED, SAID_PAID};
use echu_core::dunning::situation::{
    Contact, ContactKind, Debtor, Done, LiveReminder, LiveStage, ReachProblem, Situation, Skipped, SkippedBy,
};
use echu_core::dunning::{Plan, Review, Step, Tone};
use echu_core::ids::{ClientId, HoldId, InvoiceId, PlanId, ReminderId, StepId};
use echu_core::invoice::{Invoice, InvoiceKind};
use echu_core::money::Cents;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Whose situation is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everyone with an open invoice.
    All,
    /// One client.
    Client(ClientId),
}

impl Scope {
    /// The id the queries filter on; `None` filters nothing.
    fn id(self) -> Option<i64> {
        if let Scope::Client(id) = self { Some(id.0) } else { None }
    }
}

const OPEN: &str = "i.kind = 'invoice' AND i.written_off_on IS NULL AND i.archived_at IS NULL AND i.settled_cents < i.total_cents";

/// Reads the situation of `scope`.
///
/// # Errors
/// When the base cannot be read, or holds a word this version does not know.
pub fn situation(conn: &Connection, scope: Scope) -> Result<Situation> {
    let one = scope.id();
    let filter = |column: &str| if one.is_some() { format!("AND {column} = ?1") } else { "AND ?1 IS NULL".to_owned() };
    let open_of = filter("i.client_id");
    let mut situation = Situation { clients: debtors(conn, one)?, ..Situation::default() };
    let mut rows = conn.prepare_cached(&format!(
        "SELECT i.id, i.client_id, i.kind, i.number, i.issued_on, i.due_on, i.total_cents, i.settled_cents, i.contract_rate_bp,
                i.written_off_on, i.direct_debit, i.version, i.cycle, i.triage
         FROM invoice i WHERE {OPEN} {open_of}
         UNION ALL
         SELECT i.id, i.client_id, i.kind, i.number, i.issued_on, i.due_on, i.total_cents, i.settled_cents, i.contract_rate_bp,
                i.written_off_on, i.direct_debit, i.version, i.cycle, i.triage
         FROM invoice i WHERE i.kind = 'credit_note' AND i.archived_at IS NULL AND i.settled_cents < i.total_cents {open_of}"
    ))?;
    let mut rows = rows.query([one])?;
    while let Some(row) = rows.next()? {
        let invoice = invoice(row)?;
        let cycle: u32 = row.get(12)?;
        if cycle > 1 {
            situation.cycles.insert(invoice.id, cycle);
        }
        if row.get_ref(13)?.as_str().is_ok_and(|triage| triage == "pending") {
            situation.awaiting_triage.insert(invoice.id);
        }
        situation.invoices.push(invoice);
    }
    let in_parts = due_parts::open(conn, one)?;
    if !in_parts.is_empty() {
        for invoice in &mut situation.invoices {
            if let Some(known) = in_parts.get(&invoice.id) {
                invoice.parts.clone_from(&known.parts);
                situation.restarted.insert(invoice.id, known.restarted_cycle);
            }
        }
    }
    steps_done(conn, one, &open_of, &mut situation)?;
    situation.contacts = contacts(conn, one)?;
    situation.holds = holds(conn, one)?;
    situation.live = live(conn, one)?;
    situation.notices = letters::running(conn, one.map(ClientId))?;
    situation.reminded_terms = agreements::reminded_terms(conn, one.map(ClientId))?;
    situation.follow_ups = follow_ups::open(conn, one.map(ClientId))?;
    situation.closures = closures::all(conn)?;
    let mut twice = doubles(&situation.invoices, &doubts::no_doubles(conn)?);
    for debtor in &mut situation.clients {
        debtor.doubles = twice.remove(&debtor.id).unwrap_or_default();
    }
    Ok(situation)
}

fn debtors(conn: &Connection, one: Option<i64>) -> Result<Vec<Debtor>> {
    let mut defaults = BTreeMap::new();
    let mut query = conn.prepare_cached("SELECT debtor_kind, id FROM dunning_plan WHERE is_default = 1")?;
    for row in query.query_map([], |row| Ok((debtor_kind(row, 0)?, PlanId(row.get(1)?))))? {
        let (kind, plan) = row?;
        defaults.insert(kind, plan);
    }
    // One client: his own invoices are looked at, not the list of all who owe.
    let scope = if one.is_some() {
        format!("c.id = ?1 AND EXISTS (SELECT 1 FROM invoice i INDEXED BY invoice_client WHERE i.client_id = ?1 AND {OPEN})")
    } else {
        format!("?1 IS NULL AND c.id IN (SELECT i.client_id FROM invoice i INDEXED BY invoice_open WHERE {OPEN})")
    };
    let mut query = conn.prepare_cached(&format!(
        "SELECT c.id, c.name, c.debtor_kind, IFNULL(c.plan_id, c.profile_plan_id), c.handle_with_care, c.insolvent_on, c.email, c.email_problem, c.phone,
                c.address_street || c.address_locality, c.postcode, c.city,
                IFNULL((SELECT SUM(p.amount_cents - p.allocated_cents) FROM payment p
                        WHERE p.client_id = c.id AND p.cancelled_at IS NULL AND p.allocated_cents < p.amount_cents), 0),
                IFNULL((SELECT SUM(l.amount_cents) FROM bank_claim b JOIN bank_line l ON l.id = b.line_id WHERE b.client_id = c.id), 0)
         FROM client c WHERE {scope}"
    ))?;
    let debtors = query.query_map([one], |row| {
        let kind = debtor_kind(row, 2)?;
        Ok(Debtor {
            id: ClientId(row.get(0)?),
            name: row.get(1)?,
            kind,
            plan_id: row.get::<_, Option<i64>>(3)?.map(PlanId).or_else(|| defaults.get(&kind).copied()).unwrap_or(PlanId(0)),
            automation_off: row.get(4)?,
            insolvent_on: row.get::<_, Option<String>>(5)?.map(|text| day(&text)).transpose()?,
            problems: problems(row)?,
            unallocated: Cents(row.get(12)?),
            unmatched: Cents(row.get(13)?),
            doubles: BTreeMap::new(),
        })
    })?;
    Ok(debtors.collect::<Result<_, _>>()?)
}

fn problems(row: &Row) -> rusqlite::Result<Vec<ReachProblem>> {
    let text = |index| row.get_ref(index).map(|value| value.as_str().unwrap_or_default());
    let mut problems = Vec::new();
    let email = text(6)?;
    if email.is_empty() {
        problems.push(ReachProblem::NoEmail);
    } else if !text(7)?.is_empty() {
        problems.push(ReachProblem::BouncedEmail);
    } else if echu_core::identifiers::email(email).is_err() {
        problems.push(ReachProblem::DoubtfulEmail);
    }
    if text(8)?.is_empty() {
        problems.push(ReachProblem::NoPhone);
    }
    match (text(9)?.is_empty(), text(10)?.is_empty() || text(11)?.is_empty()) {
        (true, true) => problems.push(ReachProblem::NoAddress),
        (true, false) | (false, true) => problems.push(ReachProblem::IncompleteAddress),
        (false, false) => {}
    }
    Ok(problems)
}

fn steps_done(conn: &Connection, one: Option<i64>, open_of: &str, situation: &mut Situation) -> Result<()> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT d.invoice_id, d.step_id, d.offset_days, d.done_on, d.cycle, d.how
         FROM step_done d JOIN invoice i ON i.id = d.invoice_id WHERE {OPEN} {open_of}"
    ))?;
    let mut rows = query.query([one])?;
    while let Some(row) = rows.next()? {
        let (invoice_id, step_id, cycle) = (InvoiceId(row.get(0)?), StepId(row.get(1)?), row.get(4)?);
        let how: String = row.get(5)?;
        match how.as_str() {
            "skipped" => situation.skipped.push(Skipped { invoice_id, step_id, cycle, by: SkippedBy::User }),
            "taken_over" => situation.skipped.push(Skipped { invoice_id, step_id, cycle, by: SkippedBy::Triage }),
            _ => situation.done.push(Done { invoice_id, step_id, offset_days: row.get(2)?, on: day(&row.get::<_, String>(3)?)?, cycle }),
        }
    }
    Ok(())
}

fn contacts(conn: &Connection, one: Option<i64>) -> Result<Vec<Contact>> {
    let scope = if one.is_some() { "c.client_id = ?1" } else { "?1 IS NULL" };
    let mut query = conn.prepare_cached(&format!(
        "SELECT c.client_id, c.on_day, c.channel, c.reminder_id IS NOT NULL OR c.planned = 1 FROM contact c
         WHERE {scope} AND c.id IN (SELECT MAX(c.id) FROM contact c WHERE {scope} GROUP BY c.client_id, c.on_day)"
    ))?;
    let contacts = query.query_map([one], |row| {
        let what = if row.get(3)? { ContactKind::Step } else { ContactKind::ByHand };
        Ok(Contact { client_id: ClientId(row.get(0)?), on: day(&row.get::<_, String>(1)?)?, channel: row.get(2)?, what })
    })?;
    Ok(contacts.collect::<Result<_, _>>()?)
}

/// Holds of a client that stand.
///
/// # Errors
/// As [`situation`].
pub fn holds_of(conn: &Connection, client: ClientId) -> Result<Vec<Hold>> {
    holds(conn, Some(client.0))
}

/// Holds that stand, of everyone.
///
/// # Errors
/// When the base cannot be read.
pub fn all_holds(conn: &Connection) -> Result<Vec<Hold>> {
    holds(conn, None)
}

/// Holds that stand, of everyone or of one client.
fn holds(conn: &Connection, one: Option<i64>) -> Result<Vec<Hold>> {
    let scope = if one.is_some() { "h.client_id = ?1" } else { "?1 IS NULL" };
    let mut query = conn.prepare_cached(&format!(
        "SELECT h.id, h.client_id, h.invoice_id, h.kind, h.from_on, h.until_on, h.amount_cents, h.note,
                (SELECT IFNULL(SUM(a.amount_cents), 0) FROM allocation a JOIN payment p ON p.id = a.payment_id
                 WHERE p.client_id = h.client_id AND p.received_on >= h.from_on AND (h.invoice_id IS NULL OR a.invoice_id = h.invoice_id)),
                (SELECT IFNULL(SUM(i.total_cents - i.settled_cents), 0) FROM invoice i
                 WHERE {OPEN} AND i.client_id = h.client_id AND (h.invoice_id IS NULL OR i.id = h.invoice_id)), h.reason
         FROM hold h WHERE h.released_on IS NULL AND {scope}"
    ))?;
    let holds = query.query_map([one], |row| {
        let until: Option<NaiveDate> = row.get::<_, Option<String>>(5)?.map(|text| day(&text)).transpose()?;
        let from_on = day(&row.get::<_, String>(4)?)?;
        let amount: Option<i64> = row.get(6)?;
        let received = Cents(row.get(8)?);
        let owed: i64 = row.get(9)?;
        let kind: String = row.get(3)?;
        let id = HoldId(row.get(0)?);
        let agreement = if kind == "instalments" { agreements::of_hold(conn, id)? } else { None };
        let kind = match (kind.as_str(), agreement) {
            (_, Some(agreed)) => HoldKind::InstalmentPlan {
                agreement: agreed.id,
                remind_before: agreed.remind_days,
                invoices: agreed.invoices.into_iter().collect(),
                instalments: agreed.facts.terms,
                received: agreed.facts.received,
                grace_open_days: agreed.facts.forfeiture.grace_open_days,
            },
            ("dispute", None) => {
                HoldKind::Dispute { reason: dispute_reason(&row.get::<_, String>(10)?), disputed: amount.map(Cents), answer_by: until }
            }
            ("promise", None) => {
                let promised = amount.unwrap_or(owed + received.0);
                HoldKind::Promise { amount: Cents(promised), due_on: until.unwrap_or(from_on), received }
            }
            ("decision", None) => {
                let choice = Choice::from_key(&row.get::<_, String>(10)?).unwrap_or(Choice::Wait);
                HoldKind::Decided { choice, back_on: until }
            }
            (_, None) => HoldKind::Pause { until },
        };
        Ok(Hold {
            id,
            client_id: ClientId(row.get(1)?),
            invoice_id: row.get::<_, Option<i64>>(2)?.map(InvoiceId),
            kind,
            from_on,
            released_on: None,
            note: row.get(7)?,
            said_paid: row.get_ref(10)?.as_str().is_ok_and(|reason| reason == SAID_PAID),
            not_received: row.get_ref(10)?.as_str().is_ok_and(|reason| reason == NOT_RECEIVED),
        })
    })?;
    Ok(holds.collect::<Result<_, _>>()?)
}

fn live(conn: &Connection, one: Option<i64>) -> Result<Vec<LiveReminder>> {
    // One client: his own reminders are looked at, not all that wait.
    let (index, scope) = if one.is_some() { ("reminder_client", "r.client_id = ?1") } else { ("reminder_live", "?1 IS NULL") };
    let mut query = conn.prepare_cached(&format!(
        "SELECT r.id, r.client_id, r.state, r.computed_on,
                (SELECT {STATE_TOLD} FROM dispatch d WHERE d.reminder_id = r.id ORDER BY d.id DESC LIMIT 1),
                l.invoice_id, l.balance_cents, 0
         FROM reminder r INDEXED BY {index} CROSS JOIN reminder_line l ON l.reminder_id = r.id AND l.role <> 'memory'
         WHERE r.state IN ('draft', 'approved') AND {scope}
         UNION ALL
         SELECT r.id, r.client_id, r.state, r.computed_on,
                (SELECT {STATE_TOLD} FROM dispatch d WHERE d.reminder_id = r.id ORDER BY d.id DESC LIMIT 1),
                a.invoice_id, IIF(a.invoice_id = (SELECT MIN(o.invoice_id) FROM agreement_invoice o WHERE o.agreement_id = t.agreement_id), t.amount_cents, 0), 1
         FROM reminder r INDEXED BY {index} CROSS JOIN reminder_term t ON t.reminder_id = r.id
         JOIN agreement_invoice a ON a.agreement_id = t.agreement_id
         WHERE r.state IN ('draft', 'approved') AND {scope} ORDER BY 1"
    ))?;
    let mut rows = query.query([one])?;
    let mut live: Vec<LiveReminder> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = ReminderId(row.get(0)?);
        let (invoice, amount) = (InvoiceId(row.get(5)?), Cents(row.get(6)?));
        if let Some(last) = live.last_mut().filter(|last| last.id == id) {
            last.invoices.push(invoice);
            last.amount += amount;
            continue;
        }
        let (state, sending): (String, Option<String>) = (row.get(2)?, row.get(4)?);
        let stage = match (state.as_str(), sending.as_deref()) {
            ("draft", _) => LiveStage::Draft,
            (_, Some("uncertain" | "engaged")) => LiveStage::Uncertain,
            (_, Some("written")) => LiveStage::Written,
            (_, Some("failed" | "needs_review")) => LiveStage::Stopped,
            (_, Some(_)) => LiveStage::Queued,
            (_, None) => LiveStage::Approved,
        };
        live.push(LiveReminder {
            id,
            client_id: ClientId(row.get(1)?),
            stage,
            on: day(&row.get::<_, String>(3)?)?,
            invoices: vec![invoice],
            amount,
            of_term: row.get(7)?,
        });
    }
    Ok(live)
}

/// Every plan, those that are retired too: a client may still be in the middle of one.
///
/// # Errors
/// When the base cannot be read.
pub fn plans(conn: &Connection) -> Result<Vec<Plan>> {
    let mut steps: BTreeMap<i64, (Vec<Step>, Vec<Step>)> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT plan_id, id, position, offset_days, channel, tone, same_contact, may_skip_review, retired FROM dunning_step ORDER BY plan_id, position, id",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let review = if row.get(7)? { Review::MaySkip } else { Review::Always };
        let (used, retired) = steps.entry(row.get(0)?).or_default();
        (if row.get(8)? { retired } else { used }).push(Step {
            id: StepId(row.get(1)?),
            position: row.get(2)?,
            offset_days: row.get(3)?,
            channel: row.get(4)?,
            tone: tone(row, 5)?,
            same_contact_as_previous: row.get(6)?,
            review,
        });
    }
    let mut query = conn.prepare_cached("SELECT id, name FROM dunning_plan ORDER BY id")?;
    let plans = query.query_map([], |row| {
        let id: i64 = row.get(0)?;
        let (used, retired) = steps.remove(&id).unwrap_or_default();
        Ok(Plan { id: PlanId(id), name: row.get(1)?, steps: used, retired })
    })?;
    Ok(plans.collect::<Result<_, _>>()?)
}

/// The invoices of a set of live reminders, to mark them in lists.
pub fn live_invoices(live: &[LiveReminder]) -> BTreeSet<InvoiceId> {
    live.iter().flat_map(|one| one.invoices.iter().copied()).collect()
}

fn invoice(row: &Row) -> rusqlite::Result<Invoice> {
    let date = |index| row.get::<_, Option<String>>(index)?.map(|text| day(&text)).transpose();
    let kind =
        if row.get_ref(2)?.as_str().is_ok_and(|kind| kind == "credit_note") { InvoiceKind::CreditNote } else { InvoiceKind::Invoice };
    Ok(Invoice {
        id: InvoiceId(row.get(0)?),
        client_id: ClientId(row.get(1)?),
        kind,
        number: row.get(3)?,
        issued_on: day(&row.get::<_, String>(4)?)?,
        due_on: date(5)?,
        parts: Vec::new(),
        total: Cents(row.get(6)?),
        settled: Cents(row.get(7)?),
        contract_rate_bp: row.get(8)?,
        written_off_on: date(9)?,
        direct_debit: row.get(10)?,
        version: row.get(11)?,
    })
}

/// A stored tone.
///
/// # Errors
/// When the word is not one of ours.
pub fn tone(row: &Row, index: usize) -> rusqlite::Result<Tone> {
    match row.get_ref(index)?.as_str()? {
        "courtesy" => Ok(Tone::Courtesy),
        "first" => Ok(Tone::First),
        "firm" => Ok(Tone::Firm),
        "last" => Ok(Tone::Last),
        "formal_notice" => Ok(Tone::FormalNotice),
        other => Err(unknown(other)),
    }
}

/// A tone as stored.
pub fn tone_key(tone: Tone) -> &'static str {
    match tone {
        Tone::Courtesy => "courtesy",
        Tone::First => "first",
        Tone::Firm => "firm",
        Tone::Last => "last",
        Tone::FormalNotice => "formal_notice",
    }
}

fn dispute_reason(word: &str) -> DisputeReason {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(DisputeReason::Other)
}
