//! The banks' CSV: a date, words, an amount or a debit and a credit, under the names each bank gives them.
//!
//! No list of banks: what the header says decides, and a table whose header says it not is refused rather than guessed.
use super::amounts::label;
use super::words::{Side, is_booked, plain_side, side};
use crate::import::csv;
use crate::import::dates::{self, DateFault, OrderEvidence};
use crate::import::numbers::{self, AmountFault, DecimalEvidence, DecimalSign};
use crate::import::table::Table;
use crate::import::{Refusal, encoding, guess, limits};
use echu_core::bank::{BankLine, NoMovement, SetAside, Statement, WhyAside, kind_of_label, no_movement};
use echu_core::identifiers::{compact, iban};
use echu_core::money::Cents;
use echu_core::text::{DateOrder, clean, fold};

/// Bytes looked at to recognise a statement.
const START: usize = 32 * 1024;

/// What a column of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Booked,
    Value,
    Label,
    Amount,
    Debit,
    Credit,
    /// Which way the amount goes, when it has no sign.
    Side,
    /// Booked or announced.
    State,
    Currency,
    Reference,
    Counterparty,
    CounterpartyIban,
    Account,
}

/// The place of each column, and the row of the header.
struct Columns {
    header: usize,
    places: Vec<(Column, usize)>,
}

impl Columns {
    fn find(table: &Table) -> Option<Columns> {
        let complete = |columns: &Columns| {
            let has = |wanted| columns.has(wanted);
            has(Column::Booked) && has(Column::Label) && (has(Column::Amount) || (has(Column::Debit) && has(Column::Credit)))
        };
        (0..table.len().min(limits::HEADER_DEPTH)).map(|row| Columns::of(table, row)).find(complete)
    }

    fn of(table: &Table, header: usize) -> Columns {
        let mut places = Vec::new();
        for place in 0..table.width(header) {
            let Some(column) = column(table.cell(header, place)) else { continue };
            // Several labels are one text; of two dates of entry the first counts.
            if column == Column::Label || !places.iter().any(|(known, _)| *known == column) {
                places.push((column, place));
            }
        }
        if !places.iter().any(|(column, _)| *column == Column::Booked)
            && let Some(value) = places.iter_mut().find(|(column, _)| *column == Column::Value)
        {
            value.0 = Column::Booked;
        }
        let mut columns = Columns { header, places };
        columns.find_side(table);
        columns
    }

    /// A column whose every cell is « débit » or « crédit » says which way the amount goes, whatever its name: « Nature »,
    /// « Opération ». « Type » says it when most of its cells do, which others call « virement » or « carte ».
    fn find_side(&mut self, table: &Table) {
        if [Column::Side, Column::Debit, Column::Credit].iter().any(|wanted| self.has(*wanted)) {
            return;
        }
        let labels: Vec<usize> = self.places.iter().filter(|(column, _)| *column == Column::Label).map(|(_, place)| *place).collect();
        let tells = |place: &usize| {
            let cells = || (self.header + 1..table.len()).map(|row| table.cell(row, *place)).filter(|cell| !cell.is_empty());
            if fold(table.cell(self.header, *place)).starts_with("type") {
                let known = cells().filter(|cell| side(cell).is_some()).count();
                known > cells().count() - known
            } else {
                cells().next().is_some() && cells().all(|cell| plain_side(cell).is_some()) && labels != [*place]
            }
        };
        if let Some(found) = (0..table.width(self.header)).find(tells) {
            self.places.retain(|(_, place)| *place != found);
            self.places.push((Column::Side, found));
        }
    }

    fn cell<'a>(&self, table: &'a Table, row: usize, wanted: Column) -> &'a str {
        self.places.iter().find(|(column, _)| *column == wanted).map_or("", |(_, place)| table.cell(row, *place))
    }

    fn has(&self, wanted: Column) -> bool {
        self.places.iter().any(|(column, _)| *column == wanted)
    }

    /// A balance or a total, by its words; none where who paid is named: money moved.
    fn told(&self, table: &Table, row: usize) -> Option<NoMovement> {
        if [Column::Counterparty, Column::CounterpartyIban].iter().any(|wanted| !self.cell(table, row, *wanted).is_empty()) {
            return None;
        }
        no_movement(&label(&self.cells(table, row, Column::Label)))
    }

    fn cells<'a>(&self, table: &'a Table, row: usize, wanted: Column) -> Vec<&'a str> {
        self.places.iter().filter(|(column, _)| *column == wanted).map(|(_, place)| table.cell(row, *place)).collect()
    }
}

/// The words beside « débit » and « crédit » in the names of the columns that hold the amounts.
const AMOUNT_WORDS: [&str; 19] = [
    "debit",
    "debits",
    "debited",
    "debite",
    "credit",
    "credits",
    "credited",
    "credite",
    "montant",
    "montants",
    "amount",
    "au",
    "en",
    "eur",
    "euro",
    "euros",
    "mouvement",
    "mouvements",
    "somme",
];

fn column(name: &str) -> Option<Column> {
    let name = fold(name);
    let name = name.split(['(', '[']).next().unwrap_or_default().replace(['_', '.', ':'], " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let debit = words.iter().any(|word| matches!(*word, "debit" | "debits" | "debited" | "debite"));
    let credit = words.iter().any(|word| matches!(*word, "credit" | "credits" | "credited" | "credite"));
    // « Montant au débit », and not « Compte à débiter » nor « Carte de crédit ».
    let of_amount = words.iter().all(|word| AMOUNT_WORDS.contains(word));
    let is = |words: &[&str]| words.contains(&name.as_str());
    if has(&["solde", "balance"]) {
        None
    } else if has(&["date"]) || is(&["jour", "day"]) {
        Some(if has(&["valeur", "value"]) { Column::Value } else { Column::Booked })
    } else if debit && credit {
        Some(if has(&["montant", "amount"]) { Column::Amount } else { Column::Side })
    } else if debit && of_amount {
        Some(Column::Debit)
    } else if credit && of_amount {
        Some(Column::Credit)
    } else if is(&["sortie", "sorties", "depense", "depenses", "paid out", "money out", "withdrawal", "withdrawals"]) {
        Some(Column::Debit)
    } else if is(&["entree", "entrees", "recette", "recettes", "paid in", "money in", "deposit", "deposits"]) {
        Some(Column::Credit)
    } else if is(&["d/c", "c/d", "dc", "cd", "+/-", "side", "direction", "signe", "cdtdbtind"]) || words.first() == Some(&"sens") {
        Some(Column::Side)
    } else if is_state(&words) {
        Some(Column::State)
    } else if has(&["iban"]) {
        Some(if has(&["contrepartie", "tiers", "counterparty", "beneficiaire", "emetteur"]) {
            Column::CounterpartyIban
        } else {
            Column::Account
        })
    } else if is(&["compte", "numero de compte", "n° compte", "accountnum", "account", "numero compte"]) {
        Some(Column::Account)
    } else if has(&["contrepartie", "tiers", "counterparty", "beneficiaire", "emetteur"]) {
        Some(Column::Counterparty)
    } else if has(&["libelle", "intitule", "description", "detail", "nature", "label", "communication", "motif", "information"])
        || is(&["operation", "operations", "memo"])
    {
        Some(Column::Label)
    } else if has(&["montant", "amount"]) {
        Some(Column::Amount)
    } else if has(&["devise", "currency"]) {
        Some(Column::Currency)
    } else if has(&["reference", "ref"]) {
        Some(Column::Reference)
    } else {
        None
    }
}

/// « Statut », « État de l’opération », « Transaction status ». Whether the user has ticked or explained a movement is not
/// whether the bank has booked it.
fn is_state(words: &[&str]) -> bool {
    let movement = |word: &&str| {
        matches!(*word, "de" | "du" | "des" | "la" | "l" | "operation" | "operations" | "transaction" | "transactions")
            || matches!(*word, "mouvement" | "mouvements" | "paiement" | "virement" | "payment" | "transfer" | "booking" | "entry")
    };
    match words {
        ["statut" | "status" | "etat" | "state", rest @ ..] | [rest @ .., "status" | "state"] => rest.iter().all(movement),
        _ => false,
    }
}

fn table(bytes: &[u8]) -> Result<Table, Refusal> {
    let decoded = encoding::decode(bytes, None)?;
    let (declared, text) = match csv::declared_separator(&decoded.text) {
        Some((separator, rest)) => (Some(separator), rest),
        None => (None, decoded.text.as_str()),
    };
    csv::parse(text, declared.unwrap_or_else(|| guess::separator(text)))
}

/// True when the table has the columns of a statement and not those of a list of invoices.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    // The header is near the start: a table of a hundred thousand rows is not read twice.
    let bytes = match bytes.get(..START) {
        Some(start) => &start[..start.iter().rposition(|byte| *byte == b'\n').map_or(START, |at| at + 1)],
        None => bytes,
    };
    let Ok(table) = table(bytes) else { return false };
    let Some(columns) = Columns::find(&table) else { return false };
    let names = (0..table.width(columns.header)).map(|place| fold(table.cell(columns.header, place)));
    // Accounts of clients (PCG 411, 416) are an accountant's, not a bank's.
    let of_clients = (columns.header + 1..table.len()).map(|row| columns.cell(&table, row, Column::Account));
    !names.into_iter().any(|name| ["facture", "client", "echeance", "ttc", "invoice"].iter().any(|word| name.contains(word)))
        && !of_clients.into_iter().any(|account| account.starts_with("411") || account.starts_with("416"))
}

pub(super) fn read(bytes: &[u8]) -> Result<Statement, Refusal> {
    let table = table(bytes)?;
    let columns = Columns::find(&table).ok_or(Refusal::StatementColumns)?;
    let (order, decimal) = forms(&table, &columns);
    let mut statement = Statement::default();
    (statement.iban, statement.account) = named_above(&table, columns.header);
    for row in columns.header + 1..table.len() {
        if statement.iban.is_empty() {
            let account = columns.cell(&table, row, Column::Account);
            match iban(account) {
                Ok(iban) => statement.iban = iban,
                Err(_) if statement.account.is_empty() => statement.account = compact(account),
                Err(_) => {}
            }
        }
        let blank = columns.cell(&table, row, Column::Booked).is_empty() && columns.cells(&table, row, Column::Label).concat().is_empty();
        // Totals and closing lines have no day, or no words, or words of their own.
        if blank || columns.told(&table, row) == Some(NoMovement::Balance) {
            continue;
        }
        match line(&table, &columns, row, order, decimal) {
            Ok(line) => statement.lines.push(line),
            Err(why) => statement.set_aside.push(SetAside { place: table.line(row), why }),
        }
    }
    if statement.lines.is_empty() && statement.set_aside.is_empty() { Err(Refusal::NoStatement) } else { Ok(statement) }
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

/// How the whole file writes days and cents; what it leaves in doubt is set aside, line by line.
fn forms(table: &Table, columns: &Columns) -> (Option<DateOrder>, Option<DecimalSign>) {
    let (mut order, mut decimal) = (OrderEvidence::default(), DecimalEvidence::default());
    for row in columns.header + 1..table.len() {
        for wanted in [Column::Booked, Column::Value] {
            order.see(columns.cell(table, row, wanted));
        }
        for wanted in [Column::Amount, Column::Debit, Column::Credit] {
            decimal.see(columns.cell(table, row, wanted));
        }
    }
    let french = (0..table.width(columns.header)).any(|place| {
        let name = fold(table.cell(columns.header, place));
        ["libelle", "montant", "valeur", "devise", "solde", "intitule"].iter().any(|word| name.contains(word))
    });
    (order.decide(french).ok(), decimal.decide().ok())
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
        bank_id: String::new(),
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
