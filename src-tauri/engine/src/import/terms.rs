//! Terms of payment in words, in a column of their own or in the place of the due date: « 30 jours », « à réception », « 45 jours fin de
//! mois ».
use echu_core::text::fold;
use serde::{Deserialize, Serialize};

/// How « 45 jours fin de mois » is counted: both are lawful (C. com. L441-10), and which one is agreed is not written in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum MonthEnd {
    /// The days, then the end of that month.
    DaysFirst,
    /// The end of the month, then the days.
    MonthFirst,
}

/// Terms, as a cell says them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terms {
    /// Days from the invoice.
    Days(u16),
    /// Days and the end of the month; none: the words do not say which comes first.
    MonthEnd(u16, Option<MonthEnd>),
}

/// The longest time to pay that is read.
const MOST: u16 = 365;

/// The terms of a cell. None for the rest: of two delays, of a day of the month, nobody has chosen (law/droit.md §8.2).
pub(super) fn read(cell: &str) -> Option<Terms> {
    if cell.is_empty() || cell.len() > 60 {
        return None;
    }
    let folded = fold(cell).replace("f.d.m", "fdm").replace("e.o.m", "eom");
    let folded = folded.replace("a 30 j fin", "30 j fin").replace(['+', ','], " puis ");
    let words: Vec<&str> = folded.trim_end_matches('.').split_whitespace().filter(|word| !matches!(*word, "puis" | "le" | "les")).collect();
    let words = words.strip_prefix(&["a"]).unwrap_or(&words);
    if let Some(at) = words.iter().position(|word| matches!(*word, "fin" | "fdm" | "eom" | "end")) {
        return month_end(words, at);
    }
    match words {
        ["comptant" | "immediat" | "immediate"]
        | ["paiement", "comptant" | "immediat"]
        | ["reception"]
        | ["reception", "facture"]
        | ["reception", "de", "facture"]
        | ["reception", "de", "la", "facture"]
        | ["due", "on" | "upon", "receipt"] => Some(Terms::Days(0)),
        ["net", rest @ ..] => days(rest).map(Terms::Days),
        _ => days(words).map(Terms::Days),
    }
}

/// The end of the month, at this word, with days before or after it.
fn month_end(words: &[&str], at: usize) -> Option<Terms> {
    let named = match &words[at..] {
        ["fdm" | "eom", ..] => 1,
        ["fin", "mois", ..] => 2,
        ["fin", "de" | "du", "mois", ..] | ["end", "of", "month", ..] => 3,
        _ => return None,
    };
    let (before, after) = (&words[..at], &words[at + named..]);
    match (before, after) {
        ([], []) => Some(Terms::MonthEnd(0, Some(MonthEnd::DaysFirst))),
        (_, []) => days(before.strip_prefix(&["net"]).unwrap_or(before)).map(|days| Terms::MonthEnd(days, None)),
        ([], _) => days(after.strip_prefix(&["a"]).unwrap_or(after)).map(|days| Terms::MonthEnd(days, Some(MonthEnd::MonthFirst))),
        _ => None,
    }
}

/// The days of terms that are nothing else.
pub(super) fn plain_days(cell: &str) -> Option<u16> {
    match read(cell)? {
        Terms::Days(days) => Some(days),
        Terms::MonthEnd(..) => None,
    }
}

/// « 30 », « 30j », « 30 jours nets », « 30 jours date de facture ».
fn days(words: &[&str]) -> Option<u16> {
    let (first, rest) = words.split_first()?;
    let unit_at = first.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.len());
    let (number, glued) = first.split_at(unit_at);
    let is_unit = |word: &str| matches!(word, "j" | "jour" | "jours" | "day" | "days");
    let rest = match rest {
        _ if !glued.is_empty() => Some(rest).filter(|_| is_unit(glued))?,
        [unit, rest @ ..] if is_unit(unit) => rest,
        _ => rest,
    };
    let rest = rest.strip_prefix(&["net"]).or_else(|| rest.strip_prefix(&["nets"])).unwrap_or(rest);
    let from_the_invoice = matches!(rest, [] | ["date", "facture"] | ["date", "de", "facture"]);
    number.parse().ok().filter(|days| from_the_invoice && *days <= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_to_pay_are_read_when_they_read_one_way() {
        for (cell, days) in [
            ("30", 30),
            ("30 jours", 30),
            ("30j", 30),
            ("45 J.", 45),
            ("à 60 jours", 60),
            ("30 jours nets", 30),
            ("30 jours date de facture", 30),
            ("À 45 jours nets date de facture", 45),
            ("Net 30", 30),
            ("30 days", 30),
            ("À réception", 0),
            ("À réception de facture", 0),
            ("Comptant", 0),
            ("Immédiat", 0),
            ("Due on receipt", 0),
        ] {
            assert_eq!(plain_days(cell), Some(days), "{cell}");
        }
    }

    #[test]
    fn days_to_pay_that_read_two_ways_are_left_to_a_person() {
        for cell in [
            "",
            "—",
            "45 jours fin de mois",
            "30 jours fin du mois",
            "30 j fin mois",
            "Fin mois + 30 jours",
            "45 jours F.D.M.",
            "45 days EOM",
            "30 jours le 10 du mois suivant",
            "Le 15 du mois suivant",
            "30 % à la commande, solde à 60 jours",
            "2 % à 10 jours, net 30 jours",
            "2 mois",
            "30 jours après réception",
            "60 jours, comptant si < 100 €",
            "400 jours",
            "jours",
        ] {
            assert_eq!(plain_days(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_end_of_the_month_is_read_and_what_comes_first_is_said_only_by_the_words() {
        for (cell, terms) in [
            ("45 jours fin de mois", Some((45, None))),
            ("30 j fin mois", Some((30, None))),
            ("à 30j FDM", Some((30, None))),
            ("30 jours nets fin de mois", Some((30, None))),
            ("45 jours F.D.M.", Some((45, None))),
            ("Fin de mois", Some((0, Some(MonthEnd::DaysFirst)))),
            ("Fin de mois + 30 jours", Some((30, Some(MonthEnd::MonthFirst)))),
            ("fin de mois puis 45 j", Some((45, Some(MonthEnd::MonthFirst)))),
            ("30 jours fin de mois le 10", None),
            ("30 jours le 10 du mois suivant", None),
            ("fin janvier", None),
        ] {
            assert_eq!(read(cell), terms.map(|(days, first)| Terms::MonthEnd(days, first)), "{cell}");
        }
    }
}
