//! Invoices and credit notes: one at a time, and what changes them.
use super::read::{cents, day, debtor_kind, maybe_day};
use super::settings::creditor;
use super::{Tag, Tx, due_parts, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, DocumentId, ImportId, InvoiceId};
use echu_core::intake::{IntakeKind, KnownInvoice, client_identity, natural_identity};
use echu_core::invoice::parts::DuePart;
use echu_core::invoice::{Invoice, InvoiceKind};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::text::normalised_number;
use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

/// What is typed of an invoice, checked and clean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Who owes it.
    pub client_id: ClientId,
    /// Facture or avoir.
    pub kind: InvoiceKind,
    /// As printed.
    pub number: String,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Last day to pay; none: to be corrected, never chased.
    pub due_on: Option<NaiveDate>,
    /// Day of delivery; none: unknown, or of no use.
    pub delivered_on: Option<NaiveDate>,
    /// Its parts, oldest due first; none: all of it is due on `due_on`.
    pub parts: Vec<DuePart>,
    /// TTC, above zero.
    pub total: Cents,
    /// What it is for.
    pub subject: String,
    /// Bon de commande.
    pub purchase_order: String,
    /// Penalty rate printed on it, in basis points.
    pub contract_rate_bp: Option<u32>,
    /// Discount for early payment, of the total, in basis points.
    pub discount_bp: Option<u32>,
    /// Last day to gain it.
    pub discount_until: Option<NaiveDate>,
    /// Credit note: corrects the invoice from its due date.
    pub retroactive: bool,
    /// Collected by the creditor.
    pub direct_debit: bool,
}

/// An invoice as stored, with what a list or a page says of its client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What the rules read. Lists leave its parts out: they are for [`get`].
    pub facts: Invoice,
    /// His name.
    pub client_name: String,
    /// What he is.
    pub client_kind: DebtorKind,
    /// Penalty rate agreed with him, in basis points.
    pub client_rate_bp: Option<u32>,
    /// The part of what is settled that came from credit notes.
    pub credited: Cents,
    /// Day of delivery; none: unknown.
    pub delivered_on: Option<NaiveDate>,
    /// What it is for.
    pub subject: String,
    /// Bon de commande.
    pub purchase_order: String,
    /// Discount for early payment, of the total, in basis points.
    pub discount_bp: Option<u32>,
    /// Last day to gain it.
    pub discount_until: Option<NaiveDate>,
    /// Credit note: corrects the invoice from its due date.
    pub retroactive: bool,
    /// Waits for the triage of its import.
    pub awaiting_triage: bool,
    /// Its PDF.
    pub pdf: Option<DocumentId>,
    /// True when set aside.
    pub archived: bool,
}

/// The parties of an invoice: with its number, what makes its identity.
#[derive(Debug, Clone)]
pub struct Naming {
    creditor_siren: String,
    client: String,
    client_name: String,
}

impl Naming {
    /// Of an invoice between the two; either SIREN may be empty.
    pub fn between(creditor_siren: &str, client_siren: &str, client_name: &str) -> Naming {
        // Worked out once for all the invoices of a client.
        let client = client_identity(client_siren, client_name);
        Naming { creditor_siren: creditor_siren.to_owned(), client, client_name: client_name.to_owned() }
    }
}

/// How a new invoice comes in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin {
    /// The import that brings it; none: typed by hand.
    pub import: Option<ImportId>,
    /// True: late already, it waits for the triage.
    pub awaiting_triage: bool,
    /// What is settled of it from the start: a credit note used before, against invoices we may not have; an invoice that
    /// comes with its payment, which [`Tx::allocate_imported`] then puts against it.
    pub settled: Cents,
}

pub(super) const COLUMNS: &str = "i.id, i.client_id, i.kind, i.number, i.issued_on, i.due_on, i.total_cents, i.settled_cents, i.contract_rate_bp, \
     i.written_off_on, i.direct_debit, i.version, c.name AS client_name, c.debtor_kind, c.contract_rate_bp AS client_rate_bp, \
     IIF(i.settled_cents = 0, 0, (SELECT IFNULL(SUM(a.amount_cents), 0) FROM allocation a \
        WHERE a.invoice_id = i.id AND a.credit_note_id IS NOT NULL)) AS credited, \
     i.delivered_on, i.subject, i.purchase_order, i.discount_bp, i.discount_until, i.retroactive, i.triage = 'pending' AS awaiting_triage, i.pdf_document_id, i.archived_at IS NOT NULL AS archived";

/// A row of [`COLUMNS`], read by place: a keystroke reads five hundred, and a name is looked for among all the others.
pub(super) fn stored(row: &Row) -> rusqlite::Result<Stored> {
    let kind = row.get_ref(2)?.as_str()?;
    let kind = if kind == "credit_note" { InvoiceKind::CreditNote } else { InvoiceKind::Invoice };
    Ok(Stored {
        facts: Invoice {
            id: InvoiceId(row.get(0)?),
            client_id: ClientId(row.get(1)?),
            kind,
            number: row.get(3)?,
            issued_on: day(row, 4)?,
            due_on: maybe_day(row, 5)?,
            parts: Vec::new(),
            total: cents(row, 6)?,
            settled: cents(row, 7)?,
            contract_rate_bp: row.get(8)?,
            written_off_on: maybe_day(row, 9)?,
            direct_debit: row.get(10)?,
            version: row.get(11)?,
        },
        client_name: row.get(12)?,
        client_kind: debtor_kind(row, 13)?,
        client_rate_bp: row.get(14)?,
        credited: cents(row, 15)?,
        delivered_on: maybe_day(row, 16)?,
        subject: row.get(17)?,
        purchase_order: row.get(18)?,
        discount_bp: row.get(19)?,
        discount_until: maybe_day(row, 20)?,
        retroactive: row.get(21)?,
        awaiting_triage: row.get(22)?,
        pdf: row.get::<_, Option<i64>>(23)?.map(DocumentId),
        archived: row.get(24)?,
    })
}

/// One invoice.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: InvoiceId) -> Result<Stored> {
    let mut found = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.id = ?"))?
        .query_row([id.0], stored)
        .optional()?
        .ok_or(Error::NotFound { what: "invoice", id: id.0 })?;
    found.facts.parts = due_parts::of(conn, id)?;
    Ok(found)
}

/// The invoice that bears this number, however it is written.
///
/// # Errors
/// When the base cannot be read.
pub fn numbered(conn: &Connection, number: &str) -> Result<Option<InvoiceId>> {
    let found = conn
        .prepare_cached("SELECT id FROM invoice WHERE number_key = ?")?
        .query_row([normalised_number(number)], |row| Ok(InvoiceId(row.get(0)?)))
        .optional()?;
    Ok(found)
}

/// Every invoice, as far as an import looks at them.
///
/// # Errors
/// When the base cannot be read.
pub fn known(conn: &Connection) -> Result<Vec<KnownInvoice>> {
    let mut query =
        conn.prepare("SELECT id, client_id, kind, number, issued_on, due_on, total_cents, settled_cents FROM invoice ORDER BY id")?;
    let rows = query.query_map([], |row| {
        let kind = row.get_ref("kind")?.as_str()?;
        Ok(KnownInvoice {
            id: InvoiceId(row.get("id")?),
            client: ClientId(row.get("client_id")?),
            kind: if kind == "credit_note" { IntakeKind::CreditNote } else { IntakeKind::Invoice },
            number: row.get("number")?,
            issued_on: day(row, "issued_on")?,
            due_on: maybe_day(row, "due_on")?,
            total: cents(row, "total_cents")?,
            settled: cents(row, "settled_cents")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn kind_key(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Invoice => "invoice",
        InvoiceKind::CreditNote => "credit_note",
    }
}

fn hashed_identity(naming: &Naming, number: &str) -> String {
    let identity = natural_identity(&naming.creditor_siren, number, &naming.client);
    super::hex(&Sha256::digest(identity))
}

impl Tx<'_> {
    fn touch_invoice(&mut self) {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
    }

    /// The parties of an invoice of `client`.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn naming(&self, client: ClientId) -> Result<Naming> {
        let creditor_siren = creditor(&self.sql)?.siren;
        let found = self
            .sql
            .prepare_cached("SELECT siren, name FROM client WHERE id = ?")?
            .query_row([client.0], |row| Ok(Naming::between(&creditor_siren, row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?)))
            .optional()?;
        found.ok_or(Error::NotFound { what: "client", id: client.0 })
    }

    /// Adds an invoice, and its words to the search.
    ///
    /// # Errors
    /// The disk's; a number already there is refused by the base.
    pub fn insert_invoice(&mut self, fields: &Fields, naming: &Naming, origin: Origin) -> Result<InvoiceId> {
        self.touch_invoice();
        let created_at = instant(self.when.at);
        self.sql
            .prepare_cached(
                "INSERT INTO invoice (client_id, kind, number, number_key, identity, issued_on, due_on, delivered_on, total_cents, settled_cents, subject,
                    purchase_order, contract_rate_bp, discount_bp, discount_until, retroactive, direct_debit, triage, import_batch_id,
                    created_at, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(rusqlite::params![
                fields.client_id.0,
                kind_key(fields.kind),
                fields.number,
                normalised_number(&fields.number),
                hashed_identity(naming, &fields.number),
                fields.issued_on.to_string(),
                fields.due_on.map(|day| day.to_string()),
                fields.delivered_on.map(|day| day.to_string()),
                fields.total.0,
                origin.settled.0,
                fields.subject,
                fields.purchase_order,
                fields.contract_rate_bp,
                fields.discount_bp,
                fields.discount_until.map(|day| day.to_string()),
                fields.retroactive,
                fields.direct_debit,
                if origin.awaiting_triage { "pending" } else { "done" },
                origin.import.map(|id| id.0),
                created_at,
                // The version that the triggers would give it: made, then settled.
                if fields.kind == InvoiceKind::Invoice && origin.settled.is_positive() { 2 } else { 1 },
            ])?;
        let id = InvoiceId(self.sql.last_insert_rowid());
        if !fields.parts.is_empty() {
            self.set_due_parts(id, &fields.parts)?;
        }
        match origin.import {
            Some(_) => self.forget_words(),
            None => self.put_words(id, &fields.number, &naming.client_name, &fields.subject),
        }
        Ok(id)
    }

    /// What the trigger of a new credit note does, for one that an import brings with its triggers set aside: the client's open
    /// invoices move.
    ///
    /// # Errors
    /// The disk's.
    pub fn credit_note_imported(&mut self, client: ClientId) -> Result<()> {
        self.sql
            .prepare_cached(
                "UPDATE invoice SET version = version + 1 WHERE client_id = ? AND kind = 'invoice' AND settled_cents < total_cents",
            )?
            .execute([client.0])?;
        Ok(())
    }

    /// Changes an invoice. A due date typed in ends its wait for the triage only if it is not late.
    ///
    /// # Errors
    /// The disk's; a total below what is settled, or a number already there, is refused by the base.
    pub fn update_invoice(&mut self, id: InvoiceId, fields: &Fields) -> Result<()> {
        self.touch_invoice();
        let naming = self.naming(fields.client_id)?;
        self.sql.execute(
            "UPDATE invoice SET client_id = ?, number = ?, number_key = ?, identity = ?, issued_on = ?, due_on = ?, delivered_on = ?, total_cents = ?,
                subject = ?, purchase_order = ?, contract_rate_bp = ?, discount_bp = ?, discount_until = ?, retroactive = ?,
                direct_debit = ? WHERE id = ?",
            rusqlite::params![
                fields.client_id.0,
                fields.number,
                normalised_number(&fields.number),
                hashed_identity(&naming, &fields.number),
                fields.issued_on.to_string(),
                fields.due_on.map(|day| day.to_string()),
                fields.delivered_on.map(|day| day.to_string()),
                fields.total.0,
                fields.subject,
                fields.purchase_order,
                fields.contract_rate_bp,
                fields.discount_bp,
                fields.discount_until.map(|day| day.to_string()),
                fields.retroactive,
                fields.direct_debit,
                id.0,
            ],
        )?;
        self.set_due_parts(id, &fields.parts)?;
        self.put_words(id, &fields.number, &naming.client_name, &fields.subject);
        Ok(())
    }

    /// Passes an invoice as a loss on a day; `None` takes it back.
    ///
    /// # Errors
    /// The disk's.
    pub fn write_off_invoice(&mut self, id: InvoiceId, on: Option<NaiveDate>) -> Result<()> {
        self.touch_invoice();
        self.sql.execute("UPDATE invoice SET written_off_on = ? WHERE id = ?", (on.map(|day| day.to_string()), id.0))?;
        Ok(())
    }

    /// Sets an invoice aside or takes it back.
    ///
    /// # Errors
    /// The disk's.
    pub fn archive_invoice(&mut self, id: InvoiceId, archived: bool) -> Result<()> {
        self.touch_invoice();
        let at = archived.then(|| instant(self.when.at));
        self.sql.execute("UPDATE invoice SET archived_at = ? WHERE id = ?", (at, id.0))?;
        Ok(())
    }

    /// Starts the reminders of an invoice again: the steps done before no longer count.
    ///
    /// # Errors
    /// The disk's.
    pub fn restart_invoice(&mut self, id: InvoiceId) -> Result<()> {
        self.touch_invoice();
        self.sql.execute("UPDATE invoice SET cycle = cycle + 1, restarted_cycle = cycle + 1 WHERE id = ?", [id.0])?;
        Ok(())
    }

    /// Ties an invoice to its PDF.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_invoice_pdf(&mut self, id: InvoiceId, document: DocumentId) -> Result<()> {
        self.touch_invoice();
        self.sql.execute("UPDATE invoice SET pdf_document_id = ? WHERE id = ?", (document.0, id.0))?;
        Ok(())
    }
}
