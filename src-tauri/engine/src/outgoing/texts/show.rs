//! What a text gives, for a client or for an invented one.
use super::{Showing, sample, words};
use crate::channels::email::term::TermFacts;
use crate::channels::spoken::{self, Script, ScriptFacts};
use crate::channels::{email, sms as short};
use crate::error::{Error, Result};
use crate::letters::correspondence::{self, Dress};
use crate::letters::{LetterError, formal_notice};
use crate::outgoing::correspondence::{self as papers, Wanted};
use crate::outgoing::why::StoredWhy;
use crate::outgoing::{by_hand, draft, facts, term as mail_term};
use crate::outgoing::{notice as notices, words as mails};
use crate::store::reminders::{Reminder, ReminderLine, Role};
use crate::store::situation::{Scope, situation};
use crate::store::{agreements, settings};
use chrono::Days;
use echu_core::dunning::{EMAIL, Tone};
use echu_core::ids::ClientId;
use echu_core::instalments::TermStage;
use echu_core::instalments::reminder::{TermTurn, USUAL_REMINDER_DAYS};
use echu_core::letter::journey::Medium;
use echu_core::letter::{LetterKind, Manner};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;

/// For whom a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An invented debtor of that kind.
    Sample(DebtorKind),
    /// One of the user's.
    Client(ClientId),
}

/// What a text gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The subject.
    pub subject: String,
    /// The words of a message; of a letter, line by line.
    pub body: String,
    /// The letter; none for a message.
    pub pdf: Option<Vec<u8>>,
}

pub(super) fn mail(showing: &Showing, tone: Tone) -> Result<Shown> {
    let facts = match showing.target {
        Target::Sample(kind) => sample::mail(showing.conn, tone, kind, showing.today, showing.source)?.0,
        Target::Client(id) => {
            let draft = open(showing, id, tone)?;
            let facts = mails::of(showing.conn, &draft, showing.today)?;
            email::EmailFacts { text: Some(showing.source.to_owned()), ..facts }
        }
    };
    let message = email::compose(&facts).map_err(|fault| Error::Refused(LetterError::Text(fault).sentence()))?;
    Ok(Shown { subject: message.subject, body: message.text, pdf: None })
}

pub(super) fn term(showing: &Showing) -> Result<Shown> {
    let said = match showing.target {
        Target::Sample(kind) => sample::term(showing.conn, kind, showing.today, showing.source)?.0,
        Target::Client(id) => {
            let agreement = agreements::standing(showing.conn, id)?.ok_or_else(|| Error::Refused(words::NO_AGREEMENT.to_owned()))?;
            let region = settings::region(&settings::options(showing.conn)?);
            // Whatever its day: the words are looked at, nothing leaves.
            let terms = agreement.facts.follow(showing.today, region);
            let at = terms.iter().position(|one| one.stage == TermStage::Coming);
            let turn = at
                .and_then(|at| TermTurn::of(&terms, at, USUAL_REMINDER_DAYS, region))
                .ok_or_else(|| Error::Refused(words::NO_AGREEMENT.to_owned()))?;
            let draft = mail_term::draft(showing.conn, agreement.id, &turn, showing.today, &StoredWhy::default())?;
            TermFacts { text: Some(showing.source.to_owned()), ..mail_term::said(showing.conn, &draft)?.0 }
        }
    };
    let message = mail_term::compose(&said)?;
    Ok(Shown { subject: message.subject, body: message.text, pdf: None })
}

pub(super) fn sms(showing: &Showing, tone: Tone) -> Result<Shown> {
    let facts = match showing.target {
        Target::Sample(kind) => {
            let (facts, _) = sample::mail(showing.conn, tone, kind, showing.today, "")?;
            sample::sms(&facts, showing.source)
        }
        Target::Client(id) => {
            let draft = open(showing, id, tone)?;
            short::SmsFacts { text: Some(showing.source.to_owned()), ..by_hand::sms(showing.conn, &draft, showing.today)? }
        }
    };
    let body = short::compose(&facts).map_err(|fault| Error::Refused(LetterError::Text(fault).sentence()))?;
    Ok(Shown { subject: String::new(), body, pdf: None })
}

pub(super) fn spoken(showing: &Showing, script: Script) -> Result<Shown> {
    let facts = match showing.target {
        Target::Sample(kind) => sample::spoken(showing.conn, script, kind, showing.today, showing.source)?,
        Target::Client(id) => {
            let known = by_hand::script(showing.conn, id, script, showing.today)?;
            ScriptFacts { text: Some(showing.source.to_owned()), ..known }
        }
    };
    let lines = spoken::compose(&facts).map_err(|fault| Error::Refused(LetterError::Text(fault).sentence()))?;
    Ok(Shown { subject: String::new(), body: lines.join("\n"), pdf: None })
}

/// What a message of that tone would claim: the invoices that are late, or those to come for a courtesy notice.
fn open(showing: &Showing, client: ClientId, tone: Tone) -> Result<Reminder> {
    let situation = situation(showing.conn, Scope::Client(client))?;
    let late = tone != Tone::Courtesy;
    let mut lines = Vec::new();
    for invoice in situation.invoices.iter().filter(|invoice| invoice.due_on.is_some() && invoice.is_late(showing.today) == late) {
        let now = facts::invoice_now(showing.conn, invoice.id, showing.today)?;
        if now.claimable.is_positive() {
            lines.push(ReminderLine {
                invoice_id: invoice.id,
                identity: String::new(),
                step_id: None,
                cycle: 1,
                role: Role::Joined,
                balance: now.claimable,
                interest: Cents::ZERO,
                fee: Cents::ZERO,
                invoice_version: now.version,
            });
        }
    }
    if lines.is_empty() {
        return Err(Error::Refused(words::NOTHING_OPEN.to_owned()));
    }
    let mut draft = Reminder { lines, ..Reminder::draft(client, EMAIL, tone, showing.today) };
    draft::figures(showing.conn, &mut draft, showing.today)?;
    Ok(draft)
}

pub(super) fn notice(showing: &Showing) -> Result<Shown> {
    let facts = match showing.target {
        Target::Sample(kind) => sample::notice(showing.conn, kind, showing.today, showing.source)?.0,
        Target::Client(id) => {
            let client = facts::client(showing.conn, id)?;
            let lines = notices::lines_for(showing.conn, &client, showing.today)?;
            let made = notices::of(showing.conn, &client, &lines, "", (None, Medium::Paper), showing.today)?;
            formal_notice::Facts { text: Some(showing.source.to_owned()), ..made.facts }
        }
    };
    let letter = formal_notice::compose(&facts).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
    Ok(Shown { subject: formal_notice::subject(&facts.notice), body: letter.text_lines.join("\n"), pdf: Some(letter.pdf) })
}

pub(super) fn letter(showing: &Showing, kind: LetterKind, manner: Manner) -> Result<Shown> {
    let conn = showing.conn;
    let letter = match showing.target {
        Target::Sample(debtor) => sample::letter(conn, kind, manner, debtor, showing.today)?.0,
        Target::Client(id) => {
            let client = facts::client(conn, id)?;
            // What only a person can say is invented: how many terms, who takes the file over.
            let wanted = Wanted {
                manner,
                terms: Some((4, showing.today + Days::new(12))),
                agent: Some(echu_core::letter::sample::agent(client.card.debtor_kind)),
                ..Wanted::default()
            };
            papers::of(conn, &client, kind, &wanted, showing.today)?.letter
        }
    };
    let dress = Dress { text: Some(showing.source.to_owned()), ..papers::dress(conn)? };
    let set = correspondence::compose(&letter, &dress).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
    Ok(Shown { subject: kind.label().to_owned(), body: set.text_lines.join("\n"), pdf: Some(set.pdf) })
}
