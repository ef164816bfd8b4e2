//! Postcodes and numbers of registered letters.
use super::{IdentifierProblem, compact, digits};

/// A French postcode: five digits of a department (01 to 95, Corsica under 20), 97x or 98x overseas.
///
/// # Errors
/// [`IdentifierProblem::UnknownDepartment`] may be kept if the person confirms.
pub fn postcode(text: &str) -> Result<String, IdentifierProblem> {
    let code = digits(text, 5)?;
    match &code[..2] {
        "00" | "96" | "99" => Err(IdentifierProblem::UnknownDepartment),
        _ => Ok(code),
    }
}

/// The number of a registered letter: `1A 204 118 6037 4` in France, `RA 47312482 9 FR` abroad (UPU S10).
///
/// # Errors
/// The key of the French form is not public: only the form is checked, and [`IdentifierProblem::UnusualForm`] as
/// well as [`IdentifierProblem::WrongKey`] only warn.
pub fn registered_letter(text: &str) -> Result<String, IdentifierProblem> {
    let number = compact(text);
    let shape: String = number
        .chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '0'
            } else if c.is_ascii_uppercase() {
                'A'
            } else {
                '?'
            }
        })
        .collect();
    match shape.as_str() {
        "" => Err(IdentifierProblem::Empty),
        "0A00000000000" => Ok(number),
        "AA000000000AA" if !number.starts_with('R') => Err(IdentifierProblem::UnusualForm),
        "AA000000000AA" if s10_key(&number[2..10]) == number.as_bytes()[10] - b'0' => Ok(number),
        "AA000000000AA" => Err(IdentifierProblem::WrongKey),
        _ => Err(IdentifierProblem::UnusualForm),
    }
}

/// The key of eight digits: 11 less their weighted sum modulo 11, 10 becoming 0 and 11 becoming 5.
fn s10_key(eight: &str) -> u8 {
    let sum: u32 = eight.bytes().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        key => key as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::IdentifierProblem::*;
    use super::*;

    #[test]
    fn postcodes_belong_to_a_department() {
        for (text, expected) in [
            ("35510", Ok("35510")),
            ("01 000", Ok("01000")),
            ("20090", Ok("20090")),
            ("97400", Ok("97400")),
            ("98000", Ok("98000")),
            ("00100", Err(UnknownDepartment)),
            ("96000", Err(UnknownDepartment)),
            ("3551", Err(WrongLength)),
            ("2A004", Err(WrongCharacter)),
            ("", Err(Empty)),
        ] {
            assert_eq!(postcode(text), expected.map(str::to_owned), "{text:?}");
        }
    }

    #[test]
    fn registered_letters_have_two_forms_and_only_warn() {
        for (text, expected) in [
            ("1A 204 118 6037 4", Ok("1A20411860374")),
            ("2c 123 456 7890 1", Ok("2C12345678901")),
            ("RA 47312482 9 FR", Ok("RA473124829FR")),
            ("RA 47312482 8 FR", Err(WrongKey)),
            ("EE473124829FR", Err(UnusualForm)),
            ("87000123456789", Err(UnusualForm)),
            ("1A 204 118 6037", Err(UnusualForm)),
            ("é", Err(UnusualForm)),
            ("", Err(Empty)),
        ] {
            assert_eq!(registered_letter(text), expected.map(str::to_owned), "{text:?}");
        }
        assert_eq!(s10_key("47312482"), 9);
        assert!(UnusualForm.may_be_kept() && WrongKey.may_be_kept());
    }
}
