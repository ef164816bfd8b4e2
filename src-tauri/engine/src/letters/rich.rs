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

/// A stretch of a word in one cut, at one size, not yet on a line.
#[derive(Clone, Copy)]
struct Piece<'a> {
    face: Face,
    size: Unit,
    rise: Unit,
    text: &'a str,
    width: Unit,
}

/// From how many words on a paragraph is one: a cell of a table breaks where it must.
const MANY_WORDS: usize = 7;

/// Breaks a text at its spaces into lines of at most `width`; a line break in the text is kept.
/// A word longer than the line is broken where it must be: an address may be one word.
///
/// # Errors
/// `MissingGlyph`.
pub fn lines(text: &str, style: Style, width: Unit) -> Result<Vec<Line>, LetterError> {
    let mut face = style.face;
    let mut done = Vec::new();
    let mut pieces = Vec::new();
    let mut words = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = Line::default();
        words.clear();
        for word in unbroken(paragraph) {
            // Wider than its column, it breaks as any words do.
            let is_wide = word.contains(' ') && measure(word, style)? > width;
            words.extend(word.split(if is_wide { ' ' } else { '\n' }));
        }
        for (at, word) in words.iter().copied().enumerate() {
            let word_width = cut(word, &mut face, style, &mut pieces)?;
            if let Some(last) = line.runs.last() {
                let space = space(last.face, style.size)?;
                let along = match words.get(at + 1).filter(|_| at + 2 == words.len() && words.len() >= MANY_WORDS) {
                    Some(last) => space.width + measure(last, style)?,
                    None => 0,
                };
                // A short last word does not stand alone on its line: the one before it comes along.
                let along = if along <= width / 6 { along } else { 0 };
                if line.width + space.width + word_width + along > width {
                    done.push(std::mem::take(&mut line));
                } else {
                    append(&mut line, space);
                }
            }
            for piece in &pieces {
                push_breaking(&mut line, *piece, width, &mut done)?;
            }
        }
        done.push(line);
    }
    Ok(done)
}

/// The words of a paragraph; what refers to the law is one with what it refers to: « C. com. L441-10 », « article L441-10 », « n° 68-1250 ».
fn unbroken(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = paragraph.trim_start_matches(' ');
    std::iter::from_fn(move || {
        let mut end = 0;
        loop {
            let begun = end;
            end = rest[begun..].find(' ').map_or(rest.len(), |at| begun + at);
            let after = rest[end..].trim_start_matches(' ');
            // One space only stands inside a word.
            let is_last = after.is_empty() || rest.len() - end - after.len() > 1;
            if is_last || !refers(&rest[begun..end], after) {
                let word = &rest[..end];
                rest = after;
                return (!word.is_empty()).then_some(word);
            }
            end += 1;
        }
    })
}

/// Whether a word leads to the reference that follows it.
fn refers(word: &str, next: &str) -> bool {
    match word.trim_start_matches(['(', STRONG]) {
        "C." => next.starts_with(|c: char| c.is_lowercase()),
        "art." | "article" | "articles" | "com." | "civ." | "conso." | "n°" => {
            let mut signs = next.chars();
            let first = signs.next();
            let figure = first.filter(char::is_ascii_uppercase).map_or(first, |_| signs.next());
            figure.is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// One line, whatever its width.
///
/// # Errors
/// `MissingGlyph`.
pub fn single(text: &str, style: Style) -> Result<Line, LetterError> {
    let all = lines(&text.replace('\n', " "), style, Unit::MAX / 4)?;
    Ok(all.into_iter().next().unwrap_or_default())
}

/// The width of that line.
///
/// # Errors
/// `MissingGlyph`.
pub fn measure(text: &str, style: Style) -> Result<Unit, LetterError> {
    let (mut face, mut pieces) = (style.face, Vec::new());
    let (mut width, mut last) = (0, None);
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        if let Some(last) = last {
            width += space(last, style.size)?.width;
        }
        width += cut(word, &mut face, style, &mut pieces)?;
        last = pieces.last().map(|piece| piece.face).or(last);
    }
    Ok(width)
}

fn space(face: Face, size: Unit) -> Result<Piece<'static>, LetterError> {
    Ok(Piece { face, size, rise: 0, text: " ", width: face.metrics()?.width(" ", size)? })
}

/// Cuts a word into `pieces` and gives the width of all: emphasis may change inside it, and the end of an ordinal is raised.
fn cut<'a>(word: &'a str, face: &mut Face, style: Style, pieces: &mut Vec<Piece<'a>>) -> Result<Unit, LetterError> {
    pieces.clear();
    // Most words are one piece.
    if word.is_ascii() && !word.as_bytes()[0].is_ascii_digit() {
        let width = face.metrics()?.width(word, style.size)?;
        pieces.push(Piece { face: *face, size: style.size, rise: 0, text: word, width });
        return Ok(width);
    }
    let mut whole = 0;
    let mut push = |face: Face, text: &'a str, size, rise| -> Result<(), LetterError> {
        let width = face.metrics()?.width(text, size)?;
        pieces.push(Piece { face, size, rise, text, width });
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
    Ok(whole)
}

/// « 1er », « 2d »: the figures, then what is set above the line.
fn ordinal(atom: &str) -> (&str, &str) {
    if !atom.starts_with(|c: char| c.is_ascii_digit()) {
        return (atom, "");
    }
    let word = atom.trim_end_matches('\u{a0}');
    let figures = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (base, end) = word.split_at(figures);
    if matches!(end, "er" | "re" | "d" | "de") { (base, end) } else { (atom, "") }
}

/// Adds a piece to a line of at most `width`; one longer than a line goes on to the next ones.
fn push_breaking(line: &mut Line, piece: Piece, width: Unit, done: &mut Vec<Line>) -> Result<(), LetterError> {
    if line.width + piece.width <= width || piece.text.chars().nth(1).is_none() {
        append(line, piece);
        return Ok(());
    }
    let metrics = piece.face.metrics()?;
    let mut start = 0;
    for (at, character) in piece.text.char_indices() {
        let end = at + character.len_utf8();
        if at > start && line.width + metrics.width(&piece.text[start..end], piece.size)? > width {
            let text = &piece.text[start..at];
            append(line, Piece { text, width: metrics.width(text, piece.size)?, ..piece });
            done.push(std::mem::take(line));
            start = at;
        }
    }
    let text = &piece.text[start..];
    append(line, Piece { text, width: metrics.width(text, piece.size)?, ..piece });
    Ok(())
}

fn append(line: &mut Line, piece: Piece) {
    let Piece { face, size, rise, text, width } = piece;
    line.width += width;
    match line.runs.last_mut() {
        Some(last) if (last.face, last.size, last.rise) == (face, size, rise) => last.text.push_str(text),
        _ => {
            // A line of text grows word after word: room for most of one at once.
            let mut own = String::with_capacity(text.len().max(96));
            own.push_str(text);
            line.runs.push(Run { face, size, rise, text: own });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::face::tenths_mm;
    use super::super::layout::Setting;
    use super::*;

    #[test]
    fn a_short_last_word_takes_the_one_before_it_along() {
        let text = "Nous vous remercions de régler cette somme avant lundi prochain, ou de nous indiquer la date de votre virement.";
        for millimetres in 100..=170 {
            let all = lines(text, Setting::BODY.style, tenths_mm(millimetres * 10)).unwrap();
            let last = all.last().map(Line::text).unwrap_or_default();
            assert!(last.contains(' '), "at {millimetres} mm, « {last} » stands alone");
            assert_eq!(all.iter().map(Line::text).collect::<Vec<_>>().join(" "), text, "no word is lost");
        }
    }

    #[test]
    fn a_reference_to_the_law_stays_on_its_line() {
        let text = "Le délai est de cinq ans (C. com. L110-4, C. civ. 2224), loi n° 68-1250, selon l’article L441-10 et les articles 1231-6 et 1344-1.";
        assert_eq!(unbroken(text).collect::<Vec<_>>().join(" "), text);
        for millimetres in 40..=170 {
            let all = lines(text, Setting::BODY.style, tenths_mm(millimetres * 10)).unwrap();
            assert_eq!(all.iter().map(Line::text).collect::<Vec<_>>().join(" "), text, "no word is lost");
            for end in ["C.", "com.", "civ.", "n°", "article", "articles"] {
                assert!(
                    all.iter().all(|line| line.text().split(' ').next_back() != Some(end)),
                    "at {millimetres} mm a line ends with {end}"
                );
            }
        }
    }

    #[test]
    fn spaces_are_where_words_may_part_and_nowhere_else() {
        assert_eq!(unbroken("  un  article de\u{a0}loi ").collect::<Vec<_>>(), ["un", "article", "de\u{a0}loi"]);
        assert_eq!(unbroken("C.  com. L110-4 C. Durand article").collect::<Vec<_>>(), ["C.", "com. L110-4", "C.", "Durand", "article"]);
        assert_eq!(unbroken("").count() + unbroken("   ").count(), 0);
    }

    #[test]
    fn a_cell_of_a_few_words_breaks_where_it_must() {
        let all = lines("Pénalités de retard", Setting::BODY.style, tenths_mm(250)).unwrap();
        assert_eq!(all.last().map(Line::text).as_deref(), Some("retard"));
    }
}
