//! French as it is written: amounts, dates, counts, and the cleaning of what comes in.
//!
//! Spaces are part of the spelling: U+202F groups thousands, U+00A0 stands before « € », « % » and « : ».
mod amount;
mod clean;
mod columns;
mod count;
mod date;
mod formula;
mod lookalike;
mod natural;
mod sentences;
mod words;

pub use amount::{AmountError, LARGEST, bare_euros, euros, parse_euros, percent, short_euros};
pub use clean::{clean, fold, normalised_number};
pub use columns::{TextBlock, TextRow, blocks};
pub use count::{count, days, join_and, plural};
pub use date::{DateError, DateOrder, ends_on_short_month, long_date, numeric_date, parse_date, short_date, weekday_date};
pub use formula::{defused, restored_inside, starts_a_formula};
pub use lookalike::{as_read, number_as_read};
pub use natural::natural;
pub use words::{euros_in_words, number_in_words};

/// Narrow no-break space: between thousands, before « ; », « ? » and « ! ».
pub const NARROW_SPACE: char = '\u{202F}';
/// No-break space: before « : », « € », « % », and inside « ».
pub const FIXED_SPACE: char = '\u{00A0}';

/// A whole number with its thousands grouped: `12 345`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(NARROW_SPACE);
        }
        out.push(digit);
    }
    out
}
