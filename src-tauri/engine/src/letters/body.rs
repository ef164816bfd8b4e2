//! A letter's text, once its variables are replaced, put into the matter of the layout.
//!
//! Paragraphs are parted by empty lines. `# ` and `## ` make titles, `~ ` a grey paragraph, `**` strong type; a
//! paragraph that is only a block variable gives its place to a table or another block.
use super::LetterError;
use super::layout::{Flow, Setting};
use super::rich::STRONG;
use echu_core::placeholder::{Values, Variable, render};

/// Begins the paragraph that stands for a block. Private, so that no value can call one.
const BLOCK: char = '\u{e000}';

/// The value of a variable that stands for a block.
pub fn block(name: &str) -> String {
    format!("{BLOCK}{name}")
}

/// The block a paragraph stands for, if it stands for one.
pub fn named_block(paragraph: &str) -> Option<&str> {
    paragraph.strip_prefix(BLOCK).map(str::trim)
}

/// The text's paragraphs, variables replaced.
///
/// # Errors
/// `Text` for a fault of the text.
pub fn paragraphs(source: &str, vocabulary: &[Variable], values: &Values) -> Result<Vec<String>, LetterError> {
    let source = source.replace('\r', "").replace("**", &STRONG.to_string());
    let text = render(&source, vocabulary, values)?;
    let mut found: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n").map(|text| text.trim_matches('\n')) {
        // Three line ends or a condition that left nothing make empty paragraphs.
        if !paragraph.chars().all(|c| c.is_whitespace() || c == STRONG) {
            found.push(paragraph.to_owned());
        }
    }
    Ok(found)
}

/// The text's paragraphs without its blocks nor the marks of its layout, one empty line between.
///
/// # Errors
/// `Text` for a fault of the text.
pub fn prose(source: &str, vocabulary: &[Variable], values: &Values) -> Result<String, LetterError> {
    Ok(prose_of(&paragraphs(source, vocabulary, values)?))
}

/// Paragraphs without the blocks among them nor the marks of their layout, one empty line between.
pub fn prose_of(paragraphs: &[String]) -> String {
    let marks = |paragraph: &String| paragraph.trim_start_matches(['#', '~', ' ']).replace(STRONG, "");
    paragraphs.iter().filter(|paragraph| !paragraph.starts_with(BLOCK)).map(marks).collect::<Vec<_>>().join("\n\n")
}

/// Lays paragraphs out in a setting; `place` lays the blocks, by name. The last two go with the block `closing`.
///
/// # Errors
/// `MissingGlyph`, and what `place` returns.
pub fn lay(
    paragraphs: &[String],
    flow: &mut Flow,
    setting: Setting,
    closing: &str,
    mut place: impl FnMut(&str, &mut Flow) -> Result<(), LetterError>,
) -> Result<(), LetterError> {
    let is = |paragraph: Option<&String>, name: &str| {
        paragraph.and_then(|text| text.strip_prefix(BLOCK)).is_some_and(|found| found.trim() == name)
    };
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if let Some(name) = paragraph.strip_prefix(BLOCK) {
            place(name.trim(), flow)?;
            continue;
        }
        let (text, set) = match paragraph.split_once(' ') {
            Some(("#", title)) => (title, Setting::BODY.sized(15_500, 19_000).strong().then(1_500).kept()),
            Some(("##", title)) => {
                flow.space(11_000);
                (title, Setting::BODY.sized(11_200, 14_500).strong().then(3_000).kept())
            }
            Some(("~", text)) => (text, setting.soft()),
            _ => (paragraph.as_str(), setting),
        };
        let next = paragraphs.get(at + 1);
        // A sentence that ends with a colon introduces its table, and so does a title in strong type.
        let opens = paragraph.trim_end().ends_with(':') || (paragraph.starts_with(STRONG) && paragraph.trim_end().ends_with(STRONG));
        let introduces = next.is_some_and(|next| next.starts_with(BLOCK)) && opens;
        // The signature never stands alone: the last two paragraphs go with it.
        let closes = is(next, closing) || is(paragraphs.get(at + 2), closing);
        flow.paragraph(text, &if introduces || closes { set.kept() } else { set })?;
    }
    Ok(())
}
