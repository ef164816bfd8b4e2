//! One sending of one message to one client: its states, and the only moves between them (the database refuses the rest).
//!
//! At most once, with a visible « Envoi incertain »: a duplicate cannot be taken back, a missing one is one click to fix.
#[cfg(test)]
mod model;
mod retry;

pub use retry::{is_spent, retry_at};

use serde::{Deserialize, Serialize};

/// Where a dispatch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// Approved, facts hashed.
    Queued,
    /// Reserved by a lease, before the point of no return.
    Sending,
    /// The final dot may have been written. Never retried by itself.
    Engaged,
    /// Surely not accepted; waits for its time.
    Deferred,
    /// Nobody knows. Never retried by itself.
    Uncertain,
    /// Accepted by the server, or so says evidence, or the user.
    Sent,
    /// Accepted, then returned.
    Bounced,
    /// Refused for good.
    Failed,
    /// Tries spent, attachment missing, or two internal faults.
    NeedsReview,
    /// No longer due, withdrawn, or its facts changed.
    Cancelled,
    /// Overtaken or too old.
    Expired,
}

impl OutboxState {
    /// Every state.
    pub const ALL: [OutboxState; 11] = [
        OutboxState::Queued,
        OutboxState::Sending,
        OutboxState::Engaged,
        OutboxState::Deferred,
        OutboxState::Uncertain,
        OutboxState::Sent,
        OutboxState::Bounced,
        OutboxState::Failed,
        OutboxState::NeedsReview,
        OutboxState::Cancelled,
        OutboxState::Expired,
    ];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            OutboxState::Queued => "queued",
            OutboxState::Sending => "sending",
            OutboxState::Engaged => "engaged",
            OutboxState::Deferred => "deferred",
            OutboxState::Uncertain => "uncertain",
            OutboxState::Sent => "sent",
            OutboxState::Bounced => "bounced",
            OutboxState::Failed => "failed",
            OutboxState::NeedsReview => "needs_review",
            OutboxState::Cancelled => "cancelled",
            OutboxState::Expired => "expired",
        }
    }

    /// The state of a stored key; None for a key this version does not know.
    pub fn from_key(key: &str) -> Option<OutboxState> {
        OutboxState::ALL.into_iter().find(|state| state.key() == key)
    }

    /// As shown. The reason, where there is one, is added by the screen.
    pub fn label(self) -> &'static str {
        match self {
            OutboxState::Queued => "Prête",
            OutboxState::Sending | OutboxState::Engaged => "Envoi…",
            OutboxState::Deferred => "Reportée",
            OutboxState::Uncertain => "Envoi incertain, à vérifier",
            OutboxState::Sent => "Envoyée",
            OutboxState::Bounced => "Non distribuée",
            OutboxState::Failed => "Refusée par le serveur",
            OutboxState::NeedsReview => "À revoir",
            OutboxState::Cancelled => "Annulée",
            OutboxState::Expired => "Dépassée",
        }
    }

    /// True while the row occupies its (invoice, step, cycle): nothing else may be prepared for it.
    pub fn is_live(self) -> bool {
        match self {
            OutboxState::Queued
            | OutboxState::Sending
            | OutboxState::Engaged
            | OutboxState::Deferred
            | OutboxState::Uncertain
            | OutboxState::Failed
            | OutboxState::NeedsReview => true,
            OutboxState::Sent | OutboxState::Bounced | OutboxState::Cancelled | OutboxState::Expired => false,
        }
    }

    /// True when the worker may take it by itself.
    pub fn is_waiting(self) -> bool {
        self == OutboxState::Queued || self == OutboxState::Deferred
    }
}

/// What can happen to a dispatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutboxEvent {
    /// T1: the worker reserves it and counts the try.
    Reserve,
    /// T2: the last instant before the final dot.
    Engage,
    /// T3: 2xx read.
    Accepted,
    /// 4xx read, or any failure before the dot: surely not accepted.
    NotNow,
    /// 5xx read: refused for good.
    Refused,
    /// After T2, no reply that can be read.
    Lost,
    /// A person, or evidence (journal, Sent folder), says it left.
    ConfirmSent,
    /// A person asks to send the same bytes again.
    Resend,
    /// A person puts it back in the queue after a correction or a review.
    Requeue,
    /// Nothing left to claim, withdrawn, or a fact moved (the reminder is then a draft again).
    Cancel,
    /// Overtaken by the next step, or too old.
    Expire,
    /// Tries spent, attachment missing or changed, two internal faults.
    SetAside,
    /// A delivery-status notice names its Message-ID, or the user says so.
    Bounce,
}

impl OutboxEvent {
    /// Every event.
    pub const ALL: [OutboxEvent; 13] = [
        OutboxEvent::Reserve,
        OutboxEvent::Engage,
        OutboxEvent::Accepted,
        OutboxEvent::NotNow,
        OutboxEvent::Refused,
        OutboxEvent::Lost,
        OutboxEvent::ConfirmSent,
        OutboxEvent::Resend,
        OutboxEvent::Requeue,
        OutboxEvent::Cancel,
        OutboxEvent::Expire,
        OutboxEvent::SetAside,
        OutboxEvent::Bounce,
    ];
}

/// A move that is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a dispatch in state {from:?} does not accept {event:?}")]
pub struct Refused {
    /// Where it stood.
    pub from: OutboxState,
    /// What was asked.
    pub event: OutboxEvent,
}

/// The state after an event.
///
/// The table is outbox.md §1, plus `SetAside` before the point of no return: a missing attachment or a second internal fault
/// is found while the row is queued or sending (faults.md S12, §2), and must not go through a try it never made.
///
/// # Errors
/// When the state does not accept the event; nothing changes then.
pub fn next(from: OutboxState, event: OutboxEvent) -> Result<OutboxState, Refused> {
    use OutboxEvent as E;
    use OutboxState as S;
    let refused = Err(Refused { from, event });
    match from {
        S::Queued | S::Deferred => match event {
            E::Reserve => Ok(S::Sending),
            E::Cancel => Ok(S::Cancelled),
            E::Expire => Ok(S::Expired),
            E::SetAside => Ok(S::NeedsReview),
            // The journal may know of a sending that an old backup forgot.
            E::ConfirmSent => Ok(S::Sent),
            E::Lost => Ok(S::Uncertain),
            E::Engage | E::Accepted | E::NotNow | E::Refused | E::Resend | E::Requeue | E::Bounce => refused,
        },
        S::Sending => match event {
            E::Engage => Ok(S::Engaged),
            E::NotNow => Ok(S::Deferred),
            E::Refused => Ok(S::Failed),
            E::Cancel => Ok(S::Cancelled),
            E::SetAside => Ok(S::NeedsReview),
            E::Reserve | E::Accepted | E::Lost | E::ConfirmSent | E::Resend | E::Requeue | E::Expire | E::Bounce => refused,
        },
        S::Engaged => match event {
            E::Accepted => Ok(S::Sent),
            E::NotNow => Ok(S::Deferred),
            E::Refused => Ok(S::Failed),
            E::Lost => Ok(S::Uncertain),
            E::Reserve | E::Engage | E::ConfirmSent | E::Resend | E::Requeue | E::Cancel | E::Expire | E::SetAside | E::Bounce => refused,
        },
        S::Uncertain => match event {
            E::ConfirmSent => Ok(S::Sent),
            E::Resend => Ok(S::Queued),
            E::Cancel => Ok(S::Cancelled),
            E::Reserve | E::Engage | E::Accepted | E::NotNow | E::Refused | E::Lost | E::Requeue | E::Expire | E::SetAside | E::Bounce => {
                refused
            }
        },
        S::Sent => match event {
            E::Bounce => Ok(S::Bounced),
            E::Reserve
            | E::Engage
            | E::Accepted
            | E::NotNow
            | E::Refused
            | E::Lost
            | E::ConfirmSent
            | E::Resend
            | E::Requeue
            | E::Cancel
            | E::Expire
            | E::SetAside => refused,
        },
        S::Failed | S::NeedsReview => match event {
            E::Requeue => Ok(S::Queued),
            E::Cancel => Ok(S::Cancelled),
            E::Reserve
            | E::Engage
            | E::Accepted
            | E::NotNow
            | E::Refused
            | E::Lost
            | E::ConfirmSent
            | E::Resend
            | E::Expire
            | E::SetAside
            | E::Bounce => refused,
        },
        S::Bounced | S::Cancelled | S::Expired => refused,
    }
}

/// The state a row takes when the app starts again: what was before the point of no return is surely not sent, what was after
/// is never sent again by itself.
pub fn at_restart(state: OutboxState) -> OutboxState {
    match state {
        OutboxState::Sending => OutboxState::Deferred,
        OutboxState::Engaged => OutboxState::Uncertain,
        OutboxState::Queued
        | OutboxState::Deferred
        | OutboxState::Uncertain
        | OutboxState::Sent
        | OutboxState::Bounced
        | OutboxState::Failed
        | OutboxState::NeedsReview
        | OutboxState::Cancelled
        | OutboxState::Expired => state,
    }
}

/// What the side journal knows of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JournalMark {
    /// A line says the dot was about to be written.
    Engaged,
    /// A line says the server accepted.
    Sent,
}

/// The state of a row once compared with the journal, after a restore or an old base put back: nothing the journal saw leave
/// may leave again by itself.
pub fn reconcile(state: OutboxState, journal: Option<JournalMark>) -> OutboxState {
    let forgotten = state.is_waiting() || state == OutboxState::Uncertain;
    // A person could put these back in the queue, not knowing that they left since.
    let set_aside = state == OutboxState::Failed || state == OutboxState::NeedsReview;
    match journal {
        Some(JournalMark::Sent) if forgotten || set_aside => OutboxState::Sent,
        Some(JournalMark::Engaged) if forgotten => OutboxState::Uncertain,
        Some(JournalMark::Sent | JournalMark::Engaged) | None => state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use OutboxEvent as E;
    use OutboxState as S;

    /// The table of outbox.md §1, written the other way round: for each state, where it can go at all.
    #[test]
    fn each_state_leads_exactly_where_the_table_says() {
        let table: [(S, &[S]); 11] = [
            (S::Queued, &[S::Sending, S::Uncertain, S::Sent, S::NeedsReview, S::Cancelled, S::Expired]),
            (S::Sending, &[S::Engaged, S::Deferred, S::Failed, S::NeedsReview, S::Cancelled]),
            (S::Engaged, &[S::Deferred, S::Uncertain, S::Sent, S::Failed]),
            (S::Deferred, &[S::Sending, S::Uncertain, S::Sent, S::NeedsReview, S::Cancelled, S::Expired]),
            (S::Uncertain, &[S::Queued, S::Sent, S::Cancelled]),
            (S::Sent, &[S::Bounced]),
            (S::Bounced, &[]),
            (S::Failed, &[S::Queued, S::Cancelled]),
            (S::NeedsReview, &[S::Queued, S::Cancelled]),
            (S::Cancelled, &[]),
            (S::Expired, &[]),
        ];
        for (from, expected) in table {
            let mut reached: Vec<S> = E::ALL.iter().filter_map(|event| next(from, *event).ok()).collect();
            reached.sort_unstable();
            reached.dedup();
            assert_eq!(reached, expected, "from {from:?}");
        }
    }

    #[test]
    fn nothing_but_a_person_takes_an_uncertain_message_out_of_doubt_or_sends_it_again() {
        for event in E::ALL {
            let allowed = matches!(event, E::ConfirmSent | E::Resend | E::Cancel);
            assert_eq!(next(S::Uncertain, event).is_ok(), allowed, "{event:?}");
        }
        assert!(!S::Uncertain.is_waiting() && !S::Engaged.is_waiting(), "the worker never takes these");
    }

    #[test]
    fn a_restart_never_makes_an_engaged_message_sendable() {
        assert_eq!(at_restart(S::Engaged), S::Uncertain);
        assert_eq!(at_restart(S::Sending), S::Deferred);
        for state in S::ALL {
            assert_eq!(at_restart(at_restart(state)), at_restart(state), "{state:?}: a second restart changes nothing");
        }
    }

    #[test]
    fn the_journal_wins_over_an_old_base() {
        assert_eq!(reconcile(S::Queued, Some(JournalMark::Sent)), S::Sent);
        assert_eq!(reconcile(S::Deferred, Some(JournalMark::Engaged)), S::Uncertain);
        assert_eq!(reconcile(S::Uncertain, Some(JournalMark::Sent)), S::Sent);
        assert_eq!(reconcile(S::NeedsReview, Some(JournalMark::Sent)), S::Sent, "nobody may put it back in the queue");
        assert_eq!(reconcile(S::Sent, Some(JournalMark::Engaged)), S::Sent, "the base knows more");
        assert_eq!(reconcile(S::Failed, Some(JournalMark::Engaged)), S::Failed, "the server's refusal was read");
        assert_eq!(reconcile(S::Queued, None), S::Queued);
    }

    #[test]
    fn a_stored_key_names_one_state() {
        for state in S::ALL {
            assert_eq!(S::from_key(state.key()), Some(state));
        }
        assert_eq!(S::from_key("teleported"), None);
    }

    #[test]
    fn what_the_journal_says_changes_only_what_could_still_leave() {
        for state in S::ALL {
            let could_leave = matches!(state, S::Queued | S::Deferred | S::Uncertain | S::Failed | S::NeedsReview);
            assert_eq!(reconcile(state, Some(JournalMark::Sent)), if could_leave { S::Sent } else { state }, "{state:?}, it left");
            let doubtful = matches!(state, S::Queued | S::Deferred | S::Uncertain);
            assert_eq!(reconcile(state, Some(JournalMark::Engaged)), if doubtful { S::Uncertain } else { state }, "{state:?}, it may have");
        }
    }

    #[test]
    fn a_message_keeps_its_step_until_it_left_or_never_will() {
        let over: Vec<S> = S::ALL.into_iter().filter(|state| !state.is_live()).collect();
        assert_eq!(over, [S::Sent, S::Bounced, S::Cancelled, S::Expired]);
    }

    #[test]
    fn two_states_read_alike_only_while_the_server_is_being_spoken_to() {
        assert_eq!((S::Sending.label(), S::Engaged.label()), ("Envoi…", "Envoi…"));
        let labels: std::collections::BTreeSet<_> = S::ALL.iter().map(|state| state.label()).collect();
        assert_eq!(labels.len(), S::ALL.len() - 1, "each other state has words of its own");
    }
}
