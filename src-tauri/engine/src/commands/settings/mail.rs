//! The mail account.
use super::{
    AccountName, AccountRequest, ClientAccountRequest, ClientAccountView, FieldProblem, MailAccountForm, MailAccountRow, MailPreset,
    PresetRequest, PresetView, SaveMailAccount, SetClientAccount, changed,
};
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::mail::presets::{Login, PasswordKind, Preset, preset_for, presets};
use crate::mail::{Address, Security};
use crate::oauth::{self, SignIn};
use crate::outgoing::account;
use crate::secrets::{Kept, Secret, SecretFault};
use crate::store::accounts::MailAccount;
use crate::store::settings::FOLDER;
use crate::store::{About, Actor, Outcome, accounts};
use echu_core::ids::{ClientId, MailAccountId};
use echu_core::timeline::EventKind;

/// The longest password: a keychain takes no more on every system.
const LONGEST_PASSWORD: usize = 1_000;

/// Keeps a mail account; the password goes to the keychain.
///
/// # Errors
/// A field that cannot work, another account with the same address, or a keychain that does not answer; nothing is then written.
pub fn save_mail_account(app: &App, request: SaveMailAccount) -> Result<Outcome<Vec<FieldProblem>>> {
    if app.is_demo() {
        return Err(Error::Precondition("demo_open"));
    }
    let form = checked(&request.account)?;
    let all = app.read(accounts::all)?;
    let before = match (request.id, request.add) {
        (_, true) => None,
        (Some(id), false) => Some(app.read(|conn| accounts::in_use(conn, id))?),
        (None, false) => all.iter().find(|one| one.is_default).cloned(),
    };
    let before_id = before.as_ref().map(|one| one.id);
    if all.iter().any(|other| Some(other.id) != before_id && other.form.address.eq_ignore_ascii_case(&form.address)) {
        return Err(Error::Invalid { field: "address", reason: "same_account" });
    }
    let place = keep_password(app, &form, before.as_ref().map(|one| &one.form), request.password)?;
    let outcome = app.write(Actor::User, |tx| {
        let id = match before_id {
            Some(id) => {
                tx.update_account(id, &form)?;
                id
            }
            None => tx.insert_account(&form)?,
        };
        if let Some(place) = place {
            tx.set_password_place(id, place)?;
        }
        changed(tx, "messagerie")?;
        Ok(problems(app, &form, place))
    });
    app.sending.nudge();
    outcome
}

/// Makes an account the one of clients that name none.
///
/// # Errors
/// When there is none.
pub fn default_mail_account(app: &App, request: AccountRequest) -> Result<Outcome<MailAccountId>> {
    app.write(Actor::User, |tx| {
        accounts::in_use(&tx.sql, request.id)?;
        tx.default_account(request.id)?;
        changed(tx, "messagerie")?;
        Ok(request.id)
    })
}

/// Takes an account out of use; its clients take the default one. Its password leaves the keychain.
///
/// # Errors
/// When it is the default one, or messages wait to leave from it.
pub fn retire_mail_account(app: &App, request: AccountRequest) -> Result<Outcome<MailAccountId>> {
    let account = app.read(|conn| accounts::in_use(conn, request.id))?;
    if account.is_default {
        return Err(Error::Precondition("default_account"));
    }
    let outcome = app.write(Actor::User, |tx| {
        let sql = "SELECT EXISTS (SELECT 1 FROM dispatch WHERE account_id = ? AND state IN ('queued', 'sending', 'engaged', 'deferred', 'uncertain', 'needs_review', 'failed'))";
        if tx.sql.query_row(sql, [request.id.0], |row| row.get(0))? {
            return Err(Error::Precondition("account_in_use"));
        }
        tx.retire_account(request.id)?;
        changed(tx, "messagerie")?;
        Ok(request.id)
    })?;
    // The base no longer names it: a keychain that does not answer leaves a password that opens nothing of ours.
    let _ = account::part_with(app, &account.form);
    Ok(outcome)
}

/// The account a client's messages leave from, among those in use.
///
/// # Errors
/// When the base cannot be read.
pub fn client_account(app: &App, request: ClientAccountRequest) -> Result<ClientAccountView> {
    app.read(|conn| {
        let own =
            conn.query_row("SELECT mail_account_id FROM client WHERE id = ?", [request.client_id.0], |row| row.get::<_, Option<i64>>(0))?;
        let accounts = accounts::all(conn)?.into_iter();
        let accounts = accounts.map(|one| AccountName { id: one.id, address: one.form.address, is_default: one.is_default }).collect();
        Ok(ClientAccountView { account_id: own.map(MailAccountId), accounts })
    })
}

/// Chooses the account a client's messages leave from; none: the default one. What waits keeps the account it was approved for.
///
/// # Errors
/// When there is no such account in use.
pub fn set_client_account(app: &App, request: SetClientAccount) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        if let Some(id) = request.account_id {
            accounts::in_use(&tx.sql, id)?;
        }
        tx.choose_account(request.client_id, request.account_id)?;
        tx.record(About::client(request.client_id), &EventKind::ClientEdited { changes: Vec::new(), import: None })?;
        Ok(request.client_id)
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
        auth: form.auth.trim().to_owned(),
        oauth_client_id: check::text("oauthClientId", &form.oauth_client_id, 200)?,
        oauth_client_secret: check::text("oauthClientSecret", &form.oauth_client_secret, 200)?,
        daily_cap: form.daily_cap,
        copy_to_self: form.copy_to_self,
    };
    if !["", "password", "oauth"].contains(&account.auth.as_str()) || (account.is_oauth() && oauth::provider(&account.preset).is_none()) {
        return Err(Error::Invalid { field: "auth", reason: "out_of_range" });
    }
    if account.daily_cap > 5_000 {
        return Err(Error::Invalid { field: "dailyCap", reason: "out_of_range" });
    }
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
fn keep_password(
    app: &App,
    account: &MailAccountForm,
    before: Option<&MailAccountForm>,
    password: Option<String>,
) -> Result<Option<&'static str>> {
    let fault = |fault: SecretFault| Error::MailSetup(fault.sentence());
    if let Some(before) = before.filter(|before| !before.address.is_empty() && before.address != account.address) {
        account::part_with(app, before).map_err(fault)?;
    }
    // A mailbox signed in to has no password: its authorisation comes from the browser.
    let password = password.filter(|_| !account.is_oauth());
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
    needed && app.secrets.get(&account::secret_name(account)).is_ok_and(|found| found.is_some())
}

/// An account as the settings show it.
pub(super) fn row(app: &App, account: &MailAccount) -> Result<MailAccountRow> {
    // Asked before what it wrote is read: a sign-in said to be done shows the account as it left it.
    let (sign_in, fault) = match app.oauth.sign_in(&account.form.address) {
        SignIn::None => ("none", None),
        SignIn::Waiting => ("waiting", None),
        SignIn::Failed(fault) => ("failed", Some(fault)),
        SignIn::Done => ("done", None),
    };
    let (account, clients) = app.read(|conn| Ok((accounts::get(conn, account.id)?, accounts::clients_of(conn, account.id)?)))?;
    let missing = account::problem_of(app, &account.form)?;
    Ok(MailAccountRow {
        id: account.id,
        is_default: account.is_default,
        has_password: has_password(app, &account.form),
        password_place: account.password_place,
        problem: if account.problem.is_empty() { missing.unwrap_or_default() } else { account.problem },
        clients,
        sign_in: sign_in.to_owned(),
        sign_in_problem: fault.map(|fault| fault.sentence()).unwrap_or_default(),
        account: account.form,
    })
}

fn problems(app: &App, account: &MailAccountForm, place: Option<&str>) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, sentence: String| problems.push(FieldProblem { field: field.to_owned(), sentence, blocks: false });
    if account.is_folder() {
        return problems;
    }
    if account.is_oauth() {
        return problems;
    }
    if !has_password(app, account) {
        say("password", "Il manque le mot de passe\u{a0}: les messages attendront.".to_owned());
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
        label: preset.label,
        host: preset.host,
        port: preset.port,
        tls: preset.security.key().to_owned(),
        login_local_part: preset.login == Login::LocalPart,
        note: preset.note,
        usable: preset.password != PasswordKind::Refused,
        oauth: oauth::provider(&preset.key).is_some(),
        oauth_ready: oauth::client(&preset.key, "", "").is_ok(),
        app_password: preset.password == PasswordKind::AppPassword,
        help_url: preset.help_url,
        daily_cap: preset.daily_cap,
        key: preset.key,
    }
}
