//! Why a message exists, kept with it: facts, told as they stand on the day they are read.
use super::approval::Rows;
use super::legal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::reminders::{self, Reminder};
use chrono::NaiveDate;
use echu_core::dunning::reason::Reason;
use echu_core::dunning::recheck::Changed;
use echu_core::ids::ReminderId;
use echu_core::money::Cents;
use rusqlite::Connection;
use serde::{Deserialize, Deserializer, Serialize};

/// Why a draft exists, as the rule said it the day it was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredWhy {
    /// One French sentence, of the day it was made: what is told when the facts are not known.
    pub sentence: String,
    /// Key of the rule in the guide, of the same day.
    pub rule: String,
    /// The day, with what the rule said; none of a draft made before they were kept.
    #[serde(default, deserialize_with = "known")]
    pub said: Option<Said>,
    /// The promise that was not kept, said in the message.
    #[serde(default)]
    pub broken_promise: Option<NaiveDate>,
    /// Credit notes not yet used that the words deduct, in cents.
    #[serde(default)]
    pub credit: Cents,
    /// What made an approval fall, when it is something that a person mends; none when facts moved, or nothing fell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapse: Option<Lapse>,
}

/// What made an approval fall and stands only until it is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lapse {
    /// Every message of the client waits: money to allocate, an address to correct.
    Held,
    /// The law forbids it as it is.
    Law,
}

impl Lapse {
    /// Of what a check found; none when the facts of the message moved: it is then to be read again, whatever is mended.
    pub fn of(changes: &[Changed]) -> Option<Lapse> {
        match changes {
            [Changed::Held(_)] => Some(Lapse::Held),
            [Changed::Law(_)] => Some(Lapse::Law),
            _ => None,
        }
    }
}

/// What the rule said, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The day the message was made.
    pub on: NaiveDate,
    /// Why.
    pub reason: Reason,
}

/// A reason of another version is not known here: the rest of what is kept stands.
fn known<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Option<Said>, D::Error> {
    Ok(serde_json::from_value(serde_json::Value::deserialize(from)?).ok())
}

impl StoredWhy {
    /// What the rule says on a day of a message it asks for.
    pub fn of(reason: &Reason, on: NaiveDate) -> StoredWhy {
        StoredWhy {
            sentence: reason.sentence(),
            rule: reason.rule().key().to_owned(),
            said: Some(Said { on, reason: reason.clone() }),
            ..StoredWhy::default()
        }
    }

    /// What is kept with a message; nothing is known of one that no rule asked for.
    pub fn kept(reminder: &Reminder) -> StoredWhy {
        serde_json::from_str(&reminder.why).unwrap_or_default()
    }

    /// As stored.
    ///
    /// # Errors
    /// None that a reason of ours gives.
    pub fn stored(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }
}

/// The sentence of a message and the key of its rule, true on the day they are read.
pub fn told(reminder: &Reminder, today: NaiveDate) -> (String, String) {
    let kept = StoredWhy::kept(reminder);
    let Some(said) = kept.said else { return (kept.sentence, kept.rule) };
    let reason = if reminder.state == "draft" { said.reason.waiting(said.on, today) } else { said.reason.read_on(today) };
    (reason.sentence(), reason.rule().key().to_owned())
}

/// Keeps what made an approval fall.
///
/// # Errors
/// The disk's.
pub fn keep_lapse(tx: &mut Tx, id: ReminderId, lapse: Option<Lapse>) -> Result<()> {
    let kept = StoredWhy::kept(&reminders::get(&tx.sql, id)?);
    if kept.lapse == lapse {
        return Ok(());
    }
    tx.set_why(id, &StoredWhy { lapse, ..kept }.stored()?)
}

/// Why an approval fell back to a draft, while that is still so; empty when it did not.
///
/// # Errors
/// When the base cannot be read.
pub fn lapsed(conn: &Connection, reminder: &Reminder, today: NaiveDate) -> Result<String> {
    if reminder.lapsed.is_empty() {
        return Ok(String::new());
    }
    let stands = match StoredWhy::kept(reminder).lapse {
        None => true,
        Some(Lapse::Held) => Rows::of(conn, reminder, today, today)?.standing().held().is_some(),
        Some(Lapse::Law) => legal::stops_sending(conn, reminder, today)?.is_some(),
    };
    Ok(if stands { reminder.lapsed.clone() } else { String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::dunning::Tone;
    use echu_core::ids::ClientId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn kept(why: String, state: &str) -> Reminder {
        Reminder { why, state: state.to_owned(), ..Reminder::draft(ClientId(1), "email", Tone::First, day("2026-11-23")) }
    }

    #[test]
    fn a_draft_says_that_its_day_is_past_and_a_message_that_left_keeps_its_step() {
        let reason = Reason::StepDay { offset_days: 5, consumer: false, earlier: Vec::new() };
        let why = StoredWhy::of(&reason, day("2026-11-23")).stored().unwrap();
        let read = |state, on| told(&kept(why.clone(), state), day(on));
        assert_eq!(read("draft", "2026-11-23"), (reason.sentence(), "step_day".to_owned()));
        assert_eq!(read("draft", "2026-12-21").0, "Étape prévue le 23 nov., non faite ce jour-là");
        assert_eq!(read("draft", "2026-12-21").1, "catch_up");
        assert_eq!(read("done", "2026-12-21"), (reason.sentence(), "step_day".to_owned()));
    }

    #[test]
    fn what_another_version_kept_is_told_as_it_was_and_nothing_else_is_lost() {
        let odd =
            r#"{"sentence":"Dite alors","rule":"step_day","said":{"on":"2026-11-23","reason":{"why":"of_another_version"}},"credit":500}"#;
        let old = r#"{"sentence":"Dite alors","rule":"step_day","credit":500}"#;
        for why in [odd, old] {
            let one = kept(why.to_owned(), "draft");
            assert_eq!(told(&one, day("2026-12-21")), ("Dite alors".to_owned(), "step_day".to_owned()));
            assert_eq!(StoredWhy::kept(&one).credit, Cents(500));
        }
    }
}
