//! Where an invoice stands in its plan, from what was done, put aside or retired.
use super::*;

#[test]
fn a_notice_before_the_due_date_is_overtaken_once_it_is_past() {
    let mut slow = three_emails();
    slow.steps
        .insert(0, crate::dunning::Step { id: StepId(9), position: 0, offset_days: -5, tone: Tone::Courtesy, ..slow.steps[0].clone() });
    slow.steps.iter_mut().for_each(|step| step.position += 1);
    let on = |due: &str| due_reminders(&situation(vec![invoice(1, due)]), std::slice::from_ref(&slow), &options(), day(TODAY));
    assert_eq!(on("2026-11-28").proposals[0].tone, Tone::Courtesy, "five days before");
    assert_eq!(on("2026-11-28").proposals[0].days_late, -5);
    assert_eq!(on("2026-11-29").proposals, [], "not six");
    let past = on("2026-11-20");
    assert_eq!((past.proposals.len(), past.upcoming[0].tone), (0, Tone::First), "three days late, the courtesy has no meaning");
}

#[test]
fn a_client_who_changes_plan_goes_on_from_the_same_number_of_messages() {
    let steps: &[(usize, &str)] = &[(0, "2026-10-12"), (1, "2026-10-19"), (2, "2026-10-26")];
    let mut all = late(vec![invoice(1, "2026-10-05")], &[(1, steps)]);
    let other = another();
    all.clients[0].plan_id = other.id;
    let answer = due_reminders(&all, &[plan("standard"), other], &options(), day(TODAY));
    assert_eq!(answer.proposals[0].tone, Tone::Last, "two messages and a call were done: the third comes");
}

#[test]
fn a_courteous_notice_counts_for_no_reminder_of_another_plan_nor_a_reminder_for_a_notice() {
    let standard = plan("standard");
    let mut slow = plan("lent");
    slow.id = crate::ids::PlanId(2);
    slow.steps.iter_mut().for_each(|step| step.id = StepId(step.id.0 + 100));
    let plans = [standard.clone(), slow.clone()];
    let tone_of = |all: &Situation| due_reminders(all, &plans, &options(), day(TODAY)).proposals.first().map(|one| one.tone);
    let mut reminded = situation(vec![invoice(1, "2026-11-01")]);
    reminded.clients[0].plan_id = slow.id;
    reminded.done.push(done(1, &standard.steps[0], "2026-11-06"));
    reminded.done.push(done(1, &standard.steps[1], "2026-11-13"));
    assert_eq!(tone_of(&reminded), Some(Tone::Firm), "the first reminder, heard under the other plan, is not said again");
    let mut noticed = situation(vec![invoice(1, "2026-11-01")]);
    noticed.done.push(done(1, &slow.steps[0], "2026-10-27"));
    assert_eq!(tone_of(&noticed), Some(Tone::First), "a word before the due date was no reminder");
    // Put aside there, they count the same.
    let aside = |step: &crate::dunning::Step| Skipped { invoice_id: InvoiceId(1), step_id: step.id, cycle: 1, by: SkippedBy::User };
    let mut noticed = situation(vec![invoice(1, "2026-11-01")]);
    noticed.skipped.push(aside(&slow.steps[0]));
    assert_eq!(tone_of(&noticed), Some(Tone::First));
}

#[test]
fn a_posted_mise_en_demeure_is_given_its_delay_before_anything_is_decided() {
    use crate::dunning::situation::PostedNotice;
    let all_done: &[(usize, &str)] = &[(0, "2026-10-12"), (1, "2026-10-19"), (2, "2026-10-26"), (3, "2026-11-02"), (4, "2026-11-20")];
    let mut all = late(vec![invoice(1, "2026-10-05")], &[(1, all_done)]);
    let rest = plan("standard").steps.split_off(all_done.len());
    all.skipped.extend(rest.iter().map(|step| Skipped { invoice_id: InvoiceId(1), step_id: step.id, cycle: 1, by: SkippedBy::User }));
    assert_eq!(plan_on(&all, TODAY).ended.len(), 1, "nothing is left in the plan");
    let posted = |until| PostedNotice { posted_on: day("2026-11-20"), presented: true, runs_until: day(until) };
    all.notices.insert(InvoiceId(1), posted(TODAY));
    let answer = plan_on(&all, TODAY);
    assert_eq!((answer.ended.len(), answer.withheld.len()), (0, 1), "its last day is still the client's");
    let sentence = answer.withheld[0].reason.sentence();
    assert_eq!(sentence, "Mise en demeure postée le 20 nov.\u{a0}: son délai court jusqu’au 23 nov., la suite se décide après.");
    all.skipped.clear();
    all.done.truncate(1);
    let answer = plan_on(&all, TODAY);
    assert_eq!((answer.proposals.len(), answer.withheld.len()), (0, 1), "another plan, or the same again: nothing says less meanwhile");
    let rest = plan("standard").steps.split_off(1);
    all.skipped.extend(rest.iter().map(|step| Skipped { invoice_id: InvoiceId(1), step_id: step.id, cycle: 1, by: SkippedBy::User }));
    all.notices.insert(InvoiceId(1), posted("2026-11-22"));
    assert_eq!((plan_on(&all, TODAY).ended.len(), plan_on(&all, TODAY).withheld.len()), (1, 0), "it is over");
}

/// The plan of three e-mails under another name, its steps with numbers of their own.
fn another() -> Plan {
    let mut other = three_emails();
    other.id = crate::ids::PlanId(2);
    other.steps.iter_mut().for_each(|step| step.id = StepId(step.id.0 + 100));
    other
}

#[test]
fn a_client_who_comes_back_to_his_plan_does_not_hear_again_what_the_other_told_him() {
    let other = another();
    let firm = other.steps[1].id;
    let mut all = late(vec![invoice(1, "2026-10-05")], &[(1, &[(0, "2026-10-12")])]);
    let told = Done { invoice_id: InvoiceId(1), step_id: firm, offset_days: other.steps[1].offset_days, on: day("2026-10-26"), cycle: 1 };
    all.done.push(told);
    let answer = due_reminders(&all, &[plan("standard"), other], &options(), day(TODAY));
    assert_eq!(answer.proposals[0].tone, Tone::Last, "the first reminder here, the firm one there");
}

#[test]
fn what_an_import_took_over_comes_before_what_another_plan_told() {
    let other = another();
    let (standard, last) = (plan("standard"), other.steps[2].id);
    let mut all = situation(vec![invoice(1, "2026-10-05")]);
    let before_last = standard.steps.iter().filter(|step| step.tone < Tone::Last);
    all.skipped.extend(before_last.map(|step| Skipped { invoice_id: InvoiceId(1), step_id: step.id, cycle: 1, by: SkippedBy::Triage }));
    all.done.push(Done {
        invoice_id: InvoiceId(1),
        step_id: last,
        offset_days: other.steps[2].offset_days,
        on: day("2026-10-26"),
        cycle: 1,
    });
    let answer = due_reminders(&all, &[standard, other], &options(), day(TODAY));
    assert!(
        answer.proposals.iter().all(|one| one.tone != Tone::Last),
        "he heard the last one under the other plan: {:?}",
        answer.proposals
    );
}

#[test]
fn what_was_put_aside_counts_in_the_plan_that_comes_after() {
    let other = another();
    let mut all = situation(vec![invoice(1, "2026-10-05")]);
    for step_id in [StepId(1), StepId(2), StepId(3)] {
        all.skipped.push(Skipped { invoice_id: InvoiceId(1), step_id, cycle: 1, by: SkippedBy::Triage });
    }
    all.clients[0].plan_id = other.id;
    let answer = due_reminders(&all, &[plan("standard"), other], &options(), day(TODAY));
    assert_eq!(answer.proposals[0].tone, Tone::Last, "the first reminder and the firm one were taken over, and a call between");
}

#[test]
fn the_plan_starts_again_in_a_new_cycle() {
    let steps: &[(usize, &str)] = &[(0, "2026-10-12"), (2, "2026-10-26"), (4, "2026-11-05")];
    let mut all = late(vec![invoice(1, "2026-10-05")], &[(1, steps)]);
    all.cycles.insert(InvoiceId(1), 2);
    let first = only_proposal(&all);
    assert_eq!((first.tone, first.lines[0].cycle), (Tone::First, 2));
}

#[test]
fn a_step_put_aside_by_a_person_lets_the_next_one_come_on_its_own_day() {
    let mut all = situation(vec![invoice(1, "2026-11-03")]);
    for step_id in [StepId(1), StepId(2)] {
        all.skipped.push(Skipped { invoice_id: InvoiceId(1), step_id, cycle: 1, by: SkippedBy::User });
    }
    assert_eq!(only_proposal(&all).tone, Tone::Firm);
}

#[test]
fn a_reminder_by_hand_ignores_the_interval_but_not_a_dispute() {
    let by_hand = |all: &Situation| remind_by_hand(all, &[plan("standard")], &options(), day(TODAY), ClientId(1));
    let steps: &[(usize, &str)] = &[(0, "2026-11-20")];
    let mut all = late(vec![invoice(1, "2026-11-15")], &[(1, steps)]);
    let asked = by_hand(&all).unwrap();
    assert_eq!((asked.tone, roles(&asked)), (Tone::First, vec![(1, LineRole::Joined)]), "no step is ready: none is consumed");
    all.clients[0].automation_off = true;
    assert!(by_hand(&all).is_ok(), "by hand is exactly what « client à ménager » leaves");
    all.holds = vec![dispute(1, None)];
    assert!(matches!(by_hand(&all).unwrap_err()[..], [Reason::Dispute { .. }]));
    assert_eq!(by_hand(&situation(vec![invoice(1, "2026-12-15")])).unwrap_err(), [Reason::NotLate]);
}

#[test]
fn a_consumer_is_told_so() {
    let mut all = situation(vec![invoice(1, "2026-11-13")]);
    all.clients[0] = Debtor { kind: DebtorKind::Consumer, ..debtor(1) };
    let answer = due_reminders(&all, &[plan("consumer")], &options(), day(TODAY));
    assert_eq!(answer.proposals[0].reason, Reason::StepDay { offset_days: 10, consumer: true, earlier: vec![] });
}

#[test]
fn two_promises_on_one_invoice_make_two_rows() {
    let mut all = situation(vec![invoice(1, "2026-11-02")]);
    let promise = |id, on: &str| Hold {
        id: HoldId(id),
        ..hold(Some(1), HoldKind::Promise { amount: Cents(40_000), due_on: day(on), received: Cents::ZERO })
    };
    all.holds = vec![promise(1, "2026-11-27"), promise(2, "2026-12-11")];
    let answer = plan_on(&all, TODAY);
    assert_eq!(answer.promises.iter().map(|one| one.due_on.to_string()).collect::<Vec<_>>(), ["2026-11-27", "2026-12-11"]);
    assert_eq!(answer.withheld.len(), 1, "the invoice itself is in one list");
}

#[test]
fn a_call_noted_before_the_message_of_its_contact_leaves_the_message() {
    let all = late(vec![invoice(1, "2026-11-03")], &[(1, &[(0, "2026-11-08"), (1, "2026-11-16"), (3, TODAY)])]);
    let proposal = only_proposal(&all);
    assert_eq!(
        (proposal.tone, proposal.pile, proposal.call_step_id),
        (Tone::Firm, Pile::Ready, None),
        "the call is behind, not the message"
    );
}

#[test]
fn a_step_retired_from_the_plan_is_neither_heard_again_nor_does_it_swallow_the_next() {
    let mut plan = plan("standard");
    let mut situation = late(vec![invoice(1, "2026-10-01")], &[(1, &[(0, "2026-10-06")])]);
    let next = |situation: &Situation, plan: &Plan| {
        let answer = due_reminders(situation, std::slice::from_ref(plan), &options(), day("2026-12-01"));
        answer.proposals.first().map(|one| (one.tone, one.channel.clone()))
    };
    // The first reminder was sent, then its owner took it out of the plan: the firm one comes next.
    let first = plan.steps.remove(0);
    plan.retired.push(first.clone());
    assert_eq!(next(&situation, &plan), Some((Tone::Firm, EMAIL.to_owned())));
    // Another first reminder takes its place: it is the same to the client, who does not hear it twice.
    plan.steps.insert(0, Step { id: StepId(90), offset_days: 7, ..first });
    assert_eq!(next(&situation, &plan), Some((Tone::Firm, EMAIL.to_owned())));
    // A call that was noted, then retired, never counts as a message.
    let call = plan.steps.remove(1);
    assert!(call.is_spoken());
    situation.done[0].step_id = call.id;
    plan.retired = vec![call];
    assert_eq!(next(&situation, &plan), Some((Tone::First, EMAIL.to_owned())));
}

#[test]
fn a_notice_set_on_the_due_date_is_overtaken_the_day_after() {
    let mut slow = three_emails();
    slow.steps.iter_mut().for_each(|step| step.position += 1);
    slow.steps.insert(0, Step { id: StepId(9), position: 1, offset_days: 0, tone: Tone::Courtesy, ..slow.steps[0].clone() });
    let on = |due: &str| due_reminders(&situation(vec![invoice(1, due)]), std::slice::from_ref(&slow), &options(), day(TODAY));
    assert_eq!(on(TODAY).proposals[0].tone, Tone::Courtesy, "its own day");
    let missed = on("2026-11-20");
    assert_eq!((missed.proposals.len(), missed.upcoming[0].tone), (0, Tone::First), "three days late, it no longer comes to its term");
    let sunday = on("2026-11-22");
    assert_eq!((sunday.proposals.len(), sunday.upcoming[0].tone), (0, Tone::First), "nor may Sunday's notice leave on Monday");
}

#[test]
fn a_notice_moved_to_the_due_date_itself_still_leaves() {
    let mut slow = three_emails();
    slow.steps.iter_mut().for_each(|step| step.position += 1);
    slow.steps.insert(0, Step { id: StepId(9), position: 1, offset_days: -2, tone: Tone::Courtesy, ..slow.steps[0].clone() });
    let all = situation(vec![invoice(1, TODAY)]);
    let answer = due_reminders(&all, &[slow], &options(), day(TODAY));
    assert_eq!(answer.proposals[0].tone, Tone::Courtesy, "Saturday's notice, on the Monday it speaks of");
}

#[test]
fn a_call_is_overtaken_by_a_message_and_never_by_another_call() {
    let mut plan = plan("standard");
    plan.steps[2] = Step { channel: crate::dunning::VISIT.into(), ..plan.steps[2].clone() };
    plan.steps.remove(3);
    let all = late(vec![invoice(1, "2026-11-01")], &[(1, &[(0, "2026-11-06")])]);
    let next = due_reminders(&all, std::slice::from_ref(&plan), &options(), day(TODAY)).proposals.remove(0);
    assert_eq!((next.pile, next.step_id), (Pile::Calls, StepId(2)), "the visit of the 21st waits for the call of the 13th");
}

#[test]
fn a_step_retired_without_another_of_its_tone_counts_for_every_milder_one() {
    let mut plan = three_emails();
    let firm = plan.steps.remove(1);
    let mut all = situation(vec![invoice(1, "2026-10-01")]);
    all.done = vec![done(1, &firm, "2026-10-16")];
    plan.retired.push(firm);
    let answer = due_reminders(&all, &[plan], &options(), day(TODAY));
    assert_eq!(answer.proposals[0].tone, Tone::Last, "whoever heard the firm one does not hear the first one after it");
}

#[test]
fn a_reminder_by_hand_takes_the_words_of_the_last_message_and_never_those_of_a_notice() {
    let by_hand = |all: &Situation| remind_by_hand(all, &[plan("standard")], &options(), day(TODAY), ClientId(1)).unwrap();
    let called = late(vec![invoice(1, "2026-11-15")], &[(1, &[(0, "2026-11-20"), (3, "2026-11-21")])]);
    assert_eq!(by_hand(&called).tone, Tone::First, "what was said by telephone is no message");
    let steps: &[(usize, &str)] = &[(0, "2026-10-06"), (2, "2026-10-21"), (4, "2026-11-02"), (5, "2026-11-12")];
    assert_eq!(by_hand(&late(vec![invoice(1, "2026-10-01")], &[(1, steps)])).tone, Tone::Last, "a mise en demeure is not repeated");
}

#[test]
fn a_contact_whose_interval_ends_on_the_day_of_the_step_did_not_push_it() {
    let all = late(vec![invoice(1, "2026-11-11")], &[(1, &[(0, "2026-11-16")])]);
    let earlier = vec![Earlier::First];
    assert_eq!(only_proposal(&all).reason, Reason::StepDay { offset_days: 12, consumer: false, earlier });
}

#[test]
fn a_step_keeps_its_distance_from_the_one_before_and_says_how_late_that_one_was() {
    let all = late(vec![invoice(1, "2026-10-25")], &[(1, &[(0, "2026-11-06")])]);
    let proposal = only_proposal(&all);
    assert_eq!(proposal.tone, Tone::Firm, "fifteen days after a first reminder that left a week late, and a week-end");
    assert_eq!(proposal.reason, Reason::AfterPrevious { days: 15, previous: Tone::First, previous_late_by: 7 });
}

#[test]
fn a_visit_without_effect_is_named_as_one() {
    let mut plan = plan("standard");
    plan.steps[1].channel = crate::dunning::VISIT.into();
    let mut all = late(vec![invoice(1, "2026-11-03")], &[(1, &[(0, "2026-11-08"), (1, "2026-11-15")])]);
    all.contacts.clear();
    let answer = due_reminders(&all, &[plan], &options(), day(TODAY));
    let earlier = vec![Earlier::First, Earlier::Visit];
    assert_eq!(answer.proposals[0].reason, Reason::StepDay { offset_days: 20, consumer: false, earlier });
}

#[test]
fn a_late_client_reminded_by_hand_never_reads_that_his_invoice_comes_to_its_term() {
    let mut slow = three_emails();
    slow.steps.iter_mut().for_each(|step| step.position += 1);
    slow.steps.insert(0, Step { id: StepId(9), position: 1, offset_days: 0, tone: Tone::Courtesy, ..slow.steps[0].clone() });
    let mut all = situation(vec![invoice(1, "2026-11-20")]);
    let by_hand = |all: &Situation| remind_by_hand(all, std::slice::from_ref(&slow), &options(), day(TODAY), ClientId(1)).unwrap().tone;
    assert_eq!(by_hand(&all), Tone::First, "nothing was said yet");
    all.done = vec![done(1, &slow.steps[0], "2026-11-20")];
    assert_eq!(by_hand(&all), Tone::First, "nor are the words of the notice he got said again");
}

#[test]
fn a_reminder_by_hand_does_the_step_that_is_ready_and_is_read_first_even_where_the_plan_lets_it_go() {
    let mut plan = plan("standard");
    plan.steps[0].review = crate::dunning::Review::MaySkip;
    let all = situation(vec![invoice(1, "2026-11-12")]);
    let asked = remind_by_hand(&all, &[plan], &options(), day(TODAY), ClientId(1)).unwrap();
    assert_eq!((asked.review, asked.reason.clone()), (crate::dunning::Review::Always, Reason::ByHand));
    assert_eq!(roles(&asked), [(1, LineRole::Claimed)]);
}
