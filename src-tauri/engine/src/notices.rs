//! The system's notifications, looked at after each step of the background work: what to tell and when is the core's rule.
use crate::app::App;
use crate::clock::local;
use crate::commands::today;
use crate::error::Result;
use crate::store::{dispatches, settings};
use chrono::NaiveDate;
use echu_core::notices::{Piles, is_morning, of_doubts, of_the_morning};
use std::sync::PoisonError;

/// What the person knows already, told or seen; it dies with the process, whose next opening shows its screen.
#[derive(Default)]
pub(crate) struct Told {
    /// The last day whose piles he knows.
    day: Option<NaiveDate>,
    /// The uncertain sendings he knows.
    doubts: u32,
}

/// Tells what is new, unless the person looks at the window or asked for no notification.
///
/// # Errors
/// When the base cannot be read.
pub fn look(app: &App) -> Result<()> {
    let when = app.when();
    let (wanted, rules, doubts) = app.read(|conn| {
        let doubts = dispatches::doubts(conn)?;
        Ok((settings::application(conn)?.notify, settings::sending_rules(conn)?, doubts))
    })?;
    let mut told = app.told.lock().unwrap_or_else(PoisonError::into_inner);
    let before = std::mem::replace(&mut told.doubts, doubts);
    let is_morning = is_morning(told.day, local(when.at), &rules);
    let grown = doubts > before;
    if !is_morning && !grown {
        return Ok(());
    }
    if is_morning {
        told.day = Some(when.today);
    }
    drop(told);
    if !wanted || app.desktop.is_watched() {
        return Ok(());
    }
    let piles = if is_morning { of_the_morning(piles(app)?) } else { None };
    for notice in piles.into_iter().chain(of_doubts(before, doubts)) {
        app.desktop.notify(&notice);
    }
    Ok(())
}

fn piles(app: &App) -> Result<Piles> {
    let today = today::today(app, today::TodayRequest::default())?;
    Ok(Piles {
        ready: today.ready.count,
        calls: today.calls.count,
        letters: today.letters.count,
        promises: today.promises.count,
        to_fix: today.to_fix.count,
    })
}
