use super::super::presets::presets;
use super::super::{DECISION, EMAIL, SMS, VISIT};
use super::*;

fn step(offset_days: i32, channel: &str, tone: Tone) -> StepDraft {
    StepDraft { id: None, offset_days, channel: channel.to_owned(), tone, may_skip_review: false }
}

fn wrongs(steps: Vec<StepDraft>) -> Vec<(Option<usize>, Wrong)> {
    problems(&ordered(steps), 7).into_iter().map(|one| (one.step, one.what)).collect()
}

#[test]
fn the_presets_have_nothing_wrong() {
    for preset in presets() {
        let drafts = preset.steps.iter().map(|one| step(one.offset_days, one.channel, one.tone)).collect();
        let ordered = ordered(drafts);
        assert_eq!(problems(&ordered, 7), [], "{}", preset.key);
        let with: Vec<bool> = steps(&ordered).iter().map(|one| one.same_contact_as_previous).collect();
        assert_eq!(with, preset.steps.iter().map(|one| one.same_contact_as_previous).collect::<Vec<_>>(), "{}", preset.key);
    }
}

#[test]
fn days_decide_the_order_and_a_call_goes_with_the_message_of_its_day() {
    let made = steps(&ordered(vec![step(20, PHONE, Tone::Firm), step(20, EMAIL, Tone::Firm), step(5, EMAIL, Tone::First)]));
    let read: Vec<String> = made.iter().map(Step::sentence).collect();
    assert_eq!(
        read,
        [
            "5 jours après l’échéance\u{a0}: 1er rappel, par e-mail.",
            "20 jours après l’échéance\u{a0}: relance ferme, par e-mail.",
            "Le même jour\u{a0}: appel, dans le même contact.",
        ]
    );
    assert_eq!(made.iter().map(|one| one.position).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_step_reads_well_around_the_due_date() {
    let notice = steps(&[step(40, REGISTERED_LETTER, Tone::FormalNotice)]);
    assert_eq!(notice[0].sentence(), "40 jours après l’échéance\u{a0}: mise en demeure en lettre recommandée.");
    assert_eq!(when(0), "le jour de l’échéance");
    assert_eq!(when(-1), "1 jour avant l’échéance");
}

#[test]
fn each_mistake_is_named_at_its_step() {
    assert_eq!(wrongs(Vec::new()), [(None, Wrong::Empty)]);
    assert_eq!(wrongs((1..=16).map(|n| step(n * 10, EMAIL, Tone::First)).collect()), [(None, Wrong::TooMany)]);
    assert_eq!(wrongs(vec![step(800, EMAIL, Tone::First)]), [(Some(0), Wrong::Day)]);
    assert_eq!(wrongs(vec![step(5, EMAIL, Tone::First), step(5, EMAIL, Tone::Firm)]), [(Some(1), Wrong::SameDay)]);
    assert_eq!(wrongs(vec![step(5, EMAIL, Tone::Courtesy)]), [(Some(0), Wrong::CourtesyLate)]);
    assert_eq!(wrongs(vec![step(0, EMAIL, Tone::First)]), [(Some(0), Wrong::TooEarly)]);
    assert_eq!(wrongs(vec![step(5, EMAIL, Tone::Firm), step(20, EMAIL, Tone::First)]), [(Some(1), Wrong::Softer)]);
    assert_eq!(wrongs(vec![step(-5, PHONE, Tone::Courtesy)]), [(Some(0), Wrong::Channel)]);
    assert_eq!(wrongs(vec![step(5, "pigeon", Tone::First)]), [(Some(0), Wrong::Channel)]);
    assert_eq!(wrongs(vec![step(5, EMAIL, Tone::First), step(40, EMAIL, Tone::FormalNotice)]), [(Some(1), Wrong::NoticeByPost)]);
    assert_eq!(wrongs(vec![step(30, REGISTERED_LETTER, Tone::Last)]), [(Some(0), Wrong::NoticeByPost)]);
}

#[test]
fn a_notice_comes_once_and_is_told_when_nothing_goes_before() {
    let notice = |day| step(day, REGISTERED_LETTER, Tone::FormalNotice);
    assert_eq!(wrongs(vec![notice(40)]), [(Some(0), Wrong::BareNotice)]);
    assert_eq!(wrongs(vec![step(5, PHONE, Tone::First), notice(40)]), [(Some(1), Wrong::BareNotice)], "a call writes nothing");
    assert_eq!(wrongs(vec![step(5, EMAIL, Tone::First), notice(40), notice(60)]), [(Some(2), Wrong::SecondNotice)]);
    assert!(!Wrong::BareNotice.blocks(), "the law asks for no reminder before it");
}

#[test]
fn the_interval_is_told_with_the_day_it_moves_to_and_carries_over() {
    let near = wrongs(vec![step(5, EMAIL, Tone::First), step(8, EMAIL, Tone::Firm), step(16, EMAIL, Tone::Last)]);
    assert_eq!(near, [(Some(1), Wrong::TooNear { moved_to: 12 }), (Some(2), Wrong::TooNear { moved_to: 19 })]);
}

#[test]
fn an_sms_a_visit_and_a_decision_are_steps_and_nothing_comes_after_the_decision() {
    let own = vec![
        step(5, SMS, Tone::First),
        step(15, VISIT, Tone::Firm),
        step(40, REGISTERED_LETTER, Tone::FormalNotice),
        step(60, DECISION, Tone::First),
    ];
    assert_eq!(wrongs(own.clone()), [], "the decision takes the tone of what goes before it, and is no second notice");
    let told: Vec<String> = steps(&ordered(own)).iter().map(Step::sentence).collect();
    assert_eq!(
        told,
        [
            "5 jours après l’échéance\u{a0}: 1er rappel, par SMS.",
            "15 jours après l’échéance\u{a0}: visite.",
            "40 jours après l’échéance\u{a0}: mise en demeure en lettre recommandée.",
            "60 jours après l’échéance\u{a0}: le dossier vous revient, à vous de décider.",
        ]
    );
    assert_eq!(wrongs(vec![step(20, DECISION, Tone::First), step(30, EMAIL, Tone::Firm)]), [(Some(1), Wrong::AfterDecision)]);
    assert_eq!(wrongs(vec![step(-5, SMS, Tone::Courtesy)]), [(Some(0), Wrong::Channel)], "no courtesy by telephone");
}

#[test]
fn only_a_friendly_email_may_leave_unread() {
    let unread = |mut one: StepDraft| {
        one.may_skip_review = true;
        one
    };
    let notice = step(40, REGISTERED_LETTER, Tone::FormalNotice);
    assert_eq!(wrongs(vec![unread(step(5, EMAIL, Tone::First)), step(20, EMAIL, Tone::Firm), notice.clone()]), []);
    assert_eq!(wrongs(vec![unread(step(5, EMAIL, Tone::First)), notice]), [(Some(0), Wrong::MustBeRead)]);
    assert_eq!(wrongs(vec![unread(step(20, EMAIL, Tone::Firm))]), [(Some(0), Wrong::MustBeRead)]);
}

#[test]
fn what_is_allowed_at_its_very_limit_is_allowed() {
    assert_eq!(wrongs((1..=15).map(|n| step(n * 10, EMAIL, Tone::First)).collect()), [], "fifteen steps");
    assert_eq!(wrongs(vec![step(0, EMAIL, Tone::Courtesy)]), [], "a notice on the due date itself");
    let courtesy_alone = vec![step(0, EMAIL, Tone::Courtesy), step(40, REGISTERED_LETTER, Tone::FormalNotice)];
    assert_eq!(wrongs(courtesy_alone), [(Some(1), Wrong::BareNotice)], "it is no reminder: nothing was late yet");
}

#[test]
fn only_what_is_unwise_lets_a_plan_be_saved_and_each_mistake_has_its_sentence() {
    let near = Wrong::TooNear { moved_to: 12 };
    let stops = [
        Wrong::Empty,
        Wrong::TooMany,
        Wrong::Day,
        Wrong::SameDay,
        Wrong::CourtesyLate,
        Wrong::TooEarly,
        Wrong::Softer,
        Wrong::AfterDecision,
        Wrong::Channel,
        Wrong::NoticeByPost,
        Wrong::SecondNotice,
        Wrong::MustBeRead,
    ];
    assert!(stops.iter().all(|one| one.blocks()) && !near.blocks() && !Wrong::BareNotice.blocks());
    let said: std::collections::BTreeSet<String> = stops.iter().chain([&near, &Wrong::BareNotice]).map(|one| one.sentence()).collect();
    assert_eq!(said.len(), stops.len() + 2, "no two say the same");
    assert_eq!(near.sentence(), "Trop près du contact d’avant\u{a0}: cette étape attendra 12 jours après l’échéance.");
}
