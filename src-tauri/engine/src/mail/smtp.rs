//! SMTP over TLS, one message at a time.
//!
//! The dialogue is driven command by command, because only the phase reached tells what a silence means, and because the
//! library's ready-made transport has one timeout for all.
use super::classify::{Outcome, classify};
use super::line::Line;
use super::stream::{self, Written};
use super::trust::Trust;
use super::{Account, Auth, Delivery, Engage, Envelope, Mailer, Phase, Reason, Security, Why, message, tls};
use crate::faults;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::{ClientId, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};
use std::fmt::Display;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

/// How long each part of the dialogue may stay silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// TCP, TLS, banner, EHLO.
    pub connect: Duration,
    /// AUTH, MAIL, RCPT, DATA.
    pub command: Duration,
    /// The body and the reply to the final dot (RFC 5321 §4.5.3.2.6: a shorter one makes duplicates).
    pub dot: Duration,
    /// QUIT, whose answer changes nothing.
    pub quit: Duration,
}

impl Default for Timeouts {
    fn default() -> Timeouts {
        Timeouts {
            connect: Duration::from_secs(30),
            command: Duration::from_secs(120),
            dot: Duration::from_secs(600),
            quit: Duration::from_secs(5),
        }
    }
}

/// Sends by SMTP. Certificates are checked against what the machine trusts.
#[derive(Default)]
pub struct SmtpMailer {
    timeouts: Timeouts,
    trust: Trust,
    /// The connection of the last delivery, for the next one or for [`Mailer::part`].
    open: Mutex<Option<Line>>,
}

/// Why an account does not work. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeFailure {
    /// The cause, with its sentence.
    pub why: Why,
    /// Waiting may be enough: the settings are not necessarily wrong.
    pub passing: bool,
}

impl SmtpMailer {
    /// The mailer of the app.
    pub fn new() -> SmtpMailer {
        SmtpMailer::default()
    }

    /// A mailer that trusts only `roots` (DER), with its own timeouts. Compiled in for the tests alone.
    #[cfg(feature = "faults")]
    pub fn trusting(roots: &[Vec<u8>], timeouts: Timeouts) -> Result<SmtpMailer, lettre::transport::smtp::Error> {
        let roots =
            roots.iter().map(|der| lettre::transport::smtp::client::Certificate::from_der(der.clone())).collect::<Result<_, _>>()?;
        Ok(SmtpMailer { timeouts, trust: Trust::only(roots), open: Mutex::default() })
    }

    /// TCP, TLS and EHLO.
    fn connect(&self, account: &Account) -> Result<Line, Delivery> {
        let host = account.host.as_str();
        let stop = |error: &_| classify(Phase::Connect, &tls::heard(error, host), host);
        let tls = self.trust.of(host).map_err(|error| stop(&error))?;
        let hello = ClientId::default();
        let outer = (account.security == Security::Implicit).then_some(&tls);
        let timeout = Some(self.timeouts.connect);
        let mut conn = SmtpConnection::connect((host, account.port), timeout, &hello, outer, None).map_err(|e| stop(&e))?;
        if account.security == Security::StartTls {
            if !conn.can_starttls() {
                self.keep(Line::new(conn, None));
                return Err(Delivery::AccountSuspended { why: Why::about(Reason::Unencrypted, host) });
            }
            conn.starttls(&tls, &hello).map_err(|error| stop(&error))?;
            if !is_quiet(&mut conn) {
                let why = Why::about(Reason::UnexpectedReply, host);
                return Err(classify(Phase::Connect, &Outcome::Broken(why), host));
            }
            conn.set_timeout(timeout).map_err(|error| lost(Phase::Connect, &error, host))?;
        }
        // The library does not keep SIZE: ask again, on the encrypted line.
        let greeting = conn.command(Ehlo::new(hello)).map_err(|error| stop(&error))?;
        let size = greeting.message().filter_map(|line| line.split_once(' ')).find(|(word, _)| word.eq_ignore_ascii_case("SIZE"));
        let size = size.and_then(|(_, figure)| figure.trim().parse().ok()).filter(|limit| *limit > 0);
        conn.set_timeout(Some(self.timeouts.command)).map_err(|error| lost(Phase::Connect, &error, host))?;
        faults::point("K2");
        Ok(Line::new(conn, size))
    }

    /// [`SmtpMailer::connect`], then AUTH, once.
    fn log_in(&self, account: &Account) -> Result<Line, Delivery> {
        const PASSWORD: &[Mechanism] = &[Mechanism::Plain, Mechanism::Login];
        self.part();
        let host = account.host.as_str();
        let mut line = self.connect(account).inspect_err(|_| self.trust.forget())?;
        if account.auth == Auth::Token {
            return self.show_token(line, account);
        }
        if line.conn.server_info().get_auth_mechanism(PASSWORD).is_none() {
            self.keep(line);
            return Err(Delivery::AccountSuspended { why: Why::about(Reason::NoPasswordLogin, host) });
        }
        let credentials = Credentials::new(account.login.clone(), account.password.expose().to_owned());
        let outcome = match line.conn.auth(PASSWORD, &credentials) {
            // Exactly 235 (RFC 4954 §6): any other success answers another question, and the dialogue is out of step.
            Ok(reply) if u16::from(reply.code()) == 235 => {
                faults::point("K3");
                return Ok(line.opened_by(account));
            }
            Ok(_) => Outcome::Broken(Why::about(Reason::UnexpectedReply, host)),
            Err(error) => {
                let outcome = tls::heard(&error, host);
                if matches!(outcome, Outcome::Reply { .. }) {
                    self.keep(line);
                }
                outcome
            }
        };
        Err(classify(Phase::Auth, &outcome, host))
    }

    /// AUTH XOAUTH2, by hand: a refusal comes after a 334 that asks for an empty line, which the library does not give.
    fn show_token(&self, mut line: Line, account: &Account) -> Result<Line, Delivery> {
        let host = account.host.as_str();
        if !line.conn.server_info().supports_auth_mechanism(Mechanism::Xoauth2) {
            self.keep(line);
            return Err(Delivery::AccountSuspended { why: Why::about(Reason::NoTokenLogin, host) });
        }
        let said = Zeroizing::new(format!("user={}\u{1}auth=Bearer {}\u{1}\u{1}", account.login, account.password.expose()));
        let command = Zeroizing::new(format!("AUTH XOAUTH2 {}\r\n", BASE64.encode(said.as_bytes())));
        let mut reply = line.conn.command(command.as_str());
        if reply.as_ref().is_ok_and(|reply| u16::from(reply.code()) == 334) {
            reply = line.conn.command("\r\n");
        }
        let outcome = match reply {
            Ok(reply) if u16::from(reply.code()) == 235 => {
                faults::point("K3");
                return Ok(line.opened_by(account));
            }
            Ok(_) => Outcome::Broken(Why::about(Reason::UnexpectedReply, host)),
            Err(error) => tls::heard(&error, host),
        };
        if matches!(outcome, Outcome::Reply { .. }) {
            self.keep(line);
        }
        Err(match classify(Phase::Auth, &outcome, host) {
            Delivery::AccountSuspended { why } if why.reason != Reason::PasswordLoginDisabled => {
                Delivery::AccountSuspended { why: Why { reason: Reason::TokenRefused, ..why } }
            }
            other => other,
        })
    }

    /// MAIL, RCPT, DATA.
    fn announce(line: &mut Line, host: &str, envelope: &Envelope, len: usize) -> Result<(), Stop> {
        let parsed = |address: &super::Address| {
            let why = |_| Delivery::Failed { why: Why::about(Reason::BadMessage, address.as_str()), flag_address: false };
            address.as_str().parse::<lettre::Address>().map_err(|error| Stop { delivery: why(error), phase: Phase::Rcpt, in_step: true })
        };
        let conn = &mut line.conn;
        let declared = line.size.map(|_| MailParameter::Size(len)).into_iter().collect();
        ask(conn, Phase::Mail, host, Mail::new(Some(parsed(&envelope.from)?), declared))?;
        faults::point("K4");
        for to in &envelope.to {
            ask(conn, Phase::Rcpt, to.as_str(), Rcpt::new(parsed(to)?, vec![]))?;
        }
        faults::point("K5");
        ask(conn, Phase::Data, host, Data)?;
        faults::point("K6");
        Ok(())
    }

    /// The body, the point of no return, the dot and its reply.
    fn stream(&self, mut line: Line, host: &str, mime: &[u8], engage: &mut dyn FnMut() -> Engage) -> Delivery {
        if let Err(error) = line.conn.set_timeout(Some(self.timeouts.dot)) {
            return lost(Phase::Data, &error, host);
        }
        // The library writes CR LF before the dot: ours would add an empty line.
        let body = mime.strip_suffix(b"\r\n").unwrap_or(mime);
        let (result, engaged) = match stream::run(body, engage, |pieces| line.conn.message_iter(pieces)) {
            // The connection is dropped here, in the middle of the body.
            Written::Left => return Delivery::Abandoned,
            Written::Back(result, engaged) => (result, engaged),
        };
        match result {
            Ok(reply) if engaged && reply.code().severity == Severity::PositiveCompletion => {
                self.keep(line.after_one());
                Delivery::Accepted { reply: message::clean_clip(&words(&reply), 300) }
            }
            Ok(reply) => classify(Phase::Engaged, &Outcome::Reply { code: reply.code().into(), text: words(&reply) }, host),
            Err(error) => {
                let outcome = tls::heard(&error, host);
                if matches!(outcome, Outcome::Reply { .. }) {
                    self.keep(line.over());
                }
                classify(if engaged { Phase::Engaged } else { Phase::Body }, &outcome, host)
            }
        }
    }

    /// Leaves `line` for the next message, or for [`Mailer::part`].
    fn keep(&self, line: Line) {
        if !line.conn.has_broken() {
            *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(line);
        }
    }

    /// The connection of the message before, when this one may follow on it.
    fn follow(&self, account: &Account) -> Option<Line> {
        let kept = self.open.lock().unwrap_or_else(PoisonError::into_inner).take_if(|line| line.serves(account));
        kept.and_then(|mut line| line.conn.set_timeout(Some(self.timeouts.command)).is_ok().then_some(line))
    }
}

impl Mailer for SmtpMailer {
    // Connection, TLS, AUTH, NOOP, QUIT.
    fn probe(&self, account: &Account) -> Result<(), ProbeFailure> {
        let mut tried = self.log_in(account);
        if let Ok(line) = &mut tried {
            // A NOOP refused after a password accepted says nothing against the account, but a broken line does.
            if let Err(error) = line.conn.command(Noop)
                && error.status().is_none()
            {
                tried = Err(classify(Phase::Auth, &tls::heard(&error, &account.host), &account.host));
            }
        }
        match tried {
            Ok(line) => {
                self.keep(line);
                self.part();
                Ok(())
            }
            Err(delivery) => {
                self.part();
                Err(failure(delivery))
            }
        }
    }

    fn deliver(&self, account: &Account, envelope: &Envelope, mime: &[u8], engage: &mut dyn FnMut() -> Engage) -> Delivery {
        if !message::is_wire_safe(mime) || envelope.to.is_empty() {
            return Delivery::Failed { why: Why::about(Reason::BadMessage, ""), flag_address: false };
        }
        let host = account.host.as_str();
        let followed = self.follow(account);
        let follows = followed.is_some();
        let mut line = match followed.map_or_else(|| self.log_in(account), Ok) {
            Ok(line) => line,
            Err(delivery) => return delivery,
        };
        if let Some(limit) = line.size.filter(|limit| mime.len() > *limit) {
            self.keep(line);
            let about = format!("{}\u{a0}ko, limite {}\u{a0}ko", mime.len().div_ceil(1000), limit / 1000);
            return Delivery::Failed { why: Why::about(Reason::TooLarge, about), flag_address: false };
        }
        let mut announced = Self::announce(&mut line, host, envelope, mime.len());
        // A server that has had enough of a connection says so, or is gone, at the next MAIL. Nobody was named: a new one serves.
        if follows && announced.as_ref().is_err_and(|stop| stop.phase == Phase::Mail) {
            line = match self.log_in(account) {
                Ok(line) => line,
                Err(delivery) => return delivery,
            };
            announced = Self::announce(&mut line, host, envelope, mime.len());
        }
        match announced {
            Ok(()) => self.stream(line, host, mime, engage),
            Err(stop) => {
                if stop.in_step {
                    self.keep(line.over());
                }
                stop.delivery
            }
        }
    }

    fn part(&self) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut line) = open
            && line.conn.set_timeout(Some(self.timeouts.quit)).is_ok()
        {
            // A goodbye without an answer is a goodbye.
            let _ = line.conn.quit();
        }
    }
}

/// The end of an attempt before its body.
struct Stop {
    delivery: Delivery,
    /// What was being asked.
    phase: Phase,
    /// The server answered what it was asked: it can be left with a QUIT.
    in_step: bool,
}

/// Sends `command` and wants the success that belongs to `phase`: 354 to DATA, 2xx to the others.
fn ask(conn: &mut SmtpConnection, phase: Phase, about: &str, command: impl Display) -> Result<(), Stop> {
    let reply = match conn.command(command) {
        Ok(reply) => reply,
        Err(error) => {
            let outcome = tls::heard(&error, about);
            let in_step = matches!(outcome, Outcome::Reply { .. });
            return Err(Stop { delivery: classify(phase, &outcome, about), phase, in_step });
        }
    };
    let expected = match phase {
        Phase::Data => u16::from(reply.code()) == 354,
        Phase::Connect | Phase::Auth | Phase::Mail | Phase::Rcpt | Phase::Body | Phase::Engaged => {
            reply.code().severity == Severity::PositiveCompletion
        }
    };
    if expected {
        return Ok(());
    }
    let outcome = Outcome::Reply { code: reply.code().into(), text: words(&reply) };
    Err(Stop { delivery: classify(phase, &outcome, about), phase, in_step: false })
}

/// Whether nothing waits to be read just after STARTTLS. The library keeps its buffer across the change to TLS: replies
/// pushed in clear before it would answer our next commands. One such reply alone is consumed by EHLO; it puts the
/// dialogue out of step, which the strict 235 of AUTH sees before any mail is named.
fn is_quiet(conn: &mut SmtpConnection) -> bool {
    conn.set_timeout(Some(Duration::from_millis(1))).is_ok() && conn.read_response().is_err_and(|error| tls::is_silence(&error))
}

fn lost(phase: Phase, error: &std::io::Error, host: &str) -> Delivery {
    classify(phase, &Outcome::Broken(Why::about(tls::io_reason(error), host)), host)
}

fn words(reply: &Response) -> String {
    reply.message().collect::<Vec<_>>().join(" ")
}

fn failure(delivery: Delivery) -> ProbeFailure {
    match delivery {
        Delivery::Deferred { why, .. } | Delivery::Uncertain { why } => {
            let certificate = why.reason.key().starts_with("certificate_");
            ProbeFailure { why, passing: !certificate }
        }
        Delivery::AccountSuspended { why } | Delivery::Failed { why, .. } => ProbeFailure { why, passing: false },
        Delivery::Accepted { .. } | Delivery::Abandoned => ProbeFailure { why: Why::about(Reason::UnexpectedReply, ""), passing: true },
    }
}
