//! The sender's living state: what is in memory only, and dies with the process.
use super::settle::{self, Result3};
use crate::app::App;
use crate::error::{Error, Result};
use crate::outgoing::journal::Memory;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use echu_core::ids::MailAccountId;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

/// The sender's living state.
#[derive(Default)]
pub struct Sending {
    turn: Mutex<()>,
    on_wire: AtomicBool,
    stop: AtomicBool,
    woken: Mutex<bool>,
    wake: Condvar,
    inner: Mutex<Inner>,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Inner {
    started_at: Option<DateTime<Utc>>,
    last_day: Option<NaiveDate>,
    last_look: Option<(DateTime<Utc>, Duration)>,
    last_saved: Option<DateTime<Utc>>,
    /// Nothing moved in the plan since the last announcement, made then.
    announced_at: Option<DateTime<Utc>>,
    plan_moved: bool,
    /// What waits was judged since the last move; not yet at opening, where nobody knows what moved while the app died.
    is_judged: bool,
    unsaved: Vec<Result3>,
    /// What was tried and never engaged, by account, oldest first: the base keeps the instant of what was. After a restart the grace
    /// spaces the first one.
    tried: BTreeMap<MailAccountId, Vec<DateTime<Utc>>>,
}

/// For so long a try counts in what an account may do.
const AN_HOUR: TimeDelta = TimeDelta::hours(1);

/// A civil day, beside that of the look before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// Nothing was looked at since the app opened.
    First,
    /// The same.
    Same,
    /// Another one began.
    Next,
}

impl Sending {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the side journal is known to hold.
    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same, unless a step is under way.
    pub(super) fn try_turn(&self) -> Option<MutexGuard<'_, ()>> {
        match self.turn.try_lock() {
            Ok(turn) => Some(turn),
            Err(TryLockError::Poisoned(turn)) => Some(turn.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// The worker starts: the grace before the first sending counts from here.
    pub fn start(&self, at: DateTime<Utc>) {
        self.stop.store(false, Ordering::SeqCst);
        self.inner().started_at = Some(at);
    }

    /// A person said « Reprendre », or the machine woke: the grace starts again.
    pub fn restart_grace(&self, at: DateTime<Utc>) {
        let mut inner = self.inner();
        if inner.started_at.is_some() {
            inner.started_at = Some(at);
        }
    }

    pub(super) fn started_at(&self) -> Option<DateTime<Utc>> {
        self.inner().started_at
    }

    /// What the civil day is to the one of the look before.
    pub(super) fn day(&self, today: NaiveDate) -> Day {
        match self.inner().last_day.replace(today) {
            None => Day::First,
            Some(before) if before == today => Day::Same,
            Some(_) => Day::Next,
        }
    }

    /// The wall clock and the monotonic one at the previous look.
    pub(super) fn looked(&self, now: DateTime<Utc>, elapsed: Duration) -> Option<(DateTime<Utc>, Duration)> {
        self.inner().last_look.replace((now, elapsed))
    }

    /// True once a minute: the instant is then written to the base.
    pub(super) fn must_save(&self, now: DateTime<Utc>) -> bool {
        let mut inner = self.inner();
        let due = inner.last_saved.is_none_or(|last| (now - last).num_seconds().abs() >= 60);
        if due {
            inner.last_saved = Some(now);
        }
        due
    }

    /// The ledger, the plans or the settings moved: what leaves by itself may have changed.
    pub(crate) fn plan_moved(&self) {
        self.inner().plan_moved = true;
    }

    /// A person or an import wrote: what an approval is tied to may have moved.
    pub(crate) fn facts_written(&self) {
        self.inner().is_judged = false;
    }

    /// True after each move, and at opening.
    pub(super) fn must_judge(&self) -> bool {
        !self.inner().is_judged
    }

    /// What waits is being judged, by what was written so far.
    pub(super) fn judging(&self) {
        self.inner().is_judged = true;
    }

    /// True when what leaves by itself must be computed again: after a move, at most twice a minute, and once a quarter of an hour.
    pub(super) fn must_announce(&self, now: DateTime<Utc>) -> bool {
        let mut inner = self.inner();
        let since = inner.announced_at.map(|at| (now - at).num_seconds().abs());
        let due = since.is_none_or(|seconds| seconds >= if inner.plan_moved { 30 } else { 900 });
        if due {
            inner.announced_at = Some(now);
            inner.plan_moved = false;
        }
        due
    }

    /// True while a message is on the wire.
    pub fn on_wire(&self) -> bool {
        self.on_wire.load(Ordering::SeqCst)
    }

    pub(super) fn set_on_wire(&self, busy: bool) {
        self.on_wire.store(busy, Ordering::SeqCst);
    }

    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Asks the worker to stop after the message on the wire.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
        self.nudge();
    }

    /// Wakes the worker: something new may leave.
    pub fn nudge(&self) {
        *self.woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.wake.notify_all();
    }

    pub(super) fn sleep(&self, wait: Duration) {
        let woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut woken, _) = self.wake.wait_timeout_while(woken, wait, |woken| !*woken).unwrap_or_else(PoisonError::into_inner);
        *woken = false;
    }

    /// An account tried a message that was not engaged: the server was asked all the same.
    pub(super) fn tried(&self, account: MailAccountId, at: DateTime<Utc>) {
        let mut inner = self.inner();
        let tries = inner.tried.entry(account).or_default();
        tries.retain(|one| *one < at && at - *one < AN_HOUR);
        tries.push(at);
    }

    /// The tries of the last hour that an account did not engage, oldest first.
    pub(super) fn tries_of(&self, account: MailAccountId) -> Vec<DateTime<Utc>> {
        self.inner().tried.get(&account).cloned().unwrap_or_default()
    }

    pub(super) fn keep(&self, result: Result3) {
        self.inner().unsaved.push(result);
    }
}

/// Writes the results that the disk refused when they came: nothing else leaves before they are stored.
///
/// A result whose row is no longer where it was left belongs to a base that was replaced since: it is dropped. The journal
/// knows that the message was engaged, and T1 asks it.
pub(super) fn store_unsaved(app: &App) -> Result<()> {
    loop {
        let Some(result) = app.sending.inner().unsaved.first().cloned() else { return Ok(()) };
        match settle::write(app, &result) {
            Ok(()) | Err(Error::Precondition(_) | Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
        app.sending.inner().unsaved.remove(0);
    }
}
