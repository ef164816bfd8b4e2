//! Mail: frozen bytes in, one [`Delivery`] out. Knows nothing of the store: the point of no return is a closure.
pub mod address;
pub mod classify;
pub mod eml;
pub mod folder;
mod html;
mod line;
pub mod message;
pub mod presets;
pub mod reason;
pub mod smtp;
mod stream;
mod tls;
mod trust;

pub use address::{Address, AddressFault};
pub use folder::FolderMailer;
pub use reason::{Reason, Why};
pub use smtp::{ProbeFailure, SmtpMailer};

use crate::secrets::Secret;
use std::time::Duration;

/// How the connection is encrypted. There is no third way: nothing leaves in clear, and nothing is opportunistic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (port 465).
    Implicit,
    /// Plain greeting, then STARTTLS or nothing (port 587).
    StartTls,
}

impl Security {
    /// Stable name, as stored and as the interface knows it.
    pub fn key(self) -> &'static str {
        match self {
            Security::Implicit => "implicit",
            Security::StartTls => "starttls",
        }
    }

    /// The encryption of that name.
    pub fn from_key(key: &str) -> Option<Security> {
        [Security::Implicit, Security::StartTls].into_iter().find(|security| security.key() == key)
    }
}

/// The mailbox that sends.
#[derive(Debug, Clone)]
pub struct Account {
    /// Name of the server; its certificate must bear it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub security: Security,
    /// What the server wants as a login: the full address, or its local part.
    pub login: String,
    /// The password, from the keychain, or the token that stands for it.
    pub password: Secret,
    /// Which of them it is.
    pub auth: Auth,
}

/// How the server is told who sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// A password (PLAIN, LOGIN).
    Password,
    /// A token given by the provider (XOAUTH2).
    Token,
}

/// Who sends to whom, for the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The authenticated mailbox.
    pub from: Address,
    /// Every recipient, a copy to self included. One refusal stops the whole message, before its body.
    pub to: Vec<Address>,
}

/// What the point of no return decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engage {
    /// The engagement is durable (T2 committed, journal on disk): write the dot.
    Go,
    /// Something changed: close the socket, never write the dot.
    Abandon,
}

/// What a setback stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// This message only.
    Message,
    /// Everything this account sends.
    Account,
}

/// How far the dialogue went. Decides what a silence means: see [`classify`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// TCP, TLS, banner, EHLO.
    Connect,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Mail,
    /// RCPT TO.
    Rcpt,
    /// DATA.
    Data,
    /// The body, its source not exhausted.
    Body,
    /// After [`Engage::Go`]: the dot may have been written.
    Engaged,
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The server took the message.
    Accepted {
        /// Its reply, cleaned.
        reply: String,
    },
    /// Surely not accepted; try again later.
    Deferred {
        /// How far it went.
        phase: Phase,
        /// What must wait.
        scope: Scope,
        /// Why.
        why: Why,
        /// Whether the try counts against the message.
        charge_try: bool,
        /// Nothing leaves from the account before this long. The caller lengthens it (24 h) when it comes again.
        cool_down: Option<Duration>,
        /// This message waits at least this long.
        min_delay: Duration,
    },
    /// Refused for good.
    Failed {
        /// Why.
        why: Why,
        /// The address itself is bad: stop writing to it by ourselves.
        flag_address: bool,
    },
    /// The account cannot send until a person looks at it. The message stays as it was.
    AccountSuspended {
        /// Why.
        why: Why,
    },
    /// Nobody knows whether the server took it. Never retried by itself.
    Uncertain {
        /// Why.
        why: Why,
    },
    /// The point of no return said no; the dot was never written.
    Abandoned,
}

impl Delivery {
    /// True when the server refused the token before any message was named.
    pub fn is_token_refused(&self) -> bool {
        matches!(self, Delivery::AccountSuspended { why } if why.reason == Reason::TokenRefused)
    }
}

/// Takes a message to its recipients, at most once.
pub trait Mailer: Send + Sync {
    /// Delivers `mime` (frozen by [`message::build`]) in one attempt.
    ///
    /// `engage` is called exactly once, when the body is written and only the final dot is missing; not at all if the
    /// attempt ends before. A panic of `engage` goes through, and the dot is not written either.
    fn deliver(&self, account: &Account, envelope: &Envelope, mime: &[u8], engage: &mut dyn FnMut() -> Engage) -> Delivery;

    /// Tries the account without sending anything.
    ///
    /// # Errors
    /// Why it does not work.
    fn probe(&self, account: &Account) -> Result<(), ProbeFailure>;

    /// Takes leave of the server (QUIT), no message following at once. Apart from [`Mailer::deliver`] so that the result is
    /// stored first: a goodbye must not stand between the server's "250" and the disk.
    fn part(&self);
}
