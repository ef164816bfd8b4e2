//! A table that a query gives as it is: its columns are those of the query, in order.
use super::words::Word;
use crate::error::Result;
use crate::export::{Cell, Column, Kind, Rows};
use crate::store::day;
use echu_core::money::Cents;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::borrow::Cow;

/// A column, and how its codes are said.
pub(super) struct Field {
    pub(super) column: Column,
    word: Option<Word>,
}

pub(super) const fn text(title: &'static str) -> Field {
    Field { column: Column::text(title), word: None }
}

pub(super) const fn words(title: &'static str) -> Field {
    Field { column: Column::words(title), word: None }
}

pub(super) const fn cents(title: &'static str) -> Field {
    Field { column: Column::cents(title), word: None }
}

pub(super) const fn date(title: &'static str) -> Field {
    Field { column: Column::day(title), word: None }
}

pub(super) const fn number(title: &'static str) -> Field {
    Field { column: Column::number(title), word: None }
}

/// A code, told in French.
pub(super) const fn coded(title: &'static str, word: Word) -> Field {
    Field { column: Column::text(title), word: Some(word) }
}

/// Hands over the rows of a query.
pub(super) fn select(conn: &Connection, sql: &str, fields: &[Field], out: &mut dyn Rows) -> Result<()> {
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let cells = fields.iter().enumerate().map(|(place, field)| cell(row, place, field)).collect::<Result<Vec<_>>>()?;
        out.row(&cells)?;
    }
    Ok(())
}

fn cell<'a>(row: &'a Row, place: usize, field: &Field) -> Result<Cell<'a>> {
    let value = row.get_ref(place)?;
    if value == ValueRef::Null {
        return Ok(Cell::Empty);
    }
    Ok(match (field.column.kind, field.word) {
        (Kind::Text, Some(word)) => match value {
            ValueRef::Integer(number) => word(&number.to_string()).into(),
            _ => word(value.as_str().map_err(rusqlite::Error::from)?).into(),
        },
        (Kind::Text, None) => value.as_str().map_err(rusqlite::Error::from)?.into(),
        (Kind::Cents, _) => Cents(row.get(place)?).into(),
        (Kind::Day, _) => day(value.as_str().map_err(rusqlite::Error::from)?)?.into(),
        (Kind::Number, _) => Cell::Number(row.get(place)?),
    })
}

/// The columns of a table.
pub(super) fn columns(fields: &[Field]) -> Cow<'static, [Column]> {
    Cow::Owned(fields.iter().map(|field| field.column.clone()).collect())
}
