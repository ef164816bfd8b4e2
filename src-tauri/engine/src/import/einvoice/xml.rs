//! XML read with its limits: no DTD, so no entity and no file of the machine; a bounded number of nodes.
use crate::import::{Refusal, encoding};
use chrono::NaiveDate;
use echu_core::identifiers::compact;
use echu_core::money::Cents;
use roxmltree::{Document, Error, Node, ParsingOptions};

/// Most nodes of a file: a real invoice of a thousand lines has some sixty thousand.
const NODES: u32 = 200_000;

/// The bytes as text, by their mark or by what the first line declares; UTF-8 otherwise.
pub(in crate::import) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let start = &bytes[..bytes.len().min(200)];
    let (label, bom) = match encoding_rs::Encoding::for_bom(start) {
        Some((found, length)) => (found, length),
        None => (declared(start).unwrap_or(encoding_rs::UTF_8), 0),
    };
    let (text, _, broken) = label.decode(&bytes[bom..]);
    if broken {
        // A declaration may lie; the letters of the file then decide.
        return Ok(encoding::decode(bytes, None)?.text);
    }
    Ok(text.into_owned())
}

/// The encoding of `<?xml … encoding="…"?>`.
fn declared(start: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let line = start.split(|byte| *byte == b'>').next()?;
    let at = line.windows(9).position(|window| window == b"encoding=")? + 9;
    let quote = *line.get(at)?;
    let name = line.get(at + 1..)?.split(|byte| *byte == quote).next()?;
    encoding_rs::Encoding::for_label(name)
}

/// The document.
pub(in crate::import) fn parse(text: &str) -> Result<Document<'_>, Refusal> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => Refusal::Dtd,
        Error::NodesLimitReached => Refusal::TooManyNodes { limit: NODES },
        other => Refusal::BadXml { line: other.pos().row },
    })
}

/// The children of that name, whatever their prefix.
pub(in crate::import) fn children<'a, 'd: 'a>(node: Node<'a, 'd>, name: &'a str) -> impl Iterator<Item = Node<'a, 'd>> + 'a {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The node at the end of a path of names; the first one at each step.
pub(in crate::import) fn at<'a, 'd: 'a>(node: Node<'a, 'd>, path: &[&'a str]) -> Option<Node<'a, 'd>> {
    path.iter().try_fold(node, |node, name| children(node, name).next())
}

/// The text at the end of a path, trimmed; empty when there is none.
pub(in crate::import) fn text_at(node: Node, path: &[&str]) -> String {
    at(node, path).map(content).unwrap_or_default()
}

/// The text of a node, trimmed, cut at a length no real one reaches.
pub(in crate::import) fn content(node: Node) -> String {
    node.text().unwrap_or_default().trim().chars().take(crate::import::limits::TEXT_CHARS).collect()
}

/// The amount at the end of a path. More than two decimals are kept only when they are zeros.
pub(super) fn amount_at(node: Node, path: &[&str]) -> Option<Cents> {
    amount(&text_at(node, path))
}

/// A number as XML writes it: a sign, digits, a dot, digits.
pub(in crate::import) fn amount(text: &str) -> Option<Cents> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (euros, cents) = digits.split_once('.').unwrap_or((digits, ""));
    if !format!("{euros}{cents}").bytes().all(|byte| byte.is_ascii_digit()) || (euros.is_empty() && cents.is_empty()) {
        return None;
    }
    let (kept, beyond) = cents.split_at(cents.len().min(2));
    if beyond.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let whole: i64 = if euros.is_empty() { 0 } else { euros.parse().ok()? };
    let part: i64 = format!("{kept:0<2}").parse().ok()?;
    let cents = whole.checked_mul(100)?.checked_add(part)?;
    // A thousand billion euros: beyond, it is no amount, and sums could overflow.
    (cents <= 100_000_000_000_000).then_some(Cents(if negative { -cents } else { cents }))
}

/// A day: `20260131` (format 102) or `2026-01-31`, with or without an hour.
pub(in crate::import) fn day(text: &str) -> Option<NaiveDate> {
    let digits: String = text.chars().take(10).filter(char::is_ascii_digit).collect();
    NaiveDate::parse_from_str(digits.get(..8)?, "%Y%m%d").ok()
}

/// The digits of a company's number, written with or without spaces.
pub(super) fn number(text: &str) -> String {
    let number = compact(text);
    if number.bytes().all(|byte| byte.is_ascii_digit()) { number } else { String::new() }
}
