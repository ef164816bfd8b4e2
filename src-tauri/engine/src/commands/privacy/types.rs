//! What the interface asks and gets: personal data.
use chrono::NaiveDate;
use echu_core::ids::{ClientId, HoldId};
use echu_core::privacy::{Kept, PurgeKind, Subject};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose data.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PrivacyRequest {
    /// The client.
    pub client_id: ClientId,
}

/// What is held of a client, and what was done of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PrivacyView {
    /// The client; the one his card stands behind.
    pub client_id: ClientId,
    /// His name.
    pub name: String,
    /// Who would ask: the client himself, or a contact person.
    pub subject: Subject,
    /// True: he may be either, and the user says (someone in business under his own name).
    pub either: bool,
    /// What is held, a line each, in French.
    pub held: Vec<String>,
    /// « Ne plus relancer », while it stands.
    pub restricted: Option<Restriction>,
    /// His request for erasure, if he made one.
    pub erasure: Option<ErasureView>,
    /// True: a claim that held part of an erasure has ended, and it can be finished.
    pub can_finish: bool,
    /// What was corrected on his card, latest first.
    pub corrections: Vec<Correction>,
}

/// « Ne plus relancer ».
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Restriction {
    /// What stops his reminders, to lift it.
    pub hold_id: HoldId,
    /// Since when.
    pub since: NaiveDate,
    /// The user’s words.
    pub note: String,
}

/// A request for erasure.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ErasureView {
    /// The day of the request.
    pub asked_on: NaiveDate,
    /// The day nothing more was left to erase; none while a claim needs some.
    pub done_on: Option<NaiveDate>,
    /// The card, while something waits.
    pub client_id: Option<ClientId>,
    /// His name, while something waits; empty once it is done.
    pub name: String,
}

/// A line of his card that was corrected.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Correction {
    /// The day.
    pub on: NaiveDate,
    /// Which line, in French.
    pub field: String,
    /// What it held.
    pub before: String,
    /// What it holds since.
    pub after: String,
}

/// A request for erasure, to look at or to do.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ErasureRequest {
    /// The client.
    pub client_id: ClientId,
    /// Who asks.
    pub subject: Subject,
}

/// What an erasure would do.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ErasurePreview {
    /// False: a claim still needs some of the data.
    pub whole: bool,
    /// What leaves, in French.
    pub erased: Vec<String>,
    /// What stays, and why.
    pub kept: Vec<Kept>,
    /// Why it cannot be done now, in French; empty when it can.
    pub blocked: String,
    /// The word to type.
    pub word: String,
}

/// An erasure to do. It cannot be taken back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct EraseClient {
    /// The client.
    pub client_id: ClientId,
    /// Who asks.
    pub subject: Subject,
    /// The word, as typed.
    pub typed: String,
}

/// What an erasure did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ErasedView {
    /// False: a claim still needs some of the data.
    pub whole: bool,
    /// Where an address that was erased is still written, in French: another card, somebody else’s note.
    pub left: Vec<String>,
    /// Copies of the base that still hold what was erased: backups, and damaged bases set aside.
    pub backups: u32,
}

/// An archive that was saved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct HandedOver {
    /// The name of the file.
    pub file_name: String,
    /// Stands for it, to show it in its folder.
    pub token: String,
}

/// « Ne plus relancer ».
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RestrictClient {
    /// The client.
    pub client_id: ClientId,
    /// The user’s words.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
}

/// Everything on the screen of personal data.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PrivacySettings {
    /// The table of retention.
    pub retention: Vec<RetentionRow>,
    /// The month at whose end the financial year closes, from 1 to 12.
    pub year_end: u32,
    /// What is past its retention, by kind.
    pub purges: Vec<PurgeRow>,
    /// Requests for erasure, latest first.
    pub erasures: Vec<ErasureView>,
    /// Copies of the base: backups, and damaged bases set aside.
    pub backups: u32,
    /// True in the demonstration, where nothing is erased for good.
    pub demo: bool,
    /// The word to type for what cannot be taken back.
    pub word: String,
}

/// A line of the table of retention.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RetentionRow {
    /// Which data, in French.
    pub label: String,
    /// While they serve, in French.
    pub active: String,
    /// Then, in French.
    pub archive: String,
    /// At the end, in French.
    pub end: String,
    /// The text, in French.
    pub source: String,
    /// True: to be checked.
    pub to_check: bool,
}

/// What a kind of purge would take away.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PurgeRow {
    /// Which.
    pub kind: PurgeKind,
    /// Its name, in French.
    pub label: String,
    /// How many.
    pub count: u32,
    /// Since when the oldest could have been purged.
    pub since: Option<NaiveDate>,
    /// The first ones, oldest first.
    pub first: Vec<PurgedOne>,
}

/// One thing past its retention.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PurgedOne {
    /// Whose; may be empty.
    pub whose: String,
    /// The day from which it was kept.
    pub from: NaiveDate,
    /// The first day it could be purged.
    pub since: NaiveDate,
}

/// What to purge.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Purge {
    /// Which kinds.
    pub kinds: Vec<PurgeKind>,
    /// The word, as typed.
    pub typed: String,
}

/// When the financial year closes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveYearEnd {
    /// The month, from 1 to 12.
    pub month: u32,
}

/// A word typed to confirm what cannot be taken back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Typed {
    /// The word, as typed.
    pub typed: String,
}
