//! The two cuts of Source Sans 3 the letters are set in: widths and kerning, read once a process.
//!
//! Lengths are whole thousandths of a point, so that a layout is the same on every machine.
use super::LetterError;
use std::sync::LazyLock;
use ttf_parser::GlyphId;
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::opentype_layout::LayoutTable;

/// A length in thousandths of a point.
pub type Unit = i64;

/// A length given in tenths of a millimetre.
pub const fn tenths_mm(tenths: i64) -> Unit {
    tenths * 72_000 / 254
}

/// A cut of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// The running text.
    Regular,
    /// Titles, totals and what must be seen.
    Strong,
}

/// What letters are written with: its glyphs are embedded in all of them, so that one subset serves them all. Signs that
/// few letters hold are left out: each weighs a hundred bytes in all the others.
pub(super) const ALPHABET: &str = " \u{a0}\u{202f}!%&'()+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ\
abcdefghijklmnopqrstuvwxyz«»°·×÷€–—−’…œŒæÆàâäçéèêëîïôöùûüÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ§";

/// Above it, characters are looked up in the font itself.
const DIRECT: usize = 0x2200;
/// Kerning is read for the alphabet only; its index fits in a byte.
pub(super) const NO_KERNING: u8 = u8::MAX;

#[derive(Clone, Copy)]
struct Glyph {
    id: u16,
    advance: u16,
    kerning: u8,
}

/// What a cut knows of itself.
pub struct Metrics {
    /// Its PostScript name.
    pub(super) name: &'static str,
    /// Ascent, descent, capital height: thousandths of the size.
    pub(super) vertical: [i64; 3],
    /// The box of all glyphs: thousandths of the size.
    pub(super) bounds: [i64; 4],
    direct: Vec<Option<Glyph>>,
    kerning: Vec<i16>,
    letters: usize,
    /// The file, as shipped.
    pub(super) face: ttf_parser::Face<'static>,
}

static REGULAR: LazyLock<Result<Metrics, LetterError>> =
    LazyLock::new(|| Metrics::read(include_bytes!("fonts/SourceSans3-Regular.ttf"), "SourceSans3-Regular"));
static STRONG: LazyLock<Result<Metrics, LetterError>> =
    LazyLock::new(|| Metrics::read(include_bytes!("fonts/SourceSans3-SemiBold.ttf"), "SourceSans3-SemiBold"));

impl Face {
    /// The metrics of this cut.
    ///
    /// # Errors
    /// `Font` when the shipped file cannot be read, which only a broken build can cause.
    pub fn metrics(self) -> Result<&'static Metrics, LetterError> {
        match self {
            Face::Regular => REGULAR.as_ref().map_err(Clone::clone),
            Face::Strong => STRONG.as_ref().map_err(Clone::clone),
        }
    }
}

impl Metrics {
    fn read(bytes: &'static [u8], name: &'static str) -> Result<Metrics, LetterError> {
        let face = ttf_parser::Face::parse(bytes, 0).map_err(|error| LetterError::Font(error.to_string()))?;
        if face.units_per_em() != 1000 {
            return Err(LetterError::Font(format!("{name} is not drawn on 1000 units")));
        }
        let alphabet: Vec<char> = ALPHABET.chars().collect();
        let direct: Vec<Option<Glyph>> = (0..DIRECT)
            .map(|code| {
                let character = char::from_u32(u32::try_from(code).ok()?)?;
                let kerning = alphabet.iter().position(|known| *known == character);
                look_up(&face, character, kerning.and_then(|at| u8::try_from(at).ok()))
            })
            .collect();
        let vertical = [face.ascender(), face.descender(), face.capital_height().unwrap_or(660)].map(i64::from);
        let bounds = face.global_bounding_box();
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(i64::from);
        let kerning = pairs(&face, &alphabet);
        Ok(Metrics { name, vertical, bounds, direct, kerning, letters: alphabet.len(), face })
    }

    fn glyph(&self, character: char) -> Option<Glyph> {
        match self.direct.get(character as usize) {
            Some(found) => *found,
            None => look_up(&self.face, character, None),
        }
    }

    /// True when the character is of the alphabet, and in every subset.
    pub(super) fn is_common(&self, character: char) -> bool {
        self.direct.get(character as usize).is_some_and(|glyph| glyph.is_some_and(|glyph| glyph.kerning != NO_KERNING))
    }

    /// A table of the shipped file.
    ///
    /// # Errors
    /// `Font` when it has none.
    pub(super) fn table(&self, tag: &[u8; 4]) -> Result<&'static [u8], LetterError> {
        let found = self.face.raw_face().table(ttf_parser::Tag::from_bytes(tag));
        found.ok_or_else(|| LetterError::Font(format!("{} lacks a table", self.name)))
    }

    /// The glyph of a character in the shipped file, and its advance in thousandths of the size.
    ///
    /// # Errors
    /// `MissingGlyph`: never a box on paper.
    pub fn shape(&self, character: char) -> Result<(u16, i64), LetterError> {
        let glyph = self.glyph(character).ok_or(LetterError::MissingGlyph { character })?;
        Ok((glyph.id, i64::from(glyph.advance)))
    }

    /// What to add between two characters that follow each other, in thousandths of the size.
    #[cfg(test)]
    pub fn kerning(&self, left: char, right: char) -> i64 {
        self.pair(self.kerned(left), self.kerned(right))
    }

    /// The index of a character in the table of pairs: to be looked up once, in a run that asks for all its pairs.
    pub(super) fn kerned(&self, character: char) -> u8 {
        self.glyph(character).map_or(NO_KERNING, |glyph| glyph.kerning)
    }

    /// What to add between two characters, by index.
    pub(super) fn pair(&self, left: u8, right: u8) -> i64 {
        if left == NO_KERNING || right == NO_KERNING {
            return 0;
        }
        i64::from(self.kerning[usize::from(left) * self.letters + usize::from(right)])
    }

    /// The width of a text at a size.
    ///
    /// # Errors
    /// `MissingGlyph`.
    pub fn width(&self, text: &str, size: Unit) -> Result<Unit, LetterError> {
        let mut thousandths = 0;
        let mut left = NO_KERNING;
        for character in text.chars() {
            let glyph = self.glyph(character).ok_or(LetterError::MissingGlyph { character })?;
            thousandths += i64::from(glyph.advance) + self.pair(left, glyph.kerning);
            left = glyph.kerning;
        }
        Ok(thousandths * size / 1000)
    }
}

fn look_up(face: &ttf_parser::Face, character: char, kerning: Option<u8>) -> Option<Glyph> {
    let id = face.glyph_index(character).filter(|_| !character.is_control())?;
    Some(Glyph { id: id.0, advance: face.glyph_hor_advance(id)?, kerning: kerning.unwrap_or(NO_KERNING) })
}

/// Kerning of each pair of the alphabet. Figures and spaces are left alone: columns of amounts must stay in line, and
/// the width of a line is the sum of its words.
fn pairs(face: &ttf_parser::Face, alphabet: &[char]) -> Vec<i16> {
    let subtables = face.tables().gpos.map(|table| pair_adjustments(&table)).unwrap_or_default();
    let glyphs: Vec<Option<GlyphId>> =
        alphabet.iter().map(|c| face.glyph_index(*c).filter(|_| !c.is_ascii_digit() && !c.is_whitespace())).collect();
    let mut kerning = Vec::with_capacity(glyphs.len() * glyphs.len());
    for left in &glyphs {
        for right in &glyphs {
            kerning.push(left.zip(*right).map_or(0, |(left, right)| pair(&subtables, left, right)));
        }
    }
    kerning
}

fn pair_adjustments<'a>(table: &LayoutTable<'a>) -> Vec<PairAdjustment<'a>> {
    let kern = ttf_parser::Tag::from_bytes(b"kern");
    let lookups: std::collections::BTreeSet<u16> =
        table.features.into_iter().filter(|feature| feature.tag == kern).flat_map(|feature| feature.lookup_indices.into_iter()).collect();
    let mut found = Vec::new();
    for lookup in lookups.into_iter().filter_map(|index| table.lookups.get(index)) {
        for subtable in lookup.subtables.into_iter::<PositioningSubtable>() {
            if let PositioningSubtable::Pair(adjustment) = subtable {
                found.push(adjustment);
            }
        }
    }
    found
}

/// The first subtable that covers the left glyph and knows the pair decides, as the format wants.
fn pair(subtables: &[PairAdjustment], left: GlyphId, right: GlyphId) -> i16 {
    for subtable in subtables {
        let Some(index) = subtable.coverage().get(left) else { continue };
        let found = match subtable {
            PairAdjustment::Format1 { sets, .. } => sets.get(index).and_then(|set| set.get(right)),
            PairAdjustment::Format2 { classes, matrix, .. } => matrix.get((classes.0.get(left), classes.1.get(right))),
        };
        if let Some((value, _)) = found {
            return value.x_advance;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_all_have_one_width_and_no_kerning() {
        for face in [Face::Regular, Face::Strong] {
            let metrics = face.metrics().unwrap();
            let widths: Vec<i64> = ('0'..='9').map(|figure| metrics.shape(figure).unwrap().1).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{face:?}: {widths:?}");
            assert_eq!(metrics.kerning('7', ','), 0);
        }
    }

    #[test]
    fn both_cuts_have_the_whole_alphabet() {
        for face in [Face::Regular, Face::Strong] {
            for character in ALPHABET.chars() {
                assert!(face.metrics().unwrap().shape(character).is_ok(), "{face:?} lacks {character:?}");
            }
        }
    }

    #[test]
    fn letters_are_kerned() {
        let metrics = Face::Regular.metrics().unwrap();
        assert!(metrics.kerning('T', 'o') < 0, "To without kerning leaves a hole");
        let apart = metrics.width("T", 10_000).unwrap() + metrics.width("o", 10_000).unwrap();
        assert!(metrics.width("To", 10_000).unwrap() < apart);
    }

    #[test]
    fn a_character_the_font_has_not_is_an_error() {
        let metrics = Face::Regular.metrics().unwrap();
        assert_eq!(metrics.width("a\u{4e2d}", 10_000), Err(LetterError::MissingGlyph { character: '\u{4e2d}' }));
        assert!(metrics.width("\t", 10_000).is_err(), "a control character has no shape");
    }
}
