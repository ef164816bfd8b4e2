//! Penalties as claims of their own: left after the invoice is paid, paid apart, given up.
use super::rates::RateTable;
use super::*;
use crate::party::DebtorKind;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn paid(on: &str, amount: i64) -> Received {
    Received { on: day(on), amount: Cents(amount) }
}

/// An invoice of 10 000 € due on 1 May 2026, paid by these amounts.
fn claim(order: AllocationOrder, payments: &[Received], moves: &PenaltyMoves) -> Claim {
    let request = PenaltyRequest {
        debtor_kind: DebtorKind::Business,
        principal: Cents(1_000_000),
        due_on: day("2026-05-01"),
        until: day("2026-09-01"),
        contract_rate_bp: None,
        formal_notice_on: None,
        payments: payments.to_vec(),
        credit_notes: Vec::new(),
        allocation: order,
        frozen_rate: None,
        divisor: None,
    };
    request.claim().unwrap().with_penalties(moves).unwrap()
}

fn left(claim: &Claim, until: &str) -> (i64, i64, i64) {
    let left = remaining(claim, day(until), &RateTable::built_in()).unwrap();
    (left.invoice.0, left.penalties.0, left.fee.0)
}

#[test]
fn the_invoice_paid_late_leaves_its_penalties_and_its_forty_euros() {
    let none = PenaltyMoves::default();
    for order in [AllocationOrder::InterestFirst, AllocationOrder::PrincipalFirst] {
        let claim = claim(order, &[paid("2026-09-01", 1_000_000)], &none);
        assert_eq!(left(&claim, "2026-09-01"), (0, 41_376, 4_000), "413,76 € whichever the payment paid first ({order:?})");
    }
    let in_time = claim(AllocationOrder::InterestFirst, &[paid("2026-05-01", 1_000_000)], &none);
    assert_eq!(left(&in_time, "2026-09-01"), (0, 0, 0), "paid on its due date, it owes nothing more");
}

#[test]
fn money_for_the_penalties_pays_interest_then_the_lump_sum_and_never_the_invoice() {
    let moves = PenaltyMoves { paid: vec![paid("2026-09-01", 42_376)], waived: Vec::new() };
    let both = claim(AllocationOrder::InterestFirst, &[paid("2026-09-01", 1_000_000)], &moves);
    assert_eq!(left(&both, "2026-09-01"), (0, 0, 3_000), "413,76 € of interest, and 10 € of the forty");
    let unpaid = claim(AllocationOrder::InterestFirst, &[], &moves);
    assert_eq!(left(&unpaid, "2026-09-01"), (1_000_000, 0, 3_000), "the invoice itself is left as it was");
}

#[test]
fn penalties_given_up_are_not_claimed_again() {
    let gave_up = |interest, fee| PenaltyMoves {
        paid: Vec::new(),
        waived: vec![Waived { on: day("2026-09-01"), interest: Cents(interest), fee: Cents(fee) }],
    };
    let paid_late = [paid("2026-09-01", 1_000_000)];
    for order in [AllocationOrder::InterestFirst, AllocationOrder::PrincipalFirst] {
        let all = claim(order, &paid_late, &gave_up(41_376, 4_000));
        assert_eq!(left(&all, "2026-09-01"), (0, 0, 0));
        assert_eq!(left(&all, "2026-12-31"), (0, 0, 0), "nothing grows back");
        assert_eq!(left(&all, "2026-08-31").0, 1_000_000, "the day before, nothing was paid nor given up");
        let interest_only = claim(order, &paid_late, &gave_up(41_376, 0));
        assert_eq!(left(&interest_only, "2026-09-01"), (0, 0, 4_000), "the forty euros stay");
    }
}

#[test]
fn a_waiver_on_an_unpaid_invoice_stops_at_its_day_and_spares_the_principal() {
    let moves =
        PenaltyMoves { paid: Vec::new(), waived: vec![Waived { on: day("2026-09-01"), interest: Cents(90_000), fee: Cents(4_000) }] };
    let unpaid = claim(AllocationOrder::InterestFirst, &[], &moves);
    assert_eq!(left(&unpaid, "2026-09-01"), (1_000_000, 0, 0), "more than was owed gives up only what was owed");
    let later = left(&unpaid, "2026-09-11");
    assert_eq!(later, (1_000_000, 3_397, 0), "ten days more run: 10 000 € × 12,40 % × 10 ÷ 365");
    let statement = statement(&unpaid, day("2026-09-11"), &RateTable::built_in()).unwrap();
    assert_eq!(statement.interest_waived(), Cents(41_376));
    assert_eq!(statement.total, Cents(1_000_000 + 3_397));
}

#[test]
fn a_judgment_stops_the_interest_of_what_was_born_before_it() {
    let none = PenaltyMoves::default();
    let stopped = |judgment| claim(AllocationOrder::InterestFirst, &[], &none).stopped_on(Some(day(judgment)));
    assert_eq!(
        left(&stopped("2026-09-01"), "2026-11-23"),
        (1_000_000, 41_376, 4_000),
        "the judgment is the last day counted (C. com. L622-28)"
    );
    assert_eq!(left(&stopped("2026-09-01"), "2026-08-31"), left(&claim(AllocationOrder::InterestFirst, &[], &none), "2026-08-31"));
    let statement = statement(&stopped("2026-09-01"), day("2026-11-23"), &RateTable::built_in()).unwrap();
    assert_eq!((statement.per_day, statement.segments.last().unwrap().to), (Cents::ZERO, day("2026-09-01")), "nothing runs any more");
    assert_eq!(left(&stopped("2026-09-01"), "2027-03-01").1, 41_376, "no rate is needed of what does not run");
}

#[test]
fn what_could_not_be_paid_on_its_due_date_because_of_a_judgment_bears_no_lump_sum() {
    let none = PenaltyMoves::default();
    for judgment in ["2026-04-15", "2026-05-01"] {
        let late = claim(AllocationOrder::InterestFirst, &[paid("2026-08-01", 300_000)], &none).stopped_on(Some(day(judgment)));
        assert_eq!(left(&late, "2026-11-23"), (700_000, 0, 0), "due on the day of the judgment or later (C. com. L441-10 II)");
    }
    let before = claim(AllocationOrder::InterestFirst, &[], &none).stopped_on(Some(day("2026-05-02")));
    assert_eq!(left(&before, "2026-11-23"), (1_000_000, 333, 4_000), "late by one day: one day of interest, and the forty");
}

#[test]
fn the_lump_sum_is_known_whatever_the_rate_until_a_payment_may_have_reached_it() {
    let table = RateTable::built_in();
    let known = |payments: &[Received], moves: &PenaltyMoves| {
        let claim = claim(AllocationOrder::InterestFirst, payments, moves);
        assert!(remaining(&claim, day("2027-02-01"), &table).is_err(), "the interest of 2027 is not known");
        fee(&claim, day("2027-02-01"), &table).unwrap().map(|fee| fee.0)
    };
    let none = PenaltyMoves::default();
    assert_eq!(known(&[], &none), Some(4_000));
    assert_eq!(known(&[paid("2027-01-15", 500_000)], &none), Some(4_000), "a part payment goes to interest and principal first");
    let waived =
        PenaltyMoves { waived: vec![Waived { on: day("2027-01-15"), interest: Cents::ZERO, fee: Cents(4_000) }], paid: Vec::new() };
    assert_eq!(known(&[], &waived), Some(0), "it may be given up");
    let penalties = PenaltyMoves { paid: vec![paid("2027-01-15", 95_000)], waived: Vec::new() };
    assert_eq!(known(&[], &penalties), None, "how much interest it paid before is not known");
}

#[test]
fn a_debt_is_compared_at_the_rate_that_it_bears() {
    let table = RateTable::built_in();
    let request = |debtor_kind, due_on: &str, formal_notice_on: Option<&str>, frozen_rate| PenaltyRequest {
        debtor_kind,
        principal: Cents(100_000),
        due_on: day(due_on),
        until: day("2026-11-23"),
        contract_rate_bp: None,
        formal_notice_on: formal_notice_on.map(day),
        payments: Vec::new(),
        credit_notes: Vec::new(),
        allocation: AllocationOrder::InterestFirst,
        frozen_rate: Some(frozen_rate),
        divisor: None,
    };
    let rate = |request: PenaltyRequest, on: &str| request.claim().unwrap().rate_bp_on(day(on), &table).unwrap();
    use DebtorKind::{Business, Consumer, PublicBody};
    assert_eq!(rate(request(PublicBody, "2023-05-01", None, false), "2026-11-23"), 1_050, "frozen on its own first day (CCP R2192-31)");
    assert_eq!(rate(request(PublicBody, "2024-05-01", None, false), "2026-11-23"), 1_250);
    assert_eq!(rate(request(Business, "2026-05-01", None, false), "2026-11-23"), 1_240);
    assert_eq!(rate(request(Business, "2026-05-01", None, true), "2026-11-23"), 1_215, "the option of the user");
    assert_eq!(rate(request(Business, "2026-11-23", None, false), "2026-11-23"), 1_240, "due today, it runs tomorrow");
    assert_eq!(rate(request(Consumer, "2026-05-01", None, false), "2026-11-23"), 0, "no notice, no interest");
    assert_eq!(rate(request(Consumer, "2026-05-01", Some("2026-09-01"), false), "2026-11-23"), 275);
    let stopped = request(Business, "2026-05-01", None, false).claim().unwrap().stopped_on(Some(day("2026-09-01")));
    assert_eq!(stopped.rate_bp_on(day("2026-11-23"), &table), Ok(0));
}
