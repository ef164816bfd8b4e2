//! The bytes of a message, made once and never again: what is tried twice is the same message.
use super::account;
use super::facts;
use crate::error::{Error, Result};
use crate::mail::Address;
use crate::mail::message::html_of;
use crate::mail::message::{self, Attachment, Draft, Party};
use crate::store::dispatches::{self, Dispatch};
use crate::store::reminders::{self, Reminder, Role};
use crate::store::settings::MailAccountForm;
use crate::store::{Tx, accounts, settings};
use chrono::{DateTime, Utc};
use echu_core::ids::{DocumentId, InvoiceId};
use rusqlite::Connection;

/// Freezes the bytes of a sending, its Message-ID and date inside.
///
/// # Errors
/// [`Error::Refused`] with the sentence when a file is missing or the message is too heavy.
pub fn freeze(tx: &Tx, row: &Dispatch) -> Result<Vec<u8>> {
    let id = row.reminder_id.ok_or(Error::NotFound { what: "reminder", id: 0 })?;
    let reminder = reminders::get(&tx.sql, id)?;
    let account = accounts::get(&tx.sql, row.account_id)?.form;
    build(&tx.sql, &reminder, &account, &row.recipient, &row.message_id, tx.when.at)
}

/// The bytes of a reminder for an address, as they leave from an account.
///
/// # Errors
/// As [`freeze`].
pub fn build(
    conn: &Connection,
    reminder: &Reminder,
    account: &MailAccountForm,
    recipient: &str,
    message_id: &str,
    at: DateTime<Utc>,
) -> Result<Vec<u8>> {
    let client = facts::client(conn, reminder.client_id)?;
    let creditor = settings::creditor(conn)?;
    let name = if client.card.contact_name.is_empty() { &client.card.name } else { &client.card.contact_name };
    let sender_name = if account.sender_name.is_empty() { creditor.name } else { account.sender_name.clone() };
    let draft = Draft {
        from: Party { name: sender_name, address: account::sender(account)? },
        reply_to: Address::parse(&account.reply_to).ok(),
        to: Party { name: name.clone(), address: Address::parse(recipient).map_err(|fault| Error::Refused(fault.sentence()))? },
        subject: reminder.subject.clone(),
        text: reminder.body.clone(),
        html: html_of(&reminder.body),
        attachments: attachments(conn, reminder)?,
        message_id: message_id.to_owned(),
        date: at,
        thread: thread(conn, reminder)?,
        // What a person approved is no automatic message; what the plan let go unread is one (RFC 3834).
        auto_submitted: reminder.automatic,
    };
    message::build(&draft).map_err(|fault| Error::Refused(fault.sentence()))
}

/// The files of a message: the PDF of each invoice claimed.
///
/// # Errors
/// When the base cannot be read.
pub fn files(conn: &Connection, reminder: &Reminder) -> Result<Vec<(DocumentId, InvoiceId, String)>> {
    let mut files = Vec::new();
    for line in reminder.lines.iter().filter(|line| line.role != Role::Memory) {
        let now = facts::line_now(conn, line, reminder.computed_on)?;
        if let Some(pdf) = now.pdf {
            files.push((pdf, line.invoice_id, file_name(&now.number)));
        }
    }
    Ok(files)
}

fn attachments(conn: &Connection, reminder: &Reminder) -> Result<Vec<Attachment>> {
    let mut attachments = Vec::new();
    for (id, _, ascii_name) in files(conn, reminder)? {
        let (bytes, sha256): (Vec<u8>, String) = conn
            .prepare_cached("SELECT pdf, sha256 FROM document WHERE id = ?")?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if crate::journal::digest_bytes(&bytes) != sha256 {
            return Err(Error::Refused(format!("La pièce jointe {ascii_name} a été modifiée\u{a0}: joignez-la de nouveau")));
        }
        attachments.push(Attachment { ascii_name, mime: "application/pdf".to_owned(), bytes });
    }
    Ok(attachments)
}

/// As many messages as a thread names: mail programs need the last ones only.
const LONGEST_THREAD: u32 = 10;

/// The Message-IDs of the reminders sent before about one of the same invoices, oldest first. One about other invoices, settled
/// since, is another conversation.
fn thread(conn: &Connection, reminder: &Reminder) -> Result<Vec<String>> {
    // From his own reminders: what was ever sent to everyone is not looked through.
    // The limit is written in it: a bound one has the query compiled again for each message.
    let mut query = conn.prepare_cached(&format!(
        "SELECT d.message_id FROM reminder r INDEXED BY reminder_client
         CROSS JOIN dispatch d INDEXED BY dispatch_reminder ON d.reminder_id = r.id
         WHERE r.client_id = ?1 AND r.id <> ?2 AND d.state = 'sent' AND EXISTS (
             SELECT 1 FROM reminder_line before JOIN reminder_line now ON now.invoice_id = before.invoice_id AND now.reminder_id = ?2
             WHERE before.reminder_id = r.id AND before.role <> 'memory')
         ORDER BY d.sent_at DESC, d.id DESC LIMIT {LONGEST_THREAD}"
    ))?;
    let rows = query.query_map((reminder.client_id.0, reminder.id.0), |row| row.get(0))?;
    let mut thread: Vec<String> = rows.collect::<Result<_, _>>()?;
    thread.reverse();
    Ok(thread)
}

/// The bytes a sending has, or would have.
///
/// # Errors
/// As [`build`]; [`Error::Precondition`] for one that was erased.
pub fn of_dispatch(conn: &Connection, row: &Dispatch, at: DateTime<Utc>) -> Result<Vec<u8>> {
    if let Some(bytes) = dispatches::mime(conn, row.id)? {
        return Ok(bytes);
    }
    if !dispatches::erased_digest(conn, row.id)?.is_empty() {
        return Err(Error::Precondition("message_erased"));
    }
    let id = row.reminder_id.ok_or(Error::NotFound { what: "reminder", id: 0 })?;
    let account = accounts::get(conn, row.account_id)?.form;
    build(conn, &reminders::get(conn, id)?, &account, &row.recipient, &row.message_id, at)
}

/// An ASCII name for the PDF of an invoice, at most 60 characters: some mail programs show nothing else.
pub fn file_name(number: &str) -> String {
    let safe: String = echu_core::text::fold(number)
        .to_uppercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .take(48)
        .collect();
    format!("Facture-{}.pdf", safe.trim_matches('-'))
}
