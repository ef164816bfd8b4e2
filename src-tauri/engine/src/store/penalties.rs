//! Penalties as claims of their own: what is left of them, what paid them, what was given up.
use super::due_parts::FIRST_DUE;
use super::read::{cents, day};
use super::{Tag, Tx, agreed, claims, instant, payments, rates, settings};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::clauses::Discount;
use echu_core::error::DomainError;
use echu_core::ids::{ClientId, InvoiceId, PaymentId, PenaltyPaymentId, WaiverId};
use echu_core::interest::{PenaltyMoves, Received, Waived};
use echu_core::letter::LetterKind;
use echu_core::money::Cents;
use echu_core::payment::OpenInvoice;
use rusqlite::{Connection, OptionalExtension, Row};

/// Money put against the penalties of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenaltyPayment {
    /// Its identity.
    pub id: PenaltyPaymentId,
    /// Whose penalties.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: String,
    /// The money.
    pub payment_id: PaymentId,
    /// Its day.
    pub on: NaiveDate,
    /// Above zero.
    pub amount: Cents,
}

/// Penalties given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Its identity.
    pub id: WaiverId,
    /// Whose penalties.
    pub invoice_id: InvoiceId,
    /// The day it was decided.
    pub on: NaiveDate,
    /// Interest given up.
    pub interest: Cents,
    /// Lump sum given up.
    pub fee: Cents,
    /// The user's words.
    pub reason: String,
    /// True when it was taken back.
    pub taken_back: bool,
}

const PAID: &str = "SELECT t.id, t.invoice_id, i.number, t.payment_id, p.received_on, t.amount_cents FROM penalty_payment t \
     JOIN invoice i ON i.id = t.invoice_id JOIN payment p ON p.id = t.payment_id";
const WAIVER: &str = "SELECT w.id, w.invoice_id, w.on_day, w.interest_cents, w.fee_cents, w.reason, w.taken_back_at IS NOT NULL AS taken_back FROM penalty_waiver w";

fn paid(row: &Row) -> rusqlite::Result<PenaltyPayment> {
    Ok(PenaltyPayment {
        id: PenaltyPaymentId(row.get("id")?),
        invoice_id: InvoiceId(row.get("invoice_id")?),
        number: row.get("number")?,
        payment_id: PaymentId(row.get("payment_id")?),
        on: day(row, "received_on")?,
        amount: cents(row, "amount_cents")?,
    })
}

fn waiver(row: &Row) -> rusqlite::Result<Waiver> {
    Ok(Waiver {
        id: WaiverId(row.get("id")?),
        invoice_id: InvoiceId(row.get("invoice_id")?),
        on: day(row, "on_day")?,
        interest: cents(row, "interest_cents")?,
        fee: cents(row, "fee_cents")?,
        reason: row.get("reason")?,
        taken_back: row.get("taken_back")?,
    })
}

/// What paid the penalties of an invoice, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn paid_on(conn: &Connection, invoice: InvoiceId) -> Result<Vec<PenaltyPayment>> {
    let mut query = conn.prepare_cached(&format!("{PAID} WHERE t.invoice_id = ? ORDER BY p.received_on, t.id"))?;
    Ok(query.query_map([invoice.0], paid)?.collect::<Result<_, _>>()?)
}

/// Which penalties a payment pays.
///
/// # Errors
/// When the base cannot be read.
pub fn paid_by(conn: &Connection, payment: PaymentId) -> Result<Vec<PenaltyPayment>> {
    let mut query = conn.prepare_cached(&format!("{PAID} WHERE t.payment_id = ? ORDER BY t.id"))?;
    Ok(query.query_map([payment.0], paid)?.collect::<Result<_, _>>()?)
}

/// The waivers of an invoice, oldest first, those taken back too.
///
/// # Errors
/// When the base cannot be read.
pub fn waivers_of(conn: &Connection, invoice: InvoiceId) -> Result<Vec<Waiver>> {
    let mut query = conn.prepare_cached(&format!("{WAIVER} WHERE w.invoice_id = ? ORDER BY w.on_day, w.id"))?;
    Ok(query.query_map([invoice.0], waiver)?.collect::<Result<_, _>>()?)
}

/// One waiver.
///
/// # Errors
/// [`Error::NotFound`].
pub fn waiver_of(conn: &Connection, id: WaiverId) -> Result<Waiver> {
    let found = conn.prepare_cached(&format!("{WAIVER} WHERE w.id = ?"))?.query_row([id.0], waiver).optional()?;
    found.ok_or(Error::NotFound { what: "waiver", id: id.0 })
}

/// What became of the penalties of an invoice, for the rules of interest.
///
/// # Errors
/// When the base cannot be read.
pub fn moves(conn: &Connection, invoice: InvoiceId) -> Result<PenaltyMoves> {
    let paid = paid_on(conn, invoice)?.into_iter().map(|one| Received { on: one.on, amount: one.amount }).collect();
    let waived = waivers_of(conn, invoice)?
        .into_iter()
        .filter(|one| !one.taken_back)
        .map(|one| Waived { on: one.on, interest: one.interest, fee: one.fee })
        .collect();
    Ok(PenaltyMoves { paid, waived })
}

/// The invoices of a client on which penalties may remain: those past due, and those paid after their due date.
///
/// # Errors
/// When the base cannot be read.
pub fn late_of(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Vec<InvoiceId>> {
    let mut query = conn.prepare_cached(
        &format!("SELECT i.id FROM invoice i WHERE i.client_id = ?1 AND i.kind = 'invoice' AND i.archived_at IS NULL AND i.written_off_on IS NULL
           AND {FIRST_DUE} < ?2 AND (i.settled_cents < i.total_cents OR EXISTS (SELECT 1 FROM allocation a JOIN payment p ON p.id = a.payment_id
               WHERE a.invoice_id = i.id AND p.received_on > {FIRST_DUE}))
         ORDER BY i.due_on, i.id"),
    )?;
    Ok(query.query_map((client.0, today.to_string()), |row| Ok(InvoiceId(row.get(0)?)))?.collect::<Result<_, _>>()?)
}

/// A client's debts as an allocation sees them on a day: open invoices, and the penalties of those he paid late. A half-year
/// without a known rate leaves the interest it bears on out. What an agreement covers is due as its terms are.
///
/// # Errors
/// When the base cannot be read.
pub fn debts_of(conn: &Connection, client: ClientId, on: NaiveDate) -> Result<Vec<OpenInvoice>> {
    let mut debts = payments::open_of(conn, client)?;
    let table = rates::table(conn)?;
    let options = settings::options(conn)?;
    for one in &mut debts {
        let stored = super::invoices::get(conn, one.id)?;
        if let (Some(rate_bp), Some(until)) = (stored.discount_bp, stored.discount_until)
            && on <= until
            && one.balance == stored.facts.total
        {
            one.discount = Discount { rate_bp, days: 0 }.of(stored.facts.total);
        }
        // A debt due the day money comes is due.
        one.payable = stored.facts.payable(on.succ_opt().unwrap_or(on));
        // A half-year not known yet leaves the agreed rates, and those frozen before, alone to be compared.
        one.rate_bp = match claims::with_penalties(conn, &options, one.id, on)? {
            Some(claim) => claim.rate_bp_on(on, &table).unwrap_or(0),
            None => 0,
        };
    }
    for invoice in late_of(conn, client, on)? {
        let (interest, fee) = claims::beside(conn, invoice, on)?;
        let (penalties, fee) = (interest.unwrap_or_default(), fee.unwrap_or_default());
        if !(penalties + fee).is_positive() {
            continue;
        }
        if let Some(at) = debts.iter().position(|one| one.id == invoice) {
            (debts[at].penalties, debts[at].fee) = (penalties, fee);
        } else {
            debts.push(OpenInvoice { penalties, fee, ..OpenInvoice::new(invoice, None, Cents::ZERO) });
        }
    }
    agreed::postpone(conn, client, on, &mut debts)?;
    Ok(debts)
}

/// Penalties that were claimed and are still due on an invoice that is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Whose.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// What is left of them; none when a rate is not known.
    pub left: Option<Cents>,
}

/// The penalties of clients `cards` (a list in JSON) that were claimed and are still due on a day, on invoices that are paid: claims of
/// their own. A letter that claims those of all invoices paid late names none in the base: those issued by its day are claimed.
///
/// # Errors
/// When the base cannot be read.
pub fn claimed(conn: &Connection, cards: &str, today: NaiveDate) -> Result<Vec<Claimed>> {
    let mut query = conn.prepare_cached(
        "SELECT i.id, i.number FROM invoice i
         WHERE i.client_id IN (SELECT value FROM json_each(?1)) AND i.kind = 'invoice' AND i.written_off_on IS NULL
           AND i.settled_cents >= i.total_cents
           AND (EXISTS (SELECT 1 FROM reminder_line l JOIN reminder r ON r.id = l.reminder_id WHERE l.invoice_id = i.id AND r.state = 'done'
                          AND l.role <> 'memory' AND l.interest_cents + l.fee_cents > 0)
                OR EXISTS (SELECT 1 FROM document d WHERE d.client_id = i.client_id AND d.kind = ?2 AND d.dated_on >= i.issued_on))
         ORDER BY i.issued_on, i.id",
    )?;
    let rows = query.query_map((cards, LetterKind::PenaltyClaim.key()), |row| Ok((InvoiceId(row.get(0)?), row.get(1)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (invoice, number) = row?;
        let left = match claims::remaining(conn, invoice, today) {
            Ok(left) => Some(left.map(|left| left.beside()).unwrap_or_default()),
            Err(Error::Domain(DomainError::UnknownRate(_))) => None,
            Err(error) => return Err(error),
        };
        if left.is_none_or(Cents::is_positive) {
            found.push(Claimed { invoice, number, left });
        }
    }
    Ok(found)
}

impl Tx<'_> {
    fn touch_penalties(&mut self) {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
    }

    /// Puts money against the penalties of an invoice.
    ///
    /// # Errors
    /// The base refuses what exceeds the payment.
    pub fn pay_penalties(&mut self, payment: PaymentId, invoice: InvoiceId, amount: Cents) -> Result<()> {
        self.touch_penalties();
        self.sql
            .prepare_cached("INSERT INTO penalty_payment (invoice_id, payment_id, amount_cents) VALUES (?, ?, ?)")?
            .execute((invoice.0, payment.0, amount.0))?;
        Ok(())
    }

    /// Takes money back from the penalties of an invoice.
    ///
    /// # Errors
    /// The disk's.
    pub fn unpay_penalties(&mut self, id: PenaltyPaymentId) -> Result<()> {
        self.touch_penalties();
        self.sql.execute("DELETE FROM penalty_payment WHERE id = ?", [id.0])?;
        Ok(())
    }

    /// Gives penalties up.
    ///
    /// # Errors
    /// The disk's.
    pub fn waive_penalties(&mut self, invoice: InvoiceId, waived: Waived, reason: &str) -> Result<WaiverId> {
        self.touch_penalties();
        self.sql.execute(
            "INSERT INTO penalty_waiver (invoice_id, on_day, interest_cents, fee_cents, reason, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (invoice.0, waived.on.to_string(), waived.interest.0, waived.fee.0, reason, instant(self.when.at)),
        )?;
        Ok(WaiverId(self.sql.last_insert_rowid()))
    }

    /// Takes a waiver back: what it gave up is claimed again.
    ///
    /// # Errors
    /// The disk's.
    pub fn take_back_waiver(&mut self, id: WaiverId) -> Result<()> {
        self.touch_penalties();
        self.sql.execute("UPDATE penalty_waiver SET taken_back_at = ? WHERE id = ?", (instant(self.when.at), id.0))?;
        Ok(())
    }
}
