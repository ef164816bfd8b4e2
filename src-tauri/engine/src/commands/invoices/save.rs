//! An invoice typed in or changed, and its PDF.
use super::{AttachPdf, InvoiceForm, SaveInvoice};
use crate::App;
use crate::commands::check;
use crate::commands::clients::Saved;
use crate::commands::media::{self, Media};
use crate::error::{Error, Result};
use crate::store::documents::NewDocument;
use crate::store::invoices::{self as store, Fields, Origin, Stored};
use crate::store::payments::Source;
use crate::store::{About, Actor, Outcome, Tx, clients};
use chrono::NaiveDate;
use echu_core::ids::{DocumentId, InvoiceId};
use echu_core::invoice::InvoiceKind;
use echu_core::invoice::parts::{self, DuePart, PartsProblem};
use echu_core::money::Cents;
use echu_core::payment::Share;
use echu_core::terms::{Dated, PaymentTerms, due_warning};
use echu_core::timeline::EventKind;
use sha2::{Digest, Sha256};

/// The largest PDF, in bytes: with several in a message, a mailbox would refuse it.
pub(crate) const LARGEST_PDF: u64 = 5_000_000;

/// Creates or changes an invoice or a credit note.
///
/// # Errors
/// A field that cannot be kept, a number already there, a total below what is settled; nothing is then written.
pub fn save_invoice(app: &App, request: SaveInvoice) -> Result<Outcome<Saved>> {
    let today = app.when().today;
    let fields = checked(&request.invoice)?;
    app.write(Actor::User, |tx| {
        let client = clients::get(&tx.sql, fields.client_id)?;
        if store::numbered(&tx.sql, &fields.number)?.is_some_and(|other| request.id != Some(other)) {
            return Err(Error::Invalid { field: "number", reason: "duplicate_number" });
        }
        let id = match request.id {
            Some(id) => change(tx, id, &fields)?,
            None => create(tx, &fields, request.credits)?,
        };
        let mut warnings = Vec::new();
        if fields.kind == InvoiceKind::Invoice && fields.due_on.is_none() {
            warnings
                .push("Sans échéance, cette facture n’est jamais relancée\u{a0}: elle attend dans «\u{a0}À corriger\u{a0}».".to_owned());
        }
        // Of several due dates, the last is the one that may exceed what the law allows.
        if let Some(due) = fields.parts.last().map(|part| part.due_on).or(fields.due_on) {
            let by_month = matches!(client.card.terms, Some(PaymentTerms::EndOfMonthA { .. } | PaymentTerms::EndOfMonthB { .. }));
            let warning = due_warning(
                client.card.debtor_kind,
                client.card.sector,
                by_month,
                Dated { issued_on: fields.issued_on, delivered_on: fields.delivered_on, due_on: due },
            );
            warnings.extend(warning.map(|warning| warning.sentence().to_owned()));
        }
        if fields.issued_on > today {
            warnings.push("La date de la facture est dans le futur.".to_owned());
        }
        if client.archived {
            warnings.push("Ce client est archivé\u{a0}: reprenez-le pour qu’il soit relancé.".to_owned());
        }
        Ok(Saved { id: id.0, warnings })
    })
}

fn checked(form: &InvoiceForm) -> Result<Fields> {
    let kind = match form.kind.as_str() {
        "invoice" => InvoiceKind::Invoice,
        "credit_note" => InvoiceKind::CreditNote,
        _ => return Err(Error::Invalid { field: "kind", reason: "out_of_range" }),
    };
    let issued_on = check::day("issuedOn", form.issued_on)?;
    let total = check::amount("total", form.total)?;
    let parts = match kind {
        InvoiceKind::Invoice => parts(form, total, issued_on)?,
        InvoiceKind::CreditNote => Vec::new(),
    };
    let due_on = match kind {
        InvoiceKind::Invoice if !parts.is_empty() => parts.first().map(|part| part.due_on),
        InvoiceKind::Invoice => form.due_on.map(|on| check::day("dueOn", on)).transpose()?,
        // A credit note is not owed to us on any day.
        InvoiceKind::CreditNote => None,
    };
    if due_on.is_some_and(|due| due < issued_on) {
        return Err(Error::Invalid { field: "dueOn", reason: "before_issued" });
    }
    let discount = match (kind, check::rate("discountBp", form.discount_bp)?, form.discount_until) {
        (InvoiceKind::Invoice, Some(rate_bp), Some(until)) => Some((rate_bp, check::day("discountUntil", until)?)),
        (InvoiceKind::Invoice, Some(_), None) => return Err(Error::Invalid { field: "discountUntil", reason: "empty" }),
        (InvoiceKind::Invoice, None, _) | (InvoiceKind::CreditNote, _, _) => None,
    };
    if discount.is_some_and(|(_, until)| until < issued_on) {
        return Err(Error::Invalid { field: "discountUntil", reason: "before_issue" });
    }
    let number = check::required("number", &form.number, 100)?;
    if echu_core::text::normalised_number(&number).is_empty() {
        return Err(Error::Invalid { field: "number", reason: "empty" });
    }
    Ok(Fields {
        client_id: form.client_id,
        kind,
        number,
        issued_on,
        due_on,
        delivered_on: form.delivered_on.filter(|_| kind == InvoiceKind::Invoice).map(|on| check::day("deliveredOn", on)).transpose()?,
        parts,
        total,
        subject: check::text("subject", &form.subject, check::LONG)?,
        purchase_order: check::text("purchaseOrder", &form.purchase_order, check::LONG)?,
        contract_rate_bp: check::rate("contractRateBp", form.contract_rate_bp)?,
        discount_bp: discount.map(|(rate_bp, _)| rate_bp),
        discount_until: discount.map(|(_, until)| until),
        retroactive: kind == InvoiceKind::CreditNote && form.retroactive,
        direct_debit: kind == InvoiceKind::Invoice && form.direct_debit,
    })
}

/// The parts as typed, each an amount and a day of this time.
fn parts(form: &InvoiceForm, total: Cents, issued_on: NaiveDate) -> Result<Vec<DuePart>> {
    for part in &form.parts {
        check::day("parts", part.due_on)?;
        check::amount("parts", part.amount)?;
    }
    parts::checked(&form.parts, total, issued_on).map_err(|problem| {
        let reason = match problem {
            PartsProblem::One => "one_part",
            PartsProblem::TooMany => "too_many_parts",
            PartsProblem::NotPositive => "not_positive",
            PartsProblem::BeforeIssue => "before_issued",
            PartsProblem::SameDay => "same_day",
            PartsProblem::Sum => "parts_sum",
        };
        Error::Invalid { field: "parts", reason }
    })
}

fn create(tx: &mut Tx, fields: &Fields, credits: Option<InvoiceId>) -> Result<InvoiceId> {
    let naming = tx.naming(fields.client_id)?;
    let id = tx.insert_invoice(fields, &naming, Origin::default())?;
    let credit_note = fields.kind == InvoiceKind::CreditNote;
    let event = EventKind::InvoiceCreated { number: fields.number.clone(), total: fields.total, credit_note };
    tx.record(About::client(fields.client_id).invoice(id), &event)?;
    if let Some(credited) = credits.filter(|_| credit_note) {
        let credited = store::get(&tx.sql, credited)?;
        if credited.facts.client_id != fields.client_id || credited.facts.kind == InvoiceKind::CreditNote {
            return Err(Error::Invalid { field: "credits", reason: "other_client" });
        }
        let amount = fields.total.min(credited.facts.balance());
        if amount.is_positive() {
            tx.allocate(Source::CreditNote(id), &Share::of(credited.facts.id, amount))?;
            let event = EventKind::Allocated { amount, number: credited.facts.number, put: true };
            tx.record(About::client(fields.client_id).invoice(credited.facts.id), &event)?;
        }
    }
    Ok(id)
}

fn change(tx: &mut Tx, id: InvoiceId, fields: &Fields) -> Result<InvoiceId> {
    let Stored { facts: before, .. } = store::get(&tx.sql, id)?;
    if before.kind != fields.kind {
        return Err(Error::Invalid { field: "kind", reason: "kind_is_fixed" });
    }
    if fields.total < before.settled {
        return Err(Error::Invalid { field: "total", reason: "below_settled" });
    }
    if before.client_id != fields.client_id && before.settled.is_positive() {
        return Err(Error::Invalid { field: "clientId", reason: "has_settlements" });
    }
    tx.update_invoice(id, fields)?;
    tx.record(About::client(fields.client_id).invoice(id), &EventKind::InvoiceEdited { number: fields.number.clone() })?;
    Ok(id)
}

/// Attaches the PDF of an invoice.
///
/// # Errors
/// A file that is no longer there, is no PDF, or is too large.
pub fn attach_pdf(app: &App, request: AttachPdf) -> Result<Outcome<DocumentId>> {
    let pdf = media::chosen(app, &request.token, LARGEST_PDF, "pdf_too_large")?;
    if Media::of(&pdf) != Some(Media::Pdf) {
        return Err(Error::Invalid { field: "token", reason: "not_a_pdf" });
    }
    app.write(Actor::User, |tx| attach(tx, request.invoice_id, &pdf))
}

/// Keeps the PDF of an invoice and ties it to it.
pub(crate) fn attach(tx: &mut Tx, invoice: InvoiceId, pdf: &[u8]) -> Result<DocumentId> {
    let invoice = store::get(&tx.sql, invoice)?.facts;
    let word = if invoice.kind == InvoiceKind::CreditNote { "Avoir" } else { "Facture" };
    let name = format!("{word}-{}.pdf", file_part(&invoice.number));
    let new = NewDocument { client_id: invoice.client_id, kind: "invoice", name: &name, dated_on: invoice.issued_on, pages: 0, pdf };
    let document = tx.insert_document(&new)?;
    tx.set_invoice_pdf(invoice.id, document)?;
    let sha256 = crate::store::hex(&Sha256::digest(pdf));
    tx.record(About::client(invoice.client_id).invoice(invoice.id), &EventKind::PdfAttached { number: invoice.number, sha256 })?;
    Ok(document)
}

/// A number as a part of a file name: ASCII letters, digits and dashes, forty at most.
fn file_part(number: &str) -> String {
    let folded = echu_core::text::fold(number).to_uppercase();
    folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect()
}
