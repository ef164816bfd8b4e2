//! The foot of a letter: who signs, and what is joined.
use super::LetterError;
use super::face::{Unit, tenths_mm};
use super::layout::{Flow, Setting, Strip, stack};
use super::page::{Area, LEFT, MEASURE, Mark, Slot};
use super::payment::Scanned;

const SIGNATURE_WIDTH: Unit = tenths_mm(660);
const GAP: Unit = tenths_mm(60);
/// Side of the code: forty-five squares of four tenths of a millimetre.
const CODE: Unit = tenths_mm(185);
/// Room to sign by hand where there is no picture.
const ROOM: Unit = tenths_mm(150);
const PICTURE: (Unit, Unit) = (tenths_mm(450), tenths_mm(150));

/// Adds the signatory on the right, the enclosures and, where the text has no room for it, the payment's code on the left, in
/// one piece.
///
/// # Errors
/// `MissingGlyph`.
pub fn lay(
    flow: &mut Flow,
    signatory: &str,
    enclosures: &str,
    picture: Option<(u32, u32)>,
    code: Option<&Scanned>,
) -> Result<(), LetterError> {
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
    let left = MEASURE - SIGNATURE_WIDTH - GAP;
    let (mut beside, mut words_from) = (0, 0);
    if let Some(code) = code {
        let area = Area { x: LEFT, y: tenths_mm(6), width: CODE, height: CODE };
        marks.push(Mark::Code { area, modules: code.squares.clone() });
        words_from = CODE + tenths_mm(40);
        beside = CODE + tenths_mm(6);
    }
    let setting = Setting::BODY.sized(9_000, 11_600).soft().at(LEFT + words_from, left - words_from);
    let (caption, top) = code.map_or(Ok((Vec::new(), 0)), |code| stack(&code.caption, &setting, tenths_mm(4)))?;
    marks.extend(caption);
    let (joined, end) = stack(enclosures, &setting, 0)?;
    // What is joined stands at the foot of the piece, under what the code says.
    let height = y.max(beside).max(top + end + tenths_mm(10));
    let down = height - end;
    marks.extend(joined.into_iter().map(|mark| mark.moved(0, down)));
    flow.push(Strip { height, marks, ..Strip::default() });
    Ok(())
}
