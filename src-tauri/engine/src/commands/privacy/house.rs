//! The screen of personal data: retention, purge, requests for erasure, backups that still hold what was erased, the register.
use super::{ErasureView, HandedOver, PrivacySettings, Purge, PurgeRow, PurgedOne, RetentionRow, SaveYearEnd, Typed};
use super::{confirmed, copies_of, erasure_view, not_taken_out, words};
use crate::App;
use crate::backup::{self, Reason, make};
use crate::commands::Nothing;
use crate::error::{Error, Result};
use crate::letters::privacy::register;
use crate::privacy::copies;
use crate::store::privacy::{self as stored, Wipe};
use crate::store::settings::{self, SettingKey};
use crate::store::{About, Actor, Outcome, Tag, Tx, clients};
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::privacy::{Copies, DataKind, Dated, PurgeKind, RETENTION, Subject, YearEnd, last_day_kept, past};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::privacy as fact;
use rusqlite::Connection;

/// Rows shown of each kind.
const SHOWN: usize = 50;

/// Facts that repeat how to reach somebody.
const OF_CONTACTS: [&str; 2] = ["client_edited", "bounced"];
/// Facts that repeat what the user wrote.
const OF_NOTES: [&str; 18] = [
    "call_noted",
    "sms_sent",
    "note_sent",
    "dispute_opened",
    "promise_made",
    "paused",
    "restricted",
    "decided",
    "hold_document",
    "step_skipped",
    "solvency_checked",
    "debit_rejected",
    "payment_rejected",
    "penalties_waived",
    "limitation_interrupted",
    "proceeding_step",
    "proceeding_step_taken_back",
    "proceeding_closed",
];

/// The table of retention, what is past it, the requests for erasure.
///
/// # Errors
/// When the base cannot be read.
pub fn privacy_settings(app: &App, _: Nothing) -> Result<PrivacySettings> {
    let today = app.when().today;
    let backups = copies_of(app)?.sum();
    app.read(|conn| {
        let purges = PurgeKind::ALL.into_iter().map(|kind| purge_row(conn, kind, today)).collect::<Result<_>>()?;
        let erasures = stored::erasures(conn)?.into_iter().map(|one| shown(conn, one)).collect::<Result<_>>()?;
        let row = |one: &echu_core::privacy::Retention| RetentionRow {
            label: one.label.to_owned(),
            active: one.active.to_owned(),
            archive: one.archive.to_owned(),
            end: one.end.to_owned(),
            source: one.source.to_owned(),
            to_check: one.to_check,
        };
        Ok(PrivacySettings {
            retention: RETENTION.iter().map(row).collect(),
            year_end: settings::year_end(conn)?.month(),
            purges,
            erasures,
            backups,
            demo: app.is_demo(),
            word: words::WORD.to_owned(),
        })
    })
}

fn shown(conn: &Connection, one: stored::Erasure) -> Result<ErasureView> {
    let name = match one.client.filter(|_| one.done_on.is_none()) {
        Some(id) => clients::get(conn, id)?.card.name,
        None => String::new(),
    };
    Ok(erasure_view(one, name))
}

fn due(conn: &Connection, kind: PurgeKind, today: NaiveDate) -> Result<Vec<(Dated, NaiveDate)>> {
    Ok(past(kind, stored::candidates(conn, kind)?, settings::year_end(conn)?, today))
}

fn purge_row(conn: &Connection, kind: PurgeKind, today: NaiveDate) -> Result<PurgeRow> {
    let all = due(conn, kind, today)?;
    let one = |(one, since): &(Dated, NaiveDate)| PurgedOne { whose: one.whose.clone(), from: one.from, since: *since };
    Ok(PurgeRow {
        kind,
        label: kind.label().to_owned(),
        count: u32::try_from(all.len()).unwrap_or(u32::MAX),
        since: all.first().map(|(_, since)| *since),
        first: all.iter().take(SHOWN).map(one).collect(),
    })
}

/// Keeps the month at whose end the financial year closes.
///
/// # Errors
/// A month that is none.
pub fn save_year_end(app: &App, request: SaveYearEnd) -> Result<Outcome<u32>> {
    let month = YearEnd::of(request.month).ok_or(Error::Invalid { field: "month", reason: "out_of_range" })?;
    app.write(Actor::User, |tx| {
        tx.save_setting(SettingKey::YearEnd, &month.month())?;
        tx.record(About::default(), &EventKind::SettingsChanged { what: "Clôture de l’exercice".to_owned() })?;
        Ok(month.month())
    })
}

/// Erases what is past its retention, after a verified backup. Gives how many things that was.
///
/// # Errors
/// When the word was not typed, or the backup could not be made: nothing is then erased. A copy opened to be read that stays is told.
pub fn purge(app: &App, request: Purge) -> Result<Outcome<u32>> {
    confirmed(&request.typed)?;
    not_taken_out(app)?;
    if !app.is_demo() {
        make::make(app, Reason::BeforePurge)?;
    }
    let outcome = app.write(Actor::User, |tx| {
        let mut sum = 0;
        for kind in PurgeKind::ALL.into_iter().filter(|kind| request.kinds.contains(kind)) {
            let gone = due(&tx.sql, kind, tx.when.today)?;
            if gone.is_empty() {
                continue;
            }
            take_away(tx, kind, gone.iter().map(|(one, _)| one.id).collect())?;
            let count = u32::try_from(gone.len()).unwrap_or(u32::MAX);
            tx.record(About::default(), &EventKind::DataPurged(fact::Purged { what: kind.label().to_owned(), count }))?;
            sum += count;
        }
        Ok(sum)
    })?;
    let left = copies::drop_all(&app.paths.data);
    app.base().store.scrub()?;
    if left.is_empty() { Ok(outcome) } else { Err(Error::Refused(words::purged_but(&left))) }
}

fn take_away(tx: &mut Tx, kind: PurgeKind, ids: Vec<i64>) -> Result<()> {
    match kind {
        PurgeKind::Contacts => {
            for id in ids {
                let cards = tx.card_list(ClientId(id))?;
                tx.erase_reach(&cards)?;
                tx.erase_facts_of(&cards, &OF_CONTACTS)?;
            }
        }
        PurgeKind::Messages => tx.erase_messages(&ids)?,
        PurgeKind::Notes => {
            for id in ids {
                let cards = tx.card_list(ClientId(id))?;
                tx.erase_notes(&cards, Wipe { whole: true, identity: false, person: true })?;
                tx.erase_facts_of(&cards, &OF_NOTES)?;
            }
        }
        PurgeKind::BankLines => tx.erase_bank_lines(&ids)?,
        PurgeKind::Invoices => {
            tx.erase_invoices(&ids)?;
            for client in without_books(&tx.sql, &ids, tx.when.today)? {
                let cards = tx.card_list(client)?;
                tx.erase_identity(&cards)?;
            }
        }
    }
    Ok(())
}

/// Consumers of these invoices whom no invoice or payment within its retention names any more.
fn without_books(conn: &Connection, invoices: &[i64], today: NaiveDate) -> Result<Vec<ClientId>> {
    let mut query = conn.prepare(
        "SELECT DISTINCT c.id FROM invoice i JOIN client c ON c.id = i.client_id
         WHERE i.id IN (SELECT value FROM json_each(?1)) AND c.debtor_kind = 'consumer'",
    )?;
    let clients: Vec<ClientId> =
        query.query_map([serde_json::to_string(invoices)?], |row| Ok(ClientId(row.get(0)?)))?.collect::<Result<_, _>>()?;
    let year_end = settings::year_end(conn)?;
    let mut found = Vec::new();
    for client in clients {
        let held = stored::held(conn, client, Subject::Person, year_end, Copies::default(), today)?;
        let is_over = held.last_accounted.is_none_or(|on| last_day_kept(DataKind::Invoices, on, year_end) < today);
        if is_over && held.live.is_empty() && !held.case_open {
            found.push(client);
        }
    }
    Ok(found)
}

/// Makes a new backup, verified, then deletes the older ones and the damaged bases set aside, which still hold what was erased. Gives how
/// many.
///
/// # Errors
/// When the word was not typed, or the new one could not be made: none is then deleted.
pub fn renew_backups(app: &App, request: Typed) -> Result<Outcome<u32>> {
    confirmed(&request.typed)?;
    let count = backup::renew(app)?;
    let mut outcome = app.write(Actor::User, |tx| {
        tx.record(About::default(), &EventKind::BackupsDropped(fact::BackupsDropped { count }))?;
        Ok(count)
    })?;
    outcome.changed.insert(Tag::Health);
    Ok(outcome)
}

/// Saves the register of processing where the user says. None when he gave up.
///
/// # Errors
/// The disk's: what was there before stays.
pub fn save_register(app: &App, _: Nothing) -> Result<Option<HandedOver>> {
    let today = app.when().today;
    let creditor = app.read(settings::creditor)?;
    let paper = register(&creditor, today).map_err(|error| Error::Refused(error.sentence()))?;
    let Some(path) = app.desktop.save_file(&format!("registre-des-traitements-{today}.pdf")) else { return Ok(None) };
    crate::export::whole(&path, |unfinished, _| std::fs::write(unfinished, &paper.pdf).map_err(Error::io("save the register")))?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some(HandedOver { file_name, token: app.file_token(&path) }))
}
