//! Messages that claim nothing and follow a call: a promise confirmed, an invoice sent again. A person sends them from his own mail
//! program and says so: what is promised or in doubt is not chased, so nothing of it goes through the outbox.
use super::{NoteAbout, NoteRequest, NoteView};
use crate::App;
use crate::channels::email::notes::{self, NoteFacts};
use crate::commands::check;
use crate::error::{Error, Result};
use crate::mail::message::{self, Attachment, Draft, Party, html_of};
use crate::mail::{Address, eml};
use crate::outgoing::{account, facts, mime, words};
use crate::store::settings::MailAccountForm;
use crate::store::situation::{Scope, situation};
use crate::store::{About, Actor, Outcome, When, accounts, clients, settings};
use chrono::NaiveDate;
use echu_core::dunning::EMAIL;
use echu_core::ids::{ClientId, DocumentId};
use echu_core::invoice::{Invoice, InvoiceKind};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;
use rusqlite::Connection;

/// The longest text, in characters.
const LONGEST: usize = 5_000;

/// What is written, and the files that go with it.
struct Written {
    view: NoteView,
    files: Vec<(DocumentId, String)>,
}

/// The message for a client.
///
/// # Errors
/// When there is no promise to confirm, or nothing late to send again.
pub fn note(app: &App, request: NoteRequest) -> Result<NoteView> {
    let today = app.when().today;
    app.read(|conn| Ok(written(conn, &request, today)?.view))
}

fn written(conn: &Connection, request: &NoteRequest, today: NaiveDate) -> Result<Written> {
    let client = clients::get(conn, request.client_id)?;
    let mut late = situation(conn, Scope::Client(request.client_id))?.invoices;
    late.retain(|invoice| invoice.kind == InvoiceKind::Invoice && invoice.is_late(today));
    late.sort_by_key(|invoice| (invoice.due_on, invoice.id));
    let promise = super::standing(conn, Some(request.client_id), today)?.into_iter().rev().find(|hold| hold.kind == "promise");
    let (note, amount, on) = match request.about {
        NoteAbout::Promise => {
            let promise = promise
                .ok_or_else(|| Error::Refused("Ce client n’a aucune promesse en cours\u{a0}: il n’y a rien à confirmer.".to_owned()))?;
            let owed = App::sum(late.iter().map(Invoice::balance));
            (notes::Note::Promise, promise.amount.unwrap_or(owed), promise.until.unwrap_or(promise.from))
        }
        NoteAbout::Invoice => {
            let oldest = late.iter().filter_map(|invoice| invoice.due_on).min();
            let on =
                oldest.ok_or_else(|| Error::Refused("Rien n’est en retard chez ce client\u{a0}: il n’y a rien à renvoyer.".to_owned()))?;
            (notes::Note::InvoiceAgain, App::sum(late.iter().map(Invoice::balance)), on)
        }
    };
    let mut files = Vec::new();
    let mut without_pdf = Vec::new();
    if request.about == NoteAbout::Invoice {
        for invoice in &late {
            match facts::invoice_now(conn, invoice.id, today)?.pdf {
                Some(pdf) => files.push((pdf, mime::file_name(&invoice.number))),
                None => without_pdf.push(invoice.number.clone()),
            }
        }
    }
    let numbers: Vec<String> = late.iter().map(|invoice| invoice.number.clone()).collect();
    let reference = words::reference(&client.card.name, numbers.first().map_or("", String::as_str));
    let said = NoteFacts { note, numbers, amount, on, creditor: settings::creditor(conn)?, reference };
    let (subject, text) = notes::compose(&said).map_err(|fault| Error::Refused(crate::letters::LetterError::Text(fault).sentence()))?;
    let or = |typed: &str, own: String| if typed.trim().is_empty() { own } else { typed.to_owned() };
    let view = NoteView {
        recipient: facts::recipient(&client),
        subject: or(&request.subject, subject),
        text: or(&request.text, text),
        attachments: files.iter().map(|(_, name)| name.clone()).collect(),
        without_pdf,
    };
    Ok(Written { view, files })
}

/// Opens it, with its files, as a draft of the user's own mail program.
///
/// # Errors
/// No address, or no program that opens it.
pub fn open_note(app: &App, request: NoteRequest) -> Result<NoteView> {
    let when = app.when();
    let (view, bytes, to) = app.read(|conn| {
        let written = written(conn, &request, when.today)?;
        let to = Address::parse(&written.view.recipient).map_err(|fault| Error::Refused(fault.sentence()))?;
        let account = accounts::of_client(conn, request.client_id)?.form;
        let bytes = bytes(conn, &written, &account, &to, when)?;
        Ok((written.view, bytes, to))
    })?;
    let folder = app.paths.data.join("brouillons");
    std::fs::create_dir_all(&folder).map_err(Error::io("make the folder of drafts"))?;
    let path = folder.join(format!("{}.eml", eml::file_name(&to, &bytes)));
    std::fs::write(&path, eml::draft(&bytes)).map_err(Error::io("write the draft"))?;
    app.desktop.open(&path).map_err(Error::io("open the mail program"))?;
    Ok(view)
}

fn bytes(conn: &Connection, written: &Written, account: &MailAccountForm, to: &Address, when: When) -> Result<Vec<u8>> {
    let mut attachments = Vec::new();
    for (id, name) in &written.files {
        let document = crate::store::documents::get(conn, *id)?;
        attachments.push(Attachment { ascii_name: name.clone(), mime: "application/pdf".to_owned(), bytes: document.pdf });
    }
    let view = &written.view;
    let draft = Draft {
        from: Party { name: account.sender_name.clone(), address: account::sender(account)? },
        reply_to: None,
        to: Party { name: String::new(), address: to.clone() },
        subject: view.subject.clone(),
        text: view.text.clone(),
        html: html_of(&view.text),
        attachments,
        message_id: "<brouillon@echu.invalid>".to_owned(),
        date: when.at,
        thread: Vec::new(),
        auto_submitted: false,
    };
    message::build(&draft).map_err(|fault| Error::Refused(fault.sentence()))
}

/// The user says that he sent it: the contact is noted, with its words.
///
/// # Errors
/// As [`note`].
pub fn mark_note_sent(app: &App, request: NoteRequest) -> Result<Outcome<ClientId>> {
    check::text("text", &request.text, LONGEST)?;
    app.write(Actor::User, |tx| {
        let view = written(&tx.sql, &request, tx.when.today)?.view;
        tx.insert_contact(request.client_id, tx.when.today, EMAIL, None, &view.subject)?;
        let about = match request.about {
            NoteAbout::Promise => "promise",
            NoteAbout::Invoice => "invoice",
        };
        let event = EventKind::NoteSent(desk::Note { about: about.to_owned(), recipient: view.recipient, text: view.text });
        tx.record(About::client(request.client_id), &event)?;
        Ok(request.client_id)
    })
}
