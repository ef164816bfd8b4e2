//! The mailbox that sends: which mailer, with which account, to whom.
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{Account, Address, Envelope, FolderMailer, Mailer};
use crate::store::dispatches::Dispatch;
use crate::store::settings::{self, MailAccountForm};
use rusqlite::Connection;
use std::sync::Arc;

/// The mailer of the account set up.
///
/// # Errors
/// When the base cannot be read.
pub fn mailer(app: &App) -> Result<Arc<dyn Mailer>> {
    let account = app.read(settings::mail_account)?;
    Ok(if writes_files(app, &account) { Arc::new(FolderMailer::new(app.mail_folder())) } else { app.smtp() })
}

/// True when messages become files: always in the demonstration, which must reach nobody.
pub fn writes_files(app: &App, account: &MailAccountForm) -> bool {
    app.is_demo() || account.is_folder()
}

/// The account, the envelope and the mailer of a sending.
///
/// # Errors
/// [`Error::MailSetup`] when the account is not ready: no address, no password.
pub fn ready(app: &App, row: &Dispatch) -> Result<(Account, Envelope, Arc<dyn Mailer>)> {
    let (account, copies) = app.read(|conn| Ok((settings::mail_account(conn)?, copies(conn, row)?)))?;
    let from = sender(&account)?;
    let mut to = vec![address(&row.recipient)?];
    for copy in copies {
        to.push(address(&copy)?);
    }
    if account.copy_to_self {
        to.push(from.clone());
    }
    let account = connection(app, &account)?;
    Ok((account, Envelope { from, to }, mailer(app)?))
}

/// The connection of the account, with its password.
///
/// # Errors
/// [`Error::MailSetup`] when the password is not there.
pub fn connection(app: &App, account: &MailAccountForm) -> Result<Account> {
    let password = if writes_files(app, account) {
        crate::secrets::Secret::new(String::new())
    } else {
        let stored = app.secrets.get(&account.address).map_err(|fault| Error::MailSetup(fault.sentence()))?;
        stored.ok_or_else(|| {
            Error::MailSetup(
                "Le mot de passe de la messagerie est demandé : ouvrez Réglages, Messagerie. Les messages attendent.".to_owned(),
            )
        })?
    };
    let security = crate::mail::Security::from_key(&account.tls).unwrap_or(crate::mail::Security::Implicit);
    Ok(Account { host: account.host.clone(), port: account.port, security, login: account.login.clone(), password })
}

/// The authenticated mailbox.
///
/// # Errors
/// [`Error::MailSetup`] when none is set.
pub fn sender(account: &MailAccountForm) -> Result<Address> {
    Address::parse(&account.address)
        .map_err(|_| Error::MailSetup("Aucune messagerie n’est réglée : ouvrez Réglages, Messagerie. Les messages sont gardés.".to_owned()))
}

/// Why the account cannot send, in French; none when it can.
///
/// # Errors
/// When the base cannot be read.
pub fn problem(app: &App) -> Result<Option<String>> {
    let account = app.read(settings::mail_account)?;
    if app.is_demo() {
        return Ok(None);
    }
    match sender(&account).and_then(|_| connection(app, &account)) {
        Ok(_) => Ok(None),
        Err(Error::MailSetup(sentence)) => Ok(Some(sentence)),
        Err(error) => Err(error),
    }
}

/// The other addresses of the client.
fn copies(conn: &Connection, row: &Dispatch) -> Result<Vec<String>> {
    let Some(id) = row.client_id else { return Ok(Vec::new()) };
    Ok(super::facts::copies(&super::facts::client(conn, id)?))
}

fn address(text: &str) -> Result<Address> {
    Address::parse(text).map_err(|fault| Error::Refused(fault.sentence()))
}
