//! A base that does not know of an erasure is an older one: the person is erased again before it is used.
use super::stones::{self, Line};
use crate::error::Result;
use crate::store::privacy::{self as stored, Erasure, Wipe};
use crate::store::{About, Actor, Store, Tx, When, sender, settings};
use echu_core::privacy::{Copies, Held, Subject, plan};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::privacy::Erased;
use std::path::Path;

/// How far the base has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A copy about to take the place of the base: the journal of sendings has not settled what waits in it.
    Staged,
    /// What the last run left is settled: what still waits for an erased person will not leave.
    Settled,
}

/// Brings a base and the side journal to know of the same erasures. Gives how many persons were erased again.
///
/// # Errors
/// The disk's: the next opening goes on.
pub(crate) fn reconcile(store: &Store, state: &Path, when: When, stage: Stage) -> Result<u32> {
    let (base, known) = store.read(|conn| Ok((sender::sender(conn)?.base_uuid, stored::erasures(conn)?)))?;
    let journal = stones::read(state, &base)?;
    let lacks: Vec<&Line> =
        journal.values().filter(|line| !known.iter().any(|one| one.salt == line.salt && (one.done_on.is_some() || !line.whole))).collect();
    let mut again = 0;
    if !lacks.is_empty() {
        let done = store.transact(Actor::User, when, |tx| {
            let mut again = 0;
            for line in &lacks {
                let standing = known.iter().find(|one| one.salt == line.salt);
                again += u32::from(erase(tx, line, standing, stage)?);
            }
            Ok(again)
        })?;
        again = done.value;
        // What it held is in the bytes until then; a reader in the way is no reason not to open.
        let _ = store.scrub();
    }
    for one in known.iter().filter(|one| journal.get(&one.salt).is_none_or(|line| one.done_on.is_some() && !line.whole)) {
        let stone = store.read(|conn| stored::tombstone(conn, one))?;
        stones::append(state, &stones::line(&stone, one.done_on.is_some(), &base, when.at))?;
    }
    Ok(again)
}

/// True when something of the person was really taken away: who is erased already is not told at each opening.
fn erase(tx: &mut Tx, line: &Line, standing: Option<&Erasure>, stage: Stage) -> Result<bool> {
    let mut stone = line.stone();
    let cards = stored::cards_of(&tx.sql, &stone)?;
    stone.card = cards.first().copied();
    let erasure = match standing {
        Some(standing) => tx.widen_erasure(standing.clone(), line.subject, &stone.marks)?,
        None => tx.insert_erasure(&stone)?,
    };
    let (mut waits, mut is_erased) = (false, false);
    for card in &cards {
        let before = stored::words_left(&tx.sql, *card)?;
        if stage == Stage::Settled {
            tx.cancel_what_waits(*card)?;
        }
        let year_end = settings::year_end(&tx.sql)?;
        let held = stored::held(&tx.sql, *card, line.subject, year_end, Copies::default(), tx.when.today)?;
        // What was settled when he was erased was, whatever an older copy of the base believes.
        let held = if line.whole { Held { live: Vec::new(), case_open: false, ..held } } else { held };
        tx.erase_client(*card, Wipe::of(&plan(&held), line.subject == Subject::Person))?;
        waits |= stored::waits_to_leave(&tx.sql, *card)?;
        if stored::words_left(&tx.sql, *card)? < before {
            is_erased = true;
            tx.record(About::client(*card), &EventKind::DataErased(Erased { whole: line.whole, again: true }))?;
        }
    }
    if line.whole && !waits {
        tx.end_erasure(erasure.id)?;
    }
    Ok(is_erased)
}
