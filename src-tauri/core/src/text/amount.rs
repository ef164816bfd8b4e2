//! Amounts and rates, written and read.
use super::{FIXED_SPACE, NARROW_SPACE, grouped};
use crate::money::Cents;
use serde::{Deserialize, Serialize};

/// The largest amount read or computed: whole cents that a JavaScript number still holds exactly.
pub const LARGEST: Cents = Cents(9_007_199_254_740_991);

/// An amount as it is printed: `1 234,56 €`, with U+202F between thousands and U+00A0 before the sign.
///
/// A negative amount takes the minus sign U+2212, for display only; [`parse_euros`] reads it back.
pub fn euros(amount: Cents) -> String {
    format!("{}{FIXED_SPACE}€", bare_euros(amount))
}

/// An amount in a table whose head names the currency: `1 234,56`, else as [`euros`].
pub fn bare_euros(amount: Cents) -> String {
    let sign = if amount.0 < 0 { "−" } else { "" };
    let cents = amount.0.unsigned_abs();
    format!("{sign}{},{:02}", grouped(cents / 100), cents % 100)
}

/// An amount as it stands in a sentence: `5 000 €` when it is whole, else as [`euros`].
pub fn short_euros(amount: Cents) -> String {
    let printed = euros(amount);
    if amount.0 % 100 == 0 { printed.replacen(",00", "", 1) } else { printed }
}

/// A rate in basis points as it is printed: 1240 → `12,40 %`, with U+00A0 before the sign.
pub fn percent(basis_points: u32) -> String {
    format!("{},{:02}{FIXED_SPACE}%", grouped(u64::from(basis_points / 100)), basis_points % 100)
}

/// Why a text is not an amount. The sentence shown to the person is chosen by this code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum AmountError {
    /// Nothing is written.
    #[error("no amount")]
    Empty,
    /// Something else than an amount is written.
    #[error("not an amount")]
    NotANumber,
    /// `1,234` and `1.234` are one euro and some to one program, a thousand and some to another.
    #[error("thousands or decimals: cannot tell")]
    Ambiguous,
    /// Euros have two decimals.
    #[error("more than two decimals")]
    TooManyDecimals,
    /// Beyond [`LARGEST`].
    #[error("amount too large")]
    TooLarge,
}

/// Reads an amount of euros, in the French or the plain form.
///
/// Accepts `1 234,56 €` (any of the usual spaces), `1234.56`, `1.234,56`, `1,234.56`, `1.234.567`, `12`, `,50`;
/// a minus sign before or after, or parentheses, make it negative; `€` or `EUR` may stand on either side.
///
/// # Errors
/// A lone separator followed by three digits is [`AmountError::Ambiguous`] and never guessed. More than two decimals
/// are refused, zeros included: such a column holds unit prices, not amounts.
pub fn parse_euros(text: &str) -> Result<Cents, AmountError> {
    let (negative, body) = sign_and_body(text)?;
    let (whole, decimals) = split_decimals(body)?;
    let whole = ungroup(whole)?;
    if whole.is_empty() && decimals.is_empty() {
        return Err(AmountError::NotANumber);
    }
    let mut cents: i64 = 0;
    let padding = if decimals.len() == 1 {
        "0"
    } else if decimals.is_empty() {
        "00"
    } else {
        ""
    };
    for digit in whole.bytes().chain(decimals.bytes()).chain(padding.bytes()) {
        cents = cents
            .checked_mul(10)
            .and_then(|shifted| shifted.checked_add(i64::from(digit - b'0')))
            .filter(|cents| *cents <= LARGEST.0)
            .ok_or(AmountError::TooLarge)?;
    }
    Ok(Cents(if negative { -cents } else { cents }))
}

/// True for the spaces a program may put between thousands or before the currency.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{00A0}' | NARROW_SPACE | '\u{2009}' | '\u{2007}' | '\t')
}

/// Takes the signs, the parentheses and the currency off.
fn sign_and_body(text: &str) -> Result<(bool, &str), AmountError> {
    let mut body = text.trim_matches(is_space);
    if body.is_empty() {
        return Err(AmountError::Empty);
    }
    let mut signs = 0;
    let mut currencies = 0;
    loop {
        let before = body;
        if let Some(inside) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            signs += 1;
            body = inside;
        }
        for minus in ['-', '−', '–'] {
            if let Some(rest) = body.strip_prefix(minus).or_else(|| body.strip_suffix(minus)) {
                signs += 1;
                body = rest;
            }
        }
        for currency in ["€", "EUR", "eur", "Eur"] {
            if let Some(rest) = body.strip_prefix(currency).or_else(|| body.strip_suffix(currency)) {
                currencies += 1;
                body = rest;
            }
        }
        body = body.trim_matches(is_space);
        if body == before {
            break;
        }
    }
    match body.strip_prefix('+') {
        Some(rest) if signs == 0 => body = rest,
        Some(_) => return Err(AmountError::NotANumber),
        None => {}
    }
    if signs > 1 || currencies > 1 || body.is_empty() {
        return Err(AmountError::NotANumber);
    }
    if body.chars().any(|c| !(c.is_ascii_digit() || is_group_mark(c) || c == ',')) {
        return Err(AmountError::NotANumber);
    }
    Ok((signs == 1, body))
}

fn is_group_mark(c: char) -> bool {
    c == '.' || c == '\'' || c == '’' || is_space(c)
}

/// Cuts at the decimal separator, once it is sure which one it is.
fn split_decimals(body: &str) -> Result<(&str, &str), AmountError> {
    let Some((at, separator)) = body.char_indices().rfind(|(_, c)| matches!(c, ',' | '.')) else {
        return Ok((body, ""));
    };
    let (whole, decimals) = (&body[..at], &body[at + 1..]);
    if whole.contains(separator) {
        // Twice the same: both group thousands, as in 1.234.567; a decimal separator comes only once.
        return if whole.contains(if separator == ',' { '.' } else { ',' }) { Err(AmountError::NotANumber) } else { Ok((body, "")) };
    }
    if decimals.is_empty() || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AmountError::NotANumber);
    }
    if decimals.len() <= 2 {
        return Ok((whole, decimals));
    }
    // "0,123" cannot be a thousand, nor can "1234,567" or "1 234,567".
    let could_be_thousands =
        decimals.len() == 3 && (1..=3).contains(&whole.len()) && whole.bytes().all(|b| b.is_ascii_digit()) && !whole.starts_with('0');
    Err(if could_be_thousands { AmountError::Ambiguous } else { AmountError::TooManyDecimals })
}

/// Joins the groups of thousands, of three digits each but the first, all parted by the same mark.
fn ungroup(whole: &str) -> Result<String, AmountError> {
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    let Some(mark) = marks.next() else {
        return Ok(whole.to_owned());
    };
    if marks.any(|other| other != mark) {
        return Err(AmountError::NotANumber);
    }
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    if !(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3) {
        return Err(AmountError::NotANumber);
    }
    Ok(whole.chars().filter(char::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_printed_with_french_spaces() {
        for (cents, printed) in [
            (0, "0,00\u{A0}€"),
            (5, "0,05\u{A0}€"),
            (123_456, "1\u{202F}234,56\u{A0}€"),
            (100_000_000, "1\u{202F}000\u{202F}000,00\u{A0}€"),
            (-41_376, "−413,76\u{A0}€"),
            (i64::MIN, "−92\u{202F}233\u{202F}720\u{202F}368\u{202F}547\u{202F}758,08\u{A0}€"),
        ] {
            assert_eq!(euros(Cents(cents)), printed);
        }
        assert_eq!(short_euros(Cents(500_000)), "5\u{202F}000\u{A0}€");
        assert_eq!(short_euros(Cents(500_050)), "5\u{202F}000,50\u{A0}€");
        assert_eq!(percent(1240), "12,40\u{A0}%");
        assert_eq!(percent(5), "0,05\u{A0}%");
    }

    #[test]
    fn amounts_are_read_in_the_usual_forms() {
        for (text, cents) in [
            ("1 234,56 €", 123_456),
            ("1\u{202F}234,56\u{A0}€", 123_456),
            ("1\u{A0}234,56", 123_456),
            ("1\u{2009}234,5", 123_450),
            ("1234.56", 123_456),
            ("1234,56", 123_456),
            ("1.234,56", 123_456),
            ("1,234.56", 123_456),
            ("1'234.56", 123_456),
            ("1.234.567", 123_456_700),
            ("1.234.567,89", 123_456_789),
            ("1 234 567", 123_456_700),
            ("1234", 123_400),
            ("12 EUR", 1_200),
            ("€12,30", 1_230),
            ("EUR 12.30", 1_230),
            ("(12,00)", -1_200),
            ("(12,00 €)", -1_200),
            ("(12,00) €", -1_200),
            ("-12", -1_200),
            ("− 12,00 €", -1_200),
            ("12,00-", -1_200),
            ("+12,00", 1_200),
            (",50", 50),
            ("0,5", 50),
            ("  7,00  ", 700),
            ("0", 0),
        ] {
            assert_eq!(parse_euros(text), Ok(Cents(cents)), "{text:?}");
        }
    }

    #[test]
    fn what_could_be_two_amounts_is_never_guessed() {
        for text in ["1,234", "1.234", "12.345", "999,999", "-1,234", "1.234 €"] {
            assert_eq!(parse_euros(text), Err(AmountError::Ambiguous), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        use AmountError::*;
        for (text, error) in [
            ("", Empty),
            ("  \u{A0}", Empty),
            ("abc", NotANumber),
            ("12 abc", NotANumber),
            ("-", NotANumber),
            ("€", NotANumber),
            (",", NotANumber),
            ("12,", NotANumber),
            ("--12", NotANumber),
            ("(-12)", NotANumber),
            ("-+12", NotANumber),
            ("1 23,00", NotANumber),
            ("1234 567", NotANumber),
            ("1.23.456", NotANumber),
            ("1,2,3", NotANumber),
            ("1 234.567 890", NotANumber),
            ("1,234.567.8", NotANumber),
            ("12/05", NotANumber),
            ("1e5", NotANumber),
            ("١٢", NotANumber),
            ("1\n2", NotANumber),
            ("€12€", NotANumber),
            ("12 $", NotANumber),
            ("0,123", TooManyDecimals),
            ("1234,567", TooManyDecimals),
            ("1 234,567", TooManyDecimals),
            ("1.234,567", TooManyDecimals),
            ("12,3400", TooManyDecimals),
            ("90071992547409,92", TooLarge),
            ("99999999999999999999999999", TooLarge),
        ] {
            assert_eq!(parse_euros(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_printed_amount_reads_back_the_same(cents in -LARGEST.0..=LARGEST.0) {
            prop_assert_eq!(parse_euros(&euros(Cents(cents))), Ok(Cents(cents)));
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,24}", amount in "[0-9.,'() €−-]{0,16}") {
            let _ = parse_euros(&text);
            let _ = parse_euros(&amount);
        }
    }
}
