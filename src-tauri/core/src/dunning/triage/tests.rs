use super::*;
use crate::dunning::fixtures::{day, invoice, options, plan, situation, three_emails};

fn imported(lates: &[(i64, &str)]) -> Situation {
    let invoices: Vec<_> = lates.iter().map(|(id, due)| invoice(*id, due)).collect();
    let awaiting_triage = invoices.iter().map(|one| one.id).collect();
    Situation { awaiting_triage, ..situation(invoices) }
}

/// Monday 7 September 2026: 95, 40, 10 and 3 days late.
const BACKLOG: [(i64, &str); 4] = [(1, "2026-06-04"), (2, "2026-07-29"), (3, "2026-08-28"), (4, "2026-09-04")];

#[test]
fn the_age_of_a_debt_proposes_the_step_and_never_a_mise_en_demeure() {
    let today = day("2026-09-07");
    let standard = plan("standard");
    let proposed = propose_triage(&imported(&BACKLOG), std::slice::from_ref(&standard), today);
    let tones: Vec<Option<Tone>> = proposed[0]
        .invoices
        .iter()
        .map(|(_, id)| id.and_then(|id| standard.steps.iter().find(|step| step.id == id)).map(|step| step.tone))
        .collect();
    assert_eq!(tones, [Some(Tone::Last), Some(Tone::Firm), Some(Tone::First), None]);
    assert_eq!(proposed[0].days_late, 95);
    assert_eq!(proposed[0].why.replace('\u{a0}', " "), "95 jours de retard : reprise au dernier avis, sans mise en demeure");
}

#[test]
fn nothing_leaves_before_the_triage_is_confirmed() {
    let today = day("2026-09-07");
    let waiting = imported(&BACKLOG);
    let before = due_reminders(&waiting, &[plan("standard")], &options(), today);
    assert_eq!(before.proposals, []);
    assert_eq!(before.withheld.len(), 1, "one row says why, for all four");
    assert_eq!((before.withheld[0].invoices.len(), before.withheld[0].amount), (4, Cents(400_000)));
    assert_eq!(before.upcoming, []);
}

#[test]
fn a_choice_moves_the_most_advanced_invoices_and_never_a_younger_one_further_than_its_age() {
    let today = day("2026-09-07");
    let plans = [plan("standard")];
    let notice = plans[0].steps.iter().find(|step| step.tone == Tone::FormalNotice).unwrap();
    let resumed = |choice: TriageChoice| {
        let outcome = settle_triage(&imported(&BACKLOG), &plans, today, &BTreeMap::from([(ClientId(1), choice)]));
        [1, 2, 3, 4].map(|id| outcome.skipped.iter().filter(|row| row.invoice_id == InvoiceId(id)).count())
    };
    assert_eq!(resumed(TriageChoice::Resume(notice.id)), [5, 2, 0, 0], "the oldest goes to the notice, the others keep theirs");
    assert_eq!(resumed(TriageChoice::Resume(plans[0].steps[0].id)), [0, 0, 0, 0], "everyone starts at the first step");
    let alone = settle_triage(&imported(&BACKLOG), &plans, today, &BTreeMap::from([(ClientId(1), TriageChoice::LeaveAlone)]));
    assert_eq!((alone.left_alone.len(), alone.skipped.len()), (4, 0));
}

#[test]
fn a_choice_made_while_he_followed_another_plan_starts_at_the_step_that_says_the_same() {
    let today = day("2026-09-07");
    let mut other = plan("standard");
    other.id = crate::ids::PlanId(2);
    other.steps.iter_mut().for_each(|step| step.id = StepId(step.id.0 + 100));
    let plans = [plan("standard"), other];
    let firm = |plan: &Plan| plan.steps.iter().find(|step| step.tone == Tone::Firm).unwrap().id;
    let skipped = |step: StepId| {
        let choice = BTreeMap::from([(ClientId(1), TriageChoice::Resume(step))]);
        settle_triage(&imported(&BACKLOG), &plans, today, &choice).skipped
    };
    assert_eq!(skipped(firm(&plans[1])), skipped(firm(&plans[0])));
    assert!(!skipped(firm(&plans[0])).is_empty(), "what comes before is taken over");
}

#[test]
fn the_screen_says_what_would_follow() {
    let today = day("2026-09-07");
    let mut all = imported(&BACKLOG);
    for id in 2..=4 {
        all.clients.push(crate::dunning::fixtures::debtor(id));
        let theirs = Invoice { client_id: ClientId(id), ..invoice(10 + id, "2026-08-10") };
        all.awaiting_triage.insert(theirs.id);
        all.invoices.push(theirs);
    }
    let forecast = preview_triage(&all, &[three_emails()], &options(), today, &BTreeMap::new());
    assert_eq!(forecast, Forecast { messages: 4, ..Forecast::default() });
    assert_eq!(forecast.sentence(), "4 messages cette semaine, aucun recommandé");
    let other = Forecast { messages: 0, calls: 1, letters: 2, registered: 3 };
    assert_eq!(other.sentence(), "1 appel et 2 lettres cette semaine, 3 recommandés");
    assert_eq!(Forecast::default().sentence(), "Aucun message cette semaine, aucun recommandé");
}

/// A plan of one step, at once, by a channel.
fn by(id: i64, channel: &str, tone: Tone) -> Plan {
    let step = Step { id: StepId(id), offset_days: 1, channel: channel.to_owned(), tone, ..three_emails().steps[0].clone() };
    Plan { id: crate::ids::PlanId(id), steps: vec![step], ..three_emails() }
}

#[test]
fn what_would_follow_is_counted_by_the_way_it_goes() {
    use crate::dunning::{LETTER, PHONE, REGISTERED_LETTER, VISIT};
    let plans =
        [by(1, PHONE, Tone::First), by(2, VISIT, Tone::First), by(3, LETTER, Tone::First), by(4, REGISTERED_LETTER, Tone::FormalNotice)];
    let mut all = imported(&[]);
    all.clients.clear();
    for id in 1..=4 {
        all.clients.push(crate::dunning::situation::Debtor { plan_id: crate::ids::PlanId(id), ..crate::dunning::fixtures::debtor(id) });
        let theirs = Invoice { client_id: ClientId(id), ..invoice(id, "2026-09-01") };
        all.awaiting_triage.insert(theirs.id);
        all.invoices.push(theirs);
    }
    let forecast = preview_triage(&all, &plans, &options(), day("2026-09-07"), &BTreeMap::new());
    assert_eq!(forecast, Forecast { messages: 0, calls: 2, letters: 1, registered: 1 });
}

#[test]
fn only_what_was_imported_late_is_triaged_and_who_owes_most_comes_first() {
    let mut all = imported(&[(1, "2026-08-28"), (2, "2026-09-30")]);
    all.clients.push(crate::dunning::fixtures::debtor(2));
    let of_second = |id, total| Invoice { client_id: ClientId(2), total: Cents(total), ..invoice(id, "2026-08-28") };
    all.invoices.extend([of_second(3, 200_000), of_second(4, 900_000)]);
    all.awaiting_triage.insert(InvoiceId(3));
    let lines = propose_triage(&all, &[plan("standard")], day("2026-09-07"));
    let told: Vec<_> = lines.iter().map(|line| (line.client_id.0, line.invoices.len(), line.amount.0)).collect();
    assert_eq!(told, [(2, 1, 200_000), (1, 1, 100_000)], "not the one to come, nor the one that was here before");
}

#[test]
fn nobody_starts_again_at_a_notice_of_the_due_date() {
    let mut slow = three_emails();
    slow.steps.iter_mut().for_each(|step| step.position += 1);
    slow.steps.insert(0, Step { id: StepId(9), position: 1, offset_days: 0, tone: Tone::Courtesy, ..slow.steps[0].clone() });
    let lines = propose_triage(&imported(&[(1, "2026-09-04")]), &[slow], day("2026-09-07"));
    assert_eq!(lines[0].proposed, None, "three days late, the first reminder has not come yet");
}

#[test]
fn what_would_follow_leaves_out_who_is_left_alone_and_who_was_here_before() {
    let today = day("2026-09-07");
    let mut all = imported(&BACKLOG);
    all.clients.push(crate::dunning::fixtures::debtor(2));
    all.invoices.push(Invoice { client_id: ClientId(2), ..invoice(9, "2026-08-28") });
    let follow = |choices| preview_triage(&all, &[three_emails()], &options(), today, &choices).messages;
    assert_eq!(follow(BTreeMap::new()), 1, "the second client had his plan before the import");
    assert_eq!(follow(BTreeMap::from([(ClientId(1), TriageChoice::LeaveAlone)])), 0);
}
