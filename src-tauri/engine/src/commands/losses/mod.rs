//! After a write-off: its reason, and the statement that lets its VAT be recovered.
mod types;

pub use types::*;

use super::check;
use super::invoices::InvoiceRequest;
use super::papers::ascii;
use crate::App;
use crate::error::{Error, Result};
use crate::letters::loss::{LossNote, TITLE, compose};
use crate::store::documents::{self, NewDocument};
use crate::store::losses::{self as store, NotedLoss};
use crate::store::{About, Actor, Outcome, clients, invoices, settings};
use echu_core::ids::{DocumentId, InvoiceId};
use echu_core::invoice::Invoice;
use echu_core::loss::{Loss, LossReason, VatDue, VatVerdict, adds_up, mention};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;
use echu_core::timeline::fact::letter::PaperKept;
use rusqlite::Connection;

/// The statement, among the documents.
const KIND: &str = "loss_note";

const NOT_WRITTEN_OFF: &str = "Cette facture n’est pas passée en perte\u{a0}: passez-la en perte d’abord. Rien n’a été enregistré.";

fn written_off(conn: &Connection, id: InvoiceId) -> Result<(Invoice, chrono::NaiveDate)> {
    let facts = invoices::get(conn, id)?.facts;
    let on = facts.written_off_on.ok_or_else(|| Error::Refused(NOT_WRITTEN_OFF.to_owned()))?;
    Ok((facts, on))
}

fn loss(facts: &Invoice, noted: &NotedLoss) -> Loss {
    Loss {
        lost: facts.balance(),
        reason: noted.reason,
        definitive_on: noted.definitive_on,
        vat_due: noted.vat_due,
        // What moved since makes the split another's: it is asked again.
        split: noted.split.filter(|(net, vat)| adds_up(facts.balance(), *net, *vat)),
    }
}

/// What is noted of a loss, and what may be done of its VAT.
///
/// # Errors
/// An invoice that is not written off.
pub fn loss_of(app: &App, request: InvoiceRequest) -> Result<LossView> {
    let today = app.when().today;
    app.read(|conn| {
        let (facts, written_off_on) = written_off(conn, request.id)?;
        let noted = store::of(conn, request.id)?;
        let one = noted.as_ref().map(|noted| loss(&facts, noted));
        let verdict = one.map(|one| one.verdict());
        let reasons = LossReason::ALL.map(|reason| LossReasonChoice { reason, label: reason.label().to_owned() });
        Ok(LossView {
            written_off_on,
            lost: facts.balance(),
            reasons: reasons.to_vec(),
            reason: one.map(|one| one.reason),
            note: noted.as_ref().map(|noted| noted.note.clone()).unwrap_or_default(),
            definitive_on: one.and_then(|one| one.definitive_on),
            vat_due: one.map(|one| one.vat_due),
            net: one.and_then(|one| one.split).map(|(net, _)| net),
            vat: one.and_then(|one| one.split).map(|(_, vat)| vat),
            sentence: verdict.map(|verdict| verdict.sentence(today)).unwrap_or_default(),
            mention: match verdict {
                Some(VatVerdict::Recoverable { net, vat, .. }) => mention(net, vat),
                Some(
                    VatVerdict::NothingPaid
                    | VatVerdict::NoVat
                    | VatVerdict::GivenUp
                    | VatVerdict::NotDefinitive
                    | VatVerdict::SplitUnknown,
                )
                | None => String::new(),
            },
        })
    })
}

/// Notes why an invoice was lost, and the VAT of what is lost.
///
/// # Errors
/// An invoice that is not written off; a day to come; net and VAT that do not make what is lost.
pub fn note_loss(app: &App, request: NoteLoss) -> Result<Outcome<InvoiceId>> {
    let note = check::text("note", &request.note, check::LONG)?;
    let definitive_on = request.definitive_on.map(|on| check::past_day("definitiveOn", on, app.when().today)).transpose()?;
    app.write(Actor::User, |tx| {
        let (facts, _) = written_off(&tx.sql, request.id)?;
        let split = match (request.vat_due, request.net, request.vat) {
            (VatDue::Paid, Some(net), Some(vat)) if adds_up(facts.balance(), net, vat) => Some((net, vat)),
            (VatDue::Paid, None, None) | (VatDue::OnReceipt | VatDue::None, _, _) => None,
            (VatDue::Paid, _, _) => return Err(Error::Invalid { field: "vat", reason: "not_what_is_lost" }),
        };
        let noted = NotedLoss { reason: request.reason, note: note.clone(), definitive_on, vat_due: request.vat_due, split };
        tx.set_loss(request.id, &noted)?;
        let vat = split.map(|(_, vat)| vat);
        let fact = desk::LossNoted { number: facts.number, reason: request.reason, definitive_on, vat };
        tx.record(About::client(facts.client_id).invoice(request.id), &EventKind::LossNoted(fact))?;
        Ok(request.id)
    })
}

/// Keeps the recapitulative statement, with the mention of the law: to print, and to send to the client. The same one is kept once.
///
/// # Errors
/// When no VAT is to be recovered, with why.
pub fn make_loss_note(app: &App, request: InvoiceRequest) -> Result<Outcome<DocumentId>> {
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let (facts, _) = written_off(&tx.sql, request.id)?;
        let noted =
            store::of(&tx.sql, request.id)?.ok_or_else(|| Error::Refused("Notez d’abord le motif de la perte et sa TVA.".to_owned()))?;
        let one = loss(&facts, &noted);
        let (net, vat, until, definitive_on) = match (one.verdict(), one.definitive_on) {
            (VatVerdict::Recoverable { net, vat, until }, Some(on)) => (net, vat, until, on),
            (verdict, _) => return Err(Error::Refused(verdict.sentence(today))),
        };
        let client = clients::get(&tx.sql, facts.client_id)?;
        let creditor = settings::creditor(&tx.sql)?;
        let rendered = compose(&LossNote {
            creditor: &creditor,
            client: &client.card.name,
            siren: &client.card.siren,
            number: &facts.number,
            issued_on: facts.issued_on,
            total: facts.total,
            settled: facts.settled,
            net,
            vat,
            reason: one.reason,
            proof: &noted.note,
            definitive_on,
            until,
            on: today,
        })
        .map_err(|error| Error::Refused(error.sentence()))?;
        let sha256 = crate::journal::digest_bytes(&rendered.pdf);
        if let Some(same) = documents::same(&tx.sql, facts.client_id, KIND, &sha256)? {
            return Ok(same);
        }
        let name = format!("Etat-recapitulatif-{}-{today}.pdf", ascii(&facts.number));
        let pages = u32::try_from(rendered.pages).unwrap_or(u32::MAX);
        let document = NewDocument { client_id: facts.client_id, kind: KIND, name: &name, dated_on: today, pages, pdf: &rendered.pdf };
        let id = tx.insert_document(&document)?;
        let event = EventKind::PaperKept(PaperKept { label: format!("{TITLE}, {}", facts.number), sha256 });
        tx.record(About::client(facts.client_id).invoice(request.id), &event)?;
        Ok(id)
    })
}
