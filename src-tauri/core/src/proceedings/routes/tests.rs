use super::*;
use crate::dunning::fixtures::day;

/// Two merchants, 2 400 € and 120 € of interest, nothing disputed, notice without effect.
fn claim() -> Claim {
    Claim {
        debtor: DebtorKind::Business,
        debtor_merchant: Some(true),
        creditor_merchant: Some(true),
        principal: Cents(240_000),
        interest: Some(Cents(12_000)),
        contest: Contest::Nothing,
        notice: Notice::Until(day("2026-11-20")),
        due: true,
        limitation: Some(day("2031-09-30")),
        insolvent: false,
    }
}

fn status(route: Route, claim: &Claim) -> RouteStatus {
    judge(route, claim, day("2026-11-23")).status
}

use RouteStatus::{Closed, Open, ToCheck};

#[test]
fn each_route_is_judged_on_the_facts_of_the_claim() {
    let base = claim();
    let unknown = Claim { debtor_merchant: None, ..base.clone() };
    let craftsman = Claim { debtor_merchant: Some(false), ..base.clone() };
    let consumer = Claim { debtor: DebtorKind::Consumer, debtor_merchant: None, ..base.clone() };
    let public = Claim { debtor: DebtorKind::PublicBody, debtor_merchant: None, ..base.clone() };
    let part = Claim { contest: Contest::Part(Cents(50_000)), ..base.clone() };
    let whole = Claim { contest: Contest::Whole, ..base.clone() };
    let unnoticed = Claim { notice: Notice::Missing, ..base.clone() };
    let barred = Claim { limitation: Some(day("2026-11-22")), ..base.clone() };
    let last_day = Claim { limitation: Some(day("2026-11-23")), ..base.clone() };
    let not_due = Claim { due: false, ..base.clone() };
    for (route, of, expected, article) in [
        (Route::Order, &base, Open, "CPC 1405"),
        (Route::Order, &unknown, Open, "CPC 1405: any kind of business"),
        (Route::Order, &consumer, Open, "CPC 1405"),
        (Route::Order, &public, ToCheck, "nothing in the sheet"),
        (Route::Order, &part, ToCheck, "the rest only"),
        (Route::Order, &whole, Closed, "an opposition would follow"),
        (Route::Order, &unnoticed, ToCheck, "advised"),
        (Route::Order, &barred, ToCheck, "C. com. L110-4: the debtor may plead it"),
        (Route::Order, &last_day, Open, "the last day counts"),
        (Route::Order, &not_due, Closed, "nothing is owed yet"),
        (Route::SmallClaims, &base, Closed, "law 2026-307: between merchants"),
        (Route::SmallClaims, &unknown, ToCheck, "quality unknown"),
        (Route::SmallClaims, &craftsman, Open, "CPCE L125-1"),
        (Route::SmallClaims, &consumer, Open, "CPCE L125-1"),
        (Route::Uncontested, &base, Open, "CPCE L126-1"),
        (Route::Uncontested, &unknown, ToCheck, "never open when the quality is not known"),
        (Route::Uncontested, &craftsman, Closed, "CPCE L126-1"),
        (Route::Uncontested, &consumer, Closed, "CPCE L126-1"),
        (Route::Uncontested, &part, Closed, "contested"),
        (Route::Summary, &base, Open, "CPC 873"),
        (Route::Summary, &whole, ToCheck, "not seriously contestable"),
        (Route::Merits, &whole, Open, "on the merits"),
        (Route::Instalments, &base, Open, "C. civ. 2240"),
        (Route::Mediation, &whole, Open, "C. civ. 2238"),
        (Route::Agency, &base, Open, "CPCE L111-8"),
        (Route::WriteOff, &base, ToCheck, "a decision, never advised"),
        (Route::Declaration, &base, Closed, "no insolvency"),
    ] {
        assert_eq!(status(route, of), expected, "{route:?}: {article}");
    }
}

#[test]
fn the_limit_of_small_claims_counts_the_interest() {
    let of = |principal, interest: Option<i64>| Claim {
        debtor_merchant: Some(false),
        principal: Cents(principal),
        interest: interest.map(Cents),
        ..claim()
    };
    for (principal, interest, expected) in
        [(480_000, Some(20_000), Open), (480_000, Some(20_001), Closed), (480_000, None, ToCheck), (500_001, None, Closed)]
    {
        assert_eq!(status(Route::SmallClaims, &of(principal, interest)), expected, "CPCE R125-1: {principal} {interest:?}");
    }
}

#[test]
fn between_merchants_small_claims_were_open_until_the_law_of_2026() {
    for (today, expected) in [("2026-04-24", Open), ("2026-04-25", Closed)] {
        assert_eq!(judge(Route::SmallClaims, &claim(), day(today)).status, expected, "{today}");
    }
}

#[test]
fn in_insolvency_only_the_declaration_is_open() {
    let of = Claim { insolvent: true, ..claim() };
    let found = routes(&of, day("2026-11-23"));
    let open: Vec<Route> = found.iter().filter(|one| one.status == Open).map(|one| one.route).collect();
    assert_eq!(open, [Route::Declaration]);
    assert_eq!(found.len(), Route::ALL.len(), "the others are shown, with why they are not");
    assert!(found.windows(2).all(|two| two[0].status <= two[1].status), "open ones come first");
}

#[test]
fn every_condition_is_said_and_an_order_always_warns_of_the_limitation() {
    let claims = [
        claim(),
        Claim {
            insolvent: true,
            due: false,
            debtor_merchant: None,
            interest: None,
            limitation: None,
            notice: Notice::Posted(day("2026-11-10")),
            contest: Contest::Whole,
            ..claim()
        },
        Claim { debtor: DebtorKind::PublicBody, notice: Notice::Missing, contest: Contest::Part(Cents(1)), ..claim() },
        Claim { debtor: DebtorKind::Consumer, notice: Notice::Until(day("2026-12-01")), principal: Cents(900_000), ..claim() },
    ];
    for of in &claims {
        for one in routes(of, day("2026-11-23")) {
            for condition in &one.conditions {
                assert!(condition.sentence.ends_with('.'), "{:?} {:?}: {:?}", one.route, condition.subject, condition.sentence);
            }
            let about = one.route.about();
            assert!(!about.documents.is_empty() && !about.source.is_empty() && about.what.ends_with('.'), "{:?}", one.route);
        }
    }
    assert!(Route::Order.about().warning.contains("n’interrompt pas la prescription"));
}
