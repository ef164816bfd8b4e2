//! The part of a font that a letter embeds.
//!
//! Every letter embeds the whole alphabet of French letters, so that one subset, made once, serves them all; a
//! character beyond it makes a subset of its own, kept too. A cut weighs about 7 kB.
use super::LetterError;
use super::face::{ALPHABET, Face};
use super::glyf;
use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Stream};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

/// A subset as a PDF holds it.
pub struct Subset {
    /// Name with its tag: `ABCDEF+SourceSans3-Regular`.
    pub name: String,
    /// The font program, compressed.
    pub program: Stream,
    /// What each glyph stands for, compressed.
    pub to_unicode: Stream,
    /// Advance of each glyph, thousandths of the size.
    pub widths: Vec<i64>,
    /// By character, up to the last one it has; 0 where it has none.
    glyphs: Vec<u16>,
}

/// Subsets made so far. Few: one a cut, and one for each set of rare characters met.
type Made = BTreeMap<(Face, BTreeSet<char>), Arc<Subset>>;

static MADE: Mutex<Made> = Mutex::new(BTreeMap::new());
const MOST_KEPT: usize = 32;

impl Subset {
    /// The subset of a cut that has the alphabet, and these characters that are not of it.
    ///
    /// # Errors
    /// `MissingGlyph`, or `Font` when the shipped file is broken.
    pub fn of(face: Face, rare: BTreeSet<char>) -> Result<Arc<Subset>, LetterError> {
        let key = (face, rare);
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = made.get(&key) {
            return Ok(Arc::clone(found));
        }
        if made.len() >= MOST_KEPT {
            made.clear();
        }
        let subset = Arc::new(Subset::make(face, &key.1)?);
        made.insert(key, Arc::clone(&subset));
        Ok(subset)
    }

    /// The glyph of a character in this subset.
    ///
    /// # Errors
    /// `MissingGlyph` for a character that was not asked for.
    pub fn glyph(&self, character: char) -> Result<u16, LetterError> {
        let found = self.glyphs.get(character as usize).copied().filter(|glyph| *glyph != 0);
        found.ok_or(LetterError::MissingGlyph { character })
    }

    fn make(face: Face, rare: &BTreeSet<char>) -> Result<Subset, LetterError> {
        let metrics = face.metrics()?;
        let (mut ids, mut widths) = (vec![0], vec![0]);
        let mut glyphs = BTreeMap::new();
        for character in ALPHABET.chars().chain(rare.iter().copied()) {
            let (id, width) = metrics.shape(character)?;
            // Spaces may share a glyph.
            let at = ids.iter().position(|known| *known == id).unwrap_or_else(|| {
                ids.push(id);
                widths.push(width);
                ids.len() - 1
            });
            glyphs.insert(character, u16::try_from(at).map_err(|_| LetterError::Font("too many glyphs".into()))?);
        }
        let bytes = glyf::subset(&|tag| metrics.table(tag), &ids)?;
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let name = format!("{}+{}", tag(&glyphs), metrics.name);
        let program = compressed(Dictionary::from_iter([("Length1", length.into())]), &bytes, Compression::best())?;
        let to_unicode = compressed(Dictionary::new(), to_unicode(&glyphs).as_bytes(), Compression::best())?;
        let last = glyphs.keys().next_back().map_or(0, |last| *last as usize);
        let mut direct = vec![0; last + 1];
        for (character, glyph) in glyphs {
            direct[character as usize] = glyph;
        }
        Ok(Subset { name, program, to_unicode, widths, glyphs: direct })
    }
}

/// The deflated stream of a page. The best level takes three times as long as all the rest of a letter, for fifty bytes.
///
/// # Errors
/// `Pdf` when the compressor fails.
pub fn compressed_page(content: &[u8]) -> Result<Stream, LetterError> {
    thread_local! {
        /// Kept from page to page: its tables take longer to make than a page to deflate.
        static PAGES: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(4), true));
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
    Ok(Stream::new(Dictionary::from_iter([("Filter", "FlateDecode".into())]), deflated))
}

/// A deflated stream: of a font or a picture, made once and worth the best level.
///
/// # Errors
/// `Pdf` when the compressor fails.
pub fn compressed(mut dictionary: Dictionary, content: &[u8], level: Compression) -> Result<Stream, LetterError> {
    let failed = |error: std::io::Error| LetterError::Pdf(error.to_string());
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), level);
    encoder.write_all(content).map_err(failed)?;
    let deflated = encoder.finish().map_err(failed)?;
    dictionary.set("Filter", "FlateDecode");
    Ok(Stream::new(dictionary, deflated))
}

/// Six capitals that depend on the glyphs alone, as the format wants: FNV-1a.
fn tag(glyphs: &BTreeMap<char, u16>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for character in glyphs.keys() {
        hash = (hash ^ u64::from(u32::from(*character))).wrapping_mul(0x0100_0000_01b3);
    }
    let mut tag = String::new();
    for _ in 0..6 {
        tag.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or(0)));
        hash /= 26;
    }
    tag
}

/// The map from glyphs to text. All spaces are said to be plain ones: « 1 234,56 » is then found by a search.
fn to_unicode(glyphs: &BTreeMap<char, u16>) -> String {
    let mut meanings: BTreeMap<u16, char> = BTreeMap::new();
    for (character, glyph) in glyphs {
        let meaning = if character.is_whitespace() { ' ' } else { *character };
        meanings.entry(*glyph).or_insert(meaning);
    }
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let meanings: Vec<(u16, char)> = meanings.into_iter().collect();
    for block in meanings.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (glyph, character) in block {
            let _ = write!(map, "<{glyph:04X}> <");
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
