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
    } else if table::looks_like(bytes) {
        Some(Format::Table)
    } else {
        None
    }
}

/// The bank whose documented table it is; empty for another format, and for a table that nobody documents.
pub fn bank_of(bytes: &[u8], format: Format) -> String {
    if format == Format::Table { table::bank_of(bytes) } else { String::new() }
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
        Format::Table => table::read(bytes)?,
    };
    if statements.is_empty() { Err(Refusal::NoStatement) } else { Ok(unite(statements)) }
}
