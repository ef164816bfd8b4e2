//! What is compared, and what is answered: rows of a given day, and proposals with their signs.
use crate::bank::LineKind;
use crate::ids::{ClientId, InvoiceId, PaymentId};
use crate::money::Cents;
use chrono::NaiveDate;
use serde::Serialize;

/// A sum received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The day the bank entered it.
    pub on: NaiveDate,
    /// What kind of movement.
    pub kind: LineKind,
    /// In cents, above zero.
    pub amount: Cents,
    /// As the bank writes it.
    pub label: String,
    /// Who paid, when the bank says it apart.
    pub counterparty: String,
    /// Their IBAN, compact, or empty.
    pub iban: String,
    /// The payer's own reference, or empty.
    pub reference: String,
}

/// An invoice not settled yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its id.
    pub id: InvoiceId,
    /// Who owes it.
    pub client: ClientId,
    /// As printed.
    pub number: String,
    /// Principal still due, in cents, above zero.
    pub balance: Cents,
    /// Balance, penalties and fee of that day, in cents; at least the balance.
    pub claim: Cents,
    /// What settles it early, when it may be.
    pub early: Option<Early>,
}

/// Escompte: what settles an invoice until a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Early {
    /// In cents.
    pub amount: Cents,
    /// Last day to gain it.
    pub until: NaiveDate,
}

/// A payment already noted and tied to no line of the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// Its id.
    pub id: PaymentId,
    /// Who paid.
    pub client: ClientId,
    /// Its day.
    pub on: NaiveDate,
    /// In cents.
    pub amount: Cents,
    /// When nobody knows its own day: the one on which it was said to have been received, by an import.
    pub said_on: Option<NaiveDate>,
}

/// An invoice that the label of a movement names, whatever is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Whose it is.
    pub client: ClientId,
    /// As printed.
    pub number: String,
    /// True: something is still owed on it, and it is in the book.
    pub open: bool,
    /// The payments that stand on it.
    pub payments: Vec<PaymentId>,
}

/// A client who owes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// Its id.
    pub id: ClientId,
    /// Company or person.
    pub name: String,
    /// IBANs that paid before and were said to be his, compact.
    pub ibans: Vec<String>,
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Certainty {
    /// One sign: shown, never taken.
    Possible,
    /// A person accepts it at a glance.
    Likely,
    /// Two independent signs and one way only to read the sum.
    Certain,
}

/// A sign, told to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "MatchReason", export_to = "contract.gen.ts"))]
pub enum Reason {
    /// The label holds the number of each invoice.
    NumberInLabel,
    /// The label holds the number of an invoice on which nothing is owed any more.
    NumberSettled,
    /// That IBAN paid for this client before.
    KnownIban,
    /// The name of the client is in the label.
    NameInLabel,
    /// The sum is what is left of one invoice.
    OneInvoice,
    /// The sum is that of several invoices, in one way only.
    SeveralInvoices,
    /// The sum is everything the client owes.
    WholeBalance,
    /// The sum is principal, penalties and fee.
    WithPenalties,
    /// The sum is the invoice less its early-payment discount.
    WithDiscount,
    /// A payment of that sum is already noted.
    AlreadyNoted,
    /// One cent more or less.
    OneCentOff,
    /// Less than the invoice: a part of it.
    PartPayment,
    /// More than the invoices: the rest is to be placed.
    Excess,
    /// Another invoice, or another client, fits the sum as well.
    Ambiguous,
}

/// One way to read a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who paid.
    pub client: ClientId,
    /// What each invoice takes of it, in cents, oldest first.
    pub parts: Vec<(InvoiceId, Cents)>,
    /// What is left to place, in cents.
    pub rest: Cents,
    /// The payment already noted that it would be.
    pub noted: Option<PaymentId>,
    /// How sure.
    pub certainty: Certainty,
    /// Why.
    pub reasons: Vec<Reason>,
}
