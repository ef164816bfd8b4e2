//! One authority for the whole test process, and the certificates it signs, or does not.
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::{Arc, LazyLock};

/// What the server shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cert {
    /// For `localhost`, signed by [`authority`].
    Good,
    /// Idem, expired on 31 January 2025.
    Expired,
    /// Valid from 1 January 2090.
    NotYet,
    /// For `autre.example`.
    WrongHost,
    /// For `localhost`, signed by itself.
    SelfSigned,
}

type Issuer = CertifiedIssuer<'static, KeyPair>;

static AUTHORITY: LazyLock<Issuer> = LazyLock::new(|| {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, "Autorité d'essai");
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
});

/// The authority to trust, in DER.
pub fn authority() -> Vec<u8> {
    AUTHORITY.der().to_vec()
}

/// The TLS side of a server that shows `cert`; the sound one, which hundreds of connections show, is made once.
pub(super) fn config(cert: Cert) -> Arc<ServerConfig> {
    static GOOD: LazyLock<Arc<ServerConfig>> = LazyLock::new(|| make(Cert::Good));
    if cert == Cert::Good { Arc::clone(&GOOD) } else { make(cert) }
}

fn make(cert: Cert) -> Arc<ServerConfig> {
    let name = if cert == Cert::WrongHost { "autre.example" } else { "localhost" };
    let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    match cert {
        Cert::Expired => params.not_after = date_time_ymd(2025, 1, 31),
        Cert::NotYet => params.not_before = date_time_ymd(2090, 1, 1),
        Cert::Good | Cert::WrongHost | Cert::SelfSigned => {}
    }
    let key = KeyPair::generate().expect("a key");
    let signed = match cert {
        Cert::SelfSigned => params.self_signed(&key),
        Cert::Good | Cert::Expired | Cert::NotYet | Cert::WrongHost => params.signed_by(&key, &AUTHORITY),
    };
    let chain: Vec<CertificateDer<'static>> = vec![signed.expect("a certificate").der().clone()];
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("TLS versions");
    Arc::new(config.with_no_client_auth().with_single_cert(chain, key).expect("a key that fits"))
}
