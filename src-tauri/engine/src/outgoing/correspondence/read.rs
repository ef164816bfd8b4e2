//! What letters say, read from the base: invoices owed, paid late or disputed, payments, the account of a client.
use super::refused;
use crate::error::Result;
use crate::outgoing::facts;
use crate::store::clients::Client;
use crate::store::payments::{self, Payment, Source};
use crate::store::{claims, holds};
use chrono::{Datelike, NaiveDate};
use echu_core::ids::{InvoiceId, PaymentId};
use echu_core::interest::PenaltyResponse;
use echu_core::letter::facts::{AccountStatement, DisputeReceipt, Entry, EntryKind, LatePaid, OwedInvoice, PaymentReceipt, ReceiptShare};
use echu_core::money::Cents;
use rusqlite::Connection;

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
    fn push(&mut self, id: InvoiceId, invoice: T) {
        self.ids.push(id);
        self.invoices.push(invoice);
    }
}

/// Open invoices, oldest due first; `late` for those past their day, the others otherwise.
fn open(conn: &Connection, client: &Client, late: bool, today: NaiveDate) -> Result<Vec<InvoiceId>> {
    let all = payments::open_of(conn, client.id)?;
    Ok(all.into_iter().filter(|one| one.due_on.is_some_and(|due| (due < today) == late)).map(|one| one.id).collect())
}

/// The open invoices as a letter names them; disputed ones without penalties (law/droit.md §3.1). With penalties, the principal is
/// what payments left of it once interest was paid (C. civ. 1343-1), as the account in annex counts it.
pub(super) fn owed(conn: &Connection, client: &Client, late: bool, penalties: bool, today: NaiveDate) -> Result<Named<OwedInvoice>> {
    let mut found = Named::default();
    for id in open(conn, client, late, today)? {
        let now = facts::invoice_now(conn, id, today)?;
        let disputed = now.balance - now.claimable;
        if !now.claimable.is_positive() {
            continue;
        }
        let statement = if penalties && disputed == Cents::ZERO { claims::statement(conn, id, today)? } else { None };
        found.push(
            id,
            OwedInvoice {
                number: now.number,
                issued_on: now.issued_on,
                due_on: now.due_on.unwrap_or(now.issued_on),
                subject: if now.subject.is_empty() { now.purchase_order } else { now.subject },
                total: now.total,
                balance: statement.as_ref().map_or(now.claimable, |account| account.principal_due),
                disputed,
                statement,
            },
        );
    }
    if found.ids.is_empty() {
        return Err(refused(if late {
            "Ce client n’a aucune facture en retard que l’on puisse réclamer aujourd’hui."
        } else {
            "Ce client n’a aucune facture à échoir."
        }));
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
            issued_on: now.issued_on,
            due_on: now.due_on.unwrap_or(now.issued_on),
            subject: now.subject,
            total: now.total,
            balance: now.claimable,
            disputed: now.balance - now.claimable,
            statement: None,
        });
    }
    let dispute =
        DisputeReceipt { received_on: hold.from, invoices, reason: hold.note.clone(), explain_before, answer_by: hold.until, pay_before };
    Ok((dispute, ids))
}

/// The account since the first of January: invoices, credit notes, payments, write-offs.
pub(super) fn statement(conn: &Connection, client: &Client, today: NaiveDate) -> Result<AccountStatement> {
    let from = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let mut query = conn.prepare_cached(
        "SELECT issued_on, kind, number, due_on, total_cents, 0 AS sort FROM invoice WHERE client_id = ?1 AND archived_at IS NULL
         UNION ALL SELECT received_on, 'payment', reference, NULL, amount_cents, 1 FROM payment WHERE client_id = ?1 AND cancelled_at IS NULL
         UNION ALL SELECT written_off_on, 'write_off', number, NULL, total_cents - settled_cents, 2 FROM invoice
                   WHERE client_id = ?1 AND written_off_on IS NOT NULL AND archived_at IS NULL AND total_cents > settled_cents
         ORDER BY 1, 6, 3",
    )?;
    let rows = query.query_map([client.id.0], |row| {
        let kind = match row.get::<_, String>(1)?.as_str() {
            "credit_note" => EntryKind::CreditNote,
            "payment" => EntryKind::Payment,
            "write_off" => EntryKind::WriteOff,
            _ => EntryKind::Invoice,
        };
        let label: String = row.get(2)?;
        let due: Option<String> = row.get(3)?;
        Ok(Entry {
            on: crate::store::day(&row.get::<_, String>(0)?)?,
            kind,
            // The bank's wording means nothing to the client.
            label: if kind == EntryKind::Payment { String::new() } else { label },
            due_on: due.filter(|_| kind == EntryKind::Invoice).map(|due| crate::store::day(&due)).transpose()?,
            amount: Cents(row.get(4)?),
        })
    })?;
    let all = rows.collect::<Result<Vec<_>, _>>()?;
    let opening = all.iter().filter(|entry| entry.on < from).map(Entry::signed).sum();
    let entries: Vec<Entry> = all.into_iter().filter(|entry| entry.on >= from && entry.on <= today).collect();
    let mut overdue = Cents::ZERO;
    for id in open(conn, client, true, today)? {
        overdue += facts::invoice_now(conn, id, today)?.claimable;
    }
    let mut statement = AccountStatement { from, to: today, opening, entries, overdue };
    // A credit on the account pays the oldest first: nothing more than the balance is overdue.
    statement.overdue = statement.overdue.min(statement.closing().or_zero());
    Ok(statement)
}

/// The invoices whose principal is paid and whose penalties are not.
pub(super) fn late_paid(conn: &Connection, client: &Client, today: NaiveDate) -> Result<Named<LatePaid>> {
    let mut query = conn.prepare_cached(
        "SELECT i.id, (SELECT MAX(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = i.id) AS paid_on
         FROM invoice i WHERE i.client_id = ? AND i.kind = 'invoice' AND i.archived_at IS NULL AND i.written_off_on IS NULL
           AND i.settled_cents >= i.total_cents AND paid_on > i.due_on ORDER BY i.due_on, i.id",
    )?;
    let rows = query.query_map([client.id.0], |row| Ok((InvoiceId(row.get(0)?), row.get::<_, String>(1)?)))?;
    let mut found = Named::default();
    for row in rows.collect::<Result<Vec<_>, _>>()? {
        let (id, paid_on) = (row.0, crate::store::day(&row.1)?);
        let now = facts::invoice_now(conn, id, today)?;
        let account: Option<PenaltyResponse> = claims::statement(conn, id, today)?;
        if let (Some(statement), Some(due_on)) = (account, now.due_on)
            && (statement.interest_due + statement.principal_due + statement.fee).is_positive()
        {
            found.push(id, LatePaid { number: now.number, due_on, total: now.total, paid_on, statement });
        }
    }
    if found.ids.is_empty() {
        return Err(refused("Aucune facture réglée en retard ne laisse de pénalités à réclamer."));
    }
    Ok(found)
}
