//! Bank statements: OFX, CAMT.053, CFONB 120, QIF and the banks' tables, recognised by their content. Read here into
//! [`Statement`]s; what a line settles is the core's to propose and a person's to say.
mod amounts;
mod camt;
mod cfonb;
mod ofx;
mod qif;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use table::{Column, Question as TableQuestion, Source as TableSource, TableMapping};

use super::{Refusal, encoding};
use echu_core::bank::{Statement, unite};

/// How a statement is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StatementFormat", export_to = "contract.gen.ts")]
pub enum Format {
    /// Open Financial Exchange, 1 (SGML) or 2 (XML).
    Ofx,
    /// ISO 20022, bank to customer statement, versions 02 to 08 and later.
    Camt053,
    /// Fixed lines of 120 characters of the French banks.
    Cfonb120,
    /// Quicken's own.
    Qif,
    /// A table, one movement a row.
    Table,
}

/// The format told by the content; none when it is no statement.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    let is_statement = || TableSource::beginning(bytes).is_ok_and(|table| table.is_recognised());
    told_format(bytes).or_else(|| is_statement().then_some(Format::Table))
}

/// The format that says itself what it holds; none for a table, which may be anything.
pub fn told_format(bytes: &[u8]) -> Option<Format> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4_000)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.contains("urn:iso:std:iso:20022:tech:xsd:camt.05") {
        Some(Format::Camt053)
    } else if start.contains("OFXHEADER") || start.contains("<OFX>") || start.contains("<?OFX") {
        Some(Format::Ofx)
    } else if start.starts_with("!Type:") || start.starts_with("!Account") || start.starts_with("!Option:") {
        Some(Format::Qif)
    } else if cfonb::looks_like(bytes) {
        Some(Format::Cfonb120)
    } else {
        None
    }
}

/// Reads the accounts of a statement, each once.
///
/// # Errors
/// [`Refusal`]: not read as that format, or with no account in it.
pub fn read(bytes: &[u8], format: Format) -> Result<Vec<Statement>, Refusal> {
    let statements = match format {
        Format::Ofx => ofx::read(&encoding::decode(bytes, None)?.text)?,
        Format::Camt053 => camt::read(bytes)?,
        Format::Cfonb120 => cfonb::read(&encoding::decode(bytes, None)?.text)?,
        Format::Qif => vec![qif::read(&encoding::decode(bytes, None)?.text)?],
        Format::Table => table(&TableSource::open(bytes)?)?,
    };
    if statements.is_empty() { Err(Refusal::NoStatement) } else { Ok(unite(statements)) }
}

/// A table that says itself what its columns are.
fn table(source: &TableSource) -> Result<Vec<Statement>, Refusal> {
    if source.questions().iter().any(|question| matches!(question, TableQuestion::MissingColumn { .. })) {
        return Err(Refusal::StatementColumns);
    }
    let statements = source.statements();
    let empty = statements.iter().all(|statement| statement.lines.is_empty() && statement.set_aside.is_empty());
    if empty { Err(Refusal::NoStatement) } else { Ok(statements) }
}
