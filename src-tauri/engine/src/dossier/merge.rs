//! Many PDFs in one, a document at a time: its pages are copied and written as they are read, and only their numbers are kept.
//!
//! What a page needs is followed from the page: no script, no form, no action of the file comes along. A file whose look depends on more
//! than its pages (a password, layers, a form drawn by the reader) is left out, and said to be.
use super::pages::{Copied, Refused, copied};
use crate::error::{Error, Result};
use std::fmt::Write as _;
use std::io::Write;

/// Numbers of the objects that every document has: its catalogue, its pages, what it says of itself, its bookmarks.
const CATALOG: u32 = 1;
pub(super) const PAGES: u32 = 2;
const INFO: u32 = 3;
const BOOKMARKS: u32 = 4;
/// The first number that is free.
const FIRST: u32 = 5;

/// A document being made.
pub struct Merged<W: Write> {
    out: W,
    written: u64,
    /// Where each object begins; 0 for those not written yet.
    places: Vec<u64>,
}

/// A bookmark: what it says, and the page it opens.
pub type Bookmark = (String, u32);

impl<W: Write> Merged<W> {
    /// An empty document.
    ///
    /// # Errors
    /// The disk's.
    pub fn new(out: W) -> Result<Merged<W>> {
        let mut merged = Merged { out, written: 0, places: vec![0; FIRST as usize] };
        merged.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(merged)
    }

    /// Copies the pages of a file, and gives their numbers; none, with the reason, when it cannot be shown whole.
    ///
    /// # Errors
    /// The disk's.
    pub fn add(&mut self, bytes: &[u8]) -> Result<std::result::Result<Vec<u32>, Refused>> {
        let Ok(first) = u32::try_from(self.places.len()) else { return Ok(Err(Refused::TooLarge)) };
        let Copied { bytes, objects, pages } = match copied(bytes, first) {
            Ok(copied) => copied,
            Err(refused) => return Ok(Err(refused)),
        };
        let from = self.written;
        self.places.extend(objects.into_iter().map(|at| from + at));
        self.write(&bytes)?;
        Ok(Ok(pages))
    }

    /// Ends the document with its pages in that order, and gives what it was written to.
    ///
    /// # Errors
    /// The disk's.
    pub fn finish(mut self, pages: &[u32], bookmarks: &[Bookmark], title: &str, author: &str) -> Result<W> {
        let mut kids = String::new();
        for page in pages {
            let _ = write!(kids, "{page} 0 R ");
        }
        self.object(PAGES, &format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.trim_end(), pages.len()))?;
        self.object(CATALOG, &format!("<</Type/Catalog/Pages {PAGES} 0 R/Outlines {BOOKMARKS} 0 R/PageMode/UseOutlines/Lang(fr-FR)>>"))?;
        self.object(INFO, &format!("<</Title{}/Author{}/Producer{}>>", string(title), string(author), string("Échu")))?;
        let first = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let count = u32::try_from(bookmarks.len()).unwrap_or(0);
        let ends = if count == 0 { String::new() } else { format!("/First {first} 0 R/Last {} 0 R", first + count - 1) };
        self.object(BOOKMARKS, &format!("<</Type/Outlines{ends}/Count {count}>>"))?;
        for (number, (title, page)) in (first..).zip(bookmarks) {
            self.places.push(0);
            let before = if number > first { format!("/Prev {} 0 R", number - 1) } else { String::new() };
            let after = if number + 1 < first + count { format!("/Next {} 0 R", number + 1) } else { String::new() };
            self.object(number, &format!("<</Title{}/Parent {BOOKMARKS} 0 R{before}{after}/Dest[{page} 0 R/Fit]>>", string(title)))?;
        }
        let start = self.written;
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len());
        for at in self.places.iter().skip(1) {
            let _ = writeln!(table, "{at:010} 00000 n ");
        }
        let _ = write!(table, "trailer\n<</Size {}/Root {CATALOG} 0 R/Info {INFO} 0 R>>\nstartxref\n{start}\n%%EOF\n", self.places.len());
        self.write(table.as_bytes())?;
        Ok(self.out)
    }

    fn object(&mut self, number: u32, body: &str) -> Result<()> {
        if let Some(place) = self.places.get_mut(number as usize) {
            *place = self.written;
        }
        self.write(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).map_err(Error::io("write the single document"))?;
        self.written += u64::try_from(bytes.len()).unwrap_or(0);
        Ok(())
    }
}

/// A text as a string of a PDF, in UTF-16.
fn string(text: &str) -> String {
    let mut out = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests;
