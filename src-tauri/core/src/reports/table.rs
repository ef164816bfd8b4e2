//! The table of a report: typed columns, lines under groups, and sums that are those of the lines above them by construction.
use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use chrono::NaiveDate;
use serde::Serialize;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportColumnKind", export_to = "contract.gen.ts"))]
pub enum Kind {
    /// Words, clients, invoices.
    Text,
    /// Amounts.
    Cents,
    /// Civil dates.
    Date,
    /// Numbers of days.
    Days,
    /// Counts.
    Count,
    /// Shares and rates.
    Rate,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportColumn", export_to = "contract.gen.ts"))]
pub struct Column {
    /// Its head, in French.
    pub title: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// True when subtotals and totals are the sums of its lines.
    pub sums: bool,
    /// True for the column that takes the place the others leave.
    pub wide: bool,
}

impl Column {
    /// A column whose sums would mean nothing.
    pub const fn new(title: &'static str, kind: Kind) -> Column {
        Column { title, kind, sums: false, wide: false }
    }

    /// A column of amounts or of counts that add up.
    pub const fn summed(title: &'static str, kind: Kind) -> Column {
        Column { title, kind, sums: true, wide: false }
    }

    /// The column of words that takes the place left.
    pub const fn wide(title: &'static str) -> Column {
        Column { title, kind: Kind::Text, sums: false, wide: true }
    }
}

/// A cell. Of the kind of its column, or without a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportCell", export_to = "contract.gen.ts"))]
pub enum Cell {
    /// Nothing to say.
    Empty,
    /// There is a value, which is not known.
    Unknown,
    /// Words.
    Text {
        /// In French, or as they were typed.
        text: String,
    },
    /// A client.
    Client {
        /// Which.
        id: ClientId,
        /// His name.
        name: String,
    },
    /// An invoice or a credit note.
    Invoice {
        /// Which.
        id: InvoiceId,
        /// Its number.
        number: String,
    },
    /// An amount.
    Cents {
        /// In cents.
        amount: Cents,
    },
    /// A day.
    Date {
        /// Which.
        on: NaiveDate,
    },
    /// A number of days; negative: before.
    Days {
        /// How many.
        days: i32,
    },
    /// A count.
    Count {
        /// How many.
        count: i32,
    },
    /// A share or a rate.
    Rate {
        /// In basis points.
        bp: i32,
    },
}

impl Cell {
    /// Words; nothing when there are none.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text { text } }
    }

    /// Days; nothing when there are none.
    pub fn days(days: impl Into<Option<i64>>) -> Cell {
        days.into().map_or(Cell::Empty, |days| Cell::Days { days: bounded(days) })
    }

    /// A count.
    pub fn count(count: usize) -> Cell {
        Cell::Count { count: i32::try_from(count).unwrap_or(i32::MAX) }
    }

    /// A day; nothing when there is none.
    pub fn date(on: impl Into<Option<NaiveDate>>) -> Cell {
        on.into().map_or(Cell::Empty, |on| Cell::Date { on })
    }

    /// A part of a whole, rounded half up; nothing of nothing.
    pub fn share(part: i64, whole: i64) -> Cell {
        let (part, whole) = (i128::from(part), i128::from(whole));
        if whole <= 0 {
            return Cell::Empty;
        }
        Cell::Rate { bp: i32::try_from((20_000 * part + whole).div_euclid(2 * whole)).unwrap_or(i32::MAX) }
    }

    /// What it adds to a sum.
    fn adds(&self) -> i64 {
        match self {
            Cell::Cents { amount } => amount.0,
            Cell::Count { count } => i64::from(*count),
            Cell::Empty
            | Cell::Unknown
            | Cell::Text { .. }
            | Cell::Client { .. }
            | Cell::Invoice { .. }
            | Cell::Date { .. }
            | Cell::Days { .. }
            | Cell::Rate { .. } => 0,
        }
    }
}

impl From<Cents> for Cell {
    fn from(amount: Cents) -> Cell {
        Cell::Cents { amount }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::text(text)
    }
}

fn bounded(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportRowKind", export_to = "contract.gen.ts"))]
pub enum RowKind {
    /// One among others.
    Line,
    /// The title of the lines under it.
    Group,
    /// The sums of the lines since the group.
    Subtotal,
    /// The sums of all lines.
    Total,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportRow", export_to = "contract.gen.ts"))]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// What a group, a subtotal or a total is called, in French; empty on a line.
    pub title: String,
    /// One a column; none on a group. Those of a subtotal or a total that its title covers are empty.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportTable", export_to = "contract.gen.ts"))]
pub struct Table {
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// What is to be known of these very figures, in French.
    pub notes: Vec<String>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: &[Column]) -> Table {
        Table { columns: columns.to_vec(), rows: Vec::new(), notes: Vec::new() }
    }

    /// True without a line.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.kind != RowKind::Line)
    }

    /// Begins a group.
    pub fn group(&mut self, title: impl Into<String>) {
        self.rows.push(Row { kind: RowKind::Group, title: title.into(), cells: Vec::new() });
    }

    /// Adds a line: one cell a column.
    pub fn line(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "one cell a column");
        self.rows.push(Row { kind: RowKind::Line, title: String::new(), cells });
    }

    /// Ends a group by its sums; `own` gives the cells of columns that do not add up, by their place.
    pub fn subtotal(&mut self, title: impl Into<String>, own: &[(usize, Cell)]) {
        let from = self.rows.iter().rposition(|row| row.kind == RowKind::Group).unwrap_or(0);
        self.sum(RowKind::Subtotal, title.into(), from, own);
    }

    /// Ends the table by the sums of all its lines.
    pub fn total(&mut self, title: impl Into<String>, own: &[(usize, Cell)]) {
        self.sum(RowKind::Total, title.into(), 0, own);
    }

    fn sum(&mut self, kind: RowKind, title: String, from: usize, own: &[(usize, Cell)]) {
        let lines = || self.rows[from..].iter().filter(|row| row.kind == RowKind::Line);
        let cell = |(at, column): (usize, &Column)| {
            let sum = lines().filter_map(|row| row.cells.get(at)).map(Cell::adds).sum::<i64>();
            match (own.iter().find(|(place, _)| *place == at), column.sums, column.kind) {
                (Some((_, cell)), ..) => cell.clone(),
                (None, true, Kind::Cents) => Cents(sum).into(),
                (None, true, _) => Cell::Count { count: bounded(sum) },
                (None, false, _) => Cell::Empty,
            }
        };
        let cells = self.columns.iter().enumerate().map(cell).collect();
        self.rows.push(Row { kind, title, cells });
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sums of a table, added up again row after row.
    pub(in super::super) fn adds_up(table: &Table) -> bool {
        let (mut all, mut group) = (vec![0_i64; table.columns.len()], vec![0_i64; table.columns.len()]);
        table.rows.iter().all(|row| {
            let right = |sums: &[i64]| {
                let each = table.columns.iter().zip(&row.cells).zip(sums);
                each.filter(|((column, _), _)| column.sums).all(|((_, cell), sum)| cell.adds() == *sum)
            };
            match row.kind {
                RowKind::Group => {
                    group.fill(0);
                    row.cells.is_empty()
                }
                RowKind::Line => {
                    for (at, cell) in row.cells.iter().enumerate() {
                        all[at] += cell.adds();
                        group[at] += cell.adds();
                    }
                    row.cells.len() == table.columns.len()
                }
                RowKind::Subtotal => right(&group),
                RowKind::Total => right(&all),
            }
        })
    }

    #[test]
    fn a_share_is_rounded_once_and_there_is_none_of_nothing() {
        assert_eq!(Cell::share(1, 3), Cell::Rate { bp: 3_333 });
        assert_eq!(Cell::share(2, 3), Cell::Rate { bp: 6_667 });
        assert_eq!(Cell::share(1, 0), Cell::Empty);
    }

    proptest! {
        #[test]
        fn a_total_is_the_sum_of_the_printed_lines(groups in proptest::collection::vec(proptest::collection::vec((-1_000_000_i64..1_000_000, 0_usize..9), 0..8), 0..5)) {
            let mut table = Table::new(&[Column::wide("A"), Column::summed("B", Kind::Cents), Column::summed("C", Kind::Count), Column::new("D", Kind::Days)]);
            for (at, lines) in groups.iter().enumerate() {
                table.group(format!("G{at}"));
                for (amount, count) in lines {
                    table.line(vec![Cell::Empty, Cents(*amount).into(), Cell::count(*count), Cell::days(3)]);
                }
                table.subtotal("S", &[(3, Cell::days(7))]);
            }
            table.total("T", &[]);
            prop_assert!(adds_up(&table));
            let all: i64 = groups.iter().flatten().map(|one| one.0).sum();
            let last = table.rows.last().unwrap();
            prop_assert_eq!(&last.cells, &vec![Cell::Empty, Cents(all).into(), Cell::count(groups.iter().flatten().map(|one| one.1).sum()), Cell::Empty]);
        }
    }
}
