//! « 0 client sans prochaine étape »: where each late client is, and that none is nowhere (dunning.md 9).
use super::day_plan::DayPlan;
use super::situation::LiveStage;
use crate::ids::ClientId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The list a late client is in. He may have invoices in several: what a person can do first decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Place {
    /// Something is to be done for him today: a message, a call, a letter to post.
    Today,
    /// Something is to be corrected first.
    ToFix,
    /// His plan is over: the owner decides.
    Ended,
    /// Held, with a reason and a way out.
    Held,
    /// His next contact has its day, or his message waits in the outbox.
    Waiting,
}

impl Place {
    /// All of them, in the order of the screen.
    pub const ALL: [Place; 5] = [Place::Today, Place::ToFix, Place::Ended, Place::Held, Place::Waiting];
}

/// The place of every client that the plan of the day names: exactly one.
pub fn places(plan: &DayPlan) -> BTreeMap<ClientId, Place> {
    let live = |stage| match stage {
        LiveStage::Draft | LiveStage::Approved => Place::Today,
        LiveStage::Uncertain | LiveStage::Written => Place::Held,
        LiveStage::Stopped => Place::ToFix,
        LiveStage::Queued => Place::Waiting,
    };
    let named = plan
        .proposals
        .iter()
        .map(|one| (one.client_id, Place::Today))
        .chain(plan.terms.iter().map(|one| (one.client_id, Place::Today)))
        .chain(plan.recalls.iter().map(|one| (one.client_id, Place::Today)))
        .chain(plan.in_progress.iter().map(|one| (one.client_id, live(one.stage))))
        .chain(plan.to_fix.iter().map(|one| (one.client_id, Place::ToFix)))
        .chain(plan.ended.iter().map(|one| (one.client_id, Place::Ended)))
        .chain(plan.withheld.iter().map(|one| (one.client_id, Place::Held)))
        .chain(plan.upcoming.iter().map(|one| (one.client_id, Place::Waiting)));
    let mut found: BTreeMap<ClientId, Place> = BTreeMap::new();
    for (client, place) in named {
        found.entry(client).and_modify(|known| *known = (*known).min(place)).or_insert(place);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::call::{CallOutcome, FollowUp};
    use super::super::decision::Choice;
    use super::super::due::due_reminders;
    use super::super::fixtures::{contact, day, debtor, dispute, done, hold, invoice, options, plan, situation};
    use super::super::hold::HoldKind;
    use super::super::situation::{Closure, LiveReminder, LiveStage, ReachProblem, Situation};
    use super::super::{DECISION, EMAIL, PHONE, Plan, SMS, VISIT};
    use super::*;
    use crate::ids::{InvoiceId, PlanId, ReminderId};
    use crate::invoice::InvoiceKind;
    use crate::money::Cents;
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// An invoice by chance: its client, due date, steps done, what is odd about it.
    type Row = (i64, u32, usize, u8);
    /// A client by chance: what bears on him, and on which day.
    type Odds = (u8, u32);

    fn any_plan() -> impl Strategy<Value = Plan> {
        (0_usize..6, 0_u8..5).prop_map(|(which, last)| {
            let mut plan = plan(["doux", "standard", "lent", "ferme", "consumer", "public_body"][which]);
            let mut step = plan.steps[plan.steps.len() - 1].clone();
            step.id.0 += 1;
            step.position += 1;
            step.offset_days += 15;
            match last {
                0 => {}
                1 => plan.steps[1].channel = SMS.to_owned(),
                2 => plan.steps[1].channel = VISIT.to_owned(),
                3 => plan.steps.clear(),
                _ => {
                    step.channel = DECISION.to_owned();
                    plan.steps.push(step);
                }
            }
            plan
        })
    }

    fn from(days: u32) -> NaiveDate {
        day("2026-09-01") + Days::new(u64::from(days))
    }

    fn world(plan: &Plan, rows: &[Row], odds: &[Odds], closure: Option<(u32, u32)>) -> Situation {
        let mut all = situation(Vec::new());
        all.clients = (1..=4).map(debtor).collect();
        all.clients.iter_mut().for_each(|one| one.plan_id = PlanId(1));
        for (id, (client, due, steps, odd)) in (1_i64..).zip(rows) {
            let mut one = invoice(id, &from(*due).to_string());
            one.client_id = ClientId(1 + client % 4);
            match odd {
                0 => one.direct_debit = true,
                1 => one.due_on = None,
                2 => one.settled = Cents(99_999),
                3 => (one.kind, one.due_on) = (InvoiceKind::CreditNote, None),
                4 => one.written_off_on = one.due_on,
                5 => drop(all.awaiting_triage.insert(one.id)),
                _ => {}
            }
            for step in plan.steps.iter().take(*steps).filter(|step| !step.is_decision()) {
                let on = one.due_on.unwrap_or(from(*due)) + Days::new(u64::try_from(step.offset_days.max(0)).unwrap_or(0));
                all.done.push(done(id, step, &on.to_string()));
            }
            let on_it = |kind| super::super::hold::Hold { client_id: one.client_id, ..hold(Some(id), kind) };
            match odd {
                6 => all.holds.push(super::super::hold::Hold { client_id: one.client_id, ..dispute(id, None) }),
                7 => all.holds.push(super::super::hold::Hold { client_id: one.client_id, ..dispute(id, Some(40_000)) }),
                8 => all.holds.push(on_it(HoldKind::Decided { choice: Choice::Agency, back_on: Some(from(due + 60)) })),
                9 => all.holds.push(on_it(HoldKind::Pause { until: Some(from(due + 50)) })),
                _ => {}
            }
            all.invoices.push(one);
        }
        for (at, (odd, on)) in odds.iter().enumerate() {
            let on = from(*on);
            let id = ClientId(i64::try_from(at).unwrap_or(0) + 1);
            let Some(client) = all.clients.get_mut(at) else { continue };
            let mut note = |after| all.follow_ups.push(FollowUp { id: id.0, client_id: id, on, after, noted_on: on });
            let live = |stage| LiveReminder {
                id: ReminderId(id.0),
                client_id: id,
                stage,
                on,
                invoices: vec![InvoiceId(1)],
                amount: Cents(1),
                of_term: false,
            };
            match odd {
                0 => client.insolvent_on = Some(on),
                1 => client.automation_off = true,
                2 => client.unallocated = Cents(5),
                3 => client.unmatched = Cents(5),
                4 => client.problems = vec![ReachProblem::NoEmail, ReachProblem::NoPhone],
                5 => note(CallOutcome::Refused),
                6 => note(CallOutcome::Voicemail),
                7 => note(CallOutcome::InTrouble),
                8 => all.live.push(live(LiveStage::Draft)),
                9 => all.live.push(live(LiveStage::Uncertain)),
                10 => client.plan_id = PlanId(9),
                11 => all.contacts.push(super::super::situation::Contact { client_id: id, ..contact(&on.to_string(), PHONE) }),
                12 => all.contacts.push(super::super::situation::Contact { client_id: id, ..contact(&on.to_string(), EMAIL) }),
                13 => all.holds.push(super::super::hold::Hold {
                    client_id: id,
                    invoice_id: None,
                    ..hold(None, HoldKind::Promise { amount: Cents(100_000), due_on: on, received: Cents::ZERO })
                }),
                _ => {}
            }
        }
        all.closures.extend(closure.map(|(start, days)| Closure { from: from(start), until: from(start + days), note: String::new() }));
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn every_late_client_is_in_exactly_one_list_whatever_the_ledger(
            plan in any_plan(), rows in prop::collection::vec((0_i64..4, 0_u32..120, 0_usize..7, 0_u8..20), 1..12),
            odds in prop::collection::vec((0_u8..24, 0_u32..160), 4), closure in prop::option::of((0_u32..160, 0_u32..40)), today in 0_u32..200,
        ) {
            let all = world(&plan, &rows, &odds, closure);
            let answer = due_reminders(&all, std::slice::from_ref(&plan), &options(), from(today));
            let found = places(&answer);
            let late: BTreeSet<_> = all
                .invoices
                .iter()
                .filter(|one| one.kind == InvoiceKind::Invoice && one.balance().is_positive() && !one.is_written_off(from(today)))
                .filter(|one| one.is_late(from(today)))
                .map(|one| one.client_id)
                .collect();
            for client in &late {
                prop_assert!(found.contains_key(client), "client {} is late and in no list: {answer:?}", client.0);
            }
            let counted: usize = Place::ALL.iter().map(|place| late.iter().filter(|client| found.get(client) == Some(place)).count()).sum();
            prop_assert_eq!(counted, late.len(), "the lists add up to the late clients: none twice, none missing");
        }
    }

    #[test]
    fn what_a_person_can_do_first_decides_of_the_list() {
        let mut all = situation(vec![invoice(1, "2026-10-01"), invoice(2, "2026-10-02")]);
        all.holds.push(dispute(1, None));
        let standard = plan("standard");
        let place = |all: &Situation, today| places(&due_reminders(all, std::slice::from_ref(&standard), &options(), day(today)));
        assert_eq!(place(&all, "2026-11-09")[&ClientId(1)], Place::Today, "one invoice is disputed, the other goes");
        all.holds.push(dispute(2, None));
        assert_eq!(place(&all, "2026-11-09")[&ClientId(1)], Place::Held);
        all.clients[0].plan_id = PlanId(9);
        assert_eq!(place(&all, "2026-11-09")[&ClientId(1)], Place::ToFix, "no plan at all comes first");
    }
}
