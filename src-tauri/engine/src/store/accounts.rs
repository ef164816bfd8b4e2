//! Mail accounts: one is the default, a client may have his own. Never a password.
use super::settings::MailAccountForm;
use super::{Tag, Tx, instant, moment};
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};
use echu_core::ids::{ClientId, MailAccountId};
use rusqlite::{Connection, OptionalExtension, Row};

/// An account, and how its server takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAccount {
    /// Its identity; 0 while none is set.
    pub id: MailAccountId,
    /// Address, server, login.
    pub form: MailAccountForm,
    /// The account of clients that name none.
    pub is_default: bool,
    /// The server's refusal, in French; empty when none.
    pub problem: String,
    /// The provider asked to slow down until then.
    pub cool_until: Option<DateTime<Utc>>,
    /// Why, in French.
    pub cool_why: String,
    /// Where its password is: "keychain", "memory" or "none".
    pub password_place: String,
}

impl MailAccount {
    fn none() -> MailAccount {
        MailAccount {
            id: MailAccountId(0),
            form: MailAccountForm::default(),
            is_default: true,
            problem: String::new(),
            cool_until: None,
            cool_why: String::new(),
            password_place: "none".to_owned(),
        }
    }
}

const COLUMNS: &str = "id, form, is_default, problem, cool_until, cool_why, password_place";

fn account(row: &Row) -> rusqlite::Result<MailAccount> {
    let form: String = row.get(1)?;
    let unreadable = |error: serde_json::Error| rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into());
    Ok(MailAccount {
        id: MailAccountId(row.get(0)?),
        form: serde_json::from_str(&form).map_err(unreadable)?,
        is_default: row.get(2)?,
        problem: row.get(3)?,
        cool_until: row.get::<_, Option<String>>(4)?.map(|text| moment(&text)).transpose()?,
        cool_why: row.get(5)?,
        password_place: row.get(6)?,
    })
}

/// The accounts in use, the default one first.
///
/// # Errors
/// When the base cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<MailAccount>> {
    let mut query = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM mail_account WHERE retired = 0 ORDER BY is_default DESC, id"))?;
    let rows = query.query_map([], account)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The account of clients that name none; an empty one while none is set.
///
/// # Errors
/// When the base cannot be read.
pub fn default(conn: &Connection) -> Result<MailAccount> {
    let found =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM mail_account WHERE is_default = 1"))?.query_row([], account).optional()?;
    Ok(found.unwrap_or_else(MailAccount::none))
}

/// One account that a person may choose, test or change.
///
/// # Errors
/// [`Error::NotFound`], also when it is retired.
pub fn in_use(conn: &Connection, id: MailAccountId) -> Result<MailAccount> {
    all(conn)?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound { what: "mail account", id: id.0 })
}

/// One account, retired or not: a sending keeps the one it was approved for.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: MailAccountId) -> Result<MailAccount> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM mail_account WHERE id = ?"))?
        .query_row([id.0], account)
        .optional()?
        .ok_or(Error::NotFound { what: "mail account", id: id.0 })
}

/// The account a client's messages leave from: his own, else the default one.
///
/// # Errors
/// When the base cannot be read.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<MailAccount> {
    let own: Option<i64> = conn
        .prepare_cached("SELECT a.id FROM client c JOIN mail_account a ON a.id = c.mail_account_id AND a.retired = 0 WHERE c.id = ?")?
        .query_row([client.0], |row| row.get(0))
        .optional()?;
    match own {
        Some(id) => get(conn, MailAccountId(id)),
        None => default(conn),
    }
}

/// How many clients name an account.
///
/// # Errors
/// When the base cannot be read.
pub fn clients_of(conn: &Connection, id: MailAccountId) -> Result<u32> {
    Ok(conn.query_row("SELECT COUNT(*) FROM client WHERE mail_account_id = ?", [id.0], |row| row.get(0))?)
}

/// Why no account at all can send, in French: what their servers refused; empty while one can.
///
/// # Errors
/// When the base cannot be read.
pub fn trouble(conn: &Connection) -> Result<String> {
    let all = all(conn)?;
    let stopped = all.iter().all(|account| !account.problem.is_empty());
    Ok(all.into_iter().next().filter(|_| stopped).map(|first| first.problem).unwrap_or_default())
}

impl Tx<'_> {
    /// Keeps a new account; the first one is the default.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_account(&mut self, form: &MailAccountForm) -> Result<MailAccountId> {
        self.touch(Tag::Settings);
        self.touch(Tag::Outbox);
        self.sql.execute(
            "INSERT INTO mail_account (form, is_default) VALUES (?, NOT EXISTS (SELECT 1 FROM mail_account WHERE is_default = 1))",
            [serde_json::to_string(form)?],
        )?;
        Ok(MailAccountId(self.sql.last_insert_rowid()))
    }

    /// Changes an account; what its server refused is tried again.
    ///
    /// # Errors
    /// The disk's.
    pub fn update_account(&mut self, id: MailAccountId, form: &MailAccountForm) -> Result<()> {
        self.touch(Tag::Settings);
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE mail_account SET form = ?, problem = '' WHERE id = ?", (serde_json::to_string(form)?, id.0))?;
        Ok(())
    }

    /// Remembers where the password of an account was put.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_password_place(&mut self, id: MailAccountId, place: &str) -> Result<()> {
        self.touch(Tag::Settings);
        self.sql.execute("UPDATE mail_account SET password_place = ? WHERE id = ?", (place, id.0))?;
        Ok(())
    }

    /// Makes an account the one of clients that name none.
    ///
    /// # Errors
    /// The disk's.
    pub fn default_account(&mut self, id: MailAccountId) -> Result<()> {
        self.touch(Tag::Settings);
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE mail_account SET is_default = 0 WHERE is_default = 1", [])?;
        self.sql.execute("UPDATE mail_account SET is_default = 1 WHERE id = ?", [id.0])?;
        Ok(())
    }

    /// Takes an account out of use; its clients take the default one.
    ///
    /// # Errors
    /// The disk's.
    pub fn retire_account(&mut self, id: MailAccountId) -> Result<()> {
        self.touch(Tag::Settings);
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE client SET mail_account_id = NULL WHERE mail_account_id = ?", [id.0])?;
        self.sql.execute("UPDATE mail_account SET retired = 1 WHERE id = ? AND is_default = 0", [id.0])?;
        Ok(())
    }

    /// Chooses the account of a client; none: the default one.
    ///
    /// # Errors
    /// The disk's.
    pub fn choose_account(&mut self, client: ClientId, account: Option<MailAccountId>) -> Result<()> {
        self.touch(Tag::Settings);
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE client SET mail_account_id = ? WHERE id = ?", (account.map(|id| id.0), client.0))?;
        Ok(())
    }

    /// Records that an account cannot send until a person looks at it; an empty sentence clears it.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_account_problem(&mut self, id: MailAccountId, sentence: &str) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE mail_account SET problem = ? WHERE id = ?", (sentence, id.0))?;
        Ok(())
    }

    /// Nothing leaves from an account before `until`.
    ///
    /// # Errors
    /// The disk's.
    pub fn cool_down(&mut self, id: MailAccountId, until: DateTime<Utc>, why: &str) -> Result<()> {
        self.touch(Tag::Outbox);
        self.sql.execute("UPDATE mail_account SET cool_until = ?, cool_why = ? WHERE id = ?", (instant(until), why, id.0))?;
        Ok(())
    }
}
