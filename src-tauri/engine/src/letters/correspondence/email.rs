//! The same letter as a message: its subject, and its words with columns aligned.
use super::blocks::{Block, block};
use super::{WriteError, paragraphs};
use crate::letters::body;
use crate::letters::rich::STRONG;
use crate::letters::table::{Align, Kind, Row, Table};
use crate::letters::words as shared;
use echu_core::letter::Letter;
use echu_core::money::Cents;
use echu_core::text::euros;

/// A message ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// Its subject.
    pub subject: String,
    /// The words alone.
    pub text: String,
}

/// A paragraph or a block, before it is written one way or the other.
enum Part {
    Words(String),
    Title(String),
    Aside(String),
    Block(Block),
}

/// The letter as a message. The caller joins its PDF when the letter has an annex or places to sign.
///
/// # Errors
/// What keeps the letter from leaving, or a fault of the text.
pub fn email(letter: &Letter, text: Option<&str>) -> Result<Email, WriteError> {
    let mut subject = letter.matter.kind().label().to_owned();
    let mut parts = Vec::new();
    for paragraph in paragraphs(letter, text)? {
        if let Some(name) = body::named_block(&paragraph) {
            parts.push(Part::Block(block(name, letter)));
        } else if let Some(title) = paragraph.strip_prefix("## ") {
            match title.split_once(':').filter(|(word, _)| word.trim() == "Objet") {
                Some((_, object)) => subject = capital(&object.replace(STRONG, "")),
                None => parts.push(Part::Title(title.to_owned())),
            }
        } else if let Some(title) = paragraph.strip_prefix("# ") {
            parts.push(Part::Title(title.to_owned()));
        } else if let Some(aside) = paragraph.strip_prefix("~ ") {
            parts.push(Part::Aside(aside.to_owned()));
        } else {
            parts.push(Part::Words(paragraph));
        }
    }
    let foot = letter.creditor.legal_mentions();
    Ok(Email { subject, text: plain(&parts, letter, &foot) })
}

fn capital(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn signature(letter: &Letter) -> String {
    let creditor = &letter.creditor;
    let contact: Vec<&str> = [creditor.phone.as_str(), creditor.email.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let lines = [shared::signatory(creditor), crate::letters::rich::clean(&creditor.name), contact.join(" · ")];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn plain(parts: &[Part], letter: &Letter, foot: &str) -> String {
    let mut pieces = Vec::new();
    for part in parts {
        let piece = match part {
            Part::Words(text) | Part::Title(text) | Part::Aside(text) => text.replace(STRONG, ""),
            Part::Block(Block::Table(table)) => plain_table(table),
            Part::Block(Block::Sums(lines)) => plain_rows(&lines.iter().map(sum_row).collect::<Vec<_>>(), &[Align::Left, Align::Right]),
            Part::Block(Block::Payment(payment)) => {
                payment.rows.iter().map(|(label, value)| format!("{label}\u{a0}: {value}")).collect::<Vec<_>>().join("\n")
            }
            Part::Block(Block::Signature) => signature(letter),
            Part::Block(Block::Signatures(parties)) => parties.join("\n\n"),
            Part::Block(Block::Blanks(_) | Block::HandWritten(_) | Block::NewPage | Block::Nothing) => continue,
        };
        pieces.push(piece);
    }
    format!("{}\n\n-- \n{foot}\n", pieces.join("\n\n"))
}

fn sum_row((label, amount): &(String, Cents)) -> Vec<String> {
    vec![label.clone(), euros(*amount)]
}

/// Its cells as written by e-mail: a wide column of subjects is left out, so that lines stay whole on a telephone.
fn narrow(table: &Table) -> (Vec<Align>, Vec<(Kind, Vec<String>)>) {
    let left_out = table.columns.iter().position(|column| column.rest && column.title == shared::SUBJECT);
    let keep = |cells: &[String]| -> Vec<String> {
        cells.iter().enumerate().filter(|(at, _)| Some(*at) != left_out).map(|(_, cell)| cell.clone()).collect()
    };
    let aligns = table.columns.iter().enumerate().filter(|(at, _)| Some(*at) != left_out).map(|(_, column)| column.align).collect();
    let titles: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let full = |row: &Row| {
        // A total has its label and its last cells: what lies between is empty.
        let mut cells = row.cells.clone();
        while cells.len() < table.columns.len() {
            cells.insert(1.min(cells.len()), String::new());
        }
        (row.kind, keep(&cells))
    };
    let rows = std::iter::once((Kind::Group, keep(&titles))).chain(table.rows.iter().map(full)).collect();
    (aligns, rows)
}

fn plain_table(table: &Table) -> String {
    let (aligns, rows) = narrow(table);
    plain_rows(&rows.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), &aligns)
}

fn plain_rows(rows: &[Vec<String>], aligns: &[Align]) -> String {
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..aligns.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row
            .iter()
            .zip(aligns.iter().zip(&widths))
            .map(|(cell, (align, width))| {
                let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
                match align {
                    Align::Left => format!("{cell}{gap}"),
                    Align::Right => format!("{gap}{cell}"),
                }
            })
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
