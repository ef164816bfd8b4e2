//! A PDF file, object after object: ISO 32000-1, 7.5. Small objects that never change stand compressed together, and the table
//! of all of them is a stream (7.5.7 and 7.5.8): a fifth of a letter's weight otherwise.
use super::LetterError;
use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use std::cell::RefCell;
use std::fmt::{Display, Write as _};
use std::io::Write as _;

/// The number of an object.
pub type Id = u32;

/// A stream: what its dictionary says, filter included, and its bytes.
#[derive(Clone)]
pub struct Stream {
    /// Entries but for the length.
    pub entries: String,
    /// As they stand in the file.
    pub content: Vec<u8>,
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere: its number is not used.
    Free,
    /// From that byte on.
    At(usize),
    /// In that stream of objects, after so many others.
    Within(Id, u8),
}

/// A file being written. Numbers up to [`File::RESERVED`] are given by the writer's callers, the others by the file.
pub struct File {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

impl File {
    /// Numbers kept for objects made once for all files.
    pub const RESERVED: Id = 12;

    /// An empty file.
    pub fn new() -> File {
        let mut bytes = Vec::with_capacity(32 * 1024);
        // Bytes above 127 in the second line say that it is no text.
        bytes.extend_from_slice(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        File { bytes, places: vec![Place::Free; Self::RESERVED as usize + 1] }
    }

    /// A number for an object to write later.
    pub fn number(&mut self) -> Id {
        self.places.push(Place::Free);
        Id::try_from(self.places.len() - 1).unwrap_or(Id::MAX)
    }

    /// Writes an object under its number.
    pub fn object(&mut self, id: Id, object: impl Display) {
        self.begin(id);
        let _ = write!(self.bytes, "{id} 0 obj\n{object}\nendobj\n");
    }

    /// Writes an object; gives its number.
    pub fn add(&mut self, object: impl Display) -> Id {
        let id = self.number();
        self.object(id, object);
        id
    }

    /// Writes a stream under its number.
    pub fn stream(&mut self, id: Id, stream: &Stream) {
        self.begin(id);
        let _ = write!(self.bytes, "{id} 0 obj\n<</Length {}{}>>stream\n", stream.content.len(), stream.entries);
        self.bytes.extend_from_slice(&stream.content);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// Writes a stream; gives its number.
    pub fn add_stream(&mut self, stream: &Stream) -> Id {
        let id = self.number();
        self.stream(id, stream);
        id
    }

    /// Writes a stream of objects made by [`together`], under its number.
    pub fn objects(&mut self, id: Id, members: &[Id], stream: &Stream) {
        self.stream(id, stream);
        for (at, member) in members.iter().enumerate() {
            self.places[*member as usize] = Place::Within(id, u8::try_from(at).unwrap_or(u8::MAX));
        }
    }

    /// The file, with its table.
    pub fn finish(mut self, root: Id, info: Id) -> Vec<u8> {
        let table = self.number();
        let start = self.bytes.len();
        self.begin(table);
        let mut rows = Vec::with_capacity(self.places.len() * 5);
        for place in &self.places {
            let (kind, at, within) = match place {
                Place::Free => (0, 0, 0),
                Place::At(at) => (1, u32::try_from(*at).unwrap_or(u32::MAX), 0),
                Place::Within(stream, at) => (2, *stream, *at),
            };
            rows.push(kind);
            rows.extend(at.to_be_bytes());
            rows.push(within);
        }
        let entries = format!("/Type/XRef/Size {}/W[1 4 1]/Root {root} 0 R/Info {info} 0 R", self.places.len());
        self.stream(table, &Stream { entries, content: rows });
        let _ = write!(self.bytes, "startxref\n{start}\n%%EOF\n");
        self.bytes
    }

    fn begin(&mut self, id: Id) {
        self.places[id as usize] = Place::At(self.bytes.len());
    }
}

/// Small objects, with their numbers, as one compressed stream.
///
/// # Errors
/// `Pdf` when the compressor fails.
pub fn together(objects: &[(Id, String)]) -> Result<Stream, LetterError> {
    let (mut head, mut body) = (String::new(), String::new());
    for (id, object) in objects {
        let _ = write!(head, "{id} {} ", body.len());
        body.push_str(object);
        body.push('\n');
    }
    let entries = format!("/Type/ObjStm/N {}/First {}", objects.len(), head.len());
    compressed(entries, (head + &body).as_bytes(), Compression::best())
}

/// A text as a string of a PDF: plain when it is ASCII, else in UTF-16.
pub fn string(text: &str) -> String {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return format!("({})", text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)"));
    }
    let mut out = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
    out
}

/// The deflated stream of a page, at the fast level: the usual one takes a tenth of a letter's time for half a kilobyte.
///
/// # Errors
/// `Pdf` when the compressor fails.
pub fn compressed_page(content: &[u8]) -> Result<Stream, LetterError> {
    thread_local! {
        /// Kept from page to page: its tables take longer to make than a page to deflate.
        static PAGES: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), true));
    }
    let deflated = PAGES.with_borrow_mut(|pages| {
        pages.reset();
        let mut deflated = Vec::with_capacity(content.len() / 2 + 1_024);
        loop {
            let read = usize::try_from(pages.total_in()).unwrap_or(usize::MAX).min(content.len());
            match pages.compress_vec(&content[read..], &mut deflated, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return Ok(deflated),
                Ok(Status::Ok | Status::BufError) => deflated.reserve(content.len() / 2 + 1_024),
                Err(error) => return Err(LetterError::Pdf(error.to_string())),
            }
        }
    })?;
    Ok(Stream { entries: "/Filter/FlateDecode".to_owned(), content: deflated })
}

/// A deflated stream: of a font or a picture, made once and worth its time.
///
/// # Errors
/// `Pdf` when the compressor fails.
pub fn compressed(mut entries: String, content: &[u8], level: Compression) -> Result<Stream, LetterError> {
    let failed = |error: std::io::Error| LetterError::Pdf(error.to_string());
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), level);
    encoder.write_all(content).map_err(failed)?;
    let content = encoder.finish().map_err(failed)?;
    entries.push_str("/Filter/FlateDecode");
    Ok(Stream { entries, content })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Document, Object};

    #[test]
    fn another_reader_finds_every_object_and_the_free_numbers_none() {
        let mut file = File::new();
        file.objects(3, &[1, 2], &together(&[(1, "<</A 7>>".into()), (2, "[1 2]".into())]).unwrap());
        let page = file.add_stream(&compressed_page(b"0 0 m").unwrap());
        let info = file.add(format_args!("<</Title{}>>", string("Relevé (1)")));
        let root = file.add(format_args!("<</Type/Catalog/First 1 0 R/Second 2 0 R/Third {page} 0 R>>"));
        let read = Document::load_mem(&file.finish(root, info)).unwrap();
        assert_eq!(read.get_object((1, 0)).unwrap().as_dict().unwrap().get(b"A").unwrap(), &Object::Integer(7));
        assert_eq!(read.get_object((2, 0)).unwrap().as_array().unwrap().len(), 2);
        let stream = read.get_object((page, 0)).unwrap().as_stream().unwrap();
        assert_eq!(stream.decompressed_content().unwrap(), b"0 0 m");
        let title = read.get_object((info, 0)).unwrap().as_dict().unwrap().get(b"Title").unwrap();
        assert_eq!(lopdf::decode_text_string(title).unwrap(), "Relevé (1)");
        assert!(read.get_object((7, 0)).is_err(), "nobody wrote it");
    }

    #[test]
    fn plain_strings_escape_what_would_end_them() {
        assert_eq!(string(r"a (b) \ c"), r"(a \(b\) \\ c)");
        assert_eq!(string("é"), "<FEFF00E9>");
    }
}
