//! The tables of the evidence file.
use super::{Listed, Moment, shown, words};
use crate::letters::face::tenths_mm;
use crate::letters::page::MEASURE;
use crate::letters::rich::STRONG;
use crate::letters::table::{Column, Kind, Row, Table};
use crate::letters::words as shared;
use echu_core::dossier::{Account, Owed};
use echu_core::money::Cents;
use echu_core::text::{euros, numeric_date};

/// As much of a digest as a list shows: enough to recognise a file, not to prove it.
const SHOWN_DIGEST: usize = 16;

fn table(columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table { columns, rows, width: MEASURE, strong_last: false, running: Vec::new() }
}

fn line(cells: Vec<String>) -> Row {
    Row { kind: Kind::Line, cells }
}

/// The sums of the cover.
pub fn owed(owed: &Owed) -> Table {
    let mut rows = vec![line(vec![words::PRINCIPAL.into(), String::new(), euros(owed.principal)])];
    let penalties = owed.penalties.map_or_else(|| words::UNKNOWN.to_owned(), euros);
    rows.push(line(vec![words::PENALTIES.into(), String::new(), penalties]));
    if owed.fees.is_none_or(Cents::is_positive) {
        rows.push(line(vec![words::FEES.into(), String::new(), owed.fees.map_or_else(|| words::UNKNOWN.to_owned(), euros)]));
    }
    if owed.credit.is_positive() {
        rows.push(line(vec![words::CREDIT.into(), String::new(), euros(-owed.credit)]));
    }
    let total = owed.total().map_or_else(|| words::NOT_COUNTED.to_owned(), euros);
    rows.push(Row { kind: Kind::Total, cells: vec![words::TOTAL.into(), total] });
    // The total is set larger, and spans the empty column.
    let columns = vec![Column::rest(""), Column::words(""), Column::figures(shared::AMOUNT)];
    Table { width: tenths_mm(1120), ..table(columns, rows) }
}

/// « Bordereau de pièces ».
pub fn exhibits(exhibits: &[Listed]) -> Table {
    let row = |one: &Listed| {
        let digest = one.sha256.get(..SHOWN_DIGEST).unwrap_or(&one.sha256);
        let what = if one.apart { format!("{}\n{}", shown(&one.title), words::APART) } else { shown(&one.title) };
        line(vec![one.number.to_string(), what, words::size(one.pages, one.bytes), format!("{digest}…")])
    };
    let columns = vec![Column::figures(words::NUMBER), Column::rest(words::WHAT), Column::words(words::SIZE), Column::words(words::DIGEST)];
    table(columns, exhibits.iter().map(row).collect())
}

/// « Chronologie ».
pub fn chronology(moments: &[Moment]) -> Table {
    let row = |one: &Moment| {
        let title = format!("{STRONG}{}{STRONG}", shown(&one.title));
        let detail = shown(&one.detail);
        let told = if detail.trim().is_empty() { title } else { format!("{title}\n{detail}") };
        line(vec![numeric_date(one.on), told, one.exhibit.map(|number| number.to_string()).unwrap_or_default()])
    };
    let columns = vec![Column::words(words::DAY), Column::rest(words::FACT), Column::figures(words::NUMBER)];
    table(columns, moments.iter().map(row).collect())
}

/// « Relevé de compte ».
pub fn account(account: &Account) -> Table {
    let side = |amount: Cents| if amount.is_positive() { euros(amount) } else { String::new() };
    let mut rows: Vec<Row> = account
        .lines()
        .map(|(entry, left)| line(vec![numeric_date(entry.on), shown(&entry.label), side(entry.amount), side(-entry.amount), euros(left)]))
        .collect();
    rows.push(Row { kind: Kind::Total, cells: vec![words::LEFT.into(), euros(account.closing())] });
    let columns = vec![
        Column::words(words::DAY),
        Column::rest(words::OPERATION),
        Column::figures(words::DEBIT),
        Column::figures(words::PAID),
        Column::figures(words::LEFT),
    ];
    table(columns, rows)
}
