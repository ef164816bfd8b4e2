//! Signing in to a mailbox in the browser: the command answers at once, the rest goes on behind.
use super::{AccountRequest, ProviderPage, changed};
use crate::App;
use crate::error::{Error, Result};
use crate::mail::presets::presets;
use crate::oauth::{self, Attempt, Fault, LIMIT, SignIn, Tokens};
use crate::outgoing::account;
use crate::secrets::Kept;
use crate::store::accounts::{self, MailAccount};
use crate::store::{Actor, Outcome};
use echu_core::ids::MailAccountId;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Opens the provider's page in the browser, and waits behind for the person to sign in; `settings` says how it ended.
///
/// # Errors
/// [`Error::MailSetup`] when the provider is not known for it, no application is registered, or no browser opens.
pub fn connect_mail(app: &App, request: AccountRequest) -> Result<Outcome<MailAccountId>> {
    if app.is_demo() {
        return Err(Error::Precondition("demo_open"));
    }
    let account = app.read(|conn| accounts::get(conn, request.id))?;
    let said = |fault: Fault| Error::MailSetup(fault.sentence());
    let form = &account.form;
    let provider = app.oauth.provider(&form.preset).ok_or(Fault::NoClient).map_err(said)?;
    let client = oauth::client(&form.preset, &form.oauth_client_id, &form.oauth_client_secret).map_err(said)?;
    let (attempt, page) = Attempt::begin(provider, client, &form.address).map_err(said)?;
    let shared = app.shared().ok_or(Error::Precondition("closing"))?;
    let stop = app.oauth.start(&form.address);
    if app.desktop.open_url(&page).is_err() {
        app.oauth.end(&form.address, &stop, SignIn::Failed(Fault::NoBrowser));
        return Err(said(Fault::NoBrowser));
    }
    std::thread::spawn(move || wait(&shared, &account, attempt, &stop));
    Ok(Outcome { value: request.id, changed: BTreeSet::from(account::SIGNED_IN) })
}

/// Behind the command: the person signs in, what was given is kept, the screens are told.
fn wait(app: &App, account: &MailAccount, attempt: Attempt, stop: &Arc<AtomicBool>) {
    let address = &account.form.address;
    let outcome = match attempt.finish(LIMIT, stop) {
        Ok(tokens) => keep(app, account, &tokens),
        Err(fault) => Err(fault),
    };
    app.oauth.end(address, stop, outcome.map_or_else(SignIn::Failed, |()| SignIn::Done));
    app.announce(&BTreeSet::from(account::SIGNED_IN));
    app.sending.nudge();
}

fn keep(app: &App, account: &MailAccount, tokens: &Tokens) -> Result<(), Fault> {
    let refused = |sentence: String| Fault::Refused(sentence);
    let authorisation = tokens.refresh.as_ref().ok_or_else(|| refused("offline_access".to_owned()))?;
    let kept = app.secrets.set(&account::secret_name(&account.form), authorisation).map_err(|fault| refused(fault.sentence()))?;
    app.oauth.keep(&account.form.address, tokens, app.clock.now());
    let place = match kept {
        Kept::Keychain => "keychain",
        Kept::Memory => "memory",
    };
    let written = app.write(Actor::User, |tx| {
        tx.set_password_place(account.id, place)?;
        tx.set_account_problem(account.id, "")?;
        changed(tx, "messagerie")
    });
    written.map(|_| ()).map_err(|error| refused(crate::sentences::of(&error)))
}

/// Opens the provider's own page about passwords for applications, or what must be switched on, in the browser.
///
/// # Errors
/// When it has none, or no browser opens.
pub fn open_provider_page(app: &App, request: ProviderPage) -> Result<bool> {
    let found = presets().into_iter().find(|one| one.key == request.preset && !one.help_url.is_empty());
    let page = found.ok_or(Error::Invalid { field: "preset", reason: "out_of_range" })?.help_url;
    app.desktop.open_url(&page).map_err(|_| Error::MailSetup(Fault::NoBrowser.sentence()))?;
    Ok(true)
}

/// Gives a sign-in up.
///
/// # Errors
/// When there is no such account.
pub fn cancel_sign_in(app: &App, request: AccountRequest) -> Result<Outcome<MailAccountId>> {
    let account = app.read(|conn| accounts::get(conn, request.id))?;
    app.oauth.give_up(&account.form.address);
    Ok(Outcome { value: request.id, changed: BTreeSet::from(account::SIGNED_IN) })
}
