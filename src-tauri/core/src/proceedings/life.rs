//! The life of a case: what may be noted of each route, in which order.
use super::{Route, words};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What happened in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum StepKind {
    /// A mediation was proposed to the debtor.
    Proposed,
    /// The request was filed with the court, or the mediator asked.
    Filed,
    /// The costs of the request were paid to the registry.
    Consigned,
    /// The order for payment was made.
    Ordered,
    /// The request was refused.
    Rejected,
    /// The order, the title or the judgment was served on the debtor.
    Served,
    /// The first act served on the debtor in person, after a service that was not (CPC 1416).
    ActInPerson,
    /// The first measure of enforcement.
    Seized,
    /// The debtor opposed the order.
    Opposed,
    /// The court heard both sides, after an opposition (CPC 1418).
    Heard,
    /// The commissaire de justice invited the debtor.
    Invited,
    /// The debtor agreed.
    Accepted,
    /// The debtor refused.
    Refused,
    /// Nobody answered.
    Unanswered,
    /// The commissaire de justice gave an enforceable title.
    Titled,
    /// The command to pay was served.
    Commanded,
    /// The debtor contested.
    Contested,
    /// The record that nothing was contested was drawn up.
    Recorded,
    /// The registry made it enforceable.
    Enforceable,
    /// The debtor was summoned to court.
    Summoned,
    /// The court decided. After an opposition its judgment takes the place of the order (CPC 1420).
    Judged,
    /// The judgment after an opposition was served on the debtor.
    JudgmentServed,
    /// The opening of insolvency proceedings was published in the BODACC.
    Published,
    /// The claim was declared.
    Declared,
    /// The file was handed over.
    HandedOver,
}

use StepKind::{
    Accepted, ActInPerson, Commanded, Consigned, Contested, Declared, Enforceable, Filed, HandedOver, Heard, Invited, Judged,
    JudgmentServed, Opposed, Ordered, Proposed, Published, Recorded, Refused, Rejected, Seized, Served, Summoned, Titled, Unanswered,
};

impl StepKind {
    /// All of them.
    pub const ALL: [StepKind; 25] = [
        Proposed,
        Filed,
        Consigned,
        Ordered,
        Rejected,
        Served,
        ActInPerson,
        Seized,
        Opposed,
        Heard,
        Invited,
        Accepted,
        Refused,
        Unanswered,
        Titled,
        Commanded,
        Contested,
        Recorded,
        Enforceable,
        Summoned,
        Judged,
        JudgmentServed,
        Published,
        Declared,
        HandedOver,
    ];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Proposed => "proposed",
            Filed => "filed",
            Consigned => "consigned",
            Ordered => "ordered",
            Rejected => "rejected",
            Served => "served",
            ActInPerson => "act_in_person",
            Seized => "seized",
            Opposed => "opposed",
            Heard => "heard",
            Invited => "invited",
            Accepted => "accepted",
            Refused => "refused",
            Unanswered => "unanswered",
            Titled => "titled",
            Commanded => "commanded",
            Contested => "contested",
            Recorded => "recorded",
            Enforceable => "enforceable",
            Summoned => "summoned",
            Judged => "judged",
            JudgmentServed => "judgment_served",
            Published => "published",
            Declared => "declared",
            HandedOver => "handed_over",
        }
    }

    /// What was stored; none when the word is not ours.
    pub fn from_key(key: &str) -> Option<StepKind> {
        StepKind::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Its name in a case of that route, in French.
    pub fn label(self, route: Route) -> &'static str {
        words::step(self, route)
    }
}

/// A step, noted with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub on: NaiveDate,
    /// A service: whether the debtor got it in his own hands; none when it is not known, or of another step.
    pub in_person: Option<bool>,
}

/// A step of a route: what must have happened before, one of them at least, and what rules it out. A step may have several rules: one of
/// them is enough.
struct Rule {
    kind: StepKind,
    after: &'static [StepKind],
    unless: &'static [StepKind],
}

const fn rule(kind: StepKind, after: &'static [StepKind], unless: &'static [StepKind]) -> Rule {
    Rule { kind, after, unless }
}

const ORDER: &[Rule] = &[
    rule(Filed, &[], &[]),
    rule(Consigned, &[Filed], &[Rejected]),
    rule(Ordered, &[Filed], &[Rejected]),
    rule(Rejected, &[Filed], &[Ordered]),
    rule(Served, &[Ordered], &[]),
    rule(ActInPerson, &[Served], &[]),
    rule(Opposed, &[Served], &[]),
    rule(Heard, &[Opposed], &[Judged]),
    rule(Judged, &[Opposed], &[]),
    rule(JudgmentServed, &[Judged], &[]),
    // An opposition suspends (CPC 1422), until the judgment that takes the place of the order.
    rule(Seized, &[Served], &[Opposed]),
    rule(Seized, &[JudgmentServed], &[]),
];
const SMALL_CLAIMS: &[Rule] = &[
    rule(Invited, &[], &[]),
    rule(Accepted, &[Invited], &[Refused]),
    rule(Refused, &[Invited], &[Accepted]),
    rule(Titled, &[Accepted], &[]),
    rule(Seized, &[Titled], &[]),
];
const UNCONTESTED: &[Rule] = &[
    rule(Commanded, &[], &[]),
    rule(Contested, &[Commanded], &[Recorded]),
    rule(Recorded, &[Commanded], &[Contested]),
    rule(Enforceable, &[Recorded], &[]),
    rule(Served, &[Enforceable], &[]),
    rule(Seized, &[Served], &[]),
];
const IN_COURT: &[Rule] =
    &[rule(Summoned, &[], &[]), rule(Judged, &[Summoned], &[]), rule(Served, &[Judged], &[]), rule(Seized, &[Served], &[])];
const DECLARATION: &[Rule] = &[rule(Published, &[], &[]), rule(Declared, &[], &[])];
const MEDIATION: &[Rule] = &[
    rule(Proposed, &[], &[Filed]),
    rule(Filed, &[], &[]),
    rule(Accepted, &[Proposed, Filed], &[Refused, Unanswered]),
    rule(Refused, &[Proposed, Filed], &[Accepted, Unanswered]),
    rule(Unanswered, &[Proposed, Filed], &[Accepted, Refused]),
];
const AGENCY: &[Rule] = &[rule(HandedOver, &[], &[])];

fn rules(route: Route) -> &'static [Rule] {
    match route {
        Route::Order => ORDER,
        Route::SmallClaims => SMALL_CLAIMS,
        Route::Uncontested => UNCONTESTED,
        Route::Summary | Route::Merits => IN_COURT,
        Route::Declaration => DECLARATION,
        Route::Mediation => MEDIATION,
        Route::Agency => AGENCY,
        Route::Instalments | Route::WriteOff => &[],
    }
}

/// Why a step may not be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepProblem {
    /// The route has no such step.
    NotOfRoute,
    /// It was noted already.
    Twice,
    /// Another must be noted first.
    Needs(StepKind),
    /// It comes before what it follows.
    TooEarly(StepKind, NaiveDate),
    /// Another step rules it out.
    RuledOut(StepKind),
}

impl StepProblem {
    /// In French.
    pub fn sentence(self, route: Route) -> String {
        words::problem(self, route)
    }
}

/// The day of a step; none when it was not noted.
pub fn day_of(steps: &[Step], kind: StepKind) -> Option<NaiveDate> {
    steps.iter().find(|one| one.kind == kind).map(|one| one.on)
}

/// Whether a step may be noted after the others.
///
/// # Errors
/// What stands in its way.
pub fn check(route: Route, steps: &[Step], new: Step) -> Result<(), StepProblem> {
    let mut own = rules(route).iter().filter(|rule| rule.kind == new.kind);
    let first = own.next().ok_or(StepProblem::NotOfRoute)?;
    if day_of(steps, new.kind).is_some() {
        return Err(StepProblem::Twice);
    }
    // Of several, what the first lacks is told.
    let problem = follows(first, steps, new);
    if own.any(|rule| follows(rule, steps, new).is_ok()) { Ok(()) } else { problem }
}

/// Whether one rule lets a step be noted after the others.
fn follows(rule: &Rule, steps: &[Step], new: Step) -> Result<(), StepProblem> {
    if let Some(other) = rule.unless.iter().find(|kind| day_of(steps, **kind).is_some()) {
        return Err(StepProblem::RuledOut(*other));
    }
    if let Some(first) = rule.after.first() {
        let noted = rule.after.iter().filter_map(|kind| Some((*kind, day_of(steps, *kind)?)));
        let (before, on) = noted.min_by_key(|(_, on)| *on).ok_or(StepProblem::Needs(*first))?;
        if new.on < on {
            return Err(StepProblem::TooEarly(before, on));
        }
    }
    Ok(())
}

/// The steps that may be noted now, in the order of the route.
pub fn next(route: Route, steps: &[Step]) -> Vec<StepKind> {
    let may = |kind| check(route, steps, Step { kind, on: NaiveDate::MAX, in_person: None }).is_ok();
    let mut kinds: Vec<StepKind> = rules(route).iter().map(|rule| rule.kind).filter(|kind| may(*kind)).collect();
    kinds.dedup();
    kinds
}

/// Whether a step may be taken back: nothing noted stands on it.
pub fn may_take_back(route: Route, steps: &[Step], kind: StepKind) -> Result<(), StepKind> {
    let stands_on = |rule: &&Rule| {
        let others = rule.after.iter().any(|other| *other != kind && day_of(steps, *other).is_some());
        rule.after.contains(&kind) && !others && day_of(steps, rule.kind).is_some()
    };
    let above = rules(route).iter().find(stands_on);
    above.map_or(Ok(()), |rule| Err(rule.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(kind: StepKind, iso: &str) -> Step {
        Step { kind, on: iso.parse().unwrap(), in_person: None }
    }

    #[test]
    fn an_order_is_filed_made_served_then_opposed_or_enforced() {
        let mut steps = Vec::new();
        assert_eq!(next(Route::Order, &steps), [Filed]);
        steps.push(step(Filed, "2026-11-23"));
        assert_eq!(next(Route::Order, &steps), [Consigned, Ordered, Rejected]);
        steps.push(step(Ordered, "2026-11-30"));
        assert_eq!(next(Route::Order, &steps), [Consigned, Served], "what was made is not refused");
        steps.push(step(Served, "2026-12-15"));
        assert_eq!(next(Route::Order, &steps), [Consigned, ActInPerson, Opposed, Seized]);
        steps.push(step(Opposed, "2027-01-04"));
        assert_eq!(next(Route::Order, &steps), [Consigned, ActInPerson, Heard, Judged], "an opposition suspends (CPC 1422)");
    }

    #[test]
    fn an_order_that_was_opposed_is_heard_judged_and_enforced_by_the_judgment() {
        let mut steps =
            vec![step(Filed, "2026-11-23"), step(Consigned, "2026-11-24"), step(Ordered, "2026-11-30"), step(Served, "2026-12-15")];
        steps.extend([step(ActInPerson, "2026-12-20"), step(Opposed, "2027-01-04")]);
        assert_eq!(check(Route::Order, &steps, step(Seized, "2027-01-05")), Err(StepProblem::RuledOut(Opposed)));
        steps.push(step(Heard, "2027-03-02"));
        assert_eq!(next(Route::Order, &steps), [Judged]);
        assert_eq!(check(Route::Order, &steps, step(Seized, "2027-03-03")), Err(StepProblem::RuledOut(Opposed)));
        steps.push(step(Judged, "2027-03-30"));
        assert_eq!(next(Route::Order, &steps), [JudgmentServed]);
        assert_eq!(may_take_back(Route::Order, &steps, Opposed), Err(Heard), "the last one first");
        steps.push(step(JudgmentServed, "2027-04-12"));
        assert_eq!(next(Route::Order, &steps), [Seized]);
        steps.push(step(Seized, "2027-05-04"));
        assert_eq!(may_take_back(Route::Order, &steps, JudgmentServed), Err(Seized));
    }

    #[test]
    fn what_may_not_be_noted_says_why() {
        let filed = [step(Filed, "2026-11-23")];
        for (steps, new, expected) in [
            (&filed[..0], step(Ordered, "2026-11-30"), StepProblem::Needs(Filed)),
            (&filed[..], step(Filed, "2026-11-24"), StepProblem::Twice),
            (&filed[..], step(Invited, "2026-11-24"), StepProblem::NotOfRoute),
            (&filed[..], step(Ordered, "2026-11-22"), StepProblem::TooEarly(Filed, "2026-11-23".parse().unwrap())),
        ] {
            assert_eq!(check(Route::Order, steps, new), Err(expected));
            assert!(expected.sentence(Route::Order).ends_with('.'));
        }
        let refused = [step(Invited, "2026-11-23"), step(Refused, "2026-12-01")];
        assert_eq!(check(Route::SmallClaims, &refused, step(Accepted, "2026-12-02")), Err(StepProblem::RuledOut(Refused)));
        assert_eq!(may_take_back(Route::SmallClaims, &refused, Invited), Err(Refused), "the last one first");
        assert_eq!(may_take_back(Route::SmallClaims, &refused, Refused), Ok(()));
    }

    #[test]
    fn a_mediation_is_proposed_then_ends_one_way_even_if_no_mediator_was_asked() {
        let proposed = [step(Proposed, "2026-11-23")];
        assert_eq!(next(Route::Mediation, &[]), [Proposed, Filed], "a mediator may be asked at once");
        assert_eq!(next(Route::Mediation, &proposed), [Filed, Accepted, Refused, Unanswered]);
        let silent = [proposed[0], step(Unanswered, "2026-12-14")];
        assert_eq!(next(Route::Mediation, &silent), [Filed], "silence rules out an agreement, not a mediator asked later");
        assert_eq!(may_take_back(Route::Mediation, &silent, Proposed), Err(Unanswered));
        let both = [proposed[0], step(Filed, "2026-12-01"), step(Accepted, "2026-12-14")];
        assert_eq!(may_take_back(Route::Mediation, &both, Proposed), Ok(()), "the request still bears the agreement");
        let early = check(Route::Mediation, &proposed, step(Accepted, "2026-11-22"));
        assert_eq!(early, Err(StepProblem::TooEarly(Proposed, "2026-11-23".parse().unwrap())));
    }

    #[test]
    fn keys_are_read_back_and_every_followed_route_begins_somewhere() {
        for kind in StepKind::ALL {
            assert_eq!(StepKind::from_key(kind.key()), Some(kind));
        }
        for route in Route::ALL {
            assert_eq!(Route::from_key(route.key()), Some(route));
            assert_eq!(!next(route, &[]).is_empty(), route.is_followed(), "{route:?}");
        }
    }
}
