//! What an approval is tied to, and what the base says now: both read here, compared by the core's rule.
use super::{facts, plan, texts};
use crate::channels::email;
use crate::error::{Error, Result};
use crate::journal::digest;
use crate::store::reminders::{Reminder, ReminderLine, ReminderTerm, Role};
use crate::store::situation::{Scope, plans, situation, tone_key};
use crate::store::{invoices, settings};
use chrono::NaiveDate;
use echu_core::dunning::Plan;
use echu_core::dunning::recheck::{FactLine, Facts, Standing, Stopped};
use echu_core::dunning::situation::{Options, Situation};
use echu_core::ids::{InvoiceId, ReminderId};
use echu_core::invoice::{Invoice, InvoiceKind};
use echu_core::money::Cents;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What bears on one message now.
pub struct Rows {
    today: NaiveDate,
    approved_on: NaiveDate,
    reminder_id: ReminderId,
    situation: Situation,
    plans: Vec<Plan>,
    invoices: Vec<Invoice>,
    numbers: BTreeMap<InvoiceId, String>,
    paid_on: BTreeMap<InvoiceId, NaiveDate>,
    options: Options,
}

impl Rows {
    /// Reads them, for a message approved on that day, or about to be.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn of(conn: &Connection, reminder: &Reminder, approved_on: NaiveDate, today: NaiveDate) -> Result<Rows> {
        let mut found = Vec::new();
        let (mut numbers, mut paid_on) = (BTreeMap::new(), BTreeMap::new());
        for line in claimed(reminder) {
            let stored = invoices::get(conn, line.invoice_id)?;
            numbers.insert(line.invoice_id, stored.facts.number.clone());
            if !stored.archived {
                found.push(stored.facts);
            }
            if let Some(on) = facts::paid_on(conn, line.invoice_id)? {
                paid_on.insert(line.invoice_id, on);
            }
        }
        Ok(Rows {
            today,
            approved_on,
            reminder_id: reminder.id,
            situation: situation(conn, Scope::Client(reminder.client_id))?,
            plans: plans(conn)?,
            invoices: found,
            numbers,
            paid_on,
            options: plan::options(conn)?,
        })
    }

    /// As the core's rule reads them.
    pub fn standing(&self) -> Standing<'_> {
        Standing {
            today: self.today,
            approved_on: self.approved_on,
            reminder_id: self.reminder_id,
            situation: &self.situation,
            plans: &self.plans,
            invoices: &self.invoices,
            paid_on: &self.paid_on,
            options: &self.options,
        }
    }

    /// What may be claimed on a line of a reminder now.
    ///
    /// # Errors
    /// Why nothing may.
    pub fn claimable(&self, line: &ReminderLine) -> std::result::Result<Cents, Stopped> {
        self.standing().claimable(line.invoice_id, self.numbers.get(&line.invoice_id).map_or("", String::as_str))
    }

    /// What may be asked for of a term now.
    ///
    /// # Errors
    /// Why nothing may.
    pub fn term(&self, term: &ReminderTerm) -> std::result::Result<Cents, Stopped> {
        self.standing().term(term.agreement_id, term.due_on)
    }

    /// The lines of a reminder that may not be claimed now, or its term.
    pub fn stopped(&self, reminder: &Reminder) -> Vec<Stopped> {
        let term = reminder.term.iter().filter_map(|term| self.term(term).err());
        term.chain(claimed(reminder).filter_map(|line| self.claimable(line).err())).collect()
    }

    /// How often the plan of an invoice was started.
    pub fn cycle(&self, id: InvoiceId) -> u32 {
        self.situation.cycles.get(&id).copied().unwrap_or(1)
    }
}

/// The facts of a message as they would be approved now: amounts, due dates, recipients, step, text, attachments, versions.
///
/// # Errors
/// When the base cannot be read.
pub fn facts_of(conn: &Connection, reminder: &Reminder, rows: &Rows) -> Result<Facts> {
    let mut lines = Vec::new();
    let mut attachments = Vec::new();
    for line in claimed(reminder) {
        let Some(invoice) = rows.invoices.iter().find(|one| one.id == line.invoice_id) else { continue };
        let Ok(principal) = rows.claimable(line) else { continue };
        lines.push(FactLine {
            invoice_id: line.invoice_id,
            number: invoice.number.clone(),
            due_on: invoice.due_on,
            step_id: line.step_id.filter(|_| line.role == Role::Step),
            cycle: rows.cycle(line.invoice_id),
            version: invoice.version,
            claimed: principal + accessories(conn, reminder, line.invoice_id)?,
            chased: true,
        });
        let sha256 = facts::line_now(conn, line, rows.today)?.pdf_sha256;
        if !sha256.is_empty() {
            attachments.push(sha256);
        }
    }
    let is_credit = |one: &&Invoice| one.kind == InvoiceKind::CreditNote && one.balance().is_positive();
    lines.extend(rows.situation.invoices.iter().filter(is_credit).map(|credit| FactLine {
        invoice_id: credit.id,
        number: credit.number.clone(),
        due_on: None,
        step_id: None,
        cycle: 1,
        version: credit.version,
        claimed: -credit.balance(),
        chased: false,
    }));
    let client = facts::client(conn, reminder.client_id)?;
    let kind = client.card.debtor_kind;
    let mut term = None;
    let template = if let Some(of) = &reminder.term {
        let (approved, covered) = super::term::approved(conn, of, rows, rows.today)?;
        (term, lines) = (Some(approved), covered);
        revision("term", &super::term::text(conn, kind)?)
    } else {
        let tone = super::words::mail_tone(reminder.tone);
        let saved = texts::in_force(conn, texts::Text::Mail(tone), kind)?;
        revision(tone_key(reminder.tone), saved.text.as_deref().unwrap_or_else(|| email::built_in(tone)))
    };
    Ok(Facts {
        step_id: reminder.step_id,
        template,
        sender: digest(&serde_json::to_string(&settings::creditor(conn)?)?),
        recipients: std::iter::once(facts::recipient(&client)).chain(facts::copies(&client)).collect(),
        lines,
        term,
        attachments,
        subject: reminder.subject.clone(),
        body: reminder.body.clone(),
    })
}

/// « email/firm@1a2b3c »: a text, known by its words.
fn revision(name: &str, text: &str) -> String {
    let digest = digest(text);
    format!("email/{name}@{}", digest.get(..12).unwrap_or(&digest))
}

/// What an invoice is asked for beside the ledger, for the day the figures of the message stand for: a night in the queue changes nothing.
/// A rate that is not known any more gives nothing, so another amount: the message is a draft again, and says what is missing.
fn accessories(conn: &Connection, reminder: &Reminder, id: InvoiceId) -> Result<Cents> {
    if !super::draft::claims_penalties(reminder.tone) {
        return Ok(Cents::ZERO);
    }
    match super::claimed::on(conn, id, true, reminder.computed_on) {
        Ok(asked) => Ok(asked.beside_the_ledger()),
        Err(Error::Domain(_) | Error::Refused(_)) => Ok(Cents::ZERO),
        Err(error) => Err(error),
    }
}

/// The lines a message claims: those listed « pour mémoire » are not in it.
fn claimed(reminder: &Reminder) -> impl Iterator<Item = &ReminderLine> {
    reminder.lines.iter().filter(|line| line.role != Role::Memory)
}
