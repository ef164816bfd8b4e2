//! The test of the account: it answers, then a mail to yourself goes the way every reminder goes.
use super::{MailTest, TestMail};
use crate::App;
use crate::error::{Error, Result};
use crate::mail::Reason;
use crate::mail::message::{self, Draft, Party};
use crate::outgoing::account;
use crate::store::accounts::{self, MailAccount};
use crate::store::dispatches::{self, NewDispatch};
use crate::store::{Actor, Outcome, Tx};
use echu_core::dunning::recheck::Facts;
use echu_core::ids::DispatchId;
use std::collections::BTreeSet;

/// Its subject.
pub const TEST_SUBJECT: &str = "Essai d’Échu\u{a0}: votre messagerie fonctionne";

/// Its words.
pub fn test_body() -> String {
    "Bonjour,\n\nCe message vient d’Échu. S’il vous parvient, vos relances partiront par le même chemin\u{a0}: \
     vous les relisez, vous les approuvez, elles partent de votre adresse.\n\nVous pouvez l’effacer.\n"
        .to_owned()
}

/// Checks the account, then sends a mail to yourself through the outbox.
///
/// # Errors
/// [`Error::MailSetup`] when no account is set, or its password is missing.
pub fn test_mail(app: &App, request: TestMail) -> Result<Outcome<MailTest>> {
    let tested = app.read(|conn| request.id.map_or_else(|| accounts::default(conn), |id| accounts::in_use(conn, id)))?;
    let form = &tested.form;
    account::sender(form)?;
    let mailer = account::mailer(app, form);
    let probe = || Ok::<_, Error>(mailer.probe(&account::connection(app, &tested)?));
    let mut answer = probe()?;
    // A token may have been withdrawn before its hour: one new one is tried, once, as for a message.
    if answer.as_ref().is_err_and(|failure| failure.why.reason == Reason::TokenRefused) && account::forget_token(app, tested.id)? {
        answer = probe()?;
    }
    if let Err(failure) = answer {
        let test = MailTest { ok: false, sentence: failure.why.sentence(), dispatch_id: None };
        return Ok(Outcome { value: test, changed: BTreeSet::new() });
    }
    let outcome = app.write(Actor::User, |tx| {
        let dispatch = enqueue(tx, &tested)?;
        tx.set_account_problem(tested.id, "")?;
        Ok(MailTest {
            ok: true,
            sentence: if form.is_folder() && !app.is_demo() {
                format!(
                    "Rien n’est envoyé\u{a0}: l’essai s’écrit dans {}. Ouvrez-le pour voir ce que vous enverrez.",
                    app.mail_folder().display()
                )
            } else {
                format!("Le compte répond. Un message part vers {}\u{a0}: vérifiez qu’il arrive.", form.address)
            },
            dispatch_id: Some(dispatch),
        })
    })?;
    app.sending.nudge();
    Ok(outcome)
}

/// Queues the mail to oneself, its bytes frozen at once: no draft stands behind it.
fn enqueue(tx: &mut Tx, tested: &MailAccount) -> Result<DispatchId> {
    let form = tested.form.clone();
    let address = account::sender(&form)?;
    let key_hash = crate::journal::digest(&format!("test|{}|{}", address.as_str(), crate::store::instant(tx.when.at)));
    let new = NewDispatch {
        reminder_id: None,
        account_id: tested.id,
        recipient: address.as_str().to_owned(),
        recipients: 1,
        key_hash,
        domain: address.domain().to_owned(),
        facts: Facts::default(),
        not_before: tx.when.at,
        mime: None,
    };
    let id = tx.insert_dispatch(&new)?;
    let row = dispatches::get(&tx.sql, id)?;
    let body = test_body();
    let draft = Draft {
        from: Party { name: form.sender_name.clone(), address: address.clone() },
        reply_to: None,
        to: Party { name: form.sender_name, address },
        subject: TEST_SUBJECT.to_owned(),
        html: message::html_of(&body),
        text: body,
        attachments: Vec::new(),
        message_id: row.message_id,
        date: tx.when.at,
        thread: Vec::new(),
        auto_submitted: true,
    };
    let mime = message::build(&draft).map_err(|fault| Error::Refused(fault.sentence()))?;
    tx.freeze_bytes(id, &mime)?;
    Ok(id)
}
