//! What holds for every claim, and a second computation, day by day, that must agree to the cent.
use super::rates::RateTable;
use super::*;
use crate::calendar::HalfYear;
use crate::party::DebtorKind;
use proptest::prelude::*;

const START: &str = "2022-06-01";

fn on(offset: i64) -> NaiveDate {
    START.parse::<NaiveDate>().unwrap() + chrono::Duration::days(offset)
}

fn claims() -> impl Strategy<Value = PenaltyRequest> {
    let kind = prop_oneof![Just(DebtorKind::Business), Just(DebtorKind::Consumer), Just(DebtorKind::PublicBody)];
    let payments = prop::collection::vec((0..1_600i64, 1..60_000i64), 0..5);
    let notes = prop::collection::vec((0..1_600i64, 1..40_000i64, any::<bool>()), 0..3);
    let options = (any::<bool>(), any::<bool>(), any::<bool>(), prop::option::of(0..1_600i64), prop::option::of(1..3_000i64));
    (kind, 1..150_000i64, 0..1_200i64, 0..1_600i64, payments, notes, options).prop_map(
        |(debtor_kind, principal, due, until, payments, notes, (principal_first, frozen, leap, notice, contract_rate_bp))| PenaltyRequest {
            debtor_kind,
            principal: Cents(principal),
            due_on: on(due),
            until: on(until),
            contract_rate_bp,
            formal_notice_on: notice.map(on),
            payments: payments.into_iter().map(|(day, amount)| Received { on: on(day), amount: Cents(amount) }).collect(),
            credit_notes: notes
                .into_iter()
                .map(|(day, amount, retroactive)| Credited { on: on(day), amount: Cents(amount), retroactive })
                .collect(),
            allocation: if principal_first { AllocationOrder::PrincipalFirst } else { AllocationOrder::InterestFirst },
            frozen_rate: Some(frozen),
            divisor: leap.then_some(366),
        },
    )
}

/// The same account, written the slow way: one day after another, each adding to the line of its half-year and base.
fn day_by_day(request: &PenaltyRequest, table: &RateTable) -> (i64, i64, i64) {
    let claim = request.claim().unwrap();
    let quiet = claim.quiet_until();
    let rate_on = |day: NaiveDate| -> i64 {
        let first = quiet.unwrap() + chrono::Duration::days(1);
        let of = |day| table.get(HalfYear::of(day)).unwrap();
        i64::from(match (request.debtor_kind, request.contract_rate_bp) {
            (DebtorKind::PublicBody, _) => of(first).ecb_refi_bp + 800,
            (_, Some(agreed)) => agreed as u32,
            (DebtorKind::Business, None) if request.frozen_rate == Some(true) => of(first).ecb_refi_bp + 1_000,
            (DebtorKind::Business, None) => of(day).ecb_refi_bp + 1_000,
            (DebtorKind::Consumer, None) => of(day).legal_other_bp,
        })
    };
    let year = request.divisor.unwrap_or(365);
    // (half-year, base, sum of daily rates): the rate is one within a line.
    let mut lines: Vec<(HalfYear, i64, i64)> = Vec::new();
    let accrued = |lines: &[(HalfYear, i64, i64)]| -> i64 {
        lines.iter().map(|(_, base, rates)| (base * rates * 2 + 10_000 * year) / (2 * 10_000 * year)).sum()
    };
    let (mut principal, mut paid) = (request.principal.0, 0);
    let mut day = on(0).min(request.due_on);
    while day <= request.until {
        if principal > 0 && quiet.is_some_and(|quiet| day > quiet) {
            let half = HalfYear::of(day);
            match lines.last_mut() {
                Some(line) if line.0 == half && line.1 == principal => line.2 += rate_on(day),
                _ => lines.push((half, principal, rate_on(day))),
            }
        }
        for note in &request.credit_notes {
            let counts_on = if note.retroactive { note.on.min(request.due_on) } else { note.on };
            if counts_on == day && note.on <= request.until {
                principal -= note.amount.0.min(principal);
            }
        }
        let mut todays: Vec<i64> = request.payments.iter().filter(|p| p.on == day).map(|p| p.amount.0).collect();
        todays.sort_unstable();
        for amount in todays {
            let interest = accrued(&lines) - paid;
            let (to_interest, to_principal) = match request.allocation {
                AllocationOrder::InterestFirst => {
                    let first = amount.min(interest);
                    (first, (amount - first).min(principal))
                }
                AllocationOrder::PrincipalFirst => {
                    let first = amount.min(principal);
                    ((amount - first).min(interest), first)
                }
            };
            paid += to_interest;
            principal -= to_principal;
        }
        day = day.succ_opt().unwrap();
    }
    (accrued(&lines), paid, principal)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_and_days_agree_to_the_cent(request in claims()) {
        let table = RateTable::built_in();
        let response = compute(&request, &table).unwrap();
        let (accrued, paid, principal) = day_by_day(&request, &table);
        prop_assert_eq!(response.interest_accrued, Cents(accrued));
        prop_assert_eq!(response.interest_paid, Cents(paid));
        prop_assert_eq!(response.principal_due, Cents(principal));
    }

    #[test]
    fn the_account_adds_up(request in claims()) {
        let table = RateTable::built_in();
        let response = compute(&request, &table).unwrap();
        prop_assert_eq!(response.segments.iter().map(|s| s.interest).sum::<Cents>(), response.interest_accrued);
        prop_assert_eq!(response.interest_accrued - response.interest_paid, response.interest_due);
        prop_assert_eq!(response.total, response.principal_due + response.interest_due + response.fee);
        prop_assert_eq!(interest_due(&request.claim().unwrap(), request.until, &table), Ok(response.interest_due));
        for amount in [response.principal_due, response.interest_due, response.fee, response.per_day, response.interest_paid] {
            prop_assert!(amount >= Cents::ZERO);
        }
        let received: Cents = request.payments.iter().filter(|p| p.on <= request.until).map(|p| p.amount).sum();
        prop_assert!(response.interest_paid <= received);
        prop_assert_eq!(response.settled.iter().map(|one| one.amount).sum::<Cents>(), received);
        prop_assert_eq!(response.settled.iter().map(|one| one.interest).sum::<Cents>(), response.interest_paid);
        for one in &response.settled {
            prop_assert!(one.interest >= Cents::ZERO && one.principal >= Cents::ZERO && one.fee >= Cents::ZERO);
            prop_assert!(one.interest + one.principal + one.fee <= one.amount, "no payment pays more than itself");
        }
        let (mut last, mut base) = (None, request.principal);
        for segment in &response.segments {
            prop_assert_eq!(i64::from(segment.days), (segment.to - segment.from).num_days() + 1);
            prop_assert_eq!(HalfYear::of(segment.from), HalfYear::of(segment.to));
            prop_assert!(last.is_none_or(|last: NaiveDate| last < segment.from), "lines follow one another");
            prop_assert!(segment.base <= base, "the base only goes down");
            (last, base) = (Some(segment.to), segment.base);
        }
        prop_assert!(last.is_none_or(|last| last <= request.until));
    }

    #[test]
    fn interest_never_goes_down_as_days_pass(request in claims(), more in 1..40i64) {
        let table = RateTable::built_in();
        let later = PenaltyRequest { until: (request.until + chrono::Duration::days(more)).min(on(1_600)), ..request.clone() };
        // A credit note learnt of meanwhile may correct the past: compare what both days know.
        let known = |mut asked: PenaltyRequest| { asked.credit_notes.retain(|note| note.on <= request.until); asked };
        let before = compute(&known(request.clone()), &table).unwrap();
        let after = compute(&known(later), &table).unwrap();
        prop_assert!(after.interest_accrued >= before.interest_accrued);
        prop_assert!(after.interest_paid >= before.interest_paid);
        prop_assert!(after.principal_due <= before.principal_due);
    }

    #[test]
    fn a_period_cut_in_two_gives_the_same_within_a_cent_a_line(principal in 1..1_000_000i64, a in 0..1_000i64, b in 1..300i64, c in 1..300i64) {
        let table = RateTable::built_in();
        let over = |due: i64, until: i64| compute(&PenaltyRequest {
            debtor_kind: DebtorKind::Business, principal: Cents(principal), due_on: on(due), until: on(until),
            contract_rate_bp: None, formal_notice_on: None, payments: vec![], credit_notes: vec![],
            allocation: AllocationOrder::InterestFirst, frozen_rate: None, divisor: None,
        }, &table).unwrap();
        let (first, second, whole) = (over(a, a + b), over(a + b, a + b + c), over(a, a + b + c));
        let gap = (first.interest_accrued + second.interest_accrued - whole.interest_accrued).0.abs();
        prop_assert!(gap <= 1, "only the line cut in two may differ: {}", gap);
    }
}
