//! What is past its retention on a day.
use super::retention::{DataKind, YearEnd, purged_from};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a purge takes away, one kind at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum PurgeKind {
    /// Contact persons, telephones, e-mails of clients of the past.
    Contacts,
    /// Reminders, letters, proofs of what was settled.
    Messages,
    /// What was written of clients whose matters are settled.
    Notes,
    /// Movements of the bank that settle nothing.
    BankLines,
    /// PDFs and words of invoices, and the identity of consumers who have none left.
    Invoices,
}

impl PurgeKind {
    /// All, in the order in which they are shown.
    pub const ALL: [PurgeKind; 5] = [PurgeKind::Contacts, PurgeKind::Messages, PurgeKind::Notes, PurgeKind::BankLines, PurgeKind::Invoices];

    /// The line of the table of retention that decides.
    pub fn data(self) -> DataKind {
        match self {
            PurgeKind::Contacts => DataKind::Contacts,
            PurgeKind::Messages => DataKind::Messages,
            PurgeKind::Notes => DataKind::Notes,
            PurgeKind::BankLines => DataKind::BankLines,
            PurgeKind::Invoices => DataKind::Invoices,
        }
    }

    /// Its name, in French.
    pub fn label(self) -> &'static str {
        match self {
            PurgeKind::Contacts => "Coordonnées d’anciens clients",
            PurgeKind::Messages => "Relances et courriers réglés",
            PurgeKind::Notes => "Notes de dossiers réglés",
            PurgeKind::BankLines => "Mouvements bancaires sans facture",
            PurgeKind::Invoices => "PDF et objets de factures anciennes",
        }
    }
}

/// Something that may be past its retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its identity in its table.
    pub id: i64,
    /// Whose, as a person reads it; may be empty.
    pub whose: String,
    /// The day from which it is kept.
    pub from: NaiveDate,
}

/// Those that may be purged on a day, with the first day on which they could be; oldest first.
pub fn past(kind: PurgeKind, all: Vec<Dated>, year_end: YearEnd, today: NaiveDate) -> Vec<(Dated, NaiveDate)> {
    let dated = all.into_iter().map(|one| {
        let since = purged_from(kind.data(), one.from, year_end);
        (one, since)
    });
    let mut past: Vec<(Dated, NaiveDate)> = dated.filter(|(_, since)| *since <= today).collect();
    past.sort_by_key(|(one, since)| (*since, one.id));
    past
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;

    #[test]
    fn what_is_kept_to_its_last_day_goes_the_day_after_and_the_oldest_comes_first() {
        let one = |id, from: &str| Dated { id, whose: String::new(), from: day(from) };
        let all = vec![one(1, "2025-10-23"), one(2, "2025-10-22"), one(3, "2024-01-01")];
        let gone = past(PurgeKind::BankLines, all, YearEnd::default(), day("2026-11-23"));
        let ids: Vec<_> = gone.iter().map(|(one, since)| (one.id, *since)).collect();
        assert_eq!(ids, [(3, day("2025-02-02")), (2, day("2026-11-23"))], "the movement of 23 October is kept one day more");
    }

    #[test]
    fn an_invoice_follows_the_close_of_the_year() {
        let all = vec![Dated { id: 1, whose: String::new(), from: day("2016-07-01") }];
        let on = |month, today: &str| past(PurgeKind::Invoices, all.clone(), YearEnd::of(month).unwrap(), day(today)).len();
        assert_eq!(on(12, "2026-12-31"), 0);
        assert_eq!(on(12, "2027-01-01"), 1);
        assert_eq!(on(6, "2027-06-30"), 0, "closed on 30 June 2017");
        assert_eq!(on(6, "2027-07-01"), 1);
    }
}
