//! A message as a person reads it: who, when, what the server said, then its words. Its bytes are beside it.
use super::{CHAPTER, SMALL, pair, shown, words};
use crate::letters::layout::{Flow, Setting};
use crate::letters::page::MEASURE;
use crate::letters::sheet::Sheet;
use crate::letters::table::{Column, Kind, Row, Table};
use crate::letters::{LetterError, Pictures, Rendered, finish};
use chrono::NaiveDate;
use echu_core::party::Creditor;
use echu_core::text::{TextBlock, TextRow, blocks};

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The address it left from.
    pub from: String,
    /// The address it went to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// The instant, as said.
    pub at: String,
    /// Its Message-ID.
    pub message_id: String,
    /// How its departure is known, in French.
    pub proof: String,
    /// The server's words; empty without an answer.
    pub reply: String,
    /// Names of the files joined.
    pub joined: Vec<String>,
    /// Of its bytes, hex.
    pub sha256: String,
    /// Its text.
    pub text: String,
}

/// The readable side of a message.
///
/// # Errors
/// `Font` and `Pdf`.
pub fn message(message: &Message, creditor: &Creditor, on: NaiveDate) -> Result<Rendered, LetterError> {
    let mut flow = Flow::default();
    flow.paragraph(&shown(&message.subject), &CHAPTER)?;
    let joined = message.joined.join(", ");
    let known = [
        (words::FROM, &message.from),
        (words::TO, &message.to),
        (words::SUBJECT, &message.subject),
        (words::SENT, &message.at),
        (words::PROOF, &message.proof),
        (words::REPLY, &message.reply),
        (words::MESSAGE_ID, &message.message_id),
        (words::JOINED, &joined),
        (words::BYTES, &message.sha256),
    ];
    for (label, value) in known.into_iter().filter(|(_, value)| !value.is_empty()) {
        pair(&mut flow, label, &shown(value))?;
    }
    flow.space(8_000);
    for block in blocks(&message.text) {
        match block {
            TextBlock::Words { text } => flow.paragraph(&shown(&text), &Setting::BODY)?,
            TextBlock::Table { right, rows } => {
                table(&right, &rows).lay(&mut flow)?;
                flow.space(8_000);
            }
        }
    }
    flow.space(8_000);
    flow.paragraph(words::READABLE, &SMALL)?;
    let sheet =
        Sheet { mentions: shown(&creditor.legal_mentions()), running_head: shown(&message.subject), bare: true, ..Sheet::default() };
    finish(&sheet.assemble(flow)?, &Pictures::read(None, None)?, &super::about(creditor, &shown(&message.subject), on))
}

/// The columns of the text as a table; its first row of names is the head.
fn table(right: &[bool], rows: &[TextRow]) -> Table {
    let head = rows.iter().find(|row| row.head);
    let rest = right.iter().position(|is_right| !is_right).unwrap_or(0);
    let column = |(at, is_right): (usize, &bool)| {
        let title = head.and_then(|row| row.cells.get(at)).map(|title| shown(title)).unwrap_or_default();
        match (at == rest, is_right) {
            (true, _) => Column::rest(&title),
            (false, true) => Column::figures(&title),
            (false, false) => Column::words(&title),
        }
    };
    let columns: Vec<Column> = right.iter().enumerate().map(column).collect();
    let row = |row: &TextRow| {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| shown(cell)).collect();
        cells.resize(columns.len(), String::new());
        Row { kind: if row.total { Kind::Subtotal } else { Kind::Line }, cells }
    };
    let rows = rows.iter().filter(|row| !row.head).map(row).collect();
    Table { columns, rows, width: MEASURE, strong_last: false, running: Vec::new() }
}
