//! Bank statements: read, kept once, and each credit matched by a person with what it pays.
mod decide;
mod propose;
mod types;

pub use decide::{accept_certain, match_line, reopen_line, set_line_aside, tie_line};
pub use propose::matching;
pub(crate) use propose::refresh_claims;
pub use types::*;

use crate::App;
use crate::commands::Nothing;
use crate::error::{Error, Result};
use crate::import::{Refusal, bank, of_file};
use crate::store::bank::{self as store, NewStatement};
use crate::store::{About, Actor, Outcome, hex};
use echu_core::bank::{BalanceCheck, Break, Statement};
use echu_core::money::Cents;
use echu_core::timeline::EventKind;
use sha2::{Digest, Sha256};

/// What a chosen file holds, by its content.
///
/// # Errors
/// When the token is unknown. What does not read is left to the import, which says why.
pub fn recognise_file(app: &App, request: FileRequest) -> Result<FileContent> {
    let path = app.file(&request.token)?;
    let is_statement = path.is_file() && of_file(&path).is_ok_and(|bytes| bank::format_of(&bytes).is_some());
    Ok(if is_statement { FileContent::Statement } else { FileContent::Import })
}

/// A statement, read.
struct Read {
    file_name: String,
    sha256: String,
    format: bank::Format,
    bank: String,
    statements: Vec<Statement>,
}

fn read(app: &App, token: &str) -> Result<Read> {
    let refused = |refusal: Refusal| Error::Refused(refusal.sentence());
    let path = app.file(token)?;
    let bytes = of_file(&path).map_err(refused)?;
    let format = bank::format_of(&bytes).ok_or_else(|| refused(Refusal::NoStatement))?;
    let mut statements = bank::read(&bytes, format).map_err(refused)?;
    let today = app.when().today;
    statements.iter_mut().for_each(|statement| statement.set_pending_aside(today));
    Ok(Read {
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        sha256: hex(&Sha256::digest(&bytes)),
        format,
        bank: bank::bank_of(&bytes, format),
        statements,
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Reads a statement. Writes nothing.
///
/// # Errors
/// A file that is no statement, or does not read; its sentence says so.
pub fn open_statement(app: &App, request: FileRequest) -> Result<StatementDraft> {
    let read = read(app, &request.token)?;
    app.read(|conn| {
        let accounts = read.statements.iter().map(|statement| {
            let brought = store::brought(conn, statement)?;
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
            })
        });
        Ok(StatementDraft {
            accounts: accounts.collect::<Result<_>>()?,
            already_read: store::stands(conn, &read.sha256)?,
            file_name: read.file_name,
            sha256: read.sha256,
            format: read.format,
            bank: read.bank,
        })
    })
}

/// Keeps a statement: the lines that are new, and whose reminders they hold until somebody says what they are.
///
/// # Errors
/// A file that is no longer the one that was shown; nothing is then written.
pub fn commit_statement(app: &App, request: CommitStatement) -> Result<Outcome<StatementRead>> {
    let read = read(app, &request.token)?;
    if read.sha256 != request.sha256 {
        return Err(Error::Precondition("file_changed"));
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
        tx.record(About::default(), &EventKind::StatementRead { file_name: read.file_name.clone(), lines: new })?;
        Ok(StatementRead { new, known, waiting: store::count_waiting(&tx.sql)? })
    })
}

/// Statements of the past, latest first.
///
/// # Errors
/// When the base cannot be read.
pub fn statements(app: &App, _: Nothing) -> Result<Vec<StatementRow>> {
    let row = |one: store::StoredStatement| StatementRow {
        id: one.id,
        read_on: one.read_on,
        file_name: one.file_name,
        account: one.account,
        first_on: one.first_on,
        last_on: one.last_on,
        new: one.lines_new,
        known: one.lines_known,
        aside: one.lines_aside,
    };
    app.read(|conn| Ok(store::statements(conn)?.into_iter().map(row).collect()))
}
