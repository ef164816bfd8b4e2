//! An invoice payable in several parts: one line a due part, one lump sum, an annex that equals `compute_penalties` summed.
use super::sample::{business, claimed, owed};
use super::*;
use echu_core::interest::rates::RateTable;
use echu_core::interest::{PenaltyRequest, Received, by_part, statement};
use echu_core::invoice::parts::DuePart;
use echu_core::money::Cents;
use echu_core::notice::ClaimedInvoice;

fn part(due_on: &str, amount: i64) -> DuePart {
    DuePart::new(due_on.parse().unwrap(), Cents(amount))
}

/// 2 340 € due in two parts, 500 € received on 10 August.
fn in_two() -> (Facts, Cents) {
    let parts = vec![part("2026-05-15", 117_000), part("2026-07-15", 117_000)];
    let payments = vec![Received { on: "2026-08-10".parse().unwrap(), amount: Cents(50_000) }];
    let request = PenaltyRequest { payments, ..owed(234_000, "2026-05-15") };
    let whole = claimed("F-2026-0148", "Pose de la chaudière", &request);
    let claim = request.claim().unwrap().in_parts(parts);
    let table = RateTable::built_in();
    let accounts = by_part(&claim, request.until, &table).unwrap();
    let line = |(at, one): (usize, echu_core::interest::PartAccount)| ClaimedInvoice {
        part: format!("{}/2", at + 1),
        due_on: one.part.due_on,
        total: one.part.amount,
        paid: one.paid,
        statement: one.statement,
        ..whole.clone()
    };
    let mut facts = business();
    facts.notice.invoices = accounts.into_iter().enumerate().map(line).collect();
    facts.notice.payments.clear();
    facts.notice.others.clear();
    (facts, statement(&claim, request.until, &table).unwrap().interest_due)
}

fn text(facts: &Facts) -> String {
    let pages = pages(facts, &Pictures(Default::default())).unwrap();
    pages.iter().flat_map(Page::text_lines).collect::<Vec<_>>().join("\n").replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn each_part_has_its_line_and_the_invoice_its_forty_euros() {
    let (facts, interest) = in_two();
    let said = text(&facts);
    for words in [
        "la facture suivante reste impayée",
        "F-2026-0148 (1/2)",
        "F-2026-0148 (2/2)",
        "Principal, 1 facture",
        "Indemnité forfaitaire, 1 × 40,00 €",
        "F-2026-0148 (1/2), échue le 15 mai 2026",
        "F-2026-0148 (2/2), échue le 15 juillet 2026",
        "Pénalités pour F-2026-0148 (2/2)",
    ] {
        assert!(said.contains(words), "«\u{a0}{words}\u{a0}» is not in:\n{said}");
    }
    let printed = echu_core::text::euros(interest).replace(['\u{a0}', '\u{202f}'], " ");
    let total = said.lines().find(|line| line.starts_with("Total des pénalités")).unwrap_or_default();
    assert!(total.ends_with(&printed), "{printed} ends «\u{a0}{total}\u{a0}»");
    let lines: Cents = facts.notice.invoices.iter().flat_map(|one| &one.statement.segments).map(|line| line.interest).sum();
    assert_eq!(lines, interest + facts.notice.penalties_paid(), "the lines of the annex are those of compute_penalties, part by part");
}
