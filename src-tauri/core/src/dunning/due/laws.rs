//! What holds for every situation, by chance.
use super::super::day_plan::LineRole;
use super::super::fixtures::{contact, day, debtor, done, invoice, options, plan, situation};
use super::super::situation::{PostedNotice, Situation};
use super::super::triage::make_contact;
use super::super::{EMAIL, Plan, Tone};
use super::*;
use chrono::Days;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// An invoice: days from 1 September 2026 to its due date, steps already done, and a chance of being held.
type Row = (u32, usize, u8);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_u32..90, 0_usize..6, 0_u8..10), 1..8)
}

/// Mises en demeure by chance: an invoice, and the days from 1 September 2026 to the end of its delay.
fn notices() -> impl Strategy<Value = BTreeMap<i64, u32>> {
    prop::collection::btree_map(1_i64..6, 0_u32..160, 0..4)
}

fn post_notices(all: &mut Situation, noticed: BTreeMap<i64, u32>) {
    all.notices.extend(noticed.into_iter().map(|(id, until)| {
        let runs_until = day("2026-09-01") + Days::new(u64::from(until));
        (InvoiceId(id), PostedNotice { posted_on: day("2026-09-01"), presented: true, runs_until })
    }));
}

/// A plan whose days may lie before the due date.
fn any_plan() -> impl Strategy<Value = Plan> {
    (0_usize..6, -12_i32..12).prop_map(|(which, shift)| {
        let keys = ["doux", "standard", "lent", "ferme", "consumer", "public_body"];
        let mut plan = plan(keys[which]);
        plan.steps.iter_mut().for_each(|step| step.offset_days += shift);
        plan
    })
}

/// Two clients in turn; the steps done were done on their days.
fn world(plan: &Plan, rows: &[Row], last_contact: Option<u32>) -> Situation {
    let mut all = situation(Vec::new());
    all.clients.push(debtor(2));
    for (id, (due, steps, chance)) in (1_i64..).zip(rows) {
        let due_on = day("2026-09-01") + Days::new(u64::from(*due));
        let mut one = invoice(id, &due_on.to_string());
        one.client_id = ClientId(1 + id % 2);
        one.direct_debit = *chance == 0;
        one.due_on = one.due_on.filter(|_| *chance != 1);
        for step in plan.steps.iter().take(*steps) {
            all.done.push(done(id, step, &shift(due_on, step.offset_days).to_string()));
        }
        all.invoices.push(one);
    }
    if let Some(days) = last_contact {
        all.contacts.push(contact(&(day("2026-09-01") + Days::new(u64::from(days))).to_string(), EMAIL));
    }
    all
}

proptest! {
    #[test]
    fn no_step_goes_before_its_own_day_nor_out_of_order_and_one_contact_a_client(
        plan in any_plan(), rows in rows(), last in prop::option::of(0_u32..120), today in 0_u32..140,
        noticed in notices(),
    ) {
        let mut all = world(&plan, &rows, last);
        let today = day("2026-09-01") + Days::new(u64::from(today));
        post_notices(&mut all, noticed);
        let answer = due_reminders(&all, std::slice::from_ref(&plan), &options(), today);
        let clients: BTreeSet<_> = answer.proposals.iter().map(|one| one.client_id).collect();
        prop_assert_eq!(clients.len(), answer.proposals.len(), "at most one contact a client a pass");
        for proposal in &answer.proposals {
            for line in proposal.lines.iter().filter(|line| line.role == LineRole::Claimed) {
                let (Some(due_on), Some(offset)) = (line.due_on, line.offset_days) else {
                    return Err(TestCaseError::fail("a claimed line has a due date and a step"));
                };
                prop_assert!(shift(due_on, offset) <= today, "never before the step's own day, whatever the sign");
                let own = plan.steps.iter().position(|step| Some(step.id) == line.step_id).unwrap_or_default();
                let done: BTreeSet<_> = all.done.iter().filter(|row| row.invoice_id == line.invoice_id).map(|row| row.step_id).collect();
                prop_assert!(!done.contains(&plan.steps[own].id), "no step twice");
                let missing = plan.steps[..own].iter().filter(|step| step.is_written() && !step.is_before_due() && !done.contains(&step.id));
                prop_assert_eq!(missing.count(), 0, "no message jumps the one before it");
            }
            if proposal.tone != Tone::FormalNotice {
                prop_assert!(proposal.lines.iter().all(|line| line.role != LineRole::ForTheRecord));
            }
            prop_assert!(proposal.lines.iter().any(|line| line.role == LineRole::Claimed), "a contact of the plan does a step");
            prop_assert!(!proposal.reason.sentence().is_empty());
        }
    }

    #[test]
    fn every_late_invoice_is_in_exactly_one_list(
        plan in any_plan(), rows in rows(), last in prop::option::of(0_u32..120), today in 0_u32..140,
        noticed in notices(),
    ) {
        let mut all = world(&plan, &rows, last);
        let today = day("2026-09-01") + Days::new(u64::from(today));
        post_notices(&mut all, noticed);
        let answer = due_reminders(&all, std::slice::from_ref(&plan), &options(), today);
        let proposed = answer.proposals.iter().flat_map(|one| one.lines.iter().map(|line| line.invoice_id));
        let withheld = answer.withheld.iter().flat_map(|one| one.invoices.iter().copied());
        let to_fix = answer.to_fix.iter().flat_map(|one| one.invoices.iter().copied());
        let ended: BTreeSet<_> = answer.ended.iter().flat_map(|one| one.invoices.iter().copied()).collect();
        let waiting: BTreeSet<_> = answer.upcoming.iter().map(|one| one.client_id).collect();
        let seen: Vec<_> = proposed.chain(withheld).chain(to_fix).collect();
        for one in all.invoices.iter().filter(|one| one.is_late(today) || one.due_on.is_none()) {
            let times = seen.iter().filter(|id| **id == one.id).count();
            let times = times + usize::from(ended.contains(&one.id));
            prop_assert!(times <= 1, "invoice {} is shown twice", one.id.0);
            let somewhere = times == 1 || waiting.contains(&one.client_id);
            prop_assert!(somewhere, "invoice {} silently drops out", one.id.0);
        }
    }

    #[test]
    fn whatever_the_absences_nothing_is_lost_and_no_week_has_two_contacts(
        rows in prop::collection::vec((0_u32..40, 0_usize..1, 5_u8..6), 1..6), away in prop::collection::vec(any::<bool>(), 400),
    ) {
        let plan = super::super::fixtures::three_emails();
        let mut all = world(&plan, &rows, None);
        let mut days: Vec<(ClientId, NaiveDate)> = Vec::new();
        for (on, away) in day("2026-09-01").iter_days().zip(away) {
            if away {
                continue;
            }
            for proposal in due_reminders(&all, std::slice::from_ref(&plan), &options(), on).proposals {
                days.push((proposal.client_id, on));
                make_contact(&mut all, &proposal, on);
            }
        }
        prop_assert_eq!(all.done.len(), 3 * rows.len(), "every step of every invoice was done");
        for (client, on) in &days {
            let near = days.iter().filter(|(other, day)| other == client && (0..7).contains(&(*day - *on).num_days()));
            prop_assert_eq!(near.count(), 1, "seven days between two contacts");
        }
    }
}
