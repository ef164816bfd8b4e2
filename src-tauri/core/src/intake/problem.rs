//! What can be wrong with a row. The French sentence of each is in `sentences`.
use super::Field;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::Serialize;

/// A reason to refuse a row, or to keep it with a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RowProblem", export_to = "contract.gen.ts"))]
pub enum Problem {
    /// The cell of a necessary field is empty.
    Missing {
        /// Which.
        field: Field,
    },
    /// Not an amount.
    BadAmount {
        /// Of which column.
        field: Field,
        /// As written.
        text: String,
    },
    /// `1.234` may be a thousand or a unit: a person says.
    AmbiguousAmount {
        /// Of which column.
        field: Field,
        /// As written.
        text: String,
    },
    /// More decimals than cents: never rounded silently.
    TooPrecise {
        /// Of which column.
        field: Field,
        /// As written.
        text: String,
    },
    /// A spreadsheet kept more decimals than it shows: rounded to the cent, half away from zero.
    Rounded {
        /// Of which column.
        field: Field,
        /// As kept.
        text: String,
        /// What is imported.
        amount: Cents,
    },
    /// A payment of the accounts that names no invoice: a person says which.
    Unlettered {
        /// What was received.
        amount: Cents,
    },
    /// Money given back, in the accounts, that nothing ties to what was received: a person says of which invoice.
    UnletteredReturn {
        /// What was given back.
        amount: Cents,
    },
    /// A line on the account of all the clients, that does not say whose it is.
    NoClientAccount {
        /// The account.
        account: String,
    },
    /// An amount in the credit column that nothing calls a credit note: it may be money received.
    Credited {
        /// As written.
        amount: Cents,
    },
    /// An amount in each of the two columns.
    BothSides {
        /// Invoiced.
        debit: Cents,
        /// Taken off.
        credit: Cents,
    },
    /// A total of nothing.
    ZeroAmount,
    /// Not a date.
    BadDate {
        /// Of which column.
        field: Field,
        /// As written.
        text: String,
    },
    /// Written like a date, and not in the calendar.
    ImpossibleDate {
        /// Of which column.
        field: Field,
        /// As written.
        text: String,
    },
    /// `02/03/2026` may be in February or in March: a person says.
    AmbiguousDate {
        /// Of which column.
        field: Field,
        /// As written.
        text: String,
    },
    /// Not in euros.
    NotEuro {
        /// As written.
        currency: String,
    },
    /// More was received than the total.
    PaidExceedsTotal {
        /// Received.
        paid: Cents,
        /// The total.
        total: Cents,
    },
    /// Total, received and balance do not agree.
    BalanceDisagrees {
        /// The total.
        total: Cents,
        /// Received.
        paid: Cents,
        /// Still owed, as the file says.
        balance: Cents,
    },
    /// The file says "partly paid" without an amount.
    PaidUnknown {
        /// The word of the status column.
        status: String,
    },
    /// A state whose word is not known.
    UnknownStatus {
        /// The word of the status column.
        status: String,
        /// Warning: the amounts of the row say what is owed. Else the row is refused: a word not understood is never taken for unpaid.
        kept: bool,
    },
    /// The spreadsheet shows an error instead of a value.
    BrokenCell {
        /// Of which column.
        field: Field,
        /// As shown.
        text: String,
        /// Warning: the cell is read as empty. Else it says what is owed, and the row is refused.
        kept: bool,
    },
    /// Warning: the day of the payment is still to come; nothing is received yet.
    PaidLater {
        /// The day the file gives.
        on: NaiveDate,
    },
    /// Corrects an invoice that is followed too: both would be claimed.
    Corrects {
        /// The number of the corrected one.
        number: String,
    },
    /// Warning: several due dates whose amounts are not told; the last one is kept, so that nothing is claimed too early.
    SeveralDueDates {
        /// The last.
        last: NaiveDate,
    },
    /// The exporting tool calls it a draft.
    Draft {
        /// The word of the status column.
        status: String,
    },
    /// The exporting tool calls it cancelled.
    Cancelled {
        /// The word of the status column.
        status: String,
    },
    /// The same row twice in the file.
    DuplicateInFile {
        /// The invoice's number, or the client's name.
        what: String,
        /// The line kept.
        first_line: u32,
    },
    /// One number, two different rows: none is taken.
    ConflictInFile {
        /// The number.
        number: String,
        /// The other line.
        other_line: u32,
    },
    /// The number is that of another client's invoice.
    NumberTaken {
        /// The number.
        number: String,
        /// Whose it is.
        client: String,
    },
    /// Several known clients fit.
    AmbiguousClient {
        /// The name in the file.
        name: String,
        /// How many fit.
        count: u32,
    },
    /// The person asked to be erased (RGPD art. 17): never entered again without a person's word.
    Erased {
        /// The day of the request.
        asked_on: NaiveDate,
    },
    /// A line of totals.
    TotalsRow {
        /// Its wording.
        label: String,
    },
    /// More cells than columns: something has shifted.
    LongRow {
        /// Columns of the header.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// A quote closed in the middle of a cell, after a line break or a separator: two rows may have melted into one.
    StrayQuote,
    /// A quote, an order, a pro forma: nothing is owed for it.
    NotAnInvoice {
        /// The word of the kind column.
        text: String,
    },
    /// Longer than any real text.
    TooLong {
        /// Of which column.
        field: Field,
        /// The limit, in characters.
        limit: u32,
    },
    /// Warning: another invoice of the same total has a number that reads the same.
    LooksLike {
        /// The number of the row.
        number: String,
        /// The other one.
        other: String,
        /// Both are of the same client: this one waits until a person says.
        waits: bool,
    },
    /// Warning: fewer cells than columns.
    ShortRow {
        /// Columns of the header.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// Warning: the due date is unknown; kept, to be corrected, never chased.
    NoDueDate,
    /// Warning: the due date was computed from the days to pay.
    DueDateComputed {
        /// Days to pay.
        days: u16,
        /// The result.
        due_on: NaiveDate,
    },
    /// Warning: the due date was computed from terms in words.
    DueDateFromTerms {
        /// As written.
        text: String,
        /// The result.
        due_on: NaiveDate,
    },
    /// Warning: due before being issued; kept without a due date, to be corrected.
    DueBeforeIssued {
        /// Issued.
        issued_on: NaiveDate,
        /// Due, as the file says.
        due_on: NaiveDate,
    },
    /// Warning: not an address one can write to; left out.
    DoubtfulEmail {
        /// As written.
        text: String,
    },
    /// Warning: the key of the SIREN, SIRET or VAT number is wrong; left out.
    WrongKey {
        /// Which.
        field: Field,
        /// As written.
        text: String,
    },
    /// Warning: the client's kind is not understood.
    UnknownClientKind {
        /// As written.
        text: String,
    },
    /// One file among several that does not read.
    UnreadFile {
        /// Why, in French.
        why: String,
    },
    /// An electronic invoice the user has received: it is his to pay.
    Purchase {
        /// Who sold it.
        seller: String,
    },
    /// An electronic invoice between two others.
    NotOurs {
        /// Who sold it.
        seller: String,
    },
    /// Warning: the user has not said who he is, so nothing shows that the invoice is his.
    SellerUnchecked {
        /// Who sold it.
        seller: String,
    },
    /// Warning: more was paid in advance than the total; held to be settled, the excess is for a person to look at.
    Overpaid {
        /// The excess, in cents.
        excess: Cents,
    },
}

impl Problem {
    /// True when the row is not imported; false for a warning.
    pub fn refuses(&self) -> bool {
        match self {
            Problem::UnknownStatus { kept, .. } | Problem::BrokenCell { kept, .. } => !kept,
            Problem::Missing { .. }
            | Problem::BadAmount { .. }
            | Problem::AmbiguousAmount { .. }
            | Problem::TooPrecise { .. }
            | Problem::Erased { .. }
            | Problem::Unlettered { .. }
            | Problem::UnletteredReturn { .. }
            | Problem::NoClientAccount { .. }
            | Problem::Corrects { .. }
            | Problem::Credited { .. }
            | Problem::BothSides { .. }
            | Problem::ZeroAmount
            | Problem::BadDate { .. }
            | Problem::ImpossibleDate { .. }
            | Problem::AmbiguousDate { .. }
            | Problem::NotEuro { .. }
            | Problem::PaidExceedsTotal { .. }
            | Problem::BalanceDisagrees { .. }
            | Problem::PaidUnknown { .. }
            | Problem::Draft { .. }
            | Problem::Cancelled { .. }
            | Problem::DuplicateInFile { .. }
            | Problem::ConflictInFile { .. }
            | Problem::NumberTaken { .. }
            | Problem::AmbiguousClient { .. }
            | Problem::TotalsRow { .. }
            | Problem::LongRow { .. }
            | Problem::StrayQuote
            | Problem::NotAnInvoice { .. }
            | Problem::UnreadFile { .. }
            | Problem::Purchase { .. }
            | Problem::NotOurs { .. }
            | Problem::TooLong { .. } => true,
            Problem::Rounded { .. }
            | Problem::PaidLater { .. }
            | Problem::SeveralDueDates { .. }
            | Problem::LooksLike { .. }
            | Problem::ShortRow { .. }
            | Problem::NoDueDate
            | Problem::DueDateComputed { .. }
            | Problem::DueDateFromTerms { .. }
            | Problem::DueBeforeIssued { .. }
            | Problem::DoubtfulEmail { .. }
            | Problem::WrongKey { .. }
            | Problem::SellerUnchecked { .. }
            | Problem::Overpaid { .. }
            | Problem::UnknownClientKind { .. } => false,
        }
    }
}
