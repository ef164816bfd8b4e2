//! Tables that leave: one kind of table, written row after row as CSV or as a workbook, so that a hundred thousand rows
//! take no more memory than one.
mod csv;
mod file;
#[cfg(test)]
mod tests;
pub mod vcard;
mod workbook;

pub(crate) use csv::Csv;
pub use file::{Format, file_name, save, whole};

use crate::error::Result;
use chrono::NaiveDate;
use echu_core::money::Cents;
use std::borrow::Cow;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, numbers that identify something (SIREN, postcode), rates as they are printed.
    Text,
    /// An amount of euros.
    Cents,
    /// A civil date.
    Day,
    /// A count.
    Number,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header, in French.
    pub title: Cow<'static, str>,
    /// What its cells are.
    pub kind: Kind,
    /// Its width in a workbook, in characters.
    pub width: u16,
}

impl Column {
    const fn new(title: &'static str, kind: Kind, width: u16) -> Column {
        Column { title: Cow::Borrowed(title), kind, width }
    }

    /// Short texts: a name, a number, a state.
    pub const fn text(title: &'static str) -> Column {
        Column::new(title, Kind::Text, 22)
    }

    /// Sentences, lists.
    pub const fn words(title: &'static str) -> Column {
        Column::new(title, Kind::Text, 48)
    }

    /// Amounts.
    pub const fn cents(title: &'static str) -> Column {
        Column::new(title, Kind::Cents, 15)
    }

    /// Dates.
    pub const fn day(title: &'static str) -> Column {
        Column::new(title, Kind::Day, 13)
    }

    /// Counts.
    pub const fn number(title: &'static str) -> Column {
        Column::new(title, Kind::Number, 11)
    }
}

/// A table: its name, which is that of its sheet or of its file, and its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// In French; thirty-one characters at most, as the name of a sheet.
    pub name: Cow<'static, str>,
    /// From left to right.
    pub columns: Cow<'static, [Column]>,
}

impl Table {
    /// True when each cell is of the kind of its column, or empty.
    fn fits(&self, cells: &[Cell]) -> bool {
        let same = |(column, cell): (&Column, &Cell)| match cell {
            Cell::Empty => true,
            Cell::Text(_) => column.kind == Kind::Text,
            Cell::Cents(_) => column.kind == Kind::Cents,
            Cell::Day(_) => column.kind == Kind::Day,
            Cell::Number(_) => column.kind == Kind::Number,
        };
        self.columns.len() == cells.len() && self.columns.iter().zip(cells).all(same)
    }
}

/// The value of a cell. Of the kind of its column, or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A text, whatever it holds: it never runs as a formula.
    Text(Cow<'a, str>),
    /// An amount, in cents.
    Cents(Cents),
    /// A civil date.
    Day(NaiveDate),
    /// A whole number.
    Number(i64),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(text)) }
    }
}

impl From<Cents> for Cell<'_> {
    fn from(amount: Cents) -> Self {
        Cell::Cents(amount)
    }
}

impl From<NaiveDate> for Cell<'_> {
    fn from(day: NaiveDate) -> Self {
        Cell::Day(day)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Cell::Number(number)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Cell<'a> {
        value.map_or(Cell::Empty, Into::into)
    }
}

/// What takes the rows of a table, one by one.
pub trait Rows {
    /// Writes a row: one cell a column, in order.
    ///
    /// # Errors
    /// The disk's.
    fn row(&mut self, cells: &[Cell]) -> Result<()>;
}

/// What gives the rows of a table.
pub type Fill<'a> = &'a dyn Fn(&mut dyn Rows) -> Result<()>;
