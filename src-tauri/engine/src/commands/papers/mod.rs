//! « Autre courrier… »: any letter but the mise en demeure, chosen by a person, looked at, then kept.
mod step;
mod types;

pub use types::*;

use crate::App;
use crate::error::{Error, Result};
use crate::letters::correspondence::{compose, email};
use crate::outgoing::correspondence::{self, Wanted, Written};
use crate::outgoing::{facts, legal};
use crate::store::agreements;
use crate::store::clients::Client;
use crate::store::documents::NewDocument;
use crate::store::{About, Actor, Outcome};
use base64::Engine as _;
use chrono::NaiveDate;
use echu_core::instalments::MOST_TERMS;
use echu_core::letter::LetterKind;
use echu_core::letter::facts::AgentKind;
use echu_core::letter::journey::Medium;
use echu_core::notice::Recipient;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::letter::PaperKept;
use rusqlite::Connection;

/// What may be written to a client today, and why not the rest.
///
/// # Errors
/// When the base cannot be read.
pub fn papers_for(app: &App, request: PapersRequest) -> Result<PaperChoices> {
    let today = app.when().today;
    app.read(|conn| {
        let client = facts::client(conn, request.client_id)?;
        let agreed = agreements::standing(conn, client.id)?.is_some();
        let mut choices = Vec::new();
        for kind in LetterKind::ALL.into_iter().filter(|kind| *kind != LetterKind::FormalNotice) {
            let needs = needs(kind, agreed);
            // What the person has yet to say is supposed said: only the facts decide whether the letter is offered.
            let wanted = Wanted { terms: Some((2, today)), agent: Some((AgentKind::Lawyer, Recipient::default())), ..Wanted::default() };
            // Those of a case are offered to be found: the sentence says where.
            let why_not = match correspondence::of(conn, &client, kind, &wanted, today) {
                Ok(_) => String::new(),
                Err(Error::Refused(sentence)) => sentence,
                Err(error) => return Err(error),
            };
            let manners = kind.manners().iter().map(|manner| MannerChoice { manner: *manner, label: manner.label().to_owned() }).collect();
            choices.push(PaperChoice { kind, label: kind.label().to_owned(), manners, as_email: kind.as_email(), needs, why_not });
        }
        let step = step::asked(conn, client.id, today)?.map(|(kind, _)| kind);
        Ok(PaperChoices { client_id: client.id, debtor_kind: client.card.debtor_kind, step, choices })
    })
}

/// What the person must say beside the client; an agreement that stands says the terms itself.
fn needs(kind: LetterKind, agreed: bool) -> PaperNeeds {
    match kind {
        LetterKind::DebtAcknowledgement if agreed => PaperNeeds::Nothing,
        LetterKind::DebtAcknowledgement => PaperNeeds::TermsIfWanted,
        LetterKind::Transmittal => PaperNeeds::Agent,
        LetterKind::FirstReminder
        | LetterKind::SecondReminder
        | LetterKind::ThirdReminder
        | LetterKind::LastNotice
        | LetterKind::DisputeReceipt
        | LetterKind::PenaltyClaim => PaperNeeds::DayIfWanted,
        LetterKind::DueSoon
        | LetterKind::MediationProposal
        | LetterKind::ClaimDeclaration
        | LetterKind::FormalNotice
        | LetterKind::PaymentReceipt
        | LetterKind::InstalmentAgreement
        | LetterKind::InstalmentBreach
        | LetterKind::AccountStatement => PaperNeeds::Nothing,
    }
}

/// A letter as it would be kept today.
///
/// # Errors
/// When there is nothing to write, or a rate is not known.
pub fn preview_paper(app: &App, request: PaperDraft) -> Result<PaperPreview> {
    let today = app.when().today;
    app.read(|conn| {
        let client = facts::client(conn, request.client_id)?;
        let written = letter(conn, &client, &request, today)?;
        shown(conn, &client, &written)
    })
}

/// A letter that is written, set and judged, to look at.
///
/// # Errors
/// When the base cannot be read, or a fault of the text.
pub(crate) fn shown(conn: &Connection, client: &Client, written: &Written) -> Result<PaperPreview> {
    let kind = written.letter.matter.kind();
    let dress = correspondence::dress_of(conn, &written.letter)?;
    let mut preview = PaperPreview {
        kind,
        label: kind.label().to_owned(),
        missing: Vec::new(),
        findings: Vec::new(),
        pdf: String::new(),
        pages: 0,
        subject: String::new(),
        text: String::new(),
        blocks: Vec::new(),
    };
    match compose(&written.letter, &dress) {
        Ok(rendered) => {
            preview.findings = legal::of_paper(conn, client, written, dress.text.as_deref(), &rendered.text_lines)?;
            preview.pdf = base64::engine::general_purpose::STANDARD.encode(&rendered.pdf);
            preview.pages = u32::try_from(rendered.pages).unwrap_or(u32::MAX);
            if kind.as_email() {
                let message = email(&written.letter, dress.text.as_deref()).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
                preview.subject = message.subject;
                preview.blocks = echu_core::text::blocks(&message.text);
                preview.text = message.text;
            }
        }
        Err(error) => preview.missing = error.sentences(),
    }
    Ok(preview)
}

/// Keeps the letter with its hash. It moves no reminder and no step: a person prints it, or joins it to a message. But for the
/// step of a plan: then it waits to be posted, and does its step.
///
/// # Errors
/// When something compulsory is missing, each said in French; [`Error::Legal`] with what the legal check stops; when the plan does
/// not ask for this letter any more.
pub fn freeze_paper(app: &App, request: FreezePaper) -> Result<Outcome<FrozenPaper>> {
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let (request, accepted) = (&request.of, &request.accepted);
        let client = facts::client(&tx.sql, request.client_id)?;
        let mut written = letter(&tx.sql, &client, request, today)?;
        let step = if request.for_step { Some(step::of(&tx.sql, client.id, request.kind, today)?) } else { None };
        if step.is_some() {
            written.letter.reference = tx.next_letter_number(Medium::Plain)?;
        }
        let dress = correspondence::dress_of(&tx.sql, &written.letter)?;
        let rendered = compose(&written.letter, &dress).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
        let findings = legal::of_paper(&tx.sql, &client, &written, dress.text.as_deref(), &rendered.text_lines)?;
        legal::refuse(&findings, accepted)?;
        let name = format!("{}-{}-{today}.pdf", ascii(request.kind.label()), ascii(&written.letter.reference));
        let document = NewDocument {
            client_id: request.client_id,
            kind: request.kind.key(),
            name: &name,
            dated_on: today,
            pages: u32::try_from(rendered.pages).unwrap_or(u32::MAX),
            pdf: &rendered.pdf,
        };
        let document_id = tx.insert_document(&document)?;
        let sha256 = crate::journal::digest_bytes(&rendered.pdf);
        let event = EventKind::PaperKept(PaperKept { label: request.kind.label().to_owned(), sha256: sha256.clone() });
        tx.record(About::client(request.client_id), &event)?;
        let accepted = legal::accepted(&findings, accepted);
        if !accepted.is_empty() {
            tx.record(About::client(request.client_id), &EventKind::LegalAccepted { findings: accepted })?;
        }
        let letter_id = match step {
            Some(reminder) => Some(step::keep(tx, reminder, &written, document_id, &written.letter.reference)?),
            None => None,
        };
        Ok(FrozenPaper { document_id, letter_id, name, sha256 })
    })
}

/// A file name without accents nor signs.
pub(crate) fn ascii(text: &str) -> String {
    let kept = echu_core::text::fold(text);
    kept.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn letter(conn: &Connection, client: &Client, request: &PaperDraft, today: NaiveDate) -> Result<Written> {
    if !request.kind.manners().contains(&request.manner) {
        return Err(Error::Invalid { field: "manner", reason: "unsuited" });
    }
    if request.pay_before.is_some_and(|day| day < today) {
        return Err(Error::Invalid { field: "payBefore", reason: "past" });
    }
    if request.terms.as_ref().is_some_and(|terms| !(1..=MOST_TERMS).contains(&(terms.count as usize)) || terms.first_on < today) {
        return Err(Error::Invalid { field: "terms", reason: "out_of_range" });
    }
    let agent = request.agent.as_ref().map(|agent| {
        let kind = match agent.kind {
            PaperAgentKind::Lawyer => AgentKind::Lawyer,
            PaperAgentKind::Agency => AgentKind::Agency,
            PaperAgentKind::Bailiff => AgentKind::Bailiff,
        };
        (kind, Recipient { name: agent.name.clone(), address: agent.address.clone(), ..Recipient::default() })
    });
    let wanted = Wanted {
        manner: request.manner,
        pay_before: request.pay_before,
        payment: request.payment_id,
        terms: request.terms.as_ref().map(|terms| (terms.count, terms.first_on)),
        agent,
    };
    correspondence::of(conn, client, request.kind, &wanted, today)
}
