//! The statements of one account in one file made one: the pages of a statement follow each other, and what two of them
//! tell twice is told once.
use super::{Balance, Statement};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One statement for each account and currency, in the order of the file. Its lines are ranked within a day over the whole
/// file, so that a movement of the second page is not taken for one of the first.
pub fn unite(statements: Vec<Statement>) -> Vec<Statement> {
    let mut united: Vec<Statement> = Vec::new();
    for next in statements {
        let same = |one: &&mut Statement| one.account_key() == next.account_key() && one.currency == next.currency;
        match united.iter_mut().find(same) {
            Some(one) => one.follow(next),
            None => united.push(next),
        }
    }
    united
}

impl Statement {
    /// Pages share a day at most, or one opens with what the other closed on: alike lines of theirs are as many movements.
    /// Periods that overlap by more, the same balances, movements that bear the same identifier of the bank are told twice:
    /// the most of either counts.
    fn follow(&mut self, next: Statement) {
        let same = |one: Option<Balance>, other: Option<Balance>| one.zip(other).is_some_and(|(one, other)| one.amount == other.amount);
        let follows = same(self.closing, next.opening) || same(next.closing, self.opening);
        let repeated = same(self.opening, next.opening) && same(self.closing, next.closing);
        let common = match (self.days(), next.days()) {
            (Some((from, to)), Some((next_from, next_to))) => from.max(next_from) < to.min(next_to),
            (Some(_), None) | (None, Some(_)) | (None, None) => false,
        };
        let overlap = !follows && (repeated || common);
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        let (account, mine) = (self.account_key(), &self.lines);
        mine.iter().for_each(|line| *known.entry(line.likeness(&account)).or_default() += 1);
        let told = |line: &super::BankLine, known: &mut BTreeMap<String, u32>| {
            // Balances that follow each other tell nothing twice, whatever numbers the bank gave.
            let twice = overlap || (!follows && !line.bank_id.is_empty());
            let left = known.get_mut(&line.likeness(&account)).filter(|left| twice && **left > 0);
            left.map(|left| *left -= 1).is_some()
        };
        let new: Vec<_> = next.lines.into_iter().filter(|line| !told(line, &mut known)).collect();
        self.lines.extend(new);
        let earliest = |one: Option<Balance>, other: Option<Balance>| match (one, other) {
            (Some(one), Some(other)) => Some(if other.on < one.on { other } else { one }),
            (one, other) => one.or(other),
        };
        let latest = |one: Option<Balance>, other: Option<Balance>| match (one, other) {
            (Some(one), Some(other)) => Some(if other.on >= one.on { other } else { one }),
            (one, other) => other.or(one),
        };
        self.opening = earliest(self.opening, next.opening);
        self.closing = latest(self.closing, next.closing);
        self.breaks = self.breaks.take().zip(next.breaks).map(|(one, other)| [one, other].concat());
        self.set_aside.extend(next.set_aside);
    }

    /// The days of its first and last movements.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || self.lines.iter().map(|line| line.booked_on);
        days().min().zip(days().max())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{line, statement};
    use super::*;
    use crate::bank::BalanceCheck;
    use crate::money::Cents;

    fn told(statements: Vec<Statement>) -> Vec<usize> {
        unite(statements).iter().map(|one| one.identities().into_iter().collect::<std::collections::BTreeSet<_>>().len()).collect()
    }

    #[test]
    fn alike_movements_of_two_pages_are_two_movements() {
        let page = || statement(vec![line("2026-11-16", 55_500, "REMISE DE CHEQUES", "")]);
        assert_eq!(told(vec![page(), page()]), [2]);
        let mut other = page();
        other.iban = "FR1420041010050500013M02606".into();
        assert_eq!(told(vec![page(), other, page()]), [2, 1], "another account");
    }

    #[test]
    fn statements_of_one_file_that_overlap_add_nothing_twice() {
        let days = |from: u32, to: u32| {
            statement((from..=to).map(|day| line(&format!("2026-11-{day:02}"), 12_000, "REMISE DE CHEQUES", "")).collect())
        };
        assert_eq!(told(vec![days(1, 15), days(10, 20)]), [20]);
        assert_eq!(told(vec![days(1, 15), days(15, 20)]), [21], "the day that two pages share");
    }

    #[test]
    fn balances_tell_a_page_from_a_repetition() {
        let page = |opening: i64, closing: i64| {
            let balance = |amount| Some(Balance { on: "2026-11-16".parse().unwrap(), amount: Cents(amount) });
            let lines = ["2026-11-16", "2026-11-18"].map(|day| line(day, 100, "REMISE DE CHEQUES", ""));
            Statement { opening: balance(opening), closing: balance(closing), ..statement(lines.to_vec()) }
        };
        assert_eq!(told(vec![page(0, 200), page(200, 400)]), [4], "the second opens with what the first closed on");
        assert_eq!(told(vec![page(0, 200), page(0, 200)]), [2], "the same one twice");
    }

    #[test]
    fn a_movement_with_the_banks_identifier_is_told_once() {
        let one = || statement(vec![line("2026-11-16", 55_500, "REMISE", "R1")]);
        assert_eq!(told(vec![one(), one()]), [1]);
    }

    #[test]
    fn the_balances_of_the_pages_are_those_of_the_first_and_of_the_last() {
        let page = |from: &str, to: &str, opening: i64, closing: i64, amount: i64| {
            let mut page = statement(vec![line(to, amount, "VIR", "")]);
            page.opening = Some(Balance { on: from.parse().unwrap(), amount: Cents(opening) });
            page.closing = Some(Balance { on: to.parse().unwrap(), amount: Cents(closing) });
            page
        };
        let pages = vec![page("2026-11-01", "2026-11-15", 100, 300, 200), page("2026-11-15", "2026-11-30", 300, 350, 50)];
        let reversed = pages.iter().rev().cloned().collect();
        for pages in [pages, reversed] {
            let united = unite(pages);
            assert_eq!((united.len(), united[0].balance_check()), (1, BalanceCheck::Agrees));
        }
    }
}
