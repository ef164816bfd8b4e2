//! Worked examples: the sheet of law, the model letter, and one table for each rule.
use super::PenaltyWarning::*;
use super::rates::{Confidence, RateTable, ReferenceRate};
use super::regime::RegimeKind;
use super::*;
use crate::error::DomainError;
use crate::party::DebtorKind::{self, *};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn request(kind: DebtorKind, principal: i64, due: &str, until: &str) -> PenaltyRequest {
    PenaltyRequest {
        debtor_kind: kind,
        principal: Cents(principal),
        due_on: day(due),
        until: day(until),
        contract_rate_bp: None,
        formal_notice_on: None,
        payments: Vec::new(),
        credit_notes: Vec::new(),
        allocation: AllocationOrder::InterestFirst,
        frozen_rate: None,
        divisor: None,
    }
}

fn paid(on: &str, amount: i64) -> Received {
    Received { on: day(on), amount: Cents(amount) }
}

fn credited(on: &str, amount: i64, retroactive: bool) -> Credited {
    Credited { on: day(on), amount: Cents(amount), retroactive }
}

fn answer(request: &PenaltyRequest) -> PenaltyResponse {
    compute(request, &RateTable::built_in()).unwrap()
}

/// (from, to, days, base, rate, interest) of each line.
fn lines(response: &PenaltyResponse) -> Vec<(String, String, u32, i64, u32, i64)> {
    let line = |s: &Segment| (s.from.to_string(), s.to.to_string(), s.days, s.base.0, s.rate_bp, s.interest.0);
    response.segments.iter().map(line).collect()
}

fn line(from: &str, to: &str, days: u32, base: i64, rate_bp: u32, interest: i64) -> (String, String, u32, i64, u32, i64) {
    (from.to_owned(), to.to_owned(), days, base, rate_bp, interest)
}

#[test]
fn the_example_of_the_sheet_counts_the_day_after_to_the_last_day_included() {
    let response = answer(&request(Business, 1_000_000, "2026-05-01", "2026-09-01"));
    assert_eq!(
        lines(&response),
        [line("2026-05-02", "2026-06-30", 60, 1_000_000, 1_215, 19_973), line("2026-07-01", "2026-09-01", 63, 1_000_000, 1_240, 21_403),]
    );
    assert_eq!(response.interest_accrued, Cents(41_376), "413,76 €: not 413,68 €, which would count the due date");
    assert_eq!(response.fee, Cents(4_000));
    assert_eq!(response.total, Cents(1_000_000 + 41_376 + 4_000));
    assert_eq!(response.per_day, Cents(340), "10 000 € × 12,40 % ÷ 365 = 3,397 €");
    assert_eq!(response.regime, RegimeKind::Statutory);
    assert_eq!(response.warnings, [RateToCheck], "the second half of 2026 is marked so");
}

#[test]
fn the_model_letter_adds_up() {
    let first = PenaltyRequest {
        payments: vec![paid("2026-08-10", 50_000)],
        allocation: AllocationOrder::PrincipalFirst,
        ..request(Business, 234_000, "2026-05-15", "2026-11-23")
    };
    let first = answer(&first);
    assert_eq!(
        lines(&first),
        [
            line("2026-05-16", "2026-06-30", 46, 234_000, 1_215, 3_583),
            line("2026-07-01", "2026-08-10", 41, 234_000, 1_240, 3_259),
            line("2026-08-11", "2026-11-23", 105, 184_000, 1_240, 6_564),
        ]
    );
    let second = answer(&request(Business, 117_600, "2026-07-10", "2026-11-23"));
    let third = answer(&request(Business, 86_460, "2026-09-28", "2026-11-23"));
    assert_eq!(lines(&second), [line("2026-07-11", "2026-11-23", 136, 117_600, 1_240, 5_433)]);
    assert_eq!(lines(&third), [line("2026-09-29", "2026-11-23", 56, 86_460, 1_240, 1_645)]);
    let three = [&first, &second, &third];
    assert_eq!(three.iter().map(|r| r.interest_due).sum::<Cents>(), Cents(20_484), "204,84 €");
    assert_eq!(three.iter().map(|r| r.principal_due).sum::<Cents>(), Cents(388_060), "3 880,60 €");
    assert_eq!(three.iter().map(|r| r.total).sum::<Cents>(), Cents(420_544), "4 205,44 €");
    assert_eq!(walk::interest(388_060, 1_240, 1, 365), 132, "1,32 € a day for the three together");
}

#[test]
fn by_default_a_part_payment_pays_interest_first() {
    let request = PenaltyRequest { payments: vec![paid("2026-08-10", 50_000)], ..request(Business, 234_000, "2026-05-15", "2026-11-23") };
    let response = answer(&request);
    // 35,83 + 32,59 = 68,42 of interest are paid, 431,58 go to the principal.
    assert_eq!(response.interest_paid, Cents(6_842));
    assert_eq!(response.principal_due, Cents(234_000 - 43_158));
    assert_eq!(lines(&response)[2], line("2026-08-11", "2026-11-23", 105, 190_842, 1_240, 6_808));
    assert_eq!(response.interest_due, Cents(6_808));
}

#[test]
fn a_leap_year_has_366_days_of_a_365_day_year_unless_asked_otherwise() {
    let year = PenaltyRequest { contract_rate_bp: Some(1_000), ..request(Business, 1_000_000, "2023-12-31", "2024-12-31") };
    let response = answer(&year);
    assert_eq!(response.interest_accrued, Cents(100_274), "1 002,74 €");
    assert_eq!(response.segments.iter().map(|s| s.days).sum::<u32>(), 366);
    assert_eq!(answer(&PenaltyRequest { divisor: Some(366), ..year }).interest_accrued, Cents(100_000), "1 000,00 €");
}

#[test]
fn a_public_body_keeps_the_rate_of_the_half_year_in_which_interest_starts() {
    // Due on 30 June: interest starts on 1 July, at the rate of July.
    let response = answer(&request(PublicBody, 1_000_000, "2026-06-30", "2026-07-10"));
    assert_eq!(lines(&response), [line("2026-07-01", "2026-07-10", 10, 1_000_000, 1_040, 2_849)]);
    // Due on 29 June: it starts on 30 June, and the rate of January holds to the end.
    let response = answer(&request(PublicBody, 1_000_000, "2026-06-29", "2026-07-10"));
    assert_eq!(
        lines(&response),
        [line("2026-06-30", "2026-06-30", 1, 1_000_000, 1_015, 278), line("2026-07-01", "2026-07-10", 10, 1_000_000, 1_015, 2_781)]
    );
    assert_eq!((response.regime, response.fee), (RegimeKind::PublicBody, Cents(4_000)));
    assert_eq!(response.per_day, Cents(278));
    assert_eq!(response.warnings, [], "only the rate of January is used, and it is sure");
    let agreed = PenaltyRequest { contract_rate_bp: Some(1_500), ..request(PublicBody, 1_000_000, "2026-06-29", "2026-07-10") };
    assert_eq!(answer(&agreed).warnings, [ContractRateIgnored]);
    assert_eq!(answer(&agreed).segments, response.segments);
}

#[test]
fn the_frozen_option_keeps_the_first_rate_between_professionals() {
    let sliding = request(Business, 1_000_000, "2025-12-31", "2026-07-01");
    let frozen = answer(&PenaltyRequest { frozen_rate: Some(true), ..sliding.clone() });
    assert_eq!(frozen.segments.iter().map(|s| s.rate_bp).collect::<Vec<_>>(), [1_215, 1_215]);
    assert_eq!(frozen.regime, RegimeKind::StatutoryFrozen);
    assert_eq!(answer(&sliding).segments.iter().map(|s| s.rate_bp).collect::<Vec<_>>(), [1_215, 1_240]);
    let public = PenaltyRequest { frozen_rate: Some(false), debtor_kind: PublicBody, ..sliding };
    assert_eq!(answer(&public).segments[1].rate_bp, 1_015, "no option lifts R2192-31");
}

#[test]
fn an_agreed_rate_is_compared_with_the_floor_of_each_half_year_and_never_replaced() {
    for (rate_bp, due, until, warned) in [
        (1_450, "2023-12-31", "2024-03-01", true),  // 15,21 %
        (1_500, "2024-01-31", "2024-06-30", true),  // 15,21 %
        (1_500, "2024-06-30", "2024-12-31", false), // 14,76 %
        (1_500, "2024-01-31", "2024-12-31", true),  // below in the first half only
        (1_521, "2024-01-31", "2024-12-31", false), // exactly at the floor
        (300, "2026-07-31", "2026-08-31", true),    // 8,25 %
    ] {
        let response = answer(&PenaltyRequest { contract_rate_bp: Some(rate_bp), ..request(Business, 100_000, due, until) });
        assert_eq!(response.warnings.contains(&ContractRateBelowFloor), warned, "{rate_bp} {due} {until}");
        assert!(response.segments.iter().all(|s| i64::from(s.rate_bp) == rate_bp), "used as agreed");
    }
    // Its lines need no reference rate: beyond the table the floor is unknown, and said so.
    let beyond = PenaltyRequest { contract_rate_bp: Some(1_500), ..request(Business, 100_000, "2026-12-31", "2027-01-31") };
    assert_eq!(answer(&beyond).warnings, [ContractFloorUnknown]);
    // In 2024 the statutory rate was below the floor, and stays what the text says.
    assert_eq!(answer(&request(Business, 100_000, "2024-01-31", "2024-02-29")).segments[0].rate_bp, 1_450);
}

#[test]
fn a_consumer_owes_the_legal_rate_from_the_day_after_the_notice_and_nothing_else() {
    let silent = request(Consumer, 100_000, "2026-03-31", "2026-10-31");
    let response = answer(&silent);
    assert_eq!((response.segments.len(), response.interest_accrued, response.fee), (0, Cents::ZERO, Cents::ZERO));
    assert_eq!((response.per_day, response.total), (Cents::ZERO, Cents(100_000)));
    assert_eq!(response.warnings, [NoFormalNotice]);

    let noticed = PenaltyRequest { formal_notice_on: Some(day("2026-05-31")), ..silent.clone() };
    let response = answer(&noticed);
    assert_eq!(
        lines(&response),
        [line("2026-06-01", "2026-06-30", 30, 100_000, 262, 215), line("2026-07-01", "2026-10-31", 123, 100_000, 275, 927),]
    );
    assert_eq!((response.fee, response.regime), (Cents::ZERO, RegimeKind::ConsumerLegal));

    let later = PenaltyRequest { formal_notice_on: Some(day("2026-11-01")), ..silent.clone() };
    assert_eq!((answer(&later).segments.len(), answer(&later).warnings), (0, vec![FormalNoticeLater]));

    let early = PenaltyRequest { formal_notice_on: Some(day("2026-03-01")), ..silent.clone() };
    assert_eq!(answer(&early).segments[0].from, day("2026-04-01"), "a notice before the due date waits for it");

    let agreed = PenaltyRequest { contract_rate_bp: Some(500), ..noticed };
    let response = answer(&agreed);
    assert_eq!((response.segments[0].rate_bp, response.regime), (500, RegimeKind::ConsumerContract));
    assert_eq!(response.warnings, [ConsumerContractRate]);
}

#[test]
fn a_payment_in_time_lowers_the_principal_and_may_settle_it() {
    for (payments, principal, fee, segments) in [
        (vec![paid("2026-04-01", 40_000)], 60_000, 4_000, 1),
        (vec![paid("2026-04-30", 40_000)], 60_000, 4_000, 1),
        (vec![paid("2026-04-30", 100_000)], 0, 0, 0),
        (vec![paid("2026-04-30", 60_000), paid("2026-04-02", 40_000)], 0, 0, 0),
    ] {
        let response = answer(&PenaltyRequest { payments, ..request(Business, 100_000, "2026-04-30", "2026-06-30") });
        assert_eq!((response.principal_due, response.fee, response.segments.len()), (Cents(principal), Cents(fee), segments));
    }
}

#[test]
fn paid_a_day_late_is_late() {
    let late = PenaltyRequest { payments: vec![paid("2026-05-01", 100_000)], ..request(Business, 100_000, "2026-04-30", "2026-06-30") };
    let response = answer(&late);
    assert_eq!(lines(&response)[0], line("2026-05-01", "2026-05-01", 1, 100_000, 1_215, 33));
    // 0,33 € of interest were paid first: as much principal is left, and goes on.
    assert_eq!((response.interest_paid, response.principal_due, response.fee), (Cents(33), Cents(33), Cents(4_000)));
    let principal_first = answer(&PenaltyRequest { allocation: AllocationOrder::PrincipalFirst, ..late });
    assert_eq!((principal_first.principal_due, principal_first.interest_due), (Cents::ZERO, Cents(33)));
    assert_eq!(principal_first.per_day, Cents::ZERO, "unpaid interest bears no interest");
}

#[test]
fn the_lump_sum_is_paid_last_and_the_rest_belongs_to_the_client() {
    for order in [AllocationOrder::InterestFirst, AllocationOrder::PrincipalFirst] {
        for (amount, fee, warnings) in
            [(100_033, 4_000, vec![]), (101_033, 3_000, vec![]), (104_033, 0, vec![]), (104_034, 0, vec![Overpayment])]
        {
            let payments = vec![paid("2026-05-01", amount)];
            let request = PenaltyRequest { payments, allocation: order, ..request(Business, 100_000, "2026-04-30", "2026-06-30") };
            let response = answer(&request);
            assert_eq!((response.principal_due, response.interest_due, response.fee), (Cents::ZERO, Cents::ZERO, Cents(fee)));
            assert_eq!((response.total, response.warnings), (Cents(fee), warnings));
        }
    }
}

#[test]
fn a_credit_note_lowers_the_principal_from_the_due_date_or_from_its_own() {
    let base = request(Business, 100_000, "2026-03-31", "2026-06-30");
    let correcting = PenaltyRequest { credit_notes: vec![credited("2026-05-15", 40_000, true)], ..base.clone() };
    assert_eq!(lines(&answer(&correcting)), [line("2026-04-01", "2026-06-30", 91, 60_000, 1_215, 1_818)]);
    let gesture = PenaltyRequest { credit_notes: vec![credited("2026-05-15", 40_000, false)], ..base.clone() };
    assert_eq!(
        lines(&answer(&gesture)),
        [line("2026-04-01", "2026-05-15", 45, 100_000, 1_215, 1_498), line("2026-05-16", "2026-06-30", 46, 60_000, 1_215, 919),]
    );
    assert_eq!(answer(&gesture).interest_paid, Cents::ZERO, "a credit note pays no interest");

    for (retroactive, on, fee) in [(true, "2026-05-15", 0), (false, "2026-03-31", 0), (false, "2026-04-01", 4_000)] {
        let whole = PenaltyRequest { credit_notes: vec![credited(on, 100_000, retroactive)], ..base.clone() };
        assert_eq!(answer(&whole).fee, Cents(fee), "{on} {retroactive}");
        assert_eq!(answer(&whole).principal_due, Cents::ZERO);
    }
    let too_much = PenaltyRequest { credit_notes: vec![credited("2026-05-15", 100_001, false)], ..base };
    assert_eq!(answer(&too_much).warnings, [CreditExceedsPrincipal]);
}

#[test]
fn movements_of_one_day_count_together_credit_notes_first() {
    let request = PenaltyRequest {
        payments: vec![paid("2026-05-15", 30_000), paid("2026-05-15", 10_000)],
        credit_notes: vec![credited("2026-05-15", 60_000, false)],
        allocation: AllocationOrder::PrincipalFirst,
        ..request(Business, 100_000, "2026-03-31", "2026-06-30")
    };
    let response = answer(&request);
    assert_eq!(lines(&response), [line("2026-04-01", "2026-05-15", 45, 100_000, 1_215, 1_498)]);
    assert_eq!((response.principal_due, response.interest_due, response.warnings), (Cents::ZERO, Cents(1_498), vec![]));
}

#[test]
fn a_payment_that_only_covers_interest_leaves_the_line_open() {
    let request = PenaltyRequest { payments: vec![paid("2026-05-15", 500)], ..request(Business, 100_000, "2026-03-31", "2026-06-30") };
    let response = answer(&request);
    assert_eq!(lines(&response), [line("2026-04-01", "2026-06-30", 91, 100_000, 1_215, 3_029)], "one half-year, one base, one line");
    assert_eq!((response.interest_paid, response.interest_due), (Cents(500), Cents(2_529)));
}

#[test]
fn what_happens_after_the_last_day_is_left_out_and_said() {
    let request = PenaltyRequest {
        payments: vec![paid("2026-07-01", 100_000)],
        credit_notes: vec![credited("2026-07-02", 10_000, true)],
        ..request(Business, 100_000, "2026-03-31", "2026-06-30")
    };
    let response = answer(&request);
    assert_eq!((response.principal_due, response.warnings), (Cents(100_000), vec![LaterMovementsLeftOut]));
}

#[test]
fn before_and_on_the_due_date_nothing_runs() {
    for (until, per_day) in [("2026-03-30", 0), ("2026-03-31", 33)] {
        let response = answer(&request(Business, 100_000, "2026-03-31", until));
        assert_eq!((response.segments.len(), response.fee, response.total), (0, Cents::ZERO, Cents(100_000)));
        assert_eq!(response.per_day, Cents(per_day), "from tomorrow on, if not paid today");
    }
    // On 31 December 2026 the rate of the day after is not known: nothing is promised.
    assert_eq!(answer(&request(Business, 100_000, "2026-12-31", "2026-12-31")).per_day, Cents::ZERO);
    // Interest already runs: the rate of the last day counted, « taux actuel », is the one given.
    assert_eq!(answer(&request(Business, 100_000, "2026-11-30", "2026-12-31")).per_day, Cents(34));
}

#[test]
fn a_half_year_without_a_rate_is_refused_by_name() {
    let table = RateTable::built_in();
    let unknown = |half: &str| Err(DomainError::UnknownRate(half.parse().unwrap()));
    let next_year = request(Business, 100_000, "2026-11-30", "2027-01-01");
    assert_eq!(compute(&next_year, &table), unknown("2027-S1"));
    assert_eq!(compute(&request(Business, 100_000, "2008-10-31", "2009-01-31"), &table), unknown("2008-S2"));
    let noticed = PenaltyRequest { formal_notice_on: Some(day("2026-12-01")), debtor_kind: Consumer, ..next_year.clone() };
    assert_eq!(compute(&noticed, &table), unknown("2027-S1"));
    assert!(compute(&PenaltyRequest { debtor_kind: PublicBody, ..next_year.clone() }, &table).is_ok(), "frozen in 2026");
    let settled = PenaltyRequest { payments: vec![paid("2026-12-31", 200_000)], ..next_year.clone() };
    assert!(compute(&settled, &table).is_ok(), "nothing accrues in 2027");
    let typed = ReferenceRate {
        half_year: "2027-S1".parse().unwrap(),
        ecb_refi_bp: 265,
        legal_consumer_bp: 700,
        legal_other_bp: 290,
        confidence: Confidence::Sure,
        source: "arrêté".to_owned(),
    };
    let response = compute(&next_year, &table.with([typed])).unwrap();
    assert_eq!(response.segments[1].rate_bp, 1_265);
}

#[test]
fn a_value_out_of_bounds_is_refused_with_its_field() {
    let good = request(Business, 100_000, "2026-03-31", "2026-06-30");
    let table = RateTable::built_in();
    for (bad, field, reason) in [
        (PenaltyRequest { principal: Cents(0), ..good.clone() }, "principal", "not_positive"),
        (PenaltyRequest { principal: Cents(-1), ..good.clone() }, "principal", "not_positive"),
        (PenaltyRequest { principal: Cents(i64::MAX), ..good.clone() }, "principal", "too_large"),
        (PenaltyRequest { due_on: day("1899-12-31"), ..good.clone() }, "dueOn", "out_of_range"),
        (PenaltyRequest { until: day("2201-01-01"), ..good.clone() }, "until", "out_of_range"),
        (PenaltyRequest { formal_notice_on: Some(NaiveDate::MAX), ..good.clone() }, "formalNoticeOn", "out_of_range"),
        (PenaltyRequest { contract_rate_bp: Some(0), ..good.clone() }, "contractRateBp", "not_positive"),
        (PenaltyRequest { contract_rate_bp: Some(100_001), ..good.clone() }, "contractRateBp", "too_large"),
        (PenaltyRequest { divisor: Some(360), ..good.clone() }, "divisor", "out_of_range"),
        (PenaltyRequest { payments: vec![paid("2026-05-01", 0)], ..good.clone() }, "payments.amount", "not_positive"),
        (PenaltyRequest { payments: vec![paid("1800-05-01", 1)], ..good.clone() }, "payments.on", "out_of_range"),
        (PenaltyRequest { credit_notes: vec![credited("2026-05-01", -5, true)], ..good.clone() }, "creditNotes.amount", "not_positive"),
    ] {
        let error = compute(&bad, &table).unwrap_err();
        assert_eq!(error, DomainError::Field { field, reason });
        assert_eq!(error.field(), Some(field));
    }
}

#[test]
fn the_largest_claim_does_not_overflow() {
    let rates = (1900..2201).flat_map(|year| [1, 2].map(|half| (year, half))).map(|(year, half)| ReferenceRate {
        half_year: crate::calendar::HalfYear::new(year, half).unwrap(),
        ecb_refi_bp: 2_000,
        legal_consumer_bp: 2_000,
        legal_other_bp: 2_000,
        confidence: Confidence::Sure,
        source: "essai".to_owned(),
    });
    let table = RateTable::from_rows(rates);
    let huge = PenaltyRequest { contract_rate_bp: Some(100_000), ..request(Business, LARGEST_CLAIM.0, "1900-01-01", "2200-12-31") };
    let response = compute(&huge, &table).unwrap();
    assert!(response.total < crate::text::LARGEST, "and still an exact number for the interface");
    assert_eq!(response.segments.len(), 602);
}

#[test]
fn the_wire_form_is_the_contract() {
    let full = r#"{"debtorKind":"business","principal":1000000,"dueOn":"2026-05-01","until":"2026-09-01","contractRateBp":1500,
        "formalNoticeOn":"2026-06-01","payments":[{"on":"2026-06-01","amount":100}],
        "creditNotes":[{"on":"2026-06-01","amount":100,"retroactive":true}],"allocation":"principal_first","frozenRate":true,"divisor":366}"#;
    assert!(compute(&serde_json::from_str(full).unwrap(), &RateTable::built_in()).is_ok());
    let short = r#"{"debtorKind":"business","principal":1000000,"dueOn":"2026-05-01","until":"2026-05-02","payments":[],"creditNotes":[],"allocation":"interest_first"}"#;
    let short: PenaltyRequest = serde_json::from_str(short).unwrap();
    assert_eq!(
        serde_json::to_value(answer(&short)).unwrap(),
        serde_json::json!({
            "regime": "statutory",
            "segments": [{"from": "2026-05-02", "to": "2026-05-02", "days": 1, "base": 1_000_000, "rateBp": 1_215, "interest": 333}],
            "interestAccrued": 333, "interestPaid": 0, "interestDue": 333, "principalDue": 1_000_000,
            "fee": 4_000, "total": 1_004_333, "perDay": 333, "warnings": [],
        })
    );
    for bad in [
        r#"{"debtorKind":"business","principal":1,"dueOn":"2026-05-01","until":"2026-05-02","surprise":1}"#,
        r#"{"debtorKind":"friend","principal":1,"dueOn":"2026-05-01","until":"2026-05-02"}"#,
        r#"{"debtorKind":"business","principal":1.5,"dueOn":"2026-05-01","until":"2026-05-02"}"#,
        r#"{"debtorKind":"business","principal":1,"dueOn":"2026-02-30","until":"2026-05-02"}"#,
        r#"{"debtorKind":"business","principal":1,"until":"2026-05-02"}"#,
    ] {
        assert!(serde_json::from_str::<PenaltyRequest>(bad).is_err(), "{bad}");
    }
}
