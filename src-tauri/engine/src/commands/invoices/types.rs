//! What the interface asks and gets: invoices and credit notes.
use crate::store::invoice_list::order::Order;
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::invoice::parts::DuePart;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::terms::{PaymentTerms, Sector};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum InvoiceFilter {
    /// Not settled.
    Open,
    /// Past due and not settled.
    Late,
    /// Settled, cancelled or written off.
    Settled,
    /// Credit notes.
    CreditNotes,
    /// Without a due date, or waiting for the triage.
    ToFix,
    /// Archived.
    Archived,
    /// Near or past their last day to act.
    Limitation,
    /// All.
    All,
}

/// Which invoices.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoicesRequest {
    /// Which.
    pub filter: InvoiceFilter,
    /// Words of the number, the client, the subject.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub search: String,
    /// Only his.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub client_id: Option<ClientId>,
    /// Only this age: "not_due", "d1_30", "d31_60", "d61_90", "over_90", "undated".
    #[serde(default)]
    #[ts(optional = nullable)]
    pub age: Option<String>,
    /// At most so many rows, 500 when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub limit: Option<u32>,
    /// Rows to leave out first.
    #[serde(default)]
    #[ts(optional, as = "Option<u32>")]
    pub offset: u32,
    /// In another order than the list's own.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub order: Option<Order>,
}

/// Invoices, and what is owed on them.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoiceList {
    /// Oldest due first, or in the order asked.
    pub rows: Vec<InvoiceRow>,
    /// How many match.
    pub count: u32,
    /// What is owed on all open invoices, by age.
    pub ageing: crate::commands::clients::Ageing,
}

/// An invoice in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoiceRow {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// "invoice" or "credit_note".
    pub kind: String,
    /// Whose.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Its due date.
    pub due_on: Option<NaiveDate>,
    /// TTC, in cents.
    pub total: Cents,
    /// Still owed, or still to use for a credit note, in cents.
    pub balance: Cents,
    /// Days late; 0 or less: not late.
    pub days_late: i32,
    /// "not_due", "d1_30", "d31_60", "d61_90", "over_90", "undated" or "settled".
    pub age: String,
    /// "open", "overdue", "partly_paid", "paid", "disputed", "cancelled", "written_off", "no_due_date".
    pub status: String,
    /// What comes next, in French; empty in long lists, which ask for the rows in sight.
    pub next_step: String,
    /// "dispute", "promise", "pause", "instalments", "triage", "fix", "archived" or empty.
    pub mark: String,
    /// True when its PDF is attached.
    pub has_pdf: bool,
}

/// Names an invoice.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoiceRequest {
    /// The invoice.
    pub id: InvoiceId,
}

/// All of an invoice.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoicePage {
    /// Its line.
    pub row: InvoiceRow,
    /// As typed.
    pub form: InvoiceForm,
    /// Its parts, oldest due first; empty when it is due at once.
    pub parts: Vec<PartView>,
    /// Settled by payments, in cents.
    pub paid: Cents,
    /// Settled by credit notes, in cents.
    pub credited: Cents,
    /// Late interest as of today, in cents; none when a rate is unknown.
    pub interest_today: Option<Cents>,
    /// Rate and days, or what is unknown, in French.
    pub interest_note: String,
    /// Recovery indemnity as of today, in cents; none when what is left of it depends on a rate that is unknown.
    pub fee_today: Option<Cents>,
    /// Discount for early payment; none when it has none.
    pub discount: Option<DiscountView>,
    /// Its penalties as claims of their own: they stay when it is paid.
    pub penalties: crate::commands::penalties::PenaltiesView,
    /// Next step, in French.
    pub next_title: String,
    /// Why, in French.
    pub next_why: String,
    /// Key of the rule in the guide.
    pub next_rule: String,
    /// What settles it, credit notes included; for a credit note, the invoices it lowers.
    pub settlements: Vec<SettlementView>,
    /// Its history, newest first.
    pub history: Vec<crate::commands::timeline::TimelineRow>,
    /// Disputes, promises, pauses that stand.
    pub holds: Vec<crate::commands::holds::HoldView>,
    /// Its PDF.
    pub pdf_document_id: Option<DocumentId>,
    /// True when set aside.
    pub archived: bool,
    /// Prescription: last day to act, and what moved it; none when nothing is owed.
    pub limitation: Option<crate::commands::limitations::LimitationView>,
}

/// A part of an invoice payable in several.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PartView {
    /// Last day to pay it.
    pub due_on: NaiveDate,
    /// In cents.
    pub amount: Cents,
    /// Still owed, in cents: what settles the invoice goes to the oldest part first.
    pub left: Cents,
    /// Days late; 0 or less, or nothing owed: not late.
    pub days_late: i32,
    /// Late interest as of today, in cents; none when a rate is unknown.
    pub interest: Option<Cents>,
    /// Last day to act; none when nothing is owed.
    pub last_day: Option<NaiveDate>,
}

/// A discount for early payment (« escompte »).
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DiscountView {
    /// In cents.
    pub amount: Cents,
    /// What to pay to gain it, in cents.
    pub price: Cents,
    /// Last day to gain it.
    pub until: NaiveDate,
    /// True: a payment gained it. False and past: it is lost.
    pub granted: bool,
}

/// Money or a credit note against an invoice.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SettlementView {
    /// The allocation.
    pub allocation_id: AllocationId,
    /// The payment.
    pub payment_id: Option<PaymentId>,
    /// The credit note.
    pub credit_note_id: Option<InvoiceId>,
    /// The invoice it settles: this one, or for the page of a credit note the one it lowers.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub invoice_number: String,
    /// Its day.
    pub on: NaiveDate,
    /// In cents.
    pub amount: Cents,
    /// In French.
    pub label: String,
}

/// An invoice or a credit note, as typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct InvoiceForm {
    /// Who owes it.
    pub client_id: ClientId,
    /// "invoice" or "credit_note".
    pub kind: String,
    /// As printed.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Last day to pay.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due_on: Option<NaiveDate>,
    /// Its parts, when it is payable in several: together they are the total, and `dueOn` is not read. Empty: due at once.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<DuePart>>")]
    pub parts: Vec<DuePart>,
    /// Day of delivery, from which the time to act runs for carriage.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub delivered_on: Option<NaiveDate>,
    /// TTC, in cents.
    pub total: Cents,
    /// What it is for.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub subject: String,
    /// Bon de commande.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub purchase_order: String,
    /// Penalty rate printed on it, in basis points.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub contract_rate_bp: Option<u32>,
    /// Discount for early payment, of the total, in basis points.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub discount_bp: Option<u32>,
    /// Last day to gain it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub discount_until: Option<NaiveDate>,
    /// Credit note: true when it corrects the invoice from its due date.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub retroactive: bool,
    /// True: collected by you.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub direct_debit: bool,
}

/// An invoice to create or change.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveInvoice {
    /// None: a new one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<InvoiceId>,
    /// As typed.
    pub invoice: InvoiceForm,
    /// A new credit note: the invoice it is for.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub credits: Option<InvoiceId>,
}

/// « Passer en perte », or taking it back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct WriteOffInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// The day; none: take it back.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub on: Option<NaiveDate>,
}

/// Sets an invoice aside or takes it back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ArchiveInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// True: archive.
    pub archived: bool,
}

/// « Relancer à nouveau »: its reminders start again from the first step.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct RestartInvoice {
    /// The invoice.
    pub id: InvoiceId,
}

/// The PDF of an invoice.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AttachPdf {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Of the chosen file.
    pub token: String,
}

/// Terms to compute.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DueDateRequest {
    /// The terms.
    pub terms: PaymentTerms,
    /// Date of the invoice.
    pub issued_on: NaiveDate,
    /// Of the client.
    pub debtor_kind: DebtorKind,
    /// Of the client.
    #[serde(default)]
    #[ts(optional, as = "Option<Sector>")]
    pub sector: Sector,
    /// Day of delivery, when it is known: some ceilings run from it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub delivered_on: Option<NaiveDate>,
    /// A due date typed by hand: the warnings are about it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due_on: Option<NaiveDate>,
}

/// The due date the terms give.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DueDateView {
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// The terms in French.
    pub label: String,
    /// Legal ceilings, in French.
    pub warnings: Vec<String>,
}
