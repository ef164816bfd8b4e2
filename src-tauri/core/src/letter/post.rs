//! What leaves by registered letter, as the counter of the post office asks for it: law/droit.md §7.3.
//!
//! No form of the post office is imitated, and its key of control is not published: these sheets hold what one copies on
//! its form, and what one keeps.
use crate::address::AddressBlock;
use chrono::NaiveDate;

/// One registered letter to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Our reference, as on the letter.
    pub reference: String,
    /// Whose letter it is, as printed lines.
    pub sender: AddressBlock,
    /// To whom, as printed lines.
    pub recipient: AddressBlock,
    /// What it is: « Mise en demeure ».
    pub what: String,
    /// Sheets of paper.
    pub pages: u32,
    /// Number of the registered letter, when it is known.
    pub tracking_number: String,
    /// True for a receipt to be signed.
    pub with_receipt: bool,
}

/// What one takes to the post office on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOfPosting {
    /// The day.
    pub on: NaiveDate,
    /// In the order of the pile.
    pub letters: Vec<Posting>,
}
