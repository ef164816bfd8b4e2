//! The mise en demeure as facts, and what it may not lack: C. civ. 1344, law/droit.md §7.2.
use crate::address::{AddressBlock, block};
use crate::calendar::plus_days;
use crate::interest::{PenaltyResponse, Settled};
use crate::ledger::set_off;
use crate::letter::journey::Medium;
use crate::money::Cents;
use crate::party::{Address, Creditor, DebtorKind};
use crate::text::join_and;
use chrono::NaiveDate;

mod missing;

pub use missing::{Door, Missing, missing};

/// The debtor as the letter names him.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// Dénomination as registered, or first and last name.
    pub name: String,
    /// Seat, or home.
    pub address: Address,
    /// Nine digits; nothing for a consumer.
    pub siren: String,
    /// « Madame », « Monsieur le Maire »; nothing for « Madame, Monsieur ».
    pub salutation: String,
}

impl Recipient {
    /// The lines in the envelope's window, and what is wrong with them.
    pub fn block(&self) -> AddressBlock {
        block(&self.name, &self.address)
    }
}

/// An invoice that is claimed, or a due part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedInvoice {
    /// As printed on it.
    pub number: String,
    /// « 2/3 » for a part of an invoice payable in several; empty for a whole one.
    pub part: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// What it is for, or the purchase order; may be empty.
    pub subject: String,
    /// Toutes taxes comprises.
    pub total: Cents,
    /// Received so far, whatever it was put against.
    pub paid: Cents,
    /// Credit notes.
    pub credited: Cents,
    /// What is owed on it at the end of the letter's date.
    pub statement: PenaltyResponse,
}

impl ClaimedInvoice {
    /// Its name in a table: « F-2026-0148 », « F-2026-0148 (2/3) ».
    pub fn label(&self) -> String {
        part_label(&self.number, &self.part)
    }

    /// Days after the due date, up to and including `on`.
    pub fn days_late(&self, on: NaiveDate) -> i64 {
        (on - self.due_on).num_days().max(0)
    }
}

/// « F-2026-0148 (2/3) » for a part, the number alone for a whole invoice.
pub fn part_label(number: &str, part: &str) -> String {
    if part.is_empty() { number.to_owned() } else { format!("{number} ({part})") }
}

/// How many invoices these lines are about: the parts of one stand together.
pub fn distinct<'a>(numbers: impl IntoIterator<Item = &'a str>) -> usize {
    let mut last = None;
    numbers.into_iter().filter(|number| last.replace(*number) != Some(*number)).count()
}

/// « la facture F-2026-0352 », « les factures F-1 et F-2 ».
pub fn numbers_named(numbers: &[String]) -> String {
    match numbers {
        [only] => format!("la facture {only}"),
        several => format!("les factures {}", join_and(&several.iter().map(String::as_str).collect::<Vec<_>>())),
    }
}

/// How a debtor was reached before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactMeans {
    /// E-mail.
    Email,
    /// Telephone.
    Call,
    /// SMS.
    Sms,
    /// A visit.
    Visit,
    /// Plain letter.
    Letter,
    /// Recommandé.
    RegisteredLetter,
    /// The last notice before this one, by whatever means.
    LastNotice,
}

/// A reminder already made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriorContact {
    /// When.
    pub on: NaiveDate,
    /// How.
    pub means: ContactMeans,
}

/// An invoice that is late but not claimed by this letter: it did not go through the steps before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherInvoice {
    /// As printed on it.
    pub number: String,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// What is left to pay.
    pub balance: Cents,
}

/// Money received on a claimed invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedPayment {
    /// When.
    pub on: NaiveDate,
    /// How much, for this invoice.
    pub amount: Cents,
    /// « virement », « chèque »; may be empty.
    pub means: String,
    /// The invoice's number.
    pub invoice: String,
    /// Of `amount`, what extinguished penalties.
    pub to_interest: Cents,
}

impl ReceivedPayment {
    /// As the statement of `invoice` took it in: the split between penalties and principal is that of the day it came.
    pub fn of(settled: &Settled, invoice: &str) -> ReceivedPayment {
        ReceivedPayment {
            on: settled.on,
            amount: settled.amount,
            means: String::new(),
            invoice: invoice.to_owned(),
            to_interest: settled.interest,
        }
    }
}

/// All that a mise en demeure says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFacts {
    /// Decides text, grounds and what may be claimed.
    pub debtor_kind: DebtorKind,
    /// Who claims.
    pub creditor: Creditor,
    /// From whom.
    pub debtor: Recipient,
    /// The letter's date, and the day its figures stop.
    pub dated_on: NaiveDate,
    /// To be quoted with the payment.
    pub reference: String,
    /// How it leaves: said under the date.
    pub medium: Medium,
    /// Number of the registered letter, when it is known.
    pub tracking_number: String,
    /// What is claimed, oldest first.
    pub invoices: Vec<ClaimedInvoice>,
    /// Credit notes not yet used.
    pub credit: Cents,
    /// Reminders made before, oldest first.
    pub prior: Vec<PriorContact>,
    /// Mentioned « pour mémoire ».
    pub others: Vec<OtherInvoice>,
    /// What was received on the claimed invoices, oldest first.
    pub payments: Vec<ReceivedPayment>,
    /// C. civ. 1343-1 is the rule; false when the creditor agreed to the principal first.
    pub interest_first: bool,
    /// The day the letter is supposed to be received: the deadline is printed for it.
    pub received_on: NaiveDate,
    /// Days to pay from the reception.
    pub deadline_days: u32,
    /// For a consumer, the legal rate of the day, basis points: interest starts with this letter.
    pub legal_rate_bp: Option<u32>,
    /// 365, or 366 when the user chose so.
    pub divisor: u32,
    /// Joined papers, as « copie des 3 factures ».
    pub enclosures: Vec<String>,
}

impl NoticeFacts {
    fn sum(&self, part: impl Fn(&PenaltyResponse) -> Cents) -> Cents {
        self.invoices.iter().map(|invoice| part(&invoice.statement)).sum()
    }

    /// How many invoices are claimed, whatever their parts.
    pub fn invoice_count(&self) -> usize {
        distinct(self.invoices.iter().map(|invoice| invoice.number.as_str()))
    }

    /// What is left of the principal.
    pub fn principal(&self) -> Cents {
        self.sum(|statement| statement.principal_due)
    }

    /// What is left of the penalties.
    pub fn penalties(&self) -> Cents {
        self.sum(|statement| statement.interest_due)
    }

    /// What is left of the recovery fees.
    pub fn fees(&self) -> Cents {
        self.sum(|statement| statement.fee)
    }

    /// Penalties already extinguished by payments: C. civ. 1343-1.
    pub fn penalties_paid(&self) -> Cents {
        self.sum(|statement| statement.interest_paid)
    }

    /// Penalties of one more day.
    pub fn per_day(&self) -> Cents {
        self.sum(|statement| statement.per_day)
    }

    /// The rate on the letter's date, basis points, when all invoices share it.
    pub fn rate_today_bp(&self) -> Option<u32> {
        let last = |invoice: &ClaimedInvoice| invoice.statement.segments.last().map(|line| line.rate_bp);
        let first = self.invoices.first().and_then(last)?;
        self.invoices.iter().all(|invoice| last(invoice) == Some(first)).then_some(first)
    }

    /// Credit notes not yet used, taken off the principal.
    pub fn credited(&self) -> Cents {
        set_off(self.principal(), self.credit)
    }

    /// What the debtor is told to pay.
    pub fn total(&self) -> Cents {
        self.principal() - self.credited() + self.penalties() + self.fees()
    }

    /// The last day to pay, for a reception on `received_on`.
    pub fn deadline(&self) -> NaiveDate {
        plus_days(self.received_on, self.deadline_days)
    }
}

/// The usual time to pay: eight days, fifteen for a consumer (C. civ. 1231 wants a reasonable one; usage, §7.1).
pub fn usual_deadline_days(kind: DebtorKind) -> u32 {
    match kind {
        DebtorKind::Business | DebtorKind::PublicBody => 8,
        DebtorKind::Consumer => 15,
    }
}
