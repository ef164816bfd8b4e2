//! Dates computed apart from the code, with another calendar, and read over by hand.
use super::super::life::{Step, StepKind};
use super::*;
use crate::dunning::fixtures::day;

fn steps(named: &[(StepKind, &str)]) -> Vec<Step> {
    let step = |(kind, iso): &(StepKind, &str)| Step { kind: *kind, on: day(iso), in_person: (*kind == StepKind::Served).then_some(true) };
    named.iter().map(step).collect()
}

/// A case in which an act of that day starts the delay.
fn case(key: DeadlineKey, from: &str) -> (Route, Vec<Step>) {
    use StepKind::{ActInPerson, Commanded, Enforceable, Filed, Invited, Ordered, Published, Served};
    match key {
        DeadlineKey::ConsignCosts => (Route::Order, steps(&[(Filed, from)])),
        DeadlineKey::ServeOrder => (Route::Order, steps(&[(Filed, "2024-01-02"), (Ordered, from)])),
        DeadlineKey::Opposition | DeadlineKey::Execution => {
            (Route::Order, steps(&[(Filed, "2026-09-01"), (Ordered, from), (Served, from)]))
        }
        DeadlineKey::OppositionExtended => {
            let mut all = steps(&[(Filed, "2026-09-01"), (Ordered, "2026-09-02"), (Served, "2026-09-10"), (ActInPerson, from)]);
            all[2].in_person = Some(false);
            (Route::Order, all)
        }
        DeadlineKey::SmallClaimsAnswer => (Route::SmallClaims, steps(&[(Invited, from)])),
        DeadlineKey::CommandAnswer | DeadlineKey::RecordUncontested => (Route::Uncontested, steps(&[(Commanded, from)])),
        DeadlineKey::ServeUncontested => (Route::Uncontested, steps(&[(Enforceable, from)])),
        DeadlineKey::DeclareClaim | DeadlineKey::LiftForeclosure | DeadlineKey::ClaimGoods => {
            (Route::Declaration, steps(&[(Published, from)]))
        }
    }
}

fn at(region: Region) -> Place {
    let overseas = !matches!(region, Region::Metropole | Region::AlsaceMoselle);
    Place { region, commercial: true, overseas }
}

fn found(route: Route, steps: &[Step], key: DeadlineKey, region: Region) -> Deadline {
    deadlines(route, steps, at(region)).into_iter().find(|one| one.key == key).unwrap()
}

/// Which, the act that starts it, where, its last day as counted and as carried, its article.
#[rustfmt::skip]
fn cases() -> Vec<(DeadlineKey, &'static str, Region, &'static str, &'static str, &'static str)> {
    vec![
        (DeadlineKey::ServeOrder, "2026-11-30", Region::Metropole, "2027-02-28", "2027-03-01", "CPC, art. 1411"), // Sun: the example of the sheet: no 30 February, then a Sunday
        (DeadlineKey::ServeOrder, "2026-09-01", Region::Metropole, "2026-12-01", "2026-12-01", "CPC, art. 1411"), // Tue: the first day of the reform
        (DeadlineKey::ServeOrder, "2026-08-31", Region::Metropole, "2027-02-28", "2027-03-01", "CPC, art. 1411"), // Sun: the last day before it: six months, and a Sunday
        (DeadlineKey::ServeOrder, "2026-09-15", Region::Metropole, "2026-12-15", "2026-12-15", "CPC, art. 1411"), // Tue: a Tuesday stays
        (DeadlineKey::ServeOrder, "2026-10-25", Region::Metropole, "2027-01-25", "2027-01-25", "CPC, art. 1411"), // Mon: a Monday stays
        (DeadlineKey::ServeOrder, "2026-10-01", Region::Metropole, "2027-01-01", "2027-01-04", "CPC, art. 1411"), // Fri: 1 January, a Friday, then the weekend
        (DeadlineKey::ServeOrder, "2026-09-26", Region::Metropole, "2026-12-26", "2026-12-28", "CPC, art. 1411"), // Sat: 26 December is a Saturday
        (DeadlineKey::ServeOrder, "2026-09-25", Region::Metropole, "2026-12-25", "2026-12-28", "CPC, art. 1411"), // Fri: Christmas, a Friday
        (DeadlineKey::ServeOrder, "2026-09-25", Region::AlsaceMoselle, "2026-12-25", "2026-12-28", "CPC, art. 1411"), // Fri: Christmas, Saint Stephen, Sunday
        (DeadlineKey::ServeOrder, "2027-09-26", Region::AlsaceMoselle, "2027-12-26", "2027-12-27", "CPC, art. 1411"), // Sun: Saint Stephen on a Sunday
        (DeadlineKey::ServeOrder, "2028-09-26", Region::AlsaceMoselle, "2028-12-26", "2028-12-27", "CPC, art. 1411"), // Tue: Saint Stephen, a Tuesday
        (DeadlineKey::ServeOrder, "2028-09-26", Region::Metropole, "2028-12-26", "2028-12-26", "CPC, art. 1411"), // Tue: the same day elsewhere
        (DeadlineKey::ServeOrder, "2027-11-29", Region::Metropole, "2028-02-29", "2028-02-29", "CPC, art. 1411"), // Tue: 29 February of a leap year
        (DeadlineKey::ServeOrder, "2028-11-29", Region::Metropole, "2029-02-28", "2029-02-28", "CPC, art. 1411"), // Wed: no 29 February
        (DeadlineKey::ServeOrder, "2027-11-30", Region::Metropole, "2028-02-29", "2028-02-29", "CPC, art. 1411"), // Tue: 30 becomes 29
        (DeadlineKey::ServeOrder, "2027-11-30", Region::Martinique, "2028-02-29", "2028-02-29", "CPC, art. 1411"), // Tue: no holiday of the place that day
        (DeadlineKey::ServeOrder, "2026-12-29", Region::Metropole, "2027-03-29", "2027-03-30", "CPC, art. 1411"), // Mon: Easter Monday
        (DeadlineKey::ServeOrder, "2026-12-26", Region::AlsaceMoselle, "2027-03-26", "2027-03-26", "CPC, art. 1411"), // Fri: Good Friday, a holiday in some communes only: ours is not carried
        (DeadlineKey::ServeOrder, "2026-12-26", Region::Metropole, "2027-03-26", "2027-03-26", "CPC, art. 1411"), // Fri: the same Friday elsewhere
        (DeadlineKey::ServeOrder, "2027-01-27", Region::Mayotte, "2027-04-27", "2027-04-28", "CPC, art. 1411"), // Tue: 27 April in Mayotte
        (DeadlineKey::ServeOrder, "2027-01-27", Region::Metropole, "2027-04-27", "2027-04-27", "CPC, art. 1411"), // Tue: 27 April elsewhere
        (DeadlineKey::ServeOrder, "2027-02-06", Region::Metropole, "2027-05-06", "2027-05-07", "CPC, art. 1411"), // Thu: Ascension, a Thursday
        (DeadlineKey::ServeOrder, "2027-02-17", Region::Metropole, "2027-05-17", "2027-05-18", "CPC, art. 1411"), // Mon: Whit Monday
        (DeadlineKey::ServeOrder, "2027-02-22", Region::Martinique, "2027-05-22", "2027-05-24", "CPC, art. 1411"), // Sat: 22 May is a Saturday anyway
        (DeadlineKey::ServeOrder, "2028-02-22", Region::Martinique, "2028-05-22", "2028-05-23", "CPC, art. 1411"), // Mon: 22 May, a Monday, in Martinique
        (DeadlineKey::ServeOrder, "2027-02-27", Region::Guadeloupe, "2027-05-27", "2027-05-28", "CPC, art. 1411"), // Thu: 27 May in Guadeloupe
        (DeadlineKey::ServeOrder, "2027-02-28", Region::SaintMartin, "2027-05-28", "2027-05-31", "CPC, art. 1411"), // Fri: 28 May in Saint-Martin, a Friday
        (DeadlineKey::ServeOrder, "2027-03-10", Region::Guyane, "2027-06-10", "2027-06-11", "CPC, art. 1411"), // Thu: 10 June in Guiana
        (DeadlineKey::ServeOrder, "2028-07-09", Region::SaintBarthelemy, "2028-10-09", "2028-10-10", "CPC, art. 1411"), // Mon: 9 October in Saint-Barthelemy, a Monday
        (DeadlineKey::ServeOrder, "2027-09-20", Region::Reunion, "2027-12-20", "2027-12-21", "CPC, art. 1411"), // Mon: 20 December in Reunion, a Monday
        (DeadlineKey::ServeOrder, "2025-08-31", Region::Metropole, "2026-02-28", "2026-03-02", "CPC, art. 1411"), // Sat: six months, no 31 February, a Saturday
        (DeadlineKey::ServeOrder, "2024-08-29", Region::Metropole, "2025-02-28", "2025-02-28", "CPC, art. 1411"), // Fri: six months, no 29 February
        (DeadlineKey::ServeOrder, "2025-11-14", Region::Metropole, "2026-05-14", "2026-05-15", "CPC, art. 1411"), // Thu: six months: Ascension
        (DeadlineKey::ServeOrder, "2026-05-14", Region::Metropole, "2026-11-14", "2026-11-16", "CPC, art. 1411"), // Sat: six months: a Saturday
        (DeadlineKey::Opposition, "2026-12-01", Region::Metropole, "2027-01-01", "2027-01-04", "CPC, art. 1416"), // Fri: New Year
        (DeadlineKey::Opposition, "2027-01-31", Region::Metropole, "2027-02-28", "2027-03-01", "CPC, art. 1416"), // Sun: no 31 February, a Sunday
        (DeadlineKey::Opposition, "2028-01-31", Region::Metropole, "2028-02-29", "2028-02-29", "CPC, art. 1416"), // Tue: 29 February
        (DeadlineKey::Opposition, "2028-01-30", Region::Metropole, "2028-02-29", "2028-02-29", "CPC, art. 1416"), // Tue: 29 February too
        (DeadlineKey::Opposition, "2028-01-29", Region::Metropole, "2028-02-29", "2028-02-29", "CPC, art. 1416"), // Tue: the day of the same number
        (DeadlineKey::Opposition, "2027-03-31", Region::Metropole, "2027-04-30", "2027-04-30", "CPC, art. 1416"), // Fri: 30 April
        (DeadlineKey::Opposition, "2027-02-28", Region::Metropole, "2027-03-28", "2027-03-30", "CPC, art. 1416"), // Sun: 28 March is Easter, then its Monday
        (DeadlineKey::Opposition, "2027-04-01", Region::Metropole, "2027-05-01", "2027-05-03", "CPC, art. 1416"), // Sat: 1 May, a Saturday
        (DeadlineKey::Opposition, "2027-06-14", Region::Metropole, "2027-07-14", "2027-07-15", "CPC, art. 1416"), // Wed: 14 July, a Wednesday
        (DeadlineKey::Opposition, "2027-10-11", Region::Metropole, "2027-11-11", "2027-11-12", "CPC, art. 1416"), // Thu: 11 November, a Thursday
        (DeadlineKey::Opposition, "2026-12-15", Region::Metropole, "2027-01-15", "2027-01-15", "CPC, art. 1416"), // Fri: a Friday stays
        (DeadlineKey::OppositionExtended, "2027-02-26", Region::AlsaceMoselle, "2027-03-26", "2027-03-30", "CPC, art. 1416"), // Fri: Good Friday
        (DeadlineKey::OppositionExtended, "2027-02-15", Region::Metropole, "2027-03-15", "2027-03-15", "CPC, art. 1416"), // Mon: a Monday stays
        (DeadlineKey::Execution, "2026-12-15", Region::Metropole, "2027-02-15", "2027-02-15", "CPC, art. 1422"), // Mon: two months: a Monday
        (DeadlineKey::Execution, "2026-12-31", Region::Metropole, "2027-02-28", "2027-03-01", "CPC, art. 1422"), // Sun: no 31 February, a Sunday
        (DeadlineKey::Execution, "2027-05-15", Region::Metropole, "2027-07-15", "2027-07-15", "CPC, art. 1422"), // Thu: a Thursday
        (DeadlineKey::Execution, "2027-06-15", Region::Metropole, "2027-08-15", "2027-08-16", "CPC, art. 1422"), // Sun: 15 August is a Sunday
        (DeadlineKey::ConsignCosts, "2026-11-23", Region::Metropole, "2026-12-08", "2026-12-08", "CPC, art. 1425"), // Tue: the day of the request does not count
        (DeadlineKey::ConsignCosts, "2026-11-27", Region::Metropole, "2026-12-12", "2026-12-14", "CPC, art. 1425"), // Sat: fifteen days: a Saturday
        (DeadlineKey::ConsignCosts, "2026-12-10", Region::Metropole, "2026-12-25", "2026-12-28", "CPC, art. 1425"), // Fri: Christmas, a Friday
        (DeadlineKey::ConsignCosts, "2026-12-11", Region::AlsaceMoselle, "2026-12-26", "2026-12-28", "CPC, art. 1425"), // Sat: Saint Stephen, a Saturday
        (DeadlineKey::ConsignCosts, "2027-03-14", Region::Metropole, "2027-03-29", "2027-03-30", "CPC, art. 1425"), // Mon: Easter Monday
        (DeadlineKey::SmallClaimsAnswer, "2026-11-23", Region::Metropole, "2026-12-23", "2026-12-23", "CPCE, art. L125-1"), // Wed: a Wednesday
        (DeadlineKey::SmallClaimsAnswer, "2027-01-30", Region::Metropole, "2027-02-28", "2027-03-01", "CPCE, art. L125-1"), // Sun: no 30 February: the silence is only certain on the Monday
        (DeadlineKey::CommandAnswer, "2026-11-25", Region::Metropole, "2026-12-25", "2026-12-28", "CPCE, art. L126-2"), // Fri: Christmas
        (DeadlineKey::CommandAnswer, "2027-01-29", Region::Metropole, "2027-02-28", "2027-03-01", "CPCE, art. L126-2"), // Sun: no 29 February
        (DeadlineKey::RecordUncontested, "2026-11-25", Region::Metropole, "2027-01-05", "2027-01-05", "CPCE, art. L126-3"), // Tue: eight days after the carried month
        (DeadlineKey::RecordUncontested, "2027-01-12", Region::Metropole, "2027-02-20", "2027-02-22", "CPCE, art. L126-3"), // Sat: eight days, a Saturday
        (DeadlineKey::ServeUncontested, "2026-11-30", Region::Metropole, "2027-05-30", "2027-05-30", "CPCE, art. L126-4"), // Sun: not carried: a Sunday
        (DeadlineKey::ServeUncontested, "2026-08-31", Region::Metropole, "2027-02-28", "2027-02-28", "CPCE, art. L126-4"), // Sun: not carried, no 31 February
        (DeadlineKey::DeclareClaim, "2026-11-23", Region::Metropole, "2027-01-23", "2027-01-23", "C. com., art. R622-24"), // Sat: not carried: a Saturday is the prudent day
        (DeadlineKey::DeclareClaim, "2026-12-31", Region::Metropole, "2027-02-28", "2027-02-28", "C. com., art. R622-24"), // Sun: no 31 February
        (DeadlineKey::DeclareClaim, "2027-12-31", Region::Metropole, "2028-02-29", "2028-02-29", "C. com., art. R622-24"), // Tue: 29 February
        (DeadlineKey::DeclareClaim, "2026-11-23", Region::Guadeloupe, "2027-03-23", "2027-03-23", "C. com., art. R622-24"), // Tue: two more months outside metropolitan France
        (DeadlineKey::DeclareClaim, "2026-10-31", Region::Reunion, "2027-02-28", "2027-02-28", "C. com., art. R622-24"), // Sun: no 31 February
        (DeadlineKey::LiftForeclosure, "2026-11-23", Region::Metropole, "2027-05-23", "2027-05-23", "C. com., art. L622-26"), // Sun: a Sunday
        (DeadlineKey::LiftForeclosure, "2026-08-31", Region::Metropole, "2027-02-28", "2027-02-28", "C. com., art. L622-26"), // Sun: no 31 February
        (DeadlineKey::ClaimGoods, "2026-11-30", Region::Metropole, "2027-02-28", "2027-02-28", "C. com., art. L624-9"), // Sun: no 30 February
        (DeadlineKey::ClaimGoods, "2026-11-23", Region::Metropole, "2027-02-23", "2027-02-23", "C. com., art. L624-9"), // Tue: a Tuesday
    ]
}

#[test]
fn each_delay_ends_on_the_day_of_its_article() {
    let cases = cases();
    assert!(cases.len() >= 60);
    for (key, from, region, counted_on, last_day, article) in cases {
        let (route, steps) = case(key, from);
        let one = found(route, &steps, key, region);
        assert_eq!((one.counted_on, one.last_day), (Some(day(counted_on)), Some(day(last_day))), "{key:?} from {from} in {region:?}");
        assert!(one.article().contains(article), "{key:?}: {}", one.article());
    }
}

impl Deadline {
    fn article(&self) -> &'static str {
        self.key.article()
    }
}

#[test]
fn an_order_is_recalled_sixty_and_eighty_days_after_it_was_made() {
    let (route, all) = case(DeadlineKey::ServeOrder, "2026-11-30");
    let one = found(route, &all, DeadlineKey::ServeOrder, Region::Metropole);
    assert_eq!(one.alerts, [day("2027-01-29"), day("2027-02-18")]);
    assert!(!one.calls(day("2027-01-28")), "{:?}", one.stage(day("2027-01-28")));
    assert!(one.calls(day("2027-01-29")));
    let (route, all) = case(DeadlineKey::ServeOrder, "2026-08-31");
    assert_eq!(found(route, &all, DeadlineKey::ServeOrder, Region::Metropole).alerts, [], "the sheet gives them for three months only");
}

#[test]
fn before_the_reform_an_order_is_enforced_after_the_month_of_opposition() {
    let all = steps(&[(StepKind::Filed, "2026-08-01"), (StepKind::Ordered, "2026-08-31"), (StepKind::Served, "2026-10-15")]);
    let one = found(Route::Order, &all, DeadlineKey::Execution, Region::Metropole);
    assert_eq!(one.last_day, Some(day("2026-11-16")), "15 November is a Sunday");
    let all = steps(&[(StepKind::Filed, "2026-08-01"), (StepKind::Ordered, "2026-09-01"), (StepKind::Served, "2026-10-15")]);
    let one = found(Route::Order, &all, DeadlineKey::Execution, Region::Metropole);
    assert_eq!(one.last_day, Some(day("2026-12-15")), "two months since 1 September 2026 (CPC 1422)");
}

#[test]
fn not_served_in_person_the_opposition_stays_open_until_a_month_after_the_first_act() {
    let mut all = steps(&[(StepKind::Filed, "2026-09-01"), (StepKind::Ordered, "2026-09-10"), (StepKind::Served, "2026-10-01")]);
    for in_person in [Some(false), None] {
        all[2].in_person = in_person;
        let one = found(Route::Order, &all, DeadlineKey::OppositionExtended, Region::Metropole);
        assert_eq!((one.last_day, one.stage(day("2027-06-01"))), (None, DeadlineStage::Unknown), "{in_person:?}");
    }
    all.push(Step { kind: StepKind::Seized, on: day("2026-12-10"), in_person: None });
    let one = found(Route::Order, &all, DeadlineKey::OppositionExtended, Region::Metropole);
    assert_eq!(one.last_day, Some(day("2027-01-11")), "10 January 2027 is a Sunday");
    assert!(deadlines(Route::Order, &all, at(Region::Metropole)).iter().all(|one| one.key != DeadlineKey::Opposition));
}

#[test]
fn what_was_done_in_time_is_met_and_what_was_late_says_so() {
    let serve = |on: &str| {
        let all = steps(&[(StepKind::Filed, "2026-11-01"), (StepKind::Ordered, "2026-11-30"), (StepKind::Served, on)]);
        found(Route::Order, &all, DeadlineKey::ServeOrder, Region::Metropole).stage(day("2027-06-01"))
    };
    assert_eq!(serve("2027-03-01"), DeadlineStage::Met, "carried to the Monday");
    assert_eq!(serve("2027-03-02"), DeadlineStage::MetLate);
    let (route, all) = case(DeadlineKey::ServeOrder, "2026-11-30");
    let one = found(route, &all, DeadlineKey::ServeOrder, Region::Metropole);
    for (today, expected) in [
        ("2027-01-29", DeadlineStage::Running),
        ("2027-01-30", DeadlineStage::Near),
        ("2027-03-01", DeadlineStage::Near),
        ("2027-03-02", DeadlineStage::Over),
    ] {
        assert_eq!(one.stage(day(today)), expected, "{today}");
        assert!(one.sentence(day(today)).ends_with('.'));
    }
}

#[test]
fn an_opposition_ends_the_wait_and_a_claim_declared_in_time_needs_no_relief() {
    let all = steps(&[
        (StepKind::Filed, "2026-11-01"),
        (StepKind::Ordered, "2026-11-30"),
        (StepKind::Served, "2026-12-15"),
        (StepKind::Opposed, "2027-01-04"),
    ]);
    let keys: Vec<DeadlineKey> = deadlines(Route::Order, &all, at(Region::Metropole)).iter().map(|one| one.key).collect();
    assert!(!keys.contains(&DeadlineKey::Execution), "the opposition suspends (CPC 1422): {keys:?}");
    for (declared, relief) in [("2027-01-23", false), ("2027-01-25", true)] {
        let all = steps(&[(StepKind::Published, "2026-11-23"), (StepKind::Declared, declared)]);
        let keys: Vec<DeadlineKey> = deadlines(Route::Declaration, &all, at(Region::Metropole)).iter().map(|one| one.key).collect();
        assert_eq!(keys.contains(&DeadlineKey::LiftForeclosure), relief, "{declared}");
    }
}

#[test]
fn nothing_runs_from_the_service_of_an_order_that_is_void() {
    let all = steps(&[(StepKind::Filed, "2026-11-01"), (StepKind::Ordered, "2026-11-30"), (StepKind::Served, "2027-03-02")]);
    let found = deadlines(Route::Order, &all, at(Region::Metropole));
    assert_eq!(found.iter().map(|one| one.key).collect::<Vec<_>>(), [DeadlineKey::ServeOrder]);
    assert!(found[0].calls(day("2027-06-01")), "a person must know that it is to be asked for again");
    assert!(found[0].sentence(day("2027-06-01")).contains("non avenue"));
}

#[test]
fn the_registry_asks_for_its_costs_in_a_commercial_court_only() {
    let filed = steps(&[(StepKind::Filed, "2026-11-23")]);
    let judicial = Place { region: Region::Metropole, commercial: false, overseas: false };
    assert_eq!(deadlines(Route::Order, &filed, judicial), []);
    let made = steps(&[(StepKind::Filed, "2026-11-23"), (StepKind::Ordered, "2026-11-30")]);
    let keys: Vec<DeadlineKey> = deadlines(Route::Order, &made, at(Region::Metropole)).iter().map(|one| one.key).collect();
    assert_eq!(keys, [DeadlineKey::ServeOrder], "an order that was made says that its costs were paid");
    let paid = steps(&[(StepKind::Filed, "2026-11-23"), (StepKind::Consigned, "2026-12-01")]);
    assert_eq!(found(Route::Order, &paid, DeadlineKey::ConsignCosts, Region::Metropole).stage(day("2027-01-01")), DeadlineStage::Met);
}
