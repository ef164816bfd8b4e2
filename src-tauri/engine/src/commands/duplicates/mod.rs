//! « Clients en double »: who may be one, what making them one would do, and the way back.
mod card;
mod preview;
mod types;

pub use preview::merge_preview;
pub use types::*;

use super::Nothing;
use crate::App;
use crate::error::{Error, Result};
use crate::store::dispatches::{self, Note};
use crate::store::situation::{Scope, situation};
use crate::store::{About, Actor, Outcome, Tx, clients, merges, plans};
use echu_core::dunning::situation::LiveStage;
use echu_core::identifiers::siren_of_vat;
use echu_core::ids::ClientId;
use echu_core::intake::twins;
use echu_core::outbox::OutboxEvent;
use echu_core::timeline::EventKind;
use rusqlite::Connection;

/// Pairs shown; all are counted.
const SHOWN: usize = 100;
/// Merges shown.
const MERGES: u32 = 20;
/// Why what was prepared for either is dropped.
const UNITED: &str = "les deux fiches du client ont été réunies";
const PARTED: &str = "les deux fiches du client ont été séparées";

/// Clients who may be one, and those that were made one.
///
/// # Errors
/// When the base cannot be read.
pub fn duplicates(app: &App, _: Nothing) -> Result<DuplicatesView> {
    app.read(|conn| {
        let found = twins(&clients::known(conn)?, &merges::apart(conn)?);
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let pairs = found.into_iter().take(SHOWN).map(|one| {
            let (first, second) = (preview::face(conn, one.first)?, preview::face(conn, one.second)?);
            // Who has most to move stays; of two equals, the one entered first.
            let (keep, other) = if second.invoices > first.invoices { (second, first) } else { (first, second) };
            Ok(TwinPair { keep, other, because: one.because, why: one.because.sentence().to_owned() })
        });
        let pairs = pairs.collect::<Result<_>>()?;
        let merged = merges::standing(conn, MERGES)?.into_iter().map(|one| merged_row(conn, one)).collect::<Result<_>>()?;
        Ok(DuplicatesView { pairs, count, merged })
    })
}

fn merged_row(conn: &Connection, one: merges::Merge) -> Result<MergedRow> {
    let why_not = match one.bound.as_str() {
        "" => "",
        "sent" => "Un message est parti, ou un contact a été noté, depuis\u{a0}: les deux fiches ne peuvent plus être séparées.",
        "letter" => "Un courrier a été établi depuis\u{a0}: les deux fiches ne peuvent plus être séparées.",
        "added" => "Des factures ou des règlements ont été ajoutés depuis\u{a0}: rien ne dit de quel client ils sont.",
        _ => "Ce client a été réuni à un autre depuis\u{a0}: séparez d’abord ceux-là.",
    };
    Ok(MergedRow {
        id: one.id,
        kept_id: one.kept,
        kept: clients::get(conn, one.kept)?.card.name,
        gone: clients::get(conn, one.gone)?.card.name,
        at: one.at,
        can_undo: why_not.is_empty(),
        why_not: why_not.to_owned(),
    })
}

/// Makes two clients one: what is of the one that goes away is of the other, whose card says what was chosen. Nothing is
/// erased; what was approved for either must be approved again.
///
/// # Errors
/// [`Error::Confirm`] when they have two different SIREN; [`Error::Refused`] while a message or a letter of either is on its way.
pub fn merge_clients(app: &App, request: MergeClients) -> Result<Outcome<MergedRow>> {
    app.write(Actor::User, |tx| {
        let (kept, gone) = (clients::get(&tx.sql, request.keep)?, clients::get(&tx.sql, request.gone)?);
        let refused = preview::refused(&tx.sql, request.keep, request.gone)?;
        if !refused.is_empty() {
            return Err(Error::Refused(format!("{refused} Rien n’a été modifié.")));
        }
        if two_companies(&kept.card, &gone.card) && !request.confirmed {
            return Err(Error::Confirm(
                "Ces deux fiches portent deux SIREN différents\u{a0}: ce sont deux entreprises, et chacune doit ses propres factures. Les réunir quand même\u{202f}?".to_owned(),
            ));
        }
        drop_live(tx, request.keep, UNITED)?;
        drop_live(tx, request.gone, UNITED)?;
        let card = card::united(&kept.card, &gone.card, &request.take, &plans::names(&tx.sql)?);
        let moving = merges::moving(&tx.sql, request.gone)?;
        let id = tx.merge_clients(request.keep, request.gone, &card)?;
        let event = EventKind::ClientsMerged { name: gone.card.name, invoices: moving.invoices };
        tx.record(About::client(request.keep), &event)?;
        merged_row(&tx.sql, merges::get(&tx.sql, id)?)
    })
}

/// Takes a merge back, while nothing was sent to the one client.
///
/// # Errors
/// When something was sent or noted since, or ties the two together; nothing is then written.
pub fn undo_merge(app: &App, request: UndoMerge) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let merge = merges::get(&tx.sql, request.id)?;
        if merge.undone {
            return Err(Error::Precondition("merge_undone"));
        }
        let row = merged_row(&tx.sql, merge.clone())?;
        if !row.can_undo {
            return Err(Error::Refused(format!("{} Rien n’a été modifié.", row.why_not)));
        }
        drop_live(tx, merge.kept, PARTED)?;
        tx.undo_merge(&merge)?;
        tx.record(About::client(merge.kept), &EventKind::ClientsParted { name: row.gone })?;
        tx.record(About::client(merge.gone), &EventKind::ClientsParted { name: row.kept })?;
        Ok(merge.gone)
    })
}

/// A person says that two clients who look alike are two, or takes it back.
///
/// # Errors
/// When there is no such client.
pub fn set_apart(app: &App, request: SetApart) -> Result<Outcome<bool>> {
    app.write(Actor::User, |tx| {
        clients::get(&tx.sql, request.one)?;
        clients::get(&tx.sql, request.other)?;
        tx.set_apart(request.one, request.other, request.apart)?;
        Ok(request.apart)
    })
}

/// True when both say a SIREN and it is not the same.
fn two_companies(one: &clients::Card, other: &clients::Card) -> bool {
    let siren = |card: &clients::Card| {
        if card.siren.is_empty() { siren_of_vat(&card.vat_number).unwrap_or_default().to_owned() } else { card.siren.clone() }
    };
    let (one, other) = (siren(one), siren(other));
    !one.is_empty() && !other.is_empty() && one != other
}

/// What was prepared or approved for a client, and has not left, is dropped: the plan of the day prepares it anew for whom
/// it is now. What may have left waits for a person, as before.
fn drop_live(tx: &mut Tx, client: ClientId, why: &str) -> Result<()> {
    for live in situation(&tx.sql, Scope::Client(client))?.live {
        match live.stage {
            LiveStage::Uncertain | LiveStage::Written => continue,
            LiveStage::Queued | LiveStage::Stopped => {
                if let Some(row) = dispatches::last_of(&tx.sql, live.id)? {
                    tx.move_dispatch(&row, OutboxEvent::Cancel, &Note { why, ..Note::default() })?;
                }
                tx.move_reminder(live.id, "approved", "draft", "")?;
            }
            LiveStage::Approved => tx.move_reminder(live.id, "approved", "draft", "")?,
            LiveStage::Draft => {}
        }
        tx.move_reminder(live.id, "draft", "cancelled", "")?;
        tx.record(About::client(client).reminder(live.id), &EventKind::ReminderCancelled { why: why.to_owned() })?;
    }
    Ok(())
}
