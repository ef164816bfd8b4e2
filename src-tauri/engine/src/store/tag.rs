//! What a write touches, and who wrote.

/// A kind of state the UI may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Tag {
    /// Clients, invoices, payments and what is due.
    Ledger,
    /// Plans, holds, drafts: who is reminded, and who is not.
    Plan,
    /// What waits to be sent, and what was.
    Outbox,
    /// Frozen letters.
    Letters,
    /// What happened.
    Timeline,
    /// Identity, mail account, rates, options.
    Settings,
    /// Backups, and whether the base is sound.
    Health,
    /// Long works: how far they are.
    Jobs,
}

impl Tag {
    /// All of them: another base was opened.
    pub const ALL: [Tag; 8] = [Tag::Ledger, Tag::Plan, Tag::Outbox, Tag::Letters, Tag::Timeline, Tag::Settings, Tag::Health, Tag::Jobs];
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The person at the desk.
    User,
    /// The sender, by itself.
    Scheduler,
    /// An import, on the person's word.
    Import,
}

impl Actor {
    /// As stored.
    pub(super) fn key(self) -> &'static str {
        match self {
            Actor::User => "user",
            Actor::Scheduler => "scheduler",
            Actor::Import => "import",
        }
    }
}
