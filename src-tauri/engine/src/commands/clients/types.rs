//! What the interface asks and gets: clients: list, page, edit, archive.
use crate::store::client_list::order::Order;
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::money::Cents;
use echu_core::party::{Address, DebtorKind};
use echu_core::terms::{PaymentTerms, Sector};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which clients.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientsRequest {
    /// Words of the name, e-mail, SIREN.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub search: String,
    /// True: the archived ones.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// True: only those who are late.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub late_only: bool,
    /// Only those whose oldest open invoice is of this age: "not_due", "d1_30", "d31_60", "d61_90", "over_90", "undated".
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

/// Clients, and what they owe.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientList {
    /// The rows, who owes most first.
    pub rows: Vec<ClientRow>,
    /// How many match.
    pub count: u32,
    /// What all of them owe, by age.
    pub ageing: Ageing,
}

/// A client in the list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientRow {
    /// The client.
    pub id: ClientId,
    /// His name.
    pub name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// His town.
    pub city: String,
    /// His e-mail.
    pub email: String,
    /// Open invoices.
    pub open_invoices: u32,
    /// Owed, in cents.
    pub balance: Cents,
    /// Owed past due, in cents.
    pub overdue: Cents,
    /// Of his oldest open invoice; 0 when none is late.
    pub days_late: i32,
    /// True when no open invoice of his has a due date.
    pub undated: bool,
    /// The last contact.
    pub last_contact: Option<crate::commands::today::LastContact>,
    /// "dispute", "promise", "pause", "care", "insolvent", "archived", "over_ceiling".
    pub marks: Vec<String>,
}

/// What is owed, by age, in cents.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Ageing {
    /// À échoir.
    pub not_due: Cents,
    /// 1–30 jours.
    pub d1_30: Cents,
    /// 31–60 jours.
    pub d31_60: Cents,
    /// 61–90 jours.
    pub d61_90: Cents,
    /// Plus de 90 jours.
    pub over_90: Cents,
    /// Sans échéance: of no age, never late.
    pub undated: Cents,
    /// Their sum.
    pub total: Cents,
}

/// Names a client.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientRequest {
    /// The client.
    pub id: ClientId,
}

/// All of a client.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientPage {
    /// His card.
    pub client: ClientForm,
    /// The client.
    pub id: ClientId,
    /// True when archived.
    pub archived: bool,
    /// Why his e-mail is not used, in French; empty when it is.
    pub email_problem: String,
    /// His address as printed.
    pub address_block: AddressPreview,
    /// What he owes, by age.
    pub ageing: Ageing,
    /// Open invoices, oldest due first.
    pub open_invoices: Vec<crate::commands::invoices::InvoiceRow>,
    /// Settled, cancelled or written-off invoices.
    pub closed_count: u32,
    /// Late interest as of today, in cents; none when a rate is unknown.
    pub interest_today: Option<Cents>,
    /// Recovery indemnities as of today, in cents; none when what is left of one depends on a rate that is unknown.
    pub fees_today: Option<Cents>,
    /// Money received that settles nothing yet, in cents.
    pub unallocated: Cents,
    /// Credit notes not yet used, in cents.
    pub credit: Cents,
    /// The next step, in French.
    pub next_title: String,
    /// Why, or what holds it, in French.
    pub next_why: String,
    /// Key of the rule in the guide.
    pub next_rule: String,
    /// "prepare", "letter", "call", "sms", "visit", "triage", "fix", "decide", "resume" or empty.
    pub next_action: String,
    /// Disputes, promises, pauses that stand.
    pub holds: Vec<crate::commands::holds::HoldView>,
    /// How he usually pays, in French; empty when unknown.
    pub habit: String,
}

/// A client’s card, as typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ClientForm {
    /// Name, 1 to 10 000 characters.
    pub name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// Nine digits, or empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub siren: String,
    /// Fourteen digits, or empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub siret: String,
    /// Or empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub vat_number: String,
    /// Whom one writes to.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub contact_name: String,
    /// Where reminders go.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub email: String,
    /// Other addresses, separated by commas.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub email_copies: String,
    /// As typed.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub phone: String,
    /// Postal address.
    #[serde(default)]
    #[ts(optional, as = "Option<Address>")]
    pub address: Address,
    /// Terms agreed.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub terms: Option<PaymentTerms>,
    /// Rule of its own for the time to pay: transport, perishables, hospital…
    #[serde(default)]
    #[ts(optional, as = "Option<Sector>")]
    pub sector: Sector,
    /// Penalty rate agreed, in basis points.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub contract_rate_bp: Option<u32>,
    /// « Client à ménager ».
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub handle_with_care: bool,
    /// Opening of insolvency proceedings.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub insolvent_on: Option<NaiveDate>,
    /// Factual note.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
    /// Plan of reminders; none: the default one of its kind.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub plan_id: Option<PlanId>,
}

/// A client to create or change.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SaveClient {
    /// None: a new client.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<ClientId>,
    /// His card.
    pub client: ClientForm,
    /// True: keep identifiers whose check key is wrong.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}

/// What was saved, and what deserves a look.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Saved {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// In French.
    pub warnings: Vec<String>,
}

/// Archives a client or takes him back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ArchiveClient {
    /// The client.
    pub id: ClientId,
    /// True: archive.
    pub archived: bool,
}

/// An address being typed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AddressRequest {
    /// First line.
    pub name: String,
    /// The rest.
    pub address: Address,
}

/// The block as printed in the window of the envelope.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct AddressPreview {
    /// At most six, seven abroad.
    pub lines: Vec<String>,
    /// What does not fit, in French.
    pub problems: Vec<String>,
}
