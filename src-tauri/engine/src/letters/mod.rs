//! Letters: what they say, how it is laid on paper, and the PDF.
//!
//! `formal_notice` and `correspondence` turn facts into matter, `annex` accounts for penalties; `sheet`, `layout` and `table` place it; `draw` writes it
//! into a `file`.
pub mod annex;
pub mod body;
mod boxes;
pub mod closing;
pub mod code;
pub mod correspondence;
pub mod dossier;
pub mod draw;
pub mod face;
mod file;
pub mod formal_notice;
mod glyf;
pub mod layout;
pub mod loss;
pub mod page;
pub mod payment;
pub mod picture;
pub mod post;
pub mod privacy;
pub(crate) mod refusals;
pub mod report;
pub mod rich;
pub mod sheet;
mod subset;
pub mod table;
pub(crate) mod words;

use echu_core::placeholder::Fault;
use page::{Page, Slot};
use picture::Picture;
use std::collections::BTreeMap;

/// A finished letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file, the same bytes for the same facts.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// What it says, line by line, for previews, searches and tests.
    pub text_lines: Vec<String>,
}

/// Why there is no letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// The font has no such character: it would be an empty box on paper.
    #[error("no glyph for {character:?} (U+{:04X})", u32::from(*character))]
    MissingGlyph {
        /// The first one met.
        character: char,
    },
    /// More lines than an envelope's window shows: NF Z 10-011.
    #[error("{lines} lines in the address, seven at most")]
    AddressTooManyLines {
        /// How many.
        lines: usize,
    },
    /// A line of the address has more than 38 characters: NF Z 10-011.
    #[error("a line of the address has more than 38 characters")]
    AddressLineTooLong {
        /// As it was given.
        line: String,
    },
    /// The text has a fault.
    #[error("text: {0}")]
    Text(#[from] Fault),
    /// The logo or signature cannot be used.
    #[error("picture: {0}")]
    Picture(&'static str),
    /// The shipped font cannot be read.
    #[error("font: {0}")]
    Font(String),
    /// The file could not be written.
    #[error("pdf: {0}")]
    Pdf(String),
}

/// The creditor's pictures, read.
struct Pictures(BTreeMap<Slot, Picture>);

impl Pictures {
    fn read(logo: Option<&[u8]>, signature: Option<&[u8]>) -> Result<Pictures, LetterError> {
        let mut read = BTreeMap::new();
        for (slot, bytes) in [(Slot::Logo, logo), (Slot::Signature, signature)] {
            if let Some(bytes) = bytes {
                read.insert(slot, Picture::read(bytes)?);
            }
        }
        Ok(Pictures(read))
    }

    /// Width and height, in pixels.
    fn size(&self, slot: Slot) -> Option<(u32, u32)> {
        self.0.get(&slot).map(|picture| (picture.width, picture.height))
    }
}

/// The file and its text.
fn finish(pages: &[Page], pictures: &Pictures, about: &draw::About) -> Result<Rendered, LetterError> {
    let pdf = draw::draw(pages, &pictures.0, about)?;
    Ok(Rendered { pdf, pages: pages.len(), text_lines: pages.iter().flat_map(Page::text_lines).collect() })
}
