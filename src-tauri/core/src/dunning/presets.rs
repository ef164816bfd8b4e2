//! The plans a new base starts with. Data: once stored, they are the user's.
use super::{EMAIL, LETTER, PHONE, REGISTERED_LETTER, Review, Step, Tone};
use crate::ids::StepId;
use crate::party::DebtorKind;

/// A plan to store at install.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Stable key, in code and settings.
    pub key: &'static str,
    /// Shown to the user.
    pub name: &'static str,
    /// The clients it is for.
    pub kind: DebtorKind,
    /// The plan of the clients of that kind that name none.
    pub is_default: bool,
    /// In order.
    pub steps: Vec<NewStep>,
}

/// A step not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    /// Days after the due date; negative before it.
    pub offset_days: i32,
    /// Key in the channel registry.
    pub channel: &'static str,
    /// How it speaks.
    pub tone: Tone,
    /// A call planned with the message before it.
    pub same_contact_as_previous: bool,
}

impl NewStep {
    /// The step once stored. Nothing leaves unread at install.
    pub fn stored(&self, id: StepId, position: u32) -> Step {
        Step {
            id,
            position,
            offset_days: self.offset_days,
            channel: self.channel.to_owned(),
            tone: self.tone,
            same_contact_as_previous: self.same_contact_as_previous,
            review: Review::Always,
        }
    }
}

/// Three presets for firms, since advice differs on the first day, the standard one with a courteous notice for those who pay late, and
/// one for each of the other kinds of debtor.
pub fn presets() -> Vec<Preset> {
    let step = |offset_days, channel, tone| NewStep { offset_days, channel, tone, same_contact_as_previous: false };
    let call_with = |offset_days, tone| NewStep { offset_days, channel: PHONE, tone, same_contact_as_previous: true };
    let for_firms = |key, name, is_default, steps| Preset { key, name, kind: DebtorKind::Business, is_default, steps };
    let standard = vec![
        step(5, EMAIL, Tone::First),
        step(12, PHONE, Tone::First),
        step(20, EMAIL, Tone::Firm),
        call_with(20, Tone::Firm),
        step(30, EMAIL, Tone::Last),
        step(40, REGISTERED_LETTER, Tone::FormalNotice),
    ];
    vec![
        for_firms(
            "doux",
            "Doux",
            false,
            vec![
                step(15, EMAIL, Tone::First),
                step(25, PHONE, Tone::First),
                step(35, EMAIL, Tone::Firm),
                step(50, EMAIL, Tone::Last),
                step(65, REGISTERED_LETTER, Tone::FormalNotice),
            ],
        ),
        for_firms("standard", "Standard", true, standard.clone()),
        // The standard plan, and a word before the due date to who often forgets it.
        for_firms("lent", "Payeurs lents", false, std::iter::once(step(-5, EMAIL, Tone::Courtesy)).chain(standard).collect()),
        for_firms(
            "ferme",
            "Ferme",
            false,
            vec![
                step(2, EMAIL, Tone::First),
                step(9, EMAIL, Tone::Firm),
                call_with(9, Tone::Firm),
                step(17, EMAIL, Tone::Last),
                step(25, REGISTERED_LETTER, Tone::FormalNotice),
            ],
        ),
        Preset {
            key: "consumer",
            name: "Particuliers",
            kind: DebtorKind::Consumer,
            is_default: true,
            steps: vec![
                step(10, EMAIL, Tone::First),
                step(20, PHONE, Tone::First),
                step(30, EMAIL, Tone::Firm),
                step(45, LETTER, Tone::Last),
                step(60, REGISTERED_LETTER, Tone::FormalNotice),
            ],
        },
        Preset {
            key: "public_body",
            name: "Secteur public",
            kind: DebtorKind::PublicBody,
            is_default: true,
            steps: vec![
                step(7, EMAIL, Tone::First),
                step(20, PHONE, Tone::First),
                step(30, EMAIL, Tone::Firm),
                step(45, LETTER, Tone::Last),
                step(60, REGISTERED_LETTER, Tone::FormalNotice),
            ],
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Plan, may_skip_review};
    use super::*;
    use crate::ids::PlanId;

    #[test]
    fn every_preset_climbs_and_ends_with_a_mise_en_demeure() {
        for preset in presets() {
            let key = preset.key;
            assert!(preset.steps.windows(2).all(|two| two[0].offset_days <= two[1].offset_days), "{key}: days go up");
            assert!(preset.steps.windows(2).all(|two| two[0].tone <= two[1].tone), "{key}: the tone never softens");
            let last = preset.steps.last().map(|step| (step.tone, step.channel));
            assert_eq!(last, Some((Tone::FormalNotice, REGISTERED_LETTER)), "{key}");
            let spaced = preset.steps.windows(2).all(|two| {
                two[1].same_contact_as_previous == (two[0].offset_days == two[1].offset_days)
                    && (two[1].same_contact_as_previous || two[1].offset_days - two[0].offset_days >= 7)
            });
            assert!(spaced, "{key}: a week between two contacts");
        }
    }

    #[test]
    fn who_pays_late_hears_of_his_invoice_before_it_is_due_and_nobody_else_does() {
        let told: Vec<&str> = presets().iter().filter(|preset| preset.steps[0].offset_days <= 0).map(|preset| preset.key).collect();
        assert_eq!(told.as_slice(), [crate::risk::Profile::Slow.preset().unwrap()]);
        let steps = |key| presets().into_iter().find(|preset| preset.key == key).unwrap().steps;
        let slow = steps("lent");
        assert_eq!((slow[0].tone, slow[0].channel, slow[0].offset_days), (Tone::Courtesy, EMAIL, -5));
        assert_eq!(slow[1..], steps("standard"), "then the standard plan");
    }

    #[test]
    fn each_kind_of_debtor_has_one_default_plan() {
        for kind in [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody] {
            let defaults = presets().iter().filter(|preset| preset.kind == kind && preset.is_default).count();
            assert_eq!(defaults, 1, "{kind:?}");
        }
    }

    #[test]
    fn only_a_friendly_email_away_from_a_mise_en_demeure_may_leave_unread() {
        let standard = presets().into_iter().find(|preset| preset.key == "standard").unwrap();
        let steps: Vec<Step> = (1..).zip(&standard.steps).map(|(at, step)| step.stored(StepId(i64::from(at)), at)).collect();
        let mut plan = Plan { id: PlanId(1), name: "Standard".into(), steps, retired: Vec::new() };
        let unread = |plan: &Plan| plan.steps.iter().map(|step| may_skip_review(plan, step)).collect::<Vec<_>>();
        assert_eq!(unread(&plan), [false; 6], "at install, a person always reads");
        plan.steps.iter_mut().for_each(|step| step.review = Review::MaySkip);
        assert_eq!(unread(&plan), [true, false, false, false, false, false], "only the first e-mail is friendly");
        plan.steps.retain(|step| step.tone == Tone::First || step.tone == Tone::FormalNotice);
        assert_eq!(unread(&plan), [false, false, false], "a mise en demeure follows");
    }
}
