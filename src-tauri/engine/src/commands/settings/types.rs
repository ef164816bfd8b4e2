//! What the interface asks and gets: the user’s identity, mail account, rates and options.
pub use super::accounts::*;
pub use crate::store::settings::{Application, MailAccountForm, Options};
use echu_core::address::{Envelope, EnvelopePlan};
use echu_core::ids::*;
use echu_core::letter::Accent;
use echu_core::party::Creditor;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything on the settings screen. No secret.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SettingsView {
    /// Your identity.
    pub creditor: Creditor,
    /// What is missing or doubtful.
    pub creditor_problems: Vec<FieldProblem>,
    /// The mail account, without its password.
    pub mail: MailAccountForm,
    /// Every account, the default one first.
    pub accounts: Vec<MailAccountRow>,
    /// True when a mail can be sent.
    pub mail_ready: bool,
    /// True when a password is stored.
    pub has_password: bool,
    /// "keychain", "memory" or "none".
    pub password_place: String,
    /// How reminders leave.
    pub options: Options,
    /// PNG or JPEG as a data URL; empty when none.
    pub logo: String,
    /// Idem.
    pub signature: String,
    /// Envelopes and colour of the letters.
    pub stationery: Stationery,
    /// True in the demonstration.
    pub demo: bool,
    /// Where the base is.
    pub data_folder: String,
    /// Of the app.
    pub version: String,
    /// The first steps.
    pub checklist: Vec<ChecklistItem>,
}

/// One of the first steps.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ChecklistItem {
    /// "identity", "mail", "import", "triage", "first_reminder".
    pub key: String,
    /// True when done.
    pub done: bool,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FieldProblem {
    /// Name of the field.
    pub field: String,
    /// In French.
    pub sentence: String,
    /// True: a formal notice cannot be made.
    pub blocks: bool,
}

/// The mail account, and its password if it changes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveMailAccount {
    /// Which; none: the default one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<MailAccountId>,
    /// True: another account, beside those there are.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub add: bool,
    /// The account.
    pub account: MailAccountForm,
    /// Written to the keychain, never read back.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub password: Option<String>,
}

/// A provider.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MailPreset {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Server.
    pub host: String,
    /// Port.
    pub port: u16,
    /// "implicit" or "starttls".
    pub tls: String,
    /// True: the login is what comes before the @.
    pub login_local_part: bool,
    /// In French; may be empty.
    pub note: String,
    /// False when the provider refuses passwords.
    pub usable: bool,
    /// True when one may sign in to it in the browser, without a password.
    pub oauth: bool,
    /// True when this build has its application: none is to be typed.
    pub oauth_ready: bool,
    /// True when the usual password is refused, and one made for applications is asked for.
    pub app_password: bool,
    /// The provider's own page about it; empty when there is none.
    pub help_url: String,
    /// Envelope recipients a sliding day that it bears well.
    pub daily_cap: u32,
}

/// An address being typed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct PresetRequest {
    /// The address.
    pub address: String,
}

/// Providers, and the one the address suggests.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PresetView {
    /// All of them.
    pub presets: Vec<MailPreset>,
    /// Key, or empty.
    pub suggested: String,
}

/// How the test went.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MailTest {
    /// True: the account answers and a mail to yourself is queued.
    pub ok: bool,
    /// In French.
    pub sentence: String,
    /// The mail to yourself.
    pub dispatch_id: Option<DispatchId>,
}

/// Your identity.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveCreditor {
    /// As typed.
    pub creditor: Creditor,
    /// True: keep identifiers whose check key is wrong.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}

/// Options to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveOptions {
    /// All of them.
    pub options: Options,
}

/// How the app lives on the desktop, and what this one allows.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ApplicationView {
    /// The choices.
    pub application: Application,
    /// True when an icon can be shown beside the clock: without it, closing the window quits.
    pub has_tray: bool,
    /// Whether the app starts with the session; null where it cannot be chosen.
    pub starts_with_session: Option<bool>,
}

/// Choices to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveApplication {
    /// All of them.
    pub application: Application,
    /// Start with the session; null leaves it as it is.
    pub start_with_session: Option<bool>,
}

/// Rates of a half-year.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RateRow {
    /// "2026-S2".
    pub half_year: String,
    /// In French.
    pub label: String,
    /// ECB, in basis points.
    pub refi_bp: u32,
    /// ECB + 10 points.
    pub business_bp: u32,
    /// ECB + 8 points.
    pub public_bp: u32,
    /// Taux légal, particuliers.
    pub legal_consumer_bp: u32,
    /// Taux légal, autres cas.
    pub legal_other_bp: u32,
    /// Three times the legal rate, autres cas.
    pub floor_bp: u32,
    /// Where it comes from.
    pub source: String,
    /// "sure", "to_check", "yours" or "signed".
    pub confidence: String,
    /// True when it was typed or brought by a file: it can be taken back.
    pub stored: bool,
}

/// Which keys may sign a file of rates.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RateKeys {
    /// True when this build carries the key of the project.
    pub project: bool,
    /// The key the user trusts, in Base64; empty when none.
    pub yours: String,
}

/// A key to trust.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveRateKey {
    /// An Ed25519 public key in Base64; empty: none.
    pub key: String,
}

/// A signed file of rates.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportRates {
    /// Of the chosen file.
    pub token: String,
}

/// A half-year that has begun, without its rates.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MissingRate {
    /// "2027-S1".
    pub half_year: String,
    /// What it means and where to find them, in French.
    pub sentence: String,
}

/// Rates of a half-year, typed by the user.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveRate {
    /// "2027-S1".
    pub half_year: String,
    /// In basis points.
    pub refi_bp: u32,
    /// Idem.
    pub legal_consumer_bp: u32,
    /// Idem.
    pub legal_other_bp: u32,
    /// The text that set it.
    pub source: String,
    /// True: keep rates that are odd and not impossible.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}

/// Names a half-year.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RateRequest {
    /// "2027-S1".
    pub half_year: String,
}

/// A picture of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Picture {
    /// The logo.
    Logo,
    /// The signature.
    Signature,
}

/// A picture for the letters.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SavePicture {
    /// Which.
    pub picture: Picture,
    /// Of the chosen file; none: remove it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub token: Option<String>,
}

/// The user's envelopes and the colour of his letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Stationery {
    /// Where the window is, and where the address goes.
    pub envelope: Envelope,
    /// Of the sender's name and of the foot.
    pub accent: Accent,
}

/// An envelope being set: its drawing, and what to know.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EnvelopeView {
    /// The drawing, in tenths of a millimetre.
    pub plan: EnvelopePlan,
    /// In French; empty when the address is always seen whole.
    pub warnings: Vec<String>,
    /// The ink of the sender's name, « #1f3f7a ».
    pub ink: String,
}
