//! The banks' tables, as CSV or in a workbook: a date, words, an amount or a debit and a credit.
//!
//! What a bank documents in public is known by its header (`layouts.csv`); any other table by the names of its columns, or by its rows
//! when it has no header. A table that says it neither way is no statement until a person says what its columns are.
mod bare;
mod columns;
mod layouts;
mod source;
#[cfg(test)]
mod tests;

pub use columns::Column;
pub use source::{Question, Source, TableMapping};

use super::amounts::label;
use super::words::{Side, is_booked, side};
use crate::import::dates::{self, DateFault, OrderEvidence};
use crate::import::numbers::{self, AmountFault, DecimalEvidence, DecimalSign};
use crate::import::table::Table;
use columns::Columns;
use echu_core::bank::{Balance, BankLine, Moved, NoMovement, SetAside, Statement, WhyAside, kind_of_label, running_breaks};
use echu_core::identifiers::{compact, iban};
use echu_core::money::Cents;
use echu_core::text::{DateOrder, clean, fold};

/// True when the table has the columns of a statement and not those of a list of invoices.
fn is_statement(table: &Table, columns: &Columns) -> bool {
    let Some(header) = columns.header.filter(|_| columns.bank.is_empty()) else { return true };
    let of_invoices = |name: &str| {
        ["facture", "client", "echeance", "invoice"].iter().any(|word| name.contains(word))
            || (!columns.is_of_a_bank() && name.contains("ttc"))
    };
    // Accounts of clients (PCG 411, 416) are an accountant's, not a bank's.
    let of_clients = |account: &str| account.starts_with("411") || account.starts_with("416");
    !(0..table.width(header)).any(|place| of_invoices(&fold(table.cell(header, place))))
        && !(header + 1..table.len()).any(|row| of_clients(columns.cell(table, row, Column::Account)))
}

/// One statement for each account of the table.
fn statements(table: &Table, columns: &Columns, order: Option<DateOrder>, decimal: Option<DecimalSign>) -> Vec<Statement> {
    let mut accounts: Vec<Account> = Vec::new();
    let above = match columns.header {
        Some(header) => named_above(table, header),
        None => (String::new(), String::new()),
    };
    for row in columns.first_row()..table.len() {
        if columns.width.is_some_and(|width| table.width(row) != width) {
            let at = account_of(&mut accounts, &above, "");
            at.tells_balance(table, row, order, decimal);
            continue;
        }
        let blank = columns.cell(table, row, Column::Booked).is_empty() && columns.cells(table, row, Column::Label).concat().is_empty();
        // Totals and closing lines have no day, or no words, or words of their own.
        if blank || columns.told(table, row) == Some(NoMovement::Balance) {
            continue;
        }
        let read = line(table, columns, row, order, decimal);
        let account = account_of(&mut accounts, &above, columns.cell(table, row, Column::Account));
        account.take(table.line(row), read, balance_after(table, columns, row, decimal));
    }
    accounts.into_iter().map(Account::end).collect()
}

/// What the rows of one account tell.
#[derive(Default)]
struct Account {
    statement: Statement,
    /// Its name, as the rows write it.
    name: String,
    chain: Vec<Option<Moved>>,
}

/// The account of a row; a row that names none is of the one above, and the first name is that of the rows before it.
fn account_of<'a>(accounts: &'a mut Vec<Account>, above: &(String, String), name: &str) -> &'a mut Account {
    let found = accounts.iter().position(|one| name.is_empty() || one.name.is_empty() || one.name == name);
    let place = found.unwrap_or_else(|| {
        let statement = Statement { iban: above.0.clone(), account: above.1.clone(), ..Statement::default() };
        accounts.push(Account { statement, ..Account::default() });
        accounts.len() - 1
    });
    let account = &mut accounts[place];
    if account.name.is_empty() && !name.is_empty() {
        name.clone_into(&mut account.name);
        match iban(name) {
            Ok(iban) => account.statement.iban = iban,
            Err(_) if account.statement.iban.is_empty() => account.statement.account = compact(name),
            Err(_) => {}
        }
    }
    account
}

impl Account {
    /// `after`: what the account holds after the movement, and what the bank took of it, when they are written.
    fn take(&mut self, place: u32, read: Result<BankLine, WhyAside>, after: Option<(Cents, Cents)>) {
        let amount = match &read {
            Ok(line) => Some(line.amount),
            // Announced: the balance does not count it.
            Err(WhyAside::Pending) => None,
            Err(_) => {
                self.chain.push(None);
                None
            }
        };
        if let Some(amount) = amount {
            let moved = |(after, fee): (Cents, Cents)| Some(Moved { place, amount: Cents(amount.0.checked_sub(fee.0)?), after });
            self.chain.push(after.and_then(moved));
        }
        match read {
            Ok(line) => self.statement.lines.push(line),
            Err(why) => self.statement.set_aside.push(SetAside { place, why }),
        }
    }

    /// A row of another width than the movements: the account and what it holds on a day.
    fn tells_balance(&mut self, table: &Table, row: usize, order: Option<DateOrder>, decimal: Option<DecimalSign>) {
        let cells = || (0..table.width(row)).map(|place| table.cell(row, place)).filter(|cell| !cell.is_empty());
        let day = cells().find_map(|cell| dates::parse(cell, order).ok());
        let mut amount = cells().filter(|cell| !dates::is_day(cell)).filter_map(|cell| numbers::parse(cell, decimal).ok().zip(Some(cell)));
        // The account has figures too, and no cents.
        let amount = amount.rfind(|(_, cell)| cell.contains([',', '.']));
        let Some((on, (amount, said))) = day.zip(amount) else {
            self.statement
                .set_aside
                .push(SetAside { place: table.line(row), why: WhyAside::Form(clean(&cells().collect::<Vec<_>>().join(" "))) });
            return;
        };
        let figures = |cell: &&str| cell.bytes().filter(u8::is_ascii_digit).count() >= 5 && !cell.contains('*') && !dates::is_day(cell);
        if let Some(number) = cells().filter(|cell| *cell != said).find(figures).filter(|_| self.statement.account.is_empty()) {
            self.statement.account = compact(number);
        }
        let balance = Some(Balance { on, amount });
        if self.statement.lines.is_empty() { self.statement.opening = balance } else { self.statement.closing = balance }
    }

    fn end(mut self) -> Statement {
        self.statement.breaks = running_breaks(&self.chain);
        self.statement
    }
}

/// What the account holds after the movement, and what the bank took of it.
fn balance_after(table: &Table, columns: &Columns, row: usize, decimal: Option<DecimalSign>) -> Option<(Cents, Cents)> {
    let after = numbers::parse(columns.cell(table, row, Column::Balance), decimal).ok()?;
    let fee = columns.cell(table, row, Column::Fee);
    Some((after, if fee.is_empty() { Cents::ZERO } else { numbers::parse(fee, decimal).ok()? }))
}

/// The account that the lines above the header name: its IBAN, else its number, on a line that speaks of an account or too long to be anything
/// else. Empty without one.
fn named_above(table: &Table, header: usize) -> (String, String) {
    let mut number = String::new();
    for row in 0..header {
        let cells: Vec<&str> = (0..table.width(row)).map(|place| table.cell(row, place)).collect();
        let of_account = cells.iter().any(|cell| words_of_account(cell));
        for cell in cells {
            let after = cell.rsplit(':').next().unwrap_or(cell);
            if let Some(iban) = [cell, after].into_iter().find_map(|text| iban(text).ok()) {
                return (iban, String::new());
            }
            let figures = |word: &&str| word.bytes().filter(u8::is_ascii_digit).count();
            let long =
                |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && figures(word) >= if of_account { 7 } else { 11 };
            let trimmed = |c: char| !c.is_alphanumeric();
            if let Some(found) = cell.split_whitespace().map(|word| word.trim_matches(trimmed)).find(long).filter(|_| number.is_empty()) {
                number = compact(found);
            }
        }
    }
    (String::new(), number)
}

fn words_of_account(cell: &str) -> bool {
    let folded = fold(cell);
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "compte" | "rib" | "iban" | "account"))
}

/// How the whole file writes days and cents, else a cell to ask about; what it leaves in doubt is set aside, line by line.
fn forms(table: &Table, columns: &Columns) -> (Result<DateOrder, String>, Result<DecimalSign, String>) {
    let (mut order, mut decimal) = (OrderEvidence::default(), DecimalEvidence::default());
    for row in columns.first_row()..table.len() {
        for wanted in [Column::Booked, Column::Value] {
            order.see(columns.cell(table, row, wanted));
        }
        for wanted in [Column::Amount, Column::Debit, Column::Credit, Column::Balance] {
            decimal.see(columns.cell(table, row, wanted));
        }
    }
    // Without a header, the rows speak as French banks do.
    let french = columns.header.is_none_or(|header| {
        (0..table.width(header)).any(|place| {
            let name = fold(table.cell(header, place));
            ["libelle", "montant", "valeur", "devise", "solde", "intitule"].iter().any(|word| name.contains(word))
        })
    });
    (order.decide(french).map_err(str::to_owned), decimal.decide().map_err(str::to_owned))
}

fn line(
    table: &Table,
    columns: &Columns,
    row: usize,
    order: Option<DateOrder>,
    decimal: Option<DecimalSign>,
) -> Result<BankLine, WhyAside> {
    let day = |wanted| {
        let text = columns.cell(table, row, wanted);
        dates::parse(text, order).map_err(|fault| match fault {
            DateFault::Bad | DateFault::Impossible | DateFault::Ambiguous => WhyAside::Day(clean(text)),
        })
    };
    let currency = columns.cell(table, row, Column::Currency);
    if !currency.is_empty() && !matches!(fold(currency).as_str(), "eur" | "euro" | "euros" | "€") {
        return Err(WhyAside::Currency(clean(currency)));
    }
    if !is_booked(columns.cell(table, row, Column::State)) {
        return Err(WhyAside::Pending);
    }
    let booked_on = day(Column::Booked)?;
    let label = label(&columns.cells(table, row, Column::Label));
    if columns.told(table, row).is_some() {
        return Err(WhyAside::Form(label));
    }
    let counterparty = clean(columns.cell(table, row, Column::Counterparty));
    let amount = amount(table, columns, row, decimal)?;
    Ok(BankLine {
        place: table.line(row),
        booked_on,
        value_on: day(Column::Value).ok(),
        amount,
        kind: kind_of_label(&label, amount),
        label: if label.is_empty() { counterparty.clone() } else { label },
        counterparty,
        counterparty_iban: iban(columns.cell(table, row, Column::CounterpartyIban)).unwrap_or_default(),
        reference: clean(columns.cell(table, row, Column::Reference)),
        bank_id: compact(columns.cell(table, row, Column::BankId)),
    })
}

/// The amount with its sign, or the credit with its own, or the debit, which banks write with either: one of them, never two.
fn amount(table: &Table, columns: &Columns, row: usize, decimal: Option<DecimalSign>) -> Result<Cents, WhyAside> {
    let read = |wanted| {
        let text = columns.cell(table, row, wanted);
        if text.is_empty() {
            return Ok(None);
        }
        numbers::parse(text, decimal).map(Some).map_err(|fault| match fault {
            AmountFault::Foreign(currency) => WhyAside::Currency(currency),
            AmountFault::Bad | AmountFault::Ambiguous | AmountFault::TooPrecise => WhyAside::Amount(clean(text)),
        })
    };
    let moved = |amount: Option<Cents>| amount.filter(|amount| *amount != Cents::ZERO);
    if let Some(amount) = moved(read(Column::Amount)?) {
        return sided(amount, columns, columns.cell(table, row, Column::Side));
    }
    match (moved(read(Column::Debit)?), moved(read(Column::Credit)?)) {
        (Some(debit), None) => Ok(Cents(-debit.0.abs())),
        // A credit below zero is one that was taken back.
        (None, Some(credit)) => Ok(credit),
        (Some(_), Some(_)) | (None, None) => Err(WhyAside::Amount(String::new())),
    }
}

/// The amount with the sign that its side gives it. A side that is neither, or against the sign, is not guessed.
fn sided(amount: Cents, columns: &Columns, text: &str) -> Result<Cents, WhyAside> {
    let negative = amount < Cents::ZERO;
    match side(text) {
        Some(Side::Out) => Ok(Cents(-amount.0.abs())),
        Some(Side::In) if !negative => Ok(amount),
        None if text.is_empty() && (negative || !columns.has(Column::Side)) => Ok(amount),
        Some(Side::In) | None => Err(WhyAside::Side(clean(text))),
    }
}
