//! What a sign-in leaves in memory: the attempt under way, and the tokens for the mail server. Only the authorisation is kept, elsewhere.
use super::{Fault, Provider, Tokens, provider};
use crate::secrets::Secret;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A token is renewed before it has less than this to live: a sending may last.
const SPARE: TimeDelta = TimeDelta::minutes(10);

/// Where the sign-in of a mailbox stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SignIn {
    /// None was asked for.
    #[default]
    None,
    /// The browser is open.
    Waiting,
    /// It came to nothing.
    Failed(Fault),
    /// The mailbox is signed in.
    Done,
}

/// The living state of the sign-ins, by address.
#[derive(Default)]
pub struct Oauth(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    access: BTreeMap<String, (Secret, DateTime<Utc>)>,
    attempts: BTreeMap<String, (SignIn, Arc<AtomicBool>)>,
    /// For the tests: the server that stands for every provider.
    server: Option<String>,
}

impl Oauth {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The provider of a preset.
    pub fn provider(&self, preset: &str) -> Option<Provider> {
        let found = provider(preset)?;
        Some(match &self.inner().server {
            Some(base) => Provider { authorize: format!("{base}/authorize"), token: format!("{base}/token"), ..found },
            None => found,
        })
    }

    /// Asks `base` in the place of every provider. Compiled in for the tests alone.
    #[cfg(feature = "faults")]
    pub fn ask_at(&self, base: &str) {
        self.inner().server = Some(base.to_owned());
    }

    /// A token that still serves for a while.
    pub fn access(&self, address: &str, now: DateTime<Utc>) -> Option<Secret> {
        self.inner().access.get(address).filter(|(_, ends)| *ends - SPARE > now).map(|(token, _)| token.clone())
    }

    /// Keeps a token for as long as it lasts.
    pub fn keep(&self, address: &str, tokens: &Tokens, now: DateTime<Utc>) {
        let ends = now + TimeDelta::from_std(tokens.lasts).unwrap_or_default();
        self.inner().access.insert(address.to_owned(), (tokens.access.clone(), ends));
    }

    /// The server refused the token: it is not shown again.
    pub fn forget(&self, address: &str) {
        self.inner().access.remove(address);
    }

    /// A sign-in starts; the one before, if any, is given up. Gives what stops it.
    pub fn start(&self, address: &str) -> Arc<AtomicBool> {
        let stop = Arc::new(AtomicBool::new(false));
        let before = self.inner().attempts.insert(address.to_owned(), (SignIn::Waiting, Arc::clone(&stop)));
        if let Some((_, before)) = before {
            before.store(true, Ordering::SeqCst);
        }
        stop
    }

    /// A sign-in ended, unless another took its place.
    pub fn end(&self, address: &str, attempt: &Arc<AtomicBool>, outcome: SignIn) {
        if let Some((sign_in, stop)) = self.inner().attempts.get_mut(address)
            && Arc::ptr_eq(stop, attempt)
        {
            *sign_in = outcome;
        }
    }

    /// The person gives up.
    pub fn give_up(&self, address: &str) {
        if let Some((sign_in, stop)) = self.inner().attempts.get_mut(address) {
            stop.store(true, Ordering::SeqCst);
            *sign_in = SignIn::None;
        }
    }

    /// Where the sign-in of a mailbox stands.
    pub fn sign_in(&self, address: &str) -> SignIn {
        self.inner().attempts.get(address).map(|(sign_in, _)| sign_in.clone()).unwrap_or_default()
    }
}
