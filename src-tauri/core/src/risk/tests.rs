//! How a client pays, by examples, then for any record.
use super::*;
use crate::dunning::fixtures::day;
use proptest::prelude::*;

fn bill(due: &str, total: i64, paid: Option<&str>) -> Bill {
    let due_on = day(due);
    Bill {
        issued_on: due_on - chrono::Days::new(30),
        due_on,
        total: Cents(total),
        disputed: Cents::ZERO,
        payments: paid.map(|on| (day(on), Cents(total))).into_iter().collect(),
        credits: Vec::new(),
    }
}

fn on_23rd(record: &Record) -> (Profile, Option<u32>, Vec<String>) {
    let found = standing(record, day("2026-11-23"));
    (found.profile, found.score, found.grounds.iter().map(|one| one.sentence().replace(['\u{a0}', '\u{202f}'], " ")).collect())
}

fn paid_three(late: u64) -> Vec<Bill> {
    ["2026-03-31", "2026-05-31", "2026-07-31"]
        .map(|due| bill(due, 100_000, Some(&(day(due) + chrono::Days::new(late)).to_string())))
        .to_vec()
}

#[test]
fn the_four_profiles_and_their_reasons() {
    let one = Record { bills: vec![bill("2026-11-10", 100_000, None)], ..Record::default() };
    let told =
        ["La seule facture échue n’a pas été payée.", "1 000,00 € en retard, jusqu’à 13 jours.", "1 facture depuis le 11 octobre 2026."];
    assert_eq!(on_23rd(&one), (Profile::New, None, told.map(str::to_owned).to_vec()));

    let good = Record { bills: paid_three(2), ..Record::default() };
    let told = ["Ses 3 factures payées l’ont toutes été à l’heure.", "Aucune facture en retard.", "3 factures depuis le 1er mars 2026."];
    assert_eq!(on_23rd(&good), (Profile::Good, Some(100), told.map(str::to_owned).to_vec()));

    let slow = Record { bills: paid_three(25), ..Record::default() };
    let told = ["Paie d’ordinaire 25 jours après l’échéance (3 factures payées).", "Aucune facture en retard."];
    let found = on_23rd(&slow);
    assert_eq!((found.0, found.1, &found.2[..2]), (Profile::Slow, Some(60), &told.map(str::to_owned)[..]));

    let mut bills = paid_three(2);
    bills.push(bill("2026-08-31", 200_000, None));
    let promises = vec![Promise { until: day("2026-10-20"), kept: false }];
    let found = on_23rd(&Record { bills, promises, ..Record::default() });
    let told =
        ["2 000,00 € en retard, jusqu’à 84 jours.", "Une promesse n’a pas été tenue.", "Ses 3 factures payées l’ont toutes été à l’heure."];
    assert_eq!(found, (Profile::AtRisk, Some(50), told.map(str::to_owned).to_vec()), "3 × 100 and 2 × 0 over 5, less a promise");
}

#[test]
fn one_who_never_paid_comes_after_one_who_paid_badly() {
    let never = Record { bills: vec![bill("2026-09-30", 10_000, None)], ..Record::default() };
    assert_eq!((on_23rd(&never).0, on_23rd(&never).1), (Profile::AtRisk, Some(0)), "one invoice, seriously late, is enough");
    let mut bills = vec![bill("2026-01-31", 1_000_000, None), bill("2026-02-28", 1_000_000, None), bill("2026-03-31", 1_000_000, None)];
    bills[0].payments = vec![(day("2026-06-01"), Cents(1))];
    let broken = vec![Promise { until: day("2026-10-20"), kept: false }; 5];
    let badly = Record { bills, promises: broken, agreements_broken: vec![day("2026-10-01")], ..Record::default() };
    assert_eq!(on_23rd(&badly).1, Some(1));
}

#[test]
fn what_says_nothing_of_how_he_pays_does_not_count() {
    let mut bills = paid_three(0);
    let mut disputed = bill("2026-06-30", 100_000, None);
    disputed.disputed = Cents(100_000);
    let mut cancelled = bill("2026-06-30", 100_000, None);
    cancelled.credits = vec![(day("2026-07-15"), Cents(100_000))];
    let old = bill("2020-06-30", 9_000_000, Some("2021-06-30"));
    let coming = bill("2026-12-31", 9_000_000, None);
    bills.extend([disputed, cancelled, old, coming]);
    let found = on_23rd(&Record { bills, ..Record::default() });
    assert_eq!((found.0, found.1), (Profile::Good, Some(100)));
    assert!(found.2.iter().all(|told| !told.contains("retard,")), "{found:?}");

    let mut part = bill("2026-06-30", 100_000, None);
    part.disputed = Cents(40_000);
    let found = on_23rd(&Record { bills: vec![part], ..Record::default() });
    assert_eq!(found.2[1], "600,00 € en retard, jusqu’à 146 jours.");
}

#[test]
fn insolvency_says_the_worst_from_its_day() {
    let record = Record { bills: paid_three(0), insolvent_on: Some(day("2026-11-01")), ..Record::default() };
    assert_eq!(on_23rd(&record).1, Some(0));
    assert_eq!(on_23rd(&record).2[0], "Procédure collective ouverte le 1er novembre 2026.");
    assert_eq!(standing(&record, day("2026-10-31")).score, Some(100));
}

#[test]
fn its_history_is_what_was_known_at_the_end_of_each_month() {
    let record = Record { bills: paid_three(45), ..Record::default() };
    let told: Vec<(String, &str)> =
        history(&record, day("2026-11-23")).into_iter().map(|(end, one)| (end.to_string(), one.profile.key())).collect();
    let expected = [
        ("2026-03-31", "new"),
        ("2026-04-30", "new"),
        ("2026-05-31", "new"),
        ("2026-06-30", "new"),
        ("2026-07-31", "new"),
        ("2026-08-31", "at_risk"),
        ("2026-09-30", "slow"),
        ("2026-10-31", "slow"),
        ("2026-11-23", "slow"),
    ];
    let expected: Vec<(String, &str)> = expected.map(|(end, key)| (end.to_owned(), key)).to_vec();
    assert_eq!(told, expected, "two paid 45 days late and one unpaid make 32, three paid make 40");
}

#[test]
fn a_profile_chooses_for_whom_nobody_chose_and_who_is_chased() {
    use follow::{Case, Choice, choose};
    let case = Case { wanted: true, has_own_plan: false, handle_with_care: false, is_chased: true };
    let firm = Some(crate::ids::PlanId(3));
    assert_eq!(choose(case, firm), Choice::Follow(firm));
    assert_eq!(choose(case, None), Choice::Follow(None), "too soon to tell: the default one of his kind");
    for other in [Case { wanted: false, ..case }, Case { has_own_plan: true, ..case }, Case { handle_with_care: true, ..case }] {
        assert_eq!(choose(other, firm), Choice::Withdraw, "{other:?}");
        assert_eq!(choose(Case { is_chased: false, ..other }, firm), Choice::Leave, "{other:?}");
    }
    assert_eq!(choose(Case { is_chased: false, ..case }, firm), Choice::Leave, "nothing is asked of him");
}

#[test]
fn the_next_look_is_the_day_when_an_invoice_grows_older_or_a_promise_ends() {
    let on = |record: &Record| follow::next_look(record, day("2026-11-23")).map(|on| on.to_string());
    assert_eq!(on(&Record::default()), None, "nothing moves");
    let late = Record { bills: vec![bill("2026-11-01", 100_000, None)], ..Record::default() };
    assert_eq!(on(&late).as_deref(), Some("2026-12-02"), "thirty-one days late");
    let promised = Record { promises: vec![Promise { until: day("2026-11-27"), kept: false }], ..late };
    assert_eq!(on(&promised).as_deref(), Some("2026-11-28"));
    let agreed = Record { terms_over: vec![day("2026-11-24")], ..promised };
    assert_eq!(on(&agreed).as_deref(), Some("2026-11-24"));
}

fn any_bill() -> impl Strategy<Value = Bill> {
    (0_u64..900, 1_i64..1_000_000, prop::option::of((0_u64..1_000, 1_i64..1_200_000)), 0_i64..100_000, prop::option::of(0_i64..1_000_000))
        .prop_map(|(due, total, paid, disputed, credit)| {
            let due_on = day("2024-06-30") + chrono::Days::new(due);
            Bill {
                issued_on: due_on - chrono::Days::new(30),
                due_on,
                total: Cents(total),
                disputed: Cents(disputed.min(total)),
                payments: paid
                    .map(|(on, amount)| (day("2024-06-30") + chrono::Days::new(on), Cents(amount.min(total))))
                    .into_iter()
                    .collect(),
                credits: credit.map(|amount| (due_on, Cents(amount.min(total)))).into_iter().collect(),
            }
        })
}

proptest! {
    #[test]
    fn the_reasons_are_facts_and_only_who_never_paid_is_last(bills in prop::collection::vec(any_bill(), 0..8), broken in 0_usize..5) {
        let today = day("2026-11-23");
        let promises = vec![Promise { until: day("2026-10-20"), kept: false }; broken];
        let record = Record { bills, promises, ..Record::default() };
        let found = standing(&record, today);
        let late: Vec<&Bill> = record.bills.iter().filter(|one| one.due_on < today).collect();
        let came = |one: &Bill| one.payments.iter().any(|(on, _)| *on <= today);
        let left = |one: &Bill| {
            let credits: i64 = one.credits.iter().filter(|(on, _)| *on <= today).map(|(_, amount)| amount.0).sum();
            let money: i64 = one.payments.iter().filter(|(on, _)| *on <= today).map(|(_, amount)| amount.0).sum();
            (one.total.0 - credits - money).max(0)
        };
        if let Some(score) = found.score {
            prop_assert!(score <= 100);
            let credited = |one: &Bill| one.credits.iter().map(|(_, amount)| amount.0).sum::<i64>();
            let recent = |one: &Bill| one.payments.iter().any(|(on, _)| *on <= today && *on >= today - BACK);
            let counts = |one: &Bill| credited(one) < one.total.0 && if left(one) == 0 { recent(one) } else { left(one) > one.disputed.0 };
            prop_assert_eq!(score == 0, late.iter().filter(|one| counts(one)).all(|one| !came(one)), "{:?}", found);
        }
        for ground in &found.grounds {
            match ground {
                Ground::Unpaid { amount, days } => {
                    let owed: i64 = late.iter().map(|one| (left(one) - one.disputed.0).max(0)).sum();
                    prop_assert_eq!(amount.0, owed);
                    prop_assert!(late.iter().any(|one| (today - one.due_on).num_days() == *days));
                }
                Ground::NothingLate => prop_assert!(late.iter().all(|one| left(one) <= one.disputed.0)),
                Ground::PromisesBroken { count } => prop_assert_eq!(*count as usize, broken),
                Ground::Known { invoices, .. } => prop_assert_eq!(*invoices as usize, record.bills.iter().filter(|one| one.issued_on <= today).count()),
                Ground::PaysLate { of, .. } | Ground::PaysOnTime { of, .. } => prop_assert!(*of > 0 && *of as usize <= late.len()),
                Ground::NeverPaid { due } => prop_assert!(*due as usize <= late.len()),
                Ground::Disputed { .. } | Ground::NoPaymentYet | Ground::PromisesKept { .. } | Ground::AgreementBroken { .. } | Ground::Insolvent { .. } => {}
            }
        }
        let kinds: std::collections::BTreeSet<_> = found.grounds.iter().map(|one| format!("{one:?}")).collect();
        prop_assert_eq!(kinds.len(), 3, "three different reasons");
    }

    #[test]
    fn nothing_changes_before_the_next_look(bills in prop::collection::vec(any_bill(), 0..5), broken in 0_u64..900, promised in 0_u64..900) {
        let today = day("2026-06-10");
        let from = day("2024-06-30");
        let promises = vec![Promise { until: from + chrono::Days::new(promised), kept: false }];
        let agreements_broken = vec![from + chrono::Days::new(broken)];
        let record = Record { bills, promises, agreements_broken, ..Record::default() };
        let until = follow::next_look(&record, today).unwrap_or(today + chrono::Days::new(900));
        let now = standing(&record, today);
        for on in today.iter_days().take_while(|on| *on < until) {
            let then = standing(&record, on);
            prop_assert_eq!((then.profile, then.score), (now.profile, now.score), "{} before {}", on, until);
        }
    }
}
