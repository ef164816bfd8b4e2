//! What a connection trusts: read from the machine once an hour and after each failure, rather than for each message. With it
//! goes the session of TLS: the server that proved who it is need not prove it again to the next message.
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// An authority that the machine trusts no more is not trusted longer.
const FRESH: Duration = Duration::from_secs(3600);

/// The authorities trusted, and what was last made of them.
#[derive(Default)]
pub(super) struct Trust {
    /// For tests: the only authorities trusted.
    roots: Option<Vec<Certificate>>,
    made: Mutex<Option<Made>>,
}

struct Made {
    host: String,
    tls: TlsParameters,
    at: Instant,
}

impl Trust {
    /// Trusts these alone.
    #[cfg(feature = "faults")]
    pub(super) fn only(roots: Vec<Certificate>) -> Trust {
        Trust { roots: Some(roots), made: Mutex::default() }
    }

    /// What a connection to a host trusts.
    pub(super) fn of(&self, host: &str) -> Result<TlsParameters, Error> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.as_ref().filter(|known| known.host == host && known.at.elapsed() < FRESH) {
            return Ok(known.tls.clone());
        }
        let tls = self.make(host)?;
        *made = Some(Made { host: host.to_owned(), tls: tls.clone(), at: Instant::now() });
        Ok(tls)
    }

    /// A connection failed: the next one reads again what the machine trusts, and takes up no session.
    pub(super) fn forget(&self) {
        *self.made.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn make(&self, host: &str) -> Result<TlsParameters, Error> {
        let mut builder = TlsParameters::builder(host.to_owned());
        if let Some(roots) = &self.roots {
            builder = builder.certificate_store(CertificateStore::None);
            for root in roots {
                builder = builder.add_root_certificate(root.clone());
            }
        }
        builder.build()
    }
}
