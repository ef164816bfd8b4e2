//! The QR code of a payment, as squares.
//!
//! The library draws the code, eight masks are possible, and the clearest is kept (ISO/IEC 18004, 7.8). Which one is judged
//! here, a whole row at once: the library asks square by square, which took as long as the rest of two letters.
use super::LetterError;
use qrcode::EcLevel;
use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern, Module};
use qrcode::ec::construct_codewords;
use qrcode::types::{QrError, Version};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The squares of a row, the first one on the left in the lowest bit. A code of 331 bytes has 69 of them.
type Row = u128;

/// The squares of a code, its quiet zone not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    /// How many on a side.
    pub side: usize,
    /// From top to bottom.
    rows: Vec<Row>,
}

/// Black squares that touch, as one rectangle, in squares from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// First column.
    pub column: u32,
    /// First row.
    pub row: usize,
    /// To the right.
    pub width: u32,
    /// Down.
    pub height: usize,
}

impl Modules {
    /// True where it is black.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row >> column & 1 == 1)
    }

    /// The black squares: those that touch on a row together, and the same on the rows below with them.
    pub fn blocks(&self) -> Vec<Block> {
        let mut rows = self.rows.clone();
        let mut blocks = Vec::new();
        for row in 0..rows.len() {
            while rows[row] != 0 {
                let column = rows[row].trailing_zeros();
                let width = (rows[row] >> column).trailing_ones();
                let run = ((1 << width) - 1) << column;
                let around = run | run << 1 | run >> 1;
                let height = rows[row..].iter().take_while(|below| **below & around == run).count();
                rows[row..row + height].iter_mut().for_each(|below| *below &= !run);
                blocks.push(Block { column, row, width, height });
            }
        }
        blocks
    }
}

/// The code of an EPC069-12 text: level M, as the guideline asks.
///
/// # Errors
/// A text longer than a code holds, which `epc::payload` excludes.
pub fn modules(payload: &str) -> Result<Modules, LetterError> {
    drawn(payload).map_err(|error| LetterError::Pdf(error.to_string()))
}

fn drawn(payload: &str) -> Result<Modules, QrError> {
    let bits = encode_auto(payload.as_bytes(), EcLevel::M)?;
    let version = bits.version();
    let (words, corrections) = construct_codewords(&bits.into_bytes(), version, EcLevel::M)?;
    let blank = Blank::of(version);
    let mut canvas = blank.canvas.clone();
    canvas.draw_data(&words, &corrections);
    let side = blank.masked[0].len();
    let ink = rows(&canvas, side, |module| matches!(module, Module::Unmasked(colour) if colour == qrcode::Color::Dark));
    let laid = |mask: &Vec<Row>| mask.iter().zip(&ink).map(|(mask, ink)| mask ^ ink).collect::<Vec<Row>>();
    let clearest = blank.masked.iter().map(laid).min_by_key(|rows| penalty(rows));
    Ok(Modules { side, rows: clearest.unwrap_or_default() })
}

/// A code without its text: what all codes of that size share.
struct Blank {
    /// Its fixed squares.
    canvas: Canvas,
    /// The same under each mask, what names the mask included. The text inverts these squares where it is black.
    masked: [Vec<Row>; 8],
}

/// Codes of payments come in a dozen sizes.
static BLANKS: Mutex<BTreeMap<i16, Arc<Blank>>> = Mutex::new(BTreeMap::new());

impl Blank {
    fn of(version: Version) -> Arc<Blank> {
        let mut known = BLANKS.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(version.width()).or_insert_with(|| Arc::new(Blank::make(version))))
    }

    fn make(version: Version) -> Blank {
        use MaskPattern::{Checkerboard, DiagonalLines, Diamonds, Fields, HorizontalLines, LargeCheckerboard, Meadow, VerticalLines};
        let mut canvas = Canvas::new(version, EcLevel::M);
        canvas.draw_all_functional_patterns();
        let masks = [Checkerboard, HorizontalLines, VerticalLines, DiagonalLines, LargeCheckerboard, Fields, Diamonds, Meadow];
        let masked = masks.map(|mask| {
            let mut masked = canvas.clone();
            masked.apply_mask(mask);
            rows(&masked, usize::try_from(version.width()).unwrap_or(0), Module::is_dark)
        });
        Blank { canvas, masked }
    }
}

fn rows(canvas: &Canvas, side: usize, is_set: impl Fn(Module) -> bool) -> Vec<Row> {
    let at = |place: usize| i16::try_from(place).unwrap_or(i16::MAX);
    let row = |y| (0..side).fold(0, |row: Row, x| row | Row::from(is_set(canvas.get(at(x), at(y)))) << x);
    (0..side).map(row).collect()
}

/// How hard a code is to read: ISO/IEC 18004, 7.8.3, as the library counts it.
fn penalty(rows: &[Row]) -> u32 {
    let side = rows.len();
    let all = (1 << side) - 1;
    // Above and below the code it is white.
    let row = |at: usize, up: usize| at.checked_sub(up).and_then(|at| rows.get(at)).copied().unwrap_or(0);
    let (mut sum, mut dark) = (0, 0);
    let mut long_above = 0;
    for (at, own) in rows.iter().enumerate() {
        dark += own.count_ones();
        // Five or more of one colour in a line: three points, one more for each above five.
        let same = !(own ^ own >> 1) & all >> 1;
        let long = same & same >> 1 & same >> 2 & same >> 3;
        sum += long.count_ones() + 2 * (long & !(long << 1)).count_ones();
        let down = |at: usize| rows.get(at + 1).map_or(0, |next| !(rows[at] ^ next) & all);
        let (one, two) = (down(at), if at + 4 < side { down(at + 1) & down(at + 2) & down(at + 3) } else { 0 });
        let long = one & two;
        sum += long.count_ones() + 2 * (long & !long_above).count_ones();
        long_above = long;
        // A square of four: three points.
        sum += 3 * (one & same & down_same(rows, at, all)).count_ones();
        // What looks like a corner mark, white before it or after it: forty points.
        let wide = own << 4;
        let mark = wide & !(wide >> 1) & wide >> 2 & wide >> 3 & wide >> 4 & !(wide >> 5) & wide >> 6;
        let before = wide << 1 | wide << 2 | wide << 3 | wide << 4;
        let after = wide >> 7 | wide >> 8 | wide >> 9 | wide >> 10;
        sum += 40 * (mark & !(before & after)).count_ones();
        if at >= 6 {
            let mark = own & !row(at, 1) & row(at, 2) & row(at, 3) & row(at, 4) & !row(at, 5) & row(at, 6);
            let before = row(at, 7) | row(at, 8) | row(at, 9) | row(at, 10);
            let after = (1..=4).fold(0, |seen, down| seen | rows.get(at + down).copied().unwrap_or(0));
            sum += 40 * (mark & !(before & after)).count_ones();
        }
    }
    // As far from half black as it is, in half hundredths.
    let squares = u32::try_from(side * side).unwrap_or(u32::MAX).max(1);
    sum + (dark * 200 / squares).abs_diff(100)
}

/// Where a row's squares of two also touch the same on the next row.
fn down_same(rows: &[Row], at: usize, all: Row) -> Row {
    rows.get(at + 1).map_or(0, |next| !(next ^ next >> 1) & all >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::epc::{LONGEST, Transfer, payload};
    use echu_core::money::Cents;
    use qrcode::QrCode;

    /// What an independent reader sees on paper: eight points a square, four white squares around.
    fn read(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
        const POINTS: usize = 8;
        let points = (side + 8) * POINTS;
        let dark = |x: usize, y: usize| {
            let (column, row) = ((x / POINTS).wrapping_sub(4), (y / POINTS).wrapping_sub(4));
            column < side && row < side && is_dark(column, row)
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(points, points, |x, y| if dark(x, y) { 0 } else { 255 });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "one code is seen");
        grids[0].decode().unwrap().1
    }

    fn transfer(at: i64) -> String {
        let reference = format!("BDQ-2026-{at}");
        let transfer = Transfer {
            name: "Chaudronnerie Éléonore Lefèvre",
            iban: "FR1420041010050500013M02606",
            bic: "",
            amount: Cents(420_544 + 7_919 * at),
            reference: &reference,
        };
        payload(&transfer).unwrap()
    }

    fn longest() -> String {
        let transfer = Transfer {
            name: &"é".repeat(70),
            iban: "FR1420041010050500013M02606",
            bic: "",
            amount: Cents(420_544),
            reference: &"à".repeat(140),
        };
        payload(&transfer).unwrap()
    }

    #[test]
    fn another_reader_finds_the_payload_again() {
        let text = transfer(11);
        let code = modules(&text).unwrap();
        assert_eq!(read(code.side, |column, row| code.is_dark(column, row)), text);
        let long = longest();
        assert!(long.len() > LONGEST - 4, "as long as allowed");
        let code = modules(&long).unwrap();
        assert_eq!(read(code.side, |column, row| code.is_dark(column, row)), long);
    }

    #[test]
    fn the_blocks_that_are_drawn_are_the_code_and_none_covers_another() {
        for text in [transfer(11), longest()] {
            let code = modules(&text).unwrap();
            let mut times = vec![0; code.side * code.side];
            for Block { column, row, width, height } in code.blocks() {
                for y in row..row + height {
                    for x in column..column + width {
                        times[y * code.side + x as usize] += 1;
                    }
                }
            }
            let dark = |at: usize| i32::from(code.is_dark(at % code.side, at / code.side));
            assert!((0..times.len()).all(|at| times[at] == dark(at)), "each black square once, no white one");
        }
    }

    #[test]
    fn the_mask_is_the_one_the_library_chooses() {
        for text in (0..60).map(transfer).chain([longest()]) {
            let code = modules(&text).unwrap();
            let theirs = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).unwrap();
            assert_eq!(code.side, theirs.width());
            let colours = theirs.to_colors();
            let same = |at: usize| code.is_dark(at % code.side, at / code.side) == (colours[at] == qrcode::Color::Dark);
            assert!((0..colours.len()).all(same), "{text}");
        }
    }
}
