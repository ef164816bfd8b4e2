//! « Aujourd'hui »: what to do now, why, and what waits.
pub(crate) mod rows;

use crate::App;
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::{ClientId, HoldId, InvoiceId, ReminderId};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much of the day.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TodayRequest {
    /// So many rows of [`TodayView::ready_rows`] at most, for a first look: a window is long to be handed thousands. All of them
    /// when absent.
    #[serde(default)]
    #[ts(optional, as = "Option<u32>")]
    pub rows: Option<u32>,
}

/// The screen of the day.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct TodayView {
    /// The civil date it stands for.
    pub today: NaiveDate,
    /// True when the base holds nothing yet: the three doors are shown.
    pub first_start: bool,
    /// What is still owed, all open invoices.
    pub outstanding: Cents,
    /// What is owed past its due date.
    pub overdue: Cents,
    /// « Relances prêtes ».
    pub ready: Pile,
    /// « Appels ».
    pub calls: Pile,
    /// « Lettres à poster ».
    pub letters: Pile,
    /// « Promesses échues ».
    pub promises: Pile,
    /// « À corriger ».
    pub to_fix: Pile,
    /// « À décider »: clients at the end of their plan.
    pub ended: Pile,
    /// Clients with something late.
    pub late: u32,
    /// Those who are in no list: always 0.
    pub without: u32,
    /// The days away that cover today.
    pub closure: Option<crate::commands::holds::ClosureView>,
    /// E-mails that can leave today, one row a client. [`TodayView::ready`] counts them all, [`TodayView::drafts`] those that are prepared.
    pub ready_rows: Vec<PlanRow>,
    /// True when only the first of them were asked, and there are more.
    pub cut: bool,
    /// Calls to make, SMS to send and visits to pay today.
    pub call_rows: Vec<PlanRow>,
    /// Letters to prepare or to post.
    pub letter_rows: Vec<PlanRow>,
    /// Promises whose day has passed.
    pub promise_rows: Vec<PromiseRow>,
    /// What stops a reminder until it is corrected.
    pub fix_rows: Vec<FixRow>,
    /// Who is late and yet not reminded, with the reason.
    pub withheld: Vec<WithheldRow>,
    /// Late clients of an import that wait for the triage.
    pub triage_pending: u32,
    /// Messages prepared and not yet approved.
    pub drafts: u32,
    /// The days when something will happen next, nearest first.
    pub next: Option<NextContact>,
}

/// A pile: how many, how much, and when the next one comes if it is empty.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Pile {
    /// Rows in it.
    pub count: u32,
    /// What they are worth, in cents.
    pub amount: Cents,
    /// The next one to come.
    pub next: Option<NextContact>,
}

/// A contact planned on a later day.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct NextContact {
    /// Its day.
    pub on: NaiveDate,
    /// Who.
    pub client_name: String,
    /// What is claimed, in cents.
    pub amount: Cents,
}

/// A client to contact today.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PlanRow {
    /// Who.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// Days late of his oldest claimed invoice.
    pub days_late: i32,
    /// « 1er rappel », « Relance ferme », …
    pub step_label: String,
    /// Key of the channel.
    pub channel: String,
    /// One French sentence: why today.
    pub why: String,
    /// Key of the rule in the guide.
    pub rule: String,
    /// The last contact of any channel.
    pub last_contact: Option<LastContact>,
    /// Invoices claimed.
    pub invoices: u32,
    /// What is claimed, in cents.
    pub amount: Cents,
    /// The draft or the frozen letter, once prepared.
    pub reminder_id: Option<ReminderId>,
    /// True when the message was changed by a person.
    pub edited: bool,
    /// Why an approval fell back to a draft; empty when it did not.
    pub lapsed: String,
    /// The frozen letter it is about, and what is expected of the person.
    pub letter: Option<LetterTask>,
}

/// A letter that waits for a person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LetterTask {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// True: it left, and nobody noted what became of it; false: it waits to be posted.
    pub check: bool,
}

/// The last time the client heard from us.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LastContact {
    /// Its day.
    pub on: NaiveDate,
    /// Key of the channel.
    pub channel: String,
}

/// A promise whose day and grace have passed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PromiseRow {
    /// The promise.
    pub hold_id: HoldId,
    /// Who promised.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// The day promised.
    pub promised_on: NaiveDate,
    /// What is still owed of it, in cents.
    pub amount: Cents,
}

/// Something to correct before a reminder can leave.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct FixRow {
    /// Whose.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// The invoice, when it is about one.
    pub invoice_id: Option<InvoiceId>,
    /// One French sentence.
    pub why: String,
    /// What to correct: "due_date", "email", "address", "phone", "plan", "unallocated", "unmatched", "credit", "duplicate", "debit".
    pub fix: String,
    /// What waits for it, in cents.
    pub amount: Cents,
}

/// A late client who is not reminded, and why.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct WithheldRow {
    /// Who.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// The invoice, when only one is held.
    pub invoice_id: Option<InvoiceId>,
    /// One French sentence.
    pub why: String,
    /// Key of the rule in the guide.
    pub rule: String,
    /// What the user can do: "send_anyway", "see_dispute", "see_promise", "see_client", "fix", "allocate", "match", "triage", "check_sending", "resume", "decide".
    pub way_out: String,
    /// What is held, in cents.
    pub amount: Cents,
}

/// What there is to do today.
///
/// # Errors
/// When the base cannot be read.
pub fn today(app: &App, request: TodayRequest) -> Result<TodayView> {
    let today = app.when().today;
    let most = request.rows.map_or(usize::MAX, |rows| usize::try_from(rows).unwrap_or(usize::MAX));
    app.read(|conn| rows::view(conn, today, most))
}
