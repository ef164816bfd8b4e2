//! What the interface asks and gets: statements, the movements they brought, and what each is.
use crate::commands::payments::AllocationRequest;
use crate::import::bank::{Format, TableMapping, TableQuestion};
use chrono::NaiveDate;
use echu_core::ids::*;
use echu_core::matching::Certainty;
use echu_core::money::Cents;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a file holds, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum FileContent {
    /// Movements of a bank account.
    Statement,
    /// Invoices or clients, or nothing known: the import says why.
    Import,
}

/// A chosen file.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct FileRequest {
    /// Stands for the file.
    pub token: String,
}

/// A statement to read.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct OpenStatement {
    /// Stands for the file.
    pub token: String,
    /// How its table is read, as the person says; none: as the file says itself, or as he said of one with the same header.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub mapping: Option<TableMapping>,
}

/// A statement to keep, as it was shown.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct CommitStatement {
    /// Stands for the file.
    pub token: String,
    /// Of the file that was shown, hex: another is refused.
    pub sha256: String,
    /// How its table was read, when the person said it: remembered for the next one with the same header.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub mapping: Option<TableMapping>,
}

/// A statement read. Nothing is written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct StatementDraft {
    /// Of the file.
    pub file_name: String,
    /// Of the file, hex.
    pub sha256: String,
    /// How it is written.
    pub format: Format,
    /// The bank whose documented table it is; empty when it is not known.
    pub bank: String,
    /// True: this very file was read before.
    pub already_read: bool,
    /// Its accounts.
    pub accounts: Vec<AccountDraft>,
    /// How its rows are read, when it is a table.
    pub table: Option<StatementTable>,
    /// True: a question is open, or no row is a movement, and nothing can be kept.
    pub blocked: bool,
}

/// How the rows of a statement are read.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct StatementTable {
    /// What each column is, how days and cents are written.
    pub mapping: TableMapping,
    /// True: a person said it, now or of an earlier table.
    pub by_hand: bool,
    /// True: he said it of an earlier table.
    pub remembered: bool,
    /// True: the table says itself that it is a statement.
    pub recognised: bool,
    /// The sheets of a workbook; none for a file of text.
    pub sheets: Vec<String>,
    /// Where the header may be, as a spreadsheet numbers lines.
    pub header_lines: Vec<u32>,
    /// The names of the columns.
    pub headers: Vec<String>,
    /// The first rows as read.
    pub sample: Vec<Vec<String>>,
    /// What only a person can answer.
    pub questions: Vec<TableQuestion>,
}

/// An account of a statement.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct AccountDraft {
    /// IBAN or the bank's own number; empty when the file names none.
    pub number: String,
    /// Day of its first line.
    pub first_on: Option<NaiveDate>,
    /// Day of its last line.
    pub last_on: Option<NaiveDate>,
    /// Credits and returns that are new.
    pub new: u32,
    /// Those already there.
    pub known: u32,
    /// What the new credits come to, in cents.
    pub received: Cents,
    /// Movements out, which are not kept.
    pub left_out: u32,
    /// What the balances say: "agrees", "differs" or "unknown".
    pub balance: String,
    /// By how much they differ, in cents.
    pub gap: Cents,
    /// Where a balance written beside each movement does not follow them, in French.
    pub breaks: Vec<String>,
    /// Lines that were not read, each with its reason, in French.
    pub set_aside: Vec<String>,
    /// The first movements, as they would be kept or left out.
    pub lines: Vec<DraftLine>,
}

/// What becomes of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StatementLineFate", export_to = "contract.gen.ts")]
pub enum LineFate {
    /// Kept.
    New,
    /// There already.
    Known,
    /// A movement out, which is not kept.
    Out,
}

/// A movement of a statement, before anything is written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "StatementLine", export_to = "contract.gen.ts")]
pub struct DraftLine {
    /// Its line in the file, or its rank among the movements.
    pub line: u32,
    /// The day the bank entered it.
    pub on: NaiveDate,
    /// In cents; negative when it goes out.
    pub amount: Cents,
    /// As the bank writes it.
    pub label: String,
    /// Who is on the other side, when said apart.
    pub counterparty: String,
    /// What becomes of it.
    pub fate: LineFate,
}

/// A statement kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct StatementRead {
    /// Lines it brought.
    pub new: u32,
    /// Lines already there.
    pub known: u32,
    /// Movements that wait for a person now.
    pub waiting: u32,
}

/// A statement of the past.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct StatementRow {
    /// Its identity.
    pub id: StatementId,
    /// The day it was read.
    pub read_on: NaiveDate,
    /// Of the file.
    pub file_name: String,
    /// IBAN or the bank's own number, or empty.
    pub account: String,
    /// Day of its first line.
    pub first_on: Option<NaiveDate>,
    /// Day of its last line.
    pub last_on: Option<NaiveDate>,
    /// Lines it brought.
    pub new: u32,
    /// Lines already there.
    pub known: u32,
    /// Lines that were not read.
    pub aside: u32,
    /// Of the file, hex.
    pub sha256: String,
    /// True: it may be taken back.
    pub can_undo: bool,
    /// Why not, in French; empty when it may.
    pub why_not: String,
}

/// Names a statement.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct StatementRequest {
    /// The statement.
    pub id: StatementId,
}

/// What waits to be matched, and what was.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MatchingView {
    /// How old the last statement is, in French.
    pub last_read: String,
    /// Movements that wait.
    pub waiting: u32,
    /// Movements whose first proposal is certain, and that « tout accepter » takes.
    pub certain: u32,
    /// The movements that wait, oldest first.
    pub lines: Vec<LineRow>,
    /// Those dealt with, latest first.
    pub settled: Vec<LineRow>,
}

/// A movement of the bank.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LineRow {
    /// Its identity.
    pub id: BankLineId,
    /// The day the bank entered it.
    pub on: NaiveDate,
    /// In cents; negative when taken back.
    pub amount: Cents,
    /// As the bank writes it.
    pub label: String,
    /// IBAN or the bank's own number of the account, or empty.
    pub account: String,
    /// "open", "matched" or "aside".
    pub state: String,
    /// What it may be, surest first.
    pub proposals: Vec<ProposalView>,
    /// The cheques of several clients that it may be, when nothing else reads it.
    pub deposits: Vec<DepositView>,
    /// Payments that it may take back.
    pub taken_back: Vec<PaymentTakenBack>,
    /// What it was found to be: one sentence a payment, in French.
    pub tied: Vec<String>,
}

/// What a movement may be.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ProposalView {
    /// Who paid.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// How sure.
    pub certainty: Certainty,
    /// How sure and why, in French.
    pub sentence: String,
    /// What each invoice takes of it.
    pub parts: Vec<ProposalPart>,
    /// What goes to the penalties of which invoice.
    pub penalties: Vec<AllocationRequest>,
    /// What would be kept as the client's credit, in cents.
    pub rest: Cents,
    /// The payment already noted that it would be.
    pub noted: Option<PaymentId>,
}

/// Cheques of several clients that a credit may be.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DepositView {
    /// How sure and why, in French.
    pub sentence: String,
    /// An invoice each.
    pub parts: Vec<DepositPart>,
}

/// A cheque of a deposit.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DepositPart {
    /// Who would have paid it.
    pub client_id: ClientId,
    /// His name.
    pub client_name: String,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: String,
    /// In cents: what is left of it.
    pub amount: Cents,
}

/// What an invoice takes.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ProposalPart {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: String,
    /// In cents.
    pub amount: Cents,
    /// What is left of it before, in cents.
    pub balance: Cents,
}

/// A payment that a movement may take back.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PaymentTakenBack {
    /// The payment.
    pub payment_id: PaymentId,
    /// Whose.
    pub client_name: String,
    /// Its day.
    pub received_on: NaiveDate,
}

/// Says what a credit is: one or several payments, which add up to it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MatchLine {
    /// The movement.
    pub line_id: BankLineId,
    /// Who paid what of it.
    pub shares: Vec<MatchShare>,
}

/// What a client paid of a credit.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct MatchShare {
    /// Who paid.
    pub client_id: ClientId,
    /// In cents, above zero.
    pub amount: Cents,
    /// What it settles; none: as the law says when the client does not (C. civ. 1342-10).
    #[serde(default)]
    #[ts(optional = nullable)]
    pub allocations: Option<Vec<AllocationRequest>>,
    /// With `allocations`: what goes to the penalties of which invoice.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub penalties: Option<Vec<AllocationRequest>>,
}

/// Ties a movement to a payment already there: a credit that was noted by hand, or a return that takes it back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct TieLine {
    /// The movement.
    pub line_id: BankLineId,
    /// The payment.
    pub payment_id: PaymentId,
}

/// Names a movement.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct LineRequest {
    /// The movement.
    pub line_id: BankLineId,
}
