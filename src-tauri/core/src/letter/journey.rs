//! A letter once it left: how it leaves, how long it is kept for its addressee, and when nobody fetched it.
use crate::calendar::plus_days;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a letter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Medium {
    /// Lettre recommandée avec avis de réception, from a post office.
    #[default]
    Paper,
    /// Lettre recommandée électronique, by a qualified provider (CPCE-postes L100).
    Electronic,
    /// Lettre simple, with a stamp: it proves nothing, and starts neither a delay nor an interest.
    Plain,
}

impl Medium {
    /// All of them.
    pub const ALL: [Medium; 3] = [Medium::Paper, Medium::Electronic, Medium::Plain];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Medium::Paper => "paper",
            Medium::Electronic => "electronic",
            Medium::Plain => "plain",
        }
    }

    /// From what is stored; paper when the word is not known.
    pub fn from_key(key: &str) -> Medium {
        Medium::ALL.into_iter().find(|medium| medium.key() == key).unwrap_or_default()
    }
}

/// Prior consent of a recipient who is not a professional to electronic registered letters (CPCE-postes L100).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Consent {
    /// The day it was given.
    pub on: NaiveDate,
    /// How: « case cochée sur le devis D-12 ».
    pub how: String,
}

/// What the proof of deposit of an electronic registered letter says (CPCE-postes R53-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ElectronicDeposit {
    /// The qualified provider.
    pub provider: String,
    /// The hour of the deposit, HH:MM, as on the proof.
    pub at: String,
    /// Of a consumer.
    pub consent: Option<Consent>,
}

/// Days a letter is kept for its addressee: fifteen calendar days at the post office (CPCE-postes R1-1-6), fifteen from the
/// day after the notice for an electronic one (R53-3).
pub const HELD_DAYS: u32 = 15;

/// The dates of a letter's life that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Journey {
    /// Given to the post, or to the provider.
    pub posted_on: Option<NaiveDate>,
    /// First presentation, or the notice to the addressee.
    pub presented_on: Option<NaiveDate>,
    /// Handed over.
    pub delivered_on: Option<NaiveDate>,
    /// Came back.
    pub returned_on: Option<NaiveDate>,
}

/// What the dates say by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Watch {
    /// Not posted yet, its end is known, or it left a short time ago.
    Nothing,
    /// Posted fifteen days ago or more, and nothing was noted since: its tracking is to be looked at.
    Silent {
        /// Since it was posted.
        days: u32,
    },
    /// Presented, and kept for its addressee.
    Held {
        /// The last day he may take it.
        until: NaiveDate,
    },
    /// Kept fifteen days, and nothing was noted since: it comes back unclaimed, unless it was taken.
    Unclaimed {
        /// The last day he could take it.
        until: NaiveDate,
    },
}

impl Journey {
    /// The last day of a delay of so many days from the first presentation: until then the creditor said that he would wait. Without news of a
    /// letter that was posted, the delay from its posting, and no less than until its silence is noticed. None when nothing runs: it has not
    /// left, or it came back without having been presented.
    pub fn runs_until(&self, days: u32) -> Option<NaiveDate> {
        let posted_on = self.posted_on?;
        match self.presented_on.or(self.delivered_on) {
            Some(on) => Some(plus_days(on, days)),
            None if self.returned_on.is_some() => None,
            None => Some(plus_days(posted_on, days.max(HELD_DAYS - 1))),
        }
    }

    /// What is to be noticed as of `today`. Nothing is stored: a date noted later changes the answer.
    pub fn watch(&self, today: NaiveDate) -> Watch {
        if self.delivered_on.is_some() || self.returned_on.is_some() {
            return Watch::Nothing;
        }
        if let Some(presented_on) = self.presented_on {
            let until = plus_days(presented_on, HELD_DAYS);
            return if today > until { Watch::Unclaimed { until } } else { Watch::Held { until } };
        }
        let days = self.posted_on.and_then(|on| u32::try_from((today - on).num_days()).ok()).unwrap_or(0);
        if days >= HELD_DAYS { Watch::Silent { days } } else { Watch::Nothing }
    }
}

impl Watch {
    /// True when a person is expected to note something.
    pub fn asks(self) -> bool {
        match self {
            Watch::Nothing | Watch::Held { .. } => false,
            Watch::Silent { .. } | Watch::Unclaimed { .. } => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Option<NaiveDate> {
        iso.parse().ok()
    }

    #[test]
    fn a_letter_nobody_fetched_is_noticed_the_day_after_the_fifteenth() {
        let journey = Journey { posted_on: day("2026-11-02"), presented_on: day("2026-11-04"), ..Journey::default() };
        let until: NaiveDate = "2026-11-19".parse().unwrap();
        assert_eq!(journey.watch(until), Watch::Held { until }, "CPCE-postes R1-1-6: the fifteenth day is still his");
        assert_eq!(journey.watch(plus_days(until, 1)), Watch::Unclaimed { until });
        let over = Journey { returned_on: day("2026-11-24"), ..journey };
        assert_eq!(over.watch(plus_days(until, 9)), Watch::Nothing, "its end is known");
        let taken = Journey { delivered_on: day("2026-11-06"), ..journey };
        assert_eq!(taken.watch(plus_days(until, 9)), Watch::Nothing);
    }

    #[test]
    fn a_posted_letter_without_news_is_noticed_but_never_said_unclaimed() {
        let journey = Journey { posted_on: day("2026-11-02"), ..Journey::default() };
        assert_eq!(journey.watch("2026-11-16".parse().unwrap()), Watch::Nothing);
        assert_eq!(journey.watch("2026-11-17".parse().unwrap()), Watch::Silent { days: 15 });
        assert_eq!(Journey::default().watch("2026-11-17".parse().unwrap()), Watch::Nothing, "it has not left");
    }

    #[test]
    fn a_delay_runs_from_the_presentation_and_without_news_no_less_than_until_its_silence_is_noticed() {
        let posted = Journey { posted_on: day("2026-11-02"), ..Journey::default() };
        assert_eq!(posted.runs_until(8), day("2026-11-16"), "the eve of the day on which its silence is noticed");
        assert_eq!(posted.runs_until(30), day("2026-12-02"));
        let presented = Journey { presented_on: day("2026-11-04"), ..posted };
        assert_eq!(presented.runs_until(8), day("2026-11-12"));
        assert_eq!(Journey { delivered_on: day("2026-11-05"), ..posted }.runs_until(8), day("2026-11-13"), "handed over at once");
        assert_eq!(Journey { returned_on: day("2026-11-24"), ..presented }.runs_until(8), day("2026-11-12"), "unclaimed: it was presented");
        assert_eq!(Journey { returned_on: day("2026-11-06"), ..posted }.runs_until(8), None, "nobody knows that address");
        assert_eq!(Journey::default().runs_until(8), None);
    }

    #[test]
    fn a_medium_is_read_back_from_its_key() {
        for medium in Medium::ALL {
            assert_eq!(Medium::from_key(medium.key()), medium);
        }
    }
}
