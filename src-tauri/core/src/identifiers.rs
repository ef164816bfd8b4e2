//! Numbers and addresses that can be checked. Each check gives the form to store, or a coded problem.
//!
//! Some problems only warn ([`IdentifierProblem::may_be_kept`]): a key may be odd and the number right, and the
//! person who reads it on a paper knows better. [`compact`] then gives the form to store.
mod bank;
mod company;
mod email;
mod post;

pub use bank::{bic, iban, printed_iban};
pub use company::{is_siren, is_siret, printed_siren, siren, siren_of_vat, siret, vat_number};
pub use email::email;
pub use post::{postcode, registered_letter};

use serde::{Deserialize, Serialize};

/// Why a text is not the identifier asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum IdentifierProblem {
    /// Nothing is written.
    Empty,
    /// Too short or too long.
    WrongLength,
    /// A character that cannot stand where it does.
    WrongCharacter,
    /// The check digits do not agree: probably a slip.
    WrongKey,
    /// A VAT number that does not start with FR.
    NotFrench,
    /// A French VAT number with a key of letters, whose formula is not public.
    LetterKey,
    /// An IBAN of a country that has none.
    UnknownCountry,
    /// A postcode of no department.
    UnknownDepartment,
    /// Not the usual form of a registered letter's number.
    UnusualForm,
    /// An e-mail address without its « @ », or with two.
    NoAtSign,
    /// The part before « @ » holds what mail servers refuse: accents, spaces, commas, quotes.
    BadLocalPart,
    /// The part after « @ » is no domain name.
    BadDomain,
    /// The domain has no dot: `a@localhost`.
    NoDotInDomain,
}

impl IdentifierProblem {
    /// True when the person may confirm and keep what is written (droit: a key warns, it does not forbid).
    pub fn may_be_kept(self) -> bool {
        match self {
            IdentifierProblem::WrongKey
            | IdentifierProblem::LetterKey
            | IdentifierProblem::UnknownDepartment
            | IdentifierProblem::UnusualForm => true,
            IdentifierProblem::Empty
            | IdentifierProblem::WrongLength
            | IdentifierProblem::WrongCharacter
            | IdentifierProblem::NotFrench
            | IdentifierProblem::UnknownCountry
            | IdentifierProblem::NoAtSign
            | IdentifierProblem::BadLocalPart
            | IdentifierProblem::BadDomain
            | IdentifierProblem::NoDotInDomain => false,
        }
    }
}

/// The form in which numbers are stored: capitals, without the spaces, dots and dashes they are printed with.
pub fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !(c.is_whitespace() || c.is_control() || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{200B}' | '\u{FEFF}')))
        .flat_map(char::to_uppercase)
        .collect()
}

/// The compact form, when it is made of `length` ASCII digits.
fn digits(text: &str, length: usize) -> Result<String, IdentifierProblem> {
    let number = compact(text);
    match number.as_str() {
        "" => Err(IdentifierProblem::Empty),
        other if !other.bytes().all(|b| b.is_ascii_digit()) => Err(IdentifierProblem::WrongCharacter),
        short if short.len() != length => Err(IdentifierProblem::WrongLength),
        _ => Ok(number),
    }
}
