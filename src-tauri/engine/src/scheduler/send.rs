//! One sending, step by step: T1, the dialogue, the point of no return, T3.
use super::engage;
use super::past::Past;
use super::settle::{self, Result3};
use crate::app::App;
use crate::error::{Error, Result};
use crate::faults;
use crate::mail::{Delivery, Engage};
use crate::outgoing::check::{self, Verdict};
use crate::outgoing::{account, mime};
use crate::store::dispatches::{self, Dispatch, Note};
use crate::store::{About, Actor};
use chrono::TimeDelta;
use echu_core::ids::{DispatchId, InvoiceId};
use echu_core::outbox::OutboxEvent;
use std::cmp::Ordering;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A message reserved by T1.
struct Reserved {
    row: Dispatch,
    lease: String,
    mime: Vec<u8>,
    seen: Vec<(InvoiceId, i64)>,
}

/// Tries one message. Whatever happens, the row ends in a state a person can see.
pub(super) fn one(app: &App, id: DispatchId) -> Result<()> {
    faults::point("K0");
    let Some(reserved) = reserve(app, id)? else { return Ok(()) };
    app.sending.set_on_wire(true);
    let attempt = catch_unwind(AssertUnwindSafe(|| deliver(app, &reserved)));
    app.sending.set_on_wire(false);
    match attempt {
        Ok(Ok(delivery)) => finish(app, id, delivery),
        Ok(Err(error)) => {
            put_back(app, id)?;
            Err(error)
        }
        Err(_) => panicked(app, id),
    }
}

/// T1: checks the row against the side journal and the facts against the base of this instant, freezes the bytes, counts the try. `None` when the message no
/// longer has to leave: its row says why.
fn reserve(app: &App, id: DispatchId) -> Result<Option<Reserved>> {
    let past = Past::read(app)?;
    let reserved = app.write(Actor::Scheduler, |tx| {
        // The base was put back under us: nothing of it may leave before a person has looked.
        if past.against(tx)? == Ordering::Greater {
            past.confront(tx)?;
            return Ok(None);
        }
        let row = dispatches::get(&tx.sql, id)?;
        if !row.state.is_waiting() || past.settle(tx, &row)? {
            return Ok(None);
        }
        let seen = match check::verdict(tx, &row)? {
            Verdict::Send(seen) => seen,
            other => {
                check::apply(tx, &row, other)?;
                return Ok(None);
            }
        };
        let bytes = match dispatches::mime(&tx.sql, id)? {
            Some(bytes) => bytes,
            None => match mime::freeze(tx, &row) {
                Ok(bytes) => bytes,
                Err(Error::Refused(why)) => {
                    tx.move_dispatch(&row, OutboxEvent::SetAside, &Note { why: &why, ..Note::default() })?;
                    return Ok(None);
                }
                Err(error) => return Err(error),
            },
        };
        let lease = format!("{}-{}", row.tries + 1, crate::store::instant(tx.when.at));
        tx.reserve(&row, &lease, &bytes)?;
        faults::point("K1");
        Ok(Some(Reserved { row, lease, mime: bytes, seen }))
    })?;
    Ok(reserved.value)
}

fn deliver(app: &App, reserved: &Reserved) -> Result<Delivery> {
    let (account, envelope, mailer) = account::ready(app, &reserved.row)?;
    let mut engage = || match engage::commit(app, reserved.row.id, &reserved.lease, &reserved.seen) {
        Ok(true) => Engage::Go,
        // The disk refused or a fact moved: the dot is not written, and the row says why at the next tick.
        Ok(false) | Err(_) => Engage::Abandon,
    };
    let delivery = mailer.deliver(&account, &envelope, &reserved.mime, &mut engage);
    // A token may have been withdrawn before its hour. Nothing was engaged: one new one is tried, once.
    if !delivery.is_token_refused() || !account::forget_token(app, reserved.row.account_id)? {
        return Ok(delivery);
    }
    let (account, envelope, mailer) = account::ready(app, &reserved.row)?;
    Ok(mailer.deliver(&account, &envelope, &reserved.mime, &mut engage))
}

fn finish(app: &App, id: DispatchId, delivery: Delivery) -> Result<()> {
    let abandoned = delivery == Delivery::Abandoned;
    let result = Result3 { id, delivery, at: app.clock.now() };
    if let Err(error) = settle::write(app, &result) {
        // Kept in memory and written before anything else; after a crash the row is found engaged, hence uncertain.
        app.sending.keep(result);
        return Err(error);
    }
    faults::point("K14");
    if abandoned {
        look_again(app, id)?;
    }
    Ok(())
}

/// A message given up at the last instant: say at once why, rather than at the next tick.
fn look_again(app: &App, id: DispatchId) -> Result<()> {
    app.write(Actor::Scheduler, |tx| {
        let row = dispatches::get(&tx.sql, id)?;
        match check::verdict(tx, &row)? {
            Verdict::Send(_) => Ok(()),
            other => check::apply(tx, &row, other),
        }
    })?;
    Ok(())
}

/// The account could not even be prepared: nothing was on the wire.
fn put_back(app: &App, id: DispatchId) -> Result<()> {
    app.write(Actor::Scheduler, |tx| {
        let row = dispatches::get(&tx.sql, id)?;
        tx.uncount_try(id)?;
        let later = tx.when.at + TimeDelta::minutes(5);
        tx.move_dispatch(
            &row,
            OutboxEvent::NotNow,
            &Note { not_before: Some(later), why: "Compte de messagerie non prêt", ..Note::default() },
        )
    })?;
    Ok(())
}

/// An internal failure: the row takes the state a restart would give it; the second one sets it aside.
fn panicked(app: &App, id: DispatchId) -> Result<()> {
    const WHY: &str = "Anomalie interne\u{a0}: cet envoi est mis de côté";
    app.write(Actor::Scheduler, |tx| {
        let panics = tx.count_panic(id)?;
        let row = dispatches::get(&tx.sql, id)?;
        let state = echu_core::outbox::at_restart(row.state);
        if state != row.state {
            let later = tx.when.at + TimeDelta::minutes(5);
            tx.set_state(&row, state, &Note { why: WHY, not_before: Some(later), ..Note::default() })?;
        }
        let row = dispatches::get(&tx.sql, id)?;
        if panics >= 2 && row.state.is_waiting() {
            tx.move_dispatch(&row, OutboxEvent::SetAside, &Note { why: WHY, ..Note::default() })?;
            let about = row.client_id.map_or_else(About::default, About::client);
            tx.record(about, &echu_core::timeline::EventKind::ReminderFailed { recipient: row.recipient.clone(), why: WHY.to_owned() })?;
        }
        Ok(())
    })?;
    Ok(())
}
