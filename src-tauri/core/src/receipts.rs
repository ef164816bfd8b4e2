//! Up to which day is the money received known? Reminders that leave on old news ask people who have paid.
use crate::text::{count, short_date};
use chrono::NaiveDate;

/// What tells of the money received.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The statement that goes furthest; none when none was ever imported.
    pub statement: Option<StatementDays>,
    /// The last day the user said that his receipts were up to date.
    pub confirmed_on: Option<NaiveDate>,
}

/// The days of a bank statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementDays {
    /// The day it was imported.
    pub read_on: NaiveDate,
    /// The day of its last line; none when it has none.
    pub last_on: Option<NaiveDate>,
}

impl StatementDays {
    /// Up to when it tells what came in: its last line, and no later than the day it was read.
    pub fn through(self) -> NaiveDate {
        self.last_on.map_or(self.read_on, |last| last.min(self.read_on))
    }
}

/// Days between the last line of a statement and its import that are said: below, it is as old as its import.
const GAP_SAID: i64 = 2;

/// What is known of the money received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Recently enough.
    UpToDate,
    /// The last statement is old, and so is the user's word.
    Old {
        /// The statement.
        statement: StatementDays,
        /// Days since it was imported.
        read_days: u32,
        /// Days since its last line.
        through_days: u32,
    },
    /// No statement was ever imported: only the user knows.
    OnlyByHand {
        /// Days since he said that his receipts were up to date; none: he never did.
        said_days: Option<u32>,
    },
}

/// Whether the receipts are known up to `most_days` ago. The user's own word counts like a statement of that day.
pub fn known(receipts: &Receipts, today: NaiveDate, most_days: u32) -> Known {
    let age = |day: NaiveDate| u32::try_from((today - day).num_days().max(0)).unwrap_or(u32::MAX);
    let through = receipts.statement.map(StatementDays::through);
    if through.into_iter().chain(receipts.confirmed_on).map(age).min().is_some_and(|days| days <= most_days) {
        return Known::UpToDate;
    }
    match receipts.statement {
        Some(statement) => Known::Old { statement, read_days: age(statement.read_on), through_days: age(statement.through()) },
        None => Known::OnlyByHand { said_days: receipts.confirmed_on.map(age) },
    }
}

impl Known {
    /// What is known, in French; none when it is recent enough.
    pub fn sentence(self) -> Option<String> {
        match self {
            Known::UpToDate => None,
            Known::Old { statement, read_days, through_days } => {
                let late = i64::from(through_days) - i64::from(read_days);
                Some(if late > GAP_SAID {
                    let days = count(u64::from(through_days), "jour", "jours");
                    format!("Votre dernier relevé s’arrête au {}, il y a {days}.", short_date(statement.through()))
                } else {
                    format!("Dernier relevé importé {}.", ago(read_days))
                })
            }
            Known::OnlyByHand { said_days: None } => Some("Vos encaissements sont-ils à jour\u{202f}?".to_owned()),
            Known::OnlyByHand { said_days: Some(days) } => {
                Some(format!("Vos encaissements sont-ils à jour\u{202f}? Vous l’avez confirmé {}.", ago(days)))
            }
        }
    }

    /// What a click confirms before messages leave, in French; none when nothing has to be.
    pub fn question(self) -> Option<String> {
        let about = match self {
            Known::UpToDate => return None,
            Known::Old { .. } => "Des clients ont pu payer depuis\u{a0}: importez le relevé, ou confirmez que rien n’est arrivé.",
            Known::OnlyByHand { .. } => "Notez d’abord les règlements reçus\u{a0}: un client qui a payé ne doit pas être relancé.",
        };
        self.sentence().map(|sentence| format!("{sentence} {about}"))
    }
}

fn ago(days: u32) -> String {
    match days {
        0 => "aujourd’hui".to_owned(),
        1 => "hier".to_owned(),
        more => format!("il y a {}", count(u64::from(more), "jour", "jours")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn statement(read: &str, last: &str) -> Receipts {
        Receipts { statement: Some(StatementDays { read_on: day(read), last_on: Some(day(last)) }), confirmed_on: None }
    }

    fn said(receipts: Receipts, most: u32) -> Option<String> {
        known(&receipts, day("2026-11-23"), most).sentence()
    }

    #[test]
    fn a_statement_within_the_threshold_asks_nothing() {
        assert_eq!(said(statement("2026-11-20", "2026-11-20"), 3), None, "three days, three are allowed");
        assert_eq!(said(statement("2026-11-17", "2026-11-17"), 3).as_deref(), Some("Dernier relevé importé il y a 6 jours."));
    }

    #[test]
    fn a_statement_imported_today_that_stops_last_month_is_old_and_says_where_it_stops() {
        let sentence = said(statement("2026-11-23", "2026-10-31"), 3).unwrap();
        assert_eq!(sentence, "Votre dernier relevé s’arrête au 31 oct. 2026, il y a 23 jours.");
    }

    #[test]
    fn the_users_word_counts_like_a_statement_of_that_day() {
        let confirmed = |on: &str| Receipts { confirmed_on: Some(day(on)), ..statement("2026-11-02", "2026-11-02") };
        assert_eq!(said(confirmed("2026-11-23"), 3), None);
        assert!(said(confirmed("2026-11-10"), 3).is_some(), "and grows old like one");
    }

    #[test]
    fn who_never_imported_a_statement_is_only_asked() {
        assert_eq!(said(Receipts::default(), 3).as_deref(), Some("Vos encaissements sont-ils à jour\u{202f}?"));
        let once = Receipts { statement: None, confirmed_on: Some(day("2026-11-18")) };
        assert!(said(once, 3).unwrap().ends_with("il y a 5 jours."));
        assert!(known(&Receipts::default(), day("2026-11-23"), 3).question().unwrap().contains("Notez d’abord"));
    }

    #[test]
    fn lines_dated_after_the_import_do_not_make_it_younger() {
        let ahead = statement("2026-11-10", "2026-12-01");
        assert_eq!(said(ahead, 3).as_deref(), Some("Dernier relevé importé il y a 13 jours."));
    }
}
