//! Passwords: in the system's keychain, or in memory when there is none. Never in the database, never in a log, never
//! back to the UI.
use keyring_core::{CredentialStore, Error as KeyringError};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// A password. Shows nothing when printed, and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes `text` as a secret.
    pub fn new(text: String) -> Secret {
        Secret(Zeroizing::new(text))
    }

    /// The text itself, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Where a password was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the system's keychain: it will be there at the next start.
    Keychain,
    /// In memory: it will be asked at each start. [`SecretFault::NoKeychain`] has the sentence for it.
    Memory,
}

/// Why a password cannot be read or kept. Sends wait at the level of the account; nothing crashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretFault {
    /// The system has no keychain, or it is not running.
    #[error("no keychain")]
    NoKeychain,
    /// It is locked, or the user closed the prompt. Not asked again by itself within an hour.
    #[error("keychain locked")]
    Locked,
    /// It does not answer.
    #[error("keychain silent")]
    Silent,
    /// Longer than the system allows (2 560 bytes on Windows).
    #[error("too long for the keychain")]
    TooLong,
    /// Several entries under the same name.
    #[error("several entries")]
    Ambiguous,
    /// What is stored is not a password of ours.
    #[error("unreadable entry")]
    Unreadable,
    /// Anything else the system says.
    #[error("keychain failure")]
    Failure,
}

impl SecretFault {
    /// Stable name, and key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            SecretFault::NoKeychain => "keychain_none",
            SecretFault::Locked => "keychain_locked",
            SecretFault::Silent => "keychain_silent",
            SecretFault::TooLong => "keychain_too_long",
            SecretFault::Ambiguous => "keychain_ambiguous",
            SecretFault::Unreadable => "keychain_unreadable",
            SecretFault::Failure => "keychain_failure",
        }
    }

    /// What the user reads.
    pub fn sentence(self) -> String {
        crate::wording::sentence(self.key(), &[])
    }
}

/// Keeps one password for each account.
pub trait Secrets: Send + Sync {
    /// The password of `account`, or `None` if it must be asked.
    fn get(&self, account: &str) -> Result<Option<Secret>, SecretFault>;
    /// Keeps `secret`, in memory if there is no keychain.
    fn set(&self, account: &str, secret: &Secret) -> Result<Kept, SecretFault>;
    /// Forgets it; nothing to forget is no fault.
    fn delete(&self, account: &str) -> Result<(), SecretFault>;
}

/// Passwords for as long as the process lives: the tests, and the demonstration.
#[derive(Default)]
pub struct MemorySecrets(Mutex<BTreeMap<String, Secret>>);

impl MemorySecrets {
    fn map(&self) -> MutexGuard<'_, BTreeMap<String, Secret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Secrets for MemorySecrets {
    fn get(&self, account: &str) -> Result<Option<Secret>, SecretFault> {
        Ok(self.map().get(account).cloned())
    }
    fn set(&self, account: &str, secret: &Secret) -> Result<Kept, SecretFault> {
        self.map().insert(account.to_owned(), secret.clone());
        Ok(Kept::Memory)
    }
    fn delete(&self, account: &str) -> Result<(), SecretFault> {
        self.map().remove(account);
        Ok(())
    }
}

type Open = dyn Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + Sync;

/// Name of our entries in the keychain.
const SERVICE: &str = "Échu";
/// A keychain may show a window and wait for a person: this long, not more.
const PATIENCE: Duration = Duration::from_secs(60);
/// After a refusal, no window is shown again by itself before this long.
const RESPITE: Duration = Duration::from_secs(3600);

/// Passwords in the system's keychain, with memory as what remains when there is none.
pub struct Keychain {
    open: Arc<Open>,
    store: Arc<Mutex<Option<Arc<CredentialStore>>>>,
    /// Read or typed since the start: one window a session at most, and the only place without a keychain.
    known: MemorySecrets,
    refused: Mutex<Option<Instant>>,
}

impl Default for Keychain {
    fn default() -> Keychain {
        Keychain::with(Arc::new(system_store))
    }
}

impl Keychain {
    fn with(open: Arc<Open>) -> Keychain {
        Keychain { open, store: Arc::default(), known: MemorySecrets::default(), refused: Mutex::default() }
    }

    /// Runs `work` on the entry of `account`, in a thread of its own: keychains block, show windows, and some start an
    /// executor that must not meet ours. A store that could not be opened is tried again each time: the session's
    /// keychain may start after us.
    fn ask<T: Send + 'static>(
        &self,
        account: &str,
        work: impl FnOnce(&keyring_core::Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, SecretFault> {
        let (answer, wait) = mpsc::channel();
        let (open, store, account) = (self.open.clone(), self.store.clone(), account.to_owned());
        std::thread::spawn(move || {
            let result = (|| {
                let mut slot = store.lock().unwrap_or_else(PoisonError::into_inner);
                let ready = match slot.as_ref() {
                    Some(ready) => ready.clone(),
                    None => open().map_err(|error| opening(&error))?,
                };
                *slot = Some(ready.clone());
                drop(slot);
                let entry = ready.build(SERVICE, &account, None).map_err(|error| name(&error))?;
                work(&entry).map_err(|error| name(&error))
            })();
            // Nobody waits any more when the patience ran out.
            let _ = answer.send(result);
        });
        let result = wait.recv_timeout(PATIENCE).unwrap_or(Err(SecretFault::Silent));
        if matches!(result, Err(SecretFault::NoKeychain | SecretFault::Failure)) {
            // The daemon may have been restarted: the next call opens it anew.
            *self.store.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        let refused = matches!(result, Err(SecretFault::Locked | SecretFault::Silent));
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = refused.then(Instant::now);
        result
    }

    /// Forgets an earlier refusal, when the user asks to try again.
    pub fn ask_again(&self) {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Secrets for Keychain {
    fn get(&self, account: &str) -> Result<Option<Secret>, SecretFault> {
        if let Some(known) = self.known.get(account)? {
            return Ok(Some(known));
        }
        let refused = *self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.is_some_and(|at| at.elapsed() < RESPITE) {
            return Err(SecretFault::Locked);
        }
        let found = self.ask(account, |entry| match entry.get_password() {
            Err(KeyringError::NoEntry) => Ok(None),
            other => other.map(|text| Some(Secret::new(text))),
        });
        match found {
            // Without a keychain nothing was kept: ask the person.
            Err(SecretFault::NoKeychain) => Ok(None),
            Ok(Some(secret)) => {
                self.known.set(account, &secret)?;
                Ok(Some(secret))
            }
            other => other,
        }
    }

    fn set(&self, account: &str, secret: &Secret) -> Result<Kept, SecretFault> {
        let copy = secret.clone();
        let kept = match self.ask(account, move |entry| entry.set_password(copy.expose())) {
            Ok(()) => Kept::Keychain,
            Err(SecretFault::NoKeychain) => Kept::Memory,
            Err(fault) => return Err(fault),
        };
        self.known.set(account, secret)?;
        Ok(kept)
    }

    fn delete(&self, account: &str) -> Result<(), SecretFault> {
        self.known.delete(account)?;
        match self.ask(account, |entry| {
            entry.delete_credential().or_else(|error| match error {
                KeyringError::NoEntry => Ok(()),
                other => Err(other),
            })
        }) {
            Err(SecretFault::NoKeychain) => Ok(()),
            other => other,
        }
    }
}

/// Whatever keeps the keychain from opening, locked apart, means that there is none to use now.
fn opening(error: &KeyringError) -> SecretFault {
    match name(error) {
        SecretFault::Failure => SecretFault::NoKeychain,
        other => other,
    }
}

fn name(error: &KeyringError) -> SecretFault {
    match error {
        KeyringError::NoDefaultStore => SecretFault::NoKeychain,
        KeyringError::NoStorageAccess(_) => SecretFault::Locked,
        KeyringError::TooLong(_, _) => SecretFault::TooLong,
        KeyringError::Ambiguous(_) => SecretFault::Ambiguous,
        KeyringError::BadEncoding(_) | KeyringError::BadDataFormat(_, _) | KeyringError::BadStoreFormat(_) => SecretFault::Unreadable,
        // NoEntry is handled before; the library may add variants.
        _ => SecretFault::Failure,
    }
}

#[cfg(target_os = "linux")]
fn system_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "windows")]
fn system_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn system_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;
