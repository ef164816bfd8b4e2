//! The closed set of things a column of a file may hold.
use serde::{Deserialize, Serialize};

/// What a column holds. The French name of each is [`Field::label`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Field {
    /// The invoice's number, as printed.
    Number,
    /// Invoice or credit note.
    Kind,
    /// The date printed on the invoice.
    IssuedOn,
    /// The last day to pay.
    DueOn,
    /// The total, all taxes included.
    Total,
    /// In a sales journal of two columns: what was invoiced.
    Debit,
    /// In a sales journal of two columns: what was taken off, a credit note or money.
    Credit,
    /// What was already received for it.
    Paid,
    /// The day it was paid in full.
    PaidOn,
    /// What is still owed.
    Balance,
    /// The exporting tool's own word: paid, draft, cancelled.
    Status,
    /// Its word of the payment alone, where it tells both.
    PaymentStatus,
    /// Company, or the person's last name.
    ClientName,
    /// The person's first name, put before the name.
    FirstName,
    /// Professional, consumer, public body.
    ClientKind,
    /// The client's code in the exporting tool.
    ClientReference,
    /// Nine digits of the client.
    Siren,
    /// Fourteen digits of the client.
    Siret,
    /// Intra-community VAT number of the client.
    VatNumber,
    /// Whom one writes to, when it is not the client himself.
    Contact,
    /// Where reminders go; several addresses may be separated by `;` or `,`.
    Email,
    /// Telephone.
    Phone,
    /// Number and street.
    Street,
    /// Flat, building, locality.
    Complement,
    /// Postcode.
    Postcode,
    /// Town.
    City,
    /// Country.
    Country,
    /// A whole address in one cell.
    FullAddress,
    /// The client's purchase order.
    PurchaseOrder,
    /// What the invoice is for.
    Subject,
    /// Days to pay, from the invoice's date.
    TermsDays,
    /// Currency code or sign.
    Currency,
}

impl Field {
    /// Every field, in the order a list shows them.
    pub const ALL: [Field; 32] = [
        Field::Number,
        Field::Kind,
        Field::IssuedOn,
        Field::DueOn,
        Field::Total,
        Field::Debit,
        Field::Credit,
        Field::Paid,
        Field::PaidOn,
        Field::Balance,
        Field::Status,
        Field::PaymentStatus,
        Field::ClientName,
        Field::FirstName,
        Field::ClientKind,
        Field::ClientReference,
        Field::Siren,
        Field::Siret,
        Field::VatNumber,
        Field::Contact,
        Field::Email,
        Field::Phone,
        Field::Street,
        Field::Complement,
        Field::Postcode,
        Field::City,
        Field::Country,
        Field::FullAddress,
        Field::PurchaseOrder,
        Field::Subject,
        Field::TermsDays,
        Field::Currency,
    ];

    /// True for columns of money, whose decimal sign is never guessed.
    pub fn is_money(self) -> bool {
        matches!(self, Field::Total | Field::Debit | Field::Credit | Field::Paid | Field::Balance)
    }

    /// True for columns of dates.
    pub fn is_date(self) -> bool {
        matches!(self, Field::IssuedOn | Field::DueOn | Field::PaidOn)
    }

    /// True for what decides of what is owed, by whom and since when: never read as empty when it cannot be read.
    pub fn tells_what_is_owed(self) -> bool {
        self.is_money()
            || self.is_date()
            || matches!(self, Field::Number | Field::Kind | Field::Status | Field::PaymentStatus | Field::ClientName | Field::Currency)
    }
}
