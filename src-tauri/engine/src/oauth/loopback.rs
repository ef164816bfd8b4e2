//! The door the browser comes back through: one answer on this machine, on a port of the moment, for five minutes at most.
use super::Fault;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a person has to sign in.
pub const LIMIT: Duration = Duration::from_secs(300);
/// How often the door looks whether it was closed.
const LOOK: Duration = Duration::from_millis(100);
/// A browser's request is short.
const LONGEST_LINE: u64 = 16_000;

const CLOSE: &str = include_str!("close.fr.html");
const REFUSED: &str = include_str!("refused.fr.html");

/// The open door.
pub(super) struct Door {
    listener: TcpListener,
    port: u16,
}

impl Door {
    /// Opens it.
    ///
    /// # Errors
    /// [`Fault::NoDoor`] when the machine gives no port.
    pub(super) fn open() -> Result<Door, Fault> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|_| Fault::NoDoor)?;
        listener.set_nonblocking(true).map_err(|_| Fault::NoDoor)?;
        let port = listener.local_addr().map_err(|_| Fault::NoDoor)?.port();
        Ok(Door { listener, port })
    }

    /// Its port.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the browser to bring the code that belongs to `state`.
    ///
    /// # Errors
    /// [`Fault::Denied`], [`Fault::WrongState`], [`Fault::TooLate`] after `limit`, [`Fault::GivenUp`] once `stop` is set.
    pub(super) fn code(&self, state: &str, limit: Duration, stop: &AtomicBool) -> Result<String, Fault> {
        let start = Instant::now();
        while start.elapsed() < limit {
            if stop.load(Ordering::SeqCst) {
                return Err(Fault::GivenUp);
            }
            let Ok((mut browser, _)) = self.listener.accept() else {
                std::thread::sleep(LOOK);
                continue;
            };
            let Some(asked) = request(&browser) else { continue };
            let Some(answer) = answer(&asked, state) else {
                // An icon the browser asks for by itself: not the answer.
                reply(&mut browser, "404 Not Found", "");
                continue;
            };
            reply(&mut browser, "200 OK", if answer.is_ok() { CLOSE } else { REFUSED });
            return answer;
        }
        Err(Fault::TooLate)
    }
}

/// The first line of a request.
fn request(browser: &TcpStream) -> Option<String> {
    browser.set_nonblocking(false).ok()?;
    browser.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut reader = BufReader::new(browser.take(LONGEST_LINE));
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    // The rest is read before answering: a socket closed on unread bytes is a reset, and the page would not show.
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        line.clear();
    }
    Some(first)
}

/// What the request brings; none when it is not the way back.
fn answer(request: &str, state: &str) -> Option<Result<String, Fault>> {
    let target = request.strip_prefix("GET /?")?.split(' ').next()?;
    let brought: BTreeMap<String, String> =
        target.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.to_owned(), decoded(value))).collect();
    let same = brought.get("state").is_some_and(|back| same(back.as_bytes(), state.as_bytes()));
    if !same {
        return Some(Err(Fault::WrongState));
    }
    match (brought.get("error").map(String::as_str), brought.get("code")) {
        (Some("access_denied"), _) => Some(Err(Fault::Denied)),
        (Some(error), _) => Some(Err(Fault::Refused(crate::mail::message::clean_clip(error, 120)))),
        (None, Some(code)) if !code.is_empty() => Some(Ok(code.clone())),
        (None, _) => Some(Err(Fault::Refused(String::new()))),
    }
}

/// Compares without telling by its time where the difference is.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits: Vec<u8> = rest.by_ref().take(2).collect();
                std::str::from_utf8(&digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(b'?')
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn reply(browser: &mut TcpStream, status: &str, page: &str) {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        page.len()
    );
    // The code is here already: a browser that does not read its page changes nothing.
    let _ = browser.write_all(head.as_bytes()).and_then(|()| browser.write_all(page.as_bytes())).and_then(|()| browser.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_read_and_nothing_else_is() {
        assert_eq!(answer("GET /?code=4%2F0Ab+c&state=s1 HTTP/1.1", "s1"), Some(Ok("4/0Ab c".to_owned())));
        assert_eq!(answer("GET /?code=x&state=s2 HTTP/1.1", "s1"), Some(Err(Fault::WrongState)));
        assert_eq!(answer("GET /?code=x HTTP/1.1", "s1"), Some(Err(Fault::WrongState)), "no state is another's");
        assert_eq!(answer("GET /?error=access_denied&state=s1 HTTP/1.1", "s1"), Some(Err(Fault::Denied)));
        assert_eq!(answer("GET /favicon.ico HTTP/1.1", "s1"), None);
        assert_eq!(answer("POST / HTTP/1.1", "s1"), None);
    }
}
