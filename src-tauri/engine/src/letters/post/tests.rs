use super::*;
use crate::letters::formal_notice::sample;
use echu_core::address::{Window, block};

fn posting(at: usize, number: &str) -> Posting {
    let facts = sample::business().notice;
    Posting {
        reference: format!("MED-2026-{at:03}"),
        sender: block(&facts.creditor.name, &facts.creditor.address),
        recipient: facts.debtor.block(),
        what: "Mise en demeure".into(),
        pages: 2,
        tracking_number: number.into(),
        with_receipt: true,
    }
}

fn keep(name: &str, made: &Rendered) {
    if let Some(folder) = std::env::var_os("ECHU_LETTERS") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &made.pdf).unwrap();
    }
}

#[test]
fn the_slip_holds_what_the_counter_asks_for() {
    let facts = sample::business().notice;
    let made = slip(&facts.creditor, &posting(1, "1A 204 118 6037 4"), facts.dated_on).unwrap();
    keep("post-slip", &made);
    assert_eq!(made.pages, 1);
    insta::assert_snapshot!(made.text_lines.join("\n"));
}

#[test]
fn the_list_of_the_day_names_every_letter_once() {
    let facts = sample::business().notice;
    let letters: Vec<Posting> = (1..=60).map(|at| posting(at, if at == 1 { "1A 204 118 6037 4" } else { "" })).collect();
    let made = daily_list(&facts.creditor, &DayOfPosting { on: facts.dated_on, letters }).unwrap();
    keep("post-list", &made);
    assert_eq!(made.text_lines.iter().filter(|line| line.contains("MED-2026-")).count(), 60);
    assert!(made.text_lines.iter().any(|line| line.contains("60 lettres recommandées")));
    assert!(made.pages > 1 && made.text_lines.iter().any(|line| line.starts_with("N°  Référence")));
}

/// Lines and places as `pdftotext -bbox` would see them: read from the marks, in tenths of a millimetre.
#[test]
fn the_address_is_seen_through_either_window_wherever_the_sheet_slides() {
    let facts = sample::public_body().notice;
    for (window, top, bottom) in [(Window::Tall, 450, 790), (Window::Low, 550, 790)] {
        let envelope = Envelope { window, ..Envelope::default() };
        let made = window_test(&facts.creditor, &facts.debtor, (envelope, Accent::Blue), facts.dated_on).unwrap();
        keep(&format!("window-{window:?}").to_lowercase(), &made);
        let pages = Sheet { envelope, ..Sheet::between(&facts.creditor, &facts.debtor, facts.dated_on) }.assemble(Flow::default()).unwrap();
        let lines = facts.debtor.block().lines;
        let mut seen = 0;
        for mark in &pages[0].marks {
            let Mark::Text { line, .. } = mark else { continue };
            if !lines.contains(&line.text()) {
                continue;
            }
            seen += 1;
            let area = mark.area();
            assert!(area.x >= tenths_mm(1000) && area.x + area.width <= tenths_mm(1900), "{window:?} {}", line.text());
            assert!(area.y >= tenths_mm(top) && area.y + area.height <= tenths_mm(bottom), "{window:?} {}", line.text());
        }
        assert_eq!(seen, lines.len(), "every line of the address is on the sheet");
    }
}

#[test]
fn the_invented_address_fills_six_lines_and_has_nothing_wrong() {
    let block = invented_recipient().block();
    assert_eq!((block.lines.len(), block.problems), (6, vec![]));
    assert!(block.lines.iter().any(|line| line.chars().count() == 38), "one is as long as a line may be: {:?}", block.lines);
}

#[test]
fn a_colour_is_the_name_and_the_foot_and_nothing_when_none_is_chosen() {
    let facts = sample::business().notice;
    let coloured = |accent: Accent| {
        let sheet = Sheet { accent, ..Sheet::between(&facts.creditor, &facts.debtor, facts.dated_on) };
        let pages = sheet.assemble(Flow::default()).unwrap();
        let inks = pages[0].marks.iter().filter_map(|mark| match mark {
            Mark::Text { ink, .. } | Mark::Rule { ink, .. } => Some(*ink),
            Mark::Frame { .. } | Mark::Code { .. } | Mark::Picture { .. } => None,
        });
        inks.filter(|ink| matches!(ink, Ink::Colour(_))).count()
    };
    assert_eq!((coloured(Accent::None), coloured(Accent::Green)), (0, 2));
}

#[test]
fn an_adjustment_moves_the_address_and_nothing_else() {
    let plain = address_area(&Envelope::default());
    let moved = address_area(&Envelope { right_tenths_mm: -15, down_tenths_mm: 20, ..Envelope::default() });
    assert_eq!((moved.x, moved.y), (tenths_mm(1030 - 15), tenths_mm(480 + 20)));
    assert_eq!((moved.width, moved.height), (plain.width, plain.height));
    let wild = address_area(&Envelope { right_tenths_mm: 9_999, ..Envelope::default() });
    assert_eq!(wild.x, tenths_mm(1030 + 100), "an adjustment never leaves the sheet");
}
