//! The order a person gives to the list of invoices.
use super::OPEN;
use crate::store::connection::NATURAL;
use serde::Deserialize;
use ts_rs::TS;

/// What the invoices are put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "InvoiceColumn", export_to = "contract.gen.ts")]
pub enum By {
    /// Their numbers: « F-9 » before « F-10 ».
    Number,
    /// The names of their clients.
    Client,
    /// Their dates.
    Issued,
    /// Their due dates; those without one are the first.
    Due,
    /// How late they are; what is settled is not late.
    Late,
    /// Their amounts.
    Total,
    /// What is left to pay.
    Balance,
}

/// An order, and its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "InvoiceOrder", export_to = "contract.gen.ts")]
pub struct Order {
    /// By what.
    pub by: By,
    /// The largest, the latest, the last of the alphabet first.
    pub descending: bool,
}

impl Order {
    /// As SQL writes it over `invoice i`; two invoices that are equal keep the same places from one page to the next.
    pub(super) fn sql(self) -> String {
        let way = if self.descending { "DESC" } else { "ASC" };
        let by = match self.by {
            By::Number => format!("i.number COLLATE {NATURAL} {way}"),
            By::Client => format!("(SELECT c.folded FROM client c WHERE c.id = i.client_id) COLLATE {NATURAL} {way}"),
            By::Issued => format!("i.issued_on {way}"),
            By::Due => format!("i.due_on {way}"),
            // The older the date, the later.
            By::Late if self.descending => format!("CASE WHEN {OPEN} THEN i.due_on END ASC NULLS LAST"),
            By::Late => format!("CASE WHEN {OPEN} THEN i.due_on END DESC NULLS FIRST"),
            By::Total => format!("i.total_cents {way}"),
            By::Balance => format!("i.total_cents - i.settled_cents {way}"),
        };
        format!("{by}, i.id {way}")
    }
}
