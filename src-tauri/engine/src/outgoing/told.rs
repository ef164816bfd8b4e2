//! What the history says of a message as it goes: prepared, approved, sent. One fact a kind of message.
use crate::store::reminders::{Reminder, ReminderTerm};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::{agreement as fact, message};

/// The fact of the history that a reminder of a term makes.
fn fact(term: &ReminderTerm, recipient: &str) -> fact::TermReminder {
    fact::TermReminder { term_on: term.due_on, amount: term.amount, recipient: recipient.to_owned() }
}

/// What the history says of a reminder that is prepared.
pub fn drafted(reminder: &Reminder) -> EventKind {
    match &reminder.term {
        Some(term) => EventKind::TermReminderDrafted(fact(term, "")),
        None => EventKind::ReminderDrafted { tone: reminder.tone, amount: reminder.asked() },
    }
}

/// What it says of one that a person approves.
pub fn approved(reminder: &Reminder, recipient: String) -> EventKind {
    match &reminder.term {
        Some(term) => EventKind::TermReminderApproved(fact(term, &recipient)),
        None => EventKind::ReminderApproved(message::Approved { tone: reminder.tone, amount: reminder.asked(), recipient }),
    }
}

/// What it says of one that left.
pub fn sent(reminder: &Reminder, recipient: String) -> EventKind {
    match &reminder.term {
        Some(term) => EventKind::TermReminderSent(fact(term, &recipient)),
        None => EventKind::ReminderSent(message::Sent {
            tone: reminder.tone,
            recipient,
            invoices: u32::try_from(reminder.lines.len()).unwrap_or(u32::MAX),
            amount: reminder.asked(),
        }),
    }
}

/// What it says of one that a person sent from his own mail program.
pub fn handed_over(reminder: &Reminder) -> EventKind {
    match &reminder.term {
        Some(term) => EventKind::TermReminderHandedOver(fact(term, "")),
        None => EventKind::HandedOver { tone: reminder.tone, amount: reminder.asked() },
    }
}
