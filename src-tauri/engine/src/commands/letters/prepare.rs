//! A mise en demeure before it exists: looked at, then numbered and frozen.
use super::{EarlierLetter, FreezeLetter, Frozen, LetterDraftRequest, LetterLack, LetterPreview, words};
use crate::App;
use crate::commands::check;
use crate::commands::reminders;
use crate::error::{Error, Result};
use crate::letters::LetterError;
use crate::letters::formal_notice::{self, NoticeError};
use crate::outgoing::{facts, legal, notice};
use crate::store::clients::Client;
use crate::store::documents::NewDocument;
use crate::store::letters as stored;
use crate::store::reminders::{Reminder, ReminderLine, Role};
use crate::store::{About, Actor, Outcome};
use base64::Engine as _;
use chrono::NaiveDate;
use echu_core::dunning::{REGISTERED_LETTER, Tone};
use echu_core::letter::journey::{Consent, Medium};
use echu_core::notice::Door;
use echu_core::party::DebtorKind;
use echu_core::text::{join_and, short_date};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::letter as fact;
use rusqlite::Connection;

/// The notice for a client, as it would be frozen today.
///
/// # Errors
/// When nothing can be claimed, or a rate is not known.
pub fn preview_letter(app: &App, request: LetterDraftRequest) -> Result<LetterPreview> {
    let today = app.when().today;
    app.read(|conn| {
        let client = facts::client(conn, request.client_id)?;
        let lines = notice::lines_for(conn, &client, today)?;
        let made = notice::of(conn, &client, &lines, "", (days(request.deadline_days)?, registered(request.medium)?), today)?;
        let figures = &made.facts.notice;
        let (mut missing, mut findings, mut pdf, mut pages) = (Vec::new(), Vec::new(), String::new(), 0);
        match formal_notice::compose(&made.facts) {
            Ok(rendered) => {
                findings = legal::of_notice(conn, &client, &lines, &made, &rendered)?;
                pdf = base64::engine::general_purpose::STANDARD.encode(&rendered.pdf);
                pages = u32::try_from(rendered.pages).unwrap_or(u32::MAX);
            }
            Err(error) => missing = lacks(&error),
        }
        let earlier = earlier(conn, &lines)?;
        let draft = reminder_of(&client, lines, today);
        Ok(LetterPreview {
            client_id: client.id,
            client_name: client.card.name.clone(),
            missing,
            earlier,
            findings,
            pdf,
            pages,
            principal: figures.principal(),
            credit: figures.credited(),
            interest: figures.penalties(),
            fees: figures.fees(),
            total: figures.total(),
            lines: reminders::lines(conn, &draft, today)?,
            deadline_days: figures.deadline_days,
            consent_needed: must_agree(client.card.debtor_kind),
        })
    })
}

/// A delay between one day and sixty, or the usual one.
fn days(asked: Option<u32>) -> Result<Option<u32>> {
    match asked {
        Some(days) if !(1..=60).contains(&days) => Err(Error::Invalid { field: "deadlineDays", reason: "out_of_range" }),
        days => Ok(days),
    }
}

fn reminder_of(client: &Client, lines: Vec<ReminderLine>, today: NaiveDate) -> Reminder {
    Reminder {
        step_id: lines.iter().find_map(|line| line.step_id),
        lines,
        ..Reminder::draft(client.id, REGISTERED_LETTER, Tone::FormalNotice, today)
    }
}

/// Numbers and freezes the notice: number, bytes and hash never change after.
///
/// # Errors
/// When something compulsory is missing, each said in French; when another notice claims the same invoices and waits to be
/// posted; [`Error::Confirm`] when it was posted. Nothing is then numbered.
pub fn freeze_letter(app: &App, request: FreezeLetter) -> Result<Outcome<Frozen>> {
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let client = facts::client(&tx.sql, request.client_id)?;
        if client.card.insolvent_on.is_some() {
            return Err(Error::Refused(
                "Ce client est en procédure collective\u{a0}: déclarez votre créance au mandataire, sans le mettre en demeure.".to_owned(),
            ));
        }
        let mut lines = notice::lines_for(&tx.sql, &client, today)?;
        match earlier(&tx.sql, &lines)? {
            Some(EarlierLetter { repeatable: false, sentence, .. }) => return Err(Error::Refused(sentence)),
            Some(EarlierLetter { repeatable: true, sentence, .. }) if !request.confirmed => return Err(Error::Confirm(sentence)),
            Some(_) | None => {}
        }
        let number = tx.next_letter_number(request.medium)?;
        let consent = consent(&client, &request, today)?;
        let made = notice::of(&tx.sql, &client, &lines, &number, (days(request.deadline_days)?, registered(request.medium)?), today)?;
        let rendered = formal_notice::compose(&made.facts).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
        let findings = legal::of_notice(&tx.sql, &client, &lines, &made, &rendered)?;
        legal::refuse(&findings, &request.accepted)?;
        for (line, claimed) in lines.iter_mut().filter(|line| line.role != Role::Memory).zip(&made.claims) {
            line.balance = claimed.principal;
            line.interest = claimed.interest;
            line.fee = claimed.fee;
        }
        let mut reminder = reminder_of(&client, lines, today);
        reminder.subject = formal_notice::subject(&made.facts.notice);
        let id = tx.insert_reminder(&reminder)?;
        tx.move_reminder(id, "draft", "approved", "")?;
        let name = format!("Mise-en-demeure-{number}.pdf");
        let document = NewDocument {
            client_id: client.id,
            kind: "formal_notice",
            name: &name,
            dated_on: today,
            pages: rendered.pages as u32,
            pdf: &rendered.pdf,
        };
        let document_id = tx.insert_document(&document)?;
        let total = made.facts.notice.total();
        let letter_id = tx.insert_letter(&stored::NewLetter {
            reminder: id,
            document: document_id,
            number: &number,
            total,
            deadline_days: Some(made.facts.notice.deadline_days),
            medium: request.medium,
            recipient: &made.facts.notice.debtor,
            consent: consent.as_ref(),
        })?;
        let sha256 = crate::journal::digest_bytes(&rendered.pdf);
        let event = EventKind::LetterFrozen(fact::Frozen { number: number.clone(), total, sha256: sha256.clone() });
        tx.record(About::client(client.id).reminder(id), &event)?;
        let accepted = legal::accepted(&findings, &request.accepted);
        if !accepted.is_empty() {
            tx.record(About::client(client.id).reminder(id), &EventKind::LegalAccepted { findings: accepted })?;
        }
        Ok(Frozen { letter_id, document_id, number, sha256 })
    })
}

/// True when an electronic registered letter needs his consent: « le destinataire n’est pas un professionnel » (CPCE-postes
/// L100). A public body is taken for a professional here; the guide says so.
/// A mise en demeure leaves registered, on paper or electronic: a plain letter proves neither its day nor its reception.
fn registered(medium: Medium) -> Result<Medium> {
    match medium {
        Medium::Paper | Medium::Electronic => Ok(medium),
        Medium::Plain => Err(Error::Invalid { field: "medium", reason: "unsuited" }),
    }
}

fn must_agree(kind: DebtorKind) -> bool {
    match kind {
        DebtorKind::Consumer => true,
        DebtorKind::Business | DebtorKind::PublicBody => false,
    }
}

/// The consent to keep with the letter; none when none is needed.
fn consent(client: &Client, request: &FreezeLetter, today: NaiveDate) -> Result<Option<Consent>> {
    match request.medium {
        Medium::Electronic if must_agree(client.card.debtor_kind) => {
            let given = request.consent.as_ref().ok_or_else(|| Error::Refused(words::NO_CONSENT.to_owned()))?;
            let on = check::past_day("consent.on", given.on, today)?;
            Ok(Some(Consent { on, how: check::required("consent.how", &given.how, 500)? }))
        }
        Medium::Paper | Medium::Electronic | Medium::Plain => Ok(None),
    }
}

/// A live notice that claims some of these invoices already. While it waits to be posted there is no second one; once it is
/// posted, only if the person insists.
fn earlier(conn: &Connection, lines: &[ReminderLine]) -> Result<Option<EarlierLetter>> {
    let Some((letter, numbers)) = stored::live_on(conn, lines)? else { return Ok(None) };
    let (number, claimed) = (&letter.number, join_and(&numbers));
    let sentence = match letter.posted_on {
        Some(on) => format!(
            "La mise en demeure {number}, postée le {}, réclame déjà {claimed}. N’en établissez une seconde que si la première ne convient plus.",
            short_date(on)
        ),
        None => format!(
            "La mise en demeure {number} réclame déjà {claimed} et n’est pas postée\u{a0}: postez-la, ou mettez-la de côté avant d’en établir une autre."
        ),
    };
    Ok(Some(EarlierLetter { letter_id: letter.id, repeatable: letter.posted_on.is_some(), sentence }))
}

/// What keeps the notice from being set, each with the place where it is corrected.
fn lacks(error: &NoticeError) -> Vec<LetterLack> {
    let lack = |code: &str, door, field: &str, sentence| LetterLack { code: code.to_owned(), door, field: field.to_owned(), sentence };
    match error {
        NoticeError::Incomplete(missing) => missing.iter().map(|one| lack(one.code(), one.door(), one.field(), one.sentence())).collect(),
        NoticeError::Letter(error) => {
            let (code, door, field) = match error {
                LetterError::AddressTooManyLines { .. } | LetterError::AddressLineTooLong { .. } => {
                    ("address", Door::Client, "address.street")
                }
                LetterError::Picture(_) => ("picture", Door::Identity, ""),
                LetterError::MissingGlyph { .. } => ("character", Door::Client, "name"),
                LetterError::Text(_) | LetterError::Font(_) | LetterError::Pdf(_) => ("letter", Door::Letter, ""),
            };
            vec![lack(code, door, field, error.sentence())]
        }
    }
}
