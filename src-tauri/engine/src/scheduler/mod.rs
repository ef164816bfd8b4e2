//! Background work: settle what the last run left, then send one message at a time while the app is open.
//!
//! At most once, with a visible « Envoi incertain », never at least once. One worker, one message; wall-clock times are
//! compared at each tick rather than slept until: laptops sleep, and timers do not count that.
mod automatic;
mod clock_watch;
mod engage;
mod gate;
mod lapse;
mod past;
mod recover;
mod send;
mod settle;
pub mod state;

pub use gate::{Departure, departures, next_at};
pub use lapse::must_judge;
pub use recover::recover;
use state::Day;
pub use state::Sending;

use crate::app::{App, QuitState};
use crate::error::{Error, Result};
use crate::outgoing::stale;
use crate::store::{Actor, Tag, dispatches, sender};
use chrono::TimeDelta;
use echu_core::outbox::OutboxState;
use std::collections::BTreeSet;
use std::sync::{Arc, MutexGuard};
use std::time::Duration;

/// What a tick did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// A message was tried.
    Tried,
    /// Nothing may leave now; look again after this long, or when woken.
    Waited(Duration),
}

/// What the next opening finds to send.
const WAITING: [OutboxState; 2] = [OutboxState::Queued, OutboxState::Deferred];

/// The longest wait between two ticks: a laptop that wakes is noticed within it.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Looks at a step that is under way, and the pause between two.
const STILL_LOOKS: u32 = 200;
const STILL_PAUSE: Duration = Duration::from_millis(50);

/// One step of background work: at most one message is tried.
///
/// # Errors
/// When the base cannot be read or written; nothing is then on the wire.
pub fn tick(app: &App) -> Result<Tick> {
    let _one_at_a_time = app.sending.turn();
    let when = app.when();
    state::store_unsaved(app)?;
    clock_watch::look(app, when)?;
    match app.sending.day(when.today) {
        Day::Same => {}
        Day::First => drop(app.write(Actor::Scheduler, stale::renew)?),
        Day::Next => {
            app.announce(&BTreeSet::from([Tag::Plan, Tag::Ledger]));
            app.write(Actor::Scheduler, |tx| {
                tx.follow_profiles()?;
                stale::renew(tx)
            })?;
        }
    }
    lapse::look(app)?;
    automatic::look(app, when)?;
    let chosen = app.read(|conn| {
        let row = sender::sender(conn)?;
        gate::choose(conn, app, &row, when)
    })?;
    // What follows at once takes the connection of what went before; otherwise it is given back.
    if !matches!(chosen, gate::Choice::Send(_)) {
        app.smtp().part();
    }
    match chosen {
        gate::Choice::Send(id) => {
            send::one(app, id)?;
            Ok(Tick::Tried)
        }
        gate::Choice::Suspend(reason) => {
            app.write(Actor::Scheduler, |tx| past::suspend(tx, reason))?;
            Ok(Tick::Waited(LONGEST_WAIT))
        }
        gate::Choice::Wait(until) => {
            let wait = until.map_or(LONGEST_WAIT, |until| (until - when.at).to_std().unwrap_or_default());
            Ok(Tick::Waited(wait.clamp(Duration::from_millis(200), LONGEST_WAIT)))
        }
    }
}

/// The app opens: nothing leaves before the grace, which counts from here.
pub fn start(app: &App) {
    app.sending.start(app.clock.now());
}

/// Works until told to stop, and calls `look` after each step. For a thread of its own.
pub fn run(app: &Arc<App>, look: impl Fn(&App)) {
    start(app);
    while !app.sending.stopped() {
        let wait = match tick(app) {
            Ok(Tick::Tried) => Duration::ZERO,
            Ok(Tick::Waited(wait)) => wait,
            // The base does not answer (disk full, locked by another program): nothing was sent, look again soon.
            Err(_) => Duration::from_secs(5),
        };
        if !wait.is_zero() {
            app.smtp().part();
        }
        look(app);
        app.sending.sleep(wait);
    }
}

/// Keeps the sender from taking a step for as long as the guard lives. Waits for a step that is under way, not for a message on
/// the wire: its server may take ten minutes to answer.
///
/// # Errors
/// [`Error::Refused`] while a message is on the wire.
pub(crate) fn stand_still(app: &App) -> Result<MutexGuard<'_, ()>> {
    for _ in 0..STILL_LOOKS {
        if let Some(turn) = app.sending.try_turn() {
            return Ok(turn);
        }
        if app.sending.on_wire() {
            break;
        }
        std::thread::sleep(STILL_PAUSE);
    }
    let why = "Un message est en train de partir. Rien n’a été modifié\u{a0}: attendez la réponse du serveur, puis recommencez.";
    Err(Error::Refused(why.to_owned()))
}

/// What to say before the window closes.
pub fn quit_state(app: &App) -> QuitState {
    QuitState { sending: app.sending.on_wire(), queued: app.read(|conn| dispatches::count(conn, &WAITING)).unwrap_or_default() }
}

/// A random share of a mean, between half and one and a half of it, decided by the message so that a restart changes nothing.
fn jittered(mean_seconds: u32, seed: &str) -> TimeDelta {
    let byte = crate::journal::digest(seed).bytes().fold(0_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 1001);
    TimeDelta::milliseconds(i64::from(mean_seconds) * (500 + byte))
}
