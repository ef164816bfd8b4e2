//! One imported row, read but not yet judged.
use super::Problem;
use crate::invoice::InvoiceKind;
use crate::invoice::parts::DuePart;
use crate::money::Cents;
use crate::party::{Address, DebtorKind};
use chrono::NaiveDate;
use serde::Serialize;

/// The invoice of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct IntakeInvoice {
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// As printed, cleaned.
    pub number: String,
    /// The date printed on it.
    pub issued_on: NaiveDate,
    /// The last day to pay; none: kept, to be corrected, never chased.
    pub due_on: Option<NaiveDate>,
    /// All taxes included; above zero.
    pub total: Cents,
    /// Already received (or already used, for a credit note): from zero to the total.
    pub paid: Cents,
    /// The day of that payment, when the file says it.
    pub paid_on: Option<NaiveDate>,
    /// The client's purchase order, or empty.
    pub purchase_order: String,
    /// What it is for, or empty.
    pub subject: String,
    /// Its parts, each with its due date, the oldest first; none: all of it is due on `due_on`, which is else
    /// the day of the first that is still owed.
    pub parts: Vec<DuePart>,
    /// The numbers of the invoices that it corrects and replaces.
    pub corrects: Vec<String>,
}

/// The client of a row. Empty text: the file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct IntakeClient {
    /// Company or person.
    pub name: String,
    /// As the file says; see [`IntakeClient::assumed_kind`] when it does not.
    pub kind: Option<DebtorKind>,
    /// Nine digits whose key is right, or empty.
    pub siren: String,
    /// Fourteen digits whose key is right, or empty.
    pub siret: String,
    /// Capital letters and digits, or empty.
    pub vat_number: String,
    /// Whom one writes to, when it is not the client himself.
    pub contact: String,
    /// One plausible address, or empty.
    pub email: String,
    /// Other addresses of the same cell.
    pub email_copies: Vec<String>,
    /// As typed.
    pub phone: String,
    /// The parts the file gives.
    pub address: Address,
    /// The client's code in the exporting tool.
    pub reference: String,
    /// Days to pay, when the file says a plain number of days.
    pub terms_days: Option<u16>,
}

/// One row of a file: a client, and an invoice unless the file is a list of clients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct IntakeRow {
    /// The line as a spreadsheet numbers it, from 1.
    pub line: u32,
    /// None in a file of clients.
    pub invoice: Option<IntakeInvoice>,
    /// Who owes it.
    pub client: IntakeClient,
    /// What is kept but deserves a look.
    pub warnings: Vec<Problem>,
}
