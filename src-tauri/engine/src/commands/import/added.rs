//! What a file says of things already there and a person accepts: payments on invoices already followed, empty fields of cards. Both are
//! the import's: taking it back takes them back.
use super::CommitImport;
use super::commit::{cut, paid_on};
use crate::commands::clients::between;
use crate::commands::payments::{self, AllocationRequest, RecordPayment};
use crate::error::Result;
use crate::import::Plan;
use crate::store::clients::{self, Card};
use crate::store::{About, Tx};
use echu_core::ids::ImportId;
use echu_core::intake::{ClientRef, Completion, IntakeClient};
use echu_core::party::Address;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::privacy::Change;

/// What was added.
#[derive(Default)]
pub(super) struct Added {
    /// Payments noted.
    pub(super) payments: u32,
    /// Cards completed.
    pub(super) completed: u32,
}

/// Writes what was accepted, once the rows of the import are there.
pub(super) fn store(tx: &mut Tx, plan: &Plan, import: ImportId, request: &CommitImport) -> Result<Added> {
    let mut added = Added::default();
    for (planned, noted) in request.payments_of(plan) {
        let (Some(invoice), Some(ClientRef::Known { id })) = (&planned.row.invoice, planned.judgement.client.map(|found| found.client))
        else {
            continue;
        };
        let (received_on, reference) = paid_on(invoice, tx.when.today);
        let payment = RecordPayment {
            client_id: id,
            received_on,
            amount: noted.amount,
            reference: reference.to_owned(),
            designated: Vec::new(),
            allocations: Some(vec![AllocationRequest::of(noted.invoice, noted.amount)]),
            penalties: None,
        };
        let recorded = payments::record(tx, &payment)?;
        tx.payment_of_import(recorded.payment_id, import)?;
        added.payments += 1;
    }
    for completion in request.completions_of(plan) {
        complete(tx, completion, import)?;
        added.completed += 1;
    }
    Ok(added)
}

fn complete(tx: &mut Tx, completion: &Completion, import: ImportId) -> Result<()> {
    let before = clients::get(&tx.sql, completion.client)?.card;
    let card = filled(&before, &completion.fills);
    let changes = between(&before, &card);
    tx.update_client(completion.client, &card)?;
    tx.record(About::client(completion.client), &EventKind::ClientEdited { changes, import: Some(import) })
}

/// The card with its empty fields filled; what is written stays.
fn filled(before: &Card, fills: &IntakeClient) -> Card {
    let or = |written: &str, said: &str| if written.is_empty() { cut(said) } else { written.to_owned() };
    Card {
        siren: or(&before.siren, &fills.siren),
        siret: or(&before.siret, &fills.siret),
        vat_number: or(&before.vat_number, &fills.vat_number),
        contact_name: or(&before.contact_name, &fills.contact),
        email: or(&before.email, &fills.email),
        phone: or(&before.phone, &fills.phone),
        address: if before.address == Address::default() { fills.address.clone() } else { before.address.clone() },
        ..before.clone()
    }
}

/// Empties the fields that an import filled, where they still hold what it wrote.
pub(super) fn take_back(tx: &mut Tx, import: ImportId) -> Result<()> {
    for (client, changes) in clients::completed_by(&tx.sql, import)? {
        let before = clients::get(&tx.sql, client)?.card;
        let card = emptied(&before, &changes);
        if card != before {
            let changes = between(&before, &card);
            tx.update_client(client, &card)?;
            tx.record(About::client(client), &EventKind::ClientEdited { changes, import: None })?;
        }
    }
    Ok(())
}

/// The card without what these changes wrote. A field that a person has changed since is his.
fn emptied(card: &Card, changes: &[Change]) -> Card {
    let written = between(&blank(card), card);
    let ours = |field: &str| {
        changes.iter().any(|change| change.field == field && written.iter().any(|now| now.field == field && now.after == change.after))
    };
    let keep = |field: &str, text: &str| if ours(field) { String::new() } else { text.to_owned() };
    Card {
        siren: keep("SIREN", &card.siren),
        siret: keep("SIRET", &card.siret),
        vat_number: keep("TVA", &card.vat_number),
        contact_name: keep("Interlocuteur", &card.contact_name),
        email: keep("E-mail", &card.email),
        phone: keep("Téléphone", &card.phone),
        address: if ours("Adresse") { Address::default() } else { card.address.clone() },
        ..card.clone()
    }
}

/// The card with nothing in the fields that an import fills.
fn blank(card: &Card) -> Card {
    Card {
        siren: String::new(),
        siret: String::new(),
        vat_number: String::new(),
        contact_name: String::new(),
        email: String::new(),
        phone: String::new(),
        address: Address::default(),
        ..card.clone()
    }
}
