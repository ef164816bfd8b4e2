//! The evidence file of a client: its exhibits, ordered and numbered, what is missing from it, and what each reader looks for first.
//!
//! Facts of a given day in, a list out: the engine reads them, writes the papers and says nothing that is not here.
mod account;
mod essentials;
mod exhibit;
pub mod file_name;
mod lack;
#[cfg(test)]
mod tests;

use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use account::{Account, Entry};
pub use essentials::{Essential, essentials};
pub use exhibit::{Candidate, Exhibit, ExhibitKind, numbered};
pub use lack::{Lack, Mend, lacks};

/// Whom the file is made for: the cover speaks to him, the exhibits stay the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "DossierReader", export_to = "contract.gen.ts"))]
pub enum Reader {
    /// Avocat.
    Lawyer,
    /// Commissaire de justice.
    Bailiff,
    /// Société de recouvrement.
    Agency,
    /// The court that an order to pay is asked of (CPC 1405, 1406).
    Court,
    /// Expert-comptable.
    Accountant,
}

impl Reader {
    /// All, in the order in which they are offered.
    pub const ALL: [Reader; 5] = [Reader::Lawyer, Reader::Bailiff, Reader::Agency, Reader::Court, Reader::Accountant];

    /// As stored in the history.
    pub fn key(self) -> &'static str {
        match self {
            Reader::Lawyer => "lawyer",
            Reader::Bailiff => "bailiff",
            Reader::Agency => "agency",
            Reader::Court => "court",
            Reader::Accountant => "accountant",
        }
    }

    /// As the person chooses it.
    pub fn label(self) -> &'static str {
        match self {
            Reader::Lawyer => "Avocat",
            Reader::Bailiff => "Commissaire de justice",
            Reader::Agency => "Société de recouvrement",
            Reader::Court => "Tribunal",
            Reader::Accountant => "Expert-comptable",
        }
    }

    /// On the cover.
    pub fn addressed(self) -> &'static str {
        match self {
            Reader::Lawyer => "À l’attention de l’avocat",
            Reader::Bailiff => "À l’attention du commissaire de justice",
            Reader::Agency => "À l’attention de la société de recouvrement",
            Reader::Court => "À l’appui d’une demande en justice",
            Reader::Accountant => "À l’attention de l’expert-comptable",
        }
    }

    /// The reader of a stored key.
    pub fn from_key(key: &str) -> Option<Reader> {
        Reader::ALL.into_iter().find(|reader| reader.key() == key)
    }
}

/// An invoice of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceFact {
    /// Which.
    pub id: InvoiceId,
    /// As printed.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Last day to pay; none when nobody typed it.
    pub due_on: Option<NaiveDate>,
    /// TTC.
    pub total: Cents,
    /// Still owed by the ledger, penalties left aside.
    pub balance: Cents,
    /// Disputed of it.
    pub disputed: Cents,
    /// Its PDF is kept.
    pub has_pdf: bool,
    /// The order it names, which Échu does not keep; empty when it names none.
    pub purchase_order: String,
    /// Last day to act; none when nothing is owed or nothing is late.
    pub last_day: Option<NaiveDate>,
    /// The rule behind that day: its years and its article.
    pub limitation: &'static str,
}

/// A letter of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFact {
    /// Which.
    pub id: i64,
    /// Our reference.
    pub number: String,
    /// A mise en demeure (C. civ. 1344); else a plain letter, which has no slip.
    pub notice: bool,
    /// Day it was posted; none: it never left.
    pub posted_on: Option<NaiveDate>,
    /// First presentation.
    pub presented_on: Option<NaiveDate>,
    /// Signed for.
    pub delivered_on: Option<NaiveDate>,
    /// Came back.
    pub returned_on: Option<NaiveDate>,
    /// It found nobody: it is not a notice (law/droit.md §7.3).
    pub unknown_address: bool,
    /// The proof of deposit is kept.
    pub has_deposit: bool,
    /// The receipt is kept.
    pub has_receipt: bool,
    /// The envelope that came back is kept.
    pub has_returned: bool,
}

/// A payment plan of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFact {
    /// The day of the agreement.
    pub agreed_on: NaiveDate,
    /// The day the debtor signed.
    pub signed_on: Option<NaiveDate>,
    /// Its paper is kept.
    pub has_paper: bool,
    /// It stands.
    pub stands: bool,
}

/// What is owed on the day, or what keeps it from being said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Principal.
    pub principal: Cents,
    /// Penalties; none when a rate is not known: nothing is guessed.
    pub penalties: Option<Cents>,
    /// Lump sums for recovery; none when what is left of one depends on a rate that is not known.
    pub fees: Option<Cents>,
    /// Advances and credit notes not used yet, to take off.
    pub credit: Cents,
}

impl Owed {
    /// All of it; none when the penalties are not known.
    pub fn total(&self) -> Option<Cents> {
        self.penalties.zip(self.fees).map(|(penalties, fees)| self.principal + penalties + fees - self.credit)
    }
}

/// What the file is about, on its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affair {
    /// Whose file.
    pub client_id: ClientId,
    /// What the debtor is.
    pub debtor_kind: DebtorKind,
    /// Nine digits, or empty.
    pub siren: String,
    /// His address has a street and a town.
    pub has_address: bool,
    /// The creditor's card is complete enough to act.
    pub creditor_named: bool,
    /// Insolvency proceedings opened that day.
    pub insolvent_on: Option<NaiveDate>,
    /// Invoices chosen, credit notes left aside, by date.
    pub invoices: Vec<InvoiceFact>,
    /// Credit notes without their PDF: which, and their numbers.
    pub bare_credit_notes: Vec<(InvoiceId, String)>,
    /// Letters, by date.
    pub letters: Vec<LetterFact>,
    /// Days of messages sent from the user's own mail program, whose bytes are not here.
    pub by_hand: Vec<NaiveDate>,
    /// Days of messages that were sent and whose bytes were not kept.
    pub unkept: Vec<NaiveDate>,
    /// Sendings without a sure answer of the server, by day.
    pub uncertain: Vec<NaiveDate>,
    /// Payment plans.
    pub plans: Vec<PlanFact>,
    /// What is owed.
    pub owed: Owed,
    /// The half-year whose rate is not known, as printed.
    pub unknown_rate: Option<String>,
}

impl Affair {
    /// The letters that are a mise en demeure and found their debtor, posted.
    pub fn notices(&self) -> impl Iterator<Item = &LetterFact> {
        self.letters.iter().filter(|letter| letter.notice && letter.posted_on.is_some() && !letter.unknown_address)
    }

    /// The first day after which an action may be too late.
    pub fn first_to_end(&self) -> Option<(&InvoiceFact, NaiveDate)> {
        self.invoices.iter().filter_map(|invoice| Some((invoice, invoice.last_day?))).min_by_key(|(_, day)| *day)
    }

    /// Disputed in all.
    pub fn disputed(&self) -> Cents {
        self.invoices.iter().map(|invoice| invoice.disputed).sum()
    }
}

/// True for a fact that a third party reads: what was said, sent, received, agreed, paid. False for what only prepares it (drafts,
/// corrections of a card, notes for oneself): the history keeps it, the file leaves its words out.
pub fn is_told(op: &str) -> bool {
    !matches!(
        op,
        "client_created"
            | "client_edited"
            | "solvency_checked"
            | "client_archived"
            | "clients_merged"
            | "clients_parted"
            | "invoice_created"
            | "invoice_edited"
            | "invoice_archived"
            | "invoice_restarted"
            | "imported"
            | "import_undone"
            | "line_matched"
            | "allocated"
            | "payment_recorded"
            | "reminder_drafted"
            | "reminder_edited"
            | "reminder_tone_changed"
            | "reminder_approved"
            | "reminder_automatic"
            | "reminder_withdrawn"
            | "reminder_written"
            | "reminder_cancelled"
            | "term_reminder_drafted"
            | "term_reminder_approved"
            | "agreement_reminded"
            | "forewarning_retained"
            | "receipts_confirmed"
            | "legal_accepted"
            | "triage_confirmed"
            | "step_skipped"
            | "care_set"
            | "doubt_cleared"
            | "follow_up_dropped"
            | "paused"
            | "decided"
            | "decision_taken_back"
            | "hold_released"
            | "paper_kept"
            | "pdf_attached"
            | "letter_cancelled"
            | "dossier_made"
            | "restricted"
            | "data_erased"
            | "data_handed_over"
            | "data_purged"
            | "erased_returned"
            | "backups_dropped"
    )
}
