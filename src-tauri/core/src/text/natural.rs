//! The order of words as a person puts them.
use std::cmp::Ordering;

/// Compares two texts without regard to case, their numbers by what they are worth: « f-9 » comes before « F-10 ». Accents count: names are
/// compared folded.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        let ((a, after_left), (b, after_right)) = match (next(left), next(right)) {
            (Some(a), Some(b)) => (a, b),
            (a, b) => return a.is_some().cmp(&b.is_some()),
        };
        let order = match (digits(a), digits(b)) {
            // Without their zeros, the longer of two numbers is the larger.
            (Some(a), Some(b)) => a.len().cmp(&b.len()).then_with(|| a.cmp(b)),
            _ => a.chars().flat_map(char::to_lowercase).cmp(b.chars().flat_map(char::to_lowercase)),
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (after_left, after_right);
    }
}

/// The first run of digits, or the first other character, and what follows.
fn next(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let end = if first.is_ascii_digit() { text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()) } else { first.len_utf8() };
    Some(text.split_at(end))
}

/// The digits that count of a number.
fn digits(run: &str) -> Option<&str> {
    run.starts_with(|c: char| c.is_ascii_digit()).then(|| run.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_put_in_order_by_what_they_are_worth() {
        let mut numbers = ["f-10", "f-9", "f-2026-2", "f-0010b", "e-10", "", "f-", "e-2"];
        numbers.sort_by(|a, b| natural(a, b));
        assert_eq!(numbers, ["", "e-2", "e-10", "f-", "f-9", "f-10", "f-0010b", "f-2026-2"]);
    }

    #[test]
    fn a_number_longer_than_any_machine_counts_is_still_in_its_place() {
        assert_eq!(natural("99999999999999999999999999", "100000000000000000000000000"), Ordering::Less);
        assert_eq!(natural("F-007", "f-7"), Ordering::Equal);
        assert_eq!(natural("F 2025 10", "F 2026 1"), Ordering::Less, "a space parts two numbers");
    }
}
