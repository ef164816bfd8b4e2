//! What the side journal remembers and the base may have forgotten: asked at opening, and before anything leaves.
//!
//! An old base put back looks sound: only the journal, which lies elsewhere, knows what left since. So the comparison is not
//! for the opening alone: a base may be put back under an app that runs, and a step forgotten by an old base may be drafted
//! and approved anew.
use super::settle;
use crate::app::App;
use crate::error::Result;
use crate::journal::{Kind, Line};
use crate::outgoing::journal::{self as side, Memory};
use crate::store::dispatches::{self, Dispatch, Note};
use crate::store::{About, Tx, sender};
use echu_core::ids::DispatchId;
use echu_core::outbox::{JournalMark, OutboxState, reconcile};
use echu_core::pacing::Suspension;
use echu_core::timeline::EventKind;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::MutexGuard;

/// The journal, as far as it goes now.
pub(super) struct Past<'a>(MutexGuard<'a, Memory>);

impl<'a> Past<'a> {
    /// Reads what was added to it.
    ///
    /// # Errors
    /// The disk's: its silence is not to be trusted, nothing may leave.
    pub(super) fn read(app: &'a App) -> Result<Past<'a>> {
        let mut memory = app.sending.memory();
        memory.follow(app)?;
        Ok(Past(memory))
    }

    /// Reads all of it again: a base is being opened.
    ///
    /// # Errors
    /// As [`Past::read`].
    pub(super) fn read_whole(app: &'a App) -> Result<Past<'a>> {
        *app.sending.memory() = Memory::default();
        Past::read(app)
    }

    /// Forgets it: lines it took in were not written after all.
    pub(super) fn forget(mut self) {
        *self.0 = Memory::default();
    }

    /// True when lines are neither sound nor merely cut short.
    pub(super) fn is_damaged(&self) -> bool {
        self.0.is_damaged()
    }

    /// The journal against the base. Greater: the base is older than its journal, someone put it back. Less: the app died
    /// between the base and the journal, the base knows more.
    pub(super) fn against(&self, tx: &Tx) -> Result<Ordering> {
        let row = sender::sender(&tx.sql)?;
        Ok(self.0.last(&row.base_uuid).cmp(&row.journal_seq))
    }

    /// True when a server answered this base that it took a message, and the journal of this computer knows no line of it: the line comes
    /// before the answer, so the base comes from elsewhere, or its journal is gone.
    pub(super) fn knows_nothing(&self, tx: &Tx) -> Result<bool> {
        let row = sender::sender(&tx.sql)?;
        if self.0.last(&row.base_uuid) > 0 {
            return Ok(false);
        }
        let answered = "SELECT EXISTS (SELECT 1 FROM dispatch WHERE proof = 'reply' AND reminder_id IS NOT NULL)";
        Ok(tx.sql.query_row(answered, [], |row| row.get(0))?)
    }

    fn mark(&self, tx: &Tx, row: &Dispatch) -> Result<Option<JournalMark>> {
        Ok(side::keys(&tx.sql, row)?.iter().filter_map(|key| self.0.mark(key)).max())
    }

    /// Suspends sending, the base being older than its journal, and settles every row by what the journal saw.
    pub(super) fn confront(&self, tx: &mut Tx) -> Result<()> {
        let row = sender::sender(&tx.sql)?;
        let last = i64::try_from(self.0.last(&row.base_uuid)).unwrap_or(i64::MAX);
        tx.sql.execute("UPDATE sender SET journal_seq = MAX(journal_seq, ?) WHERE id = 1", [last])?;
        self.settle_all(tx)?;
        suspend(tx, Suspension::OlderThanJournal)
    }

    /// Settles every row that waits, or that nobody knows the end of, by what the journal saw. True when one was found that
    /// would have left again.
    pub(super) fn settle_all(&self, tx: &mut Tx) -> Result<bool> {
        let mut found = false;
        for row in dispatches::in_states(&tx.sql, &[OutboxState::Queued, OutboxState::Deferred, OutboxState::Uncertain])? {
            found |= self.settle(tx, &row)? && row.state != OutboxState::Uncertain;
        }
        Ok(found)
    }

    /// Settles a row by what the journal saw: what left may not leave again by itself. True when it moved.
    pub(super) fn settle(&self, tx: &mut Tx, row: &Dispatch) -> Result<bool> {
        let state = reconcile(row.state, self.mark(tx, row)?);
        if state == row.state {
            return Ok(false);
        }
        let about = row.client_id.map_or_else(About::default, About::client);
        let about = row.reminder_id.map_or(about, |id| about.reminder(id));
        if state == OutboxState::Sent {
            tx.set_state(row, state, &Note { why: "Retrouvé dans le journal des envois", proof: "journal", ..Note::default() })?;
            settle::sent(tx, row, about)?;
        } else {
            let why = "Le journal des envois dit qu’un message a déjà pu partir pour cette étape";
            tx.set_state(row, state, &Note { why, ..Note::default() })?;
            tx.record(about, &EventKind::ReminderUncertain { recipient: row.recipient.clone(), why: why.to_owned() })?;
        }
        Ok(true)
    }

    /// The lines that the journal lacks, the app having died between the base and the journal: what the base stored is then
    /// the truth, and is not to be doubted. The marks it lifts are lifted here too.
    pub(super) fn complete(&mut self, tx: &mut Tx) -> Result<Vec<Line>> {
        let knows_more = self.against(tx)? == Ordering::Less;
        let mut lines = Vec::new();
        for row in dispatches::over(&tx.sql, 20)? {
            let is_sent = row.state == OutboxState::Sent && row.engaged_at.is_some();
            if is_sent && side::keys(&tx.sql, &row)?.iter().any(|key| self.0.mark(key) != Some(JournalMark::Sent)) {
                lines.extend(side::prepare(tx, &row, Some(Kind::Sent))?);
            }
        }
        if knows_more {
            let rows = dispatches::in_states(&tx.sql, &OutboxState::ALL)?;
            let mut left: BTreeMap<String, DispatchId> = BTreeMap::new();
            for row in rows.iter().filter(|row| MAY_HAVE_LEFT.contains(&row.state) && row.engaged_at.is_some()) {
                for key in side::keys(&tx.sql, row)? {
                    let last = left.entry(key).or_insert(row.id);
                    *last = row.id.max(*last);
                }
            }
            for row in rows {
                if row.engaged_at.is_some() && self.mark(tx, &row)? == Some(JournalMark::Engaged) {
                    lines.extend(side::prepare(tx, &row, lifted_by(row.state))?);
                }
                // Came back, so a person said: its steps may be sent again, unless one of them was since, alone or with others.
                let returned = row.state == OutboxState::Bounced && self.mark(tx, &row)? == Some(JournalMark::Sent);
                if returned && !side::keys(&tx.sql, &row)?.iter().any(|key| left.get(key).is_some_and(|last| *last > row.id)) {
                    lines.extend(side::prepare(tx, &row, Some(Kind::Bounced))?);
                }
            }
        }
        lines.iter().for_each(|line| self.0.learn(line));
        Ok(lines)
    }
}

/// What left, or may have.
const MAY_HAVE_LEFT: [OutboxState; 3] = [OutboxState::Sent, OutboxState::Engaged, OutboxState::Uncertain];

/// The line by which a row that surely did not leave says so, in a journal that only knows that it was engaged.
fn lifted_by(state: OutboxState) -> Option<Kind> {
    match state {
        // Engaged before, it waits again: a person asked.
        OutboxState::Queued => Some(Kind::Resend),
        OutboxState::Deferred | OutboxState::NeedsReview => Some(Kind::Deferred),
        OutboxState::Failed => Some(Kind::Failed),
        OutboxState::Sending
        | OutboxState::Engaged
        | OutboxState::Uncertain
        | OutboxState::Sent
        | OutboxState::Bounced
        | OutboxState::Cancelled
        | OutboxState::Expired => None,
    }
}

/// Suspends sending and tells it, unless it already is.
pub(super) fn suspend(tx: &mut Tx, reason: Suspension) -> Result<()> {
    if tx.suspend(reason.key())? {
        tx.record(About::default(), &EventKind::SendingSuspended { why: reason.key().to_owned() })?;
    }
    Ok(())
}
