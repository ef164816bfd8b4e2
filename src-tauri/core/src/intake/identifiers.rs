//! The keys of French company numbers.

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
    fn a_vat_number_gives_its_siren() {
        assert_eq!(siren_of_vat("FR44732829320"), Some("732829320"));
        assert_eq!(siren_of_vat("FR45732829320"), None, "wrong key");
        assert_eq!(siren_of_vat("BE0123456749"), None);
        assert_eq!(siren_of_vat("FRé4732829320"), None, "never splits a letter");
    }
}
