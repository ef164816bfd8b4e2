//! The ways to reach a client: the one closed list. A row says all that the rule, the plans and the screens ask of a channel; what
//! a channel needs beyond it (words, a card) is its own folder of the engine.
use super::Tone;
use super::day_plan::Pile;
use super::situation::ReachProblem;
use serde::{Deserialize, Serialize};

/// A way to reach a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Channel {
    /// E-mail, sent by the app.
    Email,
    /// A call: the card gives number, script and figures; a person says what came of it.
    Phone,
    /// SMS: the text is written, a person sends it from his telephone and says so.
    Sms,
    /// Plain letter, printed and posted by a person.
    Letter,
    /// Registered letter, LRAR.
    RegisteredLetter,
    /// A visit: a person goes, and says what came of it.
    Visit,
    /// End of the plan: nothing leaves, the owner decides.
    Decision,
}

/// What a step by a channel is to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// A message: a link of the chain, nothing later goes before it is done.
    Written,
    /// Said face to face or by telephone: a task, overtaken when the message after it is ready.
    Spoken,
    /// Nobody is contacted: the case is the owner's.
    Owner,
}

/// What a channel needs of the client's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// An e-mail address that works.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address that a letter can bear.
    Post,
    /// Nothing.
    Nothing,
}

/// A line of the table.
struct Row {
    /// As stored, and as the interface knows it.
    key: &'static str,
    /// Inside a sentence: « 7 jours après l’**appel** ».
    name: &'static str,
    /// Of a step, after its tone: « Relance ferme, **par SMS** »; for what has no tone, the name alone.
    by: &'static str,
    link: Link,
    pile: Pile,
    needs: Need,
    tones: &'static [Tone],
}

const WRITTEN: &[Tone] = &[Tone::First, Tone::Firm, Tone::Last];
const ALL_BUT_NOTICE: &[Tone] = &[Tone::Courtesy, Tone::First, Tone::Firm, Tone::Last];
const LATE: &[Tone] = &[Tone::First, Tone::Firm, Tone::Last, Tone::FormalNotice];
const NOTICE: &[Tone] = &[Tone::FormalNotice];

impl Channel {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Channel; 7] =
        [Channel::Email, Channel::Phone, Channel::Sms, Channel::Letter, Channel::RegisteredLetter, Channel::Visit, Channel::Decision];

    /// The table: one line a channel.
    #[rustfmt::skip]
    const fn row(self) -> Row {
        use Link::{Owner, Spoken, Written};
        match self {
            Channel::Email => Row { key: "email", name: "e-mail", by: "par e-mail", link: Written, pile: Pile::Ready, needs: Need::Email, tones: ALL_BUT_NOTICE },
            Channel::Phone => Row { key: "phone", name: "appel", by: "Appel", link: Spoken, pile: Pile::Calls, needs: Need::Phone, tones: WRITTEN },
            Channel::Sms => Row { key: "sms", name: "SMS", by: "par SMS", link: Written, pile: Pile::Calls, needs: Need::Phone, tones: WRITTEN },
            Channel::Letter => Row { key: "letter", name: "lettre", by: "par lettre", link: Written, pile: Pile::Letters, needs: Need::Post, tones: WRITTEN },
            Channel::RegisteredLetter => Row { key: "registered_letter", name: "recommandé", by: "en lettre recommandée", link: Written, pile: Pile::Letters, needs: Need::Post, tones: NOTICE },
            Channel::Visit => Row { key: "visit", name: "visite", by: "Visite", link: Spoken, pile: Pile::Calls, needs: Need::Nothing, tones: WRITTEN },
            Channel::Decision => Row { key: "decision", name: "décision", by: "Décision", link: Owner, pile: Pile::Ready, needs: Need::Nothing, tones: LATE },
        }
    }

    /// The channel of a key; none when this version does not know it.
    pub fn from_key(key: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.key() == key)
    }

    /// As stored, and as the interface knows it.
    pub const fn key(self) -> &'static str {
        self.row().key
    }

    /// Its name inside a sentence, without article.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// What a step of that tone is: « Relance ferme, par SMS », « Appel », « Mise en demeure en lettre recommandée ».
    pub fn step(self, tone: Tone) -> String {
        let by = self.row().by;
        match (self.link(), tone) {
            (Link::Spoken | Link::Owner, _) => by.to_owned(),
            (Link::Written, Tone::FormalNotice) => format!("Mise en demeure {by}"),
            (Link::Written, Tone::Courtesy | Tone::First | Tone::Firm | Tone::Last) => format!("{}, {by}", tone.label()),
        }
    }

    /// What a step by it is to the plan.
    pub fn link(self) -> Link {
        self.row().link
    }

    /// Where it waits on the screen of the day.
    pub fn pile(self) -> Pile {
        self.row().pile
    }

    /// The tones in which it may speak.
    pub fn tones(self) -> &'static [Tone] {
        self.row().tones
    }

    /// True when what is wrong with a card keeps the channel from reaching the client.
    pub fn stopped_by(self, problem: ReachProblem) -> bool {
        use ReachProblem as P;
        match problem {
            P::NoEmail | P::DoubtfulEmail | P::BouncedEmail => self.row().needs == Need::Email,
            P::NoAddress | P::IncompleteAddress => self.row().needs == Need::Post,
            P::NoPhone => self.row().needs == Need::Phone,
        }
    }
}

/// What a step by the channel of that key is to the plan: what this version does not know was written.
pub fn link(key: &str) -> Link {
    Channel::from_key(key).map_or(Link::Written, Channel::link)
}

/// The name of a step in the lists, short: « Relance ferme », « Appel », « SMS ».
pub fn step_label(tone: Tone, channel: &str) -> String {
    match Channel::from_key(channel) {
        Some(Channel::Phone) => "Appel".to_owned(),
        Some(Channel::Sms) => "SMS".to_owned(),
        Some(Channel::Visit) => "Visite".to_owned(),
        Some(Channel::Decision) => "Décision".to_owned(),
        Some(Channel::Email | Channel::Letter | Channel::RegisteredLetter) | None => tone.label().to_owned(),
    }
}

/// The name of a channel inside a sentence; its key when this version does not know it.
pub fn name(key: &str) -> &str {
    match Channel::from_key(key) {
        Some(channel) => channel.name(),
        None => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_channel_has_a_key_of_its_own_and_is_found_by_it() {
        let keys: BTreeSet<_> = Channel::ALL.iter().map(|one| one.key()).collect();
        assert_eq!(keys.len(), Channel::ALL.len(), "no two rows share a key");
        for channel in Channel::ALL {
            assert_eq!(Channel::from_key(channel.key()), Some(channel));
            let json = serde_json::to_value(channel).unwrap();
            assert_eq!(json, channel.key(), "the interface knows it by its stored key");
            assert!(!channel.tones().is_empty(), "{}: a step could not take it", channel.key());
        }
        assert_eq!(Channel::from_key("pigeon"), None);
        assert_eq!(link("pigeon"), Link::Written, "what is unknown is never overtaken");
    }

    #[test]
    fn a_step_is_named_by_its_tone_and_its_way() {
        assert_eq!(Channel::Sms.step(Tone::Firm), "Relance ferme, par SMS");
        assert_eq!(Channel::Visit.step(Tone::Last), "Visite");
        assert_eq!(Channel::RegisteredLetter.step(Tone::FormalNotice), "Mise en demeure en lettre recommandée");
    }

    #[test]
    fn what_is_wrong_with_a_card_stops_only_the_channels_that_need_it() {
        let stopped = |problem| Channel::ALL.into_iter().filter(|one| one.stopped_by(problem)).collect::<Vec<_>>();
        assert_eq!(stopped(ReachProblem::NoPhone), [Channel::Phone, Channel::Sms]);
        assert_eq!(stopped(ReachProblem::BouncedEmail), [Channel::Email]);
        assert_eq!(stopped(ReachProblem::NoAddress), [Channel::Letter, Channel::RegisteredLetter]);
    }

    #[test]
    fn in_the_lists_a_message_has_the_name_of_its_tone_and_the_rest_that_of_its_way() {
        let label = |channel| step_label(Tone::Firm, channel);
        assert_eq!(["email", "letter", "registered_letter", "pigeon"].map(label), ["Relance ferme"; 4]);
        assert_eq!(["phone", "sms", "visit", "decision"].map(label), ["Appel", "SMS", "Visite", "Décision"]);
    }
}
