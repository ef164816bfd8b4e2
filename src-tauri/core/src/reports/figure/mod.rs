//! What a figure of the dashboard is made of: its rows, as a table whose total is that figure.
mod words;

use super::{Cell, Column, Kind, Names, Table};
use crate::delay::{lateness, sales_outstanding};
use crate::effect::permille;
use crate::forecast::{Undated, middle};
use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
pub use words::{FigureAbout, named, why as why_in_words};

/// A figure of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Figure {
    /// Past due, today.
    Overdue,
    /// Received between two days, both in it, whatever it settled.
    Received {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// What should come in.
    Expected {
        /// Only in the week of this Monday; none: over all the weeks shown.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(optional = nullable))]
        week: Option<NaiveDate>,
        /// Only what is expected for this reason; none: all that has a day in the weeks shown.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(optional = nullable))]
        why: Option<Why>,
    },
    /// Invoiced over the 91 days that end that evening, credit notes taken off.
    Sold {
        /// That evening.
        on: NaiveDate,
    },
    /// The average delay (DSO) of an evening: what was owed, and what was invoiced.
    Delay {
        /// That evening.
        on: NaiveDate,
    },
    /// How late what came between two days was.
    Lateness {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// What came after which contact, over twelve months.
    Came {
        /// Only after this one, as the dashboard names it; none: all.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(optional = nullable))]
        step: Option<String>,
    },
    /// What fell due over twelve months, and what of it was paid.
    FellDue,
    /// The promises whose day came over twelve months.
    Promises,
    /// The open invoices in dispute.
    Disputes,
}

/// Why an amount is expected, or has no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "FigureWhy", export_to = "contract.gen.ts"))]
pub enum Why {
    /// Promised or agreed, in the weeks shown.
    Promised,
    /// By the habit of its client, in the weeks shown.
    Habit,
    /// By the due date alone, in the weeks shown.
    DueDate,
    /// After the weeks shown.
    Later,
    /// Without a day: late beyond promise, habit or due date.
    Late,
    /// Without a day: disputed, or in an insolvency procedure.
    Stopped,
    /// Without a day: no due date.
    NoDueDate,
}

impl From<Undated> for Why {
    fn from(why: Undated) -> Why {
        match why {
            Undated::Late => Why::Late,
            Undated::Stopped => Why::Stopped,
            Undated::NoDueDate => Why::NoDueDate,
        }
    }
}

/// A row of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its day, when it has one.
    pub on: Option<NaiveDate>,
    /// Whose.
    pub client: ClientId,
    /// Of which invoice or credit note.
    pub invoice: Option<(InvoiceId, String)>,
    /// A word about it, in French; empty when there is none to say.
    pub note: String,
    /// Days, where they mean something.
    pub days: Option<i64>,
    /// What adds up, in the order of the columns: cents, or counts.
    pub values: Vec<i64>,
}

/// The heads of the columns of a figure; empty for a column that it has not.
#[derive(Debug, Clone, Copy)]
struct Heads {
    on: &'static str,
    invoice: bool,
    note: &'static str,
    days: &'static str,
    values: &'static [(&'static str, Kind)],
}

/// The table of a figure: its rows in the order given, then their sum.
pub fn compute(figure: &Figure, lines: &[Line], names: &Names) -> Table {
    let heads = words::heads(figure);
    let mut table = Table::new(&columns(heads));
    for line in lines {
        table.line(cells(heads, line, names));
    }
    if !lines.is_empty() {
        let days = place_of_days(heads);
        let own: Vec<(usize, Cell)> = total_days(figure, lines).map(|number| (days, Cell::days(number))).into_iter().collect();
        table.total(words::TOTAL, &own);
    }
    if let (Figure::FellDue, Some(share)) = (figure, permille(sum(lines, 1), sum(lines, 0))) {
        table.notes.push(words::share_paid(share));
    }
    table
}

/// The table of the average delay of an evening: what each client owed, what was invoiced to all, and the days they make.
pub fn delay(on: NaiveDate, owed: &BTreeMap<ClientId, Cents>, sold: &[Line], names: &Names) -> Table {
    let heads = words::heads(&Figure::Delay { on });
    let mut table = Table::new(&columns(heads));
    let debts = super::by_name(owed.clone(), names);
    let all: Cents = owed.values().copied().sum();
    let of = |client: Cell, amount: Cents| vec![Cell::Empty, client, Cell::Empty, Cell::Empty, amount.into()];
    table.group(words::OWED_THAT_EVENING);
    for (client, amount) in debts {
        table.line(of(client, amount));
    }
    table.subtotal(words::OWED_THAT_EVENING, &[]);
    table.group(words::SOLD_BEFORE);
    for line in sold {
        table.line(cells(heads, line, names));
    }
    table.subtotal(words::SOLD_BEFORE, &[]);
    let days = sales_outstanding(all, sum(sold, 0)).map_or(Cell::Unknown, Cell::days);
    let amount = table.columns.len() - 1;
    table.total(words::DELAY_IS, &[(place_of_days(heads), days), (amount, Cell::Empty)]);
    table
}

fn columns(heads: Heads) -> Vec<Column> {
    let named = |title: &'static str, kind| (!title.is_empty()).then(|| Column::new(title, kind));
    let first = [
        named(heads.on, Kind::Date),
        Some(Column::wide(words::CLIENT)),
        heads.invoice.then(|| Column::new(words::INVOICE, Kind::Text)),
        named(heads.note, Kind::Text),
        named(heads.days, Kind::Days),
    ];
    first.into_iter().flatten().chain(heads.values.iter().map(|(title, kind)| Column::summed(title, *kind))).collect()
}

fn place_of_days(heads: Heads) -> usize {
    1 + usize::from(!heads.on.is_empty()) + usize::from(heads.invoice) + usize::from(!heads.note.is_empty())
}

fn cells(heads: Heads, line: &Line, names: &Names) -> Vec<Cell> {
    let client = Cell::Client { id: line.client, name: names.get(&line.client).cloned().unwrap_or_default() };
    let invoice = line.invoice.clone().map_or(Cell::Empty, |(id, number)| Cell::Invoice { id, number });
    let first = [
        (!heads.on.is_empty()).then(|| Cell::date(line.on)),
        Some(client),
        heads.invoice.then_some(invoice),
        (!heads.note.is_empty()).then(|| Cell::text(line.note.as_str())),
        (!heads.days.is_empty()).then(|| Cell::days(line.days)),
    ];
    let values = heads.values.iter().zip(&line.values).map(|((_, kind), value)| match kind {
        Kind::Count => Cell::count(usize::try_from(*value).unwrap_or_default()),
        Kind::Text | Kind::Cents | Kind::Date | Kind::Days | Kind::Rate => Cents(*value).into(),
    });
    first.into_iter().flatten().chain(values).collect()
}

fn sum(lines: &[Line], place: usize) -> Cents {
    lines.iter().filter_map(|line| line.values.get(place)).map(|value| Cents(*value)).sum()
}

/// What the days of all rows make, as the dashboard says it.
fn total_days(figure: &Figure, lines: &[Line]) -> Option<i64> {
    match figure {
        Figure::Lateness { .. } => {
            lateness(lines.iter().filter_map(|line| Some((Cents(line.values.first().copied().unwrap_or_default()), line.days?))))
        }
        Figure::Came { step: Some(_) } => middle(&mut lines.iter().filter_map(|line| line.days).collect::<Vec<_>>()),
        Figure::Overdue
        | Figure::Received { .. }
        | Figure::Expected { .. }
        | Figure::Sold { .. }
        | Figure::Delay { .. }
        | Figure::Came { step: None }
        | Figure::FellDue
        | Figure::Promises
        | Figure::Disputes => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::adds_up;
    use super::*;
    use crate::dunning::fixtures::day;

    fn line(on: &str, days: i64, amount: i64) -> Line {
        let invoice = Some((InvoiceId(1), "F-1".to_owned()));
        Line { on: Some(day(on)), client: ClientId(1), invoice, note: String::new(), days: Some(days), values: vec![amount, 0, 0, 0] }
    }

    fn names() -> Names {
        [(ClientId(1), "Aubert".to_owned())].into()
    }

    #[test]
    fn the_total_of_a_figure_is_the_sum_of_its_rows_and_its_days_are_those_of_the_dashboard() {
        let (from, to) = (day("2026-11-01"), day("2026-11-23"));
        let lines = [line("2026-11-03", 10, 90_000), line("2026-11-04", 60, 10_000)];
        let table = compute(&Figure::Lateness { from, to }, &lines, &names());
        assert!(adds_up(&table));
        assert_eq!(table.rows[2].cells[3..], [Cell::days(15), Cents(100_000).into()], "each payment weighs its amount");
        let step = compute(&Figure::Came { step: Some("1er rappel".to_owned()) }, &lines, &names());
        assert_eq!(step.rows[2].cells.iter().find(|cell| matches!(cell, Cell::Days { .. })), Some(&Cell::days(60)), "the middle one");
        assert!(compute(&Figure::Overdue, &[], &names()).rows.is_empty());
    }

    #[test]
    fn the_delay_is_told_by_what_was_owed_and_what_was_invoiced() {
        let sold = [line("2026-11-03", 0, 130_000)];
        let table = delay(day("2026-11-23"), &[(ClientId(1), Cents(100_000))].into(), &sold, &names());
        let total = table.rows.last().unwrap();
        assert!(total.cells.contains(&Cell::days(70)), "1 000 € owed, 1 300 € invoiced over 91 days: {total:?}");
    }

    #[test]
    fn each_figure_is_named_and_explained_in_french_typography() {
        let (from, to) = (day("2026-11-01"), day("2026-11-23"));
        let whys = [Why::Promised, Why::Habit, Why::DueDate, Why::Later, Why::Late, Why::Stopped, Why::NoDueDate];
        let expected = whys.into_iter().map(Some).chain([None]).map(|why| Figure::Expected { week: Some(from), why });
        let all = [
            Figure::Overdue,
            Figure::Received { from, to },
            Figure::Sold { on: to },
            Figure::Delay { on: to },
            Figure::Lateness { from, to },
            Figure::Came { step: None },
            Figure::FellDue,
            Figure::Promises,
            Figure::Disputes,
        ];
        for figure in all.into_iter().chain(expected) {
            let FigureAbout { title, subtitle, how, empty } = named(&figure, to);
            assert!(title.chars().count() <= 31, "{title}: the name of a sheet");
            for text in [title, &subtitle, how, empty] {
                assert!(!text.is_empty(), "{figure:?}");
                for wrong in [" ;", " :", " ?", " !", "« ", " »", " %", " €", "'"] {
                    assert!(!text.contains(wrong), "{figure:?}: « {wrong} » in {text}");
                }
            }
        }
    }
}
