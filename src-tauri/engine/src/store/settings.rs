//! Settings: one JSON value a key. A password is never one of them.
use super::{Tag, Tx};
use crate::error::Result;
use chrono::NaiveTime;
use echu_core::calendar::Region;
use echu_core::interest::AllocationOrder;
use echu_core::pacing::SendingRules;
use echu_core::party::Creditor;
use echu_core::privacy::YearEnd;
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKey {
    /// [`Creditor`].
    Creditor,
    /// [`Options`].
    Options,
    /// [`echu_core::address::Envelope`].
    Envelope,
    /// [`echu_core::letter::Accent`].
    Accent,
    /// A data URL.
    Logo,
    /// A data URL.
    Signature,
    /// Whether the user is a merchant.
    Merchant,
    /// [`super::following::Following`].
    Following,
    /// [`Application`].
    Application,
    /// The path of the folder that is watched; empty: none.
    WatchFolder,
    /// The Ed25519 public key whose files of rates the user trusts, in Base64.
    RatesKey,
    /// [`Restored`].
    Restored,
    /// The month at whose end the financial year closes, from 1 to 12.
    YearEnd,
}

impl SettingKey {
    fn key(self) -> &'static str {
        match self {
            SettingKey::Creditor => "creditor",
            SettingKey::Options => "options",
            SettingKey::Envelope => "envelope",
            SettingKey::Accent => "accent",
            SettingKey::Logo => "logo",
            SettingKey::Signature => "signature",
            SettingKey::Merchant => "merchant",
            SettingKey::Following => "following",
            SettingKey::Application => "application",
            SettingKey::WatchFolder => "watch_folder",
            SettingKey::RatesKey => "rates_key",
            SettingKey::Restored => "restored",
            SettingKey::YearEnd => "year_end",
        }
    }
}

/// The mail account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MailAccountForm {
    /// Key of the provider, or "other", "folder".
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub preset: String,
    /// E-mail address.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub address: String,
    /// Name shown.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub sender_name: String,
    /// SMTP server.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub host: String,
    /// 465 or 587.
    #[serde(default)]
    #[ts(optional, as = "Option<u16>")]
    pub port: u16,
    /// "implicit" or "starttls".
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub tls: String,
    /// User name.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub login: String,
    /// Or empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub reply_to: String,
    /// "password", or "oauth" for a mailbox signed in to without one; empty is the former.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub auth: String,
    /// Identifier of the application registered at the provider's; empty: that of this build.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub oauth_client_id: String,
    /// What Google gives with it to desktop applications, which is no secret; or empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub oauth_client_secret: String,
    /// Envelope recipients a sliding day; 0: what the options say.
    #[serde(default)]
    #[ts(optional, as = "Option<u32>")]
    pub daily_cap: u32,
    /// True: a copy to yourself.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub copy_to_self: bool,
}

/// The preset of an account that writes `.eml` files instead of sending.
pub const FOLDER: &str = "folder";

impl MailAccountForm {
    /// True when messages are written as `.eml` files in a folder, and nothing leaves the machine.
    pub fn is_folder(&self) -> bool {
        self.preset == FOLDER
    }

    /// True when the mailbox is signed in to, without a password.
    pub fn is_oauth(&self) -> bool {
        self.auth == "oauth"
    }
}

/// How the app lives on the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Application {
    /// True: closing the window leaves an icon beside the clock, and the app goes on.
    pub stay_open: bool,
    /// True: the system's notifications tell the piles of the morning and uncertain sendings.
    pub notify: bool,
}

impl Default for Application {
    fn default() -> Application {
        Application { stay_open: false, notify: true }
    }
}

/// How reminders leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Options {
    /// Holidays: "metropole", "alsace_moselle", or an overseas code.
    pub region: String,
    /// Working hours, HH:MM.
    pub work_from: String,
    /// Idem.
    pub work_to: String,
    /// True: Saturdays too.
    pub work_saturday: bool,
    /// Seconds between the click and the first connection.
    pub undo_seconds: u32,
    /// Mean seconds between two sendings.
    pub pace_seconds: u32,
    /// Sendings an hour.
    pub hourly_cap: u32,
    /// Sendings a sliding day.
    pub daily_cap: u32,
    /// Days between two contacts of a client.
    pub min_interval_days: u32,
    /// Days since the last bank statement, or the user's word, beyond which sending asks for a click.
    pub receipts_days: u32,
    /// "system", "light" or "dark".
    pub theme: String,
    /// B2B: rate frozen at the half-year of the first day late.
    pub frozen_rate: bool,
    /// 365 or 366.
    pub divisor: u32,
    /// "interest_first" or "principal_first".
    pub allocation: String,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            region: "metropole".to_owned(),
            work_from: "08:30".to_owned(),
            work_to: "18:00".to_owned(),
            work_saturday: false,
            undo_seconds: 30,
            pace_seconds: 30,
            hourly_cap: 20,
            daily_cap: 80,
            min_interval_days: 7,
            receipts_days: 3,
            theme: "system".to_owned(),
            frozen_rate: false,
            divisor: 365,
            allocation: "interest_first".to_owned(),
        }
    }
}

/// Seconds without sending after the app starts or a person resumes (outbox.md §2).
const GRACE_SECONDS: u32 = 120;

impl Options {
    /// What a part payment pays first; the interest when the word is not known (C. civ. 1343-1).
    pub fn order(&self) -> AllocationOrder {
        serde_json::from_value(serde_json::Value::from(self.allocation.as_str())).unwrap_or_default()
    }

    /// When messages may leave; the hours at install when those kept cannot be read.
    pub fn sending_rules(&self) -> SendingRules {
        let time = |text: &str, hour, minute| {
            NaiveTime::parse_from_str(text, "%H:%M").ok().or_else(|| NaiveTime::from_hms_opt(hour, minute, 0)).unwrap_or_default()
        };
        SendingRules {
            region: region(self),
            from: time(&self.work_from, 8, 30),
            to: time(&self.work_to, 18, 0),
            saturday: self.work_saturday,
            pace_seconds: self.pace_seconds,
            hourly_cap: self.hourly_cap,
            daily_cap: self.daily_cap,
            grace_seconds: GRACE_SECONDS,
        }
    }
}

/// A value, or none.
///
/// # Errors
/// When the base cannot be read, or holds what this version does not read.
pub fn get<T: DeserializeOwned>(conn: &Connection, key: SettingKey) -> Result<Option<T>> {
    let text: Option<String> =
        conn.prepare_cached("SELECT value FROM setting WHERE key = ?")?.query_row([key.key()], |row| row.get(0)).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Who is owed; empty while nothing was typed.
///
/// # Errors
/// When the base cannot be read.
pub fn creditor(conn: &Connection) -> Result<Creditor> {
    Ok(get(conn, SettingKey::Creditor)?.unwrap_or_default())
}

/// How reminders leave.
///
/// # Errors
/// When the base cannot be read.
pub fn options(conn: &Connection) -> Result<Options> {
    Ok(get(conn, SettingKey::Options)?.unwrap_or_default())
}

/// How the app lives on the desktop.
///
/// # Errors
/// When the base cannot be read.
pub fn application(conn: &Connection) -> Result<Application> {
    Ok(get(conn, SettingKey::Application)?.unwrap_or_default())
}

/// Whose public holidays; those of metropolitan France when the word is not known.
pub fn region(options: &Options) -> Region {
    serde_json::from_value(serde_json::Value::from(options.region.as_str())).unwrap_or_default()
}

/// When the financial year closes; the calendar year while nothing was said.
///
/// # Errors
/// When the base cannot be read.
pub fn year_end(conn: &Connection) -> Result<YearEnd> {
    let month: Option<u32> = get(conn, SettingKey::YearEnd)?;
    Ok(month.and_then(YearEnd::of).unwrap_or_default())
}

/// The folder whose files are proposed; none: nothing is watched, as at first.
///
/// # Errors
/// When the base cannot be read.
pub fn watch_folder(conn: &Connection) -> Result<Option<PathBuf>> {
    let folder: Option<String> = get(conn, SettingKey::WatchFolder)?;
    Ok(folder.filter(|folder| !folder.is_empty()).map(PathBuf::from))
}

/// The last restore, kept with the base that came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Restored {
    /// When the backup was made.
    pub taken_at: chrono::DateTime<chrono::Utc>,
    /// When it took the place of the base.
    pub restored_at: chrono::DateTime<chrono::Utc>,
    /// Messages that the side journal saw accepted after the backup.
    pub sent: u32,
    /// Persons whom the side journal knew to be erased, and whom the backup had brought back: erased again.
    #[serde(default)]
    pub erased: u32,
}

/// When messages may leave.
///
/// # Errors
/// When the base cannot be read.
pub fn sending_rules(conn: &Connection) -> Result<SendingRules> {
    Ok(options(conn)?.sending_rules())
}

impl Tx<'_> {
    /// Keeps a value.
    ///
    /// # Errors
    /// The disk's.
    pub fn save_setting<T: Serialize>(&mut self, key: SettingKey, value: &T) -> Result<()> {
        self.touch(Tag::Settings);
        self.sql.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
            (key.key(), serde_json::to_string(value)?),
        )?;
        Ok(())
    }

    /// Forgets a value.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_setting(&mut self, key: SettingKey) -> Result<()> {
        self.touch(Tag::Settings);
        self.sql.execute("DELETE FROM setting WHERE key = ?", [key.key()])?;
        Ok(())
    }
}
