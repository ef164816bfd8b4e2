//! Whether both sides are merchants, once a person said it: the user's own is a setting, the client's is on his card.
use super::settings::{self, SettingKey};
use super::{Tag, Tx};
use crate::error::Result;
use echu_core::ids::ClientId;
use rusqlite::{Connection, OptionalExtension};

/// What is known of both sides; none: nobody said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merchants {
    /// The user.
    pub creditor: Option<bool>,
    /// The client.
    pub debtor: Option<bool>,
}

impl Merchants {
    /// What was just said, else what was known.
    #[must_use]
    pub fn or(self, known: Merchants) -> Merchants {
        Merchants { creditor: self.creditor.or(known.creditor), debtor: self.debtor.or(known.debtor) }
    }
}

/// What was said of the user and of a client.
///
/// # Errors
/// When the base cannot be read.
pub fn known(conn: &Connection, client: ClientId) -> Result<Merchants> {
    let mut query = conn.prepare_cached("SELECT merchant FROM client WHERE id = ?")?;
    let debtor: Option<Option<bool>> = query.query_row([client.0], |row| row.get(0)).optional()?;
    Ok(Merchants { creditor: settings::get(conn, SettingKey::Merchant)?, debtor: debtor.flatten() })
}

impl Tx<'_> {
    /// Keeps it; none takes it back.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_merchants(&mut self, client: ClientId, said: Merchants) -> Result<()> {
        match said.creditor {
            Some(merchant) => self.save_setting(SettingKey::Merchant, &merchant)?,
            None => self.forget_setting(SettingKey::Merchant)?,
        }
        self.touch(Tag::Ledger);
        self.sql.execute("UPDATE client SET merchant = ? WHERE id = ?", (said.debtor, client.0))?;
        Ok(())
    }
}
