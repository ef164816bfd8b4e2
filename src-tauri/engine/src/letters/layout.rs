//! From paragraphs, tables and blocks to pages. Pure: the same matter always gives the same marks.
//!
//! Everything becomes strips, pieces that a page takes or leaves whole; `glued` says which must stay together.
use super::LetterError;
use super::face::{Face, Unit, tenths_mm};
use super::page::{Ink, LEFT, MEASURE, Mark, Page};
use super::rich::{Line, Style, lines, single};
use super::words;
use echu_core::money::Cents;
use echu_core::text::euros;

/// A piece that no page break cuts. Its marks count from its top and the left edge of the sheet.
#[derive(Debug, Clone, Default)]
pub struct Strip {
    /// How far down it reaches.
    pub height: Unit,
    /// What it shows; nothing for a space.
    pub marks: Vec<Mark>,
    /// Stays on the page of the next strip.
    pub glued: bool,
    /// The head to repeat above it when it opens a page.
    pub head: Option<usize>,
    /// What is carried over when the next row opens a page.
    pub carry: Option<Carry>,
    /// Begins a page.
    pub new_page: bool,
}

/// The sum of a table down to a row: « À reporter » at the foot of a page, « Report » at the head of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carry {
    /// So far.
    pub sum: Cents,
    /// Of the table.
    pub width: Unit,
}

impl Carry {
    const HEIGHT: Unit = tenths_mm(60);

    fn strip(self, label: &str) -> Result<Strip, LetterError> {
        let setting = Setting::BODY.sized(9_200, 11_400).soft();
        let y = setting.baseline((Carry::HEIGHT - setting.leading) / 2);
        let (label, sum) = (single(label, setting.style)?, single(&euros(self.sum), setting.style)?);
        let marks = vec![
            Mark::Text { x: LEFT, y, ink: setting.ink, line: label },
            Mark::Text { x: LEFT + self.width - sum.width, y, ink: setting.ink, line: sum },
        ];
        Ok(Strip { height: Carry::HEIGHT, marks, ..Strip::default() })
    }
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The cut and size.
    pub style: Style,
    /// From baseline to baseline.
    pub leading: Unit,
    /// Grey.
    pub ink: Ink,
    /// Left edge.
    pub x: Unit,
    /// Longest line.
    pub width: Unit,
    /// Space under it.
    pub after: Unit,
    /// Stays with what follows.
    pub glued: bool,
}

impl Setting {
    /// The running text of a letter.
    pub const BODY: Setting = Setting {
        style: Style { face: Face::Regular, size: 10_200 },
        leading: 13_400,
        ink: Ink::Full,
        x: LEFT,
        width: MEASURE,
        after: 5_800,
        glued: false,
    };

    /// The same, closer, for a letter that would just run over its page.
    pub const CLOSE: Setting =
        Setting { style: Style { face: Face::Regular, size: 9_900 }, leading: 12_500, after: 4_600, ..Setting::BODY };

    /// The same at another size.
    pub const fn sized(self, size: Unit, leading: Unit) -> Setting {
        Setting { style: Style { size, ..self.style }, leading, ..self }
    }

    /// The same in the strong cut.
    pub const fn strong(self) -> Setting {
        Setting { style: Style { face: Face::Strong, ..self.style }, ..self }
    }

    /// The same in another ink.
    pub const fn inked(self, ink: Ink) -> Setting {
        Setting { ink, ..self }
    }

    /// The same in grey.
    pub const fn soft(self) -> Setting {
        self.inked(Ink::Soft)
    }

    /// The same elsewhere.
    pub const fn at(self, x: Unit, width: Unit) -> Setting {
        Setting { x, width, ..self }
    }

    /// The same with another space under it.
    pub const fn then(self, after: Unit) -> Setting {
        Setting { after, ..self }
    }

    /// The same, kept with what follows.
    pub const fn kept(self) -> Setting {
        Setting { glued: true, ..self }
    }

    /// The baseline in a line that begins at `top`: capitals stand in the middle of it.
    pub fn baseline(&self, top: Unit) -> Unit {
        top + self.leading / 2 + self.style.size * 33 / 100
    }
}

/// The lines of a text as marks from `top` down, and where they end.
///
/// # Errors
/// `MissingGlyph`.
pub fn stack(text: &str, setting: &Setting, top: Unit) -> Result<(Vec<Mark>, Unit), LetterError> {
    let mut y = top;
    let mut marks = Vec::new();
    for line in lines(text, setting.style, setting.width)? {
        marks.push(Mark::Text { x: setting.x, y: setting.baseline(y), ink: setting.ink, line });
        y += setting.leading;
    }
    Ok((marks, y))
}

/// Matter to be laid on pages.
#[derive(Debug, Default)]
pub struct Flow {
    strips: Vec<Strip>,
    heads: Vec<Strip>,
}

impl Flow {
    /// Adds a paragraph. It never leaves its first or last line alone on a page.
    ///
    /// # Errors
    /// `MissingGlyph`.
    pub fn paragraph(&mut self, text: &str, setting: &Setting) -> Result<(), LetterError> {
        let set: Vec<Line> = lines(text, setting.style, setting.width)?;
        let count = set.len();
        for (at, line) in set.into_iter().enumerate() {
            let mark = Mark::Text { x: setting.x, y: setting.baseline(0), ink: setting.ink, line };
            let last = at + 1 == count;
            let glued = if last { setting.glued } else { at == 0 || at + 2 == count || setting.glued };
            self.strips.push(Strip { height: setting.leading, marks: vec![mark], glued, ..Strip::default() });
        }
        self.space(setting.after);
        Ok(())
    }

    /// Adds a piece as it is.
    pub fn push(&mut self, strip: Strip) {
        self.strips.push(strip);
    }

    /// Adds a piece to repeat at the head of the pages that follow, and says under which number.
    pub fn push_head(&mut self, strip: Strip) -> usize {
        self.heads.push(strip.clone());
        self.strips.push(strip);
        self.heads.len() - 1
    }

    /// Adds a space; it disappears at the head of a page and keeps together what it parts when that is glued.
    pub fn space(&mut self, height: Unit) {
        let glued = self.strips.last().is_some_and(|strip| strip.glued);
        self.strips.push(Strip { height, glued, ..Strip::default() });
    }

    /// Keeps the last `count` strips with what follows.
    pub fn glue_last(&mut self, count: usize) {
        let from = self.strips.len().saturating_sub(count);
        for strip in &mut self.strips[from..] {
            strip.glued = true;
        }
    }

    /// What comes next begins a page.
    pub fn new_page(&mut self) {
        self.strips.push(Strip { new_page: true, ..Strip::default() });
    }

    /// What ends a letter does not stand alone on a page: what comes before it goes with it, by whole pieces, tables whole.
    pub fn accompany_the_end(&mut self, room: &Room) {
        const LEAST: Unit = tenths_mm(450);
        let places = self.places(room);
        let Some(opening) = places.iter().rposition(|place| place.opens) else { return };
        let mut sum: Unit = self.strips[opening..].iter().map(|strip| strip.height).sum();
        if self.strips[opening].new_page || sum >= LEAST {
            return;
        }
        let mut from = opening;
        // Back to a piece that is free, out of any table, as long as the page before keeps something.
        while from > 0 && !places[from].dropped && (sum < LEAST || self.strips[from].head.is_some() || self.strips[from - 1].glued) {
            from -= 1;
            if places[from].opens {
                return;
            }
            sum += self.strips[from].height;
        }
        if from > 0 && sum <= room.bottom - room.next {
            self.glue_last(self.strips.len() - from);
            if let Some(last) = self.strips.last_mut() {
                last.glued = false;
            }
        }
    }

    /// Lays the matter out in a room.
    ///
    /// # Errors
    /// `MissingGlyph`.
    pub fn pages(self, room: &Room) -> Result<Vec<Page>, LetterError> {
        let places = self.places(room);
        let mut pages = vec![Page::default()];
        let (mut end, mut above) = (room.first, None);
        for (strip, place) in self.strips.into_iter().zip(places) {
            if place.opens {
                let carry = carried(above, strip.head);
                if let Some(carry) = carry {
                    put(&mut pages, carry.strip(words::TO_CARRY_OVER)?, end);
                }
                pages.push(Page { begun: strip.new_page, ..Page::default() });
                let mut top = room.next;
                if let Some(head) = strip.head.and_then(|head| self.heads.get(head)) {
                    put(&mut pages, head.clone(), top);
                    top += head.height;
                }
                if let Some(carry) = carry {
                    put(&mut pages, carry.strip(words::CARRIED_OVER)?, top);
                }
            }
            above = Some((strip.head, strip.carry));
            end = place.y + if place.dropped { 0 } else { strip.height };
            put(&mut pages, strip, place.y);
        }
        Ok(pages)
    }

    /// How many pages it takes.
    pub fn count(&self, room: &Room) -> usize {
        1 + self.places(room).iter().filter(|place| place.opens).count()
    }

    /// True when it goes on to a second page that it does not begin on purpose.
    pub fn runs_over(&self, room: &Room) -> bool {
        let places = self.places(room);
        self.strips.iter().zip(places).find(|(_, place)| place.opens).is_some_and(|(strip, _)| !strip.new_page)
    }

    /// Where each strip goes.
    fn places(&self, room: &Room) -> Vec<Place> {
        let together = self.together();
        let (mut y, mut empty) = (room.first, true);
        let mut above = None;
        let mut places = Vec::with_capacity(self.strips.len());
        for (strip, together) in self.strips.iter().zip(together) {
            let alone_fits = together <= room.bottom - room.next;
            // Below a row that others follow there is always room to carry its sum over.
            let carry = if strip.carry.is_some() { Carry::HEIGHT } else { 0 };
            let wanted = if alone_fits { together } else { strip.height } + carry;
            let is_space = strip.marks.is_empty();
            let opens = strip.new_page || (!empty && !is_space && y + wanted > room.bottom);
            if opens {
                let head = strip.head.and_then(|head| self.heads.get(head));
                let carry = carried(above, strip.head).map_or(0, |_| Carry::HEIGHT);
                y = room.next + head.map_or(0, |head| head.height) + carry;
                empty = head.is_none();
            }
            // A space disappears at the head of a page.
            let dropped = is_space && empty;
            places.push(Place { opens, y, dropped });
            y += if dropped { 0 } else { strip.height };
            empty = empty && is_space;
            above = Some((strip.head, strip.carry));
        }
        places
    }

    /// The height of each strip and of those it is glued to, up to the first that is free.
    fn together(&self) -> Vec<Unit> {
        let mut together = vec![0; self.strips.len()];
        let mut below = 0;
        for (at, strip) in self.strips.iter().enumerate().rev() {
            below = strip.height + if strip.glued { below } else { 0 };
            together[at] = below;
        }
        together
    }
}

/// What pages leave to the matter: from where on the first, from where on the others, down to where.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// On the first page.
    pub first: Unit,
    /// On the others.
    pub next: Unit,
    /// On all.
    pub bottom: Unit,
}

/// Where a strip goes.
struct Place {
    /// It begins a page.
    opens: bool,
    /// Its top.
    y: Unit,
    /// A space that takes no place.
    dropped: bool,
}

/// What is carried over to a strip that opens a page: the sum down to the row above it in the same table.
fn carried(above: Option<(Option<usize>, Option<Carry>)>, head: Option<usize>) -> Option<Carry> {
    above.filter(|(own, _)| head.is_some() && *own == head).and_then(|(_, carry)| carry)
}

fn put(pages: &mut [Page], strip: Strip, y: Unit) {
    if let Some(page) = pages.last_mut() {
        page.marks.extend(strip.marks.into_iter().map(|mark| mark.moved(0, y)));
    }
}
