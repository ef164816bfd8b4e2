//! Text with emphasis, broken into lines measured with the glyphs' real widths.
use super::LetterError;
use super::face::{Face, Unit};
use unicode_normalization::UnicodeNormalization;

/// Turns strong type on and off. A private character, so that no value put in a text can do it.
pub const STRONG: char = '\u{e001}';

/// A stretch of text in one cut, at one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The cut.
    pub face: Face,
    /// In thousandths of a point.
    pub size: Unit,
    /// Above the baseline: 0 but for « 1er ».
    pub rise: Unit,
    /// The characters.
    pub text: String,
}

/// Runs that share a baseline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// From left to right.
    pub runs: Vec<Run>,
    /// In thousandths of a point.
    pub width: Unit,
}

impl Line {
    /// The characters alone.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The cut it begins with.
    pub face: Face,
    /// In thousandths of a point.
    pub size: Unit,
}

/// A text from outside on one line, in composed letters, without the private characters that steer the layout.
pub fn clean(text: &str) -> String {
    if text.is_ascii() {
        return echu_core::text::clean(text);
    }
    echu_core::text::clean(text).nfc().filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}')).collect()
}

/// Breaks a text at its spaces into lines of at most `width`; a line break in the text is kept.
/// A word longer than the line is broken where it must be: an address may be one word.
///
/// # Errors
/// `MissingGlyph`.
pub fn lines(text: &str, style: Style, width: Unit) -> Result<Vec<Line>, LetterError> {
    let mut face = style.face;
    let mut done = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = Line::default();
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let (runs, word_width) = word_runs(word, &mut face, style)?;
            let space = if line.runs.is_empty() { 0 } else { face_width(line_face(&line, face), " ", style.size)? };
            if !line.runs.is_empty() && line.width + space + word_width > width {
                done.push(std::mem::take(&mut line));
            } else if !line.runs.is_empty() {
                let face = line_face(&line, face);
                append(&mut line, Run { face, size: style.size, rise: 0, text: " ".into() }, space);
            }
            for (run, own) in runs {
                push_breaking(&mut line, run, own, width, &mut done)?;
            }
        }
        done.push(line);
    }
    Ok(done)
}

/// One line, whatever its width.
///
/// # Errors
/// `MissingGlyph`.
pub fn single(text: &str, style: Style) -> Result<Line, LetterError> {
    let all = lines(&text.replace('\n', " "), style, Unit::MAX / 4)?;
    Ok(all.into_iter().next().unwrap_or_default())
}

fn line_face(line: &Line, default: Face) -> Face {
    line.runs.last().map_or(default, |run| run.face)
}

fn face_width(face: Face, text: &str, size: Unit) -> Result<Unit, LetterError> {
    face.metrics()?.width(text, size)
}

/// The runs of a word, each with its width, and the width of all: emphasis may change inside it, and the end of an ordinal
/// is raised.
fn word_runs(word: &str, face: &mut Face, style: Style) -> Result<(Vec<(Run, Unit)>, Unit), LetterError> {
    let (mut runs, mut whole) = (Vec::with_capacity(1), 0);
    let mut push = |face, text: &str, size, rise| -> Result<(), LetterError> {
        let width = face_width(face, text, size)?;
        runs.push((Run { face, size, rise, text: text.to_owned() }, width));
        whole += width;
        Ok(())
    };
    for (at, part) in word.split(STRONG).enumerate() {
        if at > 0 {
            *face = if *face == Face::Strong { Face::Regular } else { Face::Strong };
        }
        for atom in part.split_inclusive(['\u{a0}', '\u{202f}']) {
            let (base, raised) = ordinal(atom);
            for (text, size, rise) in [(base, style.size, 0), (raised, style.size * 64 / 100, style.size * 32 / 100)] {
                if !text.is_empty() {
                    push(*face, text, size, rise)?;
                }
            }
            if !raised.is_empty() && atom.ends_with('\u{a0}') {
                push(*face, "\u{a0}", style.size, 0)?;
            }
        }
    }
    Ok((runs, whole))
}

/// « 1er », « 2d »: the figures, then what is set above the line.
fn ordinal(atom: &str) -> (&str, &str) {
    let word = atom.trim_end_matches('\u{a0}');
    let figures = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (base, end) = word.split_at(figures);
    if figures > 0 && matches!(end, "er" | "re" | "d" | "de") { (base, end) } else { (atom, "") }
}

/// Adds a run, `own` wide, to a line of at most `width`; one longer than a line goes on to the next ones.
fn push_breaking(line: &mut Line, run: Run, own: Unit, width: Unit, done: &mut Vec<Line>) -> Result<(), LetterError> {
    if line.width + own <= width || run.text.chars().nth(1).is_none() {
        append(line, run, own);
        return Ok(());
    }
    let mut piece = String::new();
    for character in run.text.chars() {
        piece.push(character);
        if line.width + face_width(run.face, &piece, run.size)? > width && piece.chars().nth(1).is_some() {
            piece.pop();
            let own = face_width(run.face, &piece, run.size)?;
            append(line, Run { text: std::mem::take(&mut piece), ..run.clone() }, own);
            done.push(std::mem::take(line));
            piece.push(character);
        }
    }
    let own = face_width(run.face, &piece, run.size)?;
    append(line, Run { text: piece, ..run }, own);
    Ok(())
}

fn append(line: &mut Line, run: Run, width: Unit) {
    line.width += width;
    match line.runs.last_mut() {
        Some(last) if (last.face, last.size, last.rise) == (run.face, run.size, run.rise) => {
            last.text.push_str(&run.text);
        }
        _ => line.runs.push(run),
    }
}
