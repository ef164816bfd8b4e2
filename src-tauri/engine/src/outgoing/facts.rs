//! What a message says of the base: who writes, to whom, for which invoices, with which figures.
use crate::error::{Error, Result};
use crate::store::clients::{self, Client};
use crate::store::reminders::ReminderLine;
use crate::store::situation;
use crate::store::{claims, day, invoices};
use chrono::NaiveDate;
use echu_core::dunning::hold::disputed_part;
use echu_core::ids::{ClientId, DocumentId, InvoiceId};
use echu_core::interest::PenaltyResponse;
use echu_core::invoice::Invoice;
use echu_core::invoice::parts::{DuePart, left};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension};

/// An invoice of a message, as it stands now.
#[derive(Debug, Clone)]
pub struct LineNow {
    /// Its number.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Its due date.
    pub due_on: Option<NaiveDate>,
    /// What it is for.
    pub subject: String,
    /// Bon de commande.
    pub purchase_order: String,
    /// TTC, in cents.
    pub total: Cents,
    /// Still owed, in cents.
    pub balance: Cents,
    /// Disputed, in cents.
    pub disputed: Cents,
    /// What may be asked for, in cents: due, or its next part before it is, and not disputed.
    pub claimable: Cents,
    /// Past due, in cents.
    pub overdue: Cents,
    /// Its version.
    pub version: i64,
    /// Its PDF.
    pub pdf: Option<DocumentId>,
    /// Hash of its PDF; empty without one.
    pub pdf_sha256: String,
    /// The same as the rule of the day sees it; none when settled.
    pub invoice: Option<Invoice>,
}

/// A client.
///
/// # Errors
/// [`Error::NotFound`].
pub fn client(conn: &Connection, id: ClientId) -> Result<Client> {
    clients::get(conn, id)
}

/// Reads an invoice of a message as it stands now.
///
/// # Errors
/// [`Error::NotFound`].
pub fn line_now(conn: &Connection, line: &ReminderLine, today: NaiveDate) -> Result<LineNow> {
    invoice_now(conn, line.invoice_id, today)
}

/// Reads an invoice as it stands now.
///
/// # Errors
/// [`Error::NotFound`].
pub fn invoice_now(conn: &Connection, id: InvoiceId, today: NaiveDate) -> Result<LineNow> {
    let (mut now, client) = conn
        .prepare_cached(
            "SELECT i.number, i.issued_on, i.due_on, i.subject, i.purchase_order, i.total_cents, i.settled_cents, i.version, i.pdf_document_id,
                    IFNULL((SELECT sha256 FROM document WHERE id = i.pdf_document_id), ''), i.written_off_on IS NOT NULL OR i.archived_at IS NOT NULL,
                    i.client_id
             FROM invoice i WHERE i.id = ?",
        )?
        .query_row([id.0], |row| {
            let date = |index| row.get::<_, Option<String>>(index)?.map(|text| day(&text)).transpose();
            let total = Cents(row.get(5)?);
            let gone: bool = row.get(10)?;
            let balance = if gone { Cents::ZERO } else { total - Cents(row.get(6)?) };
            let now = LineNow {
                number: row.get(0)?,
                issued_on: day(&row.get::<_, String>(1)?)?,
                due_on: date(2)?,
                subject: row.get(3)?,
                purchase_order: row.get(4)?,
                total,
                balance,
                disputed: Cents::ZERO,
                claimable: balance,
                overdue: Cents::ZERO,
                version: row.get(7)?,
                pdf: row.get::<_, Option<i64>>(8)?.map(DocumentId),
                pdf_sha256: row.get(9)?,
                invoice: None,
            };
            Ok((now, ClientId(row.get(11)?)))
        })
        .optional()?
        .ok_or(Error::NotFound { what: "invoice", id: id.0 })?;
    if now.balance.is_positive() {
        let invoice = invoices::get(conn, id)?.facts;
        now.disputed = disputed_part(&invoice, &situation::holds_of(conn, client)?, today);
        now.claimable = (now.balance - now.disputed).min(invoice.payable(today));
        now.overdue = invoice.overdue(today);
        now.invoice = Some(invoice);
    }
    Ok(now)
}

impl LineNow {
    /// What is asked for on it, due part by due part: one line, without a name, for an invoice due at once, or when a dispute bears
    /// on it. The lines add up to `claimable`.
    pub fn due_lines(&self, today: NaiveDate) -> Vec<DueLine> {
        let due_on = self.due_on.unwrap_or(self.issued_on);
        let parts = self.invoice.as_ref().map_or(&[][..], |invoice| &invoice.parts);
        if parts.is_empty() || self.disputed.is_positive() {
            return vec![DueLine { part: String::new(), due_on, amount: self.total, asked: self.claimable }];
        }
        let asked = |one: &DueLine| one.asked.is_positive() && (one.due_on < today || one.due_on <= due_on);
        let left = left(parts, self.total - self.balance);
        let line = |(at, (part, asked)): (usize, (&DuePart, Cents))| {
            let name = part_name(at, parts.len());
            DueLine { part: name, due_on: part.due_on, amount: part.amount, asked }
        };
        parts.iter().zip(left).enumerate().map(line).filter(asked).collect()
    }
}

/// A line of what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLine {
    /// « 2/3 »; empty for a whole invoice.
    pub part: String,
    /// Last day to pay it.
    pub due_on: NaiveDate,
    /// TTC, in cents.
    pub amount: Cents,
    /// Asked for, in cents.
    pub asked: Cents,
}

/// « 2/3 »: a part among the others; empty for a whole invoice.
pub fn part_name(at: usize, count: usize) -> String {
    if count < 2 { String::new() } else { format!("{}/{count}", at + 1) }
}

/// The account of an invoice's claim as of today; nothing is claimed on one without a due date.
///
/// # Errors
/// A half-year whose rate is not known.
pub fn statement(conn: &Connection, invoice: InvoiceId, today: NaiveDate) -> Result<PenaltyResponse> {
    claims::statement(conn, invoice, today)?
        .ok_or_else(|| Error::Refused("Cette facture n’a pas d’échéance\u{a0}: complétez-la avant de réclamer des pénalités.".to_owned()))
}

/// The address a client's reminders go to, copies left out.
pub fn recipient(client: &Client) -> String {
    client.card.email.clone()
}

/// The addresses in copy of a client's reminders.
pub fn copies(client: &Client) -> Vec<String> {
    client.card.email_copies.split(',').map(str::trim).filter(|copy| !copy.is_empty()).map(str::to_owned).collect()
}

/// Day of the last payment put against an invoice.
///
/// # Errors
/// When the base cannot be read.
pub fn paid_on(conn: &Connection, invoice: InvoiceId) -> Result<Option<NaiveDate>> {
    let on: Option<String> = conn
        .prepare_cached("SELECT MAX(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = ?")?
        .query_row([invoice.0], |row| row.get(0))?;
    Ok(on.map(|text| day(&text)).transpose()?)
}
