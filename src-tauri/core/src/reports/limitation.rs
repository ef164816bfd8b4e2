//! Claims whose limitation (« prescription ») comes within twelve months: the last day to act on each, and the rule.
use super::words;
use super::{Cell, Column, Kind, Table};
use crate::ids::{ClientId, InvoiceId};
use crate::limitation::LimitationKind;
use crate::money::Cents;
use chrono::{Months, NaiveDate};

/// How far ahead.
const AHEAD: Months = Months::new(12);

/// The last day that is looked at.
pub fn horizon(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(AHEAD).unwrap_or(NaiveDate::MAX)
}

/// A claim, and its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Whose.
    pub client: ClientId,
    /// His name.
    pub name: String,
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// The day the time started.
    pub from: NaiveDate,
    /// Under which rule.
    pub kind: LimitationKind,
    /// True when something started the time again.
    pub interrupted: bool,
    /// True when the delivery, from which it should be counted, is not known.
    pub delivery_unknown: bool,
    /// The last day to act.
    pub last_day: NaiveDate,
    /// Still owed, in cents.
    pub balance: Cents,
}

/// The table of the day: what is past, then what comes within three, six and twelve months.
pub fn compute(mut all: Vec<Ending>, today: NaiveDate) -> Table {
    let [last_day, left, client, number, from, rule, balance] = words::LIMITATION_COLUMNS;
    let mut table = Table::new(&[
        Column::new(last_day, Kind::Date),
        Column::new(left, Kind::Days),
        Column::new(client, Kind::Text),
        Column::new(number, Kind::Text),
        Column::new(from, Kind::Date),
        Column::wide(rule),
        Column::summed(balance, Kind::Cents),
    ]);
    all.retain(|one| one.last_day <= horizon(today));
    all.sort_by_key(|one| (one.last_day, one.invoice));
    let within = |months| today.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    let place = |one: &Ending| match one.last_day {
        day if day < today => 0,
        day if day <= within(3) => 1,
        day if day <= within(6) => 2,
        _ => 3,
    };
    if all.iter().any(|one| one.delivery_unknown) {
        table.notes.push(words::DELIVERY_UNKNOWN.to_owned());
    }
    let is_empty = all.is_empty();
    let mut all = all.into_iter().peekable();
    for (at, title) in words::LIMITATION_GROUPS.into_iter().enumerate() {
        let mut begun = false;
        while let Some(one) = all.next_if(|one| place(one) == at) {
            if !std::mem::replace(&mut begun, true) {
                table.group(title);
            }
            let left = Cell::days((one.last_day - today).num_days());
            let (client, invoice) =
                (Cell::Client { id: one.client, name: one.name }, Cell::Invoice { id: one.invoice, number: one.number });
            let rule = words::limitation_rule(one.kind, one.interrupted);
            table.line(vec![Cell::date(one.last_day), left, client, invoice, Cell::date(one.from), Cell::text(rule), one.balance.into()]);
        }
        if begun {
            table.subtotal(words::SUBTOTAL, &[]);
        }
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

    fn ending(invoice: i64, last_day: &str, balance: i64) -> Ending {
        Ending {
            client: ClientId(1),
            name: "Aubert".to_owned(),
            invoice: InvoiceId(invoice),
            number: format!("F-{invoice}"),
            from: day("2024-11-25"),
            kind: LimitationKind::Consumer,
            interrupted: false,
            delivery_unknown: false,
            last_day: day(last_day),
            balance: Cents(balance),
        }
    }

    #[test]
    fn the_nearest_day_comes_first_under_how_near_it_is() {
        let today = day("2026-11-23");
        let all = ["2026-11-22", "2026-11-23", "2027-02-23", "2027-02-24", "2027-05-24", "2027-11-23", "2027-11-24"];
        let all = all.iter().enumerate().map(|(at, on)| ending(i64::try_from(at).unwrap(), on, 100)).collect();
        let table = compute(all, today);
        assert!(adds_up(&table));
        let groups: Vec<&str> = table.rows.iter().map(|row| row.title.as_str()).filter(|title| !title.is_empty()).collect();
        let [past, three, six, twelve] = words::LIMITATION_GROUPS;
        assert_eq!(groups, [past, words::SUBTOTAL, three, words::SUBTOTAL, six, words::SUBTOTAL, twelve, words::SUBTOTAL, words::TOTAL]);
        assert_eq!(table.rows.last().unwrap().cells[6], Cents(600).into(), "what ends after twelve months is left out");
        assert_eq!((&table.rows[1].cells[1], &table.rows[4].cells[1]), (&Cell::days(-1), &Cell::days(0)), "the last day is a day to act");
        assert!(table.rows[1].cells[5] == Cell::text(LimitationKind::Consumer.rule()), "with its article");
        assert!(compute(Vec::new(), today).rows.is_empty());
    }

    #[test]
    fn a_delivery_that_is_not_known_is_said() {
        let one = Ending { delivery_unknown: true, kind: LimitationKind::Transport, ..ending(1, "2027-01-01", 100) };
        assert_eq!(compute(vec![one], day("2026-11-23")).notes, [words::DELIVERY_UNKNOWN]);
    }
}
