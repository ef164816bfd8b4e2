//! What crosses: the posting of a registered letter.
use echu_core::ids::*;
use echu_core::letter::journey::Medium;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What one takes to the counter with a letter, or gives to a provider.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct PostingKit {
    /// The letter.
    #[ts(type = "number")]
    pub letter_id: i64,
    /// How it leaves.
    pub medium: Medium,
    /// The lines of the envelope, in their order.
    pub envelope: Vec<KitLine>,
    /// What is wrong with them, or with the letter since it was frozen, in French.
    pub warnings: Vec<String>,
    /// What the slip asks for, to be copied field by field.
    pub groups: Vec<KitGroup>,
    /// The invoices claimed, to be printed and joined.
    pub invoices: Vec<KitInvoice>,
    /// What to look at before it leaves and after.
    pub checks: Vec<KitCheck>,
}

/// A line of an address as it is printed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct KitLine {
    /// The line of the standard, 1 to 7.
    pub line: u8,
    /// Its text.
    pub text: String,
    /// Its characters, spaces included.
    pub length: u32,
    /// True over 38.
    pub too_long: bool,
    /// What was changed, and why, in French.
    pub changes: Vec<String>,
}

/// Fields that go together.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct KitGroup {
    /// In French.
    pub title: String,
    /// None is empty.
    pub fields: Vec<KitField>,
}

/// A field of the slip.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct KitField {
    /// In French.
    pub label: String,
    /// As it is to be copied.
    pub value: String,
}

/// An invoice to join.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct KitInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Its PDF, when the app has it.
    pub document_id: Option<DocumentId>,
}

/// A line of the posting checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum CheckItem {
    /// The letter is signed.
    Signed,
    /// The copies of the invoices are joined.
    Copies,
    /// The address is seen through the window.
    Window,
    /// The slip is filled in.
    Form,
    /// A copy is kept.
    Copy,
    /// The proof of deposit is kept.
    Slip,
}

impl CheckItem {
    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            CheckItem::Signed => "signed",
            CheckItem::Copies => "copies",
            CheckItem::Window => "window",
            CheckItem::Form => "form",
            CheckItem::Copy => "copy",
            CheckItem::Slip => "slip",
        }
    }
}

/// A line of the posting checklist, and whether it is done.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct KitCheck {
    /// Which.
    pub item: CheckItem,
    /// In French.
    pub label: String,
    /// True once ticked.
    pub done: bool,
}

/// Ticks a line of the checklist, or unticks it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct CheckPosting {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// Which line.
    pub item: CheckItem,
    /// False: unticks it.
    pub done: bool,
}
