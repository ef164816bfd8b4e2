//! What crosses: The outbox: what left, what waits, for when and why.
use echu_core::ids::*;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The state of sending, always visible.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SenderView {
    /// "active", "paused", "suspended", "no_account" or "demo".
    pub state: String,
    /// One French sentence.
    pub sentence: String,
    /// Instant, UTC, of the next sending.
    pub next_at: Option<String>,
    /// Messages queued or deferred.
    pub waiting: u32,
    /// True while one is on the wire.
    pub sending: bool,
    /// Sendings nobody knows the end of.
    pub uncertain: u32,
    /// Why it is suspended, in French; empty otherwise.
    pub reason: String,
    /// What to check before resuming.
    pub checks: Vec<ResumeCheck>,
}

/// One sending.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DispatchRow {
    /// The sending.
    pub id: DispatchId,
    /// The message; none for the test mail.
    pub reminder_id: Option<ReminderId>,
    /// To whom; none for the test mail.
    pub client_id: Option<ClientId>,
    /// His name.
    pub client_name: String,
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// What is claimed, in cents.
    pub amount: Cents,
    /// State of the outbox: "queued", "sending", "engaged", "deferred", "uncertain", "sent", "bounced", "failed", "needs_review", "cancelled", "expired".
    pub state: String,
    /// The state in French.
    pub label: String,
    /// True for a file on this computer: a person sends it, and says so.
    pub written: bool,
    /// Its reason, in French; empty when plain.
    pub why: String,
    /// Instant, UTC: the next try waits for it.
    pub not_before: String,
    /// Instant, UTC, at which it should leave as far as one can tell; none when nothing may, or when it does not wait.
    pub leaves_at: Option<String>,
    /// What it waits for, in French; empty when only its turn.
    pub waits_for: String,
    /// The account it leaves from.
    pub account: String,
    /// True when no person approved this very message.
    pub automatic: bool,
    /// Tries started.
    pub tries: u32,
    /// Instant, UTC.
    pub sent_at: Option<String>,
    /// True while it can still be stopped.
    pub can_withdraw: bool,
    /// Instant, UTC, of its last change.
    pub at: String,
}

/// The outbox screen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct OutboxView {
    /// The state of sending.
    pub sender: SenderView,
    /// Sendings: those that ask for a person, then those that wait, then the last that left.
    pub rows: Vec<DispatchRow>,
}

/// Names a sending.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DispatchRequest {
    /// The sending.
    pub id: DispatchId,
}

/// Sendings to stop.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct WithdrawDispatches {
    /// The sendings.
    pub ids: Vec<DispatchId>,
}

/// A message that came back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MarkBounced {
    /// The sending.
    pub id: DispatchId,
    /// What the notice says.
    pub cause: BounceCause,
}

/// Why a message came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum BounceCause {
    /// The address does not exist, or takes nothing: nothing more is sent to it before it is corrected.
    Address,
    /// The mailbox is full, or refuses for now: the address is good.
    Passing,
}

/// Something to look at before resuming.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ResumeCheck {
    /// "receipts", "uncertain" or "waiting".
    pub kind: String,
    /// In French.
    pub sentence: String,
}

/// What could be stopped.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Withdrawn {
    /// Stopped: their messages are drafts again.
    pub withdrawn: Vec<DispatchId>,
    /// Already leaving, or gone.
    pub too_late: Vec<DispatchId>,
}

/// The user says what became of an uncertain sending.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ConfirmDispatch {
    /// The sending.
    pub id: DispatchId,
    /// What he found.
    pub verdict: Verdict,
}

/// What a person knows of an uncertain sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Verdict {
    /// It arrived.
    Arrived,
    /// It did not: send the same bytes again.
    SendAgain,
    /// Neither: leave it there.
    GiveUp,
}
