mod calls;
mod groups;
mod history;

use super::super::day_plan::{LineRole, Pile};
use super::super::fixtures::{contact, day, debtor, dispute, done, hold, invoice, options, plan, situation, three_emails};
use super::super::hold::{HoldKind, PromiseStage};
use super::super::reason::{Earlier, Fix, WayOut};
use super::super::situation::{ContactKind, Done, LiveStage, ReachProblem, Skipped, SkippedBy};
use super::super::triage::make_contact;
use super::super::{EMAIL, PHONE, Step, Tone};
use super::*;
use crate::ids::{AgreementId, HoldId, InvoiceId, ReminderId, StepId};
use crate::instalments::Instalment;
use crate::party::DebtorKind;

/// Monday 23 November 2026, with the standard plan.
const TODAY: &str = "2026-11-23";

fn plan_on(situation: &Situation, on: &str) -> DayPlan {
    due_reminders(situation, &[plan("standard")], &options(), day(on))
}

fn only_proposal(situation: &Situation) -> Proposal {
    let mut answer = plan_on(situation, TODAY);
    assert_eq!(answer.proposals.len(), 1, "{answer:?}");
    answer.proposals.remove(0)
}

fn roles(proposal: &Proposal) -> Vec<(i64, LineRole)> {
    proposal.lines.iter().map(|line| (line.invoice_id.0, line.role)).collect()
}

/// The invoice after those steps of the standard plan, each on its day.
fn after(invoice_id: i64, steps: &[(usize, &str)]) -> (Vec<super::super::situation::Done>, Vec<Contact>) {
    let standard = plan("standard");
    let rows = steps.iter().map(|(at, on)| (done(invoice_id, &standard.steps[*at], on), contact(on, &standard.steps[*at].channel)));
    rows.unzip()
}

fn late(invoices: Vec<Invoice>, steps: &[(i64, &[(usize, &str)])]) -> Situation {
    let mut all = situation(invoices);
    for (id, steps) in steps {
        let (done, contacts) = after(*id, steps);
        all.done.extend(done);
        all.contacts.extend(contacts);
    }
    all
}

/// What a case changes in the situation.
type Change = fn(&mut Situation);

#[test]
fn a_step_goes_on_its_own_day_and_never_before() {
    let one = situation(vec![invoice(1, "2026-11-18")]);
    let proposal = only_proposal(&one);
    assert_eq!((proposal.tone, proposal.pile, proposal.days_late), (Tone::First, Pile::Ready, 5));
    assert_eq!(proposal.reason, Reason::StepDay { offset_days: 5, consumer: false, earlier: vec![] });
    let before = plan_on(&one, "2026-11-20");
    assert_eq!(before.proposals, []);
    assert_eq!((before.upcoming[0].on, before.upcoming[0].tone), (day(TODAY), Tone::First), "and the day is told");
}

#[test]
fn a_closed_day_moves_the_step_to_the_next_open_one() {
    let sunday = only_proposal(&situation(vec![invoice(1, "2026-11-17")]));
    assert_eq!(sunday.reason, Reason::ClosedDay { offset_days: 5, planned: day("2026-11-22"), moved_to: day(TODAY), today: day(TODAY) });
}

#[test]
fn a_day_when_nobody_opened_the_app_loses_nothing() {
    let proposal = only_proposal(&situation(vec![invoice(1, "2026-11-12")]));
    assert_eq!(proposal.reason, Reason::CaughtUp { planned: day("2026-11-17"), today: day(TODAY) });
}

#[test]
fn a_contact_pushes_the_step_to_the_end_of_the_interval() {
    let steps: &[(usize, &str)] = &[(0, "2026-10-26"), (2, "2026-11-09")];
    let mut pushed = late(vec![invoice(1, "2026-10-20")], &[(1, steps)]);
    pushed.contacts.push(Contact { what: ContactKind::ByHand, ..contact("2026-11-16", PHONE) });
    let proposal = only_proposal(&pushed);
    assert_eq!(proposal.tone, Tone::Last);
    assert_eq!(
        proposal.reason.sentence().replace(['\u{202f}', '\u{a0}'], " "),
        "Étape prévue le 19 ; repoussée au 23 : appel il y a 7 jours"
    );
    let held = plan_on(&pushed, "2026-11-20");
    assert_eq!(held.proposals, []);
    assert_eq!(held.withheld[0].reason.way_out(), WayOut::SendAnyway);
    assert!(held.withheld[0].reason.sentence().starts_with("Dernier avis prévu le 19"), "{}", held.withheld[0].reason.sentence());
}

#[test]
fn the_first_sending_of_an_invoice_is_a_contact_too() {
    let mut sent = situation(vec![invoice(1, "2026-11-18")]);
    sent.contacts.push(Contact { what: ContactKind::InvoiceSent, ..contact("2026-11-20", EMAIL) });
    let held = plan_on(&sent, TODAY);
    assert!(held.withheld[0].reason.sentence().contains("envoi de la facture"), "{}", held.withheld[0].reason.sentence());
}

#[test]
fn one_contact_groups_the_late_invoices_in_the_words_of_the_highest_step_ready() {
    let steps: &[(usize, &str)] = &[(0, "2026-11-09"), (1, "2026-11-16")];
    let both = late(vec![invoice(352, "2026-11-04"), invoice(361, "2026-11-11"), invoice(370, "2026-11-20")], &[(352, steps)]);
    let proposal = plan_on(&both, "2026-11-24").proposals.remove(0);
    assert_eq!(proposal.tone, Tone::Firm);
    assert_eq!(roles(&proposal), [(352, LineRole::Claimed), (361, LineRole::Claimed), (370, LineRole::Joined)]);
    assert_eq!(proposal.lines[1].step_id, Some(StepId(1)), "each line keeps its own step: the first reminder for the second");
    assert_eq!(proposal.amount, Cents(300_000), "all that is late is chased");
    assert_eq!(proposal.call_step_id, Some(StepId(4)), "the call planned with the firm reminder is the same contact");
    let earlier = vec![Earlier::First, Earlier::Call];
    assert_eq!(proposal.reason, Reason::StepDay { offset_days: 20, consumer: false, earlier });
}

#[test]
fn the_call_planned_with_a_message_is_proposed_the_same_day_and_not_the_next() {
    let steps: &[(usize, &str)] = &[(0, "2026-11-09"), (1, "2026-11-16")];
    let mut all = late(vec![invoice(352, "2026-11-04")], &[(352, steps)]);
    let firm = plan_on(&all, "2026-11-24").proposals.remove(0);
    make_contact(&mut all, &firm, day("2026-11-24"));
    let call = plan_on(&all, "2026-11-24").proposals.remove(0);
    assert_eq!((call.pile, call.step_id), (Pile::Calls, StepId(4)));
    assert!(!matches!(call.reason, Reason::Pushed { .. }), "it goes today: nothing postponed it ({})", call.reason.sentence());
    let tomorrow = plan_on(&all, "2026-11-25");
    assert_eq!((tomorrow.proposals.len(), tomorrow.withheld.len()), (0, 1), "from the next day on it is another contact");
    assert!(tomorrow.withheld[0].reason.sentence().starts_with("Appel prévu le 24"), "{}", tomorrow.withheld[0].reason.sentence());
    let last_notice = plan_on(&all, "2026-12-04");
    assert_eq!(last_notice.proposals[0].tone, Tone::Last, "a call nobody made never blocks the next message");
}

#[test]
fn a_call_does_not_do_the_step_of_a_message_nor_the_reverse() {
    let steps: &[(usize, &str)] = &[(0, "2026-11-09")];
    let both = late(vec![invoice(1, "2026-11-04"), invoice(2, "2026-11-11")], &[(1, steps)]);
    let message = plan_on(&both, "2026-11-16").proposals.remove(0);
    assert_eq!((message.tone, roles(&message)), (Tone::First, vec![(1, LineRole::Joined), (2, LineRole::Claimed)]));
    assert_eq!(message.call_step_id, Some(StepId(2)), "the call of the first invoice is the same contact");
    let mut called = both.clone();
    let (done, contacts) = after(1, &[(1, "2026-11-16")]);
    called.done.extend(done);
    called.contacts.extend(contacts);
    let still = plan_on(&called, "2026-11-16").proposals.remove(0);
    assert_eq!((still.tone, still.call_step_id), (Tone::First, None), "once the call is made, the message may still go today");
    assert_eq!(plan_on(&called, "2026-11-17").proposals, [], "but tomorrow it is another contact");
}

#[test]
fn a_mise_en_demeure_claims_only_what_went_through_the_steps_before_it() {
    let steps: &[(usize, &str)] = &[(0, "2026-10-12"), (2, "2026-10-26"), (4, "2026-11-12")];
    let notice = only_proposal(&late(vec![invoice(148, "2026-10-05"), invoice(377, "2026-10-31")], &[(148, steps)]));
    assert_eq!((notice.tone, notice.pile), (Tone::FormalNotice, Pile::Letters));
    assert_eq!(roles(&notice), [(148, LineRole::Claimed), (377, LineRole::ForTheRecord)]);
    assert_eq!(notice.amount, Cents(100_000), "what is listed for the record is not claimed");
    let mut posted = late(vec![invoice(148, "2026-10-05"), invoice(377, "2026-10-31")], &[(148, steps)]);
    make_contact(&mut posted, &notice, day(TODAY));
    let next = plan_on(&posted, TODAY);
    assert_eq!(next.ended.len(), 1, "the oldest has no step left, and says so");
    assert_eq!(next.withheld[0].tone, Some(Tone::First), "the younger one gets its own reminder a week later");
}

#[test]
fn a_dated_example_crosses_christmas_as_on_the_screen_of_plans() {
    let mut all = situation(vec![invoice(1, "2026-11-25")]);
    let mut told = Vec::new();
    for on in day("2026-11-25").iter_days().take(60) {
        // Twice: the call planned with a message is offered once the message has left.
        for _ in 0..2 {
            for proposal in due_reminders(&all, &[plan("standard")], &options(), on).proposals {
                make_contact(&mut all, &proposal, on);
                told.push((on.to_string(), proposal.tone, proposal.pile));
            }
        }
    }
    let expected = [
        ("2026-11-30", Tone::First, Pile::Ready),
        ("2026-12-07", Tone::First, Pile::Calls),
        ("2026-12-15", Tone::Firm, Pile::Ready),
        ("2026-12-15", Tone::Firm, Pile::Calls),
        ("2026-12-28", Tone::Last, Pile::Ready),
        ("2027-01-07", Tone::FormalNotice, Pile::Letters),
    ];
    let seen: Vec<_> = told.iter().map(|(on, tone, pile)| (on.as_str(), *tone, *pile)).collect();
    assert_eq!(seen, expected);
}

#[test]
fn the_disputed_part_is_left_out_and_the_rest_is_chased() {
    let mut all = situation(vec![invoice(1, "2026-11-18")]);
    all.holds = vec![dispute(1, Some(30_000))];
    let proposal = only_proposal(&all);
    assert_eq!((proposal.amount, proposal.lines[0].disputed), (Cents(70_000), Cents(30_000)));
    all.holds = vec![dispute(1, None)];
    let held = plan_on(&all, TODAY);
    assert_eq!((held.proposals.len(), held.withheld[0].reason.way_out()), (0, WayOut::SeeDispute));
    assert!(held.withheld[0].reason.sentence().ends_with("votre réponse est attendue le 30."));
}

#[test]
fn a_promise_pauses_then_the_plan_resumes_at_the_same_step() {
    let steps: &[(usize, &str)] = &[(0, "2026-10-12"), (2, "2026-10-26")];
    let mut all = late(vec![invoice(1, "2026-10-05")], &[(1, steps)]);
    let promise = |received| HoldKind::Promise { amount: Cents(100_000), due_on: day("2026-11-18"), received: Cents(received) };
    all.holds = vec![Hold { from_on: day("2026-11-02"), ..hold(Some(1), promise(0)) }];
    let in_grace = plan_on(&all, "2026-11-20");
    assert_eq!((in_grace.proposals.len(), in_grace.withheld[0].reason.way_out()), (0, WayOut::SeePromise));
    assert_eq!(in_grace.promises[0].stage, PromiseStage::InGrace);
    let resumed = only_proposal(&all);
    assert_eq!((resumed.tone, resumed.broken_promise.map(|one| one.due_on)), (Tone::Last, Some(day("2026-11-18"))), "never back at step 1");
    assert!(matches!(resumed.reason, Reason::BrokenPromise { .. }));
    make_contact(&mut all, &resumed, day(TODAY));
    let notice = plan_on(&all, "2026-12-03");
    assert_eq!(notice.proposals[0].broken_promise, None, "the words are said once");
    assert_eq!(notice.promises, [], "nor is it waited for any more");
    all.holds = vec![Hold { from_on: day("2026-11-02"), ..hold(Some(1), promise(100_000)) }];
    assert_eq!(plan_on(&all, TODAY).promises, [], "a promise kept is over");
}

#[test]
fn an_instalment_plan_holds_while_it_is_kept_and_asks_for_a_decision_when_it_is_not() {
    let mut all = situation(vec![invoice(1, "2026-11-02")]);
    let terms = ["2026-11-16", "2026-12-16"].map(|on| Instalment { on: day(on), amount: Cents(50_000) }).to_vec();
    let plan = |received, all: &mut Situation| {
        let (invoices, instalments) = ([InvoiceId(1)].into(), terms.clone());
        let kind = HoldKind::InstalmentPlan {
            agreement: AgreementId(1),
            remind_before: None,
            invoices,
            instalments,
            received: Cents(received),
            grace_open_days: 2,
        };
        all.holds = vec![hold(None, kind)];
        plan_on(all, TODAY)
    };
    let kept = plan(50_000, &mut all);
    assert_eq!(kept.withheld[0].reason, Reason::Instalments { next: Some(day("2026-12-16")), reminded_on: None, today: day(TODAY) });
    let broken = plan(20_000, &mut all);
    let missed = Reason::InstalmentMissed { on: day("2026-11-16"), amount: Cents(30_000), today: day(TODAY) };
    assert_eq!((broken.to_fix[0].reason.clone(), broken.withheld.len()), (missed, 0), "what lacks of the term is to be decided upon");
    assert_eq!(broken.to_fix[0].reason.way_out(), WayOut::Fix(Fix::Instalments));
    all.invoices.push(invoice(2, "2026-11-02"));
    assert_eq!(plan(50_000, &mut all).proposals[0].lines.len(), 1, "an invoice outside the agreement is chased as ever");
}

#[test]
fn a_pause_ends_on_its_day() {
    let mut all = situation(vec![invoice(1, "2026-11-16")]);
    all.holds = vec![hold(None, HoldKind::Pause { until: Some(day("2026-11-23")) })];
    assert_eq!(plan_on(&all, TODAY).proposals, []);
    assert_eq!(plan_on(&all, "2026-11-24").proposals.len(), 1);
    all.holds[0].released_on = Some(day(TODAY));
    assert_eq!(plan_on(&all, TODAY).proposals.len(), 1, "or when a person lifts it");
}

#[test]
fn what_the_law_or_the_owner_stops_is_withheld_with_a_way_out() {
    let cases: [(Change, WayOut); 6] = [
        (|all| all.clients[0].insolvent_on = Some(day("2026-11-20")), WayOut::SeeClient),
        (|all| all.clients[0].automation_off = true, WayOut::SendAnyway),
        (|all| all.invoices[0].direct_debit = true, WayOut::SeeClient),
        (|all| all.awaiting_triage.extend([InvoiceId(1)]), WayOut::Triage),
        (|all| all.holds.push(hold(None, HoldKind::Pause { until: None })), WayOut::SeeClient),
        (|all| all.live.push(live(LiveStage::Uncertain)), WayOut::CheckSending),
    ];
    for (change, way_out) in cases {
        let mut all = situation(vec![invoice(1, "2026-11-18")]);
        change(&mut all);
        let answer = plan_on(&all, TODAY);
        assert_eq!((answer.proposals.len(), answer.withheld.len()), (0, 1), "{way_out:?}");
        assert_eq!(answer.withheld[0].reason.way_out(), way_out);
        assert!(answer.withheld[0].reason.sentence().ends_with('.'), "a whole sentence");
    }
}

fn live(stage: LiveStage) -> LiveReminder {
    let invoices = vec![InvoiceId(1)];
    LiveReminder {
        id: ReminderId(9),
        client_id: ClientId(1),
        stage,
        on: day("2026-11-12"),
        invoices,
        amount: Cents(100_000),
        of_term: false,
    }
}

#[test]
fn what_a_person_must_correct_is_not_sent() {
    let cases: [(Change, Fix); 7] = [
        (|all| all.invoices[0].due_on = None, Fix::DueDate),
        (|all| all.clients[0].unallocated = Cents(1), Fix::Unallocated),
        (|all| all.clients[0].unmatched = Cents(1), Fix::Unmatched),
        (|all| all.clients[0].problems.push(ReachProblem::NoEmail), Fix::Email),
        (|all| all.clients[0].problems.push(ReachProblem::BouncedEmail), Fix::Email),
        (|all| all.clients[0].plan_id = crate::ids::PlanId(77), Fix::Plan),
        (|all| all.invoices.push(Invoice { kind: InvoiceKind::CreditNote, ..invoice(2, "2026-11-18") }), Fix::Credit),
    ];
    for (change, fix) in cases {
        let mut all = situation(vec![invoice(1, "2026-11-18")]);
        change(&mut all);
        let answer = plan_on(&all, TODAY);
        assert_eq!((answer.proposals.len(), answer.to_fix.len()), (0, 1), "{fix:?}: {answer:?}");
        assert_eq!(answer.to_fix[0].reason.way_out(), WayOut::Fix(fix));
    }
    let mut no_address = situation(vec![invoice(1, "2026-11-18")]);
    no_address.clients[0].problems.push(ReachProblem::NoAddress);
    assert_eq!(plan_on(&no_address, TODAY).proposals.len(), 1, "an e-mail needs no postal address");
}

#[test]
fn credit_notes_are_shown_and_the_net_is_chased() {
    let note = Invoice { kind: InvoiceKind::CreditNote, total: Cents(20_000), ..invoice(2, "2026-11-18") };
    let proposal = only_proposal(&situation(vec![invoice(1, "2026-11-18"), note]));
    assert_eq!((proposal.amount, proposal.lines[1].role, proposal.lines[1].amount), (Cents(80_000), LineRole::Credit, Cents(-20_000)));
}

#[test]
fn a_reminder_already_prepared_is_not_proposed_again() {
    for stage in [LiveStage::Draft, LiveStage::Approved, LiveStage::Queued] {
        let mut all = situation(vec![invoice(1, "2026-11-18"), invoice(2, "2026-11-16")]);
        all.live.push(live(stage));
        let answer = plan_on(&all, TODAY);
        assert_eq!((answer.proposals.len(), answer.in_progress.len()), (0, 1), "{stage:?}: one contact a client");
    }
}

#[test]
fn a_draft_that_a_promise_stops_is_held_and_no_more_ready() {
    let promise = HoldKind::Promise { amount: Cents(100_000), due_on: day("2026-11-27"), received: Cents::ZERO };
    let mut all = situation(vec![invoice(1, "2026-11-18")]);
    all.live.push(live(LiveStage::Draft));
    all.holds.push(hold(None, promise));
    let answer = plan_on(&all, TODAY);
    assert_eq!((answer.in_progress.len(), answer.stopped.as_slice(), answer.withheld.len()), (0, [ReminderId(9)].as_slice(), 1));
    all.invoices.push(invoice(2, "2026-11-16"));
    all.holds[0].invoice_id = Some(InvoiceId(1));
    let answer = plan_on(&all, TODAY);
    assert_eq!((answer.in_progress.len(), answer.stopped.len()), (1, 0), "another late invoice keeps the client in the list of the day");
    all.holds[0].invoice_id = Some(InvoiceId(2));
    let answer = plan_on(&all, TODAY);
    assert_eq!((answer.in_progress.len(), answer.stopped.len()), (1, 0), "what it claims may still be claimed");
}

#[test]
fn a_draft_of_a_client_of_whom_something_is_to_be_said_first_is_where_that_is_said() {
    type Change = fn(&mut Situation);
    let cases: [(Change, Fix); 3] = [
        (|all| all.clients[0].unallocated = Cents(5_000), Fix::Unallocated),
        (|all| all.clients[0].unmatched = Cents(5_000), Fix::Unmatched),
        (|all| all.clients[0].problems = vec![ReachProblem::BouncedEmail], Fix::Email),
    ];
    for (change, fix) in cases {
        let mut all = situation(vec![invoice(1, "2026-11-18"), invoice(2, "2026-11-16")]);
        all.live.push(live(LiveStage::Draft));
        change(&mut all);
        let answer = plan_on(&all, TODAY);
        assert_eq!(
            (answer.in_progress.len(), answer.stopped.as_slice(), answer.proposals.len()),
            (0, [ReminderId(9)].as_slice(), 0),
            "{fix:?}"
        );
        let ways: Vec<_> = answer.to_fix.iter().map(|row| (row.reason.way_out(), row.invoices.len())).collect();
        assert_eq!(ways, [(WayOut::Fix(fix), 2)], "it would not leave");
        let place = crate::dunning::places::places(&answer)[&ClientId(1)];
        assert_eq!(place, crate::dunning::places::Place::ToFix, "in one list");
        all.live[0].stage = LiveStage::Queued;
        assert_eq!(plan_on(&all, TODAY).in_progress.len(), 1, "what waits in the outbox is its own to tell");
    }
}

#[test]
fn an_uncertain_sending_counts_as_made_for_the_other_invoices() {
    let mut all = situation(vec![invoice(1, "2026-11-03"), invoice(2, "2026-11-16")]);
    all.live.push(LiveReminder { on: day("2026-11-19"), ..live(LiveStage::Uncertain) });
    let answer = plan_on(&all, TODAY);
    assert_eq!((answer.proposals.len(), answer.withheld.len()), (0, 2), "one frozen, the other a week later");
}
