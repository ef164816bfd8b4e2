//! French company numbers and their keys.
use super::{IdentifierProblem, compact, digits};
use crate::text::FIXED_SPACE;

/// A SIREN: nine digits with a Luhn key.
///
/// # Errors
/// [`IdentifierProblem::WrongKey`] may be kept if the person confirms.
pub fn siren(text: &str) -> Result<String, IdentifierProblem> {
    let number = digits(text, 9)?;
    if is_siren(&number) { Ok(number) } else { Err(IdentifierProblem::WrongKey) }
}

/// A SIRET: a SIREN and five digits, with a Luhn key (La Poste excepted).
///
/// # Errors
/// [`IdentifierProblem::WrongKey`] may be kept if the person confirms.
pub fn siret(text: &str) -> Result<String, IdentifierProblem> {
    let number = digits(text, 14)?;
    if is_siret(&number) { Ok(number) } else { Err(IdentifierProblem::WrongKey) }
}

/// A French VAT number: `FR`, a key of two characters, a SIREN.
///
/// # Errors
/// [`IdentifierProblem::WrongKey`] and [`IdentifierProblem::LetterKey`] may be kept if the person confirms.
pub fn vat_number(text: &str) -> Result<String, IdentifierProblem> {
    let number = compact(text);
    let Some(rest) = number.strip_prefix("FR") else {
        return Err(if number.is_empty() { IdentifierProblem::Empty } else { IdentifierProblem::NotFrench });
    };
    if !rest.bytes().all(|b| b.is_ascii_alphanumeric()) || !rest.bytes().skip(2).all(|b| b.is_ascii_digit()) {
        return Err(IdentifierProblem::WrongCharacter);
    }
    if rest.len() != 11 {
        return Err(IdentifierProblem::WrongLength);
    }
    if siren_of_vat(&number).is_none() {
        return Err(IdentifierProblem::WrongKey);
    }
    if rest.bytes().take(2).all(|b| b.is_ascii_digit()) { Ok(number) } else { Err(IdentifierProblem::LetterKey) }
}

/// A SIREN as it is printed: `732 829 320`, with U+00A0; what is not nine digits is left as it is.
pub fn printed_siren(number: &str) -> String {
    if number.len() != 9 || !number.is_ascii() {
        return number.to_owned();
    }
    format!("{}{FIXED_SPACE}{}{FIXED_SPACE}{}", &number[..3], &number[3..6], &number[6..])
}

/// True for nine digits whose Luhn key is right (INSEE, répertoire Sirene).
pub fn is_siren(digits: &str) -> bool {
    digits.len() == 9 && luhn(digits)
}

/// True for fourteen digits whose Luhn key is right. La Poste's establishments (SIREN 356 000 000) follow another
/// rule: the sum of their digits is a multiple of five.
pub fn is_siret(digits: &str) -> bool {
    if digits.len() != 14 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    if digits.starts_with("356000000") && digits.bytes().map(|b| u32::from(b - b'0')).sum::<u32>().is_multiple_of(5) {
        return true;
    }
    luhn(digits) && luhn(&digits[..9])
}

/// The SIREN inside a French VAT number (`FR` + key + SIREN) when both keys are right; the VAT key is
/// (12 + 3 × (SIREN mod 97)) mod 97 (CGI, annexe II; BOFiP BOI-TVA-DECLA-20-10-20).
pub fn siren_of_vat(vat_number: &str) -> Option<&str> {
    let digits = vat_number.strip_prefix("FR")?;
    if digits.len() != 11 || !digits.is_ascii() {
        return None;
    }
    let (key, siren) = digits.split_at(2);
    let number: u64 = siren.parse().ok()?;
    let expected = (12 + 3 * (number % 97)) % 97;
    // Newer keys hold letters: they are accepted, for their formula is not public.
    let key_is_right = key.parse::<u64>().map_or(key.bytes().all(|b| b.is_ascii_alphanumeric()), |key| key == expected);
    (key_is_right && is_siren(siren)).then_some(siren)
}

fn luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (place, byte) in digits.bytes().rev().enumerate() {
        if !byte.is_ascii_digit() {
            return false;
        }
        let digit = u32::from(byte - b'0');
        sum += match (place % 2, digit) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => 2 * digit - 9,
            (_, digit) => 2 * digit,
        };
    }
    sum % 10 == 0 && sum > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_a_right_number_from_a_wrong_one() {
        for siren in ["732829320", "404833048", "552081317"] {
            assert!(is_siren(siren), "{siren}");
        }
        for wrong in ["732829321", "000000000", "73282932", "73282932x", "７３２８２９３２０"] {
            assert!(!is_siren(wrong), "{wrong}");
        }
        assert!(is_siret("73282932000074"));
        assert!(!is_siret("73282932000075"));
        assert!(is_siret("35600000000048"), "La Poste's head office has a Luhn key too");
        assert!(is_siret("35600000049837"), "an office of La Poste sums to a multiple of five");
    }

    #[test]
    fn company_numbers_are_normalised_or_refused_with_a_reason() {
        use IdentifierProblem::*;
        for (text, expected) in [
            ("732 829 320", Ok("732829320")),
            ("404.833.048", Ok("404833048")),
            ("732829321", Err(WrongKey)),
            ("73282932", Err(WrongLength)),
            ("73282932A", Err(WrongCharacter)),
            (" ", Err(Empty)),
        ] {
            assert_eq!(siren(text), expected.map(str::to_owned), "{text:?}");
        }
        for (text, expected) in [
            ("732 829 320 00074", Ok("73282932000074")),
            ("356 000 000 49837", Ok("35600000049837")),
            ("35600000049838", Err(WrongKey)),
            ("732829320", Err(WrongLength)),
        ] {
            assert_eq!(siret(text), expected.map(str::to_owned), "{text:?}");
        }
        for (text, expected) in [
            ("FR 44 732829320", Ok("FR44732829320")),
            ("fr03552081317", Ok("FR03552081317")),
            ("FR83404833048", Ok("FR83404833048")),
            ("FR45732829320", Err(WrongKey)),
            ("FRK7732829320", Err(LetterKey)),
            ("BE0123456749", Err(NotFrench)),
            ("FR4473282932", Err(WrongLength)),
            ("FR44é32829320", Err(WrongCharacter)),
            ("", Err(Empty)),
        ] {
            assert_eq!(vat_number(text), expected.map(str::to_owned), "{text:?}");
        }
        assert!(WrongKey.may_be_kept() && !WrongLength.may_be_kept());
        assert_eq!(printed_siren("732829320"), "732\u{A0}829\u{A0}320");
    }

    #[test]
    fn a_vat_number_gives_its_siren() {
        assert_eq!(siren_of_vat("FR44732829320"), Some("732829320"));
        assert_eq!(siren_of_vat("FR45732829320"), None, "wrong key");
        assert_eq!(siren_of_vat("BE0123456749"), None);
        assert_eq!(siren_of_vat("FRé4732829320"), None, "never splits a letter");
    }
}
