//! A plan as its owner writes it: put in order, told in French, and what is wrong in it.
mod words;

pub use words::when;

use super::channel::{Channel, Link, link};
use super::{PHONE, Plan, REGISTERED_LETTER, Review, Step, Tone, may_skip_review};
use crate::ids::{PlanId, StepId};
use serde::{Deserialize, Serialize};

/// The most steps of a plan: a client who does not answer fifteen times needs a decision, not a sixteenth message.
pub const MOST_STEPS: usize = 15;
/// The earliest and the latest day of a step, in days from the due date.
pub const DAYS: std::ops::RangeInclusive<i32> = -60..=730;

/// A step as written; its place in the plan comes from its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct StepDraft {
    /// The stored step it changes; none: a new one.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub id: Option<StepId>,
    /// Days after the due date; negative before it.
    pub offset_days: i32,
    /// Key of its channel.
    #[cfg_attr(feature = "ts", ts(as = "Channel"))]
    pub channel: String,
    /// How it speaks.
    pub tone: Tone,
    /// True: it may leave without being read again.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<bool>"))]
    pub may_skip_review: bool,
}

/// Something wrong in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanProblem {
    /// Place of the step in the ordered plan, from 0; none for the whole plan.
    pub step: Option<usize>,
    /// What.
    pub what: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// No step at all.
    Empty,
    /// More steps than [`MOST_STEPS`].
    TooMany,
    /// Outside [`DAYS`].
    Day,
    /// Two messages, two calls or two decisions on one day.
    SameDay,
    /// A courtesy step on a day when the invoice is late.
    CourtesyLate,
    /// Another step than a courtesy one, before the client is late.
    TooEarly,
    /// A milder step after a harder one.
    Softer,
    /// Something after the decision.
    AfterDecision,
    /// A channel the step cannot take.
    Channel,
    /// A mise en demeure by another way than the registered letter, or a registered letter that is none.
    NoticeByPost,
    /// A second mise en demeure.
    SecondNotice,
    /// A step that a person must read.
    MustBeRead,
    /// Warns: a mise en demeure that nothing goes before.
    BareNotice,
    /// Warns: nearer the contact before it than the interval; the day it would really be made, from the due date.
    TooNear {
        /// Days after the due date.
        moved_to: i32,
    },
}

impl Wrong {
    /// True when the plan cannot be kept; the others are told and may be wanted.
    pub fn blocks(self) -> bool {
        match self {
            Wrong::BareNotice | Wrong::TooNear { .. } => false,
            Wrong::Empty
            | Wrong::TooMany
            | Wrong::Day
            | Wrong::SameDay
            | Wrong::CourtesyLate
            | Wrong::TooEarly
            | Wrong::Softer
            | Wrong::AfterDecision
            | Wrong::Channel
            | Wrong::NoticeByPost
            | Wrong::SecondNotice
            | Wrong::MustBeRead => true,
        }
    }
}

/// The steps in the order they come: by day, the mildest first, a call after the message of its day. A decision says nothing to
/// the client: it has the tone of what goes before it.
pub fn ordered(mut steps: Vec<StepDraft>) -> Vec<StepDraft> {
    steps.sort_by_key(|step| (step.offset_days, link(&step.channel), step.tone));
    let mut hardest = Tone::First;
    for step in &mut steps {
        if link(&step.channel) == Link::Owner {
            step.tone = hardest;
        }
        hardest = hardest.max(step.tone);
    }
    steps
}

/// The steps as the rule of the day takes them, from [`ordered`] ones. Those that are new have the identity 0.
pub fn steps(ordered: &[StepDraft]) -> Vec<Step> {
    let mut made: Vec<Step> = Vec::new();
    for (position, draft) in (1_u32..).zip(ordered) {
        let with = made.last().is_some_and(|before| before.is_written() && before.offset_days == draft.offset_days);
        made.push(Step {
            id: draft.id.unwrap_or(StepId(0)),
            position,
            offset_days: draft.offset_days,
            channel: draft.channel.clone(),
            tone: draft.tone,
            same_contact_as_previous: with && draft.channel == PHONE,
            review: if draft.may_skip_review { Review::MaySkip } else { Review::Always },
        });
    }
    made
}

/// Everything wrong in [`ordered`] steps, in their order. `min_interval_days`: days between two contacts with a client.
pub fn problems(ordered: &[StepDraft], min_interval_days: u32) -> Vec<PlanProblem> {
    let mut found = Vec::new();
    let steps = steps(ordered);
    if steps.is_empty() {
        found.push(PlanProblem { step: None, what: Wrong::Empty });
    }
    if steps.len() > MOST_STEPS {
        found.push(PlanProblem { step: None, what: Wrong::TooMany });
    }
    let plan = Plan { id: PlanId(0), name: String::new(), steps: steps.clone(), retired: Vec::new() };
    let interval = i32::try_from(min_interval_days).unwrap_or(i32::MAX);
    let mut last_contact: Option<i32> = None;
    for (at, step) in steps.iter().enumerate() {
        let before = &steps[..at];
        let mut wrong = |what| found.push(PlanProblem { step: Some(at), what });
        if !DAYS.contains(&step.offset_days) {
            wrong(Wrong::Day);
        }
        if before.iter().any(|one| one.offset_days == step.offset_days && link(&one.channel) == link(&step.channel)) {
            wrong(Wrong::SameDay);
        }
        match step.tone {
            Tone::Courtesy if step.offset_days > 0 => wrong(Wrong::CourtesyLate),
            Tone::First | Tone::Firm | Tone::Last | Tone::FormalNotice if step.offset_days <= 0 => wrong(Wrong::TooEarly),
            Tone::Courtesy | Tone::First | Tone::Firm | Tone::Last | Tone::FormalNotice => {}
        }
        if before.iter().any(|one| one.tone > step.tone) {
            wrong(Wrong::Softer);
        }
        if before.iter().any(Step::is_decision) {
            wrong(Wrong::AfterDecision);
        }
        let notice = step.tone == Tone::FormalNotice && !step.is_decision();
        if !Channel::from_key(&step.channel).is_some_and(|channel| channel.tones().contains(&step.tone)) {
            wrong(if notice || step.channel == REGISTERED_LETTER { Wrong::NoticeByPost } else { Wrong::Channel });
        }
        if notice && before.iter().any(|one| one.tone == Tone::FormalNotice) {
            wrong(Wrong::SecondNotice);
        }
        if notice && !before.iter().any(|one| one.offset_days > 0 && one.is_written()) {
            wrong(Wrong::BareNotice);
        }
        if step.review == Review::MaySkip && !may_skip_review(&plan, step) {
            wrong(Wrong::MustBeRead);
        }
        if step.same_contact_as_previous || step.is_decision() {
            continue;
        }
        let pushed = last_contact.map_or(i32::MIN, |last| last.saturating_add(interval));
        if pushed > step.offset_days && last_contact.is_some_and(|last| last != step.offset_days) {
            wrong(Wrong::TooNear { moved_to: pushed });
        }
        last_contact = Some(step.offset_days.max(pushed));
    }
    found
}

#[cfg(test)]
mod tests;
