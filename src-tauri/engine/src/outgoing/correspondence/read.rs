//! What letters say, read from the base: invoices owed or disputed, payments.
use super::refused;
use crate::error::Result;
use crate::outgoing::{claimed, facts, words};
use crate::store::agreements::{self, Stored};
use crate::store::clients::Client;
use crate::store::payments::{self, Payment, Source};
use crate::store::{claims, holds};
use chrono::NaiveDate;
use echu_core::ids::{InvoiceId, PaymentId};
use echu_core::letter::facts::{DisputeReceipt, OwedInvoice, PaymentReceipt, ReceiptShare};
use echu_core::money::Cents;
use rusqlite::Connection;

/// Why what an agreement covers is not claimed.
pub(in crate::outgoing) const SPREAD: &str =
    "Les factures de ce client sont dans un échéancier\u{a0}: tant qu’il est en cours, seules ses échéances sont dues.";

/// Invoices as a letter names them, and which they are.
pub(super) struct Named<T> {
    pub ids: Vec<InvoiceId>,
    pub invoices: Vec<T>,
}

impl<T> Default for Named<T> {
    fn default() -> Named<T> {
        Named { ids: Vec::new(), invoices: Vec::new() }
    }
}

impl<T> Named<T> {
    pub fn push(&mut self, id: InvoiceId, invoice: T) {
        self.ids.push(id);
        self.invoices.push(invoice);
    }
}

/// Open invoices, oldest due first; `late` for those past their day, the others otherwise.
pub(super) fn open(conn: &Connection, client: &Client, late: bool, today: NaiveDate) -> Result<Vec<InvoiceId>> {
    let all = payments::open_of(conn, client.id)?;
    Ok(all.into_iter().filter(|one| one.due_on.is_some_and(|due| (due < today) == late)).map(|one| one.id).collect())
}

/// The open invoices as a letter names them. Those whose due date gave way to an agreement are left out while it stands.
pub(super) fn owed(conn: &Connection, client: &Client, late: bool, penalties: bool, today: NaiveDate) -> Result<Named<OwedInvoice>> {
    let covered = agreements::covered(conn, client.id)?;
    let mut found = Named::default();
    let mut spread = false;
    for id in open(conn, client, late, today)? {
        if covered.contains(&id) {
            spread = true;
            continue;
        }
        if !facts::invoice_now(conn, id, today)?.claimable.is_positive() {
            continue;
        }
        for line in claimed::on(conn, id, penalties, today)?.lines {
            found.push(id, line);
        }
    }
    if found.ids.is_empty() {
        return Err(refused(match (late, spread) {
            (_, true) => SPREAD,
            (true, false) => "Ce client n’a aucune facture en retard que l’on puisse réclamer aujourd’hui.",
            (false, false) => "Ce client n’a aucune facture à échoir.",
        }));
    }
    Ok(found)
}

/// What an agreement covers, as it was owed on a day.
pub(super) fn spread(conn: &Connection, agreed: &Stored, on: NaiveDate) -> Result<Named<OwedInvoice>> {
    let mut found = Named::default();
    for id in &agreed.invoices {
        for line in claimed::whole(conn, *id, on)? {
            found.push(*id, line);
        }
    }
    Ok(found)
}

/// What a payment was put against, split as the account of each invoice did.
pub(super) fn receipt(conn: &Connection, client: &Client, wanted: Option<PaymentId>, today: NaiveDate) -> Result<PaymentReceipt> {
    let all = payments::of_client(conn, client.id)?;
    let chosen = |payment: &&Payment| !payment.cancelled && wanted.is_none_or(|id| id == payment.id);
    let payment = all.iter().find(chosen).ok_or_else(|| refused("Aucun règlement n’est enregistré pour ce client."))?;
    let mut shares = Vec::new();
    let (mut penalties_left, mut fees_left) = (Cents::ZERO, Cents::ZERO);
    for share in payments::allocations_from(conn, Source::Payment(payment.id))? {
        let now = facts::invoice_now(conn, share.invoice_id, today)?;
        let account = claims::statement(conn, share.invoice_id, today)?;
        let split = account
            .as_ref()
            .and_then(|account| account.settled.iter().find(|settled| settled.on == payment.received_on && settled.amount == share.amount));
        // What exceeds interest and lump sum of the account is the principal, so that the parts add up to the share.
        let (to_penalties, to_fee) = split.map_or((Cents::ZERO, Cents::ZERO), |split| (split.interest, split.fee));
        penalties_left += account.as_ref().map_or(Cents::ZERO, |account| account.interest_due);
        fees_left += account.as_ref().map_or(Cents::ZERO, |account| account.fee);
        shares.push(ReceiptShare {
            number: share.invoice_number,
            due_on: now.due_on.unwrap_or(now.issued_on),
            to_principal: share.amount - to_penalties - to_fee,
            to_penalties,
            to_fee,
            left: account.as_ref().map_or(now.balance, |account| account.principal_due),
        });
    }
    Ok(PaymentReceipt {
        on: payment.received_on,
        amount: payment.amount,
        means: String::new(),
        shares,
        credit: payment.amount - payment.allocated,
        penalties_left,
        fees_left,
        waived: false,
    })
}

/// The open dispute of a client, with its invoices.
pub(super) fn dispute(
    conn: &Connection,
    client: &Client,
    pay_before: NaiveDate,
    explain_before: NaiveDate,
    today: NaiveDate,
) -> Result<(DisputeReceipt, Vec<InvoiceId>)> {
    let standing = holds::standing(conn, Some(client.id))?;
    let hold =
        standing.iter().rev().find(|hold| hold.kind == "dispute").ok_or_else(|| refused("Aucun litige n’est ouvert avec ce client."))?;
    let ids = match hold.invoice_id {
        Some(id) => vec![id],
        None => payments::open_of(conn, client.id)?.into_iter().map(|one| one.id).collect(),
    };
    let mut invoices = Vec::new();
    for id in &ids {
        let now = facts::invoice_now(conn, *id, today)?;
        invoices.push(OwedInvoice {
            number: now.number,
            part: String::new(),
            issued_on: now.issued_on,
            due_on: now.due_on.unwrap_or(now.issued_on),
            undated: now.due_on.is_none(),
            subject: now.subject,
            total: now.total,
            balance: now.claimable,
            disputed: now.disputed,
            statement: None,
        });
    }
    let dispute = DisputeReceipt {
        received_on: hold.from,
        invoices,
        credit: words::credit(conn, client.id)?,
        reason: hold.note.clone(),
        explain_before,
        answer_by: hold.until,
        pay_before,
    };
    Ok((dispute, ids))
}
