//! What crosses to the screen of the backups.
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A backup to look at or to restore.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct BackupRequest {
    /// Its name, as listed.
    pub name: String,
}

/// A verified backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct BackupRow {
    /// Its name: its identity.
    pub name: String,
    /// When it was made.
    pub taken_at: DateTime<Utc>,
    /// Why, in French.
    pub why: String,
    /// Its size, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Clients in it.
    #[ts(type = "number")]
    pub clients: u64,
    /// Invoices and credit notes in it.
    #[ts(type = "number")]
    pub invoices: u64,
    /// Payments in it.
    #[ts(type = "number")]
    pub payments: u64,
}

/// Whether the base could be opened, and what a person should know on any screen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct OpeningView {
    /// Why the base is refused, in French; empty when it is open.
    pub refused: String,
    /// The verified backups, newest first, when it is refused.
    pub backups: Vec<BackupRow>,
    /// What to know, most serious first.
    pub notices: Vec<HealthNotice>,
}

/// Something to know of the safety of the base.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct HealthNotice {
    /// Which.
    pub kind: HealthNoticeKind,
    /// In French.
    pub sentence: String,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum HealthNoticeKind {
    /// The folder of the data is synchronised by another program.
    Synchronised,
    /// A restore was cut short and undone.
    RolledBack,
    /// The last backup could not be made.
    NoBackup,
    /// No other disk holds a recent copy.
    SecondPlace,
}

/// The screen of the backups.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct HealthView {
    /// True in the demonstration, which has no backup.
    pub demo: bool,
    /// Where the base is.
    pub data_folder: String,
    /// When the base was last read whole and found sound; none: not since the app was opened.
    pub checked_at: Option<DateTime<Utc>>,
    /// Room left on the disk of the data, in bytes; none: unknown here.
    #[ts(type = "number | null")]
    pub free_bytes: Option<u64>,
    /// The program that synchronises the folder of the data; empty: none is known to.
    pub synchronised: String,
    /// The verified backups, newest first.
    pub backups: Vec<BackupRow>,
    /// Their size together, in bytes.
    #[ts(type = "number")]
    pub backups_bytes: u64,
    /// What is wrong with them, in French; empty when nothing is.
    pub problem: String,
    /// The last trial of a restore; none: not yet.
    pub trial: Option<TrialView>,
    /// The journal of sendings.
    pub journal: JournalView,
    /// What keeps the mail account from sending, in French; empty when nothing does.
    pub mail_problem: String,
    /// The second place; none: none was chosen.
    pub second: Option<SecondPlaceView>,
}

/// A trial of a restore.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TrialView {
    /// Its day.
    pub on: NaiveDate,
    /// Why it failed, in French; empty when it did not.
    pub failure: String,
}

/// The journal of sendings.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct JournalView {
    /// Sound lines in it.
    pub lines: u32,
    /// Lines that somebody or something altered.
    pub damaged: u32,
    /// Why it cannot be read, in French; empty when it can.
    pub problem: String,
}

/// The second place.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SecondPlaceView {
    /// Where it is.
    pub folder: String,
    /// When a copy was last put there and read again; none: not yet.
    pub copied_at: Option<DateTime<Utc>>,
    /// Why the last copy failed, in French; empty when it did not.
    pub problem: String,
    /// True when a phrase alone opens its copies.
    pub sealed: bool,
}

/// The phrase that opens the copies from now on. Never given back.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SealSecondPlace {
    /// Twelve characters at least.
    pub phrase: String,
}

/// The backups of a folder that the user chose.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FoundBackups {
    /// Stands for the folder.
    pub token: String,
    /// Its path, to be read.
    pub folder: String,
    /// What is in it, newest first.
    pub backups: Vec<FoundBackup>,
}

/// A backup that lies elsewhere.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FoundBackup {
    /// What its manifest says of it.
    pub backup: BackupRow,
    /// True when a phrase alone opens it.
    pub sealed: bool,
    /// True when it is of another base than the one that is open.
    pub other_base: bool,
}

/// A backup to bring among those of this computer.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct BringBackup {
    /// Stands for the folder.
    pub token: String,
    /// Its name there.
    pub name: String,
    /// What opens it, when it is sealed.
    pub phrase: Option<String>,
}

/// What restoring a backup would give back, and what would be missing.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RestorePreview {
    /// The backup.
    pub backup: BackupRow,
    /// What will be missing, in French, one sentence a line; empty when nothing was done since.
    pub missing: Vec<String>,
}

/// What a restore did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RestoredView {
    /// When the backup was made.
    pub taken_at: DateTime<Utc>,
    /// Messages that left since, by the side journal.
    pub sent: u32,
}

/// What may be sent to whoever helps.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SupportReport {
    /// All of it, in French, as it will be saved.
    pub text: String,
}
