//! What the interface asks and gets: « À corriger ».
use echu_core::ids::*;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong: each has one field that mends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum DoubtKind {
    /// An invoice without its due date.
    DueDate,
    /// No e-mail address, a doubtful one, or one that came back.
    Email,
    /// No postal address, or one that a letter cannot bear.
    Address,
    /// No telephone number, where a step needs one.
    Phone,
    /// A client without a plan.
    Plan,
    /// An invoice that looks like another one.
    Duplicate,
    /// A direct debit that neither came nor was rejected.
    Debit,
    /// An échéancier that is not kept: what follows is decided on the client's page.
    Instalments,
    /// Money put against nothing.
    Unallocated,
    /// A credit of the bank that may be his.
    Unmatched,
    /// Credit notes that cover what he owes.
    Credit,
    /// Money or credit notes of a client who owes nothing.
    Advance,
    /// A late invoice without its PDF.
    MissingPdf,
}

/// « À corriger »: one list, with counts.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ToFixView {
    /// How many of each kind, in the order of the list; those that have none are left out.
    pub groups: Vec<DoubtGroup>,
    /// What stops a reminder first.
    pub rows: Vec<DoubtRow>,
}

/// How many of a kind.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DoubtGroup {
    /// Which.
    pub kind: DoubtKind,
    /// How many; the list may show fewer.
    pub count: u32,
    /// How many of them stop a reminder today.
    pub blocking: u32,
}

/// Something to correct.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DoubtRow {
    /// What.
    pub kind: DoubtKind,
    /// Whose.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// The invoice, when it is about one.
    pub invoice_id: Option<InvoiceId>,
    /// Its number, or empty.
    pub number: String,
    /// One French sentence.
    pub why: String,
    /// What waits for it, in cents.
    pub amount: Cents,
    /// True when a reminder waits for it today.
    pub blocks: bool,
    /// What the field holds now; empty when nothing.
    pub value: String,
}

/// A field mended in place.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Correct {
    /// What was wrong.
    pub kind: DoubtKind,
    /// Whose.
    pub client_id: ClientId,
    /// The invoice, when it is about one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub invoice_id: Option<InvoiceId>,
    /// What was typed: a day for a due date (YYYY-MM-DD), an identity for a plan, a number, an address on one line.
    pub value: String,
}

/// What looked wrong is right.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ClearDoubt {
    /// A double, a missing PDF, an advance.
    pub kind: DoubtKind,
    /// Whose.
    pub client_id: ClientId,
    /// The invoice; none for an advance.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub invoice_id: Option<InvoiceId>,
}
