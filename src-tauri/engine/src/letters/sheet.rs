//! The sheet around a letter: who writes to whom, where an envelope's window looks, folds, foot and page numbers.
//!
//! Placed for a DL envelope with a 45 × 100 mm window (110 × 220 mm folded sheet): law/droit.md §7.6.
use super::LetterError;
use super::face::{Face, Unit, tenths_mm};
use super::layout::{Flow, Room, Setting, stack};
use super::page::{Area, Ink, LEFT, MEASURE, Mark, Page, RIGHT, Slot};
#[cfg(test)]
use super::page::{HEIGHT, WIDTH};
use super::rich::{Style, clean, lines, single};
use super::words;
use chrono::NaiveDate;
use echu_core::address::{Envelope, LINE_LENGTH, Rectangle};
use echu_core::letter::Accent;
use echu_core::notice::Recipient;
use echu_core::party::Creditor;

/// What the window may show: nothing but the address stands here.
pub const WINDOW: Area = Area { x: tenths_mm(900), y: tenths_mm(340), width: tenths_mm(1100), height: tenths_mm(560) };
/// Where the address stands, so that it is seen whole however the sheet slides in its envelope: law/droit.md §7.6.
pub fn address_area(envelope: &Envelope) -> Area {
    area_of(envelope.address())
}

/// A rectangle of the sheet, as it is drawn.
pub fn area_of(rectangle: Rectangle) -> Area {
    let [x, y, width, height] =
        [rectangle.left, rectangle.top, rectangle.width, rectangle.height].map(|tenths| tenths_mm(i64::from(tenths)));
    Area { x, y, width, height }
}

/// NF Z 10-011: six lines, and a seventh for a foreign country.
const ADDRESS_LINES: usize = 7;
/// Where the sheet is folded, from its top.
pub const FOLDS: [Unit; 2] = [tenths_mm(990), tenths_mm(1980)];

const SENDER_WIDTH: Unit = tenths_mm(660);
const SENDER_TOP: Unit = tenths_mm(160);
const PARTICULARS_TOP: Unit = tenths_mm(570);
const BODY_TOP: Unit = tenths_mm(930);
const NEXT_TOP: Unit = tenths_mm(200);
const FOOT_BOTTOM: Unit = tenths_mm(2880);
const FOOT: Setting = Setting::BODY.sized(7_800, 9_800).soft();
const PAGE_NUMBER_WIDTH: Unit = tenths_mm(140);

/// What stands around the text.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The creditor, in large.
    pub sender: String,
    /// His address.
    pub sender_lines: Vec<String>,
    /// How to reach him.
    pub contact_lines: Vec<String>,
    /// The debtor as on the envelope.
    pub address: Vec<String>,
    /// « Cesson-Sévigné, le 23 novembre 2026 ».
    pub place_and_date: String,
    /// Under it: way of sending, number, references.
    pub particulars: Vec<String>,
    /// The creditor's legal mentions (C. com. R123-237), on every page.
    pub mentions: String,
    /// At the head of the pages that go on with the text of the page before.
    pub running_head: String,
    /// Width and height of the logo, in any unit.
    pub logo: Option<(u32, u32)>,
    /// Where its window is.
    pub envelope: Envelope,
    /// The colour of the sender's name and of the foot.
    pub accent: Accent,
    /// Without sender, address nor folds: a sheet for the user himself.
    pub bare: bool,
}

impl Sheet {
    /// The sheet of a letter from one to the other; the rest is left to fill.
    pub fn between(creditor: &Creditor, recipient: &Recipient, dated_on: NaiveDate) -> Sheet {
        let all = |texts: &[&str]| texts.iter().map(|text| clean(text)).filter(|text| !text.is_empty()).collect::<Vec<_>>();
        let home = &creditor.address;
        Sheet {
            sender: clean(&creditor.name),
            sender_lines: home.lines().iter().map(|line| clean(line)).collect(),
            contact_lines: all(&[&creditor.phone, &creditor.email]),
            address: recipient.block().lines.iter().map(|line| clean(line)).collect(),
            place_and_date: words::place_and_date(&clean(&home.city), dated_on),
            mentions: clean(&creditor.legal_mentions()),
            ..Sheet::default()
        }
    }

    /// What stands around the text, set.
    ///
    /// # Errors
    /// `MissingGlyph`, `AddressTooManyLines`, `AddressLineTooLong`.
    pub fn frame(&self) -> Result<Frame<'_>, LetterError> {
        let (head, first) = if self.bare { (Vec::new(), NEXT_TOP) } else { self.head()? };
        let (foot, foot_top) = self.foot()?;
        Ok(Frame { sheet: self, head, foot, foot_top, room: Room { first, next: NEXT_TOP, bottom: foot_top - tenths_mm(40) } })
    }

    /// The finished pages.
    ///
    /// # Errors
    /// `MissingGlyph`, `AddressTooManyLines`, `AddressLineTooLong`.
    pub fn assemble(&self, flow: Flow) -> Result<Vec<Page>, LetterError> {
        self.frame()?.assemble(flow)
    }

    /// Sender, address and particulars, and where the text begins under them.
    fn head(&self) -> Result<(Vec<Mark>, Unit), LetterError> {
        let mut head = self.sender_marks()?;
        let sender_end = bottom_of(&head);
        head.extend(self.address_marks()?);
        let particulars = self.particulars_marks(PARTICULARS_TOP.max(sender_end + tenths_mm(50)))?;
        let body_top = BODY_TOP.max(bottom_of(&particulars) + tenths_mm(60));
        head.extend(particulars);
        Ok((head, body_top))
    }

    fn sender_marks(&self) -> Result<Vec<Mark>, LetterError> {
        let mut marks = Vec::new();
        // The logo stands on the right, above the window's zone, so that it never pushes the text down.
        if let Some((width, height)) = self.logo.filter(|(width, height)| *width > 0 && *height > 0) {
            let (width, height) = (i64::from(width), i64::from(height));
            let most = (tenths_mm(550), tenths_mm(180));
            let tall = most.0 * height / width;
            let (w, h) = if tall <= most.1 { (most.0, tall) } else { (most.1 * width / height, most.1) };
            marks.push(Mark::Picture { area: Area { x: RIGHT - w, y: tenths_mm(130), width: w, height: h }, slot: Slot::Logo });
        }
        let name = Setting::BODY.sized(14_000, 17_000).strong().at(LEFT, SENDER_WIDTH);
        let name = self.accent.rgb().map_or(name, |rgb| name.inked(Ink::Colour(rgb)));
        let (lines, mut y) = stack(&self.sender, &name, SENDER_TOP)?;
        marks.extend(lines);
        let text = Setting::BODY.at(LEFT, SENDER_WIDTH);
        for (lines, setting) in [(&self.sender_lines, text), (&self.contact_lines, text.soft())] {
            for line in lines {
                let (set, end) = stack(line, &setting, y)?;
                marks.extend(set);
                y = end;
            }
        }
        Ok(marks)
    }

    fn address_marks(&self) -> Result<Vec<Mark>, LetterError> {
        if self.address.len() > ADDRESS_LINES {
            return Err(LetterError::AddressTooManyLines { lines: self.address.len() });
        }
        for line in &self.address {
            if line.chars().count() > LINE_LENGTH {
                return Err(LetterError::AddressLineTooLong { line: line.clone() });
            }
        }
        let area = address_area(&self.envelope);
        // Thirty-eight wide capitals do not fit at the usual size: the whole block then shrinks.
        let mut size: Unit = 10_800;
        for line in &self.address {
            let width = Face::Regular.metrics()?.width(line, size)?;
            size = if width > area.width { size * area.width / width } else { size };
        }
        // Six lines of 4.5 mm; with a seventh, all are a little closer.
        let count = Unit::try_from(self.address.len().max(1)).unwrap_or(1);
        let leading = tenths_mm(45).min(area.height / count);
        // A line of text takes a little more than its size: none leaves the window.
        size = size.min(leading * 86 / 100);
        let setting = Setting::BODY.sized(size, leading).at(area.x, area.width);
        let mut y = area.y;
        let mut marks = self.return_address(&area)?;
        for line in &self.address {
            let line = single(line, Style { face: Face::Regular, size })?;
            marks.push(Mark::Text { x: area.x, y: setting.baseline(y), ink: Ink::Full, line });
            y += setting.leading;
        }
        Ok(marks)
    }

    /// The sender in small above the address, for those who want him seen through the window.
    fn return_address(&self, area: &Area) -> Result<Vec<Mark>, LetterError> {
        if !self.envelope.sender || self.sender.is_empty() {
            return Ok(Vec::new());
        }
        let text = std::iter::once(&self.sender).chain(&self.sender_lines).map(String::as_str).collect::<Vec<_>>().join(", ");
        let text = words::sent_by(&text);
        let usual = single(&text, Style { face: Face::Regular, size: 6_600 })?;
        let size = if usual.width > area.width { 6_600 * area.width / usual.width } else { 6_600 };
        // Smaller than that, nobody reads it: the name alone then.
        let text = if size < 5_000 { words::sent_by(&self.sender) } else { text };
        let line = lines(&text, Style { face: Face::Regular, size: size.max(5_000) }, area.width)?.into_iter().next().unwrap_or_default();
        Ok(vec![Mark::Text { x: area.x, y: area.y - tenths_mm(6), ink: Ink::Full, line }])
    }

    fn particulars_marks(&self, top: Unit) -> Result<Vec<Mark>, LetterError> {
        let text = Setting::BODY.at(LEFT, SENDER_WIDTH);
        let (mut marks, mut y) = stack(&self.place_and_date, &text, top)?;
        for line in &self.particulars {
            let (set, end) = stack(line, &text.soft(), y)?;
            marks.extend(set);
            y = end;
        }
        Ok(marks)
    }

    /// The foot of every page, but for its number, and where it begins.
    fn foot(&self) -> Result<(Vec<Mark>, Unit), LetterError> {
        let setting = FOOT.at(LEFT, MEASURE - PAGE_NUMBER_WIDTH);
        let (marks, end) = stack(&self.mentions, &setting, tenths_mm(15))?;
        let top = FOOT_BOTTOM - end;
        let (weight, ink) = self.accent.rgb().map_or((400, Ink::Faint), |rgb| (800, Ink::Colour(rgb)));
        let mut foot = vec![Mark::Rule { x: LEFT, y: top, length: MEASURE, weight, ink }];
        foot.extend(marks.into_iter().map(|mark| mark.moved(0, top)));
        Ok((foot, top))
    }
}

/// What stands around the text of a letter, set: how much room it leaves is known.
pub struct Frame<'a> {
    sheet: &'a Sheet,
    head: Vec<Mark>,
    foot: Vec<Mark>,
    foot_top: Unit,
    /// For the text.
    pub room: Room,
}

impl Frame<'_> {
    /// The finished pages.
    ///
    /// # Errors
    /// `MissingGlyph`.
    pub fn assemble(self, flow: Flow) -> Result<Vec<Page>, LetterError> {
        let Frame { sheet, mut head, foot, foot_top, room } = self;
        let mut pages = flow.pages(&room)?;
        let count = pages.len();
        for (at, page) in pages.iter_mut().enumerate() {
            let mut marks = if at == 0 { std::mem::take(&mut head) } else { Vec::new() };
            if at > 0 && !page.begun {
                let setting = FOOT.sized(8_400, 10_000);
                let line = lines(&sheet.running_head, setting.style, MEASURE)?.into_iter().next().unwrap_or_default();
                marks.push(Mark::Text { x: LEFT, y: setting.baseline(tenths_mm(120)), ink: Ink::Soft, line });
            }
            marks.append(&mut page.marks);
            marks.extend(foot.iter().cloned());
            let number = single(&format!("{}/{count}", at + 1), FOOT.style)?;
            let y = FOOT.baseline(foot_top + tenths_mm(15));
            marks.push(Mark::Text { x: RIGHT - number.width, y, ink: Ink::Soft, line: number });
            let folds: &[Unit] = if sheet.bare { &[] } else { &FOLDS };
            let fold = |y: &Unit| Mark::Rule { x: tenths_mm(40), y: *y, length: tenths_mm(40), weight: 500, ink: Ink::Soft };
            marks.extend(folds.iter().map(fold));
            page.marks = marks;
        }
        Ok(pages)
    }
}

fn bottom_of(marks: &[Mark]) -> Unit {
    let texts = marks.iter().filter(|mark| matches!(mark, Mark::Text { .. }));
    texts.map(Mark::area).map(|area| area.y + area.height).max().unwrap_or(0)
}

/// True when nothing but the address stands in the window's zone, and everything stands on the sheet.
#[cfg(test)]
pub fn window_is_clear(page: &Page, envelope: &Envelope) -> bool {
    let meets = |a: &Area, b: &Area| a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    let inside = |a: &Area, b: &Area| a.x >= b.x && a.x + a.width <= b.x + b.width && a.y >= b.y && a.y + a.height <= b.y + b.height;
    let sheet = Area { x: 0, y: 0, width: WIDTH, height: HEIGHT };
    let address = address_area(envelope);
    // With the sender above it when he is wanted there.
    let address = Area { y: address.y - tenths_mm(28), height: address.height + tenths_mm(28), ..address };
    page.marks.iter().map(Mark::area).all(|area| inside(&area, &sheet) && (!meets(&area, &WINDOW) || inside(&area, &address)))
}
