//! What each movement may be, and whose reminders it holds meanwhile.
use super::{DepositPart, DepositView, LineRow, MatchingView, PaymentTakenBack, ProposalPart, ProposalView};
use crate::App;
use crate::commands::Nothing;
use crate::commands::payments::AllocationRequest;
use crate::error::Result;
use crate::store::bank::{self as store, StoredLine};
use crate::store::{Tx, agreed, clients, payments, penalties};
use chrono::{Days, NaiveDate};
use echu_core::bank::last_read_sentence;
use echu_core::ids::{BankLineId, ClientId, InvoiceId, PaymentId};
use echu_core::matching::{Book, Certainty, Deposit, Named, Noted, Open, Payer, Proposal, Reason, Received, numbers_in, sentence};
use echu_core::money::Cents;
use echu_core::text::{euros, numeric_date};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Most movements on the screen.
const SHOWN: u32 = 300;
/// Most movements looked at.
const MOST: u32 = 20_000;
/// Days before the oldest movement within which a payment may be the same money, or be taken back.
const BEFORE: u64 = 130;

/// What is owed and what is known, read once for many movements.
pub(super) struct Ledger {
    open: Vec<Open>,
    payers: Vec<Payer>,
    noted: Vec<Noted>,
    named: Vec<Named>,
}

impl Ledger {
    /// Since the oldest of those movements.
    pub(super) fn read(conn: &Connection, lines: &[StoredLine]) -> Result<Ledger> {
        let since = lines.iter().map(|line| line.booked_on).min().and_then(|on| on.checked_sub_days(Days::new(BEFORE)));
        let noted = since.map(|since| store::noted(conn, since, true)).transpose()?.unwrap_or_default();
        let numbers: BTreeSet<String> = lines.iter().flat_map(|line| numbers_in(&received(line).text())).collect();
        let named = store::named(conn, &numbers)?;
        Ok(Ledger { open: store::open_invoices(conn)?, payers: store::payers(conn)?, noted, named })
    }

    pub(super) fn book(&self) -> Book<'_> {
        Book::new(&self.open, &self.payers, &self.noted, &self.named)
    }

    fn name(&self, client: ClientId) -> String {
        self.payers.iter().find(|payer| payer.id == client).map(|payer| payer.name.clone()).unwrap_or_default()
    }

    /// The same for one client, with the penalties he owed that day.
    fn with_penalties(&self, conn: &Connection, client: ClientId, on: NaiveDate) -> Result<Vec<Open>> {
        let beside: BTreeMap<InvoiceId, Cents> =
            penalties::debts_of(conn, client, on)?.into_iter().map(|debt| (debt.id, debt.penalties + debt.fee)).collect();
        let mine = self.open.iter().filter(|open| open.client == client);
        Ok(mine.map(|open| Open { claim: open.balance + beside.get(&open.id).copied().unwrap_or_default(), ..open.clone() }).collect())
    }
}

/// A movement, as the rule looks at it.
pub(super) fn received(line: &StoredLine) -> Received {
    Received {
        on: line.booked_on,
        kind: line.kind,
        amount: line.amount,
        label: line.label.clone(),
        counterparty: line.counterparty.clone(),
        iban: line.counterparty_iban.clone(),
        reference: line.reference.clone(),
    }
}

/// The ways to read a credit, with the penalties of the client it names when his invoices alone do not make the sum.
pub(super) fn proposals(conn: &Connection, ledger: &Ledger, book: &Book, line: &StoredLine) -> Result<Vec<Proposal>> {
    let credit = received(line);
    let found = book.proposals(&credit);
    let above = |one: &&Proposal| one.reasons.contains(&Reason::Excess) && !one.parts.is_empty();
    let Some(client) = found.first().filter(above).map(|one| one.client) else { return Ok(found) };
    let open = ledger.with_penalties(conn, client, line.booked_on)?;
    let again = Book::new(&open, &ledger.payers, &ledger.noted, &ledger.named).proposals(&credit);
    let fits = again.first().is_some_and(|one| one.client == client && one.reasons.contains(&Reason::WithPenalties));
    Ok(if fits { again } else { found })
}

/// What waits to be matched, and what was.
///
/// # Errors
/// When the base cannot be read.
pub fn matching(app: &App, _: Nothing) -> Result<MatchingView> {
    let today = app.when().today;
    app.read(|conn| {
        let waiting = store::waiting(conn, SHOWN)?;
        let ledger = Ledger::read(conn, &waiting)?;
        let book = ledger.book();
        let taken = match waiting.iter().map(|line| line.booked_on).min().and_then(|on| on.checked_sub_days(Days::new(BEFORE))) {
            Some(since) if waiting.iter().any(|line| line.amount.0 < 0) => store::noted(conn, since, false)?,
            Some(_) | None => Vec::new(),
        };
        let lines = waiting.into_iter().map(|line| open_row(conn, &ledger, &book, &taken, line)).collect::<Result<Vec<_>>>()?;
        let settled = store::settled(conn, SHOWN)?.into_iter().map(|line| settled_row(conn, line)).collect::<Result<_>>()?;
        let last = store::statements(conn)?.first().map(|one| one.read_on);
        let is_certain = |row: &&LineRow| row.on <= today && row.proposals.first().is_some_and(|one| one.certainty == Certainty::Certain);
        Ok(MatchingView {
            last_read: last_read_sentence(last, today),
            waiting: store::count_waiting(conn)?,
            certain: super::count(lines.iter().filter(is_certain).count()),
            lines,
            settled,
        })
    })
}

fn row(line: StoredLine) -> LineRow {
    LineRow {
        id: line.id,
        on: line.booked_on,
        amount: line.amount,
        label: line.label,
        account: line.account,
        state: line.state,
        proposals: Vec::new(),
        deposits: Vec::new(),
        taken_back: Vec::new(),
        tied: Vec::new(),
    }
}

fn open_row(conn: &Connection, ledger: &Ledger, book: &Book, taken: &[Noted], line: StoredLine) -> Result<LineRow> {
    let proposals: Vec<ProposalView> =
        proposals(conn, ledger, book, &line)?.into_iter().map(|one| view(conn, ledger, line.booked_on, one)).collect::<Result<_>>()?;
    let deposits = if proposals.is_empty() { book.deposits(&received(&line)) } else { Vec::new() };
    let deposits = deposits.iter().map(|one| deposit(ledger, one)).collect();
    let taken_back = book
        .taken_back(&received(&line), taken)
        .into_iter()
        .map(|one| PaymentTakenBack { payment_id: one.id, client_name: ledger.name(one.client), received_on: one.on })
        .collect();
    Ok(LineRow { proposals, deposits, taken_back, ..row(line) })
}

fn deposit(ledger: &Ledger, one: &Deposit) -> DepositView {
    let part = |(client, invoice, amount): &(ClientId, InvoiceId, Cents)| DepositPart {
        client_id: *client,
        client_name: ledger.name(*client),
        invoice_id: *invoice,
        number: ledger.open.iter().find(|open| open.id == *invoice).map(|open| open.number.clone()).unwrap_or_default(),
        amount: *amount,
    };
    DepositView { sentence: one.sentence(), parts: one.parts.iter().map(part).collect() }
}

fn settled_row(conn: &Connection, line: StoredLine) -> Result<LineRow> {
    let tied = store::payments_of(conn, line.id)?.into_iter().map(|(payment, _)| told(conn, payment)).collect::<Result<_>>()?;
    Ok(LineRow { tied, ..row(line) })
}

/// « Durand SARL : 1 200,00 € le 16/11/2026, F-2026-012 »
fn told(conn: &Connection, payment: PaymentId) -> Result<String> {
    let payment_row = payments::get(conn, payment)?;
    let name = clients::get(conn, payment_row.client_id)?.card.name;
    let numbers: Vec<String> =
        payments::allocations_from(conn, payments::Source::Payment(payment))?.into_iter().map(|one| one.invoice_number).collect();
    let numbers = if numbers.is_empty() { String::new() } else { format!(", {}", numbers.join(", ")) };
    let rejected = payment_row.rejected_on.map(|on| format!(", rejeté le {}", numeric_date(on))).unwrap_or_default();
    Ok(format!("{name}\u{a0}: {} le {}{numbers}{rejected}", euros(payment_row.amount), numeric_date(payment_row.received_on)))
}

fn view(conn: &Connection, ledger: &Ledger, on: NaiveDate, one: Proposal) -> Result<ProposalView> {
    let penalties = penalties_of(conn, on, &one)?;
    let to_penalties: Cents = penalties.iter().map(|part| part.amount).sum();
    let part = |(invoice, amount): &(InvoiceId, Cents)| {
        let open = ledger.open.iter().find(|open| open.id == *invoice);
        ProposalPart {
            invoice_id: *invoice,
            number: open.map(|open| open.number.clone()).unwrap_or_default(),
            amount: *amount,
            balance: open.map_or(*amount, |open| open.balance),
        }
    };
    Ok(ProposalView {
        client_id: one.client,
        client_name: ledger.name(one.client),
        certainty: one.certainty,
        sentence: sentence(one.certainty, &one.reasons),
        parts: one.parts.iter().map(part).collect(),
        rest: one.rest - to_penalties,
        penalties,
        noted: one.noted,
    })
}

/// What of a proposal pays penalties: all that is left of it, when it makes their sum; or what the terms of an agreement spread beside
/// the balances, once these are paid.
pub(super) fn penalties_of(conn: &Connection, on: NaiveDate, one: &Proposal) -> Result<Vec<AllocationRequest>> {
    if !one.reasons.contains(&Reason::WithPenalties) {
        return spread_beside(conn, on, one);
    }
    let debts = penalties::debts_of(conn, one.client, on)?;
    let of = |invoice: &InvoiceId| debts.iter().find(|debt| debt.id == *invoice).map(|debt| debt.penalties + debt.fee).unwrap_or_default();
    let owed = one.parts.iter().map(|(invoice, _)| AllocationRequest::of(*invoice, of(invoice)));
    Ok(owed.filter(|part| part.amount.is_positive()).collect())
}

fn spread_beside(conn: &Connection, on: NaiveDate, one: &Proposal) -> Result<Vec<AllocationRequest>> {
    if !one.rest.is_positive() {
        return Ok(Vec::new());
    }
    let debts = penalties::debts_of(conn, one.client, on)?;
    let Some(terms) = agreed::terms(conn, one.client, on, &debts)? else { return Ok(Vec::new()) };
    let given = |id: InvoiceId| one.parts.iter().filter(|(part, _)| *part == id).map(|(_, amount)| *amount).sum::<Cents>();
    if debts.iter().any(|debt| terms.covers(debt.id) && given(debt.id) < debt.balance) {
        return Ok(Vec::new());
    }
    let mut rest = one.rest;
    let mut take = |(id, beside): &(InvoiceId, Cents)| {
        let amount = rest.min(*beside);
        rest -= amount;
        AllocationRequest::of(*id, amount)
    };
    Ok(terms.covered.iter().map(&mut take).filter(|part| part.amount.is_positive()).collect())
}

/// Computes again whose reminders the movements that wait hold: a credit that may be a client's stops them until a person
/// has said. Every write that changes what is owed ends by it.
pub(crate) fn refresh_claims(tx: &mut Tx) -> Result<()> {
    if store::count_waiting(&tx.sql)? == 0 {
        return tx.set_claims(&BTreeSet::new());
    }
    let lines = store::waiting(&tx.sql, MOST)?;
    let ledger = Ledger::read(&tx.sql, &lines)?;
    let book = ledger.book();
    let claims: BTreeSet<(ClientId, BankLineId)> =
        lines.iter().flat_map(|line| book.may_be_of(&received(line)).into_iter().map(|client| (client, line.id))).collect();
    tx.set_claims(&claims)
}
