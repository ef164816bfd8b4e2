//! What should come in: every amount still owed, and what bears on its day.
use super::invoice_list::OPEN;
use super::read::{cents, maybe_day};
use super::{due_parts, settings, situation};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::dunning::hold::{Hold, HoldKind};
use echu_core::forecast::Expected;
use echu_core::ids::{ClientId, HoldId, InvoiceId};
use echu_core::instalments::follow;
use echu_core::money::Cents;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What bears on an amount of which nothing is known.
const BARE: Expected = Expected { amount: Cents::ZERO, promised_on: None, due_on: None, habit: None, stopped: false };

/// The holds of a client, and of each what is left to place: still promised, or spread by an agreement.
struct Standing {
    holds: BTreeMap<ClientId, Vec<Hold>>,
    promised: BTreeMap<HoldId, Cents>,
    spread: BTreeMap<HoldId, Cents>,
}

impl Standing {
    fn read(conn: &Connection) -> Result<Standing> {
        let (mut holds, mut promised): (BTreeMap<ClientId, Vec<Hold>>, _) = (BTreeMap::new(), BTreeMap::new());
        for hold in situation::all_holds(conn)? {
            if let HoldKind::Promise { amount, received, .. } = hold.kind {
                promised.insert(hold.id, (amount - received).or_zero());
            }
            holds.entry(hold.client_id).or_default().push(hold);
        }
        Ok(Standing { holds, promised, spread: BTreeMap::new() })
    }

    /// What is expected of an invoice. What an agreement spreads is kept for its terms.
    fn place(&mut self, owed: &Owed, parts: Vec<(NaiveDate, Cents)>) -> Vec<Expected> {
        let bare = Expected { habit: owed.habit, due_on: owed.due_on, ..BARE };
        if owed.insolvent {
            return vec![Expected { amount: owed.balance, stopped: true, ..bare }];
        }
        let (mut left, mut found) = (owed.balance, Vec::new());
        let mut promises = Vec::new();
        for hold in self.holds.get(&owed.client).into_iter().flatten() {
            match &hold.kind {
                HoldKind::InstalmentPlan { invoices, .. } if invoices.contains(&owed.id) => {
                    *self.spread.entry(hold.id).or_default() += owed.balance;
                    return Vec::new();
                }
                HoldKind::Dispute { disputed, .. } if covers(hold, owed.id) => {
                    let amount = disputed.unwrap_or(left).min(left);
                    left -= amount;
                    found.push(Expected { amount, stopped: true, ..bare });
                }
                HoldKind::Promise { due_on, .. } if covers(hold, owed.id) => promises.push((hold.id, *due_on)),
                HoldKind::Dispute { .. }
                | HoldKind::Promise { .. }
                | HoldKind::InstalmentPlan { .. }
                | HoldKind::Pause { .. }
                | HoldKind::Decided { .. } => {}
            }
        }
        for (id, on) in promises {
            let promised = self.promised.entry(id).or_default();
            let amount = left.min(*promised);
            *promised -= amount;
            left -= amount;
            found.push(Expected { amount, promised_on: Some(on), ..bare });
        }
        for (due, owed) in parts {
            let amount = owed.min(left);
            left -= amount;
            found.push(Expected { amount, due_on: Some(due), ..bare });
        }
        found.push(Expected { amount: left, ..bare });
        found
    }

    /// What agreements spread comes on their terms; what no term covers any more has no day.
    fn terms(&self, conn: &Connection, today: NaiveDate) -> Result<Vec<Awaited>> {
        let region = settings::sending_rules(conn)?.region;
        let mut found = Vec::new();
        for hold in self.holds.values().flatten() {
            let (Some(spread), HoldKind::InstalmentPlan { instalments, received, grace_open_days, .. }) =
                (self.spread.get(&hold.id), &hold.kind)
            else {
                continue;
            };
            let mut left = *spread;
            for term in follow(instalments, *received, *grace_open_days, today, region) {
                let amount = term.lacks().min(left);
                left -= amount;
                let expected = Expected { amount, promised_on: Some(term.term.on), ..BARE };
                found.push(Awaited { client: hold.client_id, invoice: None, expected });
            }
            found.push(Awaited { client: hold.client_id, invoice: None, expected: Expected { amount: left, ..BARE } });
        }
        Ok(found)
    }
}

fn covers(hold: &Hold, invoice: InvoiceId) -> bool {
    hold.invoice_id.is_none_or(|one| one == invoice)
}

/// An amount that is expected, and of whom.
#[derive(Debug, Clone, Copy)]
pub struct Awaited {
    /// Of whom.
    pub client: ClientId,
    /// For which invoice; none for a term of an agreement.
    pub invoice: Option<InvoiceId>,
    /// How much, and what bears on its day.
    pub expected: Expected,
}

/// An open invoice.
struct Owed {
    id: InvoiceId,
    client: ClientId,
    due_on: Option<NaiveDate>,
    balance: Cents,
    insolvent: bool,
    habit: Option<i64>,
}

/// What should come in: every open invoice, part by part, with its client's habit, what he promised, what is agreed and what is disputed.
///
/// # Errors
/// When the base cannot be read.
pub fn expected(conn: &Connection, habits: &BTreeMap<ClientId, i64>, today: NaiveDate) -> Result<Vec<Awaited>> {
    let mut standing = Standing::read(conn)?;
    let in_parts = due_parts::open(conn, None)?;
    // The oldest first: what a client promised on all that he owes goes there.
    let mut query = conn.prepare_cached(&format!(
        "SELECT i.id, i.client_id, i.due_on, i.total_cents - i.settled_cents AS balance, c.insolvent_on IS NOT NULL AS insolvent
         FROM invoice i INDEXED BY invoice_open JOIN client c ON c.id = i.client_id WHERE {OPEN} ORDER BY i.due_on, i.id"
    ))?;
    let mut rows = query.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let client = ClientId(row.get("client_id")?);
        let owed = Owed {
            id: InvoiceId(row.get("id")?),
            client,
            due_on: maybe_day(row, "due_on")?,
            balance: cents(row, "balance")?,
            insolvent: row.get("insolvent")?,
            habit: habits.get(&client).copied(),
        };
        let parts = in_parts.get(&owed.id).map_or_else(Vec::new, |known| known.owed().collect());
        let awaited = |expected| Awaited { client, invoice: Some(owed.id), expected };
        all.extend(standing.place(&owed, parts).into_iter().map(awaited));
    }
    all.extend(standing.terms(conn, today)?);
    all.retain(|one| one.expected.amount.is_positive());
    Ok(all)
}
