//! A provider that authorises: the page it would show is answered by the story, its tokens are counted.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// What the provider knows.
#[derive(Debug, Default)]
struct State {
    forms: Vec<BTreeMap<String, String>>,
    challenge: String,
    revoked: bool,
    silent: bool,
    given: usize,
}

/// The provider. Its thread ends with the process.
pub struct AuthServer {
    base: String,
    state: Arc<Mutex<State>>,
}

impl AuthServer {
    /// Listens on a free port of this machine.
    ///
    /// # Panics
    /// When there is none.
    pub fn start() -> AuthServer {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let base = format!("http://127.0.0.1:{}", listener.local_addr().expect("its port").port());
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that leaves in the middle is its own affair.
                let _ = answer(stream, &shared);
            }
        });
        AuthServer { base, state }
    }

    /// Its address, to ask in the place of every provider.
    pub fn base(&self) -> &str {
        &self.base
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The person withdraws the authorisation at the provider's.
    pub fn revoke(&self) {
        self.with(|state| state.revoked = true);
    }

    /// From now on it closes without a word, or answers again.
    pub fn silent(&self, silent: bool) {
        self.with(|state| state.silent = silent);
    }

    /// The forms it was sent.
    pub fn forms(&self) -> Vec<BTreeMap<String, String>> {
        self.with(|state| state.forms.clone())
    }

    /// The person says yes on `page`: the browser comes back with a code.
    ///
    /// # Panics
    /// When the page asks for something else.
    pub fn says_yes(&self, page: &str) -> String {
        let asked = query(page);
        assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
        self.with(|state| state.challenge = asked["code_challenge"].clone());
        comes_back(page, &format!("code=c1&state={}", asked["state"]))
    }
}

/// The browser comes back from `page` with `brought`. Gives what it then shows.
///
/// # Panics
/// When nobody waits for it.
pub fn comes_back(page: &str, brought: &str) -> String {
    let back = query(page)["redirect_uri"].clone();
    let port: u16 = back.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok()).expect("the port of the way back");
    let mut browser = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("somebody waits");
    write!(browser, "GET /?{brought} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").expect("ask");
    let mut shown = String::new();
    browser.read_to_string(&mut shown).expect("a page");
    shown
}

/// The state that belongs to a page.
pub fn state_of(page: &str) -> String {
    query(page)["state"].clone()
}

fn query(page: &str) -> BTreeMap<String, String> {
    pairs(page.split_once('?').map_or("", |(_, query)| query))
}

fn pairs(text: &str) -> BTreeMap<String, String> {
    text.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.to_owned(), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digits: Vec<u8> = if byte == b'%' { rest.by_ref().take(2).collect() } else { Vec::new() };
        let hex = std::str::from_utf8(&digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(hex.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn answer(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let form = pairs(&String::from_utf8_lossy(&body));
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    state.forms.push(form.clone());
    if state.silent {
        return Ok(());
    }
    let verified = |challenge: &str| {
        let verifier = form.get("code_verifier").map(String::as_str).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == challenge
    };
    let sound = match form.get("grant_type").map(String::as_str) {
        Some("authorization_code") => form.get("code").is_some_and(|code| code == "c1") && verified(&state.challenge),
        Some("refresh_token") => !state.revoked && form.get("refresh_token").is_some_and(|token| token.starts_with("renouvellement-")),
        _ => false,
    };
    let (status, body) = if sound {
        state.given += 1;
        let given = state.given;
        ("200 OK", format!(r#"{{"access_token":"acces-{given}","expires_in":3600,"refresh_token":"renouvellement-{given}"}}"#))
    } else {
        ("400 Bad Request", r#"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#.to_owned())
    };
    drop(state);
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
