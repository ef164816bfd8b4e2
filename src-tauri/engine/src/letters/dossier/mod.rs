//! The papers of an evidence file that Échu writes itself: the cover with its list, chronology, account and sums; the readable side of a
//! message; the photo of a paper on a page; the page before each exhibit.
//!
//! What comes from outside may hold any character: one that our font lacks is shown as « ? », and the exact bytes are in the archive.
mod message;
mod tables;
mod words;

pub use message::{Message, message};

use super::annex::{self, Accrued};
use super::boxes::boxes;
use super::face::{Face, Unit, tenths_mm};
use super::layout::{Flow, Setting, Strip, stack};
use super::page::{Area, Ink, LEFT, MEASURE, Mark, Page, Slot};
use super::picture::Picture;
use super::rich::{STRONG, clean};
use super::sheet::Sheet;
use super::{LetterError, Pictures, Rendered, body, draw, finish};
use chrono::NaiveDate;
use echu_core::dossier::{Account, Essential, Owed, Reader};
use echu_core::notice::Recipient;
use echu_core::party::Creditor;
use std::collections::BTreeMap;

/// An exhibit in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// « Pièce n° 1 ».
    pub number: u32,
    /// « Facture F-2026-0148 du 12 mars 2026 ».
    pub title: String,
    /// Name of its file, or of its main one.
    pub file: String,
    /// Pages; 0 when it has none or nobody could count them.
    pub pages: usize,
    /// Its size.
    pub bytes: u64,
    /// Of its file, hex.
    pub sha256: String,
    /// It is not in the single document.
    pub apart: bool,
}

/// A line of the chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Its day.
    pub on: NaiveDate,
    /// What happened.
    pub title: String,
    /// More, or nothing.
    pub detail: String,
    /// The exhibit that shows it.
    pub exhibit: Option<u32>,
}

/// What the file says.
pub struct Matter<'a> {
    /// For whom.
    pub reader: Reader,
    /// Who is owed.
    pub creditor: &'a Creditor,
    /// Who owes.
    pub debtor: &'a Recipient,
    /// The day of the figures.
    pub on: NaiveDate,
    /// The instant, as said.
    pub at: &'a str,
    /// Which invoices, in a sentence, and what could not be cut apart.
    pub scope: &'a [String],
    /// The box of the cover.
    pub essentials: &'a [Essential],
    /// What is owed.
    pub owed: &'a Owed,
    /// What is missing.
    pub missing: &'a [String],
    /// The list.
    pub exhibits: &'a [Listed],
    /// Oldest first.
    pub moments: &'a [Moment],
    /// The account of the invoices.
    pub account: &'a Account,
    /// The penalties of open invoices, then of those paid late.
    pub accrued: &'a [Accrued<'a>],
    /// Something of it is disputed.
    pub disputed: bool,
    /// Facts chained, and the head of the chain.
    pub head: (usize, &'a str),
}

const HEADING: Setting = Setting::BODY.sized(11_200, 14_500).strong().then(3_000).kept();
const CHAPTER: Setting = Setting::BODY.sized(15_500, 19_000).strong().then(6_000).kept();
const SMALL: Setting = Setting::BODY.sized(8_800, 11_400).soft();

/// The cover, the list, the chronology, the account and the penalties, in one document.
///
/// # Errors
/// `Font` and `Pdf`.
pub fn front(matter: &Matter) -> Result<Rendered, LetterError> {
    let mut flow = Flow::default();
    cover(matter, &mut flow)?;
    chapter(&mut flow, words::EXHIBITS)?;
    tables::exhibits(matter.exhibits).lay(&mut flow)?;
    flow.space(tenths_mm(40));
    flow.paragraph(words::PIECES, &SMALL)?;
    chapter(&mut flow, words::CHRONOLOGY)?;
    tables::chronology(matter.moments).lay(&mut flow)?;
    flow.space(tenths_mm(40));
    flow.paragraph(words::INTERNAL, &SMALL)?;
    flow.paragraph(&words::head(matter.head.0, matter.head.1), &SMALL)?;
    flow.new_page();
    account_of(matter.account, &mut flow)?;
    flow.new_page();
    penalties_of(matter, &mut flow)?;
    sheet(matter, flow, words::TITLE)
}

/// The account alone, as an exhibit.
///
/// # Errors
/// `Font` and `Pdf`.
pub fn account(matter: &Matter) -> Result<Rendered, LetterError> {
    let mut flow = Flow::default();
    account_of(matter.account, &mut flow)?;
    sheet(matter, flow, words::ACCOUNT)
}

/// The calculation of the penalties alone, as an exhibit.
///
/// # Errors
/// `Font` and `Pdf`.
pub fn penalties(matter: &Matter) -> Result<Rendered, LetterError> {
    let mut flow = Flow::default();
    penalties_of(matter, &mut flow)?;
    sheet(matter, flow, words::CALCULATION)
}

/// A page before each exhibit, all in one document, in the order of the list.
///
/// # Errors
/// `Font` and `Pdf`.
pub fn separators(exhibits: &[Listed], creditor: &Creditor, on: NaiveDate) -> Result<Rendered, LetterError> {
    let mut pages = Vec::new();
    for exhibit in exhibits {
        let mut marks = Vec::new();
        let mut put = |text: &str, setting: Setting, y: Unit| -> Result<Unit, LetterError> {
            let (set, end) = stack(text, &setting, y)?;
            marks.extend(set);
            Ok(end + setting.after)
        };
        let mut y = put(&words::exhibit(exhibit.number), Setting::BODY.sized(30_000, 38_000).strong(), tenths_mm(1050))?;
        y = put(&shown(&exhibit.title), Setting::BODY.sized(14_000, 19_000).then(12_000), y)?;
        y = put(&words::size(exhibit.pages, exhibit.bytes), Setting::BODY.soft(), y)?;
        y = put(&format!("{}\u{a0}: {}", words::DIGEST, exhibit.sha256), SMALL.then(12_000), y)?;
        if exhibit.apart {
            put(&format!("{STRONG}{}.{STRONG} {}", words::APART, words::apart(&shown(&exhibit.file))), Setting::BODY, y)?;
        }
        pages.push(Page { marks, begun: true, ..Page::default() });
    }
    finish(&pages, &Pictures::read(None, None)?, &about(creditor, words::EXHIBITS, on))
}

/// The photo of a paper on a page of its own; what is no picture that a PDF holds is refused.
///
/// # Errors
/// `Picture`: neither PNG nor JPEG, or too large.
pub fn photo(bytes: &[u8], creditor: &Creditor, on: NaiveDate) -> Result<Rendered, LetterError> {
    const MARGIN: Unit = tenths_mm(150);
    let picture = Picture::photo(bytes)?;
    let most = (super::page::WIDTH - 2 * MARGIN, super::page::HEIGHT - 2 * MARGIN);
    let (wide, tall) = (i64::from(picture.width).max(1), i64::from(picture.height).max(1));
    let (width, height) = if most.0 * tall / wide <= most.1 { (most.0, most.0 * tall / wide) } else { (most.1 * wide / tall, most.1) };
    let area = Area { x: (super::page::WIDTH - width) / 2, y: MARGIN, width, height };
    let page = Page { marks: vec![Mark::Picture { area, slot: Slot::Photo }], begun: true, ..Page::default() };
    let pictures = Pictures(BTreeMap::from([(Slot::Photo, picture)]));
    finish(&[page], &pictures, &about(creditor, words::EXHIBITS, on))
}

/// A text from outside, in the characters that our font has, its line ends kept.
pub fn shown(text: &str) -> String {
    let drawn = |c: char| {
        Face::Regular.metrics().is_ok_and(|cut| cut.shape(c).is_ok()) && Face::Strong.metrics().is_ok_and(|cut| cut.shape(c).is_ok())
    };
    let line = |line: &str| clean(line).chars().map(|c| if drawn(c) { c } else { '?' }).collect::<String>();
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn about(creditor: &Creditor, title: &str, on: NaiveDate) -> draw::About {
    draw::About { title: title.to_owned(), author: shown(&creditor.name), subject: title.to_owned(), date: on }
}

fn sheet(matter: &Matter, flow: Flow, title: &str) -> Result<Rendered, LetterError> {
    let running_head = format!("{title} · {} · {}", shown(&matter.creditor.name), shown(&matter.debtor.name));
    let sheet = Sheet { mentions: shown(&matter.creditor.legal_mentions()), running_head, bare: true, ..Sheet::default() };
    let title = format!("{title}, {}", shown(&matter.debtor.name));
    finish(&sheet.assemble(flow)?, &Pictures::read(None, None)?, &about(matter.creditor, &title, matter.on))
}

fn chapter(flow: &mut Flow, title: &str) -> Result<(), LetterError> {
    flow.new_page();
    flow.paragraph(title, &CHAPTER)
}

fn cover(matter: &Matter, flow: &mut Flow) -> Result<(), LetterError> {
    flow.paragraph(matter.reader.addressed(), &Setting::BODY.soft().then(1_000).kept())?;
    flow.paragraph(words::TITLE, &Setting::BODY.sized(26_000, 32_000).strong().then(1_000).kept())?;
    flow.paragraph(&words::made(matter.on, matter.at), &Setting::BODY.soft().then(10_000).kept())?;
    let block = |name: &str, lines: Vec<String>| -> Vec<String> {
        std::iter::once(name.to_owned()).chain(lines).map(|line| shown(&line)).filter(|line| !line.is_empty()).collect()
    };
    let own = matter.creditor;
    let creditor = block(&own.name, [own.address.lines(), vec![own.phone.clone(), own.email.clone()]].concat());
    let debtor = block(&matter.debtor.name, [matter.debtor.address.lines(), vec![siren(matter.debtor)]].concat());
    boxes(flow, [(words::CREDITOR, &creditor), (words::DEBTOR, &debtor)])?;
    for sentence in matter.scope {
        flow.paragraph(&shown(sentence), &Setting::BODY.then(3_000))?;
    }
    flow.space(tenths_mm(30));
    flow.paragraph(&words::owed_on(matter.on), &HEADING)?;
    tables::owed(matter.owed).lay(flow)?;
    flow.space(tenths_mm(60));
    flow.paragraph(words::FIRST, &HEADING)?;
    for line in matter.essentials {
        pair(flow, line.label, &shown(&line.value))?;
    }
    flow.space(tenths_mm(60));
    flow.paragraph(words::MISSING, &HEADING)?;
    if matter.missing.is_empty() {
        return flow.paragraph(words::NONE_MISSING, &Setting::BODY);
    }
    for sentence in matter.missing {
        flow.paragraph(&format!("•\u{a0}{}", shown(sentence)), &Setting::BODY.then(2_000))?;
    }
    Ok(())
}

fn siren(debtor: &Recipient) -> String {
    super::words::siren(&debtor.siren).map(|line| line.replace("Votre ", "")).unwrap_or_default()
}

/// A label in grey, and what is said of it beside, on as many lines as it takes.
pub(super) fn pair(flow: &mut Flow, label: &str, value: &str) -> Result<(), LetterError> {
    const LABEL: Unit = tenths_mm(480);
    let setting = Setting::BODY.sized(9_800, 13_000);
    let mut marks = Vec::new();
    let mut bottom = 0;
    for (text, setting) in [(label, setting.soft().at(LEFT, LABEL - tenths_mm(20))), (value, setting.at(LEFT + LABEL, MEASURE - LABEL))] {
        let (set, end) = stack(text, &setting, 0)?;
        marks.extend(set);
        bottom = bottom.max(end);
    }
    let height = bottom + tenths_mm(14);
    marks.push(Mark::Rule { x: LEFT, y: height - tenths_mm(6), length: MEASURE, weight: 400, ink: Ink::Faint });
    flow.push(Strip { height, marks, ..Strip::default() });
    Ok(())
}

fn account_of(account: &Account, flow: &mut Flow) -> Result<(), LetterError> {
    flow.paragraph(words::ACCOUNT, &CHAPTER)?;
    tables::account(account).lay(flow)?;
    flow.space(tenths_mm(40));
    flow.paragraph(words::CLOSED_BY_PENALTIES, &SMALL)
}

fn penalties_of(matter: &Matter, flow: &mut Flow) -> Result<(), LetterError> {
    flow.paragraph(words::CALCULATION, &CHAPTER)?;
    if matter.owed.penalties.is_none() {
        return flow.paragraph(words::UNCOUNTED, &Setting::BODY);
    }
    let mut any = false;
    for accrued in matter.accrued.iter().filter(|accrued| accrued.has_lines()) {
        let mut paragraphs = annex::paragraphs(accrued, &shown(&matter.debtor.name), "")?;
        // The title of the annex is that of a letter: the chapter says it already.
        paragraphs.retain(|paragraph| !paragraph.starts_with("# ") && !paragraph.starts_with("~ "));
        if any {
            flow.new_page();
        }
        any = true;
        flow.paragraph(&words::until(matter.on, accrued.paid), &Setting::BODY.soft().kept())?;
        body::lay(&paragraphs, flow, Setting::BODY, "", |name, flow| annex::place(name, flow, accrued))?;
    }
    if !any {
        flow.paragraph(words::NO_PENALTIES, &Setting::BODY)?;
    }
    if matter.disputed { flow.paragraph(words::DISPUTED, &SMALL) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
