//! Pages to PDF: fonts embedded as subsets, nothing random and no clock inside.
use super::LetterError;
use super::code::{Block, Modules};
use super::face::{Face, NO_KERNING, Unit};
use super::file::{File, Id, compressed_page, string};
use super::page::{Area, HEIGHT, Ink, Mark, Page, Slot, WIDTH};
use super::picture::Picture;
use super::rich::{Line, Run};
use super::subset::Subset;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// What the file says of itself.
pub struct About {
    /// Shown in the viewer's title bar.
    pub title: String,
    /// The creditor.
    pub author: String,
    /// In a sentence.
    pub subject: String,
    /// The letter's own date: the same letter gives the same bytes on any day.
    pub date: NaiveDate,
}

/// The PDF of these pages.
///
/// # Errors
/// `MissingGlyph`, `Font` and `Pdf`.
pub fn draw(pages: &[Page], pictures: &BTreeMap<Slot, Picture>, about: &About) -> Result<Vec<u8>, LetterError> {
    let mut file = File::new();
    let subsets = subsets(pages)?;
    let named = |found: &mut String, name: &str, id: Id| {
        let _ = write!(found, "/{name} {id} 0 R");
    };
    let (mut fonts, mut images, mut kids) = (String::new(), String::new(), String::new());
    for (face, subset) in &subsets {
        named(&mut fonts, font_name(*face), subset.add_to(&mut file));
    }
    for (slot, picture) in pictures {
        named(&mut images, image_name(*slot), picture.add_to(&mut file));
    }
    let tree = file.number();
    for page in pages {
        let content = file.add_stream(&compressed_page(&content(page, &subsets, pictures)?)?);
        // Heights are counted down from the top of an upright sheet: a lying one is cut out of it from that same corner.
        let size = if page.lying { format!("/MediaBox[0 {0} {1} {1}]", rounded(HEIGHT - WIDTH), rounded(HEIGHT)) } else { String::new() };
        let page = file.add(format_args!("<</Type/Page/Parent {tree} 0 R{size}/Contents {content} 0 R>>"));
        let _ = write!(kids, "{page} 0 R ");
    }
    // What all pages share is said once, by their parent.
    let (width, height) = (rounded(WIDTH), rounded(HEIGHT));
    file.object(
        tree,
        format_args!(
            "<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 {width} {height}]/Resources<</Font<<{fonts}>>/XObject<<{images}>>>>>>",
            kids.trim_end(),
            pages.len()
        ),
    );
    let root = file.add(format_args!("<</Type/Catalog/Pages {tree} 0 R/Lang(fr-FR)/ViewerPreferences<</DisplayDocTitle true>>>>"));
    let date = about.date.format("(D:%Y%m%d)");
    let info = file.add(format_args!(
        "<</Title{}/Author{}/Subject{}/Producer{}/CreationDate{date}/ModDate{date}>>",
        string(&about.title),
        string(&about.author),
        string(&about.subject),
        string("Échu")
    ));
    Ok(file.finish(root, info))
}

fn subsets(pages: &[Page]) -> Result<BTreeMap<Face, Arc<Subset>>, LetterError> {
    let mut rare: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        if let Mark::Text { line, .. } = mark {
            for run in &line.runs {
                let metrics = run.face.metrics()?;
                rare.entry(run.face).or_default().extend(run.text.chars().filter(|character| !metrics.is_common(*character)));
            }
        }
    }
    rare.into_iter().map(|(face, rare)| Ok((face, Subset::of(face, rare)?))).collect()
}

fn font_name(face: Face) -> &'static str {
    match face {
        Face::Regular => "R",
        Face::Strong => "S",
    }
}

fn image_name(slot: Slot) -> &'static str {
    match slot {
        Slot::Logo => "Logo",
        Slot::Signature => "Signature",
        Slot::Photo => "Photo",
    }
}

/// The page's operators.
fn content(page: &Page, subsets: &BTreeMap<Face, Arc<Subset>>, pictures: &BTreeMap<Slot, Picture>) -> Result<Vec<u8>, LetterError> {
    let mut pen = Pen { out: Vec::with_capacity(24 * 1024), at: None, cut: None, ink: Ink::Full, stroke: None };
    for mark in &page.marks {
        match mark {
            Mark::Text { x, y, ink, line } => pen.text((*x, HEIGHT - *y), *ink, line, subsets)?,
            Mark::Rule { x, y, length, weight, ink } => {
                let y = HEIGHT - y;
                pen.stroke(*ink, *weight).say(&[*x, y], "m ").say(&[x + length, y], "l S\n");
            }
            Mark::Frame { area, weight } => {
                pen.stroke(Ink::Full, *weight).say(&from_below(*area), "re S\n");
            }
            Mark::Code { area, modules } => pen.code(*area, modules),
            Mark::Picture { area, slot } => {
                if pictures.contains_key(slot) {
                    let [x, y, width, height] = from_below(*area);
                    pen.draw("q ").say(&[width, 0, 0, height, x, y], "cm/").word(image_name(*slot)).word(" Do Q\n");
                }
            }
        }
    }
    pen.draw("");
    Ok(pen.out)
}

/// What writes a page's operators. What it was last told is not said again: a third of a page, and of the time to deflate it.
struct Pen {
    out: Vec<u8>,
    /// Where the last line of text began, while it is texts that it writes; rounded, so that what is added up is exact.
    at: Option<(Unit, Unit)>,
    cut: Option<(Face, Unit)>,
    ink: Ink,
    stroke: Option<(Ink, Unit)>,
}

impl Pen {
    fn word(&mut self, word: &str) -> &mut Pen {
        self.out.extend_from_slice(word.as_bytes());
        self
    }

    /// Lengths in points, a space after each, then a word.
    fn say(&mut self, lengths: &[Unit], word: &str) -> &mut Pen {
        for length in lengths {
            points(&mut self.out, *length);
            self.out.push(b' ');
        }
        self.word(word)
    }

    /// Begins something that is no text.
    fn draw(&mut self, word: &str) -> &mut Pen {
        if self.at.take().is_some() {
            self.word("ET\n");
        }
        self.word(word)
    }

    /// Begins a stroke.
    fn stroke(&mut self, ink: Ink, weight: Unit) -> &mut Pen {
        self.draw("");
        if self.stroke != Some((ink, weight)) {
            self.word(&shade(ink, "G", "RG")).say(&[weight], "w\n");
            self.stroke = Some((ink, weight));
        }
        self
    }

    fn text(&mut self, (x, y): (Unit, Unit), ink: Ink, line: &Line, subsets: &BTreeMap<Face, Arc<Subset>>) -> Result<(), LetterError> {
        let (x, y) = ((x + 5) / 10 * 10, (y + 5) / 10 * 10);
        if self.at.is_none() {
            self.word("BT ");
        }
        if self.ink != ink {
            self.word(&shade(ink, "g", "rg"));
            self.ink = ink;
        }
        let (from_x, from_y) = self.at.replace((x, y)).unwrap_or_default();
        self.say(&[x - from_x, y - from_y], "Td");
        for run in &line.runs {
            if self.cut != Some((run.face, run.size)) {
                self.word("/").word(font_name(run.face)).word(" ").say(&[run.size], "Tf");
                self.cut = Some((run.face, run.size));
            }
            if run.rise != 0 {
                self.word(" ").say(&[run.rise], "Ts");
            }
            let subset = subsets.get(&run.face).ok_or_else(|| LetterError::Font("a cut was not embedded".into()))?;
            self.glyphs(run, subset)?;
            if run.rise != 0 {
                self.word(" 0 Ts");
            }
        }
        self.word("\n");
        Ok(())
    }

    /// The run's glyphs, two bytes each, with the kerning the layout counted.
    fn glyphs(&mut self, run: &Run, subset: &Subset) -> Result<(), LetterError> {
        let metrics = run.face.metrics()?;
        let mut left = NO_KERNING;
        self.out.extend_from_slice(b"[(");
        for character in run.text.chars() {
            let right = metrics.kerned(character);
            let kerning = metrics.pair(left, right);
            if kerning != 0 {
                self.out.push(b')');
                // A positive number moves to the left.
                decimal(&mut self.out, -kerning);
                self.out.push(b'(');
            }
            self.out.extend_from_slice(subset.glyph(character)?);
            left = right;
        }
        self.out.extend_from_slice(b")]TJ");
        Ok(())
    }

    /// The code, on a grid of its own where each square is one unit, the first one at the top left.
    fn code(&mut self, area: Area, modules: &Modules) {
        let side = Unit::try_from(modules.side.max(1)).unwrap_or(1);
        let unit = area.width * 100 / side;
        let scale = format!("{}.{:05}", unit / 100_000, unit % 100_000);
        self.draw("q 0 g ").word(&scale).word(" 0 0 -").word(&scale).word(" ").say(&[area.x, HEIGHT - area.y], "cm\n");
        for Block { column, row, width, height } in modules.blocks() {
            for number in [Unit::from(column), Unit::try_from(row).unwrap_or(0), Unit::from(width), Unit::try_from(height).unwrap_or(0)] {
                decimal(&mut self.out, number);
                self.out.push(b' ');
            }
            self.out.extend_from_slice(b"re\n");
        }
        self.word("f Q\n");
    }
}

fn from_below(area: Area) -> [Unit; 4] {
    [area.x, HEIGHT - area.y - area.height, area.width, area.height]
}

/// A grey, or the three parts of a colour to the thousandth, then the operator.
fn shade(ink: Ink, grey: &str, colour: &str) -> String {
    match ink {
        Ink::Full => format!("0 {grey} "),
        Ink::Soft => format!("0.36 {grey} "),
        Ink::Faint => format!("0.66 {grey} "),
        Ink::Colour(rgb) => {
            let [red, green, blue] = rgb.map(|level| (u32::from(level) * 1000 / 255).min(999));
            format!("0.{red:03} 0.{green:03} 0.{blue:03} {colour} ")
        }
    }
}

/// A length in whole points.
fn rounded(length: Unit) -> Unit {
    length / 1000 + i64::from(length % 1000 >= 500)
}

/// A length written in points, to the hundredth.
fn points(out: &mut Vec<u8>, length: Unit) {
    let hundredths = (length.abs() + 5) / 10;
    if length < 0 && hundredths > 0 {
        out.push(b'-');
    }
    decimal(out, hundredths / 100);
    let [tenths, rest] = [hundredths / 10 % 10, hundredths % 10];
    if tenths != 0 || rest != 0 {
        out.push(b'.');
        decimal(out, tenths);
        if rest != 0 {
            decimal(out, rest);
        }
    }
}

/// A whole number. Thousands a page: the formatter of the library takes three times as long.
fn decimal(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let mut left = number.unsigned_abs();
    let start = out.len();
    loop {
        out.push(b'0' + u8::try_from(left % 10).unwrap_or(0));
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Operators that run into each other are dropped by viewers without a word.
    #[test]
    fn every_operator_is_one_of_the_format_and_has_its_operands() {
        let letter = crate::letters::formal_notice::compose(&crate::letters::formal_notice::sample::business()).unwrap();
        let pdf = lopdf::Document::load_mem(&letter.pdf).unwrap();
        let mut seen = BTreeSet::new();
        for page in pdf.get_pages().into_values() {
            let content = lopdf::content::Content::decode(&pdf.get_page_content(page)).unwrap();
            for operation in content.operations {
                let operands = match operation.operator.as_str() {
                    "BT" | "ET" | "S" | "f" | "q" | "Q" => 0,
                    "g" | "G" | "w" | "TJ" | "Ts" => 1,
                    "m" | "l" | "Td" | "Tf" => 2,
                    "rg" | "RG" => 3,
                    "re" => 4,
                    "cm" => 6,
                    other => panic!("{other} is no operator of ours"),
                };
                assert_eq!(operation.operands.len(), operands, "{}", operation.operator);
                seen.insert(operation.operator);
            }
        }
        for wanted in ["TJ", "Ts", "l", "re", "cm"] {
            assert!(seen.contains(wanted), "the sample has {wanted}");
        }
    }

    #[test]
    fn lengths_are_written_in_points_to_the_hundredth() {
        let written = |length| {
            let mut out = Vec::new();
            points(&mut out, length);
            String::from_utf8(out).unwrap()
        };
        let found = [0, 4, 5, -4, 12_340, 12_300, 12_000, 1_005, -700, 841_890].map(written);
        assert_eq!(found, ["0", "0", "0.01", "0", "12.34", "12.3", "12", "1.01", "-0.7", "841.89"]);
    }
}
