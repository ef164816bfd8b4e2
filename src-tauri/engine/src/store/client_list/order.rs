//! The order of the list of clients: who owes most first, or the one a person gives.
use crate::store::totals::Owed;
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::text::{fold, natural};
use serde::Deserialize;
use std::cmp::{Ordering, Reverse};
use ts_rs::TS;

/// What the clients are put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ClientColumn", export_to = "contract.gen.ts")]
pub enum By {
    /// Their names.
    Name,
    /// What they are, in the order of the French words.
    Kind,
    /// Their towns.
    City,
    /// Their e-mails.
    Email,
    /// How many of their invoices are open.
    Open,
    /// How late the oldest is; whoever owes nothing is not late.
    Late,
    /// The day of the last contact; nobody who was never reached comes after who was.
    Contact,
    /// What they owe past due.
    Overdue,
    /// What they owe.
    Balance,
}

/// An order, and its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "ClientOrder", export_to = "contract.gen.ts")]
pub struct Order {
    /// By what.
    pub by: By,
    /// The largest, the latest, the last of the alphabet first.
    pub descending: bool,
}

/// A client that matches, and what its place depends on.
pub(super) struct Chosen {
    pub(super) id: i64,
    /// His name, folded.
    pub(super) name: String,
    /// What [`column`] reads of him.
    pub(super) text: String,
    pub(super) owed: Owed,
}

/// The text to read of `client c` for an order: empty when his name and his sums are enough.
pub(super) fn column(order: Option<Order>) -> &'static str {
    match order.map(|order| order.by) {
        Some(By::Kind) => "CASE c.debtor_kind WHEN 'public_body' THEN '1' WHEN 'consumer' THEN '2' ELSE '3' END",
        Some(By::City) => "c.city",
        Some(By::Email) => "c.email",
        Some(By::Contact) => "IFNULL((SELECT MAX(t.on_day) FROM contact t WHERE t.client_id = c.id), '')",
        Some(By::Name | By::Open | By::Late | By::Overdue | By::Balance) | None => "''",
    }
}

/// Puts them in order; equals by their names, then as they were made.
pub(super) fn arrange(chosen: &mut [Chosen], order: Option<Order>) {
    let Order { by, descending } = order.unwrap_or(Order { by: By::Balance, descending: true });
    let way = |order: Ordering| if descending { order.reverse() } else { order };
    let equal = |a: &Chosen, b: &Chosen| natural(&a.name, &b.name).then(a.id.cmp(&b.id));
    let amount = |of: fn(&Owed) -> Cents| move |a: &Chosen, b: &Chosen| of(&a.owed).cmp(&of(&b.owed));
    match by {
        By::Name => chosen.sort_by(|a, b| way(equal(a, b))),
        By::City | By::Email => {
            for one in chosen.iter_mut() {
                one.text = fold(&one.text);
            }
            chosen.sort_by(|a, b| way(natural(&a.text, &b.text)).then_with(|| equal(a, b)));
        }
        By::Kind | By::Contact => chosen.sort_by(|a, b| way(a.text.cmp(&b.text)).then_with(|| equal(a, b))),
        By::Open => chosen.sort_by(|a, b| way(a.owed.invoices.cmp(&b.owed.invoices)).then_with(|| equal(a, b))),
        By::Late => chosen.sort_by(|a, b| way(oldest(a).cmp(&oldest(b))).then_with(|| equal(a, b))),
        By::Overdue => {
            let overdue = amount(|owed| owed.overdue);
            chosen.sort_by(|a, b| way(overdue(a, b)).then_with(|| equal(a, b)));
        }
        By::Balance => {
            let balance = amount(|owed| owed.balance);
            chosen.sort_by(|a, b| way(balance(a, b)).then_with(|| equal(a, b)));
        }
    }
}

/// The older the due date, the later; without one, not late at all.
fn oldest(one: &Chosen) -> Option<Reverse<NaiveDate>> {
    one.owed.oldest.map(Reverse)
}
