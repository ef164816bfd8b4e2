//! The part of a font that a letter embeds.
//!
//! Every letter embeds the whole alphabet of French letters, so that one subset, made once, serves them all; a
//! character beyond it makes a subset of its own, kept too. A cut weighs about 7 kB.
use super::LetterError;
use super::face::{ALPHABET, Face, Metrics};
use super::file::{File, Id, Stream, compressed, together};
use super::glyf;
use flate2::Compression;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

/// A subset as a PDF holds it.
pub struct Subset {
    ids: Ids,
    /// The font program, compressed.
    program: Stream,
    /// What each glyph stands for, compressed.
    to_unicode: Stream,
    /// The objects that describe it, compressed.
    described: Stream,
    /// By character, up to the last one it has.
    glyphs: Vec<Glyph>,
}

/// A glyph as it stands in a string of a page: two bytes, those that would end the string after a stroke. Nothing for a
/// character that the subset has not.
#[derive(Clone, Copy, Default)]
struct Glyph {
    bytes: [u8; 4],
    length: u8,
}

impl Glyph {
    fn written(number: u16) -> Glyph {
        let mut glyph = Glyph::default();
        let mut push = |byte: u8| {
            glyph.bytes[usize::from(glyph.length)] = byte;
            glyph.length += 1;
        };
        for byte in number.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => [b'\\', byte].into_iter().for_each(&mut push),
                // Read back as a line feed when written as it is.
                b'\r' => b"\\r".iter().copied().for_each(&mut push),
                other => push(other),
            }
        }
        glyph
    }
}

/// The numbers of a cut's objects: the same in all letters, so that their bytes are.
#[derive(Clone, Copy)]
struct Ids {
    font: Id,
    glyphs: Id,
    descriptor: Id,
    program: Id,
    to_unicode: Id,
    described: Id,
}

impl Ids {
    fn of(face: Face) -> Ids {
        let first = match face {
            Face::Regular => 1,
            Face::Strong => 1 + File::RESERVED / 2,
        };
        Ids { font: first, glyphs: first + 1, descriptor: first + 2, program: first + 3, to_unicode: first + 4, described: first + 5 }
    }

    /// In the order they are described in.
    fn members(self) -> [Id; 3] {
        [self.font, self.glyphs, self.descriptor]
    }
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

    /// The glyph of a character in this subset, as it stands in a string of a page.
    ///
    /// # Errors
    /// `MissingGlyph` for a character that was not asked for.
    pub fn glyph(&self, character: char) -> Result<&[u8], LetterError> {
        let found = self.glyphs.get(character as usize).filter(|glyph| glyph.length > 0);
        found.map(|glyph| &glyph.bytes[..usize::from(glyph.length)]).ok_or(LetterError::MissingGlyph { character })
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
        let name = format!("{}+{}", tag(&glyphs), metrics.name);
        let program = compressed(format!("/Length1 {}", bytes.len()), &bytes, Compression::best())?;
        let to_unicode = compressed(String::new(), to_unicode(&glyphs).as_bytes(), Compression::best())?;
        let ids = Ids::of(face);
        let described = described(ids, &name, metrics, &widths)?;
        let last = glyphs.keys().next_back().map_or(0, |last| *last as usize);
        let mut direct = vec![Glyph::default(); last + 1];
        for (character, glyph) in glyphs {
            direct[character as usize] = Glyph::written(glyph);
        }
        Ok(Subset { ids, program, to_unicode, described, glyphs: direct })
    }

    /// Adds it to a file; gives the number of the font.
    pub fn add_to(&self, file: &mut File) -> Id {
        file.stream(self.ids.program, &self.program);
        file.stream(self.ids.to_unicode, &self.to_unicode);
        file.objects(self.ids.described, &self.ids.members(), &self.described);
        self.ids.font
    }
}

/// The font, its glyphs and what it looks like: ISO 32000-1, 9.7 and 9.8.
fn described(ids: Ids, name: &str, metrics: &Metrics, widths: &[i64]) -> Result<Stream, LetterError> {
    let Ids { glyphs, descriptor, program, to_unicode, .. } = ids;
    let [ascent, descent, capitals] = metrics.vertical;
    let [left, bottom, right, top] = metrics.bounds;
    let widths = widths.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
    let objects = [
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{glyphs} 0 R]/ToUnicode {to_unicode} 0 R>>"
        ),
        format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity/CIDSystemInfo\
             <</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/W[0[{widths}]]>>"
        ),
        format!(
            "<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight {capitals}\
             /StemV 84/FontBBox[{left} {bottom} {right} {top}]/FontFile2 {program} 0 R>>"
        ),
    ];
    together(&ids.members().into_iter().zip(objects).collect::<Vec<_>>())
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
    // Glyphs that follow each other and stand for characters that do make one line, unless a first byte changes (9.10.3).
    let meanings: Vec<(u16, char)> = meanings.into_iter().collect();
    let follows = |a: &(u16, char), b: &(u16, char)| {
        b.0 == a.0 + 1 && u32::from(b.1) == u32::from(a.1) + 1 && b.0 & 0xff != 0 && u32::from(b.1) & 0xff != 0 && b.1 <= '\u{ffff}'
    };
    let ranges: Vec<&[(u16, char)]> = meanings.chunk_by(follows).collect();
    for block in ranges.chunks(100) {
        let _ = writeln!(map, "{} beginbfrange", block.len());
        for range in block {
            let [(first, character), ..] = range else { continue };
            let last = usize::from(*first) + range.len() - 1;
            let _ = write!(map, "<{first:04X}> <{last:04X}> <");
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfrange\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
