//! The end of a plan is a choice, not an absence (dunning.md 9): six of them, each a stored fact that brings the case back on a day.
use super::hold::grace_end;
use crate::calendar::{Region, next_working_day};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// What the owner decides of a case at the end of its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Choice {
    /// Mise en demeure (C. civ. 1344): the first, or one for what the first did not claim.
    FormalNotice,
    /// The file goes to a lawyer, a commissaire de justice or a collection agency.
    Agency,
    /// Injonction de payer (CPC 1405 and after).
    Injunction,
    /// An agreement on several payments.
    Instalments,
    /// Passage en perte: given up in the books, the debt itself is not extinguished.
    WriteOff,
    /// Nothing before a day.
    Wait,
    /// A case that is followed (`proceedings`): never chosen in the tray, it begins and ends with its case.
    Proceeding,
}

impl Choice {
    /// Those of the tray, in its order.
    pub const OFFERED: [Choice; 6] =
        [Choice::FormalNotice, Choice::Agency, Choice::Injunction, Choice::Instalments, Choice::WriteOff, Choice::Wait];

    /// All of them.
    pub const ALL: [Choice; 7] =
        [Choice::FormalNotice, Choice::Agency, Choice::Injunction, Choice::Instalments, Choice::WriteOff, Choice::Wait, Choice::Proceeding];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Choice::FormalNotice => "formal_notice",
            Choice::Agency => "agency",
            Choice::Injunction => "injunction",
            Choice::Instalments => "instalments",
            Choice::WriteOff => "write_off",
            Choice::Wait => "wait",
            Choice::Proceeding => "proceeding",
        }
    }

    /// The choice of a key; none when this version does not know it.
    pub fn from_key(key: &str) -> Option<Choice> {
        Choice::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The name in the lists.
    pub fn label(self) -> &'static str {
        match self {
            Choice::FormalNotice => "Mise en demeure",
            Choice::Agency => "Confié à un professionnel",
            Choice::Injunction => "Injonction de payer",
            Choice::Instalments => "Échéancier",
            Choice::WriteOff => "Passage en perte",
            Choice::Wait => "Attendre",
            Choice::Proceeding => "Procédure en cours",
        }
    }

    /// The day proposed for the case to come back; none for what is given up. A person may choose another.
    pub fn back_on(self, today: NaiveDate, region: Region) -> Option<NaiveDate> {
        let after = |days| Some(next_working_day(today.checked_add_days(Days::new(days)).unwrap_or(today), region));
        match self {
            // Time to post it, to have it presented, and the days it gives.
            Choice::FormalNotice => after(21),
            Choice::Agency => after(30),
            Choice::Injunction => after(60),
            // Time for the client to sign; the agreement itself holds the case afterwards.
            Choice::Instalments => Some(grace_end(today, 7, region)),
            Choice::WriteOff => None,
            // Its own deadlines bring it back.
            Choice::Proceeding => None,
            Choice::Wait => after(14),
        }
    }

    /// Whether the choice may be taken back. A mise en demeure that was posted produced its effects (C. civ. 1231-6, 1344-1): it
    /// cannot be undone, the case only comes back earlier. Everything else may be, a passage en perte included: it is an entry in
    /// the books, and gives up no right.
    pub fn may_take_back(self, notice_posted: bool) -> bool {
        match self {
            Choice::FormalNotice => !notice_posted,
            Choice::Proceeding => false,
            Choice::Agency | Choice::Injunction | Choice::Instalments | Choice::WriteOff | Choice::Wait => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::is_working_day;
    use crate::dunning::fixtures::day;

    #[test]
    fn every_choice_but_giving_up_brings_the_case_back_on_an_open_day() {
        let today = day("2026-11-23");
        for choice in Choice::ALL {
            assert_eq!(Choice::from_key(choice.key()), Some(choice));
            match choice.back_on(today, Region::Metropole) {
                None => {
                    assert!(matches!(choice, Choice::WriteOff | Choice::Proceeding), "no other case disappears: {choice:?}");
                }
                Some(on) => assert!(on > today && is_working_day(on, Region::Metropole), "{choice:?}: {on}"),
            }
        }
    }

    #[test]
    fn only_a_notice_that_was_posted_cannot_be_taken_back() {
        assert!(!Choice::Proceeding.may_take_back(false), "it ends with its case");
        for choice in Choice::OFFERED {
            assert!(choice.may_take_back(false), "{choice:?}: nothing left yet");
            assert_eq!(choice.may_take_back(true), choice != Choice::FormalNotice);
        }
    }

    #[test]
    fn each_choice_has_words_of_its_own() {
        let labels: std::collections::BTreeSet<_> = Choice::ALL.iter().map(|one| one.label()).collect();
        assert_eq!(labels.len(), Choice::ALL.len());
        assert_eq!(Choice::WriteOff.label(), "Passage en perte");
    }
}
