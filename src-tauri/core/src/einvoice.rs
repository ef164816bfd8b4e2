//! An electronic invoice (EN 16931) as its file says it: whose it is, and what Échu follows of it.
//!
//! Reading the XML is the engine's; here are the decisions. The terms BT-n are those of EN 16931, listed in
//! law/droit.md §10.3. What is followed is BT-115, the amount due for payment, and not BT-112, the total.
mod kind;
mod owner;
mod row;

pub use kind::{DocumentType, document_type};
pub use owner::Owner;

use crate::identifiers;
use crate::money::Cents;
use crate::party::Address;
use chrono::NaiveDate;

/// What the file says, cleaned; an empty text is something it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EInvoice {
    /// BT-1, the number.
    pub number: String,
    /// BT-3, the code of the kind of document.
    pub type_code: String,
    /// BT-2, the day it was issued.
    pub issued_on: Option<NaiveDate>,
    /// BT-9, the last day to pay; the latest one where the file gives several. The profile MINIMUM has none.
    pub due_on: Option<NaiveDate>,
    /// Every last day to pay that the file gives, with the amount of that part when it says it (EXTENDED profile, UBL).
    pub due_parts: Vec<EPart>,
    /// BT-20, the terms in words.
    pub terms: String,
    /// BT-5, three letters.
    pub currency: String,
    /// BT-13, the client's purchase order.
    pub purchase_order: String,
    /// BT-10, the client's own reference (« numéro d'engagement », service).
    pub buyer_reference: String,
    /// BT-25, the invoices it corrects or settles.
    pub preceding: Vec<String>,
    /// BT-83, what the payer is asked to write.
    pub payment_reference: String,
    /// BT-84, where to pay.
    pub iban: String,
    /// BT-27 to BT-40.
    pub seller: EParty,
    /// BT-44 to BT-55.
    pub buyer: EParty,
    /// BT-112, all taxes included, in cents; negative when the file writes a credit note that way.
    pub total: Option<Cents>,
    /// BT-113, paid in advance, in cents.
    pub prepaid: Option<Cents>,
    /// BT-115, due for payment, in cents.
    pub due: Option<Cents>,
    /// BT-24, the profile as an address.
    pub profile: String,
}

/// One of several due dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EPart {
    /// The last day to pay it.
    pub due_on: NaiveDate,
    /// Its amount, in cents; none: the file does not say.
    pub amount: Option<Cents>,
}

/// One of the two parties.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EParty {
    /// Its name, else its trading name.
    pub name: String,
    /// The registration number of the scheme 0002 (SIREN or SIRET) or 0009 (SIRET), digits only, its key unchecked.
    pub company_number: String,
    /// SIRET of the scheme 0009, digits only, its key unchecked.
    pub establishment: String,
    /// Compact: capitals and digits.
    pub vat_number: String,
    /// Where it reads its mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Where it is.
    pub address: Address,
}

impl EParty {
    /// Nine digits, whatever their key: two files of one company carry the same. Empty when the file says none.
    pub fn company(&self) -> &str {
        for number in [&self.company_number, &self.establishment] {
            if number.is_ascii() && number.len() >= 9 {
                return &number[..9];
            }
        }
        identifiers::siren_of_vat(&self.vat_number).unwrap_or_default()
    }
}
