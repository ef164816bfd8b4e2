//! Who is reminded, at which step, and who is not and why. The rule itself is `due::due_reminders`.
pub mod call;
pub mod channel;
mod compose;
pub mod day_plan;
pub mod decision;
pub mod doubles;
pub mod due;
#[cfg(test)]
pub(crate) mod fixtures;
pub mod forewarn;
pub mod hold;
pub mod places;
pub mod plan_edit;
pub mod presets;
pub mod reason;
pub mod recheck;
pub mod simulate;
pub mod situation;
mod stops;
pub mod terms;
mod to_fix;
pub mod track;
pub mod triage;
pub mod turn;
mod why;

use crate::ids::{PlanId, StepId};
use serde::{Deserialize, Serialize};

use channel::{Channel, Link};

/// Key of the e-mail.
pub const EMAIL: &str = Channel::Email.key();
/// Key of the call.
pub const PHONE: &str = Channel::Phone.key();
/// Key of the SMS.
pub const SMS: &str = Channel::Sms.key();
/// Key of the plain letter.
pub const LETTER: &str = Channel::Letter.key();
/// Key of the registered letter, LRAR.
pub const REGISTERED_LETTER: &str = Channel::RegisteredLetter.key();
/// Key of the visit.
pub const VISIT: &str = Channel::Visit.key();
/// Key of the end of the plan.
pub const DECISION: &str = Channel::Decision.key();

/// Scénario de relance: the steps a client's late invoices go through, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its identity.
    pub id: PlanId,
    /// Shown to the user.
    pub name: String,
    /// By position; retired steps are left out.
    pub steps: Vec<Step>,
    /// Steps that left the plan and that the history still names.
    pub retired: Vec<Step>,
}

/// Étape of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its identity.
    pub id: StepId,
    /// Order in the plan, from 1.
    pub position: u32,
    /// Days after the due date; negative before it.
    pub offset_days: i32,
    /// Key in the channel registry.
    pub channel: String,
    /// How it speaks.
    pub tone: Tone,
    /// A call planned with the message of the step before it: one contact, the same day.
    pub same_contact_as_previous: bool,
    /// Whether a person always reads it first.
    pub review: Review,
}

impl Step {
    /// True for a call or a visit. It does not count as a step of the written chain (architecture, `channels/phone`): when the
    /// next message comes due first, it is overtaken.
    pub fn is_spoken(&self) -> bool {
        channel::link(&self.channel) == Link::Spoken
    }

    /// True for a message: a link of the written chain.
    pub fn is_written(&self) -> bool {
        channel::link(&self.channel) == Link::Written
    }

    /// True for the end of the plan: the owner decides.
    pub fn is_decision(&self) -> bool {
        channel::link(&self.channel) == Link::Owner
    }

    /// True for a courtesy step, set before the due date or on it: past that day it has no meaning and is overtaken.
    pub fn is_before_due(&self) -> bool {
        self.offset_days <= 0
    }
}

/// How a step speaks, from the mildest to the hardest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Tone {
    /// Avis courtois, before the due date.
    Courtesy,
    /// 1er rappel.
    First,
    /// Relance ferme.
    Firm,
    /// Dernier avis.
    Last,
    /// Mise en demeure (C. civ. 1344): claims only invoices that went through the steps before it, and is always read first.
    FormalNotice,
}

impl Tone {
    /// The next milder tone of a message about a late invoice; none below the first reminder, nor for a notice before the due
    /// date or a mise en demeure, which are not messages of another tone but other acts.
    pub fn softer(self) -> Option<Tone> {
        match self {
            Tone::Last => Some(Tone::Firm),
            Tone::Firm => Some(Tone::First),
            Tone::Courtesy | Tone::First | Tone::FormalNotice => None,
        }
    }

    /// The next harder tone of such a message; none above the last notice.
    pub fn harder(self) -> Option<Tone> {
        match self {
            Tone::First => Some(Tone::Firm),
            Tone::Firm => Some(Tone::Last),
            Tone::Courtesy | Tone::Last | Tone::FormalNotice => None,
        }
    }

    /// The milder and the harder tone that a message now in this one may take: at most one notch away from the tone of the step
    /// it does, which it may always come back to.
    pub fn choices(self, step: Tone) -> (Option<Tone>, Option<Tone>) {
        let near = |tone: &Tone| *tone == step || step.softer() == Some(*tone) || step.harder() == Some(*tone);
        (self.softer().filter(near), self.harder().filter(near))
    }

    /// The name of the step in the lists, without article.
    pub fn label(self) -> &'static str {
        match self {
            Tone::Courtesy => "Avis courtois",
            Tone::First => "1er rappel",
            Tone::Firm => "Relance ferme",
            Tone::Last => "Dernier avis",
            Tone::FormalNotice => "Mise en demeure",
        }
    }

    /// The same inside a sentence, with its article.
    pub fn with_article(self) -> &'static str {
        match self {
            Tone::Courtesy => "l’avis courtois",
            Tone::First => "le 1er rappel",
            Tone::Firm => "la relance ferme",
            Tone::Last => "le dernier avis",
            Tone::FormalNotice => "la mise en demeure",
        }
    }
}

/// What a step may do without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Prepared, then one click.
    Always,
    /// The user let this step go without reading. Ignored where `may_skip_review` says no.
    MaySkip,
}

/// Whether a step may really leave unread: only if asked for, only a friendly e-mail, never the last step before a mise en
/// demeure, never a letter (outbox.md §5).
pub fn may_skip_review(plan: &Plan, step: &Step) -> bool {
    let friendly = match step.tone {
        Tone::Courtesy | Tone::First => true,
        Tone::Firm | Tone::Last | Tone::FormalNotice => false,
    };
    let notice_follows = plan
        .steps
        .iter()
        .filter(|next| next.position > step.position && next.is_written())
        .min_by_key(|next| next.position)
        .is_some_and(|next| next.tone == Tone::FormalNotice);
    step.review == Review::MaySkip && friendly && step.channel == EMAIL && !notice_follows
}

#[cfg(test)]
mod tests {
    use super::{Step, Tone};

    #[test]
    fn a_message_moves_one_notch_from_the_tone_of_its_step_and_back() {
        assert_eq!(Tone::First.choices(Tone::First), (None, Some(Tone::Firm)));
        assert_eq!(Tone::Firm.choices(Tone::First), (Some(Tone::First), None), "a first step never becomes a last notice");
        assert_eq!(Tone::Firm.choices(Tone::Firm), (Some(Tone::First), Some(Tone::Last)));
        assert_eq!(Tone::Last.choices(Tone::Last), (Some(Tone::Firm), None), "a mise en demeure is a letter");
        assert_eq!(Tone::Firm.choices(Tone::Last), (None, Some(Tone::Last)), "nor does a last notice become a first reminder");
        assert_eq!(Tone::Courtesy.choices(Tone::Courtesy), (None, None));
    }

    #[test]
    fn a_step_on_the_due_date_is_still_before_the_delay() {
        let on = |offset_days| Step { offset_days, ..super::fixtures::three_emails().steps[0].clone() };
        assert!(on(-5).is_before_due() && on(0).is_before_due() && !on(1).is_before_due());
    }
}
