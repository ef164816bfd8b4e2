//! Amounts of a column: which sign parts the cents, and what each cell is worth.
use echu_core::money::Cents;
use echu_core::text::{AmountError, parse_euros};
use serde::{Deserialize, Serialize};

/// The sign between euros and cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum DecimalSign {
    /// 1 234,56
    Comma,
    /// 1,234.56
    Dot,
}

impl DecimalSign {
    fn other(self) -> char {
        match self {
            DecimalSign::Comma => '.',
            DecimalSign::Dot => ',',
        }
    }

    fn sign(self) -> char {
        match self {
            DecimalSign::Comma => ',',
            DecimalSign::Dot => '.',
        }
    }
}

/// Why a cell is not an amount of euros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AmountFault {
    Bad,
    Ambiguous,
    TooPrecise,
    Foreign(String),
}

/// What the cells of the money columns say of the decimal sign.
#[derive(Default)]
pub(super) struct DecimalEvidence {
    comma: u32,
    dot: u32,
    /// The first cell that reads both ways.
    either: Option<String>,
}

impl DecimalEvidence {
    /// Looks at one more cell.
    pub(super) fn see(&mut self, text: &str) {
        let (mut commas, mut dots, mut before, mut after, mut spaces) = (0, 0, 0, 0, 0);
        let (mut last, mut zero) = (None, false);
        for c in text.chars() {
            match c {
                ',' => (commas, last, after) = (commas + 1, Some(DecimalSign::Comma), 0),
                '.' => (dots, last, after) = (dots + 1, Some(DecimalSign::Dot), 0),
                '0'..='9' if last.is_none() => {
                    zero |= before == 0 && c == '0';
                    before += 1;
                }
                '0'..='9' => after += 1,
                _ if before > 0 && after == 0 && (c.is_whitespace() || c == '\'' || c == '’') => spaces += 1,
                _ => {}
            }
        }
        let Some(last) = last.filter(|_| before > 0 || after > 0) else { return };
        let decimal = match (commas, dots) {
            (0, 2..) => DecimalSign::Comma,
            (2.., 0) => DecimalSign::Dot,
            (1, 0) | (0, 1) if after == 3 && (1..=3).contains(&before) && spaces == 0 && !zero => {
                self.either.get_or_insert_with(|| text.to_owned());
                return;
            }
            _ => last,
        };
        match decimal {
            DecimalSign::Comma => self.comma += 1,
            DecimalSign::Dot => self.dot += 1,
        }
    }

    /// The sign, when the cells leave no doubt or none depends on it; else a cell to ask about. Never a guess: it is money.
    pub(super) fn decide(&self) -> Result<DecimalSign, &str> {
        match (&self.either, self.comma, self.dot) {
            (Some(example), 0, 0) => Err(example),
            (Some(example), 1.., 1..) => Err(example),
            (_, comma, dot) if dot > comma => Ok(DecimalSign::Dot),
            _ => Ok(DecimalSign::Comma),
        }
    }
}

/// What the cell is worth. `decimal` serves only where the cell reads both ways.
pub(super) fn parse(text: &str, decimal: Option<DecimalSign>) -> Result<Cents, AmountFault> {
    match parse_euros(text) {
        Ok(amount) => Ok(amount),
        Err(AmountError::TooManyDecimals) => precise(text),
        Err(AmountError::Ambiguous) => match decimal {
            None => Err(AmountFault::Ambiguous),
            Some(decimal) if text.contains(decimal.sign()) => precise(text),
            Some(decimal) => parse_euros(&text.replace(decimal.other(), "")).map_err(|_| AmountFault::Bad),
        },
        Err(AmountError::NotANumber) => Err(foreign(text).map_or(AmountFault::Bad, AmountFault::Foreign)),
        Err(AmountError::Empty | AmountError::TooLarge) => Err(AmountFault::Bad),
    }
}

/// Reads `1234,5600`, as some tools write: zeros after the cents change nothing, other figures are never rounded away.
fn precise(text: &str) -> Result<Cents, AmountFault> {
    let at = text.rfind([',', '.']).ok_or(AmountFault::Bad)? + 1;
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let (decimals, rest) = text[at..].split_at(digits);
    match decimals.get(..2).filter(|_| decimals.bytes().skip(2).all(|digit| digit == b'0')) {
        Some(cents) => parse_euros(&format!("{}{cents}{rest}", &text[..at])).map_err(|_| AmountFault::Bad),
        None => Err(AmountFault::TooPrecise),
    }
}

/// The cents of a number kept with more decimals than two, half away from zero; none for any other text, and for a number that
/// needs no rounding.
pub(super) fn rounded(text: &str) -> Option<Cents> {
    let (units, decimals) = text.strip_prefix('-').unwrap_or(text).split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(units) || !digits(decimals) || decimals.trim_end_matches('0').len() <= 2 {
        return None;
    }
    let cents = format!("{units}{}", decimals.get(..2)?).parse::<i64>().ok()?;
    let up = i64::from(decimals.as_bytes().get(2).is_some_and(|digit| *digit >= b'5'));
    let cents = cents.checked_add(up)?;
    Some(Cents(if text.starts_with('-') { -cents } else { cents }))
}

/// The currency beside a number, if it is not the euro.
fn foreign(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(sign) = text.chars().find(|c| matches!(c, '$' | '£' | '¥' | '₣' | '₤' | '₽' | '₺' | '₹')) {
        return Some(sign.to_string());
    }
    let code = text.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty())?;
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) && code != "EUR").then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(cells: &[&str]) -> Result<DecimalSign, String> {
        let mut evidence = DecimalEvidence::default();
        cells.iter().for_each(|cell| evidence.see(cell));
        evidence.decide().map_err(str::to_owned)
    }

    #[test]
    fn the_decimal_sign_is_decided_by_all_the_cells_or_asked() {
        use DecimalSign::{Comma, Dot};
        for (cells, expected) in [
            (&["1.234", "12,50 €"][..], Ok(Comma)),
            (&["1,234", "12.50"], Ok(Dot)),
            (&["1.234.567"], Ok(Comma)),
            (&["1,234,567"], Ok(Dot)),
            (&["1.234,5", "7"], Ok(Comma)),
            (&["1 234,567"], Ok(Comma)),
            (&["0.125"], Ok(Dot)),
            (&["12", "-300 €"], Ok(Comma)),
            (&["1.234", "12"], Err("1.234".to_owned())),
            (&["1.234", "12,50", "12.50"], Err("1.234".to_owned())),
        ] {
            assert_eq!(decide(cells), expected, "{cells:?}");
        }
    }

    #[test]
    fn a_cell_is_worth_what_the_column_says_and_is_never_rounded() {
        use AmountFault::*;
        use DecimalSign::{Comma, Dot};
        for (text, decimal, expected) in [
            ("1\u{a0}234,56 €", Some(Comma), Ok(123_456)),
            ("1\u{202f}234,56\u{a0}€", None, Ok(123_456)),
            ("1.234", Some(Comma), Ok(123_400)),
            ("1.234", Some(Dot), Err(TooPrecise)),
            ("1.230 €", Some(Dot), Ok(123)),
            ("-1,234", Some(Dot), Ok(-123_400)),
            ("1,234", None, Err(Ambiguous)),
            ("120.00000000", Some(Dot), Ok(12_000)),
            ("120,0050", Some(Comma), Err(TooPrecise)),
            ("12 $", None, Err(Foreign("$".into()))),
            ("USD 12.00", None, Err(Foreign("USD".into()))),
            ("1 200 CHF", None, Err(Foreign("CHF".into()))),
            ("douze", None, Err(Bad)),
            ("12/05/2026", None, Err(Bad)),
        ] {
            assert_eq!(parse(text, decimal), expected.map(Cents), "{text}");
        }
    }

    #[test]
    fn a_spreadsheet_s_hidden_decimals_are_rounded_half_away_from_zero() {
        for (text, expected) in [
            ("39,9960", Some(4_000)),
            ("12,3449", Some(1_234)),
            ("12,3450", Some(1_235)),
            ("-12,3450", Some(-1_235)),
            ("12,3400", None),
            ("12,34", None),
            ("12", None),
            ("1 234,5678", None),
            ("F-12,3456", None),
        ] {
            assert_eq!(rounded(text), expected.map(Cents), "{text}");
        }
    }
}
