//! « Voici ce que recevrait le client »: the rule of the day, played day after day as if nothing were paid and everything left on
//! its day.
use super::Plan;
use super::day_plan::{DayPlan, LineRole};
use super::due::due_reminders;
use super::situation::{Debtor, Done, Options, Situation};
use super::triage::make_contact;
use crate::calendar::{Holiday, Region, holiday, next_working_day};
use crate::ids::{InvoiceId, StepId};
use crate::money::Cents;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The longest look ahead, in days: the latest step of a plan, and a year for what pushes it.
const LONGEST: u64 = 1_100;
/// Contacts of one day: a message, its call.
const A_DAY: usize = 2;

/// A contact to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The day.
    pub on: NaiveDate,
    /// Its step.
    pub step_id: StepId,
    /// A call goes with it, the same day.
    pub with_call: bool,
    /// The invoices whose own step it does, oldest due first.
    pub claimed: Vec<InvoiceId>,
    /// What it asks for.
    pub amount: Cents,
    /// Why not on the day the plan says; none when it is that day.
    pub moved: Option<Moved>,
}

/// Why a contact is not on the day of its step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// A Saturday or a Sunday.
    Weekend {
        /// The day of the step.
        from: NaiveDate,
    },
    /// A public holiday.
    Holiday {
        /// The day of the step.
        from: NaiveDate,
        /// Which.
        holiday: Holiday,
    },
    /// The contact before it, its interval, a promise: anything but the calendar.
    Later {
        /// The day of the step.
        from: NaiveDate,
    },
}

/// The contacts that each client of `situation` would have from `from` on. What keeps a reminder from leaving and may be mended (an
/// address, money to allocate or to match, a draft, a triage, « client à ménager ») is supposed mended; promises, disputes, pauses and insolvency
/// hold as they are.
pub fn simulate(situation: &Situation, plans: &[Plan], options: &Options, from: NaiveDate) -> Vec<Coming> {
    let mended = |debtor: &Debtor| Debtor {
        automation_off: false,
        problems: Vec::new(),
        unallocated: Cents::ZERO,
        unmatched: Cents::ZERO,
        doubles: BTreeMap::new(),
        ..debtor.clone()
    };
    let mut after = Situation {
        clients: situation.clients.iter().map(mended).collect(),
        live: Vec::new(),
        follow_ups: Vec::new(),
        awaiting_triage: BTreeSet::new(),
        ..situation.clone()
    };
    let mut coming = Vec::new();
    let mut decided = BTreeSet::new();
    let mut day = from;
    let Some(last) = from.checked_add_days(Days::new(LONGEST)) else { return coming };
    while day <= last {
        day = next_working_day(day, options.region);
        for _ in 0..A_DAY {
            let proposals = due_reminders(&after, plans, options, day).proposals;
            if proposals.is_empty() {
                break;
            }
            for proposal in &proposals {
                make_contact(&mut after, proposal, day);
                let claimed = || proposal.lines.iter().filter(|line| line.role == LineRole::Claimed);
                if let Some(call) = proposal.call_step_id {
                    let offset = plans.iter().flat_map(|plan| &plan.steps).find(|step| step.id == call).map_or(0, |step| step.offset_days);
                    let made = claimed().map(|line| (line.invoice_id, line.cycle));
                    after.done.extend(made.map(|(invoice_id, cycle)| Done {
                        invoice_id,
                        step_id: call,
                        offset_days: offset,
                        on: day,
                        cycle,
                    }));
                }
                let own_day = claimed()
                    .filter(|line| line.step_id == Some(proposal.step_id))
                    .filter_map(|line| line.due_on.zip(line.offset_days))
                    .map(|(due_on, offset)| super::track::shift(due_on, offset))
                    .min();
                coming.push(Coming {
                    on: day,
                    step_id: proposal.step_id,
                    with_call: proposal.call_step_id.is_some(),
                    claimed: claimed().map(|line| line.invoice_id).collect(),
                    amount: proposal.amount,
                    moved: own_day.and_then(|own| moved(own, day, options.region)),
                });
            }
        }
        let left = due_reminders(&after, plans, options, day);
        coming.extend(decisions(&after, &left, &mut decided, day));
        // The next day something can happen: the rule names it; a hold that ends does not, so a month is never jumped.
        let next = left.upcoming.iter().map(|one| one.on).min();
        let step = day + Days::new(1);
        let held = !after.holds.is_empty() || !after.closures.is_empty();
        match next {
            Some(on) if on > step && !held => day = on,
            Some(_) => day = step,
            None if !held => break,
            None => day = step,
        }
    }
    coming
}

/// The cases that a decision of the plan brings to the owner on a day, each once.
fn decisions(situation: &Situation, left: &DayPlan, decided: &mut BTreeSet<InvoiceId>, day: NaiveDate) -> Vec<Coming> {
    let mut found = Vec::new();
    for (ended, step_id) in left.ended.iter().filter_map(|ended| Some((ended, ended.step_id?))) {
        let new: Vec<InvoiceId> = ended.invoices.iter().copied().filter(|id| decided.insert(*id)).collect();
        if new.is_empty() {
            continue;
        }
        let of = |id: &InvoiceId| situation.invoices.iter().find(|one| one.id == *id);
        found.push(Coming {
            on: day,
            step_id,
            with_call: false,
            amount: new.iter().filter_map(of).map(|one| one.balance()).sum(),
            claimed: new,
            moved: None,
        });
    }
    found
}

fn moved(own: NaiveDate, on: NaiveDate, region: Region) -> Option<Moved> {
    if own == on {
        return None;
    }
    Some(match holiday(own, region) {
        _ if next_working_day(own, region) != on => Moved::Later { from: own },
        Some(holiday) => Moved::Holiday { from: own, holiday },
        None if matches!(own.weekday(), Weekday::Sat | Weekday::Sun) => Moved::Weekend { from: own },
        None => Moved::Later { from: own },
    })
}

impl Moved {
    /// In French, with the day that the plan says.
    pub fn sentence(&self) -> String {
        use crate::text::weekday_date as named;
        match self {
            Moved::Weekend { from } => format!("Le {} n’est pas un jour ouvré.", named(*from)),
            Moved::Holiday { from, holiday } => format!("Le {} est férié ({}).", named(*from), holiday.label()),
            Moved::Later { from } => format!("Prévue le {}, décalée pour laisser du temps après le contact d’avant.", named(*from)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{day, hold, invoice, options, plan, situation};
    use super::super::hold::HoldKind;
    use super::*;

    fn told(situation: &Situation, from: &str) -> Vec<String> {
        let plans = [plan("standard")];
        let label = |id: StepId| plans[0].steps.iter().find(|step| step.id == id).map_or("", |step| step.tone.label());
        simulate(situation, &plans, &options(), day(from))
            .iter()
            .map(|one| format!("{} {}{}", one.on, label(one.step_id), if one.with_call { " + appel" } else { "" }))
            .collect()
    }

    #[test]
    fn one_invoice_reads_like_a_diary() {
        // Due on Thursday 1 October 2026: J+5, J+12, J+20 and its call, J+30 (Saturday 31 → Monday 2 November), J+40 (10 November).
        let diary = told(&situation(vec![invoice(1, "2026-10-01")]), "2026-10-01");
        assert_eq!(
            diary,
            [
                "2026-10-06 1er rappel",
                "2026-10-13 1er rappel",
                "2026-10-21 Relance ferme + appel",
                "2026-11-02 Dernier avis",
                "2026-11-12 Mise en demeure",
            ]
        );
    }

    #[test]
    fn a_day_that_moves_says_why() {
        let plans = [plan("standard")];
        let all = simulate(&situation(vec![invoice(1, "2026-10-01")]), &plans, &options(), day("2026-10-01"));
        let why: Vec<Option<String>> = all.iter().map(|one| one.moved.map(|moved| moved.sentence())).collect();
        assert_eq!(why[0], None);
        assert_eq!(why[3].as_deref(), Some("Le samedi 31 octobre 2026 n’est pas un jour ouvré."));
        assert!(
            matches!(all[4].moved, Some(Moved::Later { .. })),
            "ten days after a last notice that went two days late: {:?}",
            all[4].moved
        );
    }

    #[test]
    fn what_can_be_mended_is_supposed_mended_and_a_pause_holds() {
        let mut now = situation(vec![invoice(1, "2026-10-01")]);
        now.clients[0].problems.push(super::super::situation::ReachProblem::NoEmail);
        now.clients[0].automation_off = true;
        now.clients[0].unallocated = Cents(5_000);
        now.clients[0].unmatched = Cents(5_000);
        assert_eq!(told(&now, "2026-10-01").len(), 5);
        now.holds.push(hold(None, HoldKind::Pause { until: Some(day("2026-12-31")) }));
        let paused = told(&now, "2026-11-10");
        assert_eq!(paused.first().map(String::as_str), Some("2027-01-04 1er rappel"), "{paused:?}");
    }

    #[test]
    fn the_last_step_ends_the_diary() {
        let all = told(&situation(vec![invoice(1, "2026-10-01")]), "2027-06-01");
        assert_eq!(all.len(), 5, "from far behind, still one contact at a time: {all:?}");
    }

    #[test]
    fn a_hold_that_ends_before_the_next_contact_is_not_jumped_over() {
        let mut now = situation(vec![invoice(1, "2026-11-02"), invoice(2, "2026-12-01")]);
        now.holds.push(hold(Some(1), HoldKind::Pause { until: Some(day("2026-11-27")) }));
        assert_eq!(told(&now, "2026-11-23").first().map(String::as_str), Some("2026-11-30 1er rappel"), "the Monday after the pause");
    }

    #[test]
    fn a_closure_puts_off_what_falls_in_it_and_the_diary_goes_on() {
        let mut now = situation(vec![invoice(1, "2026-10-01")]);
        let (from, until) = (day("2026-10-05"), day("2026-10-16"));
        now.closures.push(super::super::situation::Closure { from, until, note: String::new() });
        let diary = told(&now, "2026-10-06");
        assert_eq!((diary.len(), diary[0].as_str()), (5, "2026-10-19 1er rappel"), "each step keeps its distance: {diary:?}");
    }

    #[test]
    fn the_owners_decision_ends_the_diary_with_what_is_owed() {
        let mut plan = plan("standard");
        let last = plan.steps[5].clone();
        plan.steps.push(super::super::Step { id: StepId(7), position: 7, offset_days: 55, channel: super::super::DECISION.into(), ..last });
        let owed = crate::invoice::Invoice { total: Cents(70_000), ..invoice(1, "2026-10-01") };
        let all = situation(vec![owed, invoice(2, "2027-03-01")]);
        let diary = simulate(&all, &[plan], &options(), day("2026-10-01"));
        let decisions: Vec<_> =
            diary.iter().filter(|one| one.step_id == StepId(7)).map(|one| (one.claimed.clone(), one.amount.0)).collect();
        assert_eq!(decisions, [(vec![InvoiceId(1)], 70_000), (vec![InvoiceId(2)], 100_000)], "each case once");
    }

    #[test]
    fn a_step_of_a_closed_day_that_leaves_later_still_is_not_explained_by_the_calendar() {
        let on = |own: &str, on: &str| moved(day(own), day(on), Region::Metropole);
        assert!(matches!(on("2026-10-31", "2026-11-02"), Some(Moved::Weekend { .. })), "Saturday, on the Monday");
        assert!(matches!(on("2026-10-31", "2026-11-04"), Some(Moved::Later { .. })), "Saturday, on the Wednesday");
        assert!(matches!(on("2026-11-11", "2026-11-12"), Some(Moved::Holiday { .. })));
        assert!(matches!(on("2026-11-11", "2026-11-13"), Some(Moved::Later { .. })));
        assert_eq!(on("2026-11-12", "2026-11-12"), None);
    }

    #[test]
    fn what_waits_for_a_person_is_supposed_done() {
        use super::super::call::{CallOutcome, FollowUp};
        use super::super::situation::{LiveReminder, LiveStage};
        let owed = situation(vec![invoice(1, "2026-10-01")]);
        let (client_id, on, id) = (owed.clients[0].id, day("2026-10-01"), InvoiceId(1));
        let prepared = LiveReminder {
            id: crate::ids::ReminderId(1),
            client_id,
            stage: LiveStage::Draft,
            on,
            invoices: vec![id],
            amount: Cents(100_000),
            of_term: false,
        };
        let refused = FollowUp { id: 1, client_id, on, after: CallOutcome::Refused, noted_on: on };
        let doubtful = Debtor { doubles: BTreeMap::from([(id, "2026-1".to_owned())]), ..owed.clients[0].clone() };
        let waiting = [
            Situation { live: vec![prepared], ..owed.clone() },
            Situation { follow_ups: vec![refused], ..owed.clone() },
            Situation { awaiting_triage: BTreeSet::from([id]), ..owed.clone() },
            Situation { clients: vec![doubtful], ..owed.clone() },
        ];
        for one in waiting {
            assert_eq!(told(&one, "2026-10-01"), told(&owed, "2026-10-01"), "{one:?}");
        }
    }
}
