//! Two framed boxes side by side: who and to whom, or places to stamp and sign.
use super::LetterError;
use super::face::{Unit, tenths_mm};
use super::layout::{Flow, Setting, Strip, stack};
use super::page::{Area, LEFT, MEASURE, Mark};
use super::rich::clean;

/// Two framed boxes side by side, each with its title.
///
/// # Errors
/// `MissingGlyph`.
pub(super) fn boxes(flow: &mut Flow, boxes: [(&str, &Vec<String>); 2]) -> Result<(), LetterError> {
    const GAP: Unit = tenths_mm(60);
    let width = (MEASURE - GAP) / 2;
    let mut marks = Vec::new();
    let mut bottom = 0;
    for (x, (title, lines)) in [LEFT, LEFT + width + GAP].into_iter().zip(boxes) {
        let inside = Setting::BODY.at(x + tenths_mm(30), width - tenths_mm(60));
        let (set, mut y) = stack(title, &inside.sized(8_400, 11_000).soft(), tenths_mm(20))?;
        marks.extend(set);
        y += tenths_mm(8);
        for line in lines {
            let (set, end) = stack(&clean(line), &inside, y)?;
            marks.extend(set);
            y = end;
        }
        bottom = bottom.max(y);
    }
    let height = bottom + tenths_mm(30);
    for x in [LEFT, LEFT + width + GAP] {
        marks.push(Mark::Frame { area: Area { x, y: 0, width, height }, weight: 600 });
    }
    flow.push(Strip { height, marks, ..Strip::default() });
    flow.space(tenths_mm(60));
    Ok(())
}
