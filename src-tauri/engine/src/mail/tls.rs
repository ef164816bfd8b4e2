//! What the library's errors hide: the server's reply, a certificate refused, a line gone silent.
use super::classify::Outcome;
use super::{Reason, Why};
use chrono::DateTime;
use lettre::transport::smtp::Error;
use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use std::error::Error as _;
use std::io::{self, ErrorKind};

/// The reply in `error`, or the way the line broke. `host` names the server in the sentence.
pub(super) fn heard(error: &Error, host: &str) -> Outcome {
    if let Some(code) = error.status() {
        return Outcome::Reply { code: code.into(), text: error.source().map(ToString::to_string).unwrap_or_default() };
    }
    let mut cause = error.source();
    while let Some(this) = cause {
        if let Some(tls) = this.downcast_ref::<rustls::Error>() {
            return Outcome::Broken(distrust(tls, host));
        }
        if let Some(io) = this.downcast_ref::<io::Error>() {
            // rustls hides inside the io::Error, whose source() skips it.
            let tls = io.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            return Outcome::Broken(tls.map_or_else(|| Why::about(io_reason(io), host), |tls| distrust(tls, host)));
        }
        cause = this.source();
    }
    // No system error: a parse error, or the end of the stream. The words only choose the sentence, never the verdict.
    let ended = error.source().is_some_and(|cause| cause.to_string() == "incomplete response");
    Outcome::Broken(Why::about(if ended { Reason::ConnectionLost } else { Reason::UnexpectedReply }, host))
}

/// Whether `error` is a read that found nothing in its time. A read timeout is `WouldBlock` on Unix, `TimedOut` on Windows.
pub(super) fn is_silence(error: &Error) -> bool {
    matches!(heard(error, ""), Outcome::Broken(why) if why.reason == Reason::NoAnswer)
}

/// What a system error says.
pub(super) fn io_reason(error: &io::Error) -> Reason {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Reason::NoAnswer,
        ErrorKind::InvalidData => Reason::UnexpectedReply,
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected
        | ErrorKind::WriteZero => Reason::ConnectionLost,
        // Refused, no route, no such name.
        _ => Reason::Unreachable,
    }
}

fn distrust(error: &rustls::Error, host: &str) -> Why {
    let rustls::Error::InvalidCertificate(fault) = error else { return Why::about(Reason::TlsFailed, host) };
    match fault {
        CertificateError::ExpiredContext { not_after, .. } => Why::about(Reason::CertificateExpired, day(*not_after)),
        CertificateError::NotValidYetContext { not_before, .. } => Why::about(Reason::CertificateNotYetValid, day(*not_before)),
        CertificateError::NotValidForNameContext { presented, .. } => {
            let names: Vec<&str> = presented.iter().map(|name| bare(name)).collect();
            Why::about(Reason::CertificateWrongName, super::message::clean_clip(&names.join(", "), 200))
        }
        CertificateError::NotValidForName => Why::about(Reason::CertificateWrongName, "?"),
        CertificateError::UnknownIssuer => Why::about(Reason::CertificateUnknown, host),
        // A certificate that is its own authority: what a self-signed one often is.
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => Why::about(Reason::CertificateUnknown, host),
        other => Why::about(Reason::CertificateRefused, super::message::clean_clip(&other.to_string(), 200)),
    }
}

fn day(instant: UnixTime) -> String {
    let seconds = i64::try_from(instant.as_secs()).unwrap_or(i64::MAX);
    DateTime::from_timestamp(seconds, 0).map(|date| date.format("%d/%m/%Y").to_string()).unwrap_or_default()
}

/// `DnsName("autre.example")` → `autre.example`.
fn bare(name: &str) -> &str {
    name.split_once('"').and_then(|(_, rest)| rest.rsplit_once('"')).map_or(name, |(inner, _)| inner)
}
