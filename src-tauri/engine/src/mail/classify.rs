//! What an answer, or a silence, means. Decided by the phase reached, never by the text of a library's error:
//!
//! | Phase reached | error, EOF, timeout, garbage | 4xx | 5xx |
//! |---|---|---|---|
//! | connect, TLS, banner, EHLO | account deferred, try not charged | same | account suspended |
//! | AUTH | account deferred | 454 → cool-down 1 h | account suspended after one attempt |
//! | MAIL | Deferred | Deferred; limits → account cool-down | account suspended |
//! | RCPT | Deferred | Deferred ≥ 5 min | Failed, address flagged; bare 5.5.0 → Deferred once |
//! | DATA | Deferred | Deferred | Failed |
//! | body, source not exhausted | Deferred | – | – |
//! | after the point of no return | **Uncertain** | Deferred | Failed |
use super::{Delivery, Phase, Reason, Scope, Why, message};
use std::time::Duration;

/// Cool-down of an account that hit a limit.
pub const LIMIT_COOL_DOWN: Duration = Duration::from_secs(3600);
/// Cool-down of an account that used up its day.
pub const DAILY_LIMIT_COOL_DOWN: Duration = Duration::from_secs(24 * 3600);
/// Greylists open after five minutes, most of them.
pub const GREYLIST_DELAY: Duration = Duration::from_secs(300);

/// What came back instead of the expected "go on".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing usable: broken, silent, garbled, or no trusted connection at all.
    Broken(Why),
    /// A reply.
    Reply {
        /// Its three digits.
        code: u16,
        /// Its lines, joined.
        text: String,
    },
}

/// What `outcome` at `phase` means for the message. `about` is the host, or the recipient at RCPT.
pub fn classify(phase: Phase, outcome: &Outcome, about: &str) -> Delivery {
    match outcome {
        Outcome::Broken(why) => broken(phase, why.clone()),
        Outcome::Reply { code, text } => {
            let reply = message::clean_clip(&format!("{code} {text}"), 300);
            let meaning = meaning(phase, *code, text);
            let why = |reason| Why { reason, about: about.to_owned(), reply: reply.clone() };
            match code / 100 {
                4 => postponed(phase, *code, meaning, why),
                5 => refused(phase, meaning, why),
                _ => broken(phase, why(Reason::UnexpectedReply)),
            }
        }
    }
}

/// A second bare 5.5.0 for the same message is a refusal: `last` is the reason recorded at its previous try.
pub fn settle(delivery: Delivery, last: Option<Reason>) -> Delivery {
    match delivery {
        Delivery::Deferred { why, .. } if why.reason == Reason::RecipientUnclear && last == Some(why.reason) => {
            Delivery::Failed { why: Why { reason: Reason::RecipientRefused, ..why }, flag_address: true }
        }
        other => other,
    }
}

fn broken(phase: Phase, why: Why) -> Delivery {
    match phase {
        Phase::Connect | Phase::Auth => account_waits(phase, why, None),
        Phase::Mail | Phase::Rcpt | Phase::Data | Phase::Body => message_waits(phase, why, Duration::ZERO),
        Phase::Engaged => {
            let reason = match why.reason {
                Reason::NoAnswer => Reason::NoAnswerAfterTheDot,
                Reason::UnexpectedReply => Reason::UnexpectedReplyAfterTheDot,
                _ => Reason::LostAfterTheDot,
            };
            Delivery::Uncertain { why: Why { reason, ..why } }
        }
    }
}

fn postponed(phase: Phase, code: u16, meaning: Option<Meaning>, why: impl Fn(Reason) -> Why) -> Delivery {
    if meaning == Some(Meaning::Limit) {
        return account_waits(phase, why(Reason::ProviderLimit), Some(LIMIT_COOL_DOWN));
    }
    match phase {
        Phase::Connect => account_waits(phase, why(Reason::ServerBusy), None),
        Phase::Auth => account_waits(phase, why(Reason::LoginPostponed), (code == 454).then_some(LIMIT_COOL_DOWN)),
        Phase::Rcpt => message_waits(phase, why(Reason::RecipientPostponed), GREYLIST_DELAY),
        Phase::Mail | Phase::Data | Phase::Body | Phase::Engaged => message_waits(phase, why(Reason::MessagePostponed), GREYLIST_DELAY),
    }
}

fn refused(phase: Phase, meaning: Option<Meaning>, why: impl Fn(Reason) -> Why) -> Delivery {
    match meaning {
        Some(Meaning::Limit) => return account_waits(phase, why(Reason::ProviderLimit), Some(LIMIT_COOL_DOWN)),
        Some(Meaning::DailyLimit) => return account_waits(phase, why(Reason::ProviderLimit), Some(DAILY_LIMIT_COOL_DOWN)),
        Some(Meaning::TooLarge) => return Delivery::Failed { why: why(Reason::TooLarge), flag_address: false },
        Some(Meaning::Policy) => return Delivery::Failed { why: why(Reason::PolicyRefused), flag_address: false },
        Some(Meaning::Unclear) => return message_waits(phase, why(Reason::RecipientUnclear), GREYLIST_DELAY),
        Some(Meaning::LoginDisabled) => return Delivery::AccountSuspended { why: why(Reason::PasswordLoginDisabled) },
        Some(Meaning::AppPassword) => return Delivery::AccountSuspended { why: why(Reason::AppPasswordRequired) },
        None => {}
    }
    match phase {
        Phase::Connect => Delivery::AccountSuspended { why: why(Reason::ServerRefuses) },
        Phase::Auth => Delivery::AccountSuspended { why: why(Reason::PasswordRefused) },
        Phase::Mail => Delivery::AccountSuspended { why: why(Reason::SenderRefused) },
        Phase::Rcpt => Delivery::Failed { why: why(Reason::RecipientRefused), flag_address: true },
        Phase::Data | Phase::Body | Phase::Engaged => Delivery::Failed { why: why(Reason::MessageRefused), flag_address: false },
    }
}

fn account_waits(phase: Phase, why: Why, cool_down: Option<Duration>) -> Delivery {
    Delivery::Deferred { phase, scope: Scope::Account, why, charge_try: false, cool_down, min_delay: Duration::ZERO }
}

fn message_waits(phase: Phase, why: Why, min_delay: Duration) -> Delivery {
    Delivery::Deferred { phase, scope: Scope::Message, why, charge_try: true, cool_down: None, min_delay }
}

/// What a line of `replies.csv` says of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Limit,
    DailyLimit,
    LoginDisabled,
    AppPassword,
    Unclear,
    TooLarge,
    Policy,
}

/// The first line of the table that fits.
fn meaning(phase: Phase, code: u16, text: &str) -> Option<Meaning> {
    let place = match phase {
        Phase::Connect => return None,
        Phase::Auth => "auth",
        Phase::Mail => "mail",
        Phase::Rcpt => "rcpt",
        Phase::Data | Phase::Body | Phase::Engaged => "data",
    };
    let severity = (code / 100).to_string();
    let words = format!("{code} {}", text.to_lowercase());
    table().find_map(|[at, level, needle, name, _]| {
        let fits = (at == place || at == "any") && level == severity && holds(&words, needle);
        fits.then(|| named(name)).flatten()
    })
}

fn table() -> impl Iterator<Item = [&'static str; 5]> {
    let lines = include_str!("replies.csv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| line.splitn(5, ';').collect::<Vec<_>>().try_into().ok())
}

fn named(name: &str) -> Option<Meaning> {
    match name {
        "limit" => Some(Meaning::Limit),
        "daily_limit" => Some(Meaning::DailyLimit),
        "login_disabled" => Some(Meaning::LoginDisabled),
        "app_password" => Some(Meaning::AppPassword),
        "unclear" => Some(Meaning::Unclear),
        "too_large" => Some(Meaning::TooLarge),
        "policy" => Some(Meaning::Policy),
        _ => None,
    }
}

/// Whole words only: "rate" is not in "generate". `5.7.*` stands for every code that begins so.
fn holds(words: &str, needle: &str) -> bool {
    let (needle, open_end) = needle.strip_suffix('*').map_or((needle, false), |stem| (stem, true));
    let inside = |c: char| c.is_alphanumeric() || c == '.';
    words.match_indices(needle).any(|(at, found)| {
        let before = words[..at].chars().next_back();
        let mut after = words[at + found.len()..].chars();
        let next = after.next();
        // A full stop that ends a sentence is not part of a code.
        let ends = next.is_none_or(|c| !inside(c) || (c == '.' && after.next().is_none_or(|c| !c.is_alphanumeric())));
        before.is_none_or(|c| !inside(c)) && (open_end || ends)
    })
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;
