//! Échéanciers: what was agreed, signed and notified. What was paid comes from the allocations of their invoices.
use super::read::{cents, day, maybe_day, unknown};
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{AgreementId, ClientId, HoldId, InvoiceId};
use echu_core::instalments::{Agreement, Forfeiture, Instalment, PlanPenalties};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;

/// An agreement to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgreement {
    /// With whom.
    pub client_id: ClientId,
    /// What stops the reminders of its invoices.
    pub hold_id: HoldId,
    /// The day its figures stop.
    pub agreed_on: NaiveDate,
    /// The day the signed copy is expected.
    pub return_before: NaiveDate,
    /// Of penalties.
    pub penalties: PlanPenalties,
    /// Its clause.
    pub forfeiture: Forfeiture,
    /// Credit notes taken off what is spread.
    pub credit: Cents,
    /// What it covers.
    pub invoices: Vec<InvoiceId>,
    /// By day.
    pub terms: Vec<Instalment>,
    /// Days before each term when it is reminded; none: never.
    pub remind_days: Option<u32>,
}

/// An agreement, as stored, with what came since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its identity.
    pub id: AgreementId,
    /// With whom.
    pub client_id: ClientId,
    /// What stops the reminders of its invoices.
    pub hold_id: HoldId,
    /// What it covers.
    pub invoices: Vec<InvoiceId>,
    /// Credit notes taken off what is spread.
    pub credit: Cents,
    /// Days before each term when it is reminded; none: never.
    pub remind_days: Option<u32>,
    /// Known again in an old base: what it covers and the instant it was made. Never its client, whom a merge changes.
    pub identity: String,
    /// What was agreed, and what came.
    pub facts: Agreement,
}

/// What money put against the invoices of an agreement, and against their penalties.
const PAID: &str = "(SELECT IFNULL(SUM(x.amount_cents), 0) FROM agreement_invoice a JOIN allocation x ON x.invoice_id = a.invoice_id
     WHERE a.agreement_id = g.id AND x.payment_id IS NOT NULL)
  + (SELECT IFNULL(SUM(x.amount_cents), 0) FROM agreement_invoice a JOIN discount x ON x.invoice_id = a.invoice_id WHERE a.agreement_id = g.id)
  + (SELECT IFNULL(SUM(x.amount_cents), 0) FROM agreement_invoice a JOIN penalty_payment x ON x.invoice_id = a.invoice_id WHERE a.agreement_id = g.id)";
/// What credit notes put against them.
const CREDITED: &str = "(SELECT IFNULL(SUM(x.amount_cents), 0) FROM agreement_invoice a JOIN allocation x ON x.invoice_id = a.invoice_id
     WHERE a.agreement_id = g.id AND x.credit_note_id IS NOT NULL)";

/// The smallest of the identities of its invoices.
const COVERED: &str =
    "IFNULL((SELECT MIN(i.identity) FROM agreement_invoice a JOIN invoice i ON i.id = a.invoice_id WHERE a.agreement_id = g.id), '')";

fn columns() -> String {
    format!(
        "SELECT g.id, g.client_id, g.hold_id, g.agreed_on, g.return_before, g.penalties, g.missed, g.grace_days, g.notice_days, g.credit_cents,
                g.remind_days, g.created_at, g.signed_on, g.warned_on, g.warned_until, g.forfeited_on, h.released_on, {COVERED} AS covered,
                {PAID} - g.paid_before_cents AS paid, {CREDITED} - g.credited_before_cents AS credited
         FROM agreement g JOIN hold h ON h.id = g.hold_id"
    )
}

fn stored(conn: &Connection, row: &Row) -> rusqlite::Result<Stored> {
    let id = AgreementId(row.get("id")?);
    let penalties = match row.get_ref("penalties")?.as_str()? {
        "waived_if_kept" => PlanPenalties::WaivedIfKept,
        "included" => PlanPenalties::Included,
        other => return Err(unknown(other)),
    };
    let credit = cents(row, "credit_cents")?;
    // A credit note that the terms already took off is no payment of them; one that came since is.
    let received = cents(row, "paid")? + (cents(row, "credited")? - credit).or_zero();
    let warned = maybe_day(row, "warned_on")?.zip(maybe_day(row, "warned_until")?);
    let mut terms = conn.prepare_cached("SELECT due_on, amount_cents FROM agreement_term WHERE agreement_id = ? ORDER BY due_on")?;
    let terms = terms.query_map([id.0], |row| Ok(Instalment { on: day(row, "due_on")?, amount: cents(row, "amount_cents")? }))?;
    let mut invoices = conn.prepare_cached(
        "SELECT a.invoice_id FROM agreement_invoice a JOIN invoice i ON i.id = a.invoice_id WHERE a.agreement_id = ? ORDER BY i.due_on, i.id",
    )?;
    let invoices = invoices.query_map([id.0], |row| Ok(InvoiceId(row.get(0)?)))?;
    Ok(Stored {
        id,
        client_id: ClientId(row.get("client_id")?),
        hold_id: HoldId(row.get("hold_id")?),
        invoices: invoices.collect::<Result<_, _>>()?,
        credit,
        remind_days: row.get("remind_days")?,
        identity: format!("{}|{}", row.get::<_, String>("covered")?, row.get::<_, String>("created_at")?),
        facts: Agreement {
            agreed_on: day(row, "agreed_on")?,
            return_before: day(row, "return_before")?,
            terms: terms.collect::<Result<_, _>>()?,
            penalties,
            forfeiture: Forfeiture {
                missed: row.get("missed")?,
                grace_open_days: row.get("grace_days")?,
                notice_days: row.get("notice_days")?,
            },
            received,
            signed_on: maybe_day(row, "signed_on")?,
            warned,
            forfeited_on: maybe_day(row, "forfeited_on")?,
            ended_on: maybe_day(row, "released_on")?,
        },
    })
}

/// One agreement.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: AgreementId) -> Result<Stored> {
    let found = conn.prepare_cached(&format!("{} WHERE g.id = ?", columns()))?.query_row([id.0], |row| stored(conn, row)).optional()?;
    found.ok_or(Error::NotFound { what: "agreement", id: id.0 })
}

/// The agreement behind a hold; none for a hold of another kind.
///
/// # Errors
/// When the base cannot be read.
pub fn of_hold(conn: &Connection, hold: HoldId) -> rusqlite::Result<Option<Stored>> {
    conn.prepare_cached(&format!("{} WHERE g.hold_id = ?", columns()))?.query_row([hold.0], |row| stored(conn, row)).optional()
}

/// The agreements of a client, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<Vec<Stored>> {
    let mut query = conn.prepare_cached(&format!("{} WHERE g.client_id = ? ORDER BY g.id DESC", columns()))?;
    Ok(query.query_map([client.0], |row| stored(conn, row))?.collect::<Result<_, _>>()?)
}

/// The agreement that stands with a client: there is one at most.
///
/// # Errors
/// When the base cannot be read.
pub fn standing(conn: &Connection, client: ClientId) -> Result<Option<Stored>> {
    Ok(of_client(conn, client)?.into_iter().find(|one| one.facts.ended_on.is_none()))
}

/// The invoices whose due date gave way to the terms of an agreement that stands: they are not claimed as they were.
///
/// # Errors
/// When the base cannot be read.
pub fn covered(conn: &Connection, client: ClientId) -> Result<BTreeSet<InvoiceId>> {
    Ok(standing(conn, client)?.map(|one| one.invoices.into_iter().collect()).unwrap_or_default())
}

impl Tx<'_> {
    fn touch_agreement(&mut self) {
        self.touch(Tag::Plan);
        self.touch(Tag::Ledger);
    }

    /// Stores an agreement, with what its invoices had received before it.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_agreement(&mut self, new: &NewAgreement) -> Result<AgreementId> {
        self.touch_agreement();
        self.sql.execute(
            "INSERT INTO agreement (client_id, hold_id, agreed_on, return_before, penalties, missed, grace_days, notice_days, credit_cents,
                                    remind_days, paid_before_cents, credited_before_cents, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)",
            (
                new.client_id.0,
                new.hold_id.0,
                new.agreed_on.to_string(),
                new.return_before.to_string(),
                new.penalties.key(),
                new.forfeiture.missed,
                new.forfeiture.grace_open_days,
                new.forfeiture.notice_days,
                new.credit.0,
                new.remind_days,
                instant(self.when.at),
            ),
        )?;
        let id = self.sql.last_insert_rowid();
        for invoice in &new.invoices {
            self.sql.execute("INSERT INTO agreement_invoice (agreement_id, invoice_id) VALUES (?, ?)", (id, invoice.0))?;
        }
        for term in &new.terms {
            let row = (id, term.on.to_string(), term.amount.0);
            self.sql.execute("INSERT INTO agreement_term (agreement_id, due_on, amount_cents) VALUES (?, ?, ?)", row)?;
        }
        self.sql.execute(
            &format!("UPDATE agreement AS g SET paid_before_cents = {PAID}, credited_before_cents = {CREDITED} WHERE g.id = ?"),
            [id],
        )?;
        Ok(AgreementId(id))
    }

    /// Changes how long before each term it is reminded.
    ///
    /// # Errors
    /// The disk's.
    pub fn agreement_reminded(&mut self, id: AgreementId, days_before: Option<u32>) -> Result<()> {
        self.touch_agreement();
        self.sql.execute("UPDATE agreement SET remind_days = ? WHERE id = ?", (days_before, id.0))?;
        Ok(())
    }

    /// Notes the signature of the debtor.
    ///
    /// # Errors
    /// The disk's.
    pub fn agreement_signed(&mut self, id: AgreementId, on: NaiveDate) -> Result<()> {
        self.touch_agreement();
        self.sql.execute("UPDATE agreement SET signed_on = ? WHERE id = ?", (on.to_string(), id.0))?;
        Ok(())
    }

    /// Notes the formal notice to put things right.
    ///
    /// # Errors
    /// The disk's.
    pub fn agreement_warned(&mut self, id: AgreementId, on: NaiveDate, until: NaiveDate) -> Result<()> {
        self.touch_agreement();
        self.sql.execute("UPDATE agreement SET warned_on = ?, warned_until = ? WHERE id = ?", (on.to_string(), until.to_string(), id.0))?;
        Ok(())
    }

    /// Notes the forfeiture of the term.
    ///
    /// # Errors
    /// The disk's.
    pub fn agreement_forfeited(&mut self, id: AgreementId, on: NaiveDate) -> Result<()> {
        self.touch_agreement();
        self.sql.execute("UPDATE agreement SET forfeited_on = ? WHERE id = ?", (on.to_string(), id.0))?;
        Ok(())
    }
}

/// The terms whose reminder is prepared, under way or done, of everyone or of one client.
///
/// # Errors
/// When the base cannot be read.
pub fn reminded_terms(conn: &Connection, client: Option<ClientId>) -> Result<BTreeSet<(AgreementId, NaiveDate)>> {
    let scope = if client.is_some() { "g.client_id = ?1" } else { "?1 IS NULL" };
    let mut query = conn.prepare_cached(&format!(
        "SELECT t.agreement_id, t.due_on FROM reminder_term t JOIN agreement g ON g.id = t.agreement_id WHERE t.live = 1 AND {scope}"
    ))?;
    let terms = query.query_map([client.map(|id| id.0)], |row| Ok((AgreementId(row.get(0)?), day(row, 1)?)))?;
    Ok(terms.collect::<Result<_, _>>()?)
}
