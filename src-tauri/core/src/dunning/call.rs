//! What comes of a call or a visit, and what follows: each outcome leads to a dated next step (dunning.md, « The call card »).
use crate::calendar::{Region, add_working_days, next_working_day};
use crate::ids::ClientId;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// What came of a call or a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum CallOutcome {
    /// « A payé »: says that the money is on its way.
    Paid,
    /// « Promet le… ».
    Promised,
    /// « N’a pas reçu la facture ».
    NotReceived,
    /// « Conteste ».
    Disputed,
    /// « En difficulté ».
    InTrouble,
    /// « Messagerie »: he heard a message, or found a note.
    Voicemail,
    /// « Injoignable »: nobody heard anything.
    Unreachable,
    /// « Refuse ».
    Refused,
}

/// What is to be done on the day an outcome leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum NextStep {
    /// See whether the money came; without it the plan resumes.
    CheckPayment,
    /// See whether the promise was kept; without money the plan resumes.
    CheckPromise,
    /// The invoice was sent again: once the delay is over the plan resumes, its next message one tone softer.
    Resume,
    /// Answer what he contests.
    Answer,
    /// Talk again of a payment in instalments.
    Instalments,
    /// Call again.
    CallAgain,
    /// The owner decides: the case is in the tray of the end of the plan.
    Decide,
}

impl CallOutcome {
    /// All of them, in the order of the card.
    pub const ALL: [CallOutcome; 8] = [
        CallOutcome::Paid,
        CallOutcome::Promised,
        CallOutcome::NotReceived,
        CallOutcome::Disputed,
        CallOutcome::InTrouble,
        CallOutcome::Voicemail,
        CallOutcome::Unreachable,
        CallOutcome::Refused,
    ];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            CallOutcome::Paid => "paid",
            CallOutcome::Promised => "promised",
            CallOutcome::NotReceived => "not_received",
            CallOutcome::Disputed => "disputed",
            CallOutcome::InTrouble => "in_trouble",
            CallOutcome::Voicemail => "voicemail",
            CallOutcome::Unreachable => "unreachable",
            CallOutcome::Refused => "refused",
        }
    }

    /// The outcome of a key; none when this version does not know it.
    pub fn from_key(key: &str) -> Option<CallOutcome> {
        CallOutcome::ALL.into_iter().find(|one| one.key() == key)
    }

    /// What follows.
    pub fn next_step(self) -> NextStep {
        match self {
            CallOutcome::Paid => NextStep::CheckPayment,
            CallOutcome::Promised => NextStep::CheckPromise,
            CallOutcome::NotReceived => NextStep::Resume,
            CallOutcome::Disputed => NextStep::Answer,
            CallOutcome::InTrouble => NextStep::Instalments,
            CallOutcome::Voicemail | CallOutcome::Unreachable => NextStep::CallAgain,
            CallOutcome::Refused => NextStep::Decide,
        }
    }

    /// The day proposed for it; a person may choose another. Always open, and never before `today`.
    pub fn next_on(self, today: NaiveDate, region: Region) -> NaiveDate {
        let days = |count| next_working_day(today.checked_add_days(Days::new(count)).unwrap_or(today), region);
        match self {
            // A transfer takes a day or two, a cheque in the post somewhat more.
            CallOutcome::Paid => add_working_days(today, 4, region),
            CallOutcome::Promised | CallOutcome::InTrouble => days(7),
            // The invoice has only just come: as long as the plan leaves between a first reminder and a firm one.
            CallOutcome::NotReceived | CallOutcome::Disputed => days(14),
            CallOutcome::Voicemail => add_working_days(today, 2, region),
            CallOutcome::Unreachable => add_working_days(today, 1, region),
            CallOutcome::Refused => today,
        }
    }

    /// True when the client heard from us: it counts for the least interval between two contacts.
    pub fn is_contact(self) -> bool {
        match self {
            CallOutcome::Unreachable => false,
            CallOutcome::Paid
            | CallOutcome::Promised
            | CallOutcome::NotReceived
            | CallOutcome::Disputed
            | CallOutcome::InTrouble
            | CallOutcome::Voicemail
            | CallOutcome::Refused => true,
        }
    }

    /// True when somebody answered: the step is done. A message left waits for the call that is answered.
    pub fn does_the_step(self) -> bool {
        self.next_step() != NextStep::CallAgain
    }
}

/// Something that a person told the app to bring back on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUp {
    /// Its identity.
    pub id: i64,
    /// Whose.
    pub client_id: ClientId,
    /// The day.
    pub on: NaiveDate,
    /// What led to it.
    pub after: CallOutcome,
    /// The day of the call.
    pub noted_on: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::is_working_day;
    use crate::dunning::fixtures::day;
    use proptest::prelude::*;

    #[test]
    fn each_outcome_leads_somewhere_on_a_day() {
        let today = day("2026-11-23");
        let told: Vec<String> = CallOutcome::ALL
            .iter()
            .map(|one| format!("{} {:?} {}", one.key(), one.next_step(), one.next_on(today, Region::Metropole)))
            .collect();
        assert_eq!(
            told,
            [
                "paid CheckPayment 2026-11-27",
                "promised CheckPromise 2026-11-30",
                "not_received Resume 2026-12-07",
                "disputed Answer 2026-12-07",
                "in_trouble Instalments 2026-11-30",
                "voicemail CallAgain 2026-11-25",
                "unreachable CallAgain 2026-11-24",
                "refused Decide 2026-11-23",
            ]
        );
    }

    #[test]
    fn only_a_call_that_was_answered_does_its_step_and_only_silence_is_no_contact() {
        let doing: Vec<_> = CallOutcome::ALL.into_iter().filter(|one| !one.does_the_step()).collect();
        assert_eq!(doing, [CallOutcome::Voicemail, CallOutcome::Unreachable]);
        let silent: Vec<_> = CallOutcome::ALL.into_iter().filter(|one| !one.is_contact()).collect();
        assert_eq!(silent, [CallOutcome::Unreachable]);
        for one in CallOutcome::ALL {
            assert_eq!(CallOutcome::from_key(one.key()), Some(one));
        }
    }

    proptest! {
        #[test]
        fn the_day_proposed_is_open_and_never_past(days in 0_u64..3_000, which in 0_usize..8) {
            let today = next_working_day(day("2025-01-01") + Days::new(days), Region::Metropole);
            let on = CallOutcome::ALL[which].next_on(today, Region::Metropole);
            prop_assert!(on >= today);
            prop_assert!(is_working_day(on, Region::Metropole), "{on} is closed");
        }
    }
}
