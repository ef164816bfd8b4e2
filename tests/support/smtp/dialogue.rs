//! One connection.
use super::certs;
use super::{Acceptance, At, Scenario, Shared, Tls};
use rustls::{HandshakeKind, ServerConnection, StreamOwned};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// Bytes of the body after which the client is in its middle.
const MIDDLE: usize = 200;

enum Line {
    Clear(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Read for Line {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match self {
            Line::Clear(stream) => {
                at_once(stream);
                stream.read(buf)
            }
            Line::Tls(stream) => {
                at_once(&stream.sock);
                stream.read(buf)
            }
        }
    }
}

/// Acknowledges what comes without waiting for more: a client that writes a body in pieces would lose 40 ms at each. The
/// system forgets it, so it is said before each read; where it cannot be said, the dialogue is only slower.
fn at_once(stream: &TcpStream) {
    #[cfg(target_os = "linux")]
    let _ = std::os::linux::net::TcpStreamExt::set_quickack(stream, true);
    #[cfg(not(target_os = "linux"))]
    let _ = stream;
}

impl Line {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Line::Clear(stream) => stream.write_all(bytes),
            Line::Tls(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }
    }
}

/// Wraps a connection in TLS and finishes the handshake, so that a refusal of the certificate ends here.
fn encrypt(mut stream: TcpStream, shared: &Shared) -> io::Result<BufReader<Line>> {
    let mut session = ServerConnection::new(certs::config(shared.cert)).map_err(io::Error::other)?;
    while session.is_handshaking() {
        session.complete_io(&mut stream)?;
    }
    if session.handshake_kind() == Some(HandshakeKind::Resumed) {
        shared.count(|seen| seen.resumed += 1);
    }
    Ok(BufReader::new(Line::Tls(Box::new(StreamOwned::new(session, stream)))))
}

/// What the scenario does at a place: go on, or end.
fn meddle(line: &mut BufReader<Line>, at: At, scenario: &Scenario, shared: &Shared) -> io::Result<Option<()>> {
    shared.pass(at);
    match scenario {
        Scenario::Drop(here) if *here == at => Ok(None),
        Scenario::Stall(here, time) if *here == at => {
            shared.hush(*time);
            Ok(None)
        }
        Scenario::Garbage if at == At::Banner => line.get_mut().send(b"\x00\xff hello\r\n").map(|()| None),
        Scenario::LongLine if at == At::Banner => {
            let long = [b"220 ".as_slice(), &vec![b'A'; 10_000_000]].concat();
            line.get_mut().send(&long).map(|()| None)
        }
        _ => Ok(Some(())),
    }
}

/// The scripted answer at a place, or the usual one. Says whether it is a success.
fn answer(line: &mut BufReader<Line>, at: At, scenario: &Scenario, usual: &str) -> io::Result<bool> {
    let said = match scenario {
        Scenario::Say(here, said) if *here == at => said,
        _ => usual,
    };
    line.get_mut().send(format!("{said}\r\n").as_bytes())?;
    Ok(said.starts_with(['2', '3']))
}

pub(super) fn talk(stream: TcpStream, connection: usize, all: &Scenario, shared: &Shared) -> io::Result<()> {
    let mut taken = 0;
    let mut scenario = all.once(taken);
    stream.set_nodelay(true)?;
    let clear = stream.try_clone()?;
    let mut line = match shared.tls {
        Tls::Implicit => encrypt(stream, shared)?,
        Tls::Start | Tls::Never => BufReader::new(Line::Clear(stream)),
    };
    let mut envelope = (String::new(), Vec::new());
    macro_rules! at {
        ($at:expr) => {
            if meddle(&mut line, $at, scenario, shared)?.is_none() {
                return Ok(());
            }
        };
    }
    at!(At::Banner);
    answer(&mut line, At::Banner, scenario, "220 localhost ESMTP")?;
    loop {
        let Some(command) = read_command(&mut line)? else { return Ok(()) };
        let upper = command.to_ascii_uppercase();
        if matches!(line.get_ref(), Line::Clear(_)) {
            shared.count(|seen| seen.in_clear.push(command.clone()));
        }
        if upper.starts_with("EHLO") {
            at!(At::Ehlo);
            let hello = hello(shared, scenario, matches!(line.get_ref(), Line::Clear(_)));
            answer(&mut line, At::Ehlo, scenario, &hello)?;
        } else if upper == "STARTTLS" && shared.tls == Tls::Start {
            at!(At::StartTls);
            let injected = if let Scenario::Inject(replies) = scenario { replies.as_str() } else { "" };
            if !answer(&mut line, At::StartTls, scenario, &format!("220 go{injected}"))? {
                continue;
            }
            line = encrypt(clear.try_clone()?, shared)?;
        } else if upper.starts_with("AUTH") {
            shared.count(|seen| {
                seen.auth += 1;
                seen.auth_lines.push(command.clone());
            });
            at!(At::Auth);
            if upper.starts_with("AUTH XOAUTH2") && matches!(scenario, Scenario::Say(At::Auth, _)) {
                // A token refused: the reason as JSON, then an empty line is waited for.
                line.get_mut().send(b"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n")?;
                read_command(&mut line)?;
            }
            if upper == "AUTH LOGIN" {
                for prompt in ["334 VXNlcm5hbWU6\r\n", "334 UGFzc3dvcmQ6\r\n"] {
                    line.get_mut().send(prompt.as_bytes())?;
                    read_command(&mut line)?;
                }
            }
            answer(&mut line, At::Auth, scenario, "235 2.7.0 ok")?;
        } else if upper.starts_with("MAIL") {
            let size = upper.split_whitespace().find_map(|word| word.strip_prefix("SIZE=")?.parse().ok());
            shared.count(|seen| {
                seen.mail += 1;
                seen.sizes.push(size);
            });
            at!(At::Mail);
            envelope = (between(&command), Vec::new());
            answer(&mut line, At::Mail, scenario, "250 2.1.0 ok")?;
        } else if upper.starts_with("RCPT") {
            shared.count(|seen| seen.rcpt += 1);
            at!(At::Rcpt);
            if answer(&mut line, At::Rcpt, scenario, "250 2.1.5 ok")? {
                envelope.1.push(between(&command));
            }
        } else if upper == "DATA" {
            shared.count(|seen| seen.data += 1);
            at!(At::Data);
            if !answer(&mut line, At::Data, scenario, "354 go ahead")? {
                continue;
            }
            let Some(bytes) = read_body(&mut line, scenario, shared)? else { return Ok(()) };
            shared.count(|seen| seen.dots += 1);
            at!(At::Dot);
            if matches!(scenario, Scenario::Say(At::Dot, said) if !said.starts_with('2')) {
                answer(&mut line, At::Dot, scenario, "")?;
                continue;
            }
            if let Scenario::Slow(time) = scenario {
                shared.hush(*time);
            }
            let message_id = header(&bytes, "message-id");
            let (from, to) = std::mem::take(&mut envelope);
            shared.accept(Acceptance { connection, from, to, message_id, bytes });
            match scenario {
                Scenario::AcceptThenDrop => return Ok(()),
                Scenario::AcceptThenStall(time) => {
                    shared.hush(*time);
                    return Ok(());
                }
                _ => answer(&mut line, At::Dot, scenario, "250 2.0.0 queued as 42")?,
            };
            taken += 1;
            scenario = all.once(taken);
        } else if upper == "QUIT" {
            shared.count(|seen| seen.quit += 1);
            at!(At::Quit);
            answer(&mut line, At::Quit, scenario, "221 2.0.0 bye")?;
            return Ok(());
        } else {
            line.get_mut().send(b"250 2.0.0 ok\r\n")?;
        }
    }
}

fn hello(shared: &Shared, scenario: &Scenario, clear: bool) -> String {
    let size = if let Scenario::Size(size) = scenario { *size } else { 20_000_000 };
    let login = if *scenario == Scenario::OnlyOauth { "AUTH XOAUTH2" } else { "AUTH PLAIN LOGIN XOAUTH2" };
    let start = if clear && shared.tls == Tls::Start { "250-STARTTLS\r\n" } else { "" };
    format!("250-localhost\r\n250-8BITMIME\r\n250-SIZE {size}\r\n{start}250 {login}")
}

fn read_command(line: &mut BufReader<Line>) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    line.read_until(b'\n', &mut bytes)?;
    Ok((!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
}

/// The body without its final dot; `None` when the client or the scenario ends before: a truncated body is no message.
fn read_body(line: &mut BufReader<Line>, scenario: &Scenario, shared: &Shared) -> io::Result<Option<Vec<u8>>> {
    let (mut body, mut passed) = (Vec::new(), false);
    loop {
        let mut piece = Vec::new();
        line.read_until(b'\n', &mut piece)?;
        if !piece.ends_with(b"\n") {
            return Ok(None);
        }
        if piece == b".\r\n" {
            return Ok(Some(body));
        }
        body.extend_from_slice(piece.strip_prefix(b".").unwrap_or(&piece));
        if !passed && body.len() > MIDDLE {
            passed = true;
            if meddle(line, At::Body, scenario, shared)?.is_none() {
                return Ok(None);
            }
        }
    }
}

/// `MAIL FROM:<a@b> SIZE=1` → `a@b`.
fn between(command: &str) -> String {
    command.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inner, _)| inner.to_owned()).unwrap_or_default()
}

/// The value of a header, its folding undone.
fn header(bytes: &[u8], name: &str) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n ", " ");
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let value = head.lines().find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)));
    value.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}
