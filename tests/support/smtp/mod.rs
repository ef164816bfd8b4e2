//! An SMTP server that misbehaves on demand, over TLS, on the loopback. What it says it accepted is the ground truth.
//!
//! One [`Scenario`] a connection, taken from a queue, then the default one. A test that wants the app killed between the
//! dot and the reply (K11) does it in a hook at [`At::Dot`]: the dot has been read, nothing has been answered.
mod certs;
mod dialogue;
mod scenario;

pub use certs::{Cert, authority};
pub use scenario::{At, Scenario};

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How the server encrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte.
    Implicit,
    /// After STARTTLS.
    Start,
    /// Never: it offers no STARTTLS.
    Never,
}

/// A message the server took responsibility for: its dot was read, its scenario says that it is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Number of the connection, from 1.
    pub connection: usize,
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The Message-ID header; empty if there is none.
    pub message_id: String,
    /// The bytes, dots unstuffed, with the line end before the final dot.
    pub bytes: Vec<u8>,
}

impl Acceptance {
    /// SHA-256 of the bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Everything seen since the start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Connections.
    pub connections: usize,
    /// Connections that took up the TLS session of another: the certificate was not shown again.
    pub resumed: usize,
    /// AUTH commands.
    pub auth: usize,
    /// What each of them said.
    pub auth_lines: Vec<String>,
    /// MAIL commands.
    pub mail: usize,
    /// RCPT commands.
    pub rcpt: usize,
    /// DATA commands.
    pub data: usize,
    /// Final dots read.
    pub dots: usize,
    /// QUIT commands.
    pub quit: usize,
    /// Commands received before any encryption.
    pub in_clear: Vec<String>,
    /// The SIZE given with MAIL, by message.
    pub sizes: Vec<Option<usize>>,
}

type Hook = Box<dyn FnMut() + Send>;

/// What the threads share.
pub(crate) struct Shared {
    pub(crate) tls: Tls,
    pub(crate) cert: Cert,
    queue: Mutex<(VecDeque<Scenario>, Scenario)>,
    seen: Mutex<Seen>,
    accepted: Mutex<Vec<Acceptance>>,
    hooks: Mutex<BTreeMap<At, Hook>>,
    over: (Mutex<bool>, Condvar),
    streams: Mutex<BTreeMap<usize, TcpStream>>,
    /// A connection left `streams`.
    gone: Condvar,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A test that fails in a hook has its own message; the server goes on.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn next(&self) -> Scenario {
        let mut queue = lock(&self.queue);
        queue.0.pop_front().unwrap_or_else(|| queue.1.clone())
    }

    pub(crate) fn count(&self, note: impl FnOnce(&mut Seen)) {
        note(&mut lock(&self.seen));
    }

    pub(crate) fn accept(&self, acceptance: Acceptance) {
        lock(&self.accepted).push(acceptance);
    }

    /// Runs the hook of `at`, if any. The client waits meanwhile, except at [`At::Body`].
    pub(crate) fn pass(&self, at: At) {
        if let Some(hook) = lock(&self.hooks).get_mut(&at) {
            hook();
        }
    }

    /// Says nothing for `time`, or until the server stops.
    pub(crate) fn hush(&self, time: Duration) {
        let over = lock(&self.over.0);
        // Whether the time ran out or the server stops, silence ends.
        let _ = self.over.1.wait_timeout_while(over, time, |over| !*over);
    }

    fn is_over(&self) -> bool {
        *lock(&self.over.0)
    }
}

/// The server; stops when dropped.
pub struct SmtpServer {
    port: u16,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl SmtpServer {
    /// Listens on a free port of 127.0.0.1. Clients must connect to the name `localhost`.
    pub fn start(tls: Tls, cert: Cert) -> std::io::Result<SmtpServer> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            tls,
            cert,
            queue: Mutex::new((VecDeque::new(), Scenario::Ok)),
            seen: Mutex::default(),
            accepted: Mutex::default(),
            hooks: Mutex::default(),
            over: (Mutex::new(false), Condvar::new()),
            streams: Mutex::default(),
            gone: Condvar::new(),
        });
        let inner = Arc::clone(&shared);
        let thread = std::thread::spawn(move || serve(&listener, &inner));
        Ok(SmtpServer { port, shared, thread: Some(thread) })
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The scenarios of the next connections, one each.
    pub fn queue(&self, scenarios: impl IntoIterator<Item = Scenario>) {
        lock(&self.shared.queue).0.extend(scenarios);
    }

    /// The scenario when the queue is empty; [`Scenario::Ok`] at first.
    pub fn otherwise(&self, scenario: Scenario) {
        lock(&self.shared.queue).1 = scenario;
    }

    /// Calls `hook` each time the dialogue passes `at`, before the answer. One hook a place.
    pub fn on(&self, at: At, hook: impl FnMut() + Send + 'static) {
        lock(&self.shared.hooks).insert(at, Box::new(hook));
    }

    /// The messages accepted, in order.
    pub fn accepted(&self) -> Vec<Acceptance> {
        lock(&self.shared.accepted).clone()
    }

    /// Waits until every connection is over: what a client that died had sent is then recorded. False when one stays.
    pub fn is_quiet(&self) -> bool {
        let patience = Duration::from_secs(20);
        let streams = lock(&self.shared.streams);
        let waited = self.shared.gone.wait_timeout_while(streams, patience, |streams| !streams.is_empty());
        waited.is_ok_and(|(streams, _)| streams.is_empty())
    }

    /// What came, accepted or not.
    pub fn seen(&self) -> Seen {
        lock(&self.shared.seen).clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        *lock(&self.shared.over.0) = true;
        self.shared.over.1.notify_all();
        for stream in lock(&self.shared.streams).values() {
            // A connection already closed needs no closing.
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the accept.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(listener: &TcpListener, shared: &Arc<Shared>) {
    for (index, stream) in listener.incoming().enumerate() {
        if shared.is_over() {
            return;
        }
        let Ok(stream) = stream else { continue };
        let Ok(copy) = stream.try_clone() else { continue };
        lock(&shared.streams).insert(index, copy);
        shared.count(|seen| seen.connections += 1);
        let shared = Arc::clone(shared);
        std::thread::spawn(move || {
            let scenario = shared.next();
            // A client that hangs up ends the dialogue; the records say what had come.
            let _ = dialogue::talk(stream, index + 1, &scenario, &shared);
            // The copy keeps the socket open: closing is said aloud.
            if let Some(copy) = lock(&shared.streams).remove(&index) {
                let _ = copy.shutdown(Shutdown::Both);
            }
            shared.gone.notify_all();
        });
    }
}
