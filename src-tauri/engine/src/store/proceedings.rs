//! Cases followed after the notice: their facts. Deadlines and status come from the rules.
use super::read::{day, maybe_day, unknown};
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, HoldId, InterruptionId, InvoiceId, ProceedingId, ProceedingStepId};
use echu_core::money::Cents;
use echu_core::proceedings::life::{Step, StepKind};
use echu_core::proceedings::routes::Notice;
use echu_core::proceedings::{Ending, Route};
use rusqlite::{Connection, OptionalExtension, Row};

/// A case to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProceeding {
    /// Against whom.
    pub client_id: ClientId,
    /// Which way.
    pub route: Route,
    /// The day.
    pub opened_on: NaiveDate,
    /// Whether the creditor is a merchant; none when not known.
    pub creditor_merchant: Option<bool>,
    /// Whether the client is one; none when not known.
    pub debtor_merchant: Option<bool>,
    /// Town of the court, or empty.
    pub court_town: String,
    /// Of the court or of whoever follows it, or empty.
    pub reference: String,
    /// Who follows it, or empty.
    pub handler: String,
    /// The user’s words.
    pub note: String,
    /// What it is about, each with the hold that stops its reminders.
    pub invoices: Vec<(InvoiceId, HoldId)>,
}

/// A step, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStep {
    /// Its identity.
    pub id: ProceedingStepId,
    /// What happened, and when.
    pub step: Step,
    /// The user’s words.
    pub note: String,
}

/// A case, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its identity.
    pub id: ProceedingId,
    /// Its facts.
    pub facts: NewProceeding,
    /// Its steps that stand, oldest first.
    pub steps: Vec<StoredStep>,
    /// The day it was closed and how; none while it is open.
    pub closed: Option<(NaiveDate, Ending)>,
    /// What it cost; none when not known.
    pub cost: Option<Cents>,
    /// What it brought; none when not known.
    pub recovered: Option<Cents>,
}

impl Stored {
    /// Its steps, as the rules read them.
    pub fn life(&self) -> Vec<Step> {
        self.steps.iter().map(|one| one.step).collect()
    }
}

const COLUMNS: &str = "SELECT p.id, p.client_id, p.route, p.opened_on, p.creditor_merchant, p.debtor_merchant, p.court_town, p.reference, \
     p.handler, p.note, p.closed_on, p.ending, p.cost_cents, p.recovered_cents FROM proceeding p";

fn step(row: &Row) -> rusqlite::Result<StoredStep> {
    let kind: String = row.get("kind")?;
    let kind = StepKind::from_key(&kind).ok_or_else(|| unknown(&kind))?;
    let step = Step { kind, on: day(row, "on_day")?, in_person: row.get("in_person")? };
    Ok(StoredStep { id: ProceedingStepId(row.get("id")?), step, note: row.get("note")? })
}

fn stored(conn: &Connection, row: &Row) -> rusqlite::Result<Stored> {
    let id: i64 = row.get("id")?;
    let route: String = row.get("route")?;
    let ending: Option<String> = row.get("ending")?;
    let ending = ending.map(|key| Ending::from_key(&key).ok_or_else(|| unknown(&key))).transpose()?;
    let mut steps = conn.prepare_cached(
        "SELECT s.id, s.kind, s.on_day, s.in_person, s.note FROM proceeding_step s
         WHERE s.proceeding_id = ? AND s.taken_back_at IS NULL ORDER BY s.on_day, s.id",
    )?;
    let steps = steps.query_map([id], step)?.collect::<Result<_, _>>()?;
    let mut invoices = conn.prepare_cached(
        "SELECT a.invoice_id, a.hold_id FROM proceeding_invoice a JOIN invoice i ON i.id = a.invoice_id
         WHERE a.proceeding_id = ? ORDER BY i.due_on, i.id",
    )?;
    let invoices = invoices.query_map([id], |row| Ok((InvoiceId(row.get(0)?), HoldId(row.get(1)?))))?.collect::<Result<_, _>>()?;
    let amount = |name: &str| -> rusqlite::Result<Option<Cents>> { Ok(row.get::<_, Option<i64>>(name)?.map(Cents)) };
    Ok(Stored {
        id: ProceedingId(id),
        facts: NewProceeding {
            client_id: ClientId(row.get("client_id")?),
            route: Route::from_key(&route).ok_or_else(|| unknown(&route))?,
            opened_on: day(row, "opened_on")?,
            creditor_merchant: row.get("creditor_merchant")?,
            debtor_merchant: row.get("debtor_merchant")?,
            court_town: row.get("court_town")?,
            reference: row.get("reference")?,
            handler: row.get("handler")?,
            note: row.get("note")?,
            invoices,
        },
        steps,
        closed: maybe_day(row, "closed_on")?.zip(ending),
        cost: amount("cost_cents")?,
        recovered: amount("recovered_cents")?,
    })
}

/// One case.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: ProceedingId) -> Result<Stored> {
    let found = conn.prepare_cached(&format!("{COLUMNS} WHERE p.id = ?"))?.query_row([id.0], |row| stored(conn, row)).optional()?;
    found.ok_or(Error::NotFound { what: "proceeding", id: id.0 })
}

/// The case of a step that stands.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of_step(conn: &Connection, step: ProceedingStepId) -> Result<Stored> {
    let sql = format!("{COLUMNS} JOIN proceeding_step s ON s.proceeding_id = p.id WHERE s.id = ? AND s.taken_back_at IS NULL");
    let found = conn.prepare_cached(&sql)?.query_row([step.0], |row| stored(conn, row)).optional()?;
    found.ok_or(Error::NotFound { what: "proceeding step", id: step.0 })
}

/// All cases of a client, newest first; or those of everyone that are open.
///
/// # Errors
/// When the base cannot be read.
pub fn list(conn: &Connection, client: Option<ClientId>) -> Result<Vec<Stored>> {
    let sql = format!("{COLUMNS} WHERE CASE WHEN ?1 IS NULL THEN p.closed_on IS NULL ELSE p.client_id = ?1 END ORDER BY p.id DESC");
    let mut query = conn.prepare_cached(&sql)?;
    Ok(query.query_map([client.map(|id| id.0)], |row| stored(conn, row))?.collect::<Result<_, _>>()?)
}

/// What a step recorded of the time to act, and that stands.
///
/// # Errors
/// When the base cannot be read.
pub fn interruptions_of(conn: &Connection, step: ProceedingStepId) -> Result<Vec<InterruptionId>> {
    let mut query = conn.prepare_cached(
        "SELECT x.interruption_id FROM proceeding_interruption x JOIN interruption t ON t.id = x.interruption_id
         WHERE x.step_id = ? AND t.taken_back_at IS NULL ORDER BY t.id",
    )?;
    Ok(query.query_map([step.0], |row| Ok(InterruptionId(row.get(0)?)))?.collect::<Result<_, _>>()?)
}

/// A mise en demeure posted about an invoice, as a case lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedNotice {
    /// Our reference.
    pub number: String,
    /// The day it was posted.
    pub posted_on: NaiveDate,
    /// Its number at the post, or empty.
    pub tracking: String,
    /// The last day it left; none as long as its presentation is not noted.
    pub until: Option<NaiveDate>,
}

/// The last mise en demeure of an invoice: posted, and not come back from an unknown address, which would be no notice.
///
/// # Errors
/// When the base cannot be read.
pub fn notice_of(conn: &Connection, invoice: InvoiceId) -> Result<Option<PostedNotice>> {
    let mut query = conn.prepare_cached(
        "SELECT t.number, t.posted_on, t.tracking_number, IFNULL(t.presented_on, t.delivered_on) AS presented_on, t.deadline_days
         FROM letter t JOIN reminder_line l ON l.reminder_id = t.reminder_id
         WHERE l.invoice_id = ? AND t.medium <> 'plain' AND t.deadline_days IS NOT NULL AND t.posted_on IS NOT NULL
           AND t.state <> 'cancelled' AND t.return_reason <> 'unknown_address' ORDER BY t.posted_on DESC, t.id DESC LIMIT 1",
    )?;
    let found = query.query_row([invoice.0], |row| {
        let days: u32 = row.get("deadline_days")?;
        Ok(PostedNotice {
            number: row.get("number")?,
            posted_on: day(row, "posted_on")?,
            tracking: row.get("tracking_number")?,
            until: maybe_day(row, "presented_on")?.map(|on| echu_core::calendar::plus_days(on, days)),
        })
    });
    Ok(found.optional()?)
}

impl PostedNotice {
    /// As the routes look at it.
    pub fn notice(&self) -> Notice {
        self.until.map_or(Notice::Posted(self.posted_on), Notice::Until)
    }
}

/// The last day something was noted of the cases of a client.
///
/// # Errors
/// When the base cannot be read.
pub fn last_news(conn: &Connection, client: ClientId) -> Result<Option<NaiveDate>> {
    let sql = "SELECT MAX(on_day) FROM event WHERE client_id = ? AND op IN ('proceeding_opened', 'proceeding_followed', 'proceeding_step')";
    Ok(conn.prepare_cached(sql)?.query_row([client.0], |row| maybe_day(row, 0))?)
}

impl Tx<'_> {
    fn touch_proceeding(&mut self) {
        self.touch(Tag::Plan);
        self.touch(Tag::Ledger);
    }

    /// Stores a case.
    ///
    /// # Errors
    /// The disk's; an invoice that is in an open case.
    pub fn insert_proceeding(&mut self, new: &NewProceeding) -> Result<ProceedingId> {
        self.touch_proceeding();
        self.sql.execute(
            "INSERT INTO proceeding (client_id, route, opened_on, creditor_merchant, debtor_merchant, court_town, reference, handler, note, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new.client_id.0,
                new.route.key(),
                new.opened_on.to_string(),
                new.creditor_merchant,
                new.debtor_merchant,
                &new.court_town,
                &new.reference,
                &new.handler,
                &new.note,
                instant(self.when.at),
            ),
        )?;
        let id = self.sql.last_insert_rowid();
        for (invoice, hold) in &new.invoices {
            let row = (id, invoice.0, hold.0);
            self.sql.execute("INSERT INTO proceeding_invoice (proceeding_id, invoice_id, hold_id) VALUES (?, ?, ?)", row)?;
        }
        Ok(ProceedingId(id))
    }

    /// Changes where it is followed, and by whom.
    ///
    /// # Errors
    /// The disk's.
    pub fn proceeding_followed(&mut self, id: ProceedingId, court_town: &str, reference: &str, handler: &str) -> Result<()> {
        self.touch_proceeding();
        let row = (court_town, reference, handler, id.0);
        self.sql.execute("UPDATE proceeding SET court_town = ?, reference = ?, handler = ? WHERE id = ?", row)?;
        Ok(())
    }

    /// Notes a step.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_proceeding_step(&mut self, id: ProceedingId, step: Step, note: &str) -> Result<ProceedingStepId> {
        self.touch_proceeding();
        self.sql.execute(
            "INSERT INTO proceeding_step (proceeding_id, kind, on_day, in_person, note, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (id.0, step.kind.key(), step.on.to_string(), step.in_person, note, instant(self.when.at)),
        )?;
        Ok(ProceedingStepId(self.sql.last_insert_rowid()))
    }

    /// Ties what a step recorded of the time to act to it.
    ///
    /// # Errors
    /// The disk's.
    pub fn tie_interruption(&mut self, step: ProceedingStepId, interruption: InterruptionId) -> Result<()> {
        self.sql.execute("INSERT INTO proceeding_interruption (step_id, interruption_id) VALUES (?, ?)", (step.0, interruption.0))?;
        Ok(())
    }

    /// Takes a step back.
    ///
    /// # Errors
    /// The disk's.
    pub fn take_back_proceeding_step(&mut self, step: ProceedingStepId) -> Result<()> {
        self.touch_proceeding();
        self.sql.execute("UPDATE proceeding_step SET taken_back_at = ? WHERE id = ?", (instant(self.when.at), step.0))?;
        Ok(())
    }

    /// Closes a case.
    ///
    /// # Errors
    /// The disk's; a case that is closed.
    pub fn close_proceeding(&mut self, id: ProceedingId, ending: Ending, cost: Option<Cents>, recovered: Option<Cents>) -> Result<()> {
        self.touch_proceeding();
        let (cost, recovered) = (cost.map(|amount| amount.0), recovered.map(|amount| amount.0));
        self.sql.execute(
            "UPDATE proceeding SET closed_on = ?, ending = ?, cost_cents = ?, recovered_cents = ? WHERE id = ?",
            (self.when.today.to_string(), ending.key(), cost, recovered, id.0),
        )?;
        Ok(())
    }
}
