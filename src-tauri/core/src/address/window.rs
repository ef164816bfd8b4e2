//! Where the window of an envelope looks, and where the address must stand to be seen through it: law/droit.md §7.6.
//!
//! An A4 sheet folded in three (210 × 99 mm) slides in a DL envelope (220 × 110 mm): 10 mm sideways, 11 mm up and down.
//! Every length is in tenths of a millimetre.
use serde::{Deserialize, Serialize};

/// The window of an envelope « DL », at 20 mm from its right and bottom edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Window {
    /// 45 × 100 mm.
    #[default]
    Tall,
    /// 35 × 100 mm.
    Low,
}

/// A rectangle, from the top left corner of what it is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Rectangle {
    /// Tenths of a millimetre.
    pub left: i32,
    /// Idem.
    pub top: i32,
    /// Idem.
    pub width: i32,
    /// Idem.
    pub height: i32,
}

/// The envelope, width and height.
const ENVELOPE: (i32, i32) = (2200, 1100);
/// The folded sheet.
const SHEET: (i32, i32) = (2100, 990);
/// From the window to the right and to the bottom of the envelope.
const MARGIN: i32 = 200;

impl Window {
    /// The opening, on the envelope.
    pub fn opening(self) -> Rectangle {
        let height = match self {
            Window::Tall => 450,
            Window::Low => 350,
        };
        Rectangle { left: ENVELOPE.0 - MARGIN - 1000, top: ENVELOPE.1 - MARGIN - height, width: 1000, height }
    }

    /// What it shows of the sheet wherever that one slides, on the sheet.
    pub fn always_seen(self) -> Rectangle {
        let Rectangle { left, top, width, height } = self.opening();
        Rectangle { left, top, width: width - (ENVELOPE.0 - SHEET.0), height: height - (ENVELOPE.1 - SHEET.1) }
    }
}

/// The user's envelopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Envelope {
    /// Which window.
    pub window: Window,
    /// The address further to the right, in tenths of a millimetre; negative to the left.
    pub right_tenths_mm: i32,
    /// The address lower, in tenths of a millimetre; negative higher.
    pub down_tenths_mm: i32,
    /// The sender in small above the address, seen through the window.
    pub sender: bool,
}

/// An edge of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Edge {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Top.
    Top,
    /// Bottom.
    Bottom,
}

/// How much of the address an edge may hide when the sheet slides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Hidden {
    /// Which.
    pub edge: Edge,
    /// Tenths of a millimetre.
    pub tenths_mm: i32,
}

/// An envelope with a letter in it, to be drawn: everything is placed on the envelope, the sheet in its middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct EnvelopePlan {
    /// The envelope itself.
    pub envelope: Rectangle,
    /// The folded sheet.
    pub sheet: Rectangle,
    /// The opening.
    pub window: Rectangle,
    /// What the opening always shows of the sheet.
    pub always_seen: Rectangle,
    /// The address, the sender's line above it with it.
    pub address: Rectangle,
    /// What may be hidden; empty when the address is always seen whole.
    pub hidden: Vec<Hidden>,
}

impl Envelope {
    /// The largest adjustment, in tenths of a millimetre: beyond, the address would leave any window.
    pub const MOST: i32 = 100;
    /// What the sender's line takes above the address.
    const SENDER_LINE: i32 = 24;

    /// Where the lines of the address stand on the sheet, the adjustment kept within [`Envelope::MOST`].
    pub fn address(&self) -> Rectangle {
        let (top, height) = match (self.window, self.sender) {
            // Six lines of 4.5 mm in the 34 mm that are always seen, 3 mm spared on each side.
            (Window::Tall, _) => (480, 280),
            // Six lines of 3.5 mm in the 24 mm that are always seen.
            (Window::Low, false) => (572, 212),
            // A little lower and closer: the sender's line is seen too.
            (Window::Low, true) => (576, 208),
        };
        let kept = |tenths: i32| tenths.clamp(-Envelope::MOST, Envelope::MOST);
        Rectangle { left: 1030 + kept(self.right_tenths_mm), top: top + kept(self.down_tenths_mm), width: 840, height }
    }

    /// The address and the sender's line.
    fn block(&self) -> Rectangle {
        let address = self.address();
        let above = if self.sender { Envelope::SENDER_LINE } else { 0 };
        Rectangle { top: address.top - above, height: address.height + above, ..address }
    }

    /// What each edge may hide of the address.
    pub fn hidden(&self) -> Vec<Hidden> {
        let (seen, block) = (self.window.always_seen(), self.block());
        [
            (Edge::Left, seen.left - block.left),
            (Edge::Right, block.left + block.width - seen.left - seen.width),
            (Edge::Top, seen.top - block.top),
            (Edge::Bottom, block.top + block.height - seen.top - seen.height),
        ]
        .into_iter()
        .filter(|(_, tenths_mm)| *tenths_mm > 0)
        .map(|(edge, tenths_mm)| Hidden { edge, tenths_mm })
        .collect()
    }

    /// The drawing of the envelope with its letter.
    pub fn plan(&self) -> EnvelopePlan {
        let (right, down) = ((ENVELOPE.0 - SHEET.0) / 2, (ENVELOPE.1 - SHEET.1) / 2);
        let on_envelope = |inside: Rectangle| Rectangle { left: inside.left + right, top: inside.top + down, ..inside };
        EnvelopePlan {
            envelope: Rectangle { left: 0, top: 0, width: ENVELOPE.0, height: ENVELOPE.1 },
            sheet: on_envelope(Rectangle { left: 0, top: 0, width: SHEET.0, height: SHEET.1 }),
            window: self.window.opening(),
            always_seen: on_envelope(self.window.always_seen()),
            address: on_envelope(self.block()),
            hidden: self.hidden(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_window_always_shows_is_what_the_law_page_computed() {
        let rectangle = |left, top, width, height| Rectangle { left, top, width, height };
        assert_eq!(Window::Tall.always_seen(), rectangle(1000, 450, 900, 340), "x 100 to 190, y 45 to 79");
        assert_eq!(Window::Low.always_seen(), rectangle(1000, 550, 900, 240), "x 100 to 190, y 55 to 79");
    }

    #[test]
    fn the_address_is_always_seen_whole_before_any_adjustment() {
        for window in [Window::Tall, Window::Low] {
            for sender in [false, true] {
                assert_eq!(Envelope { window, sender, ..Envelope::default() }.hidden(), [], "{window:?} {sender}");
            }
        }
    }

    #[test]
    fn an_adjustment_says_what_it_may_hide() {
        let right = Envelope { right_tenths_mm: 45, ..Envelope::default() };
        assert_eq!(right.hidden(), [Hidden { edge: Edge::Right, tenths_mm: 15 }]);
        let away = Envelope { right_tenths_mm: -9_999, down_tenths_mm: 9_999, ..Envelope::default() };
        assert_eq!(
            away.hidden(),
            [Hidden { edge: Edge::Left, tenths_mm: 70 }, Hidden { edge: Edge::Bottom, tenths_mm: 70 }],
            "an adjustment never goes over a centimetre"
        );
        assert_eq!(right.plan().address.left, 1030 + 45 + 50, "the sheet stands in the middle of the envelope");
    }
}
