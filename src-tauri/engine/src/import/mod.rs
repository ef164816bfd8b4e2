//! Files of invoices and of clients: bytes → table → guessed columns → rows → verdicts. Pure reading: no base here.
//!
//! ```text
//! Draft::from_bytes(bytes)  sheet or encoding, separator and header found; columns guessed
//!   .questions()           what only a person can answer
//!   .remap(mapping)        the person's answer
//!   .judge(existing)       Plan: one verdict a row, and the clients to create
//! Plan::preview()          what the screen shows
//! Plan::found(words)       what it shows of the rows that hold these words
//! Fec::read(bytes)        the entries of an accountant: invoices and what was received, by their lettering
//! Cards::read(bytes)      contacts of a phone or a mail program: clients
//! Papers::read(paths)      the same for electronic invoices, one file a row
//! ```
pub mod bank;
mod bytes;
mod cells;
mod csv;
mod dates;
mod documented;
pub mod einvoice;
mod encoding;
mod fec;
mod guess;
mod html;
mod limits;
mod mapping;
mod numbers;
mod papers;
mod presets;
mod preview;
mod refusal;
mod rows;
mod search;
mod sentences;
mod shape;
mod source;
mod states;
mod synonyms;
mod table;
mod terms;
mod vcard;
mod workbook;

pub use bytes::of_file;
pub use encoding::TextEncoding;
pub use fec::Fec;
pub use mapping::{Mapping, Question, Separator, TableKind};
pub use numbers::DecimalSign;
pub use papers::Papers;
pub use presets::Preset;
pub use preview::{CompletedCard, ImportPreview, NotedRow, Plan, PlannedRow, PreviewRow, RefusedRow, Stranger, WarnedRow};
pub use refusal::Refusal;
pub use search::{ImportFound, Index};
pub use sentences::changes_left;
pub use source::Draft;
pub use terms::MonthEnd;
pub use vcard::Cards;

#[cfg(test)]
mod tests;
