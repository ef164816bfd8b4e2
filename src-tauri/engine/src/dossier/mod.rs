//! The evidence file: what is known of a client, or of some of his invoices, as an archive that is read and verified without Échu.
//!
//! [`gather`] finds everything and reads no paper; [`write()`] goes through the papers one at a time. The history as the screens tell it is
//! given by the commands. Nothing is written in the base.
pub(crate) mod archive;
mod chain;
mod exhibits;
mod manifest;
mod merge;
mod owed;
mod pages;
mod papers;
mod scope;
mod words;
mod write;

pub use chain::is_payment;
pub use exhibits::Source;
pub(crate) use manifest::VERIFIER;
pub use scope::{Bears, Scope};
pub use write::{Written, write};

use crate::error::{Error, Result};
use crate::store::clients::{self, Client};
use crate::store::settings;
use chrono::NaiveDate;
use echu_core::dossier::{Account, Affair, Entry, Exhibit, ExhibitKind, Lack, Reader, lacks, numbered};
use echu_core::ids::{ClientId, DispatchId, DocumentId, InvoiceId};
use echu_core::money::Cents;
use echu_core::notice::Recipient;
use echu_core::party::{Creditor, DebtorKind};
use rusqlite::Connection;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Whose file.
    pub client: ClientId,
    /// Which invoices; none: all of his.
    pub invoices: Option<Vec<InvoiceId>>,
    /// For whom.
    pub reader: Reader,
}

/// Everything a file is made from, its papers left where they are.
pub struct Gathered {
    /// The client.
    pub client: Client,
    /// For whom.
    pub reader: Reader,
    /// Which invoices.
    pub scope: Scope,
    /// Its exhibits, numbered.
    pub exhibits: Vec<Exhibit<Source>>,
    /// What is missing.
    pub lacks: Vec<Lack>,
    /// Sentences: which invoices, what could not be cut apart.
    pub about: Vec<String>,
    creditor: Creditor,
    debtor: Recipient,
    affair: Affair,
    account: Account,
    counted: owed::Counted,
    divisor: u32,
    today: NaiveDate,
}

/// A line of the chronology, as the history tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its day.
    pub on: NaiveDate,
    /// What happened.
    pub title: String,
    /// More, or nothing.
    pub detail: String,
    /// The paper that shows it.
    pub document: Option<DocumentId>,
    /// The message that shows it.
    pub dispatch: Option<DispatchId>,
}

/// Finds everything of a file on a day.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] when there is nothing to make a file of.
pub fn gather(conn: &Connection, wanted: &Wanted, today: NaiveDate) -> Result<Gathered> {
    let client = clients::get(conn, wanted.client)?;
    let scope = Scope::of(conn, client.id, wanted.invoices.as_deref())?;
    if scope.invoices.is_empty() {
        return Err(Error::Refused(words::NOTHING.to_owned()));
    }
    let creditor = settings::creditor(conn)?;
    let counted = owed::of(conn, client.id, &scope, today)?;
    let account = owed::account(conn, client.id, &scope)?;
    let exhibits::Invoices { mut papers, facts, bare_credit_notes } = exhibits::invoices(conn, &scope, today)?;
    papers.extend(exhibits::hold_papers(conn, client.id, &scope)?);
    let (messages, uncertain) = exhibits::messages(conn, client.id, &scope)?;
    papers.extend(messages);
    let (letters, letter_facts) = exhibits::letters(conn, client.id, &scope)?;
    papers.extend(letters);
    let others = exhibits::other_letters(conn, client.id)?;
    let whole = !others.is_empty();
    papers.extend(others);
    let plans = exhibits::plans(conn, client.id, &scope, &papers)?;
    let written = |kind: ExhibitKind, source| echu_core::dossier::Candidate {
        kind,
        on: today,
        name: kind.label().to_owned(),
        with: (today, 0),
        source,
    };
    if !account.is_empty() {
        papers.push(written(ExhibitKind::Account, Source::Account));
    }
    if counted.open.iter().chain(&counted.paid).any(|(_, _, statement)| !statement.segments.is_empty()) {
        papers.push(written(ExhibitKind::Penalties, Source::Penalties));
    }
    let card = &client.card;
    let affair = Affair {
        client_id: client.id,
        debtor_kind: card.debtor_kind,
        siren: card.siren.clone(),
        has_address: !card.address.street.is_empty() && !card.address.city.is_empty(),
        creditor_named: [&creditor.name, &creditor.siren, &creditor.address.street, &creditor.address.city]
            .iter()
            .all(|text| !text.is_empty()),
        insolvent_on: card.insolvent_on,
        invoices: facts,
        bare_credit_notes,
        letters: letter_facts,
        by_hand: exhibits::by_hand(conn, client.id, &scope)?,
        unkept: exhibits::unkept(conn, client.id, &scope)?,
        uncertain,
        plans,
        owed: counted.owed.clone(),
        unknown_rate: counted.unknown_rate.clone(),
    };
    let mut about = words::about(&scope, &affair, [scope.names_others(conn)?, whole, counted.spread]);
    about.extend(words::erased(exhibits::erased(conn, client.id)?));
    let debtor = Recipient {
        name: card.name.clone(),
        address: card.address.clone(),
        siren: if card.debtor_kind == DebtorKind::Consumer { String::new() } else { card.siren.clone() },
        salutation: String::new(),
    };
    Ok(Gathered {
        reader: wanted.reader,
        exhibits: numbered(papers),
        lacks: lacks(&affair, wanted.reader),
        about,
        creditor,
        debtor,
        affair,
        account,
        counted,
        divisor: settings::options(conn)?.divisor,
        today,
        scope,
        client,
    })
}

impl Gathered {
    /// The number of the exhibit that is this paper or this message.
    fn shown_by(&self, told: &Told) -> Option<u32> {
        let is = |exhibit: &&Exhibit<Source>| match exhibit.source {
            Source::Document(id) => told.document == Some(id),
            Source::Dispatch(id) => told.dispatch == Some(id),
            Source::Account | Source::Penalties => false,
        };
        self.exhibits.iter().find(is).map(|exhibit| exhibit.number)
    }

    /// The share of each payment that went to the chosen invoices, oldest first.
    pub fn shares(&self) -> impl Iterator<Item = &Entry> {
        self.account.lines().map(|(entry, _)| entry).filter(|entry| entry.label == words::PAYMENT)
    }

    /// Numbers of its invoices, by date.
    pub fn numbers(&self) -> Vec<String> {
        self.affair.invoices.iter().map(|invoice| invoice.number.clone()).collect()
    }

    /// Owed in all; none when a rate is not known.
    pub fn total(&self) -> Option<Cents> {
        self.affair.owed.total()
    }

    /// The bytes of the kept papers and messages, in all: what the archive weighs at least.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn weight(&self, conn: &Connection) -> Result<u64> {
        let mut sum = 0;
        for exhibit in &self.exhibits {
            let (sql, id) = match exhibit.source {
                Source::Document(id) => ("SELECT length(pdf) FROM document WHERE id = ?", id.0),
                Source::Dispatch(id) => ("SELECT length(mime) FROM dispatch WHERE id = ?", id.0),
                Source::Account | Source::Penalties => continue,
            };
            let length: u32 = conn.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
            sum += u64::from(length);
        }
        Ok(sum)
    }
}
