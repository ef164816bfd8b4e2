//! A table without header: the layout of a bank that writes none, else a shape that only a statement has.
//!
//! Nothing is guessed of an amount: its column is the only one that may be it, or the one that the balance beside it follows. And half
//! of the rows have to speak as banks do, since a list of invoices may begin with a day too.
use super::columns::{Column, Columns};
use super::layouts::Layout;
use crate::import::dates;
use crate::import::numbers::{self, DecimalSign};
use crate::import::table::Table;
use echu_core::bank::{LineKind, Moved, kind_of_label, running_breaks};
use echu_core::money::Cents;

/// Rows looked at.
const LOOKED_AT: usize = 200;
/// Rows that may be something else than movements: the account above or below them, with what it holds.
const OTHERS: usize = 2;

/// The columns of a statement without header; none when the rows are not clearly movements.
pub(super) fn find(table: &Table) -> Option<Columns> {
    known(table).or_else(|| by_content(table))
}

fn columns(places: Vec<(Column, usize)>, bank: &'static str, width: usize) -> Columns {
    Columns { header: None, places, bank, width: Some(width) }
}

fn known(table: &Table) -> Option<Columns> {
    Layout::without_header().find_map(|layout| {
        let columns = columns(layout.cells(), &layout.label, layout.width());
        let rows = regular(table, layout.width());
        let place = |wanted| columns.places.iter().find(|(column, _)| *column == wanted).map(|(_, place)| *place);
        let (day, money) = place(Column::Booked).zip(place(Column::Amount))?;
        let moved = |row: &usize| dates::is_day(table.cell(*row, day)) && amount(table.cell(*row, money)).is_some();
        let account = tells_of_account(table, 0, layout.width()) || tells_of_account(table, table.len().saturating_sub(1), layout.width());
        let fits = !rows.is_empty() && rows.iter().all(moved) && table.len() - all_of(table, layout.width()) <= OTHERS;
        (fits && (account || speaks_as_a_bank(table, &rows))).then_some(columns)
    })
}

/// The account and what it holds, on a row of another width than the movements: a day, an amount, and a number.
fn tells_of_account(table: &Table, row: usize, width: usize) -> bool {
    let cells = || (0..table.width(row)).map(|place| table.cell(row, place)).filter(|cell| !cell.is_empty());
    table.width(row) != width && cells().any(dates::is_day) && cells().any(|cell| amount(cell).is_some())
}

fn by_content(table: &Table) -> Option<Columns> {
    let width = usual_width(table);
    let rows = regular(table, width);
    if width < 3 || rows.len() < 2 || table.len() - all_of(table, width) > OTHERS || !speaks_as_a_bank(table, &rows) {
        return None;
    }
    let cells = |place: usize| rows.iter().map(move |row| table.cell(*row, place));
    let days: Vec<usize> = (0..width).filter(|place| cells(*place).all(dates::is_day)).collect();
    let money: Vec<usize> = (0..width).filter(|place| !days.contains(place) && cells(*place).all(|cell| amount(cell).is_some())).collect();
    let text =
        |place: &usize| !days.contains(place) && !money.contains(place) && cells(*place).any(|cell| cell.chars().any(char::is_alphabetic));
    let labels = (0..width).filter(text).map(|place| (Column::Label, place));
    let first = *days.first().filter(|day| **day == 0)?;
    let mut places = vec![(Column::Booked, first)];
    places.extend(days.get(1).map(|day| (Column::Value, *day)));
    places.extend(money_of(table, &rows, &money)?);
    places.extend(labels);
    Some(columns(places, "", width))
}

/// The amount and the balance that follows it; else the only column of amounts, which goes both ways.
fn money_of(table: &Table, rows: &[usize], money: &[usize]) -> Option<Vec<(Column, usize)>> {
    let read = |row: usize, place: usize| amount(table.cell(row, place));
    let follows = |moved: usize, held: usize| {
        let chain: Vec<Option<Moved>> =
            rows.iter().map(|row| Some(Moved { place: table.line(*row), amount: read(*row, moved)?, after: read(*row, held)? })).collect();
        running_breaks(&chain).is_some()
    };
    match money {
        [only] => {
            rows.iter().any(|row| read(*row, *only).is_some_and(|amount| amount < Cents::ZERO)).then(|| vec![(Column::Amount, *only)])
        }
        [one, other] if follows(*one, *other) => Some(vec![(Column::Amount, *one), (Column::Balance, *other)]),
        [one, other] if follows(*other, *one) => Some(vec![(Column::Amount, *other), (Column::Balance, *one)]),
        _ => None,
    }
}

/// How many cells most rows have.
pub(super) fn usual_width(table: &Table) -> usize {
    let widths = (0..table.len().min(LOOKED_AT)).map(|row| table.width(row));
    widths.max_by_key(|width| regular(table, *width).len()).unwrap_or(0)
}

fn regular(table: &Table, width: usize) -> Vec<usize> {
    (0..table.len().min(LOOKED_AT)).filter(|row| table.width(*row) == width).collect()
}

fn all_of(table: &Table, width: usize) -> usize {
    (0..table.len()).filter(|row| table.width(*row) == width).count()
}

/// True when half of the rows name a movement as banks do.
fn speaks_as_a_bank(table: &Table, rows: &[usize]) -> bool {
    let names = |cell: &str| !matches!(kind_of_label(cell, Cents(-1)), LineKind::Other);
    let spoken = rows.iter().filter(|row| (0..table.width(**row)).any(|place| names(table.cell(**row, place))));
    !rows.is_empty() && spoken.count() * 2 >= rows.len()
}

/// An amount with its cents or its sign, whichever way it is written.
pub(super) fn amount(cell: &str) -> Option<Cents> {
    if cell.is_empty() || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    [DecimalSign::Comma, DecimalSign::Dot].into_iter().find_map(|sign| numbers::parse(cell, Some(sign)).ok())
}
