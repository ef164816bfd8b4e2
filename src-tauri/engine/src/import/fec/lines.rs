//! The entries as the file writes them.
use super::super::table::Table;
use super::super::{dates, numbers};
use chrono::NaiveDate;
use echu_core::intake::{Field, Problem};
use echu_core::money::Cents;
use echu_core::text::{clean, fold};
use std::collections::BTreeSet;

/// One line of an entry on a client's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// As a spreadsheet numbers it.
    pub(super) line: u32,
    /// The entry: its journal and its number.
    pub(super) entry: (String, String),
    /// The client's own account, or its collective one.
    pub(super) account: String,
    /// Its name.
    pub(super) name: String,
    /// The document.
    pub(super) piece: String,
    /// Its date, else that of the entry.
    pub(super) on: NaiveDate,
    /// What the entry says.
    pub(super) label: String,
    /// Above zero: he owes more. Below: less.
    pub(super) amount: Cents,
    /// What it is lettered with; empty: nothing.
    pub(super) letter: String,
    /// True when the entry records a sale, or opens the year.
    pub(super) is_sale: bool,
}

/// A line whose date or amount does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bad {
    pub(super) line: u32,
    pub(super) name: String,
    pub(super) problem: Problem,
}

/// Every line on a client's account, and those that do not read.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) good: Vec<Line>,
    pub(super) bad: Vec<Bad>,
}

/// Places of the columns.
struct Columns {
    journal: usize,
    entry: usize,
    entry_on: usize,
    account: usize,
    account_name: usize,
    own: Option<usize>,
    own_name: Option<usize>,
    piece: usize,
    piece_on: usize,
    label: usize,
    letter: Option<usize>,
    money: Money,
}

/// Two columns, or one and its side: the law allows both.
enum Money {
    TwoColumns { debit: usize, credit: usize },
    OneSide { amount: usize, side: usize },
}

impl Columns {
    fn of(table: &Table) -> Option<Columns> {
        let find = |name: &str| (0..table.width(0)).find(|column| fold(table.cell(0, *column)).trim_start_matches('\u{feff}') == name);
        let money = match (find("debit"), find("credit"), find("montant"), find("sens")) {
            (Some(debit), Some(credit), _, _) => Money::TwoColumns { debit, credit },
            (_, _, Some(amount), Some(side)) => Money::OneSide { amount, side },
            (_, _, _, _) => return None,
        };
        Some(Columns {
            journal: find("journalcode")?,
            entry: find("ecriturenum")?,
            entry_on: find("ecrituredate")?,
            account: find("comptenum")?,
            account_name: find("comptelib")?,
            own: find("compauxnum"),
            own_name: find("compauxlib"),
            piece: find("pieceref")?,
            piece_on: find("piecedate")?,
            label: find("ecriturelib")?,
            letter: find("ecriturelet"),
            money,
        })
    }
}

/// Reads a table whose first row names the columns; none when one of those needed is missing.
pub(super) fn read(table: &Table) -> Option<Lines> {
    let columns = Columns::of(table)?;
    let cell = |row: usize, column: usize| table.cell(row, column);
    let entry = |row: usize| (cell(row, columns.journal), cell(row, columns.entry));
    // A sale credits a product, and an opening entry brings back what was open.
    let sales: BTreeSet<_> = (1..table.len()).filter(|row| cell(*row, columns.account).starts_with(['7', '8'])).map(entry).collect();
    let mut lines = Lines::default();
    for row in 1..table.len() {
        let account = cell(row, columns.account);
        if !(account.starts_with("411") || account.starts_with("416")) {
            continue;
        }
        let text = |column: Option<usize>| column.map(|column| cell(row, column)).unwrap_or_default();
        let (own, own_name) = (text(columns.own), text(columns.own_name));
        let (account, name) = if own.is_empty() { (account, cell(row, columns.account_name)) } else { (own, own_name) };
        let name = if name.is_empty() { account } else { name };
        let line = table.line(row);
        let day = [columns.piece_on, columns.entry_on].map(|column| cell(row, column));
        let Some(on) = day.iter().find_map(|text| compact_day(text)) else {
            let problem = Problem::BadDate { field: Field::IssuedOn, text: clean(day[0]) };
            lines.bad.push(Bad { line, name: clean(name), problem });
            continue;
        };
        let amount = match amount(&columns.money, |column| cell(row, column)) {
            Ok(amount) => amount,
            Err(text) => {
                let problem = Problem::BadAmount { field: Field::Total, text: clean(text) };
                lines.bad.push(Bad { line, name: clean(name), problem });
                continue;
            }
        };
        if amount == Cents::ZERO {
            continue;
        }
        let (journal, number) = entry(row);
        lines.good.push(Line {
            line,
            entry: (journal.to_owned(), number.to_owned()),
            account: account.to_owned(),
            name: clean(name),
            piece: clean(cell(row, columns.piece)),
            on,
            label: clean(cell(row, columns.label)),
            amount,
            letter: text(columns.letter).to_owned(),
            is_sale: sales.contains(&(journal, number)) || is_opening(journal),
        });
    }
    Some(lines)
}

/// « À nouveau », whatever the tool calls its journal.
fn is_opening(journal: &str) -> bool {
    matches!(fold(journal).as_str(), "an" | "ano" | "anx" | "ran" | "rn" | "nv" | "ouv")
}

/// `20260302`, as the law writes it, or any date that reads one way.
fn compact_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y%m%d").ok().or_else(|| dates::parse(text, None).ok())
}

/// What the line adds to what is owed.
///
/// # Errors
/// The cell that is no amount.
fn amount<'a>(money: &Money, cell: impl Fn(usize) -> &'a str) -> Result<Cents, &'a str> {
    let read = |column: usize| match cell(column) {
        "" => Ok(Cents::ZERO),
        text => numbers::parse(text, Some(numbers::DecimalSign::Comma)).map_err(|_| text),
    };
    match *money {
        Money::TwoColumns { debit, credit } => Ok(read(debit)? - read(credit)?),
        Money::OneSide { amount, side } => {
            let worth = read(amount)?;
            match fold(cell(side)).as_str() {
                "d" | "debit" | "+1" | "1" => Ok(worth),
                "c" | "credit" | "-1" => Ok(-worth),
                _ => Err(cell(side)),
            }
        }
    }
}
