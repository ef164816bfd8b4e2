//! The foot of a letter: who signs, and what is joined.
use super::LetterError;
use super::face::{Unit, tenths_mm};
use super::layout::{Flow, Setting, Strip, stack};
use super::page::{Area, LEFT, MEASURE, Mark, Slot};

const SIGNATURE_WIDTH: Unit = tenths_mm(660);
const GAP: Unit = tenths_mm(60);
/// Room to sign by hand where there is no picture.
const ROOM: Unit = tenths_mm(150);
const PICTURE: (Unit, Unit) = (tenths_mm(450), tenths_mm(150));

/// Adds the signatory on the right and the enclosures on the left, in one piece.
///
/// # Errors
/// `MissingGlyph`.
pub fn lay(flow: &mut Flow, signatory: &str, enclosures: &str, picture: Option<(u32, u32)>) -> Result<(), LetterError> {
    let x = LEFT + MEASURE - SIGNATURE_WIDTH;
    let (mut marks, mut y) = stack(signatory, &Setting::BODY.at(x, SIGNATURE_WIDTH), 0)?;
    match picture.filter(|(width, height)| *width > 0 && *height > 0) {
        Some((width, height)) => {
            let (width, height) = (i64::from(width), i64::from(height));
            let tall = PICTURE.0 * height / width;
            let (w, h) = if tall <= PICTURE.1 { (PICTURE.0, tall) } else { (PICTURE.1 * width / height, PICTURE.1) };
            marks.push(Mark::Picture { area: Area { x, y, width: w, height: h }, slot: Slot::Signature });
            y += h;
        }
        None => y += ROOM,
    }
    let setting = Setting::BODY.sized(9_000, 11_600).soft().at(LEFT, MEASURE - SIGNATURE_WIDTH - GAP);
    let (joined, end) = stack(enclosures, &setting, 0)?;
    let down = (y - end).max(0);
    marks.extend(joined.into_iter().map(|mark| mark.moved(0, down)));
    flow.push(Strip { height: y.max(end), marks, ..Strip::default() });
    Ok(())
}
