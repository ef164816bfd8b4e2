//! The entries as the file writes them.
use super::super::table::Table;
use super::super::{dates, numbers};
use chrono::NaiveDate;
use echu_core::intake::{Field, Problem};
use echu_core::money::Cents;
use echu_core::text::{clean, fold};
use std::collections::BTreeMap;

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
    /// True when it records a sale, or opens the year; false for money received or given back.
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
    let worth = |row: usize| amount(&columns.money, |column| cell(row, column));
    let balances = balances(table, &columns);
    let owners = owners(table, &columns);
    let mut lines = Lines::default();
    for row in 1..table.len() {
        let account = cell(row, columns.account);
        if !is_client(account) {
            continue;
        }
        let text = |column: Option<usize>| column.map(|column| cell(row, column)).unwrap_or_default();
        let line = table.line(row);
        let whose = own(table, &columns, row).or_else(|| match owners.get(&entry(row)).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            Some(_) | None => None,
        });
        let Some((account, name)) = whose else {
            let name = clean(cell(row, columns.account_name));
            lines.bad.push(Bad { line, name, problem: Problem::NoClientAccount { account: clean(account) } });
            continue;
        };
        let day = [columns.piece_on, columns.entry_on].map(|column| cell(row, column));
        let Some(on) = day.iter().find_map(|text| compact_day(text)) else {
            let problem = Problem::BadDate { field: Field::IssuedOn, text: clean(day[0]) };
            lines.bad.push(Bad { line, name: clean(name), problem });
            continue;
        };
        let amount = match worth(row) {
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
            is_sale: is_opening(journal) || balances.get(row).is_some_and(|balance| balance.is_sale(amount)),
        });
    }
    Some(lines)
}

/// True for an account of clients (PCG 411), or of doubtful ones (416).
fn is_client(account: &str) -> bool {
    account.starts_with("411") || account.starts_with("416")
}

/// The client that a line names by itself: by his auxiliary account, or by an account that is his alone.
fn own<'a>(table: &'a Table, columns: &Columns, row: usize) -> Option<(&'a str, &'a str)> {
    let text = |column: Option<usize>| column.map(|column| table.cell(row, column)).unwrap_or_default();
    let (own, own_name) = (text(columns.own), text(columns.own_name));
    let (account, name) = match own {
        "" => (table.cell(row, columns.account), table.cell(row, columns.account_name)),
        own => (own, own_name),
    };
    if own.is_empty() && is_collective(account, name) {
        return None;
    }
    Some((account, if name.is_empty() { account } else { name }))
}

/// True for the account of all the clients: those of the general plan itself, filled with zeros.
fn is_collective(account: &str, name: &str) -> bool {
    let kind = account.trim_end_matches('0');
    // The plan's own parts of 411 and 416 (4111, 4117) look like the account of a client: only their name tells.
    let is_part = kind.len() == 4 && fold(name).split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "client" | "clients"));
    matches!(kind, "411" | "416") || (is_part && kind.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The clients that the lines of each entry name by themselves, each once.
fn owners<'a>(table: &'a Table, columns: &Columns) -> BTreeMap<(&'a str, &'a str), Vec<(&'a str, &'a str)>> {
    let mut owners: BTreeMap<_, Vec<(&str, &str)>> = BTreeMap::new();
    for row in (1..table.len()).filter(|row| is_client(table.cell(*row, columns.account))) {
        let Some(whose) = own(table, columns, row) else { continue };
        let known = owners.entry((table.cell(row, columns.journal), table.cell(row, columns.entry))).or_default();
        if !known.iter().any(|(account, _)| *account == whose.0) {
            known.push(whose);
        }
    }
    owners
}

/// What stands across from the clients in lines that balance.
#[derive(Debug, Default, Clone, Copy)]
struct Balance {
    /// A product was sold, or taken back.
    sold: bool,
    /// An advance was invoiced (4191), or is used.
    advance: bool,
    /// Money moved, and what came in less what went out.
    money: Option<Cents>,
}

impl Balance {
    /// A sale has a product across, and no money: the interest or the small difference taken with a payment is no invoice. A sale
    /// paid at once has both, in one piece: it is owed, and the money came in.
    fn is_sale(self, amount: Cents) -> bool {
        (self.sold || (self.advance && amount.is_positive())) && self.money.is_none_or(|money| amount.is_positive() && money.is_positive())
    }
}

/// A piece whose lines do not balance yet: their sum, what stands across, its rows.
type Piece = (Cents, Balance, Vec<usize>);

/// What stands across from each row. An entry is cut where its lines balance: some tools give one number to the entries of a whole
/// journal.
fn balances(table: &Table, columns: &Columns) -> Vec<Balance> {
    let mut open: BTreeMap<(&str, &str, &str), Piece> = BTreeMap::new();
    let mut balances = vec![Balance::default(); table.len()];
    let mut close = |balance: Balance, rows: Vec<usize>| rows.into_iter().for_each(|row| balances[row] = balance);
    for row in 1..table.len() {
        let cell = |column: usize| table.cell(row, column);
        let key = (cell(columns.journal), cell(columns.entry), cell(columns.entry_on));
        let (sum, balance, rows) = open.entry(key).or_default();
        let worth = amount(&columns.money, cell).unwrap_or(Cents::ZERO);
        let account = cell(columns.account);
        *sum = Cents(sum.0.saturating_add(worth.0));
        balance.sold |= is_sold(account);
        balance.advance |= account.starts_with("4191");
        if account.starts_with('5') {
            balance.money = Some(Cents(balance.money.unwrap_or(Cents::ZERO).0.saturating_add(worth.0)));
        }
        rows.push(row);
        if *sum == Cents::ZERO
            && let Some((_, balance, rows)) = open.remove(&key)
        {
            close(balance, rows);
        }
    }
    open.into_values().for_each(|(_, balance, rows)| close(balance, rows));
    balances
}

/// Accounts of what is invoiced to a client: sales (70), royalties, rents and assets (751, 752, 757, 775), expenses charged again (791);
/// and the opening balance sheet (89). The differences of payments, the discounts and the interest of the class 7 are none.
fn is_sold(account: &str) -> bool {
    ["70", "751", "752", "757", "775", "791", "89"].iter().any(|start| account.starts_with(start))
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
