//! A claim in parts, by its figures and against the claims of its parts alone.
use super::rates::RateTable;
use super::*;
use crate::invoice::parts::DuePart;
use crate::party::DebtorKind;
use proptest::prelude::*;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn part(due: &str, amount: i64) -> DuePart {
    DuePart::new(day(due), Cents(amount))
}

fn request(parts: &[DuePart], payments: &[(&str, i64)]) -> PenaltyRequest {
    PenaltyRequest {
        debtor_kind: DebtorKind::Business,
        principal: parts.iter().map(|part| part.amount).sum(),
        due_on: parts[0].due_on,
        until: day("2026-11-23"),
        contract_rate_bp: None,
        formal_notice_on: None,
        payments: payments.iter().map(|(on, amount)| Received { on: day(on), amount: Cents(*amount) }).collect(),
        credit_notes: Vec::new(),
        allocation: AllocationOrder::InterestFirst,
        frozen_rate: None,
        divisor: None,
    }
}

fn claim(parts: &[DuePart], payments: &[(&str, i64)]) -> Claim {
    request(parts, payments).claim().unwrap().in_parts(parts.to_vec())
}

fn alone(part: DuePart, payments: &[(&str, i64)]) -> PenaltyResponse {
    compute(&request(&[part], payments), &RateTable::built_in()).unwrap()
}

fn told(claim: &Claim, until: &str) -> PenaltyResponse {
    statement(claim, day(until), &RateTable::built_in()).unwrap()
}

#[test]
fn each_part_bears_interest_from_its_own_due_date_and_the_forty_euros_come_once() {
    let parts = [part("2026-05-01", 1_000_000), part("2026-09-01", 500_000), part("2027-01-15", 500_000)];
    let whole = told(&claim(&parts, &[]), "2026-11-23");
    let (first, second) = (alone(parts[0], &[]), alone(parts[1], &[]));
    assert_eq!(whole.segments, [first.segments.clone(), second.segments.clone()].concat(), "one line a half-year, base and part");
    assert_eq!(whole.interest_due, first.interest_due + second.interest_due);
    assert_eq!((whole.fee, whole.principal_due), (Cents(4_000), Cents(2_000_000)));
    assert_eq!(whole.total, whole.principal_due + whole.interest_due + whole.fee);
    assert_eq!(whole.per_day, first.per_day + second.per_day, "nothing runs on the part to come");
    let before = told(&claim(&parts, &[]), "2026-05-01");
    assert_eq!((before.fee, before.interest_due), (Cents::ZERO, Cents::ZERO), "nothing is late yet");
}

#[test]
fn a_payment_goes_to_the_oldest_part_first_and_its_own_interest() {
    let parts = [part("2026-05-01", 1_000_000), part("2026-09-01", 500_000)];
    let whole = told(&claim(&parts, &[("2026-09-01", 1_200_000)]), "2026-11-23");
    let first = alone(parts[0], &[("2026-09-01", 1_000_000)]);
    let second = alone(parts[1], &[("2026-09-01", 200_000)]);
    assert_eq!(whole.interest_due, first.interest_due + second.interest_due);
    assert_eq!(whole.principal_due, first.principal_due + second.principal_due);
    assert_eq!(whole.settled.len(), 1, "one payment, told once");
    assert_eq!((whole.settled[0].amount, whole.settled[0].interest), (Cents(1_200_000), Cents(41_376)), "413,76 € of the first part");
    let left = remaining(&claim(&parts, &[("2026-09-01", 1_200_000)]), day("2026-11-23"), &RateTable::built_in()).unwrap();
    assert_eq!((left.invoice, left.fee), (Cents(300_000), Cents(4_000)), "the ledger's figure");
}

#[test]
fn parts_paid_in_time_owe_nothing_more() {
    let parts = [part("2026-05-01", 1_000_000), part("2026-09-01", 500_000)];
    let paid = told(&claim(&parts, &[("2026-04-30", 1_000_000), ("2026-09-01", 500_000)]), "2026-11-23");
    assert_eq!((paid.interest_accrued, paid.fee, paid.total), (Cents::ZERO, Cents::ZERO, Cents::ZERO));
    let second_late = told(&claim(&parts, &[("2026-04-30", 1_000_000), ("2026-09-11", 500_000)]), "2026-09-11");
    assert_eq!((second_late.interest_accrued, second_late.fee), (Cents(1_699), Cents(4_000)), "ten days on the second part alone");
}

#[test]
fn money_for_the_penalties_pays_those_of_the_oldest_part_then_the_next_then_the_forty_euros() {
    let parts = [part("2026-05-01", 1_000_000), part("2026-07-01", 500_000)];
    let owed = told(&claim(&parts, &[]), "2026-09-01");
    let first = alone(parts[0], &[]);
    assert!(first.interest_due > Cents(41_376), "more by November");
    let pay = |amount: i64| {
        let moves = PenaltyMoves { paid: vec![Received { on: day("2026-09-01"), amount: Cents(amount) }], waived: Vec::new() };
        told(&claim(&parts, &[]).with_penalties(&moves).unwrap(), "2026-09-01")
    };
    let all = owed.interest_due.0;
    assert_eq!((pay(41_376).interest_due.0, pay(41_376).fee), (all - 41_376, Cents(4_000)));
    assert_eq!((pay(all + 1_000).interest_due, pay(all + 1_000).fee), (Cents::ZERO, Cents(3_000)));
    assert_eq!(pay(all + 1_000).settled.len(), 1, "one payment, told once");
    let waived = PenaltyMoves { paid: Vec::new(), waived: vec![Waived { on: day("2026-09-01"), interest: Cents(all), fee: Cents(4_000) }] };
    let given_up = told(&claim(&parts, &[]).with_penalties(&waived).unwrap(), "2026-09-01");
    assert_eq!((given_up.interest_due, given_up.fee, given_up.interest_waived()), (Cents::ZERO, Cents::ZERO, Cents(all)));
}

#[test]
fn a_credit_note_that_corrects_counts_from_the_due_date_of_its_part() {
    let parts = [part("2026-05-01", 1_000_000), part("2026-09-01", 500_000)];
    let mut asked = request(&parts, &[]);
    asked.credit_notes = vec![Credited { on: day("2026-10-01"), amount: Cents(1_500_000), retroactive: true }];
    let made = asked.claim().unwrap().in_parts(parts.to_vec());
    let told = told(&made, "2026-11-23");
    assert_eq!((told.interest_accrued, told.fee, told.principal_due), (Cents::ZERO, Cents::ZERO, Cents::ZERO));
}

#[test]
fn the_rate_of_a_public_body_is_that_of_the_half_year_of_each_part() {
    let parts = [part("2026-05-01", 1_000_000), part("2026-08-01", 500_000)];
    let asked = PenaltyRequest { debtor_kind: DebtorKind::PublicBody, ..request(&parts, &[]) };
    let told = told(&asked.claim().unwrap().in_parts(parts.to_vec()), "2026-11-23");
    let rates: Vec<u32> = told.segments.iter().map(|line| line.rate_bp).collect();
    assert_eq!(rates, [1_015, 1_015, 1_040], "frozen for each part: CCP R2192-31");
}

proptest! {
    /// For any payments, the whole is the sum of the claims of its parts, its lines add up, and nothing is lost of a payment.
    #[test]
    fn the_whole_is_the_sum_of_its_parts(
        amounts in prop::collection::vec(1_i64..500_000, 2..5),
        gaps in prop::collection::vec(1_u64..120, 4),
        payments in prop::collection::vec((0_u64..700, 1_i64..400_000), 0..5),
        until in 0_u64..600,
        principal_first in any::<bool>(),
    ) {
        let start = day("2025-02-01");
        let mut due = start;
        let mut parts = Vec::new();
        for (amount, gap) in amounts.iter().zip(&gaps) {
            due = due + chrono::Days::new(*gap);
            parts.push(DuePart::new(due, Cents(*amount)));
        }
        // The ledger never takes more than the invoice.
        let mut room: i64 = amounts.iter().sum();
        let mut received = Vec::new();
        for (after, amount) in payments {
            let amount = amount.min(room);
            if amount > 0 {
                room -= amount;
                received.push(Received { on: start + chrono::Days::new(after), amount: Cents(amount) });
            }
        }
        let until = start + chrono::Days::new(until);
        let allocation = if principal_first { AllocationOrder::PrincipalFirst } else { AllocationOrder::InterestFirst };
        let whole = PenaltyRequest { payments: received.clone(), until, allocation, ..request(&parts, &[]) };
        let claim = whole.claim().unwrap().in_parts(parts.clone());
        let table = RateTable::built_in();
        let told = statement(&claim, until, &table).unwrap();
        let each = by_part(&claim, until, &table).unwrap();
        let lines: Cents = told.segments.iter().map(|line| line.interest).sum();
        prop_assert_eq!(lines, told.interest_accrued, "the printed lines add up");
        prop_assert_eq!(told.interest_accrued, told.interest_due + told.interest_paid);
        prop_assert_eq!(told.total, each.iter().map(|one| one.statement.total).sum::<Cents>());
        prop_assert!(each.iter().filter(|one| one.statement.fee.is_positive()).count() <= 1, "one lump sum an invoice");
        let mut room: Vec<Cents> = parts.iter().map(|part| part.amount).collect();
        let mut own: Vec<Vec<Received>> = vec![Vec::new(); parts.len()];
        received.sort_by_key(|one| (one.on, one.amount));
        for one in &received {
            let mut rest = one.amount;
            for at in 0..parts.len() {
                let taken = rest.min(room[at]);
                if taken.is_positive() {
                    room[at] -= taken;
                    rest -= taken;
                    own[at].push(Received { on: one.on, amount: taken });
                }
            }
        }
        for (at, one) in each.iter().enumerate() {
            let alone = PenaltyRequest { payments: own[at].clone(), until, allocation, ..request(&[parts[at]], &[]) };
            let alone = compute(&alone, &table).unwrap();
            prop_assert_eq!(&one.statement.segments, &alone.segments, "part {}", at);
            prop_assert_eq!(one.statement.principal_due, alone.principal_due);
            prop_assert_eq!(one.statement.per_day, alone.per_day);
        }
        for one in &told.settled {
            prop_assert!(one.interest + one.principal + one.fee <= one.amount);
        }
        let left = remaining(&claim, until, &table).unwrap();
        prop_assert_eq!(left.invoice, told_nominal(&parts, &received, until));
    }
}

fn told_nominal(parts: &[DuePart], received: &[Received], until: NaiveDate) -> Cents {
    let total: Cents = parts.iter().map(|part| part.amount).sum();
    total - received.iter().filter(|one| one.on <= until).map(|one| one.amount).sum()
}

#[test]
fn a_notice_is_only_of_the_parts_that_were_due_on_its_day() {
    let parts = [part("2026-02-01", 100_000), part("2026-08-01", 100_000)];
    let request = PenaltyRequest { debtor_kind: DebtorKind::Consumer, formal_notice_on: Some(day("2026-05-06")), ..request(&parts, &[]) };
    let first = Noticed { on: day("2026-05-04"), presented_on: day("2026-05-06") };
    let noticed = |notices: &[Noticed]| request.claim().unwrap().in_parts(parts.to_vec()).noticed(notices.to_vec());
    let starts =
        |notices: &[Noticed]| told(&noticed(notices), "2026-11-23").segments.iter().map(|one| (one.base.0, one.from)).collect::<Vec<_>>();
    let of_the_first = [(100_000, day("2026-05-07")), (100_000, day("2026-07-01"))];
    assert_eq!(starts(&[first]), of_the_first, "the second part never had a notice (C. civ. 1231-6)");
    let second = Noticed { on: day("2026-09-10"), presented_on: day("2026-09-14") };
    assert_eq!(starts(&[first, second])[2..], [(100_000, day("2026-09-15"))], "the next one claims it");
    assert_eq!(starts(&[first, second])[..2], of_the_first);
}
