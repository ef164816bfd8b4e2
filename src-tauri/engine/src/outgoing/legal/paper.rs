//! The legal check of every letter but the mise en demeure: on paper, and as the message that says the same.
#[cfg(test)]
mod tests;

use super::standing;
use crate::error::{Error, Result};
use crate::letters::correspondence::{self, WriteError};
use crate::outgoing::correspondence::Written;
use crate::store::clients::Client;
use chrono::NaiveDate;
use echu_core::ids::InvoiceId;
use echu_core::legal_check::{Form, LegalFinding, check};
use echu_core::letter::{Letter, Standing, Words};
use echu_core::party::DebtorKind;
use rusqlite::Connection;

/// A letter that is set, and what is known of what it claims.
pub struct SetLetter<'a> {
    /// What it says.
    pub letter: &'a Letter,
    /// The user's words; none for the text of origin.
    pub text: Option<&'a str>,
    /// All that is printed, line by line.
    pub text_lines: &'a [String],
    /// Of the invoices it claims, in its order.
    pub standings: &'a [Standing],
    /// Opening of insolvency proceedings.
    pub insolvent_on: Option<NaiveDate>,
}

/// What is found in a letter, on paper and as a message when it may leave as one. What both say is said once.
///
/// # Errors
/// A fault of its text.
pub fn of_set(set: &SetLetter) -> Result<Vec<LegalFinding>> {
    let refused = |error: WriteError| Error::Refused(error.sentences().join(" "));
    let prose = correspondence::prose(set.letter, set.text).map_err(refused)?;
    let (subject, text) = prose.split_once("\n\n").unwrap_or((&prose, ""));
    let tables = set.text_lines.join("\n");
    let mut found = judged(set, Words { form: Form::Letter, subject, text, tables: &tables });
    if set.letter.matter.kind().as_email() {
        let message = correspondence::email(set.letter, set.text).map_err(refused)?;
        let said = judged(set, Words { form: Form::Email, subject: &message.subject, text: &message.text, tables: "" });
        let new = |one: &LegalFinding| !found.iter().any(|same| same.code == one.code && same.excerpt == one.excerpt);
        let more: Vec<LegalFinding> = said.into_iter().filter(new).collect();
        found.extend(more);
        found.sort();
    }
    Ok(found)
}

fn judged(set: &SetLetter, words: Words) -> Vec<LegalFinding> {
    check(&set.letter.leaving(words, set.standings, set.insolvent_on))
}

/// What is found in a letter of the base that is set and not frozen yet.
///
/// # Errors
/// When the base cannot be read.
pub fn of_paper(
    conn: &Connection,
    client: &Client,
    written: &Written,
    text: Option<&str>,
    text_lines: &[String],
) -> Result<Vec<LegalFinding>> {
    let letter = &written.letter;
    let each = written.invoices.iter().map(|id| standing(conn, letter.debtor_kind, *id, letter.dated_on));
    let standings = each.collect::<Result<Vec<_>>>()?;
    of_set(&SetLetter { letter, text, text_lines, standings: &standings, insolvent_on: client.card.insolvent_on })
}

/// The first day on which a claim for one of these invoices would be time-barred; none without invoices.
///
/// # Errors
/// When the base cannot be read.
pub fn first_barred(conn: &Connection, kind: DebtorKind, invoices: &[InvoiceId], today: NaiveDate) -> Result<Option<NaiveDate>> {
    let mut first: Option<NaiveDate> = None;
    for id in invoices {
        let last = standing(conn, kind, *id, today)?.last_day;
        first = Some(first.map_or(last, |first| first.min(last)));
    }
    Ok(first.and_then(|last| last.succ_opt()))
}
