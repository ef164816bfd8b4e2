//! Sums so small that a day of penalties rounds to nothing.
use super::sample::{business, claimed, owed, public_body};
use super::*;
use echu_core::interest::PenaltyRequest;

fn said(facts: &Facts) -> String {
    prose(facts).unwrap().replace(['\n', '\u{a0}', '\u{202f}'], " ")
}

fn small(mut facts: Facts) -> Facts {
    let request = PenaltyRequest { debtor_kind: facts.notice.debtor_kind, ..owed(1_200, "2026-05-15") };
    facts.notice.invoices = vec![claimed("F-2026-0148", "Joint", &request)];
    facts.notice.payments.clear();
    facts
}

#[test]
fn the_grounds_are_given_whatever_the_sum() {
    let firm = small(business());
    assert_eq!(firm.notice.per_day().0, 0, "less than a cent a day");
    let said_to_firm = said(&firm);
    for words in [
        "Les pénalités continuent de courir jusqu’au paiement au taux actuel de 12,40 %.",
        "article L441-10",
        "article D441-5",
        "articles 1344 et suivants",
    ] {
        assert!(said_to_firm.contains(words), "«\u{a0}{words}\u{a0}» is not in: {said_to_firm}");
    }
    let said_to_town = said(&small(public_body()));
    for words in ["L2192-13", "Ils continuent de courir jusqu’à la mise en paiement du principal au taux de", "articles 1344"] {
        assert!(said_to_town.contains(words), "«\u{a0}{words}\u{a0}» is not in: {said_to_town}");
    }
}

#[test]
fn no_rate_is_named_when_the_invoices_do_not_share_one() {
    let mut facts = business();
    let agreed = PenaltyRequest { contract_rate_bp: Some(1_500), ..owed(117_600, "2026-07-10") };
    facts.notice.legal_rate_bp = Some(275);
    facts.notice.invoices = vec![claimed("F-1", "", &owed(234_000, "2026-05-15")), claimed("F-2", "", &agreed)];
    let said = said(&facts);
    assert!(said.contains("par jour. Elles sont dues"), "{said}");
    assert!(!said.contains("2,75"), "the legal rate is not that of a firm: {said}");
}
