//! Pages to PDF: the objects are written directly, fonts embedded as subsets, nothing random and no clock inside.
use super::LetterError;
use super::code::Modules;
use super::face::{Face, Unit};
use super::page::{Area, HEIGHT, Ink, Mark, Page, Slot, WIDTH};
use super::picture::Picture;
use super::rich::{Line, Run};
use super::subset::{Subset, compressed_page};
use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
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
    let mut pdf = Document::with_version("1.7");
    let subsets = subsets(pages)?;
    let mut fonts = Dictionary::new();
    for (face, subset) in &subsets {
        let id = add_font(&mut pdf, *face, subset)?;
        fonts.set(font_name(*face), id);
    }
    let mut images = Dictionary::new();
    for (slot, picture) in pictures {
        let id = picture.add_to(&mut pdf);
        images.set(image_name(*slot), id);
    }
    let resources = pdf.add_object(dictionary! { "Font" => fonts, "XObject" => images });
    let tree = pdf.new_object_id();
    let mut kids = Vec::new();
    for page in pages {
        let content = pdf.add_object(compressed_page(&content(page, &subsets, pictures)?)?);
        let page = pdf.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), number(WIDTH), number(HEIGHT)],
        });
        kids.push(Object::Reference(page));
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    pdf.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = pdf.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => tree, "Lang" => Object::string_literal("fr-FR"),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
    });
    let date = Object::string_literal(format!("D:{}", about.date.format("%Y%m%d")));
    let info = pdf.add_object(dictionary! {
        "Title" => text_string(&about.title), "Author" => text_string(&about.author),
        "Subject" => text_string(&about.subject), "Producer" => text_string("Échu"),
        "CreationDate" => date.clone(), "ModDate" => date,
    });
    pdf.trailer.set("Root", catalog);
    pdf.trailer.set("Info", info);
    let mut bytes = Vec::with_capacity(64 * 1024);
    pdf.save_to(&mut bytes).map_err(|error| LetterError::Pdf(error.to_string()))?;
    Ok(bytes)
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

fn add_font(pdf: &mut Document, face: Face, subset: &Subset) -> Result<ObjectId, LetterError> {
    let metrics = face.metrics()?;
    let [ascent, descent, capitals] = metrics.vertical;
    let program = pdf.add_object(subset.program.clone());
    let to_unicode = pdf.add_object(subset.to_unicode.clone());
    let name = || Object::Name(subset.name.clone().into_bytes());
    let descriptor = pdf.add_object(dictionary! {
        "Type" => "FontDescriptor", "FontName" => name(), "Flags" => 4, "ItalicAngle" => 0,
        "Ascent" => ascent, "Descent" => descent, "CapHeight" => capitals, "StemV" => 84,
        "FontBBox" => metrics.bounds.map(Object::Integer).to_vec(), "FontFile2" => program,
    });
    let widths: Vec<Object> = subset.widths.iter().copied().map(Object::Integer).collect();
    let glyphs = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => name(), "CIDToGIDMap" => "Identity",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
        },
        "FontDescriptor" => descriptor, "W" => vec![0.into(), Object::Array(widths)],
    });
    Ok(pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name(), "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(glyphs)], "ToUnicode" => to_unicode,
    }))
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
    }
}

/// The page's operators. Writing to a vector cannot fail, hence the results let go.
fn content(page: &Page, subsets: &BTreeMap<Face, Arc<Subset>>, pictures: &BTreeMap<Slot, Picture>) -> Result<Vec<u8>, LetterError> {
    let mut out = Vec::with_capacity(24 * 1024);
    for mark in &page.marks {
        match mark {
            Mark::Text { x, y, ink, line } => text(&mut out, (*x, *y), *ink, line, subsets)?,
            Mark::Rule { x, y, length, weight, ink } => {
                let (x, y) = (Points(*x), Points(HEIGHT - y));
                let _ = writeln!(out, "{} {} w {x} {y} m {} {y} l S", Stroke(*ink), Points(*weight), Points(x.0 + length));
            }
            Mark::Frame { area, weight } => {
                let [x, y, width, height] = from_below(*area);
                let _ = writeln!(out, "0 G {} w {x} {y} {width} {height} re S", Points(*weight));
            }
            Mark::Code { area, modules } => code(&mut out, *area, modules),
            Mark::Picture { area, slot } => {
                if pictures.contains_key(slot) {
                    let [x, y, width, height] = from_below(*area);
                    let _ = writeln!(out, "q {width} 0 0 {height} {x} {y} cm /{} Do Q", image_name(*slot));
                }
            }
        }
    }
    Ok(out)
}

/// The code's squares, those that touch on a row as one rectangle.
fn code(out: &mut Vec<u8>, area: Area, modules: &Modules) {
    let side = Unit::try_from(modules.side.max(1)).unwrap_or(1);
    let place = |at: usize| area.width * Unit::try_from(at).unwrap_or(0) / side;
    let _ = write!(out, "0 g");
    for (row, squares) in modules.dark.chunks(modules.side.max(1)).enumerate() {
        let (top, bottom) = (place(row), place(row + 1));
        let mut from = 0;
        for run in squares.chunk_by(|a, b| a == b) {
            if run.first() == Some(&true) {
                let (left, right) = (place(from), place(from + run.len()));
                let (x, y) = (Points(area.x + left), Points(HEIGHT - area.y - bottom));
                let _ = write!(out, " {x} {y} {} {} re", Points(right - left), Points(bottom - top));
            }
            from += run.len();
        }
    }
    let _ = writeln!(out, " f");
}

fn text(out: &mut Vec<u8>, (x, y): (Unit, Unit), ink: Ink, line: &Line, subsets: &BTreeMap<Face, Arc<Subset>>) -> Result<(), LetterError> {
    let _ = write!(out, "BT {} {} {} Td", Fill(ink), Points(x), Points(HEIGHT - y));
    for run in &line.runs {
        let _ = write!(out, " /{} {} Tf", font_name(run.face), Points(run.size));
        if run.rise != 0 {
            let _ = write!(out, " {} Ts", Points(run.rise));
        }
        let subset = subsets.get(&run.face).ok_or_else(|| LetterError::Font("a cut was not embedded".into()))?;
        glyphs(out, run, subset)?;
        if run.rise != 0 {
            let _ = write!(out, " 0 Ts");
        }
    }
    let _ = writeln!(out, " ET");
    Ok(())
}

/// The run's glyphs, two bytes each, with the kerning the layout counted.
fn glyphs(out: &mut Vec<u8>, run: &Run, subset: &Subset) -> Result<(), LetterError> {
    let metrics = run.face.metrics()?;
    let mut previous = None;
    out.extend_from_slice(b" [(");
    for character in run.text.chars() {
        let kerning = previous.map_or(0, |left| metrics.kerning(left, character));
        if kerning != 0 {
            // A positive number moves to the left.
            let _ = write!(out, "){}(", -kerning);
        }
        for byte in subset.glyph(character)?.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                // Read back as a line feed when written as it is.
                b'\r' => out.extend_from_slice(b"\\r"),
                other => out.push(other),
            }
        }
        previous = Some(character);
    }
    out.extend_from_slice(b")] TJ");
    Ok(())
}

fn from_below(area: Area) -> [Points; 4] {
    [area.x, HEIGHT - area.y - area.height, area.width, area.height].map(Points)
}

/// The operator that sets the colour of strokes.
struct Stroke(Ink);

/// The operator that sets the colour of text.
struct Fill(Ink);

impl std::fmt::Display for Stroke {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        shade(f, self.0, "G", "RG")
    }
}

impl std::fmt::Display for Fill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        shade(f, self.0, "g", "rg")
    }
}

/// A grey, or the three parts of a colour to the thousandth, then the operator.
fn shade(f: &mut std::fmt::Formatter<'_>, ink: Ink, grey: &str, colour: &str) -> std::fmt::Result {
    match ink {
        Ink::Full => write!(f, "0 {grey}"),
        Ink::Soft => write!(f, "0.36 {grey}"),
        Ink::Faint => write!(f, "0.66 {grey}"),
        Ink::Colour(rgb) => {
            let [red, green, blue] = rgb.map(|level| (u32::from(level) * 1000 / 255).min(999));
            write!(f, "0.{red:03} 0.{green:03} 0.{blue:03} {colour}")
        }
    }
}

fn number(length: Unit) -> Object {
    Object::Integer(length / 1000 + i64::from(length % 1000 >= 500))
}

/// A length written in points, to the hundredth.
#[derive(Clone, Copy)]
struct Points(Unit);

impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.0.abs() + 5) / 10;
        let sign = if self.0 < 0 { "-" } else { "" };
        match hundredths % 100 {
            0 => write!(f, "{sign}{}", hundredths / 100),
            rest if rest % 10 == 0 => write!(f, "{sign}{}.{}", hundredths / 100, rest / 10),
            rest => write!(f, "{sign}{}.{rest:02}", hundredths / 100),
        }
    }
}
