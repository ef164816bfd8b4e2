//! The reminder of a term of an agreement: its figures, its words, what it is approved with, what the law finds in it. It goes
//! through the same drafts, approvals and checks as a reminder of the plan; only what it asks for is read here.
use super::approval::Rows;
use super::draft::Refreshed;
use super::legal::standing;
use super::why::StoredWhy;
use super::{facts, texts, words};
use crate::channels::email::Composed;
use crate::channels::email::term::{self as mail, TermFacts};
use crate::error::{Error, Result};
use crate::letters::LetterError;
use crate::store::agreements::{self, Stored};
use crate::store::reminders::{Reminder, ReminderTerm};
use crate::store::{Tx, settings};
use chrono::NaiveDate;
use echu_core::dunning::recheck::{FactLine, FactTerm};
use echu_core::dunning::terms::TermReminder;
use echu_core::dunning::{EMAIL, Tone};
use echu_core::ids::AgreementId;
use echu_core::instalments::reminder::TermTurn;
use echu_core::legal_check::{Claimed, Form, Leaving, LegalFinding, Purpose, check};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use rusqlite::Connection;

/// The draft of a term of the day, not stored yet.
///
/// # Errors
/// A text that does not read.
pub fn of_turn(conn: &Connection, one: &TermReminder, today: NaiveDate) -> Result<Reminder> {
    draft(conn, one.agreement_id, &one.turn, today, &StoredWhy::of(&one.reason, today))
}

/// The draft that reminds of a term, whatever its day.
///
/// # Errors
/// As [`of_turn`].
pub(super) fn draft(conn: &Connection, id: AgreementId, turn: &TermTurn, today: NaiveDate, why: &StoredWhy) -> Result<Reminder> {
    let agreement = agreements::get(conn, id)?;
    let term = ReminderTerm { agreement_id: id, identity: agreement.identity, due_on: turn.term.on, amount: turn.lacks };
    let mut draft = Reminder { why: why.stored()?, term: Some(term), ..Reminder::draft(agreement.client_id, EMAIL, Tone::Courtesy, today) };
    let message = written(conn, &draft)?;
    (draft.subject, draft.body) = (message.subject, message.text);
    Ok(draft)
}

/// The words of a reminder of a term, from its figures.
///
/// # Errors
/// [`Error::Refused`] when its text does not read.
pub(super) fn written(conn: &Connection, reminder: &Reminder) -> Result<Composed> {
    compose(&said(conn, reminder)?.0)
}

/// The message that these facts make.
///
/// # Errors
/// As [`written`].
pub(super) fn compose(said: &TermFacts) -> Result<Composed> {
    mail::compose(said).map_err(|fault| Error::Refused(LetterError::Text(fault).sentence()))
}

/// What the message says, with its agreement.
///
/// # Errors
/// When the base cannot be read.
pub fn said(conn: &Connection, reminder: &Reminder) -> Result<(TermFacts, Stored)> {
    let term = term_of(reminder)?;
    let agreement = agreements::get(conn, term.agreement_id)?;
    let client = facts::client(conn, reminder.client_id)?;
    let terms = &agreement.facts.terms;
    let at = terms.iter().position(|one| one.on == term.due_on).unwrap_or_default();
    let amount = terms.get(at).map_or(term.amount, |one| one.amount);
    let place = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let numbers: Vec<String> =
        agreement.invoices.iter().map(|id| Ok(facts::invoice_now(conn, *id, reminder.computed_on)?.number)).collect::<Result<_>>()?;
    let said = TermFacts {
        today: reminder.computed_on,
        creditor: settings::creditor(conn)?,
        agreed_on: agreement.facts.agreed_on,
        due_on: term.due_on,
        rank: (place(at + 1), place(terms.len())),
        lacks: term.amount,
        received: (amount - term.amount).or_zero(),
        after: terms.iter().skip(at + 1).map(|one| one.amount).sum(),
        reference: words::reference(&client.card.name, numbers.first().map(String::as_str).unwrap_or_default()),
        numbers,
        sentence: reminder.sentence.clone(),
        text: texts::in_force(conn, texts::Text::Term, client.card.debtor_kind)?.text,
    };
    Ok((said, agreement))
}

fn term_of(reminder: &Reminder) -> Result<&ReminderTerm> {
    reminder.term.as_ref().ok_or(Error::NotFound { what: "term of a reminder", id: reminder.id.0 })
}

/// Makes the figure and the words of a draft again from the base of today. Words a person changed are kept unless the figure moved.
///
/// # Errors
/// As [`written`].
pub(super) fn refresh(tx: &mut Tx, old: &Reminder, rows: &Rows) -> Result<Refreshed> {
    let term = term_of(old)?;
    let Ok(lacks) = rows.term(term) else { return Ok(Refreshed::NothingLeft) };
    let same = lacks == term.amount;
    let mut new = Reminder { computed_on: tx.when.today, term: Some(ReminderTerm { amount: lacks, ..term.clone() }), ..old.clone() };
    if !(same && old.edited) {
        new.edited = false;
        let message = written(&tx.sql, &new)?;
        (new.subject, new.body) = (message.subject, message.text);
    }
    let rewritten = old.edited && !new.edited;
    if new != *old {
        tx.refresh_reminder(old.id, &new)?;
    }
    Ok(if rewritten { Refreshed::Rewritten } else { Refreshed::Same })
}

/// What an approval of it is tied to: the term, and the versions of what its agreement covers.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn approved(conn: &Connection, term: &ReminderTerm, rows: &Rows, today: NaiveDate) -> Result<(FactTerm, Vec<FactLine>)> {
    // What may not be asked for any more is judged from the approval; here it is only another amount.
    let claimed = rows.term(term).unwrap_or(Cents::ZERO);
    let mut lines = Vec::new();
    for id in agreements::get(conn, term.agreement_id)?.invoices {
        let now = facts::invoice_now(conn, id, today)?;
        lines.push(FactLine {
            invoice_id: id,
            number: now.number,
            due_on: now.due_on,
            step_id: None,
            cycle: 1,
            version: now.version,
            claimed: Cents::ZERO,
            chased: false,
        });
    }
    Ok((FactTerm { agreement_id: term.agreement_id, on: term.due_on, claimed }, lines))
}

/// The text in force for it: what a revision of it makes lapse.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn text(conn: &Connection, kind: DebtorKind) -> Result<String> {
    Ok(texts::in_force(conn, texts::Text::Term, kind)?.text.unwrap_or_else(|| mail::built_in().to_owned()))
}

/// What is found in a reminder of a term that leaves on a day.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn findings(conn: &Connection, reminder: &Reminder, leaves_on: NaiveDate) -> Result<Vec<LegalFinding>> {
    let client = facts::client(conn, reminder.client_id)?;
    let (said, agreement) = said(conn, reminder)?;
    let kind = client.card.debtor_kind;
    let mut invoices = Vec::new();
    for id in &agreement.invoices {
        let now = facts::invoice_now(conn, *id, reminder.computed_on)?;
        let known = standing(conn, kind, *id, reminder.computed_on)?;
        invoices.push(Claimed {
            number: now.number,
            due_on: now.due_on.unwrap_or(now.issued_on),
            claimed: Cents::ZERO,
            owed: known.owed,
            due: known.due,
            disputed: known.disputed,
            interest: Cents::ZERO,
            fee: Cents::ZERO,
            statement: None,
            agreed_bp: known.agreed_bp,
            notified_on: known.notified_on,
            limitation: known.limitation,
        });
    }
    let names = vec![client.card.name.clone(), client.card.contact_name.clone()];
    Ok(judged(
        &Judged { said: &said, kind, subject: &reminder.subject, text: &reminder.body, invoices, names, leaves_on },
        client.card.insolvent_on,
    ))
}

/// A message about a term, as the law reads it.
pub(super) struct Judged<'a> {
    /// What it says.
    pub said: &'a TermFacts,
    /// To whom.
    pub kind: DebtorKind,
    /// Its subject, as it leaves.
    pub subject: &'a str,
    /// Its words, as they leave.
    pub text: &'a str,
    /// What its agreement covers; nothing of it is claimed beside the term.
    pub invoices: Vec<Claimed>,
    /// Names that come from the base.
    pub names: Vec<String>,
    /// The day it leaves.
    pub leaves_on: NaiveDate,
}

/// What the law finds in it.
pub(super) fn judged(mail: &Judged, insolvent_on: Option<NaiveDate>) -> Vec<LegalFinding> {
    let said = mail.said;
    let numbers = mail.invoices.iter().map(|line| line.number.clone());
    check(&Leaving {
        purpose: Purpose::Term,
        form: Form::Email,
        debtor_kind: mail.kind,
        leaves_on: mail.leaves_on,
        figures_on: said.today,
        creditor: &said.creditor,
        names: mail.names.iter().cloned().chain(numbers).collect(),
        subject: mail.subject,
        text: mail.text,
        tables: "",
        invoices: mail.invoices.clone(),
        credit: Cents::ZERO,
        total: said.lacks,
        deadline: None,
        reserved: Cents::ZERO,
        insolvent_on,
        other_amounts: vec![said.received, said.after, said.lacks + said.received],
    })
}
