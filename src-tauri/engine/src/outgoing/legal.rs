//! The legal check of what is about to leave, read from the base: at approval, when a letter is frozen, and again at the
//! second of sending.
mod paper;

pub use paper::{SetLetter, of_paper, of_set};

use super::notice::Notice;
use super::{facts, words};
use crate::channels::email::{self, EmailFacts};
use crate::error::{Error, Result};
use crate::letters::{Rendered, formal_notice};
use crate::store::clients::Client;
use crate::store::reminders::{Reminder, ReminderLine, Role};
use crate::store::{claims, limitations};
use chrono::NaiveDate;
use echu_core::dunning::SMS;
use echu_core::error::DomainError;
use echu_core::ids::InvoiceId;
use echu_core::interest::PenaltyResponse;
use echu_core::legal_check::{Claimed, Form, Leaving, LegalCode, LegalFinding, Purpose, Severity, check, stops};
use echu_core::letter::Standing;
use echu_core::limitation::{Limitation, last_day};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use rusqlite::Connection;

/// A message, and what it claims.
pub struct Mail<'a> {
    /// How it travels: an e-mail or an SMS.
    pub form: Form,
    /// What it says.
    pub said: &'a EmailFacts,
    /// Its subject, as it leaves.
    pub subject: &'a str,
    /// Its words, as they leave.
    pub text: &'a str,
    /// What it claims.
    pub invoices: Vec<Claimed>,
    /// Names that come from the base.
    pub names: Vec<String>,
    /// The day it leaves.
    pub leaves_on: NaiveDate,
    /// Opening of insolvency proceedings.
    pub insolvent_on: Option<NaiveDate>,
}

/// What is found in a message.
pub fn of_mail(mail: &Mail) -> Vec<LegalFinding> {
    let said = mail.said;
    let purpose: Purpose = words::mail_tone(said.tone).into();
    let gives_deadline = matches!(purpose, Purpose::Firm | Purpose::Last);
    check(&Leaving {
        purpose,
        form: mail.form,
        debtor_kind: said.debtor_kind,
        leaves_on: mail.leaves_on,
        figures_on: said.today,
        creditor: &said.creditor,
        names: with_numbers(&mail.names, &mail.invoices),
        subject: mail.subject,
        text: mail.text,
        tables: "",
        invoices: mail.invoices.clone(),
        credit: said.credit,
        total: email::total(said),
        deadline: gives_deadline.then(|| email::limit(said)),
        reserved: Cents::ZERO,
        insolvent_on: mail.insolvent_on,
        // The parts of an invoice are named one by one.
        other_amounts: said.lines.iter().map(|line| line.balance).collect(),
    })
}

/// What is found in a reminder of the base that leaves on a day.
///
/// # Errors
/// When the base cannot be read.
pub fn of_reminder(conn: &Connection, reminder: &Reminder, leaves_on: NaiveDate) -> Result<Vec<LegalFinding>> {
    if reminder.term.is_some() {
        return super::term::findings(conn, reminder, leaves_on);
    }
    let client = facts::client(conn, reminder.client_id)?;
    let mut invoices = Vec::new();
    for line in reminder.lines.iter().filter(|line| line.role != Role::Memory) {
        let claims_penalties = line.interest.is_positive();
        let statement = if claims_penalties { known(facts::statement(conn, line.invoice_id, reminder.computed_on))? } else { None };
        invoices.push(claimed(conn, &client, line, statement, reminder.computed_on)?);
    }
    Ok(of_mail(&Mail {
        form: if reminder.channel == SMS { Form::Sms } else { Form::Email },
        said: &words::of(conn, reminder, reminder.computed_on)?,
        subject: &reminder.subject,
        text: &reminder.body,
        invoices,
        names: names(&client),
        leaves_on,
        insolvent_on: client.card.insolvent_on,
    }))
}

/// A mise en demeure that is set, and what it claims.
pub struct SetNotice<'a> {
    /// What it says.
    pub facts: &'a formal_notice::Facts,
    /// All that is printed, line by line.
    pub text_lines: &'a [String],
    /// What it claims.
    pub invoices: Vec<Claimed>,
    /// Names that come from the base.
    pub names: Vec<String>,
    /// Opening of insolvency proceedings.
    pub insolvent_on: Option<NaiveDate>,
}

/// What is found in a mise en demeure.
///
/// # Errors
/// A fault of its text.
pub fn of_letter(set: &SetNotice) -> Result<Vec<LegalFinding>> {
    let notice = &set.facts.notice;
    let prose = formal_notice::prose(set.facts).map_err(|error| Error::Refused(error.sentence()))?;
    let (subject, text) = prose.split_once("\n\n").unwrap_or((&prose, ""));
    let of_invoices = notice.invoices.iter().flat_map(|invoice| [invoice.total, invoice.paid, invoice.credited]);
    let of_payments = notice.payments.iter().flat_map(|payment| [payment.amount, payment.to_interest]);
    let others = notice.others.iter().map(|other| other.balance);
    let labels = notice.invoices.iter().map(|invoice| invoice.subject.clone()).chain([notice.debtor.name.clone()]);
    Ok(check(&Leaving {
        purpose: Purpose::FormalNotice,
        form: Form::Letter,
        debtor_kind: notice.debtor_kind,
        leaves_on: notice.dated_on,
        figures_on: notice.dated_on,
        creditor: &notice.creditor,
        names: with_numbers(&set.names, &set.invoices).into_iter().chain(labels).collect(),
        subject,
        text,
        tables: &set.text_lines.join("\n"),
        invoices: set.invoices.clone(),
        credit: notice.credited(),
        total: notice.total(),
        deadline: (notice.deadline_days > 0).then(|| notice.deadline()),
        reserved: Cents::ZERO,
        insolvent_on: set.insolvent_on,
        other_amounts: of_invoices
            .chain(of_payments)
            .chain(others)
            .chain([notice.per_day(), notice.penalties_paid(), notice.principal(), notice.credited()])
            .collect(),
    }))
}

/// What is found in a mise en demeure of the base that is set and not frozen yet.
///
/// # Errors
/// When the base cannot be read.
pub fn of_notice(
    conn: &Connection,
    client: &Client,
    lines: &[ReminderLine],
    made: &Notice,
    rendered: &Rendered,
) -> Result<Vec<LegalFinding>> {
    let notice = &made.facts.notice;
    let mut invoices = Vec::new();
    for (line, set) in lines.iter().filter(|line| line.role != Role::Memory).zip(&made.claims) {
        let as_set = ReminderLine { balance: set.principal, interest: set.interest, fee: set.fee, ..line.clone() };
        let claim = claimed(conn, client, &as_set, Some(set.account.clone()), notice.dated_on)?;
        // Payments that went to interest first leave more principal than the balance of the invoice says.
        invoices.push(Claimed { owed: set.principal, due: set.principal, ..claim });
    }
    let insolvent_on = client.card.insolvent_on;
    of_letter(&SetNotice { facts: &made.facts, text_lines: &rendered.text_lines, invoices, names: names(client), insolvent_on })
}

/// Refuses what may not leave.
///
/// # Errors
/// [`Error::Legal`] with what blocks, and what asks and was not accepted.
pub fn refuse(findings: &[LegalFinding], accepted: &[LegalCode]) -> Result<()> {
    let stopping: Vec<LegalFinding> = stops(findings, accepted).into_iter().cloned().collect();
    if stopping.is_empty() { Ok(()) } else { Err(Error::Legal(stopping)) }
}

/// The findings that a person accepted, said for the history.
pub fn accepted(findings: &[LegalFinding], accepted: &[LegalCode]) -> Vec<String> {
    let asked = findings.iter().filter(|finding| finding.severity == Severity::Asks && accepted.contains(&finding.code));
    asked.map(|finding| finding.sentence.clone()).collect()
}

/// Why a message approved before may not leave on that day; none when it may. What asked was accepted at approval.
///
/// # Errors
/// When the base cannot be read.
pub fn stops_sending(conn: &Connection, reminder: &Reminder, today: NaiveDate) -> Result<Option<String>> {
    let found = of_reminder(conn, reminder, today)?;
    Ok(found.into_iter().find(|finding| finding.severity == Severity::Blocks).map(|finding| finding.sentence))
}

fn names(client: &Client) -> Vec<String> {
    vec![client.card.name.clone(), client.card.contact_name.clone()]
}

fn with_numbers(names: &[String], invoices: &[Claimed]) -> Vec<String> {
    names.iter().cloned().chain(invoices.iter().map(|line| line.number.clone())).collect()
}

/// An unknown rate is a finding, not a failure: the other findings are still of use.
fn known(statement: Result<PenaltyResponse>) -> Result<Option<PenaltyResponse>> {
    match statement {
        Ok(account) => Ok(Some(account)),
        Err(Error::Domain(DomainError::UnknownRate(_))) => Ok(None),
        Err(other) => Err(other),
    }
}

fn claimed(conn: &Connection, client: &Client, line: &ReminderLine, statement: Option<PenaltyResponse>, on: NaiveDate) -> Result<Claimed> {
    let now = facts::line_now(conn, line, on)?;
    let standing = standing_of(conn, client.card.debtor_kind, (line.invoice_id, &now), on)?;
    Ok(Claimed {
        due_on: now.due_on.unwrap_or(now.issued_on),
        number: now.number,
        claimed: line.balance,
        owed: standing.owed,
        // Payments that went to interest first leave more principal than the ledger says.
        due: if statement.is_some() { standing.due.max(line.balance) } else { standing.due },
        disputed: standing.disputed,
        interest: line.interest,
        fee: line.fee,
        statement,
        agreed_bp: standing.agreed_bp,
        notified_on: standing.notified_on,
        limitation: standing.limitation,
    })
}

/// What the law asks of an invoice beside its figures.
pub(super) fn standing(conn: &Connection, kind: DebtorKind, invoice: InvoiceId, on: NaiveDate) -> Result<Standing> {
    standing_of(conn, kind, (invoice, &facts::invoice_now(conn, invoice, on)?), on)
}

fn standing_of(conn: &Connection, kind: DebtorKind, (invoice, now): (InvoiceId, &facts::LineNow), on: NaiveDate) -> Result<Standing> {
    let request = claims::of(conn, invoice, on)?;
    // Only what a person recorded started the time again: a part payment alone is no acknowledgement.
    let watched = limitations::of_invoice(conn, invoice, on)?.map(|watched| watched.limitation);
    let usual = || Limitation { kind: kind.into(), last_day: last_day(kind.into(), now.due_on.unwrap_or(now.issued_on), &[]) };
    Ok(Standing {
        owed: now.balance,
        due: now.overdue,
        disputed: now.disputed,
        agreed_bp: request.as_ref().and_then(|request| request.contract_rate_bp).and_then(|rate| u32::try_from(rate).ok()),
        notified_on: request.and_then(|request| request.formal_notice_on),
        limitation: watched.unwrap_or_else(usual),
    })
}
