//! A TrueType file of the glyphs asked for and nothing else: the six tables that a font inside a PDF needs (ISO 32000-1,
//! 9.9). Names, character map and kerning stay out: the PDF says them itself, and they weigh as much as the outlines.
use super::LetterError;
use std::collections::BTreeMap;

/// Reads a table of the shipped font.
pub(super) type Tables<'a> = dyn Fn(&[u8; 4]) -> Result<&'a [u8], LetterError> + 'a;

/// In the order of the directory, which is that of the alphabet.
const TABLES: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// Flags of a part of a composed glyph.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const TWO_BY_TWO: u16 = 0x0080;

/// The file. Its glyphs are `wanted`, in that order, then the parts they are composed of.
///
/// # Errors
/// `Font` when the shipped file is broken.
pub(super) fn subset(tables: &Tables, wanted: &[u16]) -> Result<Vec<u8>, LetterError> {
    let (outlines, places) = (tables(b"glyf")?, tables(b"loca")?);
    let (mut head, mut hhea, mut maxp) = (tables(b"head")?.to_vec(), tables(b"hhea")?.to_vec(), tables(b"maxp")?.to_vec());
    let long = word(&head, 50)? != 0;
    let place = |glyph: usize| -> Result<usize, LetterError> {
        Ok(if long {
            usize::from(word(places, 4 * glyph)?) << 16 | usize::from(word(places, 4 * glyph + 2)?)
        } else {
            2 * usize::from(word(places, 2 * glyph)?)
        })
    };
    let mut kept = Kept::of(wanted)?;
    let (mut glyf, mut loca) = (Vec::new(), vec![0, 0]);
    let mut next = 0;
    while let Some(glyph) = kept.ids.get(next).copied().map(usize::from) {
        let outline = outlines.get(place(glyph)?..place(glyph + 1)?).ok_or_else(broken)?;
        let start = glyf.len();
        glyf.extend_from_slice(outline);
        kept.rename_parts(&mut glyf[start..])?;
        if glyf.len() % 2 == 1 {
            glyf.push(0);
        }
        loca.extend(u16::try_from(glyf.len() / 2).map_err(|_| broken())?.to_be_bytes());
        next += 1;
    }
    let count = u16::try_from(kept.ids.len()).map_err(|_| broken())?;
    let hmtx = widths(tables(b"hmtx")?, word(&hhea, 34)?, &kept.ids)?;
    // Short places, and no sum of the whole file: no reader of a PDF asks for it.
    for at in [8, 10, 50] {
        set(&mut head, at, 0)?;
    }
    set(&mut hhea, 34, count)?;
    set(&mut maxp, 4, count)?;
    Ok(file([glyf, head, hhea, hmtx, loca, maxp]))
}

/// The glyphs kept, and their new numbers.
struct Kept {
    ids: Vec<u16>,
    places: BTreeMap<u16, u16>,
}

impl Kept {
    fn of(wanted: &[u16]) -> Result<Kept, LetterError> {
        let mut kept = Kept { ids: Vec::new(), places: BTreeMap::new() };
        wanted.iter().try_for_each(|id| kept.place(*id).map(drop))?;
        Ok(kept)
    }

    fn place(&mut self, id: u16) -> Result<u16, LetterError> {
        if let Some(place) = self.places.get(&id) {
            return Ok(*place);
        }
        let place = u16::try_from(self.ids.len()).map_err(|_| broken())?;
        self.ids.push(id);
        self.places.insert(id, place);
        Ok(place)
    }

    /// A composed glyph names its parts: they are kept too, under their new numbers.
    fn rename_parts(&mut self, outline: &mut [u8]) -> Result<(), LetterError> {
        // An empty outline is a space; one that counts its contours is not composed.
        if outline.is_empty() || word(outline, 0)? < 0x8000 {
            return Ok(());
        }
        let mut at = 10;
        loop {
            let flags = word(outline, at)?;
            let part = self.place(word(outline, at + 2)?)?;
            outline[at + 2..at + 4].copy_from_slice(&part.to_be_bytes());
            at += if flags & WORDS != 0 { 8 } else { 6 };
            at += match flags & (SCALE | TWO_SCALES | TWO_BY_TWO) {
                SCALE => 2,
                TWO_SCALES => 4,
                TWO_BY_TWO => 8,
                _ => 0,
            };
            if flags & MORE == 0 {
                return Ok(());
            }
        }
    }
}

/// Advance and side bearing of each glyph; the last ones of the shipped table share one advance.
fn widths(hmtx: &[u8], advances: u16, ids: &[u16]) -> Result<Vec<u8>, LetterError> {
    let last = usize::from(advances.saturating_sub(1));
    let mut widths = Vec::with_capacity(4 * ids.len());
    for id in ids.iter().copied().map(usize::from) {
        let bearing = if id <= last { 4 * id + 2 } else { 4 * (last + 1) + 2 * (id - last - 1) };
        widths.extend(word(hmtx, 4 * id.min(last))?.to_be_bytes());
        widths.extend(word(hmtx, bearing)?.to_be_bytes());
    }
    Ok(widths)
}

/// The directory, then the tables, each on four bytes.
fn file(tables: [Vec<u8>; 6]) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32];
    let mut at = 12 + 16 * TABLES.len();
    for (tag, table) in TABLES.iter().zip(&tables) {
        out.extend_from_slice(*tag);
        for number in [sum(table), at, table.len()] {
            out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for table in &tables {
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// The checksum of a table: its words of four bytes, added up.
fn sum(table: &[u8]) -> usize {
    let words =
        table.chunks(4).map(|chunk| chunk.iter().enumerate().fold(0_u32, |word, (at, byte)| word | u32::from(*byte) << (24 - 8 * at)));
    words.fold(0_u32, u32::wrapping_add) as usize
}

fn word(bytes: &[u8], at: usize) -> Result<u16, LetterError> {
    let pair = bytes.get(at..at + 2).ok_or_else(broken)?;
    Ok(u16::from_be_bytes([pair[0], pair[1]]))
}

fn set(bytes: &mut [u8], at: usize, value: u16) -> Result<(), LetterError> {
    bytes.get_mut(at..at + 2).ok_or_else(broken)?.copy_from_slice(&value.to_be_bytes());
    Ok(())
}

fn broken() -> LetterError {
    LetterError::Font("a table is not what it should be".into())
}

#[cfg(test)]
mod tests {
    use crate::letters::face::{ALPHABET, Face};

    /// The outline of each letter of the subset is that of the shipped file.
    #[test]
    fn a_subset_draws_the_same_letters() {
        #[derive(Default, PartialEq, Debug)]
        struct Path(String);
        impl ttf_parser::OutlineBuilder for Path {
            fn move_to(&mut self, x: f32, y: f32) {
                self.0.push_str(&format!("M{x} {y}"));
            }
            fn line_to(&mut self, x: f32, y: f32) {
                self.0.push_str(&format!("L{x} {y}"));
            }
            fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
                self.0.push_str(&format!("Q{x1} {y1} {x} {y}"));
            }
            fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
                self.0.push_str(&format!("C{x1} {y1} {x2} {y2} {x} {y}"));
            }
            fn close(&mut self) {
                self.0.push('Z');
            }
        }
        for face in [Face::Regular, Face::Strong] {
            let metrics = face.metrics().unwrap();
            let wanted: Vec<u16> = std::iter::once(0).chain(ALPHABET.chars().map(|c| metrics.shape(c).unwrap().0)).collect();
            let bytes = super::subset(&|tag| metrics.table(tag), &wanted).unwrap();
            assert!(bytes.len() < 12_000, "{} bytes: outlines and widths only", bytes.len());
            let small = ttf_parser::Face::parse(&bytes, 0).unwrap();
            let shipped = &metrics.face;
            let mut places = std::collections::BTreeMap::new();
            for id in &wanted {
                let next = places.len();
                places.entry(*id).or_insert(next);
            }
            for (id, place) in places {
                let (id, place) = (ttf_parser::GlyphId(id), ttf_parser::GlyphId(u16::try_from(place).unwrap()));
                let (mut before, mut after) = (Path::default(), Path::default());
                shipped.outline_glyph(id, &mut before);
                small.outline_glyph(place, &mut after);
                assert_eq!(after, before, "{face:?} {id:?}");
                assert_eq!(small.glyph_hor_advance(place), shipped.glyph_hor_advance(id), "{face:?} {id:?}");
                assert_eq!(small.glyph_hor_side_bearing(place), shipped.glyph_hor_side_bearing(id), "{face:?} {id:?}");
            }
        }
    }
}
