//! Why a whole file is refused. The French sentence of each is in `sentences`.
use serde::Serialize;

/// A file that is not imported at all. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error, ts_rs::TS)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(rename = "ImportRefusal", export_to = "contract.gen.ts")]
pub enum Refusal {
    /// Larger than the limit; nothing of it was read.
    #[error("file too big")]
    TooBig {
        /// The limit, in megabytes.
        megabytes: u32,
    },
    /// A folder, or a device.
    #[error("not a file")]
    NotAFile,
    /// The system refused to open or read it.
    #[error("unreadable: {detail}")]
    Unreadable {
        /// The system's words, for the log.
        detail: String,
    },
    /// Nothing in it but spaces.
    #[error("empty file")]
    Empty,
    /// Bytes that no text holds.
    #[error("not a text")]
    NotText,
    /// A workbook of before 2007, or one that asks for a password: both begin alike.
    #[error("an old or protected workbook")]
    OldWorkbook,
    /// An archive with no sheet in it.
    #[error("not a workbook")]
    NotAWorkbook,
    /// A workbook that cannot be read to its end.
    #[error("a workbook that does not read")]
    BadWorkbook,
    /// A workbook whose parts grow beyond the limit once opened.
    #[error("a workbook that grows too big")]
    SwollenWorkbook,
    /// A PDF, by its first bytes.
    #[error("a PDF, not a text")]
    Pdf,
    /// A row longer than the limit.
    #[error("row {line} too long")]
    RowTooLong {
        /// The line as a spreadsheet numbers it.
        line: u32,
    },
    /// A quote opened and never closed.
    #[error("quote of row {line} never closed")]
    UnclosedQuote {
        /// The line where it opens.
        line: u32,
    },
    /// More columns than the limit.
    #[error("too many columns at row {line}")]
    TooManyColumns {
        /// The line as a spreadsheet numbers it.
        line: u32,
        /// The limit.
        limit: u32,
    },
    /// More rows, or cells, than the limit.
    #[error("too many rows")]
    TooManyRows {
        /// The limit.
        limit: u32,
    },
    /// A PDF that cannot be read as one.
    #[error("a PDF that does not read")]
    BadPdf,
    /// A PDF that asks for a password.
    #[error("a protected PDF")]
    ProtectedPdf,
    /// A PDF that carries no electronic invoice.
    #[error("no electronic invoice in this PDF")]
    NoEInvoice,
    /// Not well-formed XML.
    #[error("bad XML at line {line}")]
    BadXml {
        /// Where the reader gave up.
        line: u32,
    },
    /// XML that declares entities: it may ask for files of this machine.
    #[error("XML with a DTD")]
    Dtd,
    /// XML with more elements than any invoice.
    #[error("XML of more than {limit} nodes")]
    TooManyNodes {
        /// The limit.
        limit: u32,
    },
    /// XML of something else.
    #[error("XML of {root}, no invoice")]
    NotAnEInvoice {
        /// The name of its root.
        root: String,
    },
    /// Neither a PDF nor an XML, among electronic invoices.
    #[error("neither PDF nor XML")]
    NotAPaper,
    /// No bank statement in it.
    #[error("no statement")]
    NoStatement,
    /// A table whose columns of a statement are not found.
    #[error("columns of a statement not found")]
    StatementColumns,
    /// More files than one import takes.
    #[error("more than {limit} files")]
    TooManyFiles {
        /// The limit.
        limit: u32,
    },
}
