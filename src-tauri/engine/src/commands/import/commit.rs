//! What the preview showed, stored in one transaction.
use super::added::{self, Added};
use super::chosen::{Chosen, pdfs};
use super::{CommitImport, Imported, prepared};
use crate::App;
use crate::commands::invoices::attach;
use crate::error::{Error, Result};
use crate::import::{Plan, PlannedRow, TableKind, changes_left};
use crate::store::clients::Card;
use crate::store::imports::NewBatch;
use crate::store::invoices::{Fields, Naming, Origin};
use crate::store::payments::{NewPayment, UNKNOWN_DAY};
use crate::store::settings::creditor;
use crate::store::{About, Actor, Outcome, Tx};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, ImportId, InvoiceId, PaymentId};
use echu_core::intake::{ClientRef, Difference, Field, IntakeInvoice, IntakeKind, NewClient, Verdict};
use echu_core::invoice::InvoiceKind;
use echu_core::invoice::parts::DuePart;
use echu_core::money::Cents;
use echu_core::terms::{PaymentTerms, Sector};
use echu_core::timeline::EventKind;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

/// The longest texts kept from a file; a longer one is cut, and the file keeps the rest.
const LONGEST: usize = 2_000;

/// Stores it, in one transaction.
///
/// # Errors
/// When it is no longer being prepared, a question is open, or there is nothing to store; nothing is then written.
pub fn commit_import(app: &App, request: CommitImport) -> Result<Outcome<Imported>> {
    let prepared = prepared(app, request.draft)?;
    let outcome = {
        let chosen = prepared.chosen();
        if chosen.is_blocked() {
            return Err(Error::Precondition("import_question"));
        }
        crate::backup::before_import(app);
        app.write(Actor::Import, |tx| {
            // Judged again when the base has changed since the preview. Who the user is may have changed too, and only
            // electronic invoices look at it: they are few.
            let plan = match (&*chosen, prepared.still_judged(app.base().store.ledger_changes(), tx.when.today)) {
                (Chosen::Table(_), Some(plan)) => plan,
                (Chosen::Table(_) | Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_), _) => {
                    chosen.judge(&tx.sql, &prepared.named(), tx.when.today)?
                }
            };
            tx.expect_many_rows()?;
            let imported = store(tx, &plan, &prepared.file_name, &chosen, &request)?;
            if let Some(mapping) = chosen.mapping() {
                tx.save_mapping(&mapping.header_key, &serde_json::to_string(mapping)?)?;
            }
            let event =
                EventKind::Imported { file_name: prepared.file_name.clone(), invoices: imported.invoices, clients: imported.clients };
            tx.record(About::default(), &event)?;
            Ok(imported)
        })?
    };
    app.imports.lock().unwrap_or_else(PoisonError::into_inner).remove(&request.draft);
    Ok(outcome)
}

fn store(tx: &mut Tx, plan: &Plan, file_name: &str, chosen: &Chosen, request: &CommitImport) -> Result<Imported> {
    let count = |wanted: fn(&Verdict) -> bool| {
        let found = plan.rows.iter().filter(|row| wanted(&row.judgement.verdict)).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let of_invoices = plan.kind != TableKind::Clients;
    let created = if of_invoices { count(|verdict| *verdict == Verdict::New) } else { 0 };
    let clients = u32::try_from(plan.new_clients.len()).unwrap_or(u32::MAX);
    let papers = chosen.papers();
    let pdfs = papers.map(|papers| pdfs(&tx.sql, papers, plan)).transpose()?.unwrap_or_default();
    let same = count(|verdict| *verdict == Verdict::Same);
    let changed = count(|verdict| matches!(verdict, Verdict::Changed { .. }));
    let adds = request.payments_of(plan).next().is_some() || request.completions_of(plan).next().is_some();
    if created == 0 && clients == 0 && pdfs.lines.is_empty() && !adds {
        return Err(nothing(plan, changed));
    }
    let refused = u32::try_from(plan.refused.len()).unwrap_or(u32::MAX);
    let batch = NewBatch { file_name, sha256: chosen.sha256(), created, same, changed, refused, clients };
    let import_id = tx.insert_import(&batch)?;
    let mut writer = Writer::new(tx, plan, import_id)?;
    tx.import_rows(|tx| {
        for row in plan.rows.iter().filter(|row| row.judgement.verdict == Verdict::New) {
            writer.invoice(tx, row)?;
        }
        writer.names.keys().try_for_each(|client| tx.look_again(*client))?;
        tx.allocate_imported(&writer.placed)
    })?;
    for (invoice, parts) in &writer.in_parts {
        tx.set_due_parts(*invoice, parts)?;
    }
    let mut attached = 0;
    for (line, known) in &pdfs.lines {
        let invoice = known.or_else(|| writer.made.get(line).copied());
        let pdf = papers.and_then(|papers| papers.pdf(*line));
        if let (Some(invoice), Some(pdf)) = (invoice, pdf) {
            attach(tx, invoice, &pdf)?;
            attached += 1;
        }
    }
    let Added { payments, completed } = added::store(tx, plan, import_id, request)?;
    let late_clients = u32::try_from(writer.late.len()).unwrap_or(u32::MAX);
    let pdfs_left = u32::try_from(pdfs.lines.len()).unwrap_or(u32::MAX) - attached + pdfs.too_large;
    Ok(Imported {
        import_id,
        invoices: created,
        clients,
        same,
        changed: changed.saturating_sub(payments),
        payments,
        completed,
        refused,
        late_clients,
        pdfs: attached,
        pdfs_left,
    })
}

/// Why nothing is stored: the file says what is there already, or says otherwise of it, which is never changed by a file.
fn nothing(plan: &Plan, changed: u32) -> Error {
    let is_paid = |difference: &Difference| matches!(difference, Difference::Amount { field: Field::Paid, .. });
    let paid = plan.rows.iter().filter(|row| match &row.judgement.verdict {
        Verdict::Changed { differences } => differences.iter().any(is_paid),
        Verdict::New | Verdict::Same | Verdict::Refused { .. } => false,
    });
    match (changed, paid.count()) {
        (0, _) => Error::Precondition("nothing_to_import"),
        (_, paid) => Error::Refused(changes_left(changed, paid > 0)),
    }
}

/// The rows of an import on their way to the base.
struct Writer {
    import: ImportId,
    today: NaiveDate,
    /// The clients it makes, in the order the rows name them.
    new_clients: Vec<ClientId>,
    /// The parties of each client's invoices, looked up once.
    names: BTreeMap<ClientId, Naming>,
    /// Clients who wait for the triage.
    late: BTreeSet<ClientId>,
    /// The payments of the invoices that come with theirs.
    placed: Vec<(PaymentId, InvoiceId, Cents)>,
    /// The parts of those payable in several.
    in_parts: Vec<(InvoiceId, Vec<DuePart>)>,
    /// The invoices made, by line.
    made: BTreeMap<u32, InvoiceId>,
}

impl Writer {
    fn new(tx: &mut Tx, plan: &Plan, import: ImportId) -> Result<Writer> {
        let creditor_siren = creditor(&tx.sql)?.siren;
        let mut writer = Writer {
            import,
            today: tx.when.today,
            new_clients: Vec::new(),
            names: BTreeMap::new(),
            late: BTreeSet::new(),
            placed: Vec::new(),
            in_parts: Vec::new(),
            made: BTreeMap::new(),
        };
        for one in &plan.new_clients {
            let card = card(one);
            let id = tx.insert_client(&card, Some(import))?;
            let naming = Naming::between(&creditor_siren, &card.siren, &card.name);
            writer.names.insert(id, naming);
            writer.new_clients.push(id);
        }
        Ok(writer)
    }

    fn invoice(&mut self, tx: &mut Tx, row: &PlannedRow) -> Result<()> {
        let (Some(invoice), Some(found)) = (&row.row.invoice, row.judgement.client) else { return Ok(()) };
        let client_id = match found.client {
            ClientRef::Known { id } => id,
            // The plan names only the clients it makes.
            ClientRef::New { index } => {
                let made = self.new_clients.get(usize::try_from(index).unwrap_or(usize::MAX)).copied();
                made.ok_or(Error::NotFound { what: "imported client", id: i64::from(index) })?
            }
        };
        let naming = match self.names.entry(client_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(tx.naming(client_id)?),
        };
        let fields = fields(client_id, invoice);
        let is_invoice = fields.kind == InvoiceKind::Invoice;
        let late = is_invoice && invoice.paid < invoice.total && invoice.due_on.is_some_and(|due| due < self.today);
        if late {
            self.late.insert(client_id);
        }
        let origin = Origin { import: Some(self.import), awaiting_triage: late, settled: invoice.paid.max(Cents::ZERO) };
        let id = tx.insert_invoice(&fields, naming, origin)?;
        self.made.insert(row.row.line, id);
        if !invoice.parts.is_empty() {
            self.in_parts.push((id, invoice.parts.clone()));
        }
        if !is_invoice {
            tx.credit_note_imported(client_id)?;
        }
        if is_invoice && invoice.paid.is_positive() {
            let (on, reference) = paid_on(invoice, self.today);
            let new = NewPayment { client: client_id, on, amount: invoice.paid, reference, indicated: false };
            self.placed.push((tx.insert_placed_payment(&new, self.import)?, id, invoice.paid));
        }
        Ok(())
    }
}

/// The day of what was already paid. When the file does not say it, the payment is held to have come in time: less interest is then
/// claimed, never more than is owed.
pub(super) fn paid_on(invoice: &IntakeInvoice, today: NaiveDate) -> (NaiveDate, &'static str) {
    match invoice.paid_on.filter(|on| *on <= today) {
        Some(on) => (on, ""),
        None => (invoice.due_on.unwrap_or(invoice.issued_on).min(today), UNKNOWN_DAY),
    }
}

fn fields(client_id: ClientId, invoice: &IntakeInvoice) -> Fields {
    Fields {
        client_id,
        kind: match invoice.kind {
            IntakeKind::Invoice => InvoiceKind::Invoice,
            IntakeKind::CreditNote => InvoiceKind::CreditNote,
        },
        number: invoice.number.clone(),
        issued_on: invoice.issued_on,
        due_on: invoice.due_on,
        total: invoice.total,
        subject: cut(&invoice.subject),
        purchase_order: cut(&invoice.purchase_order),
        contract_rate_bp: None,
        discount_bp: None,
        discount_until: None,
        delivered_on: None,
        // Written afterwards, with the triggers that date the invoice by the part it owes.
        parts: Vec::new(),
        retroactive: false,
        direct_debit: false,
    }
}

fn card(new: &NewClient) -> Card {
    let client = &new.client;
    let reference = if client.reference.is_empty() { String::new() } else { format!("Code client\u{a0}: {}", client.reference) };
    Card {
        name: client.name.clone(),
        debtor_kind: new.assumed.kind,
        siren: client.siren.clone(),
        siret: client.siret.clone(),
        vat_number: cut(&client.vat_number),
        contact_name: cut(&client.contact),
        email: client.email.clone(),
        email_copies: client.email_copies.join(", "),
        phone: cut(&client.phone),
        address: client.address.clone(),
        sector: Sector::General,
        terms: client.terms_days.map(|days| PaymentTerms::NetDays { days: u32::from(days) }),
        contract_rate_bp: None,
        plan_id: None,
        handle_with_care: false,
        insolvent_on: None,
        note: cut(&reference),
    }
}

pub(super) fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
