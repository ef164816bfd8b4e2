//! Signing in to a mailbox without its password: the browser asks the person, the code comes back to this machine, and only the
//! authorisation is kept, in the keychain (RFC 8252: loopback, PKCE, state). For providers whose SMTP takes no password any more.
//!
//! Our own, because what is needed is one form posted and one answer read: the general crate brings its HTTP client with it,
//! and this one stands on the TLS that the mail already uses.
mod loopback;
mod state;

pub use loopback::LIMIT;
pub use state::{Oauth, SignIn};

use crate::https;
use crate::secrets::Secret;
use crate::wording;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loopback::Door;
use ring::rand::{SecureRandom, SystemRandom};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Why a sign-in, or a renewal, did not come to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No application identifier: none was typed, none is in this build.
    NoClient,
    /// The machine gives no port to come back through.
    NoDoor,
    /// No browser opens.
    NoBrowser,
    /// The person said no.
    Denied,
    /// What came back was not asked for by us.
    WrongState,
    /// Nobody came back in time.
    TooLate,
    /// The person gave up in the app.
    GivenUp,
    /// The provider does not answer.
    Unreachable,
    /// The authorisation was withdrawn, or has ended: a person must sign in again.
    Revoked,
    /// The provider refuses, in its own words.
    Refused(String),
}

impl Fault {
    fn key(&self) -> &'static str {
        match self {
            Fault::NoClient => "oauth_no_client",
            Fault::NoDoor => "oauth_no_door",
            Fault::NoBrowser => "oauth_no_browser",
            Fault::Denied => "oauth_denied",
            Fault::WrongState => "oauth_wrong_state",
            Fault::TooLate => "oauth_too_late",
            Fault::GivenUp => "oauth_given_up",
            Fault::Unreachable => "oauth_unreachable",
            Fault::Revoked => "oauth_revoked",
            Fault::Refused(_) => "oauth_refused",
        }
    }

    /// What the user reads.
    pub fn sentence(&self) -> String {
        let about = if let Fault::Refused(words) = self { words.as_str() } else { "" };
        wording::sentence(self.key(), &[("about", about)])
    }
}

/// Where a provider asks, and where it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// The page the browser opens.
    pub authorize: String,
    /// Where codes and renewals become tokens.
    pub token: String,
    /// What is asked for: sending mail, and renewing.
    pub scope: &'static str,
    /// Host of the way back, as the provider wants it registered.
    pub loopback: &'static str,
    /// What the page wants besides.
    pub extra: &'static str,
}

/// The provider of a preset; none when its SMTP takes passwords alone.
pub fn provider(preset: &str) -> Option<Provider> {
    match preset {
        // « common »: firms and personal addresses alike.
        "microsoft365" | "outlook" => Some(Provider {
            authorize: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize".to_owned(),
            token: "https://login.microsoftonline.com/common/oauth2/v2.0/token".to_owned(),
            scope: "https://outlook.office.com/SMTP.Send offline_access",
            loopback: "localhost",
            extra: "&prompt=select_account",
        }),
        "gmail" => Some(Provider {
            authorize: "https://accounts.google.com/o/oauth2/v2/auth".to_owned(),
            token: "https://oauth2.googleapis.com/token".to_owned(),
            scope: "https://mail.google.com/",
            loopback: "127.0.0.1",
            extra: "&access_type=offline&prompt=consent",
        }),
        _ => None,
    }
}

/// The application, as registered at the provider's. Its secret, where one is given to desktop applications, is not secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its identifier.
    pub id: String,
    /// Google gives one to desktop applications; empty elsewhere.
    pub secret: String,
}

/// The application typed by the user, else that of this build (`ECHU_MICROSOFT_CLIENT_ID`, `ECHU_GOOGLE_CLIENT_ID`,
/// `ECHU_GOOGLE_CLIENT_SECRET`).
///
/// # Errors
/// [`Fault::NoClient`] when there is neither.
pub fn client(preset: &str, typed_id: &str, typed_secret: &str) -> Result<Client, Fault> {
    if !typed_id.is_empty() {
        return Ok(Client { id: typed_id.to_owned(), secret: typed_secret.to_owned() });
    }
    let (id, secret) = match preset {
        "gmail" => (option_env!("ECHU_GOOGLE_CLIENT_ID"), option_env!("ECHU_GOOGLE_CLIENT_SECRET")),
        _ => (option_env!("ECHU_MICROSOFT_CLIENT_ID"), None),
    };
    match id {
        Some(id) if !id.is_empty() => Ok(Client { id: id.to_owned(), secret: secret.unwrap_or_default().to_owned() }),
        _ => Err(Fault::NoClient),
    }
}

/// What the provider gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// For the mail server, for an hour or so.
    pub access: Secret,
    /// How long it serves.
    pub lasts: Duration,
    /// For the next ones; none when the one already kept still serves.
    pub refresh: Option<Secret>,
}

/// A sign-in under way: the door is open, the browser has its page.
pub struct Attempt {
    door: Door,
    provider: Provider,
    client: Client,
    state: String,
    verifier: String,
    redirect: String,
}

impl Attempt {
    /// Opens the door. Gives the page to open in the browser.
    ///
    /// # Errors
    /// [`Fault::NoDoor`].
    pub fn begin(provider: Provider, client: Client, address: &str) -> Result<(Attempt, String), Fault> {
        let door = Door::open()?;
        let (state, verifier) = (random()?, random()?);
        let redirect = format!("http://{}:{}/", provider.loopback, door.port());
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let page = format!(
            "{}?response_type=code&client_id={}&redirect_uri={}&scope={}&state={state}&code_challenge={challenge}&code_challenge_method=S256&login_hint={}{}",
            provider.authorize,
            encoded(&client.id),
            encoded(&redirect),
            encoded(provider.scope),
            encoded(address),
            provider.extra,
        );
        Ok((Attempt { door, provider, client, state, verifier, redirect }, page))
    }

    /// Waits for the person, then changes the code for tokens.
    ///
    /// # Errors
    /// Why there are none.
    pub fn finish(self, limit: Duration, stop: &AtomicBool) -> Result<Tokens, Fault> {
        let code = self.door.code(&self.state, limit, stop)?;
        let form = format!(
            "grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}{}",
            encoded(&code),
            encoded(&self.redirect),
            self.verifier,
            who(&self.client)
        );
        let tokens = ask(&self.provider, &form)?;
        // Without it the next message would need a person: what was asked for was not given.
        if tokens.refresh.is_none() { Err(Fault::Refused("offline_access".to_owned())) } else { Ok(tokens) }
    }
}

/// New tokens from the authorisation kept.
///
/// # Errors
/// [`Fault::Revoked`] when it serves no more; [`Fault::Unreachable`] when only waiting helps.
pub fn renew(provider: &Provider, client: &Client, refresh: &Secret) -> Result<Tokens, Fault> {
    let form = format!("grant_type=refresh_token&refresh_token={}{}", encoded(refresh.expose()), who(client));
    ask(provider, &form)
}

fn who(client: &Client) -> String {
    let secret = if client.secret.is_empty() { String::new() } else { format!("&client_secret={}", encoded(&client.secret)) };
    format!("&client_id={}{secret}", encoded(&client.id))
}

#[derive(Deserialize)]
struct Given {
    access_token: String,
    #[serde(default)]
    expires_in: Option<u64>,
    #[serde(default)]
    refresh_token: Option<String>,
}

#[derive(Deserialize)]
struct Denied {
    error: String,
    #[serde(default)]
    error_description: String,
}

/// Access tokens whose life is not said are taken to last as long as the shortest in use.
const SHORTEST_LIFE: u64 = 600;
/// A token answer is some kilobytes.
const LARGEST_ANSWER: usize = 200_000;

fn ask(provider: &Provider, form: &str) -> Result<Tokens, Fault> {
    let answer = https::post(&provider.token, form).map_err(|_| Fault::Unreachable)?;
    let status = answer.status;
    if status / 100 == 5 {
        return Err(Fault::Unreachable);
    }
    let body = answer.whole(LARGEST_ANSWER).map_err(|_| Fault::Unreachable)?;
    if status / 100 == 2 {
        let given: Given = serde_json::from_slice(&body).map_err(|_| Fault::Unreachable)?;
        let lasts = Duration::from_secs(given.expires_in.unwrap_or(SHORTEST_LIFE));
        let refresh = given.refresh_token.filter(|token| !token.is_empty()).map(Secret::new);
        return Ok(Tokens { access: Secret::new(given.access_token), lasts, refresh });
    }
    let denied: Denied = serde_json::from_slice(&body).map_err(|_| Fault::Unreachable)?;
    if denied.error == "invalid_grant" || denied.error == "interaction_required" {
        return Err(Fault::Revoked);
    }
    let first_line = denied.error_description.lines().next().unwrap_or_default();
    let words = if first_line.is_empty() { denied.error } else { format!("{}\u{a0}: {first_line}", denied.error) };
    Err(Fault::Refused(crate::mail::message::clean_clip(&words, 200)))
}

/// Thirty-two random bytes in letters: a state, a verifier.
fn random() -> Result<String, Fault> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Fault::NoDoor)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// For a form and a query (RFC 3986): letters, digits and four marks stay.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn google() -> Provider {
        provider("gmail").unwrap_or_else(|| panic!("Gmail has one"))
    }

    #[test]
    fn the_page_asks_for_a_code_with_a_challenge_and_never_shows_the_verifier() {
        let client = Client { id: "id d’essai".to_owned(), secret: "s".to_owned() };
        let (attempt, page) = Attempt::begin(google(), client, "contact@dupre.example").unwrap_or_else(|fault| panic!("{fault:?}"));
        assert!(page.starts_with("https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=id%20d%E2%80%99essai&"));
        assert!(page.contains(&format!("redirect_uri=http%3A%2F%2F127.0.0.1%3A{}%2F", attempt.door.port())));
        assert!(page.contains("code_challenge_method=S256") && page.contains("access_type=offline"));
        assert!(!page.contains(&attempt.verifier), "only its hash travels");
        assert_eq!(attempt.verifier.len(), 43, "as long as the least RFC 7636 takes");
    }

    #[test]
    fn every_fault_is_told_and_a_provider_without_application_is_said() {
        let faults = [
            Fault::NoClient,
            Fault::NoDoor,
            Fault::NoBrowser,
            Fault::Denied,
            Fault::WrongState,
            Fault::TooLate,
            Fault::GivenUp,
            Fault::Unreachable,
            Fault::Revoked,
            Fault::Refused("invalid_client".to_owned()),
        ];
        for fault in faults {
            assert!(wording::find(fault.key()).is_some(), "no sentence for {fault:?}");
        }
        assert!(Fault::Refused("invalid_client".to_owned()).sentence().contains("invalid_client"));
        assert_eq!(client("gmail", "abc", "").map(|found| found.id), Ok("abc".to_owned()));
        assert_eq!(provider("orange"), None);
    }
}
