//! What crosses about versions.
use chrono::NaiveDate;
use echu_core::update::{File, Release};
use serde::Serialize;
use ts_rs::TS;

/// Where the search for a newer version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum UpdateStage {
    /// Nobody asked.
    None,
    /// Nothing newer.
    UpToDate,
    /// A newer version, and its file for this computer.
    Newer,
    /// A newer version, without a file for this computer.
    NoFile,
    /// Its file is being fetched.
    Fetching,
    /// Asked to stop.
    Stopping,
    /// Its file is here, and is the one announced.
    Fetched,
    /// It could not be fetched.
    Failed,
}

/// A newer version, as its project announced and signed it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct NewerVersion {
    /// Its number.
    pub version: String,
    /// Its day.
    pub date: NaiveDate,
    /// What it brings, in French.
    pub notes: Vec<String>,
    /// The size of its file, in bytes; 0 without one.
    #[ts(type = "number")]
    pub bytes: u64,
    /// True when opening the file installs it; else it takes the place of the old one by hand.
    pub installs: bool,
}

impl NewerVersion {
    pub(super) fn of(release: &Release, file: Option<&File>, installs: bool) -> NewerVersion {
        NewerVersion {
            version: release.version.to_string(),
            date: release.date,
            notes: release.notes.clone(),
            bytes: file.map_or(0, |file| file.bytes),
            installs,
        }
    }
}

/// The version that runs, and what is known of a newer one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct VersionView {
    /// The version that runs.
    pub version: String,
    /// The server that is asked on a click; none when this build carries no address.
    pub asks: Option<String>,
    /// Where the search stands.
    pub stage: UpdateStage,
    /// The newer version, once it was found.
    pub newer: Option<NewerVersion>,
    /// Bytes fetched so far.
    #[ts(type = "number")]
    pub done: u64,
    /// The name of the file, once it is here.
    pub file_name: String,
    /// Why it could not be fetched, in French.
    pub problem: String,
}
