//! What comes from a form: cleaned, bounded, checked, before anything is written.
use crate::error::{Error, Result};
use chrono::{Datelike, NaiveDate};
use echu_core::identifiers::{self, IdentifierProblem};
use echu_core::invoice::AgeBucket;
use echu_core::money::Cents;
use echu_core::party::Address;
use echu_core::text::clean;

/// The longest text but a name.
pub(crate) const LONG: usize = 2_000;
/// The longest name.
pub(crate) const NAME: usize = 10_000;
/// The largest amount: 9 billion euros, far above any invoice and far below what the sums could not hold.
const LARGEST: Cents = Cents(900_000_000_000);
/// Years a date may have.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;
/// The highest rate, in basis points.
const HIGHEST_RATE_BP: u32 = 10_000;

/// A text of at most `most` characters; may be empty.
pub(crate) fn text(field: &'static str, text: &str, most: usize) -> Result<String> {
    let text = clean(text);
    if text.chars().count() > most { Err(Error::Invalid { field, reason: "too_long" }) } else { Ok(text) }
}

/// A text that must hold something.
pub(crate) fn required(field: &'static str, written: &str, most: usize) -> Result<String> {
    let text = text(field, written, most)?;
    if text.is_empty() { Err(Error::Invalid { field, reason: "empty" }) } else { Ok(text) }
}

/// An amount above zero.
pub(crate) fn amount(field: &'static str, amount: Cents) -> Result<Cents> {
    match amount {
        Cents(..=0) => Err(Error::Invalid { field, reason: "not_positive" }),
        large if large > LARGEST => Err(Error::Invalid { field, reason: "too_large" }),
        fair => Ok(fair),
    }
}

/// A date of this time.
pub(crate) fn day(field: &'static str, day: NaiveDate) -> Result<NaiveDate> {
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(Error::Invalid { field, reason: "date_out_of_range" }) }
}

/// A date that has come.
pub(crate) fn past_day(field: &'static str, written: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    if written > today { Err(Error::Invalid { field, reason: "future" }) } else { day(field, written) }
}

/// An age by its key; none for all ages.
pub(crate) fn age(field: &'static str, key: Option<&str>) -> Result<Option<AgeBucket>> {
    let Some(key) = key.filter(|key| !key.is_empty()) else { return Ok(None) };
    let known = AgeBucket::ALL.into_iter().find(|age| age.key() == key);
    known.map(Some).ok_or(Error::Invalid { field, reason: "out_of_range" })
}

/// A rate in basis points, above zero when given.
pub(crate) fn rate(field: &'static str, rate_bp: Option<u32>) -> Result<Option<u32>> {
    match rate_bp {
        Some(0) => Ok(None),
        Some(high) if high > HIGHEST_RATE_BP => Err(Error::Invalid { field, reason: "out_of_range" }),
        fair => Ok(fair),
    }
}

/// An identifier with its check, or nothing. One whose key alone is odd is kept when the person confirms.
pub(crate) fn identifier(
    field: &'static str,
    written: &str,
    check: fn(&str) -> Result<String, IdentifierProblem>,
    confirmed: bool,
) -> Result<String> {
    match check(written) {
        Ok(number) => Ok(number),
        Err(IdentifierProblem::Empty) => Ok(String::new()),
        Err(problem) if confirmed && problem.may_be_kept() => Ok(identifiers::compact(written)),
        Err(problem) => Err(Error::Doubtful { field, sentence: problem.sentence(), may_be_kept: problem.may_be_kept() }),
    }
}

/// An e-mail address that a server would take, or nothing.
pub(crate) fn email(field: &'static str, written: &str) -> Result<String> {
    identifier(field, written, identifiers::email, false)
}

/// Several addresses, separated by commas, semicolons or spaces.
pub(crate) fn emails(field: &'static str, written: &str) -> Result<String> {
    let parts = written.split([',', ';', ' ', '\n', '\t']).filter(|part| !part.trim().is_empty());
    let addresses: Vec<String> = parts.map(|part| email(field, part)).collect::<Result<_>>()?;
    if addresses.len() > 10 { Err(Error::Invalid { field, reason: "too_many" }) } else { Ok(addresses.join(", ")) }
}

/// The parts of an address, each cleaned. What does not fit on an envelope is said in its preview, and refused in a letter.
pub(crate) fn address(address: &Address) -> Result<Address> {
    Ok(Address {
        recipient: text("address.recipient", &address.recipient, LONG)?,
        building: text("address.building", &address.building, LONG)?,
        street: text("address.street", &address.street, LONG)?,
        locality: text("address.locality", &address.locality, LONG)?,
        postcode: text("address.postcode", &address.postcode, 20)?,
        city: text("address.city", &address.city, LONG)?,
        country: text("address.country", &address.country, LONG)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(result: Result<impl std::fmt::Debug>) -> &'static str {
        match result {
            Err(Error::Invalid { reason, .. }) => reason,
            Err(Error::Doubtful { may_be_kept, .. }) => {
                if may_be_kept {
                    "confirm"
                } else {
                    "doubtful"
                }
            }
            other => panic!("should be refused: {other:?}"),
        }
    }

    #[test]
    fn a_text_is_cleaned_then_measured_in_characters() {
        assert_eq!(text("name", " a\r\nb ", 3).unwrap(), "a b");
        assert_eq!(field(text("name", "éàü", 2)), "too_long");
        assert_eq!(field(required("name", "\u{200B} \n", NAME)), "empty");
    }

    #[test]
    fn amounts_and_dates_have_bounds() {
        assert_eq!(field(amount("total", Cents(0))), "not_positive");
        assert_eq!(field(amount("total", Cents(-1))), "not_positive");
        assert_eq!(field(amount("total", Cents(900_000_000_001))), "too_large");
        assert_eq!(amount("total", Cents(900_000_000_000)).unwrap(), LARGEST);
        assert_eq!(field(day("on", "1989-12-31".parse().unwrap())), "date_out_of_range");
        assert_eq!(field(past_day("on", "2026-11-24".parse().unwrap(), "2026-11-23".parse().unwrap())), "future");
        assert_eq!(rate("rate", Some(0)).unwrap(), None, "a rate of zero is no rate");
        assert_eq!(field(rate("rate", Some(10_001))), "out_of_range");
    }

    #[test]
    fn an_odd_key_is_kept_only_when_confirmed_and_a_wrong_form_never() {
        assert_eq!(identifier("siren", "732 829 320", identifiers::siren, false).unwrap(), "732829320");
        assert_eq!(field(identifier("siren", "732829321", identifiers::siren, false)), "confirm");
        assert_eq!(identifier("siren", "732 829 321", identifiers::siren, true).unwrap(), "732829321");
        assert_eq!(field(identifier("siren", "7328", identifiers::siren, true)), "doubtful");
        assert_eq!(identifier("siren", " ", identifiers::siren, false).unwrap(), "");
    }

    #[test]
    fn addresses_in_copy_are_each_checked() {
        assert_eq!(emails("emailCopies", "a@b.example; c@d.example").unwrap(), "a@b.example, c@d.example");
        assert_eq!(field(emails("emailCopies", "a@b.example, nobody")), "doubtful");
    }
}
