//! What a printer and an envelope see: measured in the file itself, not in what was meant to be drawn.
#![expect(clippy::float_arithmetic, reason = "a place on a page is measured in points, which are no money")]
use super::*;
use crate::letters::formal_notice;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// A piece of text of a page, in tenths of a millimetre from the top left corner.
#[derive(Debug, Clone, Copy)]
struct Set {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

const TENTHS_OF_A_POINT: f64 = 254.0 / 72.0;
const PAGE: f64 = 2970.0;

fn real(object: &Object) -> f64 {
    object.as_float().map(f64::from).or_else(|_| object.as_i64().map(|whole| whole as f64)).unwrap()
}

fn fonts(pdf: &Document) -> BTreeMap<Vec<u8>, &Dictionary> {
    let page = *pdf.get_pages().values().next().unwrap();
    pdf.get_page_fonts(page).unwrap()
}

/// The widths of a font's glyphs, in thousandths.
fn widths(pdf: &Document, font: &Dictionary) -> Vec<f64> {
    let inner = pdf.dereference(&font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0]).unwrap().1.as_dict().unwrap();
    let table = inner.get(b"W").unwrap().as_array().unwrap();
    table[1].as_array().unwrap().iter().map(real).collect()
}

/// Every text of the first page, where it is.
fn texts(bytes: &[u8]) -> Vec<Set> {
    let pdf = Document::load_mem(bytes).unwrap();
    let widths: BTreeMap<Vec<u8>, Vec<f64>> = fonts(&pdf).into_iter().map(|(name, font)| (name, widths(&pdf, font))).collect();
    let page = *pdf.get_pages().values().next().unwrap();
    let content = Content::decode(&pdf.get_page_content(page)).unwrap();
    // A line begins where the one before began (ISO 32000, 9.4.2), whatever was shown on it.
    let (mut line, mut at, mut font, mut size, mut found) = ((0.0, 0.0), (0.0, 0.0), Vec::new(), 0.0, Vec::new());
    for operation in &content.operations {
        let with = &operation.operands;
        match operation.operator.as_str() {
            "BT" => (line, at) = ((0.0, 0.0), (0.0, 0.0)),
            "Td" => {
                line = (line.0 + real(&with[0]), line.1 + real(&with[1]));
                at = line;
            }
            "Tm" => {
                line = (real(&with[4]), real(&with[5]));
                at = line;
            }
            "Tf" => (font, size) = (with[0].as_name().unwrap().to_vec(), real(&with[1])),
            "TJ" | "Tj" => {
                let pieces = with[0].as_array().cloned().unwrap_or_else(|_| with.clone());
                let known = &widths[&font];
                let width: f64 = pieces
                    .iter()
                    .map(|piece| match piece {
                        Object::String(codes, _) => {
                            codes.chunks(2).map(|code| known[usize::from(code[0]) << 8 | usize::from(code[1])]).sum()
                        }
                        other => -real(other),
                    })
                    .sum::<f64>()
                    * size
                    / 1_000.0;
                let tenths = |points: f64| points * TENTHS_OF_A_POINT;
                found.push(Set {
                    left: tenths(at.0),
                    right: tenths(at.0 + width),
                    top: PAGE - tenths(at.1 + size * 0.8),
                    bottom: PAGE - tenths(at.1 - size * 0.22),
                });
                at.0 += width;
            }
            _ => {}
        }
    }
    found
}

/// Every letter, the formal notices too, in the envelope.
fn files(envelope: Envelope) -> Vec<(String, Vec<u8>, usize)> {
    let mut all: Vec<_> = kinds()
        .flat_map(|kind| DEBTORS.map(|debtor| letter(kind, debtor, kind.manners()[0])))
        .map(|letter| {
            let file = compose(&letter, &Dress { envelope, ..Dress::default() }).unwrap();
            (format!("{:?} {:?}", letter.matter.kind(), letter.debtor_kind), file.pdf, letter.addressee().block().lines.len())
        })
        .collect();
    for facts in [formal_notice::sample::business(), formal_notice::sample::consumer(), formal_notice::sample::public_body()] {
        let (name, count) = (format!("FormalNotice {:?}", facts.notice.debtor_kind), facts.notice.debtor.block().lines.len());
        all.push((name, formal_notice::compose(&formal_notice::Facts { envelope, ..facts }).unwrap().pdf, count));
    }
    all
}

#[test]
fn the_address_and_nothing_else_is_seen_through_either_window_as_measured_in_the_file() {
    // What stays visible however the sheet slides in its envelope, in tenths of a millimetre (law/droit.md §7.6).
    for (window, top) in [(Window::Tall, 450.0), (Window::Low, 550.0)] {
        for (name, bytes, count) in files(Envelope { window, ..Envelope::default() }) {
            // What may ever show: 90 to 200 mm, 34 to 90 mm.
            let near = |set: &Set| set.right > 900.0 && set.left < 2000.0 && set.bottom > 340.0 && set.top < 900.0;
            let shown: Vec<Set> = texts(&bytes).into_iter().filter(near).collect();
            assert_eq!(shown.len(), count, "{name} {window:?}: {shown:?}");
            for set in shown {
                let inside = set.left >= 1000.0 && set.right <= 1900.0 && set.top >= top && set.bottom <= 790.0;
                assert!(inside, "{name} {window:?}: {set:?}");
            }
        }
    }
}

#[test]
fn every_font_of_every_letter_is_embedded_as_a_subset_with_its_unicode_map() {
    for (name, bytes, _) in files(Envelope::default()) {
        let pdf = Document::load_mem(&bytes).unwrap();
        let all = fonts(&pdf);
        assert!(!all.is_empty(), "{name}");
        for font in all.values() {
            let base = String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
            let (tag, rest) = base.split_once('+').unwrap_or_default();
            assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) && !rest.is_empty(), "{name}: {base} is a subset");
            assert!(font.get(b"ToUnicode").is_ok(), "{name}: its text can be copied");
            let inner = pdf.dereference(&font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0]).unwrap().1.as_dict().unwrap();
            let described = pdf.dereference(inner.get(b"FontDescriptor").unwrap()).unwrap().1.as_dict().unwrap();
            assert!(described.get(b"FontFile2").is_ok(), "{name}: {base} is embedded");
        }
        assert!(bytes.len() < 40_000, "{name}: {} bytes", bytes.len());
    }
}
