//! Personal data: what is held of a client, handed over, corrected, erased, no longer used; what is past its retention; the register.
mod house;
mod types;
mod words;

pub use house::*;
pub use types::*;

use super::{check, standing};
use crate::App;
use crate::backup::{self, folder, restore};
use crate::error::{Error, Result};
use crate::privacy as side;
use crate::privacy::{access, copies};
use crate::store::holds::{self, NewHold};
use crate::store::privacy::{self as stored, Wipe};
use crate::store::{About, Actor, Outcome, clients, day, merges, sender, settings};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, HoldId};
use echu_core::party::DebtorKind;
use echu_core::privacy::{Copies, Held, Subject, Tombstone, plan};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::privacy as fact;
use rusqlite::Connection;

/// What a hold that the client asked for is called.
pub(crate) const RESTRICTED: &str = "restricted";
/// Corrections shown.
const CORRECTIONS: usize = 100;

/// The copies of the base that are on this computer.
fn copies_of(app: &App) -> Result<Copies> {
    if app.is_demo() {
        return Ok(Copies::default());
    }
    let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let backups = many(folder::list(&backup::folder_of(&app.paths))?.len());
    Ok(Copies { backups, set_aside: many(restore::set_aside(&app.paths.data)?.len()) })
}

fn held(app: &App, conn: &Connection, client: ClientId, subject: Subject, today: NaiveDate) -> Result<Held> {
    stored::held(conn, client, subject, settings::year_end(conn)?, copies_of(app)?, today)
}

/// Who would ask, when nobody said: a consumer is a person, a company has contact persons.
fn subject_of(kind: DebtorKind) -> Subject {
    match kind {
        DebtorKind::Consumer => Subject::Person,
        DebtorKind::Business | DebtorKind::PublicBody => Subject::Contact,
    }
}

/// What is held of a client, and what was done of it.
///
/// # Errors
/// When the base cannot be read, or holds no such client.
pub fn personal_data(app: &App, request: PrivacyRequest) -> Result<PrivacyView> {
    let today = app.when().today;
    app.read(|conn| {
        let id = merges::stands_for(conn, request.client_id)?;
        let card = clients::get(conn, id)?.card;
        let erasure = stored::erasure_of(conn, id)?;
        let subject = erasure.as_ref().map_or_else(|| subject_of(card.debtor_kind), |one| one.subject);
        let waits = erasure.as_ref().is_some_and(|one| one.done_on.is_none());
        Ok(PrivacyView {
            client_id: id,
            name: card.name.clone(),
            subject,
            either: card.debtor_kind == DebtorKind::Business,
            held: words::held(&held(app, conn, id, subject, today)?),
            restricted: restriction(conn, id)?,
            can_finish: waits && !stored::is_live(conn, id, today)?,
            erasure: erasure.map(|one| erasure_view(one, if waits { card.name } else { String::new() })),
            corrections: corrections(conn, id)?,
        })
    })
}

fn erasure_view(one: stored::Erasure, name: String) -> ErasureView {
    let client_id = one.client.filter(|_| one.done_on.is_none());
    ErasureView { asked_on: one.asked_on, done_on: one.done_on, client_id, name }
}

fn restriction(conn: &Connection, client: ClientId) -> Result<Option<Restriction>> {
    let standing = holds::standing(conn, Some(client))?.into_iter().find(|hold| hold.kind == "pause" && hold.reason == RESTRICTED);
    Ok(standing.map(|hold| Restriction { hold_id: hold.id, since: hold.from, note: hold.note }))
}

/// What was corrected on the card, latest first.
fn corrections(conn: &Connection, client: ClientId) -> Result<Vec<Correction>> {
    let behind = merges::BEHIND.replace("{id}", "?1");
    let mut query = conn
        .prepare_cached(&format!("SELECT on_day, data FROM event WHERE client_id IN {behind} AND op = 'client_edited' ORDER BY id DESC"))?;
    let mut rows = query.query([client.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let on = day(&row.get::<_, String>(0)?)?;
        if let EventKind::ClientEdited { changes, .. } = serde_json::from_str(&row.get::<_, String>(1)?)? {
            found.extend(changes.into_iter().map(|one| Correction { on, field: one.field, before: one.before, after: one.after }));
        }
        if found.len() >= CORRECTIONS {
            break;
        }
    }
    found.truncate(CORRECTIONS);
    Ok(found)
}

/// What an erasure would do today.
///
/// # Errors
/// When the base cannot be read, or holds no such client.
pub fn erasure_preview(app: &App, request: ErasureRequest) -> Result<ErasurePreview> {
    let today = app.when().today;
    app.read(|conn| {
        let id = merges::stands_for(conn, request.client_id)?;
        let subject = allowed(conn, id, request.subject)?;
        let plan = plan(&held(app, conn, id, subject, today)?);
        let waits = plan.whole && stored::waits_to_leave(conn, id)?;
        let blocked = if waits { words::WAITS.to_owned() } else { String::new() };
        Ok(ErasurePreview { whole: plan.whole, erased: plan.erased, kept: plan.kept, blocked, word: words::WORD.to_owned() })
    })
}

/// A consumer is a person, a public body is none; a business is what the user says.
fn allowed(conn: &Connection, client: ClientId, asked: Subject) -> Result<Subject> {
    Ok(match clients::get(conn, client)?.card.debtor_kind {
        DebtorKind::Business => asked,
        kind => subject_of(kind),
    })
}

fn confirmed(typed: &str) -> Result<()> {
    if typed.trim().to_uppercase() == words::WORD { Ok(()) } else { Err(Error::Refused(words::NOT_TYPED.to_owned())) }
}

/// An archive being written is of an instant before: what is erased now would be in it.
fn not_taken_out(app: &App) -> Result<()> {
    if app.takeout.is_running() { Err(Error::Precondition("takeout_running")) } else { Ok(()) }
}

/// Erases a client's personal data. It cannot be taken back.
///
/// # Errors
/// When the word was not typed or something waits to leave: nothing is then erased.
pub fn erase_client(app: &App, request: EraseClient) -> Result<Outcome<ErasedView>> {
    confirmed(&request.typed)?;
    not_taken_out(app)?;
    let today = app.when().today;
    let id = app.read(|conn| merges::stands_for(conn, request.client_id))?;
    let copies = copies_of(app)?;
    let addresses = app.read(|conn| addresses(conn, id))?;
    let outcome = app.write(Actor::User, |tx| {
        let subject = allowed(&tx.sql, id, request.subject)?;
        let held = stored::held(&tx.sql, id, subject, settings::year_end(&tx.sql)?, copies, today)?;
        let plan = plan(&held);
        if plan.whole && stored::waits_to_leave(&tx.sql, id)? {
            return Err(Error::Refused(words::WAITS.to_owned()));
        }
        let erasure = tx.open_erasure(id, subject)?;
        tx.erase_client(id, Wipe::of(&plan, subject == Subject::Person))?;
        if plan.whole {
            tx.end_erasure(erasure.id)?;
        }
        tx.record(About::client(id), &EventKind::DataErased(fact::Erased { whole: plan.whole, again: false }))?;
        let line = side::line(&stored::tombstone(&tx.sql, &erasure)?, plan.whole, &sender::sender(&tx.sql)?.base_uuid, tx.when.at);
        let left = if plan.whole { still_written(&tx.sql, &addresses)? } else { Vec::new() };
        Ok((ErasedView { whole: plan.whole, left, backups: copies.sum() }, line))
    })?;
    let Outcome { value: (mut view, line), changed } = outcome;
    if view.whole && in_written_messages(app, &addresses) {
        view.left.push(words::WRITTEN.to_owned());
    }
    view.left.extend(copies::drop_all(&app.paths.data).iter().map(|name| words::copy_left(name)));
    // The journal first: it is what keeps an old copy from bringing the person back.
    let noted = if app.is_demo() { Ok(()) } else { side::append(&app.paths.state, &line) };
    app.base().store.scrub()?;
    noted.map_err(|_| Error::Refused(words::NO_JOURNAL.to_owned()))?;
    Ok(Outcome { value: view, changed })
}

/// The addresses of a client before they are erased.
fn addresses(conn: &Connection, client: ClientId) -> Result<Vec<String>> {
    let card = clients::get(conn, client)?.card;
    let all = std::iter::once(card.email.as_str()).chain(card.email_copies.split(',')).map(|one| one.trim().to_lowercase());
    Ok(all.filter(|one| !one.is_empty()).collect())
}

/// True when a message written to a folder, by an account that sends nothing, bears one of these addresses.
fn in_written_messages(app: &App, addresses: &[String]) -> bool {
    let Ok(entries) = std::fs::read_dir(app.mail_folder()) else { return false };
    entries.flatten().filter_map(|entry| std::fs::read(entry.path()).ok()).any(|bytes| {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        addresses.iter().any(|address| text.contains(address.as_str()))
    })
}

/// Where addresses are still written in the whole base, in French: what an erasure cannot judge is said, never passed over.
fn still_written(conn: &Connection, addresses: &[String]) -> Result<Vec<String>> {
    let mut tables = conn.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut left = Vec::new();
    for table in tables {
        let mut columns = conn.prepare("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'")?;
        let columns: Vec<String> = columns.query_map([&table], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let holds: Vec<String> = columns.iter().map(|column| format!("instr(lower(\"{column}\"), ?1) > 0")).collect();
        if holds.is_empty() {
            continue;
        }
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{table}\" WHERE {})", holds.join(" OR "));
        for address in addresses {
            if conn.query_row(&sql, [address], |row| row.get(0))? {
                left.push(words::left(&table));
            }
        }
    }
    left.sort();
    left.dedup();
    Ok(left)
}

/// Saves everything held about a client where the user says. None when he gave up.
///
/// # Errors
/// The disk's: what was there before stays.
pub fn hand_over_data(app: &App, request: PrivacyRequest) -> Result<Option<HandedOver>> {
    let when = app.when();
    let id = app.read(|conn| merges::stands_for(conn, request.client_id))?;
    let shown = standing::client_standing(app, super::clients::ClientRequest { id })?;
    let standing: Vec<String> = std::iter::once(shown.label).chain(shown.reasons).collect();
    let words = app.read(|conn| {
        let card = clients::get(conn, id)?.card;
        Ok(addresses(conn, id)?.into_iter().chain([card.name.to_lowercase()]).collect::<Vec<_>>())
    })?;
    let logs = log_lines(app, &words);
    let name = app.read(|conn| Ok(clients::get(conn, id)?.card.name))?;
    let suggested = format!("donnees-{}-{}.zip", crate::export::file_name(&name), when.today);
    let Some(path) = app.desktop.save_file(&suggested) else { return Ok(None) };
    let sha256 = app.read(|conn| {
        let gathered = access::gather(conn, id, &standing, logs, when.today)?;
        crate::export::whole(&path, |unfinished, _| gathered.write(conn, id, when.at, unfinished))
    })?;
    app.write(Actor::User, |tx| tx.record(About::client(id), &EventKind::DataHandedOver(fact::Access { sha256: sha256.clone() })))?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some(HandedOver { file_name, token: app.file_token(&path) }))
}

/// Lines of the technical log that bear one of these words. A file that does not read bears none that anybody can read.
fn log_lines(app: &App, words: &[String]) -> u32 {
    let Ok(entries) = std::fs::read_dir(&app.paths.state) else { return 0 };
    let logs = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(".log")));
    let found = logs.filter_map(|path| std::fs::read_to_string(path).ok()).map(|text| {
        let text = text.to_lowercase();
        text.lines().filter(|line| words.iter().any(|word| line.contains(word.as_str()))).count()
    });
    u32::try_from(found.sum::<usize>()).unwrap_or(u32::MAX)
}

/// « Ne plus relancer »: the client objects, or asks that his data only be kept (RGPD art. 18 and 21).
///
/// # Errors
/// When there is no such client.
pub fn restrict_client(app: &App, request: RestrictClient) -> Result<Outcome<HoldId>> {
    let note = check::text("note", &request.note, check::LONG)?;
    app.write(Actor::User, |tx| {
        let id = merges::stands_for(&tx.sql, request.client_id)?;
        if let Some(standing) = restriction(&tx.sql, id)? {
            return Ok(standing.hold_id);
        }
        let hold = NewHold {
            client_id: id,
            invoice_id: None,
            kind: "pause",
            from: tx.when.today,
            until: None,
            amount: None,
            reason: RESTRICTED.to_owned(),
            note: note.clone(),
        };
        let hold = tx.insert_hold(&hold)?;
        tx.record(About::client(id), &EventKind::Restricted(fact::Restricted { note: note.clone() }))?;
        Ok(hold)
    })
}

/// The erased person that a card would bring back, by an address or by name and postcode; none when he is already on that card.
pub(crate) fn comes_back(conn: &Connection, id: Option<ClientId>, card: &clients::Card) -> Result<Option<Tombstone>> {
    let stones = stored::tombstones(conn)?;
    let before = id.map(|id| clients::get(conn, id)).transpose()?.map(|one| one.card);
    let emails = |card: &clients::Card| {
        std::iter::once(card.email.clone()).chain(card.email_copies.split(',').map(|one| one.trim().to_owned())).collect::<Vec<_>>()
    };
    let names = |stone: &Tombstone, card: &clients::Card| {
        let emails = emails(card);
        stone.names(emails.iter().map(String::as_str), &card.name, &card.address.postcode)
    };
    // His invoices keep his name: what was already on the card is no return. An address typed anew on the emptied card is one.
    let had = |stone: &Tombstone| before.as_ref().is_some_and(|before| names(stone, before) && emails(before) == emails(card));
    let anew = |stone: &Tombstone| {
        let filled = emails(card).iter().any(|one| !one.is_empty()) || !card.phone.is_empty() || !card.contact_name.is_empty();
        let emptied = before
            .as_ref()
            .is_some_and(|one| emails(one).iter().all(String::is_empty) && one.phone.is_empty() && one.contact_name.is_empty());
        id.is_some() && stone.card == id && stone.subject == Subject::Person && filled && emptied
    };
    Ok(stones.into_iter().find(|stone| (names(stone, card) && !had(stone)) || anew(stone)))
}

/// The sentence of such a return.
pub(crate) fn comes_back_sentence(stone: &Tombstone) -> String {
    words::erased(stone.asked_on)
}
