//! A reminder once a person touched it: its states, and the only moves between them.
use serde::{Deserialize, Serialize};

/// Where a stored reminder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderState {
    /// Prepared; figures follow the ledger.
    Draft,
    /// Figures, text and documents frozen; one dispatch queued.
    Approved,
    /// Sent, posted, or the call was made.
    Done,
    /// Put aside.
    Cancelled,
}

/// What can happen to a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReminderEvent {
    /// A person, or a step allowed to, lets it go.
    Approve,
    /// A person changes the text or the figures.
    Edit,
    /// A person puts it aside.
    Discard,
    /// Its dispatch is sent, its letter posted, its call made.
    Sent,
    /// Its dispatch failed, or is to be reviewed: it stays approved, shown in red.
    Failed,
    /// A person took it back before it left.
    Withdrawn,
    /// A fact it rests on moved: the figures are computed again.
    FactsChanged,
    /// Nothing is left to claim: paid, cancelled or held on all its invoices.
    NothingLeft,
}

/// A move that is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a reminder in state {from:?} does not accept {event:?}")]
pub struct ReminderRefused {
    /// Where it stood.
    pub from: ReminderState,
    /// What was asked.
    pub event: ReminderEvent,
}

/// The state after an event.
///
/// # Errors
/// When the state does not accept the event; nothing changes then.
pub fn next(from: ReminderState, event: ReminderEvent) -> Result<ReminderState, ReminderRefused> {
    use ReminderEvent as E;
    use ReminderState as S;
    match (from, event) {
        (S::Draft, E::Approve) => Ok(S::Approved),
        (S::Draft, E::Edit | E::FactsChanged) => Ok(S::Draft),
        (S::Draft, E::Discard | E::NothingLeft) => Ok(S::Cancelled),
        (S::Approved, E::Sent) => Ok(S::Done),
        (S::Approved, E::Failed) => Ok(S::Approved),
        (S::Approved, E::Withdrawn | E::FactsChanged) => Ok(S::Draft),
        (S::Approved, E::Discard | E::NothingLeft) => Ok(S::Cancelled),
        (S::Draft, E::Sent | E::Failed | E::Withdrawn)
        | (S::Approved, E::Approve | E::Edit)
        | (
            S::Done | S::Cancelled,
            E::Approve | E::Edit | E::Discard | E::Sent | E::Failed | E::Withdrawn | E::FactsChanged | E::NothingLeft,
        ) => Err(ReminderRefused { from, event }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ReminderEvent as E;
    use ReminderState as S;

    #[test]
    fn an_approved_text_is_never_edited_in_place() {
        assert!(next(S::Approved, E::Edit).is_err(), "it must be withdrawn first: the approval is tied to the text");
        assert_eq!(next(S::Approved, E::Withdrawn), Ok(S::Draft));
        assert_eq!(next(S::Approved, E::FactsChanged), Ok(S::Draft), "an approval lapses with its facts");
    }

    #[test]
    fn what_failed_stays_approved_and_what_is_over_stays_over() {
        assert_eq!(next(S::Approved, E::Failed), Ok(S::Approved));
        assert_eq!(next(S::Approved, E::Sent), Ok(S::Done));
        for over in [S::Done, S::Cancelled] {
            for event in [E::Approve, E::Edit, E::Discard, E::Sent, E::Failed, E::Withdrawn, E::FactsChanged, E::NothingLeft] {
                assert_eq!(next(over, event), Err(ReminderRefused { from: over, event }));
            }
        }
    }

    #[test]
    fn nothing_is_sent_without_an_approval() {
        assert!(next(S::Draft, E::Sent).is_err());
    }
}
