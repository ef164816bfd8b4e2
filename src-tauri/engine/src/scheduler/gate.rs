//! May anything leave now, and what? And when each of those that wait should leave. The rules are the core's; this reads what they need.
use crate::app::App;
use crate::clock::{instant, local};
use crate::error::Result;
use crate::outgoing::account;
use crate::store::accounts;
use crate::store::dispatches::Engaged;
use crate::store::sender::SenderRow;
use crate::store::{When, closures, dispatches, settings, waiting};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use echu_core::ids::{ClientId, DispatchId, MailAccountId};
use echu_core::outbox::OutboxState;
use echu_core::pacing::{Gate, Left, Planned, Rhythm, SenderFacts, SendingRules, Suspension, Why};
use rusqlite::Connection;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// So many doubts left without an answer say that nobody looks: nothing more leaves.
const SEVERAL: usize = 2;
/// Between two messages to one client.
const A_DAY: TimeDelta = TimeDelta::hours(24);
/// So far ahead of now, what is said to have left says that the hour was wrong.
const WRONG_HOUR: TimeDelta = TimeDelta::hours(1);

/// What the tick does.
pub(super) enum Choice {
    /// Try this one.
    Send(DispatchId),
    /// A person must look first.
    Suspend(Suspension),
    /// Nothing before this instant; `None`: nothing waits.
    Wait(Option<DateTime<Utc>>),
}

/// Whether an account lets a message go now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    Open,
    /// Not before.
    Until(DateTime<Utc>),
    /// A person must look at it.
    Stopped,
}

/// An account, and how its messages leave.
struct Lane {
    gate: Door,
    rhythm: Rhythm,
    facts: SenderFacts,
}

/// The accounts of the messages that wait, each read once.
struct Lanes<'a> {
    conn: &'a Connection,
    app: &'a App,
    when: When,
    rules: SendingRules,
    read: BTreeMap<MailAccountId, Lane>,
}

impl<'a> Lanes<'a> {
    fn new(conn: &'a Connection, app: &'a App, when: When) -> Result<Lanes<'a>> {
        Ok(Lanes { conn, app, when, rules: settings::sending_rules(conn)?, read: BTreeMap::new() })
    }

    fn of(&mut self, id: MailAccountId) -> Result<&Lane> {
        if !self.read.contains_key(&id) {
            let lane = self.lane(id)?;
            self.read.insert(id, lane);
        }
        self.read.get(&id).ok_or(crate::error::Error::NotFound { what: "mail account", id: id.0 })
    }

    fn lane(&self, id: MailAccountId) -> Result<Lane> {
        let account = accounts::get(self.conn, id)?;
        let asked = self.asked(id)?;
        let spacing = asked.last().map(|last| super::jittered(1, &last.at.to_rfc3339()));
        let facts = SenderFacts {
            sent: asked.iter().map(|one| Left { at: local(one.at), messages: one.messages, recipients: one.recipients }).collect(),
            started_at: self.app.sending.started_at().map(local),
            cool_until: account.cool_until.map(local),
            spacing_permille: spacing.map_or(1000, |share| u32::try_from(share.num_milliseconds()).unwrap_or(1000)),
        };
        let mut rules = self.rules;
        if account.form.daily_cap > 0 {
            rules.daily_cap = account.form.daily_cap;
        }
        let rhythm = if account::writes_files(self.app, &account.form) { Rhythm::Folder } else { Rhythm::Server(rules) };
        let gate = if account.problem.is_empty() {
            match rhythm.gate(local(self.when.at), &facts) {
                Gate::Open => Door::Open,
                Gate::Wait { until, .. } => Door::Until(instant(until)),
            }
        } else {
            Door::Stopped
        };
        Ok(Lane { gate, rhythm, facts })
    }

    /// What the server of an account was asked in the last 24 hours, oldest first. A try that was not engaged reached nobody, hence no
    /// recipient, but a server that refuses is not asked faster than one that accepts. What the base dates from a day to come left while
    /// the hour was wrong: it holds nothing back until then.
    fn asked(&self, id: MailAccountId) -> Result<Vec<Engaged>> {
        let now = self.when.at;
        let mut asked = dispatches::engaged_since(self.conn, id, now - TimeDelta::hours(24))?;
        asked.extend(self.app.sending.tries_of(id).into_iter().map(|at| Engaged { at, messages: 1, recipients: 0 }));
        asked.retain(|one| one.at < now + WRONG_HOUR);
        asked.sort_by_key(|one| one.at);
        Ok(asked)
    }
}

/// Chooses the oldest due message, if the rules let one leave. An account that waits does not keep the others.
pub(super) fn choose(conn: &Connection, app: &App, row: &SenderRow, when: When) -> Result<Choice> {
    if row.paused_at.is_some() || !row.suspended_for.is_empty() {
        return Ok(Choice::Wait(None));
    }
    // The owner is away: what was approved waits for his return.
    if closures::until(conn, when.today)?.is_some() {
        return Ok(Choice::Wait(None));
    }
    let Some(first) = waiting::first_at(conn)? else { return Ok(Choice::Wait(None)) };
    if first > when.at {
        return Ok(Choice::Wait(Some(first)));
    }
    let mut lanes = Lanes::new(conn, app, when)?;
    let (mut open, mut next) = (false, None);
    for account in accounts::all(conn)? {
        // An account that nothing waits for opens no door.
        let Some(first) = waiting::first_of(conn, account.id)? else { continue };
        if first > when.at {
            next = next.into_iter().chain([first]).min();
            continue;
        }
        match lanes.of(account.id)?.gate {
            Door::Open => open = true,
            Door::Until(until) => next = next.into_iter().chain([until]).min(),
            Door::Stopped => {}
        }
    }
    if !open {
        // Most of the time: no message is looked at.
        return Ok(Choice::Wait(next));
    }
    let old = when.at - TimeDelta::days(3);
    let mut uncertain = dispatches::in_states(conn, &[OutboxState::Uncertain])?;
    uncertain.retain(|doubt| !doubt.is_written() && doubt.engaged_at.is_some_and(|at| at < old));
    // One mail a client a day: its turn comes later, the others go first.
    let mut doubtful = false;
    let chosen = waiting::first_due(conn, when.at, |one| {
        if lanes.of(one.account_id)?.gate != Door::Open {
            return Ok(false);
        }
        doubtful = uncertain.len() >= SEVERAL;
        let Some(client) = one.client_id.filter(|_| !doubtful) else { return Ok(true) };
        doubtful = uncertain.iter().any(|doubt| doubt.client_id == Some(client));
        let is_asked = !doubtful && !one.engaged_before;
        let last = if is_asked { waiting::last_since(conn, client, when.at - A_DAY)? } else { None };
        let free = last.map(|last| last + A_DAY);
        next = next.into_iter().chain(free).min();
        Ok(free.is_none())
    })?;
    Ok(match chosen {
        Some(_) if doubtful => Choice::Suspend(Suspension::OldUncertain),
        Some(id) => Choice::Send(id),
        None => Choice::Wait(next),
    })
}

/// When a message that waits should leave, and what it waits for.
#[derive(Debug, Clone)]
pub struct Departure {
    /// The instant; none when its account is stopped.
    pub at: Option<DateTime<Utc>>,
    /// What it waits for, in French; empty when only its turn.
    pub why: &'static str,
}

/// When each message that waits should leave, as far as one can tell now: one after the other, as the tick takes them.
///
/// # Errors
/// When the base cannot be read.
pub fn departures(conn: &Connection, app: &App, when: When) -> Result<BTreeMap<DispatchId, Departure>> {
    let rows = dispatches::in_states(conn, &[OutboxState::Queued, OutboxState::Deferred])?;
    let mut lanes = Lanes::new(conn, app, when)?;
    let now = local(when.at);
    let mut facts: BTreeMap<MailAccountId, SenderFacts> = BTreeMap::new();
    // When a client was last written to, or will be by what is placed already.
    let mut written_to: BTreeMap<ClientId, Option<NaiveDateTime>> = BTreeMap::new();
    let mut turns: BTreeSet<(NaiveDateTime, usize)> = rows.iter().enumerate().map(|(place, one)| (local(one.not_before), place)).collect();
    let mut found: BTreeMap<DispatchId, Departure> = BTreeMap::new();
    let mut after_another = BTreeSet::new();
    while let Some((at, place)) = turns.pop_first() {
        let Some(one) = rows.get(place) else { continue };
        // The same message again does not wait for itself.
        let client = one.client_id.filter(|_| one.engaged_at.is_none());
        if let Some(client) = client {
            if let Entry::Vacant(unknown) = written_to.entry(client) {
                unknown.insert(waiting::last_since(conn, client, when.at - A_DAY)?.map(local));
            }
            let free = written_to.get(&client).copied().flatten().map(|last| last + A_DAY);
            if let Some(free) = free.filter(|free| *free > at && *free > now) {
                after_another.insert(place);
                turns.insert((free, place));
                continue;
            }
        }
        let lane = lanes.of(one.account_id)?;
        if lane.gate == Door::Stopped {
            found.insert(one.id, Departure { at: None, why: "le compte de messagerie est à vérifier" });
            continue;
        }
        let facts = facts.entry(one.account_id).or_insert_with(|| lane.facts.clone());
        let planned = Planned { at, recipients: one.recipients, client_waits: after_another.contains(&place) };
        let (leaves, why) = lane.rhythm.departure(&planned, now, facts);
        if let Some(client) = client {
            written_to.insert(client, Some(leaves));
        }
        found.insert(one.id, Departure { at: Some(instant(leaves)), why: why.map(Why::sentence).unwrap_or_default() });
    }
    Ok(found)
}

/// When the next message should leave, as far as one can tell now: for the frame, which asks often.
///
/// # Errors
/// When the base cannot be read.
pub fn next_at(conn: &Connection, app: &App, when: When) -> Result<Option<DateTime<Utc>>> {
    let mut lanes = Lanes::new(conn, app, when)?;
    let mut next: Option<DateTime<Utc>> = None;
    for account in accounts::all(conn)? {
        let Some(first) = waiting::first_of(conn, account.id)? else { continue };
        let lane = lanes.of(account.id)?;
        if lane.gate != Door::Stopped {
            let one = Planned { at: local(first), recipients: 1, client_waits: false };
            let (at, _) = lane.rhythm.departure(&one, local(when.at), &mut lane.facts.clone());
            next = next.into_iter().chain([instant(at)]).min();
        }
    }
    Ok(next)
}
