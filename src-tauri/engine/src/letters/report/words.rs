//! The words of a report on paper.
use chrono::NaiveDate;
use echu_core::text::long_date;

pub(super) const HOW: &str = "Comment c’est calculé";
pub(super) const UNKNOWN: &str = "inconnu";

/// Under the title.
pub(super) fn made_on(day: NaiveDate) -> String {
    format!("Établi le {} avec Échu. Montants en euros.", long_date(day))
}

/// At the head of the pages that follow, and in the file.
pub(super) fn running(title: &str, subtitle: &str) -> String {
    format!("{title} · {subtitle}")
}

/// « 12 j », « −3 j ».
pub(super) fn days(days: i32) -> String {
    format!("{}{}\u{a0}j", if days < 0 { "−" } else { "" }, days.unsigned_abs())
}
