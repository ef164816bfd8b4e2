//! Counting and listing.
use super::grouped;

/// The word that goes with `n`: in French the plural starts at two.
pub fn plural<'a>(n: i64, one: &'a str, many: &'a str) -> &'a str {
    if n.unsigned_abs() < 2 { one } else { many }
}

/// A count with its word: `1 facture`, `1 250 factures`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n < 2 { one } else { many })
}

/// A number of days: `1 jour`, `8 jours`. A negative number keeps its sign, as U+2212.
pub fn days(n: i64) -> String {
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}", count(n.unsigned_abs(), "jour", "jours"))
}

/// A list in a sentence: `a`, `a et b`, `a, b et c`; nothing for an empty list.
pub fn join_and<T: AsRef<str>>(items: &[T]) -> String {
    let mut out = String::new();
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push_str(if position + 1 == items.len() { " et " } else { ", " });
        }
        out.push_str(item.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_and_one_are_singular_in_french() {
        assert_eq!(plural(0, "facture", "factures"), "facture");
        assert_eq!(plural(1, "facture", "factures"), "facture");
        assert_eq!(plural(-1, "facture", "factures"), "facture");
        assert_eq!(plural(2, "facture", "factures"), "factures");
        assert_eq!(count(0, "facture", "factures"), "0 facture");
        assert_eq!(count(1250, "facture", "factures"), "1\u{202F}250 factures");
    }

    #[test]
    fn days_are_counted_in_words() {
        assert_eq!(days(1), "1 jour");
        assert_eq!(days(8), "8 jours");
        assert_eq!(days(-3), "−3 jours");
        assert_eq!(days(1825), "1\u{202F}825 jours");
    }

    #[test]
    fn a_list_ends_with_et() {
        assert_eq!(join_and::<&str>(&[]), "");
        assert_eq!(join_and(&["a"]), "a");
        assert_eq!(join_and(&["a", "b"]), "a et b");
        assert_eq!(join_and(&["a", "b", "c"]), "a, b et c");
    }
}
