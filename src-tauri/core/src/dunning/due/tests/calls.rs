//! What the last call set: to call again on a day, or the owner's decision.
use super::*;
use crate::dunning::call::CallOutcome;

/// What came of a call of client 1 on 20 November.
fn noted(id: i64, after: CallOutcome, on: &str) -> FollowUp {
    FollowUp { id, client_id: ClientId(1), on: day(on), after, noted_on: day("2026-11-20") }
}

/// An invoice whose first reminder left on its day, and whose next step is the call of the 23rd.
fn reminded() -> Situation {
    late(vec![invoice(1, "2026-11-11")], &[(1, &[(0, "2026-11-16")])])
}

/// An invoice whose first reminder is ready today.
fn ready() -> Situation {
    situation(vec![invoice(1, "2026-11-18")])
}

#[test]
fn a_client_to_call_again_comes_back_on_the_day_that_was_set() {
    let mut all = reminded();
    all.follow_ups = vec![noted(1, CallOutcome::Voicemail, "2026-11-20")];
    assert_eq!(plan_on(&all, "2026-11-19").recalls, [], "not before");
    let friday = plan_on(&all, "2026-11-20");
    let recall = &friday.recalls[0];
    assert_eq!((recall.client_id, recall.amount, recall.days_late), (ClientId(1), Cents(100_000), 9));
    assert_eq!((friday.proposals.len(), friday.ended.len()), (0, 0), "no step of the plan is that call");
    all.closures = vec![super::super::super::situation::Closure { from: day("2026-11-20"), until: day("2026-11-20"), note: String::new() }];
    assert_eq!(plan_on(&all, "2026-11-20").recalls, [], "nobody calls on a day off");
}

#[test]
fn the_call_of_the_plan_waits_for_the_day_of_the_call_to_make_again_and_is_the_same_contact() {
    let mut all = reminded();
    all.follow_ups = vec![noted(1, CallOutcome::Voicemail, "2026-11-25")];
    all.contacts.push(contact("2026-11-20", PHONE));
    let monday = plan_on(&all, TODAY);
    assert_eq!((monday.proposals.len(), monday.withheld.len(), monday.recalls.len()), (0, 1, 0));
    assert!(matches!(monday.withheld[0].reason, Reason::CallAgain { .. }), "{:?}", monday.withheld[0].reason);
    let wednesday = plan_on(&all, "2026-11-25");
    assert_eq!((wednesday.proposals.len(), wednesday.recalls.len()), (1, 0), "the week after the message left does not push it");
    assert_eq!(wednesday.proposals[0].pile, Pile::Calls);
    assert!(matches!(wednesday.proposals[0].reason, Reason::CallAgain { .. }));
}

#[test]
fn a_call_to_make_again_holds_no_message() {
    let mut all = ready();
    all.follow_ups = vec![noted(1, CallOutcome::Unreachable, "2026-11-25")];
    assert_eq!(only_proposal(&all).pile, Pile::Ready);
}

#[test]
fn a_client_who_refuses_is_the_owners_to_decide_about_from_that_day_on() {
    let mut all = ready();
    all.follow_ups = vec![noted(1, CallOutcome::Refused, TODAY)];
    let refused = plan_on(&all, TODAY);
    assert_eq!((refused.proposals.len(), refused.ended.len()), (0, 1));
    assert_eq!(refused.ended[0].refused_on, Some(day("2026-11-20")));
    assert_eq!(refused.recalls, [], "there is nothing left to say by telephone");
    all.follow_ups = vec![noted(1, CallOutcome::Refused, "2026-11-24")];
    assert_eq!(only_proposal(&all).tone, Tone::First, "the day that a person set is still to come");
}

#[test]
fn the_last_call_noted_is_the_one_that_counts() {
    let (refused, heard) = (noted(1, CallOutcome::Refused, TODAY), noted(2, CallOutcome::Voicemail, "2026-11-30"));
    for follow_ups in [vec![refused, heard], vec![heard, refused]] {
        let all = Situation { follow_ups, ..ready() };
        assert_eq!(plan_on(&all, TODAY).ended, [], "he refused, then was called again");
    }
}

/// The client said on 16 November that he had not got the invoices then late: a fortnight is left, until the 29th.
fn not_received(invoice: Option<i64>) -> Hold {
    let pause = HoldKind::Pause { until: Some(day("2026-11-29")) };
    Hold { from_on: day("2026-11-16"), not_received: true, note: String::new(), ..hold(invoice, pause) }
}

#[test]
fn who_had_not_got_the_invoice_is_left_time_then_reminded_one_tone_softer_until_a_message_spoke_of_it() {
    // First reminder on 9 November, called on the 16th: the firm message would go on the 24th.
    let mut all = late(vec![invoice(1, "2026-11-04")], &[(1, &[(0, "2026-11-09"), (1, "2026-11-16")])]);
    all.holds = vec![not_received(None)];
    let held = plan_on(&all, "2026-11-24");
    assert_eq!((held.proposals.len(), held.withheld.len()), (0, 1));
    let told = held.withheld[0].reason.sentence().replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(told, "N’a pas reçu la facture : renvoyez-la, les relances reprennent après le 29 nov.");
    let after = plan_on(&all, "2026-11-30").proposals.remove(0);
    assert_eq!((after.step_id, after.tone), (plan("standard").steps[2].id, Tone::First), "the firm step, in the words of a first reminder");
    assert_eq!(after.reason, Reason::SentAgain { noted_on: day("2026-11-16"), today: day("2026-11-30") });
    all.done.push(done(1, &plan("standard").steps[2], "2026-11-30"));
    all.contacts.push(contact("2026-11-30", EMAIL));
    assert_eq!(plan_on(&all, "2026-12-10").proposals[0].tone, Tone::Last, "he has heard of it since");
}

#[test]
fn an_invoice_that_was_not_late_that_day_or_is_another_keeps_its_tone() {
    let firm = |due: &str, hold: Hold| {
        let first = (day(due) + chrono::Days::new(5)).to_string();
        let mut all = late(vec![invoice(1, due)], &[(1, &[(0, first.as_str())])]);
        all.holds = vec![Hold { kind: HoldKind::Pause { until: Some(day("2026-11-17")) }, ..hold }];
        plan_on(&all, &(day(due) + chrono::Days::new(26)).to_string()).proposals[0].tone
    };
    assert_eq!(firm("2026-11-04", not_received(Some(1))), Tone::First);
    assert_eq!(firm("2026-11-04", Hold { not_received: false, ..not_received(Some(1)) }), Tone::Firm, "a pause like another");
    assert_eq!(firm("2026-11-04", not_received(Some(2))), Tone::Firm, "of another invoice");
    assert_eq!(firm("2026-11-18", not_received(None)), Tone::Firm, "due since: nobody spoke of it that day");
}
