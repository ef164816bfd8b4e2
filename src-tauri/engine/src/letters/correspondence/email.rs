//! The same letter as a message: subject, plain text, and the least HTML that shows it well.
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
    /// The same in HTML: no picture, no link, nothing from outside.
    pub html: String,
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
    Ok(Email { subject, text: plain(&parts, letter, &foot), html: html(&parts, letter, &foot) })
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

const CELL: &str = "padding:4px 12px 4px 0;border-bottom:1px solid #d0d0d0";

fn html(parts: &[Part], letter: &Letter, foot: &str) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"></head>\n<body style=\"font-family:sans-serif;font-size:15px;line-height:1.45;color:#111;max-width:42em\">\n",
    );
    for part in parts {
        match part {
            Part::Words(text) => out.push_str(&format!("<p>{}</p>\n", marked(text))),
            Part::Title(text) => out.push_str(&format!("<h2 style=\"font-size:17px\">{}</h2>\n", marked(text))),
            Part::Aside(text) => out.push_str(&format!("<p style=\"color:#555\">{}</p>\n", marked(text))),
            Part::Block(Block::Table(table)) => {
                let (aligns, rows) = narrow(table);
                html_rows(&mut out, &rows, &aligns);
            }
            Part::Block(Block::Sums(lines)) => {
                let last = lines.len().saturating_sub(1);
                let kind = |at: usize| if at == last { Kind::Total } else { Kind::Line };
                let rows: Vec<_> = lines.iter().enumerate().map(|(at, line)| (kind(at), sum_row(line))).collect();
                html_rows(&mut out, &rows, &[Align::Left, Align::Right]);
            }
            Part::Block(Block::Payment(payment)) => {
                let lines: Vec<String> =
                    payment.rows.iter().map(|(label, value)| format!("{label}\u{a0}: <strong>{}</strong>", escaped(value))).collect();
                out.push_str(&format!("<p>{}</p>\n", lines.join("<br>\n")));
            }
            Part::Block(Block::Signature) => out.push_str(&format!("<p>{}</p>\n", marked(&signature(letter)))),
            Part::Block(Block::Signatures(parties)) => {
                for party in parties {
                    out.push_str(&format!("<p>{}</p>\n", marked(party)));
                }
            }
            Part::Block(Block::Blanks(_) | Block::HandWritten(_) | Block::NewPage | Block::Nothing) => {}
        }
    }
    out.push_str(&format!(
        "<p style=\"color:#555;font-size:12px;border-top:1px solid #d0d0d0;padding-top:6px\">{}</p>\n</body></html>\n",
        escaped(foot)
    ));
    out
}

fn html_rows(out: &mut String, rows: &[(Kind, Vec<String>)], aligns: &[Align]) {
    out.push_str("<table style=\"border-collapse:collapse;margin:12px 0\">\n");
    for (kind, cells) in rows {
        let tag = if *kind == Kind::Group { "th" } else { "td" };
        let weight = match kind {
            Kind::Total | Kind::Subtotal => ";font-weight:bold",
            Kind::Group => ";font-weight:normal;color:#555",
            Kind::Line => "",
        };
        out.push_str("<tr>");
        for (cell, align) in cells.iter().zip(aligns) {
            let side = if *align == Align::Right { "right" } else { "left" };
            out.push_str(&format!("<{tag} style=\"{CELL};text-align:{side};white-space:nowrap{weight}\">{}</{tag}>", escaped(cell)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Escaped, strong type and line ends in tags.
fn marked(text: &str) -> String {
    let mut out = String::new();
    for (at, piece) in escaped(text).split(STRONG).enumerate() {
        if at > 0 {
            out.push_str(if at % 2 == 1 { "<strong>" } else { "</strong>" });
        }
        out.push_str(&piece.replace('\n', "<br>\n"));
    }
    if out.matches("<strong>").count() > out.matches("</strong>").count() {
        out.push_str("</strong>");
    }
    out
}
