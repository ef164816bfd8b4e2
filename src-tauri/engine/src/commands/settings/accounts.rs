//! What crosses about the mail accounts.
use crate::store::settings::MailAccountForm;
use echu_core::ids::*;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a mail account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AccountRequest {
    /// The account.
    pub id: MailAccountId,
}

/// Whose page.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ProviderPage {
    /// Key of the provider.
    pub preset: String,
}

/// The account to test.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TestMail {
    /// Which; none: the default one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<MailAccountId>,
}

/// A mail account as the settings show it. No secret.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MailAccountRow {
    /// The account.
    pub id: MailAccountId,
    /// Address, server, login.
    pub account: MailAccountForm,
    /// True: the account of clients that name none.
    pub is_default: bool,
    /// True when a password, or an authorisation, is kept.
    pub has_password: bool,
    /// "keychain", "memory" or "none".
    pub password_place: String,
    /// Why it cannot send, in French; empty when it can.
    pub problem: String,
    /// Clients that name it.
    pub clients: u32,
    /// Where its sign-in stands: "none", "waiting", "failed" or "done".
    pub sign_in: String,
    /// Why a sign-in came to nothing, in French; empty otherwise.
    pub sign_in_problem: String,
}

/// Whose account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientAccountRequest {
    /// The client.
    pub client_id: ClientId,
}

/// The account of a client, among those in use.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientAccountView {
    /// His own; none: the default one.
    pub account_id: Option<MailAccountId>,
    /// All of them, the default one first.
    pub accounts: Vec<AccountName>,
}

/// An account by its address.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct AccountName {
    /// The account.
    pub id: MailAccountId,
    /// Its address.
    pub address: String,
    /// True: the account of clients that name none.
    pub is_default: bool,
}

/// The account to choose for a client.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SetClientAccount {
    /// The client.
    pub client_id: ClientId,
    /// None: the default one.
    pub account_id: Option<MailAccountId>,
}
