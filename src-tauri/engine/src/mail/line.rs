//! A connection to a server, logged in, and how many messages it took.
//!
//! Messages that follow each other at once share it: greeting, TLS and login are then paid once for ten. It serves one message
//! at a time, whose result is on disk before the next one is named: a break never concerns two.
use super::Account;
use lettre::transport::smtp::client::SmtpConnection;

/// Messages taken by one connection at most: servers that count them stop at some tens.
const MOST: u8 = 10;

pub(super) struct Line {
    pub(super) conn: SmtpConnection,
    /// The greatest size the server takes, in bytes, when it says one.
    pub(super) size: Option<usize>,
    /// Who logged in. Nobody yet on a connection kept for its QUIT alone.
    account: Option<Account>,
    taken: u8,
}

impl Line {
    /// A connection that answers, and to which nobody is known.
    pub(super) fn new(conn: SmtpConnection, size: Option<usize>) -> Line {
        Line { conn, size, account: None, taken: 0 }
    }

    /// The server knows who speaks.
    pub(super) fn opened_by(self, account: &Account) -> Line {
        Line { account: Some(account.clone()), ..self }
    }

    /// Can only be left with a QUIT.
    pub(super) fn over(self) -> Line {
        Line { account: None, ..self }
    }

    /// The server took a message.
    pub(super) fn after_one(self) -> Line {
        Line { taken: self.taken.saturating_add(1), ..self }
    }

    /// True when a message of `account` may follow on it: the same mailbox of the same server, opened by the same secret.
    pub(super) fn serves(&self, account: &Account) -> bool {
        let is_his = self.account.as_ref().is_some_and(|mine| {
            (mine.host.as_str(), mine.port, mine.security, mine.auth)
                == (account.host.as_str(), account.port, account.security, account.auth)
                && (mine.login.as_str(), mine.password.expose()) == (account.login.as_str(), account.password.expose())
        });
        is_his && self.taken < MOST && !self.conn.has_broken()
    }
}
