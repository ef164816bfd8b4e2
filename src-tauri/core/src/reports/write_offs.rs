//! What is not claimed any more: invoices written off, penalties given up.
use super::words;
use super::{Cell, Column, Kind, Table};
use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use chrono::NaiveDate;

/// An amount given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// The day.
    pub on: NaiveDate,
    /// Whose.
    pub client: ClientId,
    /// His name.
    pub name: String,
    /// Of which invoice.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// Why, in French; empty when nobody said.
    pub why: String,
    /// In cents, above zero.
    pub amount: Cents,
}

/// The table: losses, then penalties given up.
pub fn compute(losses: Vec<GivenUp>, waived: Vec<GivenUp>) -> Table {
    let [on, client, number, why, amount] = words::WRITE_OFF_COLUMNS;
    let mut table = Table::new(&[
        Column::new(on, Kind::Date),
        Column::new(client, Kind::Text),
        Column::new(number, Kind::Text),
        Column::wide(why),
        Column::summed(amount, Kind::Cents),
    ]);
    let is_empty = losses.is_empty() && waived.is_empty();
    for (title, mut all) in [(words::LOSSES, losses), (words::GESTURES, waived)] {
        if all.is_empty() {
            continue;
        }
        all.sort_by(|one, next| (one.on, &one.number).cmp(&(next.on, &next.number)));
        table.group(title);
        for one in all {
            let client = Cell::Client { id: one.client, name: one.name };
            let invoice = Cell::Invoice { id: one.invoice, number: one.number };
            table.line(vec![Cell::date(one.on), client, invoice, Cell::text(one.why), one.amount.into()]);
        }
        table.subtotal(words::SUBTOTAL, &[]);
    }
    if !is_empty {
        table.total(words::TOTAL, &[]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::adds_up;
    use super::*;
    use crate::dunning::fixtures::day;

    #[test]
    fn losses_come_before_gestures_each_in_the_order_of_its_days() {
        let one = |on: &str, number: &str, amount| GivenUp {
            on: day(on),
            client: ClientId(1),
            name: "Aubert".to_owned(),
            invoice: InvoiceId(1),
            number: number.to_owned(),
            why: String::new(),
            amount: Cents(amount),
        };
        let table = compute(vec![one("2026-11-20", "F-2", 500), one("2026-11-03", "F-1", 300)], vec![one("2026-11-05", "F-9", 40)]);
        assert!(adds_up(&table));
        let days: Vec<&Cell> = table.rows.iter().filter_map(|row| row.cells.first()).filter(|cell| **cell != Cell::Empty).collect();
        assert_eq!(days, [&Cell::date(day("2026-11-03")), &Cell::date(day("2026-11-20")), &Cell::date(day("2026-11-05"))]);
        assert_eq!(table.rows.last().unwrap().cells[4], Cents(840).into());
        assert_eq!(compute(vec![one("2026-11-20", "F-2", 500)], vec![]).rows.len(), 4, "no group without a line");
    }
}
