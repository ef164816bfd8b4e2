//! One form posted, one answer read: all that a sign-in needs of HTTP. No redirect is followed, nothing is kept, and nothing goes in
//! clear but to this very machine, where the tests' server is.
use super::Fault;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use rustls_platform_verifier::BuilderVerifierExt;
use std::io::{Read, Write};
use std::net::{IpAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

/// How long the server may stay silent.
const PATIENCE: Duration = Duration::from_secs(30);
/// A token answer is some kilobytes.
const LARGEST_ANSWER: u64 = 200_000;

/// An answer: its status, and its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// Posts a form.
///
/// # Errors
/// [`Fault::Unreachable`] for whatever keeps the answer from coming whole.
pub(super) fn post(url: &str, form: &str) -> Result<Answer, Fault> {
    let (secure, host, port, path) = parts(url).ok_or(Fault::Unreachable)?;
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{form}",
        form.len()
    );
    let bytes = exchange(secure, host, port, request.as_bytes()).map_err(|_| Fault::Unreachable)?;
    answer(&bytes).ok_or(Fault::Unreachable)
}

/// Whether it is encrypted, the host, the port, the path.
fn parts(url: &str) -> Option<(bool, &str, u16, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let (authority, path) = rest.split_at(rest.find('/')?);
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port.parse().ok()?)),
        None => (authority, None),
    };
    let loopback = host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match scheme {
        "https" => Some((true, host, port.unwrap_or(443), path)),
        "http" if loopback => Some((false, host, port.unwrap_or(80), path)),
        _ => None,
    }
}

fn exchange(secure: bool, host: &str, port: u16, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let socket = connect(host, port)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.set_write_timeout(Some(PATIENCE))?;
    if secure { converse(tls(host, socket)?, request) } else { converse(socket, request) }
}

/// To the first of its addresses that answers: one of the two Internets may be broken.
fn connect(host: &str, port: u16) -> std::io::Result<TcpStream> {
    let mut why = std::io::Error::from(std::io::ErrorKind::NotFound);
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(socket) => return Ok(socket),
            Err(error) => why = error,
        }
    }
    Err(why)
}

/// Encrypted, with the certificates that the machine trusts, as the mail is.
fn tls(host: &str, socket: TcpStream) -> std::io::Result<StreamOwned<ClientConnection, TcpStream>> {
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_platform_verifier())
        .map_err(std::io::Error::other)?
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(std::io::Error::other)?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(std::io::Error::other)?;
    Ok(StreamOwned::new(connection, socket))
}

fn converse(mut stream: impl Read + Write, request: &[u8]) -> std::io::Result<Vec<u8>> {
    stream.write_all(request)?;
    stream.flush()?;
    let mut bytes = Vec::new();
    match stream.take(LARGEST_ANSWER).read_to_end(&mut bytes) {
        // Some servers close the line without TLS's goodbye: the length in the answer tells whether it is whole.
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(bytes),
        Err(error) => Err(error),
    }
}

/// The answer in `bytes`; none when it is not whole.
fn answer(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let body = bytes.get(end + 4..)?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let header = |name: &str| {
        let found =
            head.split("\r\n").skip(1).filter_map(|line| line.split_once(':')).find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim())
    };
    let body = if header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked")) {
        unchunked(body)?
    } else if let Some(length) = header("content-length") {
        body.get(..length.parse().ok()?)?.to_vec()
    } else {
        body.to_vec()
    };
    Some(Answer { status, body })
}

/// A body sent in pieces, each after its length; none when its last piece is missing.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..line)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(line + 2..)?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size.checked_add(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_in_clear_but_to_this_machine() {
        assert_eq!(parts("https://login.example/oauth/token"), Some((true, "login.example", 443, "/oauth/token")));
        assert_eq!(parts("http://127.0.0.1:8080/token"), Some((false, "127.0.0.1", 8080, "/token")));
        assert_eq!(parts("http://login.example/token"), None);
        assert_eq!(parts("http://localhost:1/token"), None, "a name may lead elsewhere");
    }

    #[test]
    fn an_answer_is_read_whole_or_not_at_all() {
        let whole = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(answer(whole), Some(Answer { status: 400, body: b"{}".to_vec() }));
        assert_eq!(answer(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}"), None, "cut short");
        let pieces = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\n\r\n";
        assert_eq!(answer(pieces).map(|found| found.body), Some(b"{\"a\":1}".to_vec()));
        assert_eq!(answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n"), None, "its end is missing");
        assert_eq!(answer(b"not http"), None);
    }
}
