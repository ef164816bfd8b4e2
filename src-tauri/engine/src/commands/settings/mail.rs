//! The mail account.
use super::{FieldProblem, MailAccountForm, MailPreset, PresetRequest, PresetView, SaveMailAccount, changed};
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::mail::presets::{Login, PasswordKind, Preset, preset_for, presets};
use crate::mail::{Address, Security};
use crate::outgoing::account;
use crate::secrets::{Kept, Secret, SecretFault};
use crate::store::settings::{self as store, FOLDER, SettingKey};
use crate::store::{Actor, Outcome, Tag};

/// The longest password: a keychain takes no more on every system.
const LONGEST_PASSWORD: usize = 1_000;

/// Keeps the mail account; the password goes to the keychain.
///
/// # Errors
/// A field that cannot work, or a keychain that does not answer; nothing is then written.
pub fn save_mail_account(app: &App, request: SaveMailAccount) -> Result<Outcome<Vec<FieldProblem>>> {
    if app.is_demo() {
        return Err(Error::Precondition("demo_open"));
    }
    let account = checked(&request.account)?;
    let before = app.read(store::mail_account)?;
    let place = keep_password(app, &account, &before, request.password)?;
    app.write(Actor::User, |tx| {
        tx.save_setting(SettingKey::MailAccount, &account)?;
        if let Some(place) = place {
            tx.save_setting(SettingKey::PasswordPlace, &place)?;
        }
        // A corrected account is tried again.
        tx.set_account_problem("")?;
        tx.touch(Tag::Outbox);
        changed(tx, "messagerie")?;
        Ok(problems(app, &account, place))
    })
}

fn checked(form: &MailAccountForm) -> Result<MailAccountForm> {
    let preset = form.preset.trim().to_owned();
    let known = preset.is_empty() || preset == FOLDER || presets().iter().any(|one| one.key == preset);
    if !known {
        return Err(Error::Invalid { field: "preset", reason: "out_of_range" });
    }
    let address = check::email("address", &form.address)?;
    if address.is_empty() {
        return Err(Error::Invalid { field: "address", reason: "empty" });
    }
    Address::parse(&address).map_err(|_| Error::Invalid { field: "address", reason: "bad_email" })?;
    let account = MailAccountForm {
        preset,
        address,
        sender_name: check::text("senderName", &form.sender_name, 200)?,
        host: check::text("host", &form.host, 253)?.to_lowercase(),
        port: form.port,
        tls: form.tls.trim().to_owned(),
        login: check::text("login", &form.login, 320)?,
        reply_to: check::email("replyTo", &form.reply_to)?,
        copy_to_self: form.copy_to_self,
    };
    if account.is_folder() {
        return Ok(MailAccountForm { host: String::new(), port: 0, tls: String::new(), login: String::new(), ..account });
    }
    for (field, missing) in [("host", account.host.is_empty()), ("port", account.port == 0), ("login", account.login.is_empty())] {
        if missing {
            return Err(Error::Invalid { field, reason: "empty" });
        }
    }
    if !account.host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':')) {
        return Err(Error::Invalid { field: "host", reason: "bad_host" });
    }
    if Security::from_key(&account.tls).is_none() {
        return Err(Error::Invalid { field: "tls", reason: "out_of_range" });
    }
    Ok(account)
}

/// Puts the password away, and forgets that of an address no longer used. Gives where it is, when it was given.
fn keep_password(app: &App, account: &MailAccountForm, before: &MailAccountForm, password: Option<String>) -> Result<Option<&'static str>> {
    let fault = |fault: SecretFault| Error::MailSetup(fault.sentence());
    if !before.address.is_empty() && before.address != account.address {
        app.secrets.delete(&before.address).map_err(fault)?;
    }
    let Some(password) = password else { return Ok(None) };
    if password.is_empty() {
        app.secrets.delete(&account.address).map_err(fault)?;
        return Ok(Some("none"));
    }
    if password.chars().count() > LONGEST_PASSWORD {
        return Err(Error::Invalid { field: "password", reason: "too_long" });
    }
    match app.secrets.set(&account.address, &Secret::new(password)).map_err(fault)? {
        Kept::Keychain => Ok(Some("keychain")),
        Kept::Memory => Ok(Some("memory")),
    }
}

/// True when a password is kept for the account. A keychain that does not answer is taken as having none, and none is woken for
/// messages written as files.
pub(super) fn has_password(app: &App, account: &MailAccountForm) -> bool {
    let needed = !account.address.is_empty() && !account::writes_files(app, account);
    needed && app.secrets.get(&account.address).is_ok_and(|found| found.is_some())
}

fn problems(app: &App, account: &MailAccountForm, place: Option<&str>) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, sentence: String| problems.push(FieldProblem { field: field.to_owned(), sentence, blocks: false });
    if account.is_folder() {
        return problems;
    }
    if !has_password(app, account) {
        say("password", "Il manque le mot de passe : les messages attendront.".to_owned());
    }
    if place == Some("memory") {
        say("password", SecretFault::NoKeychain.sentence());
    }
    if let Some(preset) = presets().into_iter().find(|one| one.key == account.preset)
        && preset.password == PasswordKind::Refused
    {
        say("preset", preset.note);
    }
    problems
}

/// Providers, and the one an address suggests.
///
/// # Errors
/// Never.
pub fn mail_presets(_: &App, request: PresetRequest) -> Result<PresetView> {
    let suggested = Address::parse(request.address.trim()).ok().and_then(|address| preset_for(&address));
    Ok(PresetView { presets: presets().into_iter().map(view).collect(), suggested: suggested.map(|preset| preset.key).unwrap_or_default() })
}

fn view(preset: Preset) -> MailPreset {
    MailPreset {
        key: preset.key,
        label: preset.label,
        host: preset.host,
        port: preset.port,
        tls: preset.security.key().to_owned(),
        login_local_part: preset.login == Login::LocalPart,
        note: preset.note,
        usable: preset.password != PasswordKind::Refused,
    }
}
