//! A keychain that outlives the app: what the system's own does.
use echu_engine::secrets::{Kept, MemorySecrets, Secret, SecretFault, Secrets};
use std::sync::Arc;

/// Passwords kept for the story. Clones are the same keychain.
#[derive(Clone, Default)]
pub struct SharedSecrets(Arc<MemorySecrets>);

impl Secrets for SharedSecrets {
    fn get(&self, account: &str) -> Result<Option<Secret>, SecretFault> {
        self.0.get(account)
    }

    fn set(&self, account: &str, secret: &Secret) -> Result<Kept, SecretFault> {
        self.0.set(account, secret)
    }

    fn delete(&self, account: &str) -> Result<(), SecretFault> {
        self.0.delete(account)
    }
}
