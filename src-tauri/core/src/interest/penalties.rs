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
