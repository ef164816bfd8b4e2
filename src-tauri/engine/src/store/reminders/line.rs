//! What a reminder does for each invoice.
use echu_core::ids::{InvoiceId, StepId};
use echu_core::money::Cents;

/// What an invoice is in a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The reminder does a step for it.
    Step,
    /// Claimed in the same contact; its own step is not done by it.
    Joined,
    /// Only mentioned.
    Memory,
}

impl Role {
    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Role::Step => "step",
            Role::Joined => "joined",
            Role::Memory => "memory",
        }
    }

    pub(super) fn from_key(key: &str) -> Role {
        match key {
            "step" => Role::Step,
            "joined" => Role::Joined,
            _ => Role::Memory,
        }
    }
}

/// An invoice in a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderLine {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its natural identity.
    pub identity: String,
    /// The step it does for this invoice.
    pub step_id: Option<StepId>,
    /// Cycle of the invoice.
    pub cycle: u32,
    /// What it is here.
    pub role: Role,
    /// Claimed, in cents.
    pub balance: Cents,
    /// Late interest claimed, in cents.
    pub interest: Cents,
    /// Indemnity claimed, in cents.
    pub fee: Cents,
    /// Version the figures were made from.
    pub invoice_version: i64,
}
