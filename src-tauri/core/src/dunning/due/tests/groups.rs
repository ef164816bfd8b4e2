//! Who is in a contact, whose words it takes, and in which order the lists are shown.
use super::*;
use crate::dunning::{DECISION, Review};

/// The standard plan, and the owner's decision fifty-five days after the due date.
fn decided_at_the_end() -> Plan {
    let mut plan = plan("standard");
    let last = plan.steps[5].clone();
    plan.steps.push(Step { id: StepId(7), position: 7, offset_days: 55, channel: DECISION.into(), ..last });
    plan
}

/// An invoice that had its mise en demeure on 12 November.
const CLAIMED: &[(usize, &str)] = &[(0, "2026-10-06"), (2, "2026-10-21"), (4, "2026-11-02"), (5, "2026-11-12")];

#[test]
fn what_waits_for_the_owners_decision_is_not_joined_to_a_softer_message() {
    let all = late(vec![invoice(1, "2026-10-02"), invoice(2, "2026-11-18")], &[(1, CLAIMED)]);
    let answer = due_reminders(&all, &[decided_at_the_end()], &options(), day(TODAY));
    assert_eq!(roles(&answer.proposals[0]), [(2, LineRole::Claimed)], "it would undo the notice");
    assert_eq!(answer.ended, []);
    let later = due_reminders(&all, &[decided_at_the_end()], &options(), day("2026-11-30"));
    assert_eq!((later.ended[0].invoices.clone(), later.ended[0].step_id), (vec![InvoiceId(1)], Some(StepId(7))), "then it is his");
}

#[test]
fn a_message_is_read_first_unless_the_plan_lets_it_go_and_nothing_was_promised() {
    let mut all = situation(vec![invoice(1, "2026-11-18")]);
    let mut plan = plan("standard");
    let review =
        |all: &Situation, plan: &Plan| due_reminders(all, std::slice::from_ref(plan), &options(), day(TODAY)).proposals.remove(0).review;
    assert_eq!(review(&all, &plan), Review::Always, "as at install");
    plan.steps[0].review = Review::MaySkip;
    assert_eq!(review(&all, &plan), Review::MaySkip);
    let promise = HoldKind::Promise { amount: Cents(100_000), due_on: day("2026-11-12"), received: Cents::ZERO };
    all.holds = vec![hold(Some(1), promise)];
    assert_eq!(review(&all, &plan), Review::Always, "words about a promise are the owner's to read");
}

#[test]
fn a_notice_before_the_due_date_goes_alone_and_what_is_late_keeps_its_day() {
    let mut slow = three_emails();
    slow.steps.iter_mut().for_each(|step| step.position += 1);
    slow.steps.insert(0, Step { id: StepId(9), position: 1, offset_days: 0, tone: Tone::Courtesy, ..slow.steps[0].clone() });
    let mut on = |days: i32, invoices| {
        slow.steps[0].offset_days = days;
        due_reminders(&situation(invoices), std::slice::from_ref(&slow), &options(), day(TODAY))
    };
    for (offset, due) in [(-5, "2026-11-28"), (0, TODAY)] {
        let answer = on(offset, vec![invoice(1, due), invoice(2, "2026-11-20"), invoice(3, "2026-12-20")]);
        assert_eq!((answer.proposals[0].tone, roles(&answer.proposals[0])), (Tone::Courtesy, vec![(1, LineRole::Claimed)]), "{offset}");
        assert_eq!((answer.upcoming[0].on, &answer.upcoming[0].invoices[..]), (day("2026-11-25"), &[InvoiceId(2)][..]), "{offset}");
    }
    let late = on(-5, vec![invoice(1, "2026-11-18"), invoice(2, "2026-11-20")]);
    assert_eq!((roles(&late.proposals[0]).len(), late.upcoming.len()), (2, 0), "a reminder takes them all: none is announced apart");
}

#[test]
fn a_promise_speaks_only_for_its_own_invoice_and_only_once_broken() {
    let mut all = situation(vec![invoice(1, "2026-11-02"), invoice(2, "2026-11-02")]);
    let promise = |received| HoldKind::Promise { amount: Cents(100_000), due_on: day("2026-11-12"), received: Cents(received) };
    all.holds = vec![hold(Some(1), promise(100_000))];
    assert_eq!(only_proposal(&all).broken_promise, None, "it was kept");
    all.invoices[1].settled = all.invoices[1].total;
    all.holds = vec![hold(Some(2), promise(0))];
    assert_eq!(only_proposal(&all).broken_promise, None, "it was about another one, paid since");
}

#[test]
fn who_said_that_he_had_paid_promised_no_day() {
    let mut all = situation(vec![invoice(1, "2026-11-02")]);
    let to_look_at = HoldKind::Promise { amount: Cents(100_000), due_on: day("2026-11-12"), received: Cents::ZERO };
    all.holds = vec![crate::dunning::hold::Hold { said_paid: true, ..hold(Some(1), to_look_at) }];
    let answer = plan_on(&all, TODAY);
    assert_eq!(answer.proposals[0].broken_promise, None, "nothing is put in his mouth");
    assert!(!matches!(answer.proposals[0].reason, Reason::BrokenPromise { .. }), "{:?}", answer.proposals[0].reason);
    assert_eq!(answer.promises[0].stage, PromiseStage::Broken, "the account is still to be looked at");
}

#[test]
fn what_lacks_of_a_promise_is_what_was_not_received_since() {
    let mut all = situation(vec![invoice(1, "2026-11-02")]);
    let promise = HoldKind::Promise { amount: Cents(80_000), due_on: day("2026-11-27"), received: Cents(30_000) };
    all.holds = vec![hold(Some(1), promise)];
    let told = &plan_on(&all, TODAY).promises[0];
    assert_eq!((told.missing, told.stage), (Cents(50_000), PromiseStage::Coming));
}

#[test]
fn each_list_begins_with_who_owes_most() {
    let cases: [(Change, &str); 5] = [
        (|_| (), TODAY),
        (|all| all.awaiting_triage.extend([InvoiceId(1), InvoiceId(2)]), TODAY),
        (|all| all.invoices.iter_mut().for_each(|one| one.due_on = None), TODAY),
        (
            |all| {
                let steps = plan("standard").steps;
                all.done.extend(steps.iter().flat_map(|step| [done(1, step, "2026-11-19"), done(2, step, "2026-11-19")]));
            },
            TODAY,
        ),
        (|_| (), "2026-11-20"),
    ];
    for (at, (change, on)) in cases.into_iter().enumerate() {
        let bigger = Invoice { client_id: ClientId(2), total: Cents(200_000), ..invoice(2, "2026-11-18") };
        let mut all = situation(vec![invoice(1, "2026-11-18"), bigger]);
        all.clients.push(debtor(2));
        change(&mut all);
        let answer = plan_on(&all, on);
        let clients: [Vec<i64>; 5] = [
            answer.proposals.iter().map(|one| one.client_id.0).collect(),
            answer.withheld.iter().map(|one| one.client_id.0).collect(),
            answer.to_fix.iter().map(|one| one.client_id.0).collect(),
            answer.ended.iter().map(|one| one.client_id.0).collect(),
            answer.upcoming.iter().map(|one| one.client_id.0).collect(),
        ];
        assert_eq!(clients[at], [2, 1], "{answer:?}");
    }
}

#[test]
fn what_is_paid_or_given_up_is_in_no_list() {
    let paid = Invoice { settled: Cents(100_000), ..invoice(1, "2026-11-02") };
    let given_up = Invoice { written_off_on: Some(day("2026-11-20")), ..invoice(2, "2026-11-02") };
    assert_eq!(plan_on(&situation(vec![paid, given_up]), TODAY), DayPlan::default());
}

#[test]
fn a_direct_debit_is_waited_for_ten_days_then_asked_about() {
    let all = situation(vec![Invoice { direct_debit: true, ..invoice(1, "2026-11-13") }]);
    assert_eq!(plan_on(&all, TODAY).withheld[0].reason, Reason::DirectDebit, "the bank takes a week");
    let unseen = Reason::DebitUnseen { due_on: day("2026-11-13"), today: day("2026-11-24") };
    assert_eq!(plan_on(&all, "2026-11-24").to_fix[0].reason, unseen);
}
