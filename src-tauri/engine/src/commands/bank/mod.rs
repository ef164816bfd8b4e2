//! Bank statements: read, kept once, and each credit matched by a person with what it pays.
mod decide;
mod past;
mod propose;
mod types;

pub use decide::{accept_certain, match_line, reopen_line, set_line_aside, tie_line};
pub use past::{statements, undo_statement};
pub use propose::matching;
pub(crate) use propose::refresh_claims;
pub use types::*;

use crate::App;
use crate::error::{Error, Result};
use crate::import::bank::{self, Format, TableMapping, TableQuestion, TableSource};
use crate::import::{Refusal, of_file};
use crate::store::bank::{self as store, NewStatement};
use crate::store::{About, Actor, Outcome, hex, imports};
use echu_core::bank::{BalanceCheck, BankLine, Break, Statement};
use echu_core::money::Cents;
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Movements of an account shown before they are kept.
const SHOWN: usize = 100;
/// Rows of a table shown beside what its columns are.
const SAMPLE: usize = 12;

/// What a chosen file holds, by its content, or by what a person said of a table like it.
///
/// # Errors
/// When the token is unknown. What does not read is left to the import, which says why.
pub fn recognise_file(app: &App, request: FileRequest) -> Result<FileContent> {
    let path = app.file(&request.token)?;
    let Some(bytes) = path.is_file().then(|| of_file(&path).ok()).flatten() else { return Ok(FileContent::Import) };
    Ok(if is_statement(app, &bytes) { FileContent::Statement } else { FileContent::Import })
}

/// True for a statement, told by its format, by its columns, or known from an earlier one.
pub(crate) fn is_statement(app: &App, bytes: &[u8]) -> bool {
    // A base that does not answer remembers nothing: the file still says what it is.
    let known = |mut table: TableSource| table.is_recognised() || app.read(|conn| remembered(conn, &mut table)).unwrap_or(false);
    bank::told_format(bytes).is_some() || TableSource::beginning(bytes).is_ok_and(known)
}

/// A statement, read.
struct Read {
    file_name: String,
    sha256: String,
    format: Format,
    bank: String,
    statements: Vec<Statement>,
    table: Option<Table>,
}

/// A statement that is a table, and whether a person said how it is read: now, or of an earlier one.
struct Table {
    source: TableSource,
    by_hand: bool,
    remembered: bool,
}

/// Takes over the columns confirmed for an earlier table with the same header.
fn remembered(conn: &Connection, table: &mut TableSource) -> Result<bool> {
    for (header_row, key) in table.keys() {
        let Some(text) = imports::mapping(conn, &memory(&key))? else { continue };
        // Columns this version cannot read are as good as forgotten.
        if let Ok(earlier) = serde_json::from_str::<TableMapping>(&text)
            && table.adopt(header_row, &earlier)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The columns of a statement and those of a list of invoices are remembered apart.
fn memory(header_key: &str) -> String {
    format!("statement:{header_key}")
}

fn refused(refusal: Refusal) -> Error {
    Error::Refused(refusal.sentence())
}

/// Reads a statement: a table as the person says, else as he said of an earlier one, else as it says itself.
fn read(app: &App, token: &str, said: Option<TableMapping>) -> Result<Read> {
    let path = app.file(token)?;
    let bytes = of_file(&path).map_err(refused)?;
    let (format, table) = match bank::told_format(&bytes) {
        Some(format) => (format, None),
        None => {
            let mut source = TableSource::open(&bytes).map_err(refused)?;
            let by_hand = said.is_some();
            let remembered = match said {
                Some(mapping) => {
                    source.remap(&bytes, mapping).map_err(refused)?;
                    false
                }
                None => app.read(|conn| remembered(conn, &mut source))?,
            };
            (Format::Table, Some(Table { source, by_hand: by_hand || remembered, remembered }))
        }
    };
    let mut statements = match &table {
        Some(table) => table.source.statements(),
        None => bank::read(&bytes, format).map_err(refused)?,
    };
    let today = app.when().today;
    statements.iter_mut().for_each(|statement| statement.set_pending_aside(today));
    Ok(Read {
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        sha256: hex(&Sha256::digest(&bytes)),
        format,
        bank: table.as_ref().map(|table| table.source.bank().to_owned()).unwrap_or_default(),
        statements,
        table,
    })
}

impl Read {
    /// True for a table that cannot be kept as it reads now: a question is open, or no row of it is a movement.
    fn is_blocked(&self) -> bool {
        // What a person says of a file where nothing then reads is a mistake; a bank's own table may be all in another currency.
        let empty = |by_hand: bool| {
            self.statements.iter().all(|statement| statement.lines.is_empty() && (by_hand || statement.set_aside.is_empty()))
        };
        self.table.as_ref().is_some_and(|table| table.source.questions().iter().any(TableQuestion::blocks) || empty(table.by_hand))
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Reads a statement. Writes nothing.
///
/// # Errors
/// A file that is no statement nor a table, or does not read; its sentence says so.
pub fn open_statement(app: &App, request: OpenStatement) -> Result<StatementDraft> {
    let read = read(app, &request.token, request.mapping)?;
    let blocked = read.is_blocked();
    app.read(|conn| {
        let accounts = read.statements.iter().map(|statement| {
            let brought = store::brought(conn, statement)?;
            let fresh: BTreeSet<u32> = brought.lines.iter().map(|(_, line)| line.place).collect();
            let days = || statement.lines.iter().map(|line| line.booked_on);
            let (balance, gap) = match statement.balance_check() {
                BalanceCheck::Agrees => ("agrees", Cents::ZERO),
                BalanceCheck::Differs(gap) => ("differs", gap),
                BalanceCheck::Unknown => ("unknown", Cents::ZERO),
            };
            Ok(AccountDraft {
                number: statement.account_key(),
                first_on: days().min(),
                last_on: days().max(),
                new: count(brought.lines.len()),
                known: brought.known,
                received: App::sum(brought.lines.iter().map(|(_, line)| line.amount).filter(|amount| amount.is_positive())),
                left_out: count(statement.lines.len()).saturating_sub(count(brought.lines.len())).saturating_sub(brought.known),
                balance: balance.to_owned(),
                gap,
                breaks: statement.breaks.iter().flatten().map(Break::sentence).collect(),
                set_aside: statement
                    .set_aside
                    .iter()
                    .map(|aside| format!("Ligne {}\u{a0}: {}", aside.place, aside.why.sentence()))
                    .collect(),
                lines: statement.lines.iter().take(SHOWN).map(|line| shown(line, &fresh)).collect(),
            })
        });
        Ok(StatementDraft {
            accounts: accounts.collect::<Result<_>>()?,
            already_read: store::stands(conn, &read.sha256)?,
            file_name: read.file_name,
            sha256: read.sha256,
            format: read.format,
            bank: read.bank,
            table: read.table.as_ref().map(view),
            blocked,
        })
    })
}

fn view(table: &Table) -> StatementTable {
    let source = &table.source;
    StatementTable {
        mapping: source.mapping().clone(),
        by_hand: table.by_hand,
        remembered: table.remembered,
        recognised: source.is_recognised(),
        sheets: source.sheets().to_vec(),
        header_lines: source.header_lines(),
        headers: source.headers(),
        sample: source.sample(SAMPLE),
        questions: source.questions(),
    }
}

/// A movement as it would be kept, or not. `fresh`: the places of those that are new.
fn shown(line: &BankLine, fresh: &BTreeSet<u32>) -> DraftLine {
    DraftLine {
        line: line.place,
        on: line.booked_on,
        amount: line.amount,
        label: line.label.clone(),
        counterparty: line.counterparty.clone(),
        fate: match (fresh.contains(&line.place), store::is_kept(line)) {
            (true, _) => LineFate::New,
            (false, true) => LineFate::Known,
            (false, false) => LineFate::Out,
        },
    }
}

/// Keeps a statement: the lines that are new, and whose reminders they hold until somebody says what they are.
///
/// # Errors
/// A file that is no longer the one that was shown, or a table with a question left open; nothing is then written.
pub fn commit_statement(app: &App, request: CommitStatement) -> Result<Outcome<StatementRead>> {
    let read = read(app, &request.token, request.mapping)?;
    if read.sha256 != request.sha256 {
        return Err(Error::Precondition("file_changed"));
    }
    if read.is_blocked() {
        return Err(refused(Refusal::StatementColumns));
    }
    crate::backup::before_import(app);
    app.write(Actor::Import, |tx| {
        tx.expect_many_rows()?;
        let (mut new, mut known) = (0, 0);
        for statement in &read.statements {
            let brought = store::brought(&tx.sql, statement)?;
            new += count(brought.lines.len());
            known += brought.known;
            tx.insert_statement(&NewStatement { file_name: &read.file_name, sha256: &read.sha256, statement, brought: &brought })?;
        }
        if let Some(table) = read.table.as_ref().filter(|table| table.by_hand) {
            let mapping = table.source.mapping();
            tx.save_mapping(&memory(&mapping.header_key), &serde_json::to_string(mapping)?)?;
        }
        tx.record(About::default(), &EventKind::StatementRead { file_name: read.file_name.clone(), lines: new })?;
        Ok(StatementRead { new, known, waiting: store::count_waiting(&tx.sql)? })
    })
}
