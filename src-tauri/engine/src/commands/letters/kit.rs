//! What one takes to the post office: the slip field by field, the checklist, the sheets to print.
mod types;

pub use types::*;

use super::{LetterRequest, is_stale, open_sheet, words};
use crate::App;
use crate::commands::Nothing;
use crate::error::{Error, Result};
use crate::letters::post;
use crate::store::letters::{self as stored, Letter};
use crate::store::{Actor, Outcome, clients, documents, evidence, settings};
use echu_core::address::{self, AddressBlock, LINE_LENGTH};
use echu_core::ids::{DocumentId, InvoiceId};
use echu_core::letter::journey::Medium;
use echu_core::letter::post::{DayOfPosting, Posting};
use echu_core::party::{Address, Creditor};
use rusqlite::Connection;

/// The kit of a letter: what the slip asks for, what to join, what to check.
///
/// # Errors
/// When there is no such letter.
pub fn posting_kit(app: &App, request: LetterRequest) -> Result<PostingKit> {
    app.read(|conn| {
        let letter = stored::get(conn, request.id)?;
        let creditor = settings::creditor(conn)?;
        let (name, home) = &letter.recipient;
        let block = address::block(name, home);
        let card = clients::get(conn, letter.client_id)?.card;
        let mut warnings: Vec<String> = block.problems.iter().map(|problem| problem.sentence()).collect();
        if (&card.name, &card.address) != (name, home) {
            warnings.push(words::ADDRESS_MOVED.to_owned());
        }
        let invoices = invoices(conn, &letter)?;
        let checked = evidence::checked(conn, letter.id)?;
        let check = |item: CheckItem| KitCheck {
            item,
            label: words::check(item, letter.medium).to_owned(),
            done: checked.iter().any(|key| key == item.key()),
        };
        let own = address::block(&creditor.name, &creditor.address);
        let group = |title: &str, fields| KitGroup { title: title.to_owned(), fields };
        Ok(PostingKit {
            letter_id: letter.id,
            medium: letter.medium,
            envelope: lines(&block),
            warnings,
            groups: vec![
                group(words::RECIPIENT, address_fields(&block, home)),
                group(words::SENDER, address_fields(&own, &creditor.address)),
                group(words::SENDING, sending(&letter, pages(conn, &letter)?)),
            ],
            checks: items(letter.medium, !invoices.is_empty()).into_iter().map(check).collect(),
            invoices,
        })
    })
}

/// The lines of the checklist that make sense for this letter.
fn items(medium: Medium, joined: bool) -> Vec<CheckItem> {
    use CheckItem::{Copies, Copy, Form, Signed, Slip, Window};
    let all: &[CheckItem] = match medium {
        Medium::Paper => &[Signed, Copies, Window, Form, Copy, Slip],
        Medium::Electronic => &[Signed, Copies, Slip],
        Medium::Plain => &[Signed, Copies, Window, Copy],
    };
    all.iter().copied().filter(|item| joined || *item != Copies).collect()
}

/// The printed lines, each with what was changed in it and why.
fn lines(block: &AddressBlock) -> Vec<KitLine> {
    let line = |(line, text): (&u8, &String)| KitLine {
        line: *line,
        text: text.clone(),
        length: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
        too_long: text.chars().count() > LINE_LENGTH,
        changes: block.changes.iter().filter(|change| change.line == *line).map(|change| change.sentence()).collect(),
    };
    block.slots.iter().zip(&block.lines).map(line).collect()
}

/// The printed lines as the fields of a slip. The postcode and the town are two fields there, one line on the envelope.
fn address_fields(block: &AddressBlock, home: &Address) -> Vec<KitField> {
    let printed = |line: u8| {
        let found = block.slots.iter().zip(&block.lines).find(|(slot, _)| **slot == line);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let complement = [printed(2), printed(3)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let town = printed(6);
    // The first word is the postcode, unless the card has none.
    let (postcode, city) = match town.split_once(' ') {
        Some((postcode, city)) if !home.postcode.trim().is_empty() => (postcode.to_owned(), city.to_owned()),
        Some(_) | None => (String::new(), town),
    };
    filled(&[
        (words::NAME, printed(1)),
        (words::COMPLEMENT, complement),
        (words::STREET, printed(4)),
        (words::LOCALITY, printed(5)),
        (words::POSTCODE, postcode),
        (words::CITY, city),
        (words::COUNTRY, printed(7)),
    ])
}

fn sending(letter: &Letter, pages: u32) -> Vec<KitField> {
    let receipt = match letter.medium {
        Medium::Paper => words::WITH_RECEIPT.to_owned(),
        Medium::Electronic | Medium::Plain => String::new(),
    };
    filled(&[
        (words::REFERENCE, letter.number.clone()),
        (words::CONTENT, words::NOTICE.to_owned()),
        (words::PAGES, pages.to_string()),
        (words::RECEIPT, receipt),
    ])
}

fn filled(fields: &[(&str, String)]) -> Vec<KitField> {
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(label, value)| KitField { label: (*label).to_owned(), value: value.clone() }).collect()
}

fn invoices(conn: &Connection, letter: &Letter) -> Result<Vec<KitInvoice>> {
    let mut query = conn.prepare_cached(
        "SELECT i.id, i.number, i.pdf_document_id FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id
         WHERE l.reminder_id = ? AND l.role <> 'memory' ORDER BY i.due_on, i.id",
    )?;
    let rows = query.query_map([letter.reminder_id.0], |row| {
        let document: Option<i64> = row.get(2)?;
        Ok(KitInvoice { id: InvoiceId(row.get(0)?), number: row.get(1)?, document_id: document.map(DocumentId) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn pages(conn: &Connection, letter: &Letter) -> Result<u32> {
    Ok(documents::get(conn, letter.document_id)?.pages)
}

/// Ticks a line of the checklist, or unticks it. It is a help: nothing waits for it.
///
/// # Errors
/// When there is no such letter.
pub fn check_posting(app: &App, request: CheckPosting) -> Result<Outcome<bool>> {
    app.write(Actor::User, |tx| {
        stored::get(&tx.sql, request.id)?;
        tx.check_letter(request.id, request.item.key(), request.done)?;
        Ok(request.done)
    })
}

/// Opens the sheet that holds what the slip asks for. Gives its pages.
///
/// # Errors
/// When no viewer answers, or a character of the address is in no font.
pub fn open_slip(app: &App, request: LetterRequest) -> Result<u32> {
    let today = app.when().today;
    let (letter, creditor, posting) = app.read(|conn| {
        let letter = stored::get(conn, request.id)?;
        let creditor = settings::creditor(conn)?;
        let posting = posting(conn, &letter, &creditor)?;
        Ok((letter, creditor, posting))
    })?;
    let sheet = post::slip(&creditor, &posting, today).map_err(|error| Error::Refused(error.sentence()))?;
    open_sheet(app, &words::slip_name(&letter.number), &sheet)?;
    Ok(u32::try_from(sheet.pages).unwrap_or(u32::MAX))
}

/// Opens « bordereau du jour »: the letters on paper that wait to be posted, and those posted today. Gives how many.
///
/// # Errors
/// When there is none, or no viewer answers.
pub fn open_daily_list(app: &App, _request: Nothing) -> Result<u32> {
    let today = app.when().today;
    let (creditor, letters) = app.read(|conn| {
        let creditor = settings::creditor(conn)?;
        let mut letters = Vec::new();
        for letter in stored::all(conn)?.into_iter().rev().filter(|letter| letter.medium == Medium::Paper) {
            let waits = letter.state == "frozen" && !is_stale(conn, &letter)?;
            if waits || letter.posted_on == Some(today) {
                letters.push(posting(conn, &letter, &creditor)?);
            }
        }
        Ok((creditor, letters))
    })?;
    if letters.is_empty() {
        return Err(Error::Refused(words::NOTHING_TO_LIST.to_owned()));
    }
    let listed = u32::try_from(letters.len()).unwrap_or(u32::MAX);
    let day = DayOfPosting { on: today, letters };
    let sheet = post::daily_list(&creditor, &day).map_err(|error| Error::Refused(error.sentence()))?;
    open_sheet(app, &words::list_name(today), &sheet)?;
    Ok(listed)
}

fn posting(conn: &Connection, letter: &Letter, creditor: &Creditor) -> Result<Posting> {
    let (name, home) = &letter.recipient;
    Ok(Posting {
        reference: letter.number.clone(),
        sender: address::block(&creditor.name, &creditor.address),
        recipient: address::block(name, home),
        what: words::NOTICE.to_owned(),
        pages: pages(conn, letter)?,
        tracking_number: letter.tracking_number.clone(),
        with_receipt: true,
    })
}
