//! What the mail stories share: a server, an account on it, a message.
use chrono::DateTime;
use echu_engine::mail::message::{self, Draft, Party};
use echu_engine::mail::smtp::Timeouts;
use echu_engine::mail::{Account, Address, Delivery, Engage, Envelope, Mailer, Reason, Scope, Security, SmtpMailer};
use echu_engine::secrets::Secret;
use echu_tests::smtp::{Cert, Scenario, SmtpServer, Tls, authority};
use std::time::Duration;

/// A server and a mailer that trusts it.
pub struct Post {
    pub server: SmtpServer,
    pub mailer: SmtpMailer,
    pub account: Account,
}

/// Patience of the tests: a silence is known within half a second.
pub const SHORT: Timeouts = Timeouts {
    connect: Duration::from_millis(800),
    command: Duration::from_millis(500),
    dot: Duration::from_millis(500),
    quit: Duration::from_millis(500),
};

/// Enough for a loaded machine, when no silence is expected.
pub const LONG: Timeouts = Timeouts {
    connect: Duration::from_secs(20),
    command: Duration::from_secs(20),
    dot: Duration::from_secs(20),
    quit: Duration::from_secs(5),
};

pub fn post(tls: Tls, cert: Cert, timeouts: Timeouts) -> Post {
    let server = SmtpServer::start(tls, cert).unwrap();
    let mailer = SmtpMailer::trusting(&[authority()], timeouts).unwrap();
    let account = account(server.port(), tls);
    Post { server, mailer, account }
}

pub fn account(port: u16, tls: Tls) -> Account {
    Account {
        host: "localhost".to_owned(),
        port,
        security: if tls == Tls::Implicit { Security::Implicit } else { Security::StartTls },
        login: "contact@dupre.example".to_owned(),
        password: Secret::new("sésame".to_owned()),
        auth: echu_engine::mail::Auth::Password,
    }
}

pub fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

pub fn envelope(to: &[&str]) -> Envelope {
    Envelope { from: address("contact@dupre.example"), to: to.iter().map(|to| address(to)).collect() }
}

pub fn draft(name: &str) -> Draft {
    let text = "Bonjour,\n\nVotre facture F-2026-012 est échue.\n.\n..deux points\n".repeat(8);
    Draft {
        from: Party { name: "Menuiserie Dupré".to_owned(), address: address("contact@dupre.example") },
        reply_to: None,
        to: Party { name: name.to_owned(), address: address("compta@muller.example") },
        subject: "Facture F-2026-012".to_owned(),
        html: message::html_of(&text),
        text,
        attachments: vec![],
        message_id: "<k1.a@echu.example>".to_owned(),
        date: DateTime::from_timestamp(1_795_422_600, 0).unwrap(),
        thread: Vec::new(),
        auto_submitted: false,
    }
}

pub fn mime() -> Vec<u8> {
    message::build(&draft("Éts Müller")).unwrap()
}

impl Post {
    /// One attempt that engages; says how often it was asked to.
    pub fn send(&self, mime: &[u8]) -> (Delivery, usize) {
        let mut asked = 0;
        let delivery = self.mailer.deliver(&self.account, &envelope(&["compta@muller.example"]), mime, &mut || {
            asked += 1;
            Engage::Go
        });
        self.mailer.part();
        (delivery, asked)
    }

    /// The server meets `scenario` once.
    pub fn meet(&self, scenario: Scenario) -> (Delivery, usize) {
        self.server.queue([scenario]);
        self.send(&mime())
    }
}

/// `accepted`, `account`, `message`, `failed`, `flagged`, `suspended`, `uncertain` or `abandoned`, and why.
pub fn short(delivery: &Delivery) -> (&'static str, Option<Reason>) {
    match delivery {
        Delivery::Accepted { .. } => ("accepted", None),
        Delivery::Deferred { scope: Scope::Account, why, .. } => ("account", Some(why.reason)),
        Delivery::Deferred { scope: Scope::Message, why, .. } => ("message", Some(why.reason)),
        Delivery::Failed { why, flag_address: false } => ("failed", Some(why.reason)),
        Delivery::Failed { why, flag_address: true } => ("flagged", Some(why.reason)),
        Delivery::AccountSuspended { why } => ("suspended", Some(why.reason)),
        Delivery::Uncertain { why } => ("uncertain", Some(why.reason)),
        Delivery::Abandoned => ("abandoned", None),
    }
}
