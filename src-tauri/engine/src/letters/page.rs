//! What a page is made of: marks at their places. Lengths in thousandths of a point, from the top left corner.
use super::code::Modules;
use super::face::{Unit, tenths_mm};
use super::rich::Line;

/// Width of the sheet.
pub const WIDTH: Unit = tenths_mm(2100);
/// Height of the sheet.
pub const HEIGHT: Unit = tenths_mm(2970);
/// Left edge of the text.
pub const LEFT: Unit = tenths_mm(220);
/// Right edge of the text.
pub const RIGHT: Unit = tenths_mm(1900);
/// Width of the text.
pub const MEASURE: Unit = RIGHT - LEFT;

/// Grey levels, and the user's one colour: letters come out of black and white printers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The text.
    Full,
    /// What is said in passing.
    Soft,
    /// Hairlines.
    Faint,
    /// Red, green and blue, 0 to 255.
    Colour([u8; 3]),
}

/// A picture of the creditor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// At the head of the first page.
    Logo,
    /// Under the signatory's name.
    Signature,
    /// Alone on its page: the photo of a paper.
    Photo,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left.
    pub x: Unit,
    /// Top.
    pub y: Unit,
    /// To the right.
    pub width: Unit,
    /// Down.
    pub height: Unit,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A line of text; `y` is its baseline.
    Text {
        /// Left.
        x: Unit,
        /// Baseline.
        y: Unit,
        /// Grey.
        ink: Ink,
        /// What.
        line: Line,
    },
    /// A horizontal stroke.
    Rule {
        /// Left.
        x: Unit,
        /// Middle of the stroke.
        y: Unit,
        /// To the right.
        length: Unit,
        /// Thickness.
        weight: Unit,
        /// Grey.
        ink: Ink,
    },
    /// An empty rectangle.
    Frame {
        /// Where.
        area: Area,
        /// Thickness.
        weight: Unit,
    },
    /// A QR code.
    Code {
        /// Where, its quiet zone left out.
        area: Area,
        /// Its squares.
        modules: Modules,
    },
    /// A picture, stretched to its area.
    Picture {
        /// Where.
        area: Area,
        /// Which.
        slot: Slot,
    },
}

impl Mark {
    /// The same mark lower and further right.
    pub fn moved(self, right: Unit, down: Unit) -> Mark {
        let shift = |area: Area| Area { x: area.x + right, y: area.y + down, ..area };
        match self {
            Mark::Text { x, y, ink, line } => Mark::Text { x: x + right, y: y + down, ink, line },
            Mark::Rule { x, y, length, weight, ink } => Mark::Rule { x: x + right, y: y + down, length, weight, ink },
            Mark::Frame { area, weight } => Mark::Frame { area: shift(area), weight },
            Mark::Code { area, modules } => Mark::Code { area: shift(area), modules },
            Mark::Picture { area, slot } => Mark::Picture { area: shift(area), slot },
        }
    }

    /// The place it takes. A text takes from three quarters of its size above the baseline to a quarter under it.
    pub fn area(&self) -> Area {
        match self {
            Mark::Text { x, y, line, .. } => {
                let size = line.runs.iter().map(|run| run.size).max().unwrap_or(0);
                Area { x: *x, y: y - size * 3 / 4, width: line.width, height: size }
            }
            Mark::Rule { x, y, length, weight, .. } => Area { x: *x, y: y - weight / 2, width: *length, height: *weight },
            Mark::Frame { area, .. } | Mark::Code { area, .. } | Mark::Picture { area, .. } => *area,
        }
    }
}

/// Marks in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// What is drawn.
    pub marks: Vec<Mark>,
    /// Begun on purpose, not because the page before was full.
    pub begun: bool,
    /// Lying: as wide as an upright sheet is high, from the same top left corner.
    pub lying: bool,
}

impl Page {
    /// The text, a line a baseline, in reading order.
    pub fn text_lines(&self) -> Vec<String> {
        let mut lines: Vec<(Unit, String)> = Vec::new();
        for mark in &self.marks {
            let Mark::Text { y, line, .. } = mark else { continue };
            match lines.last_mut().filter(|(baseline, _)| baseline == y) {
                Some((_, text)) => {
                    text.push_str("  ");
                    text.push_str(&line.text());
                }
                None => lines.push((*y, line.text())),
            }
        }
        lines.into_iter().map(|(_, text)| text).collect()
    }
}
