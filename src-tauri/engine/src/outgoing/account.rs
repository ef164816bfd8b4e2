//! The mailbox that sends: which mailer, with which account, to whom.
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{Account, Address, Auth, Envelope, FolderMailer, Mailer};
use crate::oauth::{self, Fault};
use crate::secrets::{Secret, SecretFault};
use crate::store::accounts::{self, MailAccount};
use crate::store::dispatches::Dispatch;
use crate::store::settings::MailAccountForm;
use crate::store::{Actor, Tag};
use chrono::TimeDelta;
use echu_core::ids::MailAccountId;
use rusqlite::Connection;
use std::sync::Arc;

/// The mailer of an account.
pub fn mailer(app: &App, account: &MailAccountForm) -> Arc<dyn Mailer> {
    if app.is_demo() {
        Arc::new(FolderMailer::of_the_demonstration(app.mail_folder()))
    } else if account.is_folder() {
        Arc::new(FolderMailer::new(app.mail_folder()))
    } else {
        app.smtp()
    }
}

/// True when messages become files: always in the demonstration, which must reach nobody.
pub fn writes_files(app: &App, account: &MailAccountForm) -> bool {
    app.is_demo() || account.is_folder()
}

/// The account, the envelope and the mailer of a sending.
///
/// # Errors
/// [`Error::MailSetup`] when the account is not ready: no address, no password, an authorisation that serves no more.
pub fn ready(app: &App, row: &Dispatch) -> Result<(Account, Envelope, Arc<dyn Mailer>)> {
    let (account, copies) = app.read(|conn| Ok((accounts::get(conn, row.account_id)?, copies(conn, row)?)))?;
    let from = sender(&account.form)?;
    let mut to = vec![address(&row.recipient)?];
    for copy in copies {
        to.push(address(&copy)?);
    }
    // A test is to oneself already.
    if account.form.copy_to_self && row.reminder_id.is_some() {
        to.push(from.clone());
    }
    let mailer = mailer(app, &account.form);
    Ok((connection(app, &account)?, Envelope { from, to }, mailer))
}

/// The name under which the keychain knows what opens a mailbox: a password, or the authorisation given in the browser.
pub fn secret_name(account: &MailAccountForm) -> String {
    if account.is_oauth() { authorisation_name(&account.address) } else { account.address.clone() }
}

fn authorisation_name(address: &str) -> String {
    format!("{address} (autorisation)")
}

/// Forgets all that opens a mailbox, its password and its authorisation, and gives up a sign-in under way.
///
/// # Errors
/// When the keychain does not answer.
pub fn part_with(app: &App, account: &MailAccountForm) -> Result<(), SecretFault> {
    app.oauth.give_up(&account.address);
    app.oauth.forget(&account.address);
    app.secrets.delete(&account.address)?;
    app.secrets.delete(&authorisation_name(&account.address))
}

/// What the keychain holds for an account.
fn kept(app: &App, account: &MailAccountForm) -> Result<Secret> {
    if writes_files(app, account) {
        return Ok(Secret::new(String::new()));
    }
    let stored = app.secrets.get(&secret_name(account)).map_err(|fault| Error::MailSetup(fault.sentence()))?;
    stored.ok_or_else(|| {
        let asked = if account.is_oauth() {
            "La messagerie n’est pas connectée\u{a0}: ouvrez Réglages, Messagerie, et connectez-la. Les messages attendent."
        } else {
            "Le mot de passe de la messagerie est demandé\u{a0}: ouvrez Réglages, Messagerie. Les messages attendent."
        };
        Error::MailSetup(asked.to_owned())
    })
}

/// The connection of an account: with its password, or with a token made from its authorisation.
///
/// # Errors
/// [`Error::MailSetup`] when what opens it is not there, or serves no more: the account is then stopped until a person signs in.
pub fn connection(app: &App, account: &MailAccount) -> Result<Account> {
    let form = &account.form;
    let kept = kept(app, form)?;
    let (auth, password) =
        if form.is_oauth() && !writes_files(app, form) { (Auth::Token, token(app, account, &kept)?) } else { (Auth::Password, kept) };
    let security = crate::mail::Security::from_key(&form.tls).unwrap_or(crate::mail::Security::Implicit);
    Ok(Account { host: form.host.clone(), port: form.port, security, login: form.login.clone(), password, auth })
}

/// How long the messages of an account wait for a provider that does not answer.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);

/// A token that serves for a while yet: the one in memory, else a new one.
fn token(app: &App, account: &MailAccount, authorisation: &Secret) -> Result<Secret> {
    let form = &account.form;
    let now = app.clock.now();
    if let Some(token) = app.oauth.access(&form.address, now) {
        return Ok(token);
    }
    let said = |fault: Fault| Error::MailSetup(fault.sentence());
    let provider = app.oauth.provider(&form.preset).ok_or(Fault::NoClient).map_err(said)?;
    let client = oauth::client(&form.preset, &form.oauth_client_id, &form.oauth_client_secret).map_err(said)?;
    match oauth::renew(&provider, &client, authorisation) {
        Ok(tokens) => {
            app.oauth.keep(&form.address, &tokens, now);
            if let Some(next) = &tokens.refresh {
                app.secrets.set(&secret_name(form), next).map_err(|fault| Error::MailSetup(fault.sentence()))?;
            }
            Ok(tokens.access)
        }
        Err(fault) => {
            app.write(Actor::Scheduler, |tx| match fault {
                // Waiting mends a provider that does not answer, and nothing else: its messages wait together, not each in turn.
                Fault::Unreachable => tx.cool_down(account.id, tx.when.at + PATIENCE, &fault.sentence()),
                _ => tx.set_account_problem(account.id, &fault.sentence()),
            })?;
            Err(said(fault))
        }
    }
}

/// The mail server refused the token of an account: the next connection asks for another. False when a password opens it.
///
/// # Errors
/// When the base cannot be read.
pub fn forget_token(app: &App, id: MailAccountId) -> Result<bool> {
    let account = app.read(|conn| accounts::get(conn, id))?;
    if !account.form.is_oauth() {
        return Ok(false);
    }
    app.oauth.forget(&account.form.address);
    Ok(true)
}

/// The authenticated mailbox.
///
/// # Errors
/// [`Error::MailSetup`] when none is set.
pub fn sender(account: &MailAccountForm) -> Result<Address> {
    Address::parse(&account.address).map_err(|_| {
        Error::MailSetup("Aucune messagerie n’est réglée\u{a0}: ouvrez Réglages, Messagerie. Les messages sont gardés.".to_owned())
    })
}

/// Why the default account cannot send, in French; none when it can. Asks no server.
///
/// # Errors
/// When the base cannot be read.
pub fn problem(app: &App) -> Result<Option<String>> {
    let account = app.read(accounts::default)?;
    problem_of(app, &account.form)
}

/// The same for any account.
///
/// # Errors
/// When the base cannot be read.
pub fn problem_of(app: &App, account: &MailAccountForm) -> Result<Option<String>> {
    if app.is_demo() {
        return Ok(None);
    }
    match sender(account).and_then(|_| kept(app, account)) {
        Ok(_) => Ok(None),
        Err(Error::MailSetup(sentence)) => Ok(Some(sentence)),
        Err(error) => Err(error),
    }
}

/// The tags of what a sign-in changes.
pub const SIGNED_IN: [Tag; 2] = [Tag::Settings, Tag::Outbox];

/// The other addresses of the client.
fn copies(conn: &Connection, row: &Dispatch) -> Result<Vec<String>> {
    let Some(id) = row.client_id else { return Ok(Vec::new()) };
    Ok(super::facts::copies(&super::facts::client(conn, id)?))
}

fn address(text: &str) -> Result<Address> {
    Address::parse(text).map_err(|fault| Error::Refused(fault.sentence()))
}
