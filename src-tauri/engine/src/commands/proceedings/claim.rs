//! The claim as the base knows it: figures, notice, disputes, limitation; and what the user says of both sides.
use super::RouteInvoice;
use crate::error::{Error, Result};
use crate::outgoing::{claimed, facts, words};
use crate::store::clients::Client;
use crate::store::merchants::Merchants;
use crate::store::proceedings::{self as store, PostedNotice};
use crate::store::{agreements, limitations, payments};
use chrono::NaiveDate;
use echu_core::error::DomainError;
use echu_core::ids::InvoiceId;
use echu_core::ledger::set_off;
use echu_core::letter::facts::{OwedInvoice, fees, penalties};
use echu_core::money::Cents;
use echu_core::proceedings::Route;
use echu_core::proceedings::routes::{Claim, Contest, Notice};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// What is claimed, and all that is known of it.
pub(super) struct Gathered {
    /// Every open invoice.
    pub invoices: Vec<RouteInvoice>,
    /// What the routes look at.
    pub claim: Claim,
    /// Lump sums; none when a rate is not known.
    pub fees: Option<Cents>,
    /// Disputed.
    pub disputed: Cents,
    /// The notice of each chosen invoice that has one.
    pub notices: Vec<PostedNotice>,
}

impl Gathered {
    /// What is chosen.
    pub(super) fn chosen(&self) -> Vec<InvoiceId> {
        self.invoices.iter().filter(|one| one.chosen).map(|one| one.id).collect()
    }
}

/// Why an invoice cannot be part of a claim.
fn taken(conn: &Connection, client: &Client, insolvent: bool) -> Result<BTreeMap<InvoiceId, &'static str>> {
    // What an agreement or a case covers is declared like the rest: nothing else may be done of it any more (C. com. L622-21).
    if insolvent {
        let declared = store::list(conn, Some(client.id))?;
        let declared = declared.iter().filter(|one| one.closed.is_none() && one.facts.route == Route::Declaration);
        return Ok(declared.flat_map(|one| &one.facts.invoices).map(|(id, _)| (*id, "Elle est déjà déclarée.")).collect());
    }
    let spread: BTreeSet<InvoiceId> = agreements::covered(conn, client.id)?;
    let mut taken: BTreeMap<InvoiceId, &str> = spread.into_iter().map(|id| (id, "Un échéancier en cours la couvre.")).collect();
    for open in store::list(conn, Some(client.id))?.iter().filter(|one| one.closed.is_none()) {
        taken.extend(open.facts.invoices.iter().map(|(id, _)| (*id, "Une procédure est déjà en cours.")));
    }
    Ok(taken)
}

/// Gathers the claim: every late invoice when none is named, every open one in insolvency proceedings.
///
/// # Errors
/// An invoice that is not of this client, or cannot be claimed.
pub(super) fn gathered(
    conn: &Connection,
    client: &Client,
    named: Option<&[InvoiceId]>,
    merchants: Merchants,
    today: NaiveDate,
) -> Result<Gathered> {
    let opened = client.card.insolvent_on.filter(|on| *on <= today);
    let insolvent = opened.is_some();
    let taken = taken(conn, client, insolvent)?;
    let mut invoices = Vec::new();
    let mut lines: Vec<OwedInvoice> = Vec::new();
    let (mut principal, mut disputed, mut rate_known, mut due) = (Cents::ZERO, Cents::ZERO, true, true);
    let (mut limitation, mut notice, mut notices) = (Some(NaiveDate::MAX), Notice::Until(NaiveDate::MIN), Vec::new());
    for open in payments::open_of(conn, client.id)? {
        let now = facts::invoice_now(conn, open.id, today)?;
        let why_not = taken.get(&open.id).copied().unwrap_or_default();
        let late = now.due_on.is_some_and(|on| on < today);
        let chosen = match named {
            Some(ids) => ids.contains(&open.id),
            // Only what is from before the judgment is declared (L622-24); the date of the invoice stands for the birth of the claim.
            None => why_not.is_empty() && opened.map_or(late, |judgment| now.issued_on <= judgment),
        };
        if chosen && !why_not.is_empty() {
            return Err(Error::Refused(format!("{}\u{a0}: {why_not}", now.number)));
        }
        invoices.push(RouteInvoice {
            id: open.id,
            number: now.number.clone(),
            due_on: now.due_on,
            balance: now.balance,
            why_not: why_not.to_owned(),
            chosen,
        });
        if !chosen {
            continue;
        }
        principal += now.balance;
        disputed += now.disputed;
        // Of an invoice in parts, what is to come is not due.
        due &= late && now.overdue >= now.balance;
        limitation = limitations::of_invoice(conn, open.id, today)?.zip(limitation).map(|(one, known)| known.min(one.limitation.last_day));
        let posted = store::notice_of(conn, open.id)?;
        notice = weaker(notice, posted.as_ref().map_or(Notice::Missing, PostedNotice::notice));
        notices.extend(posted.filter(|one| !notices.contains(one)));
        match claimed::whole(conn, open.id, today) {
            Ok(more) => lines.extend(more),
            Err(Error::Domain(DomainError::UnknownRate(_))) => rate_known = false,
            Err(error) => return Err(error),
        }
    }
    if named.is_some_and(|ids| ids.iter().any(|id| !invoices.iter().any(|one| one.id == *id))) {
        return Err(Error::Invalid { field: "invoiceIds", reason: "other_client" });
    }
    let contest = match disputed {
        none if !none.is_positive() => Contest::Nothing,
        whole if whole >= principal => Contest::Whole,
        part => Contest::Part(part),
    };
    let claim = Claim {
        debtor: client.card.debtor_kind,
        creditor_merchant: merchants.creditor,
        debtor_merchant: merchants.debtor,
        principal: principal - set_off(principal, words::credit(conn, client.id)?),
        interest: rate_known.then(|| penalties(&lines)),
        contest,
        notice,
        due,
        limitation,
        insolvent,
    };
    Ok(Gathered { invoices, claim, fees: rate_known.then(|| fees(&lines)), disputed, notices })
}

/// Of two notices, the one that proves less: a claim is as ready as its least ready invoice.
fn weaker(one: Notice, other: Notice) -> Notice {
    match (one, other) {
        (Notice::Missing, _) | (_, Notice::Missing) => Notice::Missing,
        (Notice::Posted(a), Notice::Posted(b)) => Notice::Posted(a.max(b)),
        (Notice::Posted(on), Notice::Until(_)) | (Notice::Until(_), Notice::Posted(on)) => Notice::Posted(on),
        (Notice::Until(a), Notice::Until(b)) => Notice::Until(a.max(b)),
    }
}
