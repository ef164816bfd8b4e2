//! Payment delays by sector and by client, beside what the law allows at most.
use super::words;
use super::{Cell, Column, Kind, Names, Table, by_name};
use crate::delay::lateness;
use crate::forecast::middle;
use crate::ids::ClientId;
use crate::money::Cents;
use crate::party::DebtorKind;
use crate::terms::{Sector, latest_lawful};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Under which rule a client pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payer {
    /// What he is.
    pub debtor: DebtorKind,
    /// His rule for the time to pay.
    pub sector: Sector,
    /// True when terms « fin de mois » were agreed with him.
    pub by_month: bool,
}

/// Money received for an invoice that is due at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// Whose.
    pub client: ClientId,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Day of delivery, when it is known.
    pub delivered_on: Option<NaiveDate>,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// Day of the money.
    pub on: NaiveDate,
    /// In cents, above zero.
    pub amount: Cents,
}

/// The places of the columns that do not add up.
const AFTER_DUE: usize = 3;

/// The table: a group a rule, a line a client.
pub fn compute(payers: &BTreeMap<ClientId, Payer>, names: &Names, paid: &[Paid]) -> Table {
    let [client, count, amount, average, median, worst, since_average, since_median, beyond, share] = words::DELAY_COLUMNS;
    let mut table = Table::new(&[
        Column::wide(client),
        Column::summed(count, Kind::Count),
        Column::summed(amount, Kind::Cents),
        Column::new(average, Kind::Days),
        Column::new(median, Kind::Days),
        Column::new(worst, Kind::Days),
        Column::new(since_average, Kind::Days),
        Column::new(since_median, Kind::Days),
        Column::summed(beyond, Kind::Count),
        Column::new(share, Kind::Rate),
    ]);
    let mut rules: BTreeMap<(DebtorKind, Sector), BTreeMap<ClientId, Vec<&Paid>>> = BTreeMap::new();
    for one in paid {
        if let Some(payer) = payers.get(&one.client) {
            rules.entry(rule(*payer)).or_default().entry(one.client).or_default().push(one);
        }
    }
    let mut all = Vec::new();
    for ((debtor, sector), clients) in rules {
        let of_rule: Vec<&Paid> = clients.values().flatten().copied().collect();
        table.group(words::ceiling(debtor, sector));
        for (client, paid) in by_name(clients, names) {
            let sums = [client, Cell::count(paid.len()), paid.iter().map(|one| one.amount).sum::<Cents>().into()];
            table.line(sums.into_iter().chain(measures(&paid, payers)).collect());
        }
        table.subtotal(words::SUBTOTAL, &own(&of_rule, payers));
        all.extend(of_rule);
    }
    if !all.is_empty() {
        table.total(words::ALL_CLIENTS, &own(&all, payers));
    }
    table
}

/// The rule a client falls under: one that is not made for what he is does not count.
fn rule(payer: Payer) -> (DebtorKind, Sector) {
    let sector = match (payer.debtor, payer.sector) {
        (DebtorKind::Consumer, _) | (DebtorKind::Business, Sector::Hospital | Sector::PublicCompany) => Sector::General,
        (DebtorKind::PublicBody, Sector::Hospital | Sector::PublicCompany) | (DebtorKind::Business, _) => payer.sector,
        (DebtorKind::PublicBody, _) => Sector::General,
    };
    (payer.debtor, sector)
}

/// Those that do not add up, at their places; how many are beyond the ceiling adds up, but for those whom nothing limits.
fn own(paid: &[&Paid], payers: &BTreeMap<ClientId, Payer>) -> Vec<(usize, Cell)> {
    let measures = measures(paid, payers);
    (AFTER_DUE..).zip(measures).filter(|(place, cell)| *place != AFTER_DUE + 5 || *cell == Cell::Empty).collect()
}

/// After the due date: average, median, worst; since the invoice: average, median; beyond the ceiling: how many, which share.
fn measures(paid: &[&Paid], payers: &BTreeMap<ClientId, Payer>) -> [Cell; 7] {
    let late = |one: &&Paid| (one.on - one.due_on).num_days();
    let since = |one: &&Paid| (one.on - one.issued_on).num_days();
    let latest = |one: &&Paid| {
        let payer = payers.get(&one.client)?;
        latest_lawful(payer.debtor, payer.sector, payer.by_month, one.issued_on, one.delivered_on)
    };
    let limited: Vec<bool> = paid.iter().filter_map(|one| latest(one).map(|latest| one.on > latest)).collect();
    let beyond = limited.iter().filter(|beyond| **beyond).count();
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let average = |days: &dyn Fn(&&Paid) -> i64| Cell::days(lateness(paid.iter().map(|one| (one.amount, days(one)))));
    let median = |days: &dyn Fn(&&Paid) -> i64| Cell::days(middle(&mut paid.iter().map(days).collect::<Vec<_>>()));
    [
        average(&late),
        median(&late),
        Cell::days(paid.iter().map(late).max()),
        average(&since),
        median(&since),
        if limited.is_empty() { Cell::Empty } else { Cell::count(beyond) },
        Cell::share(whole(beyond), whole(limited.len())),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::adds_up;
    use super::super::{Row, RowKind};
    use super::*;
    use crate::dunning::fixtures::day;

    fn paid(client: i64, issued: &str, due: &str, on: &str, amount: i64) -> Paid {
        Paid { client: ClientId(client), issued_on: day(issued), delivered_on: None, due_on: day(due), on: day(on), amount: Cents(amount) }
    }

    fn payer(debtor: DebtorKind, sector: Sector) -> Payer {
        Payer { debtor, sector, by_month: false }
    }

    fn numbers(row: &Row) -> Vec<i32> {
        let number = |cell: &Cell| match cell {
            Cell::Days { days } => Some(*days),
            Cell::Count { count } => Some(*count),
            Cell::Rate { bp } => Some(*bp),
            Cell::Cents { amount } => i32::try_from(amount.0).ok(),
            Cell::Empty | Cell::Unknown | Cell::Text { .. } | Cell::Client { .. } | Cell::Invoice { .. } | Cell::Date { .. } => None,
        };
        row.cells.iter().filter_map(number).collect()
    }

    #[test]
    fn delays_are_told_by_client_under_the_rule_that_binds_them() {
        let payers = [
            (ClientId(1), payer(DebtorKind::Business, Sector::General)),
            (ClientId(2), payer(DebtorKind::Business, Sector::Carriage)),
            (ClientId(3), payer(DebtorKind::Consumer, Sector::Carriage)),
            (ClientId(4), payer(DebtorKind::Business, Sector::General)),
        ]
        .into();
        let names: Names =
            [(ClientId(1), "B".into()), (ClientId(2), "C".into()), (ClientId(3), "D".into()), (ClientId(4), "A".into())].into();
        let table = compute(
            &payers,
            &names,
            &[
                paid(1, "2026-06-01", "2026-07-01", "2026-07-11", 30_000),
                paid(1, "2026-06-01", "2026-07-01", "2026-08-01", 10_000),
                paid(1, "2026-06-01", "2026-07-01", "2026-06-29", 10_000),
                paid(4, "2026-06-01", "2026-07-01", "2026-07-31", 10_000),
                paid(2, "2026-06-01", "2026-07-01", "2026-07-02", 10_000),
                paid(3, "2026-06-01", "2026-07-01", "2026-12-01", 10_000),
            ],
        );
        assert!(adds_up(&table));
        let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
        use RowKind::{Group, Line, Subtotal, Total};
        assert_eq!(kinds, [Group, Line, Line, Subtotal, Group, Line, Subtotal, Group, Line, Subtotal, Total]);
        assert!(table.rows[0].title.contains("L441-10") && table.rows[4].title.contains("L441-11"), "{}", table.rows[4].title);
        assert_eq!(numbers(&table.rows[1]), [1, 10_000, 30, 30, 30, 60, 60, 0, 0], "sixty days are lawful");
        assert_eq!(
            numbers(&table.rows[2]),
            [3, 50_000, 12, 10, 31, 42, 40, 1, 3_333],
            "(30 × 10 + 10 × 31 − 10 × 2) ÷ 50; the 61st day is beyond"
        );
        assert_eq!(numbers(&table.rows[3]), [4, 60_000, 15, 30, 31, 45, 60, 1, 2_500]);
        assert_eq!(numbers(&table.rows[5]), [1, 10_000, 1, 1, 1, 31, 31, 1, 10_000], "thirty days for carriage");
        assert_eq!(numbers(&table.rows[8]), [1, 10_000, 153, 153, 153, 183, 183], "nothing limits what a consumer is granted");
        assert_eq!(numbers(&table.rows[10])[..2], [6, 80_000]);
        assert!(compute(&payers, &names, &[]).is_empty());
    }
}
