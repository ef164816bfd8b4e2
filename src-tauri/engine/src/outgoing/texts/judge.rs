//! Whether a text may be kept: no fault, nothing compulsory lost, nothing the law refuses.
use super::{Text, sample, words};
use crate::channels::{email, sms};
use crate::error::{Error, Result};
use crate::letters::correspondence::{self, Dress};
use crate::letters::{LetterError, formal_notice, refusals};
use crate::outgoing::legal::{self, SetLetter};
use crate::outgoing::term;
use echu_core::legal_check::{Form, LegalFinding, Purpose, Severity, Speech, check_words};
use echu_core::party::DebtorKind;
use echu_core::placeholder::{FaultKind, always_shown, check};
use rusqlite::Connection;

/// Something wrong in a text, and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TextFault {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// How many characters, to underline; at least 2.
    pub length: u32,
    /// In French, with its place.
    pub sentence: String,
    /// The closest name, to offer.
    pub nearest: Option<String>,
}

/// What is thought of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// In reading order.
    pub faults: Vec<TextFault>,
    /// What it may not lose and does, one sentence each.
    pub missing: Vec<String>,
    /// What the legal check finds; none while there are faults.
    pub findings: Vec<LegalFinding>,
}

/// Judges a text for a kind of debtor.
///
/// # Errors
/// A half-year whose rate is not known.
pub fn judge(conn: &Connection, text: Text, kind: DebtorKind, source: &str, today: chrono::NaiveDate) -> Result<Judged> {
    let vocabulary = text.vocabulary();
    let faults: Vec<TextFault> = check(source, &vocabulary)
        .into_iter()
        .map(|fault| TextFault {
            line: fault.line,
            column: fault.column,
            length: length(source, fault.line, fault.column),
            sentence: refusals::fault(&fault),
            nearest: if let FaultKind::UnknownVariable { nearest, .. } = fault.kind { nearest } else { None },
        })
        .collect();
    let shown = always_shown(source, &vocabulary);
    let lost = text.compulsory(kind).into_iter().filter(|name| !shown.contains(name)).map(words::lost);
    let titled = text.subject_mark().is_none_or(|mark| source.lines().next().is_some_and(|line| has_mark(line, mark)));
    let missing: Vec<String> = (!titled).then(|| words::NO_SUBJECT.to_owned()).into_iter().chain(lost).collect();
    let findings = if faults.is_empty() { findings(conn, text, kind, source, today)? } else { Vec::new() };
    Ok(Judged { faults, missing, findings })
}

/// « Objet : », whatever the space before the colon.
fn has_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// From the fault to the end of its braces, on the same line.
fn length(source: &str, line: u32, column: u32) -> u32 {
    let at = |number: u32| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let rest: String = source.lines().nth(at(line)).unwrap_or_default().chars().skip(at(column)).collect();
    let long = rest.split_once("}}").map_or(2, |(inside, _)| inside.chars().count() + 2);
    u32::try_from(long).unwrap_or(2)
}

/// What the legal check finds in it, on invented facts that are sound: what is found is the text's.
fn findings(conn: &Connection, text: Text, kind: DebtorKind, source: &str, today: chrono::NaiveDate) -> Result<Vec<LegalFinding>> {
    match text {
        Text::Mail(tone) => {
            let (facts, invoices) = sample::mail(conn, tone, kind, today, source)?;
            let message = email::compose(&facts).map_err(|fault| Error::Refused(LetterError::Text(fault).sentence()))?;
            Ok(legal::of_mail(&legal::Mail {
                form: Form::Email,
                said: &facts,
                subject: &message.subject,
                text: &message.text,
                invoices,
                names: Vec::new(),
                leaves_on: facts.today,
                insolvent_on: None,
            }))
        }
        // An SMS has no room for what only warns.
        Text::Sms(tone) => {
            let (mut facts, mut invoices) = sample::mail(conn, tone, kind, today, "")?;
            // It gives no figures of penalties either.
            facts.lines.iter_mut().for_each(|line| (line.interest, line.fee) = Default::default());
            invoices.iter_mut().for_each(|line| (line.interest, line.fee) = Default::default());
            let text = sms::compose(&sample::sms(&facts, source)).map_err(|fault| Error::Refused(LetterError::Text(fault).sentence()))?;
            let mail = legal::Mail {
                form: Form::Sms,
                said: &facts,
                subject: "",
                text: &text,
                invoices,
                names: Vec::new(),
                leaves_on: facts.today,
                insolvent_on: None,
            };
            Ok(legal::of_mail(&mail).into_iter().filter(|finding| finding.severity == Severity::Blocks).collect())
        }
        // Spoken words are no paper: only what may never be said is looked for.
        Text::Spoken(_) => {
            let speech = Speech {
                purpose: Purpose::First,
                debtor_kind: kind,
                names: Vec::new(),
                rate_agreed: false,
                notified: false,
                reserved: false,
                late: true,
            };
            Ok(check_words(source, &speech).into_iter().filter(|finding| finding.severity == Severity::Blocks).collect())
        }
        Text::Term => {
            let (said, invoices) = sample::term(conn, kind, today, source)?;
            let message = term::compose(&said)?;
            let (subject, text, leaves_on) = (&message.subject, &message.text, said.today);
            Ok(term::judged(&term::Judged { said: &said, kind, subject, text, invoices, names: Vec::new(), leaves_on }, None))
        }
        Text::Notice => {
            let (facts, invoices) = sample::notice(conn, kind, today, source)?;
            let letter = formal_notice::compose(&facts).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
            let text_lines = &letter.text_lines;
            legal::of_letter(&legal::SetNotice { facts: &facts, text_lines, invoices, names: Vec::new(), insolvent_on: None })
        }
        Text::Letter(letter, manner) => {
            let (letter, standings) = sample::letter(conn, letter, manner, kind, today)?;
            let dress = Dress { text: Some(source.to_owned()), ..Dress::default() };
            let lines = correspondence::lines(&letter, &dress).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
            let set = SetLetter { letter: &letter, text: Some(source), text_lines: &lines, standings: &standings, insolvent_on: None };
            legal::of_set(&set)
        }
    }
}
