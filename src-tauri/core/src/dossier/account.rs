//! The account of the invoices of a file: what they asked for, what settled them, and what that leaves after each.
use crate::money::Cents;
use chrono::NaiveDate;

/// A line of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its day.
    pub on: NaiveDate,
    /// « Facture F-2026-0148 ».
    pub label: String,
    /// Above zero: asked for; below: settled.
    pub amount: Cents,
}

/// Lines in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    entries: Vec<Entry>,
}

impl Account {
    /// An account of these lines, oldest first; on one day, what is asked for before what settles it.
    pub fn of(mut entries: Vec<Entry>) -> Account {
        entries.sort_by(|a, b| (a.on, !a.amount.is_positive(), &a.label).cmp(&(b.on, !b.amount.is_positive(), &b.label)));
        Account { entries }
    }

    /// Each line with what is left after it.
    pub fn lines(&self) -> impl Iterator<Item = (&Entry, Cents)> {
        let mut left = Cents::ZERO;
        self.entries.iter().map(move |entry| {
            left += entry.amount;
            (entry, left)
        })
    }

    /// What is left in the end; below zero, the client is owed.
    pub fn closing(&self) -> Cents {
        self.entries.iter().map(|entry| entry.amount).sum()
    }

    /// True without a line.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_from_top_to_bottom() {
        let line = |on: &str, label: &str, amount| Entry { on: on.parse().unwrap(), label: label.to_owned(), amount: Cents(amount) };
        let account = Account::of(vec![
            line("2026-05-01", "Règlement", -40_000),
            line("2026-03-12", "Facture F-1", 100_000),
            line("2026-05-01", "Facture F-2", 10_000),
        ]);
        let told: Vec<(&str, i64)> = account.lines().map(|(entry, left)| (entry.label.as_str(), left.0)).collect();
        assert_eq!(told, [("Facture F-1", 100_000), ("Facture F-2", 110_000), ("Règlement", 70_000)]);
        assert_eq!(account.closing(), Cents(70_000));
    }
}
