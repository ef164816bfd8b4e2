//! HTTP as far as the app needs it: a form posted, a file asked for. Our own, on the TLS that the mail already uses: nothing is kept from
//! one request to the next, and nothing goes in clear but to this very machine, where the tests' servers are.
mod answer;
mod place;

pub(crate) use answer::Answer;

use place::Place;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use rustls_platform_verifier::BuilderVerifierExt;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

/// How long the server may stay silent.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a file may be said to be elsewhere: the pages of releases send on twice.
const MOST_REDIRECTS: usize = 3;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody answers, or what comes is no answer.
    Unreachable,
    /// The address, or one it leads to, is not encrypted; or it leads nowhere.
    Astray,
}

/// True when something may be asked at that address.
pub(crate) fn is_safe(url: &str) -> bool {
    Place::of(url).is_some()
}

/// Posts a form. Where it is sent on is not followed: what is posted is for one server.
///
/// # Errors
/// [`Fault`].
pub(crate) fn post(url: &str, form: &str) -> Result<Answer, Fault> {
    let place = Place::of(url).ok_or(Fault::Astray)?;
    let request = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{form}",
        place.path,
        place.authority(),
        form.len()
    );
    ask(&place, &request)
}

/// Asks for a file, wherever it is sent on to, as long as that is encrypted too. Says nothing of who asks but the name of the app.
///
/// # Errors
/// [`Fault`].
pub(crate) fn get(url: &str) -> Result<Answer, Fault> {
    let mut place = Place::of(url).ok_or(Fault::Astray)?;
    for _ in 0..=MOST_REDIRECTS {
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: Echu\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n",
            place.path,
            place.authority()
        );
        let answer = ask(&place, &request)?;
        if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
            return Ok(answer);
        }
        place = answer.location.as_deref().and_then(|to| place.sent_on(to)).ok_or(Fault::Astray)?;
    }
    Err(Fault::Astray)
}

fn ask(place: &Place, request: &str) -> Result<Answer, Fault> {
    let asked = || -> std::io::Result<Box<dyn Read + Send>> {
        let socket = connect(&place.host, place.port)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        socket.set_write_timeout(Some(PATIENCE))?;
        if place.secure { said(tls(&place.host, socket)?, request) } else { said(socket, request) }
    };
    let stream = asked().map_err(|_| Fault::Unreachable)?;
    Answer::read(stream).ok_or(Fault::Unreachable)
}

fn said(mut stream: impl Read + Write + Send + 'static, request: &str) -> std::io::Result<Box<dyn Read + Send>> {
    stream.write_all(request.as_bytes())?;
    stream.flush()?;
    Ok(Box::new(stream))
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
