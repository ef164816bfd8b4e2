//! A base may be read as soon as it is open, and written once it was checked whole and what the last run left is settled.
//!
//! The check of a large base takes a while, and a person waits for his first screen. Until it has answered nothing is
//! written, hence nothing engaged nor sent: whoever writes waits here.
use crate::error::{Error, Result};
use std::sync::{Condvar, Mutex, PoisonError};

/// What writes wait at.
#[derive(Default)]
pub(crate) struct Door {
    state: Mutex<State>,
    turned: Condvar,
}

#[derive(Default)]
enum State {
    #[default]
    Closed,
    Open,
    /// The base is refused, for this reason: a backup may be restored, nothing else.
    Barred(String),
}

impl Door {
    /// Returns when the base may be written.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is refused.
    pub(crate) fn pass(&self) -> Result<()> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.turned.wait_while(state, |state| matches!(state, State::Closed)).unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Barred(why) => Err(Error::Damaged(why.clone())),
            State::Open | State::Closed => Ok(()),
        }
    }

    /// Why the base is refused, if it is.
    ///
    /// # Errors
    /// [`Error::Damaged`], with the reason.
    pub(crate) fn refusal(&self) -> Result<()> {
        match &*self.state.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Barred(why) => Err(Error::Damaged(why.clone())),
            State::Open | State::Closed => Ok(()),
        }
    }

    /// Returns when the base may be written, however long a refused one takes to be replaced by a backup.
    pub(crate) fn wait_open(&self) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.turned.wait_while(state, |state| !matches!(state, State::Open)).unwrap_or_else(PoisonError::into_inner));
    }

    /// Lets everyone in, or nobody.
    pub(crate) fn turn(&self, settled: &Result<()>) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = match settled {
            Ok(()) => State::Open,
            Err(error) => State::Barred(error.to_string()),
        };
        self.turned.notify_all();
    }
}
