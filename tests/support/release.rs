//! A project that announces versions: how it signs them, and a server of files that gives them well, or badly.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use echu_core::update::{self, File, Release, Version};
use ring::signature::{Ed25519KeyPair, KeyPair};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The key pair of a project, from the PEM that `openssl genpkey -algorithm ed25519` writes.
///
/// # Errors
/// What is wrong with it, in English.
pub fn key_pair(pem: &str) -> Result<Ed25519KeyPair, String> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
    let der = STANDARD.decode(body).map_err(|error| format!("the key is no PEM: {error}"))?;
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map_err(|error| format!("the key is no Ed25519 private key: {error}"))
}

/// The public half, in Base64, as a build carries it in `ECHU_UPDATE_KEY`.
pub fn public_key(pair: &Ed25519KeyPair) -> String {
    STANDARD.encode(pair.public_key().as_ref())
}

/// An announcement of a release, signed.
///
/// # Errors
/// A release that would not read as itself: a note on two lines, a space in an address.
pub fn announced(release: &Release, pair: &Ed25519KeyPair) -> Result<String, String> {
    let text = update::write(release);
    if update::read(&text).as_ref() != Ok(release) {
        return Err("the announcement does not read as what it announces: look at its notes and at its addresses".to_owned());
    }
    Ok(update::sealed(&text, &STANDARD.encode(pair.sign(text.as_bytes()))))
}

/// The packages of a version in a folder, named `echu-VERSION-SYSTEM-PROCESSOR.PACKAGE`, as they will be at `address`.
///
/// # Errors
/// The disk's; a folder without one.
pub fn packages(folder: &Path, version: Version, address: &str) -> Result<Vec<File>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let parts = name.strip_prefix(&format!("echu-{version}-")).and_then(|rest| rest.split_once('.'));
        let Some((computer, package)) = parts else { continue };
        let Some((system, processor)) = computer.split_once('-') else { continue };
        let bytes = std::fs::read(&path).map_err(failed)?;
        found.push(File {
            system: system.to_owned(),
            // As Rust names it, whatever the maker of the computer does.
            processor: if processor == "arm64" { "aarch64" } else { processor }.to_owned(),
            package: package.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: sha256(&bytes),
            url: format!("{}/{name}", address.trim_end_matches('/')),
        });
    }
    found.sort_by(|a, b| a.url.cmp(&b.url));
    if found.is_empty() { Err(format!("no package of version {version} in {}", folder.display())) } else { Ok(found) }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How a file is given.
#[derive(Debug, Clone)]
pub enum Given {
    /// As it is.
    Whole(Vec<u8>),
    /// Its length is told, and half of it comes.
    Half(Vec<u8>),
    /// Without an end, nor a length.
    Endless,
    /// It is elsewhere.
    Elsewhere(String),
    /// Half of it, then nothing until the story says so.
    Held(Vec<u8>),
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Given>,
    asked: Vec<String>,
    let_go: bool,
}

/// The server. Its thread ends with the process.
pub struct ReleaseServer {
    base: String,
    state: Arc<(Mutex<State>, Condvar)>,
}

impl ReleaseServer {
    /// Listens on a free port of this machine.
    ///
    /// # Panics
    /// When there is none.
    pub fn start() -> ReleaseServer {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let base = format!("http://127.0.0.1:{}", listener.local_addr().expect("its port").port());
        let state: Arc<(Mutex<State>, Condvar)> = Arc::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // A client that leaves in the middle is its own affair.
                std::thread::spawn(move || answer(stream, &shared));
            }
        });
        ReleaseServer { base, state }
    }

    /// Where a file of it is.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives a file so from now on.
    pub fn gives(&self, path: &str, given: Given) {
        self.with(|state| state.files.insert(path.to_owned(), given));
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<String> {
        self.with(|state| state.asked.clone())
    }

    /// What was held comes to its end.
    pub fn lets_go(&self) {
        self.with(|state| state.let_go = true);
        self.state.1.notify_all();
    }
}

fn answer(mut stream: TcpStream, state: &(Mutex<State>, Condvar)) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first)?;
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let given = {
        let mut state = state.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked.push(path.clone());
        state.files.get(&path).cloned()
    };
    let head = |stream: &mut TcpStream, bytes: &[u8]| write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", bytes.len());
    match given {
        None => write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        Some(Given::Elsewhere(to)) => write!(stream, "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"),
        Some(Given::Whole(bytes)) => head(&mut stream, &bytes).and_then(|()| stream.write_all(&bytes)),
        Some(Given::Half(bytes)) => head(&mut stream, &bytes).and_then(|()| stream.write_all(&bytes[..bytes.len() / 2])),
        Some(Given::Endless) => {
            write!(stream, "HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                stream.write_all(&[b'x'; 4096])?;
            }
        }
        Some(Given::Held(bytes)) => {
            let (start, end) = bytes.split_at(bytes.len() / 2);
            head(&mut stream, &bytes)?;
            stream.write_all(start)?;
            let held = state.0.lock().unwrap_or_else(PoisonError::into_inner);
            drop(state.1.wait_while(held, |state| !state.let_go).unwrap_or_else(PoisonError::into_inner));
            stream.write_all(end)
        }
    }
}
