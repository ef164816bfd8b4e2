//! The papers that are written with the file, from what was gathered.
use super::Gathered;
use super::chain::Chain;
use super::words;
use crate::error::{Error, Result};
use crate::journal::digest_bytes;
use crate::letters::annex::Accrued;
use crate::letters::dossier::{self as letter, Listed, Matter, Message, Moment, shown};
use crate::letters::{LetterError, Rendered};
use crate::outgoing::mime;
use crate::store::{accounts, dispatches, instant, reminders};
use chrono::NaiveDate;
use echu_core::dossier::{Essential, essentials};
use echu_core::ids::DispatchId;
use echu_core::interest::PenaltyResponse;
use echu_core::money::Cents;
use rusqlite::Connection;

/// What the papers say beside what was gathered.
pub struct Said<'a> {
    /// The instant.
    pub at: &'a str,
    /// The list, once its papers are known.
    pub exhibits: &'a [Listed],
    /// Oldest first.
    pub moments: &'a [Moment],
    /// The chained history.
    pub chain: &'a Chain,
}

fn refused(error: LetterError) -> Error {
    Error::Refused(error.sentence())
}

/// Penalties to account for, under numbers that our font has.
fn accrued<'a>(gathered: &Gathered, claims: &'a [(String, NaiveDate, PenaltyResponse)], paid: bool) -> Accrued<'a> {
    Accrued {
        kind: gathered.affair.debtor_kind,
        on: gathered.today,
        divisor: gathered.divisor,
        claims: claims.iter().map(|(number, due, statement)| (shown(number), *due, statement)).collect(),
        credit: Cents::ZERO,
        paid,
        stopped: false,
    }
}

/// Runs `make` on the matter of the papers.
fn with_matter(
    gathered: &Gathered,
    said: &Said,
    make: impl FnOnce(&Matter) -> std::result::Result<Rendered, LetterError>,
) -> Result<Rendered> {
    let essentials: Vec<Essential> = essentials(&gathered.affair, gathered.reader, gathered.today);
    let missing: Vec<String> = gathered.lacks.iter().map(|lack| lack.sentence.clone()).collect();
    let accrued = [accrued(gathered, &gathered.counted.open, false), accrued(gathered, &gathered.counted.paid, true)];
    let matter = Matter {
        reader: gathered.reader,
        creditor: &gathered.creditor,
        debtor: &gathered.debtor,
        on: gathered.today,
        at: said.at,
        scope: &gathered.about,
        essentials: &essentials,
        owed: &gathered.affair.owed,
        missing: &missing,
        exhibits: said.exhibits,
        moments: said.moments,
        account: &gathered.account,
        accrued: &accrued,
        disputed: gathered.affair.disputed().is_positive(),
        head: (said.chain.events, &said.chain.head),
    };
    make(&matter).map_err(refused)
}

/// The cover and what follows it.
///
/// # Errors
/// When the paper cannot be set.
pub fn front(gathered: &Gathered, said: &Said) -> Result<Rendered> {
    with_matter(gathered, said, letter::front)
}

/// The account.
///
/// # Errors
/// When the paper cannot be set.
pub fn account(gathered: &Gathered, said: &Said) -> Result<Rendered> {
    with_matter(gathered, said, letter::account)
}

/// The calculation of the penalties.
///
/// # Errors
/// When the paper cannot be set.
pub fn penalties(gathered: &Gathered, said: &Said) -> Result<Rendered> {
    with_matter(gathered, said, letter::penalties)
}

/// The page before each exhibit.
///
/// # Errors
/// When the paper cannot be set.
pub fn separators(gathered: &Gathered, exhibits: &[Listed]) -> Result<Rendered> {
    letter::separators(exhibits, &gathered.creditor, gathered.today).map_err(refused)
}

/// The photo of a paper on a page; none for one that a PDF cannot hold.
pub fn photo(gathered: &Gathered, bytes: &[u8]) -> Option<Rendered> {
    letter::photo(bytes, &gathered.creditor, gathered.today).ok()
}

/// The readable side of a message, whose exact bytes are given.
///
/// # Errors
/// When the base cannot be read.
pub fn message(conn: &Connection, gathered: &Gathered, id: DispatchId, bytes: &[u8]) -> Result<Rendered> {
    let row = dispatches::get(conn, id)?;
    let reminder = reminders::get(conn, row.reminder_id.ok_or(Error::NotFound { what: "reminder", id: 0 })?)?;
    let (state, proof): (String, String) =
        conn.prepare_cached("SELECT state, proof FROM dispatch WHERE id = ?")?.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let message = Message {
        from: accounts::get(conn, row.account_id)?.form.address,
        to: row.recipient,
        subject: reminder.subject.clone(),
        at: row.sent_at.map(|at| format!("{} (UTC)", instant(at).replace('T', " à ").trim_end_matches('Z'))).unwrap_or_default(),
        message_id: row.message_id,
        proof: words::departure(&state, &proof).to_owned(),
        reply: row.reply,
        joined: mime::files(conn, &reminder)?.into_iter().map(|(_, _, name)| name).collect(),
        sha256: digest_bytes(bytes),
        text: reminder.body,
    };
    letter::message(&message, &gathered.creditor, gathered.today).map_err(refused)
}
