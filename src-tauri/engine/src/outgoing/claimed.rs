//! What is asked for on an invoice on a day, line by line: the one decision behind e-mails, letters and what an approval is tied to.
//!
//! Without penalties, the principal is what the ledger says is due. With them, it is what payments left of it once interest was
//! paid (C. civ. 1343-1), as the annex counts it. A disputed invoice is asked for without penalties (law/droit.md §3.1).
use super::facts::{self, LineNow};
use crate::error::Result;
use crate::store::claims;
use chrono::NaiveDate;
use echu_core::ids::InvoiceId;
use echu_core::interest::PartAccount;
use echu_core::letter::facts::{OwedInvoice, balance, fees, penalties};
use echu_core::money::Cents;
use rusqlite::Connection;

/// What is asked for on one invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// One line, or one a due part.
    pub lines: Vec<OwedInvoice>,
    /// What the ledger says may be asked for, penalties left aside.
    ledger: Cents,
}

impl Asked {
    /// Principal.
    pub fn principal(&self) -> Cents {
        balance(&self.lines)
    }

    /// Penalties.
    pub fn interest(&self) -> Cents {
        penalties(&self.lines)
    }

    /// Lump sum.
    pub fn fee(&self) -> Cents {
        fees(&self.lines)
    }

    /// Principal that payments left because they went to interest first.
    pub fn left_by_interest(&self) -> Cents {
        self.principal() - self.ledger
    }

    /// All that is asked for beside what the ledger says.
    pub fn beside_the_ledger(&self) -> Cents {
        self.left_by_interest() + self.interest() + self.fee()
    }
}

/// What is asked for on an invoice on a day, with its penalties or without.
///
/// # Errors
/// A rate that is not known, when penalties are asked for; [`crate::error::Error::NotFound`].
pub fn on(conn: &Connection, id: InvoiceId, with_penalties: bool, today: NaiveDate) -> Result<Asked> {
    let now = facts::invoice_now(conn, id, today)?;
    let counted = with_penalties && now.disputed == Cents::ZERO;
    let accounts = if counted { claims::by_part(conn, id, today)? } else { Vec::new() };
    let mut lines = Vec::new();
    let mut ledger = Cents::ZERO;
    for line in now.due_lines(today) {
        let own = |one: &&PartAccount| line.part.is_empty() || one.part.due_on == line.due_on;
        let statement = accounts.iter().find(own).map(|one| one.statement.clone());
        ledger += line.asked;
        lines.push(OwedInvoice {
            due_on: line.due_on,
            part: line.part,
            total: line.amount,
            balance: statement.as_ref().map_or(line.asked, |account| account.principal_due),
            disputed: now.disputed,
            statement,
            ..of(&now)
        });
    }
    Ok(Asked { lines, ledger })
}

/// All that is owed on an invoice on a day, due or not, with its penalties: what an agreement spreads.
///
/// # Errors
/// As [`on`].
pub fn whole(conn: &Connection, id: InvoiceId, on: NaiveDate) -> Result<Vec<OwedInvoice>> {
    let now = facts::invoice_now(conn, id, on)?;
    let accounts = claims::by_part(conn, id, on)?;
    let count = accounts.len();
    let owed = accounts.into_iter().enumerate().filter(|(_, one)| one.statement.total.is_positive());
    let line = |(at, one): (usize, PartAccount)| OwedInvoice {
        part: facts::part_name(at, count),
        due_on: one.part.due_on,
        total: one.part.amount,
        balance: one.statement.principal_due,
        statement: Some(one.statement),
        ..of(&now)
    };
    Ok(owed.map(line).collect())
}

/// What a line says of its invoice; nothing is asked for yet.
pub(super) fn of(now: &LineNow) -> OwedInvoice {
    OwedInvoice {
        number: now.number.clone(),
        part: String::new(),
        issued_on: now.issued_on,
        due_on: now.due_on.unwrap_or(now.issued_on),
        undated: now.due_on.is_none(),
        subject: if now.subject.is_empty() { now.purchase_order.clone() } else { now.subject.clone() },
        total: now.total,
        balance: Cents::ZERO,
        disputed: Cents::ZERO,
        statement: None,
    }
}
