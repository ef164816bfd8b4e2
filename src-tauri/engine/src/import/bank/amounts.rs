//! Amounts and days as statements write them, exactly or not at all.
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::text::clean;

/// The longest label kept, in characters.
const LABEL: usize = 500;

/// `-1234.50`, `1234,5`, `+12`, `1,234.56`: the last sign parts the cents when one or two digits follow; three digits after
/// it are thousands only if another sign stands before.
pub(super) fn decimal(text: &str) -> Option<Cents> {
    let text: String = text.trim().chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\u{202f}').collect();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let cut = digits.rfind(['.', ',']);
    let (whole, cents) = match cut {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    let thousands = |c: char| c == '.' || c == ',';
    let groups: Vec<&str> = whole.split(thousands).collect();
    let well_grouped = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    let euros: String = groups.concat();
    if !well_grouped || (euros.is_empty() && cents.is_empty()) || !(euros.clone() + cents).bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (kept, beyond) = cents.split_at(cents.len().min(2));
    if beyond.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let euros: i64 = if euros.is_empty() { 0 } else { euros.parse().ok()? };
    let cents: i64 = format!("{kept:0<2}").parse().ok()?;
    let amount = euros.checked_mul(100)?.checked_add(cents)?;
    // A thousand billion euros: beyond, it is no amount.
    (amount <= 100_000_000_000_000).then_some(Cents(if negative { -amount } else { amount }))
}

/// The first eight digits as year, month, day.
pub(super) fn compact_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim().get(..8)?, "%Y%m%d").ok()
}

/// Two digits each, the century being this one up to 79.
pub(super) fn short_day(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    let year: i32 = year.parse().ok()?;
    NaiveDate::from_ymd_opt(if year < 80 { 2000 + year } else { 1900 + year }, month.parse().ok()?, day.parse().ok()?)
}

/// Several texts on one line, cleaned, without the one that repeats another.
pub(super) fn label(parts: &[&str]) -> String {
    let mut label = String::new();
    for part in parts {
        let part = clean(part);
        if part.is_empty() || label.contains(&part) {
            continue;
        }
        if part.contains(&label) {
            label = part;
        } else {
            label.push_str(" · ");
            label.push_str(&part);
        }
    }
    label.chars().take(LABEL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_or_nothing() {
        for (text, cents) in [
            ("-1234,50", Some(-123_450)),
            ("-80", Some(-8_000)),
            ("12.34", Some(1_234)),
            ("1,234.56", Some(123_456)),
            ("1.234,5", Some(123_450)),
            ("1 234,50", Some(123_450)),
            ("0.1", Some(10)),
            (".75", Some(75)),
            ("1.2300", Some(123)),
            ("1.234", None),
            ("12,34,56", None),
            ("1e5", None),
            ("", None),
            ("-", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(decimal(text), cents.map(Cents), "{text}");
        }
    }

    #[test]
    fn a_label_says_each_thing_once() {
        assert_eq!(label(&["VIR DURAND", "VIR DURAND FACTURE 12"]), "VIR DURAND FACTURE 12");
        assert_eq!(label(&["DURAND", "  FACTURE\t12 ", ""]), "DURAND · FACTURE 12");
    }
}
