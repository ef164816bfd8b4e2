//! Sheets for the post office: data of one registered letter, the list of a day, and the test of an envelope's window.
mod words;

use super::boxes::boxes;
use super::face::{Unit, tenths_mm};
use super::layout::{Flow, Setting, Strip, stack};
use super::page::{Area, Ink, LEFT, MEASURE, Mark, Page};
use super::rich::{clean, single};
use super::sheet::{Sheet, WINDOW, address_area, area_of};
use super::table::{Column, Kind, Row, Table};
use super::{LetterError, Pictures, Rendered, draw, finish};
use chrono::NaiveDate;
use echu_core::address::Envelope;
use echu_core::letter::Accent;
use echu_core::letter::post::{DayOfPosting, Posting};
use echu_core::notice::Recipient;
use echu_core::party::Creditor;

/// The sheet that holds what to copy on the post office's form for one letter, and what to do then.
///
/// # Errors
/// `MissingGlyph`.
pub fn slip(creditor: &Creditor, posting: &Posting, on: NaiveDate) -> Result<Rendered, LetterError> {
    let mut flow = titled(words::SLIP, &words::slip_aside(on))?;
    boxes(&mut flow, [(words::SENDER, &posting.sender.lines), (words::RECIPIENT, &posting.recipient.lines)])?;
    let known = [
        (words::WHAT, clean(&posting.what)),
        (words::REFERENCE, clean(&posting.reference)),
        (words::SHEETS, posting.pages.to_string()),
        (words::RECEIPT, words::receipt(posting.with_receipt).to_owned()),
        (words::NUMBER, clean(&posting.tracking_number)),
        (words::LEVEL, String::new()),
        (words::POSTED_ON, String::new()),
        (words::OFFICE, String::new()),
        (words::PRICE, String::new()),
    ];
    for (label, value) in known {
        row(&mut flow, label, &value)?;
    }
    flow.space(tenths_mm(60));
    flow.paragraph(words::CHECKLIST, &Setting::BODY.sized(11_200, 14_500).strong().then(4_000).kept())?;
    for step in words::STEPS {
        tick(&mut flow, step)?;
    }
    sheet(creditor, flow, words::SLIP, on)
}

/// « Bordereau du jour »: every registered letter that leaves, with places for number, date stamp and signature.
///
/// # Errors
/// `MissingGlyph`.
pub fn daily_list(creditor: &Creditor, day: &DayOfPosting) -> Result<Rendered, LetterError> {
    let mut flow = titled(words::LIST, &words::list_aside(&creditor.name, day.on, day.letters.len()))?;
    let columns = vec![
        Column::words(words::RANK),
        Column::words(words::REFERENCE),
        Column::rest(words::RECIPIENT),
        Column::words(words::TOWN),
        Column::words(words::NUMBER),
    ];
    let row = |(at, posting): (usize, &Posting)| {
        let lines = &posting.recipient.lines;
        let number = clean(&posting.tracking_number);
        let cells = vec![
            (at + 1).to_string(),
            clean(&posting.reference),
            lines.first().map(|line| clean(line)).unwrap_or_default(),
            lines.iter().rev().find(|line| line.starts_with(|c: char| c.is_ascii_digit())).map(|line| clean(line)).unwrap_or_default(),
            // Thirteen characters to write by hand where the number is not known yet.
            if number.is_empty() { words::TO_WRITE.to_owned() } else { number },
        ];
        Row { kind: Kind::Line, cells }
    };
    let rows = day.letters.iter().enumerate().map(row).collect();
    Table { columns, rows, width: MEASURE, strong_last: false, running: Vec::new() }.lay(&mut flow)?;
    flow.space(tenths_mm(80));
    boxes(&mut flow, [(words::STAMP, &vec![String::new(); 4]), (words::SIGNED, &vec![String::new(); 4])])?;
    sheet(creditor, flow, words::LIST, day.on)
}

/// Six lines of an address, among the longest, for whoever tests his envelopes.
pub fn invented_recipient() -> Recipient {
    words::invented_recipient()
}

/// A sheet to fold and slip into an envelope: it shows where the window must look and how to set the adjustment.
///
/// # Errors
/// `MissingGlyph`.
pub fn window_test(
    creditor: &Creditor,
    to: &Recipient,
    (envelope, accent): (Envelope, Accent),
    on: NaiveDate,
) -> Result<Rendered, LetterError> {
    let mut flow = Flow::default();
    flow.paragraph(words::TEST, &Setting::BODY.sized(15_500, 19_000).strong().then(4_000))?;
    for paragraph in words::test_steps(envelope) {
        flow.paragraph(&paragraph, &Setting::BODY)?;
    }
    let about = draw::About { title: words::TEST.to_owned(), author: clean(&creditor.name), subject: words::TEST.to_owned(), date: on };
    let sheet = Sheet { envelope, accent, ..Sheet::between(creditor, to, on) };
    let mut pages = sheet.assemble(flow)?;
    if let Some(first) = pages.first_mut() {
        frames(first, envelope)?;
    }
    finish(&pages, &Pictures::read(None, None)?, &about)
}

/// What the window always shows, and what nothing else may enter.
fn frames(page: &mut Page, envelope: Envelope) -> Result<(), LetterError> {
    let seen = area_of(envelope.window.always_seen());
    page.marks.push(Mark::Frame { area: WINDOW, weight: 300 });
    page.marks.push(Mark::Frame { area: seen, weight: 600 });
    let setting = Setting::BODY.sized(6_400, 8_000).soft();
    // Beside the ruler and at the foot of the zone: never over the address.
    let places = [
        (WINDOW.x + tenths_mm(10), WINDOW.y + WINDOW.height - tenths_mm(30), words::ZONE),
        (seen.x + tenths_mm(300), seen.y + seen.height, words::SEEN),
    ];
    for (x, y, label) in places {
        page.marks.push(Mark::Text { x, y: setting.baseline(y), ink: Ink::Soft, line: single(label, setting.style)? });
    }
    // A ruler under the address: a tick a millimetre, a longer one every five, so that a shift is read and not guessed.
    let address = address_area(&envelope);
    for millimetre in 0..=20_i64 {
        let long = millimetre % 5 == 0;
        let x = address.x + tenths_mm(millimetre * 10);
        let area = Area { x, y: seen.y + seen.height + tenths_mm(4), width: 1, height: tenths_mm(if long { 30 } else { 15 }) };
        page.marks.push(Mark::Frame { area, weight: 300 });
    }
    Ok(())
}

/// A sheet without address: for the user, not for the post.
pub(super) fn sheet(creditor: &Creditor, flow: Flow, title: &str, on: NaiveDate) -> Result<Rendered, LetterError> {
    let sheet = Sheet { mentions: clean(&creditor.legal_mentions()), running_head: title.to_owned(), bare: true, ..Sheet::default() };
    let about = draw::About { title: title.to_owned(), author: clean(&creditor.name), subject: title.to_owned(), date: on };
    finish(&sheet.assemble(flow)?, &Pictures::read(None, None)?, &about)
}

pub(super) fn titled(title: &str, aside: &str) -> Result<Flow, LetterError> {
    let mut flow = Flow::default();
    flow.paragraph(title, &Setting::BODY.sized(15_500, 19_000).strong().then(1_500).kept())?;
    flow.paragraph(aside, &Setting::BODY.soft().then(12_000))?;
    Ok(flow)
}

/// A label, and its value or a line to write on.
fn row(flow: &mut Flow, label: &str, value: &str) -> Result<(), LetterError> {
    const LABEL: Unit = tenths_mm(620);
    let setting = Setting::BODY.sized(10_200, tenths_mm(78));
    let y = setting.baseline(0);
    let mut marks = vec![Mark::Text { x: LEFT, y, ink: Ink::Soft, line: single(label, setting.style)? }];
    if value.is_empty() {
        marks.push(Mark::Rule { x: LEFT + LABEL, y: y + tenths_mm(5), length: MEASURE - LABEL, weight: 500, ink: Ink::Soft });
    } else {
        marks.push(Mark::Text { x: LEFT + LABEL, y, ink: Ink::Full, line: single(value, setting.strong().style)? });
    }
    flow.push(Strip { height: setting.leading, marks, ..Strip::default() });
    Ok(())
}

/// A box to tick before a step.
fn tick(flow: &mut Flow, step: &str) -> Result<(), LetterError> {
    const BOX: Unit = tenths_mm(34);
    let setting = Setting::BODY.at(LEFT + tenths_mm(80), MEASURE - tenths_mm(80));
    let (mut marks, end) = stack(step, &setting, 0)?;
    let y = setting.baseline(0) - BOX + tenths_mm(3);
    marks.push(Mark::Frame { area: Area { x: LEFT, y, width: BOX, height: BOX }, weight: 600 });
    flow.push(Strip { height: end + tenths_mm(16), marks, ..Strip::default() });
    Ok(())
}

#[cfg(test)]
mod tests;
