//! The colour of a letter, if any. Dark enough to come out of a black and white printer as the text does.
use serde::{Deserialize, Serialize};

/// The user's colour, for his name and the rule at the foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Accent {
    /// Black only.
    #[default]
    None,
    /// Bleu.
    Blue,
    /// Vert.
    Green,
    /// Bordeaux.
    Burgundy,
    /// Violet.
    Purple,
    /// Brun.
    Brown,
}

impl Accent {
    /// Every choice, as it is offered.
    pub const ALL: [Accent; 6] = [Accent::None, Accent::Blue, Accent::Green, Accent::Burgundy, Accent::Purple, Accent::Brown];

    /// Red, green and blue, 0 to 255; none for black.
    pub fn rgb(self) -> Option<[u8; 3]> {
        match self {
            Accent::None => None,
            Accent::Blue => Some([0x1f, 0x3f, 0x7a]),
            Accent::Green => Some([0x1f, 0x54, 0x3a]),
            Accent::Burgundy => Some([0x7a, 0x1f, 0x33]),
            Accent::Purple => Some([0x51, 0x2a, 0x6e]),
            Accent::Brown => Some([0x5c, 0x3a, 0x1c]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_as_dark_on_paper_as_the_soft_grey() {
        for accent in Accent::ALL {
            let [red, green, blue] = accent.rgb().unwrap_or_default().map(u32::from);
            let grey = (2126 * red + 7152 * green + 722 * blue) / 10_000;
            assert!(grey <= 92, "{accent:?} prints at {grey} of 255: the soft grey of a letter is 92");
        }
    }
}
