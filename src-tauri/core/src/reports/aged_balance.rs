//! Balance âgée: what each client owed on an evening, by age. Any evening: the days of invoices, credit notes, payments and rejections say.
use super::claim::Claim;
use super::words;
use super::{Column, Kind, Names, Table, by_name};
use crate::ids::ClientId;
use crate::invoice::AgeBucket;
use crate::money::Cents;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The table of that evening. What the user set aside is left out, as in his lists.
pub fn compute(claims: &[Claim], names: &Names, day: NaiveDate) -> Table {
    let mut clients: BTreeMap<ClientId, [Cents; 6]> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| !claim.is_archived) {
        for (due, owed) in claim.left_on(day).into_iter().filter(|(_, owed)| owed.is_positive()) {
            clients.entry(claim.client).or_default()[AgeBucket::on(due, day).place()] += owed;
        }
    }
    let [client, total, ages @ ..] = words::AGED_COLUMNS;
    let mut columns = vec![Column::wide(client), Column::summed(total, Kind::Cents)];
    columns.extend(ages.map(|age| Column::summed(age, Kind::Cents)));
    let mut table = Table::new(&columns);
    for (client, ages) in by_name(clients, names) {
        let mut cells = vec![client, ages.into_iter().sum::<Cents>().into()];
        cells.extend(ages.map(Into::into));
        table.line(cells);
    }
    table.total(words::TOTAL, &[]);
    table
}

#[cfg(test)]
mod tests {
    use super::super::claim::fixtures::{claim, settled};
    use super::super::table::tests::adds_up;
    use super::super::{Cell, RowKind};
    use super::*;
    use crate::dunning::fixtures::day;
    use proptest::prelude::*;

    fn amounts(table: &Table, row: usize) -> Vec<i64> {
        table.rows[row].cells.iter().filter_map(|cell| if let Cell::Cents { amount } = cell { Some(amount.0) } else { None }).collect()
    }

    fn names() -> Names {
        [(ClientId(1), "Aubert".to_owned()), (ClientId(2), "Brasserie".to_owned())].into()
    }

    #[test]
    fn each_client_has_a_line_and_each_debt_its_age() {
        let claims = [
            claim(1, 1, "2026-10-01", "2026-12-01", 100),
            claim(2, 1, "2026-09-01", "2026-11-22", 200),
            claim(3, 1, "2026-09-01", "2026-10-23", 400),
            claim(4, 2, "2026-09-01", "2026-09-24", 800),
            Claim { settled: vec![settled("2026-11-01", 600)], ..claim(5, 2, "2026-06-01", "2026-07-01", 1_600) },
            Claim { due_on: None, ..claim(6, 2, "2026-06-01", "2026-07-01", 3_200) },
            Claim { is_archived: true, ..claim(7, 2, "2026-06-01", "2026-07-01", 9_999) },
        ];
        let table = compute(&claims, &names(), day("2026-11-23"));
        assert_eq!(amounts(&table, 0), [700, 100, 200, 400, 0, 0, 0], "one day late, thirty-one days late");
        assert_eq!(amounts(&table, 1), [5_000, 0, 0, 800, 0, 1_000, 3_200], "sixty days; without a due date it is of no age");
        assert_eq!(amounts(&table, 2), [5_700, 100, 200, 1_200, 0, 1_000, 3_200]);
        assert_eq!(table.rows[2].kind, RowKind::Total);
        let before = compute(&claims, &names(), day("2026-10-31"));
        assert_eq!(amounts(&before, 1), [5_600, 0, 0, 800, 0, 1_600, 3_200], "the payment of November had not come");
    }

    proptest! {
        #[test]
        fn every_cent_owed_that_evening_is_in_one_age(all in proptest::collection::vec((1_i64..3, 0_i64..400, 0_i64..90, 1_i64..10_000, 0_i64..400, 0_i64..10_000), 0..30), on in 0_i64..500) {
            let start = day("2025-01-01");
            let at = |days: i64| start + chrono::TimeDelta::days(days);
            let claims: Vec<Claim> = all.iter().enumerate().map(|(place, (client, issued, terms, total, paid_on, paid))| Claim {
                issued_on: at(*issued), due_on: Some(at(issued + terms)), total: Cents(*total),
                settled: vec![super::super::claim::Settled { on: at(*paid_on), until: None, amount: Cents((*paid).min(*total)), part: None }],
                ..claim(i64::try_from(place).unwrap(), *client, "2025-01-01", "2025-01-01", 1)
            }).collect();
            let table = compute(&claims, &names(), at(on));
            prop_assert!(adds_up(&table));
            let owed: Cents = claims.iter().map(|claim| claim.owed_on(at(on))).sum();
            let last = amounts(&table, table.rows.len() - 1);
            prop_assert_eq!(last[0], owed.0);
            prop_assert_eq!(last[1..].iter().sum::<i64>(), owed.0);
        }
    }
}
