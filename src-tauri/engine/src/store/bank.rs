//! What the bank says: statements, the movements they brought, and what each was found to be.
mod ledger;
mod undo;

pub use undo::{is_leant_on, tied};

pub use ledger::{named, noted, open_invoices, payers};

use super::read::{cents, day, maybe_day};
use super::{Tag, Tx, hex, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::bank::{BankLine, LineKind, Statement, bare_account};
use echu_core::ids::{BankLineId, ClientId, PaymentId, StatementId};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A movement kept, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLine {
    /// Its identity.
    pub id: BankLineId,
    /// The day the bank entered it.
    pub booked_on: NaiveDate,
    /// In cents; negative when taken back.
    pub amount: Cents,
    /// What kind of movement.
    pub kind: LineKind,
    /// As the bank writes it.
    pub label: String,
    /// Who paid, when said apart.
    pub counterparty: String,
    /// Their IBAN, or empty.
    pub counterparty_iban: String,
    /// The payer's own reference, or empty.
    pub reference: String,
    /// "open", "matched" or "aside".
    pub state: String,
    /// The account's number, or empty.
    pub account: String,
}

/// A statement read, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStatement {
    /// Its identity.
    pub id: StatementId,
    /// The day it was read.
    pub read_on: NaiveDate,
    /// As chosen by the user.
    pub file_name: String,
    /// Of the file, hex.
    pub sha256: String,
    /// The account's number, or empty.
    pub account: String,
    /// Day of its first line.
    pub first_on: Option<NaiveDate>,
    /// Day of its last line.
    pub last_on: Option<NaiveDate>,
    /// Lines it brought.
    pub lines_new: u32,
    /// Lines already there.
    pub lines_known: u32,
    /// Lines that were not read.
    pub lines_aside: u32,
}

/// What a statement brings: its lines worth keeping, and which of them are new.
pub struct Brought<'a> {
    /// Each with its identity, hashed.
    pub lines: Vec<(String, &'a BankLine)>,
    /// How many of them are already there.
    pub known: u32,
}

/// The lines worth keeping: what came in, and what was taken back. Other movements out are the user's own business.
///
/// # Errors
/// When the base cannot be read.
pub fn brought<'a>(conn: &Connection, statement: &'a Statement) -> Result<Brought<'a>> {
    let mut there = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM bank_line WHERE identity = ?)")?;
    let (mut lines, mut known) = (Vec::new(), 0);
    let mut theirs = BTreeSet::new();
    for (identity, line) in statement.identities().into_iter().zip(&statement.lines) {
        if !is_kept(line) {
            continue;
        }
        let identity = hex(&Sha256::digest(identity));
        if there.query_row([&identity], |row| row.get(0))? {
            known += 1;
            theirs.insert(identity);
        } else {
            lines.push((identity, line));
        }
    }
    let mut told = told_otherwise(conn, statement, &theirs)?;
    lines.retain(|(_, line)| match told.get_mut(&(line.booked_on, line.amount)) {
        Some(left @ 1..) => {
            *left -= 1;
            known += 1;
            false
        }
        Some(0) | None => true,
    });
    Ok(Brought { lines, known })
}

/// True for what came in, and for what was taken back.
pub fn is_kept(line: &BankLine) -> bool {
    line.amount.is_positive() || (line.kind == LineKind::Return && line.amount.0 < 0)
}

/// Movements of the same account, in the days of a statement, that it does not name as the file they came from did: another format has
/// other identifiers and other words for them. How many, by day and amount: as many lines of the statement are those. Nothing is told of an
/// account that the file does not name.
fn told_otherwise(conn: &Connection, statement: &Statement, theirs: &BTreeSet<String>) -> Result<BTreeMap<(NaiveDate, Cents), u32>> {
    let account = bare_account(&statement.account_key());
    let days = || statement.lines.iter().map(|line| line.booked_on);
    let mut found = BTreeMap::new();
    let (false, Some(first), Some(last)) = (account.is_empty(), days().min(), days().max()) else { return Ok(found) };
    let mut query = conn.prepare_cached(
        "SELECT l.booked_on, l.amount_cents, l.identity, a.number FROM bank_line l JOIN bank_statement s ON s.id = l.statement_id
         JOIN bank_account a ON a.id = s.account_id WHERE l.booked_on BETWEEN ? AND ?",
    )?;
    let mut rows = query.query((first.to_string(), last.to_string()))?;
    while let Some(row) = rows.next()? {
        let is_named = theirs.contains(row.get_ref(2)?.as_str().unwrap_or_default());
        if !is_named && bare_account(row.get_ref(3)?.as_str().unwrap_or_default()) == account {
            *found.entry((day(row, "booked_on")?, cents(row, "amount_cents")?)).or_default() += 1;
        }
    }
    Ok(found)
}

const LINE: &str = "SELECT l.id, l.booked_on, l.amount_cents, l.kind, l.label, l.counterparty, l.counterparty_iban, l.reference, l.state, a.number AS account \
     FROM bank_line l JOIN bank_statement s ON s.id = l.statement_id JOIN bank_account a ON a.id = s.account_id";

fn line(row: &Row) -> rusqlite::Result<StoredLine> {
    Ok(StoredLine {
        id: BankLineId(row.get("id")?),
        booked_on: day(row, "booked_on")?,
        amount: cents(row, "amount_cents")?,
        kind: row.get_ref("kind")?.as_str().map(LineKind::of_key)?.unwrap_or(LineKind::Other),
        label: row.get("label")?,
        counterparty: row.get("counterparty")?,
        counterparty_iban: row.get("counterparty_iban")?,
        reference: row.get("reference")?,
        state: row.get("state")?,
        account: row.get("account")?,
    })
}

/// One movement.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: BankLineId) -> Result<StoredLine> {
    let found = conn.prepare_cached(&format!("{LINE} WHERE l.id = ?"))?.query_row([id.0], line).optional()?;
    found.ok_or(Error::NotFound { what: "bank line", id: id.0 })
}

/// The movements that wait, oldest first; at most `most`.
///
/// # Errors
/// When the base cannot be read.
pub fn waiting(conn: &Connection, most: u32) -> Result<Vec<StoredLine>> {
    let mut query = conn.prepare_cached(&format!("{LINE} WHERE l.state = 'open' ORDER BY l.booked_on, l.id LIMIT ?"))?;
    Ok(query.query_map([most], line)?.collect::<Result<_, _>>()?)
}

/// The movements already dealt with, latest first; at most `most`.
///
/// # Errors
/// When the base cannot be read.
pub fn settled(conn: &Connection, most: u32) -> Result<Vec<StoredLine>> {
    let mut query = conn.prepare_cached(&format!("{LINE} WHERE l.state <> 'open' ORDER BY l.booked_on DESC, l.id DESC LIMIT ?"))?;
    Ok(query.query_map([most], line)?.collect::<Result<_, _>>()?)
}

/// Movements that wait.
///
/// # Errors
/// When the base cannot be read.
pub fn count_waiting(conn: &Connection) -> Result<u32> {
    Ok(conn.prepare_cached("SELECT COUNT(*) FROM bank_line WHERE state = 'open'")?.query_row([], |row| row.get(0))?)
}

/// The statements read, latest first.
///
/// # Errors
/// When the base cannot be read.
pub fn statements(conn: &Connection) -> Result<Vec<StoredStatement>> {
    let mut query = conn.prepare_cached(
        "SELECT s.id, s.read_on, s.file_name, s.sha256, a.number AS account, s.first_on, s.last_on, s.lines_new, s.lines_known, s.lines_aside
         FROM bank_statement s JOIN bank_account a ON a.id = s.account_id ORDER BY s.id DESC",
    )?;
    let rows = query.query_map([], |row| {
        Ok(StoredStatement {
            id: StatementId(row.get("id")?),
            read_on: day(row, "read_on")?,
            file_name: row.get("file_name")?,
            sha256: row.get("sha256")?,
            account: row.get("account")?,
            first_on: maybe_day(row, "first_on")?,
            last_on: maybe_day(row, "last_on")?,
            lines_new: row.get("lines_new")?,
            lines_known: row.get("lines_known")?,
            lines_aside: row.get("lines_aside")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// True when these very bytes were read before.
///
/// # Errors
/// When the base cannot be read.
pub fn stands(conn: &Connection, sha256: &str) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM bank_statement WHERE sha256 = ?)")?.query_row([sha256], |row| row.get(0))?)
}

/// The payments a movement is, and whether they were made from it.
///
/// # Errors
/// When the base cannot be read.
pub fn payments_of(conn: &Connection, line: BankLineId) -> Result<Vec<(PaymentId, bool)>> {
    let mut query = conn.prepare_cached("SELECT payment_id, made FROM bank_match WHERE line_id = ? ORDER BY payment_id")?;
    Ok(query.query_map([line.0], |row| Ok((PaymentId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// True when a payment is tied to a movement.
///
/// # Errors
/// When the base cannot be read.
pub fn is_tied(conn: &Connection, payment: PaymentId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM bank_match WHERE payment_id = ?)")?.query_row([payment.0], |row| row.get(0))?)
}

/// A statement to keep.
pub struct NewStatement<'a> {
    /// As chosen by the user.
    pub file_name: &'a str,
    /// Of the file, hex.
    pub sha256: &'a str,
    /// As read.
    pub statement: &'a Statement,
    /// Its lines that are new.
    pub brought: &'a Brought<'a>,
}

impl Tx<'_> {
    /// Keeps a statement and the lines it brings.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_statement(&mut self, new: &NewStatement) -> Result<StatementId> {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
        let at = instant(self.when.at);
        let number = new.statement.account_key();
        self.sql.execute("INSERT INTO bank_account (number, created_at) VALUES (?, ?) ON CONFLICT (number) DO NOTHING", (&number, &at))?;
        let account: i64 = self.sql.query_row("SELECT id FROM bank_account WHERE number = ?", [&number], |row| row.get(0))?;
        let days = || new.statement.lines.iter().map(|line| line.booked_on);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.sql.execute(
            "INSERT INTO bank_statement (account_id, file_name, sha256, read_at, read_on, first_on, last_on, opening_cents, closing_cents, lines_new, lines_known, lines_aside)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                account,
                new.file_name,
                new.sha256,
                &at,
                self.when.today.to_string(),
                days().min().map(|day| day.to_string()),
                days().max().map(|day| day.to_string()),
                new.statement.opening.map(|balance| balance.amount.0),
                new.statement.closing.map(|balance| balance.amount.0),
                count(new.brought.lines.len()),
                new.brought.known,
                count(new.statement.set_aside.len()),
            ),
        )?;
        let statement = self.sql.last_insert_rowid();
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO bank_line (statement_id, identity, booked_on, amount_cents, kind, label, counterparty, counterparty_iban, reference)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        for (identity, line) in &new.brought.lines {
            insert.execute((
                statement,
                identity,
                line.booked_on.to_string(),
                line.amount.0,
                line.kind.key(),
                &line.label,
                &line.counterparty,
                &line.counterparty_iban,
                &line.reference,
            ))?;
        }
        Ok(StatementId(statement))
    }

    /// Says what became of a movement: "open", "matched" or "aside". It then holds nobody.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_line_state(&mut self, line: BankLineId, state: &str) -> Result<()> {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE bank_line SET state = ? WHERE id = ?", (state, line.0))?;
        self.sql.execute("DELETE FROM bank_claim WHERE line_id = ?", [line.0])?;
        Ok(())
    }

    /// Ties a movement to a payment; `made`: the payment was made from it.
    ///
    /// # Errors
    /// The disk's.
    pub fn tie_line(&mut self, line: BankLineId, payment: PaymentId, made: bool) -> Result<()> {
        self.touch(Tag::Ledger);
        self.sql.execute("INSERT INTO bank_match (line_id, payment_id, made) VALUES (?, ?, ?)", (line.0, payment.0, made))?;
        Ok(())
    }

    /// Unties a movement from its payments.
    ///
    /// # Errors
    /// The disk's.
    pub fn untie_line(&mut self, line: BankLineId) -> Result<()> {
        self.touch(Tag::Ledger);
        self.sql.execute("DELETE FROM bank_match WHERE line_id = ?", [line.0])?;
        Ok(())
    }

    /// Whose reminders the movements that wait hold, in place of what was known. A client whose claim stands does not move.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_claims(&mut self, claims: &BTreeSet<(ClientId, BankLineId)>) -> Result<()> {
        let before: BTreeSet<(ClientId, BankLineId)> = {
            let mut query = self.sql.prepare_cached("SELECT client_id, line_id FROM bank_claim")?;
            let rows = query.query_map([], |row| Ok((ClientId(row.get(0)?), BankLineId(row.get(1)?))))?;
            rows.collect::<Result<_, _>>()?
        };
        for (client, line) in before.difference(claims) {
            self.touch(Tag::Plan);
            self.sql.execute("DELETE FROM bank_claim WHERE client_id = ? AND line_id = ?", (client.0, line.0))?;
        }
        for (client, line) in claims.difference(&before) {
            self.touch(Tag::Plan);
            self.sql.execute("INSERT INTO bank_claim (client_id, line_id) VALUES (?, ?)", (client.0, line.0))?;
        }
        Ok(())
    }
}
