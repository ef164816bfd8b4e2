//! Bank details.
use super::{IdentifierProblem, compact};
use crate::text::FIXED_SPACE;
use iban::{BaseIban, Iban, IbanLike, ParseIbanError};

/// An IBAN, in its electronic form; for a French or Monegasque one the RIB key inside it is checked too.
///
/// # Errors
/// A wrong key here is no matter of opinion: money sent to such an account comes back.
pub fn iban(text: &str) -> Result<String, IdentifierProblem> {
    let number = compact(text);
    if number.is_empty() {
        return Err(IdentifierProblem::Empty);
    }
    if !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(IdentifierProblem::WrongCharacter);
    }
    match number.parse::<Iban>() {
        Ok(_) if !rib_key_is_right(&number) => Err(IdentifierProblem::WrongKey),
        Ok(_) => Ok(number),
        Err(ParseIbanError::UnknownCountry(_)) => Err(IdentifierProblem::UnknownCountry),
        Err(ParseIbanError::InvalidBban(_)) => Err(IdentifierProblem::WrongLength),
        // Too short, too long, or a key that does not agree: only a number of a French length can be a slip of the key.
        Err(ParseIbanError::InvalidBaseIban { .. }) if number.starts_with("FR") && number.len() != 27 => {
            Err(IdentifierProblem::WrongLength)
        }
        Err(ParseIbanError::InvalidBaseIban { .. }) => Err(IdentifierProblem::WrongKey),
    }
}

/// An IBAN as it is printed, in groups of four with U+00A0; what is no IBAN is left as it is.
pub fn printed_iban(number: &str) -> String {
    let Ok(base) = compact(number).parse::<BaseIban>() else {
        return number.to_owned();
    };
    let mut out = String::new();
    for (place, c) in base.electronic_str().chars().enumerate() {
        if place > 0 && place.is_multiple_of(4) {
            out.push(FIXED_SPACE);
        }
        out.push(c);
    }
    out
}

/// The key of a French account: 97 − (89 × bank + 15 × branch + 3 × account) mod 97, letters of the account becoming
/// digits. True for any other country.
fn rib_key_is_right(iban: &str) -> bool {
    if !(iban.starts_with("FR") || iban.starts_with("MC")) || iban.len() != 27 {
        return true;
    }
    let number = |part: &str| -> u64 {
        part.bytes().fold(0, |sum, b| {
            let digit = match b {
                b'0'..=b'9' => b - b'0',
                b'A'..=b'I' => b - b'A' + 1,
                b'J'..=b'R' => b - b'J' + 1,
                // S is 2, as B and K: the row of S starts one further.
                _ => b.saturating_sub(b'S') + 2,
            };
            sum * 10 + u64::from(digit)
        })
    };
    let (bank, branch, account, key) = (number(&iban[4..9]), number(&iban[9..14]), number(&iban[14..25]), number(&iban[25..]));
    97 - (89 * bank + 15 * branch + 3 * account) % 97 == key
}

/// A BIC: four letters of the bank, two of the country, two of the place, three of the branch or none.
///
/// # Errors
/// Never to be kept: there is no key to be wrong.
pub fn bic(text: &str) -> Result<String, IdentifierProblem> {
    let code = compact(text);
    if code.is_empty() {
        return Err(IdentifierProblem::Empty);
    }
    if !code.bytes().enumerate().all(|(place, b)| b.is_ascii_uppercase() || (place >= 6 && b.is_ascii_digit())) {
        return Err(IdentifierProblem::WrongCharacter);
    }
    if code.len() == 8 || code.len() == 11 { Ok(code) } else { Err(IdentifierProblem::WrongLength) }
}

#[cfg(test)]
mod tests {
    use super::IdentifierProblem::*;
    use super::*;

    #[test]
    fn ibans_are_checked_to_their_keys() {
        for (text, expected) in [
            ("FR76 3000 6000 0112 3456 7890 189", Ok("FR7630006000011234567890189")),
            ("fr14 2004 1010 0505 0001 3m02 606", Ok("FR1420041010050500013M02606")),
            ("DE44 5001 0517 5407 3249 31", Ok("DE44500105175407324931")),
            ("FR7630006000011234567890188", Err(WrongKey)),
            ("FR763000600001123456789018", Err(WrongLength)),
            ("FR76 3000 6000 0112 3456 7890 18é", Err(WrongCharacter)),
            ("", Err(Empty)),
        ] {
            assert_eq!(iban(text), expected.map(str::to_owned), "{text:?}");
        }
        assert_eq!(printed_iban("FR7630006000011234567890189").replace('\u{A0}', " "), "FR76 3000 6000 0112 3456 7890 189");
        assert_eq!(printed_iban("pas un IBAN"), "pas un IBAN");
    }

    #[test]
    fn the_key_inside_a_french_iban_is_checked_too() {
        assert!(rib_key_is_right("FR1420041010050500013M02606"), "20041 01005 0500013M026 → 06");
        assert!(!rib_key_is_right("FR1420041010050500013M02607"));
        assert!(rib_key_is_right("DE44500105175407324931"), "elsewhere there is none");
    }

    #[test]
    fn a_bic_has_eight_or_eleven_characters() {
        for (text, expected) in [
            ("AGRIFRPP", Ok("AGRIFRPP")),
            ("bnpafrppxxx", Ok("BNPAFRPPXXX")),
            ("PSSTFRPP REN", Ok("PSSTFRPPREN")),
            ("AGRIFRP", Err(WrongLength)),
            ("AGR1FRPP", Err(WrongCharacter)),
            ("", Err(Empty)),
        ] {
            assert_eq!(bic(text), expected.map(str::to_owned), "{text:?}");
        }
    }
}
