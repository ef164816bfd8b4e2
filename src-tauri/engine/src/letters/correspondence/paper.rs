//! The letter on paper.
use super::blocks::{Block, block};
use super::{Dress, WriteError, paragraphs, words};
use crate::letters::annex::{self, Accrued};
use crate::letters::face::{Unit, tenths_mm};
use crate::letters::layout::{Flow, Setting, Strip, stack};
use crate::letters::page::{Area, Ink, LEFT, MEASURE, Mark, Page, Slot};
use crate::letters::rich::{STRONG, clean, single};
use crate::letters::sheet::Sheet;
use crate::letters::{LetterError, Pictures, Rendered, body, closing, draw, finish, payment, words as shared};
use echu_core::letter::{Letter, LetterKind};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::text::euros;

/// The finished letter, its annex with it.
///
/// # Errors
/// `Problems` with everything that keeps it from leaving, or why it cannot be set.
pub fn compose(letter: &Letter, dress: &Dress) -> Result<Rendered, WriteError> {
    let pictures = Pictures::read(dress.logo.as_deref(), dress.signature.as_deref())?;
    let pages = set_pages(letter, dress, &pictures)?;
    let label = words::title(letter.matter.kind(), letter.debtor_kind);
    let about = draw::About {
        title: format!("{label}, {}", clean(&letter.debtor.name)),
        author: clean(&letter.creditor.name),
        subject: format!("{label}, {}", clean(&letter.reference)),
        date: letter.dated_on,
    };
    Ok(finish(&pages, &pictures, &about)?)
}

/// All that is printed, line by line, without making the file.
///
/// # Errors
/// Those of [`compose`].
pub fn lines(letter: &Letter, dress: &Dress) -> Result<Vec<String>, WriteError> {
    let pictures = Pictures::read(dress.logo.as_deref(), dress.signature.as_deref())?;
    Ok(set_pages(letter, dress, &pictures)?.iter().flat_map(Page::text_lines).collect())
}

/// The pages as placed marks, for the tests that measure them.
#[cfg(test)]
pub fn placed(letter: &Letter, dress: &Dress) -> Result<Vec<Page>, WriteError> {
    set_pages(letter, dress, &Pictures::read(None, None)?)
}

/// The pages as placed marks. A letter that would just run over its page is set closer.
fn set_pages(letter: &Letter, dress: &Dress, pictures: &Pictures) -> Result<Vec<Page>, WriteError> {
    let text = paragraphs(letter, dress.text.as_deref())?;
    let accrued = accrued(letter).filter(Accrued::has_lines);
    let annex = match &accrued {
        Some(accrued) => annex::paragraphs(accrued, &clean(&letter.debtor.name), &letter.reference)?,
        None => Vec::new(),
    };
    let papers = enclosures(letter, !annex.is_empty());
    let signature = pictures.size(Slot::Signature);
    // The piece that signs never stands alone.
    let signed = if letter.matter.kind() == LetterKind::InstalmentAgreement { "signatures" } else { "signature" };
    let sheet = sheet(letter, dress, pictures);
    let frame = sheet.frame()?;
    let set = |setting: Setting| {
        let mut flow = Flow::default();
        body::lay(&text, &mut flow, setting, signed, |name, flow| place(&block(name, letter), letter, &papers, signature, flow))?;
        Ok::<Flow, LetterError>(flow)
    };
    let mut flow = set(Setting::BODY)?;
    if flow.runs_over(&frame.room) {
        let close = set(Setting::CLOSE)?;
        flow = if close.count(&frame.room) < flow.count(&frame.room) { close } else { flow };
    }
    flow.accompany_the_end(&frame.room);
    if let Some(accrued) = accrued.filter(|_| !annex.is_empty()) {
        flow.new_page();
        body::lay(&annex, &mut flow, Setting::BODY, "", |name, flow| annex::place(name, flow, &accrued))?;
    }
    Ok(frame.assemble(flow)?)
}

/// The penalties whose calculation goes in an annex.
fn accrued(letter: &Letter) -> Option<Accrued<'_>> {
    let claims = letter.matter.kind().annexes_calculation().then(|| letter.matter.statements())?;
    let paid = letter.matter.kind() == LetterKind::PenaltyClaim;
    let on = letter.matter.counted_on(letter.dated_on);
    let stopped = letter.matter.kind() == LetterKind::ClaimDeclaration;
    Some(Accrued { kind: letter.debtor_kind, on, divisor: letter.divisor, claims, credit: letter.matter.credit(), paid, stopped })
}

/// What stands around the text.
fn sheet(letter: &Letter, dress: &Dress, pictures: &Pictures) -> Sheet {
    let label = words::title(letter.matter.kind(), letter.debtor_kind);
    let mut particulars = Vec::new();
    if letter.debtor_kind != DebtorKind::Consumer && letter.addressee() == &letter.debtor {
        particulars.extend(shared::siren(&letter.debtor.siren));
    }
    particulars.push(shared::our_reference(&letter.reference));
    Sheet {
        particulars,
        running_head: format!(
            "{label} du {} · {} · {}",
            shared::day(letter.dated_on),
            clean(&letter.debtor.name),
            clean(&letter.reference)
        ),
        logo: pictures.size(Slot::Logo),
        envelope: dress.envelope,
        accent: dress.accent,
        ..Sheet::between(&letter.creditor, letter.addressee(), letter.dated_on)
    }
}

fn enclosures(letter: &Letter, annexed: bool) -> Vec<String> {
    let annex = annexed.then(|| annex::words::enclosed(letter.debtor_kind).to_owned());
    annex.into_iter().chain(letter.enclosures.iter().map(|paper| clean(paper))).collect()
}

fn place(block: &Block, letter: &Letter, papers: &[String], picture: Option<(u32, u32)>, flow: &mut Flow) -> Result<(), LetterError> {
    match block {
        Block::Table(table) => {
            table.lay(flow)?;
            flow.space(tenths_mm(28));
            Ok(())
        }
        Block::Sums(lines) => sums(lines, flow),
        Block::Payment(payment) => payment::lay(payment, flow),
        Block::Signature => closing::lay(flow, &shared::signatory(&letter.creditor), &shared::enclosures(papers), picture, None),
        Block::Signatures(parties) => signatures(parties, &shared::enclosures(papers), picture, flow),
        Block::Blanks(labels) => blanks(labels, flow),
        Block::HandWritten(copy) => hand_written(copy, flow),
        Block::NewPage => {
            flow.new_page();
            Ok(())
        }
        Block::Nothing => Ok(()),
    }
}

/// Sums under one another, the last one under a stroke.
fn sums(lines: &[(String, Cents)], flow: &mut Flow) -> Result<(), LetterError> {
    let width = MEASURE * 3 / 5;
    let setting = Setting::BODY.sized(10_200, 15_000).at(LEFT, width);
    let mut marks = Vec::new();
    let mut y = 0;
    for (at, (label, amount)) in lines.iter().enumerate() {
        let last = at + 1 == lines.len();
        if last {
            y += tenths_mm(8);
            marks.push(Mark::Rule { x: LEFT, y, length: width, weight: 1_000, ink: Ink::Full });
            y += tenths_mm(6);
        }
        let setting = if last { setting.sized(11_000, 16_000).strong() } else { setting };
        let amount = single(&euros(*amount), setting.style)?;
        let (set, end) = stack(label, &setting.at(LEFT, width - amount.width - tenths_mm(30)), y)?;
        marks.extend(set);
        marks.push(Mark::Text { x: LEFT + width - amount.width, y: setting.baseline(y), ink: Ink::Full, line: amount });
        y = end;
    }
    flow.push(Strip { height: y, marks, ..Strip::default() });
    flow.space(tenths_mm(32));
    Ok(())
}

/// Two places to sign side by side, with what is joined under them.
fn signatures(parties: &[String; 2], joined: &str, picture: Option<(u32, u32)>, flow: &mut Flow) -> Result<(), LetterError> {
    const GAP: Unit = tenths_mm(80);
    const ROOM: Unit = tenths_mm(220);
    let width = (MEASURE - GAP) / 2;
    let mut marks = Vec::new();
    let mut top = 0;
    for (x, party) in [LEFT, LEFT + width + GAP].into_iter().zip(parties) {
        let inside = Setting::BODY.sized(9_600, 12_400).at(x + tenths_mm(25), width - tenths_mm(50));
        let (set, end) = stack(party, &inside, tenths_mm(20))?;
        marks.extend(set);
        top = top.max(end);
    }
    let height = top + ROOM;
    for x in [LEFT, LEFT + width + GAP] {
        marks.push(Mark::Frame { area: Area { x, y: 0, width, height }, weight: 600 });
    }
    if let Some((w, h)) = picture.filter(|(w, h)| *w > 0 && *h > 0) {
        let (most_w, most_h) = (width - tenths_mm(100), ROOM - tenths_mm(60));
        let (w, h) = (i64::from(w), i64::from(h));
        let (w, h) = if most_w * h / w <= most_h { (most_w, most_w * h / w) } else { (most_h * w / h, most_h) };
        marks.push(Mark::Picture {
            area: Area { x: LEFT + tenths_mm(25), y: top + tenths_mm(20), width: w, height: h },
            slot: Slot::Signature,
        });
    }
    flow.push(Strip { height, marks, glued: !joined.is_empty(), ..Strip::default() });
    if !joined.is_empty() {
        flow.space(tenths_mm(20));
        flow.paragraph(joined, &Setting::BODY.sized(9_000, 11_600).soft())?;
    }
    Ok(())
}

/// A label and a line to write on, one under the other.
fn blanks(labels: &[&'static str], flow: &mut Flow) -> Result<(), LetterError> {
    let setting = Setting::BODY.sized(10_200, tenths_mm(80));
    for label in labels {
        let label = single(label, setting.style)?;
        let from = LEFT + label.width + tenths_mm(20);
        let y = setting.baseline(0);
        let line = Mark::Rule { x: from, y: y + tenths_mm(6), length: LEFT + MEASURE - from, weight: 500, ink: Ink::Soft };
        let marks = vec![Mark::Text { x: LEFT, y, ink: Ink::Full, line: label }, line];
        flow.push(Strip { height: setting.leading, marks, glued: true, ..Strip::default() });
    }
    flow.space(tenths_mm(30));
    Ok(())
}

/// Lines for the amount in the debtor's own hand, the text to copy aside, then place, date and signature: C. civ. 1376.
fn hand_written(copy: &str, flow: &mut Flow) -> Result<(), LetterError> {
    const ASIDE: Unit = tenths_mm(480);
    const LINE: Unit = tenths_mm(90);
    const LINES: Unit = 4;
    let width = MEASURE - ASIDE - tenths_mm(60);
    let (mut marks, mut y) = stack(words::HAND, &Setting::BODY.strong().at(LEFT, width), tenths_mm(10))?;
    for _ in 0..LINES {
        y += LINE;
        marks.push(Mark::Rule { x: LEFT, y, length: width, weight: 500, ink: Ink::Soft });
    }
    let x = LEFT + MEASURE - ASIDE;
    let aside = Setting::BODY.sized(9_000, 11_800).at(x + tenths_mm(25), ASIDE - tenths_mm(50));
    let (set, end) = stack(&format!("{STRONG}{}{STRONG}\n«\u{a0}{copy}\u{a0}»", words::COPY), &aside, tenths_mm(20))?;
    marks.extend(set);
    let height = y.max(end + tenths_mm(20));
    marks.push(Mark::Frame { area: Area { x, y: 0, width: ASIDE, height }, weight: 500 });
    let row = Setting::BODY.sized(10_200, tenths_mm(90));
    let mut at = LEFT;
    for (label, length) in [(words::DONE_AT, tenths_mm(500)), (words::ON, tenths_mm(400)), (words::SIGNED, 0)] {
        let line = single(label, row.style)?;
        let from = at + line.width + tenths_mm(15);
        let baseline = row.baseline(height + tenths_mm(30));
        marks.push(Mark::Text { x: at, y: baseline, ink: Ink::Full, line });
        if length > 0 {
            marks.push(Mark::Rule {
                x: from,
                y: baseline + tenths_mm(6),
                length: length - (from - at) - tenths_mm(30),
                weight: 500,
                ink: Ink::Soft,
            });
        }
        at += length;
    }
    flow.push(Strip { height: height + tenths_mm(330), marks, ..Strip::default() });
    Ok(())
}
